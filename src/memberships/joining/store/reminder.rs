//! The SQL of reminding whoever has not paid.

use chrono::{DateTime, Utc};
use sqlx::SqliteConnection;

use crate::db::Tx;
use crate::ids::ApplicationId;

/// Whoever has not paid by then is reminded.
pub(in crate::memberships::joining) async fn set_reminder(
    tx: &mut Tx,
    id: ApplicationId,
    at: DateTime<Utc>,
) -> sqlx::Result<()> {
    sqlx::query("update application set remind_at = ?2 where id = ?1")
        .bind(id)
        .bind(at)
        .execute(tx.conn().await?)
        .await?;
    Ok(())
}

/// Nobody is reminded of it again. `false` where it is not the time, or is done.
pub(in crate::memberships::joining) async fn take_reminder(
    tx: &mut Tx,
    id: ApplicationId,
    now: DateTime<Utc>,
) -> sqlx::Result<bool> {
    let done = sqlx::query(
        "update application set remind_at = null
         where id = ?1 and state = 'awaiting' and remind_at <= ?2",
    )
    .bind(id)
    .bind(now)
    .execute(tx.conn().await?)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Who is to be reminded by now.
pub(in crate::memberships) async fn to_remind(
    conn: &mut SqliteConnection,
    now: DateTime<Utc>,
) -> sqlx::Result<Vec<ApplicationId>> {
    sqlx::query_scalar(
        "select id from application
         where state = 'awaiting' and remind_at is not null and remind_at <= ?1 order by remind_at",
    )
    .bind(now)
    .fetch_all(conn)
    .await
}

pub(in crate::memberships) async fn next_reminder(
    conn: &mut SqliteConnection,
) -> sqlx::Result<Option<DateTime<Utc>>> {
    sqlx::query_scalar(
        "select min(remind_at) from application
         where state = 'awaiting' and remind_at is not null",
    )
    .fetch_one(conn)
    .await
}
