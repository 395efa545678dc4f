//! The post of a lecture and the thread under it, as they are queued.

use chrono::{DateTime, Utc};
use serde_json::json;

use super::look::notified;
use super::{cards, change, post_key, post_topic, store, subject};
use crate::app::App;
use crate::db::Tx;
use crate::error::Result;
use crate::journal::By;
use crate::lectures::lecture::{Lecture, Occurrence, Slot};
use crate::lectures::queue;
use crate::lectures::rules::Event;
use crate::outbox::{self, Effect, Place, Priority, Queued};

/// What is particular about one attempt at a post.
#[derive(Clone, Copy, Debug)]
pub(super) struct Send {
    /// Later than this it is not right any more.
    pub(super) not_after: DateTime<Utc>,
    /// It may have been sent since then, and that be forgotten.
    pub(super) sought_since: Option<DateTime<Utc>>,
    /// `None` on time, else whether it notifies nobody.
    pub(super) is_silent: Option<bool>,
}

/// Takes a lecture from its queue and queues its post and thread.
pub(super) async fn send(
    tx: &mut Tx,
    app: &App,
    (mut date, mut slot, lecture): (Occurrence, Slot, &Lecture),
    send: &Send,
    by: By,
    now: DateTime<Utc>,
) -> Result<()> {
    queue::store::remove(tx, slot.id, lecture.id).await?;
    // A pin whose lecture was not ready on its date waits no longer for it.
    queue::store::unpin(tx, slot.id, date.local_date).await?;
    date.lecture_id = Some(lecture.id);
    date.is_late = send.is_silent.is_some();
    date.sent_at = Some(now);
    date.attempt += 1;
    let seen = store::look::seen(tx.conn().await?, slot.id).await?;
    slot.role_id = notified(slot.role_id, seen);
    date.track = Some(slot.track.clone());
    date.role_id = slot.role_id;
    date.is_silent = send.is_silent == Some(true);
    date.revision = Some(lecture.revision);
    let details = json!({"lecture": lecture.id, "slot": slot.id, "is_late": date.is_late});
    change(tx, by, &mut date, Event::Release, details, now).await?;
    enqueue(tx, app, (&date, &slot, lecture), send, now).await
}

/// Queues the post of a date and its thread.
async fn enqueue(
    tx: &mut Tx,
    app: &App,
    (date, slot, lecture): (&Occurrence, &Slot, &Lecture),
    send: &Send,
    now: DateTime<Utc>,
) -> Result<()> {
    let message = cards::announcement(&app.config, slot, date.id, lecture, send.is_silent);
    let post = Effect::Post {
        place: Place::Channel(slot.channel_id),
        message,
        reply_to: None,
    };
    let thread = Effect::OpenThread {
        on: post_key(date.id, date.attempt),
        name: cards::thread_name(lecture, app.config.language),
    };
    let subject = subject(date.id);
    // What was posted in time gets its thread however late.
    for (topic, effect, not_after) in [
        (post_topic(date.id), post, Some(send.not_after)),
        (format!("lecture:{subject}:thread"), thread, None),
    ] {
        let queued = Queued {
            not_after,
            sought_since: send.sought_since,
            ..Queued::once(&topic, &subject, Priority::Normal).version(date.attempt)
        };
        outbox::enqueue(tx, &queued, &effect, now).await?;
    }
    Ok(())
}
