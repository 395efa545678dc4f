//! What staff do by hand in Discord, outside the bot: nobody asks the bot first.

use serde_json::json;

use crate::state::{Channel, Role, kind};
use crate::wire::guild::role_json;
use crate::{Id, Sandbox, intents};

/// Someone with every right; it has no name, as it stands for the server's settings pages.
#[derive(Clone)]
pub struct Moderator {
    pub(crate) sandbox: Sandbox,
}

impl Moderator {
    /// Gives a role.
    pub fn gives_role(&self, user: impl Into<Id>, role: impl Into<Id>) {
        self.sets_role(user.into(), role.into(), true);
    }

    /// Takes a role.
    pub fn takes_role(&self, user: impl Into<Id>, role: impl Into<Id>) {
        self.sets_role(user.into(), role.into(), false);
    }

    /// Deletes a role; everyone who had it loses it.
    pub fn deletes_role(&self, role: impl Into<Id>) {
        let id = role.into();
        let mut discord = self.sandbox.lock();
        if discord.state.guild.roles.remove(&id).is_none() {
            return;
        }
        let holders: Vec<Id> = discord
            .state
            .guild
            .members
            .iter()
            .filter(|(_, member)| member.roles.contains(&id))
            .map(|(id, _)| *id)
            .collect();
        for holder in holders {
            discord.set_role(holder, id, false);
            discord.member_changed(holder);
        }
        let data = json!({"guild_id": discord.state.guild.id, "role_id": id});
        discord.emit("GUILD_ROLE_DELETE", intents::GUILDS, &data);
    }

    /// Changes a role: position, permissions, whether it can be mentioned.
    pub fn changes_role(&self, role: impl Into<Id>, change: impl FnOnce(&mut Role)) {
        let mut discord = self.sandbox.lock();
        let guild = discord.state.guild.id;
        let Some(role) = discord.state.guild.roles.get_mut(&role.into()) else {
            return;
        };
        change(role);
        let data = json!({"guild_id": guild, "role": role_json(role)});
        discord.emit("GUILD_ROLE_UPDATE", intents::GUILDS, &data);
    }

    /// Lets everyone use every command, whatever permissions the bot asks for: Server Settings →
    /// Integrations.
    pub fn opens_commands(&self) {
        let mut discord = self.sandbox.lock();
        discord.state.commands_are_open = true;
        discord.changed();
    }

    /// Deletes a message.
    pub fn deletes_message(&self, message: impl Into<Id>) {
        let id = message.into();
        let mut discord = self.sandbox.lock();
        if let Some(channel) = discord.state.message(id).map(|message| message.channel) {
            discord.remove_message(channel, id);
        }
    }

    /// Deletes a channel or a thread.
    pub fn deletes_channel(&self, channel: impl Into<Id>) {
        self.sandbox.lock().remove_channel(channel.into());
    }

    /// Archives a thread, or brings it back.
    pub fn archives_thread(&self, thread: impl Into<Id>, archived: bool) {
        let mut discord = self.sandbox.lock();
        let (id, now) = (thread.into(), discord.clock.now());
        if let Some(thread) = discord
            .state
            .channels
            .get_mut(&id)
            .and_then(|channel| channel.thread.as_mut())
        {
            thread.archived = archived;
            thread.archive_changed = now;
            thread.last_activity = now;
        }
        discord.emit_channel("THREAD_UPDATE", id);
    }

    /// Opens a private thread in the name of the guild's owner.
    pub fn opens_private_thread(&self, channel: impl Into<Id>, name: &str) -> Id {
        let mut discord = self.sandbox.lock();
        let (id, owner) = (discord.new_id(), discord.state.guild.owner);
        let thread = discord.thread(id, channel.into(), kind::PRIVATE_THREAD, name, owner, 4320);
        discord.open_thread(thread);
        id
    }

    /// Takes somebody out of a thread.
    pub fn takes_out(&self, thread: impl Into<Id>, user: impl Into<Id>) {
        let (id, user) = (thread.into(), user.into());
        let mut discord = self.sandbox.lock();
        let guild = discord.state.guild.id;
        let channel = discord.state.channels.get_mut(&id);
        let Some(thread) = channel.and_then(|channel| channel.thread.as_mut()) else {
            return;
        };
        thread.members.remove(&user);
        let count = thread.members.len().min(50);
        let data = json!({"id": id, "guild_id": guild, "member_count": count, "removed_member_ids": [user]});
        discord.emit("THREAD_MEMBERS_UPDATE", intents::GUILDS, &data);
    }

    /// Locks a thread, or unlocks it.
    pub fn locks(&self, thread: impl Into<Id>, locked: bool) {
        self.changes_channel(thread, |channel| {
            if let Some(thread) = &mut channel.thread {
                thread.locked = locked;
            }
        });
    }

    /// Sets the tags of a post, by name; names that the forum does not have are left out.
    pub fn sets_tags(&self, thread: impl Into<Id>, tags: &[&str]) {
        let id = thread.into();
        let applied: Vec<Id> = {
            let discord = self.sandbox.lock();
            let parent = discord
                .state
                .channels
                .get(&id)
                .and_then(|channel| channel.parent);
            let offered = parent
                .and_then(|parent| discord.state.channels.get(&parent))
                .map(|parent| parent.tags.as_slice())
                .unwrap_or_default();
            offered
                .iter()
                .filter(|tag| tags.contains(&tag.name.as_str()))
                .map(|tag| tag.id)
                .collect()
        };
        self.changes_channel(id, |channel| {
            if let Some(thread) = &mut channel.thread {
                thread.applied = applied;
            }
        });
    }

    /// Renames a channel or a thread.
    pub fn renames(&self, channel: impl Into<Id>, name: &str) {
        self.changes_channel(channel, |channel| name.clone_into(&mut channel.name));
    }

    /// Throws someone out; she can come back.
    pub fn kicks(&self, user: impl Into<Id>) {
        self.sandbox.lock().member_gone(user.into());
    }

    /// Throws someone out for good.
    pub fn bans(&self, user: impl Into<Id>) {
        let id = user.into();
        let mut discord = self.sandbox.lock();
        discord.state.guild.banned.push(id);
        let data = json!({"guild_id": discord.state.guild.id, "user": discord.state.user_json(id)});
        discord.emit("GUILD_BAN_ADD", intents::GUILD_MODERATION, &data);
        discord.member_gone(id);
    }

    /// Lets someone who was thrown out for good come back.
    pub fn unbans(&self, user: impl Into<Id>) {
        let id = user.into();
        let mut discord = self.sandbox.lock();
        let banned = &mut discord.state.guild.banned;
        let before = banned.len();
        banned.retain(|one| *one != id);
        if banned.len() == before {
            return;
        }
        let data = json!({"guild_id": discord.state.guild.id, "user": discord.state.user_json(id)});
        discord.emit("GUILD_BAN_REMOVE", intents::GUILD_MODERATION, &data);
    }

    /// Whether whoever joins from now on must accept the rules first.
    pub fn screens_newcomers(&self, screens: bool) {
        let mut discord = self.sandbox.lock();
        discord.state.guild.screens = screens;
        let data = discord.state.guild_json();
        discord.emit("GUILD_UPDATE", intents::GUILDS, &data);
    }

    /// Gives someone another name in this server.
    pub fn names(&self, user: impl Into<Id>, nick: Option<&str>) {
        let id = user.into();
        let mut discord = self.sandbox.lock();
        if let Some(member) = discord.state.guild.members.get_mut(&id) {
            member.nick = nick.map(str::to_owned);
        }
        discord.member_changed(id);
    }

    /// Changes anything about a channel or thread.
    pub fn changes_channel(&self, channel: impl Into<Id>, change: impl FnOnce(&mut Channel)) {
        let id = channel.into();
        let mut discord = self.sandbox.lock();
        let Some(channel) = discord.state.channels.get_mut(&id) else {
            return;
        };
        change(channel);
        let event = if channel.thread.is_some() {
            "THREAD_UPDATE"
        } else {
            "CHANNEL_UPDATE"
        };
        discord.emit_channel(event, id);
    }

    fn sets_role(&self, user: Id, role: Id, give: bool) {
        let mut discord = self.sandbox.lock();
        if discord.state.guild.roles.contains_key(&role) && discord.set_role(user, role, give) {
            discord.member_changed(user);
        }
    }
}
