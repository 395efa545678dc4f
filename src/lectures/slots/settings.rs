//! What an owner says of a slot, checked.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::app::App;
use crate::config::Zone;
use crate::error::Result;
use crate::ids::{ChannelId, RoleId};
use crate::input;
use crate::lectures::lecture::{Meets, Rule, Slot, Weekday};
use crate::lectures::rules::{self, Refusal};
use crate::outbox::MeetingKind;

/// What an owner types to make a slot.
#[derive(Clone, Copy, Debug)]
pub struct SlotForm<'a> {
    /// On which day.
    pub weekday: Weekday,
    /// At what time, such as 20:00.
    pub time: &'a str,
    /// An IANA name; `None` for the salon's own zone.
    pub zone: Option<&'a str>,
    /// Where it is posted, and how that is called.
    pub channel: (ChannelId, Option<&'a str>),
    /// A track's key, or its name in either language.
    pub track: &'a str,
    /// Who is pinged.
    pub role: Option<RoleId>,
    /// Nobody needs to approve what is posted.
    pub auto_approve: bool,
    /// Where people meet after a lecture.
    pub meeting: Option<(ChannelId, MeetingKind)>,
    /// So many minutes after it; `None` for an hour.
    pub meeting_after: Option<i64>,
}

/// What an owner wants different of a slot; what is `None` stays.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct SlotEdit<'a> {
    pub(super) weekday: Option<Weekday>,
    pub(super) time: Option<&'a str>,
    pub(super) zone: Option<&'a str>,
    pub(super) channel: Option<(ChannelId, Option<&'a str>)>,
    pub(super) track: Option<&'a str>,
    pub(super) role: Option<RoleId>,
    /// Nobody is pinged any more.
    pub(super) no_role: bool,
    pub(super) auto_approve: Option<bool>,
    pub(super) meeting: Option<(ChannelId, MeetingKind)>,
    pub(super) meeting_after: Option<i64>,
    /// Nobody meets afterwards any more.
    pub(super) no_event: bool,
}

/// All that is said of a slot.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Settings {
    pub(super) rule: Rule,
    pub(super) channel: ChannelId,
    pub(super) channel_name: Option<String>,
    pub(super) track: String,
    pub(super) role: Option<RoleId>,
    pub(super) auto_approve: bool,
    pub(super) meeting: Option<Meets>,
}

impl Settings {
    /// Those of a slot.
    pub(super) fn of(slot: &Slot) -> Self {
        Self {
            rule: slot.rule.clone(),
            channel: slot.channel_id,
            channel_name: slot.channel_name.clone(),
            track: slot.track.clone(),
            role: slot.role_id,
            auto_approve: slot.auto_approve,
            meeting: slot.meeting(),
        }
    }

    /// Without words, for the journal.
    pub(super) fn ids(&self) -> Value {
        json!({
            "weekday": self.rule.weekday as i64,
            "time": self.rule.time.format("%H:%M").to_string(),
            "zone": self.rule.zone.0.name(),
            "channel": self.channel,
            "track": self.track,
            "role": self.role,
            "auto_approve": self.auto_approve,
            "meeting": self.meeting,
        })
    }
}

impl SlotForm<'_> {
    /// Checked.
    pub(super) fn settings(&self, app: &App) -> Result<Settings> {
        let (channel, channel_name) = self.channel;
        Ok(Settings {
            rule: Rule {
                weekday: self.weekday,
                time: input::time(self.time)?,
                zone: match self.zone {
                    Some(typed) => zone(typed)?,
                    None => app.config.timezone,
                },
            },
            channel,
            channel_name: channel_name.map(str::to_owned),
            track: track(app, self.track)?,
            role: self.role.map(|chosen| role(app, chosen)).transpose()?,
            auto_approve: self.auto_approve,
            meeting: rules::meets(self.meeting, self.meeting_after)?,
        })
    }
}

impl SlotEdit<'_> {
    /// What a slot would be by it, checked.
    pub(super) fn of(&self, app: &App, slot: &Slot) -> Result<Settings> {
        let mut new = Settings::of(slot);
        if let Some(weekday) = self.weekday {
            new.rule.weekday = weekday;
        }
        if let Some(typed) = self.time {
            new.rule.time = input::time(typed)?;
        }
        if let Some(typed) = self.zone {
            new.rule.zone = zone(typed)?;
        }
        if let Some((channel, name)) = self.channel {
            new.channel = channel;
            new.channel_name = name.map(str::to_owned);
        }
        if let Some(typed) = self.track {
            new.track = track(app, typed)?;
        }
        if let Some(chosen) = self.role {
            new.role = Some(role(app, chosen)?);
        }
        if self.no_role {
            new.role = None;
        }
        new.auto_approve = self.auto_approve.unwrap_or(new.auto_approve);
        let place = new.meeting.map(|meets| (meets.channel, meets.kind));
        let after = new.meeting.map(|meets| meets.after);
        new.meeting = if self.no_event {
            None
        } else {
            rules::meets(self.meeting.or(place), self.meeting_after.or(after))?
        };
        Ok(new)
    }
}

fn zone(typed: &str) -> Result<Zone> {
    let zone = Zone::try_from(typed.trim().to_owned()).map_err(|_| {
        let typed = input::short(typed);
        Refusal::NoSuchZone { typed }
    })?;
    Ok(zone)
}

fn track(app: &App, typed: &str) -> Result<String> {
    let track = app.config.track(typed).ok_or_else(|| {
        let typed = input::short(typed);
        Refusal::NoSuchTrack { typed }
    })?;
    Ok(track.to_owned())
}

fn role(app: &App, role: RoleId) -> Result<RoleId> {
    // The role everyone has bears the server's own id.
    if app.config.discord.guild.map(|id| id.0) == Some(role.0) {
        return Err(Refusal::EveryoneRole.into());
    }
    Ok(role)
}
