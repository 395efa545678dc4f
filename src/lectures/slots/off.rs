//! What is left out: one date, or all of a slot until it goes on.

use chrono::{DateTime, Utc};
use serde_json::json;

use super::{reckon, store};
use crate::actor::Actor;
use crate::app::App;
use crate::db::Tx;
use crate::error::Result;
use crate::ids::{LectureId, SlotId};
use crate::input;
use crate::journal::{self, By};
use crate::lectures::lecture::{Occurrence, Reason, Slot, SlotState, State};
use crate::lectures::queue;
use crate::lectures::release::{self, alarms, bind, store as dates};
use crate::lectures::rules::{self, Act, Event, Refusal, TooLate};
use crate::people;

/// Leaves one date of a slot out, or takes that back; returns its slot and its instant.
pub(in crate::lectures) async fn skip(
    app: &App,
    actor: &Actor,
    slot: SlotId,
    date: &str,
    is_undone: bool,
) -> Result<(Slot, DateTime<Utc>)> {
    actor.must_be_owner()?;
    let date = input::date(date)?;
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let slot = open_slot(&mut tx, slot).await?;
    let Some(mut found) = store::date(&mut tx, slot.id, date).await? else {
        rules::pinnable(&slot.rule, date, now)?;
        return Err(Refusal::DateNotYet.into());
    };
    let by = By::Person(people::ensure(&mut tx, actor.user, Some(actor.lang), now).await?);
    if is_undone {
        put_back(&mut tx, &mut found, by, now).await?;
    } else {
        leave_out(&mut tx, &mut found, by, now).await?;
    }
    store::touch(&mut tx, slot.id).await?;
    tx.commit().await?;
    app.schedule_changed.notify_one();
    Ok((slot, found.due_at))
}

/// Leaves one date out: what was chosen for it is the next.
pub(in crate::lectures) async fn leave_out(
    tx: &mut Tx,
    date: &mut Occurrence,
    by: By,
    now: DateTime<Utc>,
) -> Result<()> {
    let is_locked = rules::is_locked(date.due_at, now);
    rules::may(Act::Skip, date.state, is_locked).map_err(|why| match (why, date.state) {
        // It has no card on which it could be held.
        (TooLate::Locked, State::Planned) => Refusal::SkipLocked,
        (why, _) => why.into(),
    })?;
    give_up(tx, date, (Event::Skip, Reason::Owner), by, now).await?;
    bind::follow(tx, date.slot_id, by, now).await
}

/// A date is not left out after all.
async fn put_back(tx: &mut Tx, date: &mut Occurrence, by: By, now: DateTime<Utc>) -> Result<()> {
    if date.state != State::Skipped {
        return Err(Refusal::DateNotOff.into());
    }
    if date.due_at <= now {
        return Err(Refusal::DatePast.into());
    }
    if rules::is_locked(date.due_at, now) {
        return Err(Refusal::UndoLocked.into());
    }
    plan_again(tx, date, by, now).await?;
    bind::follow(tx, date.slot_id, by, now).await
}

/// Posts nothing in a slot until it is resumed, or for good; what is queued stays.
pub(super) async fn pause(
    app: &App,
    actor: &Actor,
    slot: SlotId,
    is_for_good: bool,
) -> Result<Slot> {
    actor.must_be_owner()?;
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let slot = open_slot(&mut tx, slot).await?;
    if slot.state == SlotState::Paused && !is_for_good {
        return Err(Refusal::SlotPaused.into());
    }
    let by = By::Person(people::ensure(&mut tx, actor.user, Some(actor.lang), now).await?);
    store::pause(&mut tx, slot.id, is_for_good.then_some(now)).await?;
    for mut date in store::unsent(&mut tx, slot.id).await? {
        if is_for_good {
            give_up(&mut tx, &mut date, (Event::Close, Reason::Closed), by, now).await?;
        } else if date.lecture_id.is_some() && !is_chosen(&date) {
            unbind(&mut tx, &mut date, by, now).await?;
        }
    }
    dates::show_again(&mut tx, slot.id).await?;
    let kind = if is_for_good {
        "slot.closed"
    } else {
        "slot.paused"
    };
    written(&mut tx, kind, slot.id, by, now).await?;
    tx.commit().await?;
    app.schedule_changed.notify_one();
    Ok(slot)
}

/// Goes on with a slot that was paused. What passed meanwhile is left out.
pub(super) async fn resume(app: &App, actor: &Actor, slot: SlotId) -> Result<Slot> {
    actor.must_be_owner()?;
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let slot = open_slot(&mut tx, slot).await?;
    if slot.state == SlotState::Active {
        return Err(Refusal::SlotNotPaused.into());
    }
    let by = By::Person(people::ensure(&mut tx, actor.user, Some(actor.lang), now).await?);
    store::resume(&mut tx, slot.id).await?;
    written(&mut tx, "slot.resumed", slot.id, by, now).await?;
    go_on(&mut tx, &slot, Reason::Paused, by, now).await?;
    tx.commit().await?;
    app.schedule_changed.notify_one();
    Ok(slot)
}

/// The dates of a slot that is active again: those that passed are left out for that reason.
pub(super) async fn go_on(
    tx: &mut Tx,
    slot: &Slot,
    passed: Reason,
    by: By,
    now: DateTime<Utc>,
) -> Result<()> {
    for mut date in store::closed(tx, slot.id, now).await? {
        plan_again(tx, &mut date, by, now).await?;
    }
    reckon::plan(tx, slot, now).await?;
    for mut date in store::unsent(tx, slot.id).await? {
        if date.due_at <= now {
            give_up(tx, &mut date, (Event::Skip, passed), by, now).await?;
            continue;
        }
        // It may ask for approval now, and did not before.
        alarms::set(tx, date.id, date.due_at, slot.auto_approve, now).await?;
    }
    dates::show_again(tx, slot.id).await?;
    bind::follow(tx, slot.id, by, now).await
}

/// A slot that is not closed.
pub(in crate::lectures) async fn open_slot(tx: &mut Tx, slot: SlotId) -> Result<Slot> {
    let slot = store::slot(tx.conn().await?, slot).await?;
    let slot = slot.filter(|slot| slot.closed_at.is_none());
    Ok(slot.ok_or(Refusal::NoSuchSlot)?)
}

/// Nothing is posted on a date: what was chosen for it or pinned to it goes to the head of the queue.
async fn give_up(
    tx: &mut Tx,
    date: &mut Occurrence,
    (event, reason): (Event, Reason),
    by: By,
    now: DateTime<Utc>,
) -> Result<()> {
    let lecture = drop_lecture(date);
    date.reason = Some(reason);
    let why = json!({"lecture": lecture});
    release::change(tx, by, date, event, why, now).await?;
    let (slot, on) = (date.slot_id, date.local_date);
    if let Some(lecture) = lecture {
        queue::store::to_head(tx, slot, lecture, on).await?;
    }
    queue::store::unpin(tx, slot, on).await?;
    Ok(())
}

/// Whether the owner chose what becomes of a date: pausing a slot takes back no word of theirs.
fn is_chosen(date: &Occurrence) -> bool {
    date.by_hand || date.reason == Some(Reason::Owner)
}

/// What was chosen for a date is not any more.
pub(in crate::lectures) async fn unbind(
    tx: &mut Tx,
    date: &mut Occurrence,
    by: By,
    now: DateTime<Utc>,
) -> Result<()> {
    let lecture = drop_lecture(date);
    date.reason = None;
    date.wake_at = rules::wake(State::Planned, date.due_at);
    let why = json!({"lecture": lecture});
    release::change(tx, by, date, Event::Unbind, why, now).await
}

async fn plan_again(tx: &mut Tx, date: &mut Occurrence, by: By, now: DateTime<Utc>) -> Result<()> {
    date.reason = None;
    date.wake_at = rules::wake(State::Planned, date.due_at);
    release::change(tx, by, date, Event::Unskip, json!({}), now).await
}

fn drop_lecture(date: &mut Occurrence) -> Option<LectureId> {
    date.by_hand = false;
    date.lecture_id.take()
}

async fn written(
    tx: &mut Tx,
    kind: &'static str,
    slot: SlotId,
    by: By,
    now: DateTime<Utc>,
) -> Result<()> {
    let entry = journal::Entry {
        by,
        kind,
        subject: &format!("slot:{slot}"),
        person: None,
        details: json!({}),
    };
    Ok(journal::record(tx, now, entry).await?)
}
