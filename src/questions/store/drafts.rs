//! The SQL of what is not asked yet: drafts, their words, and how whoever asks stands.

use chrono::{DateTime, Utc};
use sqlx::query::QueryAs;
use sqlx::sqlite::{Sqlite, SqliteArguments, SqliteConnection};

use crate::db::Tx;
use crate::ids::{LectureId, PersonId, QuestionId, UserId};
use crate::questions::question::{Draft, DraftId, Question, Topic, Words};
use crate::questions::store::ChannelKinds;

pub(in crate::questions) async fn insert_draft(
    tx: &mut Tx,
    asker: PersonId,
    topic: &Topic,
    lecture: Option<LectureId>,
    expires_at: DateTime<Utc>,
) -> sqlx::Result<DraftId> {
    sqlx::query_scalar(
        "insert into question_draft (asker_id, kind, field, age_band, near, lecture_id, expires_at)
         values (?1, ?2, ?3, ?4, ?5, ?6, ?7) returning id",
    )
    .bind(asker)
    .bind(topic.kind)
    .bind(&topic.field)
    .bind(topic.age_band)
    .bind(topic.near)
    .bind(lecture)
    .bind(expires_at)
    .fetch_one(tx.conn().await?)
    .await
}

/// What decides whether somebody may ask one more question.
#[derive(Debug, sqlx::FromRow)]
pub(in crate::questions) struct Standing {
    /// How many questions of theirs wait for an answer, under their name or not.
    pub(in crate::questions) waiting: i64,
    /// What the configured channels are, once that is known.
    #[sqlx(flatten)]
    pub(in crate::questions) channels: ChannelKinds,
    /// Whether they hold a plan now.
    pub(in crate::questions) is_member: bool,
}

pub(in crate::questions) async fn standing(
    conn: &mut SqliteConnection,
    (user, mark): (UserId, Option<Vec<u8>>),
    now: DateTime<Utc>,
) -> sqlx::Result<Standing> {
    sqlx::query_as(
        "select (select count(*) from question
                 where asker_id = (select id from person where user_id = ?1)
                   and state in ('open', 'claimed', 'needs_info', 'reopened'))
                + (select count(*)
                   from sealed_asker join question on question.asker_id = sealed_asker.person_id
                   where mark = ?3 and state in ('open', 'claimed', 'needs_info', 'reopened'))
                    as waiting,
                (select value from fact where name = 'questions_channel_kind') as channel_kind,
                (select value from fact where name = 'confidential_channel_kind')
                    as confidential_kind,
                exists (select 1 from membership
                        where user_id = ?1 and starts_at <= ?2
                          and (ends_at is null or ends_at > ?2)) as is_member",
    )
    .bind(user)
    .bind(now)
    .bind(mark)
    .fetch_one(conn)
    .await
}

/// A draft, whoever sends its form or presses its button now, and how its asker stands: one look for
/// all, because everyone who asks at that moment waits for it.
#[derive(Debug, sqlx::FromRow)]
pub(in crate::questions) struct Sent {
    #[sqlx(flatten)]
    pub(in crate::questions) draft: Draft,
    pub(in crate::questions) sender_id: Option<PersonId>,
    /// Of an anonymous one: by what whoever asks is known.
    pub(in crate::questions) mark: Option<Vec<u8>>,
    /// They want to be told by direct message.
    pub(in crate::questions) wants_dm: bool,
    /// What the next question is called.
    pub(in crate::questions) next_number: QuestionId,
    #[sqlx(flatten)]
    pub(in crate::questions) standing: Standing,
}

pub(in crate::questions) async fn draft(
    tx: &mut Tx,
    draft: DraftId,
    sender: (UserId, Option<Vec<u8>>),
    now: DateTime<Utc>,
) -> sqlx::Result<Option<Sent>> {
    tx.look(sent(draft, sender, now)).await
}

/// The same where nothing is to be written.
pub(in crate::questions) async fn look_at_draft(
    conn: &mut SqliteConnection,
    draft: DraftId,
    sender: (UserId, Option<Vec<u8>>),
    now: DateTime<Utc>,
) -> sqlx::Result<Option<Sent>> {
    sent(draft, sender, now).fetch_optional(conn).await
}

fn sent(
    draft: DraftId,
    (sender, mark): (UserId, Option<Vec<u8>>),
    now: DateTime<Utc>,
) -> QueryAs<'static, Sqlite, Sent, SqliteArguments> {
    sqlx::query_as(
        "select draft.id, asker_id, kind, field, age_band, near, expires_at, question_id,
                draft.title, situation, findings, thinking, wanted, lecture_id,
                lecture.series as lecture_series, lecture.number as lecture_number,
                (select count(*) from question_image
                 where draft_id = draft.id and state = 'waiting') as images,
                (select id from person where user_id = ?2) as sender_id,
                max((select coalesce(max(id), 0) from question),
                    coalesce((select cast(value as integer) from fact
                              where name = 'question_last_number'), 0)) + 1 as next_number,
                sealed.mark, coalesce(sealed.wants_dm, 0) as wants_dm,
                (select count(*) from question
                 where asker_id = (select id from person where user_id = ?2)
                   and state in ('open', 'claimed', 'needs_info', 'reopened'))
                + (select count(*)
                   from sealed_asker as own join question on question.asker_id = own.person_id
                   where own.mark = ?4 and state in ('open', 'claimed', 'needs_info', 'reopened'))
                    as waiting,
                (select value from fact where name = 'questions_channel_kind') as channel_kind,
                (select value from fact where name = 'confidential_channel_kind')
                    as confidential_kind,
                exists (select 1 from membership
                        where user_id = ?2 and starts_at <= ?3
                          and (ends_at is null or ends_at > ?3)) as is_member
         from question_draft as draft
         left join lecture_called as lecture on lecture.id = draft.lecture_id
         left join sealed_asker as sealed on sealed.person_id = draft.asker_id
         where draft.id = ?1",
    )
    .bind(draft)
    .bind(sender)
    .bind(now)
    .bind(mark)
}

/// Keeps the message that a draft comes from; the other parts are empty until the form comes.
pub(in crate::questions) async fn quote(
    tx: &mut Tx,
    draft: DraftId,
    situation: &str,
) -> sqlx::Result<()> {
    tx.later(
        "update question_draft set title = '', situation = ?, thinking = '', wanted = '' where id = ?",
    )
    .bind(situation)
    .bind(draft)
    .add()
    .await
}

/// Changes what was chosen.
pub(in crate::questions) async fn choose(
    tx: &mut Tx,
    draft: DraftId,
    topic: &Topic,
) -> sqlx::Result<()> {
    tx.later("update question_draft set kind = ?, field = ?, age_band = ?, near = ? where id = ?")
        .bind(topic.kind)
        .bind(&topic.field)
        .bind(topic.age_band)
        .bind(topic.near)
        .bind(draft)
        .add()
        .await
}

/// Keeps what was typed, in the place of what was typed before.
pub(in crate::questions) async fn write_draft(
    tx: &mut Tx,
    draft: DraftId,
    words: &Words,
    expires_at: DateTime<Utc>,
) -> sqlx::Result<()> {
    tx.later(
        "update question_draft set title = ?, situation = ?, findings = ?, thinking = ?, wanted = ?,
             expires_at = ?
         where id = ?",
    )
    .bind(&words.title)
    .bind(&words.situation)
    .bind(&words.findings)
    .bind(&words.thinking)
    .bind(&words.wanted)
    .bind(expires_at)
    .bind(draft)
    .add()
    .await
}

/// Forgets a draft that did not become a question.
pub(in crate::questions) async fn delete_draft(tx: &mut Tx, draft: DraftId) -> sqlx::Result<()> {
    tx.later("delete from question_draft where id = ?")
        .bind(draft)
        .add()
        .await
}

/// Remembers what became of a draft, and the first step of its question. The words are the
/// question's from now on.
pub(in crate::questions) async fn use_draft(
    tx: &mut Tx,
    draft: &Draft,
    question: &Question,
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    tx.later(
        "update question_draft set question_id = ?, title = null, situation = null, findings = null,
             thinking = null, wanted = null
         where id = ?",
    )
    .bind(question.id)
    .bind(draft.id)
    .add()
    .await?;
    tx.later(
        "insert into question_event (question_id, version, at, event, actor_id, from_state, to_state)
         values (?, ?, ?, 'ask', ?, null, ?)",
    )
    .bind(question.id)
    .bind(question.version)
    .bind(now)
    .bind(draft.asker_id)
    .bind(question.state)
    .add()
    .await
}

/// Forgets drafts whose time is over; `true` where words may have gone with them, or who asked.
pub(in crate::questions) async fn sweep_drafts(
    tx: &mut Tx,
    now: DateTime<Utc>,
) -> sqlx::Result<bool> {
    let were_drafts: Vec<bool> = sqlx::query_scalar(
        "delete from question_draft where expires_at <= ?1 returning question_id is null",
    )
    .bind(now)
    .fetch_all(tx.conn().await?)
    .await?;
    Ok(were_drafts.contains(&true))
}

/// When the next draft is swept.
pub(in crate::questions) async fn next_sweep(
    conn: &mut SqliteConnection,
) -> sqlx::Result<Option<DateTime<Utc>>> {
    sqlx::query_scalar("select min(expires_at) from question_draft")
        .fetch_one(conn)
        .await
}
