//! The SQL of backups: copying, looking over, and what a restored one must forget.

use std::collections::HashMap;
use std::path::Path;

use anyhow::{Context as _, bail, ensure};
use chrono::{DateTime, Utc};
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{ConnectOptions as _, Connection as _};

use crate::db::{self, Db, Restored};

/// Numbers of questions, dates, lectures and drafts may have been given after the backup: so many are
/// left out where nobody can say how many were.
pub(super) const LEFT_OUT: i64 = 1_000;

/// Facts that tell the highest number of what we number ourselves.
const FACTS: [&str; 3] = [
    "question_last_number",
    "occurrence_last_id",
    "lecture_last_id",
];

/// Tables whose ids buttons carry, and which SQLite itself numbers.
const COUNTED: [&str; 4] = [
    "question_draft",
    "slot_change",
    "check_item",
    "lecture_import",
];

/// What a database holds, for a person to recognise it.
#[derive(Debug, sqlx::FromRow)]
pub(super) struct Contents {
    /// When its last line in the journal was written.
    pub(super) as_of: DateTime<Utc>,
    /// That line.
    last_line: i64,
    last_kind: Option<String>,
    pub(super) lines: i64,
    pub(super) members: i64,
    pub(super) lectures: i64,
    pub(super) questions: i64,
}

/// The highest numbers that were given, by fact or table.
type Last = HashMap<String, i64>;

/// What the database in use has beyond a backup.
#[derive(Debug)]
pub(super) struct Beyond {
    /// Kinds of journal lines, and how many of each; most first.
    pub(super) kinds: Vec<(String, i64)>,
    pub(super) known: Known,
}

/// What happened after a backup, as far as a restored one must know of it.
#[derive(Debug)]
pub(super) struct Known {
    last: Last,
    /// Questions that somebody had erased: going back must not bring their words back.
    pub(super) erased: Vec<i64>,
}

/// It was the database that could not be opened, and not the copy.
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error("the database cannot be read")]
pub(super) struct Unread;

/// Copies a database, with what is in its log and may be written beside us, into an empty file.
pub(super) async fn copy(from: &Path, to: &Path) -> anyhow::Result<()> {
    let to = to.to_str().context("the path of the copy is not text")?;
    let mut conn = open(from, true).await.context(Unread)?;
    sqlx::query("vacuum into ?1")
        .bind(to)
        .execute(&mut conn)
        .await?;
    conn.close().await?;
    Ok(())
}

/// Looks a backup over: SQLite finds it whole, it is ours, and this program knows its schema.
pub(super) async fn look(file: &Path) -> anyhow::Result<Contents> {
    let look = async {
        let mut conn = open(file, true).await?;
        let found: Vec<String> = sqlx::query_scalar("pragma integrity_check")
            .fetch_all(&mut conn)
            .await?;
        ensure!(found == ["ok"], "it is damaged: {}", found.join("; "));
        let broken = sqlx::query("pragma foreign_key_check")
            .fetch_all(&mut conn)
            .await?;
        ensure!(broken.is_empty(), "rows in it refer to nothing");
        db::assert_known_schema(&mut conn).await?;
        let contents = sqlx::query_as(
            "select coalesce((select at from journal order by id desc limit 1),
                             '1970-01-01T00:00:00Z') as as_of,
                    (select coalesce(max(id), 0) from journal) as last_line,
                    (select kind from journal order by id desc limit 1) as last_kind,
                    (select count(*) from journal) as lines,
                    (select count(distinct person_id) from entitlement where state = 'live')
                        as members,
                    (select count(*) from lecture) as lectures,
                    (select count(*) from question) as questions",
        )
        .fetch_one(&mut conn)
        .await?;
        conn.close().await?;
        Ok(contents)
    };
    look.await
        .with_context(|| format!("{} is no backup that can be used", file.display()))
}

/// What would be forgotten, as the database in `folder` tells it; `None` where that is not the one
/// that was backed up.
pub(super) async fn beyond(folder: &Path, contents: &Contents) -> anyhow::Result<Option<Beyond>> {
    let pool = Db::look(folder).await?;
    let is_the_same: bool = sqlx::query_scalar(
        "select exists (select 1 from journal where id = ?1 and at = ?2 and kind = ?3)",
    )
    .bind(contents.last_line)
    .bind(contents.as_of)
    .bind(&contents.last_kind)
    .fetch_one(&pool)
    .await?;
    if !is_the_same {
        return Ok(None);
    }
    let kinds = sqlx::query_as(
        "select kind, count(*) as count from journal where id > ?1
         group by kind order by count desc, kind",
    )
    .bind(contents.last_line)
    .fetch_all(&pool)
    .await?;
    let last = last(&mut *pool.acquire().await?).await?;
    let erased = sqlx::query_scalar(
        "select distinct cast(substr(subject, length('question:') + 1) as integer) from journal
         where id > ?1 and kind = 'question.erased' order by 1",
    )
    .bind(contents.last_line)
    .fetch_all(&pool)
    .await?;
    pool.close().await;
    let known = Known { last, erased };
    Ok(Some(Beyond { kinds, known }))
}

/// Prepares a copy of a backup for use: brings it to this program's schema and tells it what it
/// cannot know. `known` is what happened meanwhile, where that could be read.
pub(super) async fn adapt(
    file: &Path,
    restored: Restored,
    known: Option<Known>,
) -> anyhow::Result<()> {
    let mut conn = open(file, false).await?;
    sqlx::migrate!().run(&mut conn).await?;
    let mut tx = conn.begin().await?;
    let (known, erased) = known.map_or((None, Vec::new()), |it| (Some(it.last), it.erased));
    for question in erased {
        erase(&mut tx, question, restored.at).await?;
    }
    // Of two gaps the earlier one may not be filled yet.
    let earlier = db::restored(&mut tx).await?;
    let as_of = earlier.map_or(restored.as_of, |earlier| earlier.as_of.min(restored.as_of));
    let restored = Restored { as_of, ..restored };
    let own = last(&mut tx).await?;
    let beyond = |name: &str| {
        let of = |last: &Last| last.get(name).copied().unwrap_or_default();
        let own = of(&own);
        known
            .as_ref()
            .map_or(own + LEFT_OUT, |known| of(known).max(own))
    };
    for fact in FACTS {
        db::write_fact(&mut tx, fact, &beyond(fact).to_string()).await?;
    }
    db::write_fact(&mut tx, Restored::FACT, &serde_json::to_string(&restored)?).await?;
    // What Discord was last given is unknown, and whether it is there is to be seen.
    sqlx::query("delete from fact where name in ('commands', 'discord_unreachable_until')")
        .execute(&mut *tx)
        .await?;
    for table in COUNTED {
        sqlx::query("delete from sqlite_sequence where name = ?1")
            .bind(table)
            .execute(&mut *tx)
            .await?;
        sqlx::query("insert into sqlite_sequence (name, seq) values (?1, ?2)")
            .bind(table)
            .bind(beyond(table))
            .execute(&mut *tx)
            .await?;
    }
    // What was to be sent may have been, after the backup: each is looked for first. What is held
    // stays so, and is looked for once somebody has it sent again.
    sqlx::query(
        "update outbox set is_unknown = 1, nonce = null, last_attempt_at = ?2,
             first_attempt_at = min(coalesce(first_attempt_at, created_at), ?1),
             due_at = iif(state = 'held', due_at, ?2),
             trouble = iif(state = 'held', trouble, 'restored from a backup'),
             state = iif(state = 'held', 'held', 'waiting')
         where state in ('waiting', 'sending', 'held')",
    )
    .bind(restored.as_of)
    .bind(restored.at)
    .execute(&mut *tx)
    .await?;
    sqlx::query(
        "insert into journal (at, by, kind, subject, details)
         values (?1, 'clock', 'salon.restored', 'salon', json_object('as_of', ?2))",
    )
    .bind(restored.at)
    .bind(restored.as_of)
    .execute(&mut *tx)
    .await?;
    tx.commit().await?;
    conn.close().await?;
    look(file).await?;
    Ok(())
}

/// Erases a question that was erased after the backup. What of it still waits there was sent before
/// or is not wanted any more.
async fn erase(conn: &mut SqliteConnection, id: i64, now: DateTime<Utc>) -> sqlx::Result<()> {
    for statement in [
        "update question set state = 'erased', version = version + 1, lost = null,
             lease_ends_at = null, title = '', situation = '', findings = null, thinking = '',
             wanted = '', last_activity_at = ?2
         where id = ?1",
        "update answer set body = cast(id as text) where question_id = ?1",
        "update outbox set payload = null, done_at = coalesce(done_at, ?2),
             outcome = iif(state in ('done', 'discarded'), outcome, 'superseded'),
             state = iif(state = 'discarded', 'discarded', 'done')
         where key >= 'question:' || ?1 || ':' and key < 'question:' || ?1 || ';'",
        "insert into journal (at, by, kind, subject, details)
         select ?2, 'clock', 'question.erased', 'question:' || id, json_object('version', version)
         from question where id = ?1",
    ] {
        sqlx::query(statement)
            .bind(id)
            .bind(now)
            .execute(&mut *conn)
            .await?;
    }
    Ok(())
}

/// Folds the log of a database into its file, which nobody else may have open. A damaged one stays
/// as it is.
pub(super) async fn fold(file: &Path) -> anyhow::Result<()> {
    // SQLITE_CORRUPT and SQLITE_NOTADB.
    const DAMAGED: [&str; 2] = ["11", "26"];
    let fold = async {
        let mut conn = open(file, false).await?;
        let mode: String = sqlx::query_scalar("pragma journal_mode = delete")
            .fetch_one(&mut conn)
            .await?;
        conn.close().await?;
        anyhow::Ok(mode)
    };
    match fold.await {
        Ok(mode) if mode == "delete" => Ok(()),
        Ok(_) => bail!(
            "another program has {} open: close it first",
            file.display()
        ),
        Err(error) => {
            let failure = error.downcast_ref::<sqlx::Error>();
            let code = failure.and_then(|failure| failure.as_database_error()?.code());
            if code.is_some_and(|code| DAMAGED.contains(&&*code)) {
                return Ok(());
            }
            Err(error.context(format!("{} cannot be set aside", file.display())))
        }
    }
}

async fn last(conn: &mut SqliteConnection) -> sqlx::Result<Last> {
    let mut last: Last = HashMap::new();
    let numbers: Vec<(String, i64)> = sqlx::query_as(
        "select 'question_last_number', coalesce(max(id), 0) from question
         union all select 'occurrence_last_id', coalesce(max(id), 0) from occurrence
         union all select 'lecture_last_id', coalesce(max(id), 0) from lecture
         union all select name, cast(value as integer) from fact
             where name in ('question_last_number', 'occurrence_last_id', 'lecture_last_id')
         union all select name, seq from sqlite_sequence",
    )
    .fetch_all(conn)
    .await?;
    for (name, number) in numbers {
        let highest = last.entry(name).or_default();
        *highest = number.max(*highest);
    }
    Ok(last)
}

async fn open(file: &Path, is_read_only: bool) -> anyhow::Result<SqliteConnection> {
    if !file.exists() {
        bail!("there is no file {}", file.display());
    }
    let options = SqliteConnectOptions::new()
        .filename(file)
        .read_only(is_read_only)
        .pragma("secure_delete", "ON")
        .foreign_keys(true);
    Ok(options.connect().await?)
}
