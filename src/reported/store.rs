//! The SQL of reports.

use chrono::{DateTime, Utc};
use sqlx::SqliteConnection;

use super::Target;
use super::rules::Past;
use crate::db::Tx;
use crate::ids::{MessageId, PersonId, QuestionId};

pub(super) async fn has_reported(
    conn: &mut SqliteConnection,
    reporter: PersonId,
    message: MessageId,
) -> sqlx::Result<bool> {
    sqlx::query_scalar(
        "select exists (select 1 from report where reporter_id = ?1 and message_id = ?2)",
    )
    .bind(reporter)
    .bind(message)
    .fetch_one(conn)
    .await
}

/// How many messages somebody reported since then.
pub(super) async fn reported_since(
    conn: &mut SqliteConnection,
    reporter: PersonId,
    since: DateTime<Utc>,
) -> sqlx::Result<i64> {
    sqlx::query_scalar("select count(*) from report where reporter_id = ?1 and at > ?2")
        .bind(reporter)
        .bind(since)
        .fetch_one(conn)
        .await
}

/// What became of all that somebody reported.
pub(super) async fn past(conn: &mut SqliteConnection, reporter: PersonId) -> sqlx::Result<Past> {
    sqlx::query_as(
        "select count(*) as made,
                count(case when exists (
                    select 1 from question_event as step
                    where step.question_id = report.question_id and step.event = 'restore'
                      and step.at >= report.at) then 1 end) as restored
         from report where reporter_id = ?1",
    )
    .bind(reporter)
    .fetch_one(conn)
    .await
}

/// Remembers a report; its number.
pub(super) async fn insert(
    tx: &mut Tx,
    reporter: PersonId,
    target: Target,
    question: Option<QuestionId>,
    now: DateTime<Utc>,
) -> sqlx::Result<i64> {
    sqlx::query_scalar(
        "insert into report (reporter_id, message_id, channel_id, question_id, at)
         values (?1, ?2, ?3, ?4, ?5) returning id",
    )
    .bind(reporter)
    .bind(target.message)
    .bind(target.channel)
    .bind(question)
    .bind(now)
    .fetch_one(tx.conn().await?)
    .await
}
