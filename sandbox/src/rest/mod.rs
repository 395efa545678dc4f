//! REST: `serve` takes a call, `routes` finds what acts on it, a file for each subject does so.

mod body;
mod channels;
mod commands;
mod entitlements;
pub(crate) mod files;
mod guild;
mod interactions;
mod may_send;
mod members;
mod message_change;
mod messages;
pub(crate) mod posting;
mod reply;
pub(crate) mod request;
mod respond;
mod routes;
mod scheduled_events;
mod serve;
mod thread_edit;
mod thread_lists;
mod thread_new;
mod threads;
mod users;
mod webhooks;

pub(crate) use may_send::send_bit;
pub(crate) use serve::serve;

use serde_json::Value;

use crate::error::ApiError;

/// An answer that went well.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) body: Option<Value>,
}

/// What a route gives back.
pub(crate) type Reply = Result<Answer, ApiError>;

/// 200 with a body.
#[expect(
    clippy::unnecessary_wraps,
    reason = "every route ends with it, so it has their type"
)]
pub(crate) fn ok(body: Value) -> Reply {
    Ok(Answer {
        status: 200,
        body: Some(body),
    })
}

/// 201 with what was made.
#[expect(
    clippy::unnecessary_wraps,
    reason = "every route ends with it, so it has their type"
)]
pub(crate) fn made(body: Value) -> Reply {
    Ok(Answer {
        status: 201,
        body: Some(body),
    })
}

/// 204 without one.
#[expect(
    clippy::unnecessary_wraps,
    reason = "every route ends with it, so it has their type"
)]
pub(crate) fn done() -> Reply {
    Ok(Answer {
        status: 204,
        body: None,
    })
}
