//! Scheduled events and entitlements.

use serde_json::{Value, json};

use super::time;
use crate::state::{Entitlement, ScheduledEvent, State};

impl State {
    /// A scheduled event.
    pub(crate) fn scheduled_event_json(&self, event: &ScheduledEvent) -> Value {
        json!({
            "id": event.id,
            "guild_id": self.guild.id,
            "channel_id": event.channel,
            "creator_id": event.creator,
            "creator": self.user_json(event.creator),
            "name": event.name,
            "description": event.description,
            "image": null,
            "scheduled_start_time": time(event.starts),
            "scheduled_end_time": event.ends.map(time),
            "privacy_level": 2,
            "status": event.status,
            "entity_type": event.kind,
            "entity_id": null,
            "entity_metadata": event.location.as_ref().map(|location| json!({"location": location})),
            "recurrence_rule": null,
            "user_count": 0,
            "guild_scheduled_event_exceptions": [],
        })
    }

    /// What somebody has of the application.
    pub(crate) fn entitlement_json(&self, one: &Entitlement) -> Value {
        json!({
            "id": one.id,
            "sku_id": one.sku,
            "application_id": self.application,
            "user_id": one.user,
            "type": one.kind,
            "deleted": one.is_deleted,
            "starts_at": one.starts.map(time),
            "ends_at": one.ends.map(time),
            "consumed": one.is_consumed,
            "gift_code_flags": 0,
        })
    }
}
