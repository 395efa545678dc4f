//! Answered questions of which nobody speaks any more: one warning, then the close.
//!
//! Both follow a comparison with Discord and not the clock alone: only then is it known that nobody
//! wrote in the thread, while the bot was away either.

use chrono::{DateTime, Utc};
use serde_json::json;

use super::super::claims::NOBODY;
use super::super::question::Question;
use super::super::rules::{self, Event};
use super::super::{change, load, posting, record, save, store, telling};
use crate::app::App;
use crate::db::Tx;
use crate::error::Result;
use crate::ids::QuestionId;
use crate::journal::By;
use crate::people;

/// So many are warned of and closed after one comparison; the next goes on.
const BATCH: i64 = 100;

/// Warns of questions that were silent for long, and closes those that stayed so. What fails is logged
/// and holds up no other.
pub(in crate::questions) async fn close_idle(app: &App) -> Result<()> {
    let now = app.now();
    let (silent, warned) = {
        let mut conn = app.db.read().await?;
        let silent = store::silent_since(&mut conn, now - rules::WARN_AFTER, BATCH).await?;
        let warned = store::warned_by(&mut conn, rules::warned_long_ago(now), BATCH).await?;
        (silent, warned)
    };
    for number in silent {
        if let Err(error) = warn(app, number).await {
            app.report(&error, &format!("#{number} could not be warned of"));
        }
    }
    for number in warned {
        if let Err(error) = close(app, number).await {
            app.report(
                &error,
                &format!("#{number} could not be closed after long silence"),
            );
        }
    }
    Ok(())
}

/// Tells the asker that a question will be closed. Whoever is not to be written to now is told later.
async fn warn(app: &App, number: QuestionId) -> Result<()> {
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let before = load(tx.conn().await?, number).await?;
    if !rules::must_be_warned(&before, now) {
        return Ok(());
    }
    let quiet = people::quiet_until(tx.conn().await?, &app.config, before.asker_id, now).await?;
    if quiet.is_some() {
        return Ok(());
    }
    let after = rules::warned(&before, now);
    let step = ("question.warned", By::Clock);
    shown(&mut tx, app, (&before, &after), step, now).await?;
    telling::warned(&mut tx, app, &after, now).await?;
    tx.commit().await?;
    Ok(())
}

/// Closes a question whose asker was warned, where nobody said a word meanwhile.
async fn close(app: &App, number: QuestionId) -> Result<()> {
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let before = load(tx.conn().await?, number).await?;
    let event = Event::AutoResolve;
    // Somebody was faster.
    let Ok(to) = rules::decide(&before, event, NOBODY, now) else {
        return Ok(());
    };
    let after = rules::moved(&before, event, to, None, now);
    save(&mut tx, app, &before, &after, (event, None), now).await?;
    telling::asker(&mut tx, app, &after, event, now).await?;
    tx.commit().await?;
    Ok(())
}

/// Takes a warning back, because somebody wrote in the thread; the question as it is then.
pub(in crate::questions) async fn stirred(
    tx: &mut Tx,
    app: &App,
    before: Question,
    at: DateTime<Utc>,
) -> Result<Question> {
    let Some(after) = rules::stirred(&before, at) else {
        return Ok(before);
    };
    let step = ("question.stirred", By::Discord);
    shown(tx, app, (&before, &after), step, app.now()).await?;
    Ok(after)
}

/// Saves a change that is no step, records it, and has the card show it.
async fn shown(
    tx: &mut Tx,
    app: &App,
    (before, after): (&Question, &Question),
    (kind, by): (&'static str, By),
    now: DateTime<Utc>,
) -> Result<()> {
    change(tx, before, after).await?;
    let details = json!({"version": after.version});
    record(tx, after, (kind, by, details), now).await?;
    posting::refresh(tx, app, before, after, now).await
}
