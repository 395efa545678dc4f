//! Scheduled events of the server, and what people bought of the application.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::Id;

/// Where a scheduled event stands: Discord's numbers.
pub mod event_status {
    pub const SCHEDULED: u8 = 1;
    pub const ACTIVE: u8 = 2;
    pub const COMPLETED: u8 = 3;
    pub const CANCELLED: u8 = 4;
}

/// Where a scheduled event takes place: Discord's numbers.
pub mod event_kind {
    pub const STAGE: u8 = 1;
    pub const VOICE: u8 = 2;
    pub const EXTERNAL: u8 = 3;
}

/// Something that takes place at a time, shown at the top of the server.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ScheduledEvent {
    pub id: Id,
    pub creator: Id,
    pub name: String,
    pub description: Option<String>,
    pub kind: u8,
    /// Where people meet; none where it takes place elsewhere.
    pub channel: Option<Id>,
    /// Where else it takes place.
    pub location: Option<String>,
    pub starts: DateTime<Utc>,
    pub ends: Option<DateTime<Utc>>,
    pub status: u8,
}

impl ScheduledEvent {
    /// Whether it counts against what a server may have.
    pub fn is_open(&self) -> bool {
        matches!(self.status, event_status::SCHEDULED | event_status::ACTIVE)
    }

    /// What Discord makes of it by itself at that time: what takes place elsewhere begins and ends,
    /// and what nobody started for hours is cancelled.
    pub fn status_at(&self, now: DateTime<Utc>) -> u8 {
        const FORGOTTEN_HOURS: i64 = 3;
        if !self.is_open() {
            return self.status;
        }
        if self.kind == event_kind::EXTERNAL {
            return match self.ends {
                Some(ends) if now >= ends => event_status::COMPLETED,
                _ if now >= self.starts => event_status::ACTIVE,
                _ => self.status,
            };
        }
        let is_forgotten = (now - self.starts).num_hours() >= FORGOTTEN_HOURS;
        if self.status == event_status::SCHEDULED && is_forgotten {
            return event_status::CANCELLED;
        }
        self.status
    }
}

/// Something of the application that a person has: bought, given, or for a test.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Entitlement {
    pub id: Id,
    pub user: Id,
    /// What was bought.
    pub sku: Id,
    /// Discord's number: 1 bought, 4 bought in test mode, 8 a subscription of the application.
    pub kind: u8,
    /// None for a test one.
    pub starts: Option<DateTime<Utc>>,
    pub ends: Option<DateTime<Utc>>,
    pub is_deleted: bool,
    pub is_consumed: bool,
}
