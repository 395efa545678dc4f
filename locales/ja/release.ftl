# 予約から配信まで

## 配信先の問題と直し方
release-trouble-channel-gone = ⚠️ 配信先のチャンネルが削除されています。このままでは配信されません。「/配信枠 変更」で別のチャンネルを選んでください。
release-trouble-channel-hidden = ⚠️ ボットには { $channel } が見えません。このままでは配信されません。チャンネルの編集 → 権限で、ボットに「チャンネルを見る」を許可してください。
release-trouble-cannot-post = ⚠️ ボットは { $channel } に投稿できません。このままでは配信されません。チャンネルの編集 → 権限で、ボットに「メッセージを送信」「埋め込みリンク」「メッセージ履歴を読む」を許可してください。
release-trouble-cannot-thread = ⚠️ ボットは { $channel } でスレッドを作れません。告知だけが投稿されます。チャンネルの編集 → 権限で、ボットに「公開スレッドの作成」を許可してください。
release-trouble-role-gone = ⚠️ 通知するロールが削除されています。誰にも通知せずに配信します。「/配信枠 変更」で別のロールを選べます。
release-trouble-role-silent = ⚠️ { $role } には通知が届きません。サーバー設定 → ロールで「このロールに対して@mentionを許可する」をオンにするか、{ $channel } でボットに「@everyone、@here、全てのロールにメンション」を許可してください。
release-trouble-event-gone = ⚠️ 講義のあとに集まるチャンネルが見つかりません。イベントを作らずに配信します。「/配信枠 変更」で別のチャンネルを選べます。
release-trouble-cannot-event = ⚠️ ボットは講義のあとに集まるチャンネルでイベントを作れません。チャンネルの編集 → 権限で、ボットに「チャンネルを見る」「接続」「イベントを作成」を許可してください。

## 配信前の確認（運営者へのお知らせ）
release-bound = 「{ $slot }」{ $at }（{ $in }）に { $channel } へ配信します。通知：{ $people }
release-bound-morning = 「{ $slot }」{ $at }の回は、夜間を避けて{ $morning }に { $channel } へ配信します。通知：{ $people }
release-bound-soon = 「{ $slot }」{ $at }の回は、まもなく { $channel } へ遅れて配信します。通知：{ $people }
release-bound-never = 「{ $slot }」{ $at }の回は、配信できる時間を過ぎたため見送ります。講義は予約の先頭に戻り、次の回に配信します。
release-people = { $role } { NUMBER($people) }人
release-people-unknown = { $role }（人数は確認できていません）
release-approved = ✅ 承認済み
release-auto = 自動承認：このまま配信されます
release-unapproved = ⚠️ 未承認：このままでは配信されません
release-others-told = ⚠️ 通知する { $role } は「{ $own }」コースの配信枠のロールですが、この講義を視聴できるのは「{ $track }」コースの方です。
release-not-looked = ⚠️ 配信先の状態は確認できていません
release-meets = 講義のあとの集まり：{ $channel } { $at }
release-paused = ⏸️ 「{ $slot }」{ $at }：配信枠を休止しているため、配信しません。「/配信枠 再開」で再開できます。
release-unbound = 「{ $slot }」{ $at }：配信する講義がありません。
release-held = ⏸️ 「{ $slot }」{ $at }：保留中です。再開するまで配信されません。
release-held-unapproved = ⏸️ 「{ $slot }」{ $at }：承認されていないため、配信していません。
release-held-place = ⏸️ 「{ $slot }」{ $at }：配信先の問題が解消するまで、配信できません。
release-sending = 「{ $slot }」{ $at }：{ $channel } へ配信しています。
release-posted = ✅ 「{ $slot }」{ $at }：{ $channel } へ配信しました。
release-posted-late = ✅ 「{ $slot }」{ $at }：遅れて { $posted } に { $channel } へ配信しました。
release-unknown = ⚠️ 「{ $slot }」{ $at }：配信できたか確認できませんでした。{ $channel } を見て、どちらかを押してください。
release-missed = ⚠️ 「{ $slot }」{ $at }：時刻を過ぎたため、配信を見送りました。講義は予約の先頭にあります。
release-missed-withdrawn = 「{ $slot }」{ $at }：配信しませんでした。講義は取り下げました。
release-off = 「{ $slot }」{ $at }：この回は休みです。講義は予約の先頭にあります。取り消すときは「/配信枠 休み」で「取り消し」を True にしてください。
release-off-over = 「{ $slot }」{ $at }：この回は休みです。講義は予約の先頭にあります。
release-left-out = 「{ $slot }」{ $at }：この回は配信しません。
release-cancelled = 「{ $slot }」{ $at }：配信枠を終了したため、配信しません。
release-withdrawn = 「{ $slot }」{ $at }：配信した講義は取り下げました。
release-mended = ✅ 「{ $slot }」の配信先の問題は解消しました。

## 講義のあとの集まり
release-meeting = { $name } のあとで
release-meeting-about = 講義「{ $title }」について話しましょう。

## 運営者の判断
release-button-approve = 承認する
release-button-approve-ahead = この内容を承認する
release-button-swap = 差し替える
release-button-hold = 保留する
release-button-let-go = 配信を再開する
release-button-skip = 今週は休む
release-button-there = 投稿されている
release-button-absent = 投稿されていない
release-other = { $name } { $title }
release-others = どの講義に差し替えますか。もとの講義は予約に残ります。
release-no-others = ほかに待っている講義はありません。「/講義管理 配信予約」で追加してください。
release-did-approve = 承認しました。
release-did-hold = 保留しました。再開するまで配信されません。
release-did-let-go = 配信を再開しました。
release-did-there = 配信済みとして記録しました。
release-did-absent = 配信されなかったものとして記録しました。
release-did-skip = この回は休みにしました。
release-did-swap = 差し替えました。もとの講義は予約に残っています。
release-old-card = 内容が変わっています。お知らせのカードか「/配信枠 確認」で、今の内容をご確認ください。
release-not-waiting = その講義は、この配信枠で待っていないか、ほかの日に固定されています。「/講義管理 配信予約」でご確認ください。

## コマンド
cmd-slot-preview = 確認
    .description = 配信される講義を、投稿されるとおりに表示します
    .slot = 配信枠
    .slot-description = どの配信枠か（候補から選択）
    .date = 日付
    .date-description = いつの配信か（省略すると次回）
    .example = /配信枠 確認 配信枠:#講義 初期研修医 毎週金曜 20:00（Asia/Tokyo）

## 取り下げと削除
cmd-lecture-withdraw = 取り下げ
    .description = 講義を取り下げます。配信済みの告知は差し替えられ、視聴できなくなります
    .lecture = 講義
    .lecture-description = 取り下げる講義（候補から選択）
    .reason = 理由
    .reason-description = 告知の跡に表示する説明（省略できます）
    .example = /講義管理 取り下げ 講義:本気出して考える高血圧 #3 二次性高血圧を疑うとき 理由:内容に誤りがありました
release-what-reason = 理由
release-ask-withdraw = 「{ $name }」{ $title } を取り下げますか？
release-ask-withdraw-out = 配信済みの講義です。告知は取り下げのお知らせに替わり、視聴できなくなり、スレッドはロックされます。
release-ask-withdraw-perhaps = 配信済みかどうか、まだ確認できていない講義です。告知があれば取り下げのお知らせに替わり、視聴できなくなり、スレッドはロックされます。
release-ask-withdraw-ahead = まだ配信していない講義です。予約からも外れます。
release-ask-withdraw-instead = 「{ $slot }」{ $at }の回は、代わりに「{ $name }」を配信します。
release-ask-withdraw-unapproved = 「{ $slot }」{ $at }の回は、代わりに「{ $name }」になります。未承認のため、承認されるまで配信しません。
release-ask-withdraw-empty = 「{ $slot }」{ $at }の回は、配信する講義がなくなります。
release-ask-withdraw-reason = 告知の跡に表示する理由：{ $reason }
release-ask-withdraw-why = 取り下げの理由：{ $reason }
release-ask-withdraw-for-good = ⚠️ 元に戻すことはできません。
release-button-withdraw-go = 取り下げる
release-tombstone = この講義は取り下げました。
release-withdrew = 「{ $name }」を取り下げました。元に戻すことはできません。もう一度配信するときは、「/講義管理 追加」で登録し直してください。
release-post-deleted = { $at } に配信した告知が削除されました。再投稿はしません。講義は「/講義 一覧」から引き続き視聴できます。
release-button-leave = このままにする
release-button-withdraw = 講義も取り下げる
release-deleted-left = 削除された告知はそのままです。講義は「/講義 一覧」から視聴できます。
release-ask-publish = 「{ $name }」{ $title } を{ $channel }に今すぐ配信しますか？　通知：{ $people }
release-ask-publish-night = ⚠️ いまは夜間（{ $hour }）です。通知もこの時刻に届きます。
release-ask-publish-unapproved = ⚠️ 未承認の講義です。今すぐ配信すると、承認を待たずに配信します。
release-button-publish-go = 今すぐ配信する
lecture-shown-anew = 確認の表示のあとに内容が変わったため、実行しませんでした。もう一度同じ操作をして、内容をご確認ください。
release-deleted-withdrawn = 講義を取り下げました。

## 状態
setup-lecture-held = ⏸️ 「{ $slot }」{ $at } の講義は保留中です。「/配信枠 確認」で再開するか、休みにしてください。
setup-lecture-unapproved = ⚠️ 「{ $slot }」{ $at } の講義はまだ承認されていません。このままでは配信されません。「/配信枠 確認」で承認してください。
setup-lecture-empty = ⚠️ 「{ $slot }」{ $at } に配信する講義がありません。「/講義管理 配信予約」で追加してください。
setup-lecture-missed = ⚠️ 「{ $slot }」{ $at } の配信を見送りました。講義は予約の先頭にあります。
setup-lecture-review = 🔁 見直し日を過ぎた講義が{ NUMBER($count) }本あります。
