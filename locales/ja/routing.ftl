# 質問の案内：だれに、いつ知らせるか

## コマンド
cmd-questions-unanswered = 未回答
    .description = 回答を待っている質問を、待ち時間の長い順に表示します
    .example = /質問一覧 未回答
cmd-question-why = 案内先
    .description = 質問をだれに案内したか、その理由と次の予定を表示します
    .number = 番号
    .number-description = 質問の番号（質問のスレッドの中では省略できます）
    .example = /質問管理 案内先 番号:12

## 未回答の一覧
unanswered-late = ⏰ 24 時間以上お待ちの質問
unanswered-waiting = 回答待ちの質問（古い順）
unanswered-empty = 回答を待っている質問はありません。

## メンターへの案内
route-wanted = 質問 #{ $number }「{ $title }」が回答を待っています（{ $why }）。お手すきでしたらご覧ください。難しいときは、そのままで大丈夫です。
route-why-both = { $field }・{ $years }
route-why-field = { $field }
route-why-any = メンターの皆さんへ
route-years-ahead = { $years }年上
route-years-same = 同学年
route-years-behind = { $years }年下

## 運営者への案内
route-unanswered = ⏰ 質問 #{ $number } にまだ回答がありません（受付：{ $since }）。
route-unanswered-answered = 質問 #{ $number } に回答がつきました。
route-unanswered-over = 質問 #{ $number } は回答待ちではなくなりました。

## 案内先の説明
route-why = 質問 #{ $number } の案内先
route-why-nobody = まだだれにも案内していません。
route-why-more = ほかにもあります。
route-next = 次の案内：{ $stage }（{ $due }）
route-next-stands = 次の案内：{ $stage }（いまは止まっています）
route-next-none = 次の案内はありません。
route-told = { $stage }：{ $mentor } さんに案内（{ $at }・{ $why }・担当中 { NUMBER($load) } 件）
route-waits = { $stage }：{ $mentor } さんには静かな時間が終わる { $at } に案内（{ $why }・担当中 { NUMBER($load) } 件）
route-passed-over = { $stage }：{ $mentor } さんは見送り（{ $why }）
route-stage-join = スレッドへの参加
route-stage-near = 近い年次
route-stage-field = 分野の全員
route-stage-owner = 運営者
route-reason-former = 以前の担当
route-reason-away = お休み中
route-reason-no-messages = 案内を希望していない
route-reason-full = 担当が上限
route-reason-not-eligible = 対象外

question-effect-unanswered = 質問 #{ $number } に回答がないというお知らせ
