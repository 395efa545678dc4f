//! The SQL of queues.

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::Value;
use sqlx::SqliteConnection;

use crate::db::Tx;
use crate::ids::{LectureId, QueueEntryId, SlotId};
use crate::lectures::lecture::{Entry, State};

/// What waits in all slots, slot by slot and in order.
pub(in crate::lectures) async fn entries(conn: &mut SqliteConnection) -> sqlx::Result<Vec<Entry>> {
    sqlx::query_as(
        "select queue_entry.id, slot_id, pinned_on, lecture_id, series, number, title, track,
                exists (select 1 from approval where approval.lecture_id = lecture.id
                            and approval.revision = lecture.revision) as is_approved
         from queue_entry join lecture on lecture.id = lecture_id
         where lecture.state = 'ready' order by slot_id, missed_on is null, missed_on, position",
    )
    .fetch_all(conn)
    .await
}

/// What waits in a slot in order, and the date to which it is pinned.
pub(in crate::lectures) async fn waiting(
    tx: &mut Tx,
    slot: SlotId,
) -> sqlx::Result<Vec<(LectureId, Option<NaiveDate>)>> {
    sqlx::query_as(
        "select lecture_id, pinned_on from queue_entry join lecture on lecture.id = lecture_id
         where slot_id = ?1 and lecture.state = 'ready'
         order by missed_on is null, missed_on, position",
    )
    .bind(slot)
    .fetch_all(tx.conn().await?)
    .await
}

/// Whether something is pinned to this date.
pub(super) async fn is_pinned(tx: &mut Tx, slot: SlotId, date: NaiveDate) -> sqlx::Result<bool> {
    sqlx::query_scalar(
        "select exists (select 1 from queue_entry where slot_id = ?1 and pinned_on = ?2)",
    )
    .bind(slot)
    .bind(date)
    .fetch_one(tx.conn().await?)
    .await
}

/// How far a date is, and whether the owner chose what is posted; `None` while it is not worked out.
pub(super) async fn date(
    tx: &mut Tx,
    slot: SlotId,
    date: NaiveDate,
) -> sqlx::Result<Option<(State, bool)>> {
    sqlx::query_as("select state, by_hand from occurrence where slot_id = ?1 and local_date = ?2")
        .bind(slot)
        .bind(date)
        .fetch_optional(tx.conn().await?)
        .await
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

/// Puts a lecture at the end of a queue; `false` when it is there already.
pub(in crate::lectures) async fn append(
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

/// What is pinned to a date of this slot.
pub(in crate::lectures) async fn pins(
    tx: &mut Tx,
    slot: SlotId,
) -> sqlx::Result<Vec<(QueueEntryId, NaiveDate)>> {
    sqlx::query_as(
        "select id, pinned_on from queue_entry where slot_id = ?1 and pinned_on is not null",
    )
    .bind(slot)
    .fetch_all(tx.conn().await?)
    .await
}

/// Pins what waits to another date.
pub(in crate::lectures) async fn pin(
    tx: &mut Tx,
    id: QueueEntryId,
    date: NaiveDate,
) -> sqlx::Result<()> {
    sqlx::query("update queue_entry set pinned_on = ?2 where id = ?1")
        .bind(id)
        .bind(date)
        .execute(tx.conn().await?)
        .await?;
    Ok(())
}

/// What was pinned to a date that passed without it goes to the head of the queue.
pub(in crate::lectures) async fn unpin(
    tx: &mut Tx,
    slot: SlotId,
    date: NaiveDate,
) -> sqlx::Result<()> {
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

/// What was chosen for a date without being pinned to it comes back to the head of the queue, before
/// what was not posted later than that.
pub(in crate::lectures) async fn to_head(
    tx: &mut Tx,
    slot: SlotId,
    lecture: LectureId,
    date: NaiveDate,
) -> sqlx::Result<()> {
    sqlx::query(
        "update queue_entry set missed_on = min(coalesce(missed_on, ?3), ?3)
         where slot_id = ?1 and lecture_id = ?2 and pinned_on is null",
    )
    .bind(slot)
    .bind(lecture)
    .bind(date)
    .execute(tx.conn().await?)
    .await?;
    Ok(())
}

/// What was taken for a date and not posted goes back to the head of the queue.
pub(in crate::lectures) async fn give_back(
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

pub(in crate::lectures) async fn remove(
    tx: &mut Tx,
    slot: SlotId,
    lecture: LectureId,
) -> sqlx::Result<()> {
    sqlx::query("delete from queue_entry where slot_id = ?1 and lecture_id = ?2")
        .bind(slot)
        .bind(lecture)
        .execute(tx.conn().await?)
        .await?;
    Ok(())
}

/// A lecture waits nowhere any more; returns the slots in which it did.
pub(in crate::lectures) async fn leave(
    tx: &mut Tx,
    lecture: LectureId,
) -> sqlx::Result<Vec<SlotId>> {
    sqlx::query_scalar("delete from queue_entry where lecture_id = ?1 returning slot_id")
        .bind(lecture)
        .fetch_all(tx.conn().await?)
        .await
}

/// The slots in which a lecture waits.
pub(in crate::lectures) async fn slots_of(
    tx: &mut Tx,
    lecture: LectureId,
) -> sqlx::Result<Vec<SlotId>> {
    sqlx::query_scalar("select slot_id from queue_entry where lecture_id = ?1")
        .bind(lecture)
        .fetch_all(tx.conn().await?)
        .await
}

/// All that waits in a slot, in order.
pub(in crate::lectures) async fn order(tx: &mut Tx, slot: SlotId) -> sqlx::Result<Vec<LectureId>> {
    sqlx::query_scalar(
        "select lecture_id from queue_entry where slot_id = ?1
         order by missed_on is null, missed_on, position",
    )
    .bind(slot)
    .fetch_all(tx.conn().await?)
    .await
}

/// Has all that waits in a slot come in this order.
pub(super) async fn put_in_order(
    tx: &mut Tx,
    slot: SlotId,
    order: &[LectureId],
) -> sqlx::Result<()> {
    let order: Vec<_> = order.iter().map(|id| id.0).collect();
    let order = Value::from(order).to_string();
    // No two have one place even for a moment.
    sqlx::query(
        "update queue_entry set missed_on = null,
             position = -1 - (select key from json_each(?2) where value = lecture_id)
         where slot_id = ?1",
    )
    .bind(slot)
    .bind(order)
    .execute(tx.conn().await?)
    .await?;
    sqlx::query("update queue_entry set position = -position where slot_id = ?1")
        .bind(slot)
        .execute(tx.conn().await?)
        .await?;
    Ok(())
}

/// The date to which something that waits is pinned.
pub(super) async fn pinned_on(
    tx: &mut Tx,
    slot: SlotId,
    lecture: LectureId,
) -> sqlx::Result<Option<NaiveDate>> {
    sqlx::query_scalar("select pinned_on from queue_entry where slot_id = ?1 and lecture_id = ?2")
        .bind(slot)
        .bind(lecture)
        .fetch_one(tx.conn().await?)
        .await
}

/// Pins it to another date, or to none.
pub(super) async fn pin_lecture(
    tx: &mut Tx,
    slot: SlotId,
    lecture: LectureId,
    date: Option<NaiveDate>,
) -> sqlx::Result<()> {
    sqlx::query(
        "update queue_entry set pinned_on = ?3, missed_on = iif(?3 is null, missed_on, null)
         where slot_id = ?1 and lecture_id = ?2",
    )
    .bind(slot)
    .bind(lecture)
    .bind(date)
    .execute(tx.conn().await?)
    .await?;
    Ok(())
}
