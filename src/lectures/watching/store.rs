//! The SQL of what may be watched, and of who opened what.

use chrono::{DateTime, Utc};
use sqlx::SqliteConnection;

use crate::db::Tx;
use crate::ids::{LectureId, OccurrenceId, OpeningId, PersonId, UserId};
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

/// A link of ours that was given to somebody.
#[derive(Debug, sqlx::FromRow)]
pub(super) struct Given {
    pub(super) occurrence_id: OccurrenceId,
    pub(super) is_staff: bool,
    /// None: they were erased.
    pub(super) user_id: Option<UserId>,
    pub(super) video_url: String,
}

pub(super) async fn dated(
    conn: &mut SqliteConnection,
    id: OccurrenceId,
) -> sqlx::Result<Option<Dated>> {
    sqlx::query_as(
        "select occurrence.state, lecture_id,
                coalesce(lecture.track, occurrence.track, slot.track) as track
         from occurrence join lecture on lecture.id = lecture_id join slot on slot.id = slot_id
         where occurrence.id = ?1 and lecture.state <> 'retired'",
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

/// What somebody opened of a lecture since then, where they did.
pub(super) async fn opened_since(
    tx: &mut Tx,
    new: &Opening,
    since: DateTime<Utc>,
) -> sqlx::Result<Option<OpeningId>> {
    sqlx::query_scalar(
        "select id from opening where lecture_id = ?1 and person_id = ?2 and is_staff = ?3
             and opened_at > ?4 limit 1",
    )
    .bind(new.lecture)
    .bind(new.person)
    .bind(new.is_staff)
    .bind(since)
    .fetch_optional(tx.conn().await?)
    .await
}

pub(super) async fn insert_opening(
    tx: &mut Tx,
    new: &Opening,
    now: DateTime<Utc>,
) -> sqlx::Result<OpeningId> {
    sqlx::query_scalar(
        "insert into opening (occurrence_id, lecture_id, person_id, is_staff, opened_at)
         values (?1, ?2, ?3, ?4, ?5) returning id",
    )
    .bind(new.occurrence)
    .bind(new.lecture)
    .bind(new.person)
    .bind(new.is_staff)
    .bind(now)
    .fetch_one(tx.conn().await?)
    .await
}

pub(super) async fn insert_link(
    tx: &mut Tx,
    hash: &str,
    opening: OpeningId,
    until: DateTime<Utc>,
) -> sqlx::Result<()> {
    sqlx::query("insert into watch_link (token_hash, opening_id, expires_at) values (?1, ?2, ?3)")
        .bind(hash)
        .bind(opening)
        .bind(until)
        .execute(tx.conn().await?)
        .await?;
    Ok(())
}

/// To whom a link was given and for what, while it can be used.
pub(super) async fn open_link(
    conn: &mut SqliteConnection,
    hash: &str,
    now: DateTime<Utc>,
) -> sqlx::Result<Option<Given>> {
    sqlx::query_as(
        "select occurrence_id, is_staff, user_id, video_url
         from watch_link join opening on opening.id = opening_id
         join person on person.id = person_id
         join lecture on lecture.id = lecture_id
         where token_hash = ?1 and used_at is null and expires_at > ?2",
    )
    .bind(hash)
    .bind(now)
    .fetch_optional(conn)
    .await
}

/// Uses a link up; `false` where somebody was faster.
pub(super) async fn use_link(tx: &mut Tx, hash: &str, now: DateTime<Utc>) -> sqlx::Result<bool> {
    let done = sqlx::query(
        "update watch_link set used_at = ?2
         where token_hash = ?1 and used_at is null and expires_at > ?2",
    )
    .bind(hash)
    .bind(now)
    .execute(tx.conn().await?)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// Forgets links that expired by then.
pub(super) async fn forget_links(tx: &mut Tx, by: DateTime<Utc>) -> sqlx::Result<()> {
    sqlx::query("delete from watch_link where expires_at <= ?1")
        .bind(by)
        .execute(tx.conn().await?)
        .await?;
    Ok(())
}

/// When the first link expires or expired.
pub(super) async fn first_expiry(
    conn: &mut SqliteConnection,
) -> sqlx::Result<Option<DateTime<Utc>>> {
    sqlx::query_scalar("select expires_at from watch_link order by expires_at limit 1")
        .fetch_optional(conn)
        .await
}
