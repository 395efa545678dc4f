# Backup and restore (salon backup / salon restore)
backup-done = The backup is written and looked over: { $file } ({ NUMBER($kib) } KiB)
backup-holds = It holds { NUMBER($lines) } entries of the journal until { $at }, { NUMBER($members) } members, { NUMBER($lectures) } lectures, { NUMBER($questions) } questions
restore-from = The backup: { $file }
restore-forgets = Going back to it loses { NUMBER($count) } later entries of the journal (how many of each kind):
restore-forgets-nothing = Nothing was written since then, so nothing would be lost.
restore-stays-erased = Erased since then, and still so after restoring: { $numbers }
restore-unreadable = The database in use cannot be read ({ $why }).
restore-other = The database in use does not continue this backup.
restore-new = There is no database in this folder yet.
restore-leaves-out = What came after the backup is unknown, so question numbers and the like go on with { NUMBER($count) } left out. If a question was erased meanwhile, please erase it again afterwards.
restore-dry = Nothing has been changed. To restore it, stop the bot and repeat this command with --yes.
restore-done = Restored. The database used until now is kept as { $old }. Once the bot starts, what was waiting is looked for on Discord before it is sent.
restore-done-new = Restored. Once the bot starts, what was waiting is looked for on Discord before it is sent.
backup-running = A backup is being made right now. Try again once it is done.
backup-no-room = The disk has too little room, so no backup was made. Make room and try again.
backup-not-writable = No backup was made, because backups in the data folder cannot be written. Check its permissions and try again.
