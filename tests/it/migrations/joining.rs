//! Rows of applications after the migrations that came since.

use salon::ids::ApplicationId;

use super::{MEMBER, database_at, opens};

/// Migration 38 reminds whoever has not paid; whoever applied before is reminded like those who apply
/// since, and nobody else is.
#[tokio::test(flavor = "multi_thread")]
async fn who_had_not_paid_before_is_reminded_two_days_before_it_runs_out() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut old = database_at(folder.path(), 37).await;
    for rows in [
        MEMBER,
        "insert into plan (id, key, name_ja, name_en, price_jpy, interval, created_at)
             select column1, 'plan' || column1, 'm', 'm', 1000, 'month', '2026-04-01T00:00:00+00:00'
             from (values (2), (3), (4));
         insert into consent_text (hash, language, body, first_shown_at)
             values (printf('%064d', 1), 'ja', 'b', '2026-04-01T00:00:00+00:00');
         insert into consent (id, person_id, plan_id, hash, price_jpy, at)
             values (1, 1, 1, printf('%064d', 1), 1000, '2026-04-01T00:00:00+00:00'),
                 (2, 1, 2, printf('%064d', 1), 1000, '2026-04-01T00:00:00+00:00');
         insert into application (id, plan_id, person_id, state, consent_id, created_at, expires_at)
         values
             (1, 1, 1, 'awaiting', 1, '2026-04-01T00:00:00+00:00', '2026-04-09T00:30:00.5+00:00'),
             (2, 2, 1, 'applied', 2, '2026-04-01T00:00:00+00:00', null),
             (3, 3, 1, 'offered', null, '2026-04-01T00:00:00+00:00', '2026-04-08T00:00:00+00:00'),
             (4, 4, 1, 'expired', null, '2026-03-01T00:00:00+00:00', null);",
    ] {
        let rows = sqlx::raw_sql(rows).execute(&mut old).await;
        rows.expect("rows of then");
    }
    sqlx::Connection::close(old).await.expect("closed");

    let app = opens(folder.path()).await;
    let mut conn = app.db.read().await.expect("a reader");
    let reminded: Vec<(ApplicationId, String)> = sqlx::query_as(
        "select id, remind_at from application where remind_at is not null order by id",
    )
    .fetch_all(&mut *conn)
    .await
    .expect("applications");
    let expected = (ApplicationId(1), "2026-04-07T00:30:00+00:00".to_owned());
    assert_eq!(reminded, [expected]);
    drop(conn);
    app.db.close().await;
}

/// Migration 38 takes grace and reminders from days that the owner added and whose pass was refunded
/// before, and leaves them to days that lengthen one.
#[tokio::test(flavor = "multi_thread")]
async fn days_whose_pass_was_refunded_before_have_neither_grace_nor_reminders() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut old = database_at(folder.path(), 37).await;
    for rows in [
        MEMBER,
        "insert into entitlement (id, plan_id, person_id, source, starts_at, ends_at, access_until,
             state, created_at, granted_reason, revoked_at, revoked_reason)
         select column1, 1, column2, 'pass', column3, column4, column5, column6,
             '2026-04-01T00:00:00+00:00', column7, column8, column9
         from (values
             (2, 1, '2026-05-01T00:00:00Z', '2026-05-08T00:00:00Z', '2026-05-22T00:00:00Z', 'future',
                 'w', null, null),
             (3, 2, '2026-04-01T00:00:00Z', '2026-05-01T00:00:00Z', '2026-05-15T00:00:00Z', 'ended',
                 null, '2026-04-02T00:00:00Z', 'x'),
             (4, 2, '2026-04-02T00:00:00Z', '2026-04-09T00:00:00Z', '2026-04-23T00:00:00Z', 'live',
                 'w', null, null));
         insert into notice (person_id, entitlement_id, step, due_at, state) values
             (1, 2, 'renewal:1', '2026-05-07T00:00:00Z', 'waiting'),
             (2, 4, 'welcome', '2026-04-02T00:00:00Z', 'sent'),
             (2, 4, 'renewal:1', '2026-04-08T00:00:00Z', 'waiting');",
    ] {
        let rows = sqlx::raw_sql(rows).execute(&mut old).await;
        rows.expect("rows of then");
    }
    sqlx::Connection::close(old).await.expect("closed");

    let app = opens(folder.path()).await;
    let mut conn = app.db.read().await.expect("a reader");
    let days: Vec<(i64, String, String)> = sqlx::query_as(
        "select entitlement.id, substr(access_until, 1, 10), group_concat(step)
         from entitlement join notice on entitlement_id = entitlement.id
         where granted_reason is not null group by entitlement.id order by entitlement.id",
    )
    .fetch_all(&mut *conn)
    .await
    .expect("days");
    let expected = [(2, "2026-05-22", "renewal:1"), (4, "2026-04-09", "welcome")];
    let expected = expected.map(|(id, until, step)| (id, until.to_owned(), step.to_owned()));
    assert_eq!(days, expected);
    drop(conn);
    app.db.close().await;
}

/// Migration 42 shows the owner since when somebody has applied, not since when they waited for a seat;
/// what the owner let be before stays so.
#[tokio::test(flavor = "multi_thread")]
async fn who_waited_for_a_seat_before_has_applied_since_they_agreed() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut old = database_at(folder.path(), 41).await;
    for rows in [
        MEMBER,
        "insert into consent_text (hash, language, body, first_shown_at)
             values (printf('%064d', 1), 'ja', 'b', '2026-04-01T00:00:00+00:00');
         insert into consent (id, person_id, plan_id, hash, price_jpy, at)
             values (1, 1, 1, printf('%064d', 1), 1000, '2026-04-08T00:00:00+00:00'),
                 (2, 2, 1, printf('%064d', 1), 1000, '2026-04-02T00:00:00+00:00');
         insert into application (id, plan_id, person_id, state, consent_id, created_at, expires_at)
         values
             (1, 1, 1, 'awaiting', 1, '2026-04-01T00:00:00+00:00', '2026-04-15T00:00:00+00:00'),
             (2, 1, 2, 'applied', 2, '2026-04-02T00:00:00+00:00', null);
         insert into set_aside (kind, subject, by_id, at)
             values ('application', '2', 1, '2026-04-03T00:00:00+00:00');",
    ] {
        let rows = sqlx::raw_sql(rows).execute(&mut old).await;
        rows.expect("rows of then");
    }
    sqlx::Connection::close(old).await.expect("closed");

    let app = opens(folder.path()).await;
    let mut conn = app.db.read().await.expect("a reader");
    let shown: Vec<(String, String, bool)> = sqlx::query_as(
        "select exception.subject, exception.at, coalesce(set_aside.at >= exception.at, 0)
         from exception left join set_aside using (kind, subject)
         where kind = 'application' order by subject",
    )
    .fetch_all(&mut *conn)
    .await
    .expect("what needs the owner's eye");
    let row = |subject: &str, at: &str, is_aside| (subject.to_owned(), at.to_owned(), is_aside);
    let expected = [
        row("1", "2026-04-08T00:00:00+00:00", false),
        row("2", "2026-04-02T00:00:00+00:00", true),
    ];
    assert_eq!(shown, expected);
    drop(conn);
    app.db.close().await;
}
