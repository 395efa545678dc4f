# The post with the button to ask

cmd-question-board = board
    .description = Posts the button to ask in this channel and pins it; an earlier one there is replaced
    .example = /question board
board-title = Ask a question here
board-what = Press the button, choose kind and field, and ask. You see your question before it is posted. It stands in { $channel }, and so do the mentors’ answers.
board-failures = What you tell as a failure is read by mentors and the owner only.
board-anonymous = With “Next, anonymously” you ask without your name.
board-button = Ask
board-done = The button to ask will be posted here and pinned. Where there was one, it is replaced.
board-lost = ⚠️ The button to ask in { $channel } is gone; somebody seems to have deleted it. If you want it again, type /question board in that channel.
board-effect-post = post with the button to ask
board-effect-pin = pin of the button to ask
board-effect-gone = removal of an earlier button to ask
board-effect-lost = notice that the button to ask is gone
