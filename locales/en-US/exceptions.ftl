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
exception-count-troubled = roles that cannot be given { NUMBER($count) }
exception-count-absent = not in the server { NUMBER($count) }
exception-count-without-role = without role { NUMBER($count) }
exception-count-without-right = role without a plan { NUMBER($count) }
exception-count-screening = rules not accepted { NUMBER($count) }

exception-application = 🕒 { $user } applied for "{ $plan }" ({ $at }) and waits for you to decide or to confirm the money.
exception-application-late = ⚠️ { $user } applied for "{ $plan }" ({ $at }) and has waited for more than 48 hours for you to decide or to confirm the money.
exception-banned = 🚫 { $user } was banned { $at } and still has "{ $plan }" or more. A ban alone ends no plan.
exception-double = 👥 { $user } has "{ $plan }" twice at the same time, and may be paying twice (the later one was recorded { $at }).
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
exception-button-end-later = End the later one
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
