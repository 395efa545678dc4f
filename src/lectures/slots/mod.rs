//! Slots: the weekly times at which lectures are posted, and their dates.

pub(super) mod cards;
pub(super) mod change;
pub(super) mod commands;
pub(super) mod off;
pub(super) mod reckon;
mod settings;
pub(super) mod store;

pub use settings::SlotForm;

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::SqliteConnection;

use super::lecture::{Entry, Reason, Slot};
use super::queue;
use super::rules::{self, Refusal};
use crate::actor::Actor;
use crate::app::App;
use crate::command::Press;
use crate::discord::message::Message;
use crate::error::Result;
use crate::ids::{ChannelId, LectureId, RoleId, SlotId};
use crate::journal::{self, By};
use crate::memberships;
use crate::people;
use crate::text::Text;

/// A slot with what comes in it.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The slot.
    pub slot: Slot,
    /// Its next dates, whether or not anything is queued.
    pub dates: Vec<DateTime<Utc>>,
    /// What is queued, and when each is due as things stand.
    pub queue: Vec<(DateTime<Utc>, Entry)>,
    /// What of it is held, also where its time has passed.
    pub held: Vec<LectureId>,
}

impl Plan {
    /// Whose plan opens what comes next.
    pub(super) fn track(&self) -> &str {
        let next = self.queue.first();
        self.slot
            .track_of(next.and_then(|(_, entry)| entry.track.as_deref()))
    }
}

/// Where active slots post, the role each notifies there, and where people meet afterwards.
pub async fn places(
    conn: &mut SqliteConnection,
) -> Result<Vec<(ChannelId, Option<RoleId>, Option<ChannelId>)>> {
    Ok(store::places(conn).await?)
}

/// Makes a weekly time at which lectures are posted.
pub async fn create_slot(app: &App, actor: &Actor, form: &SlotForm<'_>) -> Result<Slot> {
    actor.must_be_owner()?;
    let new = form.settings(app)?;
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let by = people::ensure(&mut tx, actor.user, Some(actor.lang), now).await?;
    let made = store::insert_slot(&mut tx, &new, by, now).await?;
    let id = match made {
        Some(id) => id,
        None => store::reopen(&mut tx, &new)
            .await?
            .ok_or(Refusal::SlotExists)?,
    };
    let slot = off::open_slot(&mut tx, id).await?;
    off::go_on(&mut tx, &slot, Reason::Closed, By::Person(by), now).await?;
    let entry = journal::Entry {
        by: By::Person(by),
        kind: "slot.created",
        subject: &format!("slot:{id}"),
        person: None,
        details: new.ids(),
    };
    journal::record(&mut tx, now, entry).await?;
    tx.commit().await?;
    app.schedule_changed.notify_one();
    Ok(slot)
}

/// Every slot that is not closed.
pub(super) async fn find_slots(app: &App, actor: &Actor) -> Result<Vec<Slot>> {
    actor.must_be_owner()?;
    let mut conn = app.db.read().await?;
    Ok(store::open_slots(&mut conn).await?)
}

/// The dates of a slot that can be left out, or are.
async fn dates(app: &App, actor: &Actor, slot: SlotId) -> Result<Vec<NaiveDate>> {
    actor.must_be_owner()?;
    let mut conn = app.db.read().await?;
    Ok(store::dates_ahead(&mut conn, slot, app.now()).await?)
}

/// The tracks for which the role of a slot is, by plans that come with it and by other slots, where its own
/// is none of them: whoever made it may have mistaken the role.
async fn role_is_for(app: &App, slot: &Slot) -> Result<BTreeSet<String>> {
    let Some(role) = slot.role_id else {
        return Ok(BTreeSet::new());
    };
    let mut conn = app.db.read().await?;
    let others = store::open_slots(&mut conn).await?.into_iter();
    let others = others.filter(|other| other.id != slot.id && other.role_id == Some(role));
    let mut tracks: BTreeSet<_> = others.map(|other| other.track).collect();
    tracks.extend(memberships::opened_with(&mut conn, role).await?);
    if tracks.contains(&slot.track) {
        tracks.clear();
    }
    Ok(tracks)
}

/// Every slot that is not closed, with its next dates.
pub async fn list_slots(app: &App, actor: &Actor) -> Result<Vec<Plan>> {
    actor.must_be_owner()?;
    let mut conn = app.db.read().await?;
    plans(&mut conn, app.now()).await
}

/// Every slot that is not closed, and what comes in it: of a paused one, if it went on.
pub(super) async fn plans(conn: &mut SqliteConnection, now: DateTime<Utc>) -> Result<Vec<Plan>> {
    let slots = store::open_slots(conn).await?;
    let planned = store::planned(conn).await?;
    let entries = queue::store::entries(conn).await?;
    let plan = |slot: Slot| {
        let known: Vec<_> = planned
            .iter()
            .filter(|(id, _, at, _, _)| *id == slot.id && *at > now)
            .collect();
        // What is worked out ahead knows of left-out weeks; beyond it the rule alone speaks.
        let last = known.last().map_or(now, |(_, _, at, _, _)| *at);
        let dates = known.iter().map(|(_, date, at, _, _)| (*date, *at));
        let dates = dates.chain(slot.rule.dates_after(last));
        let bound: Vec<_> = known
            .iter()
            .filter_map(|(_, date, _, lecture, _)| Some((*date, (*lecture)?)))
            .collect();
        let waiting: Vec<_> = entries
            .iter()
            .filter(|entry| entry.slot_id == slot.id)
            .cloned()
            .collect();
        let held = planned
            .iter()
            .filter(|(id, _, _, _, is_held)| *id == slot.id && *is_held);
        let held = held.filter_map(|(_, _, _, lecture, _)| *lecture).collect();
        let queue = rules::forecast(dates, &waiting, &bound);
        let queue = queue.into_iter().map(|(at, entry)| (at, entry.clone()));
        Plan {
            queue: queue.collect(),
            dates: known.iter().take(3).map(|(_, _, at, _, _)| *at).collect(),
            held,
            slot,
        }
    };
    Ok(slots.into_iter().map(plan).collect())
}

/// A button of ours: `lecture:slots:PAGE` turns the pages of the list, `lecture:slot-go:CHANGE` and
/// `slot-no` answer whether a slot is changed.
pub(super) async fn press(press: &Press<'_>) -> Result<()> {
    let incoming = press.incoming;
    let (app, actor) = (&incoming.app, &incoming.actor);
    let message = match press.action {
        "slots" => {
            let plans = list_slots(app, actor).await?;
            cards::slots(&app.config, &plans, press.id.read(0)?, incoming.lang())
        }
        "slot-go" => {
            let (old, slot) = change::confirm(app, actor, press.id.read(0)?).await?;
            commands::changed(incoming, &old, &slot).await?
        }
        _ => {
            change::give_up(app, actor, press.id.read(0)?).await?;
            Message::text(Text::new("slot-kept").render(incoming.lang()))
        }
    };
    press.update(&message).await
}
