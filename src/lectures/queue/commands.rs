//! What the owner can type about queues.

use serenity::all as discord;

use super::cards;
use crate::command::Context;
use crate::error::Result;
use crate::lectures;
use crate::lectures::commands::chosen;
use crate::lectures::content::commands::lectures_in;
use crate::lectures::lecture::LectureState;
use crate::lectures::rules::Refusal;
use crate::lectures::slots::commands::{slot_id, slot_so_far, slots};

/// Shows a slot's queue, or puts a lecture into it.
#[poise::command(slash_command, guild_only, category = "owner")]
pub(in crate::lectures) async fn queue(
    ctx: Context<'_>,
    #[autocomplete = "slots"] slot: String,
    #[autocomplete = "ready_lectures"] lecture: Option<String>,
    date: Option<String>,
) -> Result<()> {
    let incoming = ctx.data();
    let slot = slot_id(&slot)?;
    let queued = match (lecture, &date) {
        (Some(lecture), date) => {
            let id = chosen("lecture-", &lecture).ok_or(Refusal::NoSuchLecture)?;
            let date = date.as_deref();
            Some(lectures::queue(&incoming.app, &incoming.actor, slot, id, date).await?)
        }
        (None, Some(_)) => return Err(Refusal::DateWithoutLecture.into()),
        (None, None) => None,
    };
    let plan = lectures::list_queue(&incoming.app, &incoming.actor, slot).await?;
    let mut message = cards::queue(&incoming.app.config, &plan, incoming.lang());
    if let Some(lecture) = queued {
        message.content = cards::queued(&lecture, &plan).render(incoming.lang());
    }
    incoming.reply_with(&message).await
}

/// For the slot that is chosen already, if one is.
async fn ready_lectures(ctx: Context<'_>, partial: &str) -> discord::CreateAutocompleteResponse {
    lectures_in(ctx, &[LectureState::Ready], partial, slot_so_far(ctx)).await
}
