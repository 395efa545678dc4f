# Who is told of a question, and when

## Commands
cmd-questions-unanswered = unanswered
    .description = Shows questions that wait for an answer, the longest waiting first
    .example = /questions unanswered
cmd-question-why = why
    .description = Shows who was told of a question, why, and what comes next
    .number = number
    .number-description = The question's number (not needed in its thread)
    .example = /question why number:12

## The list of what is unanswered
unanswered-late = ⏰ Waiting for more than 24 hours
unanswered-waiting = Waiting for an answer (oldest first)
unanswered-empty = No question is waiting for an answer.

## To mentors
route-wanted = Question #{ $number } “{ $title }” is waiting for an answer ({ $why }). Please have a look if you have a moment; if not, there is nothing you need to do.
route-why-both = { $field }, { $years }
route-why-field = { $field }
route-why-any = to all mentors
route-years-ahead = { $years ->
    [one] 1 year ahead
   *[other] { $years } years ahead
}
route-years-same = same year
route-years-behind = { $years ->
    [one] 1 year behind
   *[other] { $years } years behind
}

## To the owner
route-unanswered = ⏰ Question #{ $number } has no answer yet (waiting since { $since }).
route-unanswered-answered = Question #{ $number } has been answered.
route-unanswered-over = Question #{ $number } no longer waits for an answer.

## Why it went to whom
route-why = Who was told of question #{ $number }
route-why-nobody = Nobody has been told yet.
route-why-more = There are more.
route-next = Next: { $stage } ({ $due })
route-next-stands = Next: { $stage } (on hold for now)
route-next-none = Nobody else will be told.
route-told = { $stage }: { $mentor } was told ({ $at }; { $why }; { NUMBER($load) } claimed)
route-waits = { $stage }: { $mentor } will be told when their quiet hours end, { $at } ({ $why }; { NUMBER($load) } claimed)
route-passed-over = { $stage }: { $mentor } was passed over ({ $why })
route-stage-join = followers of the thread
route-stage-near = nearest in year
route-stage-field = the whole field
route-stage-owner = the owner
route-reason-former = had claimed it before
route-reason-away = away
route-reason-no-messages = wants no such messages
route-reason-full = has as many as they take
route-reason-not-eligible = not eligible

question-effect-unanswered = notice that question #{ $number } has no answer
