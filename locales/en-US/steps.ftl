# The steps of a question: a claim passed on, more that is asked, doubles, giving up

## Commands
cmd-question-transfer = transfer
    .description = Passes a claim on to another mentor
    .to = to
    .to-description = The mentor who takes it on
    .number = number
    .number-description = The question's number (not needed inside its thread)
    .example = /question transfer to:@Yamada number:12
    .who = The claimer and the owner
cmd-question-opinion = opinion
    .description = Asks another mentor, too (whoever claimed it keeps it)
    .of = of
    .of-description = The mentor whose opinion is wanted
    .number = number
    .number-description = The question's number (not needed inside its thread)
    .example = /question opinion of:@Yamada number:12
    .who = The asker, mentors and the owner
cmd-question-needs-info = needs-info
    .description = Asks the asker for more. A form opens
    .number = number
    .number-description = The question's number (not needed inside its thread)
    .example = /question needs-info number:12
    .who = Mentors and the owner, but not the asker
cmd-question-duplicate = duplicate
    .description = Joins a question with an earlier one about the same thing
    .of = of
    .of-description = The number of the earlier question
    .number = number
    .number-description = The question that is joined with it (not needed inside its thread)
    .example = /question duplicate of:8 number:12
cmd-question-expire = expire
    .description = Closes a question that has no answer and is not needed any more
    .number = number
    .number-description = The question's number (not needed inside its thread)
    .example = /question expire number:12
    .who = The asker and the owner

## Forms
question-form-info = Ask for details on question #{ $number }
question-form-reply = Add details to question #{ $number }
question-part-info = What is missing
question-part-reply = Details
question-hint-info = What you need for an answer, as a list: renal function, drugs, time since onset
question-hint-reply = No names, IDs, hospitals or exact dates, please

## The card
question-card-opinions = Asked, too
question-card-duplicate-of = Same as
question-button-needs-info = Ask for details
question-button-reply = Add details
question-button-contest = Not the same question
question-info-by = { $mentor } would like to know
question-reply-by = Details from { $asker }

## Notices
question-notice-needs-info = A mentor asks for details on your question #{ $number } “{ $title }”. Write in its thread, or press “Add details”.
question-notice-replied = The asker of question #{ $number } “{ $title }” added details.
question-notice-passed-on = Question #{ $number } “{ $title }” was passed on to you. Please answer within 12 hours; if you cannot, just press “Release”.
question-notice-passed-on-waiting = Question #{ $number } “{ $title }” was passed on to you. It is waiting for details from the asker; you are told when they come.
question-notice-taken-over = Another mentor has taken over question #{ $number } “{ $title }”. Thank you.
question-notice-opinion = Somebody would like your opinion on question #{ $number } “{ $title }”. Whenever you have a moment.
question-notice-lapsed = Twelve hours have passed, so question #{ $number } “{ $title }” is open to everyone again. Thank you for looking at it. You can still answer any time.
question-notice-released = The owner let go your claim of question #{ $number } “{ $title }”. You can still answer any time.
question-notice-withdrawn = The asker withdrew question #{ $number } “{ $title }”, which you had claimed. Thank you.
question-notice-expired = The owner closed your question #{ $number } “{ $title }”. If there is more to say, press “Reopen”.
question-notice-expired-claimed = Question #{ $number } “{ $title }”, which you had claimed, was closed. Thank you.
question-notice-double = Your question #{ $number } “{ $title }” was joined with question #{ $of }, which is about the same thing. If it is not, press “Not the same question” on the card of yours, and it is open again. The earlier one is here.
question-notice-double-claimed = Question #{ $number } “{ $title }”, which you had claimed, was joined with another one about the same thing.

## Replies
question-done = Question #{ $number } is updated.
question-done-release-waiting = Your claim of question #{ $number } is let go. It still waits for details from the asker.
question-done-transfer = Question #{ $number } is passed on to { $mentor }.
question-done-opinion = { $mentor } is asked for an opinion on question #{ $number }.
question-done-info = The asker of question #{ $number } is asked for details.
question-done-reply = Your details for question #{ $number } are taken in and will soon be in the thread.
question-done-duplicate = Question #{ $number } is joined with the earlier one. Its asker is told where to look.
question-done-expire = Question #{ $number } is closed.

## Refusals
question-refused-duplicate-of-some = This question was joined with another one about the same thing.
question-refused-nothing-asked = No details are asked for now. To add something, write in the thread.
question-refused-resolve-instead = This question has an answer. To close it, press “Resolve”.
question-refused-not-held = This question is not being checked.
question-refused-own-held = Another mentor or the owner checks a question of your own.
question-refused-not-idle = This question is not closed by itself yet.
question-refused-not-yours-to-reply = Only the asker adds details.
question-refused-not-yours-to-expire = Only the asker and the owner close a question.
question-refused-not-yours-to-ask-on = Only the asker, mentors and the owner ask another mentor.
question-refused-no-mentor = { $person } is no mentor. Choose a mentor.
question-refused-askers-own = The asker cannot be asked. Choose another mentor.
question-refused-theirs-already = { $person } was asked already.
question-refused-enough-opinions = Three mentors were asked for their opinion on this question already.
question-refused-duplicate-of-itself = A question cannot be joined with itself. Check the number of the earlier one.
question-refused-no-original = Question #{ $number } cannot be seen now. Check the number of the earlier one.

## What effects are called
question-effect-remark = the post about details of question #{ $number }
question-effect-notice = the notice about question #{ $number }
