# 運営者の確認が必要なもの
exception-title = 要対応
exception-title-aside = そのままにしているもの
exception-none = 会員とお支払いについて、対応が必要なものはありません。
exception-none-aside = そのままにしているものはありません。
exception-counts = ⚠️ 確認が必要なもの: { $kinds }
exception-count-application = 申込 { NUMBER($count) }
exception-count-banned = BAN中の資格 { NUMBER($count) }
exception-count-double = 期間の重複 { NUMBER($count) }
exception-count-unsold = 不明な商品 { NUMBER($count) }
exception-count-payment = 持ち主の分からない入金 { NUMBER($count) }
exception-count-troubled = 付与できないロール { NUMBER($count) }
exception-count-absent = サーバー未参加 { NUMBER($count) }
exception-count-without-role = ロールなし { NUMBER($count) }
exception-count-without-right = 資格なしのロール { NUMBER($count) }
exception-count-screening = ルール未同意 { NUMBER($count) }

exception-application = 🕒 { $user } さんの「{ $plan }」の申込（{ $at }）が、{ $waits }。
exception-application-late = ⚠️ { $user } さんの「{ $plan }」の申込（{ $at }）が、48時間を過ぎても{ $waits }。
exception-banned = 🚫 { $user } さんは { $at } にBANされましたが、「{ $plan }」などの資格が残っています。BANだけでは資格は終わりません。
exception-double = 👥 { $user } さんの「{ $plan }」の期間が重なっています。二重にお支払いいただいている可能性があります。先の期間: { $first }、後の期間: { $later }（登録: { $at }）。
exception-unsold = 🛒 { $user } さんが Discord のショップで購入した商品（{ $at }）に、対応するプランがありません。商品番号を付けたプランがあれば、自動で開始します。
exception-troubled = 🛠️ プランのロール { $role } を付与できません（{ $at } から）。直し方は「/サロン 状態」に表示されます。
exception-absent = 🚪 { $user } さんは「{ $plan }」の資格がありますが、サーバーにいません（期間の開始: { $at }）。参加すると、ロールは自動で付きます。
exception-withheld = ✋ { $user } さんは { $role } の資格がありますが、{ $at } に手動で外され、プランの設定によりそのままにしています。
exception-taken = ✋ { $user } さんの { $role } が、戻しても手動で外されます（{ $at } から）。24時間たつと、もう一度戻します。
exception-given = ✋ { $user } さんに資格のない { $role } が、外しても手動で付けられます（{ $at } から）。24時間たつと、もう一度外します。
exception-kept = 🏷️ { $user } さんは資格がありませんが、{ $role } を残しています（{ $at } から）。
exception-screening = 📜 { $user } さんは「{ $plan }」の資格がありますが、サーバーのルールにまだ同意していません。同意すると、ロールは自動で付きます。

exception-button-list = 要対応を見る
exception-button-aside-list = そのままにした { NUMBER($count) } 件
exception-button-look = もう一度照合する
exception-button-give = ロールを付ける
exception-button-take = ロールを外す
exception-button-end-later = 後の期間を終了する（{ $later }）
exception-span = { $source }・{ $first }〜{ $last }
exception-button-end-all = 資格を終了する
exception-button-aside = そのままにする
exception-button-back = 要対応に戻す

exception-looking = Discord と照合しています。数秒後に、もう一度一覧をご確認ください。
exception-giving = ロールを付けます。
exception-taking = ロールを外します。一度に多くの方から外れるときは、運営記録で確認します。
exception-ended-later = { $user } さんの「{ $plan }」の、後の期間を終了しました。Discord のショップなど、ほかのサービスでの請求は、ここからは止まりません。
exception-ended-paid =
    { $ended }
    💴 終了した期間には、入金 { $numbers }（計 { NUMBER($amount) }円）が記録されています。返金するときは、「/会員 取消」で返金額と入金の番号を指定して記録してください。
exception-ended = { $user } さんの「{ $plan }」を終了しました。Discord のショップなど、ほかのサービスでの請求は、ここからは止まりません。
exception-set-aside = そのままにします。状況が変わると、また表示します。
exception-put-back = 要対応に戻しました。
exception-already = この件はすでに解決しているか、対応済みです。
exception-reason-double = 同じプランの期間の重複
exception-reason-banned = サーバーからのBAN
exception-payment = 💴 { $owed }が、どなたのものか分かりません（「{ $plan }」・{ $at }）。
exception-owed = 「{ $source }」の「{ $name }」からの入金 { NUMBER($amount) }円
exception-choose = { $owed }は、どなたのものですか？選ぶと、この名前はこれからもその方として扱います。返金するときは、お支払いのあったサービスで返金してから持ち主を選び、「/会員 取消」で「対象」を「誤った記録」、「入金の番号」を { $number } とすると、帳簿からも除けます。
exception-choose-hint = 会員を選ぶ
exception-button-choose = 持ち主を選ぶ

# ほかのサービスでの名前
cmd-member-link = 照合
    .description = ほかのサービスでのIDやメールアドレスが、どの会員の方のものかを登録します
    .user = 対象者
    .user-description = 会員
    .source = サービス
    .source-description = 名簿の出どころ（例: note）
    .name = 名前
    .name-description = 名簿にあるIDやメールアドレス
    .example = /会員 照合 対象者:@田中 サービス:note 名前:tanaka01
account-linked = 「{ $source }」の「{ $name }」を { $user } さんとして登録しました。
account-linked-payments = 「{ $source }」の「{ $name }」を { $user } さんとして登録し、待っていた入金 { NUMBER($payments) } 件をこの方の入金にしました。
account-linked-later = { $linked }次に名簿を取り込むときから反映します。
account-ask = 「{ $source }」の「{ $name }」は、いまは { $now } さんのものとして登録されています。{ $user } さんに変えますか。まだ何も変えていません。
account-left = { $user } さんが、このサービスの名簿からお持ちのもの:
account-left-paid = ・「{ $plan }」 { $until }（入金 { NUMBER($amount) }円・入金 #{ $number }）
account-left-unpaid = ・「{ $plan }」 { $until }（入金の記録なし）
account-left-advice = 登録を変えても、これらはそのまま残ります。この方のものでなければ、「/会員 取消」で期間を終了し、入金は「対象:誤った記録」で取り消してください。取り込みから24時間以内なら、その取り込みを取り消すこともできます。
account-button-anew = 登録を変える
account-of-another = このIDは { $user } さんのものとして登録されています。変えるときは「/会員 照合」で指定してください。
account-linked-line = 下は、この方を入れた新しい確認です。
account-next-line = 次は { NUMBER($line) }行目の「{ $name }」です。
account-line-hint = { NUMBER($line) }行目の方を選ぶ
account-unknown-source = そのサービスの名簿はまだ取り込まれていません。候補から選ぶか、先に「/会員 取込」で名簿を取り込んでください。
account-bad-name = 名前は200文字までで入力してください。

# アカウントの移行
cmd-member-move = 移行
    .description = 会員の方の資格・履歴を、別の Discord アカウントへ移します
    .from = 移行元
    .from-description = これまでのアカウント
    .to = 移行先
    .to-description = 新しいアカウント（会員の記録がないもの）
    .reason = 理由
    .reason-description = 運営者だけに表示します
    .example = /会員 移行 移行元:@旧アカウント 移行先:@新アカウント 理由:ご本人の依頼
move-button-code = 別のアカウントへ移る
move-button-form = 引き継ぎコードを入力
move-code =
    引き継ぎコード: { $code }
    新しいアカウントでこのサーバーに参加し、{ NUMBER($minutes) }分以内に「/会員状況」の「引き継ぎコードを入力」に入力してください。使えるのは1回だけです。ほかの方には教えないでください。
move-form = アカウントの引き継ぎ
move-form-code = 引き継ぎコード
move-ask = { $from } さんの会員資格・入金・経緯のすべてを、{ $to } さんへ移しますか。ロールも移り、双方にDMでお知らせします。まだ何も移していません。
move-button-now = 移行する
move-of-staff = 運営者・メンターのアカウントと、運営の操作をしたことのあるアカウントは、移行元にも移行先にもできません（操作の記録が別の方のものになるためです）。別のアカウントを選んでください。
move-done = { $from } さんの資格と履歴を { $to } さんへ移しました。ロールは自動で移ります。
move-done-by-code = 引き継ぎが完了しました。ロールはまもなく付与されます。
move-told-owner = 🔁 ご本人の手続きにより、{ $from } の会員資格と履歴を { $to } へ移行しました。
move-dm-title = アカウントを移行しました
move-dm-new = これまでのアカウントの会員資格と履歴を、このアカウントに引き継ぎました。お心当たりがない場合は、運営者にご連絡ください。
move-dm-old = このアカウントの会員資格と履歴は、別のアカウントに引き継がれました。お心当たりがない場合は、すぐに運営者にご連絡ください。
move-effect = アカウント移行のお知らせ
move-nothing = 移す資格や履歴がありません。これまでのアカウントで操作しているか、ご確認ください。
move-same-account = 移行元と移行先が同じアカウントです。別のアカウントを選んでください。
move-account-has-history = 移行先のアカウントには、すでに会員の記録があります。記録のないアカウントを使うか、運営者にご相談ください。
move-target-has-history = 移行先のアカウントには、すでに会員の記録があるため、移行できません。記録のない新しいアカウントを移行先に指定するか、移行せずに「/会員 付与」で移行先へ残りの期間を付与し、移行元は「/会員 取消」で終了してください。記録は「会員の経緯」で確認できます。
move-bad-code = 引き継ぎコードが違うか、期限が切れています。これまでのアカウントの「/会員状況」で、新しいコードを発行してください。
move-lately = 前回の移行から30日たっていません。次にご自身で移行できるのは { $next } からです。お急ぎの場合は、運営者にご連絡ください。
