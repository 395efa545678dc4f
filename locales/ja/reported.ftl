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
reported-done-hidden = お知らせいただき、ありがとうございます。質問 #{ $number } の表示を止め、運営者に知らせました。
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
held-end-erased = 質問 #{ $number } は、{ $by } さんが消去しました。
reported-told = { $channel } のメッセージに個人情報が含まれているとの報告が、{ $reporter } さんからありました。表示は止めていません。内容を確認してください。
setup-hidden = 確認中の質問：{ $numbers }。「/質問一覧 表示」で内容を確認し、「/質問管理 元に戻す」か「/質問管理 消去」を選んでください。

## 処理の呼び名
question-effect-held = 質問 #{ $number } が確認中になったというお知らせ
reported-effect-told = 個人情報の報告のお知らせ
