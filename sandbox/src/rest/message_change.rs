//! Changing and deleting messages, for REST and for people.

use serde_json::{Value, json};

use super::request::Request;
use crate::discord::Discord;
use crate::error::ApiError;
use crate::limits::message::Draft;
use crate::permissions::VIEW_CHANNEL;
use crate::state::Message;
use crate::{Id, intents, pings};

impl Discord {
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
