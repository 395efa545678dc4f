//! Questions that were resolved before their askers were asked what they were worth.

use super::migrated;

/// Migration 59: of what was resolved nothing was said, and what waits in silence is found.
#[tokio::test(flavor = "multi_thread")]
async fn of_older_questions_nothing_was_said() {
    let (_folder, db) = migrated(
        56,
        "insert into person (id, user_id, created_at) values (1, 11, '2026-04-01T00:00:00Z');
         insert into question (id, asker_id, kind, field, near, state, title, situation, thinking,
             wanted, channel_id, channel_kind, asked_at, first_answer_at, answered_at, resolved_at,
             last_activity_at)
         select column1, 1, 'study', 'other', 'anyone', column2, 't', 's', '', 'w', 5, 'forum',
             '2026-04-01T00:00:00Z', '2026-04-01T01:00:00Z', '2026-04-01T01:00:00Z', column3,
             '2026-04-01T02:00:00Z'
         from (values (1, 'resolved', '2026-04-01T02:00:00Z'), (2, 'answered', null));",
    )
    .await;
    let mut conn = db.read().await.expect("a reader");
    let said: i64 = sqlx::query_scalar(
        "select (select count(*) from question_rating) + (select count(*) from question_consent)
              + (select count(*) from question_thanks)",
    )
    .fetch_one(&mut *conn)
    .await
    .expect("a count");
    assert_eq!(said, 0);
    let silent: Vec<i64> = sqlx::query_scalar(
        "select id from question indexed by question_idle
         where state = 'answered' and warned_at is null order by last_activity_at",
    )
    .fetch_all(&mut *conn)
    .await
    .expect("the silent ones");
    assert_eq!(silent, [2]);
    drop(conn);
    db.close().await;
}
