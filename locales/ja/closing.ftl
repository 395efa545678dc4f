## 解決のとき
cmd-questions-show = 表示
    .description = 質問を 1 件、回答といっしょに表示します（スレッドがなくても見られます）
    .number = 番号
    .number-description = 質問の番号
    .example = /質問一覧 表示 番号:12
    .who = 会員、メンター、運営者、その質問をした方
question-show-more = 続きは質問のスレッドでご覧ください。

question-closing = 質問 #{ $number } は解決済みです。ありがとうございました。
question-closing-rate = **役に立ちましたか？**　1（いいえ）〜 5（とても）
question-closing-rated = **役に立ちましたか？**　{ $stars } と答えました。ありがとうございます。
question-closing-consent = **アーカイブに載せてもよいですか？**　載せると、ほかの会員が検索して読めるようになります。選ばないうちは載りません。
question-closing-consent-given = **アーカイブ**　載せてよい、と答えました。
question-closing-consent-refused = **アーカイブ**　載せない、と答えました。
question-closing-later = あとから変えるときは「/質問一覧 表示 番号:{ $number }」をお使いください。
question-closing-yes = はい、載せてよい
question-closing-no = いいえ、載せない
question-closing-thank = ❤ お礼を伝える
question-closing-open = #{ $number } の感想

question-card-closes = 自動で解決
question-card-closes-when = { $at }（どなたかが書き込むと延びます）

question-notice-warned = あなたの質問 #{ $number }「{ $title }」に回答がついてから、しばらく書き込みがありません。このままですと { $closes }に解決済みになります。
    解決したときは、質問のカードの「解決する」を押すか「/質問管理 解決 番号:{ $number }」を、まだのときは「再開する」を押すか「/質問管理 再開 番号:{ $number }」をお使いください。スレッドに一言書き込むだけでも、開いたままになります。
question-notice-resolved = あなたの質問 #{ $number }「{ $title }」は解決済みになりました。まだ解決していないときは、いつでも「/質問管理 再開 番号:{ $number }」で再開できます。役に立ったかどうかを「/質問一覧 表示 番号:{ $number }」からお聞かせください。
question-notice-auto-resolved = あなたの質問 #{ $number }「{ $title }」は、しばらく書き込みがなかったため解決済みにしました。続きがあるときは、いつでも「/質問管理 再開 番号:{ $number }」で再開できます。役に立ったかどうかを「/質問一覧 表示 番号:{ $number }」からお聞かせください。
question-notice-thanks = ❤ 質問 #{ $number }「{ $title }」の質問者から、お礼が届きました。ご回答ありがとうございました。

question-refused-not-yours-to-rate = 感想やお礼を伝えられるのは、その質問をした方だけです。
question-refused-not-resolved = この質問はいま解決済みではありません。解決したあとにお使いください。
question-refused-thanked = お礼はすでにお届けしています。
