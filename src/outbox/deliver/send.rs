//! One attempt at one effect. Beside each arm stands why a repeat is harmless, or what makes it so.

use chrono::TimeDelta;

use super::delete::{delete, delete_message};
use super::kick::kick;
use super::requests::{
    cancel_event, create_event, edit, open_dm, open_private_thread, open_thread, pin, post,
    post_in_forum, set_in_thread, set_role, set_thread, tag_ids,
};
use super::sealed::sealed;
use super::{Due, Outcome, Tags, backoff};
use crate::app::App;
use crate::discord::file::File;
use crate::discord::message::Message;
use crate::discord::{CallError, Rest};
use crate::error::Result;
use crate::ids::{ChannelId, MessageId, UserId};
use crate::outbox::store::{self, Object};
use crate::outbox::{Effect, Place, RIGHT_TO_PIN, Why, object};

/// Doing it twice shows no more than doing it once.
pub(super) fn is_harmless_to_repeat(effect: &Effect) -> bool {
    !effect.needs_marker()
}

/// Discord drops a quick repeat of it by its nonce.
pub(super) fn has_nonce(effect: &Effect) -> bool {
    matches!(
        effect,
        Effect::Post { .. } | Effect::Dm { .. } | Effect::DmSealed(_)
    )
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
            let is_given = matches!(effect, Effect::GrantRole { .. });
            let sent = set_role(app, discord, is_given, (*user, *role), reason).await;
            (sent, format!("role:{role}"))
        }
        // Who is gone is gone, and who came back since is left alone.
        Effect::Kick {
            user,
            decided_at,
            reason,
        } => return kick(app, discord, (due, effect), (*user, *decided_at), reason).await,
        // Discord drops a repeated nonce for some minutes; later the marker is searched for.
        Effect::Post {
            place,
            message,
            reply_to,
        } => {
            let Some(channel) = channel(app, place).await? else {
                return Ok(Outcome::Undeliverable("the thread was never opened"));
            };
            let Some(files) = files(app, message).await? else {
                return Ok(Outcome::Undeliverable("the images are gone"));
            };
            let message = (message, answered(app, reply_to.as_deref()).await?);
            let sent = post(discord, channel, message, files, due.nonce.as_deref()).await;
            (sent, format!("channel:{channel}"))
        }
        // No nonce exists here: only what surely failed is repeated.
        Effect::PostInForum {
            forum,
            name,
            tags: wanted,
            message,
        } => {
            let post = (name.as_str(), wanted.as_slice(), message);
            return Ok(forum_post(discord, tags, (due, effect), *forum, post).await);
        }
        // An edit sets the whole face; the same face twice is one face. What is pinned stays so, what
        // is gone stays gone.
        Effect::Edit { of, .. } | Effect::Pin { of } | Effect::Delete { of } => {
            let Some(target) = find(app, of).await? else {
                return Ok(Outcome::Undeliverable("the message was never posted"));
            };
            change(discord, target, effect).await
        }
        // A message has at most one thread, with the message's own id; 160004 says it is there.
        Effect::OpenThread { on, name } => {
            let Some(message) = find(app, on).await? else {
                return Ok(Outcome::Undeliverable("the message was never posted"));
            };
            let sent = open_thread(discord, message, name).await;
            (sent, format!("channel:{}", message.channel_id))
        }
        // Neither nonce nor message is there to tell: only what surely failed is repeated.
        Effect::OpenPrivateThread { channel, name } => {
            let sent = open_private_thread(discord, *channel, name).await;
            (sent, format!("channel:{channel}"))
        }
        // Tags, archived and locked are set to a state, not toggled.
        Effect::SetThread {
            thread,
            name,
            tags: wanted,
            is_archived,
            is_locked,
        } => {
            let Some(thread) = find(app, thread).await? else {
                return Ok(Outcome::Undeliverable("the thread was never opened"));
            };
            let channel = ChannelId(thread.id.0);
            let state = (*is_archived, *is_locked);
            let shown = (name.as_deref(), wanted.as_ref());
            let sent = set_thread(discord, tags, channel, shown, state).await;
            (sent, format!("channel:{channel}"))
        }
        // A PUT and a DELETE: who is in it, or out of it, already stays so.
        Effect::AddToThread { thread, user } | Effect::RemoveFromThread { thread, user } => {
            let Some(thread) = find(app, thread).await? else {
                return Ok(Outcome::Undeliverable("the thread was never opened"));
            };
            let channel = ChannelId(thread.id.0);
            let is_in = matches!(effect, Effect::AddToThread { .. });
            let sent = set_in_thread(discord, channel, (*user, is_in)).await;
            (sent, format!("channel:{channel}"))
        }
        // No nonce exists here either: only what surely failed is repeated.
        Effect::CreateEvent(meeting) => {
            let sent = create_event(app, discord, meeting).await;
            (sent, format!("channel:{}", meeting.channel))
        }
        // What is gone stays gone.
        Effect::CancelEvent { event } => {
            let Some(event) = find(app, event).await? else {
                return Ok(Outcome::Undeliverable("the meeting was never announced"));
            };
            let sent = cancel_event(app, discord, event).await;
            (sent, format!("channel:{}", event.channel_id))
        }
        // What is gone stays gone.
        Effect::DeleteMessage(unwanted) => {
            return Ok(delete_message(discord, effect, unwanted).await);
        }
        // Opening the conversation repeats freely; the message has a nonce.
        Effect::Dm { user, message } => return to(discord, (due, effect), *user, message).await,
        // The same.
        Effect::DmSealed(dm) => return sealed(app, discord, (due, effect), dm).await,
    };
    let depends_on = cause(app, &sent, depends_on).await?;
    Ok(outcome(effect, sent, &depends_on))
}

/// What must be mended: of a channel that may not be seen, what it is in.
async fn cause(
    app: &App,
    sent: &Result<Option<Object>, CallError>,
    lane: String,
) -> Result<String> {
    if let Err(CallError::Refused { code: 50_001, .. }) = sent
        && let Some(parent) = parent(app, &lane).await?
    {
        return Ok(parent);
    }
    Ok(lane)
}

/// Changes, pins or deletes a message; what comes back, and what that needs.
async fn change(
    discord: &Rest,
    target: Object,
    effect: &Effect,
) -> (Result<Option<Object>, CallError>, String) {
    let lane = format!("channel:{}", target.channel_id);
    if let Effect::Edit { message, .. } = effect {
        return (edit(discord, target, message).await, lane);
    }
    if matches!(effect, Effect::Pin { .. }) {
        return (pin(discord, target).await, RIGHT_TO_PIN.to_owned());
    }
    (delete(discord, target, None).await, lane)
}

async fn forum_post(
    discord: &Rest,
    tags: &Tags,
    (due, effect): (&Due, &Effect),
    forum: ChannelId,
    (name, wanted, message): (&str, &[String], &Message),
) -> Outcome {
    let lane = format!("channel:{forum}");
    match tag_ids(discord, tags, forum, wanted).await {
        Ok(ids) => {
            let sent = post_in_forum(discord, forum, name, &ids, message).await;
            outcome(effect, sent, &lane)
        }
        Err(error) => before_acting(due, effect, error, &lane),
    }
}

async fn to(
    discord: &Rest,
    what: (&Due, &Effect),
    user: UserId,
    message: &Message,
) -> Result<Outcome> {
    let whom = format!("user:{user}");
    Ok(dm(discord, what, (user, message), &whom).await)
}

/// Writes to somebody. What is written down of it says `whom`: nobody is held up but them.
pub(super) async fn dm(
    discord: &Rest,
    (due, effect): (&Due, &Effect),
    (user, message): (UserId, &Message),
    whom: &str,
) -> Outcome {
    match open_dm(discord, user).await {
        Ok(channel) => {
            let sent = post(
                discord,
                channel,
                (message, None),
                Vec::new(),
                due.nonce.as_deref(),
            )
            .await;
            outcome(effect, sent, whom)
        }
        Err(error) => before_acting(due, effect, error, whom),
    }
}

/// Where a message goes; `None` where that was never there.
async fn channel(app: &App, place: &Place) -> Result<Option<ChannelId>> {
    match place {
        Place::Channel(channel) => Ok(Some(*channel)),
        Place::Thread(key) => {
            let thread = find(app, key).await?;
            // A thread has the id of the message it hangs on.
            Ok(thread.map(|thread| ChannelId(thread.id.0)))
        }
    }
}

/// The pictures of a message; `None` where they are not all there any more.
async fn files(app: &App, message: &Message) -> Result<Option<Vec<File>>> {
    if message.images.is_empty() {
        return Ok(Some(Vec::new()));
    }
    let wanted = serde_json::to_string(&message.images)?;
    let mut conn = app.db.read().await?;
    let files = store::images(&mut conn, &wanted).await?;
    Ok((files.len() == message.images.len()).then_some(files))
}

/// The message that another one answers, where it was posted.
async fn answered(app: &App, reply_to: Option<&str>) -> Result<Option<Object>> {
    match reply_to {
        Some(key) => find(app, key).await,
        None => Ok(None),
    }
}

/// The channel that the thread `lane` is in: who does not see the one sees none of the others, so
/// that is the cause, and all that stands still for it waits for the same.
async fn parent(app: &App, lane: &str) -> Result<Option<String>> {
    let thread = lane.strip_prefix("channel:");
    let Some(thread) = thread.and_then(|id| id.parse::<MessageId>().ok()) else {
        return Ok(None);
    };
    let mut conn = app.db.read().await?;
    Ok(store::parent(&mut conn, thread).await?)
}

/// What a failure means on the way to the request that matters: that one surely was not made.
pub(super) fn before_acting(due: &Due, effect: &Effect, error: CallError, lane: &str) -> Outcome {
    match error {
        CallError::Unknown(why) => Outcome::Retry(backoff(due.attempts, due.id), why),
        CallError::NotSent | CallError::Wait(_) | CallError::Refused { .. } => {
            outcome(effect, Err(error), lane)
        }
    }
}

/// What an answer means. Sources: Discord's list of JSON error codes.
pub(super) fn outcome(
    effect: &Effect,
    sent: Result<Option<Object>, CallError>,
    depends_on: &str,
) -> Outcome {
    let (status, code, message) = match sent {
        Ok(object) => return Outcome::Done(object),
        Err(CallError::NotSent) => return Outcome::Unreachable,
        Err(CallError::Unknown(why)) => return Outcome::Unknown(why),
        Err(CallError::Wait(wait)) => {
            let wait = TimeDelta::from_std(wait).unwrap_or(super::PAUSE);
            return Outcome::Full(wait);
        }
        Err(CallError::Refused {
            status,
            code,
            message,
        }) => (status, code, message),
    };
    let is_dm = matches!(effect, Effect::Dm { .. } | Effect::DmSealed(_));
    // What was said to somebody can be changed only as long as they can be written to.
    let may_be_in_dm = is_dm || matches!(effect, Effect::Edit { .. });
    let is_follower = matches!(effect, Effect::AddToThread { .. });
    match code {
        // A thread is as good without a follower: what is asked and answered never waits for one.
        10_003 | 10_013 | 30_033 | 50_001 | 50_013 | 50_083 if is_follower => {
            Outcome::Undeliverable("cannot follow the thread")
        }
        10_007 => Outcome::Undeliverable("not in the server"),
        10_008 => Outcome::Undeliverable("a moderator deleted the message"),
        // Nobody has a role that is gone: there is nothing to take.
        10_011 if matches!(effect, Effect::RevokeRole { .. }) => {
            Outcome::Undeliverable("the role was deleted")
        }
        10_013 if matches!(effect, Effect::Kick { .. }) => {
            Outcome::Undeliverable("the account is gone")
        }
        10_013 if is_dm => Outcome::Undeliverable("takes no direct messages"),
        50_007 | 50_278 if may_be_in_dm => Outcome::Undeliverable("takes no direct messages"),
        // Called off by somebody else, or over.
        10_070 | 180_000 if matches!(effect, Effect::CancelEvent { .. }) => {
            Outcome::Undeliverable("the meeting is not ahead any more")
        }
        // As many meetings as Discord takes are ahead.
        30_038 => Outcome::Retry(TimeDelta::hours(1), "too many meetings are ahead".into()),
        // An old message was edited too often within the hour.
        30_046 => Outcome::Retry(
            TimeDelta::minutes(10),
            "an old message was edited too often".into(),
        ),
        10_003 if matches!(effect, Effect::DeleteMessage(_)) => {
            Outcome::Undeliverable("a moderator deleted the thread or channel")
        }
        // Where a channel is configured its loss is mended; a thread is gone for good.
        10_003 if effect.depends_on().is_none() || matches!(effect, Effect::Pin { .. }) => {
            Outcome::Undeliverable("a moderator deleted the thread or channel")
        }
        // Opening conversations too fast.
        40_003 => Outcome::Retry(
            TimeDelta::minutes(10),
            "conversations opened too fast".into(),
        ),
        // The last is of an answer to a message that may not be read.
        10_003 | 10_011 | 50_001 | 50_013 | 160_002 => {
            let why = Why::Refused {
                status,
                code,
                message,
            };
            Outcome::Paused(depends_on.to_owned(), why)
        }
        _ if status == 401 => Outcome::Retry(TimeDelta::minutes(5), "the token is refused".into()),
        _ if status == 408 || status == 425 => Outcome::Unknown(format!("HTTP {status}")),
        _ => Outcome::Held(Why::Refused {
            status,
            code,
            message,
        }),
    }
}

async fn find(app: &App, key: &str) -> Result<Option<Object>> {
    let mut conn = app.db.read().await?;
    object(&mut conn, key).await
}
