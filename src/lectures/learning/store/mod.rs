//! The SQL of what members do with lectures.

mod check;
mod rating;

use chrono::{DateTime, Utc};

use crate::db::Tx;
use crate::ids::{LectureId, PersonId};

pub(in crate::lectures) use check::*;
pub(in crate::lectures) use rating::*;

/// Marks a lecture as watched; the first time counts.
pub(in crate::lectures::learning) async fn mark(
    tx: &mut Tx,
    person: PersonId,
    lecture: LectureId,
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    sqlx::query(
        "insert into watched (person_id, lecture_id, at) values (?1, ?2, ?3)
         on conflict do nothing",
    )
    .bind(person)
    .bind(lecture)
    .bind(now)
    .execute(tx.conn().await?)
    .await?;
    Ok(())
}

pub(in crate::lectures::learning) async fn unmark(
    tx: &mut Tx,
    person: PersonId,
    lecture: LectureId,
) -> sqlx::Result<()> {
    sqlx::query("delete from watched where person_id = ?1 and lecture_id = ?2")
        .bind(person)
        .bind(lecture)
        .execute(tx.conn().await?)
        .await?;
    Ok(())
}
