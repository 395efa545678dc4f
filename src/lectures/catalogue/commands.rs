//! What members can type about lectures.

use super::cards;
use crate::command::Context;
use crate::error::Result;
use crate::lectures;

/// Lectures, for members.
#[poise::command(
    slash_command,
    guild_only,
    rename = "lectures",
    subcommands("next"),
    subcommand_required,
    category = "member"
)]
#[expect(
    clippy::unused_async,
    reason = "poise wants one; only its subcommands run"
)]
pub(in crate::lectures) async fn lectures_command(_ctx: Context<'_>) -> Result<()> {
    Ok(())
}

/// Shows what comes next.
#[poise::command(slash_command, guild_only, category = "member")]
async fn next(ctx: Context<'_>) -> Result<()> {
    let incoming = ctx.data();
    let plans = lectures::upcoming(&incoming.app, &incoming.actor).await?;
    let message = cards::upcoming(&incoming.app.config, &plans, incoming.lang());
    incoming.reply_with(&message).await
}
