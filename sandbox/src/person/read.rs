//! What a person sees.

use super::Person;
use crate::Id;
use crate::permissions::{READ_MESSAGE_HISTORY, VIEW_CHANNEL};
use crate::state::{Message, State};
use crate::view::{ChannelView, MessageView};

impl Person {
    /// Whether the channel is in her list.
    pub fn can_see(&self, channel: impl Into<Id>) -> bool {
        self.sandbox
            .lock()
            .state
            .may(self.id, channel.into(), VIEW_CHANNEL)
    }

    /// The channels and active threads she sees, and her DM with the bot if there is one; in order.
    pub fn channels(&self) -> Vec<ChannelView> {
        let discord = self.sandbox.lock();
        let state = &discord.state;
        let awake = |channel: &&crate::state::Channel| {
            channel
                .thread
                .as_ref()
                .is_none_or(|thread| !thread.archived)
        };
        let seen = state
            .channels
            .values()
            .filter(awake)
            .filter(|channel| state.may(self.id, channel.id, VIEW_CHANNEL));
        let mut all: Vec<ChannelView> = seen
            .map(|channel| state.channel_view(channel, self.id))
            .collect();
        all.sort_by_key(|channel| (channel.parent.is_some(), channel.position, channel.id));
        all
    }

    /// The threads of a channel or posts of a forum that she sees, archived ones too, newest first.
    pub fn threads(&self, channel: impl Into<Id>) -> Vec<ChannelView> {
        let parent = channel.into();
        let discord = self.sandbox.lock();
        let state = &discord.state;
        let seen = state
            .channels
            .values()
            .rev()
            .filter(|one| one.parent == Some(parent) && one.thread.is_some());
        seen.filter(|one| state.may(self.id, one.id, VIEW_CHANNEL))
            .map(|one| state.channel_view(one, self.id))
            .collect()
    }

    /// The messages of a channel, oldest first, with the ephemeral ones that are hers.
    pub fn reads(&self, channel: impl Into<Id>) -> Vec<MessageView> {
        let channel = channel.into();
        let discord = self.sandbox.lock();
        let state = &discord.state;
        let held = state.permissions(self.id, channel);
        if held & VIEW_CHANNEL == 0 {
            return Vec::new();
        }
        let readable = |message: &&Message| {
            message.shown_to(self.id)
                && (held & READ_MESSAGE_HISTORY != 0 || message.ephemeral_for.is_some())
        };
        let starter = starter(state, channel);
        let own = state
            .messages
            .get(&channel)
            .into_iter()
            .flat_map(|all| all.values());
        starter
            .into_iter()
            .chain(own)
            .filter(readable)
            .map(|message| state.message_view(message, self.id))
            .collect()
    }

    /// One message, if she can see it.
    pub fn sees(&self, message: impl Into<Id>) -> Option<MessageView> {
        let discord = self.sandbox.lock();
        self.visible_message(&discord.state, message.into())
            .map(|message| discord.state.message_view(message, self.id))
    }

    /// Her conversation with the bot, oldest first.
    pub fn dms(&self) -> Vec<MessageView> {
        let channel = self
            .sandbox
            .lock()
            .state
            .dm_with(self.id)
            .map(|channel| channel.id);
        channel
            .map(|channel| self.reads(channel))
            .unwrap_or_default()
    }

    /// The messages that notified her, by name, by a role of hers or as part of everyone.
    pub fn pinged_by(&self) -> Vec<MessageView> {
        let discord = self.sandbox.lock();
        let state = &discord.state;
        let roles = state
            .guild
            .members
            .get(&self.id)
            .map(|member| member.roles.as_slice())
            .unwrap_or_default();
        let notified = |message: &&Message| {
            let pings = &message.pings;
            pings.users.contains(&self.id)
                || pings.everyone
                || pings.roles.iter().any(|role| roles.contains(role))
        };
        let all = state
            .messages
            .values()
            .flat_map(|all| all.values())
            .filter(notified);
        let mut seen: Vec<MessageView> = all
            .filter(|message| {
                message.author != self.id
                    && message.shown_to(self.id)
                    && state.may(self.id, message.channel, VIEW_CHANNEL)
            })
            .map(|message| state.message_view(message, self.id))
            .collect();
        seen.sort_by_key(|message| message.id);
        seen
    }

    /// Names of her roles, highest first.
    pub fn roles(&self) -> Vec<String> {
        self.view()
            .roles
            .into_iter()
            .map(|role| role.name)
            .collect()
    }

    /// Whether she has the role with that name or id.
    pub fn has_role(&self, role: &str) -> bool {
        self.view()
            .roles
            .iter()
            .any(|held| held.name == role || held.id.to_string() == role)
    }
}

/// A thread that was opened from a message shows that message first.
fn starter(state: &State, thread: Id) -> Option<&Message> {
    let parent = state
        .channels
        .get(&thread)
        .filter(|channel| channel.thread.is_some())?
        .parent?;
    state.message_in(parent, thread)
}
