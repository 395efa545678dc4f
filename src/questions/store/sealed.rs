//! The SQL of who stands behind an alias.

use sqlx::SqliteConnection;

use crate::db::Tx;
use crate::ids::{PersonId, QuestionId};
use crate::questions::question::{Entry, Sealed};

pub(in crate::questions) async fn insert_sealed(
    tx: &mut Tx,
    alias: PersonId,
    sealed: &[u8],
    mark: &[u8],
) -> sqlx::Result<()> {
    tx.later("insert into sealed_asker (person_id, sealed, mark) values (?, ?, ?)")
        .bind(alias)
        .bind(sealed)
        .bind(mark)
        .add()
        .await
}

/// What is kept of whoever stands behind an alias, until it is erased.
pub(in crate::questions) async fn sealed(
    conn: &mut SqliteConnection,
    alias: PersonId,
) -> sqlx::Result<Option<Sealed>> {
    sqlx::query_as(
        "select sealed as identity, mark, wants_dm from sealed_asker where person_id = ?1",
    )
    .bind(alias)
    .fetch_optional(conn)
    .await
}

/// The latest seal.
pub(in crate::questions) async fn newest_sealed(
    conn: &mut SqliteConnection,
) -> sqlx::Result<Option<(PersonId, Vec<u8>)>> {
    sqlx::query_as(
        "select person_id, sealed from sealed_asker
         where person_id = (select max(person_id) from sealed_asker)",
    )
    .fetch_optional(conn)
    .await
}

/// Keeps whether they want to be told by direct message.
pub(in crate::questions) async fn set_wants_dm(
    tx: &mut Tx,
    alias: PersonId,
    wants_dm: bool,
) -> sqlx::Result<()> {
    tx.later("update sealed_asker set wants_dm = ? where person_id = ?")
        .bind(wants_dm)
        .bind(alias)
        .add()
        .await
}

/// Forgets who asked a question, and who wanted to know. Nobody can say it any more.
pub(in crate::questions) async fn forget_asker(
    tx: &mut Tx,
    question: QuestionId,
    alias: PersonId,
) -> sqlx::Result<()> {
    tx.later("delete from unsealing where question_id = ?")
        .bind(question)
        .add()
        .await?;
    tx.later("delete from sealed_asker where person_id = ?")
        .bind(alias)
        .add()
        .await
}

/// The newest questions under aliases of this mark.
pub(in crate::questions) async fn asked_under(
    conn: &mut SqliteConnection,
    mark: &[u8],
    limit: i64,
) -> sqlx::Result<Vec<Entry>> {
    sqlx::query_as(
        "select entry.id, title, kind = 'failure' as is_confidential, state, asked_at, thread
         from sealed_asker join question_entry as entry on entry.asker_id = sealed_asker.person_id
         where mark = ?1 order by entry.id desc limit ?2",
    )
    .bind(mark)
    .bind(limit)
    .fetch_all(conn)
    .await
}

/// Resolved ones of them of which nobody has said whether it helped, the newest first.
pub(in crate::questions) async fn unrated_under(
    conn: &mut SqliteConnection,
    mark: &[u8],
    limit: i64,
) -> sqlx::Result<Vec<QuestionId>> {
    sqlx::query_scalar(
        "select question.id
         from sealed_asker join question on question.asker_id = sealed_asker.person_id
         where mark = ?1 and state = 'resolved' and not exists (
             select 1 from question_rating as rating where rating.question_id = question.id)
         order by question.id desc limit ?2",
    )
    .bind(mark)
    .bind(limit)
    .fetch_all(conn)
    .await
}
