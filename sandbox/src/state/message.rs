//! Messages. Embeds and components stay in Discord's own JSON, checked when they came in.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::Id;

/// Bits of a message's `flags`.
pub mod flag {
    pub const SUPPRESS_EMBEDS: u64 = 1 << 2;
    pub const HAS_THREAD: u64 = 1 << 5;
    pub const EPHEMERAL: u64 = 1 << 6;
    pub const LOADING: u64 = 1 << 7;
    pub const SUPPRESS_NOTIFICATIONS: u64 = 1 << 12;
    pub const COMPONENTS_V2: u64 = 1 << 15;
}

/// A message, public or ephemeral.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Message {
    pub id: Id,
    pub channel: Id,
    pub author: Id,
    /// 0 ordinary, 18 thread created, 19 reply, 20 answer to a command, 21 thread starter, 23 answer to a menu.
    pub kind: u8,
    pub content: String,
    pub embeds: Vec<Value>,
    pub components: Vec<Value>,
    pub attachments: Vec<Attachment>,
    pub flags: u64,
    pub timestamp: DateTime<Utc>,
    pub edited: Option<DateTime<Utc>>,
    pub pinned: bool,
    pub nonce: Option<Value>,
    pub pings: Pings,
    pub reference: Option<Id>,
    pub answered: Option<Answered>,
    /// Only this user can see it.
    pub ephemeral_for: Option<Id>,
}

/// Whom a message really notified.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pings {
    pub everyone: bool,
    pub users: Vec<Id>,
    pub roles: Vec<Id>,
}

/// The interaction that a message answers.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Answered {
    pub id: Id,
    /// 2 command, 3 component, 5 form.
    pub kind: u8,
    /// Full name of the command; empty for a component.
    pub command: String,
    pub user: Id,
    /// The message whose button was pressed.
    pub component_of: Option<Id>,
}

/// A file under a message; its bytes are in `State::files`.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Attachment {
    pub id: Id,
    pub filename: String,
    pub description: Option<String>,
    pub content_type: Option<String>,
    pub size: usize,
    pub url: String,
}

impl Message {
    /// An ordinary message with that text.
    pub fn new(id: Id, channel: Id, author: Id, content: &str, now: DateTime<Utc>) -> Self {
        Self {
            id,
            channel,
            author,
            kind: 0,
            content: content.to_owned(),
            embeds: Vec::new(),
            components: Vec::new(),
            attachments: Vec::new(),
            flags: 0,
            timestamp: now,
            edited: None,
            pinned: false,
            nonce: None,
            pings: Pings::default(),
            reference: None,
            answered: None,
            ephemeral_for: None,
        }
    }

    /// Whether `user` can see it, given that she can see its channel.
    pub fn shown_to(&self, user: Id) -> bool {
        self.ephemeral_for.is_none_or(|reader| reader == user)
    }
}
