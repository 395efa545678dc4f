# Commands
cmd-plan = plan
    .description = What the salon sells
    .example = /plan list
cmd-plan-create = create
    .description = Add a plan and the roles it gives
    .key = key
    .key-description = Short name for commands: a-z, 0-9 and hyphens, such as monthly
    .name = name
    .name-description = The name that members see, at most 60 characters
    .price = price
    .price-description = In yen, tax included: 0 to 1,000,000
    .interval = interval
    .interval-description = How often it is paid
    .interval-month = Every month
    .interval-year = Every year
    .interval-once = Once, for a number of days
    .role = role
    .role-description = The role that members of this plan get
    .name-en = name-en
    .name-en-description = The name in English, if it differs
    .days = days
    .days-description = How many days it lasts; only for a plan that is paid once
    .grace-days = grace-days
    .grace-days-description = Days for which a paid period outlives its end: 0 to 90; 14 when left out
    .buyers = buyers
    .buyers-description = Who may have it: anyone (default), or whom the owner admits
    .buyers-anyone = Anyone
    .buyers-approved = Whom I admit
    .seats = seats
    .seats-description = How many people may join by themselves; 0 for any number
    .discord-sku = discord-sku
    .discord-sku-description = The id of its SKU, if it is sold in Discord's shop
    .role-2 = role-2
    .role-2-description = One more role
    .role-3 = role-3
    .role-3-description = One more role
    .tracks = tracks
    .tracks-description = The tracks it opens, separated by commas; all when left out
    .by-hand = by-hand
    .by-hand-description = When somebody gives or takes its role by hand; put right when left out
    .by-hand-restore = Put it right
    .by-hand-respect = Leave it so
    .trial-days = trial-days
    .trial-days-description = First days without payment, once for each person and plan: 0 to 90; 0 for none
    .trial-role = trial-role
    .trial-role-description = The role during a trial; the plan's roles when left out
    .exit = exit
    .exit-description = What becomes of whoever's last period has ended; the roles go when left out
    .exit-remove = The roles go
    .exit-alumni = Alumni get a role
    .exit-kick = They leave the server
    .alumni-role = alumni-role
    .alumni-role-description = The role of whoever's last period has ended, until they come back
    .example = /plan create key:monthly name:Monthly price:2980 interval:Every month role:@Member
cmd-plan-edit = edit
    .description = Change the name, price, roles and so on of a plan
    .plan = plan
    .plan-description = Which plan
    .name = name
    .name-description = Its new name, at most 60 characters
    .name-en = name-en
    .name-en-description = Its new name in English
    .price = price
    .price-description = Its new price in yen, tax included; who has applied pays the old one
    .role = role
    .role-description = Its new role, in place of all that it gives now
    .role-2 = role-2
    .role-2-description = One more new role
    .role-3 = role-3
    .role-3-description = One more new role
    .tracks = tracks
    .tracks-description = The tracks it opens from now on, separated by commas, or: all
    .grace-days = grace-days
    .grace-days-description = Days of grace for periods that begin from now on: 0 to 90
    .buyers = buyers
    .buyers-description = Who may have it: anyone, or whom the owner admits
    .buyers-anyone = Anyone
    .buyers-approved = Whom I admit
    .seats = seats
    .seats-description = How many people may join by themselves; 0 for any number
    .discord-sku = discord-sku
    .discord-sku-description = The id of its SKU in Discord's shop; 0 if it is not sold there
    .by-hand = by-hand
    .by-hand-description = When somebody gives or takes its role by hand
    .by-hand-restore = Put it right
    .by-hand-respect = Leave it so
    .trial-days = trial-days
    .trial-days-description = First days without payment, once for each person and plan: 0 to 90; 0 for none
    .trial-role = trial-role
    .trial-role-description = The role during a trial; the plan's roles when left out
    .exit = exit
    .exit-description = What becomes of whoever's last period has ended
    .exit-remove = The roles go
    .exit-alumni = Alumni get a role
    .exit-kick = They leave the server
    .alumni-role = alumni-role
    .alumni-role-description = The role of whoever's last period has ended, until they come back
    .example = /plan edit plan:monthly price:3480
cmd-plan-archive = archive
    .description = Stop selling a plan; whoever holds it keeps it
    .plan = plan
    .plan-description = Which plan
    .undo = undo
    .undo-description = Sell it again
    .example = /plan archive plan:monthly
cmd-plan-list = list
    .description = Show all plans with price and roles
    .example = /plan list
cmd-plan-exclusive = exclusive
    .description = Take a role from whoever has no right to it, whoever gave it; bots, owners and mentors keep it
    .role = role
    .role-description = The role that only the bot gives (one of a plan)
    .undo = undo
    .undo-description = Let others give it again
    .example = /plan exclusive role:@Members
cmd-member = member
    .description = Members and what they hold
    .example = /member why user:@ada
cmd-member-grant = grant
    .description = Give a plan to someone by hand
    .user = user
    .user-description = Who gets the plan
    .plan = plan
    .plan-description = Which plan
    .months = months
    .months-description = For how many months, 1 to 24; one interval of the plan when left out
    .without-end = without-end
    .without-end-description = Until you revoke it
    .paid-yen = paid-yen
    .paid-yen-description = Money received for it, in yen
    .paid-by = paid-by
    .paid-by-description = How the money came
    .paid-by-transfer = Bank transfer
    .paid-by-konbini = Convenience store
    .paid-by-card = Card
    .paid-by-cash = Cash
    .paid-by-other = Other
    .as = as
    .as-description = A pass has reminders and grace. Left out: a pass for transfers and tills, else manual
    .as-manual = By hand
    .as-pass = Pass
    .as-gift = Gift
    .from = from
    .from-description = Who makes a present of it; the member is told, so leave it out for a nameless gift
    .example = /member grant user:@ada plan:monthly months:3 paid-yen:8940
cmd-member-extend = extend
    .description = Add a period that follows what someone has
    .user = user
    .user-description = Whose plan is extended
    .plan = plan
    .plan-description = Which plan (also one that is no longer sold)
    .reason = reason
    .reason-description = Why; only owners see it
    .days = days
    .days-description = By how many days, 1 to 731
    .until = until
    .until-description = The last day they are to have it, such as 2026-06-30
    .example = /member extend user:@ada plan:monthly reason:Sorry for the outage days:7
cmd-member-revoke = revoke
    .description = Take a plan back, record a refund, or take back a wrong record
    .user = user
    .user-description = Who loses the plan
    .plan = plan
    .plan-description = Which plan
    .reason = reason
    .reason-description = Why; only owners see it
    .what = what
    .what-description = What ends; left out: everything, or with a refund what is refunded in full
    .what-everything = Everything
    .what-last = The last period
    .what-nothing = Nothing (only record the refund)
    .what-record = A wrong record (give its number)
    .refund-yen = refund-yen
    .refund-yen-description = Money that goes back, in yen; it is recorded, you send it
    .payment = payment
    .payment-description = Which payment (its number in /member why); left out: the latest period first
    .example = /member revoke user:@ada plan:monthly reason:Leaves refund-yen:2980
cmd-member-why = why
    .description = Why someone has access or not: periods, payments, roles, notices
    .user = user
    .user-description = Whom it is about
    .example = /member why user:@ada
cmd-membership = membership
    .description = Your plan and until when it runs, not renewing it, and what you paid
    .example = /membership
menu-membership = Membership
    .description = Why someone has access or not: periods, payments, roles, notices

# What is filled into sentences
membership-what-name = The name
membership-what-reason = The reason
membership-until = until { $end }
membership-without-end = without an end date
membership-all = all
membership-every-month = every month
membership-every-year = every year
membership-once = once, for { $days ->
        [one] one day
       *[other] { NUMBER($days) } days
    }
membership-all-tracks = all tracks
membership-tracks = tracks { $tracks }
membership-respects-hands = , changes by hand are left so
membership-plan-grace = { $line }, { $days ->
        [one] one day
       *[other] { NUMBER($days) } days
    } of grace after the end
membership-plan-trial = { $line }, { $days ->
        [one] one day
       *[other] { NUMBER($days) } days
    } on trial
membership-plan-trial-role = { $line }, { $days ->
        [one] one day
       *[other] { NUMBER($days) } days
    } on trial ({ $role })
membership-plan-kick = { $line }, whoever's is over leaves the server
membership-plan-alumni = { $line }, alumni get { $role }

# Plans
membership-plan-created = Plan created: { $plan }
    `/member grant` gives it to someone.
membership-plan-edited = Plan changed: { $plan }
membership-roles-leave =
    ⚠️ These roles have not left it yet. Whoever has one through this plan alone would lose it:
    { $roles }
    Press the button to go on; otherwise they stay.
membership-role-leaves = { $role }: { NUMBER($count) } would lose it
membership-button-keep = Take the roles away
membership-plan-archived = “{ $plan }” is no longer sold. Whoever holds it keeps it until it ends.
membership-plan-archived-waiting = { $done } { $waiting ->
        [one] The one person
       *[other] The { NUMBER($waiting) } people
    } on the waiting list will be told by direct message that it has closed (in the morning, if it is night).
membership-plan-archive-ask =
    ⚠️ Nothing has changed yet. { $waiting ->
        [one] One person is
       *[other] { NUMBER($waiting) } people are
    } on the waiting list of “{ $plan }”. It closes with the sale, and they are told by direct message.
    Whoever was offered a seat or has applied may still finish.
membership-plan-archive-yes = Close it for the { NUMBER($waiting) } waiting, too
membership-plan-restored = “{ $plan }” is sold again.
membership-plan-restored-waiting = { $done } { $waiting ->
        [one] The one person on the waiting list keeps the place.
       *[other] The { NUMBER($waiting) } people on the waiting list keep their places.
    }
membership-plans-title = Plans
membership-plans-exclusive = Roles that only the bot gives: { $roles }
membership-no-plans = There are no plans yet. `/plan create` adds one.
membership-plan-line = **{ $plan }** (`{ $key }`) ¥{ NUMBER($price) }, { $every } → { $roles }, { $tracks }{ $hands }
membership-plan-seats = { $line } ({ NUMBER($taken) } taken, { NUMBER($waiting) } waiting)
membership-plan-line-archived = **{ $plan }** (`{ $key }`, no longer sold) ¥{ NUMBER($price) }, { $every } → { $roles }, { $tracks }{ $hands }

# Answers to the owner
membership-granted = { $user } has “{ $plan }” from now on, { $until }.
membership-granted-extension = { $user } keeps “{ $plan }”: the new period begins { $from } and runs { $until }.
membership-granted-waiting = “{ $plan }” is recorded for { $user }, { $until }. They are not in the server now; the role and a message to them follow as soon as they join.
membership-granted-screening = { $user } has “{ $plan }” from now on, { $until }. They have yet to accept the server's rules; the role follows when they have.
membership-granted-as-pass = { $granted }
    ℹ️ Because of how the money came it counts as a pass: they are reminded before it ends, and have { $days ->
        [one] one day
       *[other] { NUMBER($days) } days
    } of grace after that.
membership-granted-by-hand = { $granted }
    ℹ️ Given by hand, it has neither a reminder nor days of grace. Whoever is to pay again gets it with `as:Pass`.
membership-again =
    ⚠️ Nothing is given yet. { $user } was given the same { NUMBER($minutes) ->
        [one] a minute
       *[other] { $minutes } minutes
    } ago: “{ $plan }”, { $paid }.
    Give it once more? Unless you press, nothing changes.
membership-again-paid = ¥{ NUMBER($amount) } received
membership-again-unpaid = no money
membership-applied =
    ⚠️ Nothing is given yet. { $user } has application #{ $number } for “{ $plan }” ({ $state }, ¥{ NUMBER($due) } due).
    Are these ¥{ NUMBER($amount) } for it? “Payment of application #{ $number }” grants just what you typed, records the payment, and completes the application.
membership-applied-awaiting = its payment is awaited
membership-applied-late = too late
membership-applied-undecided = to be decided
membership-button-settle = Payment of application #{ $number }
membership-button-apart = Grant apart from it
membership-settled = { $given }
    Application #{ $number } is completed.
membership-button-again = Give it once more
membership-only-payment = { $user } has “{ $plan }” without an end date already: only the ¥{ NUMBER($amount) } received were recorded, nothing else changed.
membership-revoked = { $user } no longer has “{ $plan }”. They are told by direct message; the reason stays with you.
membership-role-exclusive = Only the bot gives { $role } from now on. Whoever has no right to it loses it within five minutes or so (you are asked first if they are many). Bots, the server’s owner, salon owners and mentors keep it.
membership-role-exclusive-ask =
    ⚠️ Nothing has changed yet. { $count ->
        [one] One person has
       *[other] { NUMBER($count) } people have
    } { $role } without a right to it and would lose it once only the bot gives it (if they are many, you are asked once more).
    For whoever is to keep it, grant a plan with “/member grant” first.
membership-role-exclusive-taken-title = An exclusive role was taken away
membership-role-exclusive-taken = { $role }, which only the bot gives, was taken from { $count ->
        [one] one person
       *[other] { NUMBER($count) } people
    } without a right to it. Give a plan with `/member grant` to whoever is to keep it.
membership-role-exclusive-yes = Take it from { NUMBER($count) } and go on
membership-role-not-exclusive = Others may give { $role } again. What they gave is left alone.
membership-why-title = Membership
membership-why-about = About { $user }
membership-why-nothing = Nothing is recorded about this person.
membership-left-out = … { NUMBER($count) } more above are not shown
membership-page = Page { NUMBER($page) } of { NUMBER($count) }
membership-page-earlier = ◀ Earlier
membership-page-later = Later ▶
membership-event = { $at } { $event }
membership-event-granted = “{ $plan }” granted by { $by } ({ $source }): from { $from }, { $until }
membership-event-extended = “{ $plan }” extended by { $by } ({ $source }): from { $from }, { $until }
membership-event-shop-changed = “{ $plan }” ends in Discord's shop ({ $until })
membership-event-shop-refunded = “{ $plan }” was refunded or taken back in Discord's shop
membership-event-grace-began = the paid period of “{ $plan }” ended; grace { $until }
membership-event-started = “{ $plan }” began
membership-event-grace-ended = the grace of “{ $plan }” ended
membership-event-ended = “{ $plan }” ended
membership-event-revoked = The period of “{ $plan }” from { $from } revoked by { $by }: { $reason }
membership-event-changed = The end of "{ $plan }" changed by a list ({ $by }): { $until }
membership-event-followed = “{ $plan }” moved up, as what comes before it ended: from { $from } ({ $until })
membership-event-followed-later = “{ $plan }” moved back, as what comes before it is there again: from { $from } ({ $until })
membership-event-without-grace = What was added to “{ $plan }” has neither reminders nor grace any more, as what it lengthened was taken back
membership-event-closed = "{ $plan }" ended by a list ({ $by })
membership-event-reopened = The ending of "{ $plan }" by a list was undone ({ $by })
membership-event-paid = ¥{ NUMBER($amount) } received
membership-event-role-granted = { $role } given, because { $cause } ({ $delivery })
membership-event-role-revoked = { $role } taken, because { $cause } ({ $delivery })
membership-event-role-given-by-hand = { $role } was given by hand: { $answer }
membership-event-role-taken-by-hand = { $role } was taken by hand: { $answer }
membership-event-role-stopped = Taking { $role } was put off: { $cause } (too many at once; the owner is asked)
membership-event-role-let-go = Taking { $role } was approved ({ $by })
membership-event-role-kept = { $role } stays all the same ({ $by })
membership-hand-restored = it is put right
membership-hand-respected = left so, as the plan says
membership-hand-given-up = left so until tomorrow, after it was put right three times within a day; please look at your other bots and moderators
membership-event-notice-welcome = Told that it begins ({ $delivery })
membership-event-notice-extended = Told that it goes on ({ $delivery })
membership-event-notice-period = Told of the period ({ $delivery })
membership-event-notice-trial = Told that the trial begins ({ $delivery })
membership-event-notice-renewal = Told { $days ->
        [1] one day
       *[other] { $days } days
    } before the end ({ $delivery })
membership-event-notice-grace-first = Told that the paid period ended and grace begins ({ $delivery })
membership-event-notice-grace = Asked on day { $days } of grace whether they go on ({ $delivery })
membership-event-notice-moved = Notice of the move to another account ({ $delivery })
membership-event-notice-ended = Told that it has ended ({ $delivery })
membership-event-notice-farewell = Told farewell ({ $delivery })
membership-event-sent-away = Sent away from the server, as “{ $plan }” is over ({ $delivery })
membership-event-exit-stopped = Sending them away was put off (too many at once; the owner is asked)
membership-event-exit-let-go = Sending them away was approved ({ $by })
membership-event-exit-kept = They stay on the server all the same ({ $by })
membership-event-joined = Came into the server
membership-event-left = Left the server
membership-event-moved = Moved to another Discord account ({ $by })
membership-event-account-left = What this account had moved to another account ({ $by })
membership-event-linked = Linked with an account of another platform ({ $by })
membership-event-banned = Banned from the server
membership-event-unbanned = No longer banned from the server
membership-source-manual = given by hand
membership-source-pass = pass, with reminders
membership-source-discord = Discord's shop
membership-source-gift = gift
membership-source-import = from a list
membership-source-trial = trial
membership-cause-granted = an owner granted a plan
membership-cause-paid = an owner confirmed the payment
membership-cause-revoked = an owner revoked a plan
membership-cause-imported = a list, or its undoing
membership-cause-moved = moved to another account
membership-cause-mended = mended by an owner
membership-cause-started = a period began
membership-cause-ended = a period ended
membership-cause-joined = they joined the server
membership-cause-accepted = they accepted the server's rules
membership-cause-repaired = it differed on Discord
membership-cause-plan = the plan changed
membership-cause-exclusive = an exclusive role without a right to it
membership-delivery-waiting = on its way
membership-delivery-done = delivered
membership-delivery-refused = not delivered: not in the server, or takes no direct messages
membership-delivery-stays = not done: gone already, back again, or exempt
membership-delivery-superseded = overtaken by a later change
membership-delivery-held = stopped, needs a look
membership-delivery-unknown = not sent

# Answers to members
membership-status-title = Your membership
membership-standing-active = ✅ **{ $plan }**: active, { $until }
membership-standing-trial = 🎁 **{ $plan }**: on trial, free until { $end }
membership-standing-grace = ⏳ **{ $plan }**: the period you paid for is over; yours until { $end } all the same
membership-standing-upcoming = 🕒 **{ $plan }**: begins { $from }
membership-standing-ended = ▫️ **{ $plan }**: ended { $at }
membership-status-none = You have no membership yet. To join, use `/join`.
membership-status-trial-advice = A trial ends by itself, and nothing is charged. To go on, use `/join`.
membership-status-trial-pay = A trial ends by itself, and nothing is charged. What to do to go on is shown above.
membership-status-trial-ask = A trial ends by itself, and nothing is charged. To go on, please ask the salon's owner.
membership-status-active-advice = There is nothing you need to do. To go on with it later, use `/join`.
membership-status-active-later = There is nothing you need to do. Once it has ended, apply again with `/join`.
membership-status-active-ask = There is nothing you need to do. To go on with it later, please ask the salon's owner.
membership-status-others-advice = There is nothing you need to do about “{ $plans }”. To go on with it, apply with `/join`.
membership-status-others-ask = There is nothing you need to do about “{ $plans }”. To go on with it, please contact the owner.
membership-status-grace-advice = To go on after that, apply with `/join` and pay before then.
membership-status-grace-ask = To go on after that, please ask the salon's owner before then.
membership-status-ended-advice = Your membership is not active now. To come back, use `/join`.
membership-status-ended-ask = Your membership is not active now. To come back, please ask the salon's owner.
membership-dm-welcome-title = Welcome to the salon
membership-dm-welcome = You now have “{ $plan }”, from { $from }, { $until }. `/membership` in the server shows where you stand.
membership-dm-received = 💴 Your payment of ¥{ NUMBER($amount) } has arrived.
membership-dm-further-title = Your plan
membership-dm-further = You have “{ $plan }”, from { $from }, { $until }. `/membership` in the server shows where you stand.
membership-dm-extended-title = Your membership goes on
membership-dm-extended = “{ $plan }” goes on for you: the new period is from { $from }, { $until }. `/membership` in the server shows where you stand.
membership-dm-trial-title = Your trial begins
membership-dm-trial = “{ $plan }” is yours to try, free until { $end }. `/membership` in the server shows where you stand.
membership-dm-trial-ends-title = Your trial ends soon
membership-dm-trial-ends = Your trial of “{ $plan }” ends { $end } ({ $left }). Nothing is charged by itself. To go on, ¥{ NUMBER($price) } are to be paid; `/membership` in the server shows how (`/join` if you have not applied). If you have paid in the meantime, please ignore this.
membership-dm-trial-ended-title = Your trial has ended
membership-dm-trial-ended = Your trial of “{ $plan }” has ended; nothing was charged. { $way } If you have applied, `/membership` shows how to pay.
membership-dm-renewal-title = Your membership ends soon
membership-dm-renewal = “{ $plan }” ends { $end } ({ $left }). { $way } `/membership` in the server shows where you stand at any time.
membership-dm-renewal-grace = The period of “{ $plan }” ends { $end } ({ $left }). It stays yours as days of grace until { $until }. { $way } `/membership` in the server shows where you stand at any time.
membership-dm-grace-first-title = What was paid for is over
membership-dm-grace-first = The paid period of “{ $plan }” is over. It stays yours until { $until }. { $way }
membership-dm-grace-title = Would you like to go on?
membership-dm-grace = “{ $plan }” stays yours until { $until }. { $way }
membership-days-left = days left: { $days }
membership-today = today
membership-way-join = To go on after that, apply with `/join` in the server and pay before then; otherwise there is nothing you need to do.
membership-way-later = Once it has ended, apply again with `/join` in the server.
membership-way-ask = To go on after that, please ask the salon's owner before then; otherwise there is nothing you need to do.
membership-way-again = To have it again, use `/join` in the server.
membership-way-applied = You have it again as soon as your application #{ $number } is settled; `/membership` shows how it stands.
membership-way-again-ask = To have it again, please ask the salon's owner.
membership-undelivered-title = What could not be sent to you
membership-undelivered-advice = To get such notices by direct message, allow direct messages in your privacy settings for this server.
membership-dm-ended-title = Your membership has ended
membership-dm-ended = “{ $plan }” has ended for you. Thank you for having been with us. { $way } `/membership` there shows where you stand.
membership-dm-taken-title = Your plan was ended
membership-dm-taken = “{ $plan }” was ended for you by the owner of the salon. If you do not know why, or have a question, please ask the owner. `/membership` in the server shows where you stand.
membership-dm-one-taken = “{ $plan }” was ended for you by the owner of the salon. If you do not know why, or have a question, please ask the owner. Your other plans:
    { $others }

    `/membership` in the server shows where you stand.

membership-dm-farewell-taken = “{ $plan }” was ended for you by the owner of the salon. With this plan one leaves the server when it ends, and so will you in a moment (owners and mentors stay). If you do not know why, or have a question, please ask the owner.
membership-dm-farewell-title = You leave the server
membership-dm-farewell = “{ $plan }” has ended for you. With this plan one leaves the server when it ends, and so will you in a moment (owners and mentors stay). Thank you for having been with us. To come back, use an invite to the server and then `/join`.
membership-dm-one-ended-title = One of your plans has ended
membership-dm-one-ended = “{ $plan }” has ended for you. Your other plans:
    { $others }

    `/membership` in the server shows where you stand.

# Before many lose a role at once
membership-breaker-title = ⛔ Taking a role was stopped
membership-breaker = ⛔ { NUMBER($people) } of { NUMBER($holders) } people were about to lose { $role }. Nobody does until you decide
membership-breaker-cause = • { $cause }: { NUMBER($count) }
membership-taken-revoked = ended before its time (revoked)
membership-taken-by-hand = given by hand
membership-breaker-people = { $people }
membership-breaker-people-more = { $people } and { NUMBER($more) } more
membership-breaker-buttons = “Go” takes the role from these people. “Discard” leaves it with them for good. If a setting is wrong, mend that first: whoever has a right to the role again is not concerned any more.
membership-button-breaker-go = Go
membership-button-breaker-discard = Discard
membership-breaker-going = { $role } is taken from { NUMBER($people) } people. This may take some minutes.
membership-breaker-gone = The owner let it go: { $role } is taken from { NUMBER($people) } people.
membership-breaker-discarded = { $role } stays with { NUMBER($people) } people.
membership-breaker-moot = { $role } need not be taken from anybody any more.
membership-breaker-exit = ⛔ { NUMBER($people) } people (of { NUMBER($holders) } with such a plan) were about to be sent away from the server. Nobody is until you decide
membership-breaker-exit-buttons = “Go” tells these people by direct message and sends them away. “Discard” lets them stay. If a setting is wrong, mend that first with `/plan edit`: whoever has a right to a plan again is not concerned any more.
membership-breaker-exit-going = { NUMBER($people) } people are told and sent away from the server. This may take some minutes.
membership-breaker-exit-gone = The owner let it go: { NUMBER($people) } people are sent away from the server.
membership-breaker-exit-discarded = { NUMBER($people) } people stay on the server.
membership-breaker-exit-moot = Nobody need be sent away any more.
membership-breaker-was-decided = This was decided already.
membership-breaker-has-changed = Since what you see here, others are concerned. Look at the newest card in the log channel, or at /salon status.
# When something is wrong with a role that is sold
membership-trouble-gone = ⚠️ A role that is sold was deleted ({ $role }). Make a new one and have the plan give that. Until then it is not given.
membership-trouble-managed = ⚠️ { $role } belongs to an integration now, and the bot cannot give it. Have the plan give another role.
membership-trouble-no-manage-roles = ⚠️ { $role } cannot be given. Allow the bot Manage Roles in Server Settings → Roles.
membership-trouble-too-high = ⚠️ { $role } stands above the bot’s role and cannot be given. Move the bot’s role above it in Server Settings → Roles.
membership-trouble-no-kick = ⚠️ A plan sends people away when it ends, and the bot may not Kick Members. Allow it in Server Settings → Roles.
membership-trouble-dangerous = ⚠️ The role { $role }, which is sold, can manage the server now, and so can everyone who bought it. Take that permission away in Server Settings → Roles.

# Refusals
membership-unknown-ware-title = ⚠️ Something was bought that is no plan
membership-unknown-ware = In Discord's shop `{ $sku }` was bought, and no plan has this SKU. Whoever bought it has been given nothing yet. Create a plan with this discord-sku; about five minutes later it is given.
membership-bad-key = A key has 1 to 32 of the characters a-z, 0-9 and hyphen, such as `monthly`. Please choose another one.
membership-key-is-taken = There is a plan with the key `{ $key }` already. Please choose another key; `/plan list` shows all.
membership-bad-price = A price is ¥0 to ¥1,000,000. Please correct it.
membership-bad-days = A plan that is paid once lasts 1 to 3,660 days. Please fill in `days`.
membership-bad-sku = `discord-sku` is the id of a SKU, a number of 15 digits or more; see Monetization in the Discord Developer Portal.
membership-sku-is-taken = This SKU belongs to “{ $plan }”. Please check the number.
membership-bad-grace = Days of grace are 0 to 90. Please check the number.
membership-bad-trial = A trial has 0 to 90 days. Please check the number.
membership-trial-of-free-plan = A plan that costs nothing needs no trial. Please set `trial-days` to 0, or give it a price.
membership-trial-role-without-days = `trial-role` is only for a plan with a trial. Please fill in `trial-days` (1 to 90) too.
membership-alumni-without-role = No role is set for alumni. Please fill in `alumni-role` too.
membership-alumni-role-without-exit = `alumni-role` is only for plans whose exit is “Alumni get a role”. Please choose that, or leave the role out.
membership-alumni-role-of-plan = { $role } is what members of this plan have. Please choose another role for alumni.
membership-may-not-kick = The bot may not Kick Members, so this cannot be chosen. Allow it in Server Settings → Roles and try again.
membership-days-without-once = `days` is only for a plan that is paid once. Please leave it out, or choose that interval.
membership-role-of-everyone = @​everyone cannot be sold: all have it. Please choose a role of its own for the plan.
membership-role-of-staff = { $role } belongs to the owner or the mentors and cannot be sold. Please choose another role.
membership-role-is-managed = { $role } belongs to a bot or an integration, which alone can give it. Please choose another role.
membership-role-is-dangerous = Whoever has { $role } could change or harm the server, so it cannot be sold. Please take management permissions from it, or choose another role.
membership-role-is-too-high = { $role } stands above the bot’s role, which therefore cannot give it. In Server Settings → Roles, move the bot’s role above it and try again.
membership-may-not-manage-roles = The bot may not Manage Roles, so it cannot give any. Allow it in Server Settings → Roles and try again.
membership-role-of-no-plan = No plan gives { $role }. Choose a role of a plan.
membership-role-is-so-already = { $role } is managed that way already. There is nothing to do.
membership-unknown-track = There is no track “{ $typed }”. There are: { $known }. Please pick from the suggestions.
membership-unknown-plan = There is no plan “{ $typed }”. Please pick one from the suggestions; `/plan list` shows all.
membership-plan-is-archived = “{ $plan }” is no longer sold. Please choose another plan, or sell it again with `/plan archive undo:True`. Whoever has it now can get more with `/member extend`.
membership-plan-is-sold = “{ $plan }” is on sale. There is nothing to do.
membership-plan-is-sold-no-more = “{ $plan }” is no longer sold already. To sell it again, fill in `undo`.
membership-nothing-to-change = Nothing would change. Please fill in what is to be different; `/plan list` shows what there is.
membership-plan-has-changed = This plan was changed in the meantime. Please look at `/plan list` and use `/plan edit` again.
membership-bad-months = Months are 1 to 24. Please correct the number.
membership-months-and-endless = Please give either `months` or `without-end`, not both.
membership-bad-payment = Money received is ¥0 to ¥1,000,000. Please correct it.
membership-is-bot = Bots cannot hold a plan. Please choose a person.
membership-held-without-end = This person has the plan without an end date already. Nothing needs to be granted; to record money received for it, fill in `paid-yen`.
membership-nothing-to-revoke = This person does not hold that plan. The right-click entry “Membership” shows what they hold.

# What Discord's audit log says: at most 50 characters
membership-audit-granted = salon: plan granted by the owner
membership-audit-paid = salon: an owner confirmed the payment
membership-audit-revoked = salon: plan revoked by the owner
membership-audit-imported = salon: a list was taken in
membership-audit-moved = salon: moved to another account
membership-audit-mended = salon: mended by an owner
membership-audit-started = salon: membership began
membership-audit-ended = salon: membership ended
membership-audit-joined = salon: member came back
membership-audit-accepted = salon: server rules accepted
membership-audit-plan = salon: plan changed
membership-audit-exit = salon: left with the end of a plan
membership-audit-repaired = salon: repaired to match the record

## What effects are called (for the owner)
membership-effect-welcome = notice that a plan began
membership-effect-renewal = notice that a plan ends soon
membership-effect-grace = notice that asks whether they go on
membership-effect-exclusive = notice of an exclusive role that was taken away
membership-effect-breaker = question about taking a role from many
membership-effect-trouble = message about a role that is sold
membership-effect-unknown-ware = notice that something was bought which is no plan
membership-effect-farewell = farewell to somebody
membership-effect-kick = sending somebody away
membership-effect-ended = notice that a plan ended
membership-effect-import = notice of a list that was taken in
