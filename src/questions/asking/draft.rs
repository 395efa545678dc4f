//! What was chosen, kept until the form is sent.

use super::may_ask;
use crate::actor::Actor;
use crate::app::App;
use crate::error::Result;
use crate::ids::LectureId;
use crate::people;
use crate::questions::question::{DraftId, Kind, Near, Topic};
use crate::questions::refusal::Refusal;
use crate::questions::rules::{DRAFT_LIFE, known_field};
use crate::questions::store;

/// The field of what is asked about a lecture, where the settings have it.
const GENERAL: &str = "general";

/// Remembers what was chosen in `/ask` until its form is sent. `topic.field` is what was typed.
pub async fn begin(app: &App, actor: &Actor, topic: Topic) -> Result<DraftId> {
    keep(app, actor, topic, None).await
}

/// The same for a question about a lecture. Whether they may watch it, the caller has asked.
pub async fn begin_about(app: &App, actor: &Actor, lecture: LectureId) -> Result<DraftId> {
    let fields = &app.config.questions.fields;
    let field = Some(GENERAL).filter(|general| fields.contains_key(*general));
    let field = field.or_else(|| fields.keys().next().map(String::as_str));
    let topic = Topic {
        kind: Kind::Study,
        field: field.unwrap_or_default().to_owned(),
        age_band: None,
        near: Near::Anyone,
    };
    keep(app, actor, topic, Some(lecture)).await
}

async fn keep(
    app: &App,
    actor: &Actor,
    topic: Topic,
    lecture: Option<LectureId>,
) -> Result<DraftId> {
    let now = app.now();
    if topic.age_band.is_some() && topic.kind != Kind::Medical {
        return Err(Refusal::AgeWithoutPatient.into());
    }
    let field = known_field(&app.config.questions.fields, &topic.field)?;
    let topic = Topic { field, ..topic };
    let mut tx = app.db.begin().await?;
    let asker = people::ensure(&mut tx, actor.user, Some(actor.lang), now).await?;
    let standing = store::standing(tx.conn().await?, (asker, actor.user), now).await?;
    may_ask(app, &standing)?;
    let draft = store::insert_draft(&mut tx, asker, &topic, lecture, now + DRAFT_LIFE).await?;
    tx.commit().await?;
    Ok(draft)
}
