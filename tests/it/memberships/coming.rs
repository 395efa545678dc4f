//! Who is outside, comes, leaves and comes back.

use sandbox::NewMember;

use super::{grant, last_dm, salon_with_a_plan};
use crate::world::days;

#[tokio::test(flavor = "multi_thread")]
async fn whoever_leaves_and_comes_back_has_their_role_again() {
    let world = salon_with_a_plan().await;
    let ada = world.person("ada");
    grant(&world, &[("months", "3")]).await;
    ada.leaves();
    world.pass(days(3)).await;
    ada.joins();
    world.settle().await;
    assert!(ada.has_role("会員"));

    ada.leaves();
    world.pass(days(100)).await;
    ada.joins();
    world.settle().await;
    assert!(!ada.has_role("会員"));
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_plan_for_someone_outside_waits_for_them() {
    let world = salon_with_a_plan().await;
    let new = NewMember {
        outside: true,
        locale: "ja".to_owned(),
        ..NewMember::default()
    };
    let eve = world.discord.member("eve", new);
    let told = world.gives("eve", "monthly", &[("months", "2")]).await;
    assert!(told.contains("参加した時点でロールを付与し"), "{told}");
    world.settle().await;
    assert!(world.discord.requests("PUT", "/roles/").is_empty());
    let eve = world.discord.person(eve);
    assert!(eve.dms().is_empty());
    eve.joins();
    world.settle().await;
    assert!(eve.has_role("会員"));
    assert!(last_dm(&eve).contains("ようこそ"), "{}", last_dm(&eve));
    eve.leaves();
    eve.joins();
    world.settle().await;
    assert_eq!(eve.dms().len(), 1, "told once");
    world.end().await;
}
