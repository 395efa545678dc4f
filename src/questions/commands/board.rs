//! `/question board`, and its button.

use crate::command::{Context, Press};
use crate::error::Result;
use crate::questions::{asking, pinned};
use crate::text::Text;

#[poise::command(slash_command, guild_only, category = "owner")]
pub(super) async fn board(ctx: Context<'_>) -> Result<()> {
    let incoming = ctx.data();
    pinned::post_board(&incoming.app, &incoming.actor, incoming.channel).await?;
    incoming.reply(&Text::new("board-done")).await
}

/// `question:board:CHANNEL:POSTING`: what it is about is chosen first, by whoever pressed, alone.
pub(super) async fn press(press: &Press<'_>) -> Result<()> {
    let incoming = press.incoming;
    let (app, actor) = (&incoming.app, &incoming.actor);
    let (draft, topic) = asking::begin_with(app, actor, "").await?;
    let can_hide = app.seal().is_some();
    let chooser = asking::chooser(draft, (&topic, can_hide), &app.config, actor.lang);
    incoming.reply_with(&chooser).await
}
