//! The SQL of who wants to know who asked, and who agreed to it.

use chrono::{DateTime, Utc};
use sqlx::SqliteConnection;

use crate::db::Tx;
use crate::ids::{PersonId, QuestionId, UserId};

/// A request to know who asked.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub(in crate::questions) struct Unsealing {
    pub(in crate::questions) id: i64,
    pub(in crate::questions) question_id: QuestionId,
    pub(in crate::questions) requester_id: PersonId,
    /// On Discord, unless erased.
    pub(in crate::questions) requester: Option<UserId>,
    pub(in crate::questions) reason: String,
    pub(in crate::questions) expires_at: DateTime<Utc>,
    pub(in crate::questions) agreed_at: Option<DateTime<Utc>>,
    pub(in crate::questions) open_until: Option<DateTime<Utc>>,
    pub(in crate::questions) withdrawn_at: Option<DateTime<Utc>>,
}

pub(in crate::questions) async fn insert_unsealing(
    tx: &mut Tx,
    (question, requester): (QuestionId, PersonId),
    reason: &str,
    (now, expires_at): (DateTime<Utc>, DateTime<Utc>),
) -> sqlx::Result<i64> {
    sqlx::query_scalar(
        "insert into unsealing (question_id, requester_id, reason, at, expires_at)
         values (?1, ?2, ?3, ?4, ?5) returning id",
    )
    .bind(question)
    .bind(requester)
    .bind(reason)
    .bind(now)
    .bind(expires_at)
    .fetch_one(tx.conn().await?)
    .await
}

pub(in crate::questions) async fn unsealing(
    conn: &mut SqliteConnection,
    id: i64,
) -> sqlx::Result<Option<Unsealing>> {
    sqlx::query_as(
        "select unsealing.*, person.user_id as requester
         from unsealing join person on person.id = unsealing.requester_id where unsealing.id = ?1",
    )
    .bind(id)
    .fetch_optional(conn)
    .await
}

/// All requests about a question, the newest first.
pub(in crate::questions) async fn unsealings(
    conn: &mut SqliteConnection,
    question: QuestionId,
) -> sqlx::Result<Vec<Unsealing>> {
    sqlx::query_as(
        "select unsealing.*, person.user_id as requester
         from unsealing join person on person.id = unsealing.requester_id
         where question_id = ?1 order by unsealing.id desc",
    )
    .bind(question)
    .fetch_all(conn)
    .await
}

/// Questions under aliases of this mark whose seal was opened, with when and why, the newest first.
pub(in crate::questions) async fn opened_under(
    conn: &mut SqliteConnection,
    mark: &[u8],
    limit: i64,
) -> sqlx::Result<Vec<(QuestionId, DateTime<Utc>, String)>> {
    sqlx::query_as(
        "select question.id, agreed_at, reason
         from sealed_asker
         join question on question.asker_id = sealed_asker.person_id
         join unsealing on unsealing.question_id = question.id
         where mark = ?1 and agreed_at is not null order by agreed_at desc limit ?2",
    )
    .bind(mark)
    .bind(limit)
    .fetch_all(conn)
    .await
}

/// A second person agrees.
pub(in crate::questions) async fn agree(
    tx: &mut Tx,
    id: i64,
    by: PersonId,
    (now, open_until): (DateTime<Utc>, DateTime<Utc>),
) -> sqlx::Result<()> {
    tx.later("update unsealing set agreed_by_id = ?, agreed_at = ?, open_until = ? where id = ?")
        .bind(by)
        .bind(now)
        .bind(open_until)
        .bind(id)
        .add()
        .await
}

/// The requester takes it back.
pub(in crate::questions) async fn withdraw_unsealing(
    tx: &mut Tx,
    id: i64,
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    tx.later("update unsealing set withdrawn_at = ? where id = ?")
        .bind(now)
        .bind(id)
        .add()
        .await
}
