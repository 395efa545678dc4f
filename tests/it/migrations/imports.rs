//! Rows of lists of other platforms after the migrations that came since.

use salon::actor::Actor;
use salon::ids::UserId;
use salon::memberships;
use salon::text::Lang;

use super::{MEMBER, database_at, opens, owner};

/// A list of ada's and one line of nobody's, looked at and taken in.
const LISTS: &str = "
    insert into import_source (id, name) values (1, 'note');
    insert into import (id, source_id, digest, mapping, absent_ends, by_id, created_at, state) values
        (1, 1, printf('%064d', 1), '{}', 0, 2, '2026-04-04T00:00:00+00:00', 'preview'),
        (2, 1, printf('%064d', 2), '{}', 0, 2, '2026-04-04T00:00:00+00:00', 'applied');
    insert into import_line (import_id, line, user_id, number, person_id, plan_id, until, act, is_cut)
    values (1, 2, 11, null, 1, 1, 'endless', 'join', 0),
        (2, 2, null, 4711, null, 1, 'endless', 'unmatched', 0);";

/// Migration 22 lets owners say whom a platform means, and people move to another account: lists of
/// before name nobody by that, and what means nothing is refused.
#[tokio::test(flavor = "multi_thread")]
async fn lists_of_before_anybody_was_linked_or_moved_are_kept() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut old = database_at(folder.path(), 21).await;
    for rows in [MEMBER, LISTS] {
        let rows = sqlx::raw_sql(rows).execute(&mut old).await;
        rows.expect("rows of then");
    }
    sqlx::Connection::close(old).await.expect("closed");

    let app = opens(folder.path()).await;
    let mut tx = app.db.begin().await.expect("a writer");
    let conn = tx.conn().await.expect("a connection");
    let unnamed: Vec<i64> =
        sqlx::query_scalar("select import_id from import_line where name is null order by 1")
            .fetch_all(&mut *conn)
            .await
            .expect("lines");
    assert_eq!(unnamed, [1, 2]);
    for row in [
        "insert into account_link values (1, 'ada@example.jp', 1, 2, '2026-04-05T00:00:00+00:00')",
        "insert into payment (id, person_id, kind, amount_jpy, at)
             values (9, null, 'payment', 2980, '2026-04-05T00:00:00+00:00')",
        "insert into unlinked_payment values (9, 1, 'ben@example.jp', 1, '')",
        "insert into account_move values (1, 1, 2, 2, '', '2026-04-05T00:00:00+00:00')",
        "insert into move_code values (1, printf('%064d', 1), '2026-04-05T00:00:00+00:00')",
    ] {
        let done = sqlx::query(row).execute(&mut *conn).await;
        done.unwrap_or_else(|error| panic!("{row}: {error}"));
    }
    for (row, why) in [
        (
            "insert into account_link values (1, '', 1, 2, '2026-04-05T00:00:00+00:00')",
            "account_link_name",
        ),
        (
            "insert into account_link values (1, 'ada@example.jp', 2, 2, '2026-04-05T00:00:00+00:00')",
            "account_link.name",
        ),
        (
            "insert into unlinked_payment values (1, 1, 'ben@example.jp', 1, '')",
            "unlinked_payment.name",
        ),
        (
            "insert into move_code values (2, 'abc', '2026-04-05T00:00:00+00:00')",
            "move_code_hash",
        ),
        (
            "insert into move_code values (2, printf('%064d', 1), '2026-04-05T00:00:00+00:00')",
            "move_code.hash",
        ),
        (
            "insert into account_move values (2, 1, 99, 2, '', '2026-04-05T00:00:00+00:00')",
            "FOREIGN KEY",
        ),
    ] {
        let refused = sqlx::query(row).execute(&mut *conn).await;
        let refused = refused.expect_err(row).to_string();
        assert!(refused.contains(why), "{row}: {refused}");
    }
    // What is paid and nobody's is the owner's to see.
    let attention = memberships::attention(&mut *conn, app.now()).await;
    let attention = attention.expect("known").text(Lang::En).plain(Lang::En);
    assert!(attention.contains("1 payment of nobody"), "{attention}");
}

/// Migration 52: of lines of before nothing is known of leaving.
#[tokio::test(flavor = "multi_thread")]
async fn lines_of_before_say_nothing_of_leaving() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut old = database_at(folder.path(), 51).await;
    for rows in [MEMBER, LISTS] {
        let rows = sqlx::raw_sql(rows).execute(&mut old).await;
        rows.expect("rows of then");
    }
    sqlx::Connection::close(old).await.expect("closed");

    let app = opens(folder.path()).await;
    let mut tx = app.db.begin().await.expect("a writer");
    let conn = tx.conn().await.expect("a connection");
    let leaving: Vec<bool> = sqlx::query_scalar("select is_leaving from import_line")
        .fetch_all(&mut *conn)
        .await
        .expect("lines");
    assert_eq!(leaving, [false, false]);
    let refused = sqlx::query("update import_line set is_leaving = 2").execute(conn);
    let refused = refused.await.expect_err("no truth").to_string();
    assert!(refused.contains("import_line_is_leaving"), "{refused}");
}

/// Migration 37: what a list gave that was undone before counts as if it had never been, and nothing
/// else does.
#[tokio::test(flavor = "multi_thread")]
async fn what_lists_gave_that_were_undone_before_was_never_held() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut old = database_at(folder.path(), 36).await;
    let rows = sqlx::raw_sql(
        "insert into person (id, user_id, created_at) values
             (1, 11, '2026-04-01T00:00:00+00:00'), (2, 22, '2026-04-01T00:00:00+00:00'),
             (3, 33, '2026-04-01T00:00:00+00:00');
         insert into plan (id, key, name_ja, name_en, price_jpy, interval, created_at)
             values (1, 'monthly', 'm', 'm', 1000, 'month', '2026-04-01T00:00:00+00:00');
         insert into entitlement (plan_id, person_id, source, external_id, starts_at, state,
             created_at, revoked_at, revoked_reason)
         select 1, column1, column2, column3, '2026-04-01T00:00:00+00:00', 'ended',
             '2026-04-01T00:00:00+00:00', '2026-04-02T00:00:00+00:00', column4
         from (values (1, 'import', 'note:1:1', 'import:1:undo'),
             (2, 'import', 'note:1:2', 'import:1'), (3, 'manual', null, 'import:1:undo'));",
    );
    rows.execute(&mut old).await.expect("rows of then");
    sqlx::Connection::close(old).await.expect("closed");

    let app = opens(folder.path()).await;
    for (user, is_known) in [(11, false), (22, true), (33, true)] {
        let actor = Actor {
            user: UserId(user),
            is_owner: false,
            ..owner()
        };
        let own = memberships::my_status(&app, &actor).await.expect("known");
        assert_eq!(!own.standings.is_empty(), is_known, "{user}");
    }
    app.db.close().await;
}
