//! Questions and drafts that were there before pictures.

use super::migrated;

/// Migration 65: older questions have no pictures; those of a draft go with it, and each belongs to one.
#[tokio::test(flavor = "multi_thread")]
async fn older_questions_have_no_pictures_and_drafts_take_theirs_with_them() {
    let (_folder, db) = migrated(
        60,
        "insert into person (id, user_id, created_at) values (1, 11, '2026-04-01T00:00:00Z');
         insert into question (id, asker_id, kind, field, near, state, version, title, situation,
             thinking, wanted, channel_id, channel_kind, asked_at, last_activity_at)
         values (1, 1, 'study', 'other', 'anyone', 'open', 1, 't', 's', '', 'w', 5, 'forum',
             '2026-04-01T00:00:00Z', '2026-04-01T00:00:00Z');
         insert into question_draft (id, asker_id, kind, field, near, expires_at)
         values (1, 1, 'study', 'other', 'anyone', '2026-04-02T00:00:00Z');",
    )
    .await;
    let mut tx = db.begin().await.expect("a writer");
    let conn = tx.conn().await.expect("a connection");
    let waiting: i64 = sqlx::query_scalar("select images_waiting from question_with_people")
        .fetch_one(&mut *conn)
        .await
        .expect("the question");
    assert_eq!(waiting, 0);
    for (of, values, is_taken) in [
        ("draft_id", "1, 1, 'named', 'https://x', null, null", true),
        ("draft_id", "1, 2, 'waiting', null, 'png', x'00'", true),
        ("question_id", "1, 1, 'approved', null, 'jpeg', x'00'", true),
        ("question_id", "1, 1, 'waiting', null, 'jpeg', x'00'", false),
        ("draft_id", "1, 3, 'approved', null, 'jpeg', x'00'", false),
        (
            "draft_id",
            "1, 3, 'waiting', 'https://x', 'png', x'00'",
            false,
        ),
        ("draft_id", "1, 3, 'waiting', null, null, null", false),
        ("draft_id", "1, 4, 'named', 'https://x', null, null", false),
        (
            "draft_id",
            "null, 3, 'named', 'https://x', null, null",
            false,
        ),
    ] {
        let sql = format!(
            "insert into question_image ({of}, position, state, address, format, bytes)
             values ({values})"
        );
        let done = sqlx::query(sqlx::AssertSqlSafe(sql)).execute(&mut *conn);
        assert_eq!(done.await.is_ok(), is_taken, "{of}: {values}");
    }
    sqlx::query("delete from question_draft")
        .execute(&mut *conn)
        .await
        .expect("it is gone");
    let left: Vec<Option<i64>> = sqlx::query_scalar("select question_id from question_image")
        .fetch_all(&mut *conn)
        .await
        .expect("what is left");
    assert_eq!(left, [Some(1)]);
    drop(tx);
    db.close().await;
}
