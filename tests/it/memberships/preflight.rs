//! Whether the roles that are sold can be given is known before somebody waits for one.

use super::{PLAN, grant, owner, salon_with_a_plan};
use crate::world::{World, days};
use salon::memberships;
use sandbox::permissions;

async fn status(world: &World) -> String {
    let status = owner(world).runs(world.lobby, "/salon status", &[]).await;
    status.text()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_bot_cannot_give_is_not_sold() {
    let world = salon_with_a_plan().await;
    let moderator = world.discord.moderator();
    moderator.changes_role(world.paid_role, |role| role.position = 200);
    world.settle().await;
    let mut plan = PLAN;
    plan[0].1 = "other";
    let told = world.does("owner", "/plan create", &plan).await;
    assert!(told.contains("ボットのロールより上"), "{told}");
    let seen = status(&world).await;
    assert!(seen.contains("ボットのロールより上"), "{seen}");
    moderator.changes_role(world.paid_role, |role| role.position = 3);
    let own = world.discord.person(world.discord.bot_id()).roles();
    let own = world.discord.role_named(&own[0]).expect("the bot's role");
    moderator.changes_role(own, |role| role.permissions &= !permissions::MANAGE_ROLES);
    world.settle().await;
    let told = world.does("owner", "/plan create", &plan).await;
    assert!(told.contains("「ロールの管理」の権限がない"), "{told}");
    let seen = status(&world).await;
    assert!(seen.contains("「ロールの管理」を許可"), "{seen}");
    moderator.changes_role(own, |role| role.permissions |= permissions::MANAGE_ROLES);
    world.settle().await;
    let told = world.does("owner", "/plan create", &plan).await;
    assert!(told.contains("プランを作成しました"), "{told}");
    assert!(!status(&world).await.contains("⚠️"));
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sold_role_that_becomes_dangerous_is_told_once() {
    let mut world = salon_with_a_plan().await;
    let moderator = world.discord.moderator();
    moderator.changes_role(world.paid_role, |role| {
        role.permissions = permissions::MANAGE_GUILD;
    });
    world.settle().await;
    world.restart().await;
    let told = world.told_owner();
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].contains("サーバーを管理できる権限"), "{told:?}");
    moderator.changes_role(world.paid_role, |role| role.permissions = 0);
    world.settle().await;
    assert!(!status(&world).await.contains("⚠️"));
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_became_dangerous_is_given_to_nobody_more_and_taken_from_nobody() {
    let world = salon_with_a_plan().await;
    let (ada, ben) = (world.person("ada"), world.person("ben"));
    grant(&world, &[("months", "1")]).await;
    let moderator = world.discord.moderator();
    moderator.changes_role(world.paid_role, |role| {
        role.permissions = permissions::MANAGE_GUILD;
    });
    world.settle().await;
    world.grants("ben", "1").await;
    world.settle().await;
    assert!(ada.has_role("会員") && !ben.has_role("会員"));
    moderator.changes_role(world.paid_role, |role| role.permissions = 0);
    world.settle().await;
    let done = memberships::reconcile(world.app(), &world.rest()).await;
    done.expect("a list");
    world.settle().await;
    assert!(ada.has_role("会員") && ben.has_role("会員"));
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_a_deleted_role_the_owner_is_told_once_and_it_is_not_asked_for() {
    let mut world = salon_with_a_plan().await;
    world.stop_bot().await;
    world.discord.moderator().deletes_role(world.paid_role);
    world.start_bot().await;
    grant(&world, &[("months", "1")]).await;
    world.restart().await;
    let told = world.told_owner();
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].contains("削除されています"), "{told:?}");
    assert!(world.discord.requests("PUT", "/roles/").is_empty());
    assert!(status(&world).await.contains("削除されています"));
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_a_role_that_is_neither_sold_nor_held_nothing_is_told() {
    let mut world = salon_with_a_plan().await;
    grant(&world, &[("months", "1")]).await;
    world
        .does("owner", "/plan archive", &[("plan", "monthly")])
        .await;
    let moderator = world.discord.moderator();
    // As long as somebody has it, it matters.
    moderator.changes_role(world.paid_role, |role| {
        role.permissions = permissions::MANAGE_GUILD;
    });
    world.settle().await;
    assert_eq!(world.told_owner().len(), 1, "{:?}", world.told_owner());
    moderator.changes_role(world.paid_role, |role| role.permissions = 0);
    world.settle().await;
    world.pass(days(31)).await;
    assert!(!world.person("ada").has_role("会員"));
    moderator.deletes_role(world.paid_role);
    world.settle().await;
    world.restart().await;
    assert_eq!(world.told_owner().len(), 1, "{:?}", world.told_owner());
    assert!(!status(&world).await.contains("⚠️"));
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deleted_role_is_no_trouble_once_nobody_has_a_right_to_it() {
    let world = salon_with_a_plan().await;
    grant(&world, &[("months", "1")]).await;
    world.discord.moderator().deletes_role(world.paid_role);
    world.settle().await;
    let is_deleted = "が削除されています";
    assert!(status(&world).await.contains(is_deleted));
    world
        .does("owner", "/plan archive", &[("plan", "monthly")])
        .await;
    world.pass(days(31)).await;
    let seen = status(&world).await;
    assert!(!seen.contains(is_deleted), "{seen}");
    world.end().await;
}
