# What needs the owner's eye
exception-title = Needs attention
exception-title-aside = What you let be
exception-none = Nothing needs attention.
exception-none-aside = There is nothing that you let be.
exception-counts = 📋 { $kinds }
exception-count-application = applications { NUMBER($count) }
exception-count-banned = banned with a plan { NUMBER($count) }
exception-count-double = twice at once { NUMBER($count) }
exception-count-unsold = unknown products { NUMBER($count) }
exception-count-payment = payments of nobody { NUMBER($count) }
exception-count-troubled = roles that cannot be given { NUMBER($count) }
exception-count-absent = not in the server { NUMBER($count) }
exception-count-without-role = without role { NUMBER($count) }
exception-count-without-right = role without a plan { NUMBER($count) }
exception-count-screening = rules not accepted { NUMBER($count) }

exception-application = 🕒 { $user } applied for "{ $plan }" ({ $at }) and waits for you to decide or to confirm the money.
exception-application-late = ⚠️ { $user } applied for "{ $plan }" ({ $at }) and has waited for more than 48 hours for you to decide or to confirm the money.
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
exception-ended = Ended. This does not stop what Discord's shop or any other service charges.
exception-set-aside = It is let be. It is shown again when something changes.
exception-put-back = It is in the list again.
exception-already = This is settled already.
exception-reason-double = two periods of one plan at the same time
exception-reason-banned = banned from the server
exception-payment = 💴 Nobody knows whose it is: { $owed } ("{ $plan }", { $at }).
exception-owed = { NUMBER($amount) } yen from "{ $name }" at "{ $source }"
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
account-linked = "{ $name }" at "{ $source }" is { $user } now. It counts from the next list that is taken in.
account-linked-payments = "{ $name }" at "{ $source }" is { $user } now, and { NUMBER($payments) } payments that waited are theirs. It counts from the next list that is taken in.
account-linked-line = Take the list in again to have it in the preview.
account-next-line = Next is line { NUMBER($line) }, "{ $name }".
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
move-done = What { $from } had, and their history, is { $to }'s now. Roles follow by themselves.
move-done-by-code = You have moved. Your roles follow in a moment.
move-dm-title = You moved to another account
move-dm-new = What your other account had, with its history, is this account's now. If you know nothing of this, please tell the owner.
move-dm-old = What this account had, with its history, is another account's now. If you know nothing of this, please tell the owner at once.
move-effect = Notice of a move to another account
move-nothing = There is nothing to move. Make sure that you are using the account that you had until now.
move-same-account = Both are the same account. Choose another one.
move-account-has-history = The new account has a history of its own. Use one that has none, or ask the owner.
move-bad-code = The code is wrong, or its time is over. Get a new one from `/membership` with your old account.
move-lately = You moved less than 30 days ago. You can move by yourself again from { $next }. If it is urgent, please ask the owner.
