# 配信枠の変更・休止

cmd-slot-edit = 変更
    .description = 配信枠を変更します。日時が変わるときは、先に新旧の日時を確認できます
    .slot = 配信枠
    .slot-description = どの配信枠か（候補から選択）
    .weekday = 曜日
    .weekday-description = 新しい曜日
    .weekday-monday = 月曜
    .weekday-tuesday = 火曜
    .weekday-wednesday = 水曜
    .weekday-thursday = 木曜
    .weekday-friday = 金曜
    .weekday-saturday = 土曜
    .weekday-sunday = 日曜
    .time = 時刻
    .time-description = 新しい時刻（例：20:00）
    .zone = タイムゾーン
    .zone-description = 新しいタイムゾーン（候補から選択）
    .channel = チャンネル
    .channel-description = 新しい投稿先
    .track = コース
    .track-description = 新しいコース（候補から選択）
    .role = ロール
    .role-description = 告知で通知するロール
    .no-role = 通知なし
    .no-role-description = True にすると誰にも通知しません
    .auto-approve = 自動承認
    .auto-approve-description = False にすると、承認されるまで配信しません
    .event-channel = 集まる場所
    .event-channel-description = 講義のあとに集まるボイスまたはステージチャンネル
    .event-after = 集まる時刻
    .event-after-description = 配信の何分後に集まるか
    .no-event = 集まりなし
    .no-event-description = True にすると講義のあとの集まりをやめます
    .example = /配信枠 変更 配信枠:#講義 初期研修医 毎週金曜 20:00（Asia/Tokyo） 時刻:21:00
cmd-slot-pause = 休止
    .description = 配信枠を休止します。再開するまで配信しません
    .slot = 配信枠
    .slot-description = どの配信枠か（候補から選択）
    .for-good = 終了
    .for-good-description = True にすると配信枠を終了し、一覧から外します
    .example = /配信枠 休止 配信枠:#講義 初期研修医 毎週金曜 20:00（Asia/Tokyo）
cmd-slot-resume = 再開
    .description = 休止した配信枠を再開します
    .slot = 配信枠
    .slot-description = どの配信枠か（候補から選択）
    .example = /配信枠 再開 配信枠:#講義 初期研修医 毎週金曜 20:00（Asia/Tokyo）
cmd-slot-skip = 休み
    .description = 1回分の配信を休みにします
    .slot = 配信枠
    .slot-description = どの配信枠か（候補から選択）
    .date = 日付
    .date-description = 休みにする配信日（例：2026年4月3日）
    .undo = 取り消し
    .undo-description = True にすると休みを取り消します
    .example = /配信枠 休み 配信枠:#講義 初期研修医 毎週金曜 20:00（Asia/Tokyo） 日付:2026年4月3日

cmd-lecture-move = 並べ替え
    .description = 予約した講義の順番を変えます。予約から外すこともできます
    .slot = 配信枠
    .slot-description = どの配信枠か（候補から選択）
    .lecture = 講義
    .lecture-description = 順番を変える講義（候補から選択）
    .to = 移動先
    .to-description = どこに移すか
    .to-first = 先頭
    .to-last = 最後
    .to-out = 予約から外す
    .before = この講義の前
    .before-description = どの講義の前に移すか（候補から選択）
    .example = /講義管理 並べ替え 配信枠:#講義 初期研修医 毎週金曜 20:00（Asia/Tokyo） 講義:本気出して考える高血圧 #3 二次性高血圧を疑うとき 移動先:先頭
cmd-lecture-pin = 日付固定
    .description = 予約した講義の配信日を固定します。日付を省略すると固定を外します
    .slot = 配信枠
    .slot-description = どの配信枠か（候補から選択）
    .lecture = 講義
    .lecture-description = どの講義か（候補から選択）
    .date = 日付
    .date-description = 配信する日（例：2026年4月3日）。省略すると順番どおりに配信します
    .example = /講義管理 日付固定 配信枠:#講義 初期研修医 毎週金曜 20:00（Asia/Tokyo） 講義:本気出して考える高血圧 #3 二次性高血圧を疑うとき 日付:2026年4月3日
cmd-lecture-publish = 今すぐ配信
    .description = 配信枠の日時を待たずに、講義を今すぐ配信します（通知されます）
    .slot = 配信枠
    .slot-description = どの配信枠か（候補から選択）
    .lecture = 講義
    .lecture-description = 配信する講義（候補から選択）
    .example = /講義管理 今すぐ配信 配信枠:#講義 初期研修医 毎週金曜 20:00（Asia/Tokyo） 講義:本気出して考える高血圧 #3 二次性高血圧を疑うとき

## 変更の確認
slot-edit = 配信枠の変更：{ $slot }
slot-edit-when = 日時：{ $old } → { $new }
slot-edit-channel = チャンネル：{ $old } → { $new }
slot-edit-track = コース：{ $old } → { $new }
slot-edit-role = 通知：{ $old } → { $new }
slot-edit-approval = 承認：{ $old } → { $new }
slot-edit-meeting = 講義のあとの集まり：{ $old } → { $new }
slot-edit-dates = 次の3回（お使いの端末の時刻）
slot-edit-date = 旧 { $old } → 新 { $new }
slot-edit-date-off = 旧 { $old } → この週は過ぎた日時になるため休みです
slot-edit-go = 変更する
slot-edit-stop = やめる
slot-approval-automatic = 自動
slot-approval-needed = 承認が必要
slot-meeting = { $channel }（{ NUMBER($minutes) }分後）

## 運営者への返事
slot-edited = 「{ $slot }」を変更しました。
slot-edited-dates =
    今後の配信日時（お使いの端末の時刻）：
    { $dates }
slot-set = 通知：{ $role } ・ 承認：{ $approval } ・ 講義のあとの集まり：{ $meeting }
slot-other-role = ⚠️ 通知する{ $role }は「{ $tracks }」コースの方のロールですが、この配信枠は「{ $track }」コースです。違うときは「/配信枠 変更」でロールを選び直してください。
slot-kept = 変更しませんでした。
queue-moved = 「{ $name }」の順番を変えました。
queue-taken-out = 「{ $name }」を予約から外しました。「/講義管理 配信予約」でもう一度追加できます。
queue-pinned = 「{ $name }」の日付を固定しました。配信予定：{ $at }
queue-moved-pinned = 「{ $name }」は日付が固定されています（{ $at }）。固定されている間は、その日に配信します。順番は、固定を外したときのものです。
queue-unpinned = 「{ $name }」の日付の固定を外しました。順番どおりに配信します。
slot-resting = 休止中
slot-mark-held = ⏸️ 保留中
slot-mark-unapproved = ⚠️ 未承認
slot-off = 「{ $slot }」の{ $at }の配信を休みにしました。予定していた講義は次の回に配信します。取り消すときは、もう一度「/配信枠 休み」で「取り消し」を True にしてください。
slot-on = 「{ $slot }」の{ $at }の休みを取り消しました。
slot-paused = 「{ $slot }」を休止しました。予約はそのまま残ります。再開するときは「/配信枠 再開」を実行してください。
slot-closed = 「{ $slot }」を終了しました。予約はそのまま残ります。同じ曜日・時刻・チャンネル・コースで「/配信枠 作成」を実行すると、もう一度使えます。
slot-resumed =
    「{ $slot }」を再開しました。今後の配信日時（お使いの端末の時刻）：
    { $dates }

## できないとき
lecture-date-over = その日の配信は済んだか、休みになっています。「/講義管理 配信予約」で予定を確認してください。
lecture-date-not-bound = その日に配信する講義はまだ決まっていません。配信の24時間前に決まります。
lecture-date-not-held = その日の配信は保留されていません。
slot-date-not-off = その日は休みになっていません。日付を確認してください。
slot-skip-locked = 配信の15分前を過ぎたため、休みにできません。この回に配信する講義はまだ決まっていません。予約がなければ、何も配信しません。
slot-undo-locked = 配信の15分前を過ぎたため、休みを取り消せません。この回は休みのままです。
slot-date-not-yet = その日の予定はまだ作られていません。8週間以内の日付を選んでください。
slot-is-paused = この配信枠はすでに休止しています。
publish-paused = 休止中の配信枠からは配信できません。先に「/配信枠 再開」を実行してください。
slot-is-not-paused = この配信枠は休止していません。
slot-locked = { $at }の配信が近いか、まだ済んでいないため、いまは変更できません。配信が済んでから変更してください。保留中の回は、先に「/配信枠 確認」で再開するか休みにしてください。
slot-nothing-changes = 変更する内容がありません。新しい曜日や時刻などを選んでください。
lecture-changed-meanwhile = { $by }が{ $at }に変更しています。最新の内容を確認して、もう一度操作してください。
queue-not-queued = その講義はこの配信枠で予約されていません。候補から選んでください。
queue-already-pinned = この講義はすでにその日に固定されています。
queue-not-pinned = この講義の日付は固定されていません。固定するときは日付を入力してください。
queue-one-place = 「移動先」か「この講義の前」のどちらか一方を選んでください。
queue-lecture-chosen = この講義は{ $at }に配信することが決まっています。先に「/配信枠 確認」でその回を差し替えるか休みにしてください。15分前を過ぎたときは「保留する」だけを選べます。
lecture-date-near = この配信枠では{ $at }にも配信があるため、今すぐには配信できません。その回の講義を差し替えるか、先に「/配信枠 休み」でその回を休みにしてください。
outage-decided = この回の対応はすでに済んでいます。「/講義管理 配信予約」で予定を確認してください。

## 配信前のお知らせ
alarm-empty = ⚠️ 「{ $slot }」で{ $at }（{ $in }）に配信する講義がまだありません。予約がなければ何も配信しません。「/講義管理 配信予約」で追加してください。
alarm-deserted = ⚠️ 「{ $slot }」では4回続けて配信する講義がありませんでした。次回は{ $at }（{ $in }）です。「/講義管理 配信予約」で追加するか、使わないときは「/配信枠 休止」で休止または終了してください。この配信枠に変更がない間は、週に1度だけお知らせします。
alarm-unapproved = ⚠️ 「{ $slot }」で{ $at }（{ $in }）に配信する「{ $name }」がまだ承認されていません。お知らせのカードの「承認する」を押すか、「/配信枠 確認」で承認してください。承認されなければ配信しません。
alarm-unapproved-now = ⚠️ 「{ $slot }」の「{ $name }」は承認されていないため、{ $at }に配信しませんでした。{ $until }までにお知らせのカードか「/配信枠 確認」で承認すると配信します（夜間は翌朝7時）。

## 停止したあとのお知らせ
outage-digest = 配信時刻を過ぎた回がありました
outage-late = 「{ $slot }」{ $at }：「{ $name }」を遅れて配信しました
outage-late-silent = 「{ $slot }」{ $at }：「{ $name }」を遅れて、通知なしで配信しました
outage-missed = 「{ $slot }」{ $at }：「{ $name }」の配信を見送りました。何もしなければ次の回に配信します
outage-passed-over = 「{ $slot }」{ $at }：「{ $name }」の配信を見送りました
outage-empty = 「{ $slot }」{ $at }：予約がなかったため、何も配信しませんでした
outage-now = { $place } 今すぐ配信
outage-next = { $place } 次の回に
outage-drop = { $place } 予約から外す
outage-sent = 「{ $name }」を配信します。
outage-stays = 「{ $name }」は次の回に配信します。配信予定：{ $at }

## サーバーの時計
clock-jumped-ahead = ⚠️ サーバーの時計が{ NUMBER($minutes) }分進んだため、配信や期限など時刻による処理を止めています。時計を直すと再開します。いまの時刻が正しいときは、ボットを再起動してください。
clock-jumped-back = ⚠️ サーバーの時計が{ NUMBER($minutes) }分戻ったため、配信や期限など時刻による処理を止めています。時計を直すと再開します。いまの時刻が正しいときは、ボットを再起動してください。
clock-is-right = ✅ サーバーの時計のずれがなくなったため、時刻による処理を再開しました。

## 処理の呼び名（運営者へのお知らせ）
lecture-effect-alarm = 配信前のお知らせ
lecture-effect-outage = 配信時刻を過ぎた回のお知らせ
lecture-effect-clock = サーバーの時計のお知らせ
