# Watching
watch-opened = **{ $name }** { $title }
    { $url }
    { $until }
    { $note }
watch-no-end = You can open it as often as you like.
watch-until = It opens until { $until }; press Watch again after that.
watch-once = It opens once, until { $until }; to see it again, press Watch again.
watch-slides = Open the slides
watch-may-not-play = If it does not play, please tell an owner: the video may not be set up yet.
watch-yours = Only you can see this link. Please do not pass it on.
watch-staff = You see this as one of those who run the salon; it does not count as a view. Please do not pass the link on.

watch-unsigned-bunny = ⚠️ This is a video of Bunny Stream, and the key that signs links is not set. Where token authentication is on, members cannot play it either. Set SALON_BUNNY_KEY and start salon again.
watch-unsigned-cloudflare = ⚠️ This is a video of Cloudflare Stream, and the key that signs links is not set. Where signed URLs are required, members cannot play it either. Set SALON_CLOUDFLARE_KEY and SALON_CLOUDFLARE_KEY_ID and start salon again.

## The page that a link opens
watch-page-title = Watch a lecture
watch-page-start = Start watching
watch-page-once = This link works once.
watch-page-gone = This link was used, is too old, or the lecture cannot be watched any more. Open the lecture on Discord, by /lectures browse.

## When it cannot be watched
watch-ahead = Your plan with the track “{ $track }” begins { $from }. Press Watch again then.
watch-ended = Your plan with the track “{ $track }” ended { $at }. To go on, see /join or ask the owner.
watch-other-plan = This lecture is for members of the track “{ $track }”. To watch it, please ask the owner for a plan that includes this track; /membership shows the plan you have.
watch-not-out = There is no such lecture, or it is not out yet. Please choose one from the list.
