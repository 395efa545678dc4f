//! What a change of a question does on Discord, written with the change itself.

use chrono::{DateTime, Utc};

use super::question::{AnswerId, ChannelKind, Question, RemarkId, RemarkKind, State};
use super::{cards, following, images, notices, said, store};
use crate::app::App;
use crate::db::{self, Tx};
use crate::discord::message::Message;
use crate::error::Result;
use crate::ids::{ChannelId, MessageId, UserId};
use crate::outbox::{self, Effect, Place, Priority, Queued};

/// Posts a new question: its card, its thread, and what of a long text the card cannot hold.
pub(super) async fn post(
    tx: &mut Tx,
    app: &App,
    question: &Question,
    now: DateTime<Utc>,
) -> Result<()> {
    let name = cards::thread_name(question, app.config.language);
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
                reply_to: None,
            };
            once(tx, question, &question.card_key(), &card, now).await?;
            let thread = Effect::OpenThread {
                on: question.card_key(),
                name,
            };
            once(tx, question, &question.thread_key(), &thread, now).await?;
        }
        ChannelKind::Private => {
            let thread = Effect::OpenPrivateThread {
                channel: question.channel_id,
                name,
            };
            once(tx, question, &question.thread_key(), &thread, now).await?;
            say(tx, question, &question.card_key(), message, now).await?;
        }
    }
    for (key, message) in said::pages(question, app.config.language) {
        say(tx, question, &key, message, now).await?;
    }
    if let Some(asker) = question.asker {
        following::add(tx, question, asker, now).await?;
    }
    Ok(())
}

/// Posts a question that was posted before as it stands now, with its answers and for all who
/// followed it.
pub(super) async fn post_again(
    tx: &mut Tx,
    app: &App,
    (before, after): (&Question, &Question),
    now: DateTime<Utc>,
) -> Result<()> {
    // A thread goes with its card in a forum; elsewhere the card stays behind.
    if before.channel_kind == ChannelKind::Text {
        let edit = Effect::Edit {
            of: before.card_key(),
            message: notices::moved(after, app.config.language),
        };
        once(tx, after, &before.key("moved"), &edit, now).await?;
    }
    post(tx, app, after, now).await?;
    if let Some(user) = after.claimer {
        following::bring_back(tx, after, user, now).await?;
    }
    for user in &after.opinions.0 {
        following::bring_back(tx, after, *user, now).await?;
    }
    said_again(tx, app, after, now).await?;
    images::post(tx, app, after, now).await?;
    if after.state.is_closed() {
        set_thread(tx, app, after, now).await?;
    }
    Ok(())
}

/// Posts answers and remarks again, in the order in which they were made, for whoever made them.
async fn said_again(tx: &mut Tx, app: &App, question: &Question, now: DateTime<Utc>) -> Result<()> {
    let remarks = store::remarks(tx.conn().await?, question.id).await?;
    let mut remarks = remarks.into_iter().peekable();
    for given in store::answers(tx.conn().await?, question.id).await? {
        while let Some(made) = remarks.next_if(|made| made.at <= given.at) {
            remark_again(tx, app, question, &made, now).await?;
        }
        let words = (given.id, given.author, given.body.as_str());
        answer(tx, app, question, words, now).await?;
        if let Some(author) = given.author {
            following::bring_back(tx, question, author, now).await?;
        }
    }
    for made in remarks {
        remark_again(tx, app, question, &made, now).await?;
    }
    Ok(())
}

async fn remark_again(
    tx: &mut Tx,
    app: &App,
    question: &Question,
    made: &store::Remark,
    now: DateTime<Utc>,
) -> Result<()> {
    let words = (made.id, made.kind, made.author, made.body.as_str());
    remark(tx, app, question, words, now).await?;
    match made.author {
        Some(author) => following::bring_back(tx, question, author, now).await,
        None => Ok(()),
    }
}

/// Parts of a question in which words of people stand, or pictures.
const WORDY: [&str; 9] = [
    "card",
    "page",
    "answer",
    "remark",
    "told",
    "reopened",
    "notice",
    "unsealing",
    "images",
];

/// Whether words of people stand in what this effect posted.
pub(super) fn is_wordy(key: &str) -> bool {
    key.split(':').any(|part| WORDY.contains(&part))
}

/// Takes the words out of what was posted of it besides its present card, and out of notices.
pub(super) async fn blank(
    tx: &mut Tx,
    app: &App,
    question: &Question,
    now: DateTime<Utc>,
) -> Result<()> {
    for (key, subject) in outbox::said(tx.conn().await?, &question.subject()).await? {
        // The card that is shown becomes that of an erased question.
        if key == question.card_key() || !is_wordy(&key) {
            continue;
        }
        let blank = format!("{key}:blank");
        let edit = Effect::Edit {
            message: notices::blank(app.config.language),
            of: key,
        };
        // In the order of what it follows: that may still be on its way.
        let queued = Queued::once(&blank, &subject, Priority::Click);
        outbox::enqueue(tx, &queued, &edit, now).await?;
    }
    Ok(())
}

/// Posts its card again, in its thread.
pub(super) async fn card_again(
    tx: &mut Tx,
    app: &App,
    question: &Question,
    now: DateTime<Utc>,
) -> Result<()> {
    let card = cards::card(question, &app.config);
    say(tx, question, &question.card_key(), card, now).await
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
    if !after.state.is_closed() {
        thread(tx, app, before, after, now).await?;
        return face(tx, app, before, after, now).await.map(drop);
    }
    if face(tx, app, before, after, now).await? && before.state.is_closed() {
        // What was edited in it opened it.
        return set_thread(tx, app, after, now).await;
    }
    thread(tx, app, before, after, now).await
}

/// Shows the card anew where it differs; whether it does.
async fn face(
    tx: &mut Tx,
    app: &App,
    before: &Question,
    after: &Question,
    now: DateTime<Utc>,
) -> Result<bool> {
    let message = cards::card(after, &app.config);
    if message == cards::card(before, &app.config) {
        return Ok(false);
    }
    edit_card(tx, after, message, now).await?;
    Ok(true)
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

/// Shows a question as it stands, whatever is shown.
pub(super) async fn show_again(
    tx: &mut Tx,
    app: &App,
    question: &Question,
    now: DateTime<Utc>,
) -> Result<()> {
    let card = cards::card(question, &app.config);
    // As in `refresh`.
    if question.state.is_closed() {
        edit_card(tx, question, card, now).await?;
        return set_thread(tx, app, question, now).await;
    }
    set_thread(tx, app, question, now).await?;
    edit_card(tx, question, card, now).await
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
    // A name is anybody's, but for its words when they are hidden or erased.
    let is_named = matches!(question.state, State::Held | State::Erased);
    let topic = thread_topic(question);
    set_thread_as(tx, app, question, (&topic, is_named), now).await
}

/// The same under a topic of one's own; its name is set, too, or left.
pub(super) async fn set_thread_as(
    tx: &mut Tx,
    app: &App,
    question: &Question,
    (topic, is_named): (&str, bool),
    now: DateTime<Utc>,
) -> Result<()> {
    let set = Effect::SetThread {
        thread: question.thread_key(),
        name: is_named.then(|| cards::thread_name(question, app.config.language)),
        tags: tags(question, app),
        is_archived: question.state.is_closed(),
        is_locked: false,
    };
    versioned(tx, question, topic, &set, now).await
}

/// Under which its thread is set.
pub(super) fn thread_topic(question: &Question) -> String {
    format!("question:{}:state", question.id)
}

/// The forum that its thread is in, and the tags it has there.
pub(super) fn tags(question: &Question, app: &App) -> Option<(ChannelId, Vec<String>)> {
    match question.channel_kind {
        ChannelKind::Forum => Some((question.channel_id, cards::tags(question, &app.config))),
        ChannelKind::Text | ChannelKind::Private => None,
    }
}

/// Posts an answer in the thread.
pub(super) async fn answer(
    tx: &mut Tx,
    app: &App,
    question: &Question,
    answer: (AnswerId, Option<UserId>, &str),
    now: DateTime<Utc>,
) -> Result<()> {
    for (key, message) in said::answer(question, answer, app.config.language) {
        say(tx, question, &key, message, now).await?;
    }
    Ok(())
}

/// Posts in the thread what a mentor asks for, or what the asker wrote to it.
pub(super) async fn remark(
    tx: &mut Tx,
    app: &App,
    question: &Question,
    remark: (RemarkId, RemarkKind, Option<UserId>, &str),
    now: DateTime<Utc>,
) -> Result<()> {
    for (key, message) in said::remark(question, remark, app.config.language) {
        say(tx, question, &key, message, now).await?;
    }
    Ok(())
}

/// Offers the asker, who wrote this after an answer, to open the question again.
pub(super) async fn offer(
    tx: &mut Tx,
    app: &App,
    question: &Question,
    written: MessageId,
    now: DateTime<Utc>,
) -> Result<()> {
    let message = notices::unsolved(question, written, app.config.language);
    let key = question.key(&format!("unsolved:{written}"));
    say(tx, question, &key, message, now).await
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
        reply_to: None,
    };
    once(tx, question, key, &post, now).await
}

pub(super) async fn once(
    tx: &mut Tx,
    question: &Question,
    key: &str,
    effect: &Effect,
    now: DateTime<Utc>,
) -> Result<()> {
    let subject = question.subject();
    let queued = Queued {
        sought_since: maybe_posted(tx, question).await?,
        ..Queued::once(key, &subject, Priority::Click)
    };
    outbox::enqueue(tx, &queued, effect, now).await
}

/// Since when it may have been posted again, and that be forgotten because a backup was restored. A
/// number is never given twice, so that a first posting is new.
async fn maybe_posted(tx: &mut Tx, question: &Question) -> Result<Option<DateTime<Utc>>> {
    if (question.posting, question.card) == (1, 1) {
        return Ok(None);
    }
    let forgotten = db::forgotten(tx.conn().await?, question.asked_at).await?;
    Ok(forgotten.map(|restored| restored.as_of))
}

pub(super) async fn versioned(
    tx: &mut Tx,
    question: &Question,
    topic: &str,
    effect: &Effect,
    now: DateTime<Utc>,
) -> Result<()> {
    let subject = question.subject();
    let queued = Queued::once(topic, &subject, Priority::Click).version(question.version);
    outbox::enqueue(tx, &queued, effect, now).await
}
