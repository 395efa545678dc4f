//! Channels, threads and DMs.

use std::collections::BTreeSet;

use chrono::{DateTime, Duration, Utc};
use serde::{Deserialize, Serialize};

use crate::Id;

/// Discord's channel types.
pub mod kind {
    pub const TEXT: u8 = 0;
    pub const DM: u8 = 1;
    pub const VOICE: u8 = 2;
    pub const ANNOUNCEMENT: u8 = 5;
    pub const ANNOUNCEMENT_THREAD: u8 = 10;
    pub const PUBLIC_THREAD: u8 = 11;
    pub const PRIVATE_THREAD: u8 = 12;
    pub const STAGE: u8 = 13;
    pub const FORUM: u8 = 15;
}

/// A place for messages, or a forum, which is a place for threads.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Channel {
    pub id: Id,
    pub kind: u8,
    pub name: String,
    pub parent: Option<Id>,
    pub topic: Option<String>,
    pub position: u32,
    pub overwrites: Vec<Overwrite>,
    /// Tags that posts of this forum can carry.
    pub tags: Vec<Tag>,
    pub flags: u64,
    pub last_message: Option<Id>,
    pub slowmode: u32,
    pub thread: Option<Thread>,
    /// The other end of a DM.
    pub recipient: Option<Id>,
}

/// What a role or a member may or may not do in one channel.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Overwrite {
    pub id: Id,
    /// The id names a member, not a role.
    pub member: bool,
    pub allow: u64,
    pub deny: u64,
}

/// A forum tag.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Tag {
    pub id: Id,
    pub name: String,
    /// Only those who manage threads can apply it.
    pub moderated: bool,
}

/// What a thread has beyond a channel.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Thread {
    pub owner: Id,
    pub archived: bool,
    pub locked: bool,
    pub invitable: bool,
    /// Minutes of silence after which it archives itself.
    pub auto_archive: u32,
    pub archive_changed: DateTime<Utc>,
    pub created: DateTime<Utc>,
    pub last_activity: DateTime<Utc>,
    pub applied: Vec<Id>,
    pub members: BTreeSet<Id>,
    pub total_sent: u64,
}

/// Flag of a forum post that is pinned to the top.
pub const PINNED: u64 = 1 << 1;
/// Flag of a forum whose posts must carry a tag.
pub const REQUIRE_TAG: u64 = 1 << 4;

impl Channel {
    /// An empty channel.
    pub fn new(id: Id, kind: u8, name: &str) -> Self {
        Self {
            id,
            kind,
            name: name.to_owned(),
            parent: None,
            topic: None,
            position: 0,
            overwrites: Vec::new(),
            tags: Vec::new(),
            flags: 0,
            last_message: None,
            slowmode: 0,
            thread: None,
            recipient: None,
        }
    }

    /// Whether messages can stand in it.
    pub fn holds_messages(&self) -> bool {
        matches!(self.kind, kind::TEXT | kind::ANNOUNCEMENT | kind::DM) || self.thread.is_some()
    }

    /// Whether it is a private conversation with the bot.
    pub fn is_dm(&self) -> bool {
        self.kind == kind::DM
    }

    /// Whether everyone has been silent in this thread for so long that it archives itself.
    pub fn falls_asleep(&self, now: DateTime<Utc>) -> bool {
        self.thread.as_ref().is_some_and(|thread| {
            !thread.archived
                && self.flags & PINNED == 0
                && now - thread.last_activity >= Duration::minutes(thread.auto_archive.into())
        })
    }
}
