//! What a story asks the sandbox at its end: what went over the wire, and what was wrong with it.

use std::collections::BTreeMap;
use std::time::Duration;

use crate::Sandbox;
use crate::transcript::{Entry, RestCall};

impl Sandbox {
    /// Everything that went over the wire, in order.
    pub fn transcript(&self) -> Vec<Entry> {
        self.lock().transcript.entries.clone()
    }

    /// The bot's requests with that method (empty: any) whose path below `/api/v10` contains `part`.
    pub fn requests(&self, method: &str, part: &str) -> Vec<RestCall> {
        self.lock().transcript.requests(method, part)
    }

    /// Requests to routes that the sandbox does not know.
    pub fn unknown_requests(&self) -> Vec<String> {
        self.lock().transcript.unknown.clone()
    }

    /// Bodies that were refused with 50035 or 50109, and why.
    pub fn refused_payloads(&self) -> Vec<String> {
        self.lock().transcript.refused.clone()
    }

    /// How long the bot took to acknowledge each interaction.
    pub fn ack_latencies(&self) -> Vec<Duration> {
        self.lock().transcript.latencies.clone()
    }

    /// How long each heartbeat took that the bot was asked for: as long as nothing holds up its
    /// connection, no time at all.
    pub fn heartbeats(&self) -> Vec<Duration> {
        self.lock().sessions.heartbeats.clone()
    }

    /// How often a limit was passed and answered with 429: by bucket (`PUT /guilds/{id}/… 42`), and as
    /// `global` the one over all. What a fault answered is not among them.
    pub fn limits_passed(&self) -> BTreeMap<String, usize> {
        self.lock().rates.passed.clone()
    }

    /// How often clients identified and resumed.
    pub fn gateway_logins(&self) -> (usize, usize) {
        let discord = self.lock();
        (discord.sessions.identified, discord.sessions.resumed)
    }

    /// Everything the bot did that a real Discord would not have liked; empty at the end of a good story.
    pub fn complaints(&self) -> Vec<String> {
        let discord = self.lock();
        let unknown = discord
            .transcript
            .unknown
            .iter()
            .map(|what| format!("unknown route: {what}"));
        let refused = discord
            .transcript
            .refused
            .iter()
            .map(|what| format!("refused body: {what}"));
        unknown
            .chain(refused)
            .chain(discord.complaints.iter().cloned())
            .collect()
    }

    /// Takes back the complaints that contain `part`, where a story provoked them; an empty `part` takes back all.
    pub fn forgives(&self, part: &str) {
        let mut discord = self.lock();
        discord.complaints.retain(|what| !what.contains(part));
        discord
            .transcript
            .unknown
            .retain(|what| !what.contains(part));
        discord
            .transcript
            .refused
            .retain(|what| !what.contains(part));
    }

    /// Empties the transcript and the list of latencies.
    pub fn forgets_transcript(&self) {
        let mut discord = self.lock();
        discord.transcript.entries.clear();
        discord.transcript.latencies.clear();
    }
}
