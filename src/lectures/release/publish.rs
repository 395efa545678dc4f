//! The owner has something posted now: what was missed, or what no date has. It is their word, so it
//! notifies whom the slot notifies, whatever the hour.

use chrono::{DateTime, Days, Utc};
use serde_json::json;

use super::{bind, change, post, store};
use crate::actor::Actor;
use crate::app::App;
use crate::db::Tx;
use crate::error::Result;
use crate::ids::{LectureId, OccurrenceId, SlotId};
use crate::journal::By;
use crate::lectures::lecture::{Lecture, Occurrence, SlotState, State};
use crate::lectures::rules::{self, Event, GRACE, Refusal};
use crate::lectures::slots::off;
use crate::lectures::{content, queue, slots};
use crate::people;

/// A date of the last seven days that passed without a post is taken for it.
const LAST_WEEK: Days = Days::new(6);

/// Posts what was missed on a date.
pub(in crate::lectures) async fn missed(
    app: &App,
    actor: &Actor,
    id: OccurrenceId,
) -> Result<Lecture> {
    actor.must_be_owner()?;
    let mut tx = app.db.begin().await?;
    let (date, lecture) = super::outage::missed(&mut tx, id).await?;
    go(tx, app, actor, date, lecture).await
}

/// Posts a lecture in a slot outside its dates: as that of this week's date where none was posted on
/// that, else as today's.
pub(in crate::lectures) async fn publish(
    app: &App,
    actor: &Actor,
    slot: SlotId,
    lecture: LectureId,
) -> Result<Lecture> {
    actor.must_be_owner()?;
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let slot = off::open_slot(&mut tx, slot).await?;
    if queue::store::is_posted(&mut tx, slot.id, lecture).await? {
        return Err(Refusal::AlreadyPosted.into());
    }
    let today = now.with_timezone(&slot.rule.zone.0).date_naive();
    let passed = store::passed(&mut tx, slot.id, today - LAST_WEEK, now).await?;
    let date = if let Some(date) = passed {
        date
    } else {
        if let Some(taken) = slots::store::date(&mut tx, slot.id, today).await? {
            return Err(why_not(&taken).into());
        }
        let planned = (State::Planned, None);
        let id = slots::store::insert_occurrence(&mut tx, &slot, (today, now), planned).await?;
        let made = store::occurrence(tx.conn().await?, id).await?;
        made.ok_or(Refusal::NoSuchSlot)?
    };
    go(tx, app, actor, date, lecture).await
}

async fn go(
    mut tx: Tx,
    app: &App,
    actor: &Actor,
    mut date: Occurrence,
    lecture: LectureId,
) -> Result<Lecture> {
    let now = app.now();
    let slot = off::open_slot(&mut tx, date.slot_id).await?;
    if slot.state == SlotState::Paused {
        return Err(Refusal::PublishPaused.into());
    }
    let content = content::store::lecture(tx.conn().await?, lecture).await?;
    let content = content.ok_or(Refusal::UnknownLecture)?;
    rules::queueable(content.state)?;
    must_be_alone(&mut tx, &date, now).await?;
    let by = By::Person(people::ensure(&mut tx, actor.user, Some(actor.lang), now).await?);
    let is_late = date.state == State::Missed;
    date.lecture_id = Some(lecture);
    date.by_hand = true;
    date.reason = None;
    let details = json!({"lecture": lecture});
    change(&mut tx, by, &mut date, Event::Publish, details, now).await?;
    let send = post::Send {
        is_silent: is_late.then_some(false),
        not_after: rules::right_until(now, now, slot.rule.zone),
        sought_since: None,
    };
    let (id, of) = (slot.id, date.id);
    post::send(&mut tx, app, (date, slot, &content), &send, by, now).await?;
    slots::store::touch(&mut tx, id).await?;
    bind::follow(&mut tx, id, by, now).await?;
    super::outage::show_again(&mut tx, app, of, now).await?;
    tx.commit().await?;
    app.schedule_changed.notify_one();
    Ok(content)
}

/// Why nothing more is posted on a day that is taken.
fn why_not(today: &Occurrence) -> Refusal {
    match today.state {
        State::Planned | State::Bound | State::Held => Refusal::DateNear { at: today.due_at },
        State::Skipped | State::Cancelled => Refusal::DateOff,
        State::Sending | State::Posted | State::Missed | State::Withdrawn | State::Unknown => {
            Refusal::PostedToday
        }
    }
}

/// Two posts of one slot are not so near that the second could be a late first.
async fn must_be_alone(tx: &mut Tx, date: &Occurrence, now: DateTime<Utc>) -> Result<()> {
    for other in slots::store::unsent(tx, date.slot_id).await? {
        if other.id != date.id && (other.due_at - now).abs() <= GRACE {
            return Err(Refusal::DateNear { at: other.due_at }.into());
        }
    }
    Ok(())
}
