# Payments, refunds, periods that are not renewed, extensions, presents

# What members see
mine-button-cancel = Do not renew (no notices, no grace)
mine-button-resume = Take back “do not renew”
mine-button-of-plan = { $button } ({ $plan })
mine-button-payments = Payments
mine-button-cancel-now = End when the period ends
mine-button-back = Back to my membership
mine-ask-cancel = Do you want “{ $plan }” to end without renewing? You keep it until { $end }. It then ends by itself, without days of grace, and we will not remind you to renew. Until it ends you can change your mind at any time.
mine-cancelled = “{ $plan }” will not be renewed. You keep it until { $end }. Should you change your mind, press the button below.
mine-resumed = “{ $plan }” may be renewed again. We will remind you before { $end }.
mine-told-title = About a renewal
mine-told-cancelled = 🔚 { $user } will not renew “{ $plan }”. It ends { $end }; until then they can take that back.
mine-told-resumed = ↩️ { $user } may renew “{ $plan }” after all (active until { $end }).
mine-as-it-is = What this button says no longer fits. This is where you stand now.
mine-silent = We send no notices to renew “{ $plan }”. It ends by itself when its period does.
mine-endless = “{ $plan }” has no end date. Should you want to end it, please tell the salon's owner.
mine-of-shop = You have “{ $plan }” from Discord's shop. To go on with it or to end it, open User Settings → Subscriptions in Discord.
mine-of-platform = You have “{ $plan }” from another service. To go on with it or end it, please go to where you signed up.
mine-payments-title = Payments
mine-no-payments = No payments have been recorded yet.
mine-payment = { $at } **{ $plan }** ¥{ NUMBER($amount) } ({ $method }, payment #{ $number })
mine-refund = { $at } **{ $plan }** ¥{ NUMBER($amount) } refunded (refund #{ $number })
payment-method-transfer = bank transfer
payment-method-konbini = convenience store
payment-method-card = card
payment-method-cash = cash
payment-method-platform = another service
payment-method-other = other
payment-method-unknown = way not recorded
membership-standing-cancelling = 🔚 **{ $plan }**: will end with its period (active until { $end })
membership-standing-refunded = ↩️ **{ $plan }**: refunded (ended { $at })

# Direct messages to members
refund-dm-title = Your refund
refund-dm = We are refunding { $money } for “{ $plan }”. This is where you stand now:
    { $stands }

    Type `/membership` in the server at any time to see it.
refund-dm-whole = all ¥{ NUMBER($amount) } that you paid
refund-dm-part = ¥{ NUMBER($amount) } of what you paid
refund-dm-over = We are refunding { $money } for “{ $plan }”, and with that the plan has ended for you. This is where you stand now:
    { $stands }

    If you have questions, please ask the owner. Type `/membership` in the server at any time to see where you stand.
refund-taken = Taken back:
    { $spans }
refund-next = The next period now begins { $from }, { $until }.
refund-dm-nothing = ▫️ **{ $plan }**: taken back
refund-dm-shortened-title = Your period has changed
refund-dm-shortened = A part of your time with “{ $plan }” was taken back. This is where you stand now:
    { $stands }

    If you have questions, please ask the salon's owner.
refund-dm-mistake-title = A payment was recorded by mistake
refund-dm-mistake = We told you that ¥{ NUMBER($amount) } came in for “{ $plan }”. That was a mistake in our records; please excuse it. This is where you stand now:
    { $stands }

    Should your time with it change, we will tell you. If you have questions, please ask the salon's owner.
refund-dm-mistaken-title = The notice of a refund was a mistake
refund-dm-mistaken = We told you that we are refunding ¥{ NUMBER($amount) } of “{ $plan }”. That was a mistake in our records: nothing is refunded; please excuse it. This is where you stand now:
    { $stands }

    Should your time with it change, we will tell you. If you have questions, please ask the salon's owner.
refund-dm-received-title = Your payment has arrived
refund-dm-received = 💴 We have received ¥{ NUMBER($amount) } for “{ $plan }”. Thank you. This is where you stand now:
    { $stands }
restored-dm-title = Your time is back
restored-dm = This time with “{ $plan }” had ended because a refund was recorded by mistake. It is yours again; please excuse the trouble.
    { $spans }

    This is where you stand now:
    { $stands }
gift-dm-giver = 🎁 A present from { $giver }.
gift-dm-nameless = 🎁 It is a present.

# Answers to owners
membership-over-seats = { $granted }
    ⚠️ The plan is now over its seats by { NUMBER($over) }. Seats limit only what is taken by `/join`.
refund-choice = Payment #{ $number } { $day } ¥{ NUMBER($amount) } ({ $plan })
refund-choice-refund = Refund #{ $number } { $day } ¥{ NUMBER($amount) } ({ $plan })
refund-cut = Took back a part of what { $user } has of “{ $plan }”. They will be told by direct message (not the reason).
refund-recorded = Recorded a refund of ¥{ NUMBER($amount) } to { $user } for “{ $plan }”. They will be told by direct message. Please send the money yourself.
refund-recorded-gift = Recorded a refund of ¥{ NUMBER($amount) } of the gift of “{ $plan }” to { $user }. They are not told what a gift cost. Please send the money yourself.
refund-voided = Took back the record of payment #{ $number } (¥{ NUMBER($amount) }) of { $user } for “{ $plan }”. Their periods stay as they are.
refund-voided-told = They will be told by direct message that the payment was a mistake (not the reason).
refund-voided-refund = Took back the record of refund #{ $number } (¥{ NUMBER($amount) }) of { $user } for “{ $plan }”. Their periods stay as they are.
refund-voided-refund-told = They will be told by direct message that the refund was a mistake (not the reason).
refund-voided-lost = ⚠️ What ended with that refund does not come back by itself. To give it back, press “Give the time back”:
    { $spans }
refund-voided-endless = ⚠️ What a list or the shop had given without end, and ended with that refund, cannot be given back here. Take in the list again where it was a list; otherwise, or where it is urgent, give time that ends with `/member grant`.
refund-kept = 💴 ¥{ NUMBER($amount) } that came in for the time taken back stay recorded as received. To refund them, use `/member revoke` with the number of the payment and the amount, and send the money.
restored-button = Give the time back
restored = { $user } has this time of “{ $plan }” again, and will be told by direct message:
refund-ask-spread = What { $user } paid last for “{ $plan }” does not cover a refund of ¥{ NUMBER($amount) }. It would be recorded like this:
refund-ask-again = A refund of ¥{ NUMBER($amount) } to { $user } for “{ $plan }” was recorded { NUMBER($minutes) ->
        [one] a minute
       *[other] { $minutes } minutes
    } ago. Record it once more, like this?
refund-ask-part = • ¥{ NUMBER($amount) } of payment { $numbers } (from { $from }, { $until })
refund-ask-ends = ⚠️ Their access ends with it.
refund-ask-cuts = ⚠️ A part of their time ends with it.
refund-ask-keeps = Their periods stay as they are.
refund-ask-nothing-yet = Nothing is recorded yet.
refund-button-ask = Record the refund like this
remaining = ⚠️ { NUMBER($count) ->
        [one] One period of “{ $plan }” is left and goes on:
       *[other] { $count } periods of “{ $plan }” are left and go on:
    }
remaining-bought = ⚠️ What this payment had bought of “{ $plan }” is left and goes on:
remaining-line = • from { $from }, { $until }
remaining-button = End what is left too
remaining-button-bought = End this period
remaining-ask-bought = End what this payment had bought { $user } of “{ $plan }”? They will be told by direct message.
remaining-ask = { NUMBER($count) ->
        [one] End the one period of “{ $plan }” that { $user } has left? They will be told by direct message.
       *[other] End the { $count } periods of “{ $plan }” that { $user } has left? They will be told by direct message.
    }
remaining-button-now = { NUMBER($count) ->
        [one] End one period
       *[other] End { $count } periods
    }
remaining-ended = { NUMBER($count) ->
        [one] The one period of “{ $plan }” that { $user } had left has ended.
       *[other] The { $count } periods of “{ $plan }” that { $user } had left have ended.
    }
remaining-has-changed = Their periods have changed since this was shown. See them in `/member why`, and use `/member revoke` again if need be.
restored-nothing = There is nothing to give back: it was given back already, or that time is over. See `/member why`.
restored-otherwise = They were granted other time since the refund. So that they do not get it twice, nothing was given back. See `/member why`, and add what is missing with `/member extend`.
refund-event-paid = ¥{ NUMBER($amount) } received (payment #{ $number })
refund-event-refunded = ¥{ NUMBER($amount) } refunded (refund #{ $number }, { $by }): { $reason }
refund-event-voided = The record of payment #{ $number } (¥{ NUMBER($amount) }) was a mistake and taken back ({ $by }): { $reason }
refund-event-voided-refund = The record of refund #{ $number } (¥{ NUMBER($amount) }) was a mistake and taken back ({ $by }): { $reason }
refund-event-ended = The period of “{ $plan }” from { $from } ended because all of it was refunded
refund-event-notice = Told of the refund ({ $delivery })
refund-event-notice-shortened = Told of the changed period ({ $delivery })
refund-event-notice-mistake = Told that a payment or refund was a mistake ({ $delivery })
refund-event-notice-received = Told that a payment has arrived ({ $delivery })
restored-event-notice = Told that time was given back ({ $delivery })
restored-event = Time of “{ $plan }” given back by { $by } ({ $source }): from { $from }, { $until }
mine-event-cancelled = They chose not to renew “{ $plan }”
mine-event-resumed = They chose to renew “{ $plan }” after all
gift-source-from = { $source } from { $giver }
extend-event-because = { $event } (reason: { $reason })
list-cancelled = { $line } · will not renew
export-method = Paid by
export-voids = Takes back record
export-state-refunded = refunded
export-state-cancelling = will end with its period

# Refusals
extend-nothing = They do not have that plan, so there is nothing to extend. Give it with `/member grant`.
extend-endless = What they have of the plan has no end, so there is nothing to extend.
extend-days-or-until = Give either `days` or `until`, and not both.
extend-bad-from = A plan is extended by 1 to 731 days from the end of what they have, which is { $end }. Check the days or the date.
extend-bad = A plan is extended by 1 to 731 days from the end of what they have. Check the days or the date.
gift-giver-without-gift = Only a gift has a giver. Choose Gift in `as`, or leave out `from`.
gift-giver-is-receiver = Whoever gets the gift cannot be its giver. Leave out `from`, or name somebody else.
refund-bad = A refund is ¥1 or more. Check the amount.
refund-too-large = At most ¥{ NUMBER($most) } can be refunded: what came in and has not gone back (without `payment`, only through the service of the latest payment). See their payments in `/member why`.
asked-answered-already = This question was answered, or a later one has taken its place. Use the command again if need be.
refund-nothing-to-do = With `what: Nothing`, say in `refund-yen` how much went back.
refund-record-by-number = To take back a wrong record, give only `payment`: its number stands after “payment #” in `/member why`.
refund-payment-alone = Give `payment` together with `refund-yen`, or with `what: A wrong record`.
refund-unknown-payment = They have no payment #{ $number } for this plan that counts. See the numbers in `/member why`.
refund-of-no-period = Payment #{ $number } came from a list and belongs to no period. If all of it was paid back, leave out `refund-yen` and use `what: A wrong record` with the same number.
refund-refunded-already = Some of this payment was refunded. Take back the record of that refund first.

## What effects are called (told to owners)
refund-effect = the notice of a refund
refund-effect-shortened = the notice of a changed period
refund-effect-mistake = the notice that a payment or refund was a mistake
refund-effect-received = the notice that a payment has arrived
mine-effect-told = the notice about a renewal (to owners)
