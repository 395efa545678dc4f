//! The SQL of roles that only we give.

use chrono::{DateTime, Utc};
use sqlx::SqliteConnection;

use crate::db::Tx;
use crate::ids::{PersonId, RoleId, UserId};

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

/// The newest of what was taken from anybody.
pub(super) async fn last_taken(conn: &mut SqliteConnection) -> sqlx::Result<i64> {
    sqlx::query_scalar("select coalesce(max(id), 0) from removal")
        .fetch_one(conn)
        .await
}

/// From whom a role was taken after that because others gave it and only we do, without asking the
/// owner.
pub(super) async fn taken(
    conn: &mut SqliteConnection,
    role: RoleId,
    after: i64,
) -> sqlx::Result<Vec<(i64, UserId)>> {
    sqlx::query_as(
        "select removal.id, user_id from removal join person on person.id = person_id
         where role_id = ?1 and removal.id > ?2 and state = 'asked' and breaker_id is null
           and cause in ('exclusive', 'repaired') and user_id is not null
         order by removal.id",
    )
    .bind(role)
    .bind(after)
    .fetch_all(conn)
    .await
}

pub(super) async fn delete(tx: &mut Tx, role: RoleId) -> sqlx::Result<bool> {
    let done = sqlx::query("delete from exclusive_role where role_id = ?1")
        .bind(role)
        .execute(tx.conn().await?)
        .await?;
    Ok(done.rows_affected() == 1)
}
