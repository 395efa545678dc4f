//! The post of a lecture and the thread under it, as they are queued.

use chrono::{DateTime, Utc};

use super::{cards, post_key, post_topic, store, subject};
use crate::app::App;
use crate::db::Tx;
use crate::error::Result;
use crate::lectures::lecture::{Lecture, Occurrence, Slot};
use crate::lectures::rules::Trouble;
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

/// Queues the post of a date and its thread.
pub(super) async fn queue(
    tx: &mut Tx,
    app: &App,
    (date, mut slot, lecture): (&Occurrence, Slot, &Lecture),
    send: &Send,
    now: DateTime<Utc>,
) -> Result<()> {
    // A role that is gone would be a dead mention.
    let seen = store::look::seen(tx.conn().await?, slot.id).await?;
    if seen.is_some_and(|seen| seen.trouble == Some(Trouble::RoleGone)) {
        slot.role_id = None;
    }
    let message = cards::announcement(&app.config, &slot, date.id, lecture, send.is_silent);
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
