//! How a question comes to be: options are kept as a draft, the form fills it with words, and its
//! asker, who has seen it as it will be posted, turns it into a question.

mod chooser;
mod draft;
mod preview;

use chrono::{DateTime, Utc};
use serde_json::json;

use super::question::{ChannelKind, DraftId, Question};
use super::refusal::Refusal;
use super::rules::{MAX_WAITING, asked};
use super::store::{self, Standing};
use super::{images, posting, routing};
use crate::actor::Actor;
use crate::app::App;
use crate::db::Tx;
use crate::error::Result;
use crate::ids::{ChannelId, PersonId};
use crate::journal::By;

pub(super) use chooser::{AGES, KINDS, NEAR, chooser};
pub(super) use draft::{Choice, begin_showing, begin_with, choose, edit};
pub use draft::{Composed, begin, begin_about, cancel, compose};
pub(super) use preview::preview;

/// Turns a draft that its asker has seen as it will be posted into a question.
pub async fn ask(app: &App, actor: &Actor, draft: DraftId) -> Result<Question> {
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let sent = draft::theirs(&mut tx, app, actor, draft, now).await?;
    let words = sent.draft.words().ok_or(Refusal::NotAsked)?;
    let place = may_ask(app, &sent.standing)?;

    let draft = sent.draft;
    let question = asked(sent.next_number, &draft, actor.user, words, place, now);
    store::insert(&mut tx, &question).await?;
    store::use_draft(&mut tx, &draft, &question, now).await?;
    images::hand_over(&mut tx, app, draft.id, &question, now).await?;
    let details = json!({"draft": draft.id.0, "version": question.version});
    let step = ("question.asked", By::Person(draft.asker_id), details);
    super::record(&mut tx, &question, step, now).await?;
    routing::begin(&mut tx, app, &question, now).await?;
    posting::post(&mut tx, app, &question, now).await?;
    tx.commit().await?;
    app.schedule_changed.notify_one();
    Ok(question)
}

/// Whether they may ask now, and where it would be posted.
fn may_ask(app: &App, standing: &Standing) -> Result<(ChannelId, ChannelKind)> {
    may_wait(standing)?;
    Ok(place(app, standing.channel_kind.as_deref())?)
}

/// Where questions are posted now; `known` is what a look at a channel came to.
pub(super) fn place(app: &App, known: Option<&str>) -> Result<(ChannelId, ChannelKind), Refusal> {
    let channel = app.config.channels.questions.ok_or(Refusal::NoChannel)?;
    // Another channel may be of another kind.
    let kind = known.and_then(|known| known.strip_prefix(&format!("{channel} ")));
    let kind = kind.and_then(ChannelKind::named);
    Ok((channel, kind.ok_or(Refusal::UnknownChannel)?))
}

/// Whether they may have one more question that waits for an answer. Only members may, whatever
/// else they do here.
fn may_wait(standing: &Standing) -> Result<()> {
    if !standing.is_member {
        return Err(Refusal::NotMember.into());
    }
    if standing.waiting >= MAX_WAITING {
        return Err(Refusal::TooManyWaiting.into());
    }
    Ok(())
}

/// Whether the asker may open their question again: it waits like a new one.
pub(super) async fn may_reopen(
    tx: &mut Tx,
    actor: &Actor,
    asker: PersonId,
    now: DateTime<Utc>,
) -> Result<()> {
    let standing = store::standing(tx.conn().await?, (asker, actor.user), now).await?;
    may_wait(&standing)
}
