//! What the clock does to one date of a slot: bind it, post it, and learn what came of the post.

pub(super) mod alarms;
pub(super) mod beside;
pub(super) mod bind;
pub(super) mod card;
pub(super) mod cards;
pub(super) mod commands;
mod deciding;
pub(super) mod look;
pub(super) mod outage;
mod post;
pub(super) mod press;
pub(super) mod publish;
pub(super) mod revise;
pub(super) mod status;
pub(super) mod store;
pub(super) mod withdrawing;

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};
use sqlx::SqliteConnection;

use super::lecture::{Lecture, LectureState, Occurrence, Reason, Slot, SlotState, State};
use super::rules::{self, Event, Timing, Trouble};
use super::{catalogue, content, queue, slots};
use crate::app::App;
use crate::db::{self, Restored, Tx};
use crate::error::Result;
use crate::ids::{LectureId, OccurrenceId};
use crate::journal::{self, By};
use crate::outbox;

/// So long it takes to find out whether a post that may be there is, and a little more.
const SOUGHT: TimeDelta = TimeDelta::minutes(6);

/// After an outage of several slots, members are told of one thing at a time.
const BETWEEN_LATE: TimeDelta = TimeDelta::seconds(60);

/// The dates whose time has come.
pub(super) async fn due(app: &App) -> Result<Vec<OccurrenceId>> {
    let mut conn = app.db.read().await?;
    Ok(store::due(&mut conn, app.now()).await?)
}

/// When a lecture will next be posted; where none is queued, when one could be.
pub async fn next_lecture_at(app: &App) -> Result<Option<DateTime<Utc>>> {
    let mut conn = app.db.read().await?;
    Ok(store::next_post(&mut conn).await?)
}

/// Binds a date a day before its time, and posts what is bound to it once that has come; or writes down
/// why not.
pub(super) async fn release(app: &App, id: OccurrenceId) -> Result<()> {
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let Some(mut occurrence) = store::occurrence(tx.conn().await?, id).await? else {
        return Ok(());
    };
    // Asked again under the lock: someone may have been faster.
    if rules::step(occurrence.state, Event::Lapse).is_none() || occurrence.wake_at > now {
        return Ok(());
    }
    let slot = slots::store::slot(tx.conn().await?, occurrence.slot_id).await?;
    let Some(slot) = slot.filter(|slot| slot.state == SlotState::Active) else {
        return Ok(());
    };
    if occurrence.state == State::Planned && occurrence.due_at > now {
        bind::follow(&mut tx, slot.id, By::Clock, now).await?;
        tx.commit().await?;
        return Ok(());
    }
    if occurrence.state == State::Held {
        return lapse(tx, occurrence, now).await;
    }
    let date = occurrence.local_date;
    let Some(lecture) = bind::lecture(&mut tx, &occurrence).await? else {
        let why = json!({"reason": "queue empty"});
        occurrence.reason = Some(Reason::Empty);
        let by = By::Clock;
        change(&mut tx, by, &mut occurrence, Event::FoundNothing, why, now).await?;
        if rules::timing(occurrence.due_at, now, slot.rule.zone) != Timing::OnTime {
            store::outage::mark(&mut tx, id).await?;
        }
        queue::store::unpin(&mut tx, slot.id, date).await?;
        tx.commit().await?;
        return Ok(());
    };
    // It may have been posted, and that be forgotten: first it is looked for, as if it were time.
    let forgotten = forgotten(tx.conn().await?, &occurrence).await?;
    if forgotten.is_some() && store::is_sending_in(&mut tx, slot.id).await? {
        // What came of an older date says which lecture is at the head of the queue.
        return postpone(tx, occurrence, now + SOUGHT, now).await;
    }
    let timing = if forgotten.is_some() {
        Timing::OnTime
    } else {
        rules::timing(occurrence.due_at, now, slot.rule.zone)
    };
    let is_silent = match timing {
        Timing::OnTime => None,
        Timing::Wait(until) => return postpone(tx, occurrence, until, now).await,
        Timing::TooLate => {
            occurrence.lecture_id = Some(lecture);
            return lapse(tx, occurrence, now).await;
        }
        Timing::Late { is_silent } => {
            let last = store::last_late(&mut tx).await?;
            let free = last.map_or(now, |last| last + BETWEEN_LATE);
            if free > now {
                return postpone(tx, occurrence, free, now).await;
            }
            Some(is_silent)
        }
    };
    let Some(content) = content::store::lecture(tx.conn().await?, lecture).await? else {
        return Ok(());
    };
    // What may have been posted is looked for whatever is wrong by now.
    if forgotten.is_none()
        && let Some(why) = why_not(tx.conn().await?, &slot, &content).await?
    {
        return keep_back(tx, occurrence, lecture, why, now).await;
    }
    // What is not found then is decided anew.
    let not_after = if forgotten.is_some() {
        occurrence.due_at
    } else {
        rules::right_until(occurrence.due_at, now, slot.rule.zone)
    };
    let send = post::Send {
        not_after,
        sought_since: forgotten.map(|restored| restored.as_of),
        is_silent,
    };
    if is_silent.is_some() {
        store::outage::mark(&mut tx, id).await?;
    }
    post::send(
        &mut tx,
        app,
        (occurrence, slot, &content),
        &send,
        By::Clock,
        now,
    )
    .await?;
    tx.commit().await?;
    Ok(())
}

/// Why a lecture is not posted although its time has come.
async fn why_not(
    conn: &mut SqliteConnection,
    slot: &Slot,
    lecture: &Lecture,
) -> Result<Option<Reason>> {
    let is_approved = slot.auto_approve
        || content::store::is_approved(conn, lecture.id, lecture.revision).await?;
    let seen = store::look::seen(conn, slot.id).await?;
    let trouble = seen.and_then(|seen| seen.trouble);
    Ok(rules::at_its_time(is_approved, trouble.is_some_and(Trouble::stops)).err())
}

/// A lecture stays chosen for its date, and is not posted before somebody has put right what is wrong.
async fn keep_back(
    mut tx: Tx,
    mut date: Occurrence,
    lecture: LectureId,
    why: Reason,
    now: DateTime<Utc>,
) -> Result<()> {
    let by = By::Clock;
    if date.state == State::Planned {
        date.lecture_id = Some(lecture);
        let details = json!({"lecture": lecture});
        change(&mut tx, by, &mut date, Event::Bind, details, now).await?;
    }
    deciding::hold(&mut tx, &mut date, why, by, now).await?;
    tx.commit().await?;
    Ok(())
}

/// Its time passed too long ago: what was chosen for this date or pinned to it goes to the head of the
/// queue.
async fn lapse(mut tx: Tx, mut occurrence: Occurrence, now: DateTime<Utc>) -> Result<()> {
    let (slot, date) = (occurrence.slot_id, occurrence.local_date);
    occurrence.reason = Some(Reason::TooLate);
    let why = json!({"lecture": occurrence.lecture_id, "due_at": occurrence.due_at});
    let by = By::Clock;
    change(&mut tx, by, &mut occurrence, Event::Lapse, why, now).await?;
    if let Some(lecture) = occurrence.lecture_id {
        queue::store::to_head(&mut tx, slot, lecture, date).await?;
    }
    queue::store::unpin(&mut tx, slot, date).await?;
    store::outage::mark(&mut tx, occurrence.id).await?;
    bind::follow(&mut tx, slot, by, now).await?;
    tx.commit().await?;
    Ok(())
}

/// The gap in what we know that a date falls into, if it does and was not looked for yet.
async fn forgotten(
    conn: &mut SqliteConnection,
    occurrence: &Occurrence,
) -> Result<Option<Restored>> {
    let Some(restored) = db::forgotten(conn, occurrence.due_at).await? else {
        return Ok(None);
    };
    let last = outbox::fate(conn, &post_key(occurrence.id, occurrence.attempt)).await?;
    let is_sought = last.is_some_and(|last| last.created_at >= restored.at);
    Ok(Some(restored).filter(|_| !is_sought))
}

/// Dates whose post is under way.
pub(super) async fn sending(app: &App) -> Result<Vec<OccurrenceId>> {
    let mut conn = app.db.read().await?;
    Ok(store::sending(&mut conn).await?)
}

/// Whether the outbox is done with the post of this date.
pub(super) async fn is_decided(app: &App, id: OccurrenceId) -> Result<bool> {
    let mut conn = app.db.read().await?;
    let Some(occurrence) = store::occurrence(&mut conn, id).await? else {
        return Ok(false);
    };
    Ok(outcome(&mut conn, &occurrence).await?.is_some())
}

/// What came of the post of a date; `None` while that is open.
async fn outcome(
    conn: &mut SqliteConnection,
    occurrence: &Occurrence,
) -> Result<Option<(Event, Value)>> {
    let key = post_key(occurrence.id, occurrence.attempt);
    // Asked in this order: what arrives in between is seen next time, not taken for lost.
    let fate = outbox::fate(conn, &key).await?;
    if let Some(object) = outbox::object(conn, &key).await? {
        return Ok(Some((Event::Arrive, json!({"message": object.id}))));
    }
    // Else it was given up by the owner, or deleted by a moderator before we heard of it.
    Ok(match fate {
        Some(fate) if fate.is_open() => None,
        Some(fate) if fate.has_expired() => {
            Some((Event::Expire, json!({"attempt": occurrence.attempt})))
        }
        Some(_) | None => Some((Event::Vanish, json!({}))),
    })
}

/// Learns from the outbox what came of a post. What expired is decided anew at once.
pub(super) async fn conclude(app: &App, id: OccurrenceId) -> Result<()> {
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let Some(mut occurrence) = store::occurrence(tx.conn().await?, id).await? else {
        return Ok(());
    };
    if occurrence.state != State::Sending {
        return Ok(());
    }
    let Some((event, details)) = outcome(tx.conn().await?, &occurrence).await? else {
        return Ok(());
    };
    if event == Event::Arrive {
        catalogue::enter(&mut tx, id).await?;
        beside::announce(&mut tx, app, &occurrence, now).await?;
    }
    if event == Event::Expire {
        give_back(&mut tx, &occurrence, now).await?;
        was_not_sent(&mut occurrence, now);
    }
    let is_told = matches!(event, Event::Arrive | Event::Vanish);
    let by = if is_told { By::Discord } else { By::Clock };
    change(&mut tx, by, &mut occurrence, event, details, now).await?;
    if event == Event::Arrive {
        revise::arrived(&mut tx, app, &mut occurrence, now).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// What was chosen for a date is at the head of its queue again, unless it was taken back meanwhile.
async fn give_back(tx: &mut Tx, date: &Occurrence, now: DateTime<Utc>) -> Result<()> {
    let lecture = lecture_of(tx.conn().await?, date).await?;
    let lecture = lecture.filter(|lecture| lecture.state != LectureState::Retired);
    if let Some(lecture) = lecture {
        let (slot, on) = (date.slot_id, date.local_date);
        queue::store::give_back(tx, slot, lecture.id, on, now).await?;
    }
    Ok(())
}

/// A post was not sent, and what is right for its date now is decided at once.
fn was_not_sent(date: &mut Occurrence, now: DateTime<Utc>) {
    date.lecture_id = None;
    date.is_late = false;
    date.is_silent = false;
    date.sent_at = None;
    date.wake_at = now;
}

/// Steps to the next state and writes it down; a state that the event does not change stays.
pub(super) async fn change(
    tx: &mut Tx,
    by: By,
    occurrence: &mut Occurrence,
    event: Event,
    details: Value,
    now: DateTime<Utc>,
) -> Result<()> {
    let Some(state) = rules::step(occurrence.state, event) else {
        return Ok(());
    };
    occurrence.state = state;
    occurrence.card += 1;
    store::save(tx, occurrence).await?;
    let entry = journal::Entry {
        by,
        kind: event.kind(),
        subject: &subject(occurrence.id),
        person: None,
        details,
    };
    journal::record(tx, now, entry).await?;
    Ok(())
}

async fn postpone(
    mut tx: Tx,
    mut occurrence: Occurrence,
    until: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<()> {
    occurrence.wake_at = until;
    store::save(&mut tx, &occurrence).await?;
    let entry = journal::Entry {
        by: By::Clock,
        kind: "occurrence.postponed",
        subject: &subject(occurrence.id),
        person: None,
        details: json!({"until": until}),
    };
    journal::record(&mut tx, now, entry).await?;
    tx.commit().await?;
    Ok(())
}

/// What is chosen for a date, or was.
async fn lecture_of(conn: &mut SqliteConnection, date: &Occurrence) -> Result<Option<Lecture>> {
    let Some(lecture) = date.lecture_id else {
        return Ok(None);
    };
    Ok(content::store::lecture(conn, lecture).await?)
}

fn subject(id: OccurrenceId) -> String {
    format!("occurrence:{id}")
}

fn post_topic(id: OccurrenceId) -> String {
    format!("lecture:{}:post", subject(id))
}

/// The key of one attempt at a post: what expired is not queued again under the same key.
fn post_key(id: OccurrenceId, attempt: i64) -> String {
    format!("{}:v{attempt}", post_topic(id))
}
