# The content of lectures

## Commands
cmd-lecture-edit = edit
    .description = Changes a lecture; with the lecture alone, shows it and lets you edit its words
    .lecture = lecture
    .lecture-description = Which lecture; choose from the list
    .series = series
    .series-description = Another series
    .number = number
    .number-description = Another number
    .title = title
    .title-description = Another title
    .url = url
    .url-description = Another link to the video (https://…)
    .minutes = minutes
    .minutes-description = How long the video takes
    .summary = summary
    .summary-description = Other sentences for the announcement
    .slides = slides
    .slides-description = Link to the slides (https://…); - removes it
    .track = track
    .track-description = Who it is for; choose from the list; - for the slot's own track
    .review-by = review-by
    .review-by-description = The day by which to look whether it still holds, such as 2027-04-01; - removes it
    .lecturer = lecturer
    .lecturer-description = Who gives it
    .note = note
    .note-description = What changed; needed once it was posted, and shown to members
    .correction = correction
    .correction-description = Something was wrong: the note is posted as a reply and notifies the role once more
    .example = /lecture edit lecture:Hypertension in earnest #3 When to suspect a cause minutes:34
cmd-lecture-list = list
    .description = Lists the lectures by how far they are
    .view = view
    .view-description = Which lectures; drafts if left out
    .view-drafts = Drafts
    .view-ready = Ready
    .view-out = Posted
    .view-review = To be reviewed
    .example = /lecture list view:To be reviewed

## Names
content-what-chapters = Chapters
content-what-chapter = The title in line { NUMBER($line) } of the chapters
content-what-note = What changed
content-track-of-slot = that of the slot
content-somebody = Another owner

## What is shown of a lecture
content-field-chapters = Chapters
content-field-state = State
content-field-revision = Revision
content-field-lecturer = Lecturer
content-field-review = Review by
content-field-video = Video
content-field-slides = Slides
content-state-draft = draft
content-state-ready = ready
content-state-out = posted
content-state-retired = withdrawn
content-button-edit = Edit the words
content-edited = The lecture is changed.
content-drafted = “{ $name }” is a draft again. It keeps its place in queues, and is not posted until it is ready.
content-lost-approval = What had been approved has changed: it needs to be approved again.
content-corrected = The correction is posted as a reply in { $channel }. It notifies: { $people }
content-given-back = What you typed is in the attached file. “Edit the words” opens the form with what is there now.
content-form-title = Edit the words of a lecture
content-hint = Leave it as it is if it stays
content-hint-chapters = A line each: time and title, such as 5:10 How to measure
content-hint-note = In a few words, where the lecture was posted already

## List
content-list = { $pile }: { NUMBER($of) }
content-pile-drafts = Drafts
content-pile-ready = Ready
content-pile-out = Posted
content-pile-review = To be reviewed
content-list-line = **{ $name }** { $title }
content-list-review = 🔁 review by { $day }
content-list-empty = There are none.
content-review-over = 🔁 Past their review: { NUMBER($count) }
content-review-advice = Please look whether they still hold, and set a new day with /lecture edit. /lecture list view:To be reviewed shows all of them.
content-list-page = /lecture edit shows and changes them · page { NUMBER($page) } of { NUMBER($pages) }

## When it cannot be done
content-unknown = There is no such lecture. Please choose one from the list.
content-slides-link = The link to the slides must begin with https:// and have no user name or port. Paste the sharing link.
content-chapter-unreadable = Line { NUMBER($line) } of the chapters could not be read. Write the time, a space and the title, such as “5:10 How to measure”.
content-chapter-order = Line { NUMBER($line) } of the chapters must be later than the line before it.
content-too-many-chapters = There can be at most { NUMBER($most) } chapters. Please join some of them.
content-already-out = This lecture was posted and cannot become a draft again. /lecture edit changes it.
content-already-draft = This lecture is a draft already.
content-chosen = This lecture was chosen for a date, or a date with it is held. Choose another for that date or leave it out, then make it a draft.
content-locked = From 15 minutes before it is posted, a lecture cannot be changed. If it is urgent, hold the date first.
content-changed = { $by } changed it first, { $at }. Nothing was saved.
content-nothing-changed = It is like that already: nothing changes.
content-needs-note = This lecture was posted already: say in “What changed” what is different. Members see it.
content-corrected-just-now = The same correction was sent at { $at }. To notify everybody once more, change its words or wait ten minutes.
content-nothing-to-correct = There is no post that a correction could answer. It needs a lecture that was posted and whose post is still there; to change the content alone, leave “correction” out.
