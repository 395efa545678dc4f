//! What goes out is chosen a day before, and settled a quarter of an hour before.

use super::{FRIDAY, utc};
use crate::world::{World, days, hours, minutes};

impl World {
    /// The owner pins a lecture to a date, and is answered.
    async fn pins(&self, lecture: &str, date: &str) -> String {
        let slot = self.first_choice("/lecture queue", "slot").await;
        let options = [
            ("slot", slot.as_str()),
            ("lecture", lecture),
            ("date", date),
        ];
        self.owner_runs("/lecture queue", &options).await.text()
    }

    /// How often this was written down of a date.
    pub(super) async fn wrote(&self, kind: &str, date: &str) -> usize {
        let journal = self.journal().await;
        let found = journal.iter().filter(|(was, of)| was == kind && of == date);
        found.count()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn sixteen_minutes_before_the_queue_still_decides_and_fourteen_before_it_does_not() {
    let world = World::start().await;
    world.has_friday_slot().await;
    world.has_queued(1, "血圧の測り方").await;
    let urgent = world.is_ready(2, "薬の回収").await;
    let late = world.is_ready(3, "二次性高血圧").await;

    world.pass_until(utc(FRIDAY) - minutes(16)).await;
    let pinned = world.pins(&urgent, "2026-04-03").await;
    assert!(pinned.contains('📌'), "{pinned}");
    world.pass_until(utc(FRIDAY)).await;
    assert!(
        world.posts()[0].text().contains("#2"),
        "the queue did not decide"
    );

    world.pass_until(utc(FRIDAY) + days(7) - minutes(14)).await;
    let refused = world.pins(&late, "2026-04-10").await;
    assert!(refused.contains("15分前を過ぎた"), "{refused}");
    world.pass(minutes(14)).await;
    let posts = world.posts();
    assert_eq!(posts.len(), 2);
    assert!(posts[1].text().contains("#1"), "{}", posts[1].text());
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_bound_is_posted_by_the_bot_that_was_started_in_between() {
    let mut world = World::start().await;
    world.has_friday_slot().await;
    world.has_queued(1, "血圧の測り方").await;
    world.pass_until(utc(FRIDAY) - days(1) - minutes(1)).await;
    assert_eq!(world.wrote("occurrence.bound", "occurrence:1").await, 0);
    world.pass(minutes(1)).await;
    assert_eq!(world.wrote("occurrence.bound", "occurrence:1").await, 1);
    world.restart().await;
    world.pass(hours(12)).await;
    let next = world.owner_runs("/lectures next", &[]).await.text();
    let stamp = format!("<t:{}:", utc(FRIDAY).timestamp());
    assert!(
        next.contains(&stamp),
        "what is bound is not foretold: {next}"
    );
    world.restart().await;
    world.pass_until(utc(FRIDAY) - minutes(1)).await;
    assert_eq!(world.posts().len(), 0, "posted too early");
    world.pass(minutes(1)).await;
    assert_eq!(world.posts().len(), 1);
    assert_eq!(world.wrote("occurrence.bound", "occurrence:1").await, 1);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_queued_into_an_empty_slot_in_the_last_minutes_is_posted() {
    let world = World::start().await;
    world.has_friday_slot().await;
    world.pass_until(utc(FRIDAY) - minutes(5)).await;
    world.has_queued(1, "血圧の測り方").await;
    world.pass(minutes(5)).await;
    assert_eq!(world.posts().len(), 1);
    world.end().await;
}
