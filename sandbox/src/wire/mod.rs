//! Discord's JSON for what the sandbox remembers: answers and events are made of these.

pub(crate) mod component;
pub(crate) mod guild;
mod interaction;
pub(crate) mod message;
mod scheduled;

use chrono::{DateTime, SecondsFormat, Utc};
use serde_json::{Value, json};

use crate::Id;
use crate::state::{Channel, State, Tag};

/// A moment as Discord writes it.
pub(crate) fn time(at: DateTime<Utc>) -> Value {
    Value::String(at.to_rfc3339_opts(SecondsFormat::Micros, false))
}

/// Takes out what a sender wrote only to say that it is not there; Discord does not give that back.
pub(crate) fn drop_nulls(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            fields.retain(|_, field| !field.is_null());
            fields.values_mut().for_each(drop_nulls);
        }
        Value::Array(all) => all.iter_mut().for_each(drop_nulls),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

impl State {
    /// A channel, a thread or a DM.
    pub(crate) fn channel_json(&self, channel: &Channel) -> Value {
        if channel.is_dm() {
            let recipients: Vec<Value> = channel
                .recipient
                .iter()
                .map(|user| self.user_json(*user))
                .collect();
            return json!({"id": channel.id, "type": 1, "last_message_id": channel.last_message, "recipients": recipients, "flags": 0});
        }
        let mut body = json!({
            "id": channel.id,
            "type": channel.kind,
            "guild_id": self.guild.id,
            "name": channel.name,
            "parent_id": channel.parent,
            "last_message_id": channel.last_message,
            "rate_limit_per_user": channel.slowmode,
            "flags": channel.flags,
        });
        if channel.thread.is_some() {
            self.add_thread_fields(channel, &mut body);
        } else {
            add_channel_fields(channel, &mut body);
        }
        body
    }

    fn add_thread_fields(&self, channel: &Channel, body: &mut Value) {
        let Some(thread) = &channel.thread else {
            return;
        };
        let messages = self.messages.get(&channel.id).map_or(0, |all| {
            all.values()
                .filter(|one| one.kind != 21 && one.ephemeral_for.is_none())
                .count()
        });
        body["owner_id"] = json!(thread.owner);
        body["message_count"] = json!(messages);
        body["member_count"] = json!(thread.members.len().min(50));
        body["total_message_sent"] = json!(thread.total_sent);
        body["applied_tags"] = json!(thread.applied);
        body["thread_metadata"] = json!({
            "archived": thread.archived,
            "auto_archive_duration": thread.auto_archive,
            "archive_timestamp": time(thread.archive_changed),
            "locked": thread.locked,
            "create_timestamp": time(thread.created),
        });
        if channel.kind == crate::state::kind::PRIVATE_THREAD {
            body["thread_metadata"]["invitable"] = json!(thread.invitable);
        }
        if thread.members.contains(&self.bot) {
            body["member"] = self.thread_member_json(channel.id, self.bot);
        }
    }

    /// Someone's place in a thread.
    pub(crate) fn thread_member_json(&self, thread: Id, user: Id) -> Value {
        let joined = self
            .channels
            .get(&thread)
            .and_then(|channel| channel.thread.as_ref())
            .map_or(DateTime::UNIX_EPOCH, |thread| thread.created);
        json!({"id": thread, "user_id": user, "join_timestamp": time(joined), "flags": 1})
    }

    /// The little that an interaction says of a channel option.
    pub(crate) fn partial_channel_json(&self, channel: &Channel, permissions: u64) -> Value {
        let mut body = self.channel_json(channel);
        body["permissions"] = json!(permissions.to_string());
        body
    }
}

fn add_channel_fields(channel: &Channel, body: &mut Value) {
    let overwrites: Vec<Value> = channel
        .overwrites
        .iter()
        .map(|one| json!({"id": one.id, "type": u8::from(one.member), "allow": one.allow.to_string(), "deny": one.deny.to_string()}))
        .collect();
    body["position"] = json!(channel.position);
    body["permission_overwrites"] = json!(overwrites);
    body["topic"] = json!(channel.topic);
    body["nsfw"] = json!(false);
    if channel.kind == crate::state::kind::FORUM {
        body["available_tags"] = channel.tags.iter().map(tag_json).collect();
        body["default_reaction_emoji"] = Value::Null;
        body["default_sort_order"] = Value::Null;
        body["default_forum_layout"] = json!(0);
    }
}

fn tag_json(tag: &Tag) -> Value {
    json!({"id": tag.id, "name": tag.name, "moderated": tag.moderated, "emoji_id": null, "emoji_name": null})
}
