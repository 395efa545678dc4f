//! What the owner can type about what will be posted.

use serenity::all as discord;

use super::cards::{asking, preview as cards};
use super::look::look_at;
use super::{card, publish as publishing, withdrawing};
use crate::command::Context;
use crate::error::Result;
use crate::lectures::content::commands::{lecture_id, lectures_in};
use crate::lectures::lecture::LectureState;
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

/// Takes a lecture back for good.
#[poise::command(slash_command, guild_only, category = "owner")]
pub(in crate::lectures) async fn withdraw(
    ctx: Context<'_>,
    #[autocomplete = "withdrawable"] lecture: String,
    reason: Option<String>,
) -> Result<()> {
    let incoming = ctx.data();
    let id = lecture_id(&lecture)?;
    let reason = reason.unwrap_or_default();
    let asked = withdrawing::ask(&incoming.app, &incoming.actor, id, &reason).await?;
    let message = asking::withdraw(&incoming.app.config, &asked, incoming.lang());
    incoming.reply_with(&message).await
}

/// Posts a lecture in a slot now.
#[poise::command(slash_command, guild_only, category = "owner")]
pub(in crate::lectures) async fn publish(
    ctx: Context<'_>,
    #[autocomplete = "slots"] slot: String,
    #[autocomplete = "unposted"] lecture: String,
) -> Result<()> {
    let incoming = ctx.data();
    let (app, actor) = (&incoming.app, &incoming.actor);
    let (slot, lecture) = (slot_id(&slot)?, lecture_id(&lecture)?);
    let asked = publishing::ask(app, actor, slot, lecture).await?;
    let seen = look_at(app, &incoming.discord, slot).await?;
    let message = asking::publish(&asked, seen, app.now(), incoming.lang());
    incoming.reply_with(&message).await
}

/// What is ready, whether or not it is queued.
async fn unposted(ctx: Context<'_>, partial: &str) -> discord::CreateAutocompleteResponse {
    lectures_in(ctx, &[LectureState::Ready], partial, None).await
}

async fn withdrawable(ctx: Context<'_>, partial: &str) -> discord::CreateAutocompleteResponse {
    lectures_in(
        ctx,
        &[LectureState::Draft, LectureState::Ready],
        partial,
        None,
    )
    .await
}
