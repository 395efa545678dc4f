//! The SQL of imported lists.

mod entitlement;
mod ledger;
mod line;

use chrono::{DateTime, Utc};
use sqlx::SqliteConnection;

use crate::db::Tx;
use crate::ids::{ImportId, ImportSourceId, PersonId};

pub(super) use entitlement::{close, give, reopen, set_end, undo};
pub(super) use ledger::{
    accounts, booked, elsewhere, held, is_linked_since, names, numbers, tally, turns_of_undoing,
    users,
};
pub(super) use line::{
    counts, forget_idle_lines, forget_line, forget_lines, insert_line, line_done, line_waits,
    lines, next_lines,
};

/// How far a list has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::Type)]
#[sqlx(rename_all = "lowercase")]
pub(super) enum State {
    /// Somebody looks at what it would do.
    Preview,
    /// Its lines are worked off.
    Applying,
    /// It is done and can be undone, until its time is over.
    Applied,
    /// Its lines are being undone.
    Undoing,
    /// It was undone.
    Undone,
    /// It can no longer be undone.
    Settled,
    /// Given up, or never approved.
    Dropped,
}

/// A list.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(super) struct Import {
    pub(super) id: ImportId,
    pub(super) source_id: ImportSourceId,
    pub(super) source: String,
    pub(super) digest: String,
    pub(super) mapping: String,
    pub(super) absent_ends: bool,
    pub(super) by_id: PersonId,
    pub(super) created_at: DateTime<Utc>,
    pub(super) state: State,
    pub(super) approved_at: Option<DateTime<Utc>>,
    pub(super) undo_until: Option<DateTime<Utc>>,
    pub(super) left_alone: i64,
    /// The owner was asked about just those whom it parts from a plan.
    pub(super) is_sure: bool,
}

/// A list to be looked at.
#[derive(Debug)]
pub(super) struct NewImport<'a> {
    pub(super) source: ImportSourceId,
    pub(super) digest: &'a str,
    pub(super) mapping: &'a str,
    pub(super) absent_ends: bool,
    pub(super) by: PersonId,
}

/// The names of all sources.
pub(super) async fn sources(conn: &mut SqliteConnection) -> sqlx::Result<Vec<String>> {
    sqlx::query_scalar("select name from import_source order by name")
        .fetch_all(conn)
        .await
}

/// How the lists of a source are read, if one was approved.
pub(super) async fn mapping(
    conn: &mut SqliteConnection,
    source: &str,
) -> sqlx::Result<Option<String>> {
    let found: Option<Option<String>> =
        sqlx::query_scalar("select mapping from import_source where name = ?1")
            .bind(source)
            .fetch_optional(conn)
            .await?;
    Ok(found.flatten())
}

/// A source by its name, remembered from now on.
pub(super) async fn source(tx: &mut Tx, name: &str) -> sqlx::Result<ImportSourceId> {
    sqlx::query_scalar(
        "insert into import_source (name) values (?1)
         on conflict (name) do update set name = excluded.name returning id",
    )
    .bind(name)
    .fetch_one(tx.conn().await?)
    .await
}

pub(super) async fn remember_mapping(
    tx: &mut Tx,
    source: ImportSourceId,
    mapping: &str,
) -> sqlx::Result<()> {
    tx.later("update import_source set mapping = ? where id = ?")
        .bind(mapping.to_owned())
        .bind(source)
        .add()
        .await
}

/// What was taken in from a source, latest first, and is not undone.
pub(super) async fn taken_in(
    conn: &mut SqliteConnection,
    source: &str,
) -> sqlx::Result<Vec<Import>> {
    sqlx::query_as(
        "select import.id, source_id, name as source, digest, import.mapping, absent_ends, by_id,
             created_at, state, approved_at, undo_until, left_alone, is_sure
         from import_source join import on import.source_id = import_source.id
         where name = ?1 and state in ('applying', 'applied', 'settled')
         order by import.id desc",
    )
    .bind(source)
    .fetch_all(conn)
    .await
}

pub(super) async fn import(
    conn: &mut SqliteConnection,
    id: ImportId,
) -> sqlx::Result<Option<Import>> {
    sqlx::query_as(
        "select import.id, source_id, name as source, digest, import.mapping, absent_ends, by_id,
             created_at, state, approved_at, undo_until, left_alone, is_sure
         from import join import_source on import_source.id = import.source_id
         where import.id = ?1",
    )
    .bind(id)
    .fetch_optional(conn)
    .await
}

/// Whether a list was looked at anew, which an older look is not any more.
pub(super) async fn is_newer(conn: &mut SqliteConnection, import: &Import) -> sqlx::Result<bool> {
    sqlx::query_scalar(
        "select exists (select 1 from import
                        where source_id = ?1 and digest = ?2 and id > ?3 and state = 'preview')",
    )
    .bind(import.source_id)
    .bind(&import.digest)
    .bind(import.id)
    .fetch_one(conn)
    .await
}

pub(super) async fn insert(
    tx: &mut Tx,
    import: &NewImport<'_>,
    now: DateTime<Utc>,
) -> sqlx::Result<ImportId> {
    sqlx::query_scalar(
        "insert into import (source_id, digest, mapping, absent_ends, by_id, created_at, state)
         values (?1, ?2, ?3, ?4, ?5, ?6, 'preview') returning id",
    )
    .bind(import.source)
    .bind(import.digest)
    .bind(import.mapping)
    .bind(import.absent_ends)
    .bind(import.by)
    .bind(now)
    .fetch_one(tx.conn().await?)
    .await
}

/// One more line was left as it is.
pub(super) async fn leave_alone(tx: &mut Tx, id: ImportId) -> sqlx::Result<()> {
    tx.later("update import set left_alone = left_alone + 1 where id = ?")
        .bind(id)
        .add()
        .await
}

pub(super) async fn set_state(tx: &mut Tx, id: ImportId, state: State) -> sqlx::Result<()> {
    tx.later("update import set state = ? where id = ?")
        .bind(state)
        .bind(id)
        .add()
        .await
}

pub(super) async fn begin_applying(
    tx: &mut Tx,
    id: ImportId,
    (by, is_sure): (PersonId, bool),
    (now, undo_until): (DateTime<Utc>, DateTime<Utc>),
) -> sqlx::Result<()> {
    tx.later(
        "update import set state = 'applying', by_id = ?, is_sure = ?, approved_at = ?,
             undo_until = ?
         where id = ?",
    )
    .bind(by)
    .bind(is_sure)
    .bind(now)
    .bind(undo_until)
    .bind(id)
    .add()
    .await
}

pub(super) async fn begin_undoing(
    tx: &mut Tx,
    id: ImportId,
    (by, is_sure): (PersonId, bool),
) -> sqlx::Result<()> {
    tx.later(
        "update import set state = 'undoing', by_id = ?, is_sure = ?, left_alone = 0
         where id = ?",
    )
    .bind(by)
    .bind(is_sure)
    .bind(id)
    .add()
    .await
}

/// Whose lines are being worked off.
pub(super) async fn at_work(conn: &mut SqliteConnection) -> sqlx::Result<Vec<ImportId>> {
    sqlx::query_scalar("select id from import where state in ('applying', 'undoing') order by id")
        .fetch_all(conn)
        .await
}

/// What can no longer be undone, and was not settled.
pub(super) async fn to_settle(
    conn: &mut SqliteConnection,
    now: DateTime<Utc>,
) -> sqlx::Result<Vec<ImportId>> {
    sqlx::query_scalar("select id from import where state = 'applied' and undo_until <= ?1")
        .bind(now)
        .fetch_all(conn)
        .await
}

/// What was looked at before then and never approved.
pub(super) async fn to_drop(
    conn: &mut SqliteConnection,
    before: DateTime<Utc>,
) -> sqlx::Result<Vec<ImportId>> {
    sqlx::query_scalar("select id from import where state = 'preview' and created_at <= ?1")
        .bind(before)
        .fetch_all(conn)
        .await
}

pub(super) async fn next_to_settle(
    conn: &mut SqliteConnection,
) -> sqlx::Result<Option<DateTime<Utc>>> {
    sqlx::query_scalar("select min(undo_until) from import where state = 'applied'")
        .fetch_one(conn)
        .await
}

pub(super) async fn oldest_preview(
    conn: &mut SqliteConnection,
) -> sqlx::Result<Option<DateTime<Utc>>> {
    sqlx::query_scalar("select min(created_at) from import where state = 'preview'")
        .fetch_one(conn)
        .await
}
