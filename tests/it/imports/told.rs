//! What the preview of a list and its file say beside what it changes: who leaves, who is not here,
//! what they are called, which plans it leaves alone, and in which row all that stands.

use sandbox::NewMember;

use super::{file_of, id, list, looks_at, presses, salon, takes_in};

/// The line of the file that has these words.
fn line_with<'a>(lines: &'a str, words: &str) -> &'a str {
    let mut all = lines.lines();
    all.find(|line| line.contains(words))
        .unwrap_or_else(|| panic!("{words} is not in: {lines}"))
}

#[tokio::test(flavor = "multi_thread")]
async fn who_leaves_who_is_not_here_and_what_they_are_called_is_said() {
    let world = salon().await;
    let eve = NewMember {
        outside: true,
        ..NewMember::default()
    };
    let eve = world.discord.member("eve", eve);
    let ben = world.person("ben");
    world.discord.moderator().names(ben.id(), Some("べん先生"));
    let rows = [
        format!("{},2026-04-30,退会", id(&world, "ada")),
        format!("{},2026-04-30,有効", id(&world, "ben")),
        format!("{eve},2026-04-30,有効"),
        format!("{},2026-03-31,退会", id(&world, "mika")),
    ];
    let message = looks_at(&world, &list("ID,期限,状態", &rows), &[]).await;
    let text = message.text();
    for words in [
        "退会・解約の行のうち 1 行は、最終日がまだ先のため",
        "サーバーにいない方の行が 1 行あります",
    ] {
        assert!(text.contains(words), "{words} is not in: {text}");
    }
    let lines = file_of(&world, &message).await;
    for (name, words) in [("ada", "退会・最終日まで"), ("ben", "べん先生")] {
        let line = line_with(&lines, &id(&world, name));
        assert!(line.contains(words), "{words} is not in: {line}");
    }
    assert!(line_with(&lines, &eve.to_string()).contains("サーバーにいません"));
    for words in ["退会・最終日まで", "サーバーにいません"] {
        assert_eq!(lines.matches(words).count(), 1, "{lines}");
    }
    presses(&world, message.id, "反映する").await;
    assert!(world.person("ada").has_role("会員"));
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_unknown_name_is_shown_and_who_leaves_is_said_once_they_are_known() {
    let world = salon().await;
    let rows = [
        "ito@example.jp,2026-04-30,退会".to_owned(),
        "mori@example.jp,2026-04-30,有効".to_owned(),
    ];
    let platform = [("key", "サービスのID・メールアドレス")];
    let message = looks_at(&world, &list("メール,期限,状態", &rows), &platform).await;
    let text = message.text();
    for (row, name) in [(2, "ito"), (3, "mori")] {
        let words = format!("{row}行目「{name}");
        assert!(text.contains(&words), "{words} is not in: {text}");
    }
    assert!(!text.contains("退会・解約の行"), "{text}");
    let menu = message.selects().next().expect("a menu").clone();
    let hint = menu.placeholder.expect("a hint");
    assert!(hint.contains("2行目の「ito@"), "{hint}");
    let owner = world.person("owner");
    let next = owner.selects(message.id, &menu.custom_id, &["ada"]).await;
    let next = next.message().expect("a look").clone();
    let text = next.text();
    assert!(text.contains("退会・解約の行のうち 1 行"), "{text}");
    let lines = file_of(&world, &next).await;
    assert!(line_with(&lines, "ito@").contains("退会・最終日まで"));
    presses(&world, next.id, "やめる").await;
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn plans_that_a_list_does_not_name_are_named_and_stay() {
    let world = salon().await;
    world.discord.role("勉強会", sandbox::NewRole::default());
    let study = [
        ("key", "study"),
        ("name", "夏期集中"),
        ("price", "500"),
        ("interval", "毎月"),
        ("role", "勉強会"),
    ];
    world.does("owner", "/plan create", &study).await;
    let row = |name: &str, plan: &str| format!("{},{plan}", id(&world, name));
    let both = [row("ada", "monthly"), row("ada", "study")];
    takes_in(&world, &list("ID,プラン", &both), &[("plan", "")]).await;
    let words = "この名簿に出てこない「note」のプランは、そのままです: 夏期集中";
    let one = list("ID,プラン", &both[..1]);
    let stay = looks_at(&world, &one, &[("plan", "")]).await.text();
    assert!(!stay.contains(words), "{stay}");
    let options = [("plan", ""), ("absent", "終了")];
    let message = looks_at(&world, &one, &options).await;
    let text = message.text();
    assert!(text.contains(words), "{text}");
    assert!(text.contains("名簿にない 0 人は終了します"), "{text}");
    assert!(world.person("ada").has_role("勉強会"));
    let others = [row("ben", "monthly"), row("ben", "study")];
    let all = looks_at(&world, &list("ID,プラン", &others), &options).await;
    let all = all.text();
    assert!(!all.contains("この名簿に出てこない"), "{all}");
    assert!(all.contains("名簿にない 2 人は終了します"), "{all}");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn rows_are_those_that_a_spreadsheet_shows() {
    let world = salon().await;
    let rows = [
        format!("{},\"東京\n大阪\",2026-04-30", id(&world, "ada")),
        "9999,京都,2026-04-30".to_owned(),
    ];
    let message = looks_at(&world, &list("ID,住所,期限", &rows), &[]).await;
    let text = message.text();
    assert!(text.contains("3行目: Discord IDではありません"), "{text}");
    let lines = file_of(&world, &message).await;
    assert!(
        line_with(&lines, "読めない").starts_with("\"3\","),
        "{lines}"
    );
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_short_list_asks_for_its_people_only_and_a_silent_discord_stops_no_list() {
    let world = salon().await;
    // Of the whole list, and of people one by one.
    let asked = || {
        let each = world.discord.requests("GET", "/members/").len();
        (world.discord.requests("GET", "/members").len() - each, each)
    };
    let row = |user: &str| format!("{user},2026-04-30");
    let rows = ["ada", "ben", "mika"].map(|name| row(&id(&world, name)));
    let file = list("ID,期限", &rows);
    let (everyone, each) = asked();
    let text = looks_at(&world, &file, &[]).await.text();
    assert!(text.contains("追加 3\n"), "{text}");
    assert_eq!(asked(), (everyone, each + 3));

    let faults = world.discord.faults();
    let many: Vec<_> = (0..11)
        .map(|number| row(&(1_200_000_000_000_000_001_i64 + number * 7).to_string()))
        .collect();
    for (path, rows, calls) in [
        ("/members/", rows.to_vec(), (0, 1)),
        ("/members", many, (1, 0)),
    ] {
        let (everyone, each) = asked();
        faults.on("GET", path).answer_next(403, 50_001);
        let message = looks_at(&world, &list("ID,期限", &rows), &[]).await;
        assert_eq!(asked(), (everyone + calls.0, each + calls.1));
        let text = message.text();
        assert!(text.contains(&format!("追加 {}\n", rows.len())), "{text}");
        assert!(text.contains("Discordで会員を確認できない"), "{text}");
        assert!(!text.contains("サーバーにいない方の行が"), "{text}");
        presses(&world, message.id, "やめる").await;
    }
    let message = looks_at(&world, &file, &[]).await;
    presses(&world, message.id, "反映する").await;
    assert!(world.person("mika").has_role("会員"));
    world.end().await;
}
