//! The SQL of who is told of a question, and when.

use chrono::{DateTime, TimeDelta, Utc};
use sqlx::SqliteConnection;

use crate::db::Tx;
use crate::ids::{PersonId, QuestionId, UserId};
use crate::questions::question::Entry;
use crate::questions::rules::routing::{Known, Pick, Reason, Stage, Waiting};

/// Whoever was told longer ago counts as never told.
const REMEMBERED: TimeDelta = TimeDelta::days(30);

pub(in crate::questions) async fn waiting(
    conn: &mut SqliteConnection,
    question: QuestionId,
) -> sqlx::Result<Waiting> {
    sqlx::query_as(
        "select waiting_from, waiting_round, next_stage, stage_due_at from question where id = ?1",
    )
    .bind(question)
    .fetch_one(conn)
    .await
}

pub(in crate::questions) async fn set_waiting(
    tx: &mut Tx,
    question: QuestionId,
    waiting: Waiting,
) -> sqlx::Result<()> {
    tx.later(
        "update question set waiting_from = ?, waiting_round = ?, next_stage = ?, stage_due_at = ?
         where id = ?",
    )
    .bind(waiting.from)
    .bind(waiting.round)
    .bind(waiting.next)
    .bind(waiting.due_at)
    .bind(question)
    .add()
    .await
}

/// Questions that go to somebody by now, the most overdue first.
pub(in crate::questions) async fn stage_due(
    conn: &mut SqliteConnection,
    now: DateTime<Utc>,
) -> sqlx::Result<Vec<QuestionId>> {
    sqlx::query_scalar(
        "select id from question where stage_due_at is not null and stage_due_at <= ?1
         order by stage_due_at, id",
    )
    .bind(now)
    .fetch_all(conn)
    .await
}

/// When the next question goes to somebody.
pub(in crate::questions) async fn next_stage_due(
    conn: &mut SqliteConnection,
) -> sqlx::Result<Option<DateTime<Utc>>> {
    sqlx::query_scalar("select min(stage_due_at) from question where stage_due_at is not null")
        .fetch_one(conn)
        .await
}

/// Somebody who is told once their own quiet hours are over.
#[derive(Clone, Copy, Debug, sqlx::FromRow)]
pub(in crate::questions) struct Late {
    pub(in crate::questions) question_id: QuestionId,
    pub(in crate::questions) round: i64,
    pub(in crate::questions) person_id: PersonId,
    pub(in crate::questions) stage: Stage,
    pub(in crate::questions) distance: Option<i64>,
    pub(in crate::questions) is_field: bool,
}

/// Whose quiet hours are over by now.
pub(in crate::questions) async fn late_due(
    conn: &mut SqliteConnection,
    now: DateTime<Utc>,
) -> sqlx::Result<Vec<Late>> {
    sqlx::query_as(
        "select question_id, round, person_id, stage, distance, is_field from question_route
         where waits_until is not null and waits_until <= ?1 order by waits_until, question_id",
    )
    .bind(now)
    .fetch_all(conn)
    .await
}

/// When somebody's quiet hours are over next.
pub(in crate::questions) async fn next_late_due(
    conn: &mut SqliteConnection,
) -> sqlx::Result<Option<DateTime<Utc>>> {
    sqlx::query_scalar("select min(waits_until) from question_route where waits_until is not null")
        .fetch_one(conn)
        .await
}

/// They are told now.
pub(in crate::questions) async fn set_told(
    tx: &mut Tx,
    late: Late,
    now: DateTime<Utc>,
) -> sqlx::Result<bool> {
    let done = sqlx::query(
        "update question_route set waits_until = null, at = ?5
         where question_id = ?1 and round = ?2 and person_id = ?3 and stage = ?4
           and waits_until is not null",
    )
    .bind(late.question_id)
    .bind(late.round)
    .bind(late.person_id)
    .bind(late.stage)
    .bind(now)
    .execute(tx.conn().await?)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// They need not be told any more.
pub(in crate::questions) async fn forget_late(tx: &mut Tx, late: Late) -> sqlx::Result<()> {
    tx.later(
        "delete from question_route
         where question_id = ? and round = ? and person_id = ? and stage = ?",
    )
    .bind(late.question_id)
    .bind(late.round)
    .bind(late.person_id)
    .bind(late.stage)
    .add()
    .await
}

/// What is known of mentors besides what they said.
pub(in crate::questions) async fn known(
    conn: &mut SqliteConnection,
    question: QuestionId,
    round: i64,
    now: DateTime<Utc>,
) -> sqlx::Result<Known> {
    let loads: Vec<(PersonId, i64)> = sqlx::query_as(
        "select claimer_id, count(*) from question
         where state in ('claimed', 'needs_info') and claimer_id is not null group by claimer_id",
    )
    .fetch_all(&mut *conn)
    .await?;
    let last_told: Vec<(PersonId, DateTime<Utc>)> = sqlx::query_as(
        "select person_id, max(at) from question_route
         where reason = 'picked' and at >= ?1 and stage <> 'join' group by person_id",
    )
    .bind(now - REMEMBERED)
    .fetch_all(&mut *conn)
    .await?;
    let told: Vec<PersonId> = sqlx::query_scalar(
        "select person_id from question_route
         where question_id = ?1 and round = ?2 and stage <> 'join'
           and reason in ('picked', 'former')",
    )
    .bind(question)
    .bind(round)
    .fetch_all(conn)
    .await?;
    Ok(Known {
        loads: loads.into_iter().collect(),
        last_told: last_told.into_iter().collect(),
        told: told.into_iter().collect(),
    })
}

/// Keeps that somebody was told, or why they were not.
pub(in crate::questions) async fn insert_route(
    tx: &mut Tx,
    (question, round, stage): (QuestionId, i64, Stage),
    pick: &Pick<'_>,
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    let waits_until = pick
        .quiet_until
        .filter(|_| pick.reason == Reason::Picked && stage != Stage::Join);
    tx.later(
        "insert into question_route (question_id, round, person_id, stage, at, reason, distance,
             is_field, load, waits_until)
         values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing",
    )
    .bind(question)
    .bind(round)
    .bind(pick.mentor.person)
    .bind(stage)
    .bind(now)
    .bind(pick.reason)
    .bind(pick.distance)
    .bind(pick.is_field)
    .bind(pick.load)
    .bind(waits_until)
    .add()
    .await
}

/// Keeps that whoever had claimed it knows of it.
pub(in crate::questions) async fn insert_former(
    tx: &mut Tx,
    question: QuestionId,
    round: i64,
    person: PersonId,
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    tx.later(
        "insert into question_route (question_id, round, person_id, stage, at, reason, is_field, load)
         values (?, ?, ?, 'near', ?, 'former', 0, 0) on conflict do nothing",
    )
    .bind(question)
    .bind(round)
    .bind(person)
    .bind(now)
    .add()
    .await
}

/// Who was told of a question, or why not.
#[derive(Clone, Copy, Debug, sqlx::FromRow)]
pub(in crate::questions) struct Route {
    pub(in crate::questions) user: Option<UserId>,
    pub(in crate::questions) stage: Stage,
    pub(in crate::questions) at: DateTime<Utc>,
    pub(in crate::questions) reason: Reason,
    pub(in crate::questions) distance: Option<i64>,
    pub(in crate::questions) is_field: bool,
    pub(in crate::questions) load: i64,
    pub(in crate::questions) waits_until: Option<DateTime<Utc>>,
}

/// Who was told of a question since it waits, or why not, in order of time.
pub(in crate::questions) async fn routes(
    conn: &mut SqliteConnection,
    question: QuestionId,
    round: i64,
) -> sqlx::Result<Vec<Route>> {
    sqlx::query_as(
        "select person.user_id as user, stage, at, reason, distance, is_field, load, waits_until
         from question_route join person on person.id = question_route.person_id
         where question_id = ?1 and round = ?2
         order by at, stage, person.id",
    )
    .bind(question)
    .bind(round)
    .fetch_all(conn)
    .await
}

/// What waits for an answer, the longest waiting first; `asked_at` says since when. For staff all of it,
/// for others what everybody may read.
pub(in crate::questions) async fn unanswered(
    conn: &mut SqliteConnection,
    is_staff: bool,
    limit: i64,
) -> sqlx::Result<Vec<Entry>> {
    sqlx::query_as(
        "select entry.id, entry.title, question.kind = 'failure' as is_confidential, entry.state,
                question.waiting_from as asked_at, thread
         from question join question_entry as entry on entry.id = question.id
         where question.waiting_from is not null
           and question.state in ('open', 'claimed', 'reopened')
           and (?2 or question.kind <> 'failure')
         order by question.waiting_from, question.id limit ?1",
    )
    .bind(limit)
    .bind(is_staff)
    .fetch_all(conn)
    .await
}
