//! Stars and words for a lecture: of members who may watch it, for its lecturer and the owner only. Those who
//! give it or run the salon give it none. Of few the stars are kept back, for they would show whose they are.

use sqlx::SqliteConnection;

use super::store;
use crate::actor::Actor;
use crate::app::App;
use crate::error::Result;
use crate::ids::LectureId;
use crate::input;
use crate::lectures::content;
use crate::lectures::lecture::Lecture;
use crate::lectures::rules::Refusal;
use crate::lectures::watching::{self, Of};
use crate::people;
use crate::text::Text;

/// In characters.
pub(super) const MAX_COMMENT: u16 = 1_000;

/// Of fewer it could be guessed whose stars they are.
pub(super) const ENOUGH: usize = 3;

/// A lecture, and what somebody gave it.
#[derive(Debug)]
pub(in crate::lectures) struct Rated {
    pub(in crate::lectures) lecture: Lecture,
    /// Their stars and words, once they gave some.
    pub(in crate::lectures) own: Option<(i64, String)>,
}

/// What everybody gave a lecture.
#[derive(Debug)]
pub(in crate::lectures) struct Ratings {
    pub(in crate::lectures) lecture: Lecture,
    /// Newest first; words that were not said are empty.
    pub(in crate::lectures) all: Vec<(i64, String)>,
}

impl Ratings {
    /// Whether there are enough for their stars to be seen. Words are meant for whoever reads them and are
    /// seen at once.
    pub(in crate::lectures) fn shows_stars(&self) -> bool {
        self.all.len() >= ENOUGH
    }
}

/// What they gave a lecture that they may watch.
pub(in crate::lectures) async fn own(app: &App, actor: &Actor, id: LectureId) -> Result<Rated> {
    let mut conn = app.db.read().await?;
    must_rate(&mut conn, app, actor, id).await?;
    let lecture = content::store::lecture(&mut conn, id).await?;
    let own = match people::find(&mut conn, actor.user).await? {
        Some(person) => store::rating(&mut conn, id, person).await?,
        None => None,
    };
    Ok(Rated {
        lecture: lecture.ok_or(Refusal::NotOut)?,
        own,
    })
}

/// Gives it stars; the last ones count.
pub(in crate::lectures) async fn rate(
    app: &App,
    actor: &Actor,
    id: LectureId,
    stars: i64,
) -> Result<Rated> {
    if !(1..=5).contains(&stars) {
        return Err(Refusal::Stale.into());
    }
    must_rate(&mut *app.db.read().await?, app, actor, id).await?;
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let person = people::ensure(&mut tx, actor.user, Some(actor.lang), now).await?;
    store::rate(&mut tx, (id, person), stars, now).await?;
    tx.commit().await?;
    own(app, actor, id).await
}

/// Says something to its lecturer, beside the stars; an empty text takes back what was said.
pub(in crate::lectures) async fn comment(
    app: &App,
    actor: &Actor,
    id: LectureId,
    typed: &str,
) -> Result<Rated> {
    let what = Text::new("rate-what-comment");
    let comment = input::optional_paragraph(&what, typed, MAX_COMMENT.into())?;
    must_rate(&mut *app.db.read().await?, app, actor, id).await?;
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let person = people::ensure(&mut tx, actor.user, Some(actor.lang), now).await?;
    if !store::comment(&mut tx, (id, person), &comment, now).await? {
        return Err(Refusal::StarsFirst.into());
    }
    tx.commit().await?;
    own(app, actor, id).await
}

/// Lets only those go on who may watch it, and neither give it nor run the salon.
async fn must_rate(
    conn: &mut SqliteConnection,
    app: &App,
    actor: &Actor,
    id: LectureId,
) -> Result<()> {
    watching::watchable(conn, app, actor, Of::Lecture(id)).await?;
    if actor.is_staff() || is_lecturers(conn, actor, id).await? {
        return Err(Refusal::OnlyMembersRate.into());
    }
    Ok(())
}

/// What everybody gave it, without who; for its lecturer and the owner.
pub(in crate::lectures) async fn ratings(
    app: &App,
    actor: &Actor,
    id: LectureId,
) -> Result<Ratings> {
    let mut conn = app.db.read().await?;
    if !is_lecturers(&mut conn, actor, id).await? {
        return Err(Refusal::NotLecturer.into());
    }
    let lecture = content::store::lecture(&mut conn, id).await?;
    let all = store::ratings(&mut conn, id).await?;
    Ok(Ratings {
        lecture: lecture.ok_or(Refusal::UnknownLecture)?,
        all,
    })
}

/// Whether it is their lecture, or they are the owner, who sees all.
pub(in crate::lectures) async fn is_lecturers(
    conn: &mut SqliteConnection,
    actor: &Actor,
    id: LectureId,
) -> Result<bool> {
    if actor.is_owner {
        return Ok(true);
    }
    let lecturer = store::lecturer(conn, id).await?;
    let person = people::find(conn, actor.user).await?;
    Ok(person.is_some() && lecturer == person)
}
