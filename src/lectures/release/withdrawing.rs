//! A lecture is taken back for good. It cannot be undone, so the owner sees first what comes of it: it is
//! done and given up again, and what they mean is done only where the same comes of it then.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{beside, bind, cards, change, post_key, revise, store, subject, was_not_sent};
use crate::actor::Actor;
use crate::app::App;
use crate::db::Tx;
use crate::error::Result;
use crate::ids::{LectureId, OccurrenceId, SlotId};
use crate::input;
use crate::journal::{self, By};
use crate::lectures::lecture::{Lecture, LectureState, Occurrence, Slot, State};
use crate::lectures::rules::{Event, Refusal};
use crate::lectures::slots::off;
use crate::lectures::slots::reckon::AHEAD;
use crate::lectures::{content, queue, slots};
use crate::outbox::{self, Priority, Queued};
use crate::people;
use crate::text::Text;

/// In characters.
const MAX_REASON: usize = 300;

/// What the owner is asked before a lecture is taken back.
#[derive(Debug)]
pub(in crate::lectures) struct Question {
    /// What a button carries.
    pub(in crate::lectures) number: i64,
    pub(super) lecture: Lecture,
    pub(super) out: Out,
    pub(super) instead: Vec<(Slot, Instead)>,
}

/// Whether members have seen a lecture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) enum Out {
    No,
    /// A post of it may be there.
    Perhaps,
    Yes,
}

/// What the owner saw of what would come of it.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Shown {
    withdraw: LectureId,
    version: i64,
    reason: String,
    out: Out,
    instead: Vec<Instead>,
}

/// What comes on a date that would have been that of the lecture.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::lectures) struct Instead {
    date: OccurrenceId,
    slot: SlotId,
    pub(super) at: DateTime<Utc>,
    pub(super) next: Option<Next>,
}

/// The lecture that comes in its place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::lectures) struct Next {
    pub(super) series: String,
    pub(super) number: i64,
    revision: i64,
    /// Nothing is posted before somebody has approved it.
    pub(super) is_unapproved: bool,
}

/// Looks at what taking a lecture back would come to, and asks whether it is meant. Nothing is done yet.
///
/// # Errors
/// Refused for everyone but the owner, and where it was taken back before.
pub(in crate::lectures) async fn ask(
    app: &App,
    actor: &Actor,
    id: LectureId,
    reason: &str,
) -> Result<Question> {
    actor.must_be_owner()?;
    let what = Text::new("release-what-reason");
    let reason = input::optional_paragraph(&what, reason, MAX_REASON)?;
    // Done to see what comes of it, and given up.
    let mut tx = app.db.begin().await?;
    let (lecture, shown) = carry_out(&mut tx, app, actor, id, reason).await?;
    drop(tx);
    let mut tx = app.db.begin().await?;
    let by = people::ensure(&mut tx, actor.user, Some(actor.lang), app.now()).await?;
    let details = serde_json::to_value(&shown).map_err(anyhow::Error::from)?;
    let number = people::ask(&mut tx, by, &details).await?;
    let mut instead = Vec::new();
    for date in shown.instead {
        let slot = slots::store::slot(tx.conn().await?, date.slot).await?;
        instead.extend(slot.map(|slot| (slot, date)));
    }
    tx.commit().await?;
    Ok(Question {
        number,
        lecture,
        out: shown.out,
        instead,
    })
}

/// The owner means it: what they saw comes of it, or nothing.
///
/// # Errors
/// Refused for everyone but the owner, where that was answered, and where something else would come of it.
pub(in crate::lectures) async fn withdraw(
    app: &App,
    actor: &Actor,
    number: i64,
) -> Result<Lecture> {
    actor.must_be_owner()?;
    let mut tx = app.db.begin().await?;
    let by = people::ensure(&mut tx, actor.user, Some(actor.lang), app.now()).await?;
    let shown = people::answer(&mut tx, by, number).await?;
    let shown: Option<Shown> = shown.and_then(|shown| serde_json::from_str(&shown).ok());
    let shown = shown.ok_or(Refusal::AnsweredAlready)?;
    let reason = shown.reason.clone();
    let (lecture, now) = carry_out(&mut tx, app, actor, shown.withdraw, reason).await?;
    if now != shown {
        return Err(Refusal::ShownAnew.into());
    }
    tx.commit().await?;
    app.schedule_changed.notify_one();
    Ok(lecture)
}

/// It goes out of every queue, and where it was posted a tombstone stands in its place, under which nobody
/// writes any more.
async fn carry_out(
    tx: &mut Tx,
    app: &App,
    actor: &Actor,
    id: LectureId,
    reason: String,
) -> Result<(Lecture, Shown)> {
    let now = app.now();
    let lecture = content::store::lecture(tx.conn().await?, id).await?;
    let mut lecture = lecture.ok_or(Refusal::UnknownLecture)?;
    if lecture.state == LectureState::Retired {
        return Err(Refusal::Retired.into());
    }
    let by = By::Person(people::ensure(tx, actor.user, Some(actor.lang), now).await?);
    let dates = store::dates_of(tx, id).await?;
    let mut own = own_dates(tx, id, &dates, now).await?;
    store::retire(tx, id, &reason, now).await?;
    let entry = journal::Entry {
        by,
        kind: "lecture.withdrawn",
        subject: &format!("lecture:{id}"),
        person: None,
        details: json!({}),
    };
    journal::record(tx, now, entry).await?;
    lecture.withdrawn_for = Some(reason.clone()).filter(|reason| !reason.is_empty());
    for slot in queue::store::leave(tx, id).await? {
        bind::follow(tx, slot, by, now).await?;
    }
    let mut out = Out::No;
    for mut date in store::dates_of(tx, id).await? {
        match date.state {
            State::Bound | State::Held => {
                off::unbind(tx, &mut date, by, now).await?;
                bind::follow(tx, date.slot_id, by, now).await?;
            }
            State::Posted | State::Unknown => {
                let is_known = date.state == State::Posted;
                out = out.max(if is_known { Out::Yes } else { Out::Perhaps });
                revise::take_back(tx, app, &mut date, &lecture, by, now).await?;
            }
            State::Sending => {
                let is_stopped = stop(tx, &mut date, by, now).await?;
                out = out.max(if is_stopped { Out::No } else { Out::Perhaps });
                own.extend(is_stopped.then_some(date));
            }
            State::Planned
            | State::Missed
            | State::Skipped
            | State::Cancelled
            | State::Withdrawn => {}
        }
    }
    tell(tx, app, &lecture, now).await?;
    let shown = Shown {
        withdraw: id,
        version: lecture.version,
        reason,
        out,
        instead: instead(tx, own, now).await?,
    };
    Ok((lecture, shown))
}

/// Where it is listed, and where the owner was asked about a post that was deleted, it is gone as well.
async fn tell(tx: &mut Tx, app: &App, lecture: &Lecture, now: DateTime<Utc>) -> Result<()> {
    let (id, lang) = (lecture.id, app.config.language);
    let message = cards::tombstone(lecture, lang);
    beside::replace(tx, (id, lecture.version + 1), message, now).await?;
    let of = format!("lecture:{id}:deleted");
    for (told, subject) in outbox::said(tx.conn().await?, &of).await? {
        let key = format!("{told}:decided");
        // Their word before it may have been that it stays.
        let queued = Queued::once(&key, &subject, Priority::Normal).version(2);
        let message = cards::deleted_decided(lecture, true, lang);
        outbox::amend(tx, &told, &queued, message, now).await?;
    }
    Ok(())
}

/// The dates on which a lecture comes as things stand.
async fn own_dates(
    tx: &mut Tx,
    id: LectureId,
    dates: &[Occurrence],
    now: DateTime<Utc>,
) -> Result<Vec<Occurrence>> {
    let chosen = dates
        .iter()
        .filter(|date| matches!(date.state, State::Bound | State::Held));
    let mut of: Vec<_> = chosen.map(|date| date.slot_id).collect();
    of.extend(queue::store::slots_of(tx, id).await?);
    of.sort_unstable();
    of.dedup();
    let mut own = Vec::new();
    for slot in of {
        let coming = bind::outlook(tx, slot, now + AHEAD).await?;
        own.extend(
            coming
                .into_iter()
                .filter(|(_, lecture)| *lecture == Some(id)),
        );
    }
    Ok(own.into_iter().map(|(date, _)| date).collect())
}

/// What comes on these dates as things stand now.
async fn instead(tx: &mut Tx, own: Vec<Occurrence>, now: DateTime<Utc>) -> Result<Vec<Instead>> {
    let mut all = Vec::new();
    for date in own {
        let coming = bind::outlook(tx, date.slot_id, now + AHEAD).await?;
        let found = coming.into_iter().find(|(other, _)| other.id == date.id);
        let next = match found.and_then(|(_, lecture)| lecture) {
            Some(lecture) => next(tx, date.slot_id, lecture).await?,
            None => None,
        };
        all.push(Instead {
            date: date.id,
            slot: date.slot_id,
            at: date.due_at,
            next,
        });
    }
    Ok(all)
}

async fn next(tx: &mut Tx, slot: SlotId, lecture: LectureId) -> Result<Option<Next>> {
    let slot = slots::store::slot(tx.conn().await?, slot).await?;
    let lecture = content::store::lecture(tx.conn().await?, lecture).await?;
    let (Some(slot), Some(lecture)) = (slot, lecture) else {
        return Ok(None);
    };
    let (id, revision) = (lecture.id, lecture.revision);
    let is_approved =
        slot.auto_approve || content::store::is_approved(tx.conn().await?, id, revision).await?;
    Ok(Some(Next {
        series: lecture.series,
        number: lecture.number,
        revision,
        is_unapproved: !is_approved,
    }))
}

/// A post that was never tried is not sent, and what waits then comes on its date; where the owner had
/// published it by hand nothing does. What may be there already, also where somebody gave it up after it
/// was tried, is taken back once that is known. Whether it is known not to be there.
async fn stop(tx: &mut Tx, date: &mut Occurrence, by: By, now: DateTime<Utc>) -> Result<bool> {
    outbox::give_up(tx, &subject(date.id), now).await?;
    let fate = outbox::fate(tx.conn().await?, &post_key(date.id, date.attempt)).await?;
    if !fate.is_some_and(|fate| fate.was_never_tried() || fate.has_expired()) {
        return Ok(false);
    }
    let of = subject(date.id);
    let sent = journal::last(tx.conn().await?, &of, &[Event::Release.kind()]).await?;
    let is_published = sent.is_some_and(|sent| sent.actor.is_some());
    let details = json!({"lecture": date.lecture_id});
    was_not_sent(date, now);
    date.by_hand = false;
    change(tx, by, date, Event::Expire, details, now).await?;
    if is_published {
        change(tx, by, date, Event::Skip, json!({}), now).await?;
    }
    Ok(true)
}
