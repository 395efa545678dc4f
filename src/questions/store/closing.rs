//! The SQL of closing: what nobody speaks of any more, and what askers say of what is resolved.

use chrono::{DateTime, Utc};
use sqlx::SqliteConnection;

use crate::db::Tx;
use crate::ids::{PersonId, QuestionId, UserId};
use crate::questions::closing::Feedback;

/// Answered questions of which nobody has said anything since then, and whose asker was not warned.
pub(in crate::questions) async fn silent_since(
    conn: &mut SqliteConnection,
    since: DateTime<Utc>,
    limit: i64,
) -> sqlx::Result<Vec<QuestionId>> {
    sqlx::query_scalar(
        "select id from question
         where state = 'answered' and warned_at is null and last_activity_at <= ?1
         order by last_activity_at limit ?2",
    )
    .bind(since)
    .bind(limit)
    .fetch_all(conn)
    .await
}

/// Questions whose asker was warned by then.
pub(in crate::questions) async fn warned_by(
    conn: &mut SqliteConnection,
    by: DateTime<Utc>,
    limit: i64,
) -> sqlx::Result<Vec<QuestionId>> {
    sqlx::query_scalar(
        "select id from question where warned_at is not null and warned_at <= ?1
         order by warned_at limit ?2",
    )
    .bind(by)
    .bind(limit)
    .fetch_all(conn)
    .await
}

/// What its asker said of a question.
pub(in crate::questions) async fn feedback(
    conn: &mut SqliteConnection,
    question: QuestionId,
) -> sqlx::Result<Feedback> {
    sqlx::query_as(
        "select (select stars from question_rating where question_id = ?1) as stars,
                (select is_given from question_consent where question_id = ?1) as consent,
                exists (select 1 from answer where question_id = ?1 and not exists (
                    select 1 from question_thanks as thanks
                    where thanks.question_id = ?1 and thanks.person_id = answer.author_id
                          and thanks.at >= answer.at)) as can_thank",
    )
    .bind(question)
    .fetch_one(conn)
    .await
}

/// Keeps what a question was worth to its asker; `false` where that is known.
pub(in crate::questions) async fn set_rating(
    tx: &mut Tx,
    question: QuestionId,
    stars: i64,
    now: DateTime<Utc>,
) -> sqlx::Result<bool> {
    let done = sqlx::query(
        "insert into question_rating (question_id, stars, at) values (?1, ?2, ?3)
         on conflict (question_id) do update set stars = excluded.stars, at = excluded.at
         where stars <> excluded.stars",
    )
    .bind(question)
    .bind(stars)
    .bind(now)
    .execute(tx.conn().await?)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Keeps whether a question may stand in the archive; `false` where that is known.
pub(in crate::questions) async fn set_consent(
    tx: &mut Tx,
    question: QuestionId,
    is_given: bool,
    now: DateTime<Utc>,
) -> sqlx::Result<bool> {
    let done = sqlx::query(
        "insert into question_consent (question_id, is_given, at) values (?1, ?2, ?3)
         on conflict (question_id) do update set is_given = excluded.is_given, at = excluded.at
         where is_given <> excluded.is_given",
    )
    .bind(question)
    .bind(is_given)
    .bind(now)
    .execute(tx.conn().await?)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Takes a consent back, where there is one.
pub(in crate::questions) async fn withdraw_consent(
    tx: &mut Tx,
    question: QuestionId,
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    tx.later(
        "update question_consent set is_given = 0, at = ? where question_id = ? and is_given = 1",
    )
    .bind(now)
    .bind(question)
    .add()
    .await
}

/// Who answered and was not thanked since; on Discord unless they were erased.
pub(in crate::questions) async fn unthanked(
    conn: &mut SqliteConnection,
    question: QuestionId,
) -> sqlx::Result<Vec<(PersonId, Option<UserId>)>> {
    sqlx::query_as(
        "select person.id, person.user_id
         from answer join person on person.id = answer.author_id
         where answer.question_id = ?1 and not exists (
             select 1 from question_thanks as thanks
             where thanks.question_id = ?1 and thanks.person_id = answer.author_id
                   and thanks.at >= answer.at)
         group by person.id order by min(answer.id)",
    )
    .bind(question)
    .fetch_all(conn)
    .await
}

/// Remembers that somebody was thanked.
pub(in crate::questions) async fn insert_thanks(
    tx: &mut Tx,
    question: QuestionId,
    person: PersonId,
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    tx.later("insert into question_thanks (question_id, person_id, at) values (?, ?, ?)")
        .bind(question)
        .bind(person)
        .bind(now)
        .add()
        .await
}

/// Resolved questions of somebody of which they have not said whether it helped, the newest first.
pub(in crate::questions) async fn unrated(
    conn: &mut SqliteConnection,
    asker: PersonId,
    limit: i64,
) -> sqlx::Result<Vec<QuestionId>> {
    sqlx::query_scalar(
        "select id from question
         where asker_id = ?1 and state = 'resolved' and not exists (
             select 1 from question_rating as rating where rating.question_id = question.id)
         order by id desc limit ?2",
    )
    .bind(asker)
    .bind(limit)
    .fetch_all(conn)
    .await
}
