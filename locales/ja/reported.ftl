# 個人情報の報告と、確認中の質問

menu-report-personal-information = 個人情報を報告
    .description = 患者さんの氏名などが書かれたメッセージを知らせます。質問や回答は、確認が終わるまで表示されません
    .who = 会員、メンター、運営者
cmd-question-restore = 元に戻す
    .description = 確認中の質問を、元のとおり表示します
    .number = 番号
    .number-description = 質問の番号（質問のスレッドの中では省略できます）
    .example = /質問管理 元に戻す 番号:12
    .who = 質問者本人以外のメンターと運営者

## 報告した方へ
reported-done-hidden = お知らせいただき、ありがとうございます。質問 #{ $number } の表示を止めました。これから内容を確認します。
reported-done-before = お知らせいただき、ありがとうございます。質問 #{ $number } は、すでに確認中です。
reported-done-told = お知らせいただき、ありがとうございます。運営者に知らせました。
reported-refused-again = このメッセージは、すでにご報告いただいています。ありがとうございます。
reported-refused-too-many = 24 時間以内の報告は { $max } 件までです。ほかにもある場合は、運営者に直接お知らせください。
reported-refused-nobody = このメッセージは、運営者に直接お知らせください。運営者への通知先が設定されていません。

## 確認中の質問
held-card = 個人情報が含まれていないか確認しています。確認が終わるまで、内容は表示されません。
held-part = （確認中のため表示していません）
held-notice = 質問 #{ $number } についてのお知らせです。質問が確認中のため、内容を表示していません。
held-notice-again = 質問 #{ $number } についてのお知らせでした。内容は質問のスレッドをご覧ください。
held-to-asker = あなたの質問 #{ $number } に個人情報が含まれているかもしれないとの報告があり、念のため表示を止めて確認しています。回答までの時間の計測も止まっています。確認が終わりましたらお知らせします。
held-to-asker-again = あなたの質問 #{ $number } の確認が終わり、元のとおり表示しました。ご協力ありがとうございました。
held-to-claimer = 担当していただいている質問 #{ $number } は、個人情報の確認のため表示を止めています。確認が終わるまで、回答をお待ちください。
held-to-claimer-again = 担当していただいている質問 #{ $number } の確認が終わり、元のとおり表示しました。
held-done-restore = 質問 #{ $number } を元のとおり表示しました。
question-button-restore = 元に戻す

## 運営者へ
held-told = 質問 #{ $number } に個人情報が含まれているとの報告が { $reporter } さんからあり、表示を止めました。「/質問一覧 表示」で内容を確認し、元に戻すか消去してください。報告した方の名前は、ほかの誰にも知らされません。
held-also = 確認中の質問 #{ $number } について、{ $reporter } さんからも報告がありました。
held-past-none = この方からの報告は初めてです。
held-past = この方の過去の報告 { $made } 件のうち、{ $restored } 件は元に戻されました。
held-end-restored = 質問 #{ $number } は、{ $by } さんが確認し、元のとおり表示しました。
held-end-erased-by-asker = 質問 #{ $number } は、質問した方が消去しました。
held-end-erased = 質問 #{ $number } は、{ $by } さんが消去しました。
reported-told = { $channel } のメッセージに個人情報が含まれているとの報告が、{ $reporter } さんからありました。表示は止めていません。内容を確認してください。
setup-hidden = 確認中の質問：{ $numbers }。「/質問一覧 表示」で内容を確認し、「/質問管理 元に戻す」か「/質問管理 消去」を選んでください。

## 処理の呼び名
question-effect-held = 質問 #{ $number } が確認中になったというお知らせ
reported-effect-told = 個人情報の報告のお知らせ

## ほかの方のメッセージ
cmd-question-reports = 報告一覧
    .description = 報告されて保管中のメッセージを、古い順に表示します
    .example = /質問管理 報告一覧
reported-done-deleted = お知らせいただき、ありがとうございます。メッセージをチャンネルから削除しています。内容は運営者が確認します。
reported-done-by-hand = お知らせいただき、ありがとうございます。ボットはこのチャンネルのメッセージを削除できないため、運営者が手で削除します。
reported-kept = { $channel } の { $author } さんのメッセージ（{ $written }）に個人情報が含まれているとの報告が、{ $reporter } さんからありました。メッセージはチャンネルから削除する必要があり、本文は { $until } まで保管します。報告した方の名前は、ほかの誰にも知らされません。
reported-attachments = 添付ファイル { $count } 件は保管できないため、本文だけを残しています。
reported-by-hand = ⚠ このチャンネルではメッセージを削除する権限がボットにありません。すぐに次のリンクから手で削除してください。
reported-also = { $channel } にあった { $author } さんのメッセージについて、{ $reporter } さんからも報告がありました。
reported-words = { $author } さんが { $written } に書いた本文です（あなたにだけ表示されています）。
reported-no-words = （本文なし）
reported-again = { $author } さんのメッセージ（{ $written }）です。確認が終わったので、元に戻しました。
reported-to-author = { $channel } のあなたのメッセージに、個人情報が含まれているかもしれないとの報告がありました。念のため表示を止め、運営者が確認しています。問題がなければ元に戻します。
reported-to-author-again = { $channel } のあなたのメッセージの確認が終わり、元に戻しました。
reported-end-restored = { $channel } の { $author } さんのメッセージは、{ $by } さんが確認し、元に戻しました。
reported-end-wiped = { $channel } の { $author } さんのメッセージは、{ $by } さんが消しました。
reported-end-over = { $channel } の { $author } さんのメッセージは、保管期間が過ぎたため消しました。
reported-line = { $number }. { $channel }・{ $author } さん・{ $written }（{ $until } まで）
reported-more = ほかに { $count } 件あります。
reported-none = 確認を待っているメッセージはありません。
reported-nobody = ボットまたはウェブフック
reported-button-read = 読む
reported-button-restore = 元に戻す
reported-button-wipe = 消す
reported-done-restore = メッセージを元に戻しました。
reported-done-wipe = 保管していた本文を消しました。
reported-refused-decided = このメッセージは、すでに確認が終わっているか、保管期間を過ぎています。
reported-refused-own = ご自分のメッセージの確認は、ほかのメンターか運営者が行います。
reported-refused-held = 先に質問 #{ $number } の確認を終えてください。このメッセージは、確認中の質問のものです。
reported-refused-erased = 消去された質問への回答だったため、元に戻せません。保管していた本文は消しました。
reported-refused-sealed = 封をしたときの鍵がないため、開けません。SALON_IDENTITY_KEY を元の値に戻してください。
setup-reported = 確認を待っている報告されたメッセージ：{ $count } 件。「/質問管理 報告一覧」で確認してください。
setup-mend-messages = サーバー設定 → ロールか、そのチャンネルの権限で、ボットに「メッセージの管理」を許可してください。報告されたメッセージは、それまで手で削除してください。
setup-thing-messages = { $channel } の「メッセージの管理」の権限
check-messages = 「メッセージの管理」権限（報告されたメッセージを削除するため）
check-messages-missing = 「メッセージの管理」権限がないため、報告されたメッセージを削除できません。サーバー設定 → ロールでボットのロールに付けてください
check-reports-sealed = 報告されたメッセージの本文：封をして保管します
check-reports-open = 報告されたメッセージの本文：SALON_IDENTITY_KEY がないため、封をせずに 30 日まで保管します
reported-effect-delete = 報告されたメッセージの削除
reported-effect-again = 報告されたメッセージを元に戻す投稿
reported-effect-author = 報告されたメッセージについてのお知らせ
