//! Who is told of a question that waits: mentors one circle after the other, then the owner.

mod board;
mod sweep;
mod why;
mod words;

use chrono::{DateTime, Utc};

use super::question::{Question, State};
use super::rules::routing::Waiting;
use super::store;
use crate::app::App;
use crate::db::Tx;
use crate::error::Result;
use crate::outbox::{self, Priority, Queued};

pub use board::{Board, unanswered};
pub(super) use sweep::{next_due, run_due};
pub use why::why;

/// A question begins to wait.
pub(super) async fn begin(
    tx: &mut Tx,
    app: &App,
    question: &Question,
    now: DateTime<Utc>,
) -> Result<()> {
    let waiting = Waiting::begun(now, app.config.timezone.0);
    Ok(store::set_waiting(tx, question.id, waiting).await?)
}

/// A question took a step: it may wait no longer, or again, or another time.
pub(super) async fn follow(
    tx: &mut Tx,
    app: &App,
    (before, after): (&Question, &Question),
    now: DateTime<Utc>,
) -> Result<()> {
    let was = store::waiting(tx.conn().await?, after.id).await?;
    let is = was.follow((before, after), now, app.config.timezone.0);
    if is != was {
        store::set_waiting(tx, after.id, is).await?;
    }
    // Whoever had it hears of it in other words, or let it go themself.
    if let Some(person) = before.claimer_id
        && after.claimer_id != Some(person)
        && is.from.is_some()
    {
        store::insert_former(tx, after.id, is.round, person, now).await?;
    }
    if was.from.is_some() && is.from.is_none() {
        no_longer(tx, app, after, was.round, now).await?;
    }
    Ok(())
}

/// Under which the owner is told that a question waits for long: once each time it waits.
fn owner_key(question: &Question, round: i64) -> String {
    format!("question:{}:unanswered:{round}", question.id)
}

/// What the owner was told says that it is over.
async fn no_longer(
    tx: &mut Tx,
    app: &App,
    question: &Question,
    round: i64,
    now: DateTime<Utc>,
) -> Result<()> {
    let told = owner_key(question, round);
    let key = format!("{told}:end");
    let queued = Queued::once(&key, &told, Priority::Normal);
    let is_answered = question.state == State::Answered;
    let message = words::unanswered_end(question, round, is_answered, app.config.language);
    outbox::amend(tx, &told, &queued, message, now).await?;
    Ok(())
}
