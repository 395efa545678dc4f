//! Looks whether an attempt with an unknown outcome succeeded, by the marker in the message.

use chrono::{DateTime, TimeDelta, Utc};
use serde::de::IgnoredAny;
use serde_json::Value;
use serenity::http::{LightMethod, Route};

use super::private::private_thread;
use super::requests::open_dm;
use super::sealed::{Nobody, addressee};
use crate::app::App;
use crate::discord::message::shown_footer;
use crate::discord::{Call, CallError, Rest, UNKNOWN_MESSAGE};
use crate::error::Result;
use crate::ids::{ChannelId, MessageId};
use crate::outbox::store::Object;
use crate::outbox::{Effect, Place, object};

/// Pages of 100 messages that are read at most; beyond it a person is asked.
pub(super) const PAGES: usize = 50;
/// Discord's clock may differ from ours by this much.
const CLOCK_DIFFERENCE: TimeDelta = TimeDelta::seconds(60);
/// The first moment of Discord's snowflakes, in milliseconds since the epoch.
const DISCORD_EPOCH: i64 = 1_420_070_400_000;

/// What the search came to.
#[derive(Debug)]
pub(super) enum Found {
    /// It is there.
    Object(Object),
    /// Everything was read and it is not there.
    Absent,
    /// Not everything can be read.
    Incomplete(String),
    /// Discord does not answer now.
    Later(String),
}

pub(super) async fn search(
    app: &App,
    discord: &Rest,
    effect: &Effect,
    first_attempt: DateTime<Utc>,
) -> Result<Found> {
    let Some(marker) = effect.marker() else {
        return Ok(Found::Incomplete("the message has no marker".into()));
    };
    let since = snowflake(first_attempt - CLOCK_DIFFERENCE);
    let found = match effect {
        Effect::Post {
            place: Place::Channel(channel),
            ..
        } => in_channel(discord, *channel, marker, since).await,
        Effect::Post {
            place: Place::Thread(key),
            ..
        } => {
            let mut conn = app.db.read().await?;
            match object(&mut conn, key).await? {
                Some(thread) => in_channel(discord, ChannelId(thread.id.0), marker, since).await,
                None => Ok(Found::Absent),
            }
        }
        Effect::PostInForum { forum, .. } => in_forum(app, discord, *forum, marker, since).await,
        Effect::OpenPrivateThread { channel, .. } => {
            private_thread(app, discord, *channel, (marker, since)).await?
        }
        Effect::CreateEvent(_) => among_events(app, discord, marker, since).await,
        Effect::Dm { user, .. } => match open_dm(discord, *user).await {
            Ok(channel) => in_channel(discord, channel, marker, since).await,
            Err(error) => Err(error),
        },
        Effect::DmSealed(dm) => match addressee(app, dm.alias).await? {
            Ok(identity) => match open_dm(discord, identity.user).await {
                Ok(channel) => in_channel(discord, channel, marker, since).await,
                Err(error) => Err(error),
            },
            Err(Nobody::Erased) => Ok(Found::Absent),
            Err(Nobody::NoKey) => Ok(Found::Incomplete("the seal cannot be opened".into())),
        },
        Effect::GrantRole { .. }
        | Effect::Kick { .. }
        | Effect::RevokeRole { .. }
        | Effect::Edit { .. }
        | Effect::Pin { .. }
        | Effect::Delete { .. }
        | Effect::OpenThread { .. }
        | Effect::SetThread { .. }
        | Effect::AddToThread { .. }
        | Effect::RemoveFromThread { .. }
        | Effect::CancelEvent { .. }
        | Effect::DeleteMessage(_) => Ok(Found::Absent),
    };
    Ok(found.unwrap_or_else(|error| match error {
        CallError::Refused { status, code, .. } => {
            Found::Incomplete(format!("HTTP {status}, code {code}"))
        }
        CallError::NotSent | CallError::Unknown(_) | CallError::Wait(_) => {
            Found::Later(error.to_string())
        }
    }))
}

/// Reads a channel's history forward from `since`.
async fn in_channel(
    discord: &Rest,
    channel: ChannelId,
    marker: &str,
    since: i64,
) -> Result<Found, CallError> {
    let mut after = since;
    let (mut is_visible, mut is_second_look) = (false, false);
    for _ in 0..PAGES {
        let page = page(discord, channel, after).await?;
        if let Some(message) = page.iter().find(|message| carries(message, marker)) {
            return Ok(match id_of(message) {
                Some(id) => Found::Object(Object {
                    id: MessageId(id),
                    channel_id: channel,
                }),
                None => Found::Incomplete("unreadable message id".into()),
            });
        }
        is_visible |= !page.is_empty();
        if !is_visible && tells_of_more(discord, channel, since).await? {
            if is_second_look {
                return Ok(Found::Incomplete("the history cannot be read".into()));
            }
            // What somebody wrote after we looked, or what we may read only now, is there then.
            is_second_look = true;
            continue;
        }
        if page.len() < 100 {
            return Ok(Found::Absent);
        }
        after = page.iter().filter_map(id_of).max().unwrap_or(after);
    }
    Ok(Found::Incomplete(format!("more than {PAGES} pages")))
}

/// Whether an empty history may only be hidden: without Read Message History Discord answers with an
/// empty list, but the channel still tells of a younger message. It tells of one that was deleted, too;
/// only whoever may read the history is told that such a message is unknown.
async fn tells_of_more(discord: &Rest, id: ChannelId, since: i64) -> Result<bool, CallError> {
    let route = Route::Channel {
        channel_id: id.into(),
    };
    let channel: Value = discord.get(route).await?;
    let last = channel["last_message_id"]
        .as_str()
        .and_then(|id| id.parse().ok());
    let Some(last) = last.filter(|last: &i64| *last > since) else {
        return Ok(false);
    };
    match discord.message::<IgnoredAny>(id, MessageId(last)).await {
        Err(error) if error.code() == Some(UNKNOWN_MESSAGE) => Ok(false),
        Ok(_) | Err(CallError::Refused { .. }) => Ok(true),
        Err(error) => Err(error),
    }
}

/// The oldest hundred messages after `after`.
async fn page(discord: &Rest, channel: ChannelId, after: i64) -> Result<Vec<Value>, CallError> {
    let route = Route::ChannelMessages {
        channel_id: channel.into(),
    };
    let call = Call::new(LightMethod::Get, route).query(&format!("after={after}&limit=100"));
    discord.call(call).await
}

/// Looks at the first message of every post that is young enough, active ones first.
async fn in_forum(
    app: &App,
    discord: &Rest,
    forum: ChannelId,
    marker: &str,
    since: i64,
) -> Result<Found, CallError> {
    let Some(guild) = app.config.discord.guild else {
        return Ok(Found::Incomplete("discord.guild is not configured".into()));
    };
    let active: Value = discord
        .get(Route::GuildThreadsActive {
            guild_id: guild.into(),
        })
        .await?;
    if let Some(object) = among(discord, &active, forum, marker, since).await? {
        return Ok(Found::Object(object));
    }
    // By time of archiving, youngest first: what was archived before `since` was posted earlier.
    let mut query = "limit=100".to_owned();
    for _ in 0..PAGES {
        let route = Route::ChannelArchivedPublicThreads {
            channel_id: forum.into(),
        };
        let page: Value = discord
            .call(Call::new(LightMethod::Get, route).query(&query))
            .await?;
        if let Some(object) = among(discord, &page, forum, marker, since).await? {
            return Ok(Found::Object(object));
        }
        let last = page["threads"]
            .as_array()
            .and_then(|threads| threads.last());
        let archived =
            last.and_then(|thread| thread["thread_metadata"]["archive_timestamp"].as_str());
        let archived_at = archived.and_then(|at| DateTime::parse_from_rfc3339(at).ok());
        let is_last = page["has_more"].as_bool() != Some(true);
        match archived_at {
            Some(at) if !is_last && snowflake(at.to_utc()) >= since => {
                let before = at
                    .to_utc()
                    .to_rfc3339_opts(chrono::SecondsFormat::Micros, true);
                query = format!("limit=100&before={before}");
            }
            _ => return Ok(Found::Absent),
        }
    }
    Ok(Found::Incomplete(format!(
        "more than {PAGES} pages of archived posts"
    )))
}

async fn among(
    discord: &Rest,
    list: &Value,
    forum: ChannelId,
    marker: &str,
    since: i64,
) -> Result<Option<Object>, CallError> {
    let forum = forum.to_string();
    for thread in list["threads"].as_array().into_iter().flatten() {
        let Some(id) = id_of(thread).filter(|id| *id >= since) else {
            continue;
        };
        if thread["parent_id"].as_str() != Some(&forum) {
            continue;
        }
        let channel = ChannelId(id);
        match discord.message::<Value>(channel, MessageId(id)).await {
            Ok(message) if carries(&message, marker) => {
                return Ok(Some(Object {
                    id: MessageId(id),
                    channel_id: channel,
                }));
            }
            Ok(_) => {}
            // Somebody deleted the first message of a post: it is not ours to find.
            Err(error) if error.code() == Some(UNKNOWN_MESSAGE) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(None)
}

/// Looks among the meetings that are not over: Discord tells of all of them at once.
async fn among_events(
    app: &App,
    discord: &Rest,
    marker: &str,
    since: i64,
) -> Result<Found, CallError> {
    let Some(guild) = app.config.discord.guild else {
        return Ok(Found::Incomplete("discord.guild is not configured".into()));
    };
    let events: Vec<Value> = discord
        .get(Route::GuildScheduledEvents {
            guild_id: guild.into(),
        })
        .await?;
    let shown = shown_footer(marker);
    let is_it = |event: &&Value| {
        let about = event["description"].as_str().unwrap_or_default();
        about.lines().last() == Some(&shown) && id_of(event).is_some_and(|id| id >= since)
    };
    let Some(event) = events.iter().find(is_it) else {
        return Ok(Found::Absent);
    };
    let channel = event["channel_id"].as_str().and_then(|id| id.parse().ok());
    Ok(match (id_of(event), channel) {
        (Some(id), Some(channel)) => Found::Object(Object {
            id: MessageId(id),
            channel_id: ChannelId(channel),
        }),
        _ => Found::Incomplete("unreadable event".into()),
    })
}

/// Whether a message of Discord's carries our marker: a button's `custom_id` or an embed's footer, as
/// it is shown, or as earlier versions showed it.
fn carries(message: &Value, marker: &str) -> bool {
    // A webhook may say anything; what we post ourselves comes from no webhook.
    if !message["webhook_id"].is_null() {
        return false;
    }
    let rows = message["components"].as_array().into_iter().flatten();
    let mut buttons = rows.flat_map(|row| row["components"].as_array().into_iter().flatten());
    let mut embeds = message["embeds"].as_array().into_iter().flatten();
    buttons.any(|button| button["custom_id"].as_str() == Some(marker))
        || embeds.any(|embed| {
            let footer = embed["footer"]["text"].as_str();
            footer == Some(marker) || footer == Some(&shown_footer(marker))
        })
}

fn id_of(thing: &Value) -> Option<i64> {
    thing["id"].as_str()?.parse().ok()
}

/// The lowest id that Discord can have given at `at`.
pub(super) fn snowflake(at: DateTime<Utc>) -> i64 {
    ((at.timestamp_millis() - DISCORD_EPOCH) << 22).max(0)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use serde_json::json;

    use super::*;

    #[test]
    fn a_message_is_recognised_as_it_is_shown_now_and_as_it_was_before() {
        let with = |footer: &str| json!({"embeds": [{"footer": {"text": footer}}]});
        let tag = "salon · welcome-5";
        let shown = shown_footer(tag);
        assert!(!shown.contains("welcome"), "{shown}");
        for footer in [tag, shown.as_str()] {
            assert!(carries(&with(footer), tag), "{footer}");
            assert!(!carries(&with(footer), "salon · welcome-6"), "{footer}");
            assert!(!carries(&with(footer), "salon · ended-5"), "{footer}");
        }
        // What is no tag is shown as it is.
        assert_eq!(shown_footer("1 / 3 ページ"), "1 / 3 ページ");
        assert_eq!(shown_footer(""), "");
    }

    #[test]
    fn no_two_tags_are_shown_alike() {
        let steps = ["welcome", "renewal-7", "renewal-1", "grace-0", "ended"];
        let tags = (1..20_000).flat_map(|id| steps.map(|step| format!("salon · {step}-{id}")));
        let shown: HashSet<String> = tags.map(|tag| shown_footer(&tag)).collect();
        assert_eq!(shown.len(), 19_999 * steps.len());
    }
}
