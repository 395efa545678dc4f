//! Messages as Discord writes them.

use serde_json::{Value, json};

use super::time;
use crate::Id;
use crate::state::{Answered, Attachment, Message, State, flag};

impl State {
    /// A message as REST gives it.
    pub(crate) fn message_json(&self, message: &Message) -> Value {
        let mut flags = message.flags;
        let thread = self
            .channels
            .get(&message.id)
            .filter(|thread| thread.thread.is_some() && thread.id != message.channel);
        if thread.is_some() {
            flags |= flag::HAS_THREAD;
        }
        let mut body = json!({
            "id": message.id,
            "channel_id": message.channel,
            "author": self.user_json(message.author),
            "type": message.kind,
            "content": message.content,
            "embeds": message.embeds,
            "components": message.components,
            "attachments": message.attachments.iter().map(attachment_json).collect::<Vec<_>>(),
            "flags": flags,
            "timestamp": time(message.timestamp),
            "edited_timestamp": message.edited.map(time),
            "pinned": message.pinned,
            "tts": false,
            "mention_everyone": message.pings.everyone,
            "mentions": message.pings.users.iter().map(|id| self.user_json(*id)).collect::<Vec<_>>(),
            "mention_roles": message.pings.roles,
        });
        if let Some(nonce) = &message.nonce {
            body["nonce"] = nonce.clone();
        }
        if let Some(thread) = thread {
            body["thread"] = self.channel_json(thread);
        }
        if message.author == self.bot {
            body["application_id"] = json!(self.application);
        }
        if let Some(answered) = &message.answered {
            body["webhook_id"] = json!(self.application);
            body["interaction_metadata"] = self.answered_json(answered);
            if answered.kind == 2 {
                body["interaction"] = json!({"id": answered.id, "type": 2, "name": answered.command, "user": self.user_json(answered.user)});
            }
        }
        if let Some(original) = message.reference {
            body["message_reference"] = json!({"type": 0, "message_id": original, "channel_id": message.channel, "guild_id": self.guild.id});
        }
        body
    }

    /// A message as the gateway gives it: with the guild and the author's membership.
    pub(crate) fn message_event_json(&self, message: &Message) -> Value {
        let mut body = self.message_json(message);
        if self
            .channels
            .get(&message.channel)
            .is_some_and(|channel| !channel.is_dm())
        {
            body["guild_id"] = json!(self.guild.id);
            if let Some(member) = self.guild.members.get(&message.author) {
                body["member"] = super::guild::partial_member_json(member);
            }
        }
        body
    }

    /// Whether the bot may read the words of a message without the message content intent.
    pub(crate) fn content_is_open(&self, message: &Message) -> bool {
        message.author == self.bot
            || message.pings.users.contains(&self.bot)
            || self
                .channels
                .get(&message.channel)
                .is_some_and(crate::state::Channel::is_dm)
    }

    fn answered_json(&self, answered: &Answered) -> Value {
        let mut body = json!({
            "id": answered.id,
            "type": answered.kind,
            "user": self.user_json(answered.user),
            "authorizing_integration_owners": {"0": self.guild.id},
        });
        match (answered.kind, answered.component_of) {
            (3, message) => body["interacted_message_id"] = json!(message.unwrap_or(Id(1))),
            (5, message) => {
                // What opened the form is always told along with it.
                body["triggering_interaction_metadata"] = json!({
                    "id": answered.id,
                    "type": if message.is_some() { 3 } else { 2 },
                    "user": self.user_json(answered.user),
                    "authorizing_integration_owners": {"0": self.guild.id},
                });
                if let Some(message) = message {
                    body["triggering_interaction_metadata"]["interacted_message_id"] =
                        json!(message);
                }
            }
            _ => body["name"] = json!(answered.command),
        }
        body
    }
}

/// A file under a message.
pub(crate) fn attachment_json(file: &Attachment) -> Value {
    let mut body = json!({
        "id": file.id,
        "filename": file.filename,
        "size": file.size,
        "url": file.url,
        "proxy_url": file.url,
    });
    if let Some(content_type) = &file.content_type {
        body["content_type"] = json!(content_type);
    }
    if let Some(description) = &file.description {
        body["description"] = json!(description);
    }
    body
}

/// Takes the words out of a message, as Discord does without the message content intent.
pub(crate) fn blank(body: &mut Value) {
    body["content"] = json!("");
    for list in ["embeds", "components", "attachments"] {
        body[list] = json!([]);
    }
}
