//! Every effect on the outside world goes through here, and happens exactly once.
//!
//! **The guarantee.** An effect is a row written in the transaction that causes it, so it exists
//! if and only if its cause does. Before a request its row is committed as `sending` with nonce
//! and marker; after the answer the result is committed as `done`. A crash between the two leaves
//! `sending`, which at the next start means: the outcome is unknown.
//!
//! **Unknown outcomes** (a crash, a timeout, a reset, a 5xx):
//! - roles, edits, deletions, threads on a message, their followers, tags and archiving are harmless
//!   to repeat and are repeated;
//! - a message is resent identically within 60 s of the first attempt, because Discord drops a
//!   repeated nonce for "the past few minutes". Later we wait until five minutes after the last
//!   attempt, read the channel's history from just before the first attempt and look for our
//!   marker: found means done; read to the end and absent means it is sent with a new nonce; not
//!   readable to the end means held, never sent blindly;
//! - a forum post, a private thread and a meeting have no nonce, so they always go the second way; a
//!   private thread is known by the first word of its name, a meeting is looked for among those that are
//!   not over.
//!
//! **While Discord is away** one effect asks for all, every five seconds; the first answer lets
//! everything go. What Discord's limits have no room for is put off together with what needs the
//! same room, and no role or channel takes every place under way (`deliver/pace.rs`).
//!
//! **Order** is kept per subject (a member, a question, an occurrence): an effect waits while an
//! older one of its subject is not done. Subjects go in parallel, higher priority first.
//!
//! **Versions.** A key can be queued once. What can be wanted again carries a version
//! (`question:12:tags:v3`); a newer version supersedes an older one that still waits. The same key
//! with another payload is a fault of ours and breaks the transaction.
//!
//! **What comes too late** can say so: once `not_after` has passed, an effect of which no attempt
//! can have acted ends as `expired`. The feature that reads its fate decides anew, and queues the
//! next version.
//!
//! **The limit.** Should Discord act on a request more than five minutes after we sent it and
//! after we looked, the message would be there twice. Nothing a client can do rules that out.

mod deliver;
mod effect;
mod fate;
mod owner;
mod store;

use chrono::{DateTime, Utc};
use sha2::{Digest as _, Sha256};
use sqlx::SqliteConnection;

use crate::app::App;
use crate::db::{self, Tx};
use crate::discord::message::Message;
use crate::error::Result;
use crate::ids::{EffectId, MessageId};

pub use deliver::{Alert, Words, deliver_due, probe_paused, recover};
pub use effect::{
    Effect, Meeting, MeetingKind, Place, RIGHT_TO_DELETE, RIGHT_TO_KICK, RIGHT_TO_PIN, SealedDm,
    Unwanted,
};
pub use fate::{Fate, Paused, Trouble, Waiting, Why};
pub use owner::{amend, tell_owner};
pub use store::Object;

/// An effect with its address in the outbox.
#[derive(Clone, Debug)]
pub struct Queued<'a> {
    /// What it is: `question:12:tags`; with a version it becomes `question:12:tags:v3`.
    pub topic: &'a str,
    /// Counts up each time the same thing is wanted again; `None` where once is all.
    pub version: Option<i64>,
    /// Whose order it keeps.
    pub subject: &'a str,
    /// How urgent it is.
    pub priority: Priority,
    /// Later than this it is not sent any more; it ends as `expired`, which [`fate()`] tells.
    pub not_after: Option<DateTime<Utc>>,
    /// It may have been sent since then by what was forgotten when a backup was restored: it is
    /// looked for before it is sent. See [`Restored`](crate::db::Restored).
    pub sought_since: Option<DateTime<Utc>>,
}

impl<'a> Queued<'a> {
    /// What is wanted once, whenever it can be done.
    pub const fn once(key: &'a str, subject: &'a str, priority: Priority) -> Self {
        Self {
            topic: key,
            version: None,
            subject,
            priority,
            not_after: None,
            sought_since: None,
        }
    }

    /// The same, wanted again each time the version grows.
    #[must_use]
    pub const fn version(self, version: i64) -> Self {
        Self {
            version: Some(version),
            ..self
        }
    }

    /// The same, owed since this moment: it may have been sent, and that be forgotten.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn owed_since(self, tx: &mut Tx, moment: DateTime<Utc>) -> Result<Self> {
        let forgotten = db::forgotten(tx.conn().await?, moment).await?;
        Ok(Self {
            sought_since: forgotten.map(|restored| restored.as_of),
            ..self
        })
    }
}

/// What goes first when much is waiting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Priority {
    /// Passes over everyone.
    Bulk = 0,
    /// What the clock brings.
    Normal = 10,
    /// A person is waiting for it.
    Click = 20,
}

/// Queues an effect in the caller's transaction.
///
/// # Errors
/// Broken when the effect needs a marker and has none. When the same key was queued before with
/// another payload, the transaction breaks once it is written.
pub async fn enqueue(
    tx: &mut Tx,
    queued: &Queued<'_>,
    effect: &Effect,
    now: DateTime<Utc>,
) -> Result<()> {
    let key = match queued.version {
        Some(version) => format!("{}:v{version}", queued.topic),
        None => queued.topic.to_owned(),
    };
    if effect.needs_marker() && effect.marker().is_none() {
        return Err(anyhow::anyhow!("effect {key} has no marker to be found by").into());
    }
    let payload = serde_json::to_string(effect)?;
    let digest = digest(&payload);
    if queued.version.is_some() {
        // Before the new row is there, or it would end itself.
        store::supersede(tx, queued.topic, &key, now).await?;
    }
    let new = store::New {
        key: &key,
        subject: queued.subject,
        priority: queued.priority as i64,
        kind: effect.kind(),
        payload: &payload,
        digest: &digest,
        marker: effect.marker(),
        not_after: queued.not_after,
        sought_since: queued.sought_since,
        depends_on: effect.depends_on(),
    };
    store::insert(tx, new, now).await?;
    tx.queues_effects();
    Ok(())
}

/// What Discord made of the effect `key`: the message or thread, once it is there.
pub async fn object(conn: &mut SqliteConnection, key: &str) -> Result<Option<Object>> {
    Ok(store::object(conn, key).await?)
}

/// What the effect `key` posts or posted; `None` once that is not kept any more.
pub async fn message(conn: &mut SqliteConnection, key: &str) -> Result<Option<Message>> {
    let Some(payload) = store::payload(conn, key).await? else {
        return Ok(None);
    };
    Ok(serde_json::from_str::<Effect>(&payload)?.into_message())
}

/// The messages under this topic that are on Discord or may come to be, with whose order they keep.
pub async fn said(conn: &mut SqliteConnection, topic: &str) -> Result<Vec<(String, String)>> {
    let (from, to) = under(topic);
    Ok(store::said(conn, (&from, &to)).await?)
}

/// The effect that made this message or thread of ours.
pub async fn made_by(conn: &mut SqliteConnection, id: MessageId) -> Result<Option<String>> {
    Ok(store::made_by(conn, id).await?)
}

/// Whether anything under this topic is neither done nor discarded.
pub async fn is_pending(conn: &mut SqliteConnection, topic: &str) -> Result<bool> {
    Ok(store::is_pending(conn, topic).await?)
}

/// What became of the effect `key`.
pub async fn fate(conn: &mut SqliteConnection, key: &str) -> Result<Option<Fate>> {
    Ok(store::fate(conn, key).await?)
}

/// What became of the effects whose key begins with `prefix` (which ends with `:`), oldest first.
pub async fn fates(conn: &mut SqliteConnection, prefix: &str) -> Result<Vec<Fate>> {
    let (from, to) = under(prefix.trim_end_matches(':'));
    Ok(store::fates(conn, (&from, &to)).await?)
}

/// What became of each of `keys` that was ever queued.
pub async fn fates_of(conn: &mut SqliteConnection, keys: &[String]) -> Result<Vec<Fate>> {
    Ok(store::fates_of(conn, &serde_json::to_string(keys)?).await?)
}

/// What stands still and why, oldest first.
pub async fn held(conn: &mut SqliteConnection) -> Result<Vec<Trouble>> {
    Ok(store::held(conn).await?)
}

/// The roles and channels that effects wait for.
pub async fn paused(conn: &mut SqliteConnection) -> Result<Vec<Paused>> {
    Ok(store::paused(conn).await?)
}

/// Since when the oldest effect waits.
pub async fn oldest(conn: &mut SqliteConnection) -> Result<Option<DateTime<Utc>>> {
    Ok(store::oldest(conn).await?)
}

/// Has a held effect tried again; what may have been sent is looked for first. `false` where it is
/// not held.
pub async fn retry(tx: &mut Tx, id: EffectId, now: DateTime<Utc>) -> Result<bool> {
    tx.queues_effects();
    Ok(store::retry(tx, id, now).await?)
}

/// Gives a held effect up; what comes after it goes on. `false` where it is not held.
pub async fn discard(tx: &mut Tx, id: EffectId, now: DateTime<Utc>) -> Result<bool> {
    tx.queues_effects();
    Ok(store::discard(tx, id, now).await?)
}

/// How much waits, is held, or waits to be mended.
pub async fn waiting(conn: &mut SqliteConnection) -> Result<Waiting> {
    Ok(store::waiting(conn).await?)
}

/// When the next effect may be tried; effects behind a held one are not counted.
pub async fn next_due(app: &App) -> Result<Option<DateTime<Utc>>> {
    let mut conn = app.db.read().await?;
    Ok(store::next_due(&mut conn).await?)
}

/// Forgets the payloads of what was done over seven days ago. Takes the writer, for which people
/// wait, only where there is something to forget.
pub async fn purge(app: &App) -> Result<()> {
    let before = app.now() - chrono::TimeDelta::days(7);
    if !store::has_old_payloads(&mut *app.db.read().await?, before).await? {
        return Ok(());
    }
    let mut tx = app.db.begin().await?;
    store::purge(&mut tx, before).await?;
    tx.commit().await?;
    Ok(())
}

/// Forgets what the effects under this topic say. What waits and was not tried is not done any
/// more; what may be on Discord is looked for and not sent again, and what it says goes then.
pub async fn forget(tx: &mut Tx, topic: &str, now: DateTime<Utc>) -> Result<()> {
    let (from, to) = under(topic);
    Ok(store::forget(tx, (&from, &to), now).await?)
}

/// Gives up what of `subject` waits and was never tried.
pub async fn give_up(tx: &mut Tx, subject: &str, now: DateTime<Utc>) -> Result<()> {
    Ok(store::give_up(tx, subject, now).await?)
}

/// Whether anything of `subject` is neither done nor discarded.
pub async fn is_busy(conn: &mut SqliteConnection, subject: &str) -> Result<bool> {
    Ok(store::is_busy(conn, subject).await?)
}

/// Lets what of `subject` waits stand behind what people wait for.
pub async fn hurry_less(tx: &mut Tx, subject: &str) -> Result<()> {
    Ok(store::hurry_less(tx, subject).await?)
}

/// Whether anything is being sent at this moment.
pub async fn is_sending(app: &App) -> Result<bool> {
    let mut conn = app.db.read().await?;
    Ok(store::is_sending(&mut conn).await?)
}

/// From the first key under this topic to the first one after: ';' follows ':' in ASCII.
fn under(topic: &str) -> (String, String) {
    (format!("{topic}:"), format!("{topic};"))
}

/// Tells payloads apart after they were purged.
fn digest(payload: &str) -> String {
    format!("{:x}", Sha256::digest(payload.as_bytes()))
}
