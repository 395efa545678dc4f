//! The SQL of lists of lectures.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use serde_json::json;
use sqlx::SqliteConnection;

use super::rules::{Act, Key, Line};
use crate::db::Tx;
use crate::ids::{LectureId, LectureImportId, PersonId, SlotId};
use crate::lectures::lecture::{Lecture, State};
use crate::text::Text;

/// A list that somebody looks at.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(super) struct Import {
    pub(super) created_at: DateTime<Utc>,
    pub(super) slot_id: Option<SlotId>,
    pub(super) is_ready: bool,
}

/// A list to be looked at.
#[derive(Debug)]
pub(super) struct NewImport {
    pub(super) by: PersonId,
    pub(super) slot: Option<SlotId>,
    pub(super) is_ready: bool,
}

/// A line as it is kept.
#[derive(Debug, sqlx::FromRow)]
pub(super) struct Kept {
    pub(super) line: i64,
    pub(super) act: Act,
    pub(super) content: Option<String>,
    pub(super) lecture_id: Option<LectureId>,
    pub(super) version: Option<i64>,
}

/// The lectures that are called so.
pub(super) async fn known(conn: &mut SqliteConnection, keys: &[Key]) -> sqlx::Result<Vec<Lecture>> {
    sqlx::query_as(
        "select lecture.id, series, number, title, summary, video_url, minutes, state, slides_url,
             track, review_by, chapters, revision, version, withdrawn_for,
             person.user_id as lecturer
         from json_each(?1) as called
         join lecture on series = called.value ->> 0 and number = called.value ->> 1
             and state <> 'retired'
         left join person on person.id = coalesce(lecturer_id, created_by)",
    )
    .bind(json!(keys).to_string())
    .fetch_all(conn)
    .await
}

/// Those that a lecture which was taken back was called.
pub(super) async fn withdrawn(
    conn: &mut SqliteConnection,
    keys: &[Key],
) -> sqlx::Result<HashSet<Key>> {
    let called = sqlx::query_as(
        "select series, number from lecture
         where state = 'retired'
           and (series, number) in (select value ->> 0, value ->> 1 from json_each(?1))",
    )
    .bind(json!(keys).to_string())
    .fetch_all(conn)
    .await?;
    Ok(called.into_iter().collect())
}

/// The dates that have or had one of these lectures; what is chosen in a slot that is paused goes nowhere.
pub(super) async fn dates(
    conn: &mut SqliteConnection,
    lectures: &[LectureId],
) -> sqlx::Result<Vec<(LectureId, State, DateTime<Utc>)>> {
    sqlx::query_as(
        "select lecture_id, occurrence.state, due_at from json_each(?1) as of
         join occurrence on lecture_id = of.value join slot on slot.id = slot_id
         where occurrence.state <> 'bound' or slot.state = 'active'",
    )
    .bind(json!(lectures).to_string())
    .fetch_all(conn)
    .await
}

pub(super) async fn insert(
    tx: &mut Tx,
    new: &NewImport,
    now: DateTime<Utc>,
) -> sqlx::Result<LectureImportId> {
    sqlx::query_scalar(
        "insert into lecture_import (by_id, created_at, slot_id, is_ready, state)
         values (?1, ?2, ?3, ?4, 'preview') returning id",
    )
    .bind(new.by)
    .bind(now)
    .bind(new.slot)
    .bind(new.is_ready)
    .fetch_one(tx.conn().await?)
    .await
}

/// Remembers a line, and what it makes of a lecture.
pub(super) async fn insert_line(tx: &mut Tx, id: LectureImportId, line: &Line) -> sqlx::Result<()> {
    let content = line.wanted.as_ref().map(|wanted| json!(wanted).to_string());
    tx.later(
        "insert into lecture_import_line (import_id, line, act, why, content, lecture_id, version)
         values (?, ?, ?, ?, ?, ?, ?)",
    )
    .bind(id)
    .bind(line.position)
    .bind(line.act)
    .bind(line.why.as_ref().map(Text::key))
    .bind(content)
    .bind(line.known.map(|(lecture, _)| lecture))
    .bind(line.known.map(|(_, version)| version))
    .add()
    .await
}

/// A list that nobody has approved or given up.
pub(super) async fn preview(
    conn: &mut SqliteConnection,
    id: LectureImportId,
) -> sqlx::Result<Option<Import>> {
    sqlx::query_as(
        "select created_at, slot_id, is_ready from lecture_import
         where id = ?1 and state = 'preview'",
    )
    .bind(id)
    .fetch_optional(conn)
    .await
}

pub(super) async fn lines(
    conn: &mut SqliteConnection,
    id: LectureImportId,
) -> sqlx::Result<Vec<Kept>> {
    sqlx::query_as(
        "select line, act, content, lecture_id, version from lecture_import_line
         where import_id = ?1 order by line",
    )
    .bind(id)
    .fetch_all(conn)
    .await
}

/// A list is over, and its lines with it.
pub(super) async fn close(
    tx: &mut Tx,
    id: LectureImportId,
    applied_at: Option<DateTime<Utc>>,
) -> sqlx::Result<()> {
    tx.later("delete from lecture_import_line where import_id = ?")
        .bind(id)
        .add()
        .await?;
    let state = if applied_at.is_some() {
        "applied"
    } else {
        "dropped"
    };
    tx.later("update lecture_import set state = ?, applied_at = ? where id = ?")
        .bind(state)
        .bind(applied_at)
        .bind(id)
        .add()
        .await
}

/// What was looked at before then and never approved.
pub(super) async fn old(
    conn: &mut SqliteConnection,
    before: DateTime<Utc>,
) -> sqlx::Result<Vec<LectureImportId>> {
    sqlx::query_scalar("select id from lecture_import where state = 'preview' and created_at <= ?1")
        .bind(before)
        .fetch_all(conn)
        .await
}

pub(super) async fn oldest(conn: &mut SqliteConnection) -> sqlx::Result<Option<DateTime<Utc>>> {
    sqlx::query_scalar("select min(created_at) from lecture_import where state = 'preview'")
        .fetch_one(conn)
        .await
}
