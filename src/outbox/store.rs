//! The SQL of the outbox.

use chrono::{DateTime, Utc};
use sqlx::SqliteConnection;

use super::fate::{Fate, Trouble, Waiting};
use crate::db::Tx;
use crate::ids::{ChannelId, EffectId, MessageId};

/// A new row.
#[derive(Debug)]
pub(super) struct New<'a> {
    pub(super) key: &'a str,
    pub(super) topic: &'a str,
    pub(super) subject: &'a str,
    pub(super) priority: i64,
    pub(super) kind: &'a str,
    pub(super) payload: &'a str,
    pub(super) digest: &'a str,
    pub(super) marker: Option<&'a str>,
    pub(super) not_after: Option<DateTime<Utc>>,
    pub(super) depends_on: Option<String>,
}

/// An effect that is to be tried now.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(super) struct Due {
    pub(super) id: EffectId,
    pub(super) key: String,
    pub(super) subject: String,
    pub(super) payload: String,
    pub(super) attempts: i64,
    pub(super) first_attempt_at: Option<DateTime<Utc>>,
    pub(super) last_attempt_at: Option<DateTime<Utc>>,
    pub(super) is_unknown: bool,
    pub(super) nonce: Option<String>,
    pub(super) marker: Option<String>,
    pub(super) not_after: Option<DateTime<Utc>>,
    pub(super) paused_by: Option<String>,
}

/// What Discord made of an effect.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Object {
    /// The message; for a thread, the thread.
    pub id: MessageId,
    /// Where it is; for a thread, the thread itself.
    pub channel_id: ChannelId,
}

pub(super) async fn digest(tx: &mut Tx, key: &str) -> sqlx::Result<Option<String>> {
    sqlx::query_scalar("select digest from outbox where key = ?1")
        .bind(key)
        .fetch_optional(&mut **tx)
        .await
}

/// Adds a row. What needs a role or channel that others wait for waits with them.
pub(super) async fn insert(tx: &mut Tx, new: New<'_>, now: DateTime<Utc>) -> sqlx::Result<()> {
    sqlx::query(
        "insert into outbox (key, topic, subject, priority, kind, payload, digest, marker,
             created_at, depends_on, not_after, due_at, paused_by)
         select ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, coalesce(max(due_at), ?9),
             max(paused_by)
         from outbox where state = 'waiting' and paused_by = ?10",
    )
    .bind(new.key)
    .bind(new.topic)
    .bind(new.subject)
    .bind(new.priority)
    .bind(new.kind)
    .bind(new.payload)
    .bind(new.digest)
    .bind(new.marker)
    .bind(now)
    .bind(new.depends_on)
    .bind(new.not_after)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Ends what still waits under `topic`; what was tried with an unknown outcome stays, because it
/// may be on Discord and its result is needed.
pub(super) async fn supersede(tx: &mut Tx, topic: &str, now: DateTime<Utc>) -> sqlx::Result<()> {
    sqlx::query(
        "update outbox set state = 'done', outcome = 'superseded', done_at = ?2
         where topic = ?1 and state = 'waiting' and is_unknown = 0",
    )
    .bind(topic)
    .bind(now)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Ends what waited past its time, unless it may have been sent; whether there was any.
pub(super) async fn expire(tx: &mut Tx, now: DateTime<Utc>) -> sqlx::Result<bool> {
    let done = sqlx::query(
        "update outbox set state = 'done', outcome = 'expired', done_at = ?1
         where state = 'waiting' and not_after < ?1 and is_unknown = 0",
    )
    .bind(now)
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// What may be tried now: due, and nothing older of its subject is unfinished.
pub(super) async fn due(tx: &mut Tx, now: DateTime<Utc>, limit: i64) -> sqlx::Result<Vec<Due>> {
    sqlx::query_as(
        "select id, key, subject, payload, attempts, first_attempt_at, last_attempt_at, is_unknown,
                nonce, marker, not_after, paused_by
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
    .fetch_all(&mut **tx)
    .await
}

pub(super) async fn mark_sending(
    tx: &mut Tx,
    effect: EffectId,
    nonce: Option<&str>,
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    sqlx::query(
        "update outbox set state = 'sending', attempts = attempts + 1, nonce = ?2,
             first_attempt_at = coalesce(first_attempt_at, ?3), last_attempt_at = ?3
         where id = ?1",
    )
    .bind(effect)
    .bind(nonce)
    .bind(now)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

pub(super) async fn mark_done(
    tx: &mut Tx,
    effect: EffectId,
    outcome: &str,
    trouble: Option<&str>,
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    sqlx::query(
        "update outbox set state = 'done', outcome = ?2, trouble = ?3, done_at = ?4, is_unknown = 0
         where id = ?1",
    )
    .bind(effect)
    .bind(outcome)
    .bind(trouble)
    .bind(now)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

pub(super) async fn mark_waiting(
    tx: &mut Tx,
    effect: EffectId,
    due_at: DateTime<Utc>,
    is_unknown: bool,
    trouble: &str,
) -> sqlx::Result<()> {
    sqlx::query(
        "update outbox set state = 'waiting', due_at = ?2, is_unknown = ?3, trouble = ?4,
             paused_by = null
         where id = ?1",
    )
    .bind(effect)
    .bind(due_at)
    .bind(is_unknown)
    .bind(trouble)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Only real attempts count; a look whether one succeeded does not move the moment.
pub(super) async fn set_last_attempt(
    tx: &mut Tx,
    effect: EffectId,
    last_attempt_at: Option<DateTime<Utc>>,
) -> sqlx::Result<()> {
    sqlx::query("update outbox set last_attempt_at = ?2 where id = ?1")
        .bind(effect)
        .bind(last_attempt_at)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// The search found nothing: the next attempt is a first one, with a new nonce.
pub(super) async fn forget_attempts(
    tx: &mut Tx,
    effect: EffectId,
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    sqlx::query(
        "update outbox set state = 'waiting', due_at = ?2, is_unknown = 0, nonce = null,
             first_attempt_at = null
         where id = ?1",
    )
    .bind(effect)
    .bind(now)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Whether something waits for this role or channel already, so that it was reported.
pub(super) async fn is_paused(tx: &mut Tx, what: &str) -> sqlx::Result<bool> {
    sqlx::query_scalar(
        "select exists (select 1 from outbox where state = 'waiting' and paused_by = ?1)",
    )
    .bind(what)
    .fetch_one(&mut **tx)
    .await
}

/// Lets an effect, and all that need the same role or channel, wait until it is mended.
pub(super) async fn pause(
    tx: &mut Tx,
    effect: EffectId,
    what: &str,
    until: DateTime<Utc>,
) -> sqlx::Result<()> {
    sqlx::query(
        "update outbox set state = 'waiting', due_at = ?3, paused_by = ?2
         where id = ?1 or (state = 'waiting' and depends_on = ?2)",
    )
    .bind(effect)
    .bind(what)
    .bind(until)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

pub(super) async fn mark_held(tx: &mut Tx, effect: EffectId, trouble: &str) -> sqlx::Result<()> {
    sqlx::query("update outbox set state = 'held', trouble = ?2 where id = ?1")
        .bind(effect)
        .bind(trouble)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// What was being sent has an unknown outcome.
pub(super) async fn recover(tx: &mut Tx, now: DateTime<Utc>) -> sqlx::Result<u64> {
    let done = sqlx::query(
        "update outbox set state = 'waiting', is_unknown = 1, due_at = ?1, trouble = 'cut off while sending'
         where state = 'sending'",
    )
    .bind(now)
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected())
}

pub(super) async fn insert_object(
    tx: &mut Tx,
    key: &str,
    object: Object,
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    sqlx::query(
        "insert into discord_object (key, id, channel_id, created_at) values (?1, ?2, ?3, ?4)
         on conflict (key) do update set id = excluded.id, channel_id = excluded.channel_id",
    )
    .bind(key)
    .bind(object.id)
    .bind(object.channel_id)
    .bind(now)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

pub(super) async fn object(conn: &mut SqliteConnection, key: &str) -> sqlx::Result<Option<Object>> {
    sqlx::query_as("select id, channel_id from discord_object where key = ?1")
        .bind(key)
        .fetch_optional(conn)
        .await
}

pub(super) async fn made_by(
    conn: &mut SqliteConnection,
    id: MessageId,
) -> sqlx::Result<Option<String>> {
    sqlx::query_scalar("select key from discord_object where id = ?1 order by key limit 1")
        .bind(id)
        .fetch_optional(conn)
        .await
}

pub(super) async fn is_pending(conn: &mut SqliteConnection, topic: &str) -> sqlx::Result<bool> {
    sqlx::query_scalar(
        "select exists (
             select 1 from outbox where topic = ?1 and state in ('waiting', 'sending', 'held'))",
    )
    .bind(topic)
    .fetch_one(conn)
    .await
}

pub(super) async fn held(conn: &mut SqliteConnection) -> sqlx::Result<Vec<Trouble>> {
    sqlx::query_as("select id, key, trouble from outbox where state = 'held' order by id limit 100")
        .fetch_all(conn)
        .await
}

pub(super) async fn fate(conn: &mut SqliteConnection, key: &str) -> sqlx::Result<Option<Fate>> {
    sqlx::query_as("select key, kind, state, outcome, created_at from outbox where key = ?1")
        .bind(key)
        .fetch_optional(conn)
        .await
}

pub(super) async fn fates(
    conn: &mut SqliteConnection,
    (from, to): (&str, &str),
    limit: i64,
) -> sqlx::Result<Vec<Fate>> {
    sqlx::query_as(
        "select key, kind, state, outcome, created_at
         from (select * from outbox where key >= ?1 and key < ?2 order by id desc limit ?3)
         order by id",
    )
    .bind(from)
    .bind(to)
    .bind(limit)
    .fetch_all(conn)
    .await
}

pub(super) async fn waiting(conn: &mut SqliteConnection) -> sqlx::Result<Waiting> {
    sqlx::query_as(
        "select count(*) filter (where state in ('waiting', 'sending')) as waiting,
                count(*) filter (where state = 'held') as held,
                count(*) filter (where paused_by is not null) as paused
         from outbox where state in ('waiting', 'sending', 'held')",
    )
    .fetch_one(conn)
    .await
}

pub(super) async fn next_due(conn: &mut SqliteConnection) -> sqlx::Result<Option<DateTime<Utc>>> {
    sqlx::query_scalar(
        "select min(case when not_after < due_at and is_unknown = 0 then not_after else due_at end)
         from outbox as this
         where state = 'waiting' and not exists (
             select 1 from outbox as older
             where older.subject = this.subject and older.id < this.id
               and older.state in ('waiting', 'sending', 'held'))",
    )
    .fetch_one(conn)
    .await
}

pub(super) async fn purge(tx: &mut Tx, before: DateTime<Utc>) -> sqlx::Result<()> {
    sqlx::query(
        "update outbox set payload = null
         where payload is not null and state = 'done' and done_at < ?1",
    )
    .bind(before)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Makes due now the oldest effect of each role or channel that effects wait for.
pub(super) async fn hasten_one_each(tx: &mut Tx, now: DateTime<Utc>) -> sqlx::Result<u64> {
    let done = sqlx::query(
        "update outbox set due_at = ?1
         where due_at > ?1 and id in (
             select min(id) from outbox
             where state = 'waiting' and paused_by is not null group by paused_by)",
    )
    .bind(now)
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected())
}

/// The role or channel is mended: what waited for it is due now.
pub(super) async fn hasten_all(tx: &mut Tx, what: &str, now: DateTime<Utc>) -> sqlx::Result<()> {
    sqlx::query(
        "update outbox set due_at = ?2, paused_by = null
         where state = 'waiting' and paused_by = ?1",
    )
    .bind(what)
    .bind(now)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

pub(super) async fn is_sending(conn: &mut SqliteConnection) -> sqlx::Result<bool> {
    sqlx::query_scalar("select exists (select 1 from outbox where state = 'sending')")
        .fetch_one(conn)
        .await
}
