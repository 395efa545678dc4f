# 視聴済み・確認問題・評価・学習記録
learning-button-watched = 視聴済み
learning-button-mark = 視聴済みにする
learning-button-unmark = 未視聴に戻す
learning-marked = 視聴済みにしました。
learning-unmarked = 未視聴に戻しました。
learning-button-check = 確認問題
learning-button-rate = 評価する
learning-button-ratings = 評価を見る
learning-button-log = 学習記録（CSV）
learning-private = 視聴済みの印は、ご本人だけに表示されます

## 確認問題
cmd-lecture-check = 確認問題
    .description = 講義の確認問題を表示し、追加や削除をします（5問まで）
    .lecture = 講義
    .lecture-description = どの講義か（候補から選択）
    .example = /講義管理 確認問題 講義:本気出して考える高血圧 #3 二次性高血圧を疑うとき
check-head = **問{ $n } / { $of }**
check-private = 解答と結果は、ご本人だけに表示されます
check-right = **正解です**
check-wrong = **不正解です**（正解は { $place }）
check-next = 次の問題
check-passed = 🎉 **合格です**（{ $right } / { $of }問正解）
check-failed = **{ $right } / { $of }問正解でした。** { $pass }%以上の正解で合格です。何度でも挑戦できます。
check-again = もう一度解く
check-item = **問{ $place }**
check-add = 問題を追加
check-off = 問{ $place }を削除
check-list-empty = 確認問題はまだありません。
check-list-footer = 変更するときは、削除してから追加してください。これまでの解答はそのまま残ります
check-form = 確認問題の追加
check-added = 確認問題を追加しました。
check-retired = 確認問題を削除しました。
check-what-question = 問題
check-hint-question = 例：診察室血圧を測るとき、正しいのはどれですか
check-what-choices = 選択肢（1行に1つ、2〜5個）
check-hint-choices = 正解の行は * で始めてください
check-what-explanation = 解説
check-hint-explanation = 解答のあとに表示されます
check-choices-count = 選択肢は、1行に1つずつ、2〜5個入力してください。
check-choice-too-long = 選択肢は、1つ{ NUMBER($max) }文字までにしてください。
check-choices-star = 正解の選択肢を1つだけ * で始めてください。
check-full = 確認問題は1つの講義に{ NUMBER($max) }問までです。追加するには、先にどれかを削除してください。
check-none = この講義には確認問題がありません。
check-changed = この問題は変更されました。もう一度「確認問題」を押してください。

## 評価
rate-ask = この講義はいかがでしたか。★の数を選んでください。
rate-own = あなたの評価：{ $stars }
rate-say = ひとことを書く
rate-what-comment = 講師へのひとこと
rate-private = 評価とひとことは、お名前を出さずに講師と運営者だけに表示します
rate-list = { $name } の評価：平均 { $average }（{ NUMBER($count) }件）
rate-stars = ★
rate-list-few = { $name } の評価：{ NUMBER($count) }件
rate-few = 評価した方が分からないように、星の数は{ NUMBER($enough) }件以上になってから表示します。
rate-only-members = 評価は会員の方だけができます。講師ご本人の評価は平均に入りません。
rate-list-empty = ひとことはまだありません。
rate-stars-first = 先に★の数を選んでください。
rate-not-lecturer = 評価と質問を見られるのは、この講義の講師と運営者だけです。

## 学習記録
log-file = あなたの学習記録です。単位や受講の認定を示すものではありません。
log-empty = 学習記録はまだありません。講義を視聴するか、視聴済みにすると記録されます。
log-series = シリーズ
log-number = 回
log-title = タイトル
log-minutes = 分
log-opened = 初めて視聴リンクを表示した日時
log-openings = 視聴リンクの表示回数
log-watched = 視聴済みにした日時
log-best = 確認問題の最高正答率
log-passed = 合格した日時
log-percent = { $percent }%
