//! The SQL of the outbox: what goes with a message, and what is forgotten of what was sent.

use chrono::{DateTime, Utc};
use sqlx::SqliteConnection;

use crate::db::Tx;
use crate::discord::file::File;
use crate::ids::{QuestionId, UserId};
use crate::picture::Format;

pub(in crate::outbox) async fn payload(
    conn: &mut SqliteConnection,
    key: &str,
) -> sqlx::Result<Option<String>> {
    let payload: Option<Option<String>> =
        sqlx::query_scalar("select payload from outbox where key = ?1")
            .bind(key)
            .fetch_optional(conn)
            .await?;
    Ok(payload.flatten())
}

pub(in crate::outbox) async fn has_old_payloads(
    conn: &mut SqliteConnection,
    before: DateTime<Utc>,
) -> sqlx::Result<bool> {
    sqlx::query_scalar(
        "select exists (
             select 1 from outbox
             where payload is not null and state = 'done' and done_at < ?1)",
    )
    .bind(before)
    .fetch_one(conn)
    .await
}

pub(in crate::outbox) async fn purge(tx: &mut Tx, before: DateTime<Utc>) -> sqlx::Result<()> {
    sqlx::query(
        "update outbox set payload = null
         where payload is not null and state = 'done' and done_at < ?1",
    )
    .bind(before)
    .execute(tx.conn().await?)
    .await?;
    Ok(())
}

/// Forgets the payloads of the effects in this range of keys, but of those that may be on Discord:
/// their results are needed.
pub(in crate::outbox) async fn forget(
    tx: &mut Tx,
    (from, to): (&str, &str),
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    tx.later(
        "update outbox set state = 'done', outcome = 'superseded', done_at = ?
         where key >= ? and key < ? and state in ('waiting', 'held') and is_unknown = 0",
    )
    .bind(now)
    .bind(from)
    .bind(to)
    .add()
    .await?;
    // Once it is known not to have arrived, it has expired; what it says goes when it is settled.
    tx.later(
        "update outbox set not_after = ?
         where key >= ? and key < ? and state in ('waiting', 'held', 'sending')",
    )
    .bind(now)
    .bind(from)
    .bind(to)
    .add()
    .await?;
    tx.later(
        "update outbox set payload = null
         where key >= ? and key < ? and state in ('done', 'discarded')",
    )
    .bind(from)
    .bind(to)
    .add()
    .await
}

/// Ends what of `subject` waits and was never tried.
pub(in crate::outbox) async fn give_up(
    tx: &mut Tx,
    subject: &str,
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    tx.later(
        "update outbox set state = 'done', outcome = 'superseded', done_at = ?
         where subject = ? and state in ('waiting', 'sending', 'held') and state <> 'sending'
           and is_unknown = 0",
    )
    .bind(now)
    .bind(subject)
    .add()
    .await
}

/// Whether anything of `subject` is neither done nor discarded.
pub(in crate::outbox) async fn is_busy(
    conn: &mut SqliteConnection,
    subject: &str,
) -> sqlx::Result<bool> {
    sqlx::query_scalar(
        "select exists (
             select 1 from outbox where subject = ?1 and state in ('waiting', 'sending', 'held'))",
    )
    .bind(subject)
    .fetch_one(conn)
    .await
}

/// Lets what of `subject` waits stand behind what people wait for.
pub(in crate::outbox) async fn hurry_less(tx: &mut Tx, subject: &str) -> sqlx::Result<()> {
    tx.later(
        "update outbox set priority = 0
         where subject = ? and state in ('waiting', 'sending', 'held') and state = 'waiting'",
    )
    .bind(subject)
    .add()
    .await
}

/// Whether somebody has a plan now, or will have one.
pub(in crate::outbox) async fn has_plan(
    conn: &mut SqliteConnection,
    user: UserId,
    now: DateTime<Utc>,
) -> sqlx::Result<bool> {
    sqlx::query_scalar(
        "select exists (
             select 1 from membership where user_id = ?1 and (ends_at is null or ends_at > ?2))",
    )
    .bind(user)
    .bind(now)
    .fetch_one(conn)
    .await
}

/// The pictures with these numbers (a list in JSON) that may be seen by all, named so that nothing of the
/// files they came from is told.
pub(in crate::outbox) async fn images(
    conn: &mut SqliteConnection,
    wanted: &str,
) -> sqlx::Result<Vec<File>> {
    let found: Vec<(QuestionId, i64, Format, Vec<u8>)> = sqlx::query_as(
        "select question_id, position, format, bytes
         from json_each(?1) as wanted cross join question_image as image on image.id = wanted.value
         where state = 'approved' order by position",
    )
    .bind(wanted)
    .fetch_all(conn)
    .await?;
    let file = |(question, position, format, bytes): (QuestionId, i64, Format, Vec<u8>)| File {
        name: format!("q{question}-{position}.{}", format.ending()),
        bytes,
    };
    Ok(found.into_iter().map(file).collect())
}
