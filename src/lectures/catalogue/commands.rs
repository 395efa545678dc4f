//! What members can type about lectures.

use std::collections::BTreeSet;

use serenity::all as discord;

use super::cards;
use crate::command::{Context, suggestions};
use crate::error::Result;
use crate::lectures;
use crate::lectures::commands::chosen;
use crate::lectures::lecture::Listed;
use crate::lectures::rules::{Refusal, View, name};

/// Which of the lectures that are out, as a choice.
#[derive(Clone, Copy, Debug, poise::ChoiceParameter)]
enum Which {
    #[name = "left"]
    Left,
    #[name = "watched"]
    Watched,
    #[name = "all"]
    All,
}

impl From<Which> for View {
    fn from(which: Which) -> Self {
        match which {
            Which::Left => Self::Left,
            Which::Watched => Self::Watched,
            Which::All => Self::All,
        }
    }
}

/// Lectures, for members.
#[poise::command(
    slash_command,
    guild_only,
    rename = "lectures",
    subcommands("next", "browse", "search", "show"),
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
    let coming = lectures::upcoming(&incoming.app, &incoming.actor).await?;
    let message = cards::upcoming(&incoming.app.config, &coming, incoming.lang());
    incoming.reply_with(&message).await
}

/// Shows what is out, by series and track.
#[poise::command(slash_command, guild_only, category = "member")]
async fn browse(
    ctx: Context<'_>,
    #[autocomplete = "series_out"]
    #[max_length = 80]
    series: Option<String>,
    view: Option<Which>,
) -> Result<()> {
    let incoming = ctx.data();
    let (app, actor) = (&incoming.app, &incoming.actor);
    let series = match series {
        Some(typed) => Some(super::one_of(app, actor, &typed).await?),
        None => None,
    };
    let view = view.map_or(View::Left, Into::into);
    let page = super::browse(app, actor, series, view, 0).await?;
    let today = super::today(app);
    let message = cards::page(&app.config, &page, series, today, incoming.lang());
    incoming.reply_with(&message).await
}

/// Finds what is out by words of its title or series.
#[poise::command(slash_command, guild_only, category = "member")]
async fn search(ctx: Context<'_>, #[max_length = 100] words: String) -> Result<()> {
    let incoming = ctx.data();
    let found = super::search(&incoming.app, &incoming.actor, &words).await?;
    let today = super::today(&incoming.app);
    let message = cards::found(&found, today, incoming.lang());
    incoming.reply_with(&message).await
}

/// Shows one lecture.
#[poise::command(slash_command, guild_only, category = "member")]
async fn show(ctx: Context<'_>, #[autocomplete = "lectures_out"] lecture: String) -> Result<()> {
    let incoming = ctx.data();
    let app = &incoming.app;
    let id = chosen("lecture-", &lecture).ok_or(Refusal::NotOut)?;
    let shown = super::show(app, &incoming.actor, id).await?;
    let today = super::today(app);
    let message = cards::shown(&app.config, &shown, today, None, incoming.lang());
    incoming.reply_with(&message).await
}

async fn series_out(ctx: Context<'_>, partial: &str) -> discord::CreateAutocompleteResponse {
    let found = out(ctx, partial).await;
    let series: BTreeSet<_> = found.into_iter().map(|it| it.series).collect();
    suggestions(series.into_iter().map(|series| (series.clone(), series)))
}

async fn lectures_out(ctx: Context<'_>, partial: &str) -> discord::CreateAutocompleteResponse {
    let lang = ctx.data().lang();
    let label = |listed: Listed| {
        let name = name(&listed.series, listed.number).plain(lang);
        let value = format!("lecture-{}", listed.id);
        (format!("{name} {}", listed.title), value)
    };
    let incoming = ctx.data();
    let found = super::showable(&incoming.app, &incoming.actor, partial).await;
    suggestions(found.unwrap_or_default().into_iter().map(label))
}

async fn out(ctx: Context<'_>, partial: &str) -> Vec<Listed> {
    let incoming = ctx.data();
    // While someone types there is nobody to tell of a failure: the command itself will say it.
    super::suggested(&incoming.app, &incoming.actor, partial)
        .await
        .unwrap_or_default()
}
