//! What the owner should see before they approve a list: no end, what people have from elsewhere, and
//! accounts that people left.

use sandbox::{NewMember, Person};

use super::{file_of, hands_in, id, list, looks_at, presses, salon, takes_in, undoes};
use crate::world::{World, days};

/// The labels of the buttons under what is shown.
fn labels(message: &sandbox::view::MessageView) -> Vec<String> {
    message
        .buttons()
        .map(|button| button.label.clone())
        .collect()
}

async fn status(world: &World, person: &Person) -> (String, Vec<String>) {
    let shown = person.runs(world.lobby, "/membership", &[]).await;
    let message = shown.message().expect("an answer").clone();
    (message.text(), labels(&message))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_without_an_end_is_asked_about_once() {
    let world = salon().await;
    let rows = [
        format!("{},2027-13-45,あだ", id(&world, "ada")),
        format!("{},2027-01-31,べん", id(&world, "ben")),
    ];
    let file = list("会員ID,満了予定,表示名", &rows);
    let message = looks_at(&world, &file, &[]).await;
    let text = message.text();
    for words in [
        "照合「会員ID」",
        "期限「なし」",
        "期限を表す列がないため、追加・変更の 2 件は無期限になります",
        "使っていない列: 満了予定, 表示名",
    ] {
        assert!(text.contains(words), "{words} is not in: {text}");
    }
    assert_eq!(labels(&message), ["無期限で反映する", "やめる"]);
    // Nothing but that word approves it.
    let go = message.buttons().next().and_then(|it| it.custom_id.clone());
    let go = go.expect("a button").replace("import-endless", "import-go");
    let refused = world.person("owner").clicks_forged(message.id, &go).await;
    assert!(
        refused.text().contains("期限を表す列がありません"),
        "{refused:?}"
    );
    world.settle().await;
    assert!(!world.person("ada").has_role("会員"));

    // Of a column that is named, what is no date is a bad row.
    let named = looks_at(&world, &file, &[("end-column", "満了予定")]).await;
    let text = named.text();
    assert!(text.contains("追加 1・読めない行 1"), "{text}");
    assert!(text.contains("2行目: 期限の日付が読めません"), "{text}");
    assert_eq!(labels(&named), ["反映する", "やめる"]);
    presses(&world, named.id, "やめる").await;

    let told = presses(&world, message.id, "無期限で反映する").await;
    assert!(told.contains("反映しています"), "{told}");
    assert!(world.person("ada").has_role("会員") && world.person("ben").has_role("会員"));
    // The next of these lists is known to have no end; another column is asked about again.
    let mika = format!("{},2027-01-31,みか", id(&world, "mika"));
    let next = [rows[0].clone(), rows[1].clone(), mika];
    let next = looks_at(&world, &list("会員ID,満了予定,表示名", &next), &[]).await;
    assert!(
        next.text().contains("1 件は無期限になります"),
        "{}",
        next.text()
    );
    assert_eq!(labels(&next), ["反映する", "やめる"]);
    let mika = format!("{},x,みか,2027-01-31", id(&world, "mika"));
    let other = list("会員ID,満了予定,表示名,まで", &[mika]);
    let other = looks_at(&world, &other, &[]).await;
    assert_eq!(labels(&other), ["無期限で反映する", "やめる"]);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_column_of_states_that_another_list_lacks_is_asked_about_once() {
    let world = salon().await;
    let row = |name: &str, state: &str| format!("{},2026-12-31,{state}", id(&world, name));
    let first = list("ID,期限,状態", &[row("ada", "有効")]);
    takes_in(&world, &first, &[]).await;
    let other = |name: &str| list("会員ID,有効期限,区分", &[row(name, "退会")]);
    let message = looks_at(&world, &other("ben"), &[]).await;
    let text = message.text();
    assert!(text.contains("列「状態」がありません"), "{text}");
    assert_eq!(labels(&message), ["状態の列なしで反映する", "やめる"]);
    let go = message.buttons().next().and_then(|it| it.custom_id.clone());
    let go = go.expect("a button").replace("import-endless", "import-go");
    let refused = world.person("owner").clicks_forged(message.id, &go).await;
    assert!(refused.text().contains("状態を表す列が"), "{refused:?}");
    let named = looks_at(&world, &other("ben"), &[("state-column", "区分")]).await;
    assert_eq!(labels(&named), ["反映する", "やめる"]);
    let message = looks_at(&world, &other("ben"), &[]).await;
    presses(&world, message.id, "状態の列なしで反映する").await;
    assert!(world.person("ben").has_role("会員"));
    let next = looks_at(&world, &other("mika"), &[]).await;
    assert_eq!(labels(&next), ["反映する", "やめる"]);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_stood_only_in_an_undone_list_was_never_a_member() {
    let world = salon().await;
    let (ada, ben) = (world.person("ada"), world.person("ben"));
    let (text, _) = status(&world, &ada).await;
    world.gives("ben", "monthly", &[("months", "1")]).await;
    world.settle().await;
    let rows = [id(&world, "ada"), id(&world, "ben")];
    let message = takes_in(&world, &list("ID", &rows), &[]).await;
    let (during, _) = status(&world, &ada).await;
    assert_ne!(during, text);
    undoes(&world, message).await;
    let (after, buttons) = status(&world, &ada).await;
    assert_eq!(after, text);
    assert!(
        buttons.contains(&"引き継ぎコードを入力".to_owned()),
        "{buttons:?}"
    );
    let ended = [("view", "終了（30日以内）")];
    let ended = world.does("owner", "/member list", &ended).await;
    assert!(!ended.contains(&id(&world, "ada")), "{ended}");
    // The owner sees what was.
    let why = world.does("owner", "/member why", &[("user", "ada")]).await;
    for words in [
        "付与（名簿",
        "の名簿の取り込みが取り消され、「月額会員」が終了",
    ] {
        assert!(why.contains(words), "{words} is not in: {why}");
    }
    // The account is free for whoever moves to it.
    let told = world.moves("ben", "ada").await;
    assert!(told.contains("移しました"), "{told}");
    assert!(ada.has_role("会員") && !ben.has_role("会員"));
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn undoing_counts_whoever_has_more_from_elsewhere_as_shortened() {
    let world = salon().await;
    let row = |name: &str, end: &str| format!("{},{end}", id(&world, name));
    let other = [row("ada", "2026-06-30"), row("mika", "無期限")];
    let from = [("source", "fanbox")];
    takes_in(&world, &list("ID,期限", &other), &from).await;
    let rows = [
        row("ada", "2026-12-31"),
        row("ben", "2026-12-31"),
        row("mika", "2026-12-31"),
    ];
    let message = takes_in(&world, &list("ID,期限", &rows), &[]).await;
    let asked = world.person("owner").clicks(message, "取り消す").await;
    let text = asked.text();
    let counts = "「月額会員」: 終了する方 1 人・短くなる方 1 人\n";
    assert!(text.contains(counts), "{counts} is not in: {text}");
    let asked = asked.message().expect("a question back").id;
    presses(&world, asked, "取り消す").await;
    assert!(world.person("ada").has_role("会員") && !world.person("ben").has_role("会員"));
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_people_have_from_elsewhere_is_seen_before_it_overlaps() {
    let world = salon().await;
    world
        .gives("ada", "monthly", &[("without-end", "true")])
        .await;
    let ken = format!("{},2026-05-31", id(&world, "ken"));
    let from = [("source", "fanbox")];
    takes_in(&world, &list("ID,期限", &[ken]), &from).await;
    let rows = ["ada", "ken", "mika"].map(|name| format!("{},2026-06-30", id(&world, name)));
    let message = looks_at(&world, &list("ID,期限", &rows), &[]).await;
    let text = message.text();
    for words in [
        "同じプランをほかからもお持ちの方の行が 2 行あります",
        "2行目: 手動付与・無期限",
        "3行目: 名簿取込・2026-05-31 まで",
    ] {
        assert!(text.contains(words), "{words} is not in: {text}");
    }
    assert!(!text.contains("4行目"), "{text}");
    let lines = file_of(&world, &message).await;
    for words in [
        "\"無期限\",\"2026-06-30\",\"\",\"ほかからも利用中（手動付与）\"",
        "\"2026-05-31\",\"2026-06-30\",\"\",\"ほかからも利用中（名簿取込）\"",
        "\"\",\"2026-06-30\",\"\",\"\"",
    ] {
        assert!(lines.contains(words), "{words} is not in: {lines}");
    }
    presses(&world, message.id, "やめる").await;
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_owner_added_to_a_list_counts_as_from_elsewhere() {
    let world = salon().await;
    let ken = format!("{},2026-05-31", id(&world, "ken"));
    let from = [("source", "fanbox")];
    takes_in(&world, &list("ID,期限", &[ken]), &from).await;
    let week = [
        ("user", "ken"),
        ("plan", "monthly"),
        ("reason", "障害のお詫び"),
        ("days", "7"),
    ];
    world.does("owner", "/member extend", &week).await;
    world.settle().await;
    let rows = [format!("{},2026-06-30", id(&world, "ken"))];
    let message = looks_at(&world, &list("ID,期限", &rows), &[]).await;
    let text = message.text();
    assert!(text.contains("2行目: 名簿取込・2026-06-07 まで"), "{text}");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_that_somebody_left_means_the_one_they_have() {
    let world = salon().await;
    let ada = world.person("ada");
    let new = world.discord.member("ada2", NewMember::default());
    let new = world.discord.person(new);
    takes_in(
        &world,
        &list("ID,期限", &[format!("{},2026-04-30", ada.id())]),
        &[],
    )
    .await;
    world.pass(days(2)).await;
    world.moves("ada", &new.id().to_string()).await;
    assert!(new.has_role("会員") && !ada.has_role("会員"));

    // The platform knows nothing of that.
    let old = format!("{},2026-06-30", ada.id());
    let message = looks_at(&world, &list("ID,期限", &[old]), &[("absent", "終了")]).await;
    let text = message.text();
    let moved = format!(
        "2行目: <@{}> は移行前のアカウントのため、<@{}> さんの行",
        ada.id(),
        new.id()
    );
    for words in ["「note」: 変更 1\n", moved.as_str()] {
        assert!(text.contains(words), "{words} is not in: {text}");
    }
    let lines = file_of(&world, &message).await;
    assert!(lines.contains("移行前のアカウント"), "{lines}");
    presses(&world, message.id, "反映する").await;
    world.pass(days(40)).await;
    assert!(new.has_role("会員") && !ada.has_role("会員"));

    // Whoever has something of their own with it is nobody else.
    world.gives("ada", "monthly", &[("months", "1")]).await;
    world.settle().await;
    let old = format!("{},2026-08-31", ada.id());
    let message = looks_at(&world, &list("ID,期限", &[old]), &[]).await;
    let text = message.text();
    assert!(text.contains("「note」: 追加 1\n"), "{text}");
    assert!(!text.contains("移行前"), "{text}");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_can_be_undone_no_more_offers_no_button_for_it() {
    let world = salon().await;
    takes_in(&world, &list("ID", &[id(&world, "ada")]), &[]).await;
    let card = || {
        let messages = world.person("owner").reads(world.log);
        let done = messages.into_iter().find(|it| it.text().contains("追加 1"));
        done.expect("it is told")
    };
    assert_eq!(labels(&card()), ["取り消す"]);
    world.pass(days(1)).await;
    let text = card().text();
    assert!(text.contains("取り消せる24時間は過ぎました"), "{text}");
    assert_eq!(labels(&card()), Vec::<String>::new());
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_a_member_by_a_list_reads_where_they_go_on_and_nothing_against_it() {
    let world = salon().await;
    let rows = [format!("{},2026-06-30", id(&world, "ada"))];
    takes_in(&world, &list("ID,期限", &rows), &[]).await;
    let (text, _) = status(&world, &world.person("ada")).await;
    assert!(text.contains("お申し込みになったサービスで"), "{text}");
    for words in ["お手続きは必要ありません", "「/入会」"] {
        assert!(!text.contains(words), "{words} is in: {text}");
    }
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_has_another_plan_from_here_reads_of_which_nothing_is_to_be_done() {
    let world = salon().await;
    let rows = [format!("{},2026-06-30", id(&world, "ada"))];
    takes_in(&world, &list("ID,期限", &rows), &[]).await;
    let other = [
        ("key", "seminar"),
        ("name", "少人数会"),
        ("price", "0"),
        ("interval", "毎月"),
        ("role", "会員"),
    ];
    world.does("owner", "/plan create", &other).await;
    world.gives("ada", "seminar", &[("months", "1")]).await;
    world.settle().await;
    let (text, _) = status(&world, &world.person("ada")).await;
    for words in [
        "お申し込みになったサービスで",
        "「少人数会」のお手続きは必要ありません",
    ] {
        assert!(text.contains(words), "{words} is not in: {text}");
    }
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn lines_about_one_person_that_differ_are_said_to() {
    let world = salon().await;
    let rows = ["2026-06-30", "2026-07-31"].map(|end| format!("{},{end}", id(&world, "ada")));
    let outcome = hands_in(&world, list("ID,期限", &rows).as_bytes(), &[]).await;
    let text = outcome.text();
    let words = "2行目: 同じ会員の行が複数あり、内容が一致しません";
    assert!(text.contains(words), "{text}");
    world.end().await;
}
