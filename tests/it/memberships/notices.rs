//! What members are told when plans follow, join or replace each other, and what they pay.

use super::{grant, last_dm, owner, salon_with_a_plan, salon_with_two_plans};
use crate::world::{World, days};

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_a_member_already_is_told_what_they_have() {
    let world = salon_with_two_plans().await;
    let ada = world.person("ada");
    grant(&world, &[("months", "1")]).await;
    assert!(last_dm(&ada).contains("ようこそ"), "{}", last_dm(&ada));
    world.gives("ada", "study", &[("months", "3")]).await;
    world.settle().await;
    let further = last_dm(&ada);
    assert!(
        further.contains("「勉強会プラン」をご利用いただけます（<t:"),
        "{further}"
    );
    grant(&world, &[("months", "1")]).await;
    let extended = last_dm(&ada);
    assert!(extended.contains("「月額会員」を引き続き"), "{extended}");
    for dm in ada.dms().iter().skip(1) {
        assert!(!dm.text().contains("ようこそ"), "{}", dm.text());
    }
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_end_of_one_plan_tells_which_one_goes_on() {
    let world = salon_with_two_plans().await;
    let ada = world.person("ada");
    grant(&world, &[("months", "1")]).await;
    let endless = [("without-end", "true")];
    world.gives("ada", "study", &endless).await;
    world.pass(days(31)).await;
    let told = last_dm(&ada);
    for words in [
        "「月額会員」のご利用期間が終了",
        "勉強会プラン**: 有効（期限なし）",
    ] {
        assert!(told.contains(words), "{words} is not in: {told}");
    }
    assert!(!told.contains("ありがとうございました"), "{told}");
    world.takes("ada", "study", &[]).await;
    world.settle().await;
    let told = last_dm(&ada);
    assert!(
        told.contains("運営者の手続きにより、「勉強会プラン」の"),
        "{told}"
    );
    assert!(!told.contains("そのほかのプラン"), "{told}");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn money_for_a_plan_without_end_is_recorded_and_changes_nothing_else() {
    let world = salon_with_a_plan().await;
    let ada = world.person("ada");
    grant(&world, &[("without-end", "true")]).await;
    let before = world.rows().await;
    let again = grant(&world, &[("months", "1")]).await;
    assert!(again.contains("付与は必要ありません"), "{again}");
    assert!(again.contains("入金額"), "{again}");
    assert_eq!(world.rows().await, before);
    let paid = grant(&world, &[("paid-yen", "2980")]).await;
    assert!(paid.contains("2,980円の入金だけを記録"), "{paid}");
    assert!(super::why(&world, "ada").await.contains("2,980円の入金"));
    assert!(ada.has_role("会員"));
    assert_eq!(ada.dms().len(), 1);
    let typed = [("key", "x"), ("tracks", "初期研修医, 総")];
    let offered = owner(&world)
        .autocompletes(world.lobby, "/plan create", &typed, "tracks")
        .await;
    assert_eq!(offered.len(), 1, "{offered:?}");
    assert_eq!(offered[0].name, "初期研修医, 総合診療医");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_role_that_somebody_else_gave_is_not_ours_to_take() {
    let world = World::start().await;
    world.sells_plan().await;
    let ada = world.person("ada");
    world
        .discord
        .moderator()
        .gives_role(ada.id(), world.paid_role);
    world.settle().await;
    world.grants("ada", "1").await;
    world.settle().await;
    assert_eq!(world.discord.requests("PUT", "/roles/").len(), 0);
    world.pass(days(40)).await;
    assert!(ada.has_role("会員"), "a role from elsewhere was taken");
    assert_eq!(world.discord.requests("DELETE", "/roles/").len(), 0);
    world.end().await;
}
