# 講義の内容

## コマンド
cmd-lecture-edit = 編集
    .description = 講義の内容を変更します。講義だけを選ぶと内容を表示し、文章を編集できます
    .lecture = 講義
    .lecture-description = どの講義か（候補から選択）
    .series = シリーズ
    .series-description = 新しいシリーズ名
    .number = 回
    .number-description = 新しい回
    .title = タイトル
    .title-description = 新しいタイトル
    .url = 動画
    .url-description = 新しい動画のURL（https://…）
    .minutes = 分
    .minutes-description = 動画の長さ（分）
    .summary = 概要
    .summary-description = 新しい紹介文
    .slides = スライド
    .slides-description = スライドのURL（https://…）。- で削除
    .track = コース
    .track-description = どのコース向けか（候補から選択）。- で配信枠のコースに戻す
    .review-by = 見直し日
    .review-by-description = 内容を見直す期限（例：2027年4月1日）。- で削除
    .lecturer = 講師
    .lecturer-description = 講師
    .note = 改訂の内容
    .note-description = 配信済みの講義を変更するときに必要です。会員に表示されます
    .correction = 訂正
    .correction-description = 誤りの訂正。告知に「改訂の内容」を返信し、もう一度ロールに通知します
    .example = /講義管理 編集 講義:本気出して考える高血圧 #3 二次性高血圧を疑うとき 分:34
cmd-lecture-list = 一覧
    .description = 講義を状態ごとに一覧表示します
    .view = 表示
    .view-description = どの講義を表示するか（省略すると下書き）
    .view-drafts = 下書き
    .view-ready = 配信可
    .view-out = 配信済み
    .view-review = 要更新
    .example = /講義管理 一覧 表示:要更新

## 呼び名
content-what-chapters = チャプター
content-what-chapter = チャプター{ NUMBER($line) }行目のタイトル
content-what-note = 改訂の内容
content-track-of-slot = 配信枠のコース
content-somebody = ほかの運営者

## 講義の表示
content-field-chapters = チャプター
content-field-state = 状態
content-field-revision = 改訂
content-field-lecturer = 講師
content-field-review = 見直し日
content-field-video = 動画
content-field-slides = スライド
content-state-draft = 下書き
content-state-ready = 配信可
content-state-out = 配信済み
content-state-retired = 公開終了
content-button-edit = 文章を編集
content-edited = 講義を変更しました。
content-drafted = 「{ $name }」を下書きに戻しました。予約の順番はそのままで、配信可にするまで配信されません。
content-lost-approval = 承認済みだった内容が変わったため、あらためて承認が必要です。
content-corrected = { $channel } の告知に訂正を返信し、通知します。通知：{ $people }
content-given-back = 入力された内容は添付のファイルにあります。「文章を編集」で最新の内容から編集し直せます。
content-form-title = 講義の文章を編集
content-hint = 変更しないときはそのままにしてください
content-hint-chapters = 1行に1つ、時刻とタイトル（例：5:10 測り方のコツ）
content-hint-note = 配信済みの講義を変えるときに、変更点を短くご記入ください

## 一覧
content-list = { $pile }の講義：{ NUMBER($of) }本
content-pile-drafts = 下書き
content-pile-ready = 配信可
content-pile-out = 配信済み
content-pile-review = 要更新
content-list-line = **{ $name }** { $title }
content-list-review = 🔁 見直し日 { $day }
content-list-empty = 該当する講義はありません。
content-review-over = 🔁 見直し日を過ぎた講義：{ NUMBER($count) }本
content-review-advice = 内容をご確認のうえ、「/講義管理 編集」で見直し日を新しくしてください。一覧は「/講義管理 一覧 表示:要更新」でご覧いただけます。
content-list-page = 内容の確認と変更は「/講義管理 編集」 ・ { NUMBER($page) } / { NUMBER($pages) } ページ

## できないとき
content-unknown = その講義は見つかりません。候補から選んでください。
content-slides-link = スライドのURLは、https:// から始まり、ユーザー名やポート番号を含まない共有用のURLを貼り付けてください。
content-chapter-unreadable = チャプターの{ NUMBER($line) }行目を読み取れません。「5:10 測り方のコツ」のように、時刻とタイトルを空白で区切って入力してください。
content-chapter-order = チャプターの{ NUMBER($line) }行目は、前の行より後の時刻にしてください。
content-too-many-chapters = チャプターは{ NUMBER($most) }個までです。まとめて減らしてください。
content-already-out = この講義は配信済みのため、下書きに戻せません。内容は「/講義管理 編集」で変更できます。
content-already-draft = この講義はすでに下書きです。
content-chosen = この講義は配信日に選ばれているか、配信を保留中です。その日を別の講義に差し替えるか休みにしてから、下書きに戻してください。
content-locked = 配信15分前を過ぎたため、この講義は変更できません。急ぐときは配信を保留してから変更してください。
content-changed = { $at }に{ $by }が先に変更したため、保存していません。
content-nothing-changed = 今の内容と同じため、何も変わりません。
content-needs-note = 配信済みの講義を変更するには、「改訂の内容」に変更点を入力してください。会員に表示されます。
content-corrected-just-now = 同じ内容の訂正を{ $at }に通知したばかりです。もう一度通知するときは、文面を変えるか、10分ほどおいてから実行してください。
content-nothing-to-correct = 訂正を返信できる告知がありません。「訂正」を使えるのは、配信済みで告知が残っている講義だけです。内容の変更だけなら「訂正」を外してください。
