//! The SQL of what may be watched, and of who opened what.

use chrono::{DateTime, Utc};
use sqlx::SqliteConnection;

use crate::db::Tx;
use crate::ids::{LectureId, OccurrenceId, PersonId};
use crate::lectures::lecture::State;

/// What a pressed button leads to.
#[derive(Debug, sqlx::FromRow)]
pub(super) struct Watchable {
    pub(super) state: State,
    pub(super) lecture_id: LectureId,
    pub(super) series: String,
    pub(super) number: i64,
    pub(super) title: String,
    pub(super) video_url: String,
    pub(super) track: String,
}

pub(super) async fn watchable(
    conn: &mut SqliteConnection,
    id: OccurrenceId,
) -> sqlx::Result<Option<Watchable>> {
    sqlx::query_as(
        "select occurrence.state, lecture_id, series, number, title, video_url,
                coalesce(lecture.track, slot.track) as track
         from occurrence join lecture on lecture.id = lecture_id join slot on slot.id = slot_id
         where occurrence.id = ?1",
    )
    .bind(id)
    .fetch_optional(conn)
    .await
}

pub(super) async fn insert_opening(
    tx: &mut Tx,
    occurrence: OccurrenceId,
    lecture: LectureId,
    person: PersonId,
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    sqlx::query(
        "insert into opening (occurrence_id, lecture_id, person_id, opened_at)
         values (?1, ?2, ?3, ?4)",
    )
    .bind(occurrence)
    .bind(lecture)
    .bind(person)
    .bind(now)
    .execute(tx.conn().await?)
    .await?;
    Ok(())
}
