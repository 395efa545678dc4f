# What needs the owner's eye
exception-title = Needs attention
exception-title-aside = What you let be
exception-none = Of members and payments nothing needs attention.
exception-none-aside = There is nothing that you let be.
exception-counts = ⚠️ For you to look at: { $kinds }
exception-count-application = { NUMBER($count) ->
        [one] 1 application
       *[other] { NUMBER($count) } applications
    }
exception-count-banned = { NUMBER($count) ->
        [one] 1 banned with a plan
       *[other] { NUMBER($count) } banned with a plan
    }
exception-count-double = { NUMBER($count) ->
        [one] 1 plan twice at once
       *[other] { NUMBER($count) } plans twice at once
    }
exception-count-unsold = { NUMBER($count) ->
        [one] 1 unknown product
       *[other] { NUMBER($count) } unknown products
    }
exception-count-payment = { NUMBER($count) ->
        [one] 1 payment of nobody
       *[other] { NUMBER($count) } payments of nobody
    }
exception-count-troubled = { NUMBER($count) ->
        [one] 1 role that cannot be given
       *[other] { NUMBER($count) } roles that cannot be given
    }
exception-count-absent = { NUMBER($count) ->
        [one] 1 not in the server
       *[other] { NUMBER($count) } not in the server
    }
exception-count-without-role = { NUMBER($count) ->
        [one] 1 without role
       *[other] { NUMBER($count) } without role
    }
exception-count-without-right = { NUMBER($count) ->
        [one] 1 role without a plan
       *[other] { NUMBER($count) } roles without a plan
    }
exception-count-screening = { NUMBER($count) ->
        [one] 1 with rules not accepted
       *[other] { NUMBER($count) } with rules not accepted
    }

exception-application = 🕒 { $user } applied for "{ $plan }" ({ $at }): it { $waits }.
exception-application-late = ⚠️ { $user } applied for "{ $plan }" ({ $at }) more than 48 hours ago: it still { $waits }.
exception-banned = 🚫 { $user } was banned { $at } and still has "{ $plan }" or more. A ban alone ends no plan.
exception-double = 👥 { $user } has "{ $plan }" twice at the same time, and may be paying twice. First: { $first }; later: { $later } (recorded { $at }).
exception-unsold = 🛒 { $user } bought something in Discord's shop ({ $at }) that no plan is. It begins by itself once there is a plan with its SKU.
exception-troubled = 🛠️ The role { $role } of a plan cannot be given (since { $at }). `/salon status` says how to mend it.
exception-absent = 🚪 { $user } has "{ $plan }" and is not in the server (it began { $at }). They get the role by themselves when they join.
exception-withheld = ✋ { $user } has a right to { $role }, which somebody took by hand { $at }; the plan respects that.
exception-taken = ✋ Somebody takes { $role } from { $user } again and again (since { $at }). It is given once more after 24 hours.
exception-given = ✋ Somebody gives { $role } to { $user }, who has no right to it, again and again (since { $at }). It is taken once more after 24 hours.
exception-kept = 🏷️ { $user } keeps { $role } without a right to it (since { $at }).
exception-screening = 📜 { $user } has "{ $plan }" and has yet to accept the server's rules. They get the role by themselves once they do.

exception-button-list = See what needs attention
exception-button-aside-list = What you let be ({ NUMBER($count) })
exception-button-look = Compare again
exception-button-give = Give the role
exception-button-take = Take the role
exception-button-end-later = End the later one ({ $later })
exception-span = { $source }, { $first } to { $last }
exception-button-end-all = End the plans
exception-button-aside = Let it be
exception-button-back = Put it back

exception-looking = Comparing with Discord. Please look at the list again in a few seconds.
exception-giving = The role is being given.
exception-taking = The role is being taken. If many would lose it at once, the log channel asks you first.
exception-ended-later = The later period of “{ $plan }” has ended for { $user }. This does not stop what Discord's shop or any other service charges.
exception-ended-paid =
    { $ended }
    💴 For what ended, payments { $numbers } (¥{ NUMBER($amount) } in all) are recorded. If money goes back, record it with `/member revoke`, with the amount and the payment's number.
exception-ended = “{ $plan }” has ended for { $user }. This does not stop what Discord's shop or any other service charges.
exception-set-aside = It is let be. It is shown again when something changes.
exception-put-back = It is in the list again.
exception-already = This is settled already.
exception-reason-double = two periods of one plan at the same time
exception-reason-banned = banned from the server
exception-payment = 💴 Nobody knows whose it is: { $owed } ("{ $plan }", { $at }).
exception-owed = ¥{ NUMBER($amount) } from "{ $name }" at "{ $source }"
exception-choose = Whose is it: { $owed }? Whom you choose is who that name means from now on. To refund it, pay it back where it was paid, choose whose it is, and take the record out of the books with `/member revoke what:A wrong record payment:{ $number }`.
exception-choose-hint = Choose a member
exception-button-choose = Choose whose it is

# What people are called at other platforms
cmd-member-link = link
    .description = Says whose an ID or an address at another platform is
    .user = user
    .user-description = The member
    .source = source
    .source-description = Where the list is from (such as note)
    .name = name
    .name-description = The ID or address in the list
    .example = /member link user:@Tanaka source:note name:tanaka01
account-linked = “{ $name }” at “{ $source }” is { $user } now.
account-linked-payments = “{ $name }” at “{ $source }” is { $user } now, and { NUMBER($payments) } payments that waited are theirs.
account-linked-later = { $linked } It counts from the next list that is taken in.
account-ask = “{ $name }” at “{ $source }” is { $now } until now. Is it to be { $user } instead? Nothing has changed yet.
account-left = What { $user } has from the lists of this source:
account-left-paid = ・“{ $plan }” { $until } (¥{ NUMBER($amount) } paid, payment #{ $number })
account-left-unpaid = ・“{ $plan }” { $until } (no payment recorded)
account-left-advice = This stays as it is. If it is not theirs, end it with `/member revoke`, and take the payment back there as a record that was a mistake. Within 24 hours the list itself can be undone.
account-button-anew = Change it
account-of-another = This is { $user } already. To change that, use `/member link`.
account-linked-line = Below is a new preview with them in it.
account-next-line = Next is line { NUMBER($line) }, “{ $name }”.
account-line-hint = Choose who line { NUMBER($line) } is
account-unknown-source = No list was taken in from there yet. Choose one of those that are offered, or take its list in first with `/member import`.
account-bad-name = Type up to 200 characters.

# Moving to another account
cmd-member-move = move
    .description = Moves what a member has, and their history, to another Discord account
    .from = from
    .from-description = The account until now
    .to = to
    .to-description = The new account, which has no history of its own
    .reason = reason
    .reason-description = Shown to owners only
    .example = /member move from:@old to:@new reason:they asked for it
move-button-code = Move to another account
move-button-form = Enter a code
move-code =
    Your code: { $code }
    Join this server with the new account, and within { NUMBER($minutes) } minutes press "Enter a code" in `/membership` there. It works once. Tell it to nobody.
move-form = Move to this account
move-form-code = Code
move-ask = Move all that { $from } has, with payments and history, to { $to }? Roles go with it, and both accounts are told by direct message. Nothing has been moved yet.
move-button-now = Move
move-of-staff = Accounts of owners and mentors, and those that acted for the salon, are neither moved nor moved to: what they did would read as done by somebody else. Choose another account.
move-done = What { $from } had, and their history, is { $to }'s now. Roles follow by themselves.
move-done-by-code = You have moved. Your roles follow in a moment.
move-told-owner = 🔁 What { $from } had was moved to { $to } by themselves, with a code.
move-dm-title = You moved to another account
move-dm-new = What your other account had, with its history, is this account's now. If you know nothing of this, please tell the owner.
move-dm-old = What this account had, with its history, is another account's now. If you know nothing of this, please tell the owner at once.
move-effect = Notice of a move to another account
move-nothing = There is nothing to move. Make sure that you are using the account that you had until now.
move-same-account = Both are the same account. Choose another one.
move-account-has-history = The new account has a history of its own. Use one that has none, or ask the owner.
move-target-has-history = The account you chose has a history of its own, so nothing was moved. Choose an account without one, or give that account the rest of the time with `/member grant` and end it here with `/member revoke`. `/member why` shows what each has.
move-bad-code = The code is wrong, or its time is over. Get a new one from `/membership` with your old account.
move-lately = You moved less than 30 days ago. You can move by yourself again from { $next }. If it is urgent, please ask the owner.
