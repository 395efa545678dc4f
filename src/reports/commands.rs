//! What is typed to see figures.

use super::cards;
use crate::command::{Command, Context};
use crate::error::Result;

/// The commands of this feature.
pub fn commands() -> Vec<Command> {
    vec![report()]
}

/// What mentors see of themselves, below `/mentor`.
pub fn mentor_commands() -> Vec<Command> {
    vec![stats()]
}

#[expect(clippy::unused_async, reason = "a parent is never called")]
#[poise::command(
    slash_command,
    guild_only,
    subcommand_required,
    subcommands("questions")
)]
async fn report(_ctx: Context<'_>) -> Result<()> {
    Ok(())
}

#[poise::command(slash_command, guild_only, category = "owner")]
async fn questions(ctx: Context<'_>, month: Option<String>) -> Result<()> {
    let incoming = ctx.data();
    let (app, actor) = (&incoming.app, &incoming.actor);
    let (message, file) = super::questions(app, actor, month.as_deref()).await?;
    incoming.reply_with_file(&message, &file).await
}

#[poise::command(slash_command, guild_only, category = "mentor")]
async fn stats(ctx: Context<'_>) -> Result<()> {
    let incoming = ctx.data();
    let own = super::own(&incoming.app, &incoming.actor).await?;
    incoming
        .reply_with(&cards::own(&own, incoming.lang()))
        .await
}
