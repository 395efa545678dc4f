//! Stories of days that nobody paid for, and of what is left when the money goes back.

use sandbox::view::MessageView;

use super::{grant, last_dm, owner, salon_with_a_plan, why};
use crate::world::{World, days, hours};

const PAID: [(&str, &str); 3] = [("months", "1"), ("as", "Pass"), ("paid-yen", "2980")];
const REST: &str = "残りの期間も終了する";

async fn adds_a_week(world: &World) {
    let week = [
        ("user", "ada"),
        ("plan", "monthly"),
        ("reason", "障害のお詫び"),
        ("days", "7"),
    ];
    world.does("owner", "/member extend", &week).await;
    world.settle().await;
}

/// The owner refunds all that ada paid; what the owner is shown.
async fn refunds(world: &World) -> MessageView {
    let all = [
        ("user", "ada"),
        ("plan", "monthly"),
        ("reason", "退会"),
        ("refund-yen", "2980"),
    ];
    let told = owner(world).runs(world.lobby, "/member revoke", &all).await;
    world.settle().await;
    told.message().expect("an answer").clone()
}

/// The stamp of so many days after the first of April, nine in the morning.
fn stamp(world: &World, later: i64) -> String {
    format!("<t:{}:f>", (world.now() + days(later)).timestamp())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_week_that_nobody_paid_for_has_no_grace_and_no_reminders_once_the_money_is_back() {
    let world = salon_with_a_plan().await;
    let ada = world.person("ada");
    grant(&world, &PAID).await;
    adds_a_week(&world).await;
    world.pass(days(1)).await;
    let told = refunds(&world).await.text();
    // It moved up, and says until when it runs.
    for words in ["残っています", "1 件", stamp(&world, 7).as_str()] {
        assert!(told.contains(words), "{words} is not in: {told}");
    }
    assert!(ada.has_role("会員"));
    let dms = ada.dms().len();
    world.pass(days(7) + hours(1)).await;
    assert!(!ada.has_role("会員"), "grace, though nobody paid");
    assert_eq!(ada.dms().len(), dms + 1, "{}", last_dm(&ada));
    assert!(last_dm(&ada).contains("終了しました"), "{}", last_dm(&ada));
    let history = why(&world, "ada").await;
    assert!(history.contains("猶予はなくなり"), "{history}");
    world.pass(days(30)).await;
    assert_eq!(ada.dms().len(), dms + 1, "{}", last_dm(&ada));
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_week_that_nobody_paid_for_has_no_reminders_where_the_plan_has_no_grace_either() {
    let world = salon_with_a_plan().await;
    let none = [("plan", "monthly"), ("grace-days", "0")];
    world.does("owner", "/plan edit", &none).await;
    let ada = world.person("ada");
    grant(&world, &PAID).await;
    adds_a_week(&world).await;
    refunds(&world).await;
    // Nor has another one that is added later.
    adds_a_week(&world).await;
    let dms = ada.dms().len();
    world.pass(days(13)).await;
    assert_eq!(ada.dms().len(), dms, "{}", last_dm(&ada));
    assert!(ada.has_role("会員"));
    world.pass(days(1) + hours(1)).await;
    assert_eq!(ada.dms().len(), dms + 1, "{}", last_dm(&ada));
    assert!(last_dm(&ada).contains("終了しました"), "{}", last_dm(&ada));
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_week_that_runs_or_ran_when_the_money_goes_back_is_not_waited_for() {
    for (passed, left) in [(days(31), days(6)), (days(40), days(0))] {
        let world = salon_with_a_plan().await;
        let ada = world.person("ada");
        grant(&world, &PAID).await;
        adds_a_week(&world).await;
        world.pass(passed).await;
        assert!(ada.has_role("会員"));
        let dms = ada.dms().len();
        refunds(&world).await;
        assert_eq!(ada.has_role("会員"), left > days(0));
        world.pass(left + hours(1)).await;
        assert!(!ada.has_role("会員"));
        // With the refund, or when it ran out.
        let told = ada.dms().split_off(dms);
        assert_eq!(told.len(), if left > days(0) { 2 } else { 1 }, "{told:?}");
        assert!(last_dm(&ada).contains("終了"), "{}", last_dm(&ada));
        world.end().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_further_week_after_the_money_went_back_is_not_waited_for_either() {
    let world = salon_with_a_plan().await;
    let ada = world.person("ada");
    grant(&world, &PAID).await;
    adds_a_week(&world).await;
    refunds(&world).await;
    adds_a_week(&world).await;
    world.pass(days(13)).await;
    assert!(ada.has_role("会員"));
    world.pass(days(1) + hours(1)).await;
    assert!(!ada.has_role("会員"), "grace, though nobody paid");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pass_before_what_goes_back_still_has_its_grace_after_the_week() {
    let world = salon_with_a_plan().await;
    let ada = world.person("ada");
    grant(&world, &PAID).await;
    grant(&world, &PAID).await;
    adds_a_week(&world).await;
    world.pass(days(1)).await;
    // The second month, which has not begun.
    refunds(&world).await;
    // The week ends on 8 May now, the grace of the month before it on the 15th, its own on the 22nd.
    world.pass(days(45)).await;
    assert!(ada.has_role("会員"), "no grace, though the month was paid");
    world.pass(days(6)).await;
    assert!(!ada.has_role("会員"));
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_left_after_a_refund_ends_with_a_press_and_a_second_word() {
    let world = salon_with_a_plan().await;
    let ada = world.person("ada");
    grant(&world, &PAID).await;
    adds_a_week(&world).await;
    adds_a_week(&world).await;
    let told = refunds(&world).await;
    assert!(told.text().contains("2 件"), "{}", told.text());
    let asked = owner(&world).clicks(told.id, REST).await.text();
    assert!(asked.contains("残りの期間 2 件を終了しますか"), "{asked}");
    world.settle().await;
    assert!(ada.has_role("会員"));
    let now = "2 件の期間を終了する";
    let ended = owner(&world).clicks(told.id, now).await.text();
    assert!(ended.contains("残りの期間 2 件を終了しました"), "{ended}");
    world.settle().await;
    assert!(!ada.has_role("会員"));
    assert!(last_dm(&ada).contains("終了"), "{}", last_dm(&ada));
    let history = why(&world, "ada").await;
    let taken = history.matches("からの期間を取消（").count();
    assert_eq!(taken, 2, "{history}");
    assert!(history.contains("退会"), "{history}");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_left_is_looked_at_again_before_it_ends_and_by_the_owner_alone() {
    let world = salon_with_a_plan().await;
    grant(&world, &PAID).await;
    adds_a_week(&world).await;
    let told = refunds(&world).await;
    let rest = told.buttons().next().expect("a button").custom_id.clone();
    let rest = rest.expect("it leads somewhere");
    let now = rest.replace(":rest:", ":rest-now:");
    world.pass(hours(1)).await;
    adds_a_week(&world).await;
    let before = world.rows().await;
    for forged in [&rest, &now] {
        let refused = world.person("ada").clicks_forged(told.id, forged).await;
        assert!(refused.text().contains("運営者だけ"), "{refused:?}");
        let changed = owner(&world).clicks_forged(told.id, forged).await;
        assert!(changed.text().contains("変わっています"), "{changed:?}");
    }
    assert_eq!(world.rows().await, before);
    assert!(world.person("ada").has_role("会員"));
    world.end().await;
}
