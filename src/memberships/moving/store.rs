//! The SQL of moving from one Discord account to another.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sqlx::SqliteConnection;

use crate::db::Tx;
use crate::ids::PersonId;

/// Somebody's code; an older one counts no more.
pub(super) async fn set_code(
    tx: &mut Tx,
    person: PersonId,
    hash: &str,
    expires_at: DateTime<Utc>,
) -> sqlx::Result<()> {
    sqlx::query(
        "insert into move_code (person_id, hash, expires_at) values (?1, ?2, ?3)
         on conflict (person_id) do update set hash = excluded.hash,
             expires_at = excluded.expires_at",
    )
    .bind(person)
    .bind(hash)
    .bind(expires_at)
    .execute(tx.conn().await?)
    .await?;
    Ok(())
}

/// Whose code it is, as long as it counts; it does no more then.
pub(super) async fn use_code(
    tx: &mut Tx,
    hash: &str,
    now: DateTime<Utc>,
) -> sqlx::Result<Option<PersonId>> {
    sqlx::query_scalar(
        "delete from move_code where hash = ?1 and expires_at > ?2 returning person_id",
    )
    .bind(hash)
    .bind(now)
    .fetch_optional(tx.conn().await?)
    .await
}

/// When somebody last moved.
pub(super) async fn last_move(
    conn: &mut SqliteConnection,
    person: PersonId,
) -> sqlx::Result<Option<DateTime<Utc>>> {
    sqlx::query_scalar("select max(at) from account_move where person_id = ?1")
        .bind(person)
        .fetch_one(conn)
        .await
}

/// Remembers that somebody moved; the number of that.
pub(super) async fn insert_move(
    tx: &mut Tx,
    (person, left): (PersonId, PersonId),
    (by, reason): (PersonId, &str),
    now: DateTime<Utc>,
) -> sqlx::Result<i64> {
    sqlx::query_scalar(
        "insert into account_move (person_id, left_id, by_id, reason, at)
         values (?1, ?2, ?3, ?4, ?5) returning id",
    )
    .bind(person)
    .bind(left)
    .bind(by)
    .bind(reason)
    .bind(now)
    .fetch_one(tx.conn().await?)
    .await
}

/// Why the owner moved somebody to or from an account, by the number of that.
pub(in crate::memberships) async fn reasons(
    conn: &mut SqliteConnection,
    person: PersonId,
) -> sqlx::Result<HashMap<i64, String>> {
    let rows: Vec<(i64, String)> = sqlx::query_as(
        "select account_move.id, reason
         from journal join account_move on account_move.id = details ->> 'move'
         where journal.person_id = ?1 and reason <> ''",
    )
    .bind(person)
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().collect())
}

/// Whether somebody ever had a right, or is on their way to one. What an undone list gave is none.
pub(super) async fn has_history(
    conn: &mut SqliteConnection,
    person: PersonId,
) -> sqlx::Result<bool> {
    sqlx::query_scalar(
        "select exists (select 1 from entitlement where person_id = ?1 and is_undone = 0)
             or exists (select 1 from application where person_id = ?1)
             or exists (select 1 from payment where person_id = ?1)",
    )
    .bind(person)
    .fetch_one(conn)
    .await
}
