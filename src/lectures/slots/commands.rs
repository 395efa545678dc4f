//! What the owner can type about slots.

use serenity::all as discord;

use super::{SlotForm, cards};
use crate::command::{Context, suggestions};
use crate::error::Result;
use crate::lectures;
use crate::lectures::cards::{dates, track as track_name, when};
use crate::lectures::commands::contains;
use crate::lectures::lecture::Weekday;
use crate::text::Text;

/// A day of the week, as a choice.
#[derive(Clone, Copy, Debug, poise::ChoiceParameter)]
enum Day {
    #[name = "monday"]
    Monday,
    #[name = "tuesday"]
    Tuesday,
    #[name = "wednesday"]
    Wednesday,
    #[name = "thursday"]
    Thursday,
    #[name = "friday"]
    Friday,
    #[name = "saturday"]
    Saturday,
    #[name = "sunday"]
    Sunday,
}

impl From<Day> for Weekday {
    fn from(day: Day) -> Self {
        match day {
            Day::Monday => Self::Monday,
            Day::Tuesday => Self::Tuesday,
            Day::Wednesday => Self::Wednesday,
            Day::Thursday => Self::Thursday,
            Day::Friday => Self::Friday,
            Day::Saturday => Self::Saturday,
            Day::Sunday => Self::Sunday,
        }
    }
}

/// Slots: when and where lectures are posted.
#[poise::command(
    slash_command,
    guild_only,
    subcommands("create", "list"),
    subcommand_required,
    default_member_permissions = "MANAGE_GUILD",
    category = "owner"
)]
#[expect(
    clippy::unused_async,
    reason = "poise wants one; only its subcommands run"
)]
pub(in crate::lectures) async fn slot(_ctx: Context<'_>) -> Result<()> {
    Ok(())
}

/// Makes a weekly time.
#[poise::command(slash_command, guild_only, category = "owner")]
async fn create(
    ctx: Context<'_>,
    weekday: Day,
    time: String,
    #[channel_types("Text", "News")] channel: discord::ChannelId,
    #[autocomplete = "tracks"] track: String,
    role: Option<discord::RoleId>,
    #[autocomplete = "zones"] zone: Option<String>,
) -> Result<()> {
    let incoming = ctx.data();
    let form = SlotForm {
        weekday: weekday.into(),
        time: &time,
        zone: zone.as_deref(),
        channel: channel.into(),
        track: &track,
        role: role.map(Into::into),
    };
    let slot = lectures::create_slot(&incoming.app, &incoming.actor, &form).await?;
    let plan = lectures::list_queue(&incoming.app, &incoming.actor, slot.id).await?;
    let track = track_name(&incoming.app.config, &slot.track, incoming.lang());
    let text = Text::new("lecture-slot-created")
        .with("track", track)
        .with("when", when(&slot.rule))
        .with("channel", slot.channel_id)
        .with("dates", dates(&plan.dates));
    incoming.reply(&text).await
}

/// Lists the slots.
#[poise::command(slash_command, guild_only, category = "owner")]
async fn list(ctx: Context<'_>) -> Result<()> {
    let incoming = ctx.data();
    let plans = lectures::list_slots(&incoming.app, &incoming.actor).await?;
    let message = cards::slots(&incoming.app.config, &plans, incoming.lang());
    incoming.reply_with(&message).await
}

pub(in crate::lectures) async fn slots(
    ctx: Context<'_>,
    partial: &str,
) -> discord::CreateAutocompleteResponse {
    let incoming = ctx.data();
    let found = lectures::list_slots(&incoming.app, &incoming.actor).await;
    let label = |plan: &super::Plan| {
        let label = cards::slot_label(&incoming.app.config, &plan.slot, incoming.lang());
        (label, format!("slot-{}", plan.slot.id))
    };
    let found = found.unwrap_or_default();
    suggestions(
        found
            .iter()
            .map(label)
            .filter(|(label, _)| contains(label, partial)),
    )
}

pub(in crate::lectures) async fn tracks(
    ctx: Context<'_>,
    partial: &str,
) -> discord::CreateAutocompleteResponse {
    let incoming = ctx.data();
    let tracks = incoming.app.config.tracks.iter();
    let label = |(key, names): (&String, &crate::config::Names)| {
        (names.get(incoming.lang()).to_owned(), key.clone())
    };
    suggestions(
        tracks
            .map(label)
            .filter(|(label, key)| contains(label, partial) || contains(key, partial)),
    )
}

#[expect(clippy::unused_async, reason = "poise wants one")]
async fn zones(_ctx: Context<'_>, partial: &str) -> discord::CreateAutocompleteResponse {
    let names = chrono_tz::TZ_VARIANTS.iter().map(|zone| zone.name());
    suggestions(
        names
            .filter(|name| contains(name, partial))
            .map(|name| (name.to_owned(), name.to_owned())),
    )
}
