//! What an anonymous asker writes: the bot posts it under the alias.

use serde_json::json;

use super::super::question::{Question, RemarkKind, State};
use super::super::refusal::Refusal;
use super::super::rules;
use super::super::{change, forms, informing, load, posting, record, relation, store, telling};
use super::explained;
use crate::actor::Actor;
use crate::app::App;
use crate::error::Result;
use crate::ids::QuestionId;
use crate::journal::By;

/// Whether they could write now, asked before the form is opened.
pub(in crate::questions) async fn open(
    app: &App,
    actor: &Actor,
    number: QuestionId,
) -> Result<Question> {
    let question = load(&mut *app.db.read().await?, number).await?;
    may_say(app, actor, &question)?;
    Ok(question)
}

/// Posts what the asker wrote, whether it was asked for or not. It moves nothing but a question that
/// waits for them.
pub(in crate::questions) async fn say(
    app: &App,
    actor: &Actor,
    number: QuestionId,
    typed: &str,
) -> Result<Question> {
    let now = app.now();
    let body = forms::remark_words(RemarkKind::Reply, typed)?;
    let mut tx = app.db.begin().await?;
    let before = load(tx.conn().await?, number).await?;
    may_say(app, actor, &before)?;
    let after = if before.state == State::NeedsInfo {
        informing::reply_to(&mut tx, app, actor, (&before, &body), now).await?
    } else {
        let remark = (before.asker_id, None, RemarkKind::Reply, body.as_str());
        informing::say(&mut tx, app, &before, remark, now).await?;
        let after = rules::said(&before, now);
        change(&mut tx, &before, &after).await?;
        let details = json!({"version": after.version});
        let step = ("question.remarked", By::Person(before.asker_id), details);
        record(&mut tx, &after, step, now).await?;
        posting::refresh(&mut tx, app, &before, &after, now).await?;
        telling::whoever_asked_back(&mut tx, app, &after, now).await?;
        after
    };
    tx.commit().await?;
    app.schedule_changed.notify_one();
    Ok(after)
}

fn may_say(app: &App, actor: &Actor, question: &Question) -> Result<()> {
    let who = relation(app, actor, question);
    let may = rules::may_say_more(question, who.is_asker);
    Ok(may.map_err(|refusal| explained(app, question, refusal))?)
}

/// Turns the asker's messages on or off.
pub(in crate::questions) async fn set_dm(
    app: &App,
    actor: &Actor,
    number: QuestionId,
    wants_dm: bool,
) -> Result<()> {
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let question = load(tx.conn().await?, number).await?;
    if !question.is_anonymous || !relation(app, actor, &question).is_asker {
        return Err(explained(app, &question, Refusal::NotYoursToReply).into());
    }
    store::set_wants_dm(&mut tx, question.asker_id, wants_dm).await?;
    let by = By::Person(question.asker_id);
    let step = ("question.messages_set", by, json!({"on": wants_dm}));
    record(&mut tx, &question, step, now).await?;
    tx.commit().await?;
    Ok(())
}
