//! After an outage the owner is told once what became of the dates that passed, and chooses what is
//! done with those that were missed.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::cards::{asking, outage as cards};
use super::look::look_at;
use super::{bind, lecture_of, publish, store};
use crate::actor::Actor;
use crate::app::App;
use crate::command::Press;
use crate::db::Tx;
use crate::discord::message::Message;
use crate::error::Result;
use crate::ids::{LectureId, OccurrenceId};
use crate::journal::{self, By};
use crate::lectures::lecture::{Lecture, Occurrence, Slot, State};
use crate::lectures::queue::{self, list_queue};
use crate::lectures::rules::{Refusal, name};
use crate::lectures::{content, slots};
use crate::outbox::{self, Priority, Queued};
use crate::people;
use crate::text::{Arg, Text};

/// A date that passed, and what became of it.
#[derive(Debug)]
pub(super) struct Passed {
    pub(super) date: Occurrence,
    pub(super) slot: Slot,
    pub(super) lecture: Option<Lecture>,
    /// It still waits in its queue.
    pub(super) is_waiting: bool,
    /// This is the last of the dates that missed it, and nobody has decided.
    pub(super) is_open: bool,
}

/// What was told of dates, written down for each of them.
#[derive(Debug, Serialize, Deserialize)]
struct Told {
    /// Under which key.
    key: String,
    dates: Vec<OccurrenceId>,
}

/// What is written down of it.
const TOLD: &str = "outage.told";
/// What is written down of a lecture that comes next, as it would anyway.
const STAYS: &str = "outage.stays";

/// Tells what became of dates that passed, once no other one has passed without being done with.
pub(in crate::lectures) async fn tell_due(app: &App) -> Result<()> {
    let now = app.now();
    let mut conn = app.db.read().await?;
    if !store::outage::is_any_untold(&mut conn).await?
        || store::outage::is_any_overdue(&mut conn, now).await?
    {
        return Ok(());
    }
    drop(conn);
    let mut tx = app.db.begin().await?;
    let dates = store::outage::untold(&mut tx).await?;
    let Some(first) = dates.first().cloned() else {
        return Ok(());
    };
    let told = Told {
        key: format!("lecture:outage:{}:{}", first.id, now.timestamp()),
        dates: dates.iter().map(|date| date.id).collect(),
    };
    for date in &told.dates {
        let entry = journal::Entry {
            by: By::Clock,
            kind: TOLD,
            subject: &format!("occurrence:{date}"),
            person: None,
            details: json!(told),
        };
        journal::record(&mut tx, now, entry).await?;
    }
    let passed = passed(&mut tx, dates).await?;
    let message = cards::digest(&app.config, &passed, &told.key);
    let queued = Queued::once(&told.key, &told.key, Priority::Normal);
    let queued = queued.owed_since(&mut tx, first.due_at).await?;
    outbox::tell_owner(&mut tx, app, &queued, message, now).await?;
    store::outage::told(&mut tx).await?;
    tx.commit().await?;
    Ok(())
}

/// What became of dates, and which of them the owner decides.
async fn passed(tx: &mut Tx, dates: Vec<Occurrence>) -> Result<Vec<Passed>> {
    let mut passed = Vec::new();
    for date in dates {
        let Some(slot) = slots::store::slot(tx.conn().await?, date.slot_id).await? else {
            continue;
        };
        let lecture = lecture_of(tx.conn().await?, &date).await?;
        let is_waiting = missed(tx, date.id).await.is_ok();
        let is_open = is_waiting && !stays(tx, date.id).await?;
        passed.push(Passed {
            date,
            slot,
            lecture,
            is_waiting,
            is_open,
        });
    }
    // Several weeks of one slot missed one and the same lecture: that is decided once.
    for at in 0..passed.len() {
        let of = |passed: &Passed| (passed.date.slot_id, passed.date.lecture_id);
        let is_later = passed[at + 1..]
            .iter()
            .any(|other| of(other) == of(&passed[at]));
        passed[at].is_open &= !is_later;
    }
    Ok(passed)
}

/// Whether the owner said that it comes next.
async fn stays(tx: &mut Tx, id: OccurrenceId) -> Result<bool> {
    let subject = format!("occurrence:{id}");
    let said = journal::last(tx.conn().await?, &subject, &[STAYS]).await?;
    Ok(said.is_some())
}

/// Shows what was told of a date as it stands now: what is decided has no buttons any more.
pub(super) async fn show_again(
    tx: &mut Tx,
    app: &App,
    id: OccurrenceId,
    now: DateTime<Utc>,
) -> Result<()> {
    let subject = format!("occurrence:{id}");
    let Some(line) = journal::last(tx.conn().await?, &subject, &[TOLD]).await? else {
        return Ok(());
    };
    let told: Told = serde_json::from_str(&line.details)?;
    let mut dates = Vec::new();
    for id in &told.dates {
        dates.extend(store::occurrence(tx.conn().await?, *id).await?);
    }
    let decided: i64 = dates.iter().map(|date| date.card).sum();
    let passed = passed(tx, dates).await?;
    let open = passed.iter().filter(|passed| passed.is_open).count();
    let message = cards::digest(&app.config, &passed, &told.key);
    // Whatever is decided in one moment leaves fewer open, or moves a card on.
    let at = now.timestamp_millis();
    let topic = format!("{}:{at}:{decided}:{open}", told.key);
    let queued = Queued::once(&topic, &told.key, Priority::Normal);
    outbox::amend(tx, &told.key, &queued, message, now).await?;
    Ok(())
}

/// A date that was missed, and the lecture that still waits because of it.
pub(super) async fn missed(tx: &mut Tx, id: OccurrenceId) -> Result<(Occurrence, LectureId)> {
    let date = store::occurrence(tx.conn().await?, id).await?;
    let date = date.filter(|date| date.state == State::Missed);
    let date = date.ok_or(Refusal::Decided)?;
    let lecture = date.lecture_id.ok_or(Refusal::Decided)?;
    if !queue::store::order(tx, date.slot_id)
        .await?
        .contains(&lecture)
    {
        return Err(Refusal::Decided.into());
    }
    Ok((date, lecture))
}

/// A button under what the owner was told: `lecture:now:DATE` asks whether what was missed is to be posted,
/// `next` leaves it at the head of its queue, `drop` takes it out.
pub(in crate::lectures) async fn press(press: &Press<'_>) -> Result<()> {
    let incoming = press.incoming;
    let (app, actor) = (&incoming.app, &incoming.actor);
    let id = press.id.read(0)?;
    let text = match press.action {
        "now" => {
            let asked = publish::ask_missed(app, actor, id).await?;
            let seen = look_at(app, &incoming.discord, asked.slot.id).await?;
            let message = asking::publish(&asked, seen, app.now(), incoming.lang());
            return incoming.reply_with(&message).await;
        }
        "next" => next(app, actor, id).await?,
        _ => drop_out(app, actor, id).await?,
    };
    press
        .update(&Message::text(text.render(incoming.lang())))
        .await
}

/// It comes next in its slot, as it would anyway.
async fn next(app: &App, actor: &Actor, id: OccurrenceId) -> Result<Text> {
    actor.must_be_owner()?;
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let (date, lecture) = missed(&mut tx, id).await?;
    if !stays(&mut tx, id).await? {
        let by = people::ensure(&mut tx, actor.user, Some(actor.lang), now).await?;
        let entry = journal::Entry {
            by: By::Person(by),
            kind: STAYS,
            subject: &format!("occurrence:{id}"),
            person: None,
            details: json!({"lecture": lecture}),
        };
        journal::record(&mut tx, now, entry).await?;
        show_again(&mut tx, app, id, now).await?;
    }
    tx.commit().await?;
    let plan = list_queue(app, actor, date.slot_id).await?;
    let mut waiting = plan.queue.iter();
    let found = waiting.find(|(_, entry)| entry.lecture_id == lecture);
    let (at, entry) = found.ok_or(Refusal::Decided)?;
    Ok(Text::new("outage-stays")
        .with("name", name(&entry.series, entry.number))
        .with("at", Arg::from(*at)))
}

/// It does not come in this slot.
async fn drop_out(app: &App, actor: &Actor, id: OccurrenceId) -> Result<Text> {
    actor.must_be_owner()?;
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let (date, lecture) = missed(&mut tx, id).await?;
    let content = content::store::lecture(tx.conn().await?, lecture).await?;
    let content = content.ok_or(Refusal::UnknownLecture)?;
    for other in slots::store::unsent(&mut tx, date.slot_id).await? {
        if other.lecture_id == Some(lecture) && bind::is_settled(&other, now) {
            return Err(Refusal::LectureChosen { at: other.due_at }.into());
        }
    }
    queue::store::remove(&mut tx, date.slot_id, lecture).await?;
    slots::store::touch(&mut tx, date.slot_id).await?;
    let by = By::Person(people::ensure(&mut tx, actor.user, Some(actor.lang), now).await?);
    let entry = journal::Entry {
        by,
        kind: "queue.taken_out",
        subject: &format!("slot:{}", date.slot_id),
        person: None,
        details: json!({"lecture": lecture, "missed_on": date.local_date}),
    };
    journal::record(&mut tx, now, entry).await?;
    bind::follow(&mut tx, date.slot_id, by, now).await?;
    show_again(&mut tx, app, id, now).await?;
    tx.commit().await?;
    app.schedule_changed.notify_one();
    Ok(Text::new("queue-taken-out").with("name", name(&content.series, content.number)))
}
