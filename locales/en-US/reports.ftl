## Figures
cmd-report = report
    .description = Looks back in figures
cmd-report-questions = questions
    .description = What was promised (95 % within 24 hours) against what came true, by month
    .month = month
    .month-description = Such as 2026-11 (left out: the last month and this one)
    .example = /report questions month:2026-11
cmd-mentor-stats = stats
    .description = Shows what you have answered, to you alone
    .example = /mentor stats

report-no-month = Please type the month like this: 2026-11
report-questions = Figures of questions
report-hours = { $hours } h
report-month = **{ $month }** { $asked } questions
report-promise-open = First answer within 24 hours: nothing to count yet (promised { $promised } %)
report-promise-kept = ✅ First answer within 24 hours: { $percent } % ({ $part } of { $of }, promised { $promised } %)
report-promise-broken = ⚠️ First answer within 24 hours: { $percent } % ({ $part } of { $of }, promised { $promised } %)
report-first = To the first answer: median { $median }, 95th percentile { $slow }
report-resolution = To the resolution: median { $median }, 95th percentile { $slow }
report-counts = Waiting now { $unanswered }, reopened { $reopened }, resolved by itself { $auto }
report-ends = Duplicates { $duplicates }, withdrawn { $withdrawn }
report-no-rating = Rating: none yet
report-rating = Rating: { $mean } on average of { $count }
report-line = · { $kind } / { $field }: { $asked }, within 24 hours { $share }

report-own = **What you have done** (nobody else sees this)
report-own-answered = Questions answered: { $answered } (median from the question to your answer { $median })
report-own-thanks = ❤ Thanks: { $thanks }
report-own-rating = Ratings of questions you answered: { $mean } on average of { $count }
report-own-no-rating = Ratings of questions you answered: shown from { $fewest } on
report-own-claims = Claimed at present: { $claims }

report-head-number = number
report-head-kind = kind
report-head-field = field
report-head-state = state
report-head-asked = asked
report-head-answered = first answer
report-head-resolved = resolved
report-head-first-minutes = minutes to the first answer
report-head-resolution-minutes = minutes to the resolution
report-head-stars = rating
