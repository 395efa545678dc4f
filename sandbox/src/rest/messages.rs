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

    /// In an archived thread nothing can be changed.
    pub(crate) fn refuse_if_archived(&self, channel: Id) -> Result<(), ApiError> {
        let thread = self
            .state
            .channels
            .get(&channel)
            .and_then(|channel| channel.thread.as_ref());
        if thread.is_some_and(|thread| thread.archived) {
            Err(ApiError::code(50083))
        } else {
            Ok(())
        }
    }

    /// Changes a message of the bot; what the draft leaves out stays.
    pub(crate) fn change_message(
        &mut self,
        channel: Id,
        id: Id,
        draft: &Draft,
        r: &Request,
        default: pings::Default,
    ) -> Result<(), ApiError> {
        let files = self.keep_uploads(
            channel,
            &r.files,
            r.body
                .get("data")
                .unwrap_or(&r.body)
                .get("attachments")
                .unwrap_or(&Value::Null),
        );
        let now = self.clock.now();
        let found = self
            .state
            .message_mut(channel, id)
            .ok_or_else(|| ApiError::code(10008))?;
        let mut message = found.clone();
        if let Some(content) = &draft.content {
            content.clone_into(&mut message.content);
        }
        if let Some(embeds) = &draft.embeds {
            message.embeds.clone_from(embeds);
        }
        if let Some(components) = &draft.components {
            message.components.clone_from(components);
        }
        if let Some(kept) = &draft.kept_attachments {
            message
                .attachments
                .retain(|attachment| kept.contains(&attachment.id));
        }
        message.attachments.extend(files);
        if message.is_empty() {
            return Err(ApiError::code(50006));
        }
        message.edited = Some(now);
        message.pings = pings::of(&self.state, &message, draft.allowed.as_ref(), default);
        if let Some(found) = self.state.message_mut(channel, id) {
            found.clone_from(&message);
        }
        self.emit_message("MESSAGE_UPDATE", &message);
        Ok(())
    }

    /// Deletes a message and tells everyone.
    pub(crate) fn remove_message(&mut self, channel: Id, id: Id) {
        let Some(message) = self
            .state
            .messages
            .get_mut(&channel)
            .and_then(|all| all.remove(&id))
        else {
            return;
        };
        for file in &message.attachments {
            self.state.files.remove(&file.id);
        }
        self.changed();
        if message.ephemeral_for.is_some() || !self.state.may(self.state.bot, channel, VIEW_CHANNEL)
        {
            return;
        }
        let dm = self
            .state
            .channels
            .get(&channel)
            .is_some_and(crate::state::Channel::is_dm);
        let mut data = json!({"id": id, "channel_id": channel});
        if !dm {
            data["guild_id"] = json!(self.state.guild.id);
        }
        self.emit(
            "MESSAGE_DELETE",
            if dm {
                intents::DIRECT_MESSAGES
            } else {
                intents::GUILD_MESSAGES
            },
            &data,
        );
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

impl Message {
    /// Whether nothing would be shown.
    pub(crate) fn is_empty(&self) -> bool {
        self.content.trim().is_empty()
            && self.embeds.is_empty()
            && self.components.is_empty()
            && self.attachments.is_empty()
    }
}
