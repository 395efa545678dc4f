//! `salon export`: the journal as JSON Lines, oldest first, for reading and for keeping.

use std::io::Write;

use anyhow::Context as _;
use chrono::{DateTime, Utc};
use futures_util::TryStreamExt as _;
use serde_json::{Value, json};
use sqlx::sqlite::SqlitePool;

/// One line of the journal as it is stored.
#[derive(sqlx::FromRow)]
struct Line {
    id: i64,
    at: DateTime<Utc>,
    by: String,
    actor_id: Option<i64>,
    kind: String,
    subject: String,
    person_id: Option<i64>,
    details: String,
}

/// Writes every line of the journal; returns how many.
///
/// # Errors
/// When the database cannot be read or the output not written.
pub async fn journal(pool: &SqlitePool, out: &mut impl Write) -> anyhow::Result<usize> {
    let mut lines = sqlx::query_as::<_, Line>(
        "select id, at, by, actor_id, kind, subject, person_id, details from journal order by id",
    )
    .fetch(pool);
    let mut count = 0;
    while let Some(line) = lines.try_next().await? {
        let details: Value = serde_json::from_str(&line.details)
            .with_context(|| format!("journal line {} is damaged", line.id))?;
        let object = json!({
            "id": line.id,
            "at": line.at,
            "by": line.by,
            "actor": line.actor_id,
            "kind": line.kind,
            "subject": line.subject,
            "person": line.person_id,
            "details": details,
        });
        writeln!(out, "{object}")?;
        count += 1;
    }
    Ok(count)
}
