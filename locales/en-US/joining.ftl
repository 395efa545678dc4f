# Joining
cmd-join = join
    .description = Choose a plan and apply for it
    .plan = plan
    .plan-description = Which plan; all are shown when left out
    .example = /join
joining-offers-title = Joining
joining-offer = **{ $plan }** ¥{ NUMBER($price) } (tax included) for { $length }, no automatic renewal, { $tracks }
joining-offer-trial = { $line }, { $days ->
        [one] first day free
       *[other] first { NUMBER($days) } days free
    }
joining-offer-full = { $line } (full: waiting list)
joining-offer-pending = { $line } (you have applied)
joining-offer-queued = { $line } (you are on the waiting list)
joining-offers-next = Choosing a plan shows everything once more. Nothing is ordered before you agree there.
joining-button-offer = { $plan }
joining-nothing-offered = There is no plan to apply for now. Please ask the owner of the salon.
joining-not-set-up = Plans with a price cannot be sold yet. Please fill in { $settings } in the settings and restart salon.
joining-quit = Nothing was ordered. `/join` is there whenever you like.

joining-limited-approved = { $line }, only for whom you admit
joining-limited-seats = { $line }, { $seats ->
        [one] one seat
       *[other] { NUMBER($seats) } seats
    }

## The last screen
joining-screen-title = Please check your order
joining-screen-anew = ⚠️ This has changed since it was shown to you, and nothing was ordered yet. Please look again.
joining-screen-follows = 📅 It adds one period to what you have until { $end }.
joining-screen-grace = ⏳ The period you paid for is over, and you are in grace until { $until }. The new period begins when your payment is confirmed.
joining-screen-trial = 🎁 If you apply now, the trial runs until { $end }. To go on after it, pay by { $until }.
joining-screen-agree = If all of this is right, press “Agree and apply”.
joining-screen-version = Version { $version }
joining-button-agree = Agree and apply
joining-button-quit = Not now
joining-item = **{ $item }** { $says }
joining-item-what = What
joining-what = { $plan } (use of the online salon, { $tracks })
joining-item-price = Price
joining-price = ¥{ NUMBER($price) } in total for one period, tax included; bank fees and internet costs are not included
joining-price-nothing = free of charge; your connection is yours to pay
joining-item-trial = Trial
joining-trial = the first { $days ->
        [one] day is
       *[other] { NUMBER($days) } days are
    } free, once for each person and plan. To go on, ¥{ NUMBER($price) } are to be paid. Without a payment it ends by itself, and nothing is charged
joining-item-length = Period and renewal
joining-length = { $length }. It does not renew by itself and nothing is charged automatically; to go on, apply again
joining-length-grace = { $goes }. After a period you paid for it stays yours for { $days ->
        [one] one day
       *[other] { NUMBER($days) } days
    } of grace, free of charge
joining-length-month = one month
joining-length-year = one year
joining-length-days = { $days ->
        [one] one day
       *[other] { NUMBER($days) } days
    }
joining-item-payment = Payment
joining-pay-transfer = by bank transfer, in advance, within { $days ->
        [one] one day
       *[other] { NUMBER($days) } days
    } of applying
joining-pay-admitted = by bank transfer, in advance, within { $days ->
        [one] one day
       *[other] { NUMBER($days) } days
    } of being told that you are admitted; nothing is due before
joining-pay-trial = by bank transfer, in advance, before the trial ends; where that is shorter than { $days ->
        [one] one day
       *[other] { NUMBER($days) } days
    }, within { $days ->
        [one] one day
       *[other] { NUMBER($days) } days
    } of applying
joining-pay-trial-admitted = by bank transfer, in advance, before the trial ends; where that is shorter than { $days ->
        [one] one day
       *[other] { NUMBER($days) } days
    }, within { $days ->
        [one] one day
       *[other] { NUMBER($days) } days
    } of being admitted. Nothing is to be paid before that
joining-pay-nothing = none
joining-item-start = Begins
joining-start-now = at once
joining-start-admitted = as soon as the owner admits you
joining-start-paid = at once when your payment is confirmed (while you have it: when the present period ends)
joining-start-trial = the trial as soon as you apply; your paid period begins when the trial ends, or when we confirm your payment if later
joining-start-trial-admitted = the trial as soon as the owner admits you; your paid period begins when the trial ends, or when we confirm your payment if later
joining-item-cancel = Withdrawing and cancelling
joining-cancel = before it begins you can withdraw at any time with `/membership`; nothing renews by itself, so there is nothing to cancel once it has begun, and leaving the server neither ends the period nor takes back the payment
joining-item-refund = Refunds
joining-refund = { $refund }
joining-item-seller = Seller
joining-seller = statement under the Specified Commercial Transactions Act: { $url }

joining-full = “{ $plan }” is full now. On the waiting list you get a direct message when a seat is free; nothing is ordered by waiting.
joining-button-queue = Join the waiting list

## After applying
joining-granted = You have “{ $plan }” from now on, { $until }.
joining-agreed-title = Your application has arrived
joining-queued-title = You are on the waiting list
joining-trial-begun = 🎁 Your trial has begun. It is free until { $end }.
joining-agreed-where = `/membership` shows how it stands and lets you withdraw it.
joining-transfer =
    To pay: ¥{ NUMBER($price) } / application number: { $number }
    { $transfer }
joining-words = > { $words }
joining-standing-applied = 📝 **{ $plan }**: applied; the owner will decide
joining-standing-awaiting = 🕒 **{ $plan }**: waiting for your payment. Please pay ¥{ NUMBER($price) } by { $end }, as follows
joining-standing-awaiting-trial = 🕒 **{ $plan }**: to go on after the trial, please pay ¥{ NUMBER($price) } by { $end }, as follows. If you only want to try it, there is nothing you need to do
joining-standing-queued = 🕒 **{ $plan }**: on the waiting list, number { NUMBER($place) }
joining-standing-offered = 🎫 **{ $plan }**: a seat is free for you; apply with `/join` by { $end }
joining-standing-approved = ✅ **{ $plan }**: admitted
joining-standing-declined = ▫️ **{ $plan }**: your application could not be accepted
joining-standing-closed = ▫️ **{ $plan }**: no longer sold, so the waiting list has closed
joining-standing-withdrawn = ▫️ **{ $plan }**: withdrawn
joining-standing-expired = ▫️ **{ $plan }**: your payment did not arrive in time and the application has ended. { $way }
joining-standing-missed = ▫️ **{ $plan }**: you did not apply in time, so the seat is no longer kept for you. { $way }
joining-way = To apply once more, use `/join` in the server. While it is full, you can wait for a seat there.
joining-way-ask = It is no longer sold; if you would like to have it, please ask the salon's owner.
joining-button-reply = Answer about “{ $plan }”
joining-button-withdraw = Withdraw “{ $plan }”
joining-button-leave = Leave the waiting list of “{ $plan }”
joining-button-give-up = Give up the seat in “{ $plan }”
joining-button-withdraw-now = Withdraw
joining-button-leave-now = Leave the waiting list
joining-button-give-up-now = Give up the seat
joining-ask-withdraw = Withdraw your application for “{ $plan }”? Nothing has changed yet. If you have paid already, please tell the owner first.
joining-ask-leave = Leave the waiting list of “{ $plan }”? Nothing has changed yet. Your place cannot be had back: whoever waits again starts at the end.
joining-ask-give-up = A seat in “{ $plan }” is kept for you. Give it up? Nothing has changed yet. If you apply again later, there may be no seat.
joining-left = You no longer wait for “{ $plan }”.
joining-gave-up = You gave up the seat in “{ $plan }”.
joining-withdrawn = Your application for “{ $plan }” is withdrawn. If you have paid already, please tell the owner.
joining-replied = The owner has your answer.
joining-dm-awaited-title = How to pay
joining-dm-admitted = Your application was approved.
joining-dm-awaited = Thank you for applying for “{ $plan }”. Please pay as follows; it begins as soon as the payment is confirmed.
joining-dm-awaited-trial = Thank you for applying for “{ $plan }”. To go on after the trial, please transfer the money as follows. If you only want to try it, there is nothing you need to do.
joining-dm-awaited-further = Thank you for going on with “{ $plan }”. Please pay as follows; once the payment is confirmed, the new period follows the one you have.
joining-dm-awaited-grace = Thank you for going on with “{ $plan }”. Please pay as follows. Confirmed by { $until }, you keep it without a gap.
joining-dm-awaited-until = Please pay by { $end }. `/membership` in the server shows how it stands and lets you withdraw.
joining-dm-unawaited-withdrawn = You have withdrawn your application
joining-dm-unawaited-over = Your application has ended
joining-dm-unawaited = “{ $plan }” is not to be paid for any more: please do not transfer anything. If you have paid already, please tell the owner.
joining-dm-declined-title = Your application
joining-dm-declined =
    We are sorry: your application for “{ $plan }” could not be accepted. The owner writes:
    { $words }
joining-dm-asked-title = A question from the owner
joining-dm-asked =
    The owner asks about your application for “{ $plan }”:
    { $words }

    `/membership` in the server has a button to answer.
joining-dm-offered-title = A seat is free
joining-dm-offered = A seat in “{ $plan }” is free. It is kept for you until { $end }; apply with `/join` in the server.
joining-dm-closed-title = The waiting list has closed
joining-dm-closed = We are sorry: “{ $plan }” is no longer sold, so its waiting list has closed. There is nothing you need to do.
joining-dm-lapsed-title = Your application has run out
joining-dm-lapsed = Your payment did not arrive in time, so your application for “{ $plan }” has ended. If you have paid already, please tell the owner. { $way }
joining-dm-lapsed-trial = Your trial of “{ $plan }” has ended; you were not charged. No payment arrived in time, so your application has ended too. If you have already paid, please contact the owner. { $way }
joining-dm-missed = You did not apply in time, so the seat in “{ $plan }” is no longer kept for you. { $way }
joining-dm-unpaid-title = Your payment is due soon
joining-dm-unpaid = Your payment for “{ $plan }” has not arrived yet. If you still want it, please pay as follows. If you have paid in the meantime, please ignore this.

## The owner's card
joining-card-title = Application #{ $number }
joining-card = { $user } would like “{ $plan }” ({ $before }, ¥{ NUMBER($price) }).
joining-card-over = Application of { $user } for “{ $plan }” ({ $before }, ¥{ NUMBER($price) })
joining-before-nothing = new
joining-before-had = coming back
joining-before-has = going on
joining-waits-word = waits for you to decide
joining-waits-money = waits for you to confirm the payment (¥{ NUMBER($price) })
joining-card-applied = 📝 to be decided
joining-card-awaiting = 🕒 payment due by { $end }
joining-card-queued = 🕒 on the waiting list
joining-card-paid = ✅ payment confirmed (¥{ NUMBER($amount) }) by { $by }
joining-card-paid-less = ✅ payment confirmed (¥{ NUMBER($amount) }, ¥{ NUMBER($difference) } short) by { $by }
joining-card-paid-more = ✅ payment confirmed (¥{ NUMBER($amount) }, ¥{ NUMBER($difference) } too much) by { $by }
joining-card-void = ⚠️ the record of the payment was taken back (should money come, confirm it below)
joining-card-approved = ✅ done by { $by }
joining-card-declined = ▫️ declined by { $by }
joining-card-withdrawn = ▫️ withdrawn by the applicant
joining-card-expired = ▫️ run out
joining-card-asked = 💬 waiting for an answer
joining-card-answered = 💬 the applicant has answered
joining-button-admit = Admit
joining-button-paid = Confirm payment
joining-button-decline = Decline
joining-button-ask = Ask the applicant
joining-button-talk = Show what was written
joining-ask-paid =
    { $user } owes **¥{ NUMBER($due) }** for “{ $plan }” (application #{ $number }).
    If that much came in, press below. { $coming }
joining-ask-less =
    ⚠️ Nothing is recorded yet. { $user } owes **¥{ NUMBER($due) }** for “{ $plan }” (application #{ $number }); the **¥{ NUMBER($amount) }** you typed are ¥{ NUMBER($difference) } too little.
    Confirm the payment anyway? { $coming }
joining-ask-more =
    ⚠️ Nothing is recorded yet. { $user } owes **¥{ NUMBER($due) }** for “{ $plan }” (application #{ $number }); the **¥{ NUMBER($amount) }** you typed are ¥{ NUMBER($difference) } too much.
    Confirm the payment anyway? { $coming }
joining-coming-now = The plan begins at once and runs { $until }; they are told by direct message.
joining-coming-follows = It follows on what they have: from { $from }, { $until }; they are told by direct message.
joining-coming-nothing = They have it without an end date, so only the payment is recorded.
joining-coming-after = It is recorded for the period that they were given (from { $from }, { $until }), which stays as it is; they are told by direct message.
joining-over-seats = ⚠️ The plan is full: with this it is over its seats by { NUMBER($over) }.
joining-meanwhile = ⚠️ Since they applied, payment #{ $number } (¥{ NUMBER($amount) }, { $at }) was recorded for the same plan. Please make sure that this is another one.
joining-button-paid-now = Confirm ¥{ NUMBER($amount) }
joining-button-paid-other = Another amount
joining-button-paid-again = Type the amount again
joining-form-paid = Payment of application #{ $number }
joining-form-amount = Received (due: ¥{ NUMBER($due) })
joining-form-amount-hint = In digits, such as { $due }
joining-form-decline = Decline
joining-form-decline-hint = The applicant gets it as a direct message
joining-form-ask = Ask the applicant
joining-form-ask-hint = The applicant gets it as a direct message; no patient information, please
joining-form-reply = Answer the owner
joining-form-reply-hint = Only the owner reads it
joining-what-words = The words
joining-decided-approved = { $user } has “{ $plan }” now, { $until }, and is told by direct message.
joining-decided-extended = { $user } keeps “{ $plan }”: the new period begins { $from } and runs { $until }. They are told by direct message.
joining-decided-only-payment = { $user } has “{ $plan }” without an end date already: only the ¥{ NUMBER($amount) } received were recorded. The application is approved, nothing else changed.
joining-decided-after = Recorded ¥{ NUMBER($amount) } for the period of “{ $plan }” that { $user } was given (from { $from }, { $until }). It stays as it is; they are told by direct message.
joining-decided-admitted = { $user } is admitted to “{ $plan }” and is told by direct message how to pay.
joining-decided-declined = { $user } is turned down for “{ $plan }” and is told by direct message.
joining-decided-asked = { $user } was sent your question about “{ $plan }”. The card shows when an answer is there.
joining-talk-title = What was written about application #{ $number }
joining-talk = { $at } { $author }: { $words }

## Refusals
joining-has-changed = This application was decided or has changed since. Please look at the newest card, or at `/membership`.
joining-no-such-offer = There is no plan “{ $typed }”. Please pick one from the suggestions; `/join` alone lists those you can apply for.
joining-not-offered = “{ $plan }” cannot be applied for now. `/join` alone lists those you can apply for.
joining-bad-amount = Please type the amount received in digits, ¥1 to ¥1,000,000, such as { $due }.
joining-bad-seats = Seats are 0 to 100,000 (0: no limit). Please check the number.
joining-already-applied = You have applied for this plan already (application #{ $number }). `/membership` shows how it stands.
joining-already-queued = You are on the waiting list of this plan already. You get a direct message when a seat is free; `/membership` shows your place and lets you leave it.
joining-applied-anew = They have applied anew since, with application #{ $number }. Please confirm the late payment on the card of application #{ $number }.
joining-applied-anew-undecided = They have applied anew since, with application #{ $number }, which waits for your approval. Please approve it on its card first, and then confirm the late payment there.
joining-already-held = You have this plan already. `/membership` shows until when.
joining-too-often = You have applied many times today. Please wait a day and try again.
joining-nothing-asked = The owner has not asked you anything. If there is something to say, please write to the owner.

## The history
joining-event-made = applied for “{ $plan }” (application #{ $number })
joining-event-admitted = admitted to “{ $plan }” by { $by } (application #{ $number })
joining-event-approved = the application for “{ $plan }” was completed by { $by } (application #{ $number })
joining-event-obsolete = no longer waits for “{ $plan }”, as they have it (application #{ $number }, { $by })
joining-event-declined = turned down for “{ $plan }” by { $by } (application #{ $number })
joining-event-asked = asked about “{ $plan }” by { $by } (application #{ $number })
joining-event-answered = answered about “{ $plan }” (application #{ $number })
joining-event-queued = on the waiting list for “{ $plan }” (application #{ $number })
joining-event-offered = was offered a seat in “{ $plan }” (application #{ $number })
joining-event-closed = no longer waits for “{ $plan }”, which is not sold any more (application #{ $number })
joining-event-withdrawn = withdrew the application for “{ $plan }” (application #{ $number })
joining-event-left = left the waiting list of “{ $plan }” (application #{ $number })
joining-event-expired = the application for “{ $plan }” ran out (application #{ $number })
joining-event-notice-awaited = Payment instructions sent ({ $delivery })
joining-event-notice-unpaid = Reminded that the payment is due ({ $delivery })
joining-event-notice-declined = Told that they were turned down ({ $delivery })
joining-event-notice-asked = Question about the application sent ({ $delivery })
joining-event-notice-offered = Offered a seat ({ $delivery })
joining-event-notice-closed = The waiting list has closed ({ $delivery })
joining-event-notice-lapsed = Told that the application ran out ({ $delivery })

## What effects are called (for the owner)
joining-effect-card = card of an application
joining-effect-notice = notice about an application
