//! A slot is changed: what moves its dates is shown with the next of them, old and new, before
//! anything changes.

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::json;

use super::settings::{Settings, SlotEdit};
use super::{off, reckon, store};
use crate::actor::Actor;
use crate::app::App;
use crate::db::Tx;
use crate::error::Result;
use crate::ids::{SlotChangeId, SlotId};
use crate::journal::{self, By};
use crate::lectures::lecture::{Reason, Slot, SlotState};
use crate::lectures::release::{alarms, bind, store as dates};
use crate::lectures::rules::{self, Act, Refusal};
use crate::people;

/// What was shown so long ago is not confirmed any more.
const SHOWN: TimeDelta = TimeDelta::hours(24);

/// So many dates are shown.
const DATES: usize = 3;

/// What became of a wish to change a slot.
#[derive(Debug)]
pub(super) enum Outcome {
    /// It is changed, from this to that: nothing moves by it.
    Changed(Box<(Slot, Slot)>),
    /// Its owner is asked first.
    Asked(Box<Question>),
}

/// A change that waits to be confirmed.
#[derive(Debug)]
pub(super) struct Question {
    /// What a button carries.
    pub(super) draft: SlotChangeId,
    /// The slot as it is.
    pub(super) slot: Slot,
    /// As it would be.
    pub(super) new: Settings,
    /// Its next dates as they are, and as they would be; `None` where that has passed.
    pub(super) dates: Vec<(DateTime<Utc>, Option<DateTime<Utc>>)>,
}

/// Changes a slot, or shows what that would do where dates, channel or track change.
pub(super) async fn change(
    app: &App,
    actor: &Actor,
    slot: SlotId,
    edit: &SlotEdit<'_>,
) -> Result<Outcome> {
    actor.must_be_owner()?;
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let slot = off::open_slot(&mut tx, slot).await?;
    let new = edit.of(app, &slot)?;
    if new == Settings::of(&slot) {
        return Err(Refusal::NothingChanges.into());
    }
    must_be_free(&mut tx, &slot, &new, now).await?;
    let by = people::ensure(&mut tx, actor.user, Some(actor.lang), now).await?;
    let is_same_place = new.channel == slot.channel_id && new.track == slot.track;
    if is_same_place && new.rule == slot.rule {
        let changed = apply(&mut tx, &slot, &new, By::Person(by), now).await?;
        tx.commit().await?;
        app.schedule_changed.notify_one();
        return Ok(Outcome::Changed(Box::new((slot, changed))));
    }
    if store::is_taken(&mut tx, slot.id, &new).await? {
        return Err(Refusal::SlotExists.into());
    }
    let shown = serde_json::to_value(&new)?;
    let draft = store::change::insert(&mut tx, &slot, &shown, by, now).await?;
    let ahead = store::unsent(&mut tx, slot.id).await?;
    let mut dates = Vec::new();
    for date in ahead.iter().take(DATES) {
        let by_rule = (slot.id, &new.rule);
        let moved = reckon::placed(&mut tx, by_rule, (date.id, date.local_date), now).await?;
        dates.push((date.due_at, (!moved.is_past).then_some(moved.at)));
    }
    tx.commit().await?;
    Ok(Outcome::Asked(Box::new(Question {
        draft,
        slot,
        new,
        dates,
    })))
}

/// Does what was shown, unless somebody changed the slot since; the slot before and after.
pub(super) async fn confirm(app: &App, actor: &Actor, draft: SlotChangeId) -> Result<(Slot, Slot)> {
    actor.must_be_owner()?;
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let shown = store::change::take(&mut tx, draft).await?;
    let (slot, version, new) = shown.ok_or(Refusal::Stale)?;
    let new: Settings = serde_json::from_str(&new)?;
    let slot = off::open_slot(&mut tx, slot).await?;
    if slot.version != version {
        return Err(changed(&mut tx, &slot).await?.into());
    }
    must_be_free(&mut tx, &slot, &new, now).await?;
    let by = people::ensure(&mut tx, actor.user, Some(actor.lang), now).await?;
    let changed = apply(&mut tx, &slot, &new, By::Person(by), now).await?;
    tx.commit().await?;
    app.schedule_changed.notify_one();
    Ok((slot, changed))
}

/// Nothing is changed.
pub(super) async fn give_up(app: &App, actor: &Actor, draft: SlotChangeId) -> Result<()> {
    actor.must_be_owner()?;
    let mut tx = app.db.begin().await?;
    store::change::take(&mut tx, draft).await?;
    tx.commit().await?;
    Ok(())
}

/// Forgets what was shown a day ago and never confirmed.
pub(in crate::lectures) async fn forget_old(app: &App) -> Result<()> {
    let before = app.now() - SHOWN;
    if !store::change::is_older(&mut *app.db.read().await?, before).await? {
        return Ok(());
    }
    let mut tx = app.db.begin().await?;
    store::change::forget(&mut tx, before).await?;
    tx.commit().await?;
    Ok(())
}

/// Why somebody is refused who saw a slot or its queue as it is no longer.
pub(in crate::lectures) async fn changed(tx: &mut Tx, slot: &Slot) -> Result<Refusal> {
    let subject = format!("slot:{}", slot.id);
    let last = journal::last_by_somebody(tx.conn().await?, &subject).await?;
    let Some(last) = last else {
        return Ok(Refusal::Stale);
    };
    Ok(Refusal::Changed {
        by: last.actor,
        at: last.at,
    })
}

/// While a date is locked the slot is as it was shown.
async fn must_be_free(tx: &mut Tx, slot: &Slot, new: &Settings, now: DateTime<Utc>) -> Result<()> {
    if slot.state == SlotState::Paused {
        return Ok(());
    }
    for date in store::unsent(tx, slot.id).await? {
        // What waits for another place is given one however late it is.
        if date.reason == Some(Reason::Place) && new.rule == slot.rule {
            continue;
        }
        let is_locked = rules::is_locked(date.due_at, now);
        if rules::may(Act::Change, date.state, is_locked).is_err() {
            return Err(Refusal::SlotLocked { at: date.due_at }.into());
        }
    }
    Ok(())
}

async fn apply(
    tx: &mut Tx,
    slot: &Slot,
    new: &Settings,
    by: By,
    now: DateTime<Utc>,
) -> Result<Slot> {
    let is_new_rule = new.rule != slot.rule;
    if !store::update(tx, slot.id, new, is_new_rule).await? {
        return Err(Refusal::SlotExists.into());
    }
    // What was seen was seen of another place, and what was shown looks different now.
    store::forget_look(tx, slot.id).await?;
    dates::show_again(tx, slot.id).await?;
    if slot.auto_approve && !new.auto_approve {
        for date in store::unsent(tx, slot.id).await? {
            alarms::set(tx, date.id, date.due_at, false, now).await?;
        }
    }
    let entry = journal::Entry {
        by,
        kind: "slot.changed",
        subject: &format!("slot:{}", slot.id),
        person: None,
        details: json!({"from": Settings::of(slot).ids(), "to": new.ids()}),
    };
    journal::record(tx, now, entry).await?;
    let slot = off::open_slot(tx, slot.id).await?;
    if is_new_rule {
        reckon::reckon(tx, &slot, now).await?;
    }
    if slot.state == SlotState::Active {
        reckon::plan(tx, &slot, now).await?;
        bind::follow(tx, slot.id, by, now).await?;
    }
    Ok(slot)
}
