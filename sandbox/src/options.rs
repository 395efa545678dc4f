//! How a sandbox is started.

use std::path::PathBuf;
use std::time::Duration;

use axum::Router;

use crate::{Clock, Id, Sandbox, intents, permissions};

/// Makes the routes of a web page that the same listener serves.
pub type Extra = Box<dyn FnOnce(Sandbox) -> Router + Send>;

/// Everything one can choose; `Default` is right for a story.
pub struct Options {
    /// Where to listen; port 0 takes a free one.
    pub addr: String,
    pub clock: Clock,
    /// A file written by `Sandbox::save`: what it holds wins over `seed`. A file that does not exist yet is no fault.
    pub state: Option<PathBuf>,
    pub seed: Seed,
    pub settings: Settings,
    pub extra: Option<Extra>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            addr: "127.0.0.1:0".to_owned(),
            clock: Clock::system(),
            state: None,
            seed: Seed::default(),
            settings: Settings::default(),
            extra: None,
        }
    }
}

/// The bare server one begins with: an owner, the bot with a managed role, nothing else.
#[derive(Clone, Debug)]
pub struct Seed {
    pub guild: Id,
    pub guild_name: String,
    /// The guild's preferred locale.
    pub guild_locale: String,
    /// The owner's user id; create the person behind it with `Sandbox::member` to give a name.
    pub owner: Id,
    pub owner_name: String,
    pub bot: Id,
    pub bot_name: String,
    pub application: Id,
    /// Permissions of the bot's own role.
    pub bot_permissions: u64,
    /// Permissions of @everyone.
    pub everyone: u64,
}

impl Default for Seed {
    fn default() -> Self {
        Self {
            guild: Id(1_100_000_000_000_000_001),
            guild_name: "Salon".to_owned(),
            guild_locale: "ja".to_owned(),
            owner: Id(1_100_000_000_000_000_002),
            owner_name: "owner".to_owned(),
            bot: Id(1_100_000_000_000_000_003),
            bot_name: "salon".to_owned(),
            application: Id(1_100_000_000_000_000_003),
            bot_permissions: permissions::BOT,
            everyone: permissions::EVERYONE,
        }
    }
}

/// How this Discord behaves.
#[derive(Clone, Debug)]
pub struct Settings {
    /// What REST and IDENTIFY must present.
    pub token: String,
    /// Answer 429 when a limit is passed; the headers are sent in any case.
    pub rate_limits: bool,
    /// Messages per channel in `rate_window`.
    pub messages_per_window: u32,
    /// Calls to any other bucket in `rate_window`.
    pub calls_per_window: u32,
    pub rate_window: Duration,
    /// Calls per second by the whole bot.
    pub global_per_second: u32,
    /// How long every REST answer takes at least.
    pub latency: Duration,
    /// Privileged intents that are switched on for the application.
    pub privileged: u64,
    /// Keep every request and event; off for benchmarks.
    pub transcript: bool,
    /// How long a person waits for the first answer, as Discord does.
    pub ack_deadline: Duration,
    /// How long a person waits after "thinking…".
    pub answer_wait: Duration,
    /// How long a person watches after a click that was accepted without a change.
    pub click_wait: Duration,
    pub heartbeat: Duration,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            token: "sandbox-token".to_owned(),
            rate_limits: false,
            messages_per_window: 5,
            calls_per_window: 10,
            rate_window: Duration::from_secs(5),
            global_per_second: 50,
            latency: Duration::ZERO,
            privileged: intents::PRIVILEGED,
            transcript: true,
            ack_deadline: Duration::from_secs(3),
            answer_wait: Duration::from_secs(10),
            click_wait: Duration::from_secs(2),
            heartbeat: Duration::from_millis(41_250),
        }
    }
}
