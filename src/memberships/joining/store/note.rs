//! The SQL of what owner and applicants write each other.

use chrono::{DateTime, Utc};
use sqlx::SqliteConnection;

use crate::db::Tx;
use crate::ids::{ApplicationId, PersonId, UserId};

/// Words that owner or applicant wrote.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub(in crate::memberships::joining) struct Note {
    /// `None` where they were erased.
    pub(in crate::memberships::joining) author: Option<UserId>,
    pub(in crate::memberships::joining) is_applicant: bool,
    pub(in crate::memberships::joining) body: String,
    pub(in crate::memberships::joining) at: DateTime<Utc>,
}

/// Adds words; whoever looks at older ones must look again.
pub(in crate::memberships::joining) async fn add_note(
    tx: &mut Tx,
    id: ApplicationId,
    author: PersonId,
    body: &str,
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    sqlx::query(
        "insert into application_note (application_id, author_id, body, at)
         values (?1, ?2, ?3, ?4)",
    )
    .bind(id)
    .bind(author)
    .bind(body)
    .bind(now)
    .execute(tx.conn().await?)
    .await?;
    Ok(())
}

pub(in crate::memberships::joining) async fn count_change(
    tx: &mut Tx,
    id: ApplicationId,
) -> sqlx::Result<()> {
    sqlx::query("update application set version = version + 1 where id = ?1")
        .bind(id)
        .execute(tx.conn().await?)
        .await?;
    Ok(())
}

/// What was written about an application, oldest first.
pub(in crate::memberships::joining) async fn notes(
    conn: &mut SqliteConnection,
    id: ApplicationId,
) -> sqlx::Result<Vec<Note>> {
    sqlx::query_as(
        "select person.user_id as author, application_note.body, application_note.at,
             application_note.author_id = application.person_id as is_applicant
         from application_note
         join application on application.id = application_note.application_id
         join person on person.id = application_note.author_id
         where application_note.application_id = ?1 order by application_note.id",
    )
    .bind(id)
    .fetch_all(conn)
    .await
}
