//! Many members: what a comparison of all costs, and the proof that it gives.

use sandbox::NewMember;

use super::owner;
use crate::world::{Setting, World, minutes, number};
use salon::ids::RoleId;
use salon::memberships::{self, RoleProof};

/// So many people have had a right to the plan for long and, but for the last, its role. The bot is
/// stopped meanwhile.
async fn crowd(world: &World, count: usize, without: usize) {
    let options = sqlx::sqlite::SqliteConnectOptions::new().filename(world.database());
    let pool = sqlx::SqlitePool::connect_with(options).await;
    let pool = pool.expect("a database");
    let mut tx = pool.begin().await.expect("a transaction");
    for place in 0..count {
        let has_role = place < count - without;
        let new = NewMember {
            roles: has_role.then_some(world.paid_role).into_iter().collect(),
            ..NewMember::default()
        };
        let user = world.discord.member(&format!("m{place}"), new);
        let person: i64 = sqlx::query_scalar(
            "insert into person (user_id, is_in_server, created_at)
             values (?1, 1, '2026-04-01T00:00:00Z') returning id",
        )
        .bind(number(user))
        .fetch_one(&mut *tx)
        .await
        .expect("a person");
        sqlx::query(
            "insert into entitlement (plan_id, person_id, source, starts_at, state, created_at)
             values (1, ?1, 'manual', '2026-03-01T00:00:00+00:00', 'live', '2026-03-01T00:00:00Z')",
        )
        .bind(person)
        .execute(&mut *tx)
        .await
        .expect("a right");
        if has_role {
            sqlx::query(
                "insert into role_grant (person_id, role_id, version, is_granted, changed_at)
                 values (?1, ?2, 1, 1, '2026-03-01T00:00:00Z')",
            )
            .bind(person)
            .bind(number(world.paid_role))
            .execute(&mut *tx)
            .await
            .expect("a grant");
        }
    }
    tx.commit().await.expect("committed");
    pool.close().await;
}

/// How the role stands by the last comparison.
async fn proof(world: &World) -> RoleProof {
    let mut conn = world.app().db.read().await.expect("a reader");
    let pass = memberships::last_pass(&mut conn).await;
    pass.expect("readable").expect("there was one").roles[0]
}

/// A comparison of so many costs one call for each thousand, and only differences are sent.
async fn costs_little(count: usize) {
    const DIFFERENT: usize = 20;
    let setting = Setting {
        is_roomy: true,
        ..Setting::default()
    };
    let mut world = World::start_with(setting).await;
    world.sells_plan().await;
    world.stop_bot().await;
    crowd(&world, count, DIFFERENT).await;
    world.start_bot().await;
    let members = world.discord.people().len();
    assert!(members > count);
    let found = proof(&world).await;
    let expected = i64::try_from(count).expect("a count");
    assert_eq!((found.entitled, found.drift), (expected, 20));
    assert_eq!(found.with_role, expected - 20);
    assert_eq!(world.discord.requests("PUT", "/roles/").len(), DIFFERENT);
    assert!(world.discord.requests("DELETE", "/roles/").is_empty());

    let before = world.discord.requests("GET", "/members").len();
    let done = memberships::reconcile(world.app(), &world.rest()).await;
    assert_eq!(done.expect("a list").repaired, 0);
    let calls = world.discord.requests("GET", "/members").len() - before;
    assert_eq!(calls, members / 1_000 + 1);
    let found = proof(&world).await;
    assert_eq!((found.entitled, found.with_role), (expected, expected));
    assert_eq!((found.drift, found.left_alone), (0, 0));
    let status = owner(&world).runs(world.lobby, "/salon status", &[]).await;
    let text = status.text();
    assert!(
        text.contains("✅ <@&") && text.contains("食い違い 0 人"),
        "{text}"
    );
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_thousand_members_cost_three_list_calls_and_only_differences() {
    costs_little(2_000).await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "long: just long"]
async fn twenty_thousand_members_cost_twenty_one_list_calls_and_only_differences() {
    costs_little(20_000).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_proof_tells_what_differs_from_what_is_meant_to() {
    let mut world = World::start().await;
    world.sells_plan().await;
    let role = world.paid_role.to_string();
    let options = [
        ("key", "soft"),
        ("name", "手動可"),
        ("price", "0"),
        ("interval", "毎月"),
        ("role", role.as_str()),
        ("by-hand", "そのままにする"),
    ];
    world.does("owner", "/plan create", &options).await;
    world.gives("ada", "soft", &[("months", "1")]).await;
    world.settle().await;
    world.grants("ben", "1").await;
    world.pass(minutes(1)).await;
    let moderator = world.discord.moderator();
    moderator.takes_role(world.person("ada").id(), world.paid_role);
    world.settle().await;
    world.stop_bot().await;
    moderator.takes_role(world.person("ben").id(), world.paid_role);
    world.start_bot().await;
    // What was found is no less true because it is being put right.
    let expected = RoleProof {
        role: RoleId(number(world.paid_role)),
        entitled: 2,
        with_role: 0,
        drift: 1,
        left_alone: 1,
        of_others: 0,
    };
    assert_eq!(proof(&world).await, expected);
    let done = memberships::reconcile(world.app(), &world.rest()).await;
    assert_eq!(done.expect("a list").repaired, 0);
    let expected = RoleProof {
        with_role: 1,
        drift: 0,
        ..expected
    };
    assert_eq!(proof(&world).await, expected);
    let status = owner(&world).runs(world.lobby, "/salon status", &[]).await;
    let text = status.text();
    for words in ["資格 2 人・ロール 1 人", "食い違い 0 人", "手動変更 1 人"] {
        assert!(text.contains(words), "{words} is not in: {text}");
    }
    world.end().await;
}
