//! Discord's documented limits on what a bot sends, with the path of everything that is wrong.

mod command_text;
pub(crate) mod commands;
pub(crate) mod components;
pub(crate) mod embeds;
pub(crate) mod message;
pub(crate) mod modal;
