//! The SQL of self-checks.

use chrono::{DateTime, Utc};
use serde_json::json;
use sqlx::SqliteConnection;

use crate::db::Tx;
use crate::ids::{CheckItemId, CheckTryId, LectureId, PersonId};
use crate::lectures::rules::{Check, Choices};

/// A question.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(in crate::lectures) struct Item {
    pub(in crate::lectures) id: CheckItemId,
    pub(in crate::lectures) lecture_id: LectureId,
    pub(in crate::lectures) place: i64,
    pub(in crate::lectures) question: String,
    #[sqlx(try_from = "String")]
    pub(in crate::lectures) choices: Listed,
    pub(in crate::lectures) correct: i64,
    pub(in crate::lectures) explanation: String,
    pub(in crate::lectures) retired_at: Option<DateTime<Utc>>,
}

impl Item {
    /// What is asked, without where and since when.
    pub(in crate::lectures) fn check(&self) -> Check {
        Check {
            question: self.question.clone(),
            choices: Choices {
                all: self.choices.0.clone(),
                correct: usize::try_from(self.correct).unwrap_or(usize::MAX),
            },
            explanation: self.explanation.clone(),
        }
    }
}

/// Choices as they are stored.
#[derive(Clone, Debug)]
pub(in crate::lectures) struct Listed(pub(in crate::lectures) Vec<String>);

impl TryFrom<String> for Listed {
    type Error = serde_json::Error;
    fn try_from(text: String) -> serde_json::Result<Self> {
        serde_json::from_str(&text).map(Self)
    }
}

/// One go at the questions of a lecture.
#[derive(Clone, Copy, Debug, sqlx::FromRow)]
pub(in crate::lectures) struct Try {
    pub(in crate::lectures) id: CheckTryId,
    pub(in crate::lectures) person_id: PersonId,
    pub(in crate::lectures) lecture_id: LectureId,
    pub(in crate::lectures) done_at: Option<DateTime<Utc>>,
}

/// What is asked of a lecture now, in order.
pub(in crate::lectures::learning) async fn items(
    conn: &mut SqliteConnection,
    lecture: LectureId,
) -> sqlx::Result<Vec<Item>> {
    sqlx::query_as(
        "select * from check_item where lecture_id = ?1 and retired_at is null order by place",
    )
    .bind(lecture)
    .fetch_all(conn)
    .await
}

/// What is asked of these lectures now.
pub(in crate::lectures::learning) async fn items_of(
    conn: &mut SqliteConnection,
    lectures: &[LectureId],
) -> sqlx::Result<Vec<Item>> {
    sqlx::query_as(
        "select check_item.* from json_each(?1) as of
         join check_item on lecture_id = of.value and retired_at is null",
    )
    .bind(json!(lectures).to_string())
    .fetch_all(conn)
    .await
}

pub(in crate::lectures::learning) async fn item(
    conn: &mut SqliteConnection,
    id: CheckItemId,
) -> sqlx::Result<Option<Item>> {
    sqlx::query_as("select * from check_item where id = ?1")
        .bind(id)
        .fetch_optional(conn)
        .await
}

pub(in crate::lectures::learning) async fn insert_item(
    tx: &mut Tx,
    (lecture, place): (LectureId, i64),
    check: &Check,
) -> sqlx::Result<()> {
    tx.later(
        "insert into check_item (lecture_id, place, question, choices, correct, explanation)
         values (?, ?, ?, ?, ?, ?)",
    )
    .bind(lecture)
    .bind(place)
    .bind(check.question.as_str())
    .bind(json!(check.choices.all).to_string())
    .bind(i64::try_from(check.choices.correct).unwrap_or(i64::MAX))
    .bind(check.explanation.as_str())
    .add()
    .await
}

/// Asks it no more; what was answered stays. `false` where it was asked no more before.
pub(in crate::lectures::learning) async fn retire_item(
    tx: &mut Tx,
    id: CheckItemId,
    now: DateTime<Utc>,
) -> sqlx::Result<bool> {
    let done =
        sqlx::query("update check_item set retired_at = ?2 where id = ?1 and retired_at is null")
            .bind(id)
            .bind(now)
            .execute(tx.conn().await?)
            .await?;
    Ok(done.rows_affected() > 0)
}

pub(in crate::lectures::learning) async fn attempt(
    conn: &mut SqliteConnection,
    id: CheckTryId,
) -> sqlx::Result<Option<Try>> {
    sqlx::query_as("select id, person_id, lecture_id, done_at from check_try where id = ?1")
        .bind(id)
        .fetch_optional(conn)
        .await
}

/// The go that they have begun and not finished.
pub(in crate::lectures::learning) async fn open_try(
    conn: &mut SqliteConnection,
    person: PersonId,
    lecture: LectureId,
) -> sqlx::Result<Option<CheckTryId>> {
    sqlx::query_scalar(
        "select id from check_try where person_id = ?1 and lecture_id = ?2 and done_at is null",
    )
    .bind(person)
    .bind(lecture)
    .fetch_optional(conn)
    .await
}

pub(in crate::lectures::learning) async fn begin_try(
    tx: &mut Tx,
    (person, lecture): (PersonId, LectureId),
    items: i64,
    now: DateTime<Utc>,
) -> sqlx::Result<CheckTryId> {
    sqlx::query_scalar(
        "insert into check_try (person_id, lecture_id, began_at, items) values (?1, ?2, ?3, ?4)
         returning id",
    )
    .bind(person)
    .bind(lecture)
    .bind(now)
    .bind(items)
    .fetch_one(tx.conn().await?)
    .await
}

/// What they answered in a go: the question, their choice, and whether it is right.
pub(in crate::lectures::learning) async fn answers(
    conn: &mut SqliteConnection,
    go: CheckTryId,
) -> sqlx::Result<Vec<(CheckItemId, i64, bool)>> {
    sqlx::query_as(
        "select item_id, choice, choice = correct
         from check_answer join check_item on check_item.id = item_id where try_id = ?1",
    )
    .bind(go)
    .fetch_all(conn)
    .await
}

/// The first answer to a question counts.
pub(in crate::lectures::learning) async fn answer(
    tx: &mut Tx,
    go: CheckTryId,
    item: CheckItemId,
    choice: i64,
) -> sqlx::Result<()> {
    sqlx::query(
        "insert into check_answer (try_id, item_id, choice) values (?1, ?2, ?3)
         on conflict do nothing",
    )
    .bind(go)
    .bind(item)
    .bind(choice)
    .execute(tx.conn().await?)
    .await?;
    Ok(())
}

/// A go is over: so many of so many were right.
pub(in crate::lectures::learning) async fn end_try(
    tx: &mut Tx,
    go: CheckTryId,
    (right, of): (i64, i64),
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    sqlx::query(
        "update check_try set done_at = ?2, right_answers = ?3, items = ?4
         where id = ?1 and done_at is null",
    )
    .bind(go)
    .bind(now)
    .bind(right)
    .bind(of)
    .execute(tx.conn().await?)
    .await?;
    Ok(())
}

/// A go in which nothing was answered never was.
pub(in crate::lectures::learning) async fn drop_try(
    tx: &mut Tx,
    go: CheckTryId,
) -> sqlx::Result<()> {
    sqlx::query("delete from check_try where id = ?1")
        .bind(go)
        .execute(tx.conn().await?)
        .await?;
    Ok(())
}
