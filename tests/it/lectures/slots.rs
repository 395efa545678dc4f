//! Stories of slots whose dates are worked out anew.

use super::{FRIDAY, utc};
use crate::world::{World, days};

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
