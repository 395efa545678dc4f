# 運営者の確認が必要なもの
exception-title = 要対応
exception-title-aside = そのままにしているもの
exception-none = 対応が必要なものはありません。
exception-none-aside = そのままにしているものはありません。
exception-counts = 📋 { $kinds }
exception-count-application = 申込 { NUMBER($count) }
exception-count-banned = BAN中の資格 { NUMBER($count) }
exception-count-double = 期間の重複 { NUMBER($count) }
exception-count-unsold = 不明な商品 { NUMBER($count) }
exception-count-troubled = 付与できないロール { NUMBER($count) }
exception-count-absent = サーバー不在 { NUMBER($count) }
exception-count-without-role = ロールなし { NUMBER($count) }
exception-count-without-right = 資格なしのロール { NUMBER($count) }
exception-count-screening = ルール未同意 { NUMBER($count) }

exception-application = 🕒 { $user } さんの「{ $plan }」の申込（{ $at }）が、判断または入金の確認を待っています。
exception-application-late = ⚠️ { $user } さんの「{ $plan }」の申込（{ $at }）が、48時間を過ぎても判断または入金の確認を待っています。
exception-banned = 🚫 { $user } さんは { $at } にBANされましたが、「{ $plan }」などの資格が残っています。BANだけでは資格は終わりません。
exception-double = 👥 { $user } さんの「{ $plan }」の期間が重なっています。二重にお支払いいただいている可能性があります（後の分の登録: { $at }）。
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
exception-button-end-later = 後の期間を終了する
exception-button-end-all = 資格を終了する
exception-button-aside = そのままにする
exception-button-back = 要対応に戻す

exception-looking = Discord と照合しています。数秒後に、もう一度一覧をご確認ください。
exception-giving = ロールを付けます。
exception-taking = ロールを外します。一度に多くの方から外れるときは、運営記録で確認します。
exception-ended = 終了しました。Discord のショップなど、ほかのサービスでの請求は、ここからは止まりません。
exception-set-aside = そのままにします。状況が変わると、また表示します。
exception-put-back = 要対応に戻しました。
exception-already = この件はすでに解決しているか、対応済みです。
exception-reason-double = 同じプランの期間の重複
exception-reason-banned = サーバーからのBAN
