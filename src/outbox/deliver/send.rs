//! One attempt at one effect. Beside each arm stands why a repeat is harmless, or what makes it so.

use chrono::TimeDelta;
use serde::Deserialize;
use serde_json::{Value, json};
use serenity::http::{LightMethod, Route};

use super::{Due, Outcome, Tags, backoff};
use crate::app::App;
use crate::discord::message::Message;
use crate::discord::{Call, CallError, Rest};
use crate::error::Result;
use crate::ids::{ChannelId, MessageId, UserId};
use crate::outbox::store::Object;
use crate::outbox::{Effect, Place, object};

/// Doing it twice shows no more than doing it once.
pub(super) fn is_harmless_to_repeat(effect: &Effect) -> bool {
    match effect {
        Effect::GrantRole { .. }
        | Effect::RevokeRole { .. }
        | Effect::Edit { .. }
        | Effect::OpenThread { .. }
        | Effect::SetThread { .. } => true,
        Effect::Post { .. } | Effect::PostInForum { .. } | Effect::Dm { .. } => false,
    }
}

/// Discord drops a quick repeat of it by its nonce.
pub(super) fn has_nonce(effect: &Effect) -> bool {
    matches!(effect, Effect::Post { .. } | Effect::Dm { .. })
}

/// A message or channel as Discord answers; no more than we need.
#[derive(Deserialize)]
struct Made {
    id: String,
    channel_id: Option<String>,
}

impl Made {
    fn object(&self) -> Option<Object> {
        let channel = self.channel_id.as_ref().unwrap_or(&self.id);
        Some(Object {
            id: self.id.parse().ok()?,
            channel_id: channel.parse().ok()?,
        })
    }
}

pub(super) async fn send(
    app: &App,
    discord: &Rest,
    tags: &Tags,
    due: &Due,
    effect: &Effect,
) -> Result<Outcome> {
    let (sent, depends_on) = match effect {
        // PUT and DELETE of a role repeat freely.
        Effect::GrantRole { user, role, reason } | Effect::RevokeRole { user, role, reason } => {
            let method = match effect {
                Effect::GrantRole { .. } => LightMethod::Put,
                _ => LightMethod::Delete,
            };
            let Some(guild) = app.config.discord.guild else {
                return Ok(Outcome::Held("discord.guild is not configured".into()));
            };
            let route = Route::GuildMemberRole {
                guild_id: guild.into(),
                user_id: (*user).into(),
                role_id: (*role).into(),
            };
            let call = Call::new(method, route).reason(reason);
            let sent = discord.call::<Value>(call).await.map(|_| None);
            (sent, format!("role:{role}"))
        }
        // Discord drops a repeated nonce for some minutes; later the marker is searched for.
        Effect::Post { place, message } => {
            let channel = match place {
                Place::Channel(channel) => *channel,
                Place::Thread(key) => match find(app, key).await? {
                    // A thread has the id of the message it hangs on.
                    Some(thread) => ChannelId(thread.id.0),
                    None => return Ok(Outcome::Undeliverable("the thread was never opened")),
                },
            };
            let sent = post(discord, channel, message, due.nonce.as_deref()).await;
            (sent, format!("channel:{channel}"))
        }
        // No nonce exists here: only what surely failed is repeated.
        Effect::PostInForum {
            forum,
            name,
            tags: wanted,
            message,
        } => {
            let tag_ids = match tag_ids(discord, tags, *forum, wanted).await {
                Ok(ids) => ids,
                Err(error) => {
                    let error = before_acting(error);
                    return Ok(outcome(
                        due,
                        effect,
                        Err(error),
                        &format!("channel:{forum}"),
                    ));
                }
            };
            let sent = post_in_forum(discord, *forum, name, &tag_ids, message).await;
            (sent, format!("channel:{forum}"))
        }
        // An edit sets the whole face; the same face twice is one face.
        Effect::Edit { of, message } => {
            let Some(target) = find(app, of).await? else {
                return Ok(Outcome::Undeliverable("the message was never posted"));
            };
            let sent = edit(discord, target, message).await;
            (sent, format!("channel:{}", target.channel_id))
        }
        // A message has at most one thread, with the message's own id; 160004 says it is there.
        Effect::OpenThread { on, name } => {
            let Some(message) = find(app, on).await? else {
                return Ok(Outcome::Undeliverable("the message was never posted"));
            };
            let sent = open_thread(discord, message, name).await;
            (sent, format!("channel:{}", message.channel_id))
        }
        // Tags, archived and locked are set to a state, not toggled.
        Effect::SetThread {
            thread,
            tags: wanted,
            is_archived,
            is_locked,
        } => {
            let Some(thread) = find(app, thread).await? else {
                return Ok(Outcome::Undeliverable("the thread was never opened"));
            };
            let channel = ChannelId(thread.id.0);
            let sent = set_thread(
                app,
                discord,
                tags,
                channel,
                wanted.as_deref(),
                (*is_archived, *is_locked),
            )
            .await;
            (sent, format!("channel:{channel}"))
        }
        // Opening the conversation repeats freely; the message has a nonce.
        Effect::Dm { user, message } => {
            let channel = match open_dm(discord, *user).await {
                Ok(channel) => channel,
                Err(error) => {
                    let error = before_acting(error);
                    return Ok(outcome(due, effect, Err(error), &format!("user:{user}")));
                }
            };
            let sent = post(discord, channel, message, due.nonce.as_deref()).await;
            (sent, format!("user:{user}"))
        }
    };
    Ok(outcome(due, effect, sent, &depends_on))
}

/// What an answer means. Sources: Discord's list of JSON error codes.
fn outcome(
    due: &Due,
    effect: &Effect,
    sent: Result<Option<Object>, CallError>,
    depends_on: &str,
) -> Outcome {
    let (status, code, message) = match sent {
        Ok(object) => return Outcome::Done(object),
        Err(CallError::NotSent) => {
            return Outcome::Retry(backoff(due.attempts, due.id), "not reached".into());
        }
        Err(CallError::Unknown(why)) => return Outcome::Unknown(why),
        Err(CallError::Wait(wait)) => {
            let wait = TimeDelta::from_std(wait).unwrap_or(super::PAUSE);
            return Outcome::Retry(wait, "rate limited".into());
        }
        Err(CallError::Refused {
            status,
            code,
            message,
        }) => (status, code, message),
    };
    let is_dm = matches!(effect, Effect::Dm { .. });
    match code {
        10_007 => Outcome::Undeliverable("not in the server"),
        10_008 => Outcome::Undeliverable("a moderator deleted the message"),
        10_013 | 50_007 | 50_278 if is_dm => Outcome::Undeliverable("takes no direct messages"),
        10_003
            if matches!(
                effect,
                Effect::Edit { .. } | Effect::SetThread { .. } | Effect::OpenThread { .. }
            ) =>
        {
            Outcome::Undeliverable("a moderator deleted the thread or channel")
        }
        // Opening conversations too fast.
        40_003 => Outcome::Retry(
            TimeDelta::minutes(10),
            "conversations opened too fast".into(),
        ),
        10_003 | 10_011 | 50_001 | 50_013 => Outcome::Paused(depends_on.to_owned()),
        _ if status == 401 => Outcome::Retry(TimeDelta::minutes(5), "the token is refused".into()),
        _ if status == 408 || status == 425 => Outcome::Unknown(format!("HTTP {status}")),
        _ => Outcome::Held(format!("HTTP {status}, code {code}: {message}")),
    }
}

/// A failure on the way to the request that matters: it surely was not made.
fn before_acting(error: CallError) -> CallError {
    match error {
        CallError::Unknown(_) => CallError::NotSent,
        CallError::NotSent | CallError::Wait(_) | CallError::Refused { .. } => error,
    }
}

async fn find(app: &App, key: &str) -> Result<Option<Object>> {
    let mut conn = app.db.read().await?;
    object(&mut conn, key).await
}

async fn post(
    discord: &Rest,
    channel: ChannelId,
    message: &Message,
    nonce: Option<&str>,
) -> Result<Option<Object>, CallError> {
    let mut builder = message.create();
    if let Some(nonce) = nonce {
        builder = builder
            .nonce(serenity::all::Nonce::String(nonce.to_owned()))
            .enforce_nonce(true);
    }
    let route = Route::ChannelMessages {
        channel_id: channel.into(),
    };
    let call = json_call(LightMethod::Post, route, &builder)?;
    Ok(discord.call::<Made>(call).await?.object())
}

async fn post_in_forum(
    discord: &Rest,
    forum: ChannelId,
    name: &str,
    tags: &[String],
    message: &Message,
) -> Result<Option<Object>, CallError> {
    let route = Route::ChannelForumPosts {
        channel_id: forum.into(),
    };
    let body = json!({"name": name, "applied_tags": tags, "message": message.create()});
    let made: Made = discord
        .call(json_call(LightMethod::Post, route, &body)?)
        .await?;
    // The starter message has the thread's id and is in the thread.
    Ok(made.id.parse().ok().map(|id: i64| Object {
        id: MessageId(id),
        channel_id: ChannelId(id),
    }))
}

async fn edit(
    discord: &Rest,
    target: Object,
    message: &Message,
) -> Result<Option<Object>, CallError> {
    let call = || {
        let route = Route::ChannelMessage {
            channel_id: target.channel_id.into(),
            message_id: target.id.into(),
        };
        json_call(LightMethod::Patch, route, &message.edit())
    };
    match discord.call::<Value>(call()?).await {
        // Archived meanwhile: a card can be changed only in an open thread.
        Err(error) if error.code() == Some(50_083) => {
            let route = Route::Channel {
                channel_id: target.channel_id.into(),
            };
            let unarchive = json_call(LightMethod::Patch, route, &json!({"archived": false}))?;
            discord.call::<Value>(unarchive).await?;
            discord.call::<Value>(call()?).await?;
        }
        answer => {
            answer?;
        }
    }
    Ok(None)
}

async fn open_thread(
    discord: &Rest,
    message: Object,
    name: &str,
) -> Result<Option<Object>, CallError> {
    let route = Route::ChannelMessageThreads {
        channel_id: message.channel_id.into(),
        message_id: message.id.into(),
    };
    let call = json_call(
        LightMethod::Post,
        route,
        &json!({"name": name, "auto_archive_duration": 10_080}),
    )?;
    match discord.call::<Value>(call).await {
        Err(error) if error.code() == Some(160_004) => {}
        answer => {
            answer?;
        }
    }
    Ok(Some(Object {
        id: message.id,
        channel_id: ChannelId(message.id.0),
    }))
}

async fn set_thread(
    app: &App,
    discord: &Rest,
    tags: &Tags,
    thread: ChannelId,
    wanted: Option<&[String]>,
    (is_archived, is_locked): (bool, bool),
) -> Result<Option<Object>, CallError> {
    let mut body = json!({"archived": is_archived, "locked": is_locked});
    if let (Some(wanted), Some(forum)) = (wanted, app.config.channels.questions) {
        let ids = tag_ids(discord, tags, forum, wanted)
            .await
            .map_err(before_acting)?;
        body["applied_tags"] = json!(ids);
    }
    let route = Route::Channel {
        channel_id: thread.into(),
    };
    discord
        .call::<Value>(json_call(LightMethod::Patch, route, &body)?)
        .await?;
    Ok(None)
}

pub(super) async fn open_dm(discord: &Rest, user: UserId) -> Result<ChannelId, CallError> {
    let body = json!({"recipient_id": user.to_string()});
    let made: Made = discord
        .call(json_call(
            LightMethod::Post,
            Route::UserMeDmChannels,
            &body,
        )?)
        .await?;
    made.id
        .parse()
        .map_err(|_| CallError::Unknown("unreadable channel id".into()))
}

/// The ids of a forum's tags by their names; read once a pass. Unknown names are left out:
/// `salon check` reports them, and a question is worth more than its tag.
async fn tag_ids(
    discord: &Rest,
    tags: &Tags,
    forum: ChannelId,
    wanted: &[String],
) -> Result<Vec<String>, CallError> {
    let known = |tags: &Tags| {
        let tags = tags
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        tags.get(&forum.0).map(|names| {
            let ids = wanted.iter().filter_map(|name| names.get(name));
            ids.map(ToString::to_string).collect::<Vec<_>>()
        })
    };
    if let Some(ids) = known(tags) {
        return Ok(ids);
    }
    let channel: Value = discord
        .get(Route::Channel {
            channel_id: forum.into(),
        })
        .await?;
    let names = channel["available_tags"].as_array().into_iter().flatten();
    let names = names
        .filter_map(|tag| {
            Some((
                tag["name"].as_str()?.to_owned(),
                tag["id"].as_str()?.parse().ok()?,
            ))
        })
        .collect();
    tags.lock()
        .unwrap_or_else(std::sync::PoisonError::into_inner)
        .insert(forum.0, names);
    Ok(known(tags).unwrap_or_default())
}

fn json_call(
    method: LightMethod,
    route: Route<'_>,
    body: &impl serde::Serialize,
) -> Result<Call, CallError> {
    Call::new(method, route)
        .json(body)
        .map_err(|error| CallError::Refused {
            status: 400,
            code: 0,
            message: format!("cannot be written as JSON: {error}"),
        })
}
