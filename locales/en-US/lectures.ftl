# Weekly lectures

## Commands
cmd-lecture = lecture
    .description = Lectures: their content and their order (owner)
cmd-lecture-add = add
    .description = Adds a lecture as a draft
    .series = series
    .series-description = The series it belongs to
    .number = number
    .number-description = Its number within the series
    .title = title
    .title-description = The title of this part
    .url = url
    .url-description = Link to the video (https://…); never shown in a channel
    .minutes = minutes
    .minutes-description = How long the video takes
    .summary = summary
    .summary-description = A few sentences for the announcement
    .slides = slides
    .slides-description = Link to the slides (https://…); never shown in a channel
    .track = track
    .track-description = Who it is for, where that is not the slot's track; choose from the list
    .review-by = review-by
    .review-by-description = The day by which to look whether it still holds, such as 2027-04-01
    .lecturer = lecturer
    .lecturer-description = Who gives it; whoever adds it if left out
    .example = /lecture add series:Hypertension in earnest number:3 title:When to suspect a cause url:https://youtu.be/abc minutes:32
cmd-lecture-ready = ready
    .description = Marks a draft as ready; until it is posted, that can be taken back
    .lecture = lecture
    .lecture-description = Which lecture; choose from the list
    .back = back
    .back-description = Makes what is ready a draft again
    .example = /lecture ready lecture:Hypertension in earnest #3 When to suspect a cause
cmd-lecture-queue = queue
    .description = Shows the queue of a slot; with a lecture, adds it at the end
    .slot = slot
    .slot-description = Which slot; choose from the list
    .lecture = lecture
    .lecture-description = The lecture to add; choose from the list
    .date = date
    .date-description = Pins it to a date, such as 2026-04-03
    .example = /lecture queue slot:Junior residents Fridays 20:00 (Asia/Tokyo) lecture:Hypertension in earnest #3 When to suspect a cause
cmd-slot = slot
    .description = Slots: when and where lectures are posted (owner)
cmd-slot-create = create
    .description = Makes a weekly time for lectures
    .weekday = weekday
    .weekday-description = The day of the week
    .weekday-monday = Monday
    .weekday-tuesday = Tuesday
    .weekday-wednesday = Wednesday
    .weekday-thursday = Thursday
    .weekday-friday = Friday
    .weekday-saturday = Saturday
    .weekday-sunday = Sunday
    .time = time
    .time-description = The time of day, such as 20:00
    .channel = channel
    .channel-description = Where lectures are announced
    .track = track
    .track-description = Who it is for; choose from the list
    .role = role
    .role-description = The role to ping; nobody if left out
    .zone = zone
    .zone-description = The time zone; the salon's own if left out
    .auto-approve = auto-approve
    .auto-approve-description = False posts nothing that nobody approved (approved by itself if left out)
    .event-channel = event-channel
    .event-channel-description = The voice or stage channel where people meet after the lecture
    .event-after = event-after
    .event-after-description = How many minutes after the post they meet (60 if left out)
    .example = /slot create weekday:Friday time:20:00 channel:#lectures track:Junior residents role:@Junior residents
cmd-slot-list = list
    .description = Shows the slots and their next dates
    .example = /slot list
cmd-lectures = lectures
    .description = Find lectures and see what is coming
cmd-lectures-next = next
    .description = Shows which lectures come next
    .example = /lectures next
    .who = People with a live entitlement, mentors and the owner
cmd-lectures-browse = browse
    .description = Shows the lectures that are out, by series and track; at first what you have left
    .series = series
    .series-description = To see one series only; choose from the list
    .view = view
    .view-description = Which of them; what you have left, if you do not say
    .view-left = Left
    .view-watched = Watched
    .view-all = All
    .example = /lectures browse series:Hypertension in earnest view:All
    .who = People with a live entitlement, mentors and the owner
cmd-lectures-search = search
    .description = Finds lectures that are out by words of their title or series
    .words = words
    .words-description = What to look for; of several words all must be there
    .example = /lectures search words:secondary hypertension
    .who = People with a live entitlement, mentors and the owner
cmd-lectures-show = show
    .description = Shows a lecture that is out, to watch it or to mark it as watched
    .lecture = lecture
    .lecture-description = Which lecture; choose from the list
    .example = /lectures show lecture:Hypertension in earnest #3 When to suspect a secondary cause
    .who = People with a live entitlement, mentors and the owner

## Names
lecture-monday = Monday
lecture-tuesday = Tuesday
lecture-wednesday = Wednesday
lecture-thursday = Thursday
lecture-friday = Friday
lecture-saturday = Saturday
lecture-sunday = Sunday
lecture-name = { $series } #{ $number }
lecture-when = { $weekday }s { $time } ({ $zone })
lecture-slot-label = #{ $channel } { $track } { $when }
lecture-minutes = { NUMBER($minutes) } min
lecture-minutes-unknown = not given
lecture-no-summary = none
lecture-nobody = nobody
lecture-none = none
lecture-no-date = not known yet
lecture-what-series = The series
lecture-what-url = The link to the video
lecture-what-summary = The summary

## Announcement
lecture-late = Sorry, this one is late.
lecture-card-title = **{ $title }**
lecture-card-footer = The link to the video is shown only to whoever presses the button
lecture-revised = -# Revision { $revision } ({ $date }): { $note }
lecture-corrected = -# Correction (revision { $revision }, { $date }): { $note }
lecture-correction = **Correction** { $note }
lecture-field-track = Track
lecture-field-minutes = Length
lecture-button-watch = Watch

## Answers to the owner
lecture-added =
    “{ $name }” is saved as a draft.
    Title: { $title }
    Video: { $url }
    Length: { $minutes }
    Summary: { $summary }
    If all is well, mark it as ready with /lecture ready.
lecture-readied = “{ $name }” is ready. Put it into a slot with /lecture queue.
lecture-queued = “{ $name }” is queued. Planned for { $at }
lecture-slot-queued = Still queued from before: { NUMBER($count) }. “{ $name }” is posted next, at { $at }. See /lecture queue.
lecture-slot-empty = Put lectures into it with /lecture queue.
lecture-slot-created =
    The slot is made: { $track } { $when }, { $channel }
    Next dates, in your own time:
    { $dates }
lecture-slots = Slots
lecture-slot-line = **{ $track }** { $when }
    { $channel } · pings { $role } · next { $next } · { NUMBER($queued) } queued
lecture-no-slots = There are no slots yet.
lecture-queue = Queue: { $track } { $when }
lecture-queue-line = { $at } **{ $name }** { $title }
lecture-queue-line-pinned = { $at } 📌 **{ $name }** { $title }
lecture-queue-empty = Nothing is queued. As it is, nothing will be posted next time.
lecture-more = and { NUMBER($count) } more

## Answers to members
lecture-next = Next lectures
lecture-next-line = **{ $track }** { $channel }
    { $at } ({ $in }) **{ $name }** { $title }
lecture-next-line-empty = **{ $track }** { $channel }
    What comes next is not decided yet.

## When it cannot be done
lecture-no-such-slot = There is no such slot. Please choose one from the list.
lecture-no-such-lecture = There is no such lecture. Please choose one from the list. Only lectures that are ready can be queued: for a draft, use /lecture ready first.
lecture-no-such-track = There is no track “{ $typed }”. Please choose one from the list.
lecture-no-such-zone = There is no time zone “{ $typed }”. Write a name like Asia/Tokyo.
lecture-everyone-role = @everyone cannot be pinged. Please choose the track's own role.
lecture-slot-exists = There is already a slot with this day, time, channel and track. Use it, or change one of them; /slot list shows the slots.
lecture-number-out-of-range = The number must be from 1 to 9999.
lecture-number-taken = “{ $name }” exists already. Please check the number.
lecture-minutes-out-of-range = The length must be from 1 to 600 minutes.
lecture-link-unreadable = The link to the video could not be read. Paste the whole link, beginning with https://.
lecture-link-not-https = Only links that begin with https:// can be saved.
lecture-link-with-login = A link with a user name or password (the part before an @) cannot be saved. Paste the video's sharing link without it.
lecture-link-with-port = A link with a port (such as :8443) cannot be saved. Paste the video's sharing link.
lecture-already-ready = This lecture is ready already. Put it into a slot with /lecture queue.
lecture-not-ready = This lecture is still a draft. First mark it as ready with /lecture ready.
lecture-retired = This lecture is no longer offered. Choose another, or add it again with /lecture add.
lecture-already-queued = This lecture is already in the queue of this slot. /lecture queue with the slot alone shows when it comes.
lecture-already-posted = This lecture was already posted in this slot, or is being posted. To post it once more, add it under another number with /lecture add.
lecture-date-past = The time on that date has passed. Please choose a date to come.
lecture-date-too-far = A date can be at most a year ahead. Please check the year.
lecture-date-wrong-weekday = This slot is on { $weekday }s. Please choose a { $weekday }.
lecture-date-off = That date is left out. Take that back first, with /slot skip and “undo”.
lecture-date-taken = Something else is planned on that date. Please choose another.
lecture-date-locked = From 15 minutes before its time, what is posted on a date cannot be changed. Please choose another date.
lecture-only-hold = From 15 minutes before its time, this cannot be changed. To stop it, press “Hold” on its card.
lecture-posted-today = This slot has posted today, and posts once a day. Please try again tomorrow.
lecture-unknown-today = Whether this slot has posted today is not known yet. Please say on its card first what you find.
lecture-date-without-lecture = To pin a date, please choose the lecture too.

## What effects are called (for the owner)
lecture-effect-post = post of the lecture “{ $name }”
lecture-effect-thread = thread of the lecture “{ $name }”
lecture-effect-face = update of the post of the lecture “{ $name }”
lecture-effect-correction = correction of the lecture “{ $name }”
lecture-effect-event = the event after the lecture “{ $name }”
lecture-effect-card = the preview of “{ $name }”
lecture-effect-entry = the entry of the lecture “{ $name }” in the catalogue
lecture-effect-place = a message on where a slot posts
lecture-meeting-without-channel = Choose a channel to meet in as well.
lecture-meeting-out-of-range = People can meet between 10 minutes and 24 hours (1,440 minutes) after the lecture.
lecture-effect-lock = the lock of the thread of a lecture
lecture-effect-event-off = the cancellation of the event after a lecture
lecture-effect-deleted = a message on the deleted post of the lecture “{ $name }”
lecture-effect-review = a message on lectures past their review
