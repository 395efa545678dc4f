//! The SQL of who was brought into private threads.

use chrono::{DateTime, Utc};
use sqlx::SqliteConnection;

use crate::db::Tx;
use crate::ids::{PersonId, QuestionId, UserId};
use crate::questions::question::Question;

/// Somebody who was brought in, and is a mentor no more.
#[derive(Clone, Copy, Debug, sqlx::FromRow)]
pub(in crate::questions) struct Departed {
    pub(in crate::questions) question_id: QuestionId,
    pub(in crate::questions) person_id: PersonId,
    pub(in crate::questions) user: UserId,
}

/// Remembers who was brought in now. Whoever asks is in it for other reasons.
pub(in crate::questions) async fn set_confidant(
    tx: &mut Tx,
    question: &Question,
    user: UserId,
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    tx.later(
        "insert into question_confidant (question_id, person_id, at)
         select ?, id, ? from person where user_id = ? and id <> ?
         on conflict (question_id, person_id) do update set at = excluded.at",
    )
    .bind(question.id)
    .bind(now)
    .bind(user)
    .bind(question.asker_id)
    .add()
    .await
}

/// Who lost the mentor role since they were brought in.
pub(in crate::questions) async fn departed(
    conn: &mut SqliteConnection,
) -> sqlx::Result<Vec<Departed>> {
    sqlx::query_as(
        "select question_id, person_id, user_id as user
         from question_confidant as confidant indexed by question_confidant_person
         cross join person on person.id = confidant.person_id
         where is_mentor = 0 and mentor_lost_at >= at and user_id is not null
         order by question_id, person_id",
    )
    .fetch_all(conn)
    .await
}

/// Whether somebody was a mentor, and is none now.
pub(in crate::questions) async fn has_lost_role(
    conn: &mut SqliteConnection,
    user: UserId,
) -> sqlx::Result<bool> {
    let lost: Option<bool> = sqlx::query_scalar(
        "select is_mentor = 0 and mentor_lost_at is not null from person where user_id = ?1",
    )
    .bind(user)
    .fetch_optional(conn)
    .await?;
    Ok(lost == Some(true))
}

/// They are not in it any more; `false` where somebody was faster.
pub(in crate::questions) async fn forget_confidant(
    tx: &mut Tx,
    departed: Departed,
) -> sqlx::Result<bool> {
    let done =
        sqlx::query("delete from question_confidant where question_id = ?1 and person_id = ?2")
            .bind(departed.question_id)
            .bind(departed.person_id)
            .execute(tx.conn().await?)
            .await?;
    Ok(done.rows_affected() == 1)
}
