//! What the owner can type about queues.

use chrono::{DateTime, Utc};
use serenity::all as discord;

use super::cards;
use super::shift::{Picked, To};
use crate::command::{Context, Incoming, Press, suggestions};
use crate::error::Result;
use crate::lectures;
use crate::lectures::commands::{chosen, contains};
use crate::lectures::content::commands::lectures_in;
use crate::lectures::lecture::{Entry, LectureState};
use crate::lectures::rules::{Refusal, name};
use crate::lectures::slots::Plan;
use crate::lectures::slots::commands::{dates_ahead, slot_id, slot_so_far, slots};
use crate::text::Text;

/// Shows a slot's queue, or puts a lecture into it.
#[poise::command(slash_command, guild_only, category = "owner")]
pub(in crate::lectures) async fn queue(
    ctx: Context<'_>,
    #[autocomplete = "slots"] slot: String,
    #[autocomplete = "ready_lectures"] lecture: Option<String>,
    #[autocomplete = "dates_ahead"] date: Option<String>,
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
    let said = queued.map(|lecture| cards::queued(&lecture, &plan));
    show(incoming, &plan, said).await
}

/// Where something that waits goes, as a choice.
#[derive(Clone, Copy, Debug, poise::ChoiceParameter)]
enum Place {
    #[name = "first"]
    First,
    #[name = "last"]
    Last,
    #[name = "out"]
    Out,
}

/// Moves what waits in a slot, or takes it out.
#[poise::command(slash_command, guild_only, rename = "move", category = "owner")]
pub(in crate::lectures) async fn shift(
    ctx: Context<'_>,
    #[autocomplete = "slots"] slot: String,
    #[autocomplete = "waiting"] lecture: String,
    to: Option<Place>,
    #[autocomplete = "waiting"] before: Option<String>,
) -> Result<()> {
    let incoming = ctx.data();
    let (app, actor) = (&incoming.app, &incoming.actor);
    let (slot, picked) = (slot_id(&slot)?, picked(&lecture)?);
    let to = match (to, before) {
        (Some(Place::First), None) => Some(To::Head),
        (Some(Place::Last), None) => Some(To::Tail),
        (Some(Place::Out), None) => None,
        (None, Some(before)) => Some(To::Before(self::picked(&before)?.lecture)),
        (None, None) | (Some(_), Some(_)) => return Err(Refusal::OnePlace.into()),
    };
    let lecture = match to {
        Some(to) => super::shift::shift(app, actor, slot, picked, to).await?,
        None => super::shift::take_out(app, actor, slot, picked).await?,
    };
    let plan = lectures::list_queue(app, actor, slot).await?;
    let said = if to.is_some() {
        cards::moved(&lecture, &plan)
    } else {
        Text::new("queue-taken-out").with("name", name(&lecture.series, lecture.number))
    };
    show(incoming, &plan, Some(said)).await
}

/// Pins what waits in a slot to a date, or has it wait for its turn again.
#[poise::command(slash_command, guild_only, category = "owner")]
pub(in crate::lectures) async fn pin(
    ctx: Context<'_>,
    #[autocomplete = "slots"] slot: String,
    #[autocomplete = "waiting"] lecture: String,
    #[autocomplete = "dates_ahead"] date: Option<String>,
) -> Result<()> {
    let incoming = ctx.data();
    let (app, actor) = (&incoming.app, &incoming.actor);
    let (slot, picked) = (slot_id(&slot)?, picked(&lecture)?);
    let lecture = super::shift::pin(app, actor, slot, picked, date.as_deref()).await?;
    let plan = lectures::list_queue(app, actor, slot).await?;
    let said = if date.is_some() {
        cards::pinned(&lecture, &plan)
    } else {
        Text::new("queue-unpinned").with("name", name(&lecture.series, lecture.number))
    };
    show(incoming, &plan, Some(said)).await
}

async fn show(incoming: &Incoming, plan: &Plan, said: Option<Text>) -> Result<()> {
    let lang = incoming.lang();
    let mut message = cards::queue(&incoming.app.config, plan, 0, lang);
    message.content = said.map(|said| said.render(lang)).unwrap_or_default();
    incoming.reply_with(&message).await
}

/// `lecture:queue:SLOT:PAGE` turns the pages of a queue.
pub(in crate::lectures) async fn press(press: &Press<'_>) -> Result<()> {
    let incoming = press.incoming;
    let plan = lectures::list_queue(&incoming.app, &incoming.actor, press.id.read(0)?).await?;
    let message = cards::queue(
        &incoming.app.config,
        &plan,
        press.id.read(1)?,
        incoming.lang(),
    );
    press.update(&message).await
}

/// `lecture-3@7`: what waits, and the version of the slot in which it was offered.
fn picked(typed: &str) -> Result<Picked> {
    let (lecture, version) = typed.trim().split_once('@').ok_or(Refusal::NotQueued)?;
    Ok(Picked {
        lecture: chosen("lecture-", lecture).ok_or(Refusal::NotQueued)?,
        version: version.parse().map_err(|_| Refusal::NotQueued)?,
    })
}

/// What waits in the slot that is chosen already, in order.
async fn waiting(ctx: Context<'_>, partial: &str) -> discord::CreateAutocompleteResponse {
    let incoming = ctx.data();
    let Some(slot) = slot_so_far(ctx) else {
        return suggestions(Vec::<(String, String)>::new());
    };
    // While someone types there is nobody to tell of a failure: the command itself will say it.
    let Ok(plan) = lectures::list_queue(&incoming.app, &incoming.actor, slot).await else {
        return suggestions(Vec::<(String, String)>::new());
    };
    let label = |(_, entry): &(DateTime<Utc>, Entry)| {
        let name = name(&entry.series, entry.number).plain(incoming.lang());
        let value = format!("lecture-{}@{}", entry.lecture_id, plan.slot.version);
        (format!("{name} {}", entry.title), value)
    };
    let found = plan.queue.iter().map(label);
    suggestions(found.filter(|(label, _)| contains(label, partial)))
}

/// For the slot that is chosen already, if one is.
async fn ready_lectures(ctx: Context<'_>, partial: &str) -> discord::CreateAutocompleteResponse {
    lectures_in(ctx, &[LectureState::Ready], partial, slot_so_far(ctx)).await
}
