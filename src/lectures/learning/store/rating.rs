//! The SQL of ratings, and of what somebody learned.

use chrono::{DateTime, Utc};
use sqlx::SqliteConnection;

use crate::db::Tx;
use crate::ids::{LectureId, PersonId};

/// What somebody did with a lecture.
#[derive(Debug, sqlx::FromRow)]
pub(in crate::lectures) struct Learned {
    pub(in crate::lectures) series: String,
    pub(in crate::lectures) number: i64,
    pub(in crate::lectures) title: String,
    pub(in crate::lectures) minutes: Option<i64>,
    pub(in crate::lectures) watched_at: Option<DateTime<Utc>>,
    pub(in crate::lectures) opened_at: Option<DateTime<Utc>>,
    pub(in crate::lectures) openings: i64,
    /// Of a hundred.
    pub(in crate::lectures) best: Option<i64>,
    pub(in crate::lectures) passed_at: Option<DateTime<Utc>>,
}

/// The stars of a lecture but its lecturer's own, newest first, each with what was said; empty where nothing
/// was.
pub(in crate::lectures::learning) async fn ratings(
    conn: &mut SqliteConnection,
    lecture: LectureId,
) -> sqlx::Result<Vec<(i64, String)>> {
    sqlx::query_as(
        "select stars, comment from rating
         where lecture_id = ?1
           and person_id is not (select lecturer_id from lecture_called where id = ?1)
         order by at desc",
    )
    .bind(lecture)
    .fetch_all(conn)
    .await
}

/// What somebody gave a lecture.
pub(in crate::lectures::learning) async fn rating(
    conn: &mut SqliteConnection,
    lecture: LectureId,
    person: PersonId,
) -> sqlx::Result<Option<(i64, String)>> {
    sqlx::query_as("select stars, comment from rating where lecture_id = ?1 and person_id = ?2")
        .bind(lecture)
        .bind(person)
        .fetch_optional(conn)
        .await
}

pub(in crate::lectures::learning) async fn rate(
    tx: &mut Tx,
    (lecture, person): (LectureId, PersonId),
    stars: i64,
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    sqlx::query(
        "insert into rating (lecture_id, person_id, stars, at) values (?1, ?2, ?3, ?4)
         on conflict do update set stars = excluded.stars, at = excluded.at",
    )
    .bind(lecture)
    .bind(person)
    .bind(stars)
    .bind(now)
    .execute(tx.conn().await?)
    .await?;
    Ok(())
}

/// `false` where they gave no stars yet.
pub(in crate::lectures::learning) async fn comment(
    tx: &mut Tx,
    (lecture, person): (LectureId, PersonId),
    comment: &str,
    now: DateTime<Utc>,
) -> sqlx::Result<bool> {
    let done = sqlx::query(
        "update rating set comment = ?3, at = ?4 where lecture_id = ?1 and person_id = ?2",
    )
    .bind(lecture)
    .bind(person)
    .bind(comment)
    .bind(now)
    .execute(tx.conn().await?)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// Whose lecture it is.
pub(in crate::lectures::learning) async fn lecturer(
    conn: &mut SqliteConnection,
    lecture: LectureId,
) -> sqlx::Result<Option<PersonId>> {
    sqlx::query_scalar("select lecturer_id from lecture_called where id = ?1")
        .bind(lecture)
        .fetch_optional(conn)
        .await
}

/// Everything that somebody opened, marked or was asked about, in the order in which they first did.
pub(in crate::lectures::learning) async fn learned(
    conn: &mut SqliteConnection,
    person: PersonId,
    pass: i64,
) -> sqlx::Result<Vec<Learned>> {
    sqlx::query_as(
        "select series, number, title, minutes, watched.at as watched_at,
                (select min(opened_at) from opening
                 where opening.lecture_id = lecture.id and opening.person_id = ?1) as opened_at,
                (select count(*) from opening
                 where opening.lecture_id = lecture.id and opening.person_id = ?1) as openings,
                (select max(right_answers * 100 / items) from check_try
                 where check_try.person_id = ?1 and check_try.lecture_id = lecture.id
                   and done_at is not null) as best,
                (select min(done_at) from check_try
                 where check_try.person_id = ?1 and check_try.lecture_id = lecture.id
                   and right_answers * 100 >= items * ?2) as passed_at
         from lecture
         left join watched on watched.person_id = ?1 and watched.lecture_id = lecture.id
         where lecture.id in (
             select lecture_id from watched where person_id = ?1
             union select lecture_id from opening where person_id = ?1
             union select lecture_id from check_try where person_id = ?1 and done_at is not null)
         order by min(coalesce(opened_at, '9'), coalesce(watched_at, '9'), coalesce(passed_at, '9')),
             lecture.id",
    )
    .bind(person)
    .bind(pass)
    .fetch_all(conn)
    .await
}
