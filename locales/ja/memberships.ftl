# コマンド
cmd-plan = プラン
    .description = サロンのプランを管理します
    .example = /プラン 一覧
cmd-plan-create = 作成
    .description = プランと、付与するロールを登録します
    .key = キー
    .key-description = コマンドで使う短い名前。半角小文字・数字・ハイフン（例: monthly）
    .name = 名前
    .name-description = 会員に表示する名前（60文字まで）
    .price = 価格
    .price-description = 税込の金額（円）。0〜1,000,000
    .interval = 支払い
    .interval-description = 支払いの間隔
    .interval-month = 毎月
    .interval-year = 毎年
    .interval-once = 1回（日数を指定）
    .role = ロール
    .role-description = このプランの会員に付与するロール
    .name-en = 英語名
    .name-en-description = 英語での名前（違う場合だけ）
    .days = 日数
    .days-description = 有効な日数（支払いが1回のプランだけ）
    .grace-days = 猶予日数
    .grace-days-description = 入金のあった期間が終わってからも使える日数（0〜90、省略すると14）
    .role-2 = ロール2
    .role-2-description = 追加で付与するロール
    .role-3 = ロール3
    .role-3-description = 追加で付与するロール
    .tracks = コース
    .tracks-description = 見られる講義のコースをカンマ区切りで。省略するとすべて
    .example = /プラン 作成 キー:monthly 名前:月額会員 価格:2980 支払い:毎月 ロール:@会員
cmd-plan-list = 一覧
    .description = プランの価格とロールを一覧で表示します
    .example = /プラン 一覧
cmd-member = 会員
    .description = 会員とその資格を管理します
    .example = /会員 経緯 ユーザー:@ada
cmd-member-grant = 付与
    .description = プランを手動で付与します
    .user = ユーザー
    .user-description = 付与する相手
    .plan = プラン
    .plan-description = 付与するプラン
    .months = 月数
    .months-description = 1〜24か月。省略するとプランの1期間分
    .without-end = 無期限
    .without-end-description = 取り消すまで有効にします
    .paid-yen = 入金額
    .paid-yen-description = 受け取った金額（円）
    .as = 種類
    .as-description = 手動（省略時）、パス（振込など。終了後に猶予あり）、贈り物
    .as-manual = 手動
    .as-pass = パス
    .as-gift = 贈り物
    .example = /会員 付与 ユーザー:@ada プラン:monthly 月数:3 入金額:8940
cmd-member-revoke = 取消
    .description = プランを今すぐ取り消します
    .user = ユーザー
    .user-description = 取り消す相手
    .plan = プラン
    .plan-description = 取り消すプラン
    .reason = 理由
    .reason-description = 取り消す理由（運営者だけが見られます）
    .example = /会員 取消 ユーザー:@ada プラン:monthly 理由:返金済み
cmd-member-why = 経緯
    .description = 期間・入金・ロール・お知らせの経緯を表示します
    .user = ユーザー
    .user-description = 確認する相手
    .example = /会員 経緯 ユーザー:@ada
cmd-membership = 会員状況
    .description = ご自身のプランと有効期限を表示します
    .example = /会員状況
menu-membership = 会員の経緯
    .description = 期間・入金・ロール・お知らせの経緯を表示します

# 文に入る言葉
membership-what-name = 名前
membership-what-reason = 理由
membership-until = { $end } まで
membership-without-end = 期限なし
membership-every-month = 毎月
membership-every-year = 毎年
membership-once = 1回・{ NUMBER($days) }日間
membership-all-tracks = すべてのコース
membership-tracks = コース: { $tracks }

# プラン
membership-plan-created = プランを作成しました: { $plan }
    付与は「/会員 付与」で行えます。
membership-plans-title = プラン一覧
membership-no-plans = プランはまだありません。「/プラン 作成」で追加できます。
membership-plan-line = **{ $plan }**（`{ $key }`） { NUMBER($price) }円・{ $every } → { $roles }・{ $tracks }
membership-plan-line-archived = **{ $plan }**（`{ $key }`） { NUMBER($price) }円・{ $every } → { $roles }・{ $tracks }（受付終了）

# 運営者への返事
membership-granted = { $user } さんに「{ $plan }」を付与しました（{ $until }）。
membership-granted-extension = { $user } さんの「{ $plan }」を延長しました。追加分は { $from } から、{ $until }です。
membership-granted-waiting = { $user } さんの「{ $plan }」を登録しました（{ $until }）。今はサーバーにいないため、参加した時点でロールを付与し、ご本人にDMでお知らせします。
membership-only-payment = { $user } さんの「{ $plan }」はすでに無期限のため、{ NUMBER($amount) }円の入金だけを記録しました。期間はそのままです。
membership-revoked = { $user } さんの「{ $plan }」を取り消しました。ご本人にはDMでお知らせします（理由は伝わりません）。
membership-why-title = 会員の経緯
membership-why-about = { $user } さんについて
membership-why-nothing = この方についての記録はありません。
membership-left-out = … これより前の { NUMBER($count) } 件は省略しています
membership-page = { NUMBER($page) } / { NUMBER($count) } ページ
membership-page-earlier = ◀ 前へ
membership-page-later = 次へ ▶
membership-event = { $at } { $event }
membership-event-granted = 「{ $plan }」を付与（{ $source }・{ $by }）: { $from } から、{ $until }
membership-event-grace-began = 「{ $plan }」の入金済みの期間が終了。猶予は{ $until }
membership-event-started = 「{ $plan }」の期間が開始
membership-event-ended = 「{ $plan }」の期間が終了
membership-event-revoked = 「{ $plan }」を取消（{ $by }）: { $reason }
membership-event-paid = { NUMBER($amount) }円の入金
membership-event-role-granted = { $role } を付与: { $cause }（{ $delivery }）
membership-event-role-revoked = { $role } を解除: { $cause }（{ $delivery }）
membership-event-notice-welcome = 開始・延長のお知らせ（{ $delivery }）
membership-event-notice-ended = 終了のお知らせ（{ $delivery }）
membership-event-joined = サーバーに参加
membership-event-left = サーバーから退出
membership-source-manual = 手動
membership-source-pass = パス
membership-source-gift = 贈り物
membership-cause-granted = 運営者による付与
membership-cause-revoked = 運営者による取消
membership-cause-started = 期間の開始
membership-cause-ended = 期間の終了
membership-cause-joined = サーバーへの参加
membership-cause-repaired = Discord上の食い違いを修正
membership-delivery-waiting = 処理待ち
membership-delivery-done = 完了
membership-delivery-refused = 届かず: サーバー不在またはDM拒否
membership-delivery-superseded = 後の変更で不要に
membership-delivery-held = 停止中・確認が必要
membership-delivery-unknown = 送信なし

# 会員への返事
membership-status-title = 会員状況
membership-standing-active = ✅ **{ $plan }**: 有効（{ $until }）
membership-standing-grace = ⏳ **{ $plan }**: お支払いの期間は終わりました。{ $end } までは引き続きご利用いただけます
membership-standing-upcoming = 🕒 **{ $plan }**: { $from } から開始
membership-standing-ended = ▫️ **{ $plan }**: { $at } に終了
membership-status-none = 現在、会員資格はありません。入会をご希望の場合は、サロンの運営者にご連絡ください。
membership-status-active-advice = お手続きは必要ありません。延長をご希望の場合は、サロンの運営者にご連絡ください。
membership-status-ended-advice = 現在、有効な会員資格はありません。再開をご希望の場合は、サロンの運営者にご連絡ください。
membership-dm-welcome-title = サロンへようこそ
membership-dm-welcome = 「{ $plan }」をご利用いただけるようになりました（{ $until }）。サーバーで「/会員状況」と入力すると、いつでも確認できます。
membership-dm-further-title = ご利用プランのお知らせ
membership-dm-further = 「{ $plan }」をご利用いただけます（{ $until }）。サーバーで「/会員状況」と入力すると、いつでも確認できます。
membership-dm-extended-title = 会員期間を延長しました
membership-dm-extended = 「{ $plan }」を引き続きご利用いただけます（{ $until }）。サーバーで「/会員状況」と入力すると、いつでも確認できます。
membership-dm-ended-title = 会員期間が終了しました
membership-dm-ended = 「{ $plan }」のご利用期間が終了しました。これまでのご参加、ありがとうございました。再開をご希望の場合は、サロンの運営者にご連絡ください。サーバーで「/会員状況」と入力すると、現在の状況を確認できます。
membership-dm-one-ended-title = プランのご利用期間が終了しました
membership-dm-one-ended = 「{ $plan }」のご利用期間が終了しました。そのほかのプランは次のとおりです。
    { $others }

    サーバーで「/会員状況」と入力すると、いつでも確認できます。

# お断り
membership-bad-key = キーは半角の小文字（a〜z）・数字・ハイフンで、32文字までです（例: `monthly`）。入力し直してください。
membership-key-is-taken = キー `{ $key }` のプランはすでにあります。別のキーにしてください。「/プラン 一覧」で確認できます。
membership-bad-price = 価格は 0〜1,000,000 円です。金額を確認してください。
membership-bad-days = 支払いが1回のプランには、日数（1〜3,660）を指定してください。
membership-bad-grace = 猶予日数は 0〜90 です。数字を確認してください。
membership-days-without-once = 日数を指定できるのは、支払いが1回のプランだけです。日数を外すか、支払いを「1回」にしてください。
membership-role-of-everyone = @​everyone は全員が持っているため、プランには使えません。プラン専用のロールを選んでください。
membership-role-of-staff = { $role } は運営者またはメンターのロールのため、プランには使えません。別のロールを選んでください。
membership-role-is-managed = { $role } はボットや連携サービスのロールで、こちらから付与できません。別のロールを選んでください。
membership-role-is-dangerous = { $role } にはサーバーを管理できる権限があるため、プランには使えません。管理権限を外すか、別のロールを選んでください。
membership-unknown-track = 「{ $typed }」というコースはありません。使えるのは { $known } です。候補から選んでください。
membership-unknown-plan = 「{ $typed }」というプランはありません。候補から選んでください。「/プラン 一覧」でも確認できます。
membership-plan-is-archived = 「{ $plan }」は受付を終了しています。別のプランを選んでください。
membership-bad-months = 月数は 1〜24 です。数字を確認してください。
membership-months-and-endless = 月数と無期限は、どちらか一方だけ指定してください。
membership-bad-payment = 入金額は 0〜1,000,000 円です。金額を確認してください。
membership-is-bot = ボットにはプランを付与できません。会員の方を選んでください。
membership-held-without-end = この方のプランはすでに無期限のため、付与は必要ありません。入金を記録するときは「入金額」を指定してください。
membership-nothing-to-revoke = この方はそのプランをお持ちではありません。ユーザーを右クリックして「会員の経緯」で確認できます。

# Discord の監査ログに残る言葉（50文字まで）
membership-audit-granted = salon: 運営者がプランを付与
membership-audit-revoked = salon: 運営者がプランを取消
membership-audit-started = salon: 会員期間の開始
membership-audit-ended = salon: 会員期間の終了
membership-audit-joined = salon: 再参加による復元
membership-audit-repaired = salon: 記録に合わせて修正

## 処理の呼び名（運営者へのお知らせ）
membership-effect-welcome = プランの開始のお知らせ
membership-effect-ended = プランの終了のお知らせ
