## What is written in threads
question-card-mark = An answer written in the thread
question-card-mark-how = Right-click (or hold) that message → Apps → “Mark as answer”, and it counts as an answer.
question-unsolved = If this is not solved yet, the button below opens the question again. If it was a thank-you, nothing needs to be done.
question-button-unsolved = Not solved yet

menu-mark-as-answer = Mark as answer
    .description = Records a mentor's message in a question's thread as an answer
    .who = Mentors, the owner, and whoever asked the question
question-mark-done = This message is recorded as an answer to question #{ $number }.
question-mark-no-thread = “Mark as answer” is for messages in a question's thread.
question-mark-not-yours = Only mentors and whoever asked the question can use “Mark as answer”.
question-mark-bot = What the bot posted is no answer. Please choose a message that a mentor wrote.
question-mark-own = A message of whoever asked is no answer to their question.
question-mark-no-mentor = Only a message that a mentor wrote can be recorded as an answer.

question-effect-unsolved = offer to open question #{ $number } again

check-content = the bot may read what people write (Message Content Intent)
check-content-missing = The bot may not read what people write. Switch on the Developer Portal → Bot → Message Content Intent, or set discord.message_content to false.
