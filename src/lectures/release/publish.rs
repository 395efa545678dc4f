//! The owner has something posted now: what was missed, or what no date has. It is their word, so it
//! notifies whom the slot notifies, whatever the hour: they are asked first.

use chrono::{DateTime, Days, Utc};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{bind, change, post, store};
use crate::actor::Actor;
use crate::app::App;
use crate::db::Tx;
use crate::error::Result;
use crate::ids::{LectureId, OccurrenceId, SlotId};
use crate::journal::By;
use crate::lectures::lecture::{Lecture, Occurrence, Slot, SlotState, State};
use crate::lectures::rules::{self, Event, GRACE, Refusal};
use crate::lectures::slots::off;
use crate::lectures::{content, queue, slots};
use crate::people;

/// A date of the last seven days that passed without a post is taken for it.
const LAST_WEEK: Days = Days::new(6);

/// What the owner is asked before something is posted at once.
#[derive(Debug)]
pub(in crate::lectures) struct Question {
    /// What a button carries.
    pub(super) number: i64,
    pub(super) slot: Slot,
    pub(super) lecture: Lecture,
    /// On a date of this slot somebody would have to approve it first.
    pub(super) is_unapproved: bool,
}

/// What the owner saw of it.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Shown {
    publish: LectureId,
    version: i64,
    slot: SlotId,
    slot_version: i64,
    is_night: bool,
    /// The date on which it was missed, where it is posted as that.
    #[serde(default)]
    missed: Option<OccurrenceId>,
}

/// Looks at whether what was missed on a date can be posted now, and asks whether that is meant. Nothing is
/// done yet.
///
/// # Errors
/// Refused for everyone but the owner, and where it cannot be posted or that was decided.
pub(in crate::lectures) async fn ask_missed(
    app: &App,
    actor: &Actor,
    id: OccurrenceId,
) -> Result<Question> {
    actor.must_be_owner()?;
    let mut tx = app.db.begin().await?;
    let (date, lecture) = super::outage::missed(&mut tx, id).await?;
    question(app, actor, tx, (date, lecture), Some(id)).await
}

/// Looks at whether a lecture can be posted in a slot now, and asks whether that is meant. Nothing is done
/// yet.
///
/// # Errors
/// Refused for everyone but the owner, and where it cannot be posted.
pub(in crate::lectures) async fn ask(
    app: &App,
    actor: &Actor,
    slot: SlotId,
    lecture: LectureId,
) -> Result<Question> {
    actor.must_be_owner()?;
    let mut tx = app.db.begin().await?;
    let date = date_of(&mut tx, app, slot, lecture).await?;
    question(app, actor, tx, (date, lecture), None).await
}

/// What is to be asked: it is done to see whether it can be, and given up.
async fn question(
    app: &App,
    actor: &Actor,
    mut tx: Tx,
    (date, lecture): (Occurrence, LectureId),
    missed: Option<OccurrenceId>,
) -> Result<Question> {
    let (slot, lecture) = go(&mut tx, app, actor, date, lecture).await?;
    drop(tx);
    let mut tx = app.db.begin().await?;
    let by = people::ensure(&mut tx, actor.user, Some(actor.lang), app.now()).await?;
    let shown = shown(&slot, &lecture, missed, app.now());
    let details = serde_json::to_value(&shown).map_err(anyhow::Error::from)?;
    let number = people::ask(&mut tx, by, &details).await?;
    let (id, revision) = (lecture.id, lecture.revision);
    let is_approved =
        slot.auto_approve || content::store::is_approved(tx.conn().await?, id, revision).await?;
    tx.commit().await?;
    Ok(Question {
        number,
        slot,
        lecture,
        is_unapproved: !is_approved,
    })
}

/// The owner means it: a lecture is posted in a slot outside its dates, as that of the date on which it was
/// missed or of this week's where none was posted on that, else as today's.
///
/// # Errors
/// Refused for everyone but the owner, where that was answered, and where they saw something else.
pub(in crate::lectures) async fn publish(app: &App, actor: &Actor, number: i64) -> Result<Lecture> {
    actor.must_be_owner()?;
    let mut tx = app.db.begin().await?;
    let by = people::ensure(&mut tx, actor.user, Some(actor.lang), app.now()).await?;
    let seen = people::answer(&mut tx, by, number).await?;
    let seen: Option<Shown> = seen.and_then(|seen| serde_json::from_str(&seen).ok());
    let seen = seen.ok_or(Refusal::AnsweredAlready)?;
    let (date, lecture) = if let Some(id) = seen.missed {
        super::outage::missed(&mut tx, id).await?
    } else {
        let date = date_of(&mut tx, app, seen.slot, seen.publish).await?;
        (date, seen.publish)
    };
    let (slot, lecture) = go(&mut tx, app, actor, date, lecture).await?;
    if shown(&slot, &lecture, seen.missed, app.now()) != seen {
        return Err(Refusal::ShownAnew.into());
    }
    tx.commit().await?;
    app.schedule_changed.notify_one();
    Ok(lecture)
}

fn shown(
    slot: &Slot,
    lecture: &Lecture,
    missed: Option<OccurrenceId>,
    now: DateTime<Utc>,
) -> Shown {
    Shown {
        publish: lecture.id,
        version: lecture.version,
        slot: slot.id,
        slot_version: slot.version,
        is_night: rules::is_night(now, slot.rule.zone),
        missed,
    }
}

/// The date as whose lecture something is posted now.
async fn date_of(tx: &mut Tx, app: &App, slot: SlotId, lecture: LectureId) -> Result<Occurrence> {
    let now = app.now();
    let slot = off::open_slot(tx, slot).await?;
    if queue::store::is_posted(tx, slot.id, lecture).await? {
        return Err(Refusal::AlreadyPosted.into());
    }
    let today = now.with_timezone(&slot.rule.zone.0).date_naive();
    if let Some(date) = store::passed(tx, slot.id, today - LAST_WEEK, now).await? {
        return Ok(date);
    }
    if let Some(taken) = slots::store::date(tx, slot.id, today).await? {
        return Err(why_not(&taken).into());
    }
    let planned = (State::Planned, None);
    let id = slots::store::insert_occurrence(tx, &slot, (today, now), planned).await?;
    let made = store::occurrence(tx.conn().await?, id).await?;
    Ok(made.ok_or(Refusal::NoSuchSlot)?)
}

async fn go(
    tx: &mut Tx,
    app: &App,
    actor: &Actor,
    mut date: Occurrence,
    lecture: LectureId,
) -> Result<(Slot, Lecture)> {
    let now = app.now();
    let slot = off::open_slot(tx, date.slot_id).await?;
    if slot.state == SlotState::Paused {
        return Err(Refusal::PublishPaused.into());
    }
    let content = content::store::lecture(tx.conn().await?, lecture).await?;
    let content = content.ok_or(Refusal::UnknownLecture)?;
    rules::queueable(content.state)?;
    must_be_alone(tx, &date, now).await?;
    let by = By::Person(people::ensure(tx, actor.user, Some(actor.lang), now).await?);
    let is_late = date.state == State::Missed;
    date.lecture_id = Some(lecture);
    date.by_hand = true;
    date.reason = None;
    let details = json!({"lecture": lecture});
    change(tx, by, &mut date, Event::Publish, details, now).await?;
    let send = post::Send {
        is_silent: is_late.then_some(false),
        not_after: rules::right_until(now, now, slot.rule.zone),
        sought_since: None,
    };
    let of = date.id;
    let what = (date, slot.clone(), &content);
    post::send(tx, app, what, &send, by, now).await?;
    slots::store::touch(tx, slot.id).await?;
    bind::follow(tx, slot.id, by, now).await?;
    super::outage::show_again(tx, app, of, now).await?;
    Ok((slot, content))
}

/// Why nothing more is posted on a day that is taken.
fn why_not(today: &Occurrence) -> Refusal {
    match today.state {
        State::Planned | State::Bound | State::Held => Refusal::DateNear { at: today.due_at },
        State::Skipped | State::Cancelled => Refusal::DateOff,
        State::Unknown => Refusal::UnknownToday,
        State::Sending | State::Posted | State::Missed | State::Withdrawn => Refusal::PostedToday,
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
