//! Deleting a message of somebody else. What is gone stays gone: a repeat does nothing.

use serenity::http::{LightMethod, Route};

use super::Outcome;
use super::requests::in_open_thread;
use super::send::outcome;
use crate::discord::{Call, Rest};
use crate::outbox::{Effect, Unwanted};

pub(super) async fn delete_message(
    discord: &Rest,
    effect: &Effect,
    unwanted: &Unwanted,
) -> Outcome {
    let call = || {
        let route = Route::ChannelMessage {
            channel_id: unwanted.channel.into(),
            message_id: unwanted.message.into(),
        };
        Ok(Call::new(LightMethod::Delete, route).reason(&unwanted.reason))
    };
    let sent = in_open_thread(discord, unwanted.channel, call).await;
    outcome(effect, sent.map(|()| None), &unwanted.right())
}
