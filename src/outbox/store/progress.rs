//! The SQL of the outbox: what becomes of a row while it is being sent.

use chrono::{DateTime, Utc};

use super::Due;
use crate::db::Tx;
use crate::ids::EffectId;

pub(in crate::outbox) async fn mark_sending(
    tx: &mut Tx,
    effect: EffectId,
    nonce: Option<&str>,
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    tx.later(
        "update outbox set state = 'sending', attempts = attempts + 1, nonce = ?,
             first_attempt_at = coalesce(first_attempt_at, ?), last_attempt_at = ?
         where id = ?",
    )
    .bind(nonce)
    .bind(now)
    .bind(now)
    .bind(effect)
    .add()
    .await
}

pub(in crate::outbox) async fn mark_done(
    tx: &mut Tx,
    effect: EffectId,
    outcome: &str,
    trouble: Option<&str>,
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    tx.later(
        "update outbox set state = 'done', outcome = ?, trouble = ?, done_at = ?, is_unknown = 0,
             payload = iif(not_after <= ?, null, payload)
         where id = ?",
    )
    .bind(outcome)
    .bind(trouble)
    .bind(now)
    .bind(now)
    .bind(effect)
    .add()
    .await
}

pub(in crate::outbox) async fn mark_waiting(
    tx: &mut Tx,
    effect: EffectId,
    due_at: DateTime<Utc>,
    is_unknown: bool,
    trouble: &str,
) -> sqlx::Result<()> {
    tx.later(
        "update outbox set state = 'waiting', due_at = ?, is_unknown = ?, trouble = ?,
             paused_by = null
         where id = ?",
    )
    .bind(due_at)
    .bind(is_unknown)
    .bind(trouble)
    .bind(effect)
    .add()
    .await
}

/// Puts off what needs the same room as `full`, some hundred at a time.
pub(in crate::outbox) async fn put_back(
    tx: &mut Tx,
    full: &Due,
    until: DateTime<Utc>,
) -> sqlx::Result<()> {
    let Some(lane) = &full.depends_on else {
        return Ok(());
    };
    tx.later(
        "update outbox set due_at = ?
         where id in (
             select id from outbox
             where state = 'waiting' and depends_on = ? and kind = ? and due_at < ? limit 256)",
    )
    .bind(until)
    .bind(lane.clone())
    .bind(full.kind.clone())
    .bind(until)
    .add()
    .await
}

/// Only real attempts count; a look whether one succeeded does not move the moment.
pub(in crate::outbox) async fn set_last_attempt(
    tx: &mut Tx,
    effect: EffectId,
    last_attempt_at: Option<DateTime<Utc>>,
) -> sqlx::Result<()> {
    tx.later("update outbox set last_attempt_at = ? where id = ?")
        .bind(last_attempt_at)
        .bind(effect)
        .add()
        .await
}

/// The search found nothing: the next attempt is a first one, with a new nonce.
pub(in crate::outbox) async fn forget_attempts(
    tx: &mut Tx,
    effect: EffectId,
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    tx.later(
        "update outbox set state = 'waiting', due_at = ?, is_unknown = 0, nonce = null,
             first_attempt_at = null
         where id = ?",
    )
    .bind(now)
    .bind(effect)
    .add()
    .await
}

/// Whether something waits for this role or channel already, so that it was reported.
pub(in crate::outbox) async fn is_paused(tx: &mut Tx, what: &str) -> sqlx::Result<bool> {
    sqlx::query_scalar(
        "select exists (select 1 from outbox where state = 'waiting' and paused_by = ?1)",
    )
    .bind(what)
    .fetch_one(tx.conn().await?)
    .await
}

/// Lets an effect, and all that need the same role or channel, wait until it is mended.
pub(in crate::outbox) async fn pause(
    tx: &mut Tx,
    effect: EffectId,
    (what, trouble): (&str, &str),
    until: DateTime<Utc>,
) -> sqlx::Result<()> {
    tx.later(
        "update outbox set state = 'waiting', due_at = ?, paused_by = ?, trouble = ?
         where id = ? or (state = 'waiting' and depends_on = ?)",
    )
    .bind(until)
    .bind(what)
    .bind(trouble)
    .bind(effect)
    .bind(what)
    .add()
    .await
}

pub(in crate::outbox) async fn mark_held(
    tx: &mut Tx,
    effect: EffectId,
    trouble: &str,
) -> sqlx::Result<()> {
    tx.later("update outbox set state = 'held', trouble = ? where id = ?")
        .bind(trouble)
        .bind(effect)
        .add()
        .await
}

/// What was being sent has an unknown outcome.
pub(in crate::outbox) async fn recover(tx: &mut Tx, now: DateTime<Utc>) -> sqlx::Result<u64> {
    let done = sqlx::query(
        "update outbox set state = 'waiting', is_unknown = 1, due_at = ?1, trouble = 'cut off while sending'
         where state = 'sending'",
    )
    .bind(now)
    .execute(tx.conn().await?)
    .await?;
    Ok(done.rows_affected())
}

/// Makes due now the oldest effect of each role or channel that effects wait for.
pub(in crate::outbox) async fn hasten_one_each(
    tx: &mut Tx,
    now: DateTime<Utc>,
) -> sqlx::Result<u64> {
    let done = sqlx::query(
        "update outbox set due_at = ?1
         where due_at > ?1 and id in (
             select min(id) from outbox
             where state = 'waiting' and paused_by is not null group by paused_by)",
    )
    .bind(now)
    .execute(tx.conn().await?)
    .await?;
    Ok(done.rows_affected())
}

/// The role or channel is mended: what waited for it is due now.
pub(in crate::outbox) async fn hasten_all(
    tx: &mut Tx,
    what: &str,
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    tx.later(
        "update outbox set due_at = ?, paused_by = null
         where state = 'waiting' and paused_by = ?",
    )
    .bind(now)
    .bind(what)
    .add()
    .await
}

/// A held effect waits again; whether its outcome is known stays as it is.
pub(in crate::outbox) async fn retry(
    tx: &mut Tx,
    effect: EffectId,
    now: DateTime<Utc>,
) -> sqlx::Result<bool> {
    let done = sqlx::query(
        "update outbox set state = 'waiting', due_at = ?2 where id = ?1 and state = 'held'",
    )
    .bind(effect)
    .bind(now)
    .execute(tx.conn().await?)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// A held effect is given up.
pub(in crate::outbox) async fn discard(
    tx: &mut Tx,
    effect: EffectId,
    now: DateTime<Utc>,
) -> sqlx::Result<bool> {
    let done = sqlx::query(
        "update outbox set state = 'discarded', done_at = ?2, payload = null
         where id = ?1 and state = 'held'",
    )
    .bind(effect)
    .bind(now)
    .execute(tx.conn().await?)
    .await?;
    Ok(done.rows_affected() == 1)
}
