//! The SQL of pictures: where they are, what they are, and that they are forgotten.

use chrono::{DateTime, Utc};
use sqlx::SqliteConnection;

use crate::db::Tx;
use crate::ids::{ImageId, PersonId, QuestionId};
use crate::picture::{Format, Picture};
use crate::questions::question::DraftId;

/// Remembers where Discord keeps a picture for now.
pub(in crate::questions) async fn name_image(
    tx: &mut Tx,
    draft: DraftId,
    position: i64,
    address: &str,
) -> sqlx::Result<()> {
    tx.later(
        "insert into question_image (draft_id, position, state, address) values (?, ?, 'named', ?)",
    )
    .bind(draft)
    .bind(position)
    .bind(address)
    .add()
    .await
}

/// How many drafts of somebody have pictures.
pub(in crate::questions) async fn drafts_with_images(
    conn: &mut SqliteConnection,
    asker: PersonId,
) -> sqlx::Result<i64> {
    sqlx::query_scalar(
        "select count(distinct draft.id) from question_image as image
         cross join question_draft as draft on draft.id = image.draft_id
         where image.draft_id is not null and (draft.asker_id = ?1 or draft.asker_id in (
             select other.person_id from sealed_asker as alias
             join sealed_asker as other on other.mark = alias.mark where alias.person_id = ?1))",
    )
    .bind(asker)
    .fetch_one(conn)
    .await
}

/// A picture of a draft that is still to be fetched.
#[derive(Debug, sqlx::FromRow)]
pub(in crate::questions) struct NamedImage {
    pub(in crate::questions) id: ImageId,
    pub(in crate::questions) position: i64,
    pub(in crate::questions) address: String,
}

pub(in crate::questions) async fn named_images(
    conn: &mut SqliteConnection,
    draft: DraftId,
) -> sqlx::Result<Vec<NamedImage>> {
    sqlx::query_as(
        "select id, position, address from question_image
         where draft_id = ?1 and state = 'named' order by position",
    )
    .bind(draft)
    .fetch_all(conn)
    .await
}

/// Keeps what was fetched, in the place of where it was; of two at once the first.
pub(in crate::questions) async fn keep_image(
    tx: &mut Tx,
    image: ImageId,
    picture: &Picture,
) -> sqlx::Result<()> {
    tx.later(
        "update question_image set state = 'waiting', address = null, format = ?, bytes = ?
         where id = ? and state = 'named'",
    )
    .bind(picture.format)
    .bind(&picture.bytes)
    .bind(image)
    .add()
    .await
}

/// Forgets where something was that is no picture.
pub(in crate::questions) async fn leave_image(tx: &mut Tx, image: ImageId) -> sqlx::Result<()> {
    tx.later("delete from question_image where id = ? and state = 'named'")
        .bind(image)
        .add()
        .await
}

/// A picture that was fetched.
#[derive(Debug, sqlx::FromRow)]
pub(in crate::questions) struct KeptImage {
    pub(in crate::questions) position: i64,
    pub(in crate::questions) format: Format,
    pub(in crate::questions) bytes: Vec<u8>,
}

pub(in crate::questions) async fn images_of_draft(
    conn: &mut SqliteConnection,
    draft: DraftId,
) -> sqlx::Result<Vec<KeptImage>> {
    sqlx::query_as(
        "select position, format, bytes from question_image
         where draft_id = ?1 and state = 'waiting' order by position",
    )
    .bind(draft)
    .fetch_all(conn)
    .await
}

/// The pictures of a question that wait for the owner.
pub(in crate::questions) async fn waiting_images(
    conn: &mut SqliteConnection,
    question: QuestionId,
) -> sqlx::Result<Vec<KeptImage>> {
    sqlx::query_as(
        "select position, format, bytes from question_image
         where question_id = ?1 and state = 'waiting' order by position",
    )
    .bind(question)
    .fetch_all(conn)
    .await
}

/// The pictures of a draft are its question's from now on.
pub(in crate::questions) async fn hand_over_images(
    tx: &mut Tx,
    draft: DraftId,
    question: QuestionId,
) -> sqlx::Result<()> {
    tx.later(
        "update question_image set question_id = ?, draft_id = null
         where draft_id = ? and state = 'waiting'",
    )
    .bind(question)
    .bind(draft)
    .add()
    .await
}

pub(in crate::questions) async fn approve_images(
    tx: &mut Tx,
    question: QuestionId,
) -> sqlx::Result<()> {
    tx.later(
        "update question_image set state = 'approved' where question_id = ? and state = 'waiting'",
    )
    .bind(question)
    .add()
    .await
}

/// The pictures of a question that may be seen by all.
pub(in crate::questions) async fn approved_images(
    conn: &mut SqliteConnection,
    question: QuestionId,
) -> sqlx::Result<Vec<ImageId>> {
    sqlx::query_scalar(
        "select id from question_image
         where question_id = ?1 and state = 'approved' order by position",
    )
    .bind(question)
    .fetch_all(conn)
    .await
}

/// Forgets the pictures of a question.
pub(in crate::questions) async fn delete_images(
    tx: &mut Tx,
    question: QuestionId,
) -> sqlx::Result<()> {
    tx.later("delete from question_image where question_id = ?")
        .bind(question)
        .add()
        .await
}

/// Questions that are not over and have pictures that wait for the owner.
pub(in crate::questions) async fn with_images_waiting(
    conn: &mut SqliteConnection,
    limit: i64,
) -> sqlx::Result<Vec<QuestionId>> {
    sqlx::query_scalar(
        "select id from question
         where images_waiting > 0 and state in ('open', 'claimed', 'needs_info', 'reopened', 'answered')
         order by id limit ?1",
    )
    .bind(limit)
    .fetch_all(conn)
    .await
}

/// Questions that have pictures, are over, and in which nothing happened since then.
pub(in crate::questions) async fn with_old_images(
    conn: &mut SqliteConnection,
    since: DateTime<Utc>,
) -> sqlx::Result<Vec<QuestionId>> {
    sqlx::query_scalar(
        "select distinct question.id from question_image as image
         join question on question.id = image.question_id
         where image.question_id is not null and question.last_activity_at <= ?1
           and question.state in ('resolved', 'duplicate', 'withdrawn', 'expired')
         order by question.id",
    )
    .bind(since)
    .fetch_all(conn)
    .await
}

/// When something last happened in the one of them that was silent for longest.
pub(in crate::questions) async fn oldest_with_images(
    conn: &mut SqliteConnection,
) -> sqlx::Result<Option<DateTime<Utc>>> {
    sqlx::query_scalar(
        "select min(question.last_activity_at) from question_image as image
         join question on question.id = image.question_id
         where image.question_id is not null
           and question.state in ('resolved', 'duplicate', 'withdrawn', 'expired')",
    )
    .fetch_one(conn)
    .await
}
