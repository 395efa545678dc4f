//! The SQL of reports, and of what was kept of reported messages.

use chrono::{DateTime, Utc};
use sqlx::SqliteConnection;

use super::Target;
use super::rules::Past;
use crate::db::Tx;
use crate::ids::{ChannelId, MessageId, PersonId, QuestionId, UserId};

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
                count(case when kept.state = 'restored' or exists (
                    select 1 from question_event as step
                    where step.question_id = report.question_id and step.event = 'restore'
                      and step.at >= report.at) then 1 end) as restored
         from report left join reported_message as kept on kept.id = report.kept_id
         where reporter_id = ?1",
    )
    .bind(reporter)
    .fetch_one(conn)
    .await
}

/// Remembers a report; its number.
pub(super) async fn insert(
    tx: &mut Tx,
    reporter: PersonId,
    target: &Target<'_>,
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

/// Remembers which message it was that is kept.
pub(super) async fn set_kept(tx: &mut Tx, report: i64, kept: i64) -> sqlx::Result<()> {
    sqlx::query("update report set kept_id = ?2 where id = ?1")
        .bind(report)
        .bind(kept)
        .execute(tx.conn().await?)
        .await?;
    Ok(())
}

/// A message that is kept, or was.
#[derive(sqlx::FromRow)]
pub(super) struct Kept {
    pub(super) id: i64,
    pub(super) message_id: MessageId,
    pub(super) channel_id: ChannelId,
    pub(super) author_id: Option<PersonId>,
    /// On Discord, unless they were erased.
    pub(super) author: Option<UserId>,
    pub(super) written_at: DateTime<Utc>,
    /// Nobody has decided yet.
    pub(super) is_undecided: bool,
    pub(super) content: Option<Vec<u8>>,
    pub(super) is_sealed: bool,
    pub(super) attachments: i64,
    pub(super) wiped_by: DateTime<Utc>,
}

pub(super) async fn by_id(conn: &mut SqliteConnection, id: i64) -> sqlx::Result<Option<Kept>> {
    sqlx::query_as(
        "select kept.*, kept.state = 'kept' as is_undecided, person.user_id as author
         from reported_message as kept left join person on person.id = kept.author_id
         where kept.id = ?1",
    )
    .bind(id)
    .fetch_optional(conn)
    .await
}

pub(super) async fn by_message(
    conn: &mut SqliteConnection,
    message: MessageId,
) -> sqlx::Result<Option<Kept>> {
    sqlx::query_as(
        "select kept.*, kept.state = 'kept' as is_undecided, person.user_id as author
         from reported_message as kept left join person on person.id = kept.author_id
         where kept.message_id = ?1",
    )
    .bind(message)
    .fetch_optional(conn)
    .await
}

/// Those of which nobody has decided, the oldest first.
pub(super) async fn undecided(conn: &mut SqliteConnection, limit: i64) -> sqlx::Result<Vec<Kept>> {
    sqlx::query_as(
        "select kept.*, kept.state = 'kept' as is_undecided, person.user_id as author
         from reported_message as kept left join person on person.id = kept.author_id
         where kept.state = 'kept' order by kept.wiped_by limit ?1",
    )
    .bind(limit)
    .fetch_all(conn)
    .await
}

/// How many there are of which nobody has decided.
pub(super) async fn count(conn: &mut SqliteConnection) -> sqlx::Result<i64> {
    sqlx::query_scalar("select count(*) from reported_message where state = 'kept'")
        .fetch_one(conn)
        .await
}

/// The number of the next one: its words are sealed for it before it is there. No row ever goes, so
/// that none is given twice.
pub(super) async fn next_id(conn: &mut SqliteConnection) -> sqlx::Result<i64> {
    sqlx::query_scalar("select coalesce(max(id), 0) + 1 from reported_message")
        .fetch_one(conn)
        .await
}

pub(super) async fn insert_kept(tx: &mut Tx, kept: &Kept, now: DateTime<Utc>) -> sqlx::Result<()> {
    sqlx::query(
        "insert into reported_message (id, message_id, channel_id, author_id, written_at,
             reported_at, content, is_sealed, attachments, wiped_by)
         values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
    )
    .bind(kept.id)
    .bind(kept.message_id)
    .bind(kept.channel_id)
    .bind(kept.author_id)
    .bind(kept.written_at)
    .bind(now)
    .bind(kept.content.as_deref())
    .bind(kept.is_sealed)
    .bind(kept.attachments)
    .bind(kept.wiped_by)
    .execute(tx.conn().await?)
    .await?;
    Ok(())
}

/// Its words are kept again, of which somebody had decided.
pub(super) async fn keep_anew(tx: &mut Tx, kept: &Kept, now: DateTime<Utc>) -> sqlx::Result<()> {
    sqlx::query(
        "update reported_message set state = 'kept', decided_at = null, reported_at = ?2,
             content = ?3, is_sealed = ?4, attachments = ?5, wiped_by = ?6
         where id = ?1",
    )
    .bind(kept.id)
    .bind(now)
    .bind(kept.content.as_deref())
    .bind(kept.is_sealed)
    .bind(kept.attachments)
    .bind(kept.wiped_by)
    .execute(tx.conn().await?)
    .await?;
    Ok(())
}

/// It is decided; the words go.
pub(super) async fn decide(
    tx: &mut Tx,
    id: i64,
    state: &str,
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    sqlx::query(
        "update reported_message set state = ?2, content = null, decided_at = ?3 where id = ?1",
    )
    .bind(id)
    .bind(state)
    .bind(now)
    .execute(tx.conn().await?)
    .await?;
    Ok(())
}

/// Those whose time is over.
pub(super) async fn due(conn: &mut SqliteConnection, now: DateTime<Utc>) -> sqlx::Result<Vec<i64>> {
    sqlx::query_scalar(
        "select id from reported_message
         where state = 'kept' and wiped_by <= ?1 order by wiped_by",
    )
    .bind(now)
    .fetch_all(conn)
    .await
}

/// When the time of the next one is over.
pub(super) async fn next_due(conn: &mut SqliteConnection) -> sqlx::Result<Option<DateTime<Utc>>> {
    sqlx::query_scalar("select min(wiped_by) from reported_message where state = 'kept'")
        .fetch_one(conn)
        .await
}
