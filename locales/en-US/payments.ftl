# Payments, refunds, periods that are not renewed, extensions, presents

# What members see
mine-button-cancel = Do not renew
mine-button-resume = Renew after all
mine-button-of-plan = { $button } ({ $plan })
mine-button-payments = Payments and receipts
mine-button-cancel-now = Yes, do not renew
mine-button-back = Back to my membership
mine-ask-cancel = Do you not want to renew “{ $plan }”? You keep it until { $end }. It then ends by itself, and we will not remind you to renew. Until it ends you can change your mind at any time.
mine-cancelled = “{ $plan }” will not be renewed. You keep it until { $end }. Should you change your mind, press the button below.
mine-resumed = “{ $plan }” may be renewed again. We will remind you before { $end }.
mine-as-it-is = What this button says no longer fits. This is where you stand now.
mine-endless = “{ $plan }” has no end date. Should you want to end it, please tell the salon's owner.
mine-of-shop = You have “{ $plan }” from Discord's shop. To end it, open User Settings → Subscriptions in Discord.
mine-of-platform = You have “{ $plan }” from another service. To go on with it or end it, please go to where you signed up.
mine-payments-title = Payments and receipts
mine-no-payments = No payments have been recorded yet.
mine-payment = { $at } **{ $plan }** ¥{ NUMBER($amount) } ({ $method }, #{ $number })
mine-refund = { $at } **{ $plan }** ¥{ NUMBER($amount) } refunded (#{ $number })
payment-method-transfer = bank transfer
payment-method-konbini = convenience store
payment-method-card = card
payment-method-cash = cash
payment-method-platform = another service
payment-method-other = other
payment-method-unknown = way not recorded
membership-standing-cancelling = 🔚 **{ $plan }**: cancelling at period end (active until { $end })
membership-standing-refunded = ↩️ **{ $plan }**: refunded (ended { $at })

# Direct messages to members
refund-dm-title = Your refund
refund-dm = We are refunding ¥{ NUMBER($amount) } of what you paid for “{ $plan }”. This is where you stand now:
    { $stands }

    Type `/membership` in the server at any time to see it.
refund-dm-over = We are refunding ¥{ NUMBER($amount) } of what you paid for “{ $plan }”, and the owner of the salon has ended the plan for you with that. This is where you stand now:
    { $stands }

    If you have questions, please ask the owner. Type `/membership` in the server at any time to see where you stand.
refund-dm-nothing = ▫️ **{ $plan }**: taken back
refund-dm-shortened-title = Your period has changed
refund-dm-shortened = The last period of “{ $plan }” was taken back. This is where you stand now:
    { $stands }

    If you have questions, please ask the salon's owner.
gift-dm-giver = 🎁 A present from { $giver }.

# Answers to owners
membership-over-seats = { $granted }
    ⚠️ The plan is now over its seats by { NUMBER($over) }. Seats limit only what is taken by `/join`.
refund-choice = #{ $number } { $day } ¥{ NUMBER($amount) } received ({ $plan })
refund-choice-refund = #{ $number } { $day } ¥{ NUMBER($amount) } refunded ({ $plan })
refund-cut = Took back a part of what { $user } has of “{ $plan }”. They will be told by direct message (not the reason).
refund-recorded = Recorded a refund of ¥{ NUMBER($amount) } to { $user } for “{ $plan }”. They will be told by direct message. Please send the money yourself.
refund-voided = Took back record #{ $number } (¥{ NUMBER($amount) }) of { $user } for “{ $plan }”. Their periods stay as they are.
refund-event-paid = ¥{ NUMBER($amount) } received (#{ $number })
refund-event-refunded = ¥{ NUMBER($amount) } refunded (#{ $number }, { $by }): { $reason }
refund-event-voided = Record #{ $number } (¥{ NUMBER($amount) }) was a mistake and taken back ({ $by }): { $reason }
refund-event-ended = A period of “{ $plan }” ended because all of it was refunded
refund-event-notice = Told of the refund ({ $delivery })
refund-event-notice-shortened = Told of the changed period ({ $delivery })
mine-event-cancelled = They chose not to renew “{ $plan }”
mine-event-resumed = They chose to renew “{ $plan }” after all
gift-source-from = { $source } from { $giver }
extend-event-because = { $event } (reason: { $reason })
list-cancelled = { $line } · will not renew
export-method = Paid by
export-voids = Takes back record
export-state-refunded = refunded
export-state-cancelling = cancelling at period end

# Refusals
extend-nothing = They do not have that plan, so there is nothing to extend. Give it with `/member grant`.
extend-endless = What they have of the plan has no end, so there is nothing to extend.
extend-days-or-until = Give either `days` or `until`, and not both.
extend-bad = A plan is extended by 1 to 731 days from the end of what they have. Check the days or the date.
gift-giver-without-gift = Only a gift has a giver. Choose Gift in `as`, or leave out `from`.
refund-bad = A refund is 1 yen or more. Check the amount.
refund-too-large = At most ¥{ NUMBER($most) } can be refunded: what came in and has not gone back. See their payments in `/member why`.
refund-nothing-to-do = With `what: Nothing`, say in `refund-yen` how much went back.
refund-record-by-number = To take back a wrong record, give only `payment`: its number stands after # in `/member why`.
refund-payment-alone = Give `payment` together with `refund-yen`, or with `what: A wrong record`.
refund-unknown-payment = They have no payment #{ $number } for this plan that counts. See the numbers in `/member why`.
refund-of-no-period = Payment #{ $number } came from a list and belongs to no period. If all of it was paid back, leave out `refund-yen` and use `what: A wrong record` with the same number.
refund-refunded-already = Some of this payment was refunded. Take back the record of that refund first.

## What effects are called (told to owners)
refund-effect = the notice of a refund
refund-effect-shortened = the notice of a changed period
