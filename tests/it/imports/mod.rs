//! Lists of other platforms: what owners see of them, and what they do to people.

mod careful;
mod exports;
mod followed;
mod lists;
mod refused;
mod told;
mod undone;
mod unsure;

use sandbox::view::MessageView;
use sandbox::{Id, NewMember, Outcome};

use crate::world::{Setting, World, days, hours, minutes};

/// A list of people by their Discord accounts.
fn list(head: &str, rows: &[String]) -> String {
    format!("{head}\n{}\n", rows.join("\n"))
}

fn id(world: &World, name: &str) -> String {
    world.person(name).id().to_string()
}

/// The owner hands in a file; what comes of it.
async fn hands_in(world: &World, file: &[u8], options: &[(&str, &str)]) -> Outcome {
    let owner = world.person("owner");
    let file = owner.uploads("members.csv", "text/csv", file.to_vec());
    let mut all = vec![("file", file.as_str())];
    for (name, value) in [
        ("source", "note"),
        ("key", "Discord ID"),
        ("plan", "monthly"),
    ] {
        if !options.iter().any(|(given, _)| *given == name) {
            all.push((name, value));
        }
    }
    all.extend(options.iter().filter(|(_, value)| !value.is_empty()));
    let all: Vec<_> = all
        .into_iter()
        .filter(|(name, _)| !options.contains(&(*name, "")))
        .collect();
    owner.runs(world.lobby, "/member import", &all).await
}

/// The same, where it is looked at: the message.
async fn looks_at(world: &World, file: &str, options: &[(&str, &str)]) -> MessageView {
    let outcome = hands_in(world, file.as_bytes(), options).await;
    let message = outcome.message().unwrap_or_else(|| panic!("{outcome:?}"));
    assert!(message.ephemeral, "everyone sees what is about people");
    message.clone()
}

/// The owner presses a button; what the message then says.
async fn presses(world: &World, message: Id, button: &str) -> String {
    let outcome = world.person("owner").clicks(message, button).await;
    world.settle().await;
    world.compare().await;
    outcome.text()
}

/// The owner undoes a list, and is asked once.
async fn undoes(world: &World, message: Id) -> String {
    let asked = world.person("owner").clicks(message, "取り消す").await;
    let text = asked.text();
    assert!(text.contains("まだ何も変えていません"), "{text}");
    let asked = asked.message().expect("a question back").id;
    presses(world, asked, "取り消す").await
}

/// The owner hands in a list and approves it.
async fn takes_in(world: &World, file: &str, options: &[(&str, &str)]) -> Id {
    let message = looks_at(world, file, options).await;
    let told = presses(world, message.id, "反映する").await;
    assert!(told.contains("反映しています"), "{told}");
    message.id
}

/// What stands in the file of an answer.
async fn file_of(world: &World, message: &MessageView) -> String {
    let [file] = &message.attachments[..] else {
        panic!("no file: {message:?}");
    };
    let api_url = &world.config().discord.api_url;
    let bytes = salon::discord::file::download(&file.url, api_url, 8 << 20).await;
    let text = String::from_utf8(bytes.expect("a file")).expect("UTF-8");
    text.strip_prefix('\u{feff}').expect("a mark").to_owned()
}

async fn salon() -> World {
    let world = World::start_with(Setting {
        is_roomy: true,
        ..Setting::default()
    })
    .await;
    world.sells_plan().await;
    world
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_is_looked_at_approved_and_undone() {
    let world = salon().await;
    let (ada, ben) = (world.person("ada"), world.person("ben"));
    let rows = [
        format!("{},2026年4月30日,継続,\"2,980円\"", id(&world, "ada")),
        format!("'{},無期限,Active,", id(&world, "ben")),
        format!("{},2026/3/31,退会,", id(&world, "stranger")),
        "1.1E+18,2026/4/30,継続,".to_owned(),
        format!("{},2026/4/30,継続,29.80", id(&world, "mika")),
    ];
    let file = list("Discord ID,有効期限,ステータス,金額", &rows);
    let message = looks_at(&world, &file, &[]).await;
    let text = message.text();
    for words in [
        "「note」: 追加 2・変更なし 1・読めない行 2\n",
        "照合「Discord ID」、プラン「月額会員」、期限「有効期限」、状態「ステータス」、金額「金額」",
        "入金 1 件、計 2,980円",
        "5行目: IDの下の桁",
        "6行目: 金額に小数",
        "名簿にない方は、そのままです",
    ] {
        assert!(text.contains(words), "{words} is not in: {text}");
    }
    let lines = file_of(&world, &message).await;
    let of_ada = format!(
        "\"2\",\"<@{}>\",\"ada\",\"monthly\",\"追加\",\"\",\"2026-04-30\",\"2980\",\"\"",
        ada.id()
    );
    assert!(lines.contains(&of_ada), "{lines}");
    assert_eq!(lines.lines().count(), 6);
    world.settle().await;
    assert!(!ada.has_role("会員"), "looking gave it");
    assert_eq!(world.told_owner(), Vec::<String>::new());

    let told = presses(&world, message.id, "反映する").await;
    assert!(told.contains("反映しています"), "{told}");
    assert!(ada.has_role("会員") && ben.has_role("会員"));
    assert!(!world.person("mika").has_role("会員"));
    assert_eq!(ada.dms().len() + ben.dms().len(), 0, "told of joining");
    let told = world.told_owner().join("\n");
    assert!(told.contains("「note」: 追加 2\n"), "{told}");
    assert!(!told.contains(&id(&world, "ada")), "{told}");
    let why = world.does("owner", "/member why", &[("user", "ada")]).await;
    for words in ["付与（名簿取込・", "期間の開始（完了）"] {
        assert!(why.contains(words), "{words} is not in: {why}");
    }
    assert!(
        !why.contains("入金"),
        "recorded before it is certain: {why}"
    );

    let told = undoes(&world, message.id).await;
    assert!(told.contains("取り消しています"), "{told}");
    assert!(!ada.has_role("会員") && !ben.has_role("会員"));
    let why = world.does("owner", "/member why", &[("user", "ada")]).await;
    assert!(!why.contains("名簿により終了"), "{why}");
    let undone = "の名簿の取り込みが取り消され、「月額会員」が終了（";
    assert!(why.contains(undone), "{why}");
    let told = world.told_owner().join("\n");
    assert!(told.contains("元に戻しました"), "{told}");
    world.pass(days(2)).await;
    assert_eq!(ada.dms().len() + ben.dms().len(), 0);
    let why = world.does("owner", "/member why", &[("user", "ada")]).await;
    assert!(
        !why.contains("入金"),
        "recorded though it was undone: {why}"
    );
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_further_list_changes_ends_and_remembers_its_columns() {
    let world = salon().await;
    let (ada, ben) = (world.person("ada"), world.person("ben"));
    let row = |name: &str, end: &str| format!("{},{end},x", id(&world, name));
    let first = list(
        "番号,満了,備考",
        &[row("ada", "2026-04-30"), row("ben", "2026-04-30")],
    );
    let columns = [("key-column", "番号"), ("end-column", "満了")];
    takes_in(&world, &first, &columns).await;
    world.pass(days(2)).await;

    // Next time nothing need be said: neither the plan nor the columns.
    let next = list("番号,満了,備考", &[row("ada", "2026-05-31")]);
    let message = looks_at(&world, &next, &[("plan", "")]).await;
    assert!(
        message.text().contains("「note」: 変更 1\n"),
        "{}",
        message.text()
    );
    let message = looks_at(&world, &next, &[("plan", ""), ("absent", "終了")]).await;
    let text = message.text();
    assert!(text.contains("「note」: 変更 1・終了 1\n"), "{text}");
    assert!(text.contains("名簿にない 1 人は終了します"), "{text}");
    let lines = file_of(&world, &message).await;
    assert!(lines.contains("終了（名簿になし）"), "{lines}");
    presses(&world, message.id, "反映する").await;
    assert!(ada.has_role("会員") && !ben.has_role("会員"));
    assert_eq!(ben.dms().len(), 0, "told before it is certain");
    // What was undone is told as that, of whom it changed and of whom it ended.
    undoes(&world, message.id).await;
    for (name, words) in [
        (
            "ada",
            "の名簿の取り込みが取り消され、「月額会員」の期限が元に",
        ),
        (
            "ben",
            "の名簿の取り込みが取り消され、「月額会員」が再び有効",
        ),
    ] {
        let why = world.does("owner", "/member why", &[("user", name)]).await;
        assert!(why.contains(words), "{words} is not in: {why}");
    }
    let message = looks_at(&world, &next, &[("plan", ""), ("absent", "終了")]).await;
    presses(&world, message.id, "反映する").await;
    // A day later it is certain.
    world.pass(hours(23)).await;
    assert_eq!(ben.dms().len(), 0);
    world.pass(hours(1)).await;
    let told = ben.dms()[0].text();
    assert!(told.contains("終了しました"), "{told}");
    // Ada's new date holds: not 1 May but 1 June.
    world.pass(days(30)).await;
    assert!(ada.has_role("会員"));
    world.pass(days(30)).await;
    assert!(!ada.has_role("会員"));
    assert_eq!(ada.dms().len(), 1);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn money_is_recorded_when_the_list_can_no_longer_be_undone() {
    let world = salon().await;
    let rows = [format!("{},2026-04-30,¥２，９８０", id(&world, "ada"))];
    takes_in(&world, &list("ID,期限,入金額", &rows), &[]).await;
    world.pass(hours(25)).await;
    let paid = async || {
        world
            .does("owner", "/member why", &[("user", "ada")])
            .await
            .matches("2,980円の入金")
            .count()
    };
    assert_eq!(paid().await, 1);
    // Who has it unchanged has not paid again.
    let rows = [
        rows[0].clone(),
        format!("{},2026-04-30,500", id(&world, "ben")),
    ];
    takes_in(&world, &list("ID,期限,入金額", &rows), &[]).await;
    world.pass(hours(25)).await;
    assert_eq!(paid().await, 1);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_file_is_known() {
    let world = salon().await;
    let first = list("ID", &[id(&world, "ada")]);
    takes_in(&world, &first, &[]).await;
    let before = world.rows().await;
    let again = looks_at(&world, &first, &[]).await;
    assert!(
        again.text().contains("取り込み済みです"),
        "{}",
        again.text()
    );
    assert_eq!(world.rows().await, before);
    // Read otherwise, it may do something.
    let otherwise = looks_at(&world, &first, &[("absent", "終了")]).await;
    let text = otherwise.text();
    assert!(text.contains("一度取り込んでいます"), "{text}");
    assert!(text.contains("反映できる行がありません"), "{text}");
    // From another platform it is another list.
    let other = looks_at(&world, &first, &[("source", "fanbox")]).await;
    assert!(other.text().contains("追加 1"), "{}", other.text());
    // One that others followed may be an old one.
    let second = list("ID", &[id(&world, "ada"), id(&world, "ben")]);
    takes_in(&world, &second, &[]).await;
    let old = looks_at(&world, &first, &[]).await;
    assert!(
        old.text().contains("一度取り込んでいます"),
        "{}",
        old.text()
    );
    // What is known can be undone from there.
    let known = looks_at(&world, &second, &[]).await;
    undoes(&world, known.id).await;
    assert!(!world.person("ben").has_role("会員"));
    assert!(world.person("ada").has_role("会員"));
    let new = looks_at(&world, &second, &[]).await;
    assert!(new.text().contains("追加 1"), "{}", new.text());
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn people_are_found_by_their_number_and_roles_follow_all_sources() {
    let mut world = salon().await;
    let ada = world.person("ada");
    world.grants("ada", "1").await;
    world.settle().await;
    let number = {
        let mut conn = world.app().db.read().await.expect("a reader");
        let number: i64 = sqlx::query_scalar("select id from person where user_id = ?1")
            .bind(world.user("ada").0)
            .fetch_one(&mut *conn)
            .await
            .expect("ada");
        number
    };
    let rows = [format!("＃{number}"), "4711".to_owned()];
    let file = list("会員番号", &rows);
    let message = looks_at(&world, &file, &[("key", "会員番号")]).await;
    let text = message.text();
    assert!(text.contains("追加 1・"), "{text}");
    assert!(text.contains("3行目: その番号の会員はいません"), "{text}");
    presses(&world, message.id, "反映する").await;
    let dms = ada.dms().len();
    // Whoever compares everyone says nothing either.
    world.restart().await;
    world.pass(minutes(10)).await;
    assert_eq!(ada.dms().len(), dms);

    let over = list("会員番号,状態", &[format!("{number},解約")]);
    takes_in(&world, &over, &[("key", "会員番号")]).await;
    assert!(
        ada.has_role("会員"),
        "what the owner gave went with the list"
    );
    world.pass(days(2)).await;
    assert_eq!(
        ada.dms().len(),
        dms,
        "told that it is over while it goes on"
    );
    world.pass(days(30)).await;
    assert!(!ada.has_role("会員"));
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn newcomers_by_a_list_are_given_their_role_and_told_nothing() {
    let mut world = salon().await;
    let eve = NewMember {
        outside: true,
        ..NewMember::default()
    };
    let eve = world.discord.member("eve", eve);
    let file = list("Discord ID", &[id(&world, "ada"), format!("<@{eve}>")]);
    takes_in(&world, &file, &[]).await;
    world.restart().await;
    world.pass(minutes(10)).await;
    let eve = world.discord.person(eve);
    eve.joins();
    world.settle().await;
    assert!(eve.has_role("会員") && world.person("ada").has_role("会員"));
    assert_eq!(eve.dms().len() + world.person("ada").dms().len(), 0);
    world.end().await;
}
