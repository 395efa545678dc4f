//! The SQL of what the owner is told after an outage.

use chrono::{DateTime, Utc};
use sqlx::SqliteConnection;

use crate::db::Tx;
use crate::ids::OccurrenceId;
use crate::lectures::lecture::Occurrence;

/// What became of a date is to be told.
pub(in crate::lectures::release) async fn mark(tx: &mut Tx, id: OccurrenceId) -> sqlx::Result<()> {
    sqlx::query("update occurrence set is_untold = 1 where id = ?1")
        .bind(id)
        .execute(tx.conn().await?)
        .await?;
    Ok(())
}

/// Whether anything is to be told.
pub(in crate::lectures::release) async fn is_any_untold(
    conn: &mut SqliteConnection,
) -> sqlx::Result<bool> {
    sqlx::query_scalar("select exists (select 1 from occurrence where is_untold = 1)")
        .fetch_one(conn)
        .await
}

/// Whether a date of an active slot has passed whose time to be done with comes yet.
pub(in crate::lectures::release) async fn is_any_overdue(
    conn: &mut SqliteConnection,
    now: DateTime<Utc>,
) -> sqlx::Result<bool> {
    sqlx::query_scalar(
        "select exists (
             select 1 from slot join occurrence on occurrence.slot_id = slot.id
             where slot.state = 'active' and due_at <= ?1
               and occurrence.state in ('planned', 'bound', 'held') and occurrence.state <> 'held')",
    )
    .bind(now)
    .fetch_one(conn)
    .await
}

/// The dates that are to be told of, oldest first.
pub(in crate::lectures::release) async fn untold(tx: &mut Tx) -> sqlx::Result<Vec<Occurrence>> {
    sqlx::query_as("select * from occurrence where is_untold = 1 order by due_at, id")
        .fetch_all(tx.conn().await?)
        .await
}

/// They were told of.
pub(in crate::lectures::release) async fn told(tx: &mut Tx) -> sqlx::Result<()> {
    sqlx::query("update occurrence set is_untold = 0 where is_untold = 1")
        .execute(tx.conn().await?)
        .await?;
    Ok(())
}
