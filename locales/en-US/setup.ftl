# How the salon stands (owner)
cmd-salon = salon
    .description = Look after the installation
    .example = /salon status
cmd-salon-status = status
    .description = What waits for Discord, what stands still, and whether roles are right
    .example = /salon status
cmd-salon-backup = backup
    .description = Write a backup of the database and look it over
    .example = /salon backup
setup-title = How the salon stands
setup-queue-empty = ✅ Nothing waits for Discord
setup-queue-sought = ⏳ Waiting for Discord: { NUMBER($waiting) }, the oldest since { $oldest }. Interrupted while being sent: { NUMBER($sought) }; looked for first, so that nothing is there twice (about five minutes)
setup-queue = ⏳ Waiting for Discord: { NUMBER($waiting) }, the oldest since { $oldest }
setup-roles = 👥 Members: { NUMBER($members) }. Roles compared { $at }
setup-role = { $mark } { $role }: { NUMBER($entitled) } entitled, { NUMBER($having) } with the role, { NUMBER($drift) } differing
setup-role-left-alone = { " " }(stopped or by hand: { NUMBER($left) } more)
setup-role-coming = { " " }(being put right: { NUMBER($coming) })
setup-role-of-others = { " " }(given by others without a right to it, and left alone: { NUMBER($count) } more)
setup-role-mended = { " " }(differing when last compared, and put right since: { NUMBER($found) })
setup-more-roles = { NUMBER($count) } more roles: { NUMBER($drift) } differing
setup-roles-late = ⚠️ Members: { NUMBER($members) }. Roles were last compared with Discord { $at }; that should happen every few minutes, and what was changed by hand since may not be known. It is tried again by itself; if this stays, see what “salon check” and the log of the bot say
setup-roles-unknown = 👥 Members: { NUMBER($members) }. Roles have not been compared with Discord yet
setup-paused = ⚠️ Discord refuses what we want of { $what }; waiting for it: { NUMBER($count) }. { $mend }
setup-held =
    🛑 Stands still: **{ $effect }**. { $why }
    -# { $detail }
setup-more-held = Also standing still: { NUMBER($count) }.
setup-more-paused = Also refused by Discord: { NUMBER($count) } roles, channels or people; waiting for them: { NUMBER($waiting) }.
setup-lost = 🗑️ Questions whose post was deleted: { $numbers }. Post them again with /question recreate, or erase what was written with /question erase.
setup-buttons = “Send again” looks first that it did not arrive. “Give up” goes on without it.
setup-button-retry = Send again
setup-button-discard = Give up
setup-button-retry-first = Send the first again
setup-button-discard-first = Give the first up
setup-not-held = This is not held any more. See /salon status for how things stand.

## What the owner is told
alert-held =
    🛑 Stands still: **{ $effect }**.
    { $why }
    What comes after it waits until this is settled. { $buttons }
    -# { $detail }
alert-paused =
    ⚠️ Cannot be done: **{ $effect }**. Discord refuses what we want of { $what }.
    { $mend }
    What else needs it waits as well. It goes out by itself once this is mended; nothing is lost.
    -# { $detail }

## What stands still
setup-effect-grant = role { $role } for { $person }
setup-effect-revoke = taking role { $role } from { $person }
setup-effect-dm = direct message to { $person } ({ $what })
setup-effect-grant-somebody = role { $role } for a member
setup-effect-kick = sending { $person } away
setup-effect-kick-somebody = sending a member away
setup-effect-revoke-somebody = taking role { $role } from a member
setup-effect-dm-somebody = direct message to a member ({ $what })
setup-effect-at = { $what } ({ $place })
setup-effect-alert = message to the owner
setup-effect-other = something on Discord
setup-thing-kick = the permission Kick Members
setup-thing-pin = the right to pin messages
setup-thing-somebody = a member (/salon status says who)

## Why, and how to mend it
setup-why-filtered = Discord’s automatic moderation stopped it. Look at Server Settings → AutoMod.
setup-why-needs-tag = The forum demands a tag on every post and has none of those it should get. Add the tags for questions to the forum.
setup-why-threads-full = There are as many open threads as Discord allows. Close those that nobody needs.
setup-why-refused = Discord did not accept it.
setup-why-unsure = It cannot be found out whether it arrived. Check that the bot may Read Message History there.
setup-why-unreadable = What was saved of it cannot be read. A newer salon may.
setup-why-other = It could not be sent.
setup-mend-role = In Server Settings → Roles, move the bot’s role above this one and allow it Manage Roles.
setup-mend-kick = In Server Settings → Roles, allow the bot Kick Members. If nobody is to be sent away, change the plan's exit with /plan edit.
setup-mend-pin = In the permissions of the channel, allow the bot Pin Messages.
setup-mend-role-gone = This role was deleted. Put another one in its place with /plan edit.
setup-mend-channel = In the permissions of the channel, allow the bot View Channel, Send Messages, Embed Links and Read Message History; in the channels of questions and failures also Attach Files, Create Public Threads, Create Private Threads, Send Messages in Threads and Manage Threads.
setup-mend-channel-gone = This channel was deleted. Change the channel in the settings file, or the slot.
setup-mend-other = Check that this person is in the server.

## Backup
setup-backup-done =
    💾 The backup is written and looked over: { $file } ({ NUMBER($kib) } KiB). The time in the name is UTC.
    { $holds }
    It lies in backups in the data folder. It holds what members wrote: keep a copy in another safe place.
