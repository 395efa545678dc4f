//! Stories of what moderators delete.

use super::{FRIDAY, VIDEO, utc};
use crate::world::{World, days, hours};

#[tokio::test(flavor = "multi_thread")]
async fn a_deleted_role_pings_nobody_and_the_lecture_goes_out() {
    let world = World::start().await;
    world.has_friday_slot().await;
    world.has_queued(1, "血圧の測り方").await;
    world.pass_until(utc(FRIDAY) - hours(3)).await;
    world.discord.moderator().deletes_role(world.track_role);
    world.settle().await;
    let told = world.told_owner();
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told[1].contains("誰にも通知せずに配信します"), "{told:?}");
    world.pass_until(utc(FRIDAY)).await;
    let post = &world.posts()[0];
    assert!(post.pings.roles.is_empty(), "{:?}", post.pings);
    assert!(!post.text().contains("<@&"), "{}", post.text());
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deleted_thread_is_left_alone() {
    let mut world = World::start().await;
    world.has_friday_slot().await;
    world.has_queued(1, "血圧の測り方").await;
    world.has_queued(2, "薬の選び方").await;
    world.has_member("ada", "gp").await;
    world.pass_until(utc(FRIDAY)).await;
    let post = world.posts()[0].clone();
    let thread = post.thread.expect("a thread");
    world.discord.moderator().deletes_channel(thread.id);
    world.settle().await;
    world.restart().await;
    world.pass(hours(10)).await;
    assert!(world.posts()[0].thread.is_none(), "it was opened again");
    let seen = world.watches("ada", post.id).await;
    assert!(seen.contains(VIDEO), "{seen}");
    world.pass_until(utc(FRIDAY) + days(7)).await;
    assert!(world.posts()[1].thread.is_some(), "no thread next week");
    world.end().await;
}
