//! Looks for cards that somebody deleted while nobody told us. Discord has no list of them: a page
//! of a text channel's history shows many, a post in a forum is a channel of its own.

use std::collections::{BTreeMap, HashSet};

use serde::Deserialize;
use serde::de::IgnoredAny;
use serenity::http::{LightMethod, Route};

use super::question::{ChannelKind, Part, Question};
use super::{lost, pinned, store};
use crate::app::App;
use crate::discord::{Call, CallError, Rest, UNKNOWN_CHANNEL, UNKNOWN_MESSAGE};
use crate::error::Result;
use crate::ids::{ChannelId, MessageId, QuestionId};
use crate::outbox;

/// Questions that are looked at in one go: others must be heard in between.
const AT_ONCE: i64 = 20;

/// A card as it should be on Discord.
struct Card {
    question: QuestionId,
    /// Under which it was posted: what hides one of its threads hides all.
    parent: ChannelId,
    channel: ChannelId,
    id: MessageId,
}

#[derive(Deserialize)]
struct Message {
    id: String,
}

/// Looks at the cards of the next questions after `last` that are not closed; the last of them, if
/// there are more. Once for each session is enough: after it we hear of what is deleted.
///
/// # Errors
/// When Discord or the database does not answer; nothing before `last` has to be looked at again.
pub async fn find_missing_cards(
    app: &App,
    discord: &Rest,
    last: QuestionId,
) -> Result<Option<QuestionId>> {
    if last == QuestionId(0) {
        pinned::find_missing(app, discord).await?;
    }
    let open = store::tracked_after(&mut *app.db.read().await?, last, AT_ONCE).await?;
    let mut cards = Vec::new();
    for store::Tracked {
        question, thread, ..
    } in &open
    {
        // With its thread the card is gone, and the owner was told.
        if question.lost == Some(Part::Thread) {
            continue;
        }
        let card = outbox::object(&mut *app.db.read().await?, &question.card_key()).await?;
        cards.extend(card.map(|card| Card {
            question: question.id,
            parent: question.channel_id,
            channel: channel(question, *thread),
            id: card.id,
        }));
    }
    let mut seen = HashSet::new();
    let mut hidden = HashSet::new();
    for (channel, oldest) in shared(&cards) {
        match page(discord, channel, oldest).await {
            Ok(page) => seen.extend(page),
            Err(CallError::Refused { .. }) => {
                hidden.insert(channel);
            }
            Err(error) => return Err(anyhow::Error::from(error).into()),
        }
    }
    for card in cards {
        if seen.contains(&card.id) || hidden.contains(&card.parent) {
            continue;
        }
        // An empty history may be one that we must not read: only this says that it is gone.
        match discord.message::<IgnoredAny>(card.channel, card.id).await {
            Ok(_) => {}
            Err(error) if error.code() == Some(UNKNOWN_MESSAGE) => {
                lost::lose(app, card.question, (Part::Card, card.id), true).await?;
            }
            // Of which the owner is told.
            Err(error) if error.code() == Some(UNKNOWN_CHANNEL) => {}
            // `salon check` says how to mend that; asking on would be held against us.
            Err(CallError::Refused { .. }) => {
                hidden.insert(card.parent);
            }
            Err(error) => return Err(anyhow::Error::from(error).into()),
        }
    }
    let is_full = i64::try_from(open.len()).is_ok_and(|len| len == AT_ONCE);
    let last = open.last().map(|open| open.question.id);
    Ok(last.filter(|_| is_full))
}

/// A text channel holds the first card, the thread every other one.
fn channel(question: &Question, thread: MessageId) -> ChannelId {
    match question.channel_kind {
        ChannelKind::Text if question.card == 1 => question.channel_id,
        ChannelKind::Text | ChannelKind::Forum | ChannelKind::Private => ChannelId(thread.0),
    }
}

/// The channels that hold several of these cards, with the oldest of them.
fn shared(cards: &[Card]) -> Vec<(ChannelId, MessageId)> {
    let mut held: BTreeMap<ChannelId, Vec<MessageId>> = BTreeMap::new();
    for card in cards {
        held.entry(card.channel).or_default().push(card.id);
    }
    held.retain(|_, ids| ids.len() > 1);
    let oldest =
        |(channel, ids): (ChannelId, Vec<MessageId>)| Some((channel, ids.into_iter().min()?));
    held.into_iter().filter_map(oldest).collect()
}

/// The hundred messages of a channel from this one on.
async fn page(
    discord: &Rest,
    channel: ChannelId,
    from: MessageId,
) -> Result<Vec<MessageId>, CallError> {
    let route = Route::ChannelMessages {
        channel_id: channel.into(),
    };
    let after = from.0 - 1;
    let call = Call::new(LightMethod::Get, route).query(&format!("after={after}&limit=100"));
    let page: Vec<Message> = discord.call(call).await?;
    Ok(page
        .into_iter()
        .filter_map(|message| message.id.parse().ok())
        .collect())
}
