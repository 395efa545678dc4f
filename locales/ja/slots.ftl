# 配信枠の変更・休止

cmd-slot-pause = 休止
    .description = 配信枠を休止します。再開するまで配信しません
    .slot = 配信枠
    .slot-description = どの配信枠か（候補から選択）
    .for-good = 終了
    .for-good-description = True にすると配信枠を終了し、一覧から外します
    .example = /配信枠 休止 配信枠:初期研修医 毎週金曜 20:00（Asia/Tokyo）
cmd-slot-resume = 再開
    .description = 休止した配信枠を再開します
    .slot = 配信枠
    .slot-description = どの配信枠か（候補から選択）
    .example = /配信枠 再開 配信枠:初期研修医 毎週金曜 20:00（Asia/Tokyo）
cmd-slot-skip = 休み
    .description = 1回分の配信を休みにします
    .slot = 配信枠
    .slot-description = どの配信枠か（候補から選択）
    .date = 日付
    .date-description = 休みにする配信日（例：2026年4月3日）
    .undo = 取り消し
    .undo-description = True にすると休みを取り消します
    .example = /配信枠 休み 配信枠:初期研修医 毎週金曜 20:00（Asia/Tokyo） 日付:2026年4月3日

## 運営者への返事
slot-resting = 休止中
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
slot-date-not-yet = その日の予定はまだ作られていません。8週間以内の日付を選んでください。
slot-is-paused = この配信枠はすでに休止しています。
slot-is-not-paused = この配信枠は休止していません。
