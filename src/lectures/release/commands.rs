//! What the owner can type about what will be posted.

use super::card;
use super::cards::preview as cards;
use crate::command::Context;
use crate::error::Result;
use crate::lectures::slots::commands::{dates_ahead, slot_id, slots};

/// Shows what will be posted, as it will look, and lets the owner decide.
#[poise::command(slash_command, guild_only, category = "owner")]
pub(in crate::lectures) async fn preview(
    ctx: Context<'_>,
    #[autocomplete = "slots"] slot: String,
    #[autocomplete = "dates_ahead"] date: Option<String>,
) -> Result<()> {
    let incoming = ctx.data();
    let slot = slot_id(&slot)?;
    let (app, actor) = (&incoming.app, &incoming.actor);
    let preview = card::foresee(app, actor, slot, date.as_deref()).await?;
    let message = cards::card(&app.config, &preview, incoming.lang());
    incoming.reply_with(&message).await
}
