//! The SQL of lectures.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::SqliteConnection;

use super::LectureForm;
use super::lecture::{Entry, Lecture, LectureState, Occurrence, Rule, Slot, State};
use crate::db::Tx;
use crate::ids::{ChannelId, LectureId, OccurrenceId, PersonId, QueueEntryId, RoleId, SlotId};

/// A new slot, checked.
#[derive(Debug)]
pub(super) struct NewSlot<'a> {
    pub(super) rule: &'a Rule,
    pub(super) channel: ChannelId,
    pub(super) track: &'a str,
    pub(super) role: Option<RoleId>,
}

/// What a pressed button leads to.
#[derive(Debug, sqlx::FromRow)]
pub(super) struct Watchable {
    pub(super) state: State,
    pub(super) lecture_id: LectureId,
    pub(super) series: String,
    pub(super) number: i64,
    pub(super) title: String,
    pub(super) video_url: String,
    pub(super) track: String,
}

/// `None` when the series has this number already.
pub(super) async fn insert_lecture(
    tx: &mut Tx,
    new: &LectureForm<'_>,
    by: PersonId,
    now: DateTime<Utc>,
) -> sqlx::Result<Option<LectureId>> {
    sqlx::query_scalar(
        "insert into lecture (series, number, title, summary, video_url, minutes, created_by, created_at)
         values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) on conflict do nothing returning id",
    )
    .bind(new.series)
    .bind(new.number)
    .bind(new.title)
    .bind(new.summary)
    .bind(new.url)
    .bind(new.minutes)
    .bind(by)
    .bind(now)
    .fetch_optional(&mut **tx)
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
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// The newest lectures of one state whose series, title or number has `typed` in it.
pub(super) async fn lectures_like(
    conn: &mut SqliteConnection,
    state: LectureState,
    typed: &str,
    limit: i64,
) -> sqlx::Result<Vec<Lecture>> {
    sqlx::query_as(
        "select id, series, number, title, summary, video_url, minutes, state from lecture
         where state = ?1 and instr(lower(series || ' #' || number || ' ' || title), lower(?2)) > 0
         order by id desc limit ?3",
    )
    .bind(state)
    .bind(typed)
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
    .fetch_optional(&mut **tx)
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
         where lecture.state = 'ready' order by slot_id, position",
    )
    .fetch_all(conn)
    .await
}

/// The dates of all slots that are still to come, in order.
pub(super) async fn planned(
    conn: &mut SqliteConnection,
) -> sqlx::Result<Vec<(SlotId, NaiveDate, DateTime<Utc>)>> {
    sqlx::query_as(
        "select slot_id, local_date, due_at from occurrence
         where state = 'planned' order by wake_at",
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
         order by pinned_on is null, position limit 1",
    )
    .bind(slot)
    .bind(date)
    .fetch_optional(&mut **tx)
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
    .fetch_one(&mut **tx)
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
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// What was pinned to a date that passed without it goes to the head of the queue.
pub(super) async fn unpin(tx: &mut Tx, slot: SlotId, date: NaiveDate) -> sqlx::Result<()> {
    sqlx::query(
        "update queue_entry set pinned_on = null,
             position = (select min(position) from queue_entry where slot_id = ?1) - 1
         where slot_id = ?1 and pinned_on = ?2",
    )
    .bind(slot)
    .bind(date)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

pub(super) async fn remove_entry(tx: &mut Tx, id: QueueEntryId) -> sqlx::Result<()> {
    sqlx::query("delete from queue_entry where id = ?1")
        .bind(id)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

pub(super) async fn insert_occurrence(
    tx: &mut Tx,
    slot: &Slot,
    date: NaiveDate,
    due_at: DateTime<Utc>,
) -> sqlx::Result<()> {
    sqlx::query(
        "insert into occurrence (slot_id, local_date, rule_version, due_at, wake_at)
         values (?1, ?2, ?3, ?4, ?4)",
    )
    .bind(slot.id)
    .bind(date)
    .bind(slot.rule_version)
    .bind(due_at)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// The last date that was worked out for a slot.
pub(super) async fn last_date(tx: &mut Tx, slot: SlotId) -> sqlx::Result<Option<NaiveDate>> {
    sqlx::query_scalar("select max(local_date) from occurrence where slot_id = ?1")
        .bind(slot)
        .fetch_one(&mut **tx)
        .await
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

/// Dates of active slots whose time has come, oldest first.
pub(super) async fn due(
    conn: &mut SqliteConnection,
    now: DateTime<Utc>,
) -> sqlx::Result<Vec<OccurrenceId>> {
    sqlx::query_scalar(
        "select occurrence.id from occurrence join slot on slot.id = slot_id
         where occurrence.state = 'planned' and wake_at <= ?1 and slot.state = 'active'
         order by wake_at, occurrence.id",
    )
    .bind(now)
    .fetch_all(conn)
    .await
}

pub(super) async fn next_wake(conn: &mut SqliteConnection) -> sqlx::Result<Option<DateTime<Utc>>> {
    sqlx::query_scalar(
        "select wake_at from occurrence join slot on slot.id = slot_id
         where occurrence.state = 'planned' and slot.state = 'active'
         order by wake_at limit 1",
    )
    .fetch_optional(conn)
    .await
}

/// The next date for which something is queued.
pub(super) async fn next_queued(
    conn: &mut SqliteConnection,
) -> sqlx::Result<Option<DateTime<Utc>>> {
    sqlx::query_scalar(
        "select wake_at from occurrence join slot on slot.id = occurrence.slot_id
         where occurrence.state = 'planned' and slot.state = 'active' and exists (
             select 1 from queue_entry join lecture on lecture.id = queue_entry.lecture_id
             where queue_entry.slot_id = slot.id and lecture.state = 'ready'
               and (pinned_on is null or pinned_on = local_date))
         order by wake_at limit 1",
    )
    .fetch_optional(conn)
    .await
}

pub(super) async fn occurrence(tx: &mut Tx, id: OccurrenceId) -> sqlx::Result<Option<Occurrence>> {
    sqlx::query_as(
        "select id, slot_id, local_date, due_at, wake_at, state, lecture_id, is_late, sent_at
         from occurrence where id = ?1",
    )
    .bind(id)
    .fetch_optional(&mut **tx)
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
             sent_at = ?6, version = version + 1
         where id = ?1",
    )
    .bind(occurrence.id)
    .bind(occurrence.wake_at)
    .bind(occurrence.state)
    .bind(occurrence.lecture_id)
    .bind(occurrence.is_late)
    .bind(occurrence.sent_at)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// When a late post was last queued, in any slot.
pub(super) async fn last_late(tx: &mut Tx) -> sqlx::Result<Option<DateTime<Utc>>> {
    sqlx::query_scalar(
        "select sent_at from occurrence where is_late = 1 order by sent_at desc limit 1",
    )
    .fetch_optional(&mut **tx)
    .await
}

pub(super) async fn watchable(tx: &mut Tx, id: OccurrenceId) -> sqlx::Result<Option<Watchable>> {
    sqlx::query_as(
        "select occurrence.state, lecture_id, series, number, title, video_url,
                coalesce(lecture.track, slot.track) as track
         from occurrence join lecture on lecture.id = lecture_id join slot on slot.id = slot_id
         where occurrence.id = ?1",
    )
    .bind(id)
    .fetch_optional(&mut **tx)
    .await
}

pub(super) async fn insert_opening(
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
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Where slots post and whom they notify.
pub(super) async fn places(
    conn: &mut SqliteConnection,
) -> sqlx::Result<Vec<(ChannelId, Option<RoleId>)>> {
    sqlx::query_as("select distinct channel_id, role_id from slot where state = 'active'")
        .fetch_all(conn)
        .await
}
