//! What a person does without the bot: posting, editing, opening posts.

use super::Person;
use crate::discord::Discord;
use crate::permissions::{MANAGE_MESSAGES, VIEW_CHANNEL};
use crate::rest::send_bit;
use crate::state::{Channel, Message, kind};
use crate::view::{ChannelView, MessageView};
use crate::{Id, Refusal, pings};

impl Person {
    /// Posts a message; in an archived thread that brings the thread back.
    pub fn posts(&self, channel: impl Into<Id>, text: &str) -> Result<MessageView, Refusal> {
        let channel = channel.into();
        let mut discord = self.sandbox.lock();
        let place = discord
            .state
            .channels
            .get(&channel)
            .ok_or_else(|| Refusal("there is no such channel".to_owned()))?;
        if !place.holds_messages()
            || !discord
                .state
                .may(self.id, channel, VIEW_CHANNEL | send_bit(place))
        {
            return Err(Refusal(format!(
                "you cannot send messages in {}",
                place.name
            )));
        }
        if text.trim().is_empty() || text.chars().count() > 2000 {
            return Err(Refusal("a message has 1 to 2000 characters".to_owned()));
        }
        discord
            .wake(channel, self.id)
            .map_err(|error| Refusal(error.message))?;
        let id = discord.write(self.id, channel, text);
        self.view_of(&discord, id)
    }

    /// Writes to the bot in private.
    pub fn writes_to_bot(&self, text: &str) -> Result<MessageView, Refusal> {
        let channel = self.sandbox.lock().dm_channel(self.id);
        self.posts(channel, text)
    }

    /// Changes a message of hers.
    pub fn edits(&self, message: impl Into<Id>, text: &str) -> Result<MessageView, Refusal> {
        let id = message.into();
        let mut discord = self.sandbox.lock();
        let now = discord.clock.now();
        let mut changed = discord
            .state
            .message(id)
            .filter(|message| message.author == self.id)
            .cloned()
            .ok_or_else(|| Refusal("that is not her message".to_owned()))?;
        text.clone_into(&mut changed.content);
        changed.edited = Some(now);
        changed.pings = pings::of(&discord.state, &changed, None, pings::Default::Everything);
        if let Some(found) = discord.state.message_mut(changed.channel, id) {
            found.clone_from(&changed);
        }
        discord.emit_message("MESSAGE_UPDATE", &changed);
        self.view_of(&discord, id)
    }

    /// Deletes a message of hers, or any if she manages messages there.
    pub fn deletes(&self, message: impl Into<Id>) -> Result<(), Refusal> {
        let id = message.into();
        let mut discord = self.sandbox.lock();
        let found = self
            .visible_message(&discord.state, id)
            .ok_or_else(|| Refusal("there is no such message".to_owned()))?;
        let channel = found.channel;
        if found.author != self.id && !discord.state.may(self.id, channel, MANAGE_MESSAGES) {
            return Err(Refusal("that is not her message".to_owned()));
        }
        discord.remove_message(channel, id);
        Ok(())
    }

    /// Dismisses an ephemeral message; others stay.
    pub fn dismisses(&self, message: impl Into<Id>) {
        let id = message.into();
        let mut discord = self.sandbox.lock();
        let found = discord
            .state
            .message(id)
            .filter(|message| message.ephemeral_for == Some(self.id))
            .map(|message| message.channel);
        if let Some(channel) = found {
            discord.remove_message(channel, id);
        }
    }

    /// Opens a post in a forum, with tags by name.
    pub fn opens_post(
        &self,
        forum: impl Into<Id>,
        title: &str,
        text: &str,
        tags: &[&str],
    ) -> Result<ChannelView, Refusal> {
        let forum = forum.into();
        let mut discord = self.sandbox.lock();
        let refused = || Refusal("you cannot open posts here".to_owned());
        let parent = discord
            .state
            .channels
            .get(&forum)
            .filter(|parent| parent.kind == kind::FORUM)
            .ok_or_else(refused)?;
        if !discord
            .state
            .may(self.id, forum, VIEW_CHANNEL | send_bit(parent))
        {
            return Err(refused());
        }
        let named = |name: &&str| {
            parent
                .tags
                .iter()
                .find(|tag| tag.name == **name)
                .map(|tag| tag.id)
                .ok_or_else(|| Refusal(format!("there is no tag {name}")))
        };
        let applied = tags
            .iter()
            .map(named)
            .collect::<Result<Vec<Id>, Refusal>>()?;
        let id = discord.new_id();
        let mut thread: Channel =
            discord.thread(id, forum, kind::PUBLIC_THREAD, title, self.id, 4320);
        if let Some(inner) = &mut thread.thread {
            inner.applied = applied;
        }
        discord.open_thread(thread);
        discord.write_as(id, self.id, id, text);
        discord
            .state
            .channels
            .get(&id)
            .map(|channel| discord.state.channel_view(channel, self.id))
            .ok_or_else(refused)
    }

    fn view_of(&self, discord: &Discord, message: Id) -> Result<MessageView, Refusal> {
        let found = discord
            .state
            .message(message)
            .ok_or_else(|| Refusal("the message is gone".to_owned()))?;
        Ok(discord.state.message_view(found, self.id))
    }
}

impl Discord {
    /// Puts a person's message into a channel.
    fn write(&mut self, author: Id, channel: Id, text: &str) -> Id {
        let id = self.new_id();
        self.write_as(id, author, channel, text);
        id
    }

    fn write_as(&mut self, id: Id, author: Id, channel: Id, text: &str) {
        let mut message = Message::new(id, channel, author, text.trim(), self.clock.now());
        message.pings = pings::of(&self.state, &message, None, pings::Default::Everything);
        self.post(message);
    }
}
