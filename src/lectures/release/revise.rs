//! What becomes of a post that is out: it is changed, corrected, replaced, or somebody deleted it.

use chrono::{DateTime, Utc};
use serde_json::json;

use super::look::{Look, as_posted};
use super::{beside, cards, change, lecture_of, post_key, store, subject};
use crate::actor::Actor;
use crate::app::App;
use crate::db::{self, Tx};
use crate::discord::message::Message;
use crate::error::Result;
use crate::ids::{ChannelId, LectureId, MessageId, OccurrenceId};
use crate::journal::{self, By};
use crate::lectures::lecture::{Lecture, LectureState, Occurrence, Revision, Slot, State};
use crate::lectures::rules::{self, Event, Refusal};
use crate::lectures::{content, slots};
use crate::outbox::{self, Effect, Place, Priority, Queued};

/// A slot under whose post it is said that something was wrong.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::lectures) struct Corrected {
    /// Where that post is.
    pub(in crate::lectures) channel: ChannelId,
    /// Whom it notifies.
    pub(in crate::lectures) slot: Slot,
    /// What was last seen of its place.
    pub(in crate::lectures) seen: Option<Look>,
}

/// What became of a lecture while its post was under way is done now: it was taken back, changed or
/// corrected.
pub(super) async fn arrived(
    tx: &mut Tx,
    app: &App,
    date: &mut Occurrence,
    now: DateTime<Utc>,
) -> Result<()> {
    let Some(lecture) = lecture_of(tx.conn().await?, date).await? else {
        return Ok(());
    };
    if lecture.state == LectureState::Retired {
        return take_back(tx, app, date, &lecture, By::Clock, now).await;
    }
    let is_changed = date.revision.is_some_and(|sent| sent != lecture.revision);
    if is_changed || tells_of_another(tx, date).await? {
        show_in(tx, app, date, &lecture, now).await?;
    }
    let sent = date.revision;
    for revision in content::store::corrections_of(tx.conn().await?, lecture.id, sent).await? {
        answer(tx, app, date, (&lecture, &revision), now).await?;
    }
    Ok(())
}

/// Whether a post may tell of another lecture than is known: it was found after a backup was restored,
/// and the restored queue need not be the one that it came from.
async fn tells_of_another(tx: &mut Tx, date: &Occurrence) -> Result<bool> {
    let fate = outbox::fate(tx.conn().await?, &post_key(date.id, date.attempt)).await?;
    let is_found = fate.is_some_and(|fate| fate.outcome.as_deref() == Some("adopted"));
    Ok(is_found
        && db::forgotten(tx.conn().await?, date.due_at)
            .await?
            .is_some())
}

/// Shows a lecture as it is now wherever it is out. What is on its way shows it once it is there.
pub(in crate::lectures) async fn show(
    tx: &mut Tx,
    app: &App,
    lecture: &Lecture,
    now: DateTime<Utc>,
) -> Result<()> {
    for date in store::dates_of(tx, lecture.id).await? {
        if date.state == State::Posted {
            show_in(tx, app, &date, lecture, now).await?;
        }
    }
    beside::refresh(tx, app, lecture, now).await
}

/// Shows it in the post of one date.
async fn show_in(
    tx: &mut Tx,
    app: &App,
    date: &Occurrence,
    lecture: &Lecture,
    now: DateTime<Utc>,
) -> Result<()> {
    let slot = slots::store::slot(tx.conn().await?, date.slot_id).await?;
    let Some(slot) = slot else {
        return Ok(());
    };
    if store::is_deleted(tx, date.id).await? {
        return Ok(());
    }
    let seen = store::look::seen(tx.conn().await?, slot.id).await?;
    let (slot, _) = as_posted(slot, date, seen);
    let revision = content::store::last_revision(tx.conn().await?, lecture.id).await?;
    // What this post told of from the beginning is no change of it.
    let is_later = |revision: &Revision| date.revision.is_none_or(|sent| revision.number > sent);
    let revision = revision.filter(is_later);
    let message = cards::changed(&app.config, &slot, date, lecture, revision.as_ref());
    face(tx, date, message, now).await
}

/// Says under every post of a lecture what was wrong with it, to whomever its slot notified. Under what is
/// on its way it is said once that is there.
///
/// # Errors
/// Refused where it would be said nowhere.
pub(in crate::lectures) async fn correct(
    tx: &mut Tx,
    app: &App,
    lecture: &Lecture,
    now: DateTime<Utc>,
) -> Result<Vec<Corrected>> {
    let mut corrected = Vec::new();
    if let Some(revision) = content::store::last_revision(tx.conn().await?, lecture.id).await? {
        for date in store::dates_of(tx, lecture.id).await? {
            corrected.extend(answer(tx, app, &date, (lecture, &revision), now).await?);
        }
    }
    if corrected.is_empty() {
        return Err(Refusal::NothingToCorrect.into());
    }
    Ok(corrected)
}

/// Says so under the post of one date; `None` where there is none.
async fn answer(
    tx: &mut Tx,
    app: &App,
    date: &Occurrence,
    (lecture, revision): (&Lecture, &Revision),
    now: DateTime<Utc>,
) -> Result<Option<Corrected>> {
    let is_there = matches!(date.state, State::Sending | State::Posted);
    let slot = slots::store::slot(tx.conn().await?, date.slot_id).await?;
    let Some(slot) = slot.filter(|_| is_there) else {
        return Ok(None);
    };
    let seen = store::look::seen(tx.conn().await?, slot.id).await?;
    let (slot, seen) = as_posted(slot, date, seen);
    if date.state == State::Sending {
        let channel = slot.channel_id;
        return Ok(Some(Corrected {
            channel,
            slot,
            seen,
        }));
    }
    let post = post_key(date.id, date.attempt);
    let object = outbox::object(tx.conn().await?, &post).await?;
    let is_deleted = store::is_deleted(tx, date.id).await?;
    let Some(object) = object.filter(|_| !is_deleted) else {
        return Ok(None);
    };
    let (role, lang) = (slot.role_id, app.config.language);
    let effect = Effect::Post {
        // The slot may post elsewhere by now.
        place: Place::Channel(object.channel_id),
        message: cards::correction(lecture, date.id, revision, role, lang),
        reply_to: Some(post),
    };
    let of = subject(date.id);
    let key = format!("lecture:{of}:correction:{}", revision.number);
    // What holds up the post's thread does not hold it up.
    let own = format!("{of}:correction");
    let queued = Queued::once(&key, &own, Priority::Click);
    outbox::enqueue(tx, &queued, &effect, now).await?;
    Ok(Some(Corrected {
        channel: object.channel_id,
        slot,
        seen,
    }))
}

/// A post is replaced by a tombstone, its thread is locked, and its meeting called off.
pub(super) async fn take_back(
    tx: &mut Tx,
    app: &App,
    date: &mut Occurrence,
    lecture: &Lecture,
    by: By,
    now: DateTime<Utc>,
) -> Result<()> {
    let details = json!({"lecture": lecture.id});
    change(tx, by, date, Event::Withdraw, details, now).await?;
    let of = subject(date.id);
    let event = format!("lecture:{of}:event:v{}", date.attempt);
    if outbox::fate(tx.conn().await?, &event).await?.is_some() {
        let (key, subject) = (format!("lecture:{of}:event-off"), format!("{of}:event"));
        let queued = Queued::once(&key, &subject, Priority::Normal);
        outbox::enqueue(tx, &queued, &Effect::CancelEvent { event }, now).await?;
    }
    if !store::is_deleted(tx, date.id).await? {
        let message = cards::tombstone(lecture, app.config.language);
        face(tx, date, message, now).await?;
    }
    // The thread of a post outlives it.
    let thread = format!("lecture:{of}:thread:v{}", date.attempt);
    if outbox::fate(tx.conn().await?, &thread).await?.is_none() {
        return Ok(());
    }
    let lock = Effect::SetThread {
        thread,
        name: None,
        tags: None,
        is_archived: false,
        is_locked: true,
    };
    let key = format!("lecture:{of}:lock");
    let queued = Queued::once(&key, &of, Priority::Normal);
    outbox::enqueue(tx, &queued, &lock, now).await
}

/// Another face for a post that is there; nobody is notified by it.
async fn face(tx: &mut Tx, date: &Occurrence, message: Message, now: DateTime<Utc>) -> Result<()> {
    let subject = subject(date.id);
    let topic = format!("lecture:{subject}:face");
    let version = store::next_face(tx, date.id).await?;
    let queued = Queued::once(&topic, &subject, Priority::Normal).version(version);
    let of = post_key(date.id, date.attempt);
    outbox::enqueue(tx, &queued, &Effect::Edit { of, message }, now).await
}

/// Takes in that a message is gone. A post is not posted again: whoever deleted it will have known why,
/// and the owner is asked whether the lecture is to go as well.
pub async fn post_deleted(app: &App, message: MessageId) -> Result<()> {
    let made_by = outbox::made_by(&mut *app.db.read().await?, message).await?;
    let Some(id) = made_by.as_deref().and_then(posted_by) else {
        return Ok(());
    };
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let Some(date) = store::occurrence(tx.conn().await?, id).await? else {
        return Ok(());
    };
    let is_news = store::set_deleted(&mut tx, id, now).await?;
    let Some(lecture) = date.lecture_id.filter(|_| is_news) else {
        return Ok(());
    };
    let Some(lecture) = content::store::lecture(tx.conn().await?, lecture).await? else {
        return Ok(());
    };
    let entry = journal::Entry {
        by: By::Discord,
        kind: "occurrence.deleted",
        subject: &subject(id),
        person: None,
        details: json!({"message": message}),
    };
    journal::record(&mut tx, now, entry).await?;
    if lecture.state != LectureState::Retired {
        let key = format!("lecture:{}:deleted:{id}", lecture.id);
        let late = rules::posted_late(date.due_at, date.sent_at);
        let posted = late.unwrap_or(date.due_at);
        let told = cards::deleted(&lecture, id, posted, app.config.language);
        let subject = format!("lecture:{}:card", lecture.id);
        let queued = Queued::once(&key, &subject, Priority::Normal);
        outbox::tell_owner(&mut tx, app, &queued, told, now).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// The lecture of a post that was deleted is still watched by those who find it.
pub(super) async fn leave(
    app: &App,
    actor: &Actor,
    id: LectureId,
    date: OccurrenceId,
) -> Result<()> {
    actor.must_be_owner()?;
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let lecture = content::store::lecture(tx.conn().await?, id).await?;
    let lecture = lecture.ok_or(Refusal::UnknownLecture)?;
    let told = format!("lecture:{id}:deleted:{date}");
    let (topic, subject) = (format!("{told}:decided"), format!("lecture:{id}:card"));
    let queued = Queued::once(&topic, &subject, Priority::Click).version(1);
    let key = format!("{topic}:v1");
    let is_decided = outbox::fate(tx.conn().await?, &key).await?.is_some();
    if is_decided || lecture.state == LectureState::Retired {
        return Err(Refusal::OldCard.into());
    }
    let message = cards::deleted_decided(&lecture, false, app.config.language);
    if !outbox::amend(&mut tx, &told, &queued, message, now).await? {
        return Err(Refusal::Stale.into());
    }
    tx.commit().await?;
    Ok(())
}

/// The date whose post this effect made.
fn posted_by(key: &str) -> Option<OccurrenceId> {
    let (date, what) = key.strip_prefix("lecture:occurrence:")?.split_once(':')?;
    let is_post = what.split(':').next() == Some("post");
    date.parse().ok().map(OccurrenceId).filter(|_| is_post)
}
