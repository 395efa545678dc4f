## 数字
cmd-report = 集計
    .description = 数字で振り返ります
cmd-report-questions = 質問
    .description = 質問の約束（24 時間以内に 95 %）と実際を、月ごとに表示します
    .month = 月
    .month-description = 例：2026-11（省略すると先月と今月）
    .example = /集計 質問 月:2026-11
cmd-mentor-stats = 自分の記録
    .description = ご自分の回答の記録を表示します（ほかの方には見えません）
    .example = /メンター 自分の記録

report-no-month = 月は「2026-11」のように入力してください。
report-questions = 質問の集計
report-hours = { $hours } 時間
report-month = **{ $month }**　質問 { $asked } 件
report-promise-open = 24 時間以内の初回回答：まだ集計できる質問がありません（約束 { $promised } %）
report-promise-kept = ✅ 24 時間以内の初回回答：{ $percent } %（{ $of } 件中 { $part } 件、約束 { $promised } %）
report-promise-broken = ⚠️ 24 時間以内の初回回答：{ $percent } %（{ $of } 件中 { $part } 件、約束 { $promised } %）
report-first = 初回回答まで：中央値 { $median }、95 % 点 { $slow }
report-resolution = 解決まで：中央値 { $median }、95 % 点 { $slow }
report-counts = 回答待ち { $unanswered } 件、再開 { $reopened } 件、自動で解決 { $auto } 件
report-ends = 重複 { $duplicates } 件、取り下げ { $withdrawn } 件
report-no-rating = 評価：まだありません
report-rating = 評価：平均 { $mean }（{ $count } 件）
report-line = ・{ $kind } / { $field }：{ $asked } 件、24 時間以内 { $share }

report-own = **あなたの記録**（ほかの方には見えません）
report-own-answered = 回答した質問：{ $answered } 件（質問からあなたの回答まで、中央値 { $median }）
report-own-thanks = ❤ お礼：{ $thanks } 件
report-own-rating = 回答した質問の評価：平均 { $mean }（{ $count } 件）
report-own-no-rating = 回答した質問の評価：{ $fewest } 件以上になると表示します
report-own-claims = 担当中：{ $claims } 件

report-head-number = 番号
report-head-kind = 種類
report-head-field = 分野
report-head-state = 状態
report-head-asked = 質問日時
report-head-answered = 初回回答日時
report-head-resolved = 解決日時
report-head-first-minutes = 初回回答まで（分）
report-head-resolution-minutes = 解決まで（分）
report-head-stars = 評価
