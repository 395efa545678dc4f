//! Lists that would part many from a plan, and lists that stop half-way or go back.

use salon::jobs;
use sandbox::NewMember;

use super::{hands_in, id, list, looks_at, presses, salon, takes_in, undoes};
use crate::world::{World, days, hours, minutes};

/// So many people more, by name.
fn crowd(world: &World, count: usize) -> Vec<String> {
    let names: Vec<_> = (1..=count).map(|number| format!("p{number}")).collect();
    for name in &names {
        world.discord.member(name, NewMember::default());
    }
    names
}

fn ids(world: &World, names: &[String]) -> Vec<String> {
    names.iter().map(|name| id(world, name)).collect()
}

fn members(world: &World, names: &[String]) -> usize {
    let has_role = |name: &&String| world.person(name).has_role("会員");
    names.iter().filter(has_role).count()
}

#[tokio::test(flavor = "multi_thread")]
async fn forty_percent_are_not_ended_without_a_second_word() {
    let world = salon().await;
    let names = crowd(&world, 20);
    let all = ids(&world, &names);
    takes_in(&world, &list("ID", &all), &[]).await;
    world.pass(days(2)).await;
    assert_eq!(members(&world, &names), 20);

    // Five may go; eight may not.
    let most = list("ID", &all[..12]);
    let message = looks_at(&world, &most, &[("absent", "終了")]).await;
    let text = message.text();
    assert!(text.contains("20 人のうち 8 人"), "{text}");
    let asked = presses(&world, message.id, "反映する").await;
    assert!(asked.contains("まだ何も変えていません"), "{asked}");
    world.pass(minutes(10)).await;
    assert_eq!(members(&world, &names), 20);
    // A client that says something else than what it was asked.
    let owner = world.person("owner");
    let go = message
        .buttons()
        .next()
        .and_then(|button| button.custom_id.clone());
    let forged = format!("{}:7", go.expect("a button"));
    let forged = owner.clicks_forged(message.id, &forged).await;
    assert!(
        forged.text().contains("まだ何も変えていません"),
        "{forged:?}"
    );
    world.settle().await;
    assert_eq!(members(&world, &names), 20);
    presses(&world, message.id, "8 人を承知で実行する").await;
    world.pass(minutes(1)).await;
    assert_eq!(members(&world, &names), 12);

    // What is undone is back, and nobody is told anything.
    let known = looks_at(&world, &most, &[("absent", "終了")]).await;
    undoes(&world, known.id).await;
    assert_eq!(members(&world, &names), 20);
    world.pass(days(2)).await;
    let told: usize = names
        .iter()
        .map(|name| world.person(name).dms().len())
        .sum();
    assert_eq!(told, 0);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_column_of_dates_and_a_few_each_hour_are_asked_about_too() {
    let world = salon().await;
    let names = crowd(&world, 12);
    let all = ids(&world, &names);
    takes_in(&world, &list("ID", &all), &[]).await;
    world.pass(days(2)).await;
    // Dates of tomorrow take nothing now, but everything tomorrow.
    let rows: Vec<_> = all.iter().map(|id| format!("{id},2026-04-04")).collect();
    let message = looks_at(&world, &list("ID,期限", &rows), &[("end-column", "期限")]).await;
    assert!(
        message.text().contains("12 人のうち 12 人"),
        "{}",
        message.text()
    );
    presses(&world, message.id, "やめる").await;

    // Four, and two more on the same day.
    let four = list("ID", &all[4..]);
    takes_in(&world, &four, &[("absent", "終了")]).await;
    assert_eq!(members(&world, &names), 8);
    world.pass(hours(20)).await;
    let two = list("ID", &all[6..]);
    let message = looks_at(&world, &two, &[("absent", "終了")]).await;
    let asked = presses(&world, message.id, "反映する").await;
    assert!(asked.contains("8 人のうち 2 人"), "{asked}");
    // Tomorrow they may go.
    world.pass(hours(5)).await;
    let message = looks_at(&world, &two, &[("absent", "終了")]).await;
    let told = presses(&world, message.id, "反映する").await;
    assert!(told.contains("反映しています"), "{told}");
    world.pass(days(2)).await;
    assert_eq!(members(&world, &names), 6);
    // A list with a line of nobody's ends nobody for being absent.
    let unknown = list("ID", &[all[11].clone(), "?".to_owned()]);
    let message = looks_at(&world, &unknown, &[("absent", "終了")]).await;
    assert!(
        message.text().contains("名簿にない方は終了しません"),
        "{}",
        message.text()
    );
    assert!(!message.text().contains("終了 "), "{}", message.text());
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_preview_said_is_what_is_done() {
    let world = salon().await;
    let (ada, ben) = (id(&world, "ada"), id(&world, "ben"));
    let one = looks_at(&world, &list("ID", std::slice::from_ref(&ada)), &[]).await;
    let two = looks_at(&world, &list("ID", &[ada, ben]), &[]).await;
    presses(&world, one.id, "反映する").await;
    // Of the other list ada's line comes to nothing now.
    let before = world.rows().await;
    let told = presses(&world, two.id, "反映する").await;
    assert!(told.contains("確認のあとに"), "{told}");
    let told = undoes(&world, one.id).await;
    assert!(told.contains("取り消しています"), "{told}");
    assert_ne!(world.rows().await, before);
    let told = presses(&world, two.id, "反映する").await;
    assert!(told.contains("反映しています"), "{told}");
    assert!(world.person("ada").has_role("会員") && world.person("ben").has_role("会員"));
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_others_changed_meanwhile_is_left_alone() {
    let world = salon().await;
    let rows = [id(&world, "ada"), id(&world, "ben")];
    let message = takes_in(&world, &list("ID", &rows), &[]).await;
    world.takes("ada", "monthly", &[]).await;
    undoes(&world, message).await;
    assert!(!world.person("ben").has_role("会員"));
    let told = world.told_owner().join("\n");
    assert!(told.contains("ほかで変わっていた 1 件"), "{told}");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn stopped_while_it_is_taken_in_it_goes_on() {
    let mut world = salon().await;
    let names = crowd(&world, 250);
    let all = ids(&world, &names);
    let message = looks_at(&world, &list("ID", &all), &[]).await;
    let owner = world.person("owner");
    owner.clicks(message.id, "反映する").await;
    jobs::run_due(world.app()).await;
    let granted = world.journal().await;
    let count = |journal: &[(String, String)]| {
        let granted = journal
            .iter()
            .filter(|(kind, _)| kind == "entitlement.granted");
        granted.count()
    };
    assert_eq!(count(&granted), 100);
    // Another cannot begin meanwhile, nor can this one be undone.
    let told = owner.clicks(message.id, "取り消す").await;
    assert!(
        told.text().contains("ほかの取り込みを処理しています"),
        "{told:?}"
    );
    world.restart().await;
    world.pass(minutes(5)).await;
    world.compare().await;
    assert_eq!(count(&world.journal().await), 250);
    assert_eq!(members(&world, &names), 250);
    assert_eq!(world.discord.requests("PUT", "/roles/").len(), 250);
    let told = world.told_owner().join("\n");
    assert_eq!(told.matches("追加 250").count(), 1, "{told}");

    // So does undoing it; of so many at once the owner is asked.
    let asked = hands_in(&world, list("ID", &all).as_bytes(), &[]).await;
    let known = asked.message().expect("an answer").id;
    let asked = presses(&world, known, "取り消す").await;
    assert!(asked.contains("250 人のうち 250 人"), "{asked}");
    owner.clicks(known, "250 人を承知で実行する").await;
    jobs::run_due(world.app()).await;
    world.restart().await;
    world.pass(minutes(5)).await;
    assert_eq!(members(&world, &names), 0);
    assert_eq!(world.discord.requests("DELETE", "/roles/").len(), 250);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_leaves_at_the_platform_keeps_what_was_paid_for() {
    let world = salon().await;
    let (ada, ben) = (world.person("ada"), world.person("ben"));
    let row =
        |name: &str, end: &str, state: &str| format!("{},{end},{state},500", id(&world, name));
    let head = "ID,期限,ステータス,金額";
    let first = [
        row("ada", "2026/4/20", "継続"),
        row("ben", "2026/4/20", "継続"),
    ];
    takes_in(&world, &list(head, &first), &[]).await;
    world.pass(days(2)).await;
    let second = [
        row("ada", "2026/5/20", "退会"),
        row("ben", "2026/3/31", "退会"),
    ];
    let message = looks_at(&world, &list(head, &second), &[]).await;
    let text = message.text();
    assert!(text.contains("変更 1・終了 1"), "{text}");
    presses(&world, message.id, "反映する").await;
    assert!(ada.has_role("会員") && !ben.has_role("会員"));
    world.pass(days(40)).await;
    assert!(ada.has_role("会員"), "what was paid for was lost");
    let why = world.does("owner", "/member why", &[("user", "ada")]).await;
    assert_eq!(why.matches("500円の入金").count(), 2, "{why}");
    world.pass(days(10)).await;
    assert!(!ada.has_role("会員"));
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whom_a_list_parted_from_a_plan_is_not_told_at_night() {
    let world = salon().await;
    let ada = world.person("ada");
    let first = [format!("{},2026/4/30,継続", id(&world, "ada"))];
    takes_in(&world, &list("ID,期限,ステータス", &first), &[]).await;
    world.pass(days(2)).await;
    let second = [format!("{},2026/6/30,継続", id(&world, "ada"))];
    takes_in(&world, &list("ID,期限,ステータス", &second), &[]).await;
    // Half past eleven in Tokyo.
    world.pass(days(2) + hours(14) + minutes(30)).await;
    let third = [format!("{},2026/6/30,失効", id(&world, "ada"))];
    let third = looks_at(&world, &list("ID,期限,ステータス", &third), &[]).await;
    assert!(third.text().contains("終了 1"), "{}", third.text());
    presses(&world, third.id, "反映する").await;
    world.settle().await;
    assert!(!ada.has_role("会員"));
    world.pass(days(1) + hours(7)).await;
    assert_eq!(ada.dms().len(), 0, "{:?}", ada.dms());
    world.pass(hours(1)).await;
    let dms = ada.dms();
    assert_eq!(dms.len(), 1, "{dms:?}");
    assert!(dms[0].text().contains("終了しました"), "{dms:?}");

    // Each line of the history says what was so then.
    let history = world.does("owner", "/member why", &[("user", "ada")]).await;
    let until = |words: &str| {
        let line = history.lines().find(|line| line.contains(words));
        let line = line.unwrap_or_else(|| panic!("no {words} in: {history}"));
        line.rsplit("<t:").next().map(str::to_owned)
    };
    assert_ne!(until("を付与（"), until("名簿により変更"), "{history}");
    world.end().await;
}
