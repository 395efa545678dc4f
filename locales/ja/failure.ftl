# 失敗談：メンターと運営者だけに話す

question-kind-failure = 失敗談
question-part-happened = 何が起きましたか
question-part-learnt = 気づいたこと・学んだこと
question-part-to-hear = 聞きたいこと
question-hint-happened = 責める人はいません。氏名・ID・病院名・正確な日付は書かず、日付は「第3病日」のように書いてください
question-hint-learnt = いま振り返って思うこと。まとまっていなくて構いません
question-hint-to-hear = 例：どこで防げたか、このあとどうすればよいか。聞いてもらうだけでも構いません
question-card-confidential = 🔒 公開範囲
question-card-confidential-who = 質問者・メンター・運営者だけ
question-preview-confidential =
    まだ投稿していません。投稿すると下のように表示されます（番号は投稿したときに決まります）。
    🔒 { $channel } の中の非公開スレッドに投稿します。読めるのは、あなた、メンター、運営者、サーバーの管理権限のある方だけです。あなたのお名前はその方々に見えます。ほかの会員の一覧やアーカイブには載りません。
    投稿しない場合、この下書きは { $until } に消えます。
question-list-line-confidential = 🔒 質問 #{ $number } { $title }（{ $state }・{ $asked }）
question-list-confidential = 🔒 の質問のスレッドは、担当するか回答すると開けるようになります。先に読むときは「/質問一覧 表示」をお使いください。
question-closing-confidential = **アーカイブ**　失敗談は載りません。
question-refused-nowhere-confidential = 失敗談を投稿できるチャンネルがまだありません。メンターと運営者だけが読める非公開スレッドには、テキストチャンネルが必要です。運営者に、設定の channels.confidential にテキストチャンネルを指定するようお伝えください。
question-refused-confidential = 質問 #{ $number } を読めるのは、質問者、メンター、運営者だけです。
question-refused-confidential-original = 質問 #{ $number } は質問者、メンター、運営者だけが読めるものなので、まとめる先にはできません。
question-refused-never-archived = 失敗談はアーカイブには載りません。
question-effect-out = 質問 #{ $number } のスレッドから、メンターでなくなった方を外す処理
