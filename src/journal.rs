//! The append-only record: who did what to whom, when and why.
//!
//! It holds ids, kinds and times, never what people wrote; erasing a person cuts the link between
//! their row in `person` and their Discord id, and the record stays true.

use chrono::{DateTime, Utc};
use serde_json::Value;
use sqlx::SqliteConnection;

use crate::db::Tx;
use crate::ids::{PersonId, UserId};

/// Who did it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// A person.
    Person(PersonId),
    /// Time passed.
    Clock,
    /// Discord told us, or a comparison with Discord showed it.
    Discord,
}

/// One line of the record.
#[derive(Debug)]
pub struct Entry<'a> {
    /// Who did it.
    pub by: By,
    /// What happened, in the past tense: `question.claimed`, `entitlement.granted`.
    pub kind: &'static str,
    /// What it happened to: `question:12`, `plan:3`.
    pub subject: &'a str,
    /// Whom it concerns, if anyone.
    pub person: Option<PersonId>,
    /// Ids, numbers, states, times; never words of people.
    pub details: Value,
}

/// Writes one line in the caller's transaction.
pub async fn record(tx: &mut Tx, at: DateTime<Utc>, entry: Entry<'_>) -> sqlx::Result<()> {
    let (by, actor) = match entry.by {
        By::Person(person) => ("person", Some(person)),
        By::Clock => ("clock", None),
        By::Discord => ("discord", None),
    };
    tx.later(
        "insert into journal (at, by, actor_id, kind, subject, person_id, details)
         values (?, ?, ?, ?, ?, ?, ?)",
    )
    .bind(at)
    .bind(by)
    .bind(actor)
    .bind(entry.kind)
    .bind(entry.subject)
    .bind(entry.person)
    .bind(entry.details.to_string())
    .add()
    .await
}

/// A line as it was written.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Line {
    /// When.
    pub at: DateTime<Utc>,
    /// Who did it, if a person did; `None` also for someone who was erased.
    pub actor: Option<UserId>,
    /// What happened.
    pub kind: String,
    /// What it happened to.
    pub subject: String,
    /// Ids, numbers, states, times, as JSON.
    pub details: String,
}

/// The last line of these kinds about a subject.
pub async fn last(
    conn: &mut SqliteConnection,
    subject: &str,
    kinds: &[&'static str],
) -> sqlx::Result<Option<Line>> {
    sqlx::query_as(
        "select journal.at, actor.user_id as actor, journal.kind, journal.subject, journal.details
         from journal left join person as actor on actor.id = journal.actor_id
         where journal.subject = ?1 and journal.kind in (select value from json_each(?2))
         order by journal.id desc limit 1",
    )
    .bind(subject)
    .bind(Value::from(kinds).to_string())
    .fetch_optional(conn)
    .await
}

/// The lines of these kinds that concern a person, oldest first.
pub async fn about(
    conn: &mut SqliteConnection,
    person: PersonId,
    kinds: &[&'static str],
) -> sqlx::Result<Vec<Line>> {
    sqlx::query_as(
        "select journal.at, actor.user_id as actor, journal.kind, journal.subject, journal.details
         from journal left join person as actor on actor.id = journal.actor_id
         where journal.person_id = ?1 and journal.kind in (select value from json_each(?2))
         order by journal.id",
    )
    .bind(person)
    .bind(Value::from(kinds).to_string())
    .fetch_all(conn)
    .await
}

/// The last line of what somebody did to something.
pub async fn last_by_somebody(
    conn: &mut SqliteConnection,
    subject: &str,
) -> sqlx::Result<Option<Line>> {
    sqlx::query_as(
        "select journal.at, actor.user_id as actor, journal.kind, journal.subject, journal.details
         from journal left join person as actor on actor.id = journal.actor_id
         where journal.subject = ?1 and journal.actor_id is not null order by journal.id desc limit 1",
    )
    .bind(subject)
    .fetch_optional(conn)
    .await
}
