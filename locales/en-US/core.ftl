# Sentences used everywhere
only-owner = Only the salon's owner can do this. If you need it, please ask the owner.
only-mentors = Only mentors can do this. If you need it, please ask the owner.
only-members = Only members of the salon can do this. To join use `/join`; `/membership` shows where you stand.
only-in-server = Please do this inside the salon's server.
stale-button = This is out of date. Please use the newest message, or type the command.
broken = Sorry, something broke on our side. Nothing is lost. Please try again in a while; if it goes on, give the owner the number { $reference }.
unsaved = Sorry, nothing can be saved right now, so this was not taken in. Nothing has changed. Please try again in a few minutes.
busy = This cannot be done right now. Please try again in a moment.
file-refused = The file could not be attached. Check the permission "Attach Files" in the server settings and try again.

input-empty = { $what } is empty. Please fill it in and try again.
input-too-long = { $what } may have { NUMBER($max) } characters (now { NUMBER($length) }). Please shorten it and try again.
input-no-such-date = There is no date “{ $typed }”. Write it with its year, like 2026-04-01.
input-no-such-time = There is no time “{ $typed }”. Write it like 20:00.
input-what-title = The title
input-bad-option = That value could not be read. Please check it and try again.

cmd-help = help
    .description = What you can do in this salon
    .example = /help
help-text =
    { $commands }

    Replies are seen by you alone.
help-for-everyone = Everyone
help-for-members = Members
help-for-mentors = Mentors
help-for-owner = The owner

# salon check
check-config = settings read
check-database = database { $folder }
check-database-new = the database will be made in { $folder } at the first start
check-database-bad = the database { $folder } cannot be read: { $error }. Restore it from a backup
check-held = stands still: { $effect }: { $why } ({ $detail })
check-token = the bot's token
check-keys = a key cannot be used: { $error }
check-token-missing = there is no token: set SALON_DISCORD_TOKEN, or SALON_DISCORD_TOKEN_FILE to a file that holds it
check-token-refused = Discord refuses the token: make a new one in the Developer Portal → Bot → Reset Token
check-unreachable = Discord cannot be reached: check the network and discord.api_url
check-intents = Server Members Intent
check-intents-missing = the Server Members Intent is off: switch it on in the Developer Portal → Bot → Privileged Gateway Intents
check-guild = the server
check-guild-unknown = server { $guild } is not found: invite the bot and check discord.guild
check-manage-roles = permission Manage Roles
check-kick = permission Kick Members (a plan sends people away)
check-kick-missing = A plan sends people away when it ends, and Kick Members is missing: give it to the bot's role in Server Settings → Roles
check-manage-roles-missing = Manage Roles is missing: give it to the bot's role in Server Settings → Roles
check-setting-missing = { $key } is not set: set it in salon.toml or by its environment variable (see config.example.toml)
check-join-missing = { $key } is not set, so plans with a price are not offered in /join: set it in salon.toml (see config.example.toml)
check-role = { $key }: { $role }
check-role-missing = the role { $role } of { $key } is not in the server: correct the settings
check-paid-role = paid role “{ $role }”
check-paid-role-missing = the paid role { $role } was deleted: put another one in its place with /plan edit
check-paid-role-managed = the paid role “{ $role }” belongs to an integration and cannot be given: choose another
check-paid-role-high = the paid role “{ $role }” stands above the bot's: move the bot's role up in Server Settings → Roles
check-channel = channel “{ $channel }”
check-channel-missing = channel { $channel } is not in the server: correct the settings
check-channel-permissions = permissions are missing in channel “{ $channel }”: { $permissions }
check-tags = tags of the questions forum
check-tags-missing = add these tags to the questions forum: { $tags }
check-ping = notifying the role “{ $role }”
check-ping-missing = the role “{ $role }” cannot be notified: make it mentionable, or allow the bot Mention Everyone in the lecture channel
check-ping-role-missing = the role { $role } that a slot notifies is not in the server: set the slot up again
