//! What an owner types about the questions of a lecture.

use serenity::all as discord;

use super::{cards, checks};
use crate::command::{Context, suggestions};
use crate::error::Result;
use crate::lectures::commands::chosen;
use crate::lectures::rules::{Refusal, name};
use crate::lectures::{LectureState, find_lectures};

/// Shows the questions of a lecture, to add and to take out.
#[poise::command(slash_command, guild_only, category = "owner")]
pub(in crate::lectures) async fn check(
    ctx: Context<'_>,
    #[autocomplete = "lectures"] lecture: String,
) -> Result<()> {
    let incoming = ctx.data();
    let id = chosen("lecture-", &lecture).ok_or(Refusal::NoSuchLecture)?;
    let found = checks::list(&incoming.app, &incoming.actor, id).await?;
    let message = cards::checks(&found, None, incoming.lang());
    incoming.reply_with(&message).await
}

/// Drafts and what is ready or out, newest first.
async fn lectures(ctx: Context<'_>, partial: &str) -> discord::CreateAutocompleteResponse {
    let incoming = ctx.data();
    let mut found = Vec::new();
    for state in [LectureState::Draft, LectureState::Ready] {
        // While someone types there is nobody to tell of a failure: the command itself will say it.
        let some = find_lectures(&incoming.app, &incoming.actor, state, partial, None).await;
        found.extend(some.unwrap_or_default());
    }
    found.sort_by_key(|lecture| std::cmp::Reverse(lecture.id));
    suggestions(found.into_iter().map(|lecture| {
        let name = name(&lecture.series, lecture.number).plain(incoming.lang());
        (
            format!("{name} {}", lecture.title),
            format!("lecture-{}", lecture.id),
        )
    }))
}
