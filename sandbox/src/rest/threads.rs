//! Threads and forum posts: opening, listing, who is in them.

use serde_json::Value;

use super::request::Request;
use super::{Reply, made};
use crate::discord::Discord;
use crate::error::ApiError;
use crate::limits::message::Draft;
use crate::permissions::{
    CREATE_PRIVATE_THREADS, CREATE_PUBLIC_THREADS, SEND_MESSAGES, VIEW_CHANNEL,
};
use crate::state::kind;
use crate::{Id, pings};

/// `POST /channels/{id}/messages/{id}/threads`: the thread has the message's id.
pub(crate) fn from_message(d: &mut Discord, r: &Request, channel: Id, message: Id) -> Reply {
    d.need(channel, VIEW_CHANNEL | CREATE_PUBLIC_THREADS)?;
    d.public_message(channel, message)?;
    if !d
        .state
        .channels
        .get(&channel)
        .is_some_and(|channel| matches!(channel.kind, kind::TEXT | kind::ANNOUNCEMENT))
    {
        return Err(ApiError::code(50024));
    }
    if d.state.channels.contains_key(&message) {
        return Err(ApiError::code(160_004));
    }
    let thread = d.new_thread(r, message, channel, kind::PUBLIC_THREAD)?;
    d.open_thread(thread);
    let starter = d.public_message(channel, message)?.clone();
    d.emit_message("MESSAGE_UPDATE", &starter);
    made(d.channel_body(message))
}

/// `POST /channels/{id}/threads`: a forum post, or a thread without a message.
pub(crate) fn create(d: &mut Discord, r: &Request, channel: Id) -> Reply {
    d.need(channel, VIEW_CHANNEL)?;
    let Some(parent) = d.state.channels.get(&channel) else {
        return Err(ApiError::code(10003));
    };
    if parent.kind == kind::FORUM {
        return post(d, r, channel);
    }
    if !matches!(parent.kind, kind::TEXT | kind::ANNOUNCEMENT) {
        return Err(ApiError::code(50024));
    }
    let public = r.body["type"].as_u64() == Some(11);
    d.need(
        channel,
        if public {
            CREATE_PUBLIC_THREADS
        } else {
            CREATE_PRIVATE_THREADS
        },
    )?;
    if r.body.get("invitable").is_some_and(|it| !it.is_boolean()) {
        let why = "A boolean is needed.";
        return Err(ApiError::invalid("invitable", "BASE_TYPE_BAD_TYPE", why));
    }
    let id = d.new_id();
    let mut thread = d.new_thread(
        r,
        id,
        channel,
        if public {
            kind::PUBLIC_THREAD
        } else {
            kind::PRIVATE_THREAD
        },
    )?;
    if let Some(inner) = thread.thread.as_mut().filter(|_| !public) {
        inner.invitable = r.body["invitable"].as_bool().unwrap_or(true);
    }
    d.open_thread(thread);
    made(d.channel_body(id))
}

fn post(d: &mut Discord, r: &Request, forum: Id) -> Reply {
    d.need(forum, SEND_MESSAGES)?;
    let draft = Draft::read(&r.body["message"], r.files.len())?;
    draft.check_not_empty()?;
    d.check_mentions(&draft, "forum post");
    let id = d.new_id();
    let mut thread = d.new_thread(r, id, forum, kind::PUBLIC_THREAD)?;
    let tags = d.checked_tags(forum, &r.body["applied_tags"], true)?;
    if let Some(inner) = &mut thread.thread {
        inner.applied = tags;
    }
    d.open_thread(thread);
    let mut message = d.compose(id, id, &draft);
    message.attachments = d.keep_uploads(id, &r.files, &r.body["message"]["attachments"]);
    message.pings = pings::of(
        &d.state,
        &message,
        draft.allowed.as_ref(),
        pings::Default::Everything,
    );
    d.post(message);
    let mut body = d.channel_body(id);
    body["message"] = d
        .state
        .message_in(id, id)
        .map_or(Value::Null, |message| d.state.message_json(message));
    made(body)
}
