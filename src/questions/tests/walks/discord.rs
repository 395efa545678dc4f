//! A simple Discord: what is queued shows here once it is delivered, as it would there. A message is
//! known by the key of the effect that posted it, and so is a thread.

use std::collections::{HashMap, HashSet};

use super::super::*;
use super::people::Walk;
use crate::discord::message::Message;
use crate::outbox::{Effect, Place};

/// A message of ours.
#[derive(Clone, Debug)]
pub(super) struct Posted {
    id: i64,
    pub(super) face: Message,
    /// Its thread's key; `None` in a channel.
    thread: Option<String>,
    pub(super) is_gone: bool,
}

/// A thread that we opened.
#[derive(Clone, Debug, Default)]
pub(super) struct Thread {
    id: i64,
    pub(super) is_archived: bool,
    pub(super) tags: Option<Vec<String>>,
    pub(super) is_gone: bool,
    /// Somebody wrote in it since it was set: that opens it.
    pub(super) is_written_in: bool,
}

/// All that there is.
#[derive(Clone, Debug, Default)]
pub(super) struct Discord {
    pub(super) messages: HashMap<String, Posted>,
    pub(super) threads: HashMap<String, Thread>,
    /// Effects that were done though nobody could say so.
    acted: HashSet<i64>,
    last_id: i64,
}

/// An effect that waits.
#[derive(sqlx::FromRow)]
pub(super) struct Waiting {
    id: i64,
    key: String,
    payload: String,
    is_unknown: bool,
    not_after: Option<DateTime<Utc>>,
}

/// What became of an effect, and what it made: a message or thread and where that is.
type Outcome = (&'static str, Option<(i64, i64)>);

impl Discord {
    /// Does what an effect says; what is gone is gone.
    pub(super) fn take(&mut self, effect: &Waiting, now: DateTime<Utc>) -> Outcome {
        if effect.is_unknown && effect.not_after.is_some_and(|end| end <= now) {
            let is_new = serde_json::from_str::<Effect>(&effect.payload).unwrap();
            if is_new.needs_marker() && !self.acted.contains(&effect.id) {
                return ("expired", None);
            }
        }
        let made = match serde_json::from_str(&effect.payload).unwrap() {
            Effect::Post { place, message, .. } => match place {
                Place::Channel(channel) => Some((self.post(&effect.key, None, message), channel.0)),
                Place::Thread(thread) => {
                    // An offer is for whoever wrote just now and opened it by that.
                    let is_offer = effect.key.contains(":unsolved:");
                    let opened = self.thread(&thread).map(|opened| {
                        opened.is_archived = false;
                        opened.is_written_in |= is_offer;
                        opened.id
                    });
                    opened.map(|channel| (self.post(&effect.key, Some(thread), message), channel))
                }
            },
            Effect::PostInForum { tags, message, .. } => {
                let id = self.post(&effect.key, Some(effect.key.clone()), message);
                self.open(&effect.key, id, Some(tags));
                Some((id, id))
            }
            Effect::OpenThread { on, .. } => match self.messages.get(&on) {
                Some(posted) if !posted.is_gone => {
                    let id = posted.id;
                    self.open(&effect.key, id, None);
                    Some((id, id))
                }
                _ => None,
            },
            Effect::Edit { of, message } => {
                self.edit(&of, message);
                None
            }
            Effect::SetThread {
                thread,
                tags,
                is_archived,
                ..
            } => {
                if let Some(opened) = self.thread(&thread) {
                    opened.is_archived = is_archived;
                    opened.is_written_in = false;
                    opened.tags = tags.map(|(_, tags)| tags);
                }
                None
            }
            // Roles of members, meetings, and what only one person sees, show nothing of a question.
            Effect::AddToThread { .. }
            | Effect::Dm { .. }
            | Effect::GrantRole { .. }
            | Effect::RevokeRole { .. }
            | Effect::Kick { .. }
            | Effect::CreateEvent(_)
            | Effect::CancelEvent { .. } => None,
        };
        ("delivered", made)
    }

    fn thread(&mut self, key: &str) -> Option<&mut Thread> {
        self.threads.get_mut(key).filter(|thread| !thread.is_gone)
    }

    /// Posts once, however often it is tried.
    fn post(&mut self, key: &str, thread: Option<String>, face: Message) -> i64 {
        self.last_id += 1;
        let id = 1_000 + self.last_id;
        let posted = Posted {
            id,
            face,
            thread,
            is_gone: false,
        };
        self.messages.entry(key.to_owned()).or_insert(posted).id
    }

    fn open(&mut self, key: &str, id: i64, tags: Option<Vec<String>>) {
        let thread = Thread {
            id,
            tags,
            ..Thread::default()
        };
        self.threads.entry(key.to_owned()).or_insert(thread);
    }

    /// What is edited in an archived thread opens it.
    fn edit(&mut self, key: &str, face: Message) {
        let Some(posted) = self.messages.get_mut(key).filter(|posted| !posted.is_gone) else {
            return;
        };
        posted.face = face;
        let thread = posted.thread.clone();
        if let Some(thread) = thread.and_then(|thread| self.threads.get_mut(&thread)) {
            thread.is_archived = false;
        }
    }

    /// Somebody writes in a thread.
    pub(super) fn write(&mut self, channel: ChannelId) {
        let written = self.threads.values_mut();
        for thread in written.filter(|thread| thread.id == channel.0) {
            thread.is_archived = false;
            thread.is_written_in = true;
        }
    }

    /// Somebody deletes a part of a question; what that was, if it was there.
    pub(super) fn delete(&mut self, question: &Question, part: Part) -> Option<MessageId> {
        if part == Part::Card {
            let card = self.messages.get_mut(&question.card_key())?;
            let is_new = !std::mem::replace(&mut card.is_gone, true);
            return is_new.then_some(MessageId(card.id));
        }
        let key = question.thread_key();
        let thread = self.threads.get_mut(&key)?;
        let is_new = !std::mem::replace(&mut thread.is_gone, true);
        let id = thread.id;
        let inside = self.messages.values_mut();
        for message in inside.filter(|message| message.thread.as_ref() == Some(&key)) {
            message.is_gone = true;
        }
        is_new.then_some(MessageId(id))
    }

    /// What of a question is gone.
    pub(super) fn gone(&self, question: &Question) -> Vec<(Part, MessageId)> {
        let thread = self.threads.get(&question.thread_key());
        let thread = thread.filter(|thread| thread.is_gone);
        let card = self.messages.get(&question.card_key());
        let card = card.filter(|card| card.is_gone);
        let thread = thread.map(|thread| (Part::Thread, MessageId(thread.id)));
        let card = card.map(|card| (Part::Card, MessageId(card.id)));
        thread.into_iter().chain(card).collect()
    }
}

impl Walk {
    pub(super) async fn waiting(&self) -> Vec<Waiting> {
        let mut conn = self.app.db.read().await.unwrap();
        let waiting = sqlx::query_as(
            "select id, key, payload, is_unknown, not_after from outbox
             where state = 'waiting' order by id",
        );
        waiting.fetch_all(&mut *conn).await.unwrap()
    }

    /// Delivers the oldest of what waits.
    pub(super) async fn deliver(&mut self, count: usize) {
        let now = self.app.now();
        let waiting = self.waiting().await;
        let mut tx = self.app.db.begin().await.unwrap();
        for effect in waiting.iter().take(count) {
            let (outcome, made) = self.discord.take(effect, now);
            let conn = tx.conn().await.unwrap();
            sqlx::query(
                "update outbox set state = 'done', outcome = ?2, done_at = ?3, is_unknown = 0,
                     payload = iif(not_after <= ?3, null, payload)
                 where id = ?1",
            )
            .bind(effect.id)
            .bind(outcome)
            .bind(now)
            .execute(&mut *conn)
            .await
            .unwrap();
            let Some((id, channel)) = made else { continue };
            sqlx::query(
                "insert into discord_object (key, id, channel_id, created_at)
                 values (?1, ?2, ?3, ?4)",
            )
            .bind(&effect.key)
            .bind(id)
            .bind(channel)
            .bind(now)
            .execute(conn)
            .await
            .unwrap();
        }
        tx.commit().await.unwrap();
    }

    /// The salon dies while it sends the oldest effect, which `acted` or not; it starts anew.
    pub(super) async fn cut_off(&mut self, acted: bool) {
        if let Some(first) = self.waiting().await.first() {
            let mut tx = self.app.db.begin().await.unwrap();
            sqlx::query(
                "update outbox set state = 'sending', attempts = attempts + 1 where id = ?1",
            )
            .bind(first.id)
            .execute(tx.conn().await.unwrap())
            .await
            .unwrap();
            tx.commit().await.unwrap();
            if acted {
                self.discord.take(first, self.app.now());
                self.discord.acted.insert(first.id);
            }
        }
        self.restart().await;
    }
}
