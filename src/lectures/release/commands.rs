//! What the owner can type about what will be posted.

use serenity::all as discord;

use super::cards::preview as cards;
use super::{card, revise};
use crate::command::Context;
use crate::error::Result;
use crate::lectures::content::commands::{lecture_id, lectures_in};
use crate::lectures::lecture::LectureState;
use crate::lectures::rules::name;
use crate::lectures::slots::commands::{dates_ahead, slot_id, slots};
use crate::text::Text;

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
    let lecture = revise::withdraw(&incoming.app, &incoming.actor, id, &reason).await?;
    let text = Text::new("release-withdrew").with("name", name(&lecture.series, lecture.number));
    incoming.reply(&text).await
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
