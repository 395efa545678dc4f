//! The SQL of slots and their dates ahead.

pub(super) mod change;

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::query::QueryScalar;
use sqlx::sqlite::SqliteArguments;
use sqlx::{Sqlite, SqliteConnection};

use crate::db::Tx;
use crate::ids::{ChannelId, LectureId, OccurrenceId, PersonId, RoleId, SlotId};
use crate::lectures::lecture::{Occurrence, Reason, Slot, State};
use crate::lectures::rules;
use crate::lectures::slots::settings::Settings;

/// A date that can be worked out anew.
#[derive(Debug, sqlx::FromRow)]
pub(super) struct OpenDate {
    pub(super) id: OccurrenceId,
    pub(super) local_date: NaiveDate,
    pub(super) due_at: DateTime<Utc>,
    pub(super) wake_at: DateTime<Utc>,
    pub(super) state: State,
    pub(super) reason: Option<Reason>,
    pub(super) by_hand: bool,
    pub(super) rule_version: i64,
}

/// Binds what is said of a slot: `?1` to `?11`, in the order of [`insert_slot`].
fn with_settings<'q>(
    query: QueryScalar<'q, Sqlite, SlotId, SqliteArguments>,
    new: &'q Settings,
) -> QueryScalar<'q, Sqlite, SlotId, SqliteArguments> {
    query
        .bind(new.rule.weekday)
        .bind(new.rule.time.format("%H:%M").to_string())
        .bind(new.rule.zone.0.name())
        .bind(new.channel)
        .bind(&new.channel_name)
        .bind(&new.track)
        .bind(new.role)
        .bind(new.auto_approve)
        .bind(new.meeting.map(|meets| meets.channel))
        .bind(new.meeting.map(|meets| meets.kind))
        .bind(new.meeting.map(|meets| meets.after))
}

/// `None` when there is one like it.
pub(super) async fn insert_slot(
    tx: &mut Tx,
    new: &Settings,
    by: PersonId,
    now: DateTime<Utc>,
) -> sqlx::Result<Option<SlotId>> {
    let query = sqlx::query_scalar(
        "insert into slot (weekday, time, zone, channel_id, channel_name, track, role_id,
             auto_approve, event_channel_id, event_kind, event_after, created_by, created_at)
         values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13) on conflict do nothing
         returning id",
    );
    with_settings(query, new)
        .bind(by)
        .bind(now)
        .fetch_optional(tx.conn().await?)
        .await
}

pub(in crate::lectures) async fn slot(
    conn: &mut SqliteConnection,
    id: SlotId,
) -> sqlx::Result<Option<Slot>> {
    sqlx::query_as("select * from slot where id = ?1")
        .bind(id)
        .fetch_optional(conn)
        .await
}

/// Those that are not closed.
pub(super) async fn open_slots(conn: &mut SqliteConnection) -> sqlx::Result<Vec<Slot>> {
    sqlx::query_as("select * from slot where closed_at is null order by weekday, time, id")
        .fetch_all(conn)
        .await
}

/// Where slots post, whom they notify, and where people meet afterwards.
pub(super) async fn places(
    conn: &mut SqliteConnection,
) -> sqlx::Result<Vec<(ChannelId, Option<RoleId>, Option<ChannelId>)>> {
    sqlx::query_as(
        "select distinct channel_id, role_id, event_channel_id from slot where state = 'active'",
    )
    .fetch_all(conn)
    .await
}

/// The tracks of all slots, also of those that are paused.
pub(in crate::lectures) async fn tracks(conn: &mut SqliteConnection) -> sqlx::Result<Vec<String>> {
    sqlx::query_scalar("select distinct track from slot")
        .fetch_all(conn)
        .await
}

/// The dates of all slots that are still to come, the instant at which something may be posted on each,
/// what is bound to it, and whether that is held; in order.
pub(super) async fn planned(
    conn: &mut SqliteConnection,
) -> sqlx::Result<Vec<(SlotId, NaiveDate, DateTime<Utc>, Option<LectureId>, bool)>> {
    sqlx::query_as(
        "select slot_id, local_date, iif(state = 'held', due_at, max(due_at, wake_at)) as at,
             lecture_id, state = 'held'
         from occurrence where state in ('planned', 'bound', 'held') order by at",
    )
    .fetch_all(conn)
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

/// Of the last dates that are worked out for active slots, the earliest.
pub(super) async fn planned_until(conn: &mut SqliteConnection) -> sqlx::Result<Option<NaiveDate>> {
    sqlx::query_scalar(
        "select min((select max(local_date) from occurrence where slot_id = slot.id))
         from slot where state = 'active'",
    )
    .fetch_one(conn)
    .await
}

/// The last date that was worked out for a slot.
pub(super) async fn last_date(tx: &mut Tx, slot: SlotId) -> sqlx::Result<Option<NaiveDate>> {
    sqlx::query_scalar("select max(local_date) from occurrence where slot_id = ?1")
        .bind(slot)
        .fetch_one(tx.conn().await?)
        .await
}

pub(in crate::lectures) async fn insert_occurrence(
    tx: &mut Tx,
    slot: &Slot,
    (date, due_at): (NaiveDate, DateTime<Utc>),
    (state, reason): (State, Option<Reason>),
) -> sqlx::Result<OccurrenceId> {
    sqlx::query_scalar(
        "insert into occurrence (id, slot_id, local_date, rule_version, due_at, wake_at, state,
             reason)
         values (max((select coalesce(max(id), 0) from occurrence),
                     coalesce((select cast(value as integer) from fact
                               where name = 'occurrence_last_id'), 0)) + 1,
                 ?1, ?2, ?3, ?4, ?5, ?6, ?7)
         returning id",
    )
    .bind(slot.id)
    .bind(date)
    .bind(slot.rule_version)
    .bind(due_at)
    .bind(rules::wake(state, due_at))
    .bind(state)
    .bind(reason)
    .fetch_one(tx.conn().await?)
    .await
}

/// All slots, whether or not they are paused.
pub(super) async fn slots(tx: &mut Tx) -> sqlx::Result<Vec<Slot>> {
    sqlx::query_as("select * from slot")
        .fetch_all(tx.conn().await?)
        .await
}

/// The dates of a slot that were not sent, and those ahead that are left out so far.
pub(super) async fn open_dates(
    tx: &mut Tx,
    slot: SlotId,
    now: DateTime<Utc>,
) -> sqlx::Result<Vec<OpenDate>> {
    sqlx::query_as(
        "select id, local_date, due_at, wake_at, state, reason, by_hand, rule_version
         from occurrence
         where slot_id = ?1 and (state in ('planned', 'bound', 'held')
                                 or (state in ('skipped', 'cancelled') and due_at > ?2))
         order by local_date",
    )
    .bind(slot)
    .bind(now)
    .fetch_all(tx.conn().await?)
    .await
}

/// Writes down when a date is now. What is left out or not bound any more has no lecture.
pub(super) async fn move_date(tx: &mut Tx, date: &OpenDate) -> sqlx::Result<()> {
    sqlx::query(
        "update occurrence set local_date = ?2, due_at = ?3, wake_at = ?4, state = ?5, reason = ?6,
             rule_version = ?7, lecture_id = iif(?5 in ('planned', 'skipped'), null, lecture_id),
             card = card + 1, version = version + 1
         where id = ?1",
    )
    .bind(date.id)
    .bind(date.local_date)
    .bind(date.due_at)
    .bind(date.wake_at)
    .bind(date.state)
    .bind(date.reason)
    .bind(date.rule_version)
    .execute(tx.conn().await?)
    .await?;
    Ok(())
}

/// One date of a slot; `None` while it is not worked out.
pub(in crate::lectures) async fn date(
    tx: &mut Tx,
    slot: SlotId,
    date: NaiveDate,
) -> sqlx::Result<Option<Occurrence>> {
    sqlx::query_as("select * from occurrence where slot_id = ?1 and local_date = ?2")
        .bind(slot)
        .bind(date)
        .fetch_optional(tx.conn().await?)
        .await
}

/// The dates of a slot that can be left out, or are: those ahead, and those that are still held.
pub(super) async fn dates_ahead(
    conn: &mut SqliteConnection,
    slot: SlotId,
    now: DateTime<Utc>,
) -> sqlx::Result<Vec<NaiveDate>> {
    sqlx::query_scalar(
        "select local_date from occurrence
         where slot_id = ?1 and state in ('planned', 'bound', 'held', 'skipped')
           and (state = 'held' or due_at > ?2)
         order by local_date",
    )
    .bind(slot)
    .bind(now)
    .fetch_all(conn)
    .await
}

/// The dates of a slot that were neither sent nor left out, whether or not it is paused.
pub(in crate::lectures) async fn unsent(
    tx: &mut Tx,
    slot: SlotId,
) -> sqlx::Result<Vec<Occurrence>> {
    sqlx::query_as(
        "select * from occurrence where slot_id = ?1 and state in ('planned', 'bound', 'held')
         order by due_at",
    )
    .bind(slot)
    .fetch_all(tx.conn().await?)
    .await
}

/// The dates ahead that there are no more since the slot was closed.
pub(super) async fn closed(
    tx: &mut Tx,
    slot: SlotId,
    now: DateTime<Utc>,
) -> sqlx::Result<Vec<Occurrence>> {
    sqlx::query_as(
        "select * from occurrence
         where slot_id = ?1 and state = 'cancelled' and reason = 'closed' and due_at > ?2",
    )
    .bind(slot)
    .bind(now)
    .fetch_all(tx.conn().await?)
    .await
}

pub(super) async fn pause(
    tx: &mut Tx,
    slot: SlotId,
    closed_at: Option<DateTime<Utc>>,
) -> sqlx::Result<()> {
    sqlx::query(
        "update slot set state = 'paused', closed_at = ?2, version = version + 1 where id = ?1",
    )
    .bind(slot)
    .bind(closed_at)
    .execute(tx.conn().await?)
    .await?;
    Ok(())
}

pub(super) async fn resume(tx: &mut Tx, slot: SlotId) -> sqlx::Result<()> {
    sqlx::query("update slot set state = 'active', version = version + 1 where id = ?1")
        .bind(slot)
        .execute(tx.conn().await?)
        .await?;
    Ok(())
}

/// A slot like this one that was closed is open again; `None` where there is none.
pub(super) async fn reopen(tx: &mut Tx, new: &Settings) -> sqlx::Result<Option<SlotId>> {
    let query = sqlx::query_scalar(
        "update slot set state = 'active', closed_at = null, channel_name = ?5, role_id = ?7,
             auto_approve = ?8, event_channel_id = ?9, event_kind = ?10, event_after = ?11,
             version = version + 1
         where weekday = ?1 and time = ?2 and zone = ?3 and channel_id = ?4 and track = ?6
           and closed_at is not null
         returning id",
    );
    with_settings(query, new)
        .fetch_optional(tx.conn().await?)
        .await
}

/// `false` where there is another one like it.
pub(super) async fn update(
    tx: &mut Tx,
    slot: SlotId,
    new: &Settings,
    is_new_rule: bool,
) -> sqlx::Result<bool> {
    let query = sqlx::query_scalar(
        "update or ignore slot set weekday = ?1, time = ?2, zone = ?3, channel_id = ?4,
             channel_name = ?5, track = ?6, role_id = ?7, auto_approve = ?8, event_channel_id = ?9,
             event_kind = ?10, event_after = ?11, rule_version = rule_version + ?13,
             version = version + 1
         where id = ?12 returning id",
    );
    let done = with_settings(query, new)
        .bind(slot)
        .bind(is_new_rule)
        .fetch_optional(tx.conn().await?)
        .await?;
    Ok(done.is_some())
}

/// Whether there is another one like it.
pub(super) async fn is_taken(tx: &mut Tx, slot: SlotId, new: &Settings) -> sqlx::Result<bool> {
    sqlx::query_scalar(
        "select exists (
             select 1 from slot where weekday = ?2 and time = ?3 and zone = ?4 and channel_id = ?5
                 and track = ?6 and id <> ?1)",
    )
    .bind(slot)
    .bind(new.rule.weekday)
    .bind(new.rule.time.format("%H:%M").to_string())
    .bind(new.rule.zone.0.name())
    .bind(new.channel)
    .bind(&new.track)
    .fetch_one(tx.conn().await?)
    .await
}

/// Its queue changed: whoever saw it before sees another one now.
pub(in crate::lectures) async fn touch(tx: &mut Tx, slot: SlotId) -> sqlx::Result<()> {
    sqlx::query("update slot set version = version + 1 where id = ?1")
        .bind(slot)
        .execute(tx.conn().await?)
        .await?;
    Ok(())
}

/// What was seen of its place is not true of another.
pub(super) async fn forget_look(tx: &mut Tx, slot: SlotId) -> sqlx::Result<()> {
    sqlx::query("delete from slot_look where slot_id = ?1")
        .bind(slot)
        .execute(tx.conn().await?)
        .await?;
    Ok(())
}
