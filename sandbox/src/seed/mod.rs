//! Furnishing the server before a story begins: roles, channels, people.

mod fresh;

pub(crate) use fresh::fresh;

use crate::state::{Channel, Member, Overwrite, Role, Tag, User, kind};
use crate::wire::guild::role_json;
use crate::{Id, Sandbox, intents};

/// A role to be made; `Default` is a plain one.
#[derive(Clone, Copy, Debug, Default)]
pub struct NewRole {
    /// Chosen by the sandbox if not given, here and below.
    pub id: Option<Id>,
    /// 0 puts it just above the highest role below the bot's (position 100).
    pub position: u32,
    pub permissions: u64,
    pub colour: u32,
    pub managed: bool,
    pub mentionable: bool,
}

/// A channel to be made.
#[derive(Clone, Debug, Default)]
pub struct NewChannel {
    pub id: Option<Id>,
    pub topic: Option<String>,
    /// Names of tags; only a forum has them.
    pub tags: Vec<String>,
    /// Posts must carry a tag.
    pub require_tag: bool,
}

/// A person to be made.
#[derive(Clone, Debug, Default)]
pub struct NewMember {
    pub id: Option<Id>,
    pub global_name: Option<String>,
    /// `en-US` if empty.
    pub locale: String,
    pub roles: Vec<Id>,
    /// An account that has not joined the server.
    pub outside: bool,
    /// Has not accepted the server's rules yet.
    pub pending: bool,
}

impl Sandbox {
    /// Makes a role.
    pub fn role(&self, name: &str, new: NewRole) -> Id {
        let mut discord = self.lock();
        let id = new.id.unwrap_or_else(|| discord.new_id());
        let below_bot = discord
            .state
            .guild
            .roles
            .values()
            .map(|role| role.position)
            .filter(|position| *position < 100)
            .max();
        let position = if new.position == 0 {
            below_bot.unwrap_or(0) + 1
        } else {
            new.position
        };
        let role = Role {
            id,
            name: name.to_owned(),
            position,
            permissions: new.permissions,
            colour: new.colour,
            hoist: false,
            managed: new.managed,
            mentionable: new.mentionable,
        };
        let event =
            serde_json::json!({"guild_id": discord.state.guild.id, "role": role_json(&role)});
        discord.state.guild.roles.insert(id, role);
        discord.emit("GUILD_ROLE_CREATE", intents::GUILDS, &event);
        id
    }

    /// Makes a text channel.
    pub fn text_channel(&self, name: &str, new: NewChannel) -> Id {
        self.channel(kind::TEXT, name, new)
    }

    /// Makes a forum.
    pub fn forum(&self, name: &str, new: NewChannel) -> Id {
        self.channel(kind::FORUM, name, new)
    }

    /// Makes a channel in which people talk.
    pub fn voice_channel(&self, name: &str, new: NewChannel) -> Id {
        self.channel(kind::VOICE, name, new)
    }

    fn channel(&self, kind: u8, name: &str, new: NewChannel) -> Id {
        let mut discord = self.lock();
        let id = new.id.unwrap_or_else(|| discord.new_id());
        let mut channel = Channel::new(id, kind, name);
        channel.topic = new.topic;
        channel.position = u32::try_from(discord.state.channels.len()).unwrap_or(u32::MAX);
        channel.flags = if new.require_tag {
            crate::state::channel::REQUIRE_TAG
        } else {
            0
        };
        channel.tags = new
            .tags
            .into_iter()
            .map(|name| Tag {
                id: discord.new_id(),
                name,
                moderated: false,
            })
            .collect();
        discord.state.channels.insert(id, channel);
        discord.emit_channel("CHANNEL_CREATE", id);
        id
    }

    /// Lets a role, a member or (with the guild's id) everyone do `allow` and forbids `deny` in a channel.
    pub fn overwrite(&self, channel: impl Into<Id>, whom: impl Into<Id>, allow: u64, deny: u64) {
        let (channel, id) = (channel.into(), whom.into());
        let mut discord = self.lock();
        let member = !discord.state.guild.roles.contains_key(&id);
        if let Some(channel) = discord.state.channels.get_mut(&channel) {
            channel.overwrites.retain(|one| one.id != id);
            channel.overwrites.push(Overwrite {
                id,
                member,
                allow,
                deny,
            });
        }
        discord.emit_channel("CHANNEL_UPDATE", channel);
    }

    /// Makes a person, or gives a name and roles to one who exists.
    pub fn member(&self, username: &str, new: NewMember) -> Id {
        let mut discord = self.lock();
        let now = discord.clock.now();
        let id = new.id.unwrap_or_else(|| discord.new_id());
        let locale = if new.locale.is_empty() {
            "en-US".to_owned()
        } else {
            new.locale
        };
        let user = User {
            id,
            username: username.to_owned(),
            global_name: new.global_name,
            locale,
            bot: false,
            refuses_dms: false,
        };
        discord.state.users.insert(id, user);
        if new.outside {
            discord.changed();
            return id;
        }
        let known = discord.state.guild.members.contains_key(&id);
        let member = Member {
            nick: None,
            roles: new.roles,
            joined_at: now,
            pending: new.pending,
        };
        discord.state.guild.members.insert(id, member);
        if known {
            discord.member_changed(id);
        } else {
            discord.member_added(id);
        }
        id
    }

    /// The id of the role with that name.
    pub fn role_named(&self, name: &str) -> Option<Id> {
        self.lock()
            .state
            .guild
            .roles
            .values()
            .find(|role| role.name == name)
            .map(|role| role.id)
    }

    /// The id of the channel, forum or thread with that name; of several, the newest.
    pub fn channel_named(&self, name: &str) -> Option<Id> {
        self.lock()
            .state
            .channels
            .values()
            .rev()
            .find(|channel| channel.name == name)
            .map(|channel| channel.id)
    }

    /// All permission bits of the bot's own role, for stories about a missing one.
    pub fn bot_permissions(&self, bits: u64) {
        let role = {
            let discord = self.lock();
            discord
                .state
                .guild
                .members
                .get(&discord.state.bot)
                .and_then(|bot| bot.roles.first().copied())
        };
        if let Some(role) = role {
            self.moderator()
                .changes_role(role, |role| role.permissions = bits);
        }
    }
}
