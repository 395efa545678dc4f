//! The SQL of dates on their way to a post.

pub(in crate::lectures) mod alarm;
pub(super) mod look;
pub(super) mod outage;

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::SqliteConnection;

use crate::db::Tx;
use crate::ids::{OccurrenceId, SlotId};
use crate::lectures::lecture::Occurrence;

/// Dates of active slots whose time has come, oldest first.
pub(super) async fn due(
    conn: &mut SqliteConnection,
    now: DateTime<Utc>,
) -> sqlx::Result<Vec<OccurrenceId>> {
    sqlx::query_scalar(
        "select occurrence.id from occurrence join slot on slot.id = slot_id
         where occurrence.state in ('planned', 'bound', 'held') and wake_at <= ?1
           and slot.state = 'active'
         order by due_at, occurrence.id",
    )
    .bind(now)
    .fetch_all(conn)
    .await
}

pub(in crate::lectures) async fn next_wake(
    conn: &mut SqliteConnection,
) -> sqlx::Result<Option<DateTime<Utc>>> {
    sqlx::query_scalar(
        "select wake_at from occurrence join slot on slot.id = slot_id
         where occurrence.state in ('planned', 'bound', 'held') and slot.state = 'active'
         order by wake_at limit 1",
    )
    .fetch_optional(conn)
    .await
}

/// When something is posted next; where nothing is queued, when something could be.
pub(super) async fn next_post(conn: &mut SqliteConnection) -> sqlx::Result<Option<DateTime<Utc>>> {
    sqlx::query_scalar(
        "select max(due_at, wake_at) as at
         from occurrence join slot on slot.id = occurrence.slot_id
         where occurrence.state in ('planned', 'bound', 'held') and occurrence.state <> 'held'
           and slot.state = 'active'
         order by occurrence.lecture_id is null and not exists (
             select 1 from queue_entry join lecture on lecture.id = queue_entry.lecture_id
             where queue_entry.slot_id = slot.id and lecture.state = 'ready'
               and (pinned_on is null or pinned_on = local_date)), at limit 1",
    )
    .fetch_optional(conn)
    .await
}

pub(in crate::lectures) async fn occurrence(
    conn: &mut SqliteConnection,
    id: OccurrenceId,
) -> sqlx::Result<Option<Occurrence>> {
    sqlx::query_as(
        "select id, slot_id, local_date, due_at, wake_at, state, reason, lecture_id, by_hand, card,
                is_late, sent_at, attempt
         from occurrence where id = ?1",
    )
    .bind(id)
    .fetch_optional(conn)
    .await
}

/// The dates of an active slot that were not sent, until this instant; in order.
pub(super) async fn open_dates(
    tx: &mut Tx,
    slot: SlotId,
    until: DateTime<Utc>,
) -> sqlx::Result<Vec<Occurrence>> {
    sqlx::query_as(
        "select id, slot_id, local_date, due_at, wake_at, state, reason, lecture_id, by_hand, card,
                is_late, sent_at, attempt
         from occurrence
         where slot_id = ?1 and due_at <= ?2 and state in ('planned', 'bound', 'held')
           and exists (select 1 from slot where id = ?1 and state = 'active')
         order by due_at",
    )
    .bind(slot)
    .bind(until)
    .fetch_all(tx.conn().await?)
    .await
}

/// Whether the post of a date of this slot is under way.
pub(super) async fn is_sending_in(tx: &mut Tx, slot: SlotId) -> sqlx::Result<bool> {
    sqlx::query_scalar(
        "select exists (select 1 from occurrence where slot_id = ?1 and state = 'sending')",
    )
    .bind(slot)
    .fetch_one(tx.conn().await?)
    .await
}

pub(super) async fn sending(conn: &mut SqliteConnection) -> sqlx::Result<Vec<OccurrenceId>> {
    sqlx::query_scalar("select id from occurrence where state = 'sending' order by id")
        .fetch_all(conn)
        .await
}

pub(super) async fn save(tx: &mut Tx, occurrence: &Occurrence) -> sqlx::Result<()> {
    sqlx::query(
        "update occurrence set wake_at = ?2, state = ?3, lecture_id = ?4, is_late = ?5,
             sent_at = ?6, attempt = ?7, reason = ?8, card = ?9, by_hand = ?10,
             version = version + 1
         where id = ?1",
    )
    .bind(occurrence.id)
    .bind(occurrence.wake_at)
    .bind(occurrence.state)
    .bind(occurrence.lecture_id)
    .bind(occurrence.is_late)
    .bind(occurrence.sent_at)
    .bind(occurrence.attempt)
    .bind(occurrence.reason)
    .bind(occurrence.card)
    .bind(occurrence.by_hand)
    .execute(tx.conn().await?)
    .await?;
    Ok(())
}

/// When a late post was last queued, in any slot.
pub(super) async fn last_late(tx: &mut Tx) -> sqlx::Result<Option<DateTime<Utc>>> {
    sqlx::query_scalar(
        "select sent_at from occurrence where is_late = 1 order by sent_at desc limit 1",
    )
    .fetch_optional(tx.conn().await?)
    .await
}

/// The last date of a slot since a day that passed without a post.
pub(super) async fn passed(
    tx: &mut Tx,
    slot: SlotId,
    since: NaiveDate,
    now: DateTime<Utc>,
) -> sqlx::Result<Option<Occurrence>> {
    sqlx::query_as(
        "select * from occurrence
         where slot_id = ?1 and local_date >= ?2 and due_at <= ?3
           and state in ('missed', 'skipped', 'cancelled')
         order by local_date desc limit 1",
    )
    .bind(slot)
    .bind(since)
    .bind(now)
    .fetch_optional(tx.conn().await?)
    .await
}
