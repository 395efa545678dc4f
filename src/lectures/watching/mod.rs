//! Watching: who may see a video now, and who did.

pub(super) mod cards;
mod links;
mod store;

use chrono::TimeDelta;
use sqlx::SqliteConnection;

use super::cards::track;
use super::content;
use super::lecture::State;
use super::rules::{self, Refusal};
use crate::actor::Actor;
use crate::app::App;
use crate::command::Press;
use crate::error::Result;
use crate::ids::{LectureId, OccurrenceId, UserId};
use crate::memberships::{self, Access};
use crate::people;
use crate::text::Lang;
pub(super) use links::Link;
pub use links::{follow, is_link_open};
pub(super) use links::{forget, next_to_forget};

/// Whoever presses again so soon opens it once.
const ONCE: TimeDelta = TimeDelta::minutes(1);

/// What somebody points at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Of {
    /// The post of one date.
    Date(OccurrenceId),
    /// A lecture that is out.
    Lecture(LectureId),
}

/// A video that was opened.
#[derive(Debug)]
pub struct Opened {
    pub(super) series: String,
    pub(super) number: i64,
    pub(super) title: String,
    pub(super) link: Link,
    /// Where its slides are.
    pub(super) slides: Option<String>,
    /// Opened by somebody who runs the salon.
    pub(super) is_staff: bool,
}

/// A lecture that somebody may watch now.
#[derive(Debug)]
pub(super) struct Watchable {
    /// Which.
    pub(super) lecture: LectureId,
    /// Where it was posted.
    pub(super) occurrence: OccurrenceId,
    /// The tracks under which it was.
    pub(super) tracks: Vec<String>,
}

/// Opens the video of a posted lecture: for whoever runs the salon, and for whom a plan opens it
/// now.
pub async fn watch(app: &App, actor: &Actor, of: Of) -> Result<Opened> {
    let now = app.now();
    let mut conn = app.db.read().await?;
    let found = watchable(&mut conn, app, actor, of).await?;
    let lecture = content::store::lecture(&mut conn, found.lecture).await?;
    let lecture = lecture.ok_or(Refusal::Stale)?;
    drop(conn);
    let is_staff = actor.is_staff();
    let way = links::way(app, &lecture.video_url, now)?;
    let mut tx = app.db.begin().await?;
    let opening = store::Opening {
        occurrence: found.occurrence,
        lecture: found.lecture,
        person: people::ensure(&mut tx, actor.user, Some(actor.lang), now).await?,
        is_staff,
    };
    let opening = match store::opened_since(&mut tx, &opening, now - ONCE).await? {
        Some(known) => known,
        None => store::insert_opening(&mut tx, &opening, now).await?,
    };
    let link = links::issue(&mut tx, app, way, opening, lecture.video_url, now).await?;
    tx.commit().await?;
    Ok(Opened {
        series: lecture.series,
        number: lecture.number,
        title: lecture.title,
        link,
        slides: lecture.slides_url,
        is_staff,
    })
}

/// The tracks under which members find a lecture, and where it was posted first under each.
pub(super) async fn found_under(
    conn: &mut SqliteConnection,
    lecture: LectureId,
) -> Result<Vec<(String, OccurrenceId)>> {
    Ok(store::found_under(conn, lecture).await?)
}

/// Watch, wherever it was pressed.
pub(super) async fn press(press: &Press<'_>, of: Of) -> Result<()> {
    let incoming = press.incoming;
    let opened = watch(&incoming.app, &incoming.actor, of).await?;
    let lang = incoming.lang();
    incoming.reply(&cards::opened(&opened, lang)).await
}

/// What they point at, if it is out and they may watch it now.
pub(super) async fn watchable(
    conn: &mut SqliteConnection,
    app: &App,
    actor: &Actor,
    of: Of,
) -> Result<Watchable> {
    let found = find(conn, of).await?;
    if !actor.is_staff() {
        must_open(conn, app, (actor.user, actor.lang), &found.tracks).await?;
    }
    Ok(found)
}

/// What they point at, if it is out.
pub(super) async fn find(conn: &mut SqliteConnection, of: Of) -> Result<Watchable> {
    let (lecture, dated) = match of {
        Of::Lecture(lecture) => (lecture, None),
        Of::Date(id) => {
            let found = store::dated(conn, id).await?;
            let found = found.filter(|found| rules::is_watchable(found.state));
            let found = found.ok_or(Refusal::Stale)?;
            (found.lecture_id, Some((found, id)))
        }
    };
    let under = store::found_under(conn, lecture).await?;
    let mut occurrence = under.first().map(|(_, id)| *id);
    let mut tracks: Vec<_> = under.into_iter().map(|(track, _)| track).collect();
    if let Some((found, id)) = dated {
        occurrence = Some(id);
        let known = tracks.iter().position(|track| *track == found.track);
        if let Some(known) = known {
            // The post's own is named first.
            tracks.swap(0, known);
        } else if tracks.is_empty() || found.state != State::Posted {
            // What is on its way is not in the catalogue yet.
            tracks.insert(0, found.track);
        }
    }
    Ok(Watchable {
        lecture,
        occurrence: occurrence.ok_or(Refusal::NotOut)?,
        tracks,
    })
}

/// Lets only those go on for whom a plan opens one of these tracks now; says to others what they
/// miss.
async fn must_open(
    conn: &mut SqliteConnection,
    app: &App,
    (user, lang): (UserId, Lang),
    tracks: &[String],
) -> Result<()> {
    let rights = memberships::rights(conn, user, app.now()).await?;
    let Some((key, access)) = rights.nearest(tracks) else {
        return Err(Refusal::NotOut.into());
    };
    let track = track(&app.config, key, lang).to_owned();
    Err(match access {
        Access::Open => return Ok(()),
        Access::Ahead(from) => Refusal::PlanAhead { track, from },
        Access::Ended(at) => Refusal::PlanEnded { track, at },
        Access::Other => Refusal::OtherPlan { track },
        Access::Nothing => Refusal::NoPlan,
    }
    .into())
}
