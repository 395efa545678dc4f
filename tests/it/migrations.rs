//! Rows of an older schema after the migrations that came since.

use std::path::Path;

use salon::db::Db;

/// The schema as it was after the migration of this number.
async fn database_at(folder: &Path, version: i64) -> sqlx::SqliteConnection {
    let options = sqlx::sqlite::SqliteConnectOptions::new()
        .filename(folder.join("salon.db"))
        .create_if_missing(true);
    let mut conn = sqlx::ConnectOptions::connect(&options)
        .await
        .expect("a connection");
    let mut migrator = sqlx::migrate!();
    migrator
        .migrations
        .to_mut()
        .retain(|migration| migration.version <= version);
    migrator.run(&mut conn).await.expect("the older schema");
    conn
}

/// Migration 11 copies the steps of questions; a question that was asked before goes on after it.
#[tokio::test(flavor = "multi_thread")]
async fn the_steps_of_older_questions_keep_their_order_and_go_on() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut old = database_at(folder.path(), 10).await;
    sqlx::raw_sql(
        "insert into person (id, user_id, created_at) values
             (1, 11, '2026-04-01T00:00:00Z'), (2, 22, '2026-04-01T00:00:00Z');
         insert into question (id, asker_id, kind, field, near, state, version, title, situation,
             thinking, wanted, channel_id, channel_kind, asked_at, last_activity_at)
         select id, 1, 'study', 'other', 'anyone', 'open', 7, 't', 's', '', 'w', 5, 'forum',
             '2026-04-01T00:00:00Z', '2026-04-01T00:00:00Z'
         from (select 1 as id union select 2);
         insert into question_event (question_id, at, event, actor_id, from_state, to_state) values
             (1, '2026-04-01T00:00:00Z', 'ask', 1, null, 'open'),
             (2, '2026-04-01T00:00:00Z', 'ask', 1, null, 'open'),
             (1, '2026-04-01T01:00:00Z', 'claim', 2, 'open', 'claimed'),
             (2, '2026-04-01T02:00:00Z', 'claim', 2, 'open', 'claimed'),
             (1, '2026-04-01T13:00:00Z', 'lapse', null, 'claimed', 'open');",
    )
    .execute(&mut old)
    .await
    .expect("rows of then");
    sqlx::Connection::close(old).await.expect("closed");

    let db = Db::open(folder.path()).await.expect("migrated");
    let mut conn = db.read().await.expect("a reader");
    let steps: Vec<(i64, i64, String, Option<i64>)> = sqlx::query_as(
        "select question_id, version, event, actor_id from question_event
         order by question_id, version",
    )
    .fetch_all(&mut *conn)
    .await
    .expect("steps");
    let step = |question, version, event: &str, actor| (question, version, event.into(), actor);
    let expected = [
        step(1, 1, "ask", Some(1)),
        step(1, 2, "claim", Some(2)),
        step(1, 3, "lapse", None),
        step(2, 1, "ask", Some(1)),
        step(2, 2, "claim", Some(2)),
    ];
    assert_eq!(steps, expected);
    let parts: Vec<(i64, i64)> = sqlx::query_as("select posting, card from question")
        .fetch_all(&mut *conn)
        .await
        .expect("questions");
    assert_eq!(parts, [(1, 1), (1, 1)]);
    drop(conn);
    db.close().await;
}
