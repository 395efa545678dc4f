//! Questions that waited before anybody was told of them by the clock.

use super::migrated;

/// Number, since when it waits, whom it goes to next, and when.
type Row = (i64, Option<String>, Option<String>, Option<String>);

/// Migration 57: what waits already goes to its field or the owner, once; what is over to nobody.
#[tokio::test(flavor = "multi_thread")]
async fn older_questions_that_wait_go_to_somebody() {
    let (_folder, db) = migrated(
        56,
        "insert into person (id, user_id, created_at) values
             (1, 11, '2026-04-01T00:00:00Z'), (2, 22, '2026-04-01T00:00:00Z');
         insert into question (id, asker_id, claimer_id, kind, field, near, state, title, situation,
             thinking, wanted, channel_id, channel_kind, asked_at, last_activity_at, lease_ends_at,
             first_answer_at, answered_at, clock_stopped_at)
         values (1, 1, null, 'study', 'other', 'anyone', 'open', 't', 's', '', 'w', 5, 'forum',
             '2026-04-01T00:00:00Z', '2026-04-01T00:00:00Z', null, null, null, null),
         (2, 1, 2, 'study', 'other', 'anyone', 'claimed', 't', 's', '', 'w', 5, 'forum',
             '2026-04-01T00:00:00Z', '2026-04-01T00:00:00Z', '2026-04-01T12:00:00Z', null, null, null),
         (3, 1, null, 'study', 'other', 'anyone', 'reopened', 't', 's', '', 'w', 5, 'forum',
             '2026-04-01T00:00:00Z', '2026-04-03T00:00:00Z', null, '2026-04-02T00:00:00Z', null, null),
         (4, 1, null, 'study', 'other', 'anyone', 'answered', 't', 's', '', 'w', 5, 'forum',
             '2026-04-01T00:00:00Z', '2026-04-02T00:00:00Z', null, '2026-04-02T00:00:00Z',
             '2026-04-02T00:00:00Z', null),
         (5, 1, null, 'study', 'other', 'anyone', 'needs_info', 't', 's', '', 'w', 5, 'forum',
             '2026-04-01T00:00:00Z', '2026-04-02T00:00:00Z', null, null, null, '2026-04-02T00:00:00Z');
         insert into question_event (question_id, version, at, event, actor_id, to_state) values
             (3, 2, '2026-04-03T00:00:00Z', 'reopen', 1, 'reopened');
         insert into question_opinion (question_id, person_id, by_id, at) values
             (1, 2, 1, '2026-04-01T00:00:00Z');",
    )
    .await;
    let mut conn = db.read().await.expect("a reader");
    let rows: Vec<Row> = sqlx::query_as(
        "select id, waiting_from, next_stage, stage_due_at from question order by id",
    )
    .fetch_all(&mut *conn)
    .await
    .expect("questions");
    let asked = || Some("2026-04-01T00:00:00Z".to_owned());
    let again = || Some("2026-04-03T00:00:00Z".to_owned());
    let field = || Some("field".to_owned());
    let expected = [
        (1, asked(), field(), asked()),
        (2, asked(), field(), None),
        (3, again(), field(), again()),
        (4, None, None, None),
        (5, asked(), field(), None),
    ];
    assert_eq!(rows, expected);
    let opinions: String =
        sqlx::query_scalar("select opinions from question_with_people where id = 1")
            .fetch_one(&mut *conn)
            .await
            .expect("whose opinion is wanted");
    assert_eq!(opinions, "22");
    drop(conn);
    db.close().await;
}
