//! The SQL of lectures: content, slots and queues.

mod occurrence;

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::SqliteConnection;

use super::LectureForm;
use super::lecture::{Entry, Lecture, LectureState, Rule, Slot};
use crate::db::Tx;
use crate::ids::{ChannelId, LectureId, PersonId, QueueEntryId, RoleId, SlotId};

pub(super) use occurrence::{
    due, insert_occurrence, insert_opening, is_posted, is_sending_in, last_date, last_late,
    next_queued, next_wake, occurrence, planned, planned_until, save, sending, watchable,
};

/// A new slot, checked.
#[derive(Debug)]
pub(super) struct NewSlot<'a> {
    pub(super) rule: &'a Rule,
    pub(super) channel: ChannelId,
    pub(super) track: &'a str,
    pub(super) role: Option<RoleId>,
}

/// `None` when the series has this number already.
pub(super) async fn insert_lecture(
    tx: &mut Tx,
    new: &LectureForm<'_>,
    by: PersonId,
    now: DateTime<Utc>,
) -> sqlx::Result<Option<LectureId>> {
    sqlx::query_scalar(
        "insert into lecture (id, series, number, title, summary, video_url, minutes, created_by,
             created_at)
         values (max((select coalesce(max(id), 0) from lecture),
                     coalesce((select cast(value as integer) from fact
                               where name = 'lecture_last_id'), 0)) + 1,
                 ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) on conflict do nothing returning id",
    )
    .bind(new.series)
    .bind(new.number)
    .bind(new.title)
    .bind(new.summary)
    .bind(new.url)
    .bind(new.minutes)
    .bind(by)
    .bind(now)
    .fetch_optional(tx.conn().await?)
    .await
}

pub(super) async fn lecture(
    conn: &mut SqliteConnection,
    id: LectureId,
) -> sqlx::Result<Option<Lecture>> {
    sqlx::query_as(
        "select id, series, number, title, summary, video_url, minutes, state
         from lecture where id = ?1",
    )
    .bind(id)
    .fetch_optional(conn)
    .await
}

pub(super) async fn set_lecture_state(
    tx: &mut Tx,
    id: LectureId,
    state: LectureState,
) -> sqlx::Result<()> {
    sqlx::query("update lecture set state = ?2, version = version + 1 where id = ?1")
        .bind(id)
        .bind(state)
        .execute(tx.conn().await?)
        .await?;
    Ok(())
}

/// The newest lectures of one state whose series, title or number has `typed` in it; for a slot,
/// without those that it has or had.
pub(super) async fn lectures_like(
    conn: &mut SqliteConnection,
    state: LectureState,
    typed: &str,
    slot: Option<SlotId>,
    limit: i64,
) -> sqlx::Result<Vec<Lecture>> {
    sqlx::query_as(
        "select id, series, number, title, summary, video_url, minutes, state from lecture
         where state = ?1 and instr(lower(series || ' #' || number || ' ' || title), lower(?2)) > 0
           and (?3 is null or not exists (
                   select 1 from queue_entry where slot_id = ?3 and lecture_id = lecture.id)
               and not exists (
                   select 1 from occurrence where lecture_id = lecture.id and slot_id = ?3
                       and occurrence.state in ('sending', 'posted', 'unknown')))
         order by id desc limit ?4",
    )
    .bind(state)
    .bind(typed)
    .bind(slot)
    .bind(limit)
    .fetch_all(conn)
    .await
}

/// `None` when there is one like it.
pub(super) async fn insert_slot(
    tx: &mut Tx,
    new: &NewSlot<'_>,
    by: PersonId,
    now: DateTime<Utc>,
) -> sqlx::Result<Option<SlotId>> {
    sqlx::query_scalar(
        "insert into slot (weekday, time, zone, channel_id, track, role_id, created_by, created_at)
         values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) on conflict do nothing returning id",
    )
    .bind(new.rule.weekday)
    .bind(new.rule.time.format("%H:%M").to_string())
    .bind(new.rule.zone.0.name())
    .bind(new.channel)
    .bind(new.track)
    .bind(new.role)
    .bind(by)
    .bind(now)
    .fetch_optional(tx.conn().await?)
    .await
}

pub(super) async fn slot(conn: &mut SqliteConnection, id: SlotId) -> sqlx::Result<Option<Slot>> {
    sqlx::query_as(
        "select id, weekday, time, zone, channel_id, track, role_id, rule_version
         from slot where id = ?1",
    )
    .bind(id)
    .fetch_optional(conn)
    .await
}

pub(super) async fn active_slots(conn: &mut SqliteConnection) -> sqlx::Result<Vec<Slot>> {
    sqlx::query_as(
        "select id, weekday, time, zone, channel_id, track, role_id, rule_version
         from slot where state = 'active' order by weekday, time, id",
    )
    .fetch_all(conn)
    .await
}

/// What waits in all slots, slot by slot and in order.
pub(super) async fn entries(conn: &mut SqliteConnection) -> sqlx::Result<Vec<Entry>> {
    sqlx::query_as(
        "select queue_entry.id, slot_id, pinned_on, lecture_id, series, number, title
         from queue_entry join lecture on lecture.id = lecture_id
         where lecture.state = 'ready' order by slot_id, missed_on is null, missed_on, position",
    )
    .fetch_all(conn)
    .await
}

/// What comes on this date: what is pinned to it, else the head of the queue.
pub(super) async fn head(
    tx: &mut Tx,
    slot: SlotId,
    date: NaiveDate,
) -> sqlx::Result<Option<(QueueEntryId, LectureId)>> {
    sqlx::query_as(
        "select queue_entry.id, lecture_id
         from queue_entry join lecture on lecture.id = lecture_id
         where slot_id = ?1 and lecture.state = 'ready' and (pinned_on is null or pinned_on = ?2)
         order by pinned_on is null, missed_on is null, missed_on, position limit 1",
    )
    .bind(slot)
    .bind(date)
    .fetch_optional(tx.conn().await?)
    .await
}

/// Whether something else is pinned to this date, or the date is no longer to come.
pub(super) async fn is_date_taken(
    tx: &mut Tx,
    slot: SlotId,
    date: NaiveDate,
) -> sqlx::Result<bool> {
    sqlx::query_scalar(
        "select exists (select 1 from queue_entry where slot_id = ?1 and pinned_on = ?2)
             or exists (select 1 from occurrence
                        where slot_id = ?1 and local_date = ?2 and state <> 'planned')",
    )
    .bind(slot)
    .bind(date)
    .fetch_one(tx.conn().await?)
    .await
}

/// Puts a lecture at the end of a queue; `false` when it is there already.
pub(super) async fn append(
    tx: &mut Tx,
    slot: SlotId,
    lecture: LectureId,
    pinned_on: Option<NaiveDate>,
    now: DateTime<Utc>,
) -> sqlx::Result<bool> {
    let done = sqlx::query(
        "insert into queue_entry (slot_id, lecture_id, pinned_on, created_at, position)
         select ?1, ?2, ?3, ?4, coalesce(max(position), 0) + 1 from queue_entry where slot_id = ?1
         on conflict do nothing",
    )
    .bind(slot)
    .bind(lecture)
    .bind(pinned_on)
    .bind(now)
    .execute(tx.conn().await?)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// What was pinned to a date that passed without it goes to the head of the queue.
pub(super) async fn unpin(tx: &mut Tx, slot: SlotId, date: NaiveDate) -> sqlx::Result<()> {
    sqlx::query(
        "update queue_entry set pinned_on = null, missed_on = ?2
         where slot_id = ?1 and pinned_on = ?2",
    )
    .bind(slot)
    .bind(date)
    .execute(tx.conn().await?)
    .await?;
    Ok(())
}

/// What was taken for a date and not posted goes back to the head of the queue.
pub(super) async fn give_back(
    tx: &mut Tx,
    slot: SlotId,
    lecture: LectureId,
    date: NaiveDate,
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    sqlx::query(
        "insert into queue_entry (slot_id, lecture_id, missed_on, created_at, position)
         select ?1, ?2, ?3, ?4, coalesce(max(position), 0) + 1 from queue_entry where slot_id = ?1
         on conflict do nothing",
    )
    .bind(slot)
    .bind(lecture)
    .bind(date)
    .bind(now)
    .execute(tx.conn().await?)
    .await?;
    Ok(())
}

pub(super) async fn remove_entry(tx: &mut Tx, id: QueueEntryId) -> sqlx::Result<()> {
    sqlx::query("delete from queue_entry where id = ?1")
        .bind(id)
        .execute(tx.conn().await?)
        .await?;
    Ok(())
}

/// Active slots that have no date worked out beyond `until`.
pub(super) async fn slots_to_plan(
    conn: &mut SqliteConnection,
    until: NaiveDate,
) -> sqlx::Result<Vec<SlotId>> {
    sqlx::query_scalar(
        "select id from slot where state = 'active' and not exists (
             select 1 from occurrence where slot_id = slot.id and local_date > ?1)",
    )
    .bind(until)
    .fetch_all(conn)
    .await
}

/// Where slots post and whom they notify.
pub(super) async fn places(
    conn: &mut SqliteConnection,
) -> sqlx::Result<Vec<(ChannelId, Option<RoleId>)>> {
    sqlx::query_as("select distinct channel_id, role_id from slot where state = 'active'")
        .fetch_all(conn)
        .await
}
