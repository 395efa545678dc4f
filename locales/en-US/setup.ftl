# How the salon stands (owner)
cmd-salon = salon
    .description = Look after the installation
    .example = /salon status
cmd-salon-status = status
    .description = What waits for Discord, what stands still, and whether roles are right
    .example = /salon status
setup-title = How the salon stands
setup-queue-empty = ✅ Nothing waits for Discord
setup-queue = ⏳ Waiting for Discord: { NUMBER($waiting) }, the oldest since { $oldest }
setup-roles = 👥 Members: { NUMBER($members) }. Roles compared { $at }: { NUMBER($drift) } differed
setup-roles-unknown = 👥 Members: { NUMBER($members) }. Roles have not been compared with Discord yet
setup-paused = ⚠️ Discord refuses { $what }; { NUMBER($count) } wait for it. Check the position and permissions of the bot’s role
setup-held = 🛑 Held: { $effect }: { $why }
setup-held-more = and { NUMBER($count) } more
setup-button-retry = Send the first again
setup-button-discard = Give the first up
setup-not-held = This is not held any more. See /salon status for how things stand.
