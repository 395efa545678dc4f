//! Deleting messages, ours and those of others. What is gone stays gone: a repeat does nothing.

use serenity::http::{LightMethod, Route};

use super::Outcome;
use super::requests::in_open_thread;
use super::send::outcome;
use crate::discord::{Call, CallError, Rest};
use crate::outbox::store::Object;
use crate::outbox::{Effect, Unwanted};

pub(super) async fn delete(
    discord: &Rest,
    target: Object,
    reason: Option<&str>,
) -> Result<Option<Object>, CallError> {
    let call = || {
        let route = Route::ChannelMessage {
            channel_id: target.channel_id.into(),
            message_id: target.id.into(),
        };
        let call = Call::new(LightMethod::Delete, route);
        Ok(match reason {
            Some(reason) => call.reason(reason),
            None => call,
        })
    };
    in_open_thread(discord, target.channel_id, call).await?;
    Ok(None)
}

pub(super) async fn delete_message(
    discord: &Rest,
    effect: &Effect,
    unwanted: &Unwanted,
) -> Outcome {
    let target = Object {
        id: unwanted.message,
        channel_id: unwanted.channel,
    };
    let sent = delete(discord, target, Some(&unwanted.reason)).await;
    outcome(effect, sent, &unwanted.right())
}
