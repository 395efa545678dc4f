//! The SQL of what periods come to by the clock.

use chrono::{DateTime, Utc};
use sqlx::SqliteConnection;

use crate::db::Tx;
use crate::ids::EntitlementId;

/// What should have begun by now.
pub(in crate::memberships) async fn to_start(
    conn: &mut SqliteConnection,
    now: DateTime<Utc>,
) -> sqlx::Result<Vec<EntitlementId>> {
    sqlx::query_scalar(
        "select id from entitlement where state = 'future' and starts_at <= ?1 order by starts_at",
    )
    .bind(now)
    .fetch_all(conn)
    .await
}

/// What should have ended by now.
pub(in crate::memberships) async fn to_end(
    conn: &mut SqliteConnection,
    now: DateTime<Utc>,
) -> sqlx::Result<Vec<EntitlementId>> {
    sqlx::query_scalar(
        "select id from entitlement
         where state = 'live' and access_until is not null and access_until <= ?1
         order by access_until",
    )
    .bind(now)
    .fetch_all(conn)
    .await
}

pub(in crate::memberships) async fn next_start(
    conn: &mut SqliteConnection,
) -> sqlx::Result<Option<DateTime<Utc>>> {
    sqlx::query_scalar("select min(starts_at) from entitlement where state = 'future'")
        .fetch_one(conn)
        .await
}

pub(in crate::memberships) async fn next_end(
    conn: &mut SqliteConnection,
) -> sqlx::Result<Option<DateTime<Utc>>> {
    sqlx::query_scalar(
        "select min(access_until) from entitlement where state = 'live' and access_until is not null",
    )
    .fetch_one(conn)
    .await
}

/// What was paid for and is over by now, where grace follows.
pub(in crate::memberships) async fn to_lapse(
    conn: &mut SqliteConnection,
    now: DateTime<Utc>,
) -> sqlx::Result<Vec<EntitlementId>> {
    sqlx::query_scalar(
        "select id from entitlement
         where state = 'live' and grace_began_at is null and access_until > ends_at
           and ends_at <= ?1
         order by ends_at",
    )
    .bind(now)
    .fetch_all(conn)
    .await
}

pub(in crate::memberships) async fn next_lapse(
    conn: &mut SqliteConnection,
) -> sqlx::Result<Option<DateTime<Utc>>> {
    sqlx::query_scalar(
        "select min(ends_at) from entitlement
         where state = 'live' and grace_began_at is null and access_until > ends_at",
    )
    .fetch_one(conn)
    .await
}

/// Remembers that grace began. `false` where it had.
pub(in crate::memberships) async fn begin_grace(
    tx: &mut Tx,
    id: EntitlementId,
    now: DateTime<Utc>,
) -> sqlx::Result<bool> {
    let done = sqlx::query(
        "update entitlement set grace_began_at = ?2
         where id = ?1 and state = 'live' and grace_began_at is null and ends_at <= ?2",
    )
    .bind(id)
    .bind(now)
    .execute(tx.conn().await?)
    .await?;
    Ok(done.rows_affected() == 1)
}
