//! Newcomers who have yet to accept the server's rules: whoever is given a role is not asked any
//! more.

use sandbox::NewMember;

use super::{salon_with_a_plan, why};
use crate::world::{World, days, minutes};
use salon::memberships;

async fn grant(world: &World, name: &str, months: &str) -> String {
    let told = world.gives(name, "monthly", &[("months", months)]).await;
    world.settle().await;
    told
}

#[tokio::test(flavor = "multi_thread")]
async fn no_role_before_the_rules_are_accepted() {
    let world = salon_with_a_plan().await;
    let moderator = world.discord.moderator();
    moderator.screens_newcomers(true);
    let outside = NewMember {
        outside: true,
        ..NewMember::default()
    };
    let eve = world.discord.member("eve", outside);
    let eve = world.discord.person(eve);
    grant(&world, "eve", "3").await;
    eve.joins();
    world.settle().await;
    assert!(!eve.has_role("会員"), "she is not asked to accept any more");
    let done = memberships::reconcile(world.app(), &world.rest()).await;
    assert_eq!(done.expect("a list").repaired, 0);
    assert!(!eve.has_role("会員"));
    eve.accepts_rules();
    world.settle().await;
    assert!(eve.has_role("会員"));
    let history = why(&world, "eve").await;
    assert!(history.contains("サーバーのルールに同意"), "{history}");
    // Who comes back is asked again.
    world.pass(minutes(1)).await;
    eve.leaves();
    eve.joins();
    world.settle().await;
    assert!(!eve.has_role("会員"));
    eve.accepts_rules();
    world.settle().await;
    assert!(eve.has_role("会員"));
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn neither_the_owner_nor_the_clock_gives_one_before() {
    let world = salon_with_a_plan().await;
    let waiting = NewMember {
        pending: true,
        ..NewMember::default()
    };
    let fay = world.discord.member("fay", waiting);
    let fay = world.discord.person(fay);
    let told = grant(&world, "fay", "1").await;
    assert!(told.contains("同意の後に付与"), "{told}");
    grant(&world, "fay", "1").await;
    world.pass(days(40)).await;
    assert!(!fay.has_role("会員"));
    assert!(world.discord.requests("PUT", "/roles/").is_empty());
    fay.accepts_rules();
    world.settle().await;
    assert!(fay.has_role("会員"));
    world.pass(days(30)).await;
    assert!(!fay.has_role("会員"));
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_waited_for_an_earlier_stay_is_called_back() {
    let mut world = salon_with_a_plan().await;
    let ada = world.person("ada");
    let moderator = world.discord.moderator();
    moderator.changes_role(world.paid_role, |role| role.position = 200);
    grant(&world, "ada", "1").await;
    moderator.screens_newcomers(true);
    world.stop_bot().await;
    ada.leaves();
    ada.joins();
    world.start_bot().await;
    moderator.changes_role(world.paid_role, |role| role.position = 3);
    world.settle().await;
    // What waited for her is called back by now, and nobody compares once she has accepted.
    world.compare().await;
    world.settle().await;
    assert!(!ada.has_role("会員"));
    ada.accepts_rules();
    world.settle().await;
    assert!(ada.has_role("会員"));
    world.end().await;
}
