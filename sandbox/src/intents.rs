//! Gateway intents: which events a bot asks for.

pub const GUILDS: u64 = 1;
pub const GUILD_MEMBERS: u64 = 1 << 1;
pub const GUILD_MODERATION: u64 = 1 << 2;
pub const GUILD_SCHEDULED_EVENTS: u64 = 1 << 16;
pub const PRESENCES: u64 = 1 << 8;
pub const GUILD_MESSAGES: u64 = 1 << 9;
pub const DIRECT_MESSAGES: u64 = 1 << 12;
pub const MESSAGE_CONTENT: u64 = 1 << 15;
/// Those that have to be switched on for the application first.
pub const PRIVILEGED: u64 = GUILD_MEMBERS | PRESENCES | MESSAGE_CONTENT;
/// Every bit that has a meaning.
pub const KNOWN: u64 = 0x0331_FFFF;
