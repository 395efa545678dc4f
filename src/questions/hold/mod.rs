//! A question in which somebody saw what should not be there: it is hidden at once, and shown again by
//! a mentor or the owner, or erased.

mod cards;
mod hiding;

use chrono::{DateTime, Utc};
use serde_json::json;
use sqlx::SqliteConnection;

use super::claims::NOBODY;
use super::question::Question;
use super::rules::{self, Event, Relation};
use super::{READ, State, change, decide, load, posting, record, save, store, telling};
use crate::actor::Actor;
use crate::app::App;
use crate::db::Tx;
use crate::error::Result;
use crate::ids::{ChannelId, MessageId, PersonId, QuestionId, UserId};
use crate::journal::By;
use crate::outbox::{self, Priority, Queued};
use crate::people;

pub(super) use cards::card;
pub(super) use hiding::hide;
#[cfg(test)]
pub(super) use hiding::words;

/// Who reported a question, and what became of what they reported before.
#[derive(Clone, Copy, Debug)]
pub struct Reporter {
    /// Who.
    pub person: PersonId,
    /// On Discord.
    pub user: UserId,
    /// The number of this report.
    pub report: i64,
    /// How many they made before.
    pub made: i64,
    /// How many of those were shown again.
    pub restored: i64,
}

/// Hides all that was posted of a question; `false` where it is hidden already. The owner is told
/// who saw something in it, and nobody else is.
///
/// # Errors
/// Refused where there is no such question, or nothing is left of it.
pub async fn hold(
    tx: &mut Tx,
    app: &App,
    number: QuestionId,
    reporter: Reporter,
    now: DateTime<Utc>,
) -> Result<bool> {
    let before = load(tx.conn().await?, number).await?;
    let lang = app.config.language;
    if before.state == State::Held {
        let key = format!("question:{number}:held-also:{}", reporter.report);
        let queued = Queued::once(&key, &key, Priority::Click);
        let message = cards::also(&before, reporter, lang);
        outbox::tell_owner(tx, app, &queued, message, now).await?;
        return Ok(false);
    }
    let who = Relation {
        is_asker: before.asker == Some(reporter.user),
        ..NOBODY
    };
    let to = rules::decide(&before, Event::Hold, who, now)?;
    let after = rules::moved(&before, Event::Hold, to, None, now);
    // Before anybody is told: what they are told says nothing of its words.
    hide(tx, app, &after, now).await?;
    let step = (Event::Hold, Some(reporter.person));
    save(tx, app, &before, &after, step, now).await?;
    if !who.is_asker {
        telling::asker(tx, app, &after, Event::Hold, now).await?;
    }
    if before.claimer_id != Some(reporter.person) {
        telling::claimer(tx, app, (&before, &after), Event::Hold, now).await?;
    }
    let key = told_key(number, after.version);
    let queued = Queued::once(&key, &key, Priority::Click);
    let link = telling::link(tx.conn().await?, app, &after).await?;
    let message = cards::told(&after, reporter, link.as_deref(), lang);
    outbox::tell_owner(tx, app, &queued, message, now).await?;
    Ok(true)
}

/// Shows again what was hidden, as it was; its clock goes on. For mentors who did not ask it, and for
/// the owner.
pub async fn restore(app: &App, actor: &Actor, number: QuestionId) -> Result<Question> {
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let before = load(tx.conn().await?, number).await?;
    let (who, to) = decide(app, actor, &before, Event::Restore, now)?;
    let person = people::ensure(&mut tx, actor.user, Some(actor.lang), now).await?;
    let after = rules::moved(&before, Event::Restore, to, None, now);
    hiding::show(&mut tx, app, &after, now).await?;
    let step = (Event::Restore, Some(person));
    save(&mut tx, app, &before, &after, step, now).await?;
    hiding::name_again(&mut tx, app, &after, now).await?;
    // A message that does not come would tell who an anonymous asker is.
    if !who.is_asker || before.is_anonymous {
        telling::asker(&mut tx, app, &after, Event::Restore, now).await?;
    }
    if before.claimer_id != Some(person) {
        telling::claimer(&mut tx, app, (&before, &after), Event::Restore, now).await?;
    }
    end(&mut tx, app, &after, Some(actor.user), now).await?;
    tx.commit().await?;
    app.schedule_changed.notify_one();
    Ok(after)
}

/// Shows in the log channel what was decided, and by whom; the buttons go. Nothing where it was never
/// hidden. `by` is `None` for whoever asked without their name.
pub(super) async fn end(
    tx: &mut Tx,
    app: &App,
    question: &Question,
    by: Option<UserId>,
    now: DateTime<Utc>,
) -> Result<()> {
    let Some(version) = store::last_hold(tx.conn().await?, question.id).await? else {
        return Ok(());
    };
    let told = told_key(question.id, version);
    let key = format!("{told}:end");
    // Erasing what was shown again says more than that it was.
    let queued = Queued::once(&key, &told, Priority::Normal).version(question.version);
    let message = cards::end(question, by, app.config.language);
    outbox::amend(tx, &told, &queued, message, now).await?;
    Ok(())
}

/// Under which the owner is told that a question is hidden since this version.
fn told_key(number: QuestionId, version: i64) -> String {
    format!("question:{number}:held-{version}")
}

/// Hides on Discord what was hidden when a backup was gone back to: it may have been shown since.
pub(super) async fn hide_again(app: &App) -> Result<()> {
    let held = store::held(&mut *app.db.read().await?, i64::MAX).await?;
    for number in held {
        let now = app.now();
        let mut tx = app.db.begin().await?;
        let before = load(tx.conn().await?, number).await?;
        // The next version, because the last one was delivered.
        let after = Question {
            version: before.version + 1,
            ..before.clone()
        };
        change(&mut tx, &before, &after).await?;
        let details = json!({"version": after.version});
        let step = ("question.repaired", By::Discord, details);
        record(&mut tx, &after, step, now).await?;
        hide(&mut tx, app, &after, now).await?;
        posting::show_again(&mut tx, app, &after, now).await?;
        tx.commit().await?;
    }
    Ok(())
}

/// The question of which the bot posted this message: a part of it, or anything in its thread.
pub async fn posted_as(
    conn: &mut SqliteConnection,
    channel: ChannelId,
    message: MessageId,
) -> Result<Option<QuestionId>> {
    for id in [message, MessageId(channel.0)] {
        let key = outbox::made_by(conn, id).await?;
        if let Some(number) = key.as_deref().and_then(super::number_in) {
            return Ok(Some(number));
        }
    }
    Ok(None)
}

/// The question as whose answer this message of a mentor was taken in, unless it is erased.
pub async fn answered_by(
    conn: &mut SqliteConnection,
    message: MessageId,
) -> Result<Option<QuestionId>> {
    let Some(number) = store::question_of(conn, message).await? else {
        return Ok(None);
    };
    let question = load(conn, number).await?;
    Ok((question.state != State::Erased).then_some(number))
}

/// What stands in the way of showing a message again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Around {
    /// Nothing.
    Nothing,
    /// The question is hidden whose answer it was, or in whose thread it stood.
    Held(QuestionId),
    /// It was an answer to a question that is erased.
    Erased,
}

/// How the question stands in whose thread this message was, or whose answer it was.
pub async fn around(
    conn: &mut SqliteConnection,
    channel: ChannelId,
    message: MessageId,
) -> Result<Around> {
    let answered = store::question_of(conn, message).await?;
    let number = match answered {
        Some(number) => Some(number),
        None => posted_as(conn, channel, message).await?,
    };
    let Some(number) = number else {
        return Ok(Around::Nothing);
    };
    let state = load(conn, number).await?.state;
    Ok(if state == State::Held {
        Around::Held(number)
    } else if state == State::Erased && answered.is_some() {
        Around::Erased
    } else {
        Around::Nothing
    })
}

/// Forgets the words of this message where they were taken in as an answer.
pub async fn forget_answer(tx: &mut Tx, message: MessageId) -> Result<()> {
    Ok(store::forget_answer(tx, message).await?)
}

/// Questions that are hidden until somebody has looked at them.
pub async fn held(conn: &mut SqliteConnection) -> Result<Vec<QuestionId>> {
    Ok(store::held(conn, READ).await?)
}
