# サロンの状態（運営者）
cmd-salon = サロン
    .description = サロンの設置状況を確認します
    .example = /サロン 状態
cmd-salon-status = 状態
    .description = Discord への反映待ち・停止中の処理と、ロールの照合結果を表示します
    .example = /サロン 状態
setup-title = サロンの状態
setup-queue-empty = ✅ Discord への反映待ちはありません
setup-queue = ⏳ 反映待ち { NUMBER($waiting) } 件（最も古いもの { $oldest }）
setup-roles = 👥 会員 { NUMBER($members) } 人。ロールの照合 { $at }、食い違い { NUMBER($drift) } 件
setup-roles-unknown = 👥 会員 { NUMBER($members) } 人。ロールの照合はまだ終わっていません
setup-paused = ⚠️ { $what } への操作が拒否され、{ NUMBER($count) } 件が待っています。ボットのロールの位置と権限をご確認ください
setup-held = 🛑 停止中 { $effect }：{ $why }
setup-held-more = ほかに { NUMBER($count) } 件が停止中です
setup-button-retry = 先頭をもう一度送る
setup-button-discard = 先頭を取りやめる
setup-not-held = この処理はもう停止していません。「/サロン 状態」で最新の状態をご確認ください。
