//! The SQL of the outbox: what is forgotten of what was sent.

use chrono::{DateTime, Utc};
use sqlx::SqliteConnection;

use crate::db::Tx;

pub(in crate::outbox) async fn has_old_payloads(
    conn: &mut SqliteConnection,
    before: DateTime<Utc>,
) -> sqlx::Result<bool> {
    sqlx::query_scalar(
        "select exists (
             select 1 from outbox
             where payload is not null and state = 'done' and done_at < ?1)",
    )
    .bind(before)
    .fetch_one(conn)
    .await
}

pub(in crate::outbox) async fn purge(tx: &mut Tx, before: DateTime<Utc>) -> sqlx::Result<()> {
    sqlx::query(
        "update outbox set payload = null
         where payload is not null and state = 'done' and done_at < ?1",
    )
    .bind(before)
    .execute(tx.conn().await?)
    .await?;
    Ok(())
}

/// Forgets the payloads of the effects in this range of keys, but of those that may be on Discord:
/// their results are needed.
pub(in crate::outbox) async fn forget(
    tx: &mut Tx,
    (from, to): (&str, &str),
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    tx.later(
        "update outbox set state = 'done', outcome = 'superseded', done_at = ?
         where key >= ? and key < ? and state in ('waiting', 'held') and is_unknown = 0",
    )
    .bind(now)
    .bind(from)
    .bind(to)
    .add()
    .await?;
    // Once it is known not to have arrived, it has expired.
    tx.later(
        "update outbox set not_after = ?
         where key >= ? and key < ? and state in ('waiting', 'held', 'sending')",
    )
    .bind(now)
    .bind(from)
    .bind(to)
    .add()
    .await?;
    tx.later(
        "update outbox set payload = null
         where key >= ? and key < ? and state in ('done', 'discarded')",
    )
    .bind(from)
    .bind(to)
    .add()
    .await
}
