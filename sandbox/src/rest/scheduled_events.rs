//! Scheduled events: what is shown at the top of the server, with a time.

use chrono::{DateTime, Utc};
use serde_json::Value;

use super::request::Request;
use super::{Reply, done, ok};
use crate::discord::Discord;
use crate::error::{ApiError, Problems};
use crate::permissions::{CONNECT, CREATE_EVENTS, MANAGE_EVENTS, VIEW_CHANNEL};
use crate::state::{ScheduledEvent, event_kind, event_status, kind};
use crate::{Id, intents};

/// Of so many that are not over a server has room.
const MOST: usize = 100;

/// `GET /guilds/{id}/scheduled-events`
pub(crate) fn list(d: &Discord) -> Reply {
    let events = d.state.scheduled_events.values();
    let open = events.filter(|event| event.is_open());
    ok(open
        .map(|event| d.state.scheduled_event_json(event))
        .collect())
}

/// `GET /guilds/{id}/scheduled-events/{id}`
pub(crate) fn get(d: &Discord, event: Id) -> Reply {
    ok(d.state.scheduled_event_json(known(d, event)?))
}

/// `POST /guilds/{id}/scheduled-events`: not idempotent, as at Discord.
pub(crate) fn create(d: &mut Discord, r: &Request) -> Reply {
    may(d, None)?;
    let now = d.clock.now();
    let mut event = ScheduledEvent {
        id: Id(0),
        creator: d.state.bot,
        name: String::new(),
        description: None,
        kind: 0,
        channel: None,
        location: None,
        starts: now,
        ends: None,
        status: event_status::SCHEDULED,
    };
    let mut problems = Problems::default();
    for needed in [
        "name",
        "privacy_level",
        "scheduled_start_time",
        "entity_type",
    ] {
        if r.body.get(needed).is_none() {
            problems.required(needed);
        }
    }
    problems.check()?;
    fill(d, &mut event, &r.body, true)?;
    let open = d.state.scheduled_events.values();
    if open.filter(|event| event.is_open()).count() >= MOST {
        return Err(ApiError::code(30038));
    }
    event.id = d.state.new_id(now);
    ok(d.keep_scheduled_event("GUILD_SCHEDULED_EVENT_CREATE", event))
}

/// `PATCH /guilds/{id}/scheduled-events/{id}`
pub(crate) fn edit(d: &mut Discord, r: &Request, event: Id) -> Reply {
    let mut changed = known(d, event)?.clone();
    may(d, Some(&changed))?;
    fill(d, &mut changed, &r.body, false)?;
    if let Some(wanted) = r.body["status"].as_u64() {
        let is_allowed = matches!(
            (changed.status, wanted),
            (event_status::SCHEDULED, 2 | 4) | (event_status::ACTIVE, 3)
        );
        if !is_allowed {
            return Err(ApiError::code(180_000));
        }
        changed.status = u8::try_from(wanted).unwrap_or(changed.status);
    }
    ok(d.keep_scheduled_event("GUILD_SCHEDULED_EVENT_UPDATE", changed))
}

/// `DELETE /guilds/{id}/scheduled-events/{id}`
pub(crate) fn delete(d: &mut Discord, event: Id) -> Reply {
    may(d, Some(known(d, event)?))?;
    if let Some(event) = d.state.scheduled_events.remove(&event) {
        let body = d.state.scheduled_event_json(&event);
        d.emit(
            "GUILD_SCHEDULED_EVENT_DELETE",
            intents::GUILD_SCHEDULED_EVENTS,
            &body,
        );
    }
    done()
}

impl Discord {
    /// Lets scheduled events begin, end and be cancelled by themselves.
    pub(crate) fn let_events_pass(&mut self) {
        let now = self.clock.now();
        let events = self.state.scheduled_events.values();
        let passed: Vec<ScheduledEvent> = events
            .filter(|event| event.status_at(now) != event.status)
            .cloned()
            .collect();
        for mut event in passed {
            event.status = event.status_at(now);
            self.keep_scheduled_event("GUILD_SCHEDULED_EVENT_UPDATE", event);
        }
    }

    /// Remembers an event as it is now, and tells the bot by that name; returns what it is told.
    fn keep_scheduled_event(&mut self, told: &'static str, event: ScheduledEvent) -> Value {
        let body = self.state.scheduled_event_json(&event);
        self.state.scheduled_events.insert(event.id, event);
        self.emit(told, intents::GUILD_SCHEDULED_EVENTS, &body);
        body
    }
}

fn known(d: &Discord, event: Id) -> Result<&ScheduledEvent, ApiError> {
    let found = d.state.scheduled_events.get(&event);
    found.ok_or_else(|| ApiError::code(10070))
}

/// Whoever made an event may change it; for those of others one must manage events.
fn may(d: &Discord, event: Option<&ScheduledEvent>) -> Result<(), ApiError> {
    let held = d.state.guild_permissions(d.state.bot);
    let is_own = event.is_none_or(|event| event.creator == d.state.bot);
    let is_allowed = held & MANAGE_EVENTS != 0 || (is_own && held & CREATE_EVENTS != 0);
    if is_allowed {
        return Ok(());
    }
    Err(ApiError::code(50013))
}

/// Takes over what the body says, and refuses what does not fit together.
fn fill(
    d: &Discord,
    event: &mut ScheduledEvent,
    body: &Value,
    is_new: bool,
) -> Result<(), ApiError> {
    let mut problems = Problems::default();
    if let Some(name) = body["name"].as_str() {
        problems.length("name", name, 1, 100);
        name.clone_into(&mut event.name);
    }
    if let Some(text) = body["description"].as_str() {
        problems.length("description", text, 1, 1000);
        event.description = Some(text.to_owned());
    }
    if body.get("privacy_level").is_some_and(|level| *level != 2) {
        problems.add("privacy_level", "BASE_TYPE_CHOICES", "Value must be 2.");
    }
    if let Some(kind) = body["entity_type"].as_u64() {
        event.kind = u8::try_from(kind).unwrap_or(0);
    }
    if let Some(channel) = body.get("channel_id") {
        event.channel = channel.as_str().and_then(|id| id.parse().ok());
    }
    if let Some(place) = body["entity_metadata"]["location"].as_str() {
        problems.length("entity_metadata.location", place, 1, 100);
        event.location = Some(place.to_owned());
    }
    let now = d.clock.now();
    if let Some(starts) = moment(&mut problems, body, "scheduled_start_time") {
        if starts <= now {
            let path = "scheduled_start_time";
            problems.add(
                path,
                "GUILD_SCHEDULED_EVENT_SCHEDULE_PAST",
                "Cannot schedule event in the past.",
            );
        }
        event.starts = starts;
    }
    if let Some(ends) = moment(&mut problems, body, "scheduled_end_time") {
        event.ends = Some(ends);
    }
    if event.ends.is_some_and(|ends| ends <= event.starts) {
        problems.add(
            "scheduled_end_time",
            "BASE_TYPE_CHOICES",
            "Cannot end before it starts.",
        );
    }
    if is_new || body.get("entity_type").is_some() || body.get("channel_id").is_some() {
        place(d, event, &mut problems)?;
    }
    problems.check()
}

/// Where it takes place: a channel for voice and stage, a location and an end for elsewhere.
fn place(d: &Discord, event: &ScheduledEvent, problems: &mut Problems) -> Result<(), ApiError> {
    let wanted = match event.kind {
        event_kind::STAGE => kind::STAGE,
        event_kind::VOICE => kind::VOICE,
        event_kind::EXTERNAL => {
            if event.channel.is_some() {
                problems.add("channel_id", "BASE_TYPE_CHOICES", "Must be null.");
            }
            if event.location.is_none() {
                problems.required("entity_metadata.location");
            }
            if event.ends.is_none() {
                problems.required("scheduled_end_time");
            }
            return Ok(());
        }
        _ => {
            problems.add("entity_type", "BASE_TYPE_CHOICES", "Must be 1, 2 or 3.");
            return Ok(());
        }
    };
    let Some(channel) = event.channel else {
        problems.required("channel_id");
        return Ok(());
    };
    d.need(channel, VIEW_CHANNEL | CONNECT)?;
    if d.state.channels.get(&channel).map(|one| one.kind) != Some(wanted) {
        return Err(ApiError::code(50024));
    }
    Ok(())
}

fn moment(problems: &mut Problems, body: &Value, path: &str) -> Option<DateTime<Utc>> {
    let text = body[path].as_str()?;
    let read = DateTime::parse_from_rfc3339(text);
    if read.is_err() {
        problems.add(path, "DATE_TIME_TYPE_PARSE", "Could not parse.");
    }
    Some(read.ok()?.to_utc())
}
