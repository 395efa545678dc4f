//! The requests themselves: serenity's routes and builders, sent by us.

use serde::Deserialize;
use serde_json::{Value, json};
use serenity::all::{
    CreateScheduledEvent, MessageReference, MessageReferenceKind, ScheduledEventId,
    ScheduledEventType, Timestamp,
};
use serenity::http::{LightMethod, Route};

use super::Tags;
use crate::app::App;
use crate::discord::file::File;
use crate::discord::message::{Message, shown_footer};
use crate::discord::{Call, CallError, Rest};
use crate::ids::{ChannelId, GuildId, MessageId, RoleId, UserId};
use crate::outbox::store::Object;
use crate::outbox::{Meeting, MeetingKind};

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

/// Gives or takes a role.
pub(super) async fn set_role(
    app: &App,
    discord: &Rest,
    is_given: bool,
    (user, role): (UserId, RoleId),
    reason: &str,
) -> Result<Option<Object>, CallError> {
    let guild = guild(app)?;
    let method = if is_given {
        LightMethod::Put
    } else {
        LightMethod::Delete
    };
    let route = Route::GuildMemberRole {
        guild_id: guild.into(),
        user_id: user.into(),
        role_id: role.into(),
    };
    discord
        .call::<Value>(Call::new(method, route).reason(reason))
        .await?;
    Ok(None)
}

fn guild(app: &App) -> Result<GuildId, CallError> {
    app.config.discord.guild.ok_or_else(|| CallError::Refused {
        status: 400,
        code: 0,
        message: "discord.guild is not configured".into(),
    })
}

/// Posts a message with its files, as an answer to another one of the channel where that is still there.
pub(super) async fn post(
    discord: &Rest,
    channel: ChannelId,
    (message, answered): (&Message, Option<Object>),
    files: Vec<File>,
    nonce: Option<&str>,
) -> Result<Option<Object>, CallError> {
    let mut builder = message.create();
    if let Some(answered) = answered {
        let kind = MessageReferenceKind::Default;
        let reference = MessageReference::new(kind, answered.channel_id.into())
            .message_id(answered.id.into())
            .fail_if_not_exists(false);
        builder = builder.reference_message(reference);
    }
    if let Some(nonce) = nonce {
        builder = builder
            .nonce(serenity::all::Nonce::String(nonce.to_owned()))
            .enforce_nonce(true);
    }
    let route = Route::ChannelMessages {
        channel_id: channel.into(),
    };
    let call = json_call(LightMethod::Post, route, &builder)?.files(files);
    Ok(discord.call::<Made>(call).await?.object())
}

pub(super) async fn post_in_forum(
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
    Ok(made.id.parse().ok().map(in_itself))
}

pub(super) async fn edit(
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
    in_open_thread(discord, target.channel_id, call).await?;
    Ok(None)
}

pub(super) async fn pin(discord: &Rest, target: Object) -> Result<Option<Object>, CallError> {
    let route = Route::ChannelPin {
        channel_id: target.channel_id.into(),
        message_id: target.id.into(),
    };
    discord
        .call::<Value>(Call::new(LightMethod::Put, route))
        .await?;
    Ok(None)
}

/// Makes a call that an archived thread refuses: such a thread is opened first.
pub(super) async fn in_open_thread(
    discord: &Rest,
    thread: ChannelId,
    call: impl Fn() -> Result<Call, CallError>,
) -> Result<(), CallError> {
    match discord.call::<Value>(call()?).await {
        Err(error) if error.code() == Some(50_083) => {
            set_archived(discord, thread, false).await?;
            discord.call::<Value>(call()?).await?;
        }
        answer => {
            answer?;
        }
    }
    Ok(())
}

pub(super) async fn open_thread(
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

pub(super) async fn open_private_thread(
    discord: &Rest,
    channel: ChannelId,
    name: &str,
) -> Result<Option<Object>, CallError> {
    // Of a forum post and of this the path is the same.
    let route = Route::ChannelThreads {
        channel_id: channel.into(),
    };
    let body =
        json!({"name": name, "type": 12, "invitable": false, "auto_archive_duration": 10_080});
    let made: Made = discord
        .call(json_call(LightMethod::Post, route, &body)?)
        .await?;
    Ok(made.id.parse().ok().map(in_itself))
}

/// A thread that no message of its channel has the id of.
pub(super) fn in_itself(id: i64) -> Object {
    Object {
        id: MessageId(id),
        channel_id: ChannelId(id),
    }
}

/// Brings somebody into a thread, or takes them out. Nobody is taken out of an archived one: it is
/// opened for that.
pub(super) async fn set_in_thread(
    discord: &Rest,
    thread: ChannelId,
    (user, is_in): (UserId, bool),
) -> Result<Option<Object>, CallError> {
    let method = if is_in {
        LightMethod::Put
    } else {
        LightMethod::Delete
    };
    let call = || {
        let route = Route::ChannelThreadMember {
            channel_id: thread.into(),
            user_id: user.into(),
        };
        Call::new(method, route)
    };
    match discord.call::<Value>(call()).await {
        Err(error) if error.code() == Some(50_083) && !is_in => {
            set_archived(discord, thread, false).await?;
            discord.call::<Value>(call()).await?;
            set_archived(discord, thread, true).await?;
        }
        answer => {
            answer?;
        }
    }
    Ok(None)
}

async fn set_archived(
    discord: &Rest,
    thread: ChannelId,
    is_archived: bool,
) -> Result<(), CallError> {
    let route = Route::Channel {
        channel_id: thread.into(),
    };
    let body = json!({"archived": is_archived});
    let call = json_call(LightMethod::Patch, route, &body)?;
    discord.call::<Value>(call).await?;
    Ok(())
}

pub(super) async fn set_thread(
    discord: &Rest,
    tags: &Tags,
    thread: ChannelId,
    (name, wanted): (Option<&str>, Option<&(ChannelId, Vec<String>)>),
    (is_archived, is_locked): (bool, bool),
) -> Result<Option<Object>, CallError> {
    let mut body = json!({"archived": is_archived, "locked": is_locked});
    if let Some(name) = name {
        body["name"] = json!(name);
    }
    if let Some((forum, wanted)) = wanted {
        let ids = tag_ids(discord, tags, *forum, wanted).await?;
        body["applied_tags"] = json!(ids);
    }
    let call = || {
        let route = Route::Channel {
            channel_id: thread.into(),
        };
        json_call(LightMethod::Patch, route, &body)
    };
    in_open_thread(discord, thread, call).await?;
    Ok(None)
}

pub(super) async fn create_event(
    app: &App,
    discord: &Rest,
    meeting: &Meeting,
) -> Result<Option<Object>, CallError> {
    let kind = match meeting.kind {
        MeetingKind::Voice => ScheduledEventType::Voice,
        MeetingKind::Stage => ScheduledEventType::StageInstance,
    };
    let starts_at = Timestamp::from(meeting.starts_at);
    let about = format!(
        "{}\n\n{}",
        meeting.description,
        shown_footer(&meeting.marker)
    );
    let builder = CreateScheduledEvent::new(kind, &meeting.name, starts_at)
        .channel_id(meeting.channel)
        .description(about.trim_start());
    let route = Route::GuildScheduledEvents {
        guild_id: guild(app)?.into(),
    };
    let call = json_call(LightMethod::Post, route, &builder)?;
    Ok(discord.call::<Made>(call).await?.object())
}

pub(super) async fn cancel_event(
    app: &App,
    discord: &Rest,
    event: Object,
) -> Result<Option<Object>, CallError> {
    let route = Route::GuildScheduledEvent {
        guild_id: guild(app)?.into(),
        event_id: ScheduledEventId::new(event.id.0.unsigned_abs().max(1)),
    };
    discord
        .call::<Value>(Call::new(LightMethod::Delete, route))
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
pub(super) async fn tag_ids(
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
