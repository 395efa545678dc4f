# 質問の画像

## 添付

image-refused-dicom = 画像{ $position }は DICOM ファイルのため使えません。ファイルの中に患者さんの情報が入っています。ビューアーで画像（JPEG・PNG）として書き出し、画面に氏名・ID・日付が焼き込まれていないことを確かめて添付してください。
image-refused-heic = 画像{ $position }は HEIC 形式のため使えません。スクリーンショットを撮るか、JPEG に変換して添付してください。
image-refused-foreign = 画像{ $position }は対応していない形式です。使えるのは JPEG・PNG・WebP です。スクリーンショットを撮って添付してください。
image-refused-broken = 画像{ $position }を開けませんでした。ファイルが壊れているようです。スクリーンショットを撮って添付してください。
image-refused-too-heavy = 画像{ $position }が大きすぎます（1枚 8 MB まで）。スクリーンショットを撮るか、小さくして添付してください。
image-refused-too-large = 画像{ $position }の画素数が多すぎます（2,500 万画素、1辺 8,000 ピクセルまで）。スクリーンショットを撮るか、小さくして添付してください。
image-refused-unavailable = 画像{ $position }を受け取れませんでした。文章は保存しています。「修正する」を押してそのまま送信すると、もう一度受け取ります。時間がたって期限が切れたときは、「/質問する」から添付し直してください。
image-refused-many-drafts = 画像つきで投稿していない下書きが { $most } 件あります。投稿するか「やめる」を押してから、もう一度お試しください。
image-preview =
    画像 { $count } 枚は、位置情報などを取り除いて作り直しました。添付のとおりです。画像だけは、運営者が確認したあとにスレッドへ投稿されます。
    画面に氏名・ID・日付・施設名・顔が写っていないか、もう一度ご確認ください。写っているときは「やめる」を押し、隠してからやり直してください。

## カードとスレッド

image-card = 画像
image-card-waiting = { $count } 枚（確認待ち）
image-posted = 質問の画像（{ $count } 枚）です。

## 運営者

cmd-question-images = 画像
    .description = 確認待ちの画像を見て、公開するかどうかを決めます
    .number = 番号
    .number-description = 質問の番号（質問のスレッドの中では省略できます）
    .example = /質問管理 画像 番号:12
image-asked = 🖼️ 質問 #{ $number } に画像が { $count } 枚あります。まだ公開していません。中身を確認してください。
image-button-look = 画像を見る
image-view =
    質問 #{ $number }「{ $title }」の画像（{ $count } 枚）です。見えているのはあなただけです。
    氏名・ID・日付・施設名・顔など、人が特定できるものが写っていないか確認してください。公開すると質問のスレッドに投稿します。公開しない場合は画像を消去し、理由を質問者に伝えます。
image-button-approve = 公開する
image-button-identifying = 出さない：名前や日付が写っている
image-button-not-needed = 出さない：画像は不要
image-button-other = 出さない：その他
image-done-approved = 質問 #{ $number } の画像を公開しました。まもなくスレッドに投稿されます。
image-done-refused = 質問 #{ $number } の画像を消去しました。質問者に理由をお知らせします。
image-end-approved = 🖼️ 質問 #{ $number } の画像は確認され、公開されました。
image-end-refused = 🖼️ 質問 #{ $number } の画像は公開されず、消去されました。
image-end-erased = 🖼️ 質問 #{ $number } は消去されました。画像も残っていません。
image-end-forgotten = 🖼️ 質問 #{ $number } が終了して 7 日たったため、確認待ちの画像を消去しました。
image-refused-none = 質問 #{ $number } に確認待ちの画像はありません。
image-refused-over = 質問 #{ $number } は終了しているため、画像は公開しません。再開されたあとに公開できます。
setup-images = 🖼️ 画像の確認待ち：{ $numbers }。「/質問管理 画像」で確認してください。

## 質問者へのお知らせ

image-notice-identifying = 質問 #{ $number }「{ $title }」の画像は、氏名や日付など人が特定できるものが写っているため公開せず、消去しました。質問の文章はそのまま受け付けています。画像が必要なときは、隠してから新しい質問に添付してください。
image-notice-not-needed = 質問 #{ $number }「{ $title }」の画像は、なくても回答できると判断したため公開せず、消去しました。質問の文章はそのまま受け付けています。
image-notice-other = 質問 #{ $number }「{ $title }」の画像は、公開せずに消去しました。質問の文章はそのまま受け付けています。理由は運営者におたずねください。
question-effect-images = 質問 #{ $number } の画像の投稿
question-effect-images-asked = 質問 #{ $number } の画像を確認してほしいというお知らせ
