//! The SQL of what is wrong with roles that are sold.

use chrono::{DateTime, Utc};
use sqlx::SqliteConnection;

use crate::db::Tx;
use crate::ids::RoleId;

/// Every role with which something is wrong, and what.
pub(super) async fn troubles(conn: &mut SqliteConnection) -> sqlx::Result<Vec<(RoleId, String)>> {
    sqlx::query_as("select role_id, what from role_trouble order by role_id")
        .fetch_all(conn)
        .await
}

/// Whether any plan sends people away.
pub(super) async fn sends_away(conn: &mut SqliteConnection) -> sqlx::Result<bool> {
    sqlx::query_scalar("select exists (select 1 from plan where exit = 'kick')")
        .fetch_one(conn)
        .await
}

pub(super) async fn set(
    tx: &mut Tx,
    role: RoleId,
    what: &str,
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    sqlx::query(
        "insert into role_trouble (role_id, what, since) values (?1, ?2, ?3)
         on conflict (role_id) do update set what = excluded.what, since = excluded.since",
    )
    .bind(role)
    .bind(what)
    .bind(now)
    .execute(tx.conn().await?)
    .await?;
    Ok(())
}

pub(super) async fn clear(tx: &mut Tx, role: RoleId) -> sqlx::Result<()> {
    sqlx::query("delete from role_trouble where role_id = ?1")
        .bind(role)
        .execute(tx.conn().await?)
        .await?;
    Ok(())
}
