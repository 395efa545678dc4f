# 視聴
watch-opened = **{ $name }** { $title }
    { $url }
    { $until }
    { $note }
watch-no-end = 何度でも開けます。
watch-until = { $until } まで開けます。過ぎたら、もう一度「視聴する」を押してください。
watch-once = { $until } まで、一度だけ開けます。もう一度ご覧になるときは、また「視聴する」を押してください。
watch-slides = スライドを開く
watch-may-not-play = 再生できないときは、運営者にお知らせください（動画の設定が済んでいないことがあります）。
watch-yours = このリンクはあなたにだけ表示されています。共有はご遠慮ください。
watch-staff = 運営者・メンターとして開いています（視聴数には含みません）。リンクの共有はご遠慮ください。

watch-unsigned-bunny = ⚠️ Bunny Stream の動画ですが、署名の鍵が設定されていません。トークン認証をオンにした動画は、会員の方も再生できません。環境変数 SALON_BUNNY_KEY に鍵を設定し、salon を起動し直してください。
watch-unsigned-cloudflare = ⚠️ Cloudflare Stream の動画ですが、署名の鍵が設定されていません。署名付きURLを必須にした動画は、会員の方も再生できません。環境変数 SALON_CLOUDFLARE_KEY と SALON_CLOUDFLARE_KEY_ID に鍵を設定し、salon を起動し直してください。

## リンクを開いたページ
watch-page-title = 講義の視聴
watch-page-start = 視聴を始める
watch-page-once = このリンクは一度だけ使えます。
watch-page-gone = このリンクは、使用済みか期限切れ、または視聴できなくなったため使えません。Discordの「/講義 一覧」から講義を開いてください。

## 視聴できないとき
watch-ahead = 「{ $track }」コースを含むプランは { $from } に始まります。それからもう一度「視聴する」を押してください。
watch-ended = 「{ $track }」コースを含むプランは { $at } に終了しました。お続けになるときは「/入会」をご覧いただくか、運営者にご相談ください。
watch-other-plan = この講義は「{ $track }」コースを含むプランの会員の方が視聴できます。ご覧になりたいときは、プランの追加や変更を運営者にご相談ください。ご自身のプランは「/会員状況」で確認できます。
watch-not-out = この講義は見つからないか、まだ配信されていません。候補から選んでください。
