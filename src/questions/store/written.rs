//! The SQL of what people write in threads.

use chrono::{DateTime, Utc};
use sqlx::SqliteConnection;

use crate::db::Tx;
use crate::ids::{MessageId, PersonId, QuestionId};
use crate::questions::rules::{Past, Writer};

/// What is remembered of a question and its thread.
pub(in crate::questions) async fn past(
    conn: &mut SqliteConnection,
    question: QuestionId,
) -> sqlx::Result<Past> {
    sqlx::query_as(
        "select offered_at,
                (select max(at) from question_event
                 where question_id = ?1 and event in ('reopen', 'reply', 'restore')) as waits_since,
                (select max(at) from answer where question_id = ?1) as last_answer
         from question where id = ?1",
    )
    .bind(question)
    .fetch_one(conn)
    .await
}

/// Remembers when asker or mentor last wrote.
pub(in crate::questions) async fn wrote(
    tx: &mut Tx,
    question: QuestionId,
    writer: Writer,
    at: DateTime<Utc>,
) -> sqlx::Result<()> {
    let query = match writer {
        Writer::Asker => sqlx::query(
            "update question set asker_wrote_at = max(coalesce(asker_wrote_at, ?2), ?2)
             where id = ?1",
        ),
        Writer::Mentor => sqlx::query(
            "update question set mentor_wrote_at = max(coalesce(mentor_wrote_at, ?2), ?2)
             where id = ?1",
        ),
        Writer::Other => return Ok(()),
    };
    query
        .bind(question)
        .bind(at)
        .execute(tx.conn().await?)
        .await?;
    Ok(())
}

/// Remembers that the asker was offered to open it again.
pub(in crate::questions) async fn set_offered(
    tx: &mut Tx,
    question: QuestionId,
    at: DateTime<Utc>,
) -> sqlx::Result<()> {
    sqlx::query("update question set offered_at = ?2 where id = ?1")
        .bind(question)
        .bind(at)
        .execute(tx.conn().await?)
        .await?;
    Ok(())
}

/// Remembers up to which message a thread was read.
pub(in crate::questions) async fn set_seen(
    tx: &mut Tx,
    question: QuestionId,
    message: MessageId,
) -> sqlx::Result<()> {
    sqlx::query(
        "update question set seen_message_id = max(coalesce(seen_message_id, 0), ?2) where id = ?1",
    )
    .bind(question)
    .bind(message)
    .execute(tx.conn().await?)
    .await?;
    Ok(())
}

/// Whether this message was taken as an answer before.
pub(in crate::questions) async fn is_taken(
    conn: &mut SqliteConnection,
    message: MessageId,
) -> sqlx::Result<bool> {
    sqlx::query_scalar("select exists (select 1 from answer where message_id = ?1)")
        .bind(message)
        .fetch_one(conn)
        .await
}

/// Keeps what was written in a thread as an answer.
pub(in crate::questions) async fn insert_written(
    tx: &mut Tx,
    question: QuestionId,
    author: PersonId,
    (message, body): (MessageId, &str),
    at: DateTime<Utc>,
) -> sqlx::Result<()> {
    sqlx::query(
        "insert into answer (question_id, author_id, body, at, message_id)
         values (?1, ?2, ?3, ?4, ?5)",
    )
    .bind(question)
    .bind(author)
    .bind(body)
    .bind(at)
    .bind(message)
    .execute(tx.conn().await?)
    .await?;
    Ok(())
}

/// Threads of resolved questions among those shown (a JSON list of their ids), and up to which
/// message they were read.
pub(in crate::questions) async fn resolved_among(
    conn: &mut SqliteConnection,
    shown: &str,
) -> sqlx::Result<Vec<(QuestionId, MessageId, Option<MessageId>)>> {
    sqlx::query_as(
        "select question.id, entry.thread, question.seen_message_id
         from json_each(?1) as shown
         join discord_object as made on made.id = shown.value
         join question on question.id = cast(substr(made.key, 10) as integer)
         join question_entry as entry on entry.id = question.id and entry.thread = made.id
         where made.key like 'question:%' and question.state = 'resolved'
         group by question.id order by question.id",
    )
    .bind(shown)
    .fetch_all(conn)
    .await
}
