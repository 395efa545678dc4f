# 全体で使う文
only-owner = この操作はサロンの運営者だけが行えます。必要なときは運営者にご相談ください。
only-mentors = この操作はメンターだけが行えます。必要なときは運営者にご相談ください。
only-members = この操作はサロン会員の方だけが行えます。ご入会は「/入会」、ご自身の状況は「/会員状況」からどうぞ。
only-in-server = この操作はサロンのサーバーの中で行ってください。
stale-button = この表示は古くなっています。最新のメッセージから操作するか、コマンドを入力してください。
broken = 申し訳ありません。こちらの不具合で処理できませんでした。データは失われていません。時間をおいてもう一度お試しください。続くときは番号 { $reference } を運営者にお伝えください。
unsaved = 申し訳ありません。ただいま記録を保存できないため、受け付けられませんでした。何も変わっていません。数分おいて、もう一度お試しください。
busy = ただいま処理できません。少し待ってからもう一度お試しください。
file-refused = ファイルを添えられませんでした。サーバーの設定で「ファイルを添付」の権限を確認し、もう一度お試しください。

input-empty = { $what }が空です。入力してからもう一度お試しください。
input-too-long = { $what }は { NUMBER($max) } 文字までです（今は { NUMBER($length) } 文字）。短くしてからもう一度お試しください。
input-no-such-date = 「{ $typed }」という日付はありません。2026-04-01 のように、年から入力してください。
input-no-such-time = 「{ $typed }」という時刻はありません。20:00 のように入力してください。
input-what-title = タイトル
input-bad-option = 入力を読み取れませんでした。値を確認してもう一度お試しください。

cmd-help = ヘルプ
    .description = このサロンでできることを表示します
    .example = /ヘルプ
help-text =
    { $commands }

    返信はあなたにだけ表示されます。
help-for-everyone = どなたでも
help-for-members = 会員の方
help-for-mentors = メンターの方
help-for-owner = 運営者

# salon check
check-config = 設定を読み込めました
check-database = データベース { $folder }
check-database-new = データベースは最初の起動時に { $folder } に作られます
check-database-bad = データベース { $folder } を読めません：{ $error }。バックアップから戻してください
check-held = 停止中：{ $effect }：{ $why }（{ $detail }）
check-token = ボットのトークン
check-keys = 鍵を使えません：{ $error }
check-token-missing = トークンがありません。SALON_DISCORD_TOKEN か、ファイルを指す SALON_DISCORD_TOKEN_FILE を設定してください
check-token-refused = トークンが Discord に拒否されました。Developer Portal → Bot → Reset Token で作り直してください
check-unreachable = Discord に接続できません。ネットワークと discord.api_url を確認してください
check-intents = Server Members Intent
check-intents-missing = Server Members Intent が無効です。Developer Portal → Bot → Privileged Gateway Intents で有効にしてください
check-guild = サーバー
check-guild-unknown = サーバー { $guild } が見つかりません。ボットを招待し、discord.guild を確認してください
check-manage-roles = 「ロールの管理」権限
check-kick = 「メンバーをキック」権限（終了後に退出となるプランのため）
check-kick-missing = 終了後に退出となるプランがありますが、「メンバーをキック」権限がありません。サーバー設定 → ロールでボットのロールに付けてください
check-manage-roles-missing = 「ロールの管理」権限がありません。サーバー設定 → ロールでボットのロールに付けてください
check-setting-missing = { $key } が設定されていません。salon.toml か環境変数で設定してください（config.example.toml を参照）
check-join-missing = { $key } が設定されていないため、価格のあるプランは「/入会」に出ません。salon.toml で設定してください（config.example.toml を参照）
check-role = { $key }：{ $role }
check-role-missing = { $key } のロール { $role } がサーバーにありません。設定を直してください
check-paid-role = 有料ロール「{ $role }」
check-paid-role-missing = 有料ロール { $role } が削除されています。「/プラン 編集」で新しいロールに差し替えてください
check-paid-role-managed = 有料ロール「{ $role }」は連携サービスの管理下にあり、付け外しできません。別のロールにしてください
check-paid-role-high = 有料ロール「{ $role }」がボットのロールより上にあります。サーバー設定 → ロールでボットのロールを上に移してください
check-channel = チャンネル「{ $channel }」
check-channel-missing = チャンネル { $channel } がサーバーにありません。設定を直してください
check-confidential-kind = channels.confidential の「{ $channel }」はテキストチャンネルではないため、非公開スレッドを作れません。テキストチャンネルを指定してください
check-channel-permissions = チャンネル「{ $channel }」で権限が足りません：{ $permissions }
check-tags = 質問フォーラムのタグ
check-tags-missing = 質問フォーラムにタグを追加してください：{ $tags }
check-ping = ロール「{ $role }」への通知
check-ping-missing = ロール「{ $role }」に通知できません。ロールを「メンション可」にするか、配信チャンネルでボットに「全員へのメンション」を許可してください
check-ping-role-missing = 通知先のロール { $role } がサーバーにありません。配信枠を設定し直してください
