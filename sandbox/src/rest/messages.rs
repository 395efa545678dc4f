//! Reading, editing and deleting messages.

use serde_json::{Value, json};

use super::request::Request;
use super::{Reply, done, ok};
use crate::discord::Discord;
use crate::error::ApiError;
use crate::limits::message::Draft;
use crate::permissions::{MANAGE_MESSAGES, READ_MESSAGE_HISTORY, VIEW_CHANNEL};
use crate::state::Message;
use crate::wire::message::blank;
use crate::{Id, intents, pings};

/// `GET /channels/{id}/messages`: newest first.
pub(crate) fn list(d: &Discord, r: &Request, channel: Id) -> Reply {
    d.need(channel, VIEW_CHANNEL)?;
    let limit = r.number("limit", 50, 1, 100)?;
    let (before, after, around) = (r.id("before")?, r.id("after")?, r.id("around")?);
    if [before, after, around].iter().flatten().count() > 1 {
        return Err(ApiError::invalid(
            "before",
            "BASE_TYPE_CHOICES",
            "before, after and around exclude one another.",
        ));
    }
    if !d.state.may(d.state.bot, channel, READ_MESSAGE_HISTORY) {
        return ok(json!([]));
    }
    let Some(all) = d.state.messages.get(&channel) else {
        return ok(json!([]));
    };
    let public = |message: &&Message| message.ephemeral_for.is_none();
    let mut found: Vec<&Message> = if let Some(after) = after {
        all.values()
            .filter(public)
            .filter(|message| message.id > after)
            .take(limit)
            .collect()
    } else if let Some(around) = around {
        let half = limit / 2;
        let older = all
            .range(..around)
            .rev()
            .map(|(_, message)| message)
            .filter(public)
            .take(half);
        older
            .chain(
                all.range(around..)
                    .map(|(_, message)| message)
                    .filter(public)
                    .take(limit - half),
            )
            .collect()
    } else {
        let end = before.unwrap_or(Id(u64::MAX));
        all.range(..end)
            .rev()
            .map(|(_, message)| message)
            .filter(public)
            .take(limit)
            .collect()
    };
    found.sort_by_key(|message| std::cmp::Reverse(message.id));
    ok(found
        .into_iter()
        .map(|message| d.shown_to_bot(message))
        .collect())
}

/// `GET /channels/{id}/messages/{id}`
pub(crate) fn get(d: &Discord, channel: Id, message: Id) -> Reply {
    d.need(channel, VIEW_CHANNEL | READ_MESSAGE_HISTORY)?;
    ok(d.shown_to_bot(d.public_message(channel, message)?))
}

/// `PATCH /channels/{id}/messages/{id}`
pub(crate) fn edit(d: &mut Discord, r: &Request, channel: Id, message: Id) -> Reply {
    let draft = Draft::read(&r.body, r.files.len())?;
    d.need(channel, VIEW_CHANNEL)?;
    if d.public_message(channel, message)?.author != d.state.bot {
        return Err(ApiError::code(50005));
    }
    d.refuse_if_archived(channel)?;
    d.check_mentions(&draft, "message edit");
    d.change_message(channel, message, &draft, r, pings::Default::Everything)?;
    ok(d.state.message_json(d.public_message(channel, message)?))
}

/// `DELETE /channels/{id}/messages/{id}`
pub(crate) fn delete(d: &mut Discord, channel: Id, message: Id) -> Reply {
    d.need(channel, VIEW_CHANNEL)?;
    if d.public_message(channel, message)?.author != d.state.bot {
        d.need(channel, MANAGE_MESSAGES)?;
    }
    d.remove_message(channel, message);
    done()
}

impl Discord {
    /// A message that is not ephemeral, or 10008.
    pub(crate) fn public_message(&self, channel: Id, message: Id) -> Result<&Message, ApiError> {
        let found = self
            .state
            .message_in(channel, message)
            .filter(|message| message.ephemeral_for.is_none());
        found.ok_or_else(|| ApiError::code(10008))
    }

    /// A message as REST shows it to the bot: without its words where it may not read them.
    fn shown_to_bot(&self, message: &Message) -> Value {
        let mut body = self.state.message_json(message);
        if self.settings.privileged & intents::MESSAGE_CONTENT == 0
            && !self.state.content_is_open(message)
        {
            blank(&mut body);
        }
        body
    }
}
