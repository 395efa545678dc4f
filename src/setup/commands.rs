//! What the owner types and presses about the installation.

use super::{Mend, cards};
use crate::command::{Command, Context, Incoming, Press};
use crate::error::{Error, Result};
use crate::text::Text;

/// What people can type.
pub fn commands() -> Vec<Command> {
    vec![salon()]
}

#[expect(clippy::unused_async, reason = "a parent is never called")]
#[poise::command(
    slash_command,
    guild_only,
    subcommand_required,
    subcommands("status", "backup"),
    default_member_permissions = "MANAGE_GUILD",
    category = "owner"
)]
async fn salon(_ctx: Context<'_>) -> Result<()> {
    Ok(())
}

#[poise::command(slash_command, guild_only, category = "owner")]
async fn status(ctx: Context<'_>) -> Result<()> {
    show(ctx.data()).await
}

#[poise::command(slash_command, guild_only, category = "owner")]
async fn backup(ctx: Context<'_>) -> Result<()> {
    let incoming = ctx.data();
    let made = super::back_up(&incoming.app, &incoming.actor).await?;
    let done = Text::new("setup-backup-done")
        .with("file", made.name())
        .with("kib", made.kib)
        .with("holds", made.holds());
    incoming.reply(&done).await
}

/// A pressed button of the status, or of what the owner was told.
pub async fn press(press: &Press<'_>) -> Result<()> {
    let incoming = press.incoming;
    let mend = match press.action {
        "retry" => Mend::Retry,
        "discard" => Mend::Discard,
        _ => return Err(Error::Refused(Text::new("stale-button"))),
    };
    let id = press.id.read(0)?;
    super::mend(&incoming.app, &incoming.actor, id, mend).await?;
    show(incoming).await
}

async fn show(incoming: &Incoming) -> Result<()> {
    let status = super::status(&incoming.app, &incoming.actor).await?;
    let message = cards::status(&status, incoming.lang());
    incoming.reply_with(&message).await
}
