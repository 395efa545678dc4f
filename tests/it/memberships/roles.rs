//! Whose a role is, and that nobody who has paid stands without one.

use sandbox::NewMember;

use super::{grant, salon_with_a_plan, salon_with_two_plans, why};
use crate::world::{World, days, hours, minutes};
use salon::memberships;

/// The owner takes the plan `monthly` from ada.
async fn revoke(world: &World) {
    world.takes("ada", "monthly", &[]).await;
    world.settle().await;
}

/// The owner gives ada the plan `study`.
async fn grant_study(world: &World) {
    world.gives("ada", "study", &[("months", "3")]).await;
    world.settle().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn three_plans_on_one_role_do_not_fight() {
    let world = salon_with_a_plan().await;
    let ada = world.person("ada");
    grant(&world, &[("months", "1")]).await;
    for days in ["10", "50"] {
        let options = [
            ("key", days),
            ("name", "短期"),
            ("price", "500"),
            ("interval", "1回（日数を指定）"),
            ("days", days),
            ("role", "会員"),
        ];
        world.does("owner", "/plan create", &options).await;
        world.gives("ada", days, &[]).await;
    }
    for _ in 0..7 {
        world.pass(days(7)).await;
        assert!(ada.has_role("会員"));
        let done = memberships::reconcile(world.app(), &world.rest()).await;
        assert_eq!(done.expect("a list").repaired, 0);
    }
    world.pass(days(2)).await;
    assert!(!ada.has_role("会員"));
    assert_eq!(world.discord.requests("PUT", "/roles/").len(), 1);
    assert_eq!(world.discord.requests("DELETE", "/roles/").len(), 1);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_role_that_was_there_before_the_period_began_stays() {
    let world = salon_with_a_plan().await;
    let ada = world.person("ada");
    let moderator = world.discord.moderator();
    moderator.gives_role(ada.id(), world.paid_role);
    world.settle().await;
    // The second month is begun by the clock, when nobody looks.
    grant(&world, &[("months", "1")]).await;
    grant(&world, &[("months", "1")]).await;

    // Somebody else gives it to eve as she comes.
    let outside = NewMember {
        outside: true,
        ..NewMember::default()
    };
    let eve = world.discord.member("eve", outside);
    world.gives("eve", "monthly", &[]).await;
    let with_role = NewMember {
        id: Some(eve),
        roles: vec![world.paid_role],
        ..NewMember::default()
    };
    world.discord.member("eve", with_role);
    let eve = world.discord.person(eve);
    world.pass(days(70)).await;
    assert!(ada.has_role("会員"), "a role from elsewhere was taken");
    assert!(eve.has_role("会員"), "a role from elsewhere was taken");
    assert!(world.discord.requests("PUT", "/roles/").is_empty());

    // Whoever gave it takes it: from then on it is ours.
    grant(&world, &[("months", "1")]).await;
    moderator.takes_role(ada.id(), world.paid_role);
    world.settle().await;
    assert!(ada.has_role("会員"));
    world.pass(days(31)).await;
    assert!(!ada.has_role("会員"));
    world.end().await;
}

/// The role that a moderator gave stays when the plan is over.
async fn stays_when_all_is_over(world: &World, name: &str) {
    world.compare().await;
    world.pass(days(70)).await;
    world.compare().await;
    assert!(
        world.person(name).has_role("会員"),
        "a role from elsewhere was taken"
    );
    assert!(world.discord.requests("PUT", "/roles/").is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_role_from_elsewhere_stays_whatever_way_somebody_joins() {
    for (price, buyers, press) in [
        ("0", "だれでも", None),
        ("0", "承認した人だけ", Some("承認")),
        ("1000", "だれでも", Some("入金を確認")),
    ] {
        let mut world = World::start().await;
        world.may_sell().await;
        let plan = [
            ("key", "monthly"),
            ("name", "月額会員"),
            ("price", price),
            ("interval", "毎月"),
            ("role", "会員"),
            ("buyers", buyers),
            ("trial-days", if price == "0" { "0" } else { "7" }),
        ];
        let made = world.does("owner", "/plan create", &plan).await;
        assert!(made.contains("プランを作成しました"), "{made}");
        let ada = world.person("ada");
        let moderator = world.discord.moderator();
        moderator.gives_role(ada.id(), world.paid_role);
        world.settle().await;
        let screen = ada.runs(world.lobby, "/join", &[("plan", "monthly")]).await;
        let screen = screen.message().expect("a screen").id;
        ada.clicks(screen, "同意して申し込む").await;
        world.settle().await;
        if let Some(press) = press {
            let owner = world.person("owner");
            let card = owner.reads(world.log).pop().expect("a card").id;
            let pressed = owner.clicks(card, press).await;
            if let (Some(asked), true) = (pressed.message(), price != "0") {
                owner.clicks(asked.id, "1,000円の入金を確認").await;
            }
            world.settle().await;
        }
        let status = world.does("ada", "/membership", &[]).await;
        assert!(status.contains("有効（"), "{price} {buyers}: {status}");
        stays_when_all_is_over(&world, "ada").await;
        world.end().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn where_discord_does_not_say_what_somebody_has_the_comparison_looks_first() {
    let mut world = World::start().await;
    world.may_sell().await;
    world.sells_plan().await;
    let (ada, owner) = (world.person("ada"), world.person("owner"));
    let moderator = world.discord.moderator();
    moderator.gives_role(ada.id(), world.paid_role);
    let screen = ada.runs(world.lobby, "/join", &[("plan", "monthly")]).await;
    let screen = screen.message().expect("a screen").id;
    ada.clicks(screen, "同意して申し込む").await;
    world.settle().await;
    let card = owner.reads(world.log).pop().expect("a card").id;
    let asked = owner.clicks(card, "入金を確認").await;
    let asked = asked.message().expect("an answer").id;
    let member = format!("/members/{}", ada.id());
    world
        .discord
        .faults()
        .on("GET", &member)
        .times(9)
        .answer_next(503, 0);
    let told = owner.clicks(asked, "1,000円の入金を確認").await;
    assert!(told.text().contains("開始しました"), "{told:?}");
    world.settle().await;
    stays_when_all_is_over(&world, "ada").await;
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_stands_without_a_role_while_they_change_plans() {
    let world = salon_with_two_plans().await;
    let ada = world.person("ada");
    grant(&world, &[("without-end", "true")]).await;
    world
        .discord
        .faults()
        .on("PUT", "/roles/")
        .times(3)
        .answer_next(503, 0);
    grant_study(&world).await;
    revoke(&world).await;
    assert!(!ada.has_role("勉強会"));
    assert!(ada.has_role("会員"), "taken before the new one was there");
    world.pass(minutes(5)).await;
    assert!(ada.has_role("勉強会"));
    assert!(!ada.has_role("会員"), "kept though the new one is there");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_role_that_cannot_be_given_costs_nobody_the_one_they_have() {
    let world = salon_with_two_plans().await;
    let ada = world.person("ada");
    let study = world.discord.role_named("勉強会").expect("a role");
    let moderator = world.discord.moderator();
    moderator.changes_role(study, |role| role.position = 200);
    grant(&world, &[("without-end", "true")]).await;
    grant_study(&world).await;
    revoke(&world).await;
    world.pass(hours(3)).await;
    assert!(ada.has_role("会員"), "an error threw a member out");
    moderator.changes_role(study, |role| role.position = 3);
    world.settle().await;
    assert!(ada.has_role("勉強会") && !ada.has_role("会員"));

    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_has_nothing_left_to_wait_for_keeps_nothing() {
    let world = salon_with_two_plans().await;
    let ada = world.person("ada");
    let study = world.discord.role_named("勉強会").expect("a role");
    let moderator = world.discord.moderator();
    moderator.changes_role(study, |role| role.position = 200);
    grant(&world, &[("months", "1")]).await;
    grant_study(&world).await;
    world.takes("ada", "study", &[]).await;
    world.settle().await;
    assert!(ada.has_role("会員"));
    revoke(&world).await;
    assert!(!ada.has_role("会員"), "kept by a role that is over, too");
    moderator.changes_role(study, |role| role.position = 3);
    world.settle().await;
    assert!(!ada.has_role("勉強会"));
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_left_while_the_role_was_on_its_way_has_it_when_they_come_back() {
    let mut world = salon_with_a_plan().await;
    let ada = world.person("ada");
    world
        .discord
        .faults()
        .on("PUT", "/roles/")
        .answer_next(503, 0);
    grant(&world, &[("months", "1")]).await;
    ada.leaves();
    world.pass(minutes(5)).await;
    ada.joins();
    world.settle().await;
    assert!(ada.has_role("会員"));
    let history = why(&world, "ada").await;
    assert!(history.contains("届かず"), "{history}");

    // Nobody tells of it.
    world.stop_bot().await;
    world.set_clock(world.now() + minutes(5));
    ada.leaves();
    ada.joins();
    world.start_bot().await;
    assert!(ada.has_role("会員"));
    let history = why(&world, "ada").await;
    assert!(!history.contains("手動で"), "{history}");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_role_that_nobody_is_owed_any_more_does_not_come_late() {
    let world = salon_with_a_plan().await;
    let ada = world.person("ada");
    let options = [
        ("key", "day"),
        ("name", "1日券"),
        ("price", "500"),
        ("interval", "1回（日数を指定）"),
        ("days", "1"),
        ("role", "会員"),
    ];
    world.does("owner", "/plan create", &options).await;
    world.gives("ada", "day", &[]).await;
    world.pass(minutes(23 * 60 + 30)).await;
    let moderator = world.discord.moderator();
    moderator.changes_role(world.paid_role, |role| role.position = 200);
    ada.leaves();
    ada.joins();
    world.pass(minutes(10)).await;
    assert!(!ada.has_role("会員"), "it cannot be given");
    ada.leaves();
    world.pass(minutes(25)).await;
    ada.joins();
    world.settle().await;
    let tried = world.discord.requests("PUT", "/roles/").len();
    moderator.changes_role(world.paid_role, |role| role.position = 3);
    world.settle().await;
    assert_eq!(world.discord.requests("PUT", "/roles/").len(), tried);
    assert!(!ada.has_role("会員"));
    world.end().await;
}
