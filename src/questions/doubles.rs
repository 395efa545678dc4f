//! Questions that were asked before.

use serde_json::json;

use super::question::{Question, State};
use super::refusal::Refusal;
use super::rules::{self, Event};
use super::{decide, load, record_step, telling};
use crate::actor::Actor;
use crate::app::App;
use crate::error::Result;
use crate::ids::QuestionId;
use crate::people;

/// Says that a question repeats another. Its asker is told where to look, and can contest it.
pub async fn duplicate(
    app: &App,
    actor: &Actor,
    number: QuestionId,
    of: QuestionId,
) -> Result<Question> {
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let before = load(tx.conn().await?, number).await?;
    let (_, state) = decide(app, actor, &before, Event::Duplicate, now)?;
    let mut original = load(tx.conn().await?, of).await?;
    // What repeats a third one points there. No circle can come of it, so that this ends.
    while let Some(first) = original.duplicate_of.filter(|_| original.id != number) {
        original = load(tx.conn().await?, first).await?;
    }
    if original.id == number {
        return Err(Refusal::DuplicateOfItself.into());
    }
    let is_to_be_seen = match original.state {
        State::Draft | State::Withdrawn | State::Held | State::Erased | State::Duplicate => false,
        // What was given up without an answer helps nobody.
        State::Expired => original.first_answer_at.is_some(),
        State::Open
        | State::Claimed
        | State::NeedsInfo
        | State::Answered
        | State::Resolved
        | State::Reopened => true,
    };
    if !is_to_be_seen {
        return Err(Refusal::NoOriginal(original.id).into());
    }
    // Whoever is pointed there must be able to read it.
    if original.is_confidential() && original.asker_id != before.asker_id {
        return Err(Refusal::ConfidentialOriginal(original.id).into());
    }
    let person = people::ensure(&mut tx, actor.user, Some(actor.lang), now).await?;
    let mut after = rules::moved(&before, Event::Duplicate, state, None, now);
    after.duplicate_of = Some(original.id);
    let step = (Event::Duplicate, Some(person));
    let details = json!({"version": after.version, "of": original.id});
    record_step(&mut tx, app, (&before, &after), step, details, now).await?;
    telling::is_double(&mut tx, app, &after, &original, now).await?;
    if before.claimer_id != Some(person) {
        telling::claimer(&mut tx, app, (&before, &after), Event::Duplicate, now).await?;
    }
    tx.commit().await?;
    app.schedule_changed.notify_one();
    Ok(after)
}
