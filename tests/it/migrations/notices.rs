//! Rows of notices after the migrations that came since.

use super::{MEMBER, database_at, opens};

/// Migration 47 has notices tell of records that were a mistake: what was said before stays as it was,
/// once each, and nothing else becomes a step.
#[tokio::test(flavor = "multi_thread")]
async fn notices_of_before_mistakes_were_told_are_kept() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut old = database_at(folder.path(), 46).await;
    for rows in [
        MEMBER,
        "insert into notice (id, person_id, entitlement_id, step, due_at, state) values
             (3, 1, 1, 'welcome', '2026-04-01T00:00:00+00:00', 'shown'),
             (5, 1, 1, 'refunded:1', '2026-04-02T00:00:00+00:00', 'sent'),
             (6, 1, 1, 'renewal:7', '2026-04-24T00:00:00+00:00', 'waiting'),
             (9, 1, 1, 'grace:0', '2026-05-01T00:00:00+00:00', 'dropped');",
    ] {
        let rows = sqlx::raw_sql(rows).execute(&mut old).await;
        rows.expect("rows of then");
    }
    let mistake = |id, step| {
        format!(
            "insert into notice (id, person_id, entitlement_id, step, due_at, state)
             values ({id}, 1, 1, '{step}', '2026-04-03T00:00:00+00:00', 'sent')"
        )
    };
    let unknown = sqlx::raw_sql(sqlx::AssertSqlSafe(mistake(10, "mistaken:1")));
    unknown.execute(&mut old).await.expect_err("no step then");
    sqlx::Connection::close(old).await.expect("closed");

    let app = opens(folder.path()).await;
    let mut tx = app.db.begin().await.expect("a writer");
    let conn = tx.conn().await.expect("a connection");
    let kept: Vec<(i64, String, String, String)> =
        sqlx::query_as("select id, step, due_at, state from notice order by id")
            .fetch_all(&mut *conn)
            .await
            .expect("notices");
    let notice = |id, step: &str, day: &str, state: &str| {
        let at = format!("2026-{day}T00:00:00+00:00");
        (id, step.to_owned(), at, state.to_owned())
    };
    let expected = [
        notice(3, "welcome", "04-01", "shown"),
        notice(5, "refunded:1", "04-02", "sent"),
        notice(6, "renewal:7", "04-24", "waiting"),
        notice(9, "grace:0", "05-01", "dropped"),
    ];
    assert_eq!(kept, expected);
    for (id, step, refused) in [
        (10, "mistaken:1", None),
        (11, "mistaken:1", Some("notice.entitlement_id, notice.step")),
        (12, "mistaken:x", Some("notice_step")),
        (13, "mistaken", Some("notice_step")),
    ] {
        let row = sqlx::raw_sql(sqlx::AssertSqlSafe(mistake(id, step)));
        let done = row.execute(&mut *conn).await;
        match (done, refused) {
            (Ok(_), None) => {}
            (Err(error), Some(why)) => assert!(error.to_string().contains(why), "{step}: {error}"),
            (done, refused) => panic!("{step}: {done:?}, not {refused:?}"),
        }
    }
}
