//! The SQL of posts that are out and change.

use chrono::{DateTime, Utc};

use crate::db::Tx;
use crate::ids::{LectureId, OccurrenceId, RoleId, SlotId};
use crate::lectures::lecture::Occurrence;

/// A lecture is taken back for good.
pub(in crate::lectures::release) async fn retire(
    tx: &mut Tx,
    id: LectureId,
    reason: &str,
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    sqlx::query(
        "update lecture set state = 'retired', withdrawn_at = ?2, withdrawn_for = nullif(?3, ''),
             version = version + 1
         where id = ?1",
    )
    .bind(id)
    .bind(now)
    .bind(reason)
    .execute(tx.conn().await?)
    .await?;
    Ok(())
}

/// The dates that have or had a lecture, in order.
pub(in crate::lectures::release) async fn dates_of(
    tx: &mut Tx,
    lecture: LectureId,
) -> sqlx::Result<Vec<Occurrence>> {
    sqlx::query_as("select * from occurrence where lecture_id = ?1 order by due_at")
        .bind(lecture)
        .fetch_all(tx.conn().await?)
        .await
}

/// Counts one more face of a post; its first came with its last attempt.
pub(in crate::lectures::release) async fn next_face(
    tx: &mut Tx,
    id: OccurrenceId,
) -> sqlx::Result<i64> {
    sqlx::query_scalar(
        "update occurrence set face = max(face, attempt) + 1 where id = ?1 returning face",
    )
    .bind(id)
    .fetch_one(tx.conn().await?)
    .await
}

/// The posts of a slot that notified a role notify another one from now on.
pub(in crate::lectures) async fn give_role(
    tx: &mut Tx,
    slot: SlotId,
    (from, to): (Option<RoleId>, Option<RoleId>),
) -> sqlx::Result<()> {
    sqlx::query("update occurrence set role_id = ?3 where slot_id = ?1 and role_id = ?2")
        .bind(slot)
        .bind(from)
        .bind(to)
        .execute(tx.conn().await?)
        .await?;
    Ok(())
}

/// Whether somebody deleted the post.
pub(in crate::lectures::release) async fn is_deleted(
    tx: &mut Tx,
    id: OccurrenceId,
) -> sqlx::Result<bool> {
    sqlx::query_scalar("select deleted_at is not null from occurrence where id = ?1")
        .bind(id)
        .fetch_one(tx.conn().await?)
        .await
}

/// Somebody deleted the post; `false` where that was known.
pub(in crate::lectures::release) async fn set_deleted(
    tx: &mut Tx,
    id: OccurrenceId,
    now: DateTime<Utc>,
) -> sqlx::Result<bool> {
    let done =
        sqlx::query("update occurrence set deleted_at = ?2 where id = ?1 and deleted_at is null")
            .bind(id)
            .bind(now)
            .execute(tx.conn().await?)
            .await?;
    Ok(done.rows_affected() > 0)
}
