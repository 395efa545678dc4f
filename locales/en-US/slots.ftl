# Changing and pausing slots

cmd-slot-edit = edit
    .description = Changes a slot; where dates change, old and new are shown first
    .slot = slot
    .slot-description = Which slot (choose from the list)
    .weekday = weekday
    .weekday-description = The new day of the week
    .weekday-monday = Monday
    .weekday-tuesday = Tuesday
    .weekday-wednesday = Wednesday
    .weekday-thursday = Thursday
    .weekday-friday = Friday
    .weekday-saturday = Saturday
    .weekday-sunday = Sunday
    .time = time
    .time-description = The new time, such as 20:00
    .zone = zone
    .zone-description = The new time zone (choose from the list)
    .channel = channel
    .channel-description = Where it posts from now on
    .track = track
    .track-description = The new track (choose from the list)
    .role = role
    .role-description = The role that is notified
    .no-role = no-role
    .no-role-description = True notifies nobody
    .auto-approve = auto-approve
    .auto-approve-description = False posts nothing that nobody approved
    .event-channel = event-channel
    .event-channel-description = The voice or stage channel where people meet after the lecture
    .event-after = event-after
    .event-after-description = How many minutes after the post they meet
    .no-event = no-event
    .no-event-description = True ends the meetings after the lecture
    .example = /slot edit slot:#lectures First-year residents Fridays 20:00 (Asia/Tokyo) time:21:00
cmd-slot-pause = pause
    .description = Pauses a slot: nothing is posted until it is resumed
    .slot = slot
    .slot-description = Which slot (choose from the list)
    .for-good = for-good
    .for-good-description = True closes the slot and takes it off the list
    .example = /slot pause slot:#lectures First-year residents Fridays 20:00 (Asia/Tokyo)
cmd-slot-resume = resume
    .description = Goes on with a slot that was paused
    .slot = slot
    .slot-description = Which slot (choose from the list)
    .example = /slot resume slot:#lectures First-year residents Fridays 20:00 (Asia/Tokyo)
cmd-slot-skip = skip
    .description = Leaves one date of a slot out
    .slot = slot
    .slot-description = Which slot (choose from the list)
    .date = date
    .date-description = The date to leave out, such as 2026-04-03
    .undo = undo
    .undo-description = True takes it back
    .example = /slot skip slot:#lectures First-year residents Fridays 20:00 (Asia/Tokyo) date:2026-04-03

cmd-lecture-move = move
    .description = Moves a lecture within its queue, or takes it out
    .slot = slot
    .slot-description = Which slot (choose from the list)
    .lecture = lecture
    .lecture-description = Which lecture (choose from the list)
    .to = to
    .to-description = Where it goes
    .to-first = first
    .to-last = last
    .to-out = out of the queue
    .before = before
    .before-description = The lecture it goes before (choose from the list)
    .example = /lecture move slot:#lectures First-year residents Fridays 20:00 (Asia/Tokyo) lecture:Hypertension #3 to:first
cmd-lecture-pin = pin
    .description = Pins a queued lecture to a date; without one it waits for its turn again
    .slot = slot
    .slot-description = Which slot (choose from the list)
    .lecture = lecture
    .lecture-description = Which lecture (choose from the list)
    .date = date
    .date-description = On which date, such as 2026-04-03; leave it out to unpin
    .example = /lecture pin slot:#lectures First-year residents Fridays 20:00 (Asia/Tokyo) lecture:Hypertension #3 date:2026-04-03
cmd-lecture-publish = publish
    .description = Posts a lecture now, whatever the slot's time (it notifies)
    .slot = slot
    .slot-description = Which slot (choose from the list)
    .lecture = lecture
    .lecture-description = Which lecture (choose from the list)
    .example = /lecture publish slot:#lectures First-year residents Fridays 20:00 (Asia/Tokyo) lecture:Hypertension #3

## Before something changes
slot-edit = Change of the slot { $slot }
slot-edit-when = Time: { $old } → { $new }
slot-edit-channel = Channel: { $old } → { $new }
slot-edit-track = Track: { $old } → { $new }
slot-edit-role = Notifies: { $old } → { $new }
slot-edit-approval = Approval: { $old } → { $new }
slot-edit-meeting = Meeting after the lecture: { $old } → { $new }
slot-edit-dates = The next three dates, in your own time
slot-edit-date = { $old } → { $new }
slot-edit-date-off = { $old } → left out: this week the new time has passed
slot-edit-go = Change it
slot-edit-stop = Leave it
slot-approval-automatic = automatic
slot-approval-needed = needed
slot-meeting = { $channel } ({ NUMBER($minutes) } min later)

## Answers to the owner
slot-edited = “{ $slot }” was changed.
slot-edited-dates =
    The next dates, in your own time zone:
    { $dates }
slot-set = Notifies: { $role } ・ Approval: { $approval } ・ Meeting after the lecture: { $meeting }
slot-other-role = ⚠️ { $role } is for people of the track “{ $tracks }”, and this slot is of “{ $track }”. If that is a mistake, choose another role with /slot edit.
slot-kept = Nothing was changed.
queue-moved = “{ $name }” has another place now.
queue-taken-out = “{ $name }” is out of the queue. Add it again with /lecture queue.
queue-pinned = “{ $name }” is pinned to its date: { $at }
queue-moved-pinned = “{ $name }” is pinned to a date ({ $at }) and comes on that. Its new place counts once it is unpinned.
queue-unpinned = “{ $name }” is not pinned any more and waits for its turn.
slot-resting = paused
slot-mark-held = ⏸️ on hold
slot-mark-unapproved = ⚠️ not approved
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
slot-skip-locked = From 15 minutes before its time, a date cannot be left out. No lecture is chosen for this one yet: if none is queued, nothing is posted.
slot-undo-locked = From 15 minutes before its time, that cannot be taken back: this date stays left out.
slot-date-not-yet = That date is not worked out yet. Choose one within eight weeks.
slot-is-paused = This slot is paused already.
publish-paused = Nothing is posted in a paused slot. Go on with it first, with /slot resume.
slot-is-not-paused = This slot is not paused.
slot-locked = What is posted at { $at } is near or not done yet, so nothing can be changed now. Try again after it; if it is on hold, resume or skip it first with /slot preview.
slot-nothing-changes = Nothing would change. Choose another day, time, or whatever should be different.
lecture-changed-meanwhile = { $by } changed it at { $at }. Look at it as it is now and try again.
queue-not-queued = That lecture is not in the queue of this slot. Choose one from the list.
queue-already-pinned = This lecture is pinned to that date already.
queue-not-pinned = This lecture is pinned to no date. Say one to pin it.
queue-one-place = Choose either “to” or “before”.
queue-lecture-chosen = This lecture is what is posted at { $at }. Swap it or skip that date first, with /slot preview; from 15 minutes before, it can only be put on hold.
lecture-date-near = This slot posts at { $at } as well, so nothing is posted in it now. Put another lecture there, or leave that date out first, with /slot skip.
outage-decided = That was decided already. See /lecture queue for what comes.

## Before a date
alarm-empty = ⚠️ No lecture is queued for “{ $slot }” at { $at } ({ $in }). Unless you add one with /lecture queue, nothing is posted.
alarm-deserted = ⚠️ “{ $slot }” had no lecture on its last four dates. The next is { $at } ({ $in }). Add one with /lecture queue, or pause or close the slot with /slot pause. While nothing changes you are told once a week.
alarm-unapproved = ⚠️ “{ $name }”, for “{ $slot }” at { $at } ({ $in }), is not approved yet, and will not be posted unless it is. Press “Approve” on its card, or use /slot preview.
alarm-unapproved-now = ⚠️ “{ $name }” was not posted in “{ $slot }” at { $at }: nobody approved it. It is posted once somebody does, on its card or with /slot preview, until { $until } (at night, at seven in the morning).

## After an outage
outage-digest = Some dates passed without their post
outage-late = “{ $slot }” { $at }: “{ $name }” was posted late
outage-late-silent = “{ $slot }” { $at }: “{ $name }” was posted late and notified nobody
outage-missed = “{ $slot }” { $at }: “{ $name }” was missed. It comes next in its slot unless you decide otherwise
outage-passed-over = “{ $slot }” { $at }: “{ $name }” was not posted
outage-empty = “{ $slot }” { $at }: nothing was queued, so nothing was posted
outage-now = { $place } Post now
outage-next = { $place } Next time
outage-drop = { $place } Take out
outage-sent = “{ $name }” is being posted.
outage-stays = “{ $name }” comes next in its slot: { $at }

## The machine's clock
clock-jumped-ahead = ⚠️ The server's clock went { NUMBER($minutes) } minutes ahead, so nothing is posted or ended by the clock. Set it right and all goes on; if it shows the right time now, restart the bot.
clock-jumped-back = ⚠️ The server's clock went { NUMBER($minutes) } minutes back, so nothing is posted or ended by the clock. Set it right and all goes on; if it shows the right time now, restart the bot.
clock-is-right = ✅ The server's clock agrees again: what is due is done.

## What effects are called
lecture-effect-alarm = telling what a date lacks
lecture-effect-outage = telling what became of dates that passed
lecture-effect-clock = telling of the machine's clock
