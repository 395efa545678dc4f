//! The SQL of a slot's dates, and of who opened what.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::SqliteConnection;

use crate::db::Tx;
use crate::ids::{LectureId, OccurrenceId, PersonId, SlotId};
use crate::lectures::lecture::{Occurrence, Slot, State};

/// What a pressed button leads to.
#[derive(Debug, sqlx::FromRow)]
pub(in crate::lectures) struct Watchable {
    pub(in crate::lectures) state: State,
    pub(in crate::lectures) lecture_id: LectureId,
    pub(in crate::lectures) series: String,
    pub(in crate::lectures) number: i64,
    pub(in crate::lectures) title: String,
    pub(in crate::lectures) video_url: String,
    pub(in crate::lectures) track: String,
}

/// The dates of all slots that are still to come, and when the clock looks at each; in order.
pub(in crate::lectures) async fn planned(
    conn: &mut SqliteConnection,
) -> sqlx::Result<Vec<(SlotId, NaiveDate, DateTime<Utc>)>> {
    sqlx::query_as(
        "select slot_id, local_date, wake_at from occurrence
         where state in ('planned', 'bound', 'held') order by wake_at",
    )
    .fetch_all(conn)
    .await
}

pub(in crate::lectures) async fn insert_occurrence(
    tx: &mut Tx,
    slot: &Slot,
    (date, due_at): (NaiveDate, DateTime<Utc>),
    is_missed: bool,
) -> sqlx::Result<()> {
    sqlx::query(
        "insert into occurrence (id, slot_id, local_date, rule_version, due_at, wake_at, state)
         values (max((select coalesce(max(id), 0) from occurrence),
                     coalesce((select cast(value as integer) from fact
                               where name = 'occurrence_last_id'), 0)) + 1,
                 ?1, ?2, ?3, ?4, ?4, case when ?5 then 'missed' else 'planned' end)",
    )
    .bind(slot.id)
    .bind(date)
    .bind(slot.rule_version)
    .bind(due_at)
    .bind(is_missed)
    .execute(tx.conn().await?)
    .await?;
    Ok(())
}

/// Whether the post of a date of this slot is under way.
pub(in crate::lectures) async fn is_sending_in(tx: &mut Tx, slot: SlotId) -> sqlx::Result<bool> {
    sqlx::query_scalar(
        "select exists (select 1 from occurrence where slot_id = ?1 and state = 'sending')",
    )
    .bind(slot)
    .fetch_one(tx.conn().await?)
    .await
}

/// The last date that was worked out for a slot.
pub(in crate::lectures) async fn last_date(
    tx: &mut Tx,
    slot: SlotId,
) -> sqlx::Result<Option<NaiveDate>> {
    sqlx::query_scalar("select max(local_date) from occurrence where slot_id = ?1")
        .bind(slot)
        .fetch_one(tx.conn().await?)
        .await
}

/// Dates of active slots whose time has come, oldest first.
pub(in crate::lectures) async fn due(
    conn: &mut SqliteConnection,
    now: DateTime<Utc>,
) -> sqlx::Result<Vec<OccurrenceId>> {
    sqlx::query_scalar(
        "select occurrence.id from occurrence join slot on slot.id = slot_id
         where occurrence.state in ('planned', 'bound', 'held') and wake_at <= ?1
           and slot.state = 'active'
         order by wake_at, occurrence.id",
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

/// The next date for which something is queued.
pub(in crate::lectures) async fn next_queued(
    conn: &mut SqliteConnection,
) -> sqlx::Result<Option<DateTime<Utc>>> {
    sqlx::query_scalar(
        "select wake_at from occurrence join slot on slot.id = occurrence.slot_id
         where occurrence.state in ('planned', 'bound', 'held') and slot.state = 'active' and exists (
             select 1 from queue_entry join lecture on lecture.id = queue_entry.lecture_id
             where queue_entry.slot_id = slot.id and lecture.state = 'ready'
               and (pinned_on is null or pinned_on = local_date))
         order by wake_at limit 1",
    )
    .fetch_optional(conn)
    .await
}

pub(in crate::lectures) async fn occurrence(
    conn: &mut SqliteConnection,
    id: OccurrenceId,
) -> sqlx::Result<Option<Occurrence>> {
    sqlx::query_as(
        "select id, slot_id, local_date, due_at, wake_at, state, lecture_id, is_late, sent_at,
                attempt
         from occurrence where id = ?1",
    )
    .bind(id)
    .fetch_optional(conn)
    .await
}

pub(in crate::lectures) async fn sending(
    conn: &mut SqliteConnection,
) -> sqlx::Result<Vec<OccurrenceId>> {
    sqlx::query_scalar("select id from occurrence where state = 'sending' order by id")
        .fetch_all(conn)
        .await
}

pub(in crate::lectures) async fn save(tx: &mut Tx, occurrence: &Occurrence) -> sqlx::Result<()> {
    sqlx::query(
        "update occurrence set wake_at = ?2, state = ?3, lecture_id = ?4, is_late = ?5,
             sent_at = ?6, attempt = ?7, version = version + 1
         where id = ?1",
    )
    .bind(occurrence.id)
    .bind(occurrence.wake_at)
    .bind(occurrence.state)
    .bind(occurrence.lecture_id)
    .bind(occurrence.is_late)
    .bind(occurrence.sent_at)
    .bind(occurrence.attempt)
    .execute(tx.conn().await?)
    .await?;
    Ok(())
}

/// Whether this lecture was posted in this slot, is being posted, or may have been.
pub(in crate::lectures) async fn is_posted(
    tx: &mut Tx,
    slot: SlotId,
    lecture: LectureId,
) -> sqlx::Result<bool> {
    sqlx::query_scalar(
        "select exists (select 1 from occurrence where lecture_id = ?2 and slot_id = ?1
                            and state in ('sending', 'posted', 'unknown'))",
    )
    .bind(slot)
    .bind(lecture)
    .fetch_one(tx.conn().await?)
    .await
}

/// Of the last dates that are worked out for active slots, the earliest.
pub(in crate::lectures) async fn planned_until(
    conn: &mut SqliteConnection,
) -> sqlx::Result<Option<NaiveDate>> {
    sqlx::query_scalar(
        "select min((select max(local_date) from occurrence where slot_id = slot.id))
         from slot where state = 'active'",
    )
    .fetch_one(conn)
    .await
}

/// When a late post was last queued, in any slot.
pub(in crate::lectures) async fn last_late(tx: &mut Tx) -> sqlx::Result<Option<DateTime<Utc>>> {
    sqlx::query_scalar(
        "select sent_at from occurrence where is_late = 1 order by sent_at desc limit 1",
    )
    .fetch_optional(tx.conn().await?)
    .await
}

pub(in crate::lectures) async fn watchable(
    tx: &mut Tx,
    id: OccurrenceId,
) -> sqlx::Result<Option<Watchable>> {
    sqlx::query_as(
        "select occurrence.state, lecture_id, series, number, title, video_url,
                coalesce(lecture.track, slot.track) as track
         from occurrence join lecture on lecture.id = lecture_id join slot on slot.id = slot_id
         where occurrence.id = ?1",
    )
    .bind(id)
    .fetch_optional(tx.conn().await?)
    .await
}

pub(in crate::lectures) async fn insert_opening(
    tx: &mut Tx,
    occurrence: OccurrenceId,
    lecture: LectureId,
    person: PersonId,
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    sqlx::query(
        "insert into opening (occurrence_id, lecture_id, person_id, opened_at)
         values (?1, ?2, ?3, ?4)",
    )
    .bind(occurrence)
    .bind(lecture)
    .bind(person)
    .bind(now)
    .execute(tx.conn().await?)
    .await?;
    Ok(())
}
