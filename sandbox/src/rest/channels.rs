//! Channels as such: reading, editing, deleting, pins.

use serde_json::{Value, json};

use super::request::Request;
use super::{Reply, done, ok, thread_edit};
use crate::discord::Discord;
use crate::error::{ApiError, Problems};
use crate::permissions::{
    MANAGE_CHANNELS, MANAGE_THREADS, PIN_MESSAGES, READ_MESSAGE_HISTORY, VIEW_CHANNEL,
};
use crate::state::{Channel, Message};
use crate::wire::time;
use crate::{Id, intents};

/// `GET /channels/{id}`
pub(crate) fn get(d: &Discord, channel: Id) -> Reply {
    d.need(channel, VIEW_CHANNEL)?;
    ok(d.channel_body(channel))
}

/// `PATCH /channels/{id}`: a thread or a channel.
pub(crate) fn edit(d: &mut Discord, r: &Request, channel: Id) -> Reply {
    d.need(channel, VIEW_CHANNEL)?;
    if d.state
        .channels
        .get(&channel)
        .is_some_and(|channel| channel.thread.is_some())
    {
        return thread_edit::edit(d, r, channel);
    }
    d.need(channel, MANAGE_CHANNELS)?;
    let mut problems = Problems::default();
    if let Some(name) = r.body["name"].as_str() {
        problems.length("name", name, 1, 100);
    }
    problems.length(
        "topic",
        r.body["topic"].as_str().unwrap_or_default(),
        0,
        1024,
    );
    problems.check()?;
    if let Some(found) = d.state.channels.get_mut(&channel) {
        if let Some(name) = r.body["name"].as_str() {
            name.clone_into(&mut found.name);
        }
        if let Some(topic) = r.body.get("topic") {
            found.topic = topic.as_str().map(str::to_owned);
        }
    }
    d.emit_channel("CHANNEL_UPDATE", channel);
    ok(d.channel_body(channel))
}

/// `DELETE /channels/{id}`
pub(crate) fn delete(d: &mut Discord, channel: Id) -> Reply {
    d.need(channel, VIEW_CHANNEL)?;
    let thread = d
        .state
        .channels
        .get(&channel)
        .is_some_and(|channel| channel.thread.is_some());
    d.need(
        channel,
        if thread {
            MANAGE_THREADS
        } else {
            MANAGE_CHANNELS
        },
    )?;
    let body = d.channel_body(channel);
    d.remove_channel(channel);
    ok(body)
}

/// `POST /channels/{id}/typing`
pub(crate) fn typing(d: &Discord, channel: Id) -> Reply {
    d.need(channel, VIEW_CHANNEL)?;
    done()
}

/// `GET /channels/{id}/messages/pins` and its older form.
pub(crate) fn pins(d: &Discord, channel: Id, new_form: bool) -> Reply {
    d.need(channel, VIEW_CHANNEL | READ_MESSAGE_HISTORY)?;
    let all = d
        .state
        .messages
        .get(&channel)
        .into_iter()
        .flat_map(|all| all.values().rev());
    let pinned = all.filter(|message| message.pinned);
    if !new_form {
        return ok(pinned
            .map(|message| d.state.message_json(message))
            .collect());
    }
    let items: Vec<Value> =
        pinned.map(|message| json!({"pinned_at": time(message.timestamp), "message": d.state.message_json(message)})).collect();
    ok(json!({"items": items, "has_more": false}))
}

/// `PUT` and `DELETE` of a pin, by either path.
pub(crate) fn pin(d: &mut Discord, channel: Id, message: Id, pin: bool) -> Reply {
    d.need(channel, VIEW_CHANNEL | PIN_MESSAGES)?;
    d.refuse_if_archived(channel)?;
    let was = d.public_message(channel, message)?.pinned;
    let count = d.state.messages.get(&channel).map_or(0, |all| {
        all.values().filter(|message| message.pinned).count()
    });
    if pin && !was && count >= 250 {
        return Err(ApiError::code(30003));
    }
    if pin != was
        && let Some(found) = d.state.message_mut(channel, message)
    {
        found.pinned = pin;
        let changed: Message = found.clone();
        d.emit_message("MESSAGE_UPDATE", &changed);
        let data = json!({"guild_id": d.state.guild.id, "channel_id": channel, "last_pin_timestamp": time(d.clock.now())});
        d.emit("CHANNEL_PINS_UPDATE", intents::GUILDS, &data);
    }
    done()
}

impl Discord {
    /// A channel's JSON.
    pub(crate) fn channel_body(&self, channel: Id) -> Value {
        self.state
            .channels
            .get(&channel)
            .map_or(Value::Null, |channel| self.state.channel_json(channel))
    }

    /// Deletes a channel or thread, and the threads of a channel, with their messages.
    pub(crate) fn remove_channel(&mut self, id: Id) {
        let body = self.channel_body(id);
        let seen = self.state.may(self.state.bot, id, VIEW_CHANNEL);
        let Some(channel) = self.state.channels.get(&id).cloned() else {
            return;
        };
        let threads: Vec<Id> = self
            .state
            .channels
            .values()
            .filter(|child| child.parent == Some(id) && child.thread.is_some())
            .map(|child| child.id)
            .collect();
        for gone in threads.iter().chain([&id]) {
            self.state.channels.remove(gone);
            self.state.messages.remove(gone);
        }
        if !seen {
            return self.changed();
        }
        if channel.thread.is_some() {
            let data = thread_stub(&channel, self.state.guild.id);
            self.emit("THREAD_DELETE", intents::GUILDS, &data);
        } else {
            // Its threads go without a word of their own.
            self.emit("CHANNEL_DELETE", intents::GUILDS, &body);
        }
    }
}

fn thread_stub(channel: &Channel, guild: Id) -> Value {
    json!({"id": channel.id, "guild_id": guild, "parent_id": channel.parent, "type": channel.kind})
}
