# 匿名の質問の封印を開く

cmd-question-unseal = 封印を開く
    .description = 匿名の質問がどなたのものかを確かめます（理由と、もう 1 人の同意が必要です）
    .number = 番号
    .number-description = 質問の番号
    .reason = 理由
    .reason-description = 開く理由（同意する方と質問者に伝わります）
    .example = /質問管理 封印を開く 番号:12 理由:患者さんの安全に関わるため
    .who = 運営者（同意は、もう 1 人の運営者か「メンバーをタイムアウト」の権限がある方）
unsealing-reason = 理由
unsealing-request = **匿名の質問 #{ $number } の封印を開く申請**
    申請者：{ $by }
    理由：{ $reason }
unsealing-waits = { $until } までに、申請者とは別の運営者かモデレーターが同意すると、申請者が 24 時間だけ確かめられます。質問者にはお知らせします。
unsealing-agreed = 同意されました。申請者は { $until } まで「/質問管理 封印を開く」で確かめられます。質問者にはお知らせしました。
unsealing-withdrawn = 申請は取り下げられました。
unsealing-button-agree = 同意する
unsealing-button-withdraw = 申請を取り下げる
unsealing-you-can = 匿名の質問 #{ $number } の封印を開くことに同意がありました。{ $until } まで「/質問管理 封印を開く 番号:{ $number }」で確かめられます。
unsealing-is = 質問 #{ $number } の質問者は { $asker } さんです。この画面はあなただけに表示されています（{ $until } まで確かめられます）。閲覧したことは記録されます。
unsealing-told = 匿名の質問 #{ $number } の封印は、{ $at } に運営者ともう 1 人の同意で開かれました。理由：{ $reason }
unsealing-refused-not-moderator = 封印を開く申請は運営者、同意は運営者かモデレーターだけができます。
unsealing-refused-named = この質問は匿名ではありません。質問者はカードに表示されています。
unsealing-refused-alone = ご自分の申請には同意できません。別の運営者かモデレーターの同意が必要です。
unsealing-refused-foreign = 申請を取り下げられるのは、申請した方だけです。
unsealing-refused-over = この申請はすでに終わっています（同意済み、取り下げ、または期限切れ）。必要なときは、もう一度申請してください。
question-effect-unsealing = 質問 #{ $number } の封印を開く申請の投稿
