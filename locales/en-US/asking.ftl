# The draft of a question, between form and post

question-preview =
    Not posted yet. Once posted it looks like this (it gets its number then).
    It goes to { $channel }: everyone who can see that channel will see it, with your name.
    If you do not post it, this draft is gone at { $until }.
question-preview-more = It is long: the rest will follow in { NUMBER($count) } more { $count ->
        [one] message
       *[other] messages
    }.
question-button-post = Post
question-button-edit = Edit
question-button-cancel = Discard
question-done-cancel = Discarded: the draft is erased, and nothing was posted.
question-refused-draft-gone = This draft is no longer there: it is more than 24 hours old, or was discarded. Please start again with /ask.
question-refused-draft-foreign = This draft belongs to someone else. Please start your own with /ask.
question-refused-draft-used = This was already taken in as question #{ $number }.
question-refused-draft-used-at = This was already posted as question #{ $number }: { $link }
menu-ask-as-a-question = Ask as a question
    .description = Opens the form of a question with your own message as the situation; kind and field are chosen first
question-choose = Choose kind and field, then press Next: the form opens. Where you began from a message, its words stand under “Situation” already and can be changed.
question-button-next = Next
question-refused-foreign-message = Only a message of your own can become your question.
