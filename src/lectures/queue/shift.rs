//! What waits is moved, pinned and taken out by whoever sees the queue as it is.

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::{Value, json};

use super::{may_pin, store};
use crate::actor::Actor;
use crate::app::App;
use crate::db::Tx;
use crate::error::Result;
use crate::ids::{LectureId, PersonId, SlotId};
use crate::input;
use crate::journal::{self, By};
use crate::lectures::content;
use crate::lectures::lecture::{Lecture, Slot};
use crate::lectures::release::bind;
use crate::lectures::rules::Refusal;
use crate::lectures::slots::change::changed;
use crate::lectures::slots::{self, off};
use crate::people;

/// What somebody chose from a queue, and the version of the slot in which they saw it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Picked {
    pub(super) lecture: LectureId,
    pub(super) version: i64,
}

/// Where it goes.
#[derive(Clone, Copy, Debug)]
pub(super) enum To {
    Head,
    Tail,
    Before(LectureId),
}

/// A slot whose queue is changed, and by whom.
struct Changing {
    slot: Slot,
    by: PersonId,
    lecture: Lecture,
    now: DateTime<Utc>,
}

/// Moves what waits within its queue.
pub(super) async fn shift(
    app: &App,
    actor: &Actor,
    slot: SlotId,
    picked: Picked,
    to: To,
) -> Result<Lecture> {
    let mut tx = app.db.begin().await?;
    let changing = begin(&mut tx, app, actor, slot, picked).await?;
    let mut order = store::order(&mut tx, slot).await?;
    order.retain(|id| *id != picked.lecture);
    let place = match to {
        To::Head => 0,
        To::Tail => order.len(),
        To::Before(other) => {
            let place = order.iter().position(|id| *id == other);
            place.ok_or(Refusal::NotQueued)?
        }
    };
    order.insert(place, picked.lecture);
    store::put_in_order(&mut tx, slot, &order).await?;
    end(
        tx,
        app,
        changing,
        "queue.moved",
        json!({"place": place + 1}),
    )
    .await
}

/// Pins what waits to a date, or has it wait for its turn again.
pub(super) async fn pin(
    app: &App,
    actor: &Actor,
    slot: SlotId,
    picked: Picked,
    date: Option<&str>,
) -> Result<Lecture> {
    let date = date.map(input::date).transpose()?;
    let mut tx = app.db.begin().await?;
    let changing = begin(&mut tx, app, actor, slot, picked).await?;
    let pinned_on = store::pinned_on(&mut tx, slot, picked.lecture).await?;
    if pinned_on == date {
        return Err(already(date).into());
    }
    if let Some(date) = date {
        may_pin(&mut tx, &changing.slot, date, changing.now).await?;
    }
    must_not_be_settled(&mut tx, &changing).await?;
    store::pin_lecture(&mut tx, slot, picked.lecture, date).await?;
    end(
        tx,
        app,
        changing,
        "queue.pinned",
        json!({"pinned_on": date}),
    )
    .await
}

/// Takes out what waits; it stays ready.
pub(super) async fn take_out(
    app: &App,
    actor: &Actor,
    slot: SlotId,
    picked: Picked,
) -> Result<Lecture> {
    let mut tx = app.db.begin().await?;
    let changing = begin(&mut tx, app, actor, slot, picked).await?;
    must_not_be_settled(&mut tx, &changing).await?;
    store::remove(&mut tx, slot, picked.lecture).await?;
    end(tx, app, changing, "queue.taken_out", json!({})).await
}

fn already(date: Option<NaiveDate>) -> Refusal {
    match date {
        Some(_) => Refusal::AlreadyPinned,
        None => Refusal::NotPinned,
    }
}

/// Asks whether they may, and whether they saw what is there.
async fn begin(
    tx: &mut Tx,
    app: &App,
    actor: &Actor,
    slot: SlotId,
    picked: Picked,
) -> Result<Changing> {
    actor.must_be_owner()?;
    let now = app.now();
    let slot = off::open_slot(tx, slot).await?;
    if slot.version != picked.version {
        return Err(changed(tx, &slot).await?.into());
    }
    if !store::order(tx, slot.id).await?.contains(&picked.lecture) {
        return Err(Refusal::NotQueued.into());
    }
    let lecture = content::store::lecture(tx.conn().await?, picked.lecture).await?;
    let lecture = lecture.ok_or(Refusal::UnknownLecture)?;
    let by = people::ensure(tx, actor.user, Some(actor.lang), now).await?;
    Ok(Changing {
        slot,
        by,
        lecture,
        now,
    })
}

/// What a date has for good is not taken from it behind its back.
async fn must_not_be_settled(tx: &mut Tx, changing: &Changing) -> Result<()> {
    let dates = slots::store::unsent(tx, changing.slot.id).await?;
    let mut settled = dates.iter().filter(|date| {
        date.lecture_id == Some(changing.lecture.id) && bind::is_settled(date, changing.now)
    });
    match settled.next() {
        Some(date) => Err(Refusal::LectureChosen { at: date.due_at }.into()),
        None => Ok(()),
    }
}

async fn end(
    mut tx: Tx,
    app: &App,
    changing: Changing,
    kind: &'static str,
    mut details: Value,
) -> Result<Lecture> {
    let Changing {
        slot,
        by,
        lecture,
        now,
    } = changing;
    details["lecture"] = json!(lecture.id);
    slots::store::touch(&mut tx, slot.id).await?;
    let entry = journal::Entry {
        by: By::Person(by),
        kind,
        subject: &format!("slot:{}", slot.id),
        person: None,
        details,
    };
    journal::record(&mut tx, now, entry).await?;
    bind::follow(&mut tx, slot.id, By::Person(by), now).await?;
    tx.commit().await?;
    app.schedule_changed.notify_one();
    Ok(lecture)
}
