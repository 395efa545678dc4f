//! Who is banned: nothing ends by itself, and the owner sees it.

use sandbox::Person;

use super::exceptions::{is_clear, listed, presses};
use super::{grant, salon_with_a_plan};
use crate::world::World;

#[tokio::test(flavor = "multi_thread")]
async fn a_ban_ends_nothing_and_whoever_comes_back_has_their_role() {
    let world = salon_with_a_plan().await;
    let (ada, moderator) = (world.person("ada"), world.discord.moderator());
    grant(&world, &[("without-end", "true")]).await;
    moderator.bans(ada.id());
    world.settle().await;
    listed(&world, "BAN中の資格 1").await;
    let told = why(&world, &ada).await;
    assert!(told.contains("サーバーからBAN"), "{told}");
    assert!(told.contains("有効"), "{told}");
    moderator.unbans(ada.id());
    world.settle().await;
    listed(&world, "サーバー未参加 1").await;
    ada.joins();
    world.settle().await;
    assert!(ada.has_role("会員"));
    is_clear(&world).await;
    let told = why(&world, &ada).await;
    assert!(told.contains("BANを解除"), "{told}");
    // Somebody who has nothing is nobody's concern.
    moderator.bans(world.person("ben").id());
    world.settle().await;
    is_clear(&world).await;
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_owner_ends_what_they_have() {
    let world = salon_with_a_plan().await;
    let (ada, moderator) = (world.person("ada"), world.discord.moderator());
    grant(&world, &[("months", "1")]).await;
    grant(&world, &[("months", "1")]).await;
    moderator.bans(ada.id());
    world.settle().await;
    let shown = listed(&world, "BANされましたが").await;
    let told = presses(&world, &shown, "資格を終了する").await;
    assert!(told.contains("終了しました"), "{told}");
    is_clear(&world).await;
    assert!(open_rights(&world).await == 0);
    moderator.unbans(ada.id());
    ada.joins();
    world.settle().await;
    assert!(!ada.has_role("会員"));
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_here_is_not_banned_whatever_was_missed() {
    let mut world = salon_with_a_plan().await;
    let (ada, moderator) = (world.person("ada"), world.discord.moderator());
    grant(&world, &[("months", "1")]).await;
    moderator.bans(ada.id());
    world.settle().await;
    world.stop_bot().await;
    moderator.unbans(ada.id());
    ada.joins();
    world.start_bot().await;
    assert!(ada.has_role("会員"));
    is_clear(&world).await;
    world.end().await;
}

/// What the owner reads of somebody, who may not be in the server.
async fn why(world: &World, person: &Person) -> String {
    let id = person.id().to_string();
    let options = [("user", id.as_str())];
    world.does("owner", "/member why", &options).await
}

async fn open_rights(world: &World) -> i64 {
    let mut conn = world.app().db.read().await.expect("a reader");
    sqlx::query_scalar("select count(*) from entitlement where state <> 'ended'")
        .fetch_one(&mut *conn)
        .await
        .expect("rights")
}
