//! What a change of a question does on Discord, written with the change itself.

use chrono::{DateTime, Utc};
use sqlx::SqliteConnection;

use super::cards;
use super::question::{AnswerId, ChannelKind, Question};
use crate::app::App;
use crate::db::Tx;
use crate::discord::message::Message;
use crate::error::Result;
use crate::ids::{ChannelId, MessageId, PersonId, QuestionId, UserId};
use crate::outbox::{self, Effect, Place, Priority, Queued};
use crate::people;

/// Posts a new question: its card, its thread, and what of a long text the card cannot hold.
pub(super) async fn post(
    tx: &mut Tx,
    app: &App,
    question: &Question,
    now: DateTime<Utc>,
) -> Result<()> {
    let name = cards::thread_name(question);
    let message = cards::card(question, &app.config);
    match question.channel_kind {
        ChannelKind::Forum => {
            let post = Effect::PostInForum {
                forum: question.channel_id,
                name,
                tags: cards::tags(question, &app.config),
                message,
            };
            once(tx, question, &question.card_key(), &post, now).await?;
        }
        ChannelKind::Text => {
            let card = Effect::Post {
                place: Place::Channel(question.channel_id),
                message,
            };
            once(tx, question, &question.card_key(), &card, now).await?;
            let thread = Effect::OpenThread {
                on: question.card_key(),
                name,
            };
            once(tx, question, &question.thread_key(), &thread, now).await?;
        }
    }
    for (number, message) in cards::more_pages(question, &app.config)
        .into_iter()
        .enumerate()
    {
        let key = format!("question:{}:page:{}", question.id, number + 2);
        say(tx, question, &key, message, now).await?;
    }
    if let Some(asker) = question.asker {
        add_follower(tx, question, (question.asker_id, asker), now).await?;
    }
    Ok(())
}

/// Makes somebody a follower of its thread, so that Discord shows them what is new there. Once:
/// who stops following is not brought back.
pub(super) async fn add_follower(
    tx: &mut Tx,
    question: &Question,
    (person, user): (PersonId, UserId),
    now: DateTime<Utc>,
) -> Result<()> {
    let add = Effect::AddToThread {
        thread: question.thread_key(),
        user,
    };
    let key = format!("question:{}:follows:{person}", question.id);
    once(tx, question, &key, &add, now).await
}

/// Shows how a question stands now, where that differs from what is shown.
pub(super) async fn refresh(
    tx: &mut Tx,
    app: &App,
    before: &Question,
    after: &Question,
    now: DateTime<Utc>,
) -> Result<()> {
    // In an archived thread nothing can be edited: the card goes before the closing and after
    // the opening of it.
    if after.state.is_closed() {
        face(tx, app, before, after, now).await?;
        thread(tx, app, before, after, now).await
    } else {
        thread(tx, app, before, after, now).await?;
        face(tx, app, before, after, now).await
    }
}

async fn face(
    tx: &mut Tx,
    app: &App,
    before: &Question,
    after: &Question,
    now: DateTime<Utc>,
) -> Result<()> {
    let message = cards::card(after, &app.config);
    if message == cards::card(before, &app.config) {
        return Ok(());
    }
    edit_card(tx, after, message, now).await
}

async fn edit_card(
    tx: &mut Tx,
    question: &Question,
    message: Message,
    now: DateTime<Utc>,
) -> Result<()> {
    let edit = Effect::Edit {
        of: question.card_key(),
        message,
    };
    let topic = format!("question:{}:face", question.id);
    versioned(tx, question, &topic, &edit, now).await
}

/// Shows a question that is not closed as it stands, whatever is shown.
pub(super) async fn show_again(
    tx: &mut Tx,
    app: &App,
    question: &Question,
    now: DateTime<Utc>,
) -> Result<()> {
    set_thread(tx, app, question, now).await?;
    edit_card(tx, question, cards::card(question, &app.config), now).await
}

async fn thread(
    tx: &mut Tx,
    app: &App,
    before: &Question,
    after: &Question,
    now: DateTime<Utc>,
) -> Result<()> {
    let shown = |question: &Question| (tags(question, app), question.state.is_closed());
    if shown(after) == shown(before) {
        return Ok(());
    }
    set_thread(tx, app, after, now).await
}

/// Sets its thread as the question demands, whatever it is like.
pub(super) async fn set_thread(
    tx: &mut Tx,
    app: &App,
    question: &Question,
    now: DateTime<Utc>,
) -> Result<()> {
    let set = Effect::SetThread {
        thread: question.thread_key(),
        tags: tags(question, app),
        is_archived: question.state.is_closed(),
        is_locked: false,
    };
    versioned(tx, question, &thread_topic(question), &set, now).await
}

/// Under which its thread is set.
pub(super) fn thread_topic(question: &Question) -> String {
    format!("question:{}:state", question.id)
}

/// The forum that its thread is in, and the tags it has there.
fn tags(question: &Question, app: &App) -> Option<(ChannelId, Vec<String>)> {
    match question.channel_kind {
        ChannelKind::Forum => Some((question.channel_id, cards::tags(question, &app.config))),
        ChannelKind::Text => None,
    }
}

/// Under which the owner is told that a thread is gone: once of each thread.
pub(super) fn lost_key(question: QuestionId, thread: MessageId) -> String {
    format!("question:{question}:lost:{thread}")
}

/// Tells the owner in the log channel that a thread in which somebody waits is gone. `false` where
/// there is no log channel.
pub(super) async fn tell_owner_of_loss(
    tx: &mut Tx,
    app: &App,
    question: &Question,
    key: &str,
    now: DateTime<Utc>,
) -> Result<bool> {
    let Some(channel) = app.config.channels.log else {
        return Ok(false);
    };
    let queued = Queued {
        topic: key,
        version: None,
        subject: key,
        priority: Priority::Normal,
        not_after: None,
        sought_since: None,
    };
    let post = Effect::Post {
        place: Place::Channel(channel),
        message: cards::lost(question, key, app.config.language),
    };
    outbox::enqueue(tx, &queued, &post, now).await?;
    Ok(true)
}

/// Posts an answer in the thread.
pub(super) async fn answer(
    tx: &mut Tx,
    app: &App,
    question: &Question,
    (answer, mentor, body): (AnswerId, UserId, &str),
    now: DateTime<Utc>,
) -> Result<()> {
    let pages = cards::answer(question, answer, mentor, body, app.config.language);
    for (number, message) in pages.into_iter().enumerate() {
        let key = format!(
            "question:{}:answer:{}:{}",
            question.id,
            answer.0,
            number + 1
        );
        say(tx, question, &key, message, now).await?;
    }
    Ok(())
}

/// Tells the asker that there is an answer.
pub(super) async fn tell_asker(
    tx: &mut Tx,
    app: &App,
    question: &Question,
    now: DateTime<Utc>,
) -> Result<()> {
    let Some(asker) = question.asker else {
        return Ok(());
    };
    let lang = people::language(tx.conn().await?, question.asker_id).await?;
    let link = link(tx.conn().await?, app, question).await?;
    let message = cards::answered_notice(question, link.as_deref(), lang);
    let key = format!("question:{}:told:{}", question.id, question.version);
    tell(tx, &key, (question.asker_id, asker), message, now).await
}

/// Tells whoever had claimed it that a question is open again.
pub(super) async fn tell_former_claimer(
    tx: &mut Tx,
    app: &App,
    before: &Question,
    after: &Question,
    now: DateTime<Utc>,
) -> Result<()> {
    let (Some(person), Some(user)) = (before.claimer_id, before.claimer) else {
        return Ok(());
    };
    let lang = people::language(tx.conn().await?, person).await?;
    let link = link(tx.conn().await?, app, after).await?;
    let message = cards::reopened_notice(after, link.as_deref(), lang);
    let key = format!("question:{}:reopened:{}", after.id, after.version);
    tell(tx, &key, (person, user), message, now).await
}

/// Where its thread is, once Discord has it.
async fn link(
    conn: &mut SqliteConnection,
    app: &App,
    question: &Question,
) -> Result<Option<String>> {
    let thread = outbox::object(conn, &question.thread_key()).await?;
    Ok(thread.and_then(|thread| cards::link(&app.config, thread.id)))
}

async fn say(
    tx: &mut Tx,
    question: &Question,
    key: &str,
    message: Message,
    now: DateTime<Utc>,
) -> Result<()> {
    let post = Effect::Post {
        place: Place::Thread(question.thread_key()),
        message,
    };
    once(tx, question, key, &post, now).await
}

/// A message to one person: it waits for nothing in the thread, and nothing there waits for it.
async fn tell(
    tx: &mut Tx,
    key: &str,
    (person, user): (PersonId, UserId),
    message: Message,
    now: DateTime<Utc>,
) -> Result<()> {
    let queued = Queued {
        topic: key,
        version: None,
        subject: &format!("person:{person}"),
        priority: Priority::Normal,
        not_after: None,
        sought_since: None,
    };
    outbox::enqueue(tx, &queued, &Effect::Dm { user, message }, now).await
}

async fn once(
    tx: &mut Tx,
    question: &Question,
    key: &str,
    effect: &Effect,
    now: DateTime<Utc>,
) -> Result<()> {
    let queued = Queued {
        topic: key,
        version: None,
        subject: &question.subject(),
        priority: Priority::Click,
        not_after: None,
        sought_since: None,
    };
    outbox::enqueue(tx, &queued, effect, now).await
}

async fn versioned(
    tx: &mut Tx,
    question: &Question,
    topic: &str,
    effect: &Effect,
    now: DateTime<Utc>,
) -> Result<()> {
    let queued = Queued {
        topic,
        version: Some(question.version),
        subject: &question.subject(),
        priority: Priority::Click,
        not_after: None,
        sought_since: None,
    };
    outbox::enqueue(tx, &queued, effect, now).await
}
