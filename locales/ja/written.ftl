## スレッドに書かれた言葉
question-card-mark = スレッドに回答を書いたとき
question-card-mark-how = そのメッセージを右クリック（長押し）→ アプリ →「回答にする」を選ぶと、回答として記録されます。
question-unsolved = まだ解決していないときは、下のボタンで質問をもう一度開けます。お礼だけでしたら、そのままで大丈夫です。
question-button-unsolved = まだ解決していない

menu-mark-as-answer = 回答にする
    .description = 質問のスレッドに書かれたメンターのメッセージを、回答として記録します
    .who = メンターと運営者、その質問をした方
question-mark-done = このメッセージを質問 #{ $number } の回答として記録しました。
question-mark-no-thread = 「回答にする」は、質問のスレッドの中のメッセージに使えます。
question-mark-not-yours = 「回答にする」を使えるのは、メンターと、この質問をした方だけです。
question-mark-bot = ボットの投稿は回答として記録できません。メンターが書いたメッセージを選んでください。
question-mark-own = 質問した方ご本人のメッセージは、回答として記録できません。
question-mark-no-mentor = 回答として記録できるのは、メンターが書いたメッセージだけです。

question-effect-unsolved = 質問 #{ $number } をもう一度開くための案内

check-content = メッセージの内容を読む権限（Message Content Intent）：有効
check-content-missing = メッセージの内容を読めません。Developer Portal → Bot → Message Content Intent を有効にするか、discord.message_content を false にしてください。
