# Changing and pausing slots

cmd-slot-pause = pause
    .description = Pauses a slot: nothing is posted until it is resumed
    .slot = slot
    .slot-description = Which slot (choose from the list)
    .for-good = for-good
    .for-good-description = True closes the slot and takes it off the list
    .example = /slot pause slot:First-year residents Fridays 20:00 (Asia/Tokyo)
cmd-slot-resume = resume
    .description = Goes on with a slot that was paused
    .slot = slot
    .slot-description = Which slot (choose from the list)
    .example = /slot resume slot:First-year residents Fridays 20:00 (Asia/Tokyo)
cmd-slot-skip = skip
    .description = Leaves one date of a slot out
    .slot = slot
    .slot-description = Which slot (choose from the list)
    .date = date
    .date-description = The date to leave out, such as 2026-04-03
    .undo = undo
    .undo-description = True takes it back
    .example = /slot skip slot:First-year residents Fridays 20:00 (Asia/Tokyo) date:2026-04-03

## Answers to the owner
slot-resting = paused
slot-off = Nothing is posted in “{ $slot }” on { $at }. The lecture that was planned comes next time. To take it back, use /slot skip again with “undo”.
slot-on = “{ $slot }” is posted on { $at } after all.
slot-paused = “{ $slot }” is paused. What is queued stays. Resume it with /slot resume.
slot-closed = “{ $slot }” is closed. What is queued stays: create the same slot again to go on with it.
slot-resumed =
    “{ $slot }” goes on. The next dates, in your own time:
    { $dates }

## When something cannot be done
lecture-date-over = That date was posted already or is left out. See /lecture queue for what comes.
lecture-date-not-bound = No lecture is chosen for that date yet: that happens 24 hours before.
lecture-date-not-held = That date is not on hold.
slot-date-not-off = That date is not left out. Please check it.
slot-date-not-yet = That date is not worked out yet. Choose one within eight weeks.
slot-is-paused = This slot is paused already.
slot-is-not-paused = This slot is not paused.
