//! What the owner can type about the content of lectures.

use serenity::all as discord;

use super::{LectureForm, cards};
use crate::command::{Context, suggestions};
use crate::error::Result;
use crate::ids::{LectureId, SlotId};
use crate::lectures;
use crate::lectures::commands::chosen;
use crate::lectures::lecture::{Lecture, LectureState};
use crate::lectures::rules::{self, Refusal};
use crate::text::Text;

/// Adds a lecture.
#[poise::command(slash_command, guild_only, category = "owner")]
pub(in crate::lectures) async fn add(
    ctx: Context<'_>,
    #[max_length = 80] series: String,
    #[min = 1]
    #[max = 9_999]
    number: i64,
    #[max_length = 120] title: String,
    #[max_length = 512] url: String,
    #[min = 1]
    #[max = 600]
    minutes: Option<i64>,
    #[max_length = 1_000] summary: Option<String>,
) -> Result<()> {
    let incoming = ctx.data();
    let form = LectureForm {
        series: &series,
        number,
        title: &title,
        url: &url,
        minutes,
        summary: summary.as_deref().unwrap_or_default(),
    };
    let lecture = lectures::add_lecture(&incoming.app, &incoming.actor, &form).await?;
    incoming.reply(&cards::added(&lecture)).await
}

/// Marks a draft as ready to be queued.
#[poise::command(slash_command, guild_only, category = "owner")]
pub(in crate::lectures) async fn ready(
    ctx: Context<'_>,
    #[autocomplete = "drafts"] lecture: String,
) -> Result<()> {
    let incoming = ctx.data();
    let id = lecture_id(&lecture)?;
    let lecture = lectures::mark_ready(&incoming.app, &incoming.actor, id).await?;
    let name = rules::name(&lecture.series, lecture.number);
    let text = Text::new("lecture-readied").with("name", name);
    incoming.reply(&text).await
}

pub(in crate::lectures) fn lecture_id(typed: &str) -> Result<LectureId> {
    Ok(chosen("lecture-", typed).ok_or(Refusal::NoSuchLecture)?)
}

async fn drafts(ctx: Context<'_>, partial: &str) -> discord::CreateAutocompleteResponse {
    lectures_in(ctx, LectureState::Draft, partial, None).await
}

pub(in crate::lectures) async fn lectures_in(
    ctx: Context<'_>,
    state: LectureState,
    partial: &str,
    slot: Option<SlotId>,
) -> discord::CreateAutocompleteResponse {
    let incoming = ctx.data();
    let (app, actor) = (&incoming.app, &incoming.actor);
    let found = super::find_lectures(app, actor, state, partial, slot).await;
    let label = |lecture: &Lecture| {
        let name = rules::name(&lecture.series, lecture.number).plain(incoming.lang());
        let value = format!("lecture-{}", lecture.id);
        (format!("{name} {}", lecture.title), value)
    };
    // While someone types there is nobody to tell of a failure: the command itself will say it.
    suggestions(found.unwrap_or_default().iter().map(label))
}
