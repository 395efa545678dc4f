//! Questions about a lecture: asked by whoever may watch it, listed to whoever gives it.

use crate::command::{Incoming, Press};
use crate::error::Result;
use crate::ids::LectureId;
use crate::lectures::rules::{Refusal, name};
use crate::lectures::watching::{self, Of};
use crate::lectures::{content, learning};
use crate::questions;
use crate::text::Text;

/// `lecture:ask:OCCURRENCE` under a post and `lecture:ask-l:LECTURE` where a lecture is shown open the
/// form; `lecture:asked:LECTURE` lists what was asked.
pub(super) async fn press(press: &Press<'_>) -> Result<()> {
    let incoming = press.incoming;
    match press.action {
        "ask" => open(incoming, Of::Date(press.id.read(0)?)).await,
        "ask-l" => open(incoming, Of::Lecture(press.id.read(0)?)).await,
        _ => list(press, press.id.read(0)?).await,
    }
}

async fn open(incoming: &Incoming, of: Of) -> Result<()> {
    let (app, actor) = (&incoming.app, &incoming.actor);
    let found = watching::watchable(&mut *app.db.read().await?, app, actor, of).await?;
    let draft = questions::begin_about(app, actor, found.lecture).await?;
    incoming
        .open(&questions::form_about(draft, incoming.lang()))
        .await
}

async fn list(press: &Press<'_>, id: LectureId) -> Result<()> {
    let incoming = press.incoming;
    let app = &incoming.app;
    let mut conn = app.db.read().await?;
    if !learning::is_lecturers(&mut conn, &incoming.actor, id).await? {
        return Err(Refusal::NotLecturer.into());
    }
    let lecture = content::store::lecture(&mut conn, id).await?;
    let lecture = lecture.ok_or(Refusal::UnknownLecture)?;
    drop(conn);
    let asked = questions::about(app, id).await?;
    if asked.is_empty() {
        return incoming.reply(&Text::new("catalogue-asked-nothing")).await;
    }
    let heading = Text::new("catalogue-asked").with("name", name(&lecture.series, lecture.number));
    press
        .update(&questions::listed(heading, &asked, app, incoming.lang()))
        .await
}
