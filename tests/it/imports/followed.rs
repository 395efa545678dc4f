//! What follows on a right from a list, once that right ends otherwise than it said.

use super::{id, list, salon, takes_in, undoes};
use crate::world::{World, days, hours};

const PASS: [(&str, &str); 3] = [("months", "1"), ("as", "Pass"), ("paid-yen", "1000")];

/// A list by which ada has the plan up to and with this day.
fn until(world: &World, day: &str) -> String {
    list("ID,期限", &[format!("{},{day}", id(world, "ada"))])
}

/// The week that the owner added, after a month and a list, is in grace behind a list without end.
#[tokio::test(flavor = "multi_thread")]
async fn a_week_in_grace_that_ends_with_a_list_is_told_once() {
    let world = salon().await;
    let ada = world.person("ada");
    world.gives("ada", "monthly", &PASS).await;
    let week = [
        ("user", "ada"),
        ("plan", "monthly"),
        ("reason", "障害のお詫び"),
        ("days", "7"),
    ];
    world.does("owner", "/member extend", &week).await;
    world.pass(days(19)).await;
    takes_in(&world, &until(&world, "2026-05-10"), &[]).await;
    world.pass(days(19)).await;
    takes_in(&world, &until(&world, "無期限"), &[]).await;
    world.pass(days(11)).await;
    let gone = list("ID,期限", &[format!("{},2026-12-31", id(&world, "ben"))]);
    let dms = ada.dms().len();
    takes_in(&world, &gone, &[("absent", "終了")]).await;
    assert!(!ada.has_role("会員"));
    world.pass(days(2)).await;
    let told = ada.dms().split_off(dms);
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].text().contains("終了しました"), "{told:?}");
    world.pass(days(20)).await;
    assert_eq!(ada.dms().len(), dms + 1, "{:?}", ada.dms());
    world.end().await;
}

/// Where ada stands with the plan, as she reads it.
async fn status(world: &World) -> String {
    world.does("ada", "/membership", &[]).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pass_begins_at_once_when_the_list_before_it_is_undone() {
    let world = salon().await;
    let ada = world.person("ada");
    let taken_in = takes_in(&world, &until(&world, "2026-04-20"), &[]).await;
    let told = world.gives("ada", "monthly", &PASS).await;
    assert!(told.contains("延長"), "{told}");
    undoes(&world, taken_in).await;
    assert!(ada.has_role("会員"), "a paying member was thrown out");
    let history = world.does("owner", "/member why", &[("user", "ada")]).await;
    assert!(
        history.contains("前の期間の終了に伴い繰り上げ"),
        "{history}"
    );

    // As many days as from 21 April to 21 May, from 1 April on.
    world.pass(days(29)).await;
    assert!(
        status(&world).await.contains("有効（"),
        "a paid day was lost"
    );
    world.pass(days(2)).await;
    let standing = status(&world).await;
    assert!(
        standing.contains("お支払い済みの期間は終了しました"),
        "{standing}"
    );
    let dms = ada.dms();
    let reminded = dms
        .iter()
        .filter(|dm| dm.text().contains("終了が近づいています"));
    assert_eq!(reminded.count(), 2, "{dms:?}");
    world.pass(days(14)).await;
    assert!(!ada.has_role("会員"));
    assert!(
        world.discord.requests("DELETE", "/roles/").len() == 1,
        "in between"
    );
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pass_gives_way_again_when_the_end_of_the_right_before_it_is_undone() {
    let world = salon().await;
    let ada = world.person("ada");
    takes_in(&world, &until(&world, "2026-04-20"), &[]).await;
    world.pass(days(2)).await;
    world.gives("ada", "monthly", &PASS).await;
    world.gives("ada", "monthly", &[("months", "1")]).await;
    let gone = list("ID,期限", &[format!("{},2026-04-20", id(&world, "ben"))]);
    let ending = takes_in(&world, &gone, &[("absent", "終了")]).await;
    assert!(ada.has_role("会員"), "a paying member was thrown out");
    world.pass(hours(12)).await;
    undoes(&world, ending).await;
    assert!(ada.has_role("会員"));
    // 20 April by the list, and two months after it.
    world.pass(days(77)).await;
    assert!(ada.has_role("会員"), "a paid day was lost");
    world.pass(days(15)).await;
    assert!(!ada.has_role("会員"));
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_follows_goes_with_an_end_that_a_list_moves() {
    let world = salon().await;
    let ada = world.person("ada");
    takes_in(&world, &until(&world, "2026-04-20"), &[]).await;
    world.gives("ada", "monthly", &[("months", "1")]).await;
    world.pass(days(2)).await;
    takes_in(&world, &until(&world, "2026-04-09"), &[]).await;
    // From 10 April a month's thirty days.
    world.pass(days(35)).await;
    assert!(ada.has_role("会員"), "days were skipped or lost");
    world.pass(days(3)).await;
    assert!(!ada.has_role("会員"));

    takes_in(&world, &until(&world, "2026-05-20"), &[]).await;
    world.gives("ada", "monthly", &[("months", "1")]).await;
    world.pass(days(2)).await;
    takes_in(&world, &until(&world, "2026-06-19"), &[]).await;
    // From 20 June a month: until 20 July, at midnight.
    world.pass(days(67)).await;
    assert!(ada.has_role("会員"), "paid days went by twice");
    world.pass(days(3)).await;
    assert!(!ada.has_role("会員"));
    world.end().await;
}
