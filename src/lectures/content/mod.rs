//! What lectures are made of: written as drafts, made ready, found.

pub(super) mod cards;
pub(super) mod commands;
pub(super) mod store;

use serde_json::json;

use super::lecture::{Lecture, LectureState};
use super::rules::{self, Refusal};
use crate::actor::Actor;
use crate::app::App;
use crate::error::Result;
use crate::ids::{LectureId, SlotId};
use crate::input;
use crate::journal::{self, By};
use crate::people;
use crate::text::Text;

/// What an owner types to add a lecture.
#[derive(Clone, Copy, Debug)]
pub struct LectureForm<'a> {
    /// What it is a part of.
    pub series: &'a str,
    /// Which part.
    pub number: i64,
    /// What it is called.
    pub title: &'a str,
    /// Where the video is.
    pub url: &'a str,
    /// How long it takes.
    pub minutes: Option<i64>,
    /// What it is about; may be empty.
    pub summary: &'a str,
}

/// Remembers a lecture as a draft.
pub async fn add_lecture(app: &App, actor: &Actor, form: &LectureForm<'_>) -> Result<Lecture> {
    actor.must_be_owner()?;
    let series = input::line(
        &Text::new("lecture-what-series"),
        form.series,
        rules::MAX_SERIES,
    )?;
    let number = rules::number(form.number)?;
    let title = input::line(&Text::new("input-what-title"), form.title, rules::MAX_TITLE)?;
    let url = input::line(&Text::new("lecture-what-url"), form.url, rules::MAX_URL)?;
    let url = rules::video_url(&url)?;
    let minutes = rules::minutes(form.minutes)?;
    let what = Text::new("lecture-what-summary");
    let summary = input::optional_paragraph(&what, form.summary, rules::MAX_SUMMARY)?;
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let by = people::ensure(&mut tx, actor.user, Some(actor.lang), now).await?;
    let new = LectureForm {
        series: &series,
        number,
        title: &title,
        url: &url,
        minutes,
        summary: &summary,
    };
    let Some(id) = store::insert_lecture(&mut tx, &new, by, now).await? else {
        return Err(Refusal::NumberTaken { series, number }.into());
    };
    let entry = journal::Entry {
        by: By::Person(by),
        kind: "lecture.added",
        subject: &format!("lecture:{id}"),
        person: None,
        details: json!({"number": number}),
    };
    journal::record(&mut tx, now, entry).await?;
    tx.commit().await?;
    Ok(Lecture {
        id,
        series,
        number,
        title,
        summary,
        video_url: url,
        minutes,
        state: LectureState::Draft,
        revision: 1,
    })
}

/// Lets a draft be queued.
pub async fn mark_ready(app: &App, actor: &Actor, id: LectureId) -> Result<Lecture> {
    actor.must_be_owner()?;
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let found = store::lecture(tx.conn().await?, id).await?;
    let mut lecture = found.ok_or(Refusal::NoSuchLecture)?;
    lecture.state = rules::ready(lecture.state)?;
    store::set_lecture_state(&mut tx, id, lecture.state).await?;
    let by = people::ensure(&mut tx, actor.user, Some(actor.lang), now).await?;
    let entry = journal::Entry {
        by: By::Person(by),
        kind: "lecture.readied",
        subject: &format!("lecture:{id}"),
        person: None,
        details: json!({}),
    };
    journal::record(&mut tx, now, entry).await?;
    tx.commit().await?;
    Ok(lecture)
}

/// Lectures of one state whose name or title has `typed` in it, newest first; for a slot, without
/// those that are queued in it or were posted there. As many as Discord offers at once.
pub async fn find_lectures(
    app: &App,
    actor: &Actor,
    state: LectureState,
    typed: &str,
    slot: Option<SlotId>,
) -> Result<Vec<Lecture>> {
    actor.must_be_owner()?;
    let mut conn = app.db.read().await?;
    Ok(store::lectures_like(&mut conn, state, typed.trim(), slot, 25).await?)
}
