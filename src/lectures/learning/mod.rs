//! What members do with lectures: private, and nobody is ranked by it.

mod store;

use super::catalogue;
use super::watching::{self, Of};
use crate::actor::Actor;
use crate::app::App;
use crate::command::Press;
use crate::error::Result;
use crate::ids::LectureId;
use crate::people;
use crate::text::Text;

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

/// `lecture:watched:OCCURRENCE` under a post, `lecture:watched-l:LECTURE` and
/// `lecture:unwatched:LECTURE` under a lecture that is shown: shows it with what was done.
pub(super) async fn press(press: &Press<'_>) -> Result<()> {
    let incoming = press.incoming;
    let (app, actor) = (&incoming.app, &incoming.actor);
    let (lecture, done) = match press.action {
        "unwatched" => {
            let lecture = press.id.read(0)?;
            unmark(app, actor, lecture).await?;
            (lecture, Text::new("learning-unmarked"))
        }
        "watched-l" => {
            let of = Of::Lecture(press.id.read(0)?);
            (mark(app, actor, of).await?, Text::new("learning-marked"))
        }
        _ => {
            let of = Of::Date(press.id.read(0)?);
            (mark(app, actor, of).await?, Text::new("learning-marked"))
        }
    };
    let shown = catalogue::show(app, actor, lecture).await?;
    let today = catalogue::today(app);
    let lang = incoming.lang();
    let message = catalogue::cards::shown(&app.config, &shown, today, Some(&done), lang);
    press.update(&message).await
}
