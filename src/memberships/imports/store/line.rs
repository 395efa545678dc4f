//! The SQL of the lines of lists.

use std::collections::HashMap;

use sqlx::SqliteConnection;

use crate::db::Tx;
use crate::ids::{EntitlementId, ImportId, PersonId};
use crate::memberships::imports::rules::{Act, Line};

pub(in crate::memberships::imports) async fn insert_line(
    tx: &mut Tx,
    id: ImportId,
    line: &Line,
) -> sqlx::Result<()> {
    tx.later(
        "insert into import_line (import_id, line, user_id, number, person_id, plan_id, until,
             ends_at, paid_jpy, act, why, entitlement_id, ends_before, is_cut, name, is_leaving)
         values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    )
    .bind(id)
    .bind(line.position)
    .bind(line.user_id)
    .bind(line.number)
    .bind(line.person_id)
    .bind(line.plan_id)
    .bind(line.until)
    .bind(line.ends_at)
    .bind(line.paid_jpy)
    .bind(line.act)
    .bind(line.why)
    .bind(line.entitlement_id)
    .bind(line.ends_before)
    .bind(line.is_cut)
    .bind(line.name.clone())
    .bind(line.is_leaving)
    .add()
    .await
}

/// Every line of a list.
pub(in crate::memberships::imports) async fn lines(
    conn: &mut SqliteConnection,
    id: ImportId,
) -> sqlx::Result<Vec<Line>> {
    sqlx::query_as(
        "select line as position, user_id, number, person_id, plan_id, until, ends_at, paid_jpy, act, why,
             entitlement_id, ends_before, is_cut, name, is_leaving
         from import_line where import_id = ?1 order by line",
    )
    .bind(id)
    .fetch_all(conn)
    .await
}

/// The next lines that are to be done, or were.
pub(in crate::memberships::imports) async fn next_lines(
    tx: &mut Tx,
    id: ImportId,
    is_done: bool,
    most: usize,
) -> sqlx::Result<Vec<Line>> {
    sqlx::query_as(
        "select line as position, user_id, number, person_id, plan_id, until, ends_at, paid_jpy, act, why,
             entitlement_id, ends_before, is_cut, name, is_leaving
         from import_line where import_id = ?1 and is_done = ?2 order by line limit ?3",
    )
    .bind(id)
    .bind(is_done)
    .bind(i64::try_from(most).unwrap_or(i64::MAX))
    .fetch_all(tx.conn().await?)
    .await
}

/// A line was done; whom and what it came to be about.
pub(in crate::memberships::imports) async fn line_done(
    tx: &mut Tx,
    id: ImportId,
    line: &Line,
    (person, entitlement): (PersonId, EntitlementId),
) -> sqlx::Result<()> {
    tx.later(
        "update import_line set is_done = 1, person_id = ?, entitlement_id = ?
         where import_id = ? and line = ?",
    )
    .bind(person)
    .bind(entitlement)
    .bind(id)
    .bind(line.position)
    .add()
    .await
}

/// A line has no more to say.
pub(in crate::memberships::imports) async fn forget_line(
    tx: &mut Tx,
    id: ImportId,
    line: i64,
) -> sqlx::Result<()> {
    tx.later("delete from import_line where import_id = ? and line = ?")
        .bind(id)
        .bind(line)
        .add()
        .await
}

/// Money came of whom nobody knows; it waits until the list can no longer be undone.
pub(in crate::memberships::imports) async fn line_waits(
    tx: &mut Tx,
    id: ImportId,
    line: i64,
) -> sqlx::Result<()> {
    tx.later("update import_line set is_done = 1 where import_id = ? and line = ?")
        .bind(id)
        .bind(line)
        .add()
        .await
}

/// Forgets the lines that change nothing and tell of no money.
pub(in crate::memberships::imports) async fn forget_idle_lines(
    tx: &mut Tx,
    id: ImportId,
) -> sqlx::Result<()> {
    tx.later(
        "delete from import_line where import_id = ? and act not in ('join', 'change', 'end')
           and (act <> 'unmatched' or paid_jpy is null)",
    )
    .bind(id)
    .add()
    .await
}

pub(in crate::memberships::imports) async fn forget_lines(
    tx: &mut Tx,
    id: ImportId,
) -> sqlx::Result<()> {
    tx.later("delete from import_line where import_id = ?")
        .bind(id)
        .add()
        .await
}

/// How many lines of each kind are left.
pub(in crate::memberships::imports) async fn counts(
    tx: &mut Tx,
    id: ImportId,
) -> sqlx::Result<HashMap<Act, i64>> {
    let rows: Vec<(Act, i64)> =
        sqlx::query_as("select act, count(*) from import_line where import_id = ?1 group by act")
            .bind(id)
            .fetch_all(tx.conn().await?)
            .await?;
    Ok(rows.into_iter().collect())
}
