//! The status proves that roles are right: what it shows is true when it is shown.

use super::status;
use crate::world::{World, minutes};

/// The line of the role that is sold.
async fn line(world: &World) -> String {
    let text = status(world).await.text();
    let role = format!("<@&{}>: ", world.paid_role);
    let line = text.lines().find(|line| line.contains(&role));
    line.unwrap_or_else(|| panic!("no line of the role: {text}"))
        .to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_sold_since_the_last_comparison_counts_at_once() {
    let world = World::start().await;
    world.sells_plan().await;
    assert!(line(&world).await.contains("資格 0 人・ロール 0 人"));
    world.grants("ada", "1").await;
    let on_its_way = line(&world).await;
    assert!(
        on_its_way.starts_with("⏳")
            && on_its_way.contains("資格 1 人・ロール 0 人・食い違い 0 人（反映中 1 人）"),
        "{on_its_way}"
    );
    world.settle().await;
    let done = line(&world).await;
    assert!(
        done.starts_with("✅") && done.ends_with("資格 1 人・ロール 1 人・食い違い 0 人"),
        "{done}"
    );
    world.takes("ada", "monthly", &[]).await;
    let on_its_way = line(&world).await;
    assert!(
        on_its_way.contains("資格 0 人・ロール 0 人・食い違い 0 人（反映中 1 人）"),
        "{on_its_way}"
    );
    world.settle().await;
    let done = line(&world).await;
    assert!(
        done.starts_with("✅") && done.ends_with("資格 0 人・ロール 0 人・食い違い 0 人"),
        "{done}"
    );
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_comparison_found_and_mended_is_no_warning() {
    let mut world = World::start().await;
    world.sells_plan().await;
    world.grants("ada", "1").await;
    world.settle().await;
    world.stop_bot().await;
    let moderator = world.discord.moderator();
    moderator.takes_role(world.person("ada").id(), world.paid_role);
    world.start_bot().await;
    world.settle().await;
    let found = line(&world).await;
    assert!(
        found.starts_with("✅")
            && found.contains("資格 1 人・ロール 1 人・食い違い 0 人")
            && found.contains("前回の照合で見つかった食い違い 1 人は解消済み"),
        "{found}"
    );
    world.compare().await;
    let after = line(&world).await;
    assert!(after.ends_with("食い違い 0 人"), "{after}");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_discord_refuses_is_a_warning_until_it_is_there() {
    let world = World::start().await;
    world.sells_plan().await;
    let refused = world.discord.faults().on("PUT", "/roles/");
    refused.answer_next(400, 50_024);
    world.grants("ada", "1").await;
    world.settle().await;
    let stuck = line(&world).await;
    assert!(
        stuck.starts_with("⚠️") && stuck.contains("資格 1 人・ロール 0 人・食い違い 1 人"),
        "{stuck}"
    );
    // Who gives it up has not given the role; the next comparison asks for it again.
    let seen = status(&world).await;
    let owner = world.person("owner");
    owner.clicks(seen.id, "先頭を取りやめる").await;
    let given_up = line(&world).await;
    assert!(
        given_up.contains("ロール 0 人・食い違い 0 人（反映中 1 人）"),
        "{given_up}"
    );
    world.compare().await;
    let done = line(&world).await;
    assert!(done.contains("資格 1 人・ロール 1 人"), "{done}");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_put_right_too_often_is_a_warning() {
    let world = World::start().await;
    world.sells_plan().await;
    world.grants("ada", "1").await;
    world.settle().await;
    let (ada, moderator) = (world.person("ada").id(), world.discord.moderator());
    for _ in 0..4 {
        world.pass(minutes(1)).await;
        moderator.takes_role(ada, world.paid_role);
        world.settle().await;
    }
    let differing = line(&world).await;
    assert!(
        differing.starts_with("⚠️") && differing.contains("ロール 0 人・食い違い 1 人"),
        "{differing}"
    );
    moderator.gives_role(ada, world.paid_role);
    world.pass(minutes(1)).await;
    world.compare().await;
    let right = line(&world).await;
    assert!(
        right.starts_with("✅") && right.contains("資格 1 人・ロール 1 人"),
        "{right}"
    );
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_comparison_that_is_late_is_a_warning_that_says_what_to_do() {
    let world = World::start().await;
    world.sells_plan().await;
    let is_late = "から行われていません";
    world.compare().await;
    world.pass(minutes(15)).await;
    let text = status(&world).await.text();
    assert!(!text.contains(is_late), "{text}");
    world.pass(minutes(1)).await;
    let late = status(&world).await;
    let text = late.text();
    assert!(
        text.contains(is_late) && text.contains("salon check"),
        "{text}"
    );
    world.compare().await;
    let text = status(&world).await.text();
    assert!(!text.contains(is_late), "{text}");
    world.end().await;
}
