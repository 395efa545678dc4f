# Commands
cmd-member-import = import
    .description = Takes in a list (CSV) of another platform: you see it first, and can undo it for 24 hours
    .file = file
    .file-description = A CSV file (up to 8 MB; UTF-8, UTF-16 or Shift_JIS)
    .source = source
    .source-description = Where the list is from: lower-case letters, digits, hyphens (such as note)
    .key = key
    .key-description = By what the list names people
    .key-discord = Discord ID
    .key-number = Salon number
    .key-platform = ID or address at the platform
    .absent = absent
    .absent-description = What becomes of whoever was in the list before and is not any more (left out: they stay)
    .absent-stay = They stay
    .absent-end = They end
    .plan = plan
    .plan-description = Where the whole list is about one plan
    .key-column = key-column
    .key-column-description = Name of the column with the ID or number (left out: as last time, or guessed)
    .plan-column = plan-column
    .plan-column-description = Name of the column with the plan's key or name (left out: as last time, or guessed)
    .end-column = end-column
    .end-column-description = Name of the column with the last day (left out: as last time, or guessed)
    .state-column = state-column
    .state-column-description = Name of the column that says active or cancelled (left out: as last time, or guessed)
    .paid-column = paid-column
    .paid-column-description = Name of the column with the yen paid (left out: as last time, or guessed)
    .example = /member import file:members.csv source:note key:Discord ID plan:monthly
cmd-member-export = export
    .description = Makes a CSV file for the books: numbers, plans, periods, yen; no names, no addresses
    .what = what
    .what-description = What it holds
    .what-members = Members
    .what-payments = Payments
    .from = from
    .from-description = From this day on (such as 2026-04-01; left out: from the beginning)
    .until = until
    .until-description = Through this day (left out: to the end)
    .example = /member export what:Payments from:2026-04-01 until:2027-03-31
cmd-member-list = list
    .description = Shows who holds what
    .view = view
    .view-description = Who is shown
    .view-active = Members
    .view-trial = On trial
    .view-grace = In grace
    .view-ending = Ending within 14 days
    .view-ended = Ended within 30 days
    .view-attention = Needs attention
    .plan = plan
    .plan-description = Only this plan (left out: all)
    .example = /member list view:In grace

# Looking
import-title = Check the import
import-counted = "{ $source }": { $counts }
import-count-and = { $first }, { $next }
import-count-none = nothing changed
import-count-join = additions: { NUMBER($count) }
import-count-change = changes: { NUMBER($count) }
import-count-end = ends: { NUMBER($count) }
import-count-same = unchanged: { NUMBER($count) }
import-count-unmatched = unknown: { NUMBER($count) }
import-count-invalid = unreadable: { NUMBER($count) }
import-count-repeated = repeated: { NUMBER($count) }
import-columns = Columns: key "{ $key }", plan "{ $plan }", last day "{ $end }", state "{ $state }", paid "{ $paid }"
import-no-such-column = none
import-absent-stay = Whoever is not in the list stays.
import-absent-end = { NUMBER($count) } people are not in the list and end (counted above).
import-absent-unknown = Some lines do not say whom they are about, so nobody ends for not being in the list.
import-absent-other = Plans of “{ $source }” that the list does not name stay as they are: { $plans }
import-leaving = Rows that say that somebody leaves, with a last day to come: { NUMBER($count) }. They keep the plan until that day; to end it at once, leave the day empty and take the list in again.
import-away = Rows of people who are not in the server: { NUMBER($count) }. They get the plan when they join.
import-unseen = ⚠️ Discord does not say now who is in the server, so rows of bots and of people who are not in it are not told apart. To see them, take the list in again later.
import-paid-idle = Payments on unchanged lines are not recorded: { NUMBER($count) }, ¥{ NUMBER($sum) } in all. Record them with `paid-yen` of `/member grant` if need be.
import-paid = Payments: { NUMBER($count) }, ¥{ NUMBER($sum) } in all (recorded when it can no longer be undone)
import-paid-nobody = Payments of rows of nobody we know: { NUMBER($count) }, ¥{ NUMBER($sum) } in total (recorded after the 24 hours, then shown among payments of unknown people)
import-booked = Line { NUMBER($line) }: the ¥{ NUMBER($amount) } are recorded already as payment #{ $number } of { $user }, and will not be recorded again.
import-twice = ⚠️ Payments that may be recorded already, of whom the same name meant before: { NUMBER($count) }, ¥{ NUMBER($sum) } in all. If they are the same, taking in the list records them twice: look with `/member why`, and first take those back with `/member revoke`, `what: a record that was a mistake`.
import-twice-line = Line { NUMBER($line) }: ¥{ NUMBER($amount) } (payment #{ $number } of { $user })
import-more = { NUMBER($count) } more (in the attached file)
import-known-before = ⚠️ This file was taken in at { $at } already. Make sure that it is not an old list.
import-over = ⚠️ Of the { NUMBER($holders) } people with "{ $plan }", { NUMBER($people) } would lose it or time of it.
import-problem = Line { NUMBER($line) }: { $why }
import-account-advice = A Discord ID has 17 to 19 digits (such as 123456789012345678). Switch on Developer Mode under Advanced in Discord's settings, right-click the person (on a phone: … in their profile) and choose "Copy User ID".
import-advice = The attached file says it line by line. If all is well, press "{ $button }". Nobody is sent a message for being added.
import-nothing-to-do = There are no rows to apply.
import-go = Apply
import-go-endless = Apply without end
import-go-stateless = Apply without states
import-go-bare = Apply without end and states
import-endless = ⚠️ No column says the last day, so { NUMBER($count) } additions and changes would be without end.
import-endless-ask = Columns not used: { $columns }. If one of them says the last day, name it as `end-column` of `/member import` and take the list in again. If the list means no end, press “{ $button }”.
import-stateless-ask = ⚠️ The column “{ $column }”, which said whether people go on, is not there. If another one says it, name it as `state-column` of `/member import` and hand in the list again. If none does, press “{ $button }”: then rows of people who have left count as active.
import-overlap = ⚠️ Lines of people who have the same plan from elsewhere: { NUMBER($count) }. If you apply the list, the periods overlap.
import-overlap-until = Line { NUMBER($line) }: { $source }, until { $until }
import-overlap-endless = Line { NUMBER($line) }: { $source }, no end
import-moved = Line { NUMBER($line) }: { $old } is the account before a move, so the line counts for { $new }.
import-drop = Cancel
import-undo = Undo
import-sure-title = This concerns many people
import-sure-advice = Please check once more. Nothing has been changed yet.
import-sure = Do it for all { NUMBER($people) }
import-undo-title = Undo this list?
import-turned = "{ $plan }": { $turns }
import-turn-ends = would lose it: { NUMBER($people) }
import-turn-shortens = would have it for less time: { NUMBER($people) }
import-turn-regains = would have it as before: { NUMBER($people) }
import-turn-nobody = Nobody's period would change.
import-done-undone = This list was undone.
import-done-settled = The 24 hours in which it could be undone are over.

# The file
import-sheet-line = Line
import-sheet-who = Member
import-sheet-name = Display name
import-sheet-plan = Plan
import-sheet-act = What
import-sheet-before = End so far
import-sheet-until = End
import-sheet-paid = Paid (yen)
import-sheet-why = Notes
import-sheet-endless = no end
import-act-join = add
import-act-change = change
import-act-end = end
import-act-absent = end (not in the list)
import-act-same = unchanged
import-act-unmatched = unknown
import-act-invalid = unreadable
import-act-repeated = repeated
import-why-cells = other cells than columns
import-why-nobody = it does not say who
import-why-bad-key = no salon number
import-why-bad-account = no Discord ID
import-why-rounded = a spreadsheet rounded the ID; export the column as text
import-why-address = this is an address: choose the key “ID or address at the platform”
import-why-bot = this is a bot; bots cannot hold a plan
import-why-no-plan = no plan of that name
import-why-archived = nobody can be added to an archived plan
import-why-no-date = no last day; write "unlimited" where there is none
import-why-bad-date = no such date (write 2026-04-30)
import-why-bad-state = an unknown state (write active or cancelled)
import-why-bad-money = no such amount (¥0 to ¥1,000,000)
import-why-fraction = the amount has a fraction; write whole yen
import-why-contradicts = several lines about this person say different things
import-note-elsewhere = has it from elsewhere too ({ $source })
import-note-moved = the account before a move (counts for the account of now)
import-note-leaving = leaves, until the last day
import-note-away = not in the server (gets it on joining)
import-note-booked = recorded as payment #{ $number }
import-note-twice = may be recorded as payment #{ $number }
import-why-unmatched = nobody has this number
import-unlinked = Line { NUMBER($line) }, “{ $name }”: nobody is linked with what the platform calls them

# What came of it
import-begun = The list of "{ $source }" is being applied. The log channel is told when it is done. You can undo it for 24 hours.
import-undoing = The list of "{ $source }" is being undone.
import-dropped = Cancelled. Nothing was changed.
import-done-title = A list was taken in
import-can-be-undone = It can be undone until { $until }. Notices of ending and payments follow after that.
import-undone-title = A list was undone
import-undone = The list of "{ $source }" was taken back.
import-left-alone = { NUMBER($count) } that had changed meanwhile were left as they are.

# History
import-event-changed-back = The list of { $list } was undone: the end of "{ $plan }" is as before ({ $by }): { $until }
import-event-taken-back = The list of { $list } was undone: "{ $plan }" ended ({ $by })
import-event-given-back = The list of { $list } was undone: "{ $plan }" goes on ({ $by })

# Refusals
import-bad-source = The name of a source is made of lower-case letters, digits and hyphens, up to 32 (such as `note`). Please type it again.
import-too-large = The file is too large (up to 8 MB). Leave out columns that are not needed, or split it.
import-unavailable = The file could not be fetched. Please attach it once more.
import-workbook = This is an Excel workbook. Choose "Save As" and "CSV (Comma delimited)" in Excel, and attach that file.
import-no-text = Line { NUMBER($line) } has characters that cannot be read. Save the file as CSV (UTF-8).
import-open-quote = A quotation mark (") near line { NUMBER($line) } is never closed. Mend it and attach the file again.
import-empty = There are no rows below the names of the columns. The first line names the columns, people follow below.
import-too-many-rows = Too many rows (up to { NUMBER($most) }). Split the list.
import-which-plan = It is not clear which plan the list is about. Fill in `plan` or `plan-column`. Columns: { $columns }
import-who-is-it = It is not clear which column says who. Fill in `key-column`. Columns: { $columns }
import-two-columns = There are two columns “{ $name }”. Delete the one that is not meant, or rename it, and attach the file again.
import-no-column = There is no column "{ $name }". Check its name. Columns: { $columns }
import-known = This file was taken in at { $at } already. Nothing was changed.
import-gone = This list can no longer be acted on: 24 hours are over, or it is done. Take it in again if need be.
import-newer = This is an older preview. A newer one stands below; press the button there. Nothing has changed.
import-changed = Something changed after you looked. Nothing was done. Please take the list in again and look once more.
import-no-end = No column says the last day. Please take the list in again, and name that column or say that no end is meant.
import-no-state = The column that said who goes on is gone. Please take the list in again, and name that column or say that there is none.
import-not-the-latest = A later list of this source was taken in. Undo that one first.
import-busy = Another list is being worked on. Press again when that is done.

# Files for the books
export-made = A file of { NUMBER($rows) } rows. Times are those of the salon's zone, amounts are yen.
export-apart =
    { $made }
    ℹ️ Beside these, { $count ->
        [one] one payment
       *[other] { NUMBER($count) } payments
    } of ¥{ NUMBER($sum) } in all { $count ->
        [one] belongs
       *[other] belong
    } to no period (recorded from lists before it was known whose it is). Only the file of payments has { $count ->
        [one] it
       *[other] them
    }.
export-too-large = The file is too large. Split the time with `from` and `until`.
export-no-days = The last day is before the first. Check the dates.
export-number = Salon number
export-account = Discord
export-plan-key = Plan key
export-plan = Plan
export-source = Kind
export-platform = List of
export-starts = Start
export-ends = End
export-access-until = Access until
export-state = State
export-paid = Paid (yen)
export-refunded = Refunded (yen)
export-voided = Taken back (yen, not to be summed)
export-kind = Record
export-kind-payment = payment
export-kind-refund = refund
export-kind-void = void
export-kind-payment-voided = payment (taken back)
export-kind-refund-voided = refund (taken back)
export-payment = Payment number
export-at = Time
export-state-active = active
export-state-grace = grace
export-state-upcoming = upcoming
export-state-ended = ended
export-state-revoked = revoked

# Who holds what
list-active = Members
list-trial = On trial
list-grace = Members in grace
list-ending = Members whose plan ends within 14 days
list-ended = Members whose plan ended within 30 days
list-until = { $user } (#{ $number }) { $plan }: until { $at }
list-endless = { $user } (#{ $number }) { $plan }: no end
list-grace-until = { $user } (#{ $number }) { $plan }: in grace until { $at }
list-ended-at = { $user } (#{ $number }) { $plan }: ended { $at }
list-trial-ended-at = { $user } (#{ $number }) { $plan } (trial): ended { $at }
list-erased = somebody erased
list-nobody = There is nobody.
list-people = people: { NUMBER($people) }, plans held: { NUMBER($total) }; page { NUMBER($page) } of { NUMBER($count) }
list-page = { NUMBER($total) } in all, page { NUMBER($page) } of { NUMBER($count) }
