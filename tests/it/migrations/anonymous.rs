//! Drafts of before anonymous questions.

use super::migrated;

/// Migration 61: with an older draft nobody goes, and no question becomes anonymous.
#[tokio::test(flavor = "multi_thread")]
async fn with_an_older_draft_nobody_goes() {
    let (_folder, db) = migrated(
        60,
        "insert into person (id, user_id, created_at) values (1, 11, '2026-04-01T00:00:00Z');
         insert into question_draft (id, asker_id, kind, field, near, expires_at)
         values (1, 1, 'study', 'other', 'anyone', '2026-04-02T00:00:00Z');",
    )
    .await;
    let mut tx = db.begin().await.expect("a writer");
    sqlx::query("delete from question_draft")
        .execute(tx.conn().await.expect("a connection"))
        .await
        .expect("it goes");
    tx.commit().await.expect("saved");
    let mut conn = db.read().await.expect("a reader");
    let people: i64 = sqlx::query_scalar("select count(*) from person")
        .fetch_one(&mut *conn)
        .await
        .expect("a count");
    assert_eq!(people, 1);
    drop(conn);
    db.close().await;
}
