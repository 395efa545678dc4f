//! The SQL of questions.

mod board;
mod closing;
mod confidants;
mod drafts;
mod hold;
mod images;
mod remarks;
mod routing;
mod sealed;
mod tracked;
mod unsealing;
mod words;
mod written;

use chrono::{DateTime, Utc};
use sqlx::SqliteConnection;

use super::question::{Entry, Question};
use crate::db::{self, Tx};
use crate::ids::{LectureId, PersonId, QuestionId};

pub(super) use board::*;
pub(super) use closing::*;
pub(super) use confidants::*;
pub(super) use drafts::*;
pub(super) use hold::*;
pub(super) use images::*;
pub(super) use remarks::*;
pub(super) use routing::*;
pub(super) use sealed::*;
pub(super) use tracked::*;
pub(super) use unsealing::*;
pub(super) use words::*;
pub(super) use written::*;

/// The facts that say what the configured channels are: that for questions, and that for confidential
/// ones.
const CHANNEL_KINDS: [&str; 2] = ["questions_channel_kind", "confidential_channel_kind"];

/// What looks at the configured channels came to: each names its channel, because settings change.
#[derive(Clone, Debug, Default, sqlx::FromRow)]
pub(super) struct ChannelKinds {
    #[sqlx(rename = "channel_kind")]
    pub(super) questions: Option<String>,
    #[sqlx(rename = "confidential_kind")]
    pub(super) confidential: Option<String>,
}

pub(super) async fn set_channel_kind(
    tx: &mut Tx,
    is_confidential: bool,
    kind: &str,
) -> sqlx::Result<()> {
    db::set_fact(tx, CHANNEL_KINDS[usize::from(is_confidential)], kind).await
}

pub(super) async fn channel_kinds(conn: &mut SqliteConnection) -> sqlx::Result<ChannelKinds> {
    let [questions, confidential] = CHANNEL_KINDS;
    Ok(ChannelKinds {
        questions: db::fact(conn, questions).await?,
        confidential: db::fact(conn, confidential).await?,
    })
}

pub(super) async fn insert(tx: &mut Tx, question: &Question) -> sqlx::Result<()> {
    tx.later(
        "insert into question (id, asker_id, kind, field, age_band, near, state, version, title,
             situation, findings, thinking, wanted, channel_id, channel_kind, asked_at,
             last_activity_at, lecture_id, is_anonymous, images_waiting)
         values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    )
    .bind(question.id)
    .bind(question.asker_id)
    .bind(question.kind)
    .bind(&question.field)
    .bind(question.age_band)
    .bind(question.near)
    .bind(question.state)
    .bind(question.version)
    .bind(&question.title)
    .bind(&question.situation)
    .bind(&question.findings)
    .bind(&question.thinking)
    .bind(&question.wanted)
    .bind(question.channel_id)
    .bind(question.channel_kind)
    .bind(question.asked_at)
    .bind(question.last_activity_at)
    .bind(question.lecture_id)
    .bind(question.is_anonymous)
    .bind(question.images_waiting)
    .add()
    .await
}

pub(super) async fn by_number(
    conn: &mut SqliteConnection,
    question: QuestionId,
) -> sqlx::Result<Option<Question>> {
    sqlx::query_as(
        "select question.*, lecture.series as lecture_series, lecture.number as lecture_number
         from question_with_people as question
         left join lecture_called as lecture on lecture.id = question.lecture_id
         where question.id = ?1",
    )
    .bind(question)
    .fetch_optional(conn)
    .await
}

/// Every question that is not closed.
pub(super) async fn not_closed(conn: &mut SqliteConnection) -> sqlx::Result<Vec<Question>> {
    sqlx::query_as(
        "select question.*, lecture.series as lecture_series, lecture.number as lecture_number
         from question_with_people as question
         left join lecture_called as lecture on lecture.id = question.lecture_id
         where state in ('open', 'claimed', 'needs_info', 'reopened', 'answered')
         order by question.id",
    )
    .fetch_all(conn)
    .await
}

/// Saves what can change, if nobody changed it since `version`.
pub(super) async fn save(tx: &mut Tx, question: &Question, version: i64) -> sqlx::Result<bool> {
    let done = sqlx::query(
        "update question set state = ?3, claimer_id = ?4, version = ?5, claimed_at = ?6,
             lease_ends_at = ?7, first_answer_at = ?8, answered_at = ?9, resolved_at = ?10,
             last_activity_at = ?11, posting = ?12, card = ?13, lost = ?14, channel_id = ?15,
             channel_kind = ?16, duplicate_of = ?17, held_from = ?18, clock_stopped_at = ?19,
             clock_stopped_seconds = ?20, warned_at = ?21, images_waiting = ?22
         where id = ?1 and version = ?2",
    )
    .bind(question.id)
    .bind(version)
    .bind(question.state)
    .bind(question.claimer_id)
    .bind(question.version)
    .bind(question.claimed_at)
    .bind(question.lease_ends_at)
    .bind(question.first_answer_at)
    .bind(question.answered_at)
    .bind(question.resolved_at)
    .bind(question.last_activity_at)
    .bind(question.posting)
    .bind(question.card)
    .bind(question.lost)
    .bind(question.channel_id)
    .bind(question.channel_kind)
    .bind(question.duplicate_of)
    .bind(question.held_from)
    .bind(question.clock_stopped_at)
    .bind(question.clock_stopped_seconds)
    .bind(question.warned_at)
    .bind(question.images_waiting)
    .execute(tx.conn().await?)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Remembers that somebody wrote in its thread at this time. No change that a decision depends on.
pub(super) async fn touch(
    tx: &mut Tx,
    question: QuestionId,
    at: DateTime<Utc>,
) -> sqlx::Result<()> {
    sqlx::query("update question set last_activity_at = max(last_activity_at, ?2) where id = ?1")
        .bind(question)
        .bind(at)
        .execute(tx.conn().await?)
        .await?;
    Ok(())
}

/// A step in the life of a question.
#[derive(Debug)]
pub(super) struct Step<'a> {
    pub(super) event: &'a str,
    pub(super) actor: Option<PersonId>,
    pub(super) before: &'a Question,
    pub(super) after: &'a Question,
}

pub(super) async fn insert_event(
    tx: &mut Tx,
    step: &Step<'_>,
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    tx.later(
        "insert into question_event (question_id, version, at, event, actor_id, from_state, to_state)
         values (?, ?, ?, ?, ?, ?, ?)",
    )
    .bind(step.after.id)
    .bind(step.after.version)
    .bind(now)
    .bind(step.event)
    .bind(step.actor)
    .bind(step.before.state)
    .bind(step.after.state)
    .add()
    .await
}

/// Somebody's questions, the newest first.
pub(super) async fn asked_by(
    conn: &mut SqliteConnection,
    asker: PersonId,
    limit: i64,
) -> sqlx::Result<Vec<Entry>> {
    sqlx::query_as(
        "select id, title, kind = 'failure' as is_confidential, state, asked_at, thread
         from question_entry
         where asker_id = ?1 and state <> 'erased'
         order by id desc limit ?2",
    )
    .bind(asker)
    .bind(limit)
    .fetch_all(conn)
    .await
}

/// What was asked about a lecture, the newest first; but what only mentors may read.
pub(super) async fn about(
    conn: &mut SqliteConnection,
    lecture: LectureId,
    limit: i64,
) -> sqlx::Result<Vec<Entry>> {
    sqlx::query_as(
        "select entry.id, entry.title, false as is_confidential, entry.state, entry.asked_at, thread
         from question join question_entry as entry on entry.id = question.id
         where question.lecture_id = ?1 and question.state not in ('erased', 'held')
           and question.kind <> 'failure'
         order by question.id desc limit ?2",
    )
    .bind(lecture)
    .bind(limit)
    .fetch_all(conn)
    .await
}

/// What nobody has taken, the longest waiting first.
pub(super) async fn unclaimed(conn: &mut SqliteConnection, limit: i64) -> sqlx::Result<Vec<Entry>> {
    sqlx::query_as(
        "select id, title, kind = 'failure' as is_confidential, state, asked_at, thread
         from question_entry
         where state in ('open', 'reopened')
         order by asked_at, id limit ?1",
    )
    .bind(limit)
    .fetch_all(conn)
    .await
}

/// What a mentor promised to answer, the longest waiting first.
pub(super) async fn claimed_by(
    conn: &mut SqliteConnection,
    claimer: PersonId,
    limit: i64,
) -> sqlx::Result<Vec<Entry>> {
    sqlx::query_as(
        "select id, title, kind = 'failure' as is_confidential, state, asked_at, thread
         from question_entry
         where claimer_id = ?1 and state in ('claimed', 'needs_info')
         order by asked_at, id limit ?2",
    )
    .bind(claimer)
    .bind(limit)
    .fetch_all(conn)
    .await
}

/// Claims that have run out.
pub(super) async fn lapsed(
    conn: &mut SqliteConnection,
    now: DateTime<Utc>,
) -> sqlx::Result<Vec<QuestionId>> {
    sqlx::query_scalar(
        "select id from question
         where lease_ends_at is not null and lease_ends_at <= ?1 order by lease_ends_at",
    )
    .bind(now)
    .fetch_all(conn)
    .await
}

/// When the next claim runs out.
pub(super) async fn next_lapse(conn: &mut SqliteConnection) -> sqlx::Result<Option<DateTime<Utc>>> {
    sqlx::query_scalar("select min(lease_ends_at) from question where lease_ends_at is not null")
        .fetch_one(conn)
        .await
}
