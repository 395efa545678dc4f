//! Rows of questions.

use super::migrated;

/// Migration 54 lets drafts hold words; what waited for its form still does, and what was posted holds
/// none.
#[tokio::test(flavor = "multi_thread")]
async fn drafts_of_then_wait_on_and_what_was_posted_holds_no_words() {
    let (_folder, db) = migrated(
        52,
        "insert into person (id, user_id, created_at) values (1, 11, '2026-04-01T00:00:00Z');
         insert into question (id, asker_id, kind, field, near, state, version, title, situation,
             thinking, wanted, channel_id, channel_kind, asked_at, last_activity_at)
         values (1, 1, 'study', 'other', 'anyone', 'open', 1, 't', 's', '', 'w', 5, 'forum',
             '2026-04-01T00:00:00Z', '2026-04-01T00:00:00Z');
         insert into question_draft (id, asker_id, kind, field, near, expires_at, question_id)
         values (1, 1, 'study', 'other', 'anyone', '2026-04-02T00:00:00Z', 1),
             (2, 1, 'medical', 'other', 'anyone', '2026-04-02T00:00:00Z', null);",
    )
    .await;
    let mut tx = db.begin().await.expect("a writer");
    let conn = tx.conn().await.expect("a connection");
    let kept: Vec<(i64, Option<i64>, Option<String>)> =
        sqlx::query_as("select id, question_id, wanted from question_draft order by id")
            .fetch_all(&mut *conn)
            .await
            .expect("drafts");
    assert_eq!(kept, [(1, Some(1), None), (2, None, None)]);
    let words = "title = 't', situation = 's', findings = 'f', thinking = '', wanted = 'w'";
    let part = "title = 't'";
    for (number, set, is_taken) in [(2, words, true), (1, words, false), (2, part, true)] {
        let sql = format!("update question_draft set {set} where id = {number}");
        let done = sqlx::query(sqlx::AssertSqlSafe(sql))
            .execute(&mut *conn)
            .await;
        assert_eq!(done.is_ok(), is_taken, "{number}: {set}");
    }
    let half = "update question_draft set wanted = null where id = 2";
    let done = sqlx::query(half).execute(&mut *conn).await;
    assert!(done.is_err(), "half of the words");
}

/// Migrations 53 to 56 add steps and what goes with them; questions of then go on, and what the schema
/// promises of the new states is held.
#[tokio::test(flavor = "multi_thread")]
async fn questions_of_then_go_on_with_more_steps() {
    let (_folder, db) = migrated(
        52,
        "insert into person (id, user_id, created_at) values
             (1, 11, '2026-04-01T00:00:00Z'), (2, 22, '2026-04-01T00:00:00Z');
         insert into question (id, asker_id, kind, field, near, state, claimer_id, version, title,
             situation, thinking, wanted, channel_id, channel_kind, asked_at, claimed_at,
             lease_ends_at, last_activity_at)
         values (1, 1, 'study', 'other', 'anyone', 'claimed', 2, 2, 't', 's', '', 'w', 5, 'forum',
             '2026-04-01T00:00:00Z', '2026-04-01T01:00:00Z', '2026-04-01T13:00:00Z',
             '2026-04-01T01:00:00Z');
         insert into question_event (question_id, version, at, event, actor_id, from_state, to_state)
         values (1, 1, '2026-04-01T00:00:00Z', 'ask', 1, null, 'open'),
             (1, 2, '2026-04-01T01:00:00Z', 'claim', 2, 'open', 'claimed');",
    )
    .await;
    let mut tx = db.begin().await.expect("a writer");
    let conn = tx.conn().await.expect("a connection");
    let kept: (String, i64, String, i64) = sqlx::query_as(
        "select state, claimer, opinions, clock_stopped_seconds from question_with_people",
    )
    .fetch_one(&mut *conn)
    .await
    .expect("the question");
    assert_eq!(kept, ("claimed".into(), 22, String::new(), 0));
    let known: (i64, bool) = sqlx::query_as("select count(*), max(is_mentor) from person")
        .fetch_one(&mut *conn)
        .await
        .expect("people");
    assert_eq!(known, (2, false));
    for (sql, is_taken) in [
        (
            "insert into question_event values (1, 3, '2026-04-01T02:00:00Z', 'needs_info', 2, 'claimed', 'needs_info')",
            true,
        ),
        (
            "insert into question_event values (1, 4, '2026-04-01T02:00:00Z', 'depart', 2, 'claimed', 'open')",
            false,
        ),
        (
            "insert into question_event values (1, 4, '2026-04-01T02:00:00Z', 'sing', 2, 'claimed', 'open')",
            false,
        ),
        (
            "update question set state = 'needs_info', lease_ends_at = null where id = 1",
            false,
        ),
        (
            "update question set state = 'needs_info', lease_ends_at = null,
                 clock_stopped_at = '2026-04-01T02:00:00Z' where id = 1",
            true,
        ),
        (
            "update question set state = 'duplicate', clock_stopped_at = null where id = 1",
            false,
        ),
        ("update question set state = 'held' where id = 1", false),
    ] {
        let done = sqlx::query(sql).execute(&mut *conn).await;
        assert_eq!(done.is_ok(), is_taken, "{sql}");
    }
}

/// Migration 62 gives questions a third way to be posted: those of then keep theirs, whatever names them
/// goes on naming them, and what only mentors may read stands nowhere else.
#[tokio::test(flavor = "multi_thread")]
async fn questions_of_then_stay_where_they_were_posted() {
    let (_folder, db) = migrated(
        60,
        "insert into person (id, user_id, created_at) values (1, 11, '2026-04-01T00:00:00Z');
         insert into question (id, asker_id, kind, field, near, state, version, title, situation,
             thinking, wanted, channel_id, channel_kind, asked_at, last_activity_at)
         values (1, 1, 'study', 'other', 'anyone', 'open', 1, 't', 's', '', 'w', 5, 'forum',
             '2026-04-01T00:00:00Z', '2026-04-01T00:00:00Z'),
             (2, 1, 'career', 'other', 'anyone', 'open', 1, 't', 's', '', 'w', 6, 'text',
             '2026-04-01T00:00:00Z', '2026-04-01T00:00:00Z');
         insert into answer (question_id, author_id, body, at)
         values (2, 1, 'b', '2026-04-01T00:00:00Z');
         insert into discord_object (key, id, channel_id, created_at) values
             ('question:1:card', 21, 21, '2026-04-01T00:00:00Z'),
             ('question:2:thread', 22, 6, '2026-04-01T00:00:00Z');",
    )
    .await;
    let mut tx = db.begin().await.expect("a writer");
    let conn = tx.conn().await.expect("a connection");
    let kept: Vec<(i64, String, i64, String)> = sqlx::query_as(
        "select question.id, channel_kind, entry.thread, entry.kind
         from question_with_people as question
         join question_entry as entry on entry.id = question.id order by question.id",
    )
    .fetch_all(&mut *conn)
    .await
    .expect("the questions");
    let forum = (1, "forum".to_owned(), 21, "study".to_owned());
    assert_eq!(kept, [forum, (2, "text".into(), 22, "career".into())]);
    for (set, is_taken) in [
        ("kind = 'failure'", false),
        ("channel_kind = 'private'", false),
        ("channel_kind = 'stage'", false),
        ("kind = 'failure', channel_kind = 'private'", true),
    ] {
        let sql = format!("update question set {set} where id = 1");
        let done = sqlx::query(sqlx::AssertSqlSafe(sql)).execute(&mut *conn);
        assert_eq!(done.await.is_ok(), is_taken, "{set}");
    }
    let orphan = "delete from question where id = 2";
    let done = sqlx::query(orphan).execute(&mut *conn).await;
    assert!(done.is_err(), "its answer names nobody");
}
