//! The SQL of what was answered, and of forgetting what was written.

use chrono::{DateTime, Utc};
use sqlx::SqliteConnection;

use crate::db::Tx;
use crate::ids::{PersonId, QuestionId, UserId};
use crate::questions::question::AnswerId;

/// Whether this mentor answered in exactly these words before.
pub(in crate::questions) async fn is_answered_so(
    conn: &mut SqliteConnection,
    question: QuestionId,
    author: PersonId,
    body: &str,
) -> sqlx::Result<bool> {
    sqlx::query_scalar(
        "select exists (
             select 1 from answer where question_id = ?1 and author_id = ?2 and body = ?3)",
    )
    .bind(question)
    .bind(author)
    .bind(body)
    .fetch_one(conn)
    .await
}

pub(in crate::questions) async fn insert_answer(
    tx: &mut Tx,
    question: QuestionId,
    author: PersonId,
    body: &str,
    now: DateTime<Utc>,
) -> sqlx::Result<AnswerId> {
    sqlx::query_scalar(
        "insert into answer (question_id, author_id, body, at)
         values (?1, ?2, ?3, ?4) returning id",
    )
    .bind(question)
    .bind(author)
    .bind(body)
    .bind(now)
    .fetch_one(tx.conn().await?)
    .await
}

/// An answer that was given, and by whom; on Discord unless they were erased.
#[derive(Debug, sqlx::FromRow)]
pub(in crate::questions) struct Given {
    pub(in crate::questions) id: AnswerId,
    pub(in crate::questions) author: Option<UserId>,
    pub(in crate::questions) body: String,
    pub(in crate::questions) at: DateTime<Utc>,
}

/// The answers to a question, in the order in which they were given.
pub(in crate::questions) async fn answers(
    conn: &mut SqliteConnection,
    question: QuestionId,
) -> sqlx::Result<Vec<Given>> {
    sqlx::query_as(
        "select answer.id, person.user_id as author, body, at
         from answer join person on person.id = answer.author_id
         where question_id = ?1 order by answer.id",
    )
    .bind(question)
    .fetch_all(conn)
    .await
}

/// Forgets what was written in a question and its answers. That there were some stays.
pub(in crate::questions) async fn erase_words(
    tx: &mut Tx,
    question: QuestionId,
) -> sqlx::Result<()> {
    tx.later(
        "update question set title = '', situation = '', findings = null, thinking = '',
             wanted = ''
         where id = ?",
    )
    .bind(question)
    .add()
    .await?;
    tx.later("update question_remark set body = '' where question_id = ?")
        .bind(question)
        .add()
        .await?;
    // Two answers of one mentor are told apart by their words.
    tx.later("update answer set body = cast(id as text) where question_id = ?")
        .bind(question)
        .add()
        .await
}
