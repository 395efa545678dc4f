//! The bot is stopped and started at every step of a release.

use super::{FRIDAY, utc};
use crate::world::{World, days, hours};

#[tokio::test(flavor = "multi_thread")]
async fn a_restart_at_every_step_of_a_release() {
    let mut world = World::start().await;
    world.has_friday_slot().await;
    world.has_queued(1, "血圧の測り方").await;
    let told = world.told_owner().len();
    let until = utc(FRIDAY) + hours(1);
    let mut steps = 0;
    while world.now() < until {
        let app = world.app().clone();
        let due = salon::jobs::next_due(&app).await.expect("reads");
        let effect = salon::outbox::next_due(&app).await.expect("reads");
        let next = [due, effect].into_iter().flatten().min();
        let next = next.filter(|next| *next < until).unwrap_or(until);
        world.set_clock(next.max(world.now() + chrono::TimeDelta::milliseconds(1)));
        // Stopped before anything is done, after it was decided, and after it was sent.
        world.stop_bot().await;
        world.connects().await;
        salon::jobs::run_due(world.app()).await;
        world.restart().await;
        world.restart().await;
        steps += 1;
    }
    assert!(steps >= 3, "bound, locked and posted are {steps} steps");
    let posts = world.posts();
    assert_eq!(posts.len(), 1);
    assert!(posts[0].thread.is_some(), "no thread");
    assert_eq!(posts[0].pings.roles, [world.track_role]);
    assert_eq!(world.wrote("occurrence.bound", "occurrence:1").await, 1);
    assert_eq!(world.wrote("occurrence.sent", "occurrence:1").await, 1);
    assert_eq!(world.wrote("occurrence.posted", "occurrence:1").await, 1);
    world.pass_until(utc(FRIDAY) + days(6)).await;
    assert_eq!(world.posts().len(), 1);
    assert!(world.told_owner().len() >= told);
    world.end().await;
}
