//! What Discord tells the bot, and that the bot has taken it in.

use sandbox::transcript::Entry;
use serde_json::Value;

use super::{World, in_time};

/// Events that the bot takes in: each is counted when it was handled.
const TAKEN_IN: [&str; 13] = [
    "GUILD_MEMBER_ADD",
    "GUILD_MEMBER_REMOVE",
    "GUILD_MEMBER_UPDATE",
    "GUILD_BAN_ADD",
    "GUILD_BAN_REMOVE",
    "GUILD_ROLE_UPDATE",
    "GUILD_ROLE_DELETE",
    "CHANNEL_UPDATE",
    "CHANNEL_DELETE",
    "THREAD_DELETE",
    "ENTITLEMENT_CREATE",
    "ENTITLEMENT_UPDATE",
    "ENTITLEMENT_DELETE",
];

impl World {
    /// Waits until the bot has handled every event that Discord sent it.
    pub(super) async fn events_handled(&self) {
        let bot = self.bot();
        let expected = self.discord.transcript()[bot.transcript_start..]
            .iter()
            .filter(|entry| is_taken_in(entry))
            .count();
        let expected = bot.handled_start + u64::try_from(expected).expect("a count");
        let mut handled = bot.connected.handled_events.clone();
        in_time(
            "events to be handled",
            handled.wait_for(|count| *count >= expected),
        )
        .await
        .expect("the bot is running");
    }
}

fn is_taken_in(entry: &Entry) -> bool {
    let Entry::Event { name, data } = entry else {
        return false;
    };
    if name == "MESSAGE_CREATE" {
        let is_bot = data["author"]["bot"] == Value::Bool(true);
        return !is_bot && data["guild_id"].is_string();
    }
    if name == "MESSAGE_DELETE" {
        return data["guild_id"].is_string();
    }
    TAKEN_IN.contains(&name.as_str())
}
