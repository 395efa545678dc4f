//! What an owner types about the questions of a lecture.

use serenity::all as discord;

use super::{cards, checks};
use crate::command::Context;
use crate::error::Result;
use crate::lectures::LectureState;
use crate::lectures::commands::chosen;
use crate::lectures::content::commands::lectures_in;
use crate::lectures::rules::Refusal;

/// Shows the questions of a lecture, to add and to take out.
#[poise::command(slash_command, guild_only, category = "owner")]
pub(in crate::lectures) async fn check(
    ctx: Context<'_>,
    #[autocomplete = "lectures"] lecture: String,
) -> Result<()> {
    let incoming = ctx.data();
    let id = chosen("lecture-", &lecture).ok_or(Refusal::UnknownLecture)?;
    let found = checks::list(&incoming.app, &incoming.actor, id).await?;
    let message = cards::checks(&found, None, incoming.lang());
    incoming.reply_with(&message).await
}

/// Drafts and what is ready or out, newest first.
async fn lectures(ctx: Context<'_>, partial: &str) -> discord::CreateAutocompleteResponse {
    lectures_in(
        ctx,
        &[LectureState::Draft, LectureState::Ready],
        partial,
        None,
    )
    .await
}
