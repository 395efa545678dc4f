# Reports of personal information, and questions that are being checked

menu-report-personal-information = Report personal information
    .description = Says that a patient's name or the like stands in a message. A question is hidden until it is checked
    .who = Members, mentors, the owner
cmd-question-restore = restore
    .description = Shows a question that is being checked again, as it was
    .number = number
    .number-description = The question's number (not needed in its own thread)
    .example = /question restore number:12
    .who = Mentors other than the asker, the owner

## To whoever reported
reported-done-hidden = Thank you for telling us. Question #{ $number } is hidden now, until it is checked.
reported-done-before = Thank you for telling us. Question #{ $number } is being checked already.
reported-done-told = Thank you for telling us. The owner knows now.
reported-refused-again = You have reported this message before. Thank you.
reported-refused-too-many = At most { $max } reports within 24 hours. If there is more, please tell the owner directly.
reported-refused-nobody = Please tell the owner of this message directly: no channel for such notices is set up.

## A question that is being checked
held-card = We are checking whether this holds personal information. Until that is done, nothing of it is shown.
held-part = (not shown while this is being checked)
held-notice = This was about question #{ $number }. It is not shown while the question is being checked.
held-notice-again = This was about question #{ $number }. Please see its thread.
held-to-asker = Somebody thinks that your question #{ $number } may hold personal information. To be safe it is hidden while it is checked, and the clock to its answer stands still. You will be told once that is done.
held-to-asker-again = Your question #{ $number } was checked and is shown again as it was. Thank you for your patience.
held-to-claimer = Question #{ $number }, which you have claimed, is hidden while it is checked for personal information. Please wait with your answer until that is done.
held-to-claimer-again = Question #{ $number }, which you have claimed, was checked and is shown again as it was.
held-done-restore = Question #{ $number } is shown again as it was.
question-button-restore = Show again

## To the owner
held-told = { $reporter } reported personal information in question #{ $number }, and it is hidden now. Please read it with “/questions show”, then show it again or erase it. Nobody else is told who reported it.
held-also = { $reporter } reported question #{ $number } as well, which is being checked.
held-past-none = This is their first report.
held-past = Of { $made } reports that they made before, { $restored } were shown again.
held-end-restored = { $by } checked question #{ $number }, and it is shown again as it was.
held-end-erased-by-asker = Question #{ $number } was erased by whoever asked it.
held-end-erased = { $by } erased question #{ $number }.
reported-told = { $reporter } reported personal information in a message in { $channel }. It is still shown. Please look at it.
setup-hidden = Questions being checked: { $numbers }. Please read them with “/questions show”, then choose “/question restore” or “/question erase”.

## What effects are called
question-effect-held = notice that question #{ $number } is being checked
reported-effect-told = notice of reported personal information

## Messages of somebody else
cmd-question-reports = reports
    .description = Shows the messages that were reported and are kept, the oldest first
    .example = /question reports
reported-done-deleted = Thank you for telling us. The message is being deleted from the channel, and the owner will check it.
reported-done-by-hand = Thank you for telling us. The bot may not delete messages here, so that the owner has to delete it by hand.
reported-kept = { $reporter } reported personal information in a message of { $author } in { $channel } ({ $written }). It is to be deleted from the channel; its words are kept until { $until }. Nobody else is told who reported it.
reported-attachments = It had { $count } files, which cannot be kept: its words alone are.
reported-by-hand = ⚠ The bot may not delete messages in this channel. Please delete it by hand at once:
reported-also = { $reporter } reported the message of { $author } in { $channel } as well.
reported-words = What { $author } wrote ({ $written }); only you see this.
reported-no-words = (no words)
reported-again = A message of { $author } ({ $written }). It was checked and is shown again.
reported-to-author = Somebody thinks that your message in { $channel } may hold personal information. To be safe it is hidden while the owner checks it. If nothing is wrong, it comes back.
reported-to-author-again = Your message in { $channel } was checked and is shown again.
reported-end-restored = { $by } checked the message of { $author } in { $channel }, and it is shown again.
reported-end-wiped = { $by } wiped the message of { $author } in { $channel }.
reported-end-over = The message of { $author } in { $channel } was kept long enough and is wiped.
reported-line = { $number }. { $channel }, { $author }, { $written } (until { $until })
reported-more = There are { $count } more.
reported-none = No message waits to be checked.
reported-nobody = a bot or webhook
reported-button-read = Read
reported-button-restore = Show again
reported-button-wipe = Wipe
reported-done-restore = The message is shown again.
reported-done-wipe = What was kept of the message is wiped.
reported-refused-decided = This message was decided about before, or was kept long enough.
reported-refused-own = Another mentor or the owner checks a message of your own.
reported-refused-held = Please decide about question #{ $number } first: it is hidden, and this message belongs to it.
reported-refused-erased = This was an answer to a question that is erased, so that it cannot be shown again. What was kept of it is wiped now.
reported-refused-sealed = It cannot be opened without the key it was sealed with. Please set SALON_IDENTITY_KEY to what it was.
setup-reported = Reported messages that wait to be checked: { $count }. See “/question reports”.
setup-mend-messages = In Server Settings → Roles or in the channel's permissions, allow the bot Manage Messages. Until then please delete reported messages by hand.
setup-thing-messages = the permission Manage Messages in { $channel }
check-messages = permission Manage Messages (reported messages are deleted)
check-messages-missing = Manage Messages is missing, so that reported messages cannot be deleted: give it to the bot's role in Server Settings → Roles
check-reports-sealed = the words of reported messages: kept sealed
check-reports-open = the words of reported messages: kept unsealed for 30 days at most, because there is no SALON_IDENTITY_KEY
reported-effect-delete = deletion of a reported message
reported-effect-again = post of a reported message that is shown again
reported-effect-author = notice of a reported message to its author
