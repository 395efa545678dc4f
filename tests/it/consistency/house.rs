//! House rules that a machine can keep.

use sqlx::SqlSafeStr as _;

use super::{literals, released, rust_files};

/// Lines of the map in `src/lib.rs`, top first: a module uses only lower lines.
const LINES: [&[&str]; 9] = [
    &["main"],
    &["demo"],
    &["run"],
    &["bot", "web", "jobs", "check", "export"],
    &[
        "memberships",
        "lectures",
        "questions",
        "people",
        "reports",
        "reported",
        "help",
        "setup",
        "backup",
    ],
    &["outbox", "journal", "command"],
    &["discord"],
    &[
        "app", "watchdog", "config", "db", "error", "input", "sheet", "picture", "text", "clock",
        "seal", "actor", "ids",
    ],
    &[],
];

const FORBIDDEN: [&str; 8] = [
    "utils", "helpers", "common", "misc", "types", "manager", "service", "handler",
];

/// How deep a module stands, and its name.
fn place(file: &str) -> (usize, &str) {
    let name = file.trim_start_matches("src/");
    let name = name.split(['/', '.']).next().unwrap_or_default();
    let line = LINES.iter().position(|line| line.contains(&name));
    (
        line.unwrap_or_else(|| panic!("{file} is not on the map")),
        name,
    )
}

#[test]
fn imports_point_downwards() {
    let mut faults = Vec::new();
    for (file, text) in rust_files("src") {
        if file == "src/lib.rs" {
            continue;
        }
        let (line, own) = place(&file);
        for used in used_modules(released(&file, &text)) {
            if used == own || used == "crate" {
                continue;
            }
            let (other, _) = place(&format!("src/{used}.rs"));
            if other < line {
                faults.push(format!("{file} uses {used}, which stands above it"));
            }
        }
    }
    assert_eq!(faults, Vec::<String>::new());
}

/// The first names after `crate::`, also inside `use crate::{…}`.
fn used_modules(text: &str) -> Vec<String> {
    let mut out = Vec::new();
    for part in text.split("crate::").skip(1) {
        if let Some(group) = part.strip_prefix('{') {
            let mut depth = 0;
            let mut name = String::new();
            for c in group.chars() {
                match c {
                    '{' => depth += 1,
                    '}' if depth == 0 => break,
                    '}' => depth -= 1,
                    _ => {}
                }
                if depth == 0 && c == ',' {
                    out.push(std::mem::take(&mut name));
                } else if depth == 0 {
                    name.push(c);
                }
            }
            out.push(name);
        } else {
            out.push(part.to_owned());
        }
    }
    out.iter()
        .map(|path| {
            let path = path.trim();
            let end = path.find(|c: char| !(c.is_alphanumeric() || c == '_'));
            path[..end.unwrap_or(path.len())].to_owned()
        })
        .filter(|name| !name.is_empty() && name.chars().all(|c| c.is_lowercase() || c == '_'))
        .collect()
}

#[test]
fn rules_are_pure() {
    let mut faults = Vec::new();
    for (file, text) in rust_files("src") {
        if !file.contains("/rules") {
            continue;
        }
        let code = released(&file, &text);
        for word in [
            "sqlx::query",
            "SqliteConnection",
            "db::Tx",
            "async fn",
            ".await",
            "app::App",
        ] {
            if code.contains(word) {
                faults.push(format!("{file}: {word}"));
            }
        }
    }
    assert_eq!(faults, Vec::<String>::new());
}

#[test]
fn sql_stands_only_in_stores() {
    // The database itself, the record, the export of it, and the look at a database's health.
    let allowed = [
        "src/db/mod.rs",
        "src/db/tx/mod.rs",
        "src/journal.rs",
        "src/export.rs",
        "src/check/mod.rs",
    ];
    let faults: Vec<_> = rust_files("src")
        .into_iter()
        .filter(|(file, text)| {
            let is_store = file.ends_with("/store.rs") || file.contains("/store/");
            let code = released(file, text);
            (code.contains("sqlx::query") || code.contains(".later("))
                && !is_store
                && !allowed.contains(&file.as_str())
        })
        .map(|(file, _)| file)
        .collect();
    assert_eq!(faults, Vec::<String>::new());
}

#[tokio::test]
async fn every_statement_prepares_against_the_schema() {
    let folder = tempfile::tempdir().expect("a folder");
    let db = salon::db::Db::open(folder.path())
        .await
        .expect("a database");
    let mut tx = db.begin().await.expect("a transaction");
    let mut count = 0;
    let mut scans = Vec::new();
    for (file, text) in rust_files("src") {
        let code = released(&file, &text);
        for marker in ["query(", "query_as(", "query_scalar(", "later("] {
            for sql in statements(code, marker) {
                let sql = sql.replace("\\\n", "");
                let prepared = sqlx::Executor::prepare(
                    tx.conn().await.expect("writes"),
                    sqlx::AssertSqlSafe(sql.clone()).into_sql_str(),
                )
                .await;
                assert!(prepared.is_ok(), "{file}: {sql}\n{:?}", prepared.err());
                // Of an insert SQLite lists what it would check if keys were broken.
                if !sql.starts_with("insert") {
                    let steps = plan(tx.conn().await.expect("writes"), &sql).await;
                    let slow = steps.filter(|step| is_slow(&file, step));
                    scans.extend(slow.map(|step| format!("{file}: {step}: {sql}")));
                }
                count += 1;
            }
        }
    }
    assert!(count > 50, "only {count} statements were found");
    assert_eq!(scans, Vec::<String>::new(), "these read whole tables");
}

/// How SQLite would go about it, step by step.
async fn plan(conn: &mut sqlx::SqliteConnection, sql: &str) -> impl Iterator<Item = String> {
    let steps: Vec<(i64, i64, i64, String)> =
        sqlx::query_as(sqlx::AssertSqlSafe(format!("explain query plan {sql}")))
            .fetch_all(conn)
            .await
            .unwrap_or_else(|error| panic!("{sql}: {error}"));
    steps.into_iter().map(|(_, _, _, step)| step)
}

/// Whether a step reads all of a table that grows with the salon.
fn is_slow(file: &str, step: &str) -> bool {
    const SMALL: [&str; 11] = [
        "slot",
        "slot_look",
        "plan",
        "plan_role",
        "plan_track",
        "exclusive_role",
        "role_trouble",
        "unknown_ware",
        "question_board",
        // A view: what it reads is listed step by step.
        "exception",
        "sqlite_sequence",
    ];
    // Everything is what these are for.
    const MEANT: [(&str, &str); 5] = [
        ("src/backup/store.rs", "journal"),
        ("src/export.rs", "journal"),
        ("src/memberships/exports/store.rs", "entitlement"),
        ("src/memberships/exports/store.rs", "payment"),
        ("src/memberships/reconcile/store.rs", "role_grant"),
    ];
    let Some(what) = step.strip_prefix("SCAN ") else {
        return false;
    };
    let is_table = !what.contains(' ') && !what.starts_with('(');
    is_table && !SMALL.contains(&what) && !MEANT.contains(&(file, what))
}

/// The literals given to sqlx, whether called with a type or not.
fn statements<'a>(code: &'a str, marker: &str) -> Vec<&'a str> {
    let name = marker.trim_end_matches('(');
    let mut out = literals(code, &format!("sqlx::{marker}"));
    out.extend(literals(code, &format!("tx.{marker}")));
    let mut rest = code;
    let typed = format!("sqlx::{name}::<");
    while let Some(at) = rest.find(&typed) {
        rest = &rest[at + typed.len()..];
        let Some(open) = rest.find('(') else { break };
        out.extend(
            rest[open + 1..]
                .trim_start()
                .strip_prefix('"')
                .and_then(|literal| literal.split('"').next()),
        );
    }
    out
}

#[test]
fn files_are_short_and_well_named() {
    let mut faults = Vec::new();
    for folder in ["src", "sandbox/src", "tests/it"] {
        for (file, text) in rust_files(folder) {
            let lines = text.lines().count();
            if lines > 400 {
                faults.push(format!("{file} has {lines} lines"));
            }
            if !text.starts_with("//!") {
                faults.push(format!("{file} does not say what it is for"));
            }
            let name = file
                .trim_end_matches(".rs")
                .rsplit('/')
                .next()
                .unwrap_or_default();
            if FORBIDDEN.contains(&name) {
                faults.push(format!("{file} is named by kind"));
            }
        }
    }
    assert_eq!(faults, Vec::<String>::new());
}

#[test]
fn only_the_outbox_changes_discord() {
    let changes = [
        "LightMethod::Post",
        "LightMethod::Put",
        "LightMethod::Patch",
        "LightMethod::Delete",
    ];
    let mut faults = Vec::new();
    for (file, text) in rust_files("src") {
        let code = released(&file, &text);
        // Registering commands changes what can be typed, not what is shown.
        let may_change =
            file.starts_with("src/outbox/deliver/") || file == "src/bot/registration.rs";
        if !may_change && changes.iter().any(|change| code.contains(change)) {
            faults.push(format!("{file} changes Discord"));
        }
        let answers =
            code.contains("create_interaction_response") || code.contains("edit_original_");
        if answers && file != "src/command/answer.rs" {
            faults.push(format!("{file} answers an interaction"));
        }
    }
    assert_eq!(faults, Vec::<String>::new());
}
