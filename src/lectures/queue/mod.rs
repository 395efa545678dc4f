//! Queues: which lecture comes when in a slot.

pub(super) mod cards;
pub(super) mod commands;
mod shift;
pub(super) mod store;

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::json;

use super::lecture::{Lecture, Slot, State};
use super::release::bind;
use super::rules::{self, Refusal};
use super::slots::{Plan, list_slots, off};
use super::{content, slots};
use crate::actor::Actor;
use crate::app::App;
use crate::db::Tx;
use crate::error::Result;
use crate::ids::{LectureId, SlotId};
use crate::input;
use crate::journal::{self, By};
use crate::people;

/// Puts a lecture at the end of a slot's queue, or pins it to one of the slot's dates.
pub async fn queue(
    app: &App,
    actor: &Actor,
    slot: SlotId,
    lecture: LectureId,
    date: Option<&str>,
) -> Result<Lecture> {
    actor.must_be_owner()?;
    let pinned_on = date.map(input::date).transpose()?;
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let slot = off::open_slot(&mut tx, slot).await?;
    let lecture = content::store::lecture(tx.conn().await?, lecture).await?;
    let lecture = lecture.ok_or(Refusal::NoSuchLecture)?;
    rules::queueable(lecture.state)?;
    if let Some(date) = pinned_on {
        may_pin(&mut tx, &slot, date, now).await?;
    }
    if store::is_posted(&mut tx, slot.id, lecture.id).await? {
        return Err(Refusal::AlreadyPosted.into());
    }
    if !store::append(&mut tx, slot.id, lecture.id, pinned_on, now).await? {
        return Err(Refusal::AlreadyQueued.into());
    }
    slots::store::touch(&mut tx, slot.id).await?;
    let by = people::ensure(&mut tx, actor.user, Some(actor.lang), now).await?;
    let entry = journal::Entry {
        by: By::Person(by),
        kind: "lecture.queued",
        subject: &format!("slot:{}", slot.id),
        person: None,
        details: json!({"lecture": lecture.id, "pinned_on": pinned_on}),
    };
    journal::record(&mut tx, now, entry).await?;
    bind::follow(&mut tx, slot.id, By::Person(by), now).await?;
    tx.commit().await?;
    app.schedule_changed.notify_one();
    Ok(lecture)
}

/// What is pinned to a date is posted instead of what the queue had for it, until that is locked.
async fn may_pin(tx: &mut Tx, slot: &Slot, date: NaiveDate, now: DateTime<Utc>) -> Result<()> {
    rules::pinnable(&slot.rule, date, now)?;
    if store::is_pinned(tx, slot.id, date).await? {
        return Err(Refusal::DateTaken.into());
    }
    match store::date(tx, slot.id, date).await? {
        None | Some((State::Planned, _)) => Ok(()),
        Some((State::Bound, false)) => {
            if rules::is_locked(slot.rule.at(date), now) {
                return Err(Refusal::DateLocked.into());
            }
            Ok(())
        }
        Some((State::Skipped | State::Cancelled, _)) => Err(Refusal::DateOff.into()),
        Some(_) => Err(Refusal::DateTaken.into()),
    }
}

/// One slot with everything that is queued in it.
pub async fn list_queue(app: &App, actor: &Actor, slot: SlotId) -> Result<Plan> {
    let plans = list_slots(app, actor).await?;
    let found = plans.into_iter().find(|plan| plan.slot.id == slot);
    Ok(found.ok_or(Refusal::NoSuchSlot)?)
}
