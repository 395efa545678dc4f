# 質問の歩み：担当の引き継ぎ、追加情報、重複、終了

## コマンド
cmd-question-transfer = 引き継ぐ
    .description = 担当を別のメンターに引き継ぎます
    .to = 引き継ぎ先
    .to-description = 次に担当するメンター
    .number = 番号
    .number-description = 質問の番号（質問のスレッドの中では省略できます）
    .example = /質問管理 引き継ぐ 引き継ぎ先:@山田 番号:12
    .who = 担当中の方と運営者
cmd-question-opinion = 意見を聞く
    .description = 別のメンターにも意見を聞きます（担当は変わりません）
    .of = 相手
    .of-description = 意見を聞きたいメンター
    .number = 番号
    .number-description = 質問の番号（質問のスレッドの中では省略できます）
    .example = /質問管理 意見を聞く 相手:@山田 番号:12
    .who = 質問者本人、メンター、運営者
cmd-question-needs-info = 追加情報
    .description = 質問者に追加の情報を求めます。入力画面が開きます
    .number = 番号
    .number-description = 質問の番号（質問のスレッドの中では省略できます）
    .example = /質問管理 追加情報 番号:12
    .who = 質問者本人以外のメンターと運営者
cmd-question-duplicate = 重複
    .description = 以前の質問と同じ内容としてまとめます
    .of = 元の質問
    .of-description = 先にあった質問の番号
    .number = 番号
    .number-description = まとめる質問の番号（質問のスレッドの中では省略できます）
    .example = /質問管理 重複 元の質問:8 番号:12
cmd-question-expire = 終了
    .description = 回答がまだの質問を、不要になったとして終了します
    .number = 番号
    .number-description = 質問の番号（質問のスレッドの中では省略できます）
    .example = /質問管理 終了 番号:12
    .who = 質問者本人と運営者

## 入力画面
question-form-info = 質問 #{ $number } の追加情報を求める
question-form-reply = 質問 #{ $number } に追加情報を書く
question-part-info = 確認したいこと
question-part-reply = 追加情報
question-hint-info = 回答に必要な情報を、箇条書きで。例：腎機能、内服薬、発症からの時間
question-hint-reply = 氏名・ID・病院名・正確な日付は書かないでください

## カード
question-card-opinions = 意見を依頼
question-card-duplicate-of = 同じ内容の質問
question-button-needs-info = 追加情報を求める
question-button-reply = 追加情報を書く
question-button-contest = これは別の質問です
question-info-by = { $mentor } さんから、追加で教えてほしいこと
question-reply-by = { $asker } さんの追加情報

## お知らせ
question-notice-needs-info = あなたの質問 #{ $number }「{ $title }」について、メンターが追加の情報を求めています。質問のスレッドにそのまま書き込むか、「追加情報を書く」を押してください。
question-notice-replied = 質問 #{ $number }「{ $title }」に、質問者が追加情報を書きました。
question-notice-passed-on = 質問 #{ $number }「{ $title }」の担当が、あなたに引き継がれました。12 時間以内の回答をお願いします。難しいときは「担当を外れる」を押していただければ大丈夫です。
question-notice-passed-on-waiting = 質問 #{ $number }「{ $title }」の担当が、あなたに引き継がれました。いまは質問者の追加情報を待っています。届いたらお知らせします。
question-notice-taken-over = 質問 #{ $number }「{ $title }」の担当は、別のメンターに引き継がれました。ありがとうございました。
question-notice-opinion = 質問 #{ $number }「{ $title }」について、あなたの意見を聞きたいという依頼がありました。お手すきのときにお願いします。
question-notice-lapsed = 質問 #{ $number }「{ $title }」は 12 時間がたったため、受付中に戻しました。お忙しいところありがとうございました。担当でなくても、回答はいつでもできます。
question-notice-released = 質問 #{ $number }「{ $title }」の担当は、運営者が外しました。担当でなくても、回答はいつでもできます。
question-notice-withdrawn = ご担当の質問 #{ $number }「{ $title }」は、質問者が取り下げました。ありがとうございました。
question-notice-expired = あなたの質問 #{ $number }「{ $title }」は、運営者が終了にしました。続きがあるときは「再開する」を押してください。
question-notice-expired-claimed = ご担当の質問 #{ $number }「{ $title }」は終了になりました。ありがとうございました。
question-notice-double = あなたの質問 #{ $number }「{ $title }」は、質問 #{ $of } と同じ内容としてまとめられました。別の質問であれば、あなたの質問のカードの「これは別の質問です」を押すと再開します。元の質問はこちらです。
question-notice-double-claimed = ご担当の質問 #{ $number }「{ $title }」は、同じ内容の別の質問にまとめられました。

## 返事
question-done = 質問 #{ $number } を更新しました。
question-done-release-waiting = 質問 #{ $number } の担当を外れました。質問者の追加情報を待っている状態は変わりません。
question-done-transfer = 質問 #{ $number } の担当を { $mentor } さんに引き継ぎました。
question-done-opinion = 質問 #{ $number } について、{ $mentor } さんに意見を依頼しました。
question-done-info = 質問 #{ $number } の質問者に、追加情報をお願いしました。
question-done-reply = 質問 #{ $number } の追加情報を受け付けました。まもなくスレッドに投稿されます。
question-done-duplicate = 質問 #{ $number } を、同じ内容の質問としてまとめました。質問者には、元の質問をお知らせします。
question-done-expire = 質問 #{ $number } を終了にしました。

## お断り
question-refused-duplicate-of-some = この質問は、同じ内容の別の質問にまとめられています。
question-refused-nothing-asked = この質問には、いま追加情報の依頼はありません。補足はスレッドにそのまま書き込めます。
question-refused-resolve-instead = 回答のついた質問です。終わりにするときは「解決する」を押してください。
question-refused-not-held = この質問は確認中ではありません。
question-refused-own-held = ご自分の質問の確認は、ほかのメンターか運営者が行います。
question-refused-not-idle = この質問はまだ自動では解決になりません。
question-refused-not-yours-to-reply = 追加情報を書けるのは質問者だけです。
question-refused-not-yours-to-expire = 質問を終了にできるのは、質問者と運営者だけです。
question-refused-not-yours-to-ask-on = ほかのメンターに意見を聞けるのは、質問者、メンター、運営者だけです。
question-refused-no-mentor = { $person } さんはメンターではありません。メンターを選んでください。
question-refused-askers-own = 質問者本人には頼めません。別のメンターを選んでください。
question-refused-theirs-already = { $person } さんには、すでにこの質問をお願いしています。
question-refused-enough-opinions = この質問では、すでに 3 人のメンターに意見を聞いています。
question-refused-duplicate-of-itself = 質問を、その質問自身にまとめることはできません。元の質問の番号を確認してください。
question-refused-no-original = 質問 #{ $number } は、いま見られる質問ではありません。元の質問の番号を確認してください。

## 処理の呼び名
question-effect-remark = 質問 #{ $number } の追加情報のやりとりの投稿
question-effect-notice = 質問 #{ $number } についてのお知らせ
