# From the queue to the post

## What is wrong with the place, and how it is mended
release-trouble-channel-gone = ⚠️ The channel for this slot was deleted. Nothing will be posted. Choose another channel with /slot edit.
release-trouble-channel-hidden = ⚠️ The bot cannot see { $channel }. Nothing will be posted. Allow it “View Channel” there: Edit Channel → Permissions.
release-trouble-cannot-post = ⚠️ The bot cannot post in { $channel }. Nothing will be posted. Allow it “Send Messages”, “Embed Links” and “Read Message History” there: Edit Channel → Permissions.
release-trouble-cannot-thread = ⚠️ The bot cannot create threads in { $channel }. The lecture will be posted without one. Allow it “Create Public Threads” there: Edit Channel → Permissions.
release-trouble-role-gone = ⚠️ The role to notify was deleted. The lecture will be posted and notify nobody. Choose another role with /slot edit.
release-trouble-role-silent = ⚠️ { $role } will not be notified. Allow anyone to mention it in Server Settings → Roles, or allow the bot “Mention @everyone, @here and All Roles” in { $channel }.
release-trouble-event-gone = ⚠️ The channel to meet in after the lecture cannot be found. The lecture will be posted without an event. Choose another channel with /slot edit.
release-trouble-cannot-event = ⚠️ The bot cannot create events in the channel to meet in after the lecture. Allow it “View Channel”, “Connect” and “Create Events” there: Edit Channel → Permissions.

## What the owner is shown before a lecture goes out
release-bound = “{ $slot }” { $at } ({ $in }) in { $channel }. Notifies: { $people }
release-bound-morning = “{ $slot }” of { $at } is posted in { $channel } at { $morning }, so as not to disturb the night. Notifies: { $people }
release-bound-soon = “{ $slot }” of { $at } is posted late in { $channel }, in a moment. Notifies: { $people }
release-bound-never = “{ $slot }” of { $at } is not posted any more: it is too late. The lecture goes back to the head of the queue and comes next.
release-people = { $role }, { NUMBER($people) ->
        [one] 1 person
       *[other] { NUMBER($people) } people
    }
release-people-unknown = { $role } (how many people is not known)
release-approved = ✅ Approved
release-auto = Approved by default: it will be posted as it is
release-unapproved = ⚠️ Not approved: it will not be posted
release-others-told = ⚠️ { $role } is notified as the role of this slot’s track, “{ $own }”, but only the track “{ $track }” opens this lecture.
release-not-looked = ⚠️ The channel could not be checked
release-meets = Meeting after the lecture: { $channel } { $at }
release-paused = ⏸️ “{ $slot }” { $at }: the slot is paused, so nothing is posted. Go on with /slot resume.
release-unbound = “{ $slot }” { $at }: there is no lecture to post.
release-held = ⏸️ “{ $slot }” { $at }: on hold. Nothing is posted until you resume it.
release-held-unapproved = ⏸️ “{ $slot }” { $at }: nobody approved it, so it was not posted.
release-held-place = ⏸️ “{ $slot }” { $at }: it cannot be posted until the channel is mended.
release-sending = “{ $slot }” { $at }: being posted in { $channel }.
release-posted = ✅ “{ $slot }” { $at }: posted in { $channel }.
release-posted-late = ✅ “{ $slot }” { $at }: posted late, { $posted }, in { $channel }.
release-unknown = ⚠️ “{ $slot }” { $at }: whether it was posted is not known. Please look into { $channel } and press what you find.
release-missed = ⚠️ “{ $slot }” { $at }: its time has passed, so it was not posted. The lecture is at the head of the queue.
release-missed-withdrawn = “{ $slot }” { $at }: it was not posted. The lecture was withdrawn.
release-off = “{ $slot }” { $at }: left out. The lecture is at the head of the queue. To take that back, use /slot skip with “undo”.
release-off-over = “{ $slot }” { $at }: left out. The lecture is at the head of the queue.
release-left-out = “{ $slot }” { $at }: nothing is posted.
release-cancelled = “{ $slot }” { $at }: the slot was closed, so nothing is posted.
release-withdrawn = “{ $slot }” { $at }: the lecture was withdrawn.
release-mended = ✅ What was wrong where “{ $slot }” posts is mended.

## The meeting after a lecture
release-meeting = After { $name }
release-meeting-about = Let us talk about the lecture “{ $title }”.

## What the owner decides
release-button-approve = Approve
release-button-approve-ahead = Approve this version
release-button-swap = Swap
release-button-hold = Hold
release-button-let-go = Resume
release-button-skip = Skip this week
release-button-there = It was posted
release-button-absent = It was not posted
release-other = { $name } { $title }
release-others = Which lecture instead? The other one stays in the queue.
release-no-others = Nothing else is waiting. Add a lecture with /lecture queue.
release-did-approve = Approved.
release-did-hold = On hold. Nothing is posted until you resume it.
release-did-let-go = Resumed.
release-did-there = Noted as posted.
release-did-absent = Noted as not posted.
release-did-skip = This date is left out.
release-did-swap = Swapped. The other lecture is still in the queue.
release-old-card = Something has changed. See how it stands now on the card in the log channel, or with /slot preview.
release-not-waiting = That lecture is not waiting in this slot, or is pinned to another date. See /lecture queue.

## Commands
cmd-slot-preview = preview
    .description = Shows what will be posted as it will look
    .slot = slot
    .slot-description = Which slot; choose from the list
    .date = date
    .date-description = Which date; the next one if left out
    .example = /slot preview slot:#lectures Junior residents Fridays 20:00 (Asia/Tokyo)

## Withdrawn and deleted
cmd-lecture-withdraw = withdraw
    .description = Takes a lecture back: its posts are replaced, and nobody can watch it any more
    .lecture = lecture
    .lecture-description = The lecture to withdraw; choose from the list
    .reason = reason
    .reason-description = What is shown in place of the post; may be left out
    .example = /lecture withdraw lecture:Hypertension in earnest #3 When to suspect a secondary cause reason:It had an error
release-what-reason = The reason
release-ask-withdraw = Withdraw “{ $name }” { $title }?
release-ask-withdraw-out = It was posted. Its posts are replaced by a note, nobody can watch it, and its threads are locked.
release-ask-withdraw-perhaps = Whether it was posted is not known yet. Any post of it is replaced by a note, nobody can watch it, and its threads are locked.
release-ask-withdraw-ahead = It was not posted yet. It leaves every queue as well.
release-ask-withdraw-instead = “{ $slot }” { $at } becomes “{ $name }”.
release-ask-withdraw-unapproved = “{ $slot }” { $at } becomes “{ $name }”, which is not approved: it is not posted until it is.
release-ask-withdraw-empty = “{ $slot }” { $at } has no lecture any more.
release-ask-withdraw-reason = The reason shown in place of its posts: { $reason }
release-ask-withdraw-why = The reason: { $reason }
release-ask-withdraw-for-good = ⚠️ This cannot be undone.
release-button-withdraw-go = Withdraw
release-tombstone = This lecture was withdrawn.
release-withdrew = “{ $name }” was withdrawn. That cannot be undone; to post it again, add it anew with /lecture add.
release-post-deleted = The post of { $at } was deleted. It is not posted again. The lecture can still be watched by /lectures browse.
release-button-leave = Leave it as it is
release-button-withdraw = Withdraw the lecture
release-deleted-left = The post stays deleted. The lecture can be watched by /lectures browse.
release-ask-publish = Post “{ $name }” { $title } in { $channel } now? Notifies: { $people }
release-ask-publish-night = ⚠️ It is night ({ $hour }), and people are notified at this hour.
release-ask-publish-unapproved = ⚠️ Nobody has approved it. Posted now, it does not wait for that.
release-button-publish-go = Post it now
lecture-shown-anew = Something changed since you were asked, so nothing was done. Start again and look at what it says.
release-deleted-withdrawn = The lecture was withdrawn.

## The status
setup-lecture-held = ⏸️ “{ $slot }” { $at } is on hold. Resume it or skip it with /slot preview.
setup-lecture-unapproved = ⚠️ The lecture of “{ $slot }” { $at } is not approved yet, and will not be posted unless it is. Approve it with /slot preview.
setup-lecture-empty = ⚠️ “{ $slot }” { $at } has no lecture. Add one with /lecture queue.
setup-lecture-missed = ⚠️ “{ $slot }” { $at } was missed. Its lecture is at the head of the queue.
setup-lecture-review = 🔁 { $count ->
        [one] 1 lecture is
       *[other] { NUMBER($count) } lectures are
    } past the day to look at them again.
