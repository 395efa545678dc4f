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
    .role-2 = role-2
    .role-2-description = One more role
    .role-3 = role-3
    .role-3-description = One more role
    .tracks = tracks
    .tracks-description = The tracks it opens, separated by commas; all when left out
    .example = /plan create key:monthly name:Monthly price:2980 interval:Every month role:@Member
cmd-plan-list = list
    .description = Show all plans with price and roles
    .example = /plan list
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
    .as = as
    .as-description = By hand (default), a pass (a bank transfer, say; grace follows its end) or a gift
    .as-manual = By hand
    .as-pass = Pass
    .as-gift = Gift
    .example = /member grant user:@ada plan:monthly months:3 paid-yen:8940
cmd-member-revoke = revoke
    .description = Take a plan from someone, now
    .user = user
    .user-description = Who loses the plan
    .plan = plan
    .plan-description = Which plan
    .reason = reason
    .reason-description = Why; only owners see it
    .example = /member revoke user:@ada plan:monthly reason:Refunded
cmd-member-why = why
    .description = Why someone has access or not: periods, payments, roles, notices
    .user = user
    .user-description = Whom it is about
    .example = /member why user:@ada
cmd-membership = membership
    .description = Where you stand: your plan and until when it runs
    .example = /membership
menu-membership = Membership
    .description = Why someone has access or not: periods, payments, roles, notices

# What is filled into sentences
membership-what-name = The name
membership-what-reason = The reason
membership-until = until { $end }
membership-without-end = without an end date
membership-every-month = every month
membership-every-year = every year
membership-once = once, for { NUMBER($days) } days
membership-all-tracks = all tracks
membership-tracks = tracks { $tracks }

# Plans
membership-plan-created = Plan created: { $plan }
    `/member grant` gives it to someone.
membership-plans-title = Plans
membership-no-plans = There are no plans yet. `/plan create` adds one.
membership-plan-line = **{ $plan }** (`{ $key }`) ¥{ NUMBER($price) }, { $every } → { $roles }, { $tracks }
membership-plan-line-archived = **{ $plan }** (`{ $key }`) ¥{ NUMBER($price) }, { $every } → { $roles }, { $tracks } (no longer sold)

# Answers to the owner
membership-granted = { $user } has “{ $plan }” from now on, { $until }.
membership-granted-extension = { $user } keeps “{ $plan }”: the new period begins { $from } and runs { $until }.
membership-granted-waiting = “{ $plan }” is recorded for { $user }, { $until }. They are not in the server now; the role and a message to them follow as soon as they join.
membership-only-payment = { $user } has “{ $plan }” without an end date already: only the ¥{ NUMBER($amount) } received were recorded, nothing else changed.
membership-revoked = { $user } no longer has “{ $plan }”. They are told by direct message; the reason stays with you.
membership-why-title = Membership
membership-why-about = About { $user }
membership-why-nothing = Nothing is recorded about this person.
membership-left-out = … { NUMBER($count) } more above are not shown
membership-page = Page { NUMBER($page) } of { NUMBER($count) }
membership-page-earlier = ◀ Earlier
membership-page-later = Later ▶
membership-event = { $at } { $event }
membership-event-granted = “{ $plan }” granted by { $by } ({ $source }): from { $from }, { $until }
membership-event-grace-began = what was paid for of “{ $plan }” is over; grace { $until }
membership-event-started = “{ $plan }” began
membership-event-ended = “{ $plan }” ended
membership-event-revoked = “{ $plan }” revoked by { $by }: { $reason }
membership-event-paid = ¥{ NUMBER($amount) } received
membership-event-role-granted = { $role } given, because { $cause } ({ $delivery })
membership-event-role-revoked = { $role } taken, because { $cause } ({ $delivery })
membership-event-notice-welcome = Told that it begins or goes on ({ $delivery })
membership-event-notice-ended = Told that it has ended ({ $delivery })
membership-event-joined = Came into the server
membership-event-left = Left the server
membership-source-manual = by hand
membership-source-pass = pass
membership-source-gift = gift
membership-cause-granted = an owner granted a plan
membership-cause-revoked = an owner revoked a plan
membership-cause-started = a period began
membership-cause-ended = a period ended
membership-cause-joined = they joined the server
membership-cause-repaired = it differed on Discord
membership-delivery-waiting = on its way
membership-delivery-done = delivered
membership-delivery-refused = not delivered: not in the server, or takes no direct messages
membership-delivery-superseded = overtaken by a later change
membership-delivery-held = stopped, needs a look
membership-delivery-unknown = not sent

# Answers to members
membership-status-title = Your membership
membership-standing-active = ✅ **{ $plan }**: active, { $until }
membership-standing-grace = ⏳ **{ $plan }**: the paid period is over; yours until { $end } all the same
membership-standing-upcoming = 🕒 **{ $plan }**: begins { $from }
membership-standing-ended = ▫️ **{ $plan }**: ended { $at }
membership-status-none = You have no membership yet. To join, please ask the owner of the salon.
membership-status-active-advice = There is nothing you need to do. To extend it, please ask the owner of the salon.
membership-status-ended-advice = Your membership is not active now. To come back, please ask the owner of the salon.
membership-dm-welcome-title = Welcome to the salon
membership-dm-welcome = You now have “{ $plan }”, { $until }. `/membership` in the server shows where you stand.
membership-dm-further-title = Your plan
membership-dm-further = You have “{ $plan }”, { $until }. `/membership` in the server shows where you stand.
membership-dm-extended-title = Your membership goes on
membership-dm-extended = “{ $plan }” goes on for you, { $until }. `/membership` in the server shows where you stand.
membership-dm-ended-title = Your membership has ended
membership-dm-ended = “{ $plan }” has ended for you. Thank you for having been with us. To come back, please ask the owner of the salon; `/membership` in the server shows where you stand.
membership-dm-one-ended-title = One of your plans has ended
membership-dm-one-ended = “{ $plan }” has ended for you. Your other plans:
    { $others }

    `/membership` in the server shows where you stand.

# Refusals
membership-bad-key = A key has 1 to 32 of the characters a-z, 0-9 and hyphen, such as `monthly`. Please choose another one.
membership-key-is-taken = There is a plan with the key `{ $key }` already. Please choose another key; `/plan list` shows all.
membership-bad-price = A price is 0 to 1,000,000 yen. Please correct it.
membership-bad-days = A plan that is paid once lasts 1 to 3,660 days. Please fill in `days`.
membership-bad-grace = Days of grace are 0 to 90. Please check the number.
membership-days-without-once = `days` is only for a plan that is paid once. Please leave it out, or choose that interval.
membership-role-of-everyone = @​everyone cannot be sold: all have it. Please choose a role of its own for the plan.
membership-role-of-staff = { $role } belongs to the owner or the mentors and cannot be sold. Please choose another role.
membership-role-is-managed = { $role } belongs to a bot or an integration, which alone can give it. Please choose another role.
membership-role-is-dangerous = Whoever has { $role } could change or harm the server, so it cannot be sold. Please take management permissions from it, or choose another role.
membership-unknown-track = There is no track “{ $typed }”. There are: { $known }. Please pick from the suggestions.
membership-unknown-plan = There is no plan “{ $typed }”. Please pick one from the suggestions; `/plan list` shows all.
membership-plan-is-archived = “{ $plan }” is no longer sold. Please choose another plan.
membership-bad-months = Months are 1 to 24. Please correct the number.
membership-months-and-endless = Please give either `months` or `without-end`, not both.
membership-bad-payment = Money received is 0 to 1,000,000 yen. Please correct it.
membership-is-bot = Bots cannot hold a plan. Please choose a person.
membership-held-without-end = This person has the plan without an end date already. Nothing needs to be granted; to record money received for it, fill in `paid-yen`.
membership-nothing-to-revoke = This person does not hold that plan. The right-click entry “Membership” shows what they hold.

# What Discord's audit log says: at most 50 characters
membership-audit-granted = salon: plan granted by the owner
membership-audit-revoked = salon: plan revoked by the owner
membership-audit-started = salon: membership began
membership-audit-ended = salon: membership ended
membership-audit-joined = salon: member came back
membership-audit-repaired = salon: repaired to match the record

## What effects are called (for the owner)
membership-effect-welcome = notice that a plan began
membership-effect-ended = notice that a plan ended
