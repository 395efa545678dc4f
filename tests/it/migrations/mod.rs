//! Rows of an older schema after the migrations that came since.

mod anonymous;
mod closing;
mod images;
mod imports;
mod joining;
mod lectures;
mod notices;
mod questions;
mod reported;
mod routing;
mod written;

use std::path::Path;

use chrono::DateTime;
use salon::actor::Actor;
use salon::app::App;
use salon::clock::Clock;
use salon::config::Config;
use salon::db::Db;
use salon::ids::{GuildId, RoleId, UserId};
use salon::memberships::{self, Shown, Standing, Taking};
use salon::outbox;
use salon::text::Lang;

/// A database of this older schema with these rows, migrated to now.
async fn migrated(version: i64, rows: &'static str) -> (tempfile::TempDir, Db) {
    let folder = tempfile::tempdir().expect("a folder");
    let mut old = database_at(folder.path(), version).await;
    sqlx::raw_sql(rows)
        .execute(&mut old)
        .await
        .expect("rows of then");
    sqlx::Connection::close(old).await.expect("closed");
    let db = Db::open(folder.path()).await.expect("it is migrated");
    (folder, db)
}

/// The schema as it was after the migration of this number.
async fn database_at(folder: &Path, version: i64) -> sqlx::SqliteConnection {
    let options = sqlx::sqlite::SqliteConnectOptions::new()
        .filename(folder.join("salon.db"))
        .create_if_missing(true);
    let mut conn = sqlx::ConnectOptions::connect(&options)
        .await
        .expect("a connection");
    let mut migrator = sqlx::migrate!();
    migrator
        .migrations
        .to_mut()
        .retain(|migration| migration.version <= version);
    migrator.run(&mut conn).await.expect("the older schema");
    conn
}

/// Migration 11 copies the steps of questions; a question that was asked before goes on after it.
#[tokio::test(flavor = "multi_thread")]
async fn the_steps_of_older_questions_keep_their_order_and_go_on() {
    let (_folder, db) = migrated(
        10,
        "insert into person (id, user_id, created_at) values
             (1, 11, '2026-04-01T00:00:00Z'), (2, 22, '2026-04-01T00:00:00Z');
         insert into question (id, asker_id, kind, field, near, state, version, title, situation,
             thinking, wanted, channel_id, channel_kind, asked_at, last_activity_at)
         select id, 1, 'study', 'other', 'anyone', 'open', 7, 't', 's', '', 'w', 5, 'forum',
             '2026-04-01T00:00:00Z', '2026-04-01T00:00:00Z'
         from (select 1 as id union select 2);
         insert into question_event (question_id, at, event, actor_id, from_state, to_state) values
             (1, '2026-04-01T00:00:00Z', 'ask', 1, null, 'open'),
             (2, '2026-04-01T00:00:00Z', 'ask', 1, null, 'open'),
             (1, '2026-04-01T01:00:00Z', 'claim', 2, 'open', 'claimed'),
             (2, '2026-04-01T02:00:00Z', 'claim', 2, 'open', 'claimed'),
             (1, '2026-04-01T13:00:00Z', 'lapse', null, 'claimed', 'open');",
    )
    .await;
    let mut conn = db.read().await.expect("a reader");
    let steps: Vec<(i64, i64, String, Option<i64>)> = sqlx::query_as(
        "select question_id, version, event, actor_id from question_event
         order by question_id, version",
    )
    .fetch_all(&mut *conn)
    .await
    .expect("steps");
    let step = |question, version, event: &str, actor| (question, version, event.into(), actor);
    let expected = [
        step(1, 1, "ask", Some(1)),
        step(1, 2, "claim", Some(2)),
        step(1, 3, "lapse", None),
        step(2, 1, "ask", Some(1)),
        step(2, 2, "claim", Some(2)),
    ];
    assert_eq!(steps, expected);
    let parts: Vec<(i64, i64)> = sqlx::query_as("select posting, card from question")
        .fetch_all(&mut *conn)
        .await
        .expect("questions");
    assert_eq!(parts, [(1, 1), (1, 1)]);
    drop(conn);
    db.close().await;
}

/// Migration 13 tells whose a role is; what was given before is ours, and is taken when it is over.
#[tokio::test(flavor = "multi_thread")]
async fn roles_that_were_given_before_stay_ours() {
    let (_folder, db) = migrated(
        12,
        "insert into person (id, user_id, is_in_server, created_at)
             values (1, 11, 1, '2026-04-01T00:00:00Z');
         insert into plan (id, key, name_ja, name_en, price_jpy, interval, created_at)
             values (1, 'monthly', 'm', 'm', 1000, 'month', '2026-04-01T00:00:00Z');
         insert into plan_role (plan_id, role_id) values (1, 100);
         insert into role_grant (person_id, role_id, version, is_granted, changed_at)
             values (1, 100, 3, 1, '2026-04-01T00:00:00Z');",
    )
    .await;
    let mut config = Config::default();
    config.discord.guild = Some(GuildId(1));
    let now = DateTime::from_timestamp(1_775_001_600, 0).expect("a time");
    let app = App::new(config, db, Clock::fixed(now));
    let shown = Shown::new(vec![RoleId(100)], false, None, now);
    memberships::member_seen(&app, UserId(11), &shown)
        .await
        .expect("seen");
    let mut conn = app.db.read().await.expect("a reader");
    let taken = outbox::fate(&mut conn, "member:1:role:100:v4").await;
    let taken = taken.expect("known").expect("it is not taken");
    assert_eq!(taken.kind, "revoke_role");
    let policy: String = sqlx::query_scalar("select by_hand from plan")
        .fetch_one(&mut *conn)
        .await
        .expect("a plan");
    assert_eq!(policy, "restore");
}

/// Migration 20 says how people leave a plan: of what was sold before, roles go and nothing else; and
/// who had it before is no alumna by that.
#[tokio::test(flavor = "multi_thread")]
async fn plans_of_before_have_no_trial_and_take_their_roles() {
    let (_folder, db) = migrated(
        19,
        "insert into person (id, user_id, created_at) values (1, 11, '2026-04-01T00:00:00Z');
         insert into plan (id, key, name_ja, name_en, price_jpy, interval, created_at)
             values (1, 'monthly', 'm', 'm', 1000, 'month', '2026-04-01T00:00:00Z');
         insert into plan_role (plan_id, role_id) values (1, 100);
         insert into entitlement (plan_id, person_id, source, starts_at, ends_at, access_until, state,
             created_at)
         values (1, 1, 'gift', '2026-04-01T00:00:00Z', '2026-05-01T00:00:00Z',
                 '2026-05-01T00:00:00Z', 'ended', '2026-04-01T00:00:00Z');",
    )
    .await;
    let mut conn = db.read().await.expect("a reader");
    let plan: (i64, String, Option<i64>) =
        sqlx::query_as("select trial_days, exit, alumni_role_id from plan")
            .fetch_one(&mut *conn)
            .await
            .expect("a plan");
    assert_eq!(plan, (0, "remove".into(), None));
    let period: (i64, i64) = sqlx::query_as("select is_trial, is_taken_back from entitlement")
        .fetch_one(&mut *conn)
        .await
        .expect("a period");
    assert_eq!(period, (0, 0));
    assert_eq!(
        memberships::paid_roles(&mut conn).await.expect("roles"),
        [RoleId(100)]
    );
    drop(conn);
    db.close().await;
}

/// Migration 22 works the list of what needs the owner's eye out of what was there before.
#[tokio::test(flavor = "multi_thread")]
async fn what_was_kept_and_withheld_before_stands_in_the_list() {
    let (_folder, db) = migrated(
        20,
        "insert into person (id, user_id, is_in_server, created_at) values
             (1, 11, 1, '2026-04-01T00:00:00+00:00'), (2, 22, 0, '2026-04-01T00:00:00+00:00');
         insert into plan (id, key, name_ja, name_en, price_jpy, interval, created_at)
             values (1, 'monthly', 'm', 'm', 1000, 'month', '2026-04-01T00:00:00+00:00');
         insert into plan_role (plan_id, role_id) values (1, 100);
         insert into entitlement (plan_id, person_id, source, starts_at, state, created_at)
             values (1, 1, 'manual', '2026-04-01T00:00:00+00:00', 'live', '2026-04-01T00:00:00+00:00'),
                    (1, 2, 'manual', '2026-04-01T00:00:00+00:00', 'live', '2026-04-01T00:00:00+00:00');
         insert into role_grant (person_id, role_id, version, is_granted, by_hand, changed_at) values
             (1, 100, 3, 0, 'withheld', '2026-04-01T00:00:00+00:00'),
             (1, 200, 3, 1, 'kept', '2026-04-01T00:00:00+00:00');",
    )
    .await;
    let mut conn = db.read().await.expect("a reader");
    let attention = memberships::attention(&mut conn, DateTime::UNIX_EPOCH).await;
    let attention = attention.expect("known").text(Lang::En).plain(Lang::En);
    for words in [
        "1 not in the server",
        "1 without role",
        "1 role without a plan",
    ] {
        assert!(attention.contains(words), "{words} is not in: {attention}");
    }
    drop(conn);
    db.close().await;
}

/// A member of `monthly`, who paid for a month of it.
const MEMBER: &str = "
    insert into person (id, user_id, is_in_server, created_at)
        values (1, 11, 1, '2026-04-01T00:00:00Z'), (2, 22, 1, '2026-04-01T00:00:00Z');
    insert into plan (id, key, name_ja, name_en, price_jpy, interval, created_at)
        values (1, 'monthly', 'm', 'm', 1000, 'month', '2026-04-01T00:00:00Z');
    insert into entitlement (id, plan_id, person_id, source, starts_at, ends_at, access_until, state,
        created_at)
        values (1, 1, 1, 'pass', '2026-04-01T00:00:00Z', '2026-05-01T00:00:00Z',
            '2026-05-15T00:00:00Z', 'live', '2026-04-01T00:00:00Z');
    insert into payment (id, person_id, entitlement_id, kind, amount_jpy, at)
        values (1, 1, 1, 'payment', 1000, '2026-04-01T00:00:00Z');";

/// The owner, as Discord shows them.
fn owner() -> Actor {
    Actor {
        user: UserId(10),
        lang: Lang::Ja,
        is_owner: true,
        is_mentor: false,
    }
}

async fn opens(folder: &Path) -> std::sync::Arc<App> {
    let db = Db::open(folder).await.expect("migrated");
    let mut config = Config::default();
    config.discord.guild = Some(GuildId(1));
    let now = DateTime::from_timestamp(1_775_347_200, 0).expect("a time");
    App::new(config, db, Clock::fixed(now))
}

/// Migration 15 lets people join by themselves; plans of before are for anyone and have no limit,
/// and of payments of before nobody knows who recorded them.
#[tokio::test(flavor = "multi_thread")]
async fn plans_and_payments_of_before_anybody_joined_are_kept() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut old = database_at(folder.path(), 14).await;
    let rows = sqlx::raw_sql(MEMBER).execute(&mut old).await;
    rows.expect("rows of then");
    sqlx::Connection::close(old).await.expect("closed");

    let app = opens(folder.path()).await;
    let plans = memberships::list_plans(&app, &owner()).await;
    let plans = plans.expect("plans");
    assert_eq!(plans.len(), 1);
    assert_eq!(plans[0].0.terms, memberships::Terms::default());
    let mut conn = app.db.read().await.expect("a reader");
    let payments: Vec<(i64, Option<i64>)> =
        sqlx::query_as("select amount_jpy, recorded_by from payment")
            .fetch_all(&mut *conn)
            .await
            .expect("payments");
    assert_eq!(payments, [(1_000, None)]);
    assert!(
        memberships::is_member(&mut conn, UserId(11), app.now())
            .await
            .expect("known")
    );
}

/// Migrations 21, 47 and 48 have notices made anew, and 21 lets money go back: what was said and paid before stays,
/// how it came is known where it can be, and what is recorded is not rewritten any more.
#[tokio::test(flavor = "multi_thread")]
async fn payments_and_notices_of_before_refunds_are_kept() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut old = database_at(folder.path(), 20).await;
    sqlx::raw_sql(MEMBER)
        .execute(&mut old)
        .await
        .expect("rows of then");
    sqlx::raw_sql(
        "insert into entitlement (id, plan_id, person_id, source, external_id, starts_at, ends_at,
             access_until, state, created_at, revoked_at, revoked_reason) values
             (2, 1, 2, 'import', 'note:1:2', '2026-04-01T00:00:00Z', null, null, 'live',
                 '2026-04-01T00:00:00Z', null, null),
             (3, 1, 2, 'manual', null, '2026-03-01T00:00:00Z', null, null, 'ended',
                 '2026-03-01T00:00:00Z', '2026-03-02T00:00:00Z', 'x');
         insert into consent_text (hash, language, body, first_shown_at)
             values (printf('%064d', 1), 'ja', 'b', '2026-04-01T00:00:00Z');
         insert into consent (id, person_id, plan_id, hash, price_jpy, at)
             values (1, 1, 1, printf('%064d', 1), 1000, '2026-04-01T00:00:00Z');
         insert into application (id, plan_id, person_id, state, consent_id, created_at,
             entitlement_id) values (1, 1, 1, 'approved', 1, '2026-04-01T00:00:00Z', 1);
         insert into payment (id, person_id, entitlement_id, kind, amount_jpy, at) values
             (2, 2, 2, 'payment', 1000, '2026-04-01T00:00:00Z'),
             (3, 2, 3, 'payment', 1000, '2026-03-01T00:00:00Z');
         insert into notice (id, person_id, entitlement_id, step, due_at, state) values
             (4, 1, 1, 'welcome', '2026-04-01T00:00:00Z', 'sent'),
             (7, 1, 1, 'renewal:7', '2026-04-24T00:00:00Z', 'waiting'),
             (8, 1, 1, 'grace:0', '2026-05-01T00:00:00Z', 'waiting');",
    )
    .execute(&mut old)
    .await
    .expect("rows of then");
    sqlx::Connection::close(old).await.expect("closed");

    let app = opens(folder.path()).await;
    let mut conn = app.db.read().await.expect("a reader");
    let methods: Vec<(i64, Option<String>)> =
        sqlx::query_as("select id, method from payment order by id")
            .fetch_all(&mut *conn)
            .await
            .expect("payments");
    let method = |id, method: Option<&str>| (id, method.map(str::to_owned));
    let expected = [
        method(1, Some("transfer")),
        method(2, Some("platform")),
        method(3, None),
    ];
    assert_eq!(methods, expected);
    let notices: Vec<(i64, String, String)> =
        sqlx::query_as("select id, step, state from notice order by id")
            .fetch_all(&mut *conn)
            .await
            .expect("notices");
    let notice = |id, step: &str, state: &str| (id, step.to_owned(), state.to_owned());
    let expected = [
        notice(4, "welcome", "sent"),
        notice(7, "renewal:7", "waiting"),
        notice(8, "grace:0", "waiting"),
    ];
    assert_eq!(notices, expected);
    drop(conn);

    // What was paid before can go back, and ends what it was paid for.
    let refund = Taking {
        user: UserId(11),
        plan: "monthly".into(),
        reason: "退会".into(),
        what: None,
        refund_yen: Some(1_000),
        payment: Some(1),
    };
    let taken = memberships::revoke(&app, &owner(), &refund).await;
    let taken = taken.expect("refunded");
    assert_eq!(taken.standing, Some(Standing::Refunded(app.now())));
    let mut tx = app.db.begin().await.expect("a writer");
    let conn = tx.conn().await.expect("a connection");
    for rewriting in [
        "update payment set amount_jpy = 1 where id = 1",
        "update payment set method = 'cash' where id = 1",
        "update payment set person_id = 2 where id = 1",
        "delete from payment where id = 2",
    ] {
        let refused = sqlx::query(rewriting).execute(&mut *conn).await;
        let refused = refused.expect_err(rewriting).to_string();
        assert!(refused.contains("payments are never"), "{refused}");
    }
}
