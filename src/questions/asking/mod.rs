//! How a question comes to be: options are kept as a draft, the form fills it with words, and its
//! asker, who has seen it as it will be posted, turns it into a question.

mod chooser;
mod draft;
mod place;
mod preview;

use chrono::{DateTime, Utc};
use serde_json::json;

use super::question::{ChannelKind, DraftId, Kind, Question};
use super::refusal::Refusal;
use super::rules::{MAX_WAITING, asked};
use super::store::{self, Standing};
use super::{anonymous, images, posting, routing};
use crate::actor::Actor;
use crate::app::App;
use crate::db::Tx;
use crate::error::Result;
use crate::ids::ChannelId;
use crate::journal::By;

pub(super) use chooser::{AGES, KINDS, NEAR, chooser};
pub(super) use draft::{Choice, begin_showing, begin_with, choose, edit, hide, set_dm};
pub use draft::{Composed, begin, begin_about, begin_anonymous, cancel, compose};
pub(super) use place::place;
pub(super) use preview::preview;

/// Turns a draft that its asker has seen as it will be posted into a question.
pub async fn ask(app: &App, actor: &Actor, draft: DraftId) -> Result<Question> {
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let sent = draft::theirs(&mut tx, app, actor, draft, now).await?;
    let words = sent.draft.words().ok_or(Refusal::NotAsked)?;
    let place = may_ask(app, &sent.standing, sent.draft.kind)?;

    let draft = sent.draft;
    let asker = sent.mark.is_none().then_some(actor.user);
    let question = asked(sent.next_number, &draft, asker, words, place, now);
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

/// Whether they may ask this now, and where it would be posted.
fn may_ask(app: &App, standing: &Standing, kind: Kind) -> Result<(ChannelId, ChannelKind)> {
    may_wait(standing)?;
    Ok(place(app, &standing.channels, kind)?)
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
    app: &App,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<()> {
    let mark = anonymous::mark(app, actor);
    let standing = store::standing(tx.conn().await?, (actor.user, mark), now).await?;
    may_wait(&standing)
}
