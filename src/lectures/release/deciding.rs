//! What the owner decides of a date on its card. Whoever looks at an older card decides nothing.

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::json;
use sqlx::SqliteConnection;

use super::{beside, bind, change, give_back, store};
use crate::actor::Actor;
use crate::app::App;
use crate::db::Tx;
use crate::error::Result;
use crate::ids::{LectureId, OccurrenceId, PersonId};
use crate::journal::{self, By};
use crate::lectures::lecture::{Entry, LectureState, Occurrence, Reason, State};
use crate::lectures::rules::{self, Act, Event, Refusal};
use crate::lectures::slots::off;
use crate::lectures::{catalogue, content, queue};
use crate::people;

/// What may become of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Decision {
    /// What is chosen for it may be posted.
    Approve,
    /// Nothing is posted until somebody says so.
    Hold,
    /// It goes its way again.
    LetGo,
    /// It is left out.
    Skip,
    /// This lecture instead; what was chosen keeps its place in the queue.
    Swap(LectureId),
    /// Its post is there.
    There,
    /// Its post is not there.
    Absent,
}

/// Decides what becomes of a date, as whoever looks at this card of it wants.
pub(super) async fn decide(
    app: &App,
    actor: &Actor,
    (id, card): (OccurrenceId, i64),
    decision: Decision,
) -> Result<()> {
    actor.must_be_owner()?;
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let act = match decision {
        Decision::Approve => Act::Approve,
        Decision::Hold => Act::Hold,
        Decision::LetGo => Act::LetGo,
        Decision::Skip => Act::Skip,
        Decision::Swap(_) => Act::Swap,
        Decision::There | Decision::Absent => Act::Clear,
    };
    let mut date = open(tx.conn().await?, (id, card), act, now).await?;
    let person = people::ensure(&mut tx, actor.user, Some(actor.lang), now).await?;
    let by = By::Person(person);
    match decision {
        Decision::Approve => {
            let lecture = date.lecture_id.ok_or(Refusal::Stale)?;
            approve(&mut tx, lecture, person, now).await?;
        }
        Decision::Hold => hold(&mut tx, &mut date, Reason::Owner, by, now).await?,
        Decision::LetGo => {
            // What they saw on the card is what they want posted.
            date.by_hand = true;
            let_go(&mut tx, &mut date, by, now).await?;
        }
        Decision::Skip => off::leave_out(&mut tx, &mut date, by, now).await?,
        Decision::Swap(lecture) => swap(&mut tx, &mut date, lecture, by, now).await?,
        Decision::There => is_there(&mut tx, app, &mut date, by, now).await?,
        Decision::Absent => is_absent(&mut tx, &mut date, by, now).await?,
    }
    tx.commit().await?;
    app.schedule_changed.notify_one();
    Ok(())
}

/// Approves a revision of a lecture before it is chosen for a date.
pub(super) async fn approve_ahead(
    app: &App,
    actor: &Actor,
    id: LectureId,
    revision: i64,
) -> Result<()> {
    actor.must_be_owner()?;
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let lecture = content::store::lecture(tx.conn().await?, id).await?;
    let lecture = lecture.ok_or(Refusal::UnknownLecture)?;
    if lecture.state == LectureState::Retired {
        return Err(Refusal::Retired.into());
    }
    if lecture.revision != revision {
        return Err(Refusal::OldCard.into());
    }
    let by = people::ensure(&mut tx, actor.user, Some(actor.lang), now).await?;
    approve(&mut tx, id, by, now).await?;
    tx.commit().await?;
    app.schedule_changed.notify_one();
    Ok(())
}

/// What could be posted on a date instead: whatever waits and is meant for no other date.
pub(super) async fn others(
    app: &App,
    actor: &Actor,
    (id, card): (OccurrenceId, i64),
) -> Result<Vec<Entry>> {
    actor.must_be_owner()?;
    let mut conn = app.db.read().await?;
    let date = open(&mut conn, (id, card), Act::Swap, app.now()).await?;
    let mut waiting = queue::store::entries(&mut conn).await?;
    let chosen = store::chosen(&mut conn, date.slot_id).await?;
    waiting.retain(|entry| {
        entry.slot_id == date.slot_id
            && is_free(&date, (entry.lecture_id, entry.pinned_on), &chosen)
    });
    Ok(waiting)
}

/// The date that a card shows, where it shows it as it is and this may still be decided of it.
async fn open(
    conn: &mut SqliteConnection,
    (id, card): (OccurrenceId, i64),
    act: Act,
    now: DateTime<Utc>,
) -> Result<Occurrence> {
    let date = store::occurrence(conn, id).await?;
    let date = date.ok_or(Refusal::Stale)?;
    if date.card != card {
        return Err(Refusal::OldCard.into());
    }
    let is_locked = rules::is_locked(date.due_at, now);
    rules::may(act, date.state, is_locked).map_err(Refusal::from)?;
    Ok(date)
}

/// Whether what waits could be posted on a date: it is meant for no other one.
fn is_free(
    date: &Occurrence,
    (lecture, pinned_on): (LectureId, Option<NaiveDate>),
    chosen: &[LectureId],
) -> bool {
    pinned_on.is_none_or(|on| on == date.local_date) && !chosen.contains(&lecture)
}

/// A lecture as it is now may be posted, in every slot. What waited only for that goes its way.
async fn approve(tx: &mut Tx, id: LectureId, by: PersonId, now: DateTime<Utc>) -> Result<()> {
    let lecture = content::store::lecture(tx.conn().await?, id).await?;
    let lecture = lecture.ok_or(Refusal::UnknownLecture)?;
    store::insert_approval(tx, id, lecture.revision, by, now).await?;
    let entry = journal::Entry {
        by: By::Person(by),
        kind: "lecture.approved",
        subject: &format!("lecture:{id}"),
        person: None,
        details: json!({"revision": lecture.revision}),
    };
    journal::record(tx, now, entry).await?;
    for mut date in store::with_lecture(tx, id).await? {
        if date.reason == Some(Reason::Unapproved) {
            let_go(tx, &mut date, By::Person(by), now).await?;
            continue;
        }
        date.card += 1;
        store::save(tx, &date).await?;
    }
    Ok(())
}

/// Nothing is posted on a date until it is let go, or until it is too late.
pub(super) async fn hold(
    tx: &mut Tx,
    date: &mut Occurrence,
    why: Reason,
    by: By,
    now: DateTime<Utc>,
) -> Result<()> {
    date.reason = Some(why);
    date.wake_at = rules::wake(State::Held, date.due_at);
    if date.state == State::Held {
        date.card += 1;
        return Ok(store::save(tx, date).await?);
    }
    change(
        tx,
        by,
        date,
        Event::Hold,
        json!({"reason": why.name()}),
        now,
    )
    .await
}

/// A date goes its way again: at its time, or as late as it is.
pub(super) async fn let_go(
    tx: &mut Tx,
    date: &mut Occurrence,
    by: By,
    now: DateTime<Utc>,
) -> Result<()> {
    date.reason = None;
    date.wake_at = rules::wake(State::Bound, date.due_at);
    change(tx, by, date, Event::LetGo, json!({}), now).await
}

/// A post of which nobody knew is there: members find its lecture.
async fn is_there(
    tx: &mut Tx,
    app: &App,
    date: &mut Occurrence,
    by: By,
    now: DateTime<Utc>,
) -> Result<()> {
    catalogue::enter(tx, date.id).await?;
    beside::announce(tx, app, date, now).await?;
    change(tx, by, date, Event::Arrive, json!({}), now).await
}

/// A post of which nobody knew is not there: its lecture goes back to the head of the queue, unless it
/// was taken back.
async fn is_absent(tx: &mut Tx, date: &mut Occurrence, by: By, now: DateTime<Utc>) -> Result<()> {
    let details = json!({"lecture": date.lecture_id});
    change(tx, by, date, Event::Deny, details, now).await?;
    give_back(tx, date, now).await?;
    bind::follow(tx, date.slot_id, by, now).await
}

async fn swap(
    tx: &mut Tx,
    date: &mut Occurrence,
    lecture: LectureId,
    by: By,
    now: DateTime<Utc>,
) -> Result<()> {
    let waiting = queue::store::waiting(tx, date.slot_id).await?;
    let chosen = store::chosen(tx.conn().await?, date.slot_id).await?;
    let is_it = |waits: &&(LectureId, Option<NaiveDate>)| waits.0 == lecture;
    let found = waiting.iter().find(is_it);
    if !found.is_some_and(|waits| is_free(date, *waits, &chosen)) {
        return Err(Refusal::NotWaiting.into());
    }
    let before = date.lecture_id.replace(lecture);
    date.by_hand = true;
    date.card += 1;
    store::save(tx, date).await?;
    let entry = journal::Entry {
        by,
        kind: "occurrence.swapped",
        subject: &super::subject(date.id),
        person: None,
        details: json!({"from": before, "to": lecture}),
    };
    journal::record(tx, now, entry).await?;
    bind::follow(tx, date.slot_id, by, now).await
}
