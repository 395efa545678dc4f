//! From the queue to a date: a day before its time it is bound to what comes then, and from then on
//! follows the queue until it is locked. What is bound stays in the queue until its post is queued, so
//! that what is not posted after all has not lost its place.

use chrono::{DateTime, Utc};
use serde_json::json;

use super::{change, store};
use crate::db::Tx;
use crate::error::Result;
use crate::ids::{LectureId, SlotId};
use crate::journal::By;
use crate::lectures::lecture::{Occurrence, State};
use crate::lectures::queue;
use crate::lectures::rules::{self, Event};

/// Binds the dates of a slot whose time is near to what comes then as its queue is now.
pub(in crate::lectures) async fn follow(
    tx: &mut Tx,
    slot: SlotId,
    by: By,
    now: DateTime<Utc>,
) -> Result<()> {
    let dates = store::open_dates(tx, slot, now + rules::BIND).await?;
    let waiting = queue::store::waiting(tx, slot).await?;
    let settled = dates.iter().filter(|date| is_settled(date, now));
    let mut taken: Vec<_> = settled.filter_map(|date| date.lecture_id).collect();
    for mut date in dates {
        if is_settled(&date, now) {
            continue;
        }
        let head = rules::head(&waiting, date.local_date, &taken);
        taken.extend(head);
        let is_same = head == date.lecture_id && date.wake_at == date.due_at;
        // What is due takes its lecture when it is posted.
        if is_same || date.due_at <= now {
            continue;
        }
        date.wake_at = date.due_at;
        if head == date.lecture_id {
            store::save(tx, &date).await?;
            continue;
        }
        if let Some(lecture) = date.lecture_id.take() {
            let details = json!({"lecture": lecture});
            change(tx, by, &mut date, Event::Unbind, details, now).await?;
        }
        if let Some(lecture) = head {
            date.lecture_id = head;
            let details = json!({"lecture": lecture});
            change(tx, by, &mut date, Event::Bind, details, now).await?;
        }
    }
    Ok(())
}

/// What is posted on a date whose time has come.
pub(super) async fn lecture(tx: &mut Tx, date: &Occurrence) -> Result<Option<LectureId>> {
    if date.lecture_id.is_some() {
        return Ok(date.lecture_id);
    }
    let dates = store::open_dates(tx, date.slot_id, date.due_at + rules::BIND).await?;
    let taken: Vec<_> = dates.iter().filter_map(|date| date.lecture_id).collect();
    let waiting = queue::store::waiting(tx, date.slot_id).await?;
    Ok(rules::head(&waiting, date.local_date, &taken))
}

/// What comes on a date as things stand: what is before it takes its turn before.
pub(super) async fn expected(tx: &mut Tx, date: &Occurrence) -> Result<Option<LectureId>> {
    let coming = outlook(tx, date.slot_id, date.due_at).await?;
    let found = coming.into_iter().find(|(other, _)| other.id == date.id);
    Ok(found.and_then(|(_, lecture)| lecture))
}

/// The dates of an active slot until then, and what comes on each as things stand.
pub(super) async fn outlook(
    tx: &mut Tx,
    slot: SlotId,
    until: DateTime<Utc>,
) -> Result<Vec<(Occurrence, Option<LectureId>)>> {
    let waiting = queue::store::waiting(tx, slot).await?;
    let dates = store::open_dates(tx, slot, until).await?;
    let mut taken: Vec<_> = dates.iter().filter_map(|date| date.lecture_id).collect();
    let mut coming = Vec::with_capacity(dates.len());
    for date in dates {
        let found = date
            .lecture_id
            .or_else(|| rules::head(&waiting, date.local_date, &taken));
        taken.extend(found);
        coming.push((date, found));
    }
    Ok(coming)
}

/// Whether the queue does not change it any more.
pub(in crate::lectures) fn is_settled(date: &Occurrence, now: DateTime<Utc>) -> bool {
    match date.state {
        State::Bound => date.by_hand || rules::is_locked(date.due_at, now),
        State::Held => true,
        State::Planned
        | State::Sending
        | State::Posted
        | State::Missed
        | State::Skipped
        | State::Cancelled
        | State::Withdrawn
        | State::Unknown => false,
    }
}
