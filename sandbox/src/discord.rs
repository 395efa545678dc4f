//! The stand-in itself: what it remembers, who listens, and what went over the wire.

use std::collections::HashMap;
use std::net::SocketAddr;

use chrono::{DateTime, Utc};
use serde_json::Value;
use tokio::sync::watch;

use crate::error::ApiError;
use crate::faults::Faults;
use crate::gateway::session::Sessions;
use crate::interaction::Interaction;
use crate::options::Settings;
use crate::rate::Rates;
use crate::state::{Message, State};
use crate::transcript::Transcript;
use crate::wire::message::blank;
use crate::{Clock, Id, intents, permissions};

/// Everything behind the one lock. Nothing in here waits.
#[derive(Debug)]
pub(crate) struct Discord {
    pub(crate) state: State,
    pub(crate) clock: Clock,
    pub(crate) settings: Settings,
    pub(crate) address: SocketAddr,
    pub(crate) sessions: Sessions,
    pub(crate) interactions: HashMap<Id, Interaction>,
    pub(crate) transcript: Transcript,
    pub(crate) faults: Faults,
    pub(crate) rates: Rates,
    pub(crate) complaints: Vec<String>,
    /// When threads were last looked through for silent ones.
    pub(crate) swept: DateTime<Utc>,
    pub(crate) revision: watch::Sender<u64>,
}

impl Discord {
    /// A new id, made now.
    pub(crate) fn new_id(&mut self) -> Id {
        let now = self.clock.now();
        self.state.new_id(now)
    }

    /// Tells those who watch that something is different now.
    pub(crate) fn changed(&self) {
        self.revision.send_modify(|revision| *revision += 1);
    }

    /// Sends an event to every session that asked for it; an `intent` of 0 goes to all.
    pub(crate) fn emit(&mut self, name: &'static str, intent: u64, data: &Value) {
        self.transcript.event(name, data);
        self.sessions
            .dispatch(name, data, |intents| intent == 0 || intents & intent != 0);
        self.changed();
    }

    /// Sends an event about a message, to those who asked for its kind of channel, without its words where they may not read them.
    pub(crate) fn emit_message(&mut self, name: &'static str, message: &Message) {
        let Some(channel) = self.state.channels.get(&message.channel) else {
            return;
        };
        let intent = if channel.is_dm() {
            intents::DIRECT_MESSAGES
        } else {
            intents::GUILD_MESSAGES
        };
        self.changed();
        if message.ephemeral_for.is_some()
            || !self
                .state
                .may(self.state.bot, message.channel, permissions::VIEW_CHANNEL)
        {
            return;
        }
        let full = self.state.message_event_json(message);
        self.transcript.event(name, &full);
        if self.state.content_is_open(message) {
            self.sessions
                .dispatch(name, &full, |intents| intents & intent != 0);
            return;
        }
        let mut blanked = full.clone();
        blank(&mut blanked);
        self.sessions.dispatch(name, &full, |intents| {
            intents & intent != 0 && intents & intents::MESSAGE_CONTENT != 0
        });
        self.sessions.dispatch(name, &blanked, |intents| {
            intents & intent != 0 && intents & intents::MESSAGE_CONTENT == 0
        });
    }

    /// Sends an event about a channel or thread if the bot can see it.
    pub(crate) fn emit_channel(&mut self, name: &'static str, channel: Id) {
        if !self
            .state
            .may(self.state.bot, channel, permissions::VIEW_CHANNEL)
        {
            return self.changed();
        }
        if let Some(data) = self
            .state
            .channels
            .get(&channel)
            .map(|channel| self.state.channel_json(channel))
        {
            self.emit(name, intents::GUILDS, &data);
        }
    }

    /// Refuses unless the bot can see the channel and has all of `wanted` in it.
    pub(crate) fn need(&self, channel: Id, wanted: u64) -> Result<(), ApiError> {
        if !self.state.channels.contains_key(&channel) {
            return Err(ApiError::code(10003));
        }
        let held = self.state.permissions(self.state.bot, channel);
        if held & permissions::VIEW_CHANNEL == 0 {
            return Err(ApiError::code(50001));
        }
        if held & wanted == wanted {
            Ok(())
        } else {
            Err(ApiError::code(50013))
        }
    }

    /// Archives the threads in which everyone has been silent for too long.
    pub(crate) fn let_threads_sleep(&mut self) {
        let now = self.clock.now();
        if (now - self.swept).num_seconds().abs() < 60 {
            return;
        }
        self.swept = now;
        let asleep: Vec<Id> = self
            .state
            .channels
            .values()
            .filter(|channel| channel.falls_asleep(now))
            .map(|channel| channel.id)
            .collect();
        for id in asleep {
            if let Some(thread) = self
                .state
                .channels
                .get_mut(&id)
                .and_then(|channel| channel.thread.as_mut())
            {
                thread.archived = true;
                thread.archive_changed = now;
            }
            self.emit_channel("THREAD_UPDATE", id);
        }
    }
}
