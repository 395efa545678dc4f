# Watched marks, self-checks, ratings and the study log
learning-button-watched = Watched
learning-button-mark = Mark as watched
learning-button-unmark = Not watched yet
learning-marked = Marked as watched.
learning-unmarked = The mark is taken back.
learning-button-check = Self-check
learning-button-rate = Rate
learning-button-ratings = See ratings
learning-button-log = Study log (CSV)
learning-private = Only you see what you marked as watched

## Self-checks
cmd-lecture-check = check
    .description = Shows the self-check of a lecture, to add and delete questions (five at most)
    .lecture = lecture
    .lecture-description = Which lecture; choose from the list
    .example = /lecture check lecture:Hypertension in earnest #3 When to suspect a secondary cause
check-head = **Question { $n } of { $of }**
check-private = Only you see your answers and results
check-right = **That is right**
check-wrong = **That is not right** (the answer is { $place })
check-next = Next question
check-passed = 🎉 **Passed** ({ $right } of { $of } right)
check-failed = **{ $right } of { $of } right.** { $pass }% are needed to pass. You can try as often as you like.
check-again = Try again
check-item = **Question { $place }**
check-add = Add a question
check-off = Delete { $place }
check-list-empty = There are no questions yet.
check-list-footer = To change one, delete it and add it anew; what was answered stays as it is
check-form = Add a question
check-added = The question is added.
check-retired = The question is deleted.
check-what-question = Question
check-hint-question = Such as: Which of these is right when you measure blood pressure?
check-what-choices = Choices (one a line, 2 to 5)
check-hint-choices = Begin the right one with *
check-what-explanation = Explanation
check-hint-explanation = Shown after answering
check-choices-count = Please give 2 to 5 choices, one a line.
check-choice-too-long = A choice has at most { NUMBER($max) } characters.
check-choices-star = Please begin exactly one choice, the right one, with *.
check-full = A lecture has at most { NUMBER($max) } questions. To add one, delete another first.
check-none = There are no questions about this lecture.
check-changed = This question was changed. Please press Self-check again.

## Ratings
rate-ask = How was this lecture? Choose how many stars it gets.
rate-own = Your rating: { $stars }
rate-say = Say something
rate-what-comment = Words for the lecturer
rate-private = Only the lecturer and the owner see it, without your name
rate-list = { $name }: { $average } on average ({ NUMBER($count) } ratings)
rate-stars = Stars
rate-list-few = Ratings of { $name }: { NUMBER($count) }
rate-few = So that nobody can tell whose they are, stars are shown from { NUMBER($enough) } ratings on.
rate-only-members = Only members rate lectures. What a lecturer gave their own lecture does not count in its average.
rate-list-empty = Nobody has said anything yet.
rate-stars-first = Please choose the stars first.
rate-not-lecturer = Only the lecturer and the owner see the ratings and questions.

## Study log
log-file = This is your study log. It certifies neither credits nor attendance.
log-empty = There is nothing in your study log yet. Watch a lecture, or mark one as watched.
log-series = Series
log-number = Number
log-title = Title
log-minutes = Minutes
log-opened = Link first shown
log-openings = Times the link was shown
log-watched = Marked as watched
log-best = Best self-check
log-passed = Passed
log-percent = { $percent }%
