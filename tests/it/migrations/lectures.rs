//! What there was of lectures before they were bound, approved and watched by links of one's own.

use std::path::Path;

use chrono::{DateTime, TimeDelta, Utc};
use salon::{jobs, lectures};

use super::{database_at, opens, owner};

/// A slot whose first lecture was posted and opened, and whose second waits; and a member.
const ROWS: &str = "
    insert into person (id, user_id, is_in_server, created_at) values
        (1, 10, 1, '2026-03-01T00:00:00+00:00'), (2, 11, 1, '2026-03-01T00:00:00+00:00');
    insert into slot (id, weekday, time, zone, channel_id, track, role_id, created_by, created_at)
        values (1, 5, '20:00', 'Asia/Tokyo', 5, 'gp', 6, 1, '2026-03-01T00:00:00+00:00');
    insert into lecture (id, series, number, title, video_url, state, created_by, created_at) values
        (1, 's', 1, 'a', 'https://v.example/1', 'ready', 1, '2026-03-01T00:00:00+00:00'),
        (2, 's', 2, 'b', 'https://v.example/2', 'ready', 1, '2026-03-01T00:00:00+00:00');
    insert into queue_entry (slot_id, lecture_id, position, created_at)
        values (1, 2, 1, '2026-03-01T00:00:00+00:00');
    insert into occurrence (id, slot_id, local_date, rule_version, due_at, wake_at, state, lecture_id,
        sent_at, attempt) values
        (1, 1, '2026-04-03', 1, '2026-04-03T11:00:00+00:00', '2026-04-03T11:00:00+00:00', 'posted', 1,
            '2026-04-03T11:00:00.250+00:00', 1),
        (2, 1, '2026-04-10', 1, '2026-04-10T11:00:00+00:00', '2026-04-10T11:00:00+00:00', 'planned',
            null, null, 0);
    insert into opening (id, occurrence_id, lecture_id, person_id, opened_at)
        values (1, 1, 1, 2, '2026-04-03T12:00:00+00:00');
    insert into plan (id, key, name_ja, name_en, price_jpy, interval, created_at)
        values (1, 'monthly', 'm', 'm', 1000, 'month', '2026-03-01T00:00:00+00:00');
    insert into entitlement (id, plan_id, person_id, source, starts_at, state, created_at)
        values (1, 1, 2, 'manual', '2026-03-01T00:00:00+00:00', 'live', '2026-03-01T00:00:00+00:00');
    insert into question (id, asker_id, kind, field, near, state, title, situation, thinking, wanted,
        channel_id, channel_kind, asked_at, last_activity_at)
        values (1, 2, 'study', 'other', 'anyone', 'open', 't', 's', '', 'w', 5, 'forum',
            '2026-04-01T00:00:00+00:00', '2026-04-01T00:00:00+00:00');";

async fn migrates(folder: &Path, before: i64) {
    let mut old = database_at(folder, before).await;
    sqlx::raw_sql(ROWS)
        .execute(&mut old)
        .await
        .unwrap_or_else(|error| panic!("rows of {before}: {error}"));
    sqlx::Connection::close(old).await.expect("closed");
}

#[tokio::test(flavor = "multi_thread")]
async fn each_lecture_migration_takes_rows_of_the_version_before() {
    for before in 29..=50 {
        let folder = tempfile::tempdir().expect("a folder");
        migrates(folder.path(), before).await;
        let app = opens(folder.path()).await;
        let mut conn = app.db.read().await.expect("a reader");
        let broken = sqlx::query("pragma foreign_key_check")
            .fetch_all(&mut *conn)
            .await
            .expect("a check");
        assert!(broken.is_empty(), "{before}");

        // Alarms are due at the very moment, as we write moments.
        let due: DateTime<Utc> = "2026-04-10T11:00:00Z".parse().expect("a time");
        for hours in [168, 72, 24] {
            let alarms: i64 = sqlx::query_scalar(
                "select count(*) from alarm
                 where due_at = ?1 and due_at <= ?1 and state = 'waiting' and occurrence_id = 2",
            )
            .bind(due - TimeDelta::hours(hours))
            .fetch_one(&mut *conn)
            .await
            .expect("alarms");
            assert_eq!(alarms, i64::from(before < 31), "{before}, {hours}");
        }
        // And so is what binds it.
        let is_near: bool = sqlx::query_scalar(
            "select wake_at <= ?1 and wake_at >= ?1 from occurrence where id = 2",
        )
        .bind(due - TimeDelta::hours(24))
        .fetch_one(&mut *conn)
        .await
        .expect("a date");
        assert_eq!(is_near, before < 31, "{before}");
        let found: Vec<(String, i64, i64, DateTime<Utc>)> =
            sqlx::query_as("select track, lecture_id, occurrence_id, posted_at from catalogue")
                .fetch_all(&mut *conn)
                .await
                .expect("the catalogue");
        let posted_at = "2026-04-03T11:00:00.250Z".parse().expect("a time");
        let expected = [("gp".to_owned(), 1, 1, posted_at)];
        let expected = if before < 32 { &expected[..] } else { &[] };
        assert_eq!(found, expected, "{before}");
        let tracks: Vec<Option<String>> =
            sqlx::query_scalar("select track from occurrence where id <= 2 order by id")
                .fetch_all(&mut *conn)
                .await
                .expect("tracks");
        let expected = (before < 44).then(|| "gp".to_owned());
        assert_eq!(tracks, [expected, None], "{before}");
        let notified: Vec<(Option<i64>, bool)> =
            sqlx::query_as("select role_id, is_silent from occurrence where id <= 2 order by id")
                .fetch_all(&mut *conn)
                .await
                .expect("roles");
        let role = (before < 46).then_some(6);
        assert_eq!(notified, [(role, false), (None, false)], "{before}");
        // Who was here before needs no welcome.
        let is_new: bool = sqlx::query_scalar("select is_new from entitlement")
            .fetch_one(&mut *conn)
            .await
            .expect("a member");
        assert_eq!(is_new, before >= 34, "{before}");
        let asked: (i64, Option<i64>) =
            sqlx::query_as("select asker, lecture_id from question_with_people")
                .fetch_one(&mut *conn)
                .await
                .expect("a question");
        assert_eq!(asked, (11, None), "{before}");
        drop(conn);

        // It goes on: what is queued is next, and nothing goes out before its time.
        jobs::run_due(&app).await;
        assert_eq!(app.broken(), 0, "{before}");
        let slots = lectures::list_slots(&app, &owner()).await.expect("slots");
        assert_eq!(slots.len(), 1);
        assert_eq!(slots[0].queue[0].0, due, "{before}");
        app.clock.set(due);
        jobs::run_due(&app).await;
        let mut conn = app.db.read().await.expect("a reader");
        let posts: i64 = sqlx::query_scalar("select count(*) from outbox where kind = 'post'")
            .fetch_one(&mut *conn)
            .await
            .expect("effects");
        assert_eq!(posts, 1, "{before}");
        drop(conn);
        app.db.close().await;
    }
}

/// Its slot was given to others after it had been posted.
#[tokio::test(flavor = "multi_thread")]
async fn what_was_posted_keeps_the_track_under_which_it_is_found() {
    let folder = tempfile::tempdir().expect("a folder");
    migrates(folder.path(), 43).await;
    let mut old = database_at(folder.path(), 43).await;
    sqlx::raw_sql(
        "insert into catalogue (track, lecture_id, occurrence_id, posted_at)
         values ('im', 1, 1, '2026-04-03T11:00:00.250+00:00');",
    )
    .execute(&mut old)
    .await
    .expect("what is found");
    sqlx::Connection::close(old).await.expect("closed");
    let app = opens(folder.path()).await;
    let mut conn = app.db.read().await.expect("a reader");
    let track: Option<String> = sqlx::query_scalar("select track from occurrence where id = 1")
        .fetch_one(&mut *conn)
        .await
        .expect("a track");
    assert_eq!(track.as_deref(), Some("im"));
}

/// Late and silent, in a slot that notified nobody, before it was written down when, and never.
#[tokio::test(flavor = "multi_thread")]
async fn whom_a_post_notified_is_known_of_what_was_posted_and_of_nothing_else() {
    let folder = tempfile::tempdir().expect("a folder");
    migrates(folder.path(), 45).await;
    let mut old = database_at(folder.path(), 45).await;
    sqlx::raw_sql(
        "insert into slot (id, weekday, time, zone, channel_id, track, created_by, created_at)
             values (2, 6, '20:00', 'Asia/Tokyo', 5, 'gp', 1, '2026-03-01T00:00:00+00:00');
         insert into occurrence (id, slot_id, local_date, rule_version, due_at, wake_at, state, lecture_id,
             is_late, sent_at, attempt)
         select id, slot, on_date, 1, on_date || 'T11:00:00+00:00', on_date || 'T11:00:00+00:00', state, 1,
             late, sent, 1
         from (select 3 as id, 1 as slot, '2026-03-20' as on_date, 'posted' as state, 1 as late,
                   '2026-03-20T22:00:00+00:00' as sent
             union all select 4, 2, '2026-03-21', 'posted', 0, '2026-03-21T11:00:00+00:00'
             union all select 5, 1, '2026-03-13', 'posted', 0, null
             union all select 6, 1, '2026-03-06', 'missed', 0, null);",
    )
    .execute(&mut old)
    .await
    .expect("what was posted");
    sqlx::Connection::close(old).await.expect("closed");
    let app = opens(folder.path()).await;
    let mut conn = app.db.read().await.expect("a reader");
    let notified: Vec<(i64, Option<i64>, bool)> =
        sqlx::query_as("select id, role_id, is_silent from occurrence where id > 2 order by id")
            .fetch_all(&mut *conn)
            .await
            .expect("roles");
    let expected = [
        (3, Some(6), true),
        (4, None, false),
        (5, Some(6), false),
        (6, None, false),
    ];
    assert_eq!(notified, expected);
}

#[tokio::test(flavor = "multi_thread")]
async fn rows_of_lectures_that_mean_nothing_are_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    migrates(folder.path(), 29).await;
    let app = opens(folder.path()).await;
    let mut tx = app.db.begin().await.expect("a writer");
    let conn = tx.conn().await.expect("a connection");
    for (meaningless, constraint) in [
        (
            "update slot set closed_at = '2026-04-01T00:00:00+00:00'",
            "slot_closed",
        ),
        (
            "update lecture set withdrawn_at = '2026-04-01T00:00:00+00:00' where id = 1",
            "lecture_withdrawn",
        ),
        (
            "insert into check_item (lecture_id, place, question, choices, correct, explanation)
             values (1, 1, 'q', '[\"a\",\"b\"]', 2, 'e')",
            "check_item_correct_is_there",
        ),
        (
            "insert into check_try (person_id, lecture_id, began_at, right_answers, items)
             values (2, 1, '2026-04-01T00:00:00+00:00', 3, 2)",
            "check_try_right",
        ),
    ] {
        let refused = sqlx::query(meaningless).execute(&mut *conn).await;
        let refused = refused.expect_err(meaningless).to_string();
        assert!(refused.contains(constraint), "{refused}");
    }
}
