//! The SQL of the identify budget.

use chrono::{DateTime, Utc};

use crate::db::Tx;

/// Forgets what is older than `since` and reads the rest, oldest first.
pub(super) async fn identifies(
    tx: &mut Tx,
    since: DateTime<Utc>,
) -> sqlx::Result<Vec<DateTime<Utc>>> {
    sqlx::query("delete from identify where at <= ?1")
        .bind(since)
        .execute(tx.conn().await?)
        .await?;
    sqlx::query_scalar("select at from identify where at > ?1 order by at")
        .bind(since)
        .fetch_all(tx.conn().await?)
        .await
}

/// Counts one more.
pub(super) async fn add_identify(tx: &mut Tx, at: DateTime<Utc>) -> sqlx::Result<()> {
    sqlx::query("insert into identify (at) values (?1)")
        .bind(at)
        .execute(tx.conn().await?)
        .await?;
    Ok(())
}
