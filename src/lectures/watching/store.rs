//! The SQL of what may be watched, and of who opened what.

use chrono::{DateTime, Utc};
use sqlx::SqliteConnection;

use crate::db::Tx;
use crate::ids::{LectureId, OccurrenceId, PersonId};
use crate::lectures::lecture::State;

/// A date that has a lecture, and the track under which it was posted.
#[derive(Debug, sqlx::FromRow)]
pub(super) struct Dated {
    pub(super) state: State,
    pub(super) lecture_id: LectureId,
    pub(super) track: String,
}

/// A new opening.
#[derive(Debug)]
pub(super) struct Opening {
    pub(super) occurrence: OccurrenceId,
    pub(super) lecture: LectureId,
    pub(super) person: PersonId,
    pub(super) is_staff: bool,
}

pub(super) async fn dated(
    conn: &mut SqliteConnection,
    id: OccurrenceId,
) -> sqlx::Result<Option<Dated>> {
    sqlx::query_as(
        "select occurrence.state, lecture_id, coalesce(lecture.track, slot.track) as track
         from occurrence join lecture on lecture.id = lecture_id join slot on slot.id = slot_id
         where occurrence.id = ?1",
    )
    .bind(id)
    .fetch_optional(conn)
    .await
}

/// The tracks under which members find a lecture, and where it was posted first under each.
pub(super) async fn found_under(
    conn: &mut SqliteConnection,
    lecture: LectureId,
) -> sqlx::Result<Vec<(String, OccurrenceId)>> {
    sqlx::query_as(
        "select catalogue.track, occurrence_id
         from catalogue join lecture on lecture.id = lecture_id
         where lecture_id = ?1 and lecture.state <> 'retired' order by posted_at, catalogue.track",
    )
    .bind(lecture)
    .fetch_all(conn)
    .await
}

pub(super) async fn insert_opening(
    tx: &mut Tx,
    new: &Opening,
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    sqlx::query(
        "insert into opening (occurrence_id, lecture_id, person_id, is_staff, opened_at)
         values (?1, ?2, ?3, ?4, ?5)",
    )
    .bind(new.occurrence)
    .bind(new.lecture)
    .bind(new.person)
    .bind(new.is_staff)
    .bind(now)
    .execute(tx.conn().await?)
    .await?;
    Ok(())
}
