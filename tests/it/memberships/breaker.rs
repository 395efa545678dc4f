//! Nobody loses a role by an error: too many at once are asked about first.

use sandbox::view::MessageView;
use sandbox::{Id, NewMember, NewRole, Person};

use super::{owner, why};
use crate::world::{Setting, World, days, hours, number};
use salon::memberships;

/// A salon with a plan, where much happens at once.
async fn salon() -> World {
    let setting = Setting {
        is_roomy: true,
        ..Setting::default()
    };
    let world = World::start_with(setting).await;
    world.sells_plan().await;
    world
}

/// So many people with a month of the plan.
async fn members(world: &World, count: usize) -> Vec<Person> {
    let mut people = Vec::new();
    for place in 0..count {
        let id = world
            .discord
            .member(&format!("m{place}"), NewMember::default());
        world.grants(&format!("m{place}"), "1").await;
        people.push(world.discord.person(id));
    }
    world.settle().await;
    assert_eq!(with_role(&people, "会員"), count);
    people
}

fn with_role(people: &[Person], role: &str) -> usize {
    people.iter().filter(|person| person.has_role(role)).count()
}

async fn revoke(world: &World, people: &[Person]) {
    for person in people {
        let why = [("reason", "規約違反")];
        world.takes(&person.id().to_string(), "monthly", &why).await;
    }
    world.settle().await;
}

/// From now on the plan gives this role, and no other.
async fn plan_gives(world: &World, role: Id) {
    let mut tx = world.app().db.begin().await.expect("a transaction");
    sqlx::query("update plan_role set role_id = ?1")
        .bind(number(role))
        .execute(tx.conn().await.expect("writes"))
        .await
        .expect("changed");
    tx.commit().await.expect("committed");
}

/// Everything that was posted for the owner, oldest first.
fn told(world: &World) -> Vec<MessageView> {
    let mut all = owner(world).reads(world.log);
    all.retain(|message| !message.ephemeral);
    all
}

/// The cards that wait for the owner.
fn cards(world: &World) -> Vec<MessageView> {
    let mut all = told(world);
    all.retain(|message| message.text().contains("外れるところでした"));
    all
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrongly_configured_role_costs_nobody_theirs() {
    let mut world = salon().await;
    let people = members(&world, 12).await;
    let wrong = world.discord.role("勉強会", NewRole::default());
    plan_gives(&world, wrong).await;
    for _ in 0..3 {
        world.compare().await;
    }
    assert_eq!(with_role(&people, "会員"), 12);
    assert_eq!(with_role(&people, "勉強会"), 12);
    assert!(world.discord.requests("DELETE", "/roles/").is_empty());
    let waiting = cards(&world);
    assert_eq!(waiting.len(), 1, "asked more than once");
    let text = waiting[0].text();
    for words in ["12 人（保有 12 人）", "プランの変更: 12 人", "ほか 2 人"] {
        assert!(text.contains(words), "{words} is not in: {text}");
    }
    assert_eq!(text.matches("<@").count() - text.matches("<@&").count(), 10);
    assert_eq!(world.compare().await.repaired, 0, "looked at for ever");
    world.restart().await;
    assert_eq!(with_role(&people, "会員"), 12);

    // Once it is mended there is nothing to decide, but for the role that was wrong.
    plan_gives(&world, world.paid_role).await;
    world.compare().await;
    assert!(told(&world)[0].text().contains("必要なくなりました"));
    let refused = owner(&world)
        .clicks_forged(waiting[0].id, "membership:breaker-go:1:12")
        .await;
    assert!(refused.text().contains("判断済み"), "{}", refused.text());
    let waiting = cards(&world);
    assert_eq!(waiting.len(), 1);
    owner(&world).clicks(waiting[0].id, "実行する").await;
    world.compare().await;
    assert_eq!(with_role(&people, "会員"), 12);
    assert_eq!(with_role(&people, "勉強会"), 0);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn half_a_list_costs_nobody_anything() {
    let world = salon().await;
    let people = members(&world, 3).await;
    for place in 0..1_000 {
        let name = format!("other{place}");
        world.discord.member(&name, NewMember::default());
    }
    world.settle().await;
    let before = world.rows().await;
    let second = world.discord.faults().on("GET", "/members").after(1);
    second.answer_next(500, 0);
    let done = memberships::reconcile(world.app(), &world.rest()).await;
    assert!(done.is_err(), "{done:?}");
    assert_eq!(world.rows().await, before);
    assert_eq!(with_role(&people, "会員"), 3);
    assert!(world.compare().await.members > 1_000);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn go_takes_whom_it_showed_and_nobody_else() {
    let mut world = salon().await;
    let people = members(&world, 10).await;
    revoke(&world, &people[..8]).await;
    assert_eq!(
        with_role(&people[..5], "会員"),
        0,
        "five are not asked about"
    );
    assert_eq!(with_role(&people[5..], "会員"), 5);
    let card = cards(&world).remove(0);
    assert!(
        card.text().contains("3 人（保有 10 人）"),
        "{}",
        card.text()
    );
    let history = why(&world, "m5").await;
    assert!(history.contains("解除を保留"), "{history}");
    // One of them has a right again; who presses what they saw before is told.
    world.grants("m5", "1").await;
    world.settle().await;
    let old = owner(&world)
        .clicks_forged(card.id, "membership:breaker-go:1:3")
        .await;
    assert!(
        old.text().contains("対象の方が変わりました"),
        "{}",
        old.text()
    );
    let forged = world
        .person("mika")
        .clicks_forged(card.id, "membership:breaker-go:1:4")
        .await;
    assert!(forged.text().contains("運営者だけ"), "{}", forged.text());
    world.restart().await;
    assert_eq!(with_role(&people[5..], "会員"), 5);

    let card = cards(&world).remove(0);
    assert!(
        card.text().contains("2 人（保有 10 人）"),
        "{}",
        card.text()
    );
    let done = owner(&world).clicks(card.id, "実行する").await;
    assert!(done.text().contains("2 人から外します"), "{}", done.text());
    // Whatever happens between the press and the deed.
    world.restart().await;
    world.compare().await;
    assert_eq!(with_role(&people[6..8], "会員"), 0);
    assert!(people[5].has_role("会員"), "has a right again");
    assert_eq!(with_role(&people[8..], "会員"), 2);
    assert_eq!(cards(&world).len(), 0);
    let history = why(&world, "m6").await;
    assert!(history.contains("解除を承認"), "{history}");
    // What was let go is not counted again: five within a day were.
    revoke(&world, &people[8..9]).await;
    assert!(people[8].has_role("会員"));
    assert_eq!(cards(&world).len(), 1);
    let card = cards(&world).remove(0);
    owner(&world).clicks(card.id, "実行する").await;
    world.compare().await;
    assert!(!people[8].has_role("会員"));
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn discard_leaves_them_and_asks_no_more() {
    let mut world = salon().await;
    let people = members(&world, 8).await;
    revoke(&world, &people).await;
    assert_eq!(with_role(&people, "会員"), 3);
    let card = cards(&world).remove(0);
    owner(&world).clicks(card.id, "取りやめる").await;
    world.settle().await;
    assert_eq!(cards(&world).len(), 0);
    assert!(told(&world)[0].text().contains("そのまま残します"));
    world.pass(days(2)).await;
    assert_eq!(world.compare().await.repaired, 0);
    world.restart().await;
    assert_eq!(with_role(&people, "会員"), 3);
    assert_eq!(told(&world).len(), 1, "asked again");
    // A new right is a new one.
    world.grants("m7", "1").await;
    world.pass(days(31)).await;
    assert!(!people[7].has_role("会員"));
    assert_eq!(with_role(&people, "会員"), 2);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_clock_announced_and_five_a_day_are_not_asked_about() {
    let mut world = salon().await;
    let people = members(&world, 22).await;
    revoke(&world, &people[..5]).await;
    assert_eq!(with_role(&people, "会員"), 17);
    world.pass(hours(25)).await;
    revoke(&world, &people[5..10]).await;
    assert_eq!(with_role(&people, "会員"), 12);
    // Nobody was there when they ended: the comparison finds it first.
    world.stop_bot().await;
    world.set_clock(world.now() + days(45));
    world.start_bot().await;
    world.compare().await;
    assert_eq!(with_role(&people, "会員"), 0);
    assert_eq!(told(&world).len(), 0);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_leaves_waits_no_more_and_without_a_log_the_status_asks() {
    let mut world = salon().await;
    world.has_no_log();
    world.restart().await;
    let people = members(&world, 8).await;
    revoke(&world, &people).await;
    let status = owner(&world).runs(world.lobby, "/salon status", &[]).await;
    let status = status.message().expect("an answer").clone();
    assert!(
        status.text().contains("3 人（保有 8 人）"),
        "{}",
        status.text()
    );
    people[5].leaves();
    world.settle().await;
    let changed = owner(&world).clicks(status.id, "実行する").await;
    assert!(
        changed.text().contains("対象の方が変わりました"),
        "{}",
        changed.text()
    );
    let status = owner(&world).runs(world.lobby, "/salon status", &[]).await;
    let status = status.message().expect("an answer").clone();
    assert!(
        status.text().contains("2 人（保有 8 人）"),
        "{}",
        status.text()
    );
    owner(&world).clicks(status.id, "実行する").await;
    world.compare().await;
    assert_eq!(with_role(&people, "会員"), 0);
    world.end().await;
}
