//! Stories of a machine whose clock is set while the bot runs.

use super::{FRIDAY, utc};
use crate::world::{World, days, hours, minutes};

#[tokio::test(flavor = "multi_thread")]
async fn a_jump_pauses_and_setting_it_right_goes_on() {
    let world = World::start().await;
    world.has_friday_slot().await;
    world.has_queued(1, "血圧の測り方").await;
    world.pass_until(utc(FRIDAY) - hours(1)).await;

    // Forward past the time of the lecture: it is not missed by that.
    world.clock_jumps(days(8));
    world.settle().await;
    world.clock_jumps(-days(8));
    world.settle().await;
    // Back, and time goes on.
    world.clock_jumps(-minutes(20));
    world.pass(minutes(50)).await;
    assert_eq!(world.posts().len(), 0);
    world.clock_jumps(minutes(20));
    world.pass(minutes(9)).await;
    assert_eq!(world.posts().len(), 0, "posted before its time");
    world.pass(minutes(1)).await;
    assert_eq!(world.now(), utc(FRIDAY));
    let posts = world.posts();
    assert_eq!(posts.len(), 1);
    assert!(!posts[0].text().contains("遅れ"), "{}", posts[0].text());
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn while_the_clock_is_off_nothing_is_posted() {
    let world = World::start().await;
    world.has_friday_slot().await;
    world.has_queued(1, "血圧の測り方").await;
    world.pass_until(utc(FRIDAY) - hours(1)).await;
    let dates = async |world: &World| {
        let journal = world.journal().await.into_iter();
        let dates = journal.filter(|(kind, _)| kind.starts_with("occurrence."));
        dates.count()
    };
    let before = dates(&world).await;
    world.clock_jumps(-minutes(6));
    world.pass_until(utc(FRIDAY) + hours(2)).await;
    assert_eq!(world.posts().len(), 0);
    assert_eq!(dates(&world).await, before);
    world.end().await;
}
