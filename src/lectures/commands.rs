//! What people can type about lectures.

use serenity::all as discord;

use super::lecture::{LectureState, Weekday};
use super::rules::Refusal;
use super::{LectureForm, SlotForm, cards};
use crate::command::{Command, Context, suggestions};
use crate::error::Result;
use crate::ids::{LectureId, SlotId};
use crate::lectures;
use crate::text::Text;

pub(super) fn all() -> Vec<Command> {
    vec![lecture(), slot(), lectures_command()]
}

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

/// Lectures: their content.
#[poise::command(
    slash_command,
    guild_only,
    subcommands("add", "ready", "queue"),
    subcommand_required,
    default_member_permissions = "MANAGE_GUILD",
    category = "owner"
)]
#[expect(
    clippy::unused_async,
    reason = "poise wants one; only its subcommands run"
)]
async fn lecture(_ctx: Context<'_>) -> Result<()> {
    Ok(())
}

/// Adds a lecture.
#[poise::command(slash_command, guild_only, category = "owner")]
async fn add(
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
async fn ready(ctx: Context<'_>, #[autocomplete = "drafts"] lecture: String) -> Result<()> {
    let incoming = ctx.data();
    let id = lecture_id(&lecture)?;
    let lecture = lectures::mark_ready(&incoming.app, &incoming.actor, id).await?;
    let name = super::rules::name(&lecture.series, lecture.number);
    let text = Text::new("lecture-readied").with("name", name);
    incoming.reply(&text).await
}

/// Shows a slot's queue, or puts a lecture into it.
#[poise::command(slash_command, guild_only, category = "owner")]
async fn queue(
    ctx: Context<'_>,
    #[autocomplete = "slots"] slot: String,
    #[autocomplete = "ready_lectures"] lecture: Option<String>,
    date: Option<String>,
) -> Result<()> {
    let incoming = ctx.data();
    let slot: SlotId = chosen("slot-", &slot).ok_or(Refusal::NoSuchSlot)?;
    let queued = match (lecture, &date) {
        (Some(lecture), date) => {
            let id = lecture_id(&lecture)?;
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
async fn slot(_ctx: Context<'_>) -> Result<()> {
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
    let track = cards::track(&incoming.app.config, &slot.track, incoming.lang());
    let text = Text::new("lecture-slot-created")
        .with("track", track)
        .with("when", cards::when(&slot.rule))
        .with("channel", slot.channel_id)
        .with("dates", cards::dates(&plan.dates));
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

/// Lectures, for members.
#[poise::command(
    slash_command,
    guild_only,
    rename = "lectures",
    subcommands("next"),
    subcommand_required,
    category = "member"
)]
#[expect(
    clippy::unused_async,
    reason = "poise wants one; only its subcommands run"
)]
async fn lectures_command(_ctx: Context<'_>) -> Result<()> {
    Ok(())
}

/// Shows what comes next.
#[poise::command(slash_command, guild_only, category = "member")]
async fn next(ctx: Context<'_>) -> Result<()> {
    let incoming = ctx.data();
    let plans = lectures::upcoming(&incoming.app, &incoming.actor).await?;
    let message = cards::upcoming(&incoming.app.config, &plans, incoming.lang());
    incoming.reply_with(&message).await
}

fn lecture_id(typed: &str) -> Result<LectureId> {
    Ok(chosen("lecture-", typed).ok_or(Refusal::NoSuchLecture)?)
}

/// Autocomplete sends `lecture-3`, which nobody types: a bare 3 may mean the third of a series.
fn chosen<T: std::str::FromStr>(prefix: &str, typed: &str) -> Option<T> {
    typed.trim().strip_prefix(prefix)?.parse().ok()
}

async fn drafts(ctx: Context<'_>, partial: &str) -> discord::CreateAutocompleteResponse {
    lectures_in(ctx, LectureState::Draft, partial, None).await
}

/// For the slot that is chosen already, if one is.
async fn ready_lectures(ctx: Context<'_>, partial: &str) -> discord::CreateAutocompleteResponse {
    let slot = ctx.args.iter().find(|option| option.name == "slot");
    let slot = slot.and_then(|option| {
        let discord::ResolvedValue::String(typed) = option.value else {
            return None;
        };
        chosen("slot-", typed)
    });
    lectures_in(ctx, LectureState::Ready, partial, slot).await
}

async fn lectures_in(
    ctx: Context<'_>,
    state: LectureState,
    partial: &str,
    slot: Option<SlotId>,
) -> discord::CreateAutocompleteResponse {
    let incoming = ctx.data();
    let (app, actor) = (&incoming.app, &incoming.actor);
    let found = super::find_lectures(app, actor, state, partial, slot).await;
    let label = |lecture: &super::Lecture| {
        let name = super::rules::name(&lecture.series, lecture.number).plain(incoming.lang());
        let value = format!("lecture-{}", lecture.id);
        (format!("{name} {}", lecture.title), value)
    };
    // While someone types there is nobody to tell of a failure: the command itself will say it.
    suggestions(found.unwrap_or_default().iter().map(label))
}

async fn slots(ctx: Context<'_>, partial: &str) -> discord::CreateAutocompleteResponse {
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

#[expect(clippy::unused_async, reason = "poise wants one")]
async fn tracks(ctx: Context<'_>, partial: &str) -> discord::CreateAutocompleteResponse {
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

fn contains(label: &str, partial: &str) -> bool {
    label
        .to_lowercase()
        .contains(&partial.trim().to_lowercase())
}
