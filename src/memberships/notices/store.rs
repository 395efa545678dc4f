//! The SQL of notices.

use chrono::{DateTime, Utc};
use sqlx::SqliteConnection;

use crate::db::Tx;
use crate::ids::{EntitlementId, NoticeId, PersonId};

/// A notice whose time has not come, or did just now.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(super) struct Waiting {
    pub(super) person_id: PersonId,
    pub(super) entitlement_id: EntitlementId,
    pub(super) step: String,
    pub(super) due_at: DateTime<Utc>,
}

/// A notice that was sent, as far as nobody looked whether it arrived.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(super) struct Sent {
    pub(super) id: NoticeId,
    pub(super) entitlement_id: EntitlementId,
    pub(super) step: String,
}

/// Plans a step; one that is known stays as it is.
pub(super) async fn plan(
    tx: &mut Tx,
    (person, entitlement): (PersonId, EntitlementId),
    step: &str,
    due_at: DateTime<Utc>,
) -> sqlx::Result<()> {
    tx.later(
        "insert into notice (person_id, entitlement_id, step, due_at, state)
         values (?, ?, ?, ?, 'waiting') on conflict (entitlement_id, step) do nothing",
    )
    .bind(person)
    .bind(entitlement)
    .bind(step)
    .bind(due_at)
    .add()
    .await
}

/// Forgets the steps about an entitlement that were not sent. `false` where there are none.
pub(super) async fn forget_waiting(tx: &mut Tx, entitlement: EntitlementId) -> sqlx::Result<bool> {
    let done = sqlx::query("delete from notice where entitlement_id = ?1 and state = 'waiting'")
        .bind(entitlement)
        .execute(tx.conn().await?)
        .await?;
    Ok(done.rows_affected() > 0)
}

/// Remembers that a step is in the outbox, planned or not.
pub(super) async fn mark_sent(
    tx: &mut Tx,
    (person, entitlement): (PersonId, EntitlementId),
    step: &str,
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    tx.later(
        "insert into notice (person_id, entitlement_id, step, due_at, state)
         values (?, ?, ?, ?, 'sent')
         on conflict (entitlement_id, step) do update set state = 'sent' where state = 'waiting'",
    )
    .bind(person)
    .bind(entitlement)
    .bind(step)
    .bind(now)
    .add()
    .await
}

pub(super) async fn waiting(tx: &mut Tx, id: NoticeId) -> sqlx::Result<Option<Waiting>> {
    sqlx::query_as(
        "select person_id, entitlement_id, step, due_at from notice
         where id = ?1 and state = 'waiting'",
    )
    .bind(id)
    .fetch_optional(tx.conn().await?)
    .await
}

/// The steps about an entitlement that are due.
pub(super) async fn due_steps(
    tx: &mut Tx,
    entitlement: EntitlementId,
    now: DateTime<Utc>,
) -> sqlx::Result<Vec<String>> {
    sqlx::query_scalar(
        "select step from notice where entitlement_id = ?1 and state = 'waiting' and due_at <= ?2",
    )
    .bind(entitlement)
    .bind(now)
    .fetch_all(tx.conn().await?)
    .await
}

pub(super) async fn put_off(tx: &mut Tx, id: NoticeId, until: DateTime<Utc>) -> sqlx::Result<()> {
    tx.later("update notice set due_at = ? where id = ?")
        .bind(until)
        .bind(id)
        .add()
        .await
}

pub(super) async fn drop_notice(tx: &mut Tx, id: NoticeId) -> sqlx::Result<()> {
    tx.later("update notice set state = 'dropped' where id = ?")
        .bind(id)
        .add()
        .await
}

pub(super) async fn due(
    conn: &mut SqliteConnection,
    now: DateTime<Utc>,
) -> sqlx::Result<Vec<NoticeId>> {
    sqlx::query_scalar(
        "select id from notice where state = 'waiting' and due_at <= ?1 order by due_at, id",
    )
    .bind(now)
    .fetch_all(conn)
    .await
}

pub(super) async fn next_due(conn: &mut SqliteConnection) -> sqlx::Result<Option<DateTime<Utc>>> {
    sqlx::query_scalar("select min(due_at) from notice where state = 'waiting'")
        .fetch_one(conn)
        .await
}

/// What was sent to someone and nobody looked at since, the oldest first.
pub(super) async fn sent(
    conn: &mut SqliteConnection,
    person: PersonId,
    limit: i64,
) -> sqlx::Result<Vec<Sent>> {
    sqlx::query_as(
        "select id, entitlement_id, step from notice
         where person_id = ?1 and state = 'sent' order by id limit ?2",
    )
    .bind(person)
    .bind(limit)
    .fetch_all(conn)
    .await
}

/// Whether someone saw a step about an entitlement that was told since then: of what begins, by any of
/// its names.
pub(super) async fn was_shown(
    tx: &mut Tx,
    entitlement: EntitlementId,
    step: &str,
    since: DateTime<Utc>,
) -> sqlx::Result<bool> {
    sqlx::query_scalar(
        "select exists (select 1 from notice
                        where entitlement_id = ?1 and state = 'shown' and due_at >= ?3
                          and iif(step in ('further', 'extended'), 'welcome', step) = ?2)",
    )
    .bind(entitlement)
    .bind(step)
    .bind(since)
    .fetch_one(tx.conn().await?)
    .await
}

pub(super) async fn mark_shown(tx: &mut Tx, id: NoticeId) -> sqlx::Result<()> {
    tx.later("update notice set state = 'shown' where id = ? and state = 'sent'")
        .bind(id)
        .add()
        .await
}
