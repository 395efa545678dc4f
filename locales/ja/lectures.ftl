# 毎週の講義

## コマンド
cmd-lecture = 講義管理
    .description = 講義の登録と配信予約（運営者用）
cmd-lecture-add = 追加
    .description = 講義を下書きとして登録します
    .series = シリーズ
    .series-description = シリーズ名（例：本気出して考える高血圧）
    .number = 回
    .number-description = シリーズの第何回か
    .title = タイトル
    .title-description = この回のタイトル
    .url = 動画
    .url-description = 動画のURL（https://…）。チャンネルには表示されません
    .minutes = 分
    .minutes-description = 動画の長さ（分）
    .summary = 概要
    .summary-description = 告知に載せる短い紹介文
    .slides = スライド
    .slides-description = スライドのURL（https://…）。チャンネルには表示されません
    .track = コース
    .track-description = 配信枠とは別のコース向けにするとき（候補から選択）
    .review-by = 見直し日
    .review-by-description = 内容が古くなっていないか見直す期限（例：2027年4月1日）
    .lecturer = 講師
    .lecturer-description = 講師（省略すると登録した人）
    .example = /講義管理 追加 シリーズ:本気出して考える高血圧 回:3 タイトル:二次性高血圧を疑うとき 動画:https://youtu.be/abc 分:32
cmd-lecture-ready = 配信可にする
    .description = 下書きの講義を配信できる状態にします。配信前なら下書きに戻せます
    .lecture = 講義
    .lecture-description = どの講義か（候補から選択）
    .back = 下書きに戻す
    .back-description = 配信できる状態の講義を下書きに戻すとき
    .example = /講義管理 配信可にする 講義:本気出して考える高血圧 #3 二次性高血圧を疑うとき
cmd-lecture-queue = 配信予約
    .description = 配信枠の予約を順番に表示します。講義を選ぶと最後に追加します
    .slot = 配信枠
    .slot-description = どの配信枠か（候補から選択）
    .lecture = 講義
    .lecture-description = 追加する講義（候補から選択）
    .date = 日付
    .date-description = 配信日を固定するとき（例：2026年4月3日）
    .example = /講義管理 配信予約 配信枠:#講義 初期研修医 毎週金曜 20:00（Asia/Tokyo） 講義:本気出して考える高血圧 #3 二次性高血圧を疑うとき
cmd-slot = 配信枠
    .description = 講義を配信する曜日と時刻（運営者用）
cmd-slot-create = 作成
    .description = 毎週の配信枠を作ります
    .weekday = 曜日
    .weekday-description = 配信する曜日
    .weekday-monday = 月曜
    .weekday-tuesday = 火曜
    .weekday-wednesday = 水曜
    .weekday-thursday = 木曜
    .weekday-friday = 金曜
    .weekday-saturday = 土曜
    .weekday-sunday = 日曜
    .time = 時刻
    .time-description = 配信する時刻（例：20:00）
    .channel = チャンネル
    .channel-description = 告知を投稿するチャンネル
    .track = コース
    .track-description = どのコース向けか（候補から選択）
    .role = ロール
    .role-description = 告知で通知するロール（省略すると通知しません）
    .zone = タイムゾーン
    .zone-description = 省略するとサロンのタイムゾーンになります
    .auto-approve = 自動承認
    .auto-approve-description = False にすると、承認されるまで配信しません（省略すると自動で承認）
    .event-channel = 集まる場所
    .event-channel-description = 講義のあとに集まるボイスまたはステージチャンネル
    .event-after = 集まる時刻
    .event-after-description = 配信の何分後に集まるか（省略すると60分後）
    .example = /配信枠 作成 曜日:金曜 時刻:20:00 チャンネル:#講義 コース:初期研修医 ロール:@初期研修医
cmd-slot-list = 一覧
    .description = 配信枠と次回の日時を表示します
    .example = /配信枠 一覧
cmd-lectures = 講義
    .description = 講義を探す・予定を見る
cmd-lectures-next = 次回
    .description = 次に配信される講義を表示します
    .example = /講義 次回
    .who = 有効なプランのある会員、メンター、運営者
cmd-lectures-browse = 一覧
    .description = 配信済みの講義をシリーズとコースごとに表示します（最初は未視聴のみ）
    .series = シリーズ
    .series-description = このシリーズだけを表示するとき（候補から選択）
    .view = 表示
    .view-description = どの講義を表示するか（省略すると未視聴）
    .view-left = 未視聴
    .view-watched = 視聴済み
    .view-all = すべて
    .example = /講義 一覧 シリーズ:本気出して考える高血圧 表示:すべて
    .who = 有効なプランのある会員、メンター、運営者
cmd-lectures-search = 検索
    .description = 配信済みの講義をタイトルとシリーズ名から探します
    .words = 語句
    .words-description = 探す語句。空白で区切ると、すべてを含む講義を探します
    .example = /講義 検索 語句:二次性 高血圧
    .who = 有効なプランのある会員、メンター、運営者
cmd-lectures-show = 詳細
    .description = 配信済みの講義の概要を表示し、視聴や視聴済みの記録ができます
    .lecture = 講義
    .lecture-description = どの講義か（候補から選択）
    .example = /講義 詳細 講義:本気出して考える高血圧 #3 二次性高血圧を疑うとき
    .who = 有効なプランのある会員、メンター、運営者

## 呼び名
lecture-monday = 月曜
lecture-tuesday = 火曜
lecture-wednesday = 水曜
lecture-thursday = 木曜
lecture-friday = 金曜
lecture-saturday = 土曜
lecture-sunday = 日曜
lecture-name = { $series } #{ $number }
lecture-when = 毎週{ $weekday } { $time }（{ $zone }）
lecture-slot-label = #{ $channel } { $track } { $when }
lecture-minutes = { NUMBER($minutes) }分
lecture-minutes-unknown = 未設定
lecture-no-summary = なし
lecture-nobody = なし
lecture-none = なし
lecture-no-date = 未定
lecture-what-series = シリーズ名
lecture-what-url = 動画のURL
lecture-what-summary = 概要

## 告知
lecture-late = 配信が遅くなりました。
lecture-card-title = **{ $title }**
lecture-card-footer = 動画のリンクは、ボタンを押したご本人だけに表示されます
lecture-revised = -# 改訂{ $revision }（{ $date }）：{ $note }
lecture-corrected = -# 訂正（改訂{ $revision }・{ $date }）：{ $note }
lecture-correction = **訂正** { $note }
lecture-field-track = コース
lecture-field-minutes = 長さ
lecture-button-watch = 視聴する

## 運営者への返事
lecture-added =
    「{ $name }」を下書きとして登録しました。
    タイトル：{ $title }
    動画：{ $url }
    長さ：{ $minutes }
    概要：{ $summary }
    内容がよければ「/講義管理 配信可にする」で配信できる状態にしてください。
lecture-readied = 「{ $name }」を配信できる状態にしました。「/講義管理 配信予約」で配信枠に追加してください。
lecture-queued = 「{ $name }」を追加しました。配信予定：{ $at }
lecture-slot-queued = 以前からの予約が{ NUMBER($count) }本あります。次は{ $at }に「{ $name }」を配信します。「/講義管理 配信予約」で確認できます。
lecture-slot-empty = 「/講義管理 配信予約」で講義を追加してください。
lecture-slot-created =
    配信枠を作りました：{ $track } { $when }、{ $channel }
    今後の配信日時（お使いの端末の時刻）：
    { $dates }
lecture-slots = 配信枠
lecture-slot-line = **{ $track }** { $when }
    { $channel } ・ 通知：{ $role } ・ 次回：{ $next } ・ 待機中：{ NUMBER($queued) }本
lecture-no-slots = 配信枠はまだありません。
lecture-queue = 配信予約：{ $track } { $when }
lecture-queue-line = { $at }　**{ $name }** { $title }
lecture-queue-line-pinned = { $at }　📌 **{ $name }** { $title }
lecture-queue-empty = 待っている講義はありません。このままでは次回は何も配信されません。
lecture-more = ほか{ NUMBER($count) }件

## 会員への返事
lecture-next = 次回の講義
lecture-next-line = **{ $track }** { $channel }
    { $at }（{ $in }）　**{ $name }** { $title }
lecture-next-line-empty = **{ $track }** { $channel }
    次回はまだ決まっていません。

## できないとき
lecture-no-such-slot = その配信枠は見つかりません。候補から選んでください。
lecture-no-such-lecture = その講義は見つかりません。候補から選んでください。順番に入れられるのは配信可にした講義です。下書きは、先に「/講義管理 配信可にする」を実行してください。
lecture-no-such-track = 「{ $typed }」というコースはありません。候補から選んでください。
lecture-no-such-zone = 「{ $typed }」というタイムゾーンはありません。Asia/Tokyo のような名前で入力してください。
lecture-everyone-role = @everyone は通知先にできません。コースのロールを選んでください。
lecture-slot-exists = 同じ曜日・時刻・チャンネル・コースの配信枠がすでにあります。その枠を使うか、どれかを変えて作成してください。枠は「/配信枠 一覧」で確認できます。
lecture-number-out-of-range = 回は1から9999までの数で入力してください。
lecture-number-taken = 「{ $name }」はすでに登録されています。回を確認してください。
lecture-minutes-out-of-range = 動画の長さは1分から600分までで入力してください。
lecture-link-unreadable = 動画のURLを読み取れません。https:// から始まるURLをそのまま貼り付けてください。
lecture-link-not-https = 動画のURLは https:// から始まるものだけ登録できます。
lecture-link-with-login = ユーザー名やパスワード（@ の前の部分）を含むURLは登録できません。その部分のない共有用のURLを貼り付けてください。
lecture-link-with-port = ポート番号（:8443 など）を含むURLは登録できません。動画サイトの共有用のURLを貼り付けてください。
lecture-already-ready = この講義はすでに配信できる状態です。「/講義管理 配信予約」で配信枠に追加できます。
lecture-not-ready = この講義はまだ下書きです。先に「/講義管理 配信可にする」で配信できる状態にしてください。
lecture-retired = この講義は公開を終了しています。ほかの講義を選ぶか、「/講義管理 追加」で登録し直してください。
lecture-already-queued = この講義はすでにこの配信枠で予約されています。「/講義管理 配信予約」で配信枠だけを選ぶと、配信予定を確認できます。
lecture-already-posted = この講義は、この配信枠ではすでに配信済みか配信中です。もう一度配信するときは、「/講義管理 追加」で別の回として登録してください。
lecture-date-past = その日の配信時刻は過ぎています。これからの日付を入力してください。
lecture-date-too-far = 配信日は1年先まで指定できます。年を確認してください。
lecture-date-wrong-weekday = この配信枠は{ $weekday }です。{ $weekday }の日付を入力してください。
lecture-date-off = その日は休みになっています。先に「/配信枠 休み」の「取り消し」で休みを取り消してください。
lecture-date-taken = その日にはすでに別の予定があります。ほかの日付を選んでください。
lecture-date-locked = 配信の15分前を過ぎたため、その回は変更できません。ほかの日付を選んでください。
lecture-only-hold = 配信の15分前を過ぎたため、変更できません。配信を止めるときは、お知らせのカードの「保留する」を押してください。
lecture-posted-today = この配信枠では今日すでに配信しています。1日に配信できるのは1本です。明日以降にお試しください。
lecture-unknown-today = 今日の回が配信できたか、まだ確認できていません。先にお知らせのカードで、配信されたかどうかをお知らせください。
lecture-date-without-lecture = 日付を固定するには、講義も選んでください。

## 処理の呼び名（運営者へのお知らせ）
lecture-effect-post = 講義「{ $name }」の配信
lecture-effect-thread = 講義「{ $name }」のスレッドの作成
lecture-effect-face = 講義「{ $name }」の告知の更新
lecture-effect-correction = 講義「{ $name }」の訂正の通知
lecture-effect-event = 講義「{ $name }」のあとのイベントの作成
lecture-effect-card = 「{ $name }」の配信前の確認
lecture-effect-entry = 講義「{ $name }」の一覧への掲載
lecture-effect-place = 配信先についてのお知らせ
lecture-meeting-without-channel = 集まる場所も選んでください。
lecture-meeting-out-of-range = 集まる時間は、配信の10分後から1,440分（24時間）後までで入力してください。
lecture-effect-lock = 講義のスレッドのロック
lecture-effect-event-off = 講義のあとのイベントの取り消し
lecture-effect-deleted = 講義「{ $name }」の告知の削除についてのお知らせ
lecture-effect-review = 見直し日を過ぎた講義のお知らせ
