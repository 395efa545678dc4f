//! Who may do what: Discord's permission bits and the rules that combine them.

use crate::Id;
use crate::state::{Channel, State};

pub const CREATE_INVITE: u64 = 1;
pub const KICK_MEMBERS: u64 = 1 << 1;
pub const BAN_MEMBERS: u64 = 1 << 2;
pub const ADMINISTRATOR: u64 = 1 << 3;
pub const MANAGE_CHANNELS: u64 = 1 << 4;
pub const MANAGE_GUILD: u64 = 1 << 5;
pub const ADD_REACTIONS: u64 = 1 << 6;
pub const VIEW_CHANNEL: u64 = 1 << 10;
pub const SEND_MESSAGES: u64 = 1 << 11;
pub const MANAGE_MESSAGES: u64 = 1 << 13;
pub const EMBED_LINKS: u64 = 1 << 14;
pub const ATTACH_FILES: u64 = 1 << 15;
pub const READ_MESSAGE_HISTORY: u64 = 1 << 16;
pub const MENTION_EVERYONE: u64 = 1 << 17;
pub const CONNECT: u64 = 1 << 20;
pub const CHANGE_NICKNAME: u64 = 1 << 26;
pub const MANAGE_NICKNAMES: u64 = 1 << 27;
pub const MANAGE_ROLES: u64 = 1 << 28;
pub const USE_APPLICATION_COMMANDS: u64 = 1 << 31;
pub const MANAGE_EVENTS: u64 = 1 << 33;
pub const MANAGE_THREADS: u64 = 1 << 34;
pub const CREATE_PUBLIC_THREADS: u64 = 1 << 35;
pub const CREATE_PRIVATE_THREADS: u64 = 1 << 36;
pub const SEND_MESSAGES_IN_THREADS: u64 = 1 << 38;
pub const MODERATE_MEMBERS: u64 = 1 << 40;
pub const CREATE_EVENTS: u64 = 1 << 44;
pub const PIN_MESSAGES: u64 = 1 << 51;

/// Every permission there is.
pub const ALL: u64 = (1 << 53) - 1;
/// What everybody may do in a fresh server.
pub const EVERYONE: u64 = CREATE_INVITE
    | ADD_REACTIONS
    | VIEW_CHANNEL
    | SEND_MESSAGES
    | EMBED_LINKS
    | ATTACH_FILES
    | READ_MESSAGE_HISTORY
    | CHANGE_NICKNAME
    | USE_APPLICATION_COMMANDS
    | CREATE_PUBLIC_THREADS
    | CREATE_PRIVATE_THREADS
    | SEND_MESSAGES_IN_THREADS;
/// What the bot is invited with unless the story says otherwise.
pub const BOT: u64 = EVERYONE | MANAGE_ROLES | MANAGE_THREADS | MANAGE_MESSAGES | PIN_MESSAGES;

impl State {
    /// Permissions that come from roles alone.
    pub fn guild_permissions(&self, user: Id) -> u64 {
        let Some(member) = self.guild.members.get(&user) else {
            return 0;
        };
        if self.guild.owner == user {
            return ALL;
        }
        let role = |id: &Id| self.guild.roles.get(id).map_or(0, |role| role.permissions);
        let all = member
            .roles
            .iter()
            .fold(role(&self.guild.id), |sum, id| sum | role(id));
        if all & ADMINISTRATOR == 0 { all } else { ALL }
    }

    /// Permissions in a channel, overwrites included; a thread follows its parent.
    pub fn permissions(&self, user: Id, channel: Id) -> u64 {
        let Some(channel) = self.channels.get(&channel) else {
            return 0;
        };
        if channel.is_dm() {
            let inside = channel.recipient == Some(user) || user == self.bot;
            return if inside { EVERYONE | PIN_MESSAGES } else { 0 };
        }
        let base = self.guild_permissions(user);
        if base == ALL {
            return ALL;
        }
        let Some(member) = self.guild.members.get(&user) else {
            return 0;
        };
        let place = channel
            .parent
            .filter(|_| channel.thread.is_some())
            .and_then(|id| self.channels.get(&id))
            .unwrap_or(channel);
        let mut sum = apply(base, place, |id, member_overwrite| {
            !member_overwrite && id == self.guild.id
        });
        sum = apply(sum, place, |id, member_overwrite| {
            !member_overwrite && member.roles.contains(&id)
        });
        sum = apply(sum, place, |id, member_overwrite| {
            member_overwrite && id == user
        });
        if sum & VIEW_CHANNEL == 0 || !lets_in(user, channel, sum) {
            return 0;
        }
        if member.pending {
            return sum & (VIEW_CHANNEL | READ_MESSAGE_HISTORY);
        }
        sum
    }

    /// Whether `user` has all of `wanted` in the channel.
    pub fn may(&self, user: Id, channel: Id, wanted: u64) -> bool {
        self.permissions(user, channel) & wanted == wanted
    }

    /// The position of a member's highest role.
    pub fn highest_role(&self, user: Id) -> u32 {
        let roles = self
            .guild
            .members
            .get(&user)
            .map(|member| member.roles.as_slice())
            .unwrap_or_default();
        roles
            .iter()
            .filter_map(|id| self.guild.roles.get(id))
            .map(|role| role.position)
            .max()
            .unwrap_or(0)
    }

    /// Whether `user` stands above the role and may thus give, take or edit it.
    pub fn outranks_role(&self, user: Id, role: Id) -> bool {
        let position = self.guild.roles.get(&role).map_or(0, |role| role.position);
        self.guild.owner == user || self.highest_role(user) > position
    }
}

/// A private thread shows itself to its members and to those who manage threads.
fn lets_in(user: Id, channel: &Channel, permissions: u64) -> bool {
    channel.kind != crate::state::kind::PRIVATE_THREAD
        || permissions & MANAGE_THREADS != 0
        || channel
            .thread
            .as_ref()
            .is_some_and(|thread| thread.members.contains(&user))
}

/// Takes what the matching overwrites deny, then adds what they allow.
fn apply(permissions: u64, channel: &Channel, matching: impl Fn(Id, bool) -> bool) -> u64 {
    let chosen = || {
        channel
            .overwrites
            .iter()
            .filter(|overwrite| matching(overwrite.id, overwrite.member))
    };
    let denied = chosen().fold(0, |sum, overwrite| sum | overwrite.deny);
    let allowed = chosen().fold(0, |sum, overwrite| sum | overwrite.allow);
    permissions & !denied | allowed
}
