//! The SQL of dates on their way to a post.

pub(in crate::lectures) mod alarm;
pub(in crate::lectures) mod look;
pub(super) mod outage;
mod revise;

pub(in crate::lectures) use revise::give_role;
pub(super) use revise::{dates_of, is_deleted, next_face, retire, set_deleted};

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::SqliteConnection;

use crate::db::Tx;
use crate::ids::{LectureId, OccurrenceId, PersonId, SlotId};
use crate::lectures::lecture::{Occurrence, Reason, State};

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
    sqlx::query_as("select * from occurrence where id = ?1")
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
        "select * from occurrence
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
             track = ?11, revision = ?12, role_id = ?13, is_silent = ?14, version = version + 1
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
    .bind(&occurrence.track)
    .bind(occurrence.revision)
    .bind(occurrence.role_id)
    .bind(occurrence.is_silent)
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

/// The dates of which the owner was not shown how they stand, the nearest first.
pub(super) async fn unshown(conn: &mut SqliteConnection) -> sqlx::Result<Vec<OccurrenceId>> {
    sqlx::query_scalar("select id from occurrence where card <> shown order by id")
        .fetch_all(conn)
        .await
}

/// The owner is shown this.
pub(super) async fn set_shown(tx: &mut Tx, id: OccurrenceId, card: i64) -> sqlx::Result<()> {
    sqlx::query("update occurrence set shown = ?2 where id = ?1")
        .bind(id)
        .bind(card)
        .execute(tx.conn().await?)
        .await?;
    Ok(())
}

/// What is to be posted in a slot is shown to the owner again; whether they were shown any of it.
pub(in crate::lectures) async fn show_again(tx: &mut Tx, slot: SlotId) -> sqlx::Result<bool> {
    let shown: Vec<i64> = sqlx::query_scalar(
        "update occurrence set card = card + 1
         where slot_id = ?1 and state in ('bound', 'held') returning shown",
    )
    .bind(slot)
    .fetch_all(tx.conn().await?)
    .await?;
    Ok(shown.into_iter().any(|shown| shown > 0))
}

pub(super) async fn insert_approval(
    tx: &mut Tx,
    lecture: LectureId,
    revision: i64,
    by: PersonId,
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    sqlx::query(
        "insert into approval (lecture_id, revision, by_id, at) values (?1, ?2, ?3, ?4)
         on conflict do nothing",
    )
    .bind(lecture)
    .bind(revision)
    .bind(by)
    .bind(now)
    .execute(tx.conn().await?)
    .await?;
    Ok(())
}

/// The dates for which a lecture is chosen.
pub(super) async fn with_lecture(tx: &mut Tx, lecture: LectureId) -> sqlx::Result<Vec<Occurrence>> {
    sqlx::query_as(
        "select * from occurrence where lecture_id = ?1 and state in ('bound', 'held') order by due_at",
    )
    .bind(lecture)
    .fetch_all(tx.conn().await?)
    .await
}

/// What is chosen for a date of a slot.
pub(super) async fn chosen(
    conn: &mut SqliteConnection,
    slot: SlotId,
) -> sqlx::Result<Vec<LectureId>> {
    sqlx::query_scalar(
        "select lecture_id from occurrence
         where slot_id = ?1 and state in ('planned', 'bound', 'held') and lecture_id is not null",
    )
    .bind(slot)
    .fetch_all(conn)
    .await
}

/// The dates of a slot that are held because of its place.
pub(super) async fn held_by_place(tx: &mut Tx, slot: SlotId) -> sqlx::Result<Vec<Occurrence>> {
    sqlx::query_as(
        "select * from occurrence where slot_id = ?1 and state = 'held' and reason = 'place'",
    )
    .bind(slot)
    .fetch_all(tx.conn().await?)
    .await
}

/// A date of a slot; or one that still waits to be posted, or its next one.
pub(super) async fn date_of(
    conn: &mut SqliteConnection,
    slot: SlotId,
    date: Option<NaiveDate>,
    now: DateTime<Utc>,
) -> sqlx::Result<Option<OccurrenceId>> {
    sqlx::query_scalar(
        "select id from occurrence
         where slot_id = ?1 and (local_date = ?2
             or (?2 is null and state in ('planned', 'bound', 'held')
                 and (state in ('bound', 'held') or due_at > ?3)))
         order by due_at limit 1",
    )
    .bind(slot)
    .bind(date)
    .bind(now)
    .fetch_optional(conn)
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

/// Dates from this one on that are held, were missed and have their lecture still waiting, or are near and
/// lack approval.
pub(super) async fn standing(
    conn: &mut SqliteConnection,
    from: NaiveDate,
) -> sqlx::Result<Vec<(SlotId, DateTime<Utc>, State, Option<Reason>)>> {
    sqlx::query_as(
        "select slot_id, due_at, occurrence.state, reason
         from slot cross join occurrence on slot_id = slot.id and local_date >= ?1
         where occurrence.state = 'held'
             or (occurrence.state = 'missed' and exists (
                 select 1 from queue_entry cross join lecture on lecture.id = queue_entry.lecture_id
                 where queue_entry.slot_id = slot.id and queue_entry.lecture_id = occurrence.lecture_id
                     and lecture.state <> 'retired'))
             or (occurrence.state = 'bound' and slot.state = 'active' and not auto_approve
                 and not exists (select 1 from lecture cross join approval
                     on approval.lecture_id = lecture.id and approval.revision = lecture.revision
                     where lecture.id = occurrence.lecture_id))
         order by due_at",
    )
    .bind(from)
    .fetch_all(conn)
    .await
}

/// How many lectures are past the day by which somebody should have looked at them.
pub(super) async fn to_review(conn: &mut SqliteConnection, today: NaiveDate) -> sqlx::Result<i64> {
    sqlx::query_scalar(
        "select count(*) from lecture
         where review_by is not null and review_by < ?1 and state <> 'retired'",
    )
    .bind(today)
    .fetch_one(conn)
    .await
}
