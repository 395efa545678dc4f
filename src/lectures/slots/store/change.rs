//! The SQL of changes that wait to be confirmed.

use chrono::{DateTime, Utc};
use serde_json::Value;
use sqlx::SqliteConnection;

use crate::db::Tx;
use crate::ids::{PersonId, SlotChangeId, SlotId};
use crate::lectures::lecture::Slot;

/// Keeps a change until it is confirmed.
pub(in crate::lectures::slots) async fn insert(
    tx: &mut Tx,
    slot: &Slot,
    new: &Value,
    by: PersonId,
    now: DateTime<Utc>,
) -> sqlx::Result<SlotChangeId> {
    sqlx::query_scalar(
        "insert into slot_change (slot_id, version, change, by_id, created_at)
         values (?1, ?2, ?3, ?4, ?5) returning id",
    )
    .bind(slot.id)
    .bind(slot.version)
    .bind(new.to_string())
    .bind(by)
    .bind(now)
    .fetch_one(tx.conn().await?)
    .await
}

/// A change that was shown, which waits no longer; with the version of the slot it was shown for.
pub(in crate::lectures::slots) async fn take(
    tx: &mut Tx,
    id: SlotChangeId,
) -> sqlx::Result<Option<(SlotId, i64, String)>> {
    sqlx::query_as("delete from slot_change where id = ?1 returning slot_id, version, change")
        .bind(id)
        .fetch_optional(tx.conn().await?)
        .await
}

/// Whether anything was shown before this moment.
pub(in crate::lectures::slots) async fn is_older(
    conn: &mut SqliteConnection,
    before: DateTime<Utc>,
) -> sqlx::Result<bool> {
    sqlx::query_scalar("select exists (select 1 from slot_change where created_at <= ?1)")
        .bind(before)
        .fetch_one(conn)
        .await
}

pub(in crate::lectures::slots) async fn forget(
    tx: &mut Tx,
    before: DateTime<Utc>,
) -> sqlx::Result<()> {
    sqlx::query("delete from slot_change where created_at <= ?1")
        .bind(before)
        .execute(tx.conn().await?)
        .await?;
    Ok(())
}
