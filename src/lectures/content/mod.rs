//! What lectures are made of: written as drafts, changed, made ready, found.

pub(super) mod cards;
pub(super) mod commands;
mod editing;
mod forms;
mod listing;
pub(super) mod review;
pub(super) mod store;

use chrono::{DateTime, Utc};
use serde_json::json;

use super::lecture::{Called, Lecture, LectureState, State};
use super::release::bind;
use super::rules::{self, Content, LectureForm, Refusal};
use crate::actor::Actor;
use crate::app::App;
use crate::db::Tx;
use crate::error::Result;
use crate::ids::{LectureId, PersonId, SlotId};
use crate::journal::{self, By};
use crate::people;

pub(super) use commands::{press, submit};
#[cfg(test)]
pub(super) use editing::Looked;
pub(super) use editing::{Said, write};

/// What is written down of a change of a lecture's content or state.
const CHANGES: [&str; 4] = [
    "lecture.added",
    "lecture.edited",
    "lecture.readied",
    "lecture.drafted",
];

/// Remembers a lecture as a draft.
pub async fn add_lecture(app: &App, actor: &Actor, form: &LectureForm<'_>) -> Result<Lecture> {
    actor.must_be_owner()?;
    let content = read(app, form)?;
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let by = people::ensure(&mut tx, actor.user, Some(actor.lang), now).await?;
    let lecturer = match form.lecturer {
        Some(user) => Some(people::ensure(&mut tx, user, None, now).await?),
        None => None,
    };
    let draft = LectureState::Draft;
    let added = store::insert_lecture(&mut tx, &content, (by, lecturer), draft, now).await?;
    let Some(id) = added else {
        let (series, number) = (content.series, content.number);
        return Err(Refusal::NumberTaken { series, number }.into());
    };
    let details = json!({"number": content.number});
    record(&mut tx, by, "lecture.added", id, details, now).await?;
    let lecture = known(&mut tx, id).await?;
    tx.commit().await?;
    app.schedule_changed.notify_one();
    Ok(lecture)
}

/// Lets a draft be queued.
pub async fn mark_ready(app: &App, actor: &Actor, id: LectureId) -> Result<Lecture> {
    actor.must_be_owner()?;
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let mut lecture = known(&mut tx, id).await?;
    lecture.state = rules::ready(lecture.state)?;
    set_state(&mut tx, actor, &lecture, now).await?;
    tx.commit().await?;
    app.schedule_changed.notify_one();
    Ok(lecture)
}

/// Makes a lecture that is ready a draft again: it keeps its place in queues, and others go before it.
///
/// # Errors
/// Refused for everyone but the owner, for what is out, and where a date takes it come what may.
pub(super) async fn back_to_draft(app: &App, actor: &Actor, id: LectureId) -> Result<Lecture> {
    actor.must_be_owner()?;
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let mut lecture = known(&mut tx, id).await?;
    let dates = store::dates(tx.conn().await?, id).await?;
    rules::editable(&dates, now)?;
    lecture.state = rules::draft(lecture.state, rules::is_out(&dates))?;
    set_state(&mut tx, actor, &lecture, now).await?;
    // Whatever has it now does not follow the queue.
    let left = store::dates(tx.conn().await?, id).await?;
    if left
        .iter()
        .any(|(state, _)| matches!(state, State::Bound | State::Held))
    {
        return Err(Refusal::KeptForDate.into());
    }
    tx.commit().await?;
    app.schedule_changed.notify_one();
    Ok(lecture)
}

/// Lectures of some states whose name or title has `typed` in it, newest first; for a slot, without
/// those that are queued in it or were posted there. As many as Discord offers at once.
pub(super) async fn find_lectures(
    app: &App,
    actor: &Actor,
    states: &[LectureState],
    typed: &str,
    slot: Option<SlotId>,
) -> Result<Vec<Called>> {
    actor.must_be_owner()?;
    let mut conn = app.db.read().await?;
    Ok(store::lectures_like(&mut conn, states, typed.trim(), slot, 25).await?)
}

/// What was typed of a lecture, checked.
pub(super) fn read(app: &App, form: &LectureForm<'_>) -> Result<Content> {
    Content::read(form, |typed| app.config.track(typed).map(str::to_owned))
}

async fn known(tx: &mut Tx, id: LectureId) -> Result<Lecture> {
    let found = store::lecture(tx.conn().await?, id).await?;
    Ok(found.ok_or(Refusal::UnknownLecture)?)
}

/// Writes down a lecture's new state; dates to come follow.
async fn set_state(
    tx: &mut Tx,
    actor: &Actor,
    lecture: &Lecture,
    now: DateTime<Utc>,
) -> Result<()> {
    store::set_lecture_state(tx, lecture.id, lecture.state).await?;
    let by = people::ensure(tx, actor.user, Some(actor.lang), now).await?;
    let kind = match lecture.state {
        LectureState::Draft => "lecture.drafted",
        LectureState::Ready => "lecture.readied",
        LectureState::Retired => "lecture.retired",
    };
    record(tx, by, kind, lecture.id, json!({}), now).await?;
    for slot in store::waits_in(tx, lecture.id).await? {
        bind::follow(tx, slot, By::Person(by), now).await?;
    }
    Ok(())
}

pub(super) async fn record(
    tx: &mut Tx,
    by: PersonId,
    kind: &'static str,
    id: LectureId,
    details: serde_json::Value,
    now: DateTime<Utc>,
) -> Result<()> {
    let entry = journal::Entry {
        by: By::Person(by),
        kind,
        subject: &format!("lecture:{id}"),
        person: None,
        details,
    };
    journal::record(tx, now, entry).await?;
    Ok(())
}
