//! What people can type about lectures: the commands whose parts stand in several folders.

use super::catalogue::commands::lectures_command;
use super::content::commands::{add, edit, list, ready};
use super::imports::import;
use super::learning::commands::check;
use super::queue::commands::{pin, queue, shift};
use super::release::commands::{publish, withdraw};
use super::slots::commands::slot;
use crate::command::{Command, Context};
use crate::error::Result;

pub(super) fn all() -> Vec<Command> {
    vec![lecture(), slot(), lectures_command()]
}

/// Lectures: their content.
#[poise::command(
    slash_command,
    guild_only,
    subcommands(
        "add", "edit", "list", "ready", "queue", "shift", "pin", "publish", "check", "import",
        "withdraw"
    ),
    subcommand_required,
    default_member_permissions = "MANAGE_GUILD",
    category = "owner"
)]
#[expect(
    clippy::unused_async,
    reason = "poise wants one; only its subcommands run"
)]
async fn lecture(_ctx: Context<'_>) -> Result<()> {
    Ok(())
}

/// Autocomplete sends `lecture-3`, which nobody types: a bare 3 may mean the third of a series.
pub(super) fn chosen<T: std::str::FromStr>(prefix: &str, typed: &str) -> Option<T> {
    typed.trim().strip_prefix(prefix)?.parse().ok()
}

pub(super) fn contains(label: &str, partial: &str) -> bool {
    label
        .to_lowercase()
        .contains(&partial.trim().to_lowercase())
}
