//! Changing a lecture: what is named becomes different, and nothing else.

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::json;

use super::store;
use super::{CHANGES, known, record};
use crate::actor::Actor;
use crate::app::App;
use crate::db::Tx;
use crate::error::Result;
use crate::ids::{LectureId, PersonId, UserId};
use crate::input;
use crate::journal;
use crate::lectures::catalogue;
use crate::lectures::lecture::{Lecture, LectureState};
use crate::lectures::release::revise::{self, Corrected};
use crate::lectures::rules::{self, Changes, Content, MAX_NOTE, Refusal};
use crate::people;
use crate::text::Text;

/// So soon the same correction again is taken for a slip: it would notify everybody twice.
const AGAIN: TimeDelta = TimeDelta::minutes(10);

/// What the owner wants different of a lecture.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Change<'a> {
    /// What is said of it.
    pub(super) what: Changes<'a>,
    /// Whose lecture it is.
    pub(super) lecturer: Option<UserId>,
    /// Why, for viewers; needed where they have seen it.
    pub(super) note: &'a str,
    /// Something was wrong: whoever was notified of it is notified of that.
    pub(super) is_correction: bool,
    /// The version that was looked at; `None` changes whatever there is.
    pub(super) version: Option<i64>,
}

/// What is written down of a change, checked.
#[derive(Clone, Copy, Debug)]
pub(in crate::lectures) struct Said<'a> {
    /// What is said of the lecture from now on.
    pub(in crate::lectures) content: &'a Content,
    /// Whose it is from now on, where that changes.
    pub(in crate::lectures) lecturer: Option<UserId>,
    /// Why, for viewers; may be empty where they have not seen it.
    pub(in crate::lectures) note: &'a str,
    /// Something was wrong with what they have seen.
    pub(in crate::lectures) is_correction: bool,
}

/// A lecture as its owner sees it.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::lectures) struct Looked {
    /// What it is.
    pub(in crate::lectures) lecture: Lecture,
    /// Whether it was posted.
    pub(in crate::lectures) is_out: bool,
    /// What was just changed had been approved, and must be anew.
    pub(in crate::lectures) has_lost_approval: bool,
    /// Where it was just said that something was wrong.
    pub(in crate::lectures) corrected: Vec<Corrected>,
}

/// A lecture, for its owner.
pub(super) async fn look(app: &App, actor: &Actor, id: LectureId) -> Result<Looked> {
    actor.must_be_owner()?;
    let mut conn = app.db.read().await?;
    let lecture = store::lecture(&mut conn, id).await?;
    Ok(Looked {
        lecture: lecture.ok_or(Refusal::UnknownLecture)?,
        is_out: rules::is_out(&store::dates(&mut conn, id).await?),
        has_lost_approval: false,
        corrected: Vec::new(),
    })
}

/// Changes a lecture. What viewers see of it is a new revision, which was approved by nobody.
///
/// # Errors
/// Refused for everyone but the owner, where it cannot be so, where others were faster, and from a
/// quarter of an hour before it is posted.
pub(super) async fn edit(
    app: &App,
    actor: &Actor,
    id: LectureId,
    change: &Change<'_>,
) -> Result<Looked> {
    actor.must_be_owner()?;
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let before = known(&mut tx, id).await?;
    if before.state == LectureState::Retired {
        return Err(Refusal::Retired.into());
    }
    if change.version.is_some_and(|seen| seen != before.version) {
        return Err(changed(&mut tx, id, now).await?.into());
    }
    let was = Content::of(&before);
    let track = |typed: &str| app.config.track(typed).map(str::to_owned);
    let content = Content::changed(Some(&was), &change.what, track)?;
    let lecturer = change
        .lecturer
        .filter(|user| before.lecturer != Some(*user));
    // What is wrong may be in the video alone.
    if content == was && lecturer.is_none() && !change.is_correction {
        return Err(Refusal::NothingChanged.into());
    }
    let what = Text::new("content-what-note");
    let note = input::optional_paragraph(&what, change.note, MAX_NOTE)?;
    if change.is_correction && content == was {
        must_not_repeat(&mut tx, id, &note, now).await?;
    }
    let said = Said {
        content: &content,
        lecturer,
        note: &note,
        is_correction: change.is_correction,
    };
    let by = people::ensure(&mut tx, actor.user, Some(actor.lang), now).await?;
    let looked = write(&mut tx, app, &before, &said, by, now).await?;
    tx.commit().await?;
    app.schedule_changed.notify_one();
    Ok(looked)
}

/// Writes down what is said of a lecture from now on, as long as nothing is about to take it; where it is
/// out, it is said there as well.
pub(in crate::lectures) async fn write(
    tx: &mut Tx,
    app: &App,
    before: &Lecture,
    said: &Said<'_>,
    by: PersonId,
    now: DateTime<Utc>,
) -> Result<Looked> {
    let (id, content, was) = (before.id, said.content, Content::of(before));
    let dates = store::dates(tx.conn().await?, id).await?;
    rules::editable(&dates, now)?;
    let (series, number) = (content.series.clone(), content.number);
    if store::is_number_taken(tx, &series, number, id).await? {
        return Err(Refusal::NumberTaken { series, number }.into());
    }
    let lecturer = match said.lecturer {
        Some(user) => Some(people::ensure(tx, user, None, now).await?),
        None => None,
    };
    let is_out = rules::is_out(&dates);
    let is_revised = said.is_correction || !content.looks_like(&was);
    let revision = before.revision + i64::from(is_revised);
    store::update_lecture(tx, id, content, (revision, lecturer)).await?;
    if is_revised && is_out {
        if said.note.is_empty() {
            return Err(Refusal::NeedsNote.into());
        }
        let why = (said.note, said.is_correction);
        store::insert_revision(tx, (id, revision), why, by, now).await?;
    }
    if content.track != was.track {
        catalogue::enter_anew(tx, id).await?;
    }
    // What is out waits for nobody's word.
    let has_lost_approval =
        is_revised && !is_out && store::is_approved(tx.conn().await?, id, before.revision).await?;
    store::show_again(tx, id).await?;
    let details = json!({"revision": revision, "version": before.version + 1});
    record(tx, by, "lecture.edited", id, details, now).await?;
    let lecture = known(tx, id).await?;
    if is_out && (is_revised || content.track != was.track) {
        revise::show(tx, app, &lecture, now).await?;
    }
    let corrected = if said.is_correction {
        revise::correct(tx, app, &lecture, now).await?
    } else {
        Vec::new()
    };
    Ok(Looked {
        lecture,
        is_out,
        has_lost_approval,
        corrected,
    })
}

/// The same was not said to everybody just now.
async fn must_not_repeat(tx: &mut Tx, id: LectureId, note: &str, now: DateTime<Utc>) -> Result<()> {
    let last = store::last_revision(tx.conn().await?, id).await?;
    match last.filter(|last| last.is_correction && last.note == note && last.at + AGAIN > now) {
        Some(last) => Err(Refusal::CorrectedJustNow { at: last.at }.into()),
        None => Ok(()),
    }
}

/// Others were faster: who, and when.
async fn changed(tx: &mut Tx, id: LectureId, now: DateTime<Utc>) -> Result<Refusal> {
    let subject = format!("lecture:{id}");
    let last = journal::last(tx.conn().await?, &subject, &CHANGES).await?;
    Ok(Refusal::LectureChanged {
        by: last.as_ref().and_then(|line| line.actor),
        at: last.map_or(now, |line| line.at),
    })
}
