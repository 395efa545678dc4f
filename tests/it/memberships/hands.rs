//! Roles that somebody gives or takes by hand, beside the bot.

use super::{PLAN, grant, salon_with_a_plan, why};
use crate::world::{World, days, hours, minutes};
use salon::memberships;

#[tokio::test(flavor = "multi_thread")]
async fn what_happened_by_hand_while_the_bot_was_away_is_mended_at_start() {
    let mut world = salon_with_a_plan().await;
    let (ada, ben) = (world.person("ada"), world.person("ben"));
    grant(&world, &[("months", "1")]).await;
    world.stop_bot().await;
    let moderator = world.discord.moderator();
    moderator.takes_role(ada.id(), world.paid_role);
    // Given by hand: not ours to take.
    moderator.gives_role(ben.id(), world.paid_role);
    world.start_bot().await;
    world.settle().await;
    assert!(ada.has_role("会員") && ben.has_role("会員"));
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_role_taken_by_hand_comes_back_and_an_ended_one_does_not_stay() {
    let world = salon_with_a_plan().await;
    let ada = world.person("ada");
    grant(&world, &[("months", "1")]).await;
    world.pass(minutes(1)).await;
    let moderator = world.discord.moderator();
    moderator.takes_role(ada.id(), world.paid_role);
    world.settle().await;
    assert!(ada.has_role("会員"));
    world.pass(days(30) + minutes(1)).await;
    moderator.gives_role(ada.id(), world.paid_role);
    world.settle().await;
    assert!(!ada.has_role("会員"));
    let history = why(&world, "ada").await;
    for words in [
        "手動で外された: 元に戻します",
        "手動で付与された: 元に戻します",
        "食い違い",
    ] {
        assert!(history.contains(words), "{words} is not in: {history}");
    }
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_event_that_may_be_older_than_our_own_doing_is_nobodys_hand() {
    let world = salon_with_a_plan().await;
    let ada = world.person("ada");
    grant(&world, &[("months", "1")]).await;
    // To us it looks as if it was on its way when the role was given.
    let moderator = world.discord.moderator();
    moderator.takes_role(ada.id(), world.paid_role);
    world.settle().await;
    let history = why(&world, "ada").await;
    assert!(!history.contains("手動で"), "{history}");
    // If it was not, the comparison finds it.
    world.pass(minutes(1)).await;
    world.compare().await;
    assert!(ada.has_role("会員"));
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_plan_may_respect_what_is_done_by_hand() {
    let mut world = World::start().await;
    let mut plan = PLAN.to_vec();
    plan.push(("by-hand", "そのままにする"));
    let told = world.does("owner", "/plan create", &plan).await;
    assert!(told.contains("手動変更はそのまま"), "{told}");
    let ada = world.person("ada");
    let moderator = world.discord.moderator();
    grant(&world, &[("months", "1")]).await;
    moderator.takes_role(ada.id(), world.paid_role);
    world.settle().await;
    world.restart().await;
    world.pass(hours(1)).await;
    assert!(!ada.has_role("会員"), "nobody asked for it");
    let history = why(&world, "ada").await;
    let taken = "手動で外された: プランの設定により、そのまま";
    assert_eq!(history.matches(taken).count(), 1, "{history}");
    // Coming back does not undo what a moderator wanted; a moderator does, and the owner.
    ada.leaves();
    ada.joins();
    world.settle().await;
    assert!(!ada.has_role("会員"));
    moderator.gives_role(ada.id(), world.paid_role);
    world.settle().await;
    moderator.takes_role(ada.id(), world.paid_role);
    world.settle().await;
    assert!(!ada.has_role("会員"));
    grant(&world, &[("months", "1")]).await;
    assert!(ada.has_role("会員"));

    // What nobody took comes back, whoever heard of it.
    world.stop_bot().await;
    world.set_clock(world.now() + minutes(5));
    ada.leaves();
    ada.joins();
    world.start_bot().await;
    assert!(ada.has_role("会員"));

    world.pass(days(62)).await;
    assert!(!ada.has_role("会員"), "the end is nobody's hand");
    moderator.gives_role(ada.id(), world.paid_role);
    world.settle().await;
    world.restart().await;
    assert!(ada.has_role("会員"), "nobody asked for it to be taken");
    let history = why(&world, "ada").await;
    assert!(history.contains("手動で付与された"), "{history}");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_takes_it_again_and_again_wins_for_a_day() {
    let world = salon_with_a_plan().await;
    let ada = world.person("ada");
    grant(&world, &[("months", "1")]).await;
    let moderator = world.discord.moderator();
    let puts = || world.discord.requests("PUT", "/roles/").len();
    for times in 1..=3 {
        world.pass(minutes(1)).await;
        moderator.takes_role(ada.id(), world.paid_role);
        world.settle().await;
        assert!(ada.has_role("会員"));
        assert_eq!(puts(), 1 + times);
    }
    world.pass(minutes(1)).await;
    moderator.takes_role(ada.id(), world.paid_role);
    world.settle().await;
    world.pass(hours(23)).await;
    let compare = async || memberships::reconcile(world.app(), &world.rest()).await;
    assert_eq!(compare().await.expect("a list").repaired, 0);
    assert_eq!(puts(), 4, "they are fought without end");
    let history = why(&world, "ada").await;
    assert_eq!(history.matches("24時間に3回").count(), 1, "{history}");
    // What is over goes all the same, and what is not is tried again.
    world.pass(hours(2)).await;
    assert_eq!(compare().await.expect("a list").repaired, 1);
    world.settle().await;
    assert!(ada.has_role("会員"));
    world.pass(days(30)).await;
    assert!(!ada.has_role("会員"));
    world.end().await;
}
