# Watched marks, self-checks, ratings and the study log
learning-button-watched = Watched
learning-button-mark = Mark as watched
learning-button-unmark = Not watched yet
learning-marked = Marked as watched.
learning-unmarked = The mark is taken back.
learning-private = Only you see what you marked as watched
