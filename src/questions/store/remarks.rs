//! The SQL of what was said about a question besides answers, and of who was asked besides its claimer.

use chrono::{DateTime, Utc};
use sqlx::SqliteConnection;

use crate::db::Tx;
use crate::ids::{PersonId, QuestionId, UserId};
use crate::questions::question::{RemarkId, RemarkKind};

pub(in crate::questions) async fn insert_remark(
    tx: &mut Tx,
    question: QuestionId,
    (author, kind, body): (PersonId, RemarkKind, &str),
    now: DateTime<Utc>,
) -> sqlx::Result<RemarkId> {
    sqlx::query_scalar(
        "insert into question_remark (question_id, author_id, kind, body, at)
         values (?1, ?2, ?3, ?4, ?5) returning id",
    )
    .bind(question)
    .bind(author)
    .bind(kind)
    .bind(body)
    .bind(now)
    .fetch_one(tx.conn().await?)
    .await
}

/// A remark that was made, and by whom; on Discord unless they were erased.
#[derive(Debug, sqlx::FromRow)]
pub(in crate::questions) struct Remark {
    pub(in crate::questions) id: RemarkId,
    pub(in crate::questions) kind: RemarkKind,
    pub(in crate::questions) author: Option<UserId>,
    pub(in crate::questions) body: String,
    pub(in crate::questions) at: DateTime<Utc>,
}

/// What was remarked, in the order in which it was.
pub(in crate::questions) async fn remarks(
    conn: &mut SqliteConnection,
    question: QuestionId,
) -> sqlx::Result<Vec<Remark>> {
    sqlx::query_as(
        "select remark.id, kind, person.user_id as author, body, at
         from question_remark as remark join person on person.id = remark.author_id
         where question_id = ?1 order by remark.id",
    )
    .bind(question)
    .fetch_all(conn)
    .await
}

/// Whoever last asked its asker for more.
pub(in crate::questions) async fn asked_back_by(
    conn: &mut SqliteConnection,
    question: QuestionId,
) -> sqlx::Result<Option<(PersonId, Option<UserId>)>> {
    sqlx::query_as(
        "select person.id, person.user_id
         from question_event as event join person on person.id = event.actor_id
         where question_id = ?1 and event = 'needs_info' order by version desc limit 1",
    )
    .bind(question)
    .fetch_optional(conn)
    .await
}

/// Remembers that somebody was asked for an opinion; `false` where they were before.
pub(in crate::questions) async fn insert_opinion(
    tx: &mut Tx,
    question: QuestionId,
    (person, by): (PersonId, PersonId),
    now: DateTime<Utc>,
) -> sqlx::Result<bool> {
    let done = sqlx::query(
        "insert into question_opinion (question_id, person_id, by_id, at) values (?1, ?2, ?3, ?4)
         on conflict do nothing",
    )
    .bind(question)
    .bind(person)
    .bind(by)
    .bind(now)
    .execute(tx.conn().await?)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// What was promised, or would be answered once it can, by somebody who since then left or ceased to
/// be a mentor.
pub(in crate::questions) async fn left_behind(
    conn: &mut SqliteConnection,
) -> sqlx::Result<Vec<QuestionId>> {
    sqlx::query_scalar(
        "select question.id from question join person on person.id = question.claimer_id
         where state in ('claimed', 'needs_info', 'held') and is_mentor = 0
           and (is_in_server = 0 or mentor_lost_at >= claimed_at)
         order by question.id",
    )
    .fetch_all(conn)
    .await
}
