//! Roles that somebody gives or takes by hand, beside the bot.

use super::{grant, salon_with_a_plan, why};
use crate::world::days;

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
    let moderator = world.discord.moderator();
    moderator.takes_role(ada.id(), world.paid_role);
    world.settle().await;
    assert!(ada.has_role("会員"));
    world.pass(days(30)).await;
    moderator.gives_role(ada.id(), world.paid_role);
    world.settle().await;
    assert!(!ada.has_role("会員"));
    assert!(why(&world, "ada").await.contains("食い違い"));
    world.end().await;
}
