//! The SQL of questions that are hidden.

use sqlx::SqliteConnection;

use crate::db::Tx;
use crate::ids::{MessageId, QuestionId};

/// Questions that are hidden, the oldest first.
pub(in crate::questions) async fn held(
    conn: &mut SqliteConnection,
    limit: i64,
) -> sqlx::Result<Vec<QuestionId>> {
    sqlx::query_scalar("select id from question where state = 'held' order by id limit ?1")
        .bind(limit)
        .fetch_all(conn)
        .await
}

/// The version with which a question was last hidden.
pub(in crate::questions) async fn last_hold(
    conn: &mut SqliteConnection,
    question: QuestionId,
) -> sqlx::Result<Option<i64>> {
    sqlx::query_scalar(
        "select version from question_event
         where question_id = ?1 and event = 'hold' order by version desc limit 1",
    )
    .bind(question)
    .fetch_optional(conn)
    .await
}

/// The question as whose answer a message was taken in.
pub(in crate::questions) async fn question_of(
    conn: &mut SqliteConnection,
    message: MessageId,
) -> sqlx::Result<Option<QuestionId>> {
    sqlx::query_scalar("select question_id from answer where message_id = ?1")
        .bind(message)
        .fetch_optional(conn)
        .await
}

/// Forgets an answer that a message was. That the question was answered stays.
pub(in crate::questions) async fn forget_answer(
    tx: &mut Tx,
    message: MessageId,
) -> sqlx::Result<()> {
    sqlx::query("delete from answer where message_id = ?1")
        .bind(message)
        .execute(tx.conn().await?)
        .await?;
    Ok(())
}
