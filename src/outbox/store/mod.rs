//! The SQL of the outbox: what is queued, and what is known of it.

mod payload;
mod progress;
mod sealed;

use chrono::{DateTime, Utc};
use sqlx::SqliteConnection;

use super::fate::{Fate, Paused, Trouble, Waiting};
use crate::db::Tx;
use crate::ids::{ChannelId, EffectId, MessageId};

pub(super) use payload::*;
pub(super) use progress::*;
pub(super) use sealed::*;

/// A new row.
#[derive(Debug)]
pub(in crate::outbox) struct New<'a> {
    pub(in crate::outbox) key: &'a str,
    pub(in crate::outbox) subject: &'a str,
    pub(in crate::outbox) priority: i64,
    pub(in crate::outbox) kind: &'a str,
    pub(in crate::outbox) payload: &'a str,
    pub(in crate::outbox) digest: &'a str,
    pub(in crate::outbox) marker: Option<&'a str>,
    pub(in crate::outbox) not_after: Option<DateTime<Utc>>,
    pub(in crate::outbox) depends_on: Option<String>,
    pub(in crate::outbox) sought_since: Option<DateTime<Utc>>,
}

/// An effect that is to be tried now.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(in crate::outbox) struct Due {
    pub(in crate::outbox) id: EffectId,
    pub(in crate::outbox) key: String,
    pub(in crate::outbox) subject: String,
    pub(in crate::outbox) kind: String,
    pub(in crate::outbox) payload: String,
    pub(in crate::outbox) depends_on: Option<String>,
    pub(in crate::outbox) attempts: i64,
    pub(in crate::outbox) first_attempt_at: Option<DateTime<Utc>>,
    pub(in crate::outbox) last_attempt_at: Option<DateTime<Utc>>,
    pub(in crate::outbox) is_unknown: bool,
    pub(in crate::outbox) nonce: Option<String>,
    pub(in crate::outbox) marker: Option<String>,
    pub(in crate::outbox) not_after: Option<DateTime<Utc>>,
    pub(in crate::outbox) paused_by: Option<String>,
}

/// What Discord made of an effect.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Object {
    /// The message; for a thread, the thread.
    pub id: MessageId,
    /// Where it is; for a thread, the thread itself.
    pub channel_id: ChannelId,
}

/// Adds a row unless its key is there already; with another payload that breaks the transaction
/// (see the trigger `outbox_same_key`). What needs a role or channel that others wait for waits
/// with them.
pub(in crate::outbox) async fn insert(
    tx: &mut Tx,
    new: New<'_>,
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    tx.later(
        "insert into outbox (paused_by, due_at, depends_on, key, subject, priority, kind,
             payload, digest, marker, created_at, not_after, is_unknown, first_attempt_at,
             last_attempt_at)
         select max(paused_by), coalesce(max(due_at), ?), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?
         from outbox where state = 'waiting' and paused_by = ?
         on conflict (key) do nothing",
    )
    .bind(now)
    .bind(new.depends_on.clone())
    .bind(new.key)
    .bind(new.subject)
    .bind(new.priority)
    .bind(new.kind)
    .bind(new.payload)
    .bind(new.digest)
    .bind(new.marker)
    .bind(now)
    .bind(new.not_after)
    .bind(new.sought_since.is_some())
    .bind(new.sought_since)
    .bind(new.sought_since.map(|_| now))
    .bind(new.depends_on)
    .add()
    .await
}

/// Ends what still waits under `topic`, with which its keys begin, for a newer `key`; what was tried
/// with an unknown outcome stays, because it may be on Discord and its result is needed. A key that
/// is known is not newer.
pub(in crate::outbox) async fn supersede(
    tx: &mut Tx,
    topic: &str,
    key: &str,
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    tx.later(
        "update outbox set state = 'done', outcome = 'superseded', done_at = ?
         where key >= ? || ':v' and key < ? || ':w' and state = 'waiting' and is_unknown = 0
           and not exists (select 1 from outbox where key = ?)",
    )
    .bind(now)
    .bind(topic)
    .bind(topic)
    .bind(key)
    .add()
    .await
}

/// Ends what waited past its time, unless it may have been sent.
pub(in crate::outbox) async fn expire(tx: &mut Tx, now: DateTime<Utc>) -> sqlx::Result<()> {
    tx.later(
        "update outbox set state = 'done', outcome = 'expired', done_at = ?, payload = null
         where state = 'waiting' and not_after < ? and is_unknown = 0",
    )
    .bind(now)
    .bind(now)
    .add()
    .await
}

/// Whether there is anything to do at all.
#[derive(Clone, Copy, Debug, sqlx::FromRow)]
pub(in crate::outbox) struct Look {
    /// Something may be tried, or waits only for an older effect of its subject.
    pub(in crate::outbox) has_due: bool,
    /// Something waited past its time.
    pub(in crate::outbox) has_expired: bool,
    /// Discord could not be reached and is tried again then.
    pub(in crate::outbox) unreachable_until: Option<DateTime<Utc>>,
}

/// Looks without the writer, for which people wait.
pub(in crate::outbox) async fn look(
    conn: &mut SqliteConnection,
    now: DateTime<Utc>,
) -> sqlx::Result<Look> {
    sqlx::query_as(
        "select exists (select 1 from outbox where state = 'waiting' and due_at <= ?1) as has_due,
                exists (select 1 from outbox
                        where state = 'waiting' and not_after < ?1 and is_unknown = 0)
                    as has_expired,
                (select value from fact where name = 'discord_unreachable_until')
                    as unreachable_until",
    )
    .bind(now)
    .fetch_one(conn)
    .await
}

/// Remembers until when Discord is left alone, or that it is there.
pub(in crate::outbox) async fn set_unreachable(
    tx: &mut Tx,
    until: Option<DateTime<Utc>>,
) -> sqlx::Result<()> {
    match until {
        Some(until) => {
            tx.later(
                "insert into fact (name, value) values ('discord_unreachable_until', ?)
                 on conflict (name) do update set value = excluded.value",
            )
            .bind(until)
            .add()
            .await
        }
        None => {
            tx.later("delete from fact where name = 'discord_unreachable_until'")
                .add()
                .await
        }
    }
}

/// What may be tried now: due, and nothing older of its subject is unfinished.
pub(in crate::outbox) async fn due(
    tx: &mut Tx,
    now: DateTime<Utc>,
    limit: i64,
) -> sqlx::Result<Vec<Due>> {
    sqlx::query_as(
        "select id, key, subject, kind, payload, depends_on, attempts, first_attempt_at,
                last_attempt_at, is_unknown, nonce, marker, not_after, paused_by
         from outbox as this
         where state = 'waiting' and due_at <= ?1
           and not exists (
               select 1 from outbox as older
               where older.subject = this.subject and older.id < this.id
                 and older.state in ('waiting', 'sending', 'held'))
         order by priority desc, id
         limit ?2",
    )
    .bind(now)
    .bind(limit)
    .fetch_all(tx.conn().await?)
    .await
}

pub(in crate::outbox) async fn insert_object(
    tx: &mut Tx,
    key: &str,
    object: Object,
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    tx.later(
        "insert into discord_object (key, id, channel_id, created_at) values (?, ?, ?, ?)
         on conflict (key) do update set id = excluded.id, channel_id = excluded.channel_id",
    )
    .bind(key)
    .bind(object.id)
    .bind(object.channel_id)
    .bind(now)
    .add()
    .await
}

pub(in crate::outbox) async fn object(
    conn: &mut SqliteConnection,
    key: &str,
) -> sqlx::Result<Option<Object>> {
    sqlx::query_as("select id, channel_id from discord_object where key = ?1")
        .bind(key)
        .fetch_optional(conn)
        .await
}

pub(in crate::outbox) async fn said(
    conn: &mut SqliteConnection,
    (from, to): (&str, &str),
) -> sqlx::Result<Vec<(String, String)>> {
    sqlx::query_as(
        "select key, subject from outbox
         where key >= ?1 and key < ?2 and kind in ('post', 'post_in_forum', 'dm')
           and (outcome in ('delivered', 'adopted') or state in ('waiting', 'sending', 'held'))
         order by id",
    )
    .bind(from)
    .bind(to)
    .fetch_all(conn)
    .await
}

pub(in crate::outbox) async fn made_by(
    conn: &mut SqliteConnection,
    id: MessageId,
) -> sqlx::Result<Option<String>> {
    sqlx::query_scalar("select key from discord_object where id = ?1 order by key limit 1")
        .bind(id)
        .fetch_optional(conn)
        .await
}

/// The channel in which the thread or message `id` of ours was made, as what was needed for it.
pub(in crate::outbox) async fn parent(
    conn: &mut SqliteConnection,
    id: MessageId,
) -> sqlx::Result<Option<String>> {
    sqlx::query_scalar(
        "select outbox.depends_on
         from discord_object join outbox on outbox.key = discord_object.key
         where discord_object.id = ?1 and outbox.depends_on is not null limit 1",
    )
    .bind(id)
    .fetch_optional(conn)
    .await
}

pub(in crate::outbox) async fn is_pending(
    conn: &mut SqliteConnection,
    topic: &str,
) -> sqlx::Result<bool> {
    sqlx::query_scalar(
        "select exists (
             select 1 from outbox
             where (key = ?1 or (key >= ?1 || ':v' and key < ?1 || ':w'))
               and state in ('waiting', 'sending', 'held'))",
    )
    .bind(topic)
    .fetch_one(conn)
    .await
}

pub(in crate::outbox) async fn held(conn: &mut SqliteConnection) -> sqlx::Result<Vec<Trouble>> {
    sqlx::query_as(
        "select id, key, payload, trouble as written from outbox
         where state = 'held' order by id limit 100",
    )
    .fetch_all(conn)
    .await
}

pub(in crate::outbox) async fn fate(
    conn: &mut SqliteConnection,
    key: &str,
) -> sqlx::Result<Option<Fate>> {
    sqlx::query_as(
        "select key, kind, state, outcome, created_at, done_at, paused_by is not null as is_paused
         from outbox where key = ?1",
    )
    .bind(key)
    .fetch_optional(conn)
    .await
}

pub(in crate::outbox) async fn fates(
    conn: &mut SqliteConnection,
    (from, to): (&str, &str),
) -> sqlx::Result<Vec<Fate>> {
    sqlx::query_as(
        "select key, kind, state, outcome, created_at, done_at, paused_by is not null as is_paused
         from outbox where key >= ?1 and key < ?2 order by id",
    )
    .bind(from)
    .bind(to)
    .fetch_all(conn)
    .await
}

/// What became of those of `keys`, a list in JSON, that were ever queued.
pub(in crate::outbox) async fn fates_of(
    conn: &mut SqliteConnection,
    keys: &str,
) -> sqlx::Result<Vec<Fate>> {
    sqlx::query_as(
        "select outbox.key, kind, state, outcome, created_at, done_at,
                paused_by is not null as is_paused
         from json_each(?1) as wanted cross join outbox on outbox.key = wanted.value",
    )
    .bind(keys)
    .fetch_all(conn)
    .await
}

pub(in crate::outbox) async fn paused(conn: &mut SqliteConnection) -> sqlx::Result<Vec<Paused>> {
    sqlx::query_as(
        "select paused_by as what, count(*) as count, max(trouble) as written from outbox
         where state = 'waiting' and paused_by is not null group by paused_by order by paused_by",
    )
    .fetch_all(conn)
    .await
}

pub(in crate::outbox) async fn oldest(
    conn: &mut SqliteConnection,
) -> sqlx::Result<Option<DateTime<Utc>>> {
    sqlx::query_scalar(
        "select min(created_at) from (
             select created_at from outbox where state = 'waiting'
             union all select created_at from outbox where state = 'sending')",
    )
    .fetch_one(conn)
    .await
}

pub(in crate::outbox) async fn waiting(conn: &mut SqliteConnection) -> sqlx::Result<Waiting> {
    sqlx::query_as(
        "select (select count(*) from outbox where state = 'waiting')
                    + (select count(*) from outbox where state = 'sending') as waiting,
                (select count(*) from outbox where state = 'held') as held,
                (select count(*) from outbox where state = 'waiting' and paused_by is not null)
                    as paused,
                (select count(*) from outbox where state = 'waiting' and is_unknown = 1) as sought",
    )
    .fetch_one(conn)
    .await
}

pub(in crate::outbox) async fn next_due(
    conn: &mut SqliteConnection,
) -> sqlx::Result<Option<DateTime<Utc>>> {
    sqlx::query_scalar(
        "select min(case when not_after < at and is_unknown = 0 then not_after else at end)
         from (select not_after, is_unknown, max(due_at, coalesce(
                   (select value from fact where name = 'discord_unreachable_until'), due_at)) as at
               from outbox as this
               where state = 'waiting' and not exists (
                   select 1 from outbox as older
                   where older.subject = this.subject and older.id < this.id
                     and older.state in ('waiting', 'sending', 'held')))",
    )
    .fetch_one(conn)
    .await
}

pub(in crate::outbox) async fn is_sending(conn: &mut SqliteConnection) -> sqlx::Result<bool> {
    sqlx::query_scalar("select exists (select 1 from outbox where state = 'sending')")
        .fetch_one(conn)
        .await
}
