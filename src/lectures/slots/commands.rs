//! What the owner can type about slots.

use chrono::NaiveDate;
use serenity::all as discord;

use super::change::{self, Outcome};
use super::settings::{Settings, SlotEdit};
use super::{SlotForm, cards, off};
use crate::command::{Context, Incoming, suggestions};
use crate::discord::message::Message;
use crate::error::Result;
use crate::ids::{ChannelId, SlotId};
use crate::lectures;
use crate::lectures::cards::{dates, track as track_name, when};
use crate::lectures::commands::{chosen, contains};
use crate::lectures::lecture::{Slot, Weekday};
use crate::lectures::release::cards::trouble as trouble_text;
use crate::lectures::release::commands::preview;
use crate::lectures::release::look::look_at;
use crate::lectures::rules::{Refusal, name};
use crate::outbox::MeetingKind;
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
    subcommands("create", "edit", "list", "pause", "resume", "skip", "preview"),
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
#[expect(clippy::too_many_arguments, reason = "each is an option on Discord")]
async fn create(
    ctx: Context<'_>,
    weekday: Day,
    time: String,
    #[channel_types("Text", "News")] channel: discord::PartialChannel,
    #[autocomplete = "tracks"] track: String,
    role: Option<discord::RoleId>,
    #[autocomplete = "zones"] zone: Option<String>,
    #[rename = "auto-approve"] auto_approve: Option<bool>,
    #[rename = "event-channel"]
    #[channel_types("Voice", "Stage")]
    event_channel: Option<discord::PartialChannel>,
    #[rename = "event-after"]
    #[min = 10]
    #[max = 1_440]
    event_after: Option<i64>,
) -> Result<()> {
    let incoming = ctx.data();
    let form = SlotForm {
        weekday: weekday.into(),
        time: &time,
        zone: zone.as_deref(),
        channel: (channel.id.into(), channel.name.as_deref()),
        track: &track,
        role: role.map(Into::into),
        auto_approve: auto_approve != Some(false),
        meeting: event_channel.as_ref().map(meeting),
        meeting_after: event_after,
    };
    let slot = lectures::create_slot(&incoming.app, &incoming.actor, &form).await?;
    let plan = lectures::list_queue(&incoming.app, &incoming.actor, slot.id).await?;
    let track = track_name(&incoming.app.config, &slot.track, incoming.lang());
    let text = Text::new("lecture-slot-created")
        .with("track", track)
        .with("when", when(&slot.rule))
        .with("channel", slot.channel_id)
        .with("dates", dates(&plan.dates));
    let said = [text, cards::set(&slot)].map(|text| text.render(incoming.lang()));
    let mut answer = with_trouble(incoming, &slot, said.join("\n")).await?;
    // A slot that is made again has its queue again.
    let next = plan.queue.first().map_or_else(
        || Text::new("lecture-slot-empty"),
        |(at, entry)| {
            Text::new("lecture-slot-queued")
                .with("count", plan.queue.len())
                .with("name", name(&entry.series, entry.number))
                .with("at", *at)
        },
    );
    let next = next.render(incoming.lang());
    answer.content = format!("{}\n{next}", answer.content);
    incoming.reply_with(&answer).await
}

/// Changes a slot, after a look at what that does.
#[poise::command(slash_command, guild_only, category = "owner")]
#[expect(clippy::too_many_arguments, reason = "each is an option on Discord")]
async fn edit(
    ctx: Context<'_>,
    #[autocomplete = "slots"] slot: String,
    weekday: Option<Day>,
    time: Option<String>,
    #[autocomplete = "zones"] zone: Option<String>,
    #[channel_types("Text", "News")] channel: Option<discord::PartialChannel>,
    #[autocomplete = "tracks"] track: Option<String>,
    role: Option<discord::RoleId>,
    #[rename = "no-role"] no_role: Option<bool>,
    #[rename = "auto-approve"] auto_approve: Option<bool>,
    #[rename = "event-channel"]
    #[channel_types("Voice", "Stage")]
    event_channel: Option<discord::PartialChannel>,
    #[rename = "event-after"]
    #[min = 10]
    #[max = 1_440]
    event_after: Option<i64>,
    #[rename = "no-event"] no_event: Option<bool>,
) -> Result<()> {
    let incoming = ctx.data();
    let id = slot_id(&slot)?;
    let channel = channel.as_ref();
    let edit = SlotEdit {
        weekday: weekday.map(Into::into),
        time: time.as_deref(),
        zone: zone.as_deref(),
        channel: channel.map(|channel| (channel.id.into(), channel.name.as_deref())),
        track: track.as_deref(),
        role: role.map(Into::into),
        no_role: no_role == Some(true),
        auto_approve,
        meeting: event_channel.as_ref().map(meeting),
        meeting_after: event_after,
        no_event: no_event == Some(true),
    };
    incoming.actor.must_be_owner()?;
    if role.is_some() || edit.no_role {
        // Whether the one before was deleted is known only to whoever looks.
        look_at(&incoming.app, &incoming.discord, id).await?;
    }
    let message = match change::change(&incoming.app, &incoming.actor, id, &edit).await? {
        Outcome::Changed(both) => changed(incoming, &both.0, &both.1).await?,
        Outcome::Asked(asked) => cards::question(&incoming.app.config, &asked, incoming.lang()),
    };
    incoming.reply_with(&message).await
}

fn meeting(channel: &discord::PartialChannel) -> (ChannelId, MeetingKind) {
    let kind = if channel.kind == discord::ChannelType::Stage {
        MeetingKind::Stage
    } else {
        MeetingKind::Voice
    };
    (channel.id.into(), kind)
}

/// What became different of a slot, its dates where they did, and what is wrong where it posts.
pub(super) async fn changed(incoming: &Incoming, old: &Slot, slot: &Slot) -> Result<Message> {
    let (app, lang) = (&incoming.app, incoming.lang());
    let label = cards::slot_label(&app.config, slot, lang);
    let mut lines = vec![Text::new("slot-edited").with("slot", label).render(lang)];
    let (was, is) = (Settings::of(old), Settings::of(slot));
    lines.extend(cards::changes(&app.config, &was, &is, lang));
    if was.rule != is.rule {
        let plan = lectures::list_queue(app, &incoming.actor, slot.id).await?;
        let text = Text::new("slot-edited-dates").with("dates", dates(&plan.dates));
        lines.push(text.render(lang));
    }
    with_trouble(incoming, slot, lines.join("\n")).await
}

/// What is said of a slot, whether its role may be mistaken, and what is wrong where it posts.
async fn with_trouble(incoming: &Incoming, slot: &Slot, said: String) -> Result<Message> {
    let (app, lang) = (&incoming.app, incoming.lang());
    let tracks = super::role_is_for(app, slot).await?;
    let mistaken = cards::other_role(&app.config, slot, &tracks, lang);
    let seen = look_at(app, &incoming.discord, slot.id).await?;
    let trouble = seen.and_then(|seen| seen.trouble);
    let trouble = trouble.map(|it| trouble_text(it, slot.channel_id, slot.role_id));
    let mut answer = said;
    for warning in mistaken.into_iter().chain(trouble) {
        answer = format!("{answer}\n\n{}", warning.render(lang));
    }
    Ok(Message::text(answer))
}

/// Lists the slots.
#[poise::command(slash_command, guild_only, category = "owner")]
async fn list(ctx: Context<'_>) -> Result<()> {
    let incoming = ctx.data();
    let plans = lectures::list_slots(&incoming.app, &incoming.actor).await?;
    let message = cards::slots(&incoming.app.config, &plans, 0, incoming.lang());
    incoming.reply_with(&message).await
}

/// Posts nothing in a slot until it is resumed, or for good.
#[poise::command(slash_command, guild_only, category = "owner")]
async fn pause(
    ctx: Context<'_>,
    #[autocomplete = "slots"] slot: String,
    #[rename = "for-good"] for_good: Option<bool>,
) -> Result<()> {
    let incoming = ctx.data();
    let is_for_good = for_good == Some(true);
    let id = slot_id(&slot)?;
    let slot = off::pause(&incoming.app, &incoming.actor, id, is_for_good).await?;
    let text = if is_for_good {
        Text::new("slot-closed")
    } else {
        Text::new("slot-paused")
    };
    let label = cards::slot_label(&incoming.app.config, &slot, incoming.lang());
    incoming.reply(&text.with("slot", label)).await
}

/// Goes on with a slot that was paused.
#[poise::command(slash_command, guild_only, category = "owner")]
async fn resume(ctx: Context<'_>, #[autocomplete = "slots"] slot: String) -> Result<()> {
    let incoming = ctx.data();
    let slot = off::resume(&incoming.app, &incoming.actor, slot_id(&slot)?).await?;
    let plan = lectures::list_queue(&incoming.app, &incoming.actor, slot.id).await?;
    let label = cards::slot_label(&incoming.app.config, &slot, incoming.lang());
    let text = Text::new("slot-resumed")
        .with("slot", label)
        .with("dates", dates(&plan.dates));
    incoming.reply(&text).await
}

/// Leaves one date of a slot out.
#[poise::command(slash_command, guild_only, category = "owner")]
async fn skip(
    ctx: Context<'_>,
    #[autocomplete = "slots"] slot: String,
    #[autocomplete = "dates_ahead"] date: String,
    undo: Option<bool>,
) -> Result<()> {
    let incoming = ctx.data();
    let is_undone = undo == Some(true);
    let id = slot_id(&slot)?;
    let (app, actor) = (&incoming.app, &incoming.actor);
    let (slot, at) = off::skip(app, actor, id, &date, is_undone).await?;
    let text = if is_undone {
        Text::new("slot-on")
    } else {
        Text::new("slot-off")
    };
    let label = cards::slot_label(&incoming.app.config, &slot, incoming.lang());
    let text = text.with("slot", label).with("at", at);
    incoming.reply(&text).await
}

pub(in crate::lectures) fn slot_id(typed: &str) -> Result<SlotId> {
    Ok(chosen("slot-", typed).ok_or(Refusal::NoSuchSlot)?)
}

/// The slot that is chosen already, if one is.
pub(in crate::lectures) fn slot_so_far(ctx: Context<'_>) -> Option<SlotId> {
    let slot = ctx.args.iter().find(|option| option.name == "slot")?;
    let discord::ResolvedValue::String(typed) = slot.value else {
        return None;
    };
    chosen("slot-", typed)
}

/// The dates that are worked out of the slot that is chosen already.
pub(in crate::lectures) async fn dates_ahead(
    ctx: Context<'_>,
    partial: &str,
) -> discord::CreateAutocompleteResponse {
    let incoming = ctx.data();
    let mut found = Vec::new();
    if let Some(slot) = slot_so_far(ctx) {
        // While someone types there is nobody to tell of a failure: the command itself will say it.
        let dates = super::dates(&incoming.app, &incoming.actor, slot).await;
        found = dates.unwrap_or_default();
    }
    let label = |date: NaiveDate| (date.to_string(), date.to_string());
    suggestions(
        found
            .into_iter()
            .map(label)
            .filter(|(label, _)| contains(label, partial)),
    )
}

pub(in crate::lectures) async fn slots(
    ctx: Context<'_>,
    partial: &str,
) -> discord::CreateAutocompleteResponse {
    let incoming = ctx.data();
    let found = super::find_slots(&incoming.app, &incoming.actor).await;
    let label = |slot: &Slot| {
        let label = cards::slot_label(&incoming.app.config, slot, incoming.lang());
        (label, format!("slot-{}", slot.id))
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
    let label = |(key, names): (&String, &crate::config::Track)| {
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
