//! Stories of a machine whose clock is set while the bot runs.

use super::{FRIDAY, utc};
use crate::world::{World, days, hours, minutes};

impl World {
    /// What the owner was told of the machine's clock.
    fn told_of_clock(&self) -> Vec<String> {
        let mut told = self.told_owner();
        told.retain(|told| told.contains("サーバーの時計"));
        told
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_jump_pauses_and_tells_and_setting_it_right_goes_on() {
    let world = World::start().await;
    world.has_friday_slot().await;
    world.has_queued(1, "血圧の測り方").await;
    world.pass_until(utc(FRIDAY) - hours(1)).await;

    // Forward past the time of the lecture: it is not missed by that.
    world.clock_jumps(days(8));
    world.settle().await;
    world.settle().await;
    let told = world.told_of_clock();
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].contains("11,520分進んだ"), "{told:?}");
    world.clock_jumps(-days(8));
    world.settle().await;
    let told = world.told_of_clock();
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].contains("再開しました"), "{told:?}");
    // Back, and time goes on.
    world.clock_jumps(-minutes(20));
    world.pass(minutes(50)).await;
    assert_eq!(world.posts().len(), 0);
    let told = world.told_of_clock();
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told[1].contains("20分戻った"), "{told:?}");
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
    let mut world = World::start().await;
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
    world.pass_until(utc(FRIDAY) + hours(1)).await;
    assert_eq!(world.posts().len(), 0);
    assert_eq!(dates(&world).await, before);
    // Whoever says that this is the time has salon look from now on.
    world.restart().await;
    assert_eq!(world.posts().len(), 1);
    let told = world.told_of_clock();
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].contains("再開しました"), "{told:?}");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn having_been_down_is_no_jump() {
    let mut world = World::start().await;
    world.has_friday_slot().await;
    world.has_queued(1, "血圧の測り方").await;
    world.stop_bot().await;
    world.set_clock(utc(FRIDAY) + days(14) - minutes(10));
    world.start_bot().await;
    world.pass(minutes(10)).await;
    assert_eq!(world.posts().len(), 1);
    assert_eq!(world.told_of_clock(), Vec::<String>::new());
    world.end().await;
}

/// A bot that lives by its own loops, a minute before its lecture.
async fn a_minute_before() -> World {
    let mut world = World::start().await;
    world.has_friday_slot().await;
    world.has_queued(1, "血圧の測り方").await;
    world.pass_until(utc(FRIDAY) - minutes(1)).await;
    world.stop_bot().await;
    world
}

#[tokio::test(flavor = "multi_thread")]
async fn ready_five_times_changes_nothing() {
    let mut world = a_minute_before().await;
    let mut alive = world.lives().await;
    let ready = world.last_event("READY");
    for _ in 0..4 {
        world.discord.faults().send_event("READY", &ready);
    }
    alive.has_heard(5).await;
    world.set_clock(utc(FRIDAY));
    alive.rings();
    world.has_posts(1).await;
    alive.stop().await;
    world.start_bot().await;
    world.pass(hours(1)).await;
    assert_eq!(world.posts().len(), 1);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_goes_out_before_the_server_is_there() {
    let mut world = a_minute_before().await;
    world.set_clock(utc(FRIDAY));
    world.discord.faults().lose_next_event("GUILD_CREATE");
    let mut alive = world.lives().await;
    alive.has_heard(1).await;
    alive.rings();
    world.does("owner", "/help", &[]).await;
    assert_eq!(world.posts().len(), 0, "posted before the server was there");
    let server = world.last_event("GUILD_CREATE");
    world.discord.faults().send_event("GUILD_CREATE", &server);
    world.has_posts(1).await;
    alive.stop().await;
    world.start_bot().await;
    world.end().await;
}
