//! The SQL of roles that only we give.

use chrono::{DateTime, Utc};
use sqlx::SqliteConnection;

use crate::db::Tx;
use crate::ids::{PersonId, RoleId};

pub(super) async fn roles(conn: &mut SqliteConnection) -> sqlx::Result<Vec<RoleId>> {
    sqlx::query_scalar("select role_id from exclusive_role order by role_id")
        .fetch_all(conn)
        .await
}

pub(super) async fn insert(
    tx: &mut Tx,
    role: RoleId,
    by: PersonId,
    now: DateTime<Utc>,
) -> sqlx::Result<bool> {
    let done = sqlx::query(
        "insert into exclusive_role (role_id, declared_by, declared_at) values (?1, ?2, ?3)
         on conflict (role_id) do nothing",
    )
    .bind(role)
    .bind(by)
    .bind(now)
    .execute(tx.conn().await?)
    .await?;
    Ok(done.rows_affected() == 1)
}

pub(super) async fn delete(tx: &mut Tx, role: RoleId) -> sqlx::Result<bool> {
    let done = sqlx::query("delete from exclusive_role where role_id = ?1")
        .bind(role)
        .execute(tx.conn().await?)
        .await?;
    Ok(done.rows_affected() == 1)
}
