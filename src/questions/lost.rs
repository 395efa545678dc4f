//! What somebody deleted by hand: a thread, a card. The owner is told and decides whether it is posted
//! again or erased; never the bot by itself, because somebody may have had a reason: words that
//! should not be there.

use chrono::{DateTime, Utc};
use serde::de::IgnoredAny;
use serde_json::json;
use serenity::http::Route;

use super::question::{ChannelKind, Question, State};
use super::refusal::Refusal;
use super::rules::{self, Event};
use super::{change, load, notices, posting, record, relation, save, store};
use crate::actor::Actor;
use crate::app::App;
use crate::db::Tx;
use crate::discord::{CallError, Rest};
use crate::error::Result;
use crate::ids::{ChannelId, MessageId, QuestionId};
use crate::journal::By;
use crate::outbox::{self, Effect, Place, Priority, Queued};
use crate::people;

/// Discord's error for a message that is gone.
const UNKNOWN_MESSAGE: i64 = 10_008;

/// What can be gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// With all that was written in it.
    Thread,
    /// The question's own words.
    Card,
}

/// A part that is gone, and the effect that told of it.
struct Loss {
    part: Part,
    told_by: String,
}

/// Takes in that a thread is gone.
pub async fn thread_deleted(app: &App, channel: ChannelId) -> Result<()> {
    let Some(number) = super::in_thread(app, channel).await? else {
        return Ok(());
    };
    lose(app, number, (Part::Thread, MessageId(channel.0)))
        .await
        .map(drop)
}

/// Takes in that a message is gone.
pub async fn message_deleted(app: &App, message: MessageId) -> Result<()> {
    let made_by = outbox::made_by(&mut *app.db.read().await?, message).await?;
    let Some(number) = made_by.as_deref().and_then(super::number_in) else {
        return Ok(());
    };
    lose(app, number, (Part::Card, message)).await.map(drop)
}

/// Tells the owner, once, what of a question that is not closed is gone. `true` the first time.
pub(super) async fn lose(
    app: &App,
    number: QuestionId,
    (part, id): (Part, MessageId),
) -> Result<bool> {
    let key = lost_key(number, part, id);
    let mut conn = app.db.read().await?;
    let question = load(&mut conn, number).await?;
    // An older posting of it may well be deleted.
    let present = outbox::object(&mut conn, &part.key(&question)).await?;
    let is_present = present.is_some_and(|present| present.id == id);
    let is_told = outbox::fate(&mut conn, &key).await?.is_some();
    drop(conn);
    if question.state.is_closed() || !is_present || is_told {
        return Ok(false);
    }
    let now = app.now();
    let mut tx = app.db.begin().await?;
    if !tell_owner(&mut tx, app, (&question, part, &key), now).await? {
        return Ok(false);
    }
    let details = json!({"part": part.name(), "id": id});
    let step = ("question.lost", By::Discord, details);
    record(&mut tx, &question, step, now).await?;
    tx.commit().await?;
    Ok(true)
}

/// Posts again what is gone of a question; with a thread also its answers. Only for the owner.
pub async fn recreate(app: &App, actor: &Actor, number: QuestionId) -> Result<Question> {
    actor.must_be_owner()?;
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let before = load(tx.conn().await?, number).await?;
    let loss = loss(&mut tx, &before).await?;
    let mut after = before.clone();
    after.version += 1;
    match loss.part {
        Part::Thread => {
            after.posting += 1;
            after.card = 1;
            posting::post_again(&mut tx, app, (&before, &after), now).await?;
        }
        Part::Card => {
            after.card += 1;
            posting::card_again(&mut tx, app, &after, now).await?;
            // Whatever is posted in a thread opens it.
            if after.state.is_closed() {
                posting::set_thread(&mut tx, app, &after, now).await?;
            }
        }
    }
    change(&mut tx, &before, &after).await?;
    end(&mut tx, app, (&after, &loss), now).await?;
    let owner = people::ensure(&mut tx, actor.user, Some(actor.lang), now).await?;
    let details = json!({"version": after.version, "part": loss.part.name()});
    let step = ("question.recreated", By::Person(owner), details);
    record(&mut tx, &after, step, now).await?;
    tx.commit().await?;
    Ok(after)
}

/// Whether the owner could have it posted again or erased; asked before they confirm.
pub async fn erasable(app: &App, actor: &Actor, number: QuestionId) -> Result<Question> {
    actor.must_be_owner()?;
    let mut tx = app.db.begin().await?;
    let question = load(tx.conn().await?, number).await?;
    loss(&mut tx, &question).await?;
    Ok(question)
}

/// Forgets what was written in a question of which something is gone, and in its answers, here and
/// on Discord. Only for the owner; the asker is told.
pub async fn erase(app: &App, actor: &Actor, number: QuestionId) -> Result<Question> {
    actor.must_be_owner()?;
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let before = load(tx.conn().await?, number).await?;
    let to = rules::decide(&before, Event::Erase, relation(actor, &before), now)?;
    let loss = loss(&mut tx, &before).await?;
    let owner = people::ensure(&mut tx, actor.user, Some(actor.lang), now).await?;
    let after = rules::moved(&before, Event::Erase, to, Some((owner, actor.user)), now);
    store::erase_words(&mut tx, number).await?;
    // What waits must not bring it back, and what was sent is not kept.
    outbox::forget(&mut tx, &before.subject(), now).await?;
    posting::blank(&mut tx, app, &after, now).await?;
    let step = (Event::Erase, Some(owner));
    save(&mut tx, app, &before, &after, step, now).await?;
    // Its name, and that what was edited in it opened it.
    posting::set_thread(&mut tx, app, &after, now).await?;
    end(&mut tx, app, (&after, &loss), now).await?;
    tell_of_erasure(&mut tx, &after, now).await?;
    tx.commit().await?;
    app.schedule_changed.notify_one();
    Ok(after)
}

/// Looks for cards that were deleted while nobody told us: one call for each question that is not
/// closed, so once for each session.
///
/// # Errors
/// When Discord or the database does not answer.
pub async fn find_missing_cards(app: &App, discord: &Rest) -> Result<()> {
    let open = store::with_thread(&mut *app.db.read().await?).await?;
    for (question, thread) in open {
        let card = outbox::object(&mut *app.db.read().await?, &question.card_key()).await?;
        let Some(card) = card else { continue };
        // A text channel holds the first card, the thread every other one.
        let is_above = question.channel_kind == ChannelKind::Text && question.card == 1;
        let channel = if is_above {
            question.channel_id
        } else {
            ChannelId(thread.0)
        };
        let route = Route::ChannelMessage {
            channel_id: channel.into(),
            message_id: card.id.into(),
        };
        match discord.get::<IgnoredAny>(route).await {
            Err(error) if error.code() == Some(UNKNOWN_MESSAGE) => {
                lose(app, question.id, (Part::Card, card.id)).await?;
            }
            // Hidden, or its thread is gone, of which the owner is told.
            Ok(_) | Err(CallError::Refused { .. }) => {}
            Err(error) => return Err(anyhow::Error::from(error).into()),
        }
    }
    Ok(())
}

impl Part {
    /// Its name in the journal and in the outbox.
    const fn name(self) -> &'static str {
        match self {
            Self::Thread => "thread",
            Self::Card => "card",
        }
    }

    /// The effect that made it.
    fn key(self, question: &Question) -> String {
        match self {
            Self::Thread => question.thread_key(),
            Self::Card => question.card_key(),
        }
    }
}

/// What is gone of a question at present, if the owner was told and nothing was done about it.
async fn loss(tx: &mut Tx, question: &Question) -> Result<Loss> {
    if question.state == State::Erased {
        return Err(Refusal::Erased.into());
    }
    let conn = tx.conn().await?;
    // With its thread the card is gone, too.
    for part in [Part::Thread, Part::Card] {
        let Some(present) = outbox::object(conn, &part.key(question)).await? else {
            continue;
        };
        let told_by = lost_key(question.id, part, present.id);
        if outbox::fate(conn, &told_by).await?.is_some() {
            return Ok(Loss { part, told_by });
        }
    }
    Err(Refusal::NotLost(question.id).into())
}

/// Under which the owner is told that a part is gone: once of each.
fn lost_key(question: QuestionId, part: Part, id: MessageId) -> String {
    format!("question:{question}:lost-{}:{id}", part.name())
}

/// Tells the owner in the log channel what is gone. `false` where there is no log channel.
async fn tell_owner(
    tx: &mut Tx,
    app: &App,
    (question, part, key): (&Question, Part, &str),
    now: DateTime<Utc>,
) -> Result<bool> {
    let Some(channel) = app.config.channels.log else {
        return Ok(false);
    };
    let post = Effect::Post {
        place: Place::Channel(channel),
        message: notices::lost(question, part, app.config.language),
    };
    let queued = Queued::once(key, key, Priority::Normal);
    outbox::enqueue(tx, &queued, &post, now).await?;
    Ok(true)
}

/// Shows in the log channel what was done about it; the buttons go.
async fn end(
    tx: &mut Tx,
    app: &App,
    (question, loss): (&Question, &Loss),
    now: DateTime<Utc>,
) -> Result<()> {
    let key = format!("{}:end", loss.told_by);
    let edit = Effect::Edit {
        of: loss.told_by.clone(),
        message: notices::end_of_loss(question, loss.part, app.config.language),
    };
    let queued = Queued::once(&key, &loss.told_by, Priority::Normal);
    outbox::enqueue(tx, &queued, &edit, now).await
}

/// Tells the asker that the owner erased their question.
async fn tell_of_erasure(tx: &mut Tx, question: &Question, now: DateTime<Utc>) -> Result<()> {
    let Some(asker) = question.asker else {
        return Ok(());
    };
    let lang = people::language(tx.conn().await?, question.asker_id).await?;
    let message = notices::erased_notice(question, lang);
    let key = format!("question:{}:erased", question.id);
    posting::tell(tx, &key, (question.asker_id, asker), message, now).await
}
