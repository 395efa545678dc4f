//! Changing a lecture: what is named becomes different, and nothing else.

use serde_json::json;

use super::store;
use super::{CHANGES, known, record};
use crate::actor::Actor;
use crate::app::App;
use crate::db::Tx;
use crate::error::Result;
use crate::ids::{LectureId, UserId};
use crate::input;
use crate::journal;
use crate::lectures::catalogue;
use crate::lectures::lecture::{Lecture, LectureState};
use crate::lectures::rules::{self, Content, LectureForm, Refusal};
use crate::people;
use crate::text::Text;

/// A word on why what is out was changed, in characters.
pub(super) const MAX_NOTE: usize = 300;

/// What the owner wants different of a lecture, as typed; what is `None` stays.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Change<'a> {
    /// What it is a part of.
    pub(super) series: Option<&'a str>,
    /// Which part.
    pub(super) number: Option<i64>,
    /// What it is called.
    pub(super) title: Option<&'a str>,
    /// Where the video is.
    pub(super) url: Option<&'a str>,
    /// How long it takes.
    pub(super) minutes: Option<i64>,
    /// What it is about.
    pub(super) summary: Option<&'a str>,
    /// Where its slides are.
    pub(super) slides: Option<&'a str>,
    /// Whose plan opens it.
    pub(super) track: Option<&'a str>,
    /// By when somebody should look whether it still holds.
    pub(super) review_by: Option<&'a str>,
    /// Where its parts begin.
    pub(super) chapters: Option<&'a str>,
    /// Whose lecture it is.
    pub(super) lecturer: Option<UserId>,
    /// Why, for viewers; needed where they have seen it.
    pub(super) note: &'a str,
    /// The version that was looked at; `None` changes whatever there is.
    pub(super) version: Option<i64>,
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
        return Err(changed(&mut tx, id, app).await?.into());
    }
    let content = changed_content(app, &before, change)?;
    let is_same_lecturer = change.lecturer.is_none() || change.lecturer == before.lecturer;
    let was = Content::of(&before);
    if content == was && is_same_lecturer {
        return Err(Refusal::NothingChanged.into());
    }
    let dates = store::dates(tx.conn().await?, id).await?;
    rules::editable(&dates, now)?;
    let (series, number) = (content.series.clone(), content.number);
    if store::is_number_taken(&mut tx, &series, number, id).await? {
        return Err(Refusal::NumberTaken { series, number }.into());
    }
    let by = people::ensure(&mut tx, actor.user, Some(actor.lang), now).await?;
    let lecturer = match change.lecturer.filter(|_| !is_same_lecturer) {
        Some(user) => Some(people::ensure(&mut tx, user, None, now).await?),
        None => None,
    };
    let is_out = rules::is_out(&dates);
    let is_revised = !content.looks_like(&was);
    let revision = before.revision + i64::from(is_revised);
    store::update_lecture(&mut tx, id, &content, (revision, lecturer)).await?;
    if is_revised && is_out {
        let what = Text::new("content-what-note");
        let note = input::optional_paragraph(&what, change.note, MAX_NOTE)?;
        if note.is_empty() {
            return Err(Refusal::NeedsNote.into());
        }
        store::insert_revision(&mut tx, (id, revision), &note, by, now).await?;
    }
    if content.track != was.track {
        catalogue::enter_anew(&mut tx, id).await?;
    }
    let has_lost_approval = is_revised && store::is_approved(&mut tx, id, before.revision).await?;
    store::show_again(&mut tx, id).await?;
    let details = json!({"revision": revision, "version": before.version + 1});
    record(&mut tx, by, "lecture.edited", id, details, now).await?;
    let lecture = known(&mut tx, id).await?;
    tx.commit().await?;
    app.schedule_changed.notify_one();
    Ok(Looked {
        lecture,
        is_out,
        has_lost_approval,
    })
}

/// What is said of a lecture when what was typed is different.
fn changed_content(app: &App, before: &Lecture, change: &Change<'_>) -> Result<Content> {
    let review_by = before.review_by.map(|day| day.to_string());
    let chapters = rules::chapter_lines(&before.chapters);
    let of = |typed: Option<&str>, was: Option<&str>| -> String {
        typed.or(was).unwrap_or_default().to_owned()
    };
    let (slides, track) = (
        of(change.slides, before.slides_url.as_deref()),
        of(change.track, before.track.as_deref()),
    );
    let form = LectureForm {
        series: change.series.unwrap_or(&before.series),
        number: change.number.unwrap_or(before.number),
        title: change.title.unwrap_or(&before.title),
        url: change.url.unwrap_or(&before.video_url),
        minutes: change.minutes.or(before.minutes),
        summary: change.summary.unwrap_or(&before.summary),
        slides: &slides,
        track: &track,
        review_by: &of(change.review_by, review_by.as_deref()),
        chapters: change.chapters.unwrap_or(&chapters),
        lecturer: None,
    };
    Content::read(&form, |typed| {
        // The settings may no longer have the one that it has.
        let kept = before.track.as_deref().filter(|kept| *kept == typed);
        kept.or_else(|| app.config.track(typed)).map(str::to_owned)
    })
}

/// Others were faster: who, and when.
async fn changed(tx: &mut Tx, id: LectureId, app: &App) -> Result<Refusal> {
    let subject = format!("lecture:{id}");
    let last = journal::last(tx.conn().await?, &subject, &CHANGES).await?;
    Ok(Refusal::LectureChanged {
        by: last.as_ref().and_then(|line| line.actor),
        at: last.map_or(app.now(), |line| line.at),
    })
}
