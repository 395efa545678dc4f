//! Questions from before anything was reported.

use super::migrated;

/// Migrations 64 and 66: what was hidden before is found, and nothing of it was reported.
#[tokio::test(flavor = "multi_thread")]
async fn what_was_hidden_before_is_found_and_reports_begin() {
    let (_folder, db) = migrated(
        60,
        "insert into person (id, user_id, created_at) values (1, 11, '2026-04-01T00:00:00Z');
         insert into question (id, asker_id, kind, field, near, state, held_from, clock_stopped_at,
             title, situation, thinking, wanted, channel_id, channel_kind, asked_at,
             last_activity_at)
         select column1, 1, 'study', 'other', 'anyone', column2, column3, column4, 't', 's', '',
             'w', 5, 'forum', '2026-04-01T00:00:00Z', '2026-04-01T02:00:00Z'
         from (values (1, 'open', null, null), (2, 'held', 'open', '2026-04-01T02:00:00Z'));",
    )
    .await;
    let mut tx = db.begin().await.expect("a writer");
    let conn = tx.conn().await.expect("a connection");
    let held: Vec<i64> = sqlx::query_scalar(
        "select id from question indexed by question_hidden where state = 'held' order by id",
    )
    .fetch_all(&mut *conn)
    .await
    .expect("the hidden ones");
    assert_eq!(held, [2]);
    // Words are kept exactly as long as nobody has decided.
    let keep = |id: i64, state: &str, content: &str, decided: &str| {
        format!(
            "insert into reported_message (id, message_id, channel_id, written_at, reported_at,
                 state, content, is_sealed, attachments, wiped_by, decided_at)
             values ({id}, {id}, 5, '2026-04-01', '2026-04-01', '{state}', {content}, 0, 0,
                 '2026-05-01', {decided})"
        )
    };
    for (id, state, content, decided, is_taken) in [
        (1, "kept", "x'41'", "null", true),
        (2, "kept", "null", "null", false),
        (3, "wiped", "null", "'2026-04-02'", true),
        (4, "wiped", "x'41'", "'2026-04-02'", false),
        (5, "restored", "null", "null", false),
    ] {
        let sql = sqlx::AssertSqlSafe(keep(id, state, content, decided));
        let done = sqlx::query(sql).execute(&mut *conn).await;
        assert_eq!(done.is_ok(), is_taken, "{id}: {done:?}");
    }
    drop(tx);
    db.close().await;
}
