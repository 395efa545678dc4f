//! Stories of slots whose dates are worked out anew.

use super::{FRIDAY, utc};
use crate::world::{World, days, hours, minutes};

/// A country gave up summer time while an older program worked dates out: the next one knows, and
/// what is ahead keeps its civil time.
#[tokio::test(flavor = "multi_thread")]
async fn new_tables_of_time_zones_move_what_is_ahead() {
    let mut world = World::start().await;
    world.has_friday_slot().await;
    world.has_queued(1, "血圧の測り方").await;
    world.has_queued(2, "薬の選び方").await;
    world.pass_until(utc(FRIDAY)).await;
    world.stop_bot().await;
    let file = sqlx::sqlite::SqliteConnectOptions::new().filename(world.database());
    let mut conn = sqlx::ConnectOptions::connect(&file).await.expect("opened");
    sqlx::raw_sql(
        "update fact set value = '2006a' where name = 'tzdb';
         update occurrence
         set due_at = strftime('%Y-%m-%dT%H:%M:%S+00:00', due_at, '+1 hour'),
             wake_at = strftime('%Y-%m-%dT%H:%M:%S+00:00', wake_at, '+1 hour');",
    )
    .execute(&mut conn)
    .await
    .expect("worked out by older tables");
    sqlx::Connection::close(conn).await.expect("closed");

    world.start_bot().await;
    world.pass_until(utc(FRIDAY) + days(7)).await;
    assert_eq!(world.posts().len(), 2, "it is not posted at its civil time");
    world.restart().await;
    let journal = world.journal().await;
    let reckoned = journal.iter().filter(|(kind, _)| kind == "slot.reckoned");
    assert_eq!(reckoned.count(), 1, "{journal:?}");
    world.end().await;
}

impl World {
    /// The owner says something of the one slot there is, and is answered.
    async fn slot(&self, act: &str, options: &[(&str, &str)]) -> String {
        let command = format!("/slot {act}");
        let slot = self.first_choice(&command, "slot").await;
        let mut all = vec![("slot", slot.as_str())];
        all.extend(options);
        self.owner_runs(&command, &all).await.text()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_week_off_gives_its_lecture_to_the_next_and_can_be_taken_back() {
    let world = World::start().await;
    world.has_friday_slot().await;
    world.has_queued(1, "血圧の測り方").await;
    let off = [("date", "2026年4月3日")];
    let wrong = [("date", "2026年4月4日")];
    let told = world.slot("skip", &wrong).await;
    assert!(told.contains("金曜"), "{told}");
    let told = world.slot("skip", &[("date", "2026-08-07")]).await;
    assert!(told.contains("8週間"), "{told}");
    let back = [("date", "2026-04-03"), ("undo", "true")];
    let told = world.slot("skip", &back).await;
    assert!(told.contains("休みになっていません"), "{told}");

    // Bound already, left out, taken back, left out for good.
    world.pass_until(utc(FRIDAY) - hours(3)).await;
    let stamp = format!("<t:{}:", utc(FRIDAY).timestamp());
    let told = world.slot("skip", &off).await;
    assert!(told.contains(&stamp), "{told}");
    let next = world.owner_runs("/lectures next", &[]).await.text();
    let after = format!("<t:{}:", (utc(FRIDAY) + days(7)).timestamp());
    assert!(next.contains(&after) && next.contains("#1"), "{next}");
    let told = world.slot("skip", &off).await;
    assert!(told.contains("済んだか"), "{told}");
    world.slot("skip", &back).await;
    let next = world.owner_runs("/lectures next", &[]).await.text();
    assert!(next.contains(&stamp), "{next}");
    world.slot("skip", &off).await;
    world.pass_until(utc(FRIDAY) - minutes(14)).await;
    let told = world.slot("skip", &back).await;
    assert!(told.contains("15分前"), "{told}");
    world.pass_until(utc(FRIDAY) + days(1)).await;
    assert!(world.posts().is_empty(), "posted in a week that is off");
    let told = world.slot("skip", &back).await;
    assert!(told.contains("過ぎています"), "{told}");
    world.pass_until(utc(FRIDAY) + days(7) - minutes(14)).await;
    let told = world.slot("skip", &[("date", "2026-04-10")]).await;
    assert!(told.contains("15分前"), "{told}");
    world.pass(minutes(14)).await;
    assert_eq!(world.posts().len(), 1);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_paused_slot_posts_nothing_and_goes_on_with_what_was_queued() {
    let mut world = World::start().await;
    world.has_friday_slot().await;
    world.has_queued(1, "血圧の測り方").await;
    world.pass_until(utc(FRIDAY) - minutes(5)).await;
    let told = world.slot("pause", &[]).await;
    assert!(told.contains("休止しました"), "{told}");
    let told = world.slot("pause", &[]).await;
    assert!(told.contains("すでに休止"), "{told}");
    world.restart().await;
    let next = world.owner_runs("/lectures next", &[]).await.text();
    assert!(!next.contains("#1"), "{next}");
    let listed = world.owner_runs("/slot list", &[]).await.text();
    assert!(listed.contains("休止中"), "{listed}");
    // Longer than dates are worked out ahead.
    world.pass_until(utc(FRIDAY) + days(7 * 12 + 1)).await;
    assert!(world.posts().is_empty(), "posted in a paused slot");
    let told = world.slot("resume", &[]).await;
    let next = utc(FRIDAY) + days(7 * 13);
    let stamp = format!("<t:{}:", next.timestamp());
    assert!(told.contains(&stamp), "{told}");
    let told = world.slot("resume", &[]).await;
    assert!(told.contains("休止していません"), "{told}");
    world.pass_until(next).await;
    let posts = world.posts();
    assert_eq!(posts.len(), 1);
    assert!(!posts[0].text().contains("遅く"), "{}", posts[0].text());
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_slot_that_was_closed_is_opened_by_making_it_again() {
    let world = World::start().await;
    world.has_friday_slot().await;
    world.has_queued(1, "血圧の測り方").await;
    let told = world.slot("pause", &[("for-good", "true")]).await;
    assert!(told.contains("終了しました"), "{told}");
    let listed = world.owner_runs("/slot list", &[]).await.text();
    assert!(!listed.contains("毎週金曜"), "{listed}");
    world.pass_until(utc(FRIDAY) + days(1)).await;
    assert!(world.posts().is_empty(), "posted in a closed slot");
    world.has_friday_slot().await;
    let again = world.has_friday_slot().await.text();
    assert!(again.contains("すでにあります"), "{again}");
    world.pass_until(utc(FRIDAY) + days(7)).await;
    assert_eq!(world.posts().len(), 1, "what was queued is gone");
    world.end().await;
}
