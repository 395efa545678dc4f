# サロンの状態（運営者）
cmd-salon = サロン
    .description = サロンの設置状況を確認します
    .example = /サロン 状態
cmd-salon-status = 状態
    .description = Discord への反映待ち・停止中の処理と、ロールの照合結果を表示します
    .example = /サロン 状態
cmd-salon-backup = バックアップ
    .description = データベースのバックアップを作り、中身を確かめます
    .example = /サロン バックアップ
setup-title = サロンの状態
setup-queue-empty = ✅ Discord への反映待ちはありません
setup-queue-sought = ⏳ 反映待ち { NUMBER($waiting) } 件（最も古いもの { $oldest }）。うち { NUMBER($sought) } 件は、送信の途中で止まったため、二重にならないよう確かめてから送ります（5分ほど）
setup-queue = ⏳ 反映待ち { NUMBER($waiting) } 件（最も古いもの { $oldest }）
setup-roles = 👥 会員 { NUMBER($members) } 人。ロールの照合 { $at }
setup-role = { $mark } { $role }: 資格 { NUMBER($entitled) } 人・ロール { NUMBER($having) } 人・食い違い { NUMBER($drift) } 人
setup-role-left-alone = （ほかに保留中・手動変更 { NUMBER($left) } 人）
setup-role-coming = （反映中 { NUMBER($coming) } 人）
setup-role-of-others = （ほかに資格なしで保有 { NUMBER($count) } 人・そのまま）
setup-role-mended = （前回の照合で見つかった食い違い { NUMBER($found) } 人は解消済み）
setup-more-roles = ほかに { NUMBER($count) } 個のロール: 食い違い { NUMBER($drift) } 人
setup-roles-late = ⚠️ 会員 { NUMBER($members) } 人。Discord とのロールの照合が { $at } から行われていません（通常は数分おき）。その後に手動で変更されたロールは反映されていないことがあります。自動で再試行しますが、この表示が続くときは salon check の結果とボットのログをご確認ください
setup-roles-unknown = 👥 会員 { NUMBER($members) } 人。ロールの照合はまだ終わっていません
setup-paused = ⚠️ { $what } への操作を Discord が拒否しており、{ NUMBER($count) } 件が待っています。{ $mend }
setup-held =
    🛑 **{ $effect }** が止まっています。{ $why }
    -# { $detail }
setup-more-held = ほかに { NUMBER($count) } 件が止まっています。
setup-more-paused = ほかに { NUMBER($count) } か所（ロール・チャンネルなど）への操作も拒否されており、{ NUMBER($waiting) } 件が待っています。
setup-lost = 🗑️ 投稿が削除された質問：{ $numbers }。「/質問管理 再投稿」で投稿し直すか、「/質問管理 消去」で内容を消去してください。
setup-buttons = 「もう一度送る」では、届いていないことを確かめてから送ります。「取りやめる」では、送らずに先へ進みます。
setup-button-retry = もう一度送る
setup-button-discard = 取りやめる
setup-button-retry-first = 先頭をもう一度送る
setup-button-discard-first = 先頭を取りやめる
setup-not-held = この処理はもう停止していません。「/サロン 状態」で最新の状態をご確認ください。

## 運営者へのお知らせ
alert-held =
    🛑 **{ $effect }** が止まっています。
    { $why }
    続きの処理は、これが片づくまで待ちます。{ $buttons }
    -# { $detail }
alert-paused =
    ⚠️ **{ $effect }** ができません。{ $what } への操作を Discord が拒否しています。
    { $mend }
    同じ理由で進めない処理も待たせています。直ると自動で送られ、失われるものはありません。
    -# { $detail }

## 止まっている処理
setup-effect-grant = { $person } へのロール { $role } の付与
setup-effect-revoke = { $person } のロール { $role } の解除
setup-effect-dm = { $person } への DM（{ $what }）
setup-effect-grant-somebody = 会員の方へのロール { $role } の付与
setup-effect-kick = { $person } のサーバーからの退出
setup-effect-kick-somebody = 会員の方のサーバーからの退出
setup-effect-revoke-somebody = 会員の方のロール { $role } の解除
setup-effect-dm-somebody = 会員の方への DM（{ $what }）
setup-effect-at = { $what }（{ $place }）
setup-effect-alert = 運営者へのお知らせ
setup-effect-other = Discord への操作
setup-thing-kick = 「メンバーをキック」の権限
setup-thing-pin = ピン留めする権限
setup-thing-somebody = 会員の方（どなたかは「/サロン 状態」に表示されます）

## 止まっている理由と直し方
setup-why-filtered = Discord の自動モデレーションに止められました。サーバー設定 → AutoMod をご確認ください。
setup-why-needs-tag = フォーラムで投稿のタグが必須なのに、付けられるタグがありません。フォーラムに質問用のタグを追加してください。
setup-why-threads-full = 開いているスレッドの数が Discord の上限に達しています。使わないスレッドを閉じてください。
setup-why-refused = Discord に受け付けられませんでした。
setup-why-unsure = 届いたかどうかを確かめられません。投稿先でボットに「メッセージ履歴を読む」が許可されているかご確認ください。
setup-why-unreadable = 保存された内容を読み取れません。新しい版の salon で直ることがあります。
setup-why-other = 送れませんでした。
setup-mend-role = サーバー設定 → ロールで、ボットのロールをこのロールより上に移し、「ロールの管理」を許可してください。
setup-mend-kick = サーバー設定 → ロールで、ボットに「メンバーをキック」を許可してください。退出が不要であれば、「/プラン 編集」で終了後の扱いを変えてください。
setup-mend-pin = チャンネルの権限で、ボットに「メッセージをピン留め」を許可してください。
setup-mend-role-gone = このロールは削除されています。「/プラン 編集」で新しいロールに差し替えてください。
setup-mend-channel = チャンネルの権限で、ボットに「チャンネルを見る」「メッセージを送信」「埋め込みリンク」「メッセージ履歴を読む」を許可してください。質問用と失敗談用のチャンネルでは「ファイルを添付」「公開スレッドの作成」「非公開スレッドの作成」「スレッドでメッセージを送信」「スレッドの管理」も必要です。
setup-mend-channel-gone = このチャンネルは削除されています。設定ファイルのチャンネルか配信枠を直してください。
setup-mend-other = 相手の方がサーバーに在籍しているかご確認ください。

## バックアップ
setup-backup-done =
    💾 バックアップを作り、中身を確かめました：{ $file }（{ NUMBER($kib) } KiB）。ファイル名の日時は UTC です。
    { $holds }
    データフォルダーの backups にあります。会員の文章が入っていますので、写しを別の安全な場所にも保管してください。
