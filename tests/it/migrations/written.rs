//! Questions that were asked before what is written in their threads was taken in.

use super::migrated;

/// Migration 56: an older question was never read, and its answers stand in no message.
#[tokio::test(flavor = "multi_thread")]
async fn older_questions_and_answers_go_on() {
    let (_folder, db) = migrated(
        52,
        "insert into person (id, user_id, created_at) values
             (1, 11, '2026-04-01T00:00:00Z'), (2, 22, '2026-04-01T00:00:00Z');
         insert into question (id, asker_id, kind, field, near, title, situation, thinking, wanted,
             channel_id, channel_kind, asked_at, last_activity_at)
         values (1, 1, 'study', 'other', 'anyone', 't', 's', '', 'w', 5, 'forum',
             '2026-04-01T00:00:00Z', '2026-04-01T00:00:00Z');
         insert into answer (question_id, author_id, body, at) values
             (1, 2, 'one', '2026-04-01T01:00:00Z'), (1, 2, 'two', '2026-04-01T01:00:00Z');",
    )
    .await;
    let mut conn = db.read().await.expect("a reader");
    let (seen, asker, offered): (Option<i64>, Option<i64>, Option<String>) = sqlx::query_as(
        "select seen_message_id, asker, offered_at from question_with_people where id = 1",
    )
    .fetch_one(&mut *conn)
    .await
    .expect("the question");
    assert_eq!((seen, asker, offered), (None, Some(11), None));
    let unmarked: i64 = sqlx::query_scalar("select count(*) from answer where message_id is null")
        .fetch_one(&mut *conn)
        .await
        .expect("the answers");
    assert_eq!(unmarked, 2);
    drop(conn);
    db.close().await;
}
