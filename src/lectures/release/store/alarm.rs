//! The SQL of what the owner is told before a date.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::SqliteConnection;

use crate::db::Tx;
use crate::ids::{OccurrenceId, SlotId};
use crate::lectures::rules::Step;

/// The dates of active slots of which something is to be told by now.
pub(in crate::lectures::release) async fn due(
    conn: &mut SqliteConnection,
    now: DateTime<Utc>,
) -> sqlx::Result<Vec<OccurrenceId>> {
    sqlx::query_scalar(
        "select distinct occurrence.id from alarm join occurrence on occurrence.id = occurrence_id
         join slot on slot.id = slot_id
         where alarm.state = 'waiting' and alarm.due_at <= ?1 and slot.state = 'active'",
    )
    .bind(now)
    .fetch_all(conn)
    .await
}

/// When something is to be told next.
pub(in crate::lectures) async fn next(
    conn: &mut SqliteConnection,
) -> sqlx::Result<Option<DateTime<Utc>>> {
    sqlx::query_scalar(
        "select alarm.due_at from alarm join occurrence on occurrence.id = occurrence_id
         join slot on slot.id = slot_id
         where alarm.state = 'waiting' and slot.state = 'active' order by alarm.due_at limit 1",
    )
    .fetch_optional(conn)
    .await
}

/// What is to be told of a date by now.
pub(in crate::lectures::release) async fn passed(
    tx: &mut Tx,
    id: OccurrenceId,
    now: DateTime<Utc>,
) -> sqlx::Result<Vec<Step>> {
    sqlx::query_scalar(
        "select step from alarm where occurrence_id = ?1 and state = 'waiting' and due_at <= ?2",
    )
    .bind(id)
    .bind(now)
    .fetch_all(tx.conn().await?)
    .await
}

pub(in crate::lectures::release) async fn insert(
    tx: &mut Tx,
    id: OccurrenceId,
    step: Step,
    due_at: DateTime<Utc>,
) -> sqlx::Result<()> {
    sqlx::query(
        "insert into alarm (occurrence_id, step, due_at) values (?1, ?2, ?3) on conflict do nothing",
    )
    .bind(id)
    .bind(step)
    .bind(due_at)
    .execute(tx.conn().await?)
    .await?;
    Ok(())
}

pub(in crate::lectures::release) async fn set_due(
    tx: &mut Tx,
    id: OccurrenceId,
    step: Step,
    due_at: DateTime<Utc>,
) -> sqlx::Result<()> {
    sqlx::query(
        "update alarm set due_at = ?3
         where occurrence_id = ?1 and step = ?2 and state = 'waiting'",
    )
    .bind(id)
    .bind(step)
    .bind(due_at)
    .execute(tx.conn().await?)
    .await?;
    Ok(())
}

/// Whether nothing was queued for any of the last four dates before this one.
pub(in crate::lectures::release) async fn is_deserted(
    tx: &mut Tx,
    slot: SlotId,
    date: NaiveDate,
) -> sqlx::Result<bool> {
    sqlx::query_scalar(
        "select count(*) = 4 from (
             select state, reason from occurrence
             where slot_id = ?1 and local_date < ?2 order by local_date desc limit 4)
         where state = 'skipped' and reason = 'empty'",
    )
    .bind(slot)
    .bind(date)
    .fetch_one(tx.conn().await?)
    .await
}

/// Whether this was told of a date.
pub(in crate::lectures::release) async fn is_told(
    tx: &mut Tx,
    id: OccurrenceId,
    step: Step,
) -> sqlx::Result<bool> {
    sqlx::query_scalar(
        "select exists (
             select 1 from alarm where occurrence_id = ?1 and step = ?2 and state = 'told')",
    )
    .bind(id)
    .bind(step)
    .fetch_one(tx.conn().await?)
    .await
}

/// It was told, or is not to be told any more.
pub(in crate::lectures::release) async fn done(
    tx: &mut Tx,
    id: OccurrenceId,
    step: Step,
    is_told: bool,
) -> sqlx::Result<()> {
    sqlx::query(
        "update alarm set state = iif(?3, 'told', 'dropped')
         where occurrence_id = ?1 and step = ?2",
    )
    .bind(id)
    .bind(step)
    .bind(is_told)
    .execute(tx.conn().await?)
    .await?;
    Ok(())
}
