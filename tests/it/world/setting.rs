//! What a story may want different.

use std::time::Duration;

use salon::text::Lang;

/// What a story may want different.
#[derive(Default)]
pub(crate) struct Setting {
    /// Questions go to a text channel instead of a forum.
    pub(crate) text_channel: bool,
    /// What time does while nobody moves it.
    pub(crate) time: Time,
    /// Discord asks for heartbeats more often than it really does.
    pub(crate) heartbeat: Option<Duration>,
    /// Discord's limits have room for whatever a story does.
    pub(crate) is_roomy: bool,
    /// The settings let the bot read what people write.
    pub(crate) reads_messages: bool,
    /// What stands in channels for all.
    pub(crate) lang: Lang,
    /// Discord turns away what passes its limits, and begins to count anew after so long.
    pub(crate) limits_within: Option<Duration>,
}

/// What time does while nobody moves it.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Time {
    /// It stands still.
    #[default]
    Still,
    /// It goes on whenever the bot looks at the clock, as it does elsewhere.
    Ticking,
    /// It is now, for a bot that runs as a process of its own and has the machine's clock.
    Now,
}

impl Setting {
    /// How Discord is then.
    pub(super) fn of_discord(&self) -> sandbox::Settings {
        let mut settings = sandbox::Settings::default();
        settings.heartbeat = self.heartbeat.unwrap_or(settings.heartbeat);
        if self.is_roomy {
            (settings.messages_per_window, settings.calls_per_window) = (1_000, 1_000);
        }
        settings.rate_limits = self.limits_within.is_some();
        settings.rate_window = self.limits_within.unwrap_or(settings.rate_window);
        settings
    }
}
