# 質問の下書き：入力画面と投稿のあいだ

question-preview =
    まだ投稿していません。投稿すると下のように表示されます（番号は投稿したときに決まります）。
    投稿先は { $channel } です。このチャンネルを見られる方全員に、あなたのお名前とともに表示されます。
    投稿しない場合、この下書きは { $until } に消えます。
question-preview-more = 文章が長いため、続きは別の投稿（{ NUMBER($count) } 件）に分かれます。
question-button-post = 投稿する
question-button-edit = 修正する
question-button-cancel = やめる
question-done-cancel = 質問をやめました。下書きは消去し、何も投稿していません。
question-refused-draft-gone = この下書きはもうありません。期限（24 時間）が切れたか、「やめる」が押されています。「/質問する」からやり直してください。
question-refused-draft-foreign = この下書きはほかの方のものです。「/質問する」からご自分の画面を開いてください。
question-refused-draft-used = この内容はすでに質問 #{ $number } として受け付けています。
question-refused-draft-used-at = この内容はすでに質問 #{ $number } として投稿しています。{ $link }
menu-ask-as-a-question = 質問として投稿
    .description = 自分のメッセージを「状況」に入れて、質問の入力画面を開きます。種類・分野などは先に選びます
question-choose = 種類や分野を選び、「次へ」を押すと入力画面が開きます。メッセージから始めたときは、その文章が「状況」に入っていて、直すこともできます。
question-button-next = 次へ
question-refused-foreign-message = 質問にできるのは、ご自分のメッセージだけです。
