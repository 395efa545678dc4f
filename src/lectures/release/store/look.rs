//! The SQL of what was seen of the places where slots post.

use chrono::{DateTime, Utc};
use sqlx::SqliteConnection;

use crate::db::Tx;
use crate::ids::SlotId;
use crate::lectures::release::look::{Look, Place};

/// The places of active slots that have a date before `near` and were not looked at since `seen`.
pub(in crate::lectures::release) async fn places(
    conn: &mut SqliteConnection,
    near: DateTime<Utc>,
    seen: DateTime<Utc>,
) -> sqlx::Result<Vec<Place>> {
    sqlx::query_as(
        "select id as slot, channel_id, role_id, event_channel_id
         from slot left join slot_look on slot_look.slot_id = slot.id
         where slot.state = 'active' and (looked_at is null or looked_at <= ?2)
           and exists (select 1 from occurrence
                       where occurrence.slot_id = slot.id and due_at <= ?1
                         and occurrence.state in ('planned', 'bound', 'held'))",
    )
    .bind(near)
    .bind(seen)
    .fetch_all(conn)
    .await
}

/// The place of a slot.
pub(in crate::lectures::release) async fn place(
    conn: &mut SqliteConnection,
    slot: SlotId,
) -> sqlx::Result<Option<Place>> {
    sqlx::query_as(
        "select id as slot, channel_id, role_id, event_channel_id from slot where id = ?1",
    )
    .bind(slot)
    .fetch_optional(conn)
    .await
}

/// What was last seen of it.
pub(in crate::lectures) async fn seen(
    conn: &mut SqliteConnection,
    slot: SlotId,
) -> sqlx::Result<Option<Look>> {
    sqlx::query_as("select holders, trouble from slot_look where slot_id = ?1")
        .bind(slot)
        .fetch_optional(conn)
        .await
}

pub(in crate::lectures::release) async fn save(
    tx: &mut Tx,
    slot: SlotId,
    look: Look,
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    sqlx::query(
        "insert into slot_look (slot_id, looked_at, holders, trouble) values (?1, ?2, ?3, ?4)
         on conflict (slot_id) do update
         set looked_at = excluded.looked_at, holders = excluded.holders, trouble = excluded.trouble",
    )
    .bind(slot)
    .bind(now)
    .bind(look.holders)
    .bind(look.trouble)
    .execute(tx.conn().await?)
    .await?;
    Ok(())
}

/// Whether anything was looked at.
pub(in crate::lectures::release) async fn is_anything_seen(
    conn: &mut SqliteConnection,
) -> sqlx::Result<bool> {
    sqlx::query_scalar("select exists (select 1 from slot_look)")
        .fetch_one(conn)
        .await
}

/// Writes down that all of it was looked at long ago.
pub(in crate::lectures::release) async fn forget(
    tx: &mut Tx,
    long_ago: DateTime<Utc>,
) -> sqlx::Result<()> {
    sqlx::query("update slot_look set looked_at = ?1")
        .bind(long_ago)
        .execute(tx.conn().await?)
        .await?;
    Ok(())
}
