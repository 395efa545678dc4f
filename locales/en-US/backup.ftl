# Backup and restore (salon backup / salon restore)
backup-done = The backup is written and looked over: { $file } ({ NUMBER($kib) } KiB)
backup-holds = It holds { NUMBER($lines) } lines of the journal until { $at }, { NUMBER($members) } members, { NUMBER($lectures) } lectures, { NUMBER($questions) } questions
restore-from = The backup: { $file }
restore-forgets = Going back to it loses { NUMBER($count) } later lines of the journal (how many of each kind):
restore-forgets-nothing = Nothing was written since then, so nothing would be lost.
restore-unreadable = The database in use cannot be read ({ $why }). What came after the backup is unknown, so question numbers go on with some left out.
restore-dry = Nothing has been changed. To restore it, stop the bot and repeat this command with --yes.
restore-done = Restored. The database used until now is kept as { $old }. Once the bot starts, what was waiting is looked for on Discord before it is sent.
