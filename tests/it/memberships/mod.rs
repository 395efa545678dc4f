//! Paid roles: what owners and members see of them.

mod accounts;
mod attention;
mod bans;
mod booked;
mod breaker;
mod coming;
mod crowd;
mod exceptions;
mod exclusive;
mod exit;
mod extend;
mod goodwill;
mod grace;
mod hands;
mod ladder;
mod membership;
mod mistaken;
mod moving;
mod notices;
mod pages;
mod preflight;
mod refund;
mod refund_asked;
mod refused;
mod restored;
mod roles;
mod screening;
mod sent_away;
mod shop;
mod taken_dates;
mod trial;

use sandbox::{NewRole, Person, Target};

use crate::world::{World, days, hours};
use salon::memberships;

/// A plan for a month that gives the paid role.
const PLAN: [(&str, &str); 5] = [
    ("key", "monthly"),
    ("name", "月額会員"),
    ("price", "2980"),
    ("interval", "毎月"),
    ("role", "会員"),
];

async fn salon_with_a_plan() -> World {
    let world = World::start().await;
    let outcome = owner(&world).runs(world.lobby, "/plan create", &PLAN).await;
    assert!(
        outcome.text().contains("プランを作成しました"),
        "{}",
        outcome.text()
    );
    world
}

/// The salon sells a second plan, `study`, with a role of its own.
async fn salon_with_two_plans() -> World {
    let world = salon_with_a_plan().await;
    world.discord.role("勉強会", NewRole::default());
    let options = [
        ("key", "study"),
        ("name", "勉強会プラン"),
        ("price", "0"),
        ("interval", "毎月"),
        ("role", "勉強会"),
    ];
    world.does("owner", "/plan create", &options).await;
    world
}

fn owner(world: &World) -> Person {
    world.person("owner")
}

/// The owner gives ada a plan; what the owner is told.
async fn grant(world: &World, options: &[(&str, &str)]) -> String {
    let told = world.gives("ada", "monthly", options).await;
    world.settle().await;
    told
}

/// The owner gives ada so many months of a pass, for this much.
async fn months(world: &World, months: &str, paid: &str) {
    let options = [("months", months), ("as", "Pass"), ("paid-yen", paid)];
    grant(world, &options).await;
}

/// The owner takes something of the plan back from ada; what the owner is told.
async fn takes(world: &World, options: &[(&str, &str)]) -> String {
    let told = world.takes("ada", "monthly", options).await;
    world.settle().await;
    told
}

/// A moment so many days from now, as it is shown.
fn moment(world: &World, from_now: i64) -> String {
    format!("<t:{}:f>", world.now().timestamp() + from_now * 86_400)
}

async fn why(world: &World, name: &str) -> String {
    let target = Target::User(world.person(name).id());
    let outcome = owner(world)
        .uses_menu(world.lobby, "Membership", target)
        .await;
    let message = outcome.message().expect("an answer");
    assert!(message.ephemeral, "everyone sees what is about one person");
    message.text()
}

fn last_dm(person: &Person) -> String {
    person
        .dms()
        .last()
        .map_or_else(String::new, sandbox::view::MessageView::text)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_granted_month_gives_the_role_and_takes_it_when_it_is_over() {
    let world = salon_with_a_plan().await;
    let ada = world.person("ada");
    let told = grant(&world, &[("months", "1"), ("paid-yen", "2980")]).await;
    assert!(told.contains("付与しました"), "{told}");
    assert!(ada.has_role("会員"));
    assert!(last_dm(&ada).contains("月額会員"), "{}", last_dm(&ada));
    assert!(!last_dm(&ada).contains("welcome"), "{}", last_dm(&ada));
    let status = ada.runs(world.lobby, "/会員状況", &[]).await;
    assert!(status.text().contains("有効"), "{}", status.text());

    // 1 April + 1 month is 1 May, 30 days later.
    world.pass(days(29)).await;
    assert!(ada.has_role("会員"));
    world.pass(days(1)).await;
    assert!(!ada.has_role("会員"));
    assert!(
        last_dm(&ada).contains("ありがとうございました"),
        "{}",
        last_dm(&ada)
    );
    assert_eq!(ada.dms().len(), 2);
    let status = ada.runs(world.lobby, "/membership", &[]).await;
    assert!(status.text().contains("再開"), "{}", status.text());

    let history = why(&world, "ada").await;
    for word in [
        "付与",
        "2,980円の入金",
        "期間の終了",
        "終了のお知らせ（完了）",
    ] {
        assert!(history.contains(word), "{word} is not in: {history}");
    }
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_month_follows_the_first_without_a_gap() {
    let world = salon_with_a_plan().await;
    let ada = world.person("ada");
    grant(&world, &[("months", "1")]).await;
    let told = grant(&world, &[("months", "1")]).await;
    assert!(told.contains("延長"), "{told}");
    world.pass(days(40)).await;
    assert!(ada.has_role("会員"));
    assert!(world.discord.requests("DELETE", "/roles/").is_empty());
    world.pass(days(30)).await;
    assert!(!ada.has_role("会員"));
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deleted_role_holds_up_no_other() {
    let world = salon_with_a_plan().await;
    let ada = world.person("ada");
    let extra = world.discord.role("勉強会", NewRole::default());
    let options = [
        ("key", "both"),
        ("name", "両方"),
        ("price", "0"),
        ("interval", "毎月"),
        ("role", "会員"),
        ("role-2", "勉強会"),
    ];
    owner(&world)
        .runs(world.lobby, "/plan create", &options)
        .await;
    world.gives("ada", "both", &[("months", "1")]).await;
    world.settle().await;
    assert!(ada.has_role("会員") && ada.has_role("勉強会"));
    world.pass(days(29) + hours(22)).await;
    world.discord.moderator().deletes_role(world.paid_role);
    world.settle().await;
    world.pass(hours(3)).await;
    assert!(
        !ada.has_role("勉強会"),
        "whoever pays no more keeps {extra}"
    );
    assert!(last_dm(&ada).contains("終了しました"), "{}", last_dm(&ada));
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_role_stays_while_another_plan_gives_it() {
    let world = salon_with_a_plan().await;
    let ada = world.person("ada");
    let extra = world.discord.role("勉強会", NewRole::default());
    let extra = extra.to_string();
    let options = [
        ("key", "study"),
        ("name", "勉強会"),
        ("price", "0"),
        ("interval", "1回（日数を指定）"),
        ("days", "10"),
        ("role", "会員"),
        ("role-2", extra.as_str()),
    ];
    owner(&world)
        .runs(world.lobby, "/plan create", &options)
        .await;
    grant(&world, &[("months", "1")]).await;
    world.gives("ada", "study", &[]).await;
    world.settle().await;
    assert!(ada.has_role("会員") && ada.has_role("勉強会"));
    world.pass(days(11)).await;
    assert!(ada.has_role("会員") && !ada.has_role("勉強会"));
    world.pass(days(30)).await;
    assert!(!ada.has_role("会員"));
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn revoking_takes_the_role_at_once_and_keeps_the_reason_private() {
    let world = salon_with_a_plan().await;
    let ada = world.person("ada");
    grant(&world, &[("without-end", "true")]).await;
    let why_so = [("reason", "返金のため")];
    let told = world.takes("ada", "monthly", &why_so).await;
    assert!(told.contains("取り消しました"), "{told}");
    world.settle().await;
    assert!(!ada.has_role("会員"));
    assert!(last_dm(&ada).contains("終了となりました"));
    assert!(!last_dm(&ada).contains("返金"));
    for words in [
        "運営者の手続きにより、「月額会員」の",
        "運営者にお問い合わせ",
    ] {
        assert!(last_dm(&ada).contains(words), "{}", last_dm(&ada));
    }
    assert!(why(&world, "ada").await.contains("返金のため"));
    let again = world.takes("ada", "monthly", &why_so).await;
    assert!(again.contains("お持ちではありません"), "{again}");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn periods_that_ended_while_the_bot_was_away_end_at_start() {
    let mut world = salon_with_a_plan().await;
    let ada = world.person("ada");
    grant(&world, &[("months", "1")]).await;
    world.stop_bot().await;
    world.set_clock(world.now() + days(45));
    world.start_bot().await;
    assert!(!ada.has_role("会員"));
    assert!(last_dm(&ada).contains("終了しました"));
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_that_cannot_be_had_throws_nobody_out() {
    let mut world = salon_with_a_plan().await;
    let ada = world.person("ada");
    grant(&world, &[("months", "1")]).await;
    let before = world.rows().await;
    for status in [500, 403] {
        world
            .discord
            .faults()
            .on("GET", "/members")
            .answer_next(status, 0);
        let done = memberships::reconcile(world.app(), &world.rest()).await;
        assert!(done.is_err());
    }
    assert_eq!(world.rows().await, before);
    assert!(ada.has_role("会員"));
    let done = memberships::reconcile(world.app(), &world.rest())
        .await
        .expect("a list");
    assert_eq!((done.entitled, done.repaired), (1, 0));
    world.restart().await;
    assert!(ada.has_role("会員"));
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_takes_no_direct_messages_learns_it_from_the_next_command() {
    let world = salon_with_a_plan().await;
    let ada = world.person("ada");
    ada.refuses_dms(true);
    grant(&world, &[("months", "1")]).await;
    world.pass(days(31)).await;
    assert!(ada.dms().is_empty());
    assert!(!ada.has_role("会員"));
    let status = ada.runs(world.lobby, "/membership", &[]).await;
    assert!(status.text().contains("終了"), "{}", status.text());
    assert!(why(&world, "ada").await.contains("届かず"));
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn plans_are_listed_and_offered_while_typing() {
    let world = salon_with_a_plan().await;
    let list = owner(&world).runs(world.lobby, "/plan list", &[]).await;
    for words in ["2,980円", "終了後の猶予14日間"] {
        assert!(list.text().contains(words), "{}", list.text());
    }
    let typed = [("user", "ada"), ("plan", "月額")];
    let choices = owner(&world)
        .autocompletes(world.lobby, "/member grant", &typed, "plan")
        .await;
    assert_eq!(choices.len(), 1, "{choices:?}");
    assert!(choices[0].name.contains("monthly"), "{choices:?}");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_members_may_do_follows_the_entitlement() {
    let world = salon_with_a_plan().await;
    let user = world.user("ada");
    let is_member = async || {
        let mut conn = world.app().db.read().await.expect("a reader");
        let member = memberships::is_member(&mut conn, user, world.now())
            .await
            .expect("known");
        let rights = memberships::rights(&mut conn, user, world.now()).await;
        let access = rights.expect("known").access("gp");
        (member, access == memberships::Access::Open)
    };
    assert_eq!(is_member().await, (false, false));
    grant(&world, &[]).await;
    assert_eq!(is_member().await, (true, true));
    world.pass(days(30)).await;
    assert_eq!(is_member().await, (false, false));
    world.end().await;
}
