# From the queue to the post

## What is wrong with the place, and how it is mended
release-trouble-channel-gone = ⚠️ The channel for this slot was deleted. Nothing will be posted. Make a slot in another channel.
release-trouble-channel-hidden = ⚠️ The bot cannot see { $channel }. Nothing will be posted. Allow it “View Channel” there: Edit Channel → Permissions.
release-trouble-cannot-post = ⚠️ The bot cannot post in { $channel }. Nothing will be posted. Allow it “Send Messages”, “Embed Links” and “Read Message History” there: Edit Channel → Permissions.
release-trouble-cannot-thread = ⚠️ The bot cannot create threads in { $channel }. The lecture will be posted without one. Allow it “Create Public Threads” there: Edit Channel → Permissions.
release-trouble-role-gone = ⚠️ The role to notify was deleted. The lecture will be posted and notify nobody.
release-trouble-role-silent = ⚠️ { $role } will not be notified. Allow anyone to mention it in Server Settings → Roles, or allow the bot “Mention @everyone, @here and All Roles” in { $channel }.
release-trouble-event-gone = ⚠️ The channel to meet in after the lecture cannot be found. The lecture will be posted without an event.
release-trouble-cannot-event = ⚠️ The bot cannot create events in the channel to meet in after the lecture. Allow it “View Channel”, “Connect” and “Create Events” there: Edit Channel → Permissions.
