//! Who is told of a step by direct message, written with the step itself.

use chrono::{DateTime, Utc};
use sqlx::SqliteConnection;

use super::question::Question;
use super::rules::{self, Event};
use super::{anonymous, cards, notices, store};
use crate::app::App;
use crate::db::Tx;
use crate::discord::message::Message;
use crate::error::Result;
use crate::ids::{PersonId, UserId};
use crate::outbox::{self, Effect, Priority, Queued};
use crate::people;
use crate::text::Text;

/// Tells the asker of a step that somebody else took.
pub(super) async fn asker(
    tx: &mut Tx,
    app: &App,
    question: &Question,
    event: Event,
    now: DateTime<Utc>,
) -> Result<()> {
    let Some(user) = question.asker else {
        return anonymous::told_step(tx, question, event, now).await;
    };
    let to = (question.asker_id, user);
    notice(
        tx,
        app,
        question,
        (to, event.name()),
        notices::to_asker(event),
        now,
    )
    .await
}

/// Tells whoever had claimed it of a step that they did not take.
pub(super) async fn claimer(
    tx: &mut Tx,
    app: &App,
    (before, after): (&Question, &Question),
    event: Event,
    now: DateTime<Utc>,
) -> Result<()> {
    let (Some(person), Some(user)) = (before.claimer_id, before.claimer) else {
        return Ok(());
    };
    let what = format!("{}-claimer", event.name());
    let text = notices::to_claimer(event);
    notice(tx, app, after, ((person, user), &what), text, now).await
}

/// Tells a mentor that a claim was passed on to them.
pub(super) async fn passed_on(
    tx: &mut Tx,
    app: &App,
    question: &Question,
    to: (PersonId, UserId),
    now: DateTime<Utc>,
) -> Result<()> {
    let text = Some(notices::passed_on(question));
    notice(tx, app, question, (to, "transfer"), text, now).await
}

/// Tells a mentor that their opinion is wanted.
pub(super) async fn opinion_wanted(
    tx: &mut Tx,
    app: &App,
    question: &Question,
    of: (PersonId, UserId),
    now: DateTime<Utc>,
) -> Result<()> {
    let text = Some(notices::opinion_wanted());
    notice(tx, app, question, (of, "opinion"), text, now).await
}

/// Tells the asker that a question of which nobody speaks any more will be closed.
pub(super) async fn warned(
    tx: &mut Tx,
    app: &App,
    question: &Question,
    now: DateTime<Utc>,
) -> Result<()> {
    let Some(closes) = rules::closes_at(question) else {
        return Ok(());
    };
    let Some(user) = question.asker else {
        return anonymous::told_warning(tx, question, closes, now).await;
    };
    let to = (question.asker_id, user);
    let text = Some(notices::warning(closes));
    notice(tx, app, question, (to, "warned"), text, now).await
}

/// Brings the asker's thanks to somebody who answered, unless they want only what must be said.
pub(super) async fn thanked(
    tx: &mut Tx,
    app: &App,
    question: &Question,
    to: (PersonId, UserId),
    now: DateTime<Utc>,
) -> Result<()> {
    if !people::takes_messages(tx.conn().await?, to.0).await? {
        return Ok(());
    }
    let what = format!("thanks-{}", to.0);
    let text = Some(notices::thanks());
    notice(tx, app, question, (to, &what), text, now).await
}

/// Tells whoever asked the asker for more, and whoever claimed it, that they wrote.
pub(super) async fn whoever_asked_back(
    tx: &mut Tx,
    app: &App,
    question: &Question,
    now: DateTime<Utc>,
) -> Result<()> {
    let asked = store::asked_back_by(tx.conn().await?, question.id).await?;
    let asked = asked.and_then(|(person, user)| Some((person, user?)));
    let claimer = question.claimer_id.zip(question.claimer);
    let text = || Some(notices::replied());
    if let Some(to) = asked {
        notice(tx, app, question, (to, "reply"), text(), now).await?;
    }
    if let Some(to) = claimer.filter(|claimer| Some(*claimer) != asked) {
        notice(tx, app, question, (to, "reply-claimer"), text(), now).await?;
    }
    Ok(())
}

/// Tells the asker which question theirs repeats, and how to contest it.
pub(super) async fn is_double(
    tx: &mut Tx,
    app: &App,
    question: &Question,
    original: &Question,
    now: DateTime<Utc>,
) -> Result<()> {
    let Some(user) = question.asker else {
        return anonymous::told_double(tx, question, original, now).await;
    };
    let lang = people::language(tx.conn().await?, question.asker_id).await?;
    let link = link(tx.conn().await?, app, original).await?;
    let message = notices::double(question, original, link.as_deref(), lang);
    let key = key(question, Event::Duplicate.name());
    tell(tx, &key, (question.asker_id, user), message, now).await
}

/// Tells the asker that there is an answer, unless they want only what must be said.
pub(super) async fn answered(
    tx: &mut Tx,
    app: &App,
    question: &Question,
    now: DateTime<Utc>,
) -> Result<()> {
    let Some(asker) = question.asker else {
        return anonymous::told_step(tx, question, Event::Answer, now).await;
    };
    if !people::takes_messages(tx.conn().await?, question.asker_id).await? {
        return Ok(());
    }
    let lang = people::language(tx.conn().await?, question.asker_id).await?;
    let link = link(tx.conn().await?, app, question).await?;
    let message = notices::answered_notice(question, link.as_deref(), lang);
    let key = format!("question:{}:told:{}", question.id, question.version);
    tell(tx, &key, (question.asker_id, asker), message, now).await
}

/// Tells whoever had claimed it that a question is open again, unless they want only what must be said.
pub(super) async fn former_claimer(
    tx: &mut Tx,
    app: &App,
    before: &Question,
    after: &Question,
    now: DateTime<Utc>,
) -> Result<()> {
    let (Some(person), Some(user)) = (before.claimer_id, before.claimer) else {
        return Ok(());
    };
    if !people::takes_messages(tx.conn().await?, person).await? {
        return Ok(());
    }
    let lang = people::language(tx.conn().await?, person).await?;
    let link = link(tx.conn().await?, app, after).await?;
    let message = notices::reopened_notice(after, link.as_deref(), lang);
    let key = format!("question:{}:reopened:{}", after.id, after.version);
    tell(tx, &key, (person, user), message, now).await
}

/// Tells somebody of a question by its number and title.
pub(super) async fn notice(
    tx: &mut Tx,
    app: &App,
    question: &Question,
    ((person, user), what): ((PersonId, UserId), &str),
    text: Option<Text>,
    now: DateTime<Utc>,
) -> Result<()> {
    let Some(text) = text else {
        return Ok(());
    };
    let lang = people::language(tx.conn().await?, person).await?;
    let link = link(tx.conn().await?, app, question).await?;
    let message = notices::notice(question, text, what, link.as_deref(), lang);
    tell(tx, &key(question, what), (person, user), message, now).await
}

fn key(question: &Question, what: &str) -> String {
    format!(
        "question:{}:notice:{what}:{}",
        question.id, question.version
    )
}

/// Where its thread is, once Discord has it.
pub(super) async fn link(
    conn: &mut SqliteConnection,
    app: &App,
    question: &Question,
) -> Result<Option<String>> {
    let thread = outbox::object(conn, &question.thread_key()).await?;
    Ok(thread.and_then(|thread| cards::link(&app.config, thread.id)))
}

/// A message to one person: it waits for nothing in the thread, and nothing there waits for it.
pub(super) async fn tell(
    tx: &mut Tx,
    key: &str,
    (person, user): (PersonId, UserId),
    message: Message,
    now: DateTime<Utc>,
) -> Result<()> {
    let subject = format!("person:{person}");
    let queued = Queued::once(key, &subject, Priority::Normal);
    outbox::enqueue(tx, &queued, &Effect::Dm { user, message }, now).await
}
