# 匿名の質問：封印、代理投稿、お知らせ

## 点検
check-identity = 匿名の質問者を封印する鍵
check-identity-none = 匿名での質問は受け付けていません。受け付けるには、「openssl rand -base64 32」で作った鍵を SALON_IDENTITY_KEY に設定するか、鍵のファイルを SALON_IDENTITY_KEY_FILE で指定してください
check-identity-lost = 匿名の質問がありますが、封印を開ける鍵がありません。元の鍵を SALON_IDENTITY_KEY に設定してください
check-identity-other = SALON_IDENTITY_KEY が、匿名の質問を封印したときの鍵と違います。元の鍵を設定してください

## 投稿の前に
anonymous-preview = まだ投稿していません。{ $channel } を見られる方全員に「匿名」の質問として表示され、どなたの質問かはメンターにも運営者にも表示されません。
anonymous-preview-confidential = まだ投稿していません。{ $channel } の非公開スレッドに「匿名」で投稿します。読めるのはメンター、運営者、サーバーの管理権限のある方だけで、どなたの質問かは表示されません。あなたもスレッドには入りません。
anonymous-preview-sealed = **封印**　アカウントはデータベースの外の鍵で封印します。開けるのは、運営者が理由を示し、別の運営者かモデレーターが同意したときだけで、お知らせします。鍵とデータベースの両方を持つ人は読めます。
anonymous-preview-thread = **スレッドには書き込まないでください**（お名前が出ます）。確認や返信は「/質問一覧 自分」からできます。
anonymous-preview-near = **お知らせ先**　あなたの年次と勤務先は使わずに選びます。
anonymous-preview-until = 投稿しない場合、下書きと封印は { $until } に消えます。
anonymous-button-next = 匿名で次へ
anonymous-dm-is-on = **DM**　回答や追加のお願いを DM でお知らせします（本文も届きます。届いた DM は、質問を消去しても残ります）。
anonymous-dm-is-off = **DM**　DM ではお知らせしません。動きは「/質問一覧 自分」で確かめられます。
anonymous-dm-on = DM でのお知らせを受け取る
anonymous-dm-off = DM でのお知らせをやめる
anonymous-done-ask = 質問 #{ $number } を匿名で受け付けました。まもなく投稿されます。回答の確認や返信は「/質問一覧 自分」からお願いします。スレッドには書き込まないでください。

## カード
anonymous-asker = 匿名
anonymous-card = 匿名の質問
anonymous-card-how = 回答や確認は、ボタン（「回答する」「追加情報を求める」）からお願いします。質問者にそのまま届きます。
anonymous-said-by = 質問者（匿名）より

## 質問した方の画面
anonymous-list = 匿名でした質問（ほかの方には表示されません）
anonymous-open = 匿名の質問を開く
anonymous-open-one = #{ $number } { $title }
anonymous-desk = この画面はあなただけに表示されています。ここから書いた内容は、ボットが「質問者（匿名）より」として投稿します。
anonymous-button-say = 匿名で書き込む
anonymous-button-resolve = 解決する
anonymous-button-reopen = 再開する
anonymous-button-contest = これは別の質問です
anonymous-button-withdraw = 取り下げる
anonymous-button-erase = 消去する…
anonymous-form-say = 質問 #{ $number } に匿名で書き込む
anonymous-part-say = 補足や返信
anonymous-done-say = 質問 #{ $number } への書き込みを受け付けました。まもなく匿名で投稿されます。
anonymous-done-reopen = 質問 #{ $number } を再開しました。質問した方の補足は「/質問一覧 自分」から書き込めます。
anonymous-erase-sure = 匿名の質問 #{ $number } の本文と回答、質問者の封印を消去します。元に戻すことはできません。質問者にお知らせすることもできなくなります。スレッドが残っている場合、参加者が直接書き込んだメッセージは消去されません。必要に応じて手動で削除してください。よろしいですか？
anonymous-key-missing = ⚠️ 封印の鍵が見つからないため、匿名でした質問はいま開けません。質問や回答は失われていません。運営者が鍵を設定し直すと、また使えるようになります。

## お知らせ
anonymous-told-answered = 匿名の質問 #{ $number } に回答が届きました。
anonymous-told-needs-info = 匿名の質問 #{ $number } について、メンターが追加の情報を求めています。
anonymous-told-state = 匿名の質問 #{ $number } は「{ $state }」になりました。
anonymous-told-held = 匿名の質問 #{ $number } に個人情報が含まれているかもしれないとの報告があり、念のため表示を止めて確認しています。終わりましたらお知らせします。
anonymous-told-shown = 匿名の質問 #{ $number } の確認が終わり、元のとおり表示しました。
anonymous-told-warned = 匿名の質問 #{ $number } には、回答がついてからしばらく書き込みがありません。このままですと { $closes }に解決済みになります。
anonymous-told-double = 匿名の質問 #{ $number } は、質問 #{ $of } と同じ内容としてまとめられました。別の質問であれば、再開できます。
anonymous-told-how = 確認と返信は、サーバーで「/質問一覧 自分」からお願いします。スレッドに書き込むと、お名前が表示されます。
anonymous-told-more = （長いため、続きは「/質問一覧 自分」でご覧ください）

## お断り
anonymous-refused-no-key = このサロンでは、匿名での質問をまだ受け付けていません（封印の鍵が設定されていません）。匿名にしない質問はいつでもできます。
anonymous-refused-key-missing = 封印の鍵が見つからないため、どなたの質問かを確かめられません。質問や回答は失われていません。運営者が鍵を設定し直すまでお待ちください。
anonymous-refused-still-open = この質問はまだ回答待ちなので、再開は必要ありません。
anonymous-refused-own = ご自分の質問の担当や回答はできません（このことはあなただけに表示されています）。補足は「/質問一覧 自分」からこの質問を開き、「匿名で書き込む」を押してください。
anonymous-refused-say-under-alias = この質問には、いま追加情報の依頼はありません。補足は「/質問一覧 自分」からこの質問を開き、「匿名で書き込む」を押してください。スレッドに書き込むと、お名前が表示されます。

## 処理
setup-why-sealed = 匿名の質問者に届けるための鍵がないか、封印したときの鍵と違います。元の鍵を SALON_IDENTITY_KEY に設定して salon を起動し直し、もう一度試してください
