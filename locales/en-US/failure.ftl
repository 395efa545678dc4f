# Failures: told to mentors and the owner only

question-kind-failure = Failure
question-part-happened = What happened
question-part-learnt = What I noticed or learnt
question-part-to-hear = What I want to hear
question-hint-happened = Nobody blames you. No names, IDs, hospitals or exact dates; write “hospital day 3” instead
question-hint-learnt = What you think of it now. It need not be finished
question-hint-to-hear = Like: where could it have been stopped, what now? It may also just be told
question-card-confidential = 🔒 Who reads this
question-card-confidential-who = The asker, mentors, the owner; nobody else
question-preview-confidential =
    This is not posted yet. It will look like this (its number is given when it is posted).
    🔒 It goes to a private thread in { $channel }. Only you, mentors, the owner and whoever administers the server can read it; they see your name. It stands in no list of other members and never in the archive.
    Unless you post it, this draft is gone at { $until }.
question-list-line-confidential = 🔒 Question #{ $number } { $title } ({ $state }, { $asked })
question-list-confidential = 🔒 You can open such a thread once you have claimed or answered the question. To read it before, use /questions show.
question-closing-confidential = **Archive**  Failures never stand in it.
question-refused-nowhere-confidential = There is no channel for this yet. What only mentors and the owner may read needs a private thread, and that a text channel. Please ask the owner to name one in channels.confidential of the settings.
question-refused-confidential = Only its asker, mentors and the owner can read question #{ $number }.
question-refused-confidential-original = Only its asker, mentors and the owner can read question #{ $number }, so no other question can be joined with it.
question-refused-never-archived = Failures never stand in the archive.
question-effect-out = removal of a former mentor from the thread of question #{ $number }
