//! What the owner is told before a date: that nothing is queued for it, or that nobody approved it.
//! Each of it once, whatever restarts, and only what is still true and not on a card that has just come; of a
//! slot that has been empty for weeks only once a week, for as long as nobody does anything about it.

use chrono::{DateTime, Utc};

use super::store::{self, alarm};
use super::{bind, card, lecture_of};
use crate::app::App;
use crate::db::Tx;
use crate::error::Result;
use crate::ids::OccurrenceId;
use crate::journal;
use crate::lectures::cards::{COLOUR, told};
use crate::lectures::lecture::{Lecture, Occurrence, Reason, Slot, SlotState, State};
use crate::lectures::rules::{self, EMPTY, Step, UNAPPROVED, name};
use crate::lectures::slots::cards::slot_label;
use crate::lectures::{content, queue, slots};
use crate::outbox::{self, Fate, Priority, Queued};
use crate::text::{Text, relative};

/// Sets what is told before a date. What has passed by now was never to be told.
pub(in crate::lectures) async fn set(
    tx: &mut Tx,
    id: OccurrenceId,
    due_at: DateTime<Utc>,
    auto_approve: bool,
    now: DateTime<Utc>,
) -> Result<()> {
    let unapproved = UNAPPROVED.into_iter().filter(|_| !auto_approve);
    for step in EMPTY.into_iter().chain(unapproved) {
        if step.at(due_at) > now {
            alarm::insert(tx, id, step, step.at(due_at)).await?;
        }
    }
    Ok(())
}

/// A date has another instant: what is not told yet is told before that.
pub(in crate::lectures) async fn follow(
    tx: &mut Tx,
    id: OccurrenceId,
    due_at: DateTime<Utc>,
) -> Result<()> {
    for step in EMPTY.into_iter().chain(UNAPPROVED) {
        alarm::set_due(tx, id, step, step.at(due_at)).await?;
    }
    Ok(())
}

/// Tells what is to be told by now.
pub(in crate::lectures) async fn tell_due(app: &App) -> Result<()> {
    let due = alarm::due(&mut *app.db.read().await?, app.now()).await?;
    for id in due {
        if let Err(error) = tell(app, id).await {
            app.report(&error, &format!("the owner could not be told of date {id}"));
        }
    }
    Ok(())
}

async fn tell(app: &App, id: OccurrenceId) -> Result<()> {
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let passed = alarm::passed(&mut tx, id, now).await?;
    let date = store::occurrence(tx.conn().await?, id).await?;
    let Some(date) = date else { return Ok(()) };
    let slot = slots::store::slot(tx.conn().await?, date.slot_id).await?;
    let Some(slot) = slot.filter(|slot| slot.state == SlotState::Active) else {
        return Ok(());
    };
    let mut told = Vec::new();
    if let Some(step) = rules::latest(&passed, EMPTY, date.due_at, now)
        && date.state == State::Planned
        && bind::expected(&mut tx, &date).await?.is_none()
    {
        let is_deserted = alarm::is_deserted(&mut tx, slot.id, date.local_date).await?;
        if is_deserted && passed.contains(&Step::EmptyAWeek) {
            let text = Text::new("alarm-deserted");
            say(&mut tx, app, (&slot, &date), step, text, now).await?;
            told.extend([Step::EmptyAWeek, step]);
        } else if !is_deserted || !is_left_alone(&mut tx, &date).await? {
            let text = Text::new("alarm-empty");
            say(&mut tx, app, (&slot, &date), step, text, now).await?;
            told.push(step);
        }
    }
    if let Some(step) = rules::latest(&passed, UNAPPROVED, date.due_at, now)
        && let Some(lecture) = unapproved_in(&mut tx, &slot, &date, step).await?
    {
        let text = if step == Step::UnapprovedNow {
            let until = rules::helps_until(date.due_at, slot.rule.zone);
            Text::new("alarm-unapproved-now").with("until", until)
        } else {
            Text::new("alarm-unapproved")
        };
        let text = text.with("name", name(&lecture.series, lecture.number));
        // What they are told stands under the card on which they decide it.
        if store::unshown(tx.conn().await?).await?.contains(&id) {
            card::show_in(&mut tx, app, id, now).await?;
        }
        if step == Step::UnapprovedNow || !has_just_come(&mut tx, &date, step).await? {
            say(&mut tx, app, (&slot, &date), step, text, now).await?;
        }
        told.push(step);
    }
    for step in passed {
        alarm::done(&mut tx, id, step, told.contains(&step)).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// Whether it was told this week that the slot of a date stays empty, and nobody has done anything to it or to
/// what stands in its queue since.
async fn is_left_alone(tx: &mut Tx, date: &Occurrence) -> Result<bool> {
    if !alarm::is_told(tx, date.id, Step::EmptyAWeek).await? {
        return Ok(false);
    }
    let mut of = vec![format!("slot:{}", date.slot_id)];
    let waiting = queue::store::order(tx, date.slot_id).await?;
    of.extend(waiting.iter().map(|lecture| format!("lecture:{lecture}")));
    let since = Step::EmptyAWeek.at(date.due_at);
    for subject in of {
        let last = journal::last_by_somebody(tx.conn().await?, &subject).await?;
        if last.is_some_and(|line| line.at >= since) {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Whether the card of a date came no earlier than this was to be told, or will without anybody's help:
/// it says that approval lacks, and is what they are told.
async fn has_just_come(tx: &mut Tx, date: &Occurrence, step: Step) -> Result<bool> {
    let fate = outbox::fate(tx.conn().await?, &card::key(date.id)).await?;
    let comes = |card: &Fate| card.is_delivered() || (card.is_open() && !card.is_stuck());
    let fate = fate.filter(comes);
    Ok(fate.is_some_and(|card| card.created_at >= step.at(date.due_at)))
}

/// What is chosen for a date and waits for nothing but somebody's word.
async fn unapproved_in(
    tx: &mut Tx,
    slot: &Slot,
    date: &Occurrence,
    step: Step,
) -> Result<Option<Lecture>> {
    let is_open = match date.state {
        State::Bound => step != Step::UnapprovedNow,
        // To approve what is held for another reason does not post it.
        State::Held => date.reason == Some(Reason::Unapproved),
        State::Planned
        | State::Sending
        | State::Posted
        | State::Missed
        | State::Skipped
        | State::Cancelled
        | State::Withdrawn
        | State::Unknown => false,
    };
    if !is_open || slot.auto_approve {
        return Ok(None);
    }
    let Some(lecture) = lecture_of(tx.conn().await?, date).await? else {
        return Ok(None);
    };
    let (id, revision) = (lecture.id, lecture.revision);
    if content::store::is_approved(tx.conn().await?, id, revision).await? {
        return Ok(None);
    }
    Ok(Some(lecture))
}

async fn say(
    tx: &mut Tx,
    app: &App,
    (slot, date): (&Slot, &Occurrence),
    step: Step,
    text: Text,
    now: DateTime<Utc>,
) -> Result<()> {
    let lang = app.config.language;
    let key = format!("lecture:occurrence:{}:alarm:{}", date.id, step.name());
    let text = text
        .with("slot", slot_label(&app.config, slot, lang))
        .with("at", date.due_at)
        .with("in", relative(date.due_at));
    let message = told(&text, &key, COLOUR, lang);
    let subject = format!("occurrence:{}:card", date.id);
    let queued = Queued::once(&key, &subject, Priority::Normal);
    let queued = queued.owed_since(tx, step.at(date.due_at)).await?;
    outbox::tell_owner(tx, app, &queued, message, now).await
}
