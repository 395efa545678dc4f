//! The SQL of questions that are followed on Discord: those with a thread, those that never got one,
//! those of which something is gone.

use chrono::{DateTime, Utc};
use sqlx::SqliteConnection;

use crate::ids::{ChannelId, MessageId, QuestionId};
use crate::questions::question::{Kind, Question};

/// A question that is not closed, and its thread.
#[derive(Debug, sqlx::FromRow)]
pub(in crate::questions) struct Tracked {
    #[sqlx(flatten)]
    pub(in crate::questions) question: Question,
    pub(in crate::questions) thread: MessageId,
    /// Up to which message the thread was read.
    #[sqlx(rename = "seen_message_id")]
    pub(in crate::questions) seen: Option<MessageId>,
}

/// Every question that is not closed and has a thread, with that thread.
pub(in crate::questions) async fn tracked(
    conn: &mut SqliteConnection,
) -> sqlx::Result<Vec<Tracked>> {
    tracked_after(conn, QuestionId(0), i64::MAX).await
}

/// The next ones of them after `last`.
pub(in crate::questions) async fn tracked_after(
    conn: &mut SqliteConnection,
    last: QuestionId,
    limit: i64,
) -> sqlx::Result<Vec<Tracked>> {
    sqlx::query_as(
        "select question.*, lecture.series as lecture_series, lecture.number as lecture_number,
                entry.thread
         from question_with_people as question
         left join lecture_called as lecture on lecture.id = question.lecture_id
         join question_entry as entry on entry.id = question.id
         where question.state in ('open', 'claimed', 'needs_info', 'reopened', 'answered')
           and entry.thread is not null and question.id > ?1
         order by question.id limit ?2",
    )
    .bind(last)
    .bind(limit)
    .fetch_all(conn)
    .await
}

/// Questions that are not closed and never came to be on Discord, in another channel than this, where
/// those that are confidential go, or the others.
pub(in crate::questions) async fn stranded(
    conn: &mut SqliteConnection,
    (channel, is_confidential): (ChannelId, bool),
) -> sqlx::Result<Vec<QuestionId>> {
    sqlx::query_scalar(
        "select question.id from question join question_entry as entry on entry.id = question.id
         where question.state in ('open', 'claimed', 'needs_info', 'reopened', 'answered')
           and entry.thread is null and question.channel_id <> ?1
           and (question.kind = 'failure') = ?2
         order by question.id",
    )
    .bind(channel)
    .bind(is_confidential)
    .fetch_all(conn)
    .await
}

/// Questions that were erased since then.
pub(in crate::questions) async fn erased_since(
    conn: &mut SqliteConnection,
    since: DateTime<Utc>,
) -> sqlx::Result<Vec<Question>> {
    sqlx::query_as(
        "select question.*, lecture.series as lecture_series, lecture.number as lecture_number
         from question_with_people as question
         left join lecture_called as lecture on lecture.id = question.lecture_id
         where state = 'erased' and last_activity_at >= ?1 order by question.id",
    )
    .bind(since)
    .fetch_all(conn)
    .await
}

/// Questions whose thread is gone, in this channel, the oldest first, with what they are about.
pub(in crate::questions) async fn lost_in(
    conn: &mut SqliteConnection,
    channel: ChannelId,
) -> sqlx::Result<Vec<(QuestionId, Kind)>> {
    sqlx::query_as(
        "select id, kind from question
         where lost is not null and lost = 'thread' and channel_id = ?1 and state <> 'erased'
         order by id",
    )
    .bind(channel)
    .fetch_all(conn)
    .await
}

/// Questions of which something is gone, the oldest first.
pub(in crate::questions) async fn lost(
    conn: &mut SqliteConnection,
    limit: i64,
) -> sqlx::Result<Vec<QuestionId>> {
    sqlx::query_scalar("select id from question where lost is not null order by id limit ?1")
        .bind(limit)
        .fetch_all(conn)
        .await
}
