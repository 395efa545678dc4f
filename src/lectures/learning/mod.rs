//! What members do with lectures: private, and nobody is ranked by it.

mod cards;
pub(super) mod checks;
pub(super) mod commands;
mod log;
mod press;
mod rating;
mod store;

use sqlx::SqliteConnection;

use super::watching::{self, Of};
use crate::actor::Actor;
use crate::app::App;
use crate::error::Result;
use crate::ids::LectureId;
use crate::people;

pub(super) use press::{press, submit};
pub(super) use rating::is_lecturers;

/// Marks a lecture that they may watch as watched; one that is marked keeps its day.
pub(super) async fn mark(app: &App, actor: &Actor, of: Of) -> Result<LectureId> {
    let found = watching::watchable(&mut *app.db.read().await?, app, actor, of).await?;
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let person = people::ensure(&mut tx, actor.user, Some(actor.lang), now).await?;
    store::mark(&mut tx, person, found.lecture, now).await?;
    tx.commit().await?;
    Ok(found.lecture)
}

/// Takes their mark back, if there is one.
pub(super) async fn unmark(app: &App, actor: &Actor, lecture: LectureId) -> Result<()> {
    let Some(person) = people::find(&mut *app.db.read().await?, actor.user).await? else {
        return Ok(());
    };
    let mut tx = app.db.begin().await?;
    store::unmark(&mut tx, person, lecture).await?;
    tx.commit().await?;
    Ok(())
}

/// Whether there are questions about a lecture.
pub(super) async fn has_checks(conn: &mut SqliteConnection, lecture: LectureId) -> Result<bool> {
    Ok(!store::items(conn, lecture).await?.is_empty())
}
