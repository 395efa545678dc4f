//! Stories of refunds about which the owner is asked before anything is booked.

use sandbox::view::MessageView;

use super::accounts::{chooses, hands_in};
use super::{grant, last_dm, owner, salon_with_a_plan, why};
use crate::world::{World, days, minutes};

/// The owner types a refund to ada, and presses nothing.
async fn types(world: &World, options: &[(&str, &str)]) -> MessageView {
    let mut all = vec![("user", "ada"), ("plan", "monthly"), ("reason", "退会")];
    all.extend(options);
    let shown = owner(world).runs(world.lobby, "/member revoke", &all).await;
    world.settle().await;
    let shown = shown.message();
    shown.unwrap_or_else(|| panic!("no answer")).clone()
}

async fn presses(world: &World, on: &MessageView) -> String {
    let told = owner(world).clicks(on.id, "このとおり返金を記録する").await;
    world.settle().await;
    told.text()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refund_of_more_than_was_paid_last_shows_its_parts_and_waits() {
    let world = salon_with_a_plan().await;
    let ada = world.person("ada");
    for paid in ["1000", "2000"] {
        grant(&world, &[("months", "1"), ("paid-yen", paid)]).await;
    }
    let dms = ada.dms().len();
    let asked = types(&world, &[("refund-yen", "2500")]).await;
    let text = asked.text();
    for words in [
        "入金 #2 から 2,000円",
        "入金 #1 から 500円",
        "一部の期間が終了します",
        "まだ何も記録していません",
    ] {
        assert!(text.contains(words), "{words} is not in: {text}");
    }
    assert!(!why(&world, "ada").await.contains("円の返金"));
    assert_eq!(ada.dms().len(), dms, "told before it is done");

    // What it would come to has changed since.
    grant(&world, &[("months", "1"), ("paid-yen", "3000")]).await;
    let told = presses(&world, &asked).await;
    assert!(told.contains("表示のあとに変わっています"), "{told}");

    let asked = types(&world, &[("refund-yen", "6000")]).await;
    assert!(
        asked.text().contains("ご利用は終了します"),
        "{}",
        asked.text()
    );
    assert!(ada.has_role("会員"));
    let told = presses(&world, &asked).await;
    assert!(told.contains("返金 6,000円を記録"), "{told}");
    assert!(!ada.has_role("会員"));
    assert!(last_dm(&ada).contains("6,000円"), "{}", last_dm(&ada));
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_refund_within_minutes_is_asked_about() {
    let world = salon_with_a_plan().await;
    let ada = world.person("ada");
    grant(&world, &[("months", "1"), ("paid-yen", "5000")]).await;
    types(&world, &[("refund-yen", "1000")]).await;
    let asked = types(&world, &[("refund-yen", "1000")]).await;
    let text = asked.text();
    for words in ["1分前にも", "ご利用期間は変わりません"] {
        assert!(text.contains(words), "{words} is not in: {text}");
    }
    assert_eq!(why(&world, "ada").await.matches("円の返金").count(), 1);
    let told = presses(&world, &asked).await;
    assert!(told.contains("返金 1,000円を記録"), "{told}");
    let again = owner(&world)
        .clicks_forged(asked.id, "membership:take-again:1")
        .await;
    assert!(again.text().contains("すでに回答"), "{}", again.text());
    assert_eq!(why(&world, "ada").await.matches("円の返金").count(), 2);

    // Later it is another refund.
    world.pass(minutes(11)).await;
    let told = types(&world, &[("refund-yen", "1000")]).await.text();
    assert!(told.contains("返金 1,000円を記録"), "{told}");
    assert!(ada.has_role("会員"));
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn money_of_another_service_goes_back_only_by_its_number() {
    let world = salon_with_a_plan().await;
    let ada = world.person("ada");
    let rows = ["ada@example.jp,2026-04-20,500"];
    let shown = hands_in(&world, &rows).await;
    chooses(&world, &shown, "ada").await;
    let shown = hands_in(&world, &rows).await;
    owner(&world).clicks(shown.id, "反映する").await;
    world.settle().await;
    world.compare().await;
    world.pass(days(30)).await;
    grant(&world, &[("months", "1"), ("paid-yen", "3000")]).await;
    let told = types(&world, &[("refund-yen", "3500")]).await.text();
    assert!(told.contains("3,000円まで"), "{told}");
    assert!(ada.has_role("会員"));
    assert!(!why(&world, "ada").await.contains("円の返金"));
    let named = [("refund-yen", "500"), ("payment", "1")];
    let told = types(&world, &named).await.text();
    assert!(told.contains("返金 500円を記録"), "{told}");
    assert!(ada.has_role("会員"));
    world.end().await;
}
