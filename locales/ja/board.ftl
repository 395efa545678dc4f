# 質問ボタンの投稿

cmd-question-board = ボタン
    .description = このチャンネルに「質問する」ボタンを投稿してピン留めします（前のものは置き換えます）
    .example = /質問管理 ボタン
board-title = 質問はこちらから
board-what = 下のボタンを押すと、種類や分野を選んで質問できます。投稿の前に、表示を確かめられます。質問は { $channel } に載り、メンターの回答もそこに届きます。
board-failures = 「失敗談」を選ぶと、メンターと運営者だけが読みます。
board-anonymous = 「匿名で次へ」を押すと、お名前を出さずに質問できます。
board-button = 質問する
board-done = 「質問する」ボタンを投稿して、ピン留めします。すでにあった場合は置き換えます。
board-lost = ⚠️ { $channel } の「質問する」ボタンが見つかりません（削除されたようです）。必要なときは、そのチャンネルで「/質問管理 ボタン」と入力すると、投稿し直します。
board-effect-post = 「質問する」ボタンの投稿
board-effect-pin = 「質問する」ボタンのピン留め
board-effect-gone = 前の「質問する」ボタンの削除
board-effect-lost = 「質問する」ボタンが見つからないというお知らせ
