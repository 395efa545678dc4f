# お支払い・返金・更新しない手続き・延長・贈り物

# 会員への表示
mine-button-cancel = 更新しない（案内・猶予なし）
mine-button-resume = 『更新しない』を取り消す
mine-button-of-plan = { $button }（{ $plan }）
mine-button-payments = お支払いの記録
mine-button-cancel-now = 期間満了で終了する
mine-button-back = 会員状況に戻る
mine-ask-cancel = 「{ $plan }」を更新せずに終了しますか。{ $end } までは、これまでどおりご利用いただけます。その後は猶予なしで自動的に終了し、更新のご案内もお送りしません。終了までは、いつでも取り消せます。
mine-cancelled = 「{ $plan }」は『更新しない』になりました。{ $end } までご利用いただけます。気が変わられたときは、下のボタンで取り消せます。
mine-resumed = 「{ $plan }」の『更新しない』を取り消しました。{ $end } の前に、更新のご案内をお送りします。
mine-told-title = 更新についてのお知らせ
mine-told-cancelled = 🔚 { $user } さんが「{ $plan }」を『更新しない』にしました。{ $end } に終了予定です（終了までは、ご本人が取り消せます）。
mine-told-resumed = ↩️ { $user } さんが「{ $plan }」の『更新しない』を取り消しました（{ $end } まで有効）。
mine-as-it-is = このボタンの内容は、今の状況に合わなくなっています。現在の状況は次のとおりです。
mine-silent = 「{ $plan }」の更新のご案内はお送りしません。期間が終わると、自動的に終了します。
mine-endless = 「{ $plan }」には終わりの日がありません。終了をご希望の場合は、サロンの運営者にお知らせください。
mine-of-shop = 「{ $plan }」は Discord のショップでのご契約です。更新・解約は、Discord の「ユーザー設定」→「サブスクリプション」から行えます。
mine-of-platform = 「{ $plan }」は、ほかのサービスでのお申し込みによるものです。継続や解約のお手続きは、お申し込みになったサービスで行えます。
mine-payments-title = お支払いの記録
mine-no-payments = お支払いの記録はまだありません。
mine-payment = { $at } **{ $plan }** { NUMBER($amount) }円（{ $method }・入金 #{ $number }）
mine-refund = { $at } **{ $plan }** { NUMBER($amount) }円を返金（返金 #{ $number }）
payment-method-transfer = 銀行振込
payment-method-konbini = コンビニ
payment-method-card = カード
payment-method-cash = 現金
payment-method-platform = ほかのサービス
payment-method-other = その他
payment-method-unknown = 方法の記録なし
membership-standing-cancelling = 🔚 **{ $plan }**: 期間満了で終了予定（{ $end } まで有効）
membership-standing-refunded = ↩️ **{ $plan }**: 返金済み（{ $at } に終了）

# 会員へのDM
refund-dm-title = ご返金のお知らせ
refund-dm = 「{ $plan }」の{ $money }をご返金いたします。現在の状況は次のとおりです。
    { $stands }

    サーバーで「/会員状況」と入力すると、いつでも確認できます。
refund-dm-whole = お支払い { NUMBER($amount) }円（全額）
refund-dm-part = お支払いのうち { NUMBER($amount) }円
refund-dm-over = 「{ $plan }」の{ $money }をご返金いたします。これに伴い、ご利用は終了となりました。現在の状況は次のとおりです。
    { $stands }

    ご不明な点は、サロンの運営者にお問い合わせください。サーバーで「/会員状況」と入力すると、いつでも確認できます。
refund-taken = 取り消した期間:
    { $spans }
refund-next = 次の期間は { $from } からに繰り上がりました（{ $until }）。
refund-dm-nothing = ▫️ **{ $plan }**: 取り消し済み
refund-dm-shortened-title = ご利用期間が変わりました
refund-dm-shortened = 「{ $plan }」の期間の一部を取り消しました。現在の状況は次のとおりです。
    { $stands }

    ご不明な点は、サロンの運営者にお問い合わせください。
refund-dm-mistake-title = ご入金の確認についての訂正
refund-dm-mistake = 「{ $plan }」の { NUMBER($amount) }円のご入金を確認したとお知らせしましたが、記録の誤りでした。お詫びして訂正いたします。現在の状況は次のとおりです。
    { $stands }

    ご利用期間が変わるときは、あらためてお知らせします。ご不明な点は、サロンの運営者にお問い合わせください。
refund-dm-mistaken-title = ご返金のお知らせの訂正
refund-dm-mistaken = 「{ $plan }」の { NUMBER($amount) }円をご返金いたしますとお知らせしましたが、記録の誤りで、このご返金はございません。お詫びして訂正いたします。現在の状況は次のとおりです。
    { $stands }

    ご利用期間が変わるときは、あらためてお知らせします。ご不明な点は、サロンの運営者にお問い合わせください。
refund-dm-received-title = ご入金を確認しました
refund-dm-received = 💴 「{ $plan }」の { NUMBER($amount) }円のご入金を確認しました。ありがとうございます。現在の状況は次のとおりです。
    { $stands }
restored-dm-title = ご利用期間をお戻ししました
restored-dm = 返金の記録の誤りにより終了していた「{ $plan }」の次の期間を、お戻ししました。ご迷惑をおかけし、申し訳ありません。
    { $spans }

    現在の状況は次のとおりです。
    { $stands }
gift-dm-giver = 🎁 { $giver } さんからの贈り物です。
gift-dm-nameless = 🎁 贈り物です。

# 運営者への返事
membership-over-seats = { $granted }
    ⚠️ 定員を { NUMBER($over) } 人超えています。定員は「/入会」での受付だけを制限します。
refund-choice = 入金 #{ $number } { $day } { NUMBER($amount) }円（{ $plan }）
refund-choice-refund = 返金 #{ $number } { $day } { NUMBER($amount) }円（{ $plan }）
refund-cut = { $user } さんの「{ $plan }」の一部の期間を取り消しました。ご本人にはDMでお知らせします（理由は伝わりません）。
refund-recorded = { $user } さんへの「{ $plan }」の返金 { NUMBER($amount) }円を記録し、ご本人にDMでお知らせします。送金は別途お願いします。
refund-recorded-gift = { $user } さんへの贈り物「{ $plan }」の返金 { NUMBER($amount) }円を記録しました。贈り物のため、金額はご本人にお知らせしません。送金は別途お願いします。
refund-voided = { $user } さんの「{ $plan }」の入金の記録 #{ $number }（{ NUMBER($amount) }円）を取り消しました。期間は変わりません。
refund-voided-told = ご本人には、入金の確認が誤りだったことをDMでお知らせします（理由は伝わりません）。
refund-voided-refund = { $user } さんの「{ $plan }」の返金の記録 #{ $number }（{ NUMBER($amount) }円）を取り消しました。期間は変わりません。
refund-voided-refund-told = ご本人には、返金のお知らせが誤りだったことをDMでお知らせします（理由は伝わりません）。
refund-voided-lost = ⚠️ この返金とともに終了した次の期間は、自動では戻りません。戻す場合は「期間を戻す」を押してください。
    { $spans }
refund-voided-endless = ⚠️ この返金とともに終了した、名簿またはショップによる無期限の期間は、ここでは戻せません。名簿による場合は、名簿を取り込み直してください。ほかの場合や急ぐときは、「/会員 付与」で終わりのある期間を付与してください。
refund-kept = 💴 取り消した期間のための入金 { NUMBER($amount) }円は、返金せずに残しています。返金する場合は、「/会員 取消」で入金の番号と返金額を指定して記録し、送金してください。
restored-button = 期間を戻す
restored = { $user } さんの「{ $plan }」の次の期間を戻しました。ご本人にDMでお知らせします。
refund-ask-spread = { $user } さんへの「{ $plan }」の返金 { NUMBER($amount) }円は、直近の期間のお支払いだけでは足りません。次のように記録します。
refund-ask-again = { $user } さんへの「{ $plan }」の返金 { NUMBER($amount) }円は、{ NUMBER($minutes) }分前にも記録されています。もう一度、次のように記録しますか。
refund-ask-part = ・入金 { $numbers } から { NUMBER($amount) }円（{ $from } から、{ $until }の期間）
refund-ask-ends = ⚠️ 記録すると、ご利用は終了します。
refund-ask-cuts = ⚠️ 記録すると、一部の期間が終了します。
refund-ask-keeps = ご利用期間は変わりません。
refund-ask-nothing-yet = まだ何も記録していません。
refund-button-ask = このとおり返金を記録する
remaining = ⚠️ 「{ $plan }」の次の期間 { NUMBER($count) } 件は残っています（このまま利用が続きます）。
remaining-bought = ⚠️ この入金で付与した「{ $plan }」の期間は残っています（このまま利用が続きます）。
remaining-line = ・{ $from } から、{ $until }
remaining-button = 残りの期間も終了する
remaining-button-bought = この期間を終了する
remaining-ask-bought = この入金で付与した { $user } さんの「{ $plan }」の期間を終了しますか。終了すると、ご本人にDMでお知らせします。
remaining-ask = { $user } さんの「{ $plan }」の残りの期間 { NUMBER($count) } 件を終了しますか。終了すると、ご本人にDMでお知らせします。
remaining-button-now = { NUMBER($count) } 件の期間を終了する
remaining-ended = { $user } さんの「{ $plan }」の残りの期間 { NUMBER($count) } 件を終了しました。
remaining-has-changed = この方の期間は、表示のあとに変わっています。「会員の経緯」で確認し、必要であれば「/会員 取消」から操作してください。
restored-nothing = 戻す期間がありません。すでに戻したか、期間が過ぎています。「会員の経緯」で確認してください。
restored-otherwise = この方には、返金のあとに別の期間が付与されています。二重にならないよう、何も戻していません。「会員の経緯」で確認し、足りない分は「/会員 延長」で追加してください。
refund-event-paid = { NUMBER($amount) }円の入金（入金 #{ $number }）
refund-event-refunded = { NUMBER($amount) }円の返金（返金 #{ $number }・{ $by }）: { $reason }
refund-event-voided = 入金の記録 #{ $number }（{ NUMBER($amount) }円）を誤りとして取消（{ $by }）: { $reason }
refund-event-voided-refund = 返金の記録 #{ $number }（{ NUMBER($amount) }円）を誤りとして取消（{ $by }）: { $reason }
refund-event-ended = 「{ $plan }」の { $from } からの期間を全額返金により終了
refund-event-notice = 返金のお知らせ（{ $delivery }）
refund-event-notice-shortened = 期間の変更のお知らせ（{ $delivery }）
refund-event-notice-mistake = 入金・返金の訂正のお知らせ（{ $delivery }）
refund-event-notice-received = 入金の確認のお知らせ（{ $delivery }）
restored-event-notice = 期間を戻したお知らせ（{ $delivery }）
restored-event = 「{ $plan }」の期間を戻す（{ $source }・{ $by }）: { $from } から、{ $until }
mine-event-cancelled = 「{ $plan }」をご本人が『更新しない』に
mine-event-resumed = 「{ $plan }」の『更新しない』をご本人が取消
gift-source-from = { $source }・{ $giver } さんから
extend-event-because = { $event }（理由: { $reason }）
list-cancelled = { $line }・更新しない
export-method = 入金方法
export-voids = 取り消した記録の番号
export-state-refunded = 返金済み
export-state-cancelling = 期間満了で終了予定

# お断り
extend-nothing = この方はそのプランをお持ちではないため、延長できません。「/会員 付与」で付与してください。
extend-endless = この方のプランは無期限のため、延長は必要ありません。
extend-days-or-until = 「日数」か「最終日」の、どちらか一方を指定してください。
extend-bad-from = 延長できるのは、今の期間の終わりから 1〜731 日です。今の期間は { $end } までです。日数または日付を確認してください。
extend-bad = 延長できるのは、今の期間の終わりから 1〜731 日です。日数または日付を確認してください。
gift-giver-without-gift = 「贈り主」は贈り物のときだけ指定できます。「種類」を「贈り物」にするか、「贈り主」を外してください。
gift-giver-is-receiver = 「贈り主」と受け取る方が同じです。「贈り主」を外すか、別の方を指定してください。
refund-bad = 返金額は1円以上です。金額を確認してください。
refund-too-large = 返金できるのは { NUMBER($most) }円までです（受け取って、まだ返金していない金額。入金の番号がないときは、直近の入金と同じサービスの分だけです）。「会員の経緯」で入金を確認してください。
asked-answered-already = この確認はすでに回答されたか、あとから出した確認に置き換わっています。必要であれば、コマンドをもう一度実行してください。
refund-nothing-to-do = 「対象」が「なし」のときは、返金額を指定してください。
refund-record-by-number = 誤った記録を取り消すときは、「入金の番号」だけを指定してください。番号は「会員の経緯」に「入金 #」で表示されます。
refund-payment-alone = 「入金の番号」は、返金額と一緒に、または「対象」を「誤った記録」にして指定してください。
refund-unknown-payment = この方のこのプランには、入金 #{ $number } の有効な記録がありません。「会員の経緯」で番号を確認してください。
refund-of-no-period = 入金 #{ $number } は名簿からのもので、期間に結び付いていません。全額を返金したときは、返金額を外し、「対象」を「誤った記録」にして、同じ番号を指定してください。
refund-refunded-already = この入金からはすでに返金があります。先に、その返金の記録を取り消してください。

## 処理の呼び名（運営者へのお知らせ）
refund-effect = 返金のお知らせ
refund-effect-shortened = 期間の変更のお知らせ
refund-effect-mistake = 入金・返金の訂正のお知らせ
refund-effect-received = 入金の確認のお知らせ
mine-effect-told = 更新についてのお知らせ（運営者へ）
