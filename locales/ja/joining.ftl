# 入会
cmd-join = 入会
    .description = プランを選んでお申し込みできます
    .plan = プラン
    .plan-description = 申し込むプラン。省略すると一覧を表示します
    .example = /入会
joining-offers-title = 入会のご案内
joining-offer = **{ $plan }** { NUMBER($price) }円（税込）・{ $length }（自動更新なし）・{ $tracks }
joining-offer-trial = { $line }・初回{ NUMBER($days) }日間お試し無料
joining-offer-full = { $line }（満席・順番待ち）
joining-offer-pending = { $line }（お申し込み済み）
joining-offer-queued = { $line }（順番待ち中）
joining-offers-next = プランを選ぶと、最終確認の画面に進みます。そこで同意するまで、申し込みにはなりません。
joining-button-offer = { $plan }
joining-nothing-offered = ただいまお申し込みいただけるプランはありません。サロンの運営者にご連絡ください。
joining-not-set-up = 有料プランの受付がまだ準備できていません。設定ファイルの { $settings } を記入し、salon を再起動してください。
joining-quit = お申し込みはしていません。いつでも「/入会」からやり直せます。

joining-limited-approved = { $line }・承認制
joining-limited-seats = { $line }・定員{ NUMBER($seats) }人

## 最終確認画面
joining-screen-title = お申し込みの最終確認
joining-screen-anew = ⚠️ 表示のあとに内容が変わったため、まだお申し込みになっていません。もう一度ご確認ください。
joining-screen-follows = 📅 ご利用中の期間（{ $end } まで）に続けて、1期間延長されます。
joining-screen-grace = ⏳ お支払い済みの期間は終了し、{ $until } まで猶予中です。新しい期間は、入金を確認した時点から始まります。
joining-screen-trial = 🎁 今お申し込みになると、お試しは { $end } までです。続けてご利用になるためのお支払いの期限は { $until } です。
joining-screen-agree = 上の内容でよろしければ「同意して申し込む」を押してください。
joining-screen-version = 版 { $version }
joining-button-agree = 同意して申し込む
joining-button-quit = やめる
joining-item = **{ $item }** { $says }
joining-item-what = 商品
joining-what = { $plan }（オンラインサロンの利用・{ $tracks }）
joining-item-price = 価格
joining-price = { NUMBER($price) }円（税込・1期間分の総額）。振込手数料と通信料はご負担ください
joining-price-nothing = 無料（通信料はご負担ください）
joining-item-trial = お試し
joining-trial = はじめの{ NUMBER($days) }日間は無料です（プランごとにお一人1回）。続けてご利用になるには { NUMBER($price) }円のお支払いが必要です。お支払いがなければ自動的に終了し、料金はかかりません
joining-item-length = 期間と更新
joining-length = { $length }。自動更新・自動引き落としはありません。続けるときは、あらためてお申し込みください
joining-length-grace = { $goes }。お支払い済みの期間が終わったあとも、{ NUMBER($days) }日間は猶予としてご利用いただけます（料金はかかりません）
joining-length-month = 1か月
joining-length-year = 1年
joining-length-days = { NUMBER($days) }日間
joining-item-payment = お支払い
joining-pay-transfer = お申し込みから{ NUMBER($days) }日以内の銀行振込（前払い）
joining-pay-admitted = 承認のお知らせから{ NUMBER($days) }日以内の銀行振込（前払い）。承認前のお支払いは不要です
joining-pay-trial = お試しの終了までの銀行振込（前払い）。お試しが{ NUMBER($days) }日より短いときは、お申し込みから{ NUMBER($days) }日以内
joining-pay-trial-admitted = お試しの終了までの銀行振込（前払い）。お試しが{ NUMBER($days) }日より短いときは、承認のお知らせから{ NUMBER($days) }日以内。承認前のお支払いは不要です
joining-pay-nothing = ありません
joining-item-start = 提供の開始
joining-start-now = お申し込み後すぐ
joining-start-admitted = 運営者の承認後すぐ
joining-start-paid = 入金確認後、ただちに（ご利用中の場合は、今の期間の終了時から）
joining-start-trial = お試しはお申し込み後すぐ。お支払いの期間はお試しの終了時から（終了後に入金を確認した場合は、その時から）
joining-start-trial-admitted = お試しは運営者の承認後すぐ。お支払いの期間はお試しの終了時から（終了後に入金を確認した場合は、その時から）
joining-item-cancel = 取り下げと解約
joining-cancel = ご利用の開始前は「/会員状況」からいつでも取り下げられます。自動更新がないため、開始後の解約のお手続きは不要です。サーバーを退出しても、期間やお支払いは取り消されません
joining-item-refund = 返金
joining-refund = { $refund }
joining-item-seller = 販売者
joining-seller = 特定商取引法に基づく表記 { $url }

joining-full = 「{ $plan }」はただいま満席です。順番待ちに並ぶと、席が空いたときにDMでお知らせします。並ぶだけでは、申し込みにはなりません。
joining-button-queue = 順番待ちに並ぶ

## 申し込んだあと
joining-granted = 「{ $plan }」をご利用いただけるようになりました（{ $until }）。
joining-agreed-title = お申し込みを受け付けました
joining-queued-title = 順番待ちに登録しました
joining-trial-begun = 🎁 お試しを開始しました。{ $end } まで無料でご利用いただけます。
joining-agreed-where = 状況の確認や取り下げは「/会員状況」からできます。
joining-transfer =
    お支払い額: { NUMBER($price) }円 / 申込番号: { $number }
    { $transfer }
joining-words = > { $words }
joining-standing-applied = 📝 **{ $plan }**: 申込済み。運営者の承認をお待ちください
joining-standing-awaiting = 🕒 **{ $plan }**: 入金待ち。{ $end } までに { NUMBER($price) }円を、次のとおりお支払いください
joining-standing-awaiting-trial = 🕒 **{ $plan }**: お試しのあとも続けてご利用になる場合は、{ $end } までに { NUMBER($price) }円を、次のとおりお支払いください。お試しだけの場合、お手続きは不要です
joining-standing-queued = 🕒 **{ $plan }**: 満席のため順番待ち（{ NUMBER($place) } 番目）
joining-standing-offered = 🎫 **{ $plan }**: 席が空きました。{ $end } までに「/入会」からお申し込みください
joining-standing-approved = ✅ **{ $plan }**: 承認済み
joining-standing-declined = ▫️ **{ $plan }**: お申し込みをお受けできませんでした
joining-standing-closed = ▫️ **{ $plan }**: 受付を終了したため、順番待ちも終了しました
joining-standing-withdrawn = ▫️ **{ $plan }**: 取り下げ済み
joining-standing-expired = ▫️ **{ $plan }**: 期限までにご入金を確認できず、お申し込みは終了しました。{ $way }
joining-standing-missed = ▫️ **{ $plan }**: 期限までにお申し込みがなかったため、席のお取り置きは終わりました。{ $way }
joining-way = サーバーで「/入会」と入力すると、もう一度お申し込みいただけます。満席のときは順番待ちになります。
joining-way-ask = 新規の受付は終了しています。ご希望の場合は、運営者にご連絡ください。
joining-button-reply = 「{ $plan }」の質問に返信
joining-button-withdraw = 「{ $plan }」の申込を取り下げる
joining-button-leave = 「{ $plan }」の順番待ちをやめる
joining-button-give-up = 「{ $plan }」の席を辞退する
joining-button-withdraw-now = 取り下げる
joining-button-leave-now = 順番待ちをやめる
joining-button-give-up-now = 席を辞退する
joining-ask-withdraw = 「{ $plan }」のお申し込みを取り下げますか。まだ取り下げていません。すでにお支払いの場合は、先に運営者にご連絡ください。
joining-ask-leave = 「{ $plan }」の順番待ちをやめますか。まだやめていません。やめると今の順番には戻れず、もう一度並ぶときは最後からになります。
joining-ask-give-up = 「{ $plan }」の席をお取りしています。この席を辞退しますか。まだ辞退していません。辞退すると、もう一度お申し込みになるときに席があるとは限りません。
joining-left = 「{ $plan }」の順番待ちをやめました。
joining-gave-up = 「{ $plan }」の席を辞退しました。
joining-withdrawn = 「{ $plan }」のお申し込みを取り下げました。すでにお支払いの場合は、運営者にご連絡ください。
joining-replied = 返信を運営者に届けました。
joining-dm-awaited-title = お振り込みのご案内
joining-dm-admitted = お申し込みが承認されました。
joining-dm-awaited = 「{ $plan }」のお申し込みありがとうございます。次のとおりお振り込みください。入金を確認しだい、ご利用いただけます。
joining-dm-awaited-trial = 「{ $plan }」のお申し込みありがとうございます。お試しのあとも続けてご利用になる場合は、次のとおりお振り込みください。お試しだけの場合、お手続きは不要です。
joining-dm-awaited-further = 「{ $plan }」の継続のお申し込みありがとうございます。次のとおりお振り込みください。入金を確認しだい、今の期間に続けてご利用いただけます。
joining-dm-awaited-grace = 「{ $plan }」の継続のお申し込みありがとうございます。次のとおりお振り込みください。{ $until } までに入金を確認できれば、途切れずにご利用いただけます。
joining-dm-awaited-until = お振り込みの期限は { $end } です。状況の確認や取り下げは、サーバーで「/会員状況」と入力してください。
joining-dm-unawaited-withdrawn = お申し込みを取り下げました
joining-dm-unawaited-over = お申し込みは終了しました
joining-dm-unawaited = 「{ $plan }」のお支払いは不要になりました。お振り込みはなさらないでください。すでにお振り込みの場合は、サロンの運営者にご連絡ください。
joining-dm-declined-title = お申し込みについて
joining-dm-declined =
    申し訳ありません。「{ $plan }」のお申し込みをお受けできませんでした。運営者からのご連絡です。
    { $words }
joining-dm-asked-title = 運営者からの確認
joining-dm-asked =
    「{ $plan }」のお申し込みについて、運営者からの確認です。
    { $words }

    サーバーで「/会員状況」と入力し、「返信」ボタンからお答えください。
joining-dm-offered-title = 席が空きました
joining-dm-offered = 「{ $plan }」の席が空きました。{ $end } までお取りしています。サーバーで「/入会」と入力し、お申し込みください。
joining-dm-closed-title = 順番待ちを終了しました
joining-dm-closed = 申し訳ありません。「{ $plan }」は受付を終了したため、順番待ちも終了しました。お手続きは必要ありません。
joining-dm-lapsed-title = お申し込みの期限が過ぎました
joining-dm-lapsed = 期限までにご入金を確認できなかったため、「{ $plan }」のお申し込みは終了しました。すでにお振り込みの場合は運営者にご連絡ください。{ $way }
joining-dm-lapsed-trial = 「{ $plan }」のお試しが終了しました。料金はかかっていません。期限までにご入金を確認できなかったため、お申し込みも終了しました。すでにお振り込みの場合は運営者にご連絡ください。{ $way }
joining-dm-missed = 期限までにお申し込みがなかったため、「{ $plan }」の席のお取り置きは終わりました。{ $way }
joining-dm-unpaid-title = お振り込みの期限が近づいています
joining-dm-unpaid = 「{ $plan }」のご入金をまだ確認できていません。お申し込みを続ける場合は、次のとおりお振り込みください。行き違いでお振り込みがお済みでしたら、どうぞお気になさらないでください。

## 運営者のカード
joining-card-title = 申込 #{ $number }
joining-card = { $user } さんが「{ $plan }」を希望しています（{ $before }・{ NUMBER($price) }円）。
joining-card-over = { $user } さんの「{ $plan }」の申込（{ $before }・{ NUMBER($price) }円）
joining-before-nothing = 新規
joining-before-had = 再入会
joining-before-has = 継続
joining-waits-word = 判断待ちです
joining-waits-money = 入金の確認待ちです（{ NUMBER($price) }円）
joining-card-applied = 📝 承認待ち
joining-card-awaiting = 🕒 入金待ち（{ $end } まで）
joining-card-queued = 🕒 順番待ち
joining-card-paid = ✅ 入金確認済み（{ NUMBER($amount) }円・{ $by }）
joining-card-paid-less = ✅ 入金確認済み（{ NUMBER($amount) }円（{ NUMBER($difference) }円不足）・{ $by }）
joining-card-paid-more = ✅ 入金確認済み（{ NUMBER($amount) }円（{ NUMBER($difference) }円超過）・{ $by }）
joining-card-void = ⚠️ 入金の記録を取り消し済み（入金があったときは「入金を確認」を押してください）
joining-card-approved = ✅ 承認済み（{ $by }）
joining-card-declined = ▫️ お断り済み（{ $by }）
joining-card-withdrawn = ▫️ ご本人が取り下げ
joining-card-expired = ▫️ 期限切れ
joining-card-asked = 💬 返信待ち
joining-card-answered = 💬 ご本人から返信がありました
joining-button-admit = 承認
joining-button-paid = 入金を確認
joining-button-decline = 断る
joining-button-ask = 問い合わせる
joining-button-talk = やりとりを見る
joining-ask-paid =
    { $user } さんの「{ $plan }」（申込 #{ $number }）の請求額は **{ NUMBER($due) }円** です。
    この金額の入金があれば、下のボタンを押してください。{ $coming }
joining-ask-less =
    ⚠️ まだ何も記録していません。{ $user } さんの「{ $plan }」（申込 #{ $number }）の請求額は **{ NUMBER($due) }円** で、入力された **{ NUMBER($amount) }円** では { NUMBER($difference) }円不足です。
    このまま入金を確認しますか。{ $coming }
joining-ask-more =
    ⚠️ まだ何も記録していません。{ $user } さんの「{ $plan }」（申込 #{ $number }）の請求額は **{ NUMBER($due) }円** で、入力された **{ NUMBER($amount) }円** は { NUMBER($difference) }円多い金額です。
    このまま入金を確認しますか。{ $coming }
joining-coming-now = ご利用はただちに始まり、{ $until }です。ご本人にはDMでお知らせします。
joining-coming-follows = 今の期間に続く { $from } から、{ $until }の期間になります。ご本人にはDMでお知らせします。
joining-coming-nothing = すでに無期限のため、入金だけを記録します。
joining-coming-after = 付与済みの期間（{ $from } から、{ $until }）の入金として記録します。期間は変わりません。ご本人にはDMでお知らせします。
joining-over-seats = ⚠️ 満席です。確認すると、定員を { NUMBER($over) } 人超えます。
joining-meanwhile = ⚠️ 申込の後に、同じプランの入金 #{ $number }（{ NUMBER($amount) }円・{ $at }）が記録されています。別の入金かどうかをご確認ください。
joining-button-paid-now = { NUMBER($amount) }円の入金を確認
joining-button-paid-other = 別の金額を入力
joining-button-paid-again = 金額を入力し直す
joining-form-paid = 申込 #{ $number } の入金
joining-form-amount = 入金額（請求額は { NUMBER($due) }円）
joining-form-amount-hint = 数字で入力（例: { $due }）
joining-form-decline = お断りの連絡
joining-form-decline-hint = ご本人にDMで届きます
joining-form-ask = 問い合わせる
joining-form-ask-hint = ご本人にDMで届きます。個人の医療情報は書かないでください
joining-form-reply = 運営者への返信
joining-form-reply-hint = 運営者だけが読めます
joining-what-words = 文面
joining-decided-approved = { $user } さんの「{ $plan }」を開始しました（{ $until }）。ご本人にDMでお知らせします。
joining-decided-extended = { $user } さんの「{ $plan }」を延長しました。追加分は { $from } から、{ $until }です。ご本人にDMでお知らせします。
joining-decided-only-payment = { $user } さんの「{ $plan }」はすでに無期限のため、{ NUMBER($amount) }円の入金だけを記録しました。期間はそのままで、申込は承認済みにしました。
joining-decided-after = { $user } さんの「{ $plan }」の付与済みの期間（{ $from } から、{ $until }）の入金として、{ NUMBER($amount) }円を記録しました。期間は変わりません。ご本人にDMでお知らせします。
joining-decided-admitted = { $user } さんの「{ $plan }」を承認しました。ご本人にDMで振込先をお知らせします。
joining-decided-declined = { $user } さんの「{ $plan }」をお断りしました。ご本人にDMでお知らせします。
joining-decided-asked = { $user } さんに「{ $plan }」のお申し込みについて確認の連絡を送りました。返信があるとカードに表示されます。
joining-talk-title = 申込 #{ $number } のやりとり
joining-talk = { $at } { $author }: { $words }

## お断り
joining-has-changed = この申込は、すでに処理されたか変わっています。運営者は最新のカードで、ご本人は「/会員状況」でご確認ください。
joining-no-such-offer = 「{ $typed }」というプランはありません。候補から選ぶか、プランを省略して「/入会」と入力すると、申し込めるプランの一覧を表示します。
joining-not-offered = 「{ $plan }」は、今はお申し込みいただけません。「/入会」と入力すると、申し込めるプランの一覧を表示します。
joining-bad-amount = 入金額は、1〜1,000,000 円の数字で入力してください（例: { $due }）。
joining-bad-seats = 定員は 0〜100,000 です（0 は定員なし）。数字を確認してください。
joining-already-applied = このプランはお申し込み済みです（申込 #{ $number }）。「/会員状況」で状況を確認できます。
joining-already-queued = このプランの順番待ちに、すでに登録されています。席が空いたときにDMでお知らせします。順番の確認や取りやめは「/会員状況」からできます。
joining-applied-anew = この方はその後、申込 #{ $number } でお申し込みになっています。遅れて届いた入金は、申込 #{ $number } のカードで確認してください。
joining-applied-anew-undecided = この方はその後、申込 #{ $number } でお申し込みになり、承認待ちです。申込 #{ $number } のカードで先に「承認」を押してから、遅れて届いた入金を同じカードで確認してください。
joining-already-held = このプランはすでにご利用中です。「/会員状況」で期限を確認できます。
joining-too-often = お申し込みが続いたため、いったん受け付けを止めています。1日おいてからもう一度お試しください。
joining-nothing-asked = 運営者からの質問はありません。お伝えしたいことがあれば、運営者に直接ご連絡ください。

## 経緯
joining-event-made = 「{ $plan }」に申込（申込 #{ $number }）
joining-event-admitted = 「{ $plan }」の申込を承認（申込 #{ $number }・{ $by }）
joining-event-approved = 「{ $plan }」の申込を完了（申込 #{ $number }・{ $by }）
joining-event-obsolete = 「{ $plan }」の順番待ちを終了（利用開始のため・申込 #{ $number }・{ $by }）
joining-event-declined = 「{ $plan }」の申込をお断り（申込 #{ $number }・{ $by }）
joining-event-asked = 「{ $plan }」の申込について問い合わせ（申込 #{ $number }・{ $by }）
joining-event-answered = 「{ $plan }」の申込についてご本人が返信（申込 #{ $number }）
joining-event-queued = 「{ $plan }」の順番待ちに登録（申込 #{ $number }）
joining-event-offered = 「{ $plan }」の空席を案内（申込 #{ $number }）
joining-event-closed = 「{ $plan }」の受付終了により順番待ちを終了（申込 #{ $number }）
joining-event-withdrawn = 「{ $plan }」の申込を取り下げ（申込 #{ $number }）
joining-event-left = 「{ $plan }」の順番待ちを取りやめ（申込 #{ $number }）
joining-event-expired = 「{ $plan }」の申込が期限切れ（申込 #{ $number }）
joining-event-notice-awaited = お振り込みのご案内（{ $delivery }）
joining-event-notice-unpaid = お振り込みの期限が近いというお知らせ（{ $delivery }）
joining-event-notice-declined = お断りの連絡（{ $delivery }）
joining-event-notice-asked = 申込についての問い合わせ（{ $delivery }）
joining-event-notice-offered = 空席のご案内（{ $delivery }）
joining-event-notice-closed = 順番待ち終了のお知らせ（{ $delivery }）
joining-event-notice-lapsed = 申込の期限切れのお知らせ（{ $delivery }）

## 処理の呼び名（運営者へのお知らせ）
joining-effect-card = 入会申込のカード
joining-effect-notice = 入会申込についてのお知らせ
