//! Everything this Discord remembers, as plain structs that can be saved and loaded.

pub mod channel;
pub mod guild;
pub mod message;
pub mod scheduled;

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::Id;
pub use channel::{Channel, Overwrite, Tag, Thread, kind};
pub use guild::{Guild, Member, Role, User};
pub use message::{Answered, Attachment, Message, Pings, flag};
pub use scheduled::{Entitlement, ScheduledEvent, event_kind, event_status};

/// The whole of it: one guild, its bot, the people and what they wrote.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct State {
    pub guild: Guild,
    /// The user that the bot is.
    pub bot: Id,
    pub application: Id,
    pub users: BTreeMap<Id, User>,
    /// Guild channels, threads and DMs.
    pub channels: BTreeMap<Id, Channel>,
    /// By channel, then by message; ephemeral ones included.
    pub messages: BTreeMap<Id, BTreeMap<Id, Message>>,
    pub commands: Vec<Command>,
    /// The settings of the server show every command to everyone.
    #[serde(default)]
    pub commands_are_open: bool,
    pub files: BTreeMap<Id, Vec<u8>>,
    /// Files given as an option of a command.
    pub uploads: BTreeMap<Id, Attachment>,
    #[serde(default)]
    pub scheduled_events: BTreeMap<Id, ScheduledEvent>,
    /// What people have of the application's own goods.
    #[serde(default)]
    pub entitlements: BTreeMap<Id, Entitlement>,
    pub nonces: Vec<Nonce>,
    pub last_id: u64,
}

/// A registered command: Discord's own JSON, checked when it came in.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Command {
    pub id: Id,
    pub name: String,
    /// 1 slash, 2 user menu, 3 message menu.
    pub kind: u8,
    pub definition: Value,
}

/// A nonce that was sent with `enforce_nonce`, and the message it made.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Nonce {
    pub author: Id,
    pub channel: Id,
    pub nonce: String,
    pub message: Id,
    pub at: DateTime<Utc>,
}

impl State {
    /// A new, unique id that is never lower than an earlier one.
    pub fn new_id(&mut self, now: DateTime<Utc>) -> Id {
        self.last_id = Id::at(now).0.max(self.last_id + 1);
        Id(self.last_id)
    }

    /// A message by its id alone, wherever it stands.
    pub fn message(&self, id: Id) -> Option<&Message> {
        self.messages.values().find_map(|channel| channel.get(&id))
    }

    /// The message in that channel.
    pub fn message_in(&self, channel: Id, id: Id) -> Option<&Message> {
        self.messages.get(&channel)?.get(&id)
    }

    /// The message in that channel, to be changed.
    pub fn message_mut(&mut self, channel: Id, id: Id) -> Option<&mut Message> {
        self.messages.get_mut(&channel)?.get_mut(&id)
    }

    /// The DM channel between the bot and that user, if it was opened.
    pub fn dm_with(&self, user: Id) -> Option<&Channel> {
        self.channels
            .values()
            .find(|channel| channel.recipient == Some(user))
    }

    /// The name by which this server shows a user.
    pub fn display_name(&self, user: Id) -> String {
        let nick = self
            .guild
            .members
            .get(&user)
            .and_then(|member| member.nick.clone());
        let global = || {
            self.users.get(&user).map(|user| {
                user.global_name
                    .clone()
                    .unwrap_or_else(|| user.username.clone())
            })
        };
        nick.or_else(global).unwrap_or_else(|| user.to_string())
    }
}
