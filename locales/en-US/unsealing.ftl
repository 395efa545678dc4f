# Opening the seal of an anonymous question

cmd-question-unseal = unseal
    .description = Find out who asked an anonymous question; it needs a reason and a second person
    .number = number
    .number-description = The number of the question
    .reason = reason
    .reason-description = Why; whoever agrees and the asker read it
    .example = /question unseal number:12 reason:A patient may be in danger
    .who = The owner; another owner, or somebody who may time out members, agrees
unsealing-reason = Reason
unsealing-request = **Request to open the seal of anonymous question #{ $number }**
    By: { $by }
    Reason: { $reason }
unsealing-waits = If another owner or moderator agrees by { $until }, whoever asked for it can read it for 24 hours. The asker is told.
unsealing-agreed = Agreed. Whoever asked for it can read it with “/question unseal” until { $until }. The asker was told.
unsealing-withdrawn = The request was taken back.
unsealing-button-agree = Agree
unsealing-button-withdraw = Take it back
unsealing-you-can = It was agreed to open the seal of anonymous question #{ $number }. Read it with “/question unseal number:{ $number }” until { $until }.
unsealing-is = Question #{ $number } was asked by { $asker }. Only you see this, until { $until }; that you looked is recorded.
unsealing-told = The seal of your anonymous question #{ $number } was opened at { $at }, by the owner with the consent of a second person. Reason: { $reason }
unsealing-refused-not-moderator = Only the owner asks to open a seal, and only an owner or moderator agrees.
unsealing-refused-named = This question is not anonymous: its card shows who asked.
unsealing-refused-alone = You cannot agree to your own request: another owner or moderator has to.
unsealing-refused-foreign = Only whoever made the request can take it back.
unsealing-refused-over = This request is over (agreed to, taken back, or too old). Make a new one if it is needed.
question-effect-unsealing = the post of the request to open the seal of question #{ $number }
