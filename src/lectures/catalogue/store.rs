//! The SQL of what members find.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use serde_json::json;
use sqlx::SqliteConnection;

use crate::db::Tx;
use crate::ids::{LectureId, OccurrenceId, PersonId};
use crate::lectures::lecture::Listed;

/// Puts what was posted into the catalogue, unless it was posted under this track before.
pub(super) async fn enter(tx: &mut Tx, posted: OccurrenceId) -> sqlx::Result<()> {
    sqlx::query(
        "insert into catalogue (track, lecture_id, occurrence_id, posted_at)
         select coalesce(lecture.track, occurrence.track), lecture.id, occurrence.id,
                coalesce(sent_at, due_at)
         from occurrence join lecture on lecture.id = lecture_id
         where occurrence.id = ?1 and lecture.state <> 'retired' on conflict do nothing",
    )
    .bind(posted)
    .execute(tx.conn().await?)
    .await?;
    Ok(())
}

/// Puts a lecture into the catalogue by where it was posted and whose plan opens it now.
pub(super) async fn enter_anew(tx: &mut Tx, lecture: LectureId) -> sqlx::Result<()> {
    tx.later("delete from catalogue where lecture_id = ?")
        .bind(lecture)
        .add()
        .await?;
    tx.later(
        "insert into catalogue (track, lecture_id, occurrence_id, posted_at)
         select coalesce(lecture.track, occurrence.track), lecture.id, min(occurrence.id),
                min(coalesce(sent_at, due_at))
         from occurrence join lecture on lecture.id = lecture_id
         where lecture_id = ? and occurrence.state = 'posted' group by 1",
    )
    .bind(lecture)
    .add()
    .await
}

/// What is out under these tracks, each under the first of them, with what somebody has watched.
pub(super) async fn listing(
    conn: &mut SqliteConnection,
    tracks: &BTreeSet<String>,
    person: Option<PersonId>,
) -> sqlx::Result<Vec<Listed>> {
    sqlx::query_as(
        "select lecture.id, series, number, title, minutes, review_by,
                min(catalogue.track) as track, posted_at, watched.at as watched_at
         from catalogue join lecture on lecture.id = catalogue.lecture_id
         left join watched on watched.person_id = ?2 and watched.lecture_id = lecture.id
         where catalogue.track in (select value from json_each(?1)) and lecture.state <> 'retired'
         group by lecture.id order by 7, series, number",
    )
    .bind(json!(tracks).to_string())
    .bind(person)
    .fetch_all(conn)
    .await
}

/// What is out of the lectures that somebody gives, each once.
pub(super) async fn given(
    conn: &mut SqliteConnection,
    person: PersonId,
) -> sqlx::Result<Vec<Listed>> {
    sqlx::query_as(
        "select lecture.id, series, number, title, minutes, review_by,
                min(catalogue.track) as track, posted_at, watched.at as watched_at
         from lecture join catalogue on catalogue.lecture_id = lecture.id
         left join watched on watched.person_id = ?1 and watched.lecture_id = lecture.id
         where lecturer_id = ?1 and lecture.state <> 'retired'
         group by lecture.id order by 7, series, number",
    )
    .bind(person)
    .fetch_all(conn)
    .await
}

/// One of them, under whatever track.
pub(super) async fn listed(
    conn: &mut SqliteConnection,
    lecture: LectureId,
    person: Option<PersonId>,
) -> sqlx::Result<Option<Listed>> {
    sqlx::query_as(
        "select lecture.id, series, number, title, minutes, review_by, catalogue.track,
                min(posted_at) as posted_at, watched.at as watched_at
         from lecture join catalogue on catalogue.lecture_id = lecture.id
         left join watched on watched.person_id = ?2 and watched.lecture_id = lecture.id
         where lecture.id = ?1 and lecture.state <> 'retired' group by lecture.id",
    )
    .bind(lecture)
    .bind(person)
    .fetch_optional(conn)
    .await
}

/// The series of a track with how many of their lectures are out, the newest first.
pub(super) async fn series_out(
    conn: &mut SqliteConnection,
    track: &str,
) -> sqlx::Result<Vec<(String, i64)>> {
    sqlx::query_as(
        "select series, count(*) from catalogue join lecture on lecture.id = catalogue.lecture_id
         where catalogue.track = ?1 and lecture.state <> 'retired'
         group by series order by max(posted_at) desc, series",
    )
    .bind(track)
    .fetch_all(conn)
    .await
}

/// Notes that somebody was told what there is in a track; `false` where they were before.
pub(super) async fn note_digest(
    tx: &mut Tx,
    person: PersonId,
    track: &str,
    now: DateTime<Utc>,
) -> sqlx::Result<bool> {
    let done = sqlx::query(
        "insert into track_digest (person_id, track, at) values (?1, ?2, ?3)
         on conflict do nothing",
    )
    .bind(person)
    .bind(track)
    .bind(now)
    .execute(tx.conn().await?)
    .await?;
    Ok(done.rows_affected() > 0)
}
