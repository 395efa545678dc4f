//! The SQL of figures.

use chrono::{DateTime, Utc};
use sqlx::SqliteConnection;

use super::rules::{Answered, Case, Counts, Step};
use crate::ids::PersonId;

/// What was asked from then until before then, in no order. Every state is named, so that an index is
/// used.
pub(super) async fn asked_between(
    conn: &mut SqliteConnection,
    from: DateTime<Utc>,
    until: DateTime<Utc>,
) -> sqlx::Result<Vec<Case>> {
    sqlx::query_as(
        "select question.id, kind, field, state, asked_at, first_answer_at, resolved_at, rating.stars,
                exists (select 1 from question_event as event
                    where event.question_id = question.id and event.event = 'reopen') as is_reopened,
                exists (select 1 from question_event as event
                    where event.question_id = question.id and event.event = 'auto_resolve')
                    as is_auto_resolved
         from question left join question_rating as rating on rating.question_id = question.id
         where state in ('open', 'claimed', 'needs_info', 'answered', 'resolved', 'reopened',
                   'duplicate', 'withdrawn', 'expired', 'held', 'erased')
               and asked_at >= ?1 and asked_at < ?2",
    )
    .bind(from)
    .bind(until)
    .fetch_all(conn)
    .await
}

/// The steps of the same questions.
pub(super) async fn steps_between(
    conn: &mut SqliteConnection,
    from: DateTime<Utc>,
    until: DateTime<Utc>,
) -> sqlx::Result<Vec<Step>> {
    sqlx::query_as(
        "select event.question_id, event.version, event.at, event.to_state
         from question join question_event as event on event.question_id = question.id
         where question.state in ('open', 'claimed', 'needs_info', 'answered', 'resolved', 'reopened',
                   'duplicate', 'withdrawn', 'expired', 'held', 'erased')
               and question.asked_at >= ?1 and question.asked_at < ?2",
    )
    .bind(from)
    .bind(until)
    .fetch_all(conn)
    .await
}

/// When somebody first answered each question that they answered.
pub(super) async fn answered_by(
    conn: &mut SqliteConnection,
    person: PersonId,
) -> sqlx::Result<Vec<Answered>> {
    sqlx::query_as(
        "select answer.question_id, question.asked_at, min(answer.at) as at
         from answer join question on question.id = answer.question_id
         where answer.author_id = ?1 group by answer.question_id",
    )
    .bind(person)
    .fetch_all(conn)
    .await
}

/// The steps of the same questions; of some more than once.
pub(super) async fn steps_answered_by(
    conn: &mut SqliteConnection,
    person: PersonId,
) -> sqlx::Result<Vec<Step>> {
    sqlx::query_as(
        "select event.question_id, event.version, event.at, event.to_state
         from answer join question_event as event on event.question_id = answer.question_id
         where answer.author_id = ?1",
    )
    .bind(person)
    .fetch_all(conn)
    .await
}

/// How often somebody was thanked, and how much they have promised.
pub(super) async fn counts_of(
    conn: &mut SqliteConnection,
    person: PersonId,
) -> sqlx::Result<Counts> {
    sqlx::query_as(
        "select (select count(*) from question_thanks where person_id = ?1) as thanks,
                (select count(*) from question where claimer_id = ?1 and state = 'claimed')
                    as open_claims",
    )
    .bind(person)
    .fetch_one(conn)
    .await
}

/// How the questions were rated that somebody answered.
pub(super) async fn stars_of(
    conn: &mut SqliteConnection,
    person: PersonId,
) -> sqlx::Result<Vec<i64>> {
    sqlx::query_scalar(
        "select rating.stars
         from answer join question_rating as rating on rating.question_id = answer.question_id
         where answer.author_id = ?1 group by answer.question_id",
    )
    .bind(person)
    .fetch_all(conn)
    .await
}
