## When it is resolved
cmd-questions-show = show
    .description = Shows one question with its answers, whatever became of its thread
    .number = number
    .number-description = The question's number
    .example = /questions show number:12
    .who = Members, mentors, the owner, and whoever asked it
question-show-more = The rest is in the question's thread.

question-closing = Question #{ $number } is resolved. Thank you.
question-closing-rate = **Did it help?** From 1 (no) to 5 (very much)
question-closing-rated = **Did it help?** You said { $stars }. Thank you.
question-closing-consent = **May it stand in the archive?** Other members could then find and read it. Until you choose, it does not.
question-closing-consent-given = **Archive:** you said that it may stand there.
question-closing-consent-refused = **Archive:** you said that it stays out.
question-closing-later = You can change this at any time with /questions show number:{ $number }.
question-closing-yes = Yes, it may
question-closing-no = No, leave it out
question-closing-thank = ❤ Say thank you
question-closing-open = About #{ $number }

question-card-closes = Resolved by itself
question-card-closes-when = { $at } (later if anybody writes)

question-notice-warned = Nobody has written about your question #{ $number } “{ $title }” for some days since it was answered. Unless somebody does, it is marked as resolved { $closes }.
    If it is resolved, press Resolve on its card or type /question resolve number:{ $number }. If it is not, press Reopen or type /question reopen number:{ $number }. A word in its thread is enough to keep it open.
question-notice-resolved = Your question #{ $number } “{ $title }” was marked as resolved. If something is still missing, you can reopen it at any time with /question reopen number:{ $number }. Please tell us whether it helped: /questions show number:{ $number }
question-notice-auto-resolved = Your question #{ $number } “{ $title }” was marked as resolved because nobody wrote about it for some days. You can reopen it at any time with /question reopen number:{ $number }. Please tell us whether it helped: /questions show number:{ $number }
question-notice-thanks = ❤ Whoever asked question #{ $number } “{ $title }” says thank you for your answer.

question-refused-not-yours-to-rate = Only whoever asked a question can rate it and give thanks for it.
question-refused-not-resolved = This question is not resolved at present. You can do this once it is.
question-refused-thanked = Your thanks have been passed on already.
