# バックアップと復元（salon backup / salon restore）
backup-done = バックアップを書き出し、内容を確認しました：{ $file }（{ NUMBER($kib) } KiB）
backup-holds = 内容：{ $at } までの記録 { NUMBER($lines) } 件、会員 { NUMBER($members) } 人、講義 { NUMBER($lectures) } 本、質問 { NUMBER($questions) } 件
restore-from = 復元元：{ $file }
restore-forgets = 復元すると、その後の記録 { NUMBER($count) } 件が失われます（種類ごとの件数）：
restore-forgets-nothing = その後の記録はありません。失われるものはありません。
restore-stays-erased = その後に消去された質問 { $numbers } は、復元後も消去したままにします。
restore-unreadable = 現在のデータベースは読めません（{ $why }）。
restore-other = 現在のデータベースは、このバックアップの続きではありません。
restore-new = このフォルダーにデータベースはまだありません。
restore-leaves-out = バックアップ後に何があったかは分からないため、質問番号などは { NUMBER($count) } だけ空けて続けます。その間に消去した質問があれば、復元後にもう一度消去してください。
restore-dry = まだ何も変えていません。復元するには、ボットを止めてから、同じコマンドに --yes を付けて実行してください。
restore-done = 復元しました。これまでのデータベースは { $old } に残してあります。ボットを起動すると、送信待ちだったものは Discord 上にないことを確かめてから送られます。
restore-done-new = 復元しました。ボットを起動すると、送信待ちだったものは Discord 上にないことを確かめてから送られます。
backup-running = バックアップを作成しているところです。終わってから、もう一度お試しください。
backup-no-room = ディスクの空きが足りず、バックアップを作れませんでした。空きを増やしてから、もう一度お試しください。
backup-not-writable = データフォルダーの backups に書き込めず、バックアップを作れませんでした。書き込みの許可を確認してから、もう一度お試しください。
