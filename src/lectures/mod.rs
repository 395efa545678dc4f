//! Weekly lectures: slots, their queues, what is posted by the clock, and watching it.
//!
//! A slot is a civil time, a lecture is content, and a queue joins them. Time never changes because
//! of content: an occurrence takes what is at the head when its time comes.

mod cards;
mod commands;
mod effects;
mod jobs;
mod lecture;
mod release;
mod rules;
mod store;

use chrono::{DateTime, Utc};
use serde_json::json;
use sqlx::SqliteConnection;

pub use effects::describe;
pub use jobs::{next_due, run_due};
pub use lecture::{Entry, Lecture, LectureState, Rule, Slot, Weekday};

use crate::actor::Actor;
use crate::app::App;
use crate::command::{Command, Press};
use crate::config::Zone;
use crate::error::Result;
use crate::ids::{ChannelId, LectureId, OccurrenceId, RoleId, SlotId};
use crate::input;
use crate::journal::{self, By};
use crate::text::Text;
use crate::{memberships, people};
use rules::Refusal;

/// Where active slots post, and the role each notifies there.
pub async fn places(conn: &mut SqliteConnection) -> Result<Vec<(ChannelId, Option<RoleId>)>> {
    Ok(store::places(conn).await?)
}

/// What an owner types to add a lecture.
#[derive(Clone, Copy, Debug)]
pub struct LectureForm<'a> {
    /// What it is a part of.
    pub series: &'a str,
    /// Which part.
    pub number: i64,
    /// What it is called.
    pub title: &'a str,
    /// Where the video is.
    pub url: &'a str,
    /// How long it takes.
    pub minutes: Option<i64>,
    /// What it is about; may be empty.
    pub summary: &'a str,
}

/// What an owner types to make a slot.
#[derive(Clone, Copy, Debug)]
pub struct SlotForm<'a> {
    /// On which day.
    pub weekday: Weekday,
    /// At what time, such as 20:00.
    pub time: &'a str,
    /// An IANA name; `None` for the salon's own zone.
    pub zone: Option<&'a str>,
    /// Where it is posted.
    pub channel: ChannelId,
    /// A track's key, or its name in either language.
    pub track: &'a str,
    /// Who is pinged.
    pub role: Option<RoleId>,
}

/// A slot with what comes in it.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The slot.
    pub slot: Slot,
    /// Its next dates, whether or not anything is queued.
    pub dates: Vec<DateTime<Utc>>,
    /// What is queued, and when each is due as things stand.
    pub queue: Vec<(DateTime<Utc>, Entry)>,
}

/// A video that was opened.
#[derive(Debug)]
pub struct Opened {
    series: String,
    number: i64,
    title: String,
    url: String,
}

/// What people can type.
pub fn commands() -> Vec<Command> {
    commands::all()
}

/// A button of ours: `lecture:<action>:<id>`.
pub async fn press(press: &Press<'_>) -> Result<()> {
    match press.action {
        "watch" => {
            let incoming = press.incoming;
            let id = press.id.read(0)?;
            let opened = watch(&incoming.app, &incoming.actor, id).await?;
            incoming.reply(&cards::opened(&opened)).await
        }
        _ => Err(Refusal::Stale.into()),
    }
}

/// Remembers a lecture as a draft.
pub async fn add_lecture(app: &App, actor: &Actor, form: &LectureForm<'_>) -> Result<Lecture> {
    actor.must_be_owner()?;
    let series = input::line(
        &Text::new("lecture-what-series"),
        form.series,
        rules::MAX_SERIES,
    )?;
    let number = rules::number(form.number)?;
    let title = input::line(&Text::new("input-what-title"), form.title, rules::MAX_TITLE)?;
    let url = input::line(&Text::new("lecture-what-url"), form.url, rules::MAX_URL)?;
    let url = rules::video_url(&url)?;
    let minutes = rules::minutes(form.minutes)?;
    let what = Text::new("lecture-what-summary");
    let summary = input::optional_paragraph(&what, form.summary, rules::MAX_SUMMARY)?;
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let by = people::ensure(&mut tx, actor.user, Some(actor.lang), now).await?;
    let new = LectureForm {
        series: &series,
        number,
        title: &title,
        url: &url,
        minutes,
        summary: &summary,
    };
    let Some(id) = store::insert_lecture(&mut tx, &new, by, now).await? else {
        return Err(Refusal::NumberTaken { series, number }.into());
    };
    let entry = journal::Entry {
        by: By::Person(by),
        kind: "lecture.added",
        subject: &format!("lecture:{id}"),
        person: None,
        details: json!({"number": number}),
    };
    journal::record(&mut tx, now, entry).await?;
    tx.commit().await?;
    Ok(Lecture {
        id,
        series,
        number,
        title,
        summary,
        video_url: url,
        minutes,
        state: LectureState::Draft,
    })
}

/// Lets a draft be queued.
pub async fn mark_ready(app: &App, actor: &Actor, id: LectureId) -> Result<Lecture> {
    actor.must_be_owner()?;
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let found = store::lecture(tx.conn().await?, id).await?;
    let mut lecture = found.ok_or(Refusal::NoSuchLecture)?;
    lecture.state = rules::ready(lecture.state)?;
    store::set_lecture_state(&mut tx, id, lecture.state).await?;
    let by = people::ensure(&mut tx, actor.user, Some(actor.lang), now).await?;
    let entry = journal::Entry {
        by: By::Person(by),
        kind: "lecture.readied",
        subject: &format!("lecture:{id}"),
        person: None,
        details: json!({}),
    };
    journal::record(&mut tx, now, entry).await?;
    tx.commit().await?;
    Ok(lecture)
}

/// Makes a weekly time at which lectures are posted.
pub async fn create_slot(app: &App, actor: &Actor, form: &SlotForm<'_>) -> Result<Slot> {
    actor.must_be_owner()?;
    let time = input::time(form.time)?;
    let zone = match form.zone {
        Some(typed) => Zone::try_from(typed.trim().to_owned()).map_err(|_| {
            let typed = input::short(typed);
            Refusal::NoSuchZone { typed }
        })?,
        None => app.config.timezone,
    };
    let track = app.config.track(form.track).ok_or_else(|| {
        let typed = input::short(form.track);
        Refusal::NoSuchTrack { typed }
    })?;
    // The role everyone has bears the server's own id.
    if form.role.is_some()
        && form.role.map(|role| role.0) == app.config.discord.guild.map(|id| id.0)
    {
        return Err(Refusal::EveryoneRole.into());
    }
    let rule = Rule {
        weekday: form.weekday,
        time,
        zone,
    };
    let new = store::NewSlot {
        rule: &rule,
        channel: form.channel,
        track,
        role: form.role,
    };
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let by = people::ensure(&mut tx, actor.user, Some(actor.lang), now).await?;
    let id = store::insert_slot(&mut tx, &new, by, now).await?;
    let id = id.ok_or(Refusal::SlotExists)?;
    let slot = store::slot(tx.conn().await?, id)
        .await?
        .ok_or(Refusal::NoSuchSlot)?;
    release::plan(&mut tx, &slot, now).await?;
    let entry = journal::Entry {
        by: By::Person(by),
        kind: "slot.created",
        subject: &format!("slot:{id}"),
        person: None,
        details: json!({
            "weekday": form.weekday as i64,
            "time": slot.rule.time.format("%H:%M").to_string(),
            "zone": zone.0.name(),
            "channel": form.channel,
            "track": track,
            "role": form.role,
        }),
    };
    journal::record(&mut tx, now, entry).await?;
    tx.commit().await?;
    app.schedule_changed.notify_one();
    Ok(slot)
}

/// Puts a lecture at the end of a slot's queue, or pins it to one of the slot's dates.
pub async fn queue(
    app: &App,
    actor: &Actor,
    slot: SlotId,
    lecture: LectureId,
    date: Option<&str>,
) -> Result<Lecture> {
    actor.must_be_owner()?;
    let pinned_on = date.map(input::date).transpose()?;
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let slot = store::slot(tx.conn().await?, slot).await?;
    let slot = slot.ok_or(Refusal::NoSuchSlot)?;
    let lecture = store::lecture(tx.conn().await?, lecture).await?;
    let lecture = lecture.ok_or(Refusal::NoSuchLecture)?;
    rules::queueable(lecture.state)?;
    if let Some(date) = pinned_on {
        rules::pinnable(&slot.rule, date, now)?;
        if store::is_date_taken(&mut tx, slot.id, date).await? {
            return Err(Refusal::DateTaken.into());
        }
    }
    if store::is_posted(&mut tx, slot.id, lecture.id).await? {
        return Err(Refusal::AlreadyPosted.into());
    }
    if !store::append(&mut tx, slot.id, lecture.id, pinned_on, now).await? {
        return Err(Refusal::AlreadyQueued.into());
    }
    let by = people::ensure(&mut tx, actor.user, Some(actor.lang), now).await?;
    let entry = journal::Entry {
        by: By::Person(by),
        kind: "lecture.queued",
        subject: &format!("lecture:{}", lecture.id),
        person: None,
        details: json!({"slot": slot.id, "pinned_on": pinned_on}),
    };
    journal::record(&mut tx, now, entry).await?;
    tx.commit().await?;
    app.schedule_changed.notify_one();
    Ok(lecture)
}

/// Lectures of one state whose name or title has `typed` in it, newest first; for a slot, without
/// those that are queued in it or were posted there. As many as Discord offers at once.
pub async fn find_lectures(
    app: &App,
    actor: &Actor,
    state: LectureState,
    typed: &str,
    slot: Option<SlotId>,
) -> Result<Vec<Lecture>> {
    actor.must_be_owner()?;
    let mut conn = app.db.read().await?;
    Ok(store::lectures_like(&mut conn, state, typed.trim(), slot, 25).await?)
}

/// Every active slot with its next dates.
pub async fn list_slots(app: &App, actor: &Actor) -> Result<Vec<Plan>> {
    actor.must_be_owner()?;
    let mut conn = app.db.read().await?;
    plans(&mut conn, app.now()).await
}

/// One slot with everything that is queued in it.
pub async fn list_queue(app: &App, actor: &Actor, slot: SlotId) -> Result<Plan> {
    let plans = list_slots(app, actor).await?;
    let found = plans.into_iter().find(|plan| plan.slot.id == slot);
    Ok(found.ok_or(Refusal::NoSuchSlot)?)
}

/// What comes next in every slot, for members.
pub async fn upcoming(app: &App, actor: &Actor) -> Result<Vec<Plan>> {
    let now = app.now();
    let mut conn = app.db.read().await?;
    let is_staff = actor.is_owner || actor.is_mentor;
    if !is_staff && !memberships::is_member(&mut conn, actor.user, now).await? {
        return Err(crate::error::Error::Refused(Text::new("only-members")));
    }
    plans(&mut conn, now).await
}

async fn plans(conn: &mut SqliteConnection, now: DateTime<Utc>) -> Result<Vec<Plan>> {
    let slots = store::active_slots(conn).await?;
    let planned = store::planned(conn).await?;
    let entries = store::entries(conn).await?;
    let plan = |slot: Slot| {
        let known: Vec<_> = planned
            .iter()
            .filter(|(id, _, at)| *id == slot.id && *at > now)
            .map(|(_, date, at)| (*date, *at))
            .collect();
        // What is worked out ahead knows of left-out weeks; beyond it the rule alone speaks.
        let last = known.last().map_or(now, |(_, at)| *at);
        let dates = known.iter().copied().chain(slot.rule.dates_after(last));
        let waiting: Vec<_> = entries
            .iter()
            .filter(|entry| entry.slot_id == slot.id)
            .cloned()
            .collect();
        let queue = rules::forecast(dates, &waiting);
        let queue = queue.into_iter().map(|(at, entry)| (at, entry.clone()));
        Plan {
            queue: queue.collect(),
            dates: known.iter().take(3).map(|(_, at)| *at).collect(),
            slot,
        }
    };
    Ok(slots.into_iter().map(plan).collect())
}

/// When a lecture will next be posted; where none is queued, when one could be.
pub async fn next_lecture_at(app: &App) -> Result<Option<DateTime<Utc>>> {
    let mut conn = app.db.read().await?;
    let queued = store::next_queued(&mut conn).await?;
    if queued.is_some() {
        return Ok(queued);
    }
    Ok(store::next_wake(&mut conn).await?)
}

/// Opens the video of a posted lecture, for whom a plan opens it now: also the owner and mentors
/// need one.
pub async fn watch(app: &App, actor: &Actor, id: OccurrenceId) -> Result<Opened> {
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let found = store::watchable(&mut tx, id).await?.ok_or(Refusal::Stale)?;
    if !rules::is_watchable(found.state) {
        return Err(Refusal::Stale.into());
    }
    if !memberships::opens_track(tx.conn().await?, actor.user, &found.track, now).await? {
        if actor.is_owner {
            return Err(Refusal::NotOpenedToOwner.into());
        }
        let track = cards::track(&app.config, &found.track, actor.lang).to_owned();
        return Err(Refusal::NotOpened { track }.into());
    }
    let person = people::ensure(&mut tx, actor.user, Some(actor.lang), now).await?;
    store::insert_opening(&mut tx, id, found.lecture_id, person, now).await?;
    tx.commit().await?;
    Ok(Opened {
        series: found.series,
        number: found.number,
        title: found.title,
        url: found.video_url,
    })
}

#[cfg(test)]
mod tests;
