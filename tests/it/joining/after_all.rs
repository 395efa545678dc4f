//! Stories of money that comes for an application that is over, or whose payment was recorded by mistake.

use super::{
    PLAN, applies, card, fills_in, last_dm, owner, pays, presses, roomy_salon, salon_that_sells,
    sells, withdraws,
};
use crate::world::{World, days};

const PAID: &str = "入金を確認";

/// The record of a payment was a mistake; what the owner is told.
async fn voids(world: &World, payment: &str) -> String {
    let options = [
        ("what", "誤った記録（入金の番号を指定）"),
        ("payment", payment),
    ];
    let told = world.takes("ada", "monthly", &options).await;
    world.settle().await;
    told
}

fn offers(world: &World) -> Vec<String> {
    let card = card(world);
    let labels = card.buttons().map(|button| button.label.clone());
    labels.collect()
}

async fn withdraws_it(world: &World) {
    let label = "「月額会員」の申込を取り下げる";
    withdraws(world, "ada", label, "取り下げる").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn money_of_who_withdrew_is_confirmed_on_the_card_all_the_same() {
    let world = salon_that_sells().await;
    applies(&world, "ada", "monthly").await;
    withdraws_it(&world).await;
    assert_eq!(offers(&world), [PAID]);
    let told = pays(&world).await;
    assert!(told.contains("開始しました"), "{told}");
    assert!(world.person("ada").has_role("会員"));
    assert!(card(&world).text().contains("入金確認済み（2,980円"));
    assert!(offers(&world).is_empty());
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn money_of_who_withdrew_and_applied_anew_belongs_to_the_new_application() {
    let world = salon_that_sells().await;
    applies(&world, "ada", "monthly").await;
    withdraws_it(&world).await;
    let old = card(&world);
    applies(&world, "ada", "monthly").await;
    let refused = owner(&world).clicks(old.id, PAID).await;
    assert!(refused.text().contains("申込 #2"), "{refused:?}");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn money_of_who_was_declined_is_confirmed_on_the_card_and_nothing_else_is() {
    let world = salon_that_sells().await;
    let mut free = PLAN.to_vec();
    (free[0].1, free[1].1, free[2].1) = ("free", "無料会", "0");
    free.push(("buyers", "承認した人だけ"));
    sells(&world, &free).await;
    for (plan, offered) in [("monthly", vec![PAID.to_owned()]), ("free", vec![])] {
        applies(&world, "ada", plan).await;
        let form = presses(&world, "断る").await;
        fills_in(&world, "owner", &form, "定員のため").await;
        let shown = offers(&world);
        let shown: Vec<_> = shown
            .into_iter()
            .filter(|it| it != "やりとりを見る")
            .collect();
        assert_eq!(shown, offered, "{plan}");
        if plan == "monthly" {
            let told = pays(&world).await;
            assert!(told.contains("開始しました"), "{told}");
            assert!(world.person("ada").has_role("会員"));
        }
    }
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn money_that_comes_after_its_record_was_a_mistake_pays_for_what_is_theirs() {
    let world = roomy_salon().await;
    let ada = world.person("ada");
    applies(&world, "ada", "monthly").await;
    pays(&world).await;
    assert!(offers(&world).is_empty());
    voids(&world, "1").await;
    let shown = card(&world).text();
    assert!(shown.contains("入金の記録を取り消し済み"), "{shown}");
    assert_eq!(offers(&world), [PAID]);
    world.pass(days(3)).await;
    let dms = ada.dms().len();
    let asked = presses(&world, PAID).await.text();
    assert!(asked.contains("付与済みの期間"), "{asked}");
    let told = pays(&world).await;
    assert!(told.contains("付与済みの期間"), "{told}");
    assert_eq!(ada.dms().len(), dms + 1);
    let dm = last_dm(&ada);
    for words in ["2,980円のご入金を確認しました", "有効（"] {
        assert!(dm.contains(words), "{words} is not in: {dm}");
    }
    assert!(card(&world).text().contains("入金確認済み（2,980円"));
    assert!(offers(&world).is_empty());
    // It is the same month, and not one more.
    world.pass(days(27 + 14)).await;
    assert!(!ada.has_role("会員"));
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn money_that_comes_after_what_it_had_bought_was_ended_buys_it_anew() {
    let world = salon_that_sells().await;
    let ada = world.person("ada");
    applies(&world, "ada", "monthly").await;
    pays(&world).await;
    voids(&world, "1").await;
    let answer = owner(&world).reads(world.lobby).pop().expect("an answer");
    for label in ["この期間を終了する", "1 件の期間を終了する"] {
        owner(&world).clicks(answer.id, label).await;
    }
    world.settle().await;
    assert!(!ada.has_role("会員"));
    world.pass(days(3)).await;
    let told = pays(&world).await;
    assert!(told.contains("開始しました"), "{told}");
    assert!(ada.has_role("会員"));
    assert!(last_dm(&ada).contains("2,980円"), "{}", last_dm(&ada));
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_record_that_was_a_mistake_is_told_and_what_was_given_for_it_ends_with_a_press() {
    let world = roomy_salon().await;
    let ada = world.person("ada");
    applies(&world, "ada", "monthly").await;
    pays(&world).await;
    voids(&world, "1").await;
    world.pass(days(3)).await;
    pays(&world).await;
    let dms = ada.dms().len();
    let told = voids(&world, "3").await;
    for words in ["入金の確認が誤りだったことをDMで", "期間は残っています"]
    {
        assert!(told.contains(words), "{words} is not in: {told}");
    }
    assert_eq!(ada.dms().len(), dms + 1);
    assert!(last_dm(&ada).contains("記録の誤り"), "{}", last_dm(&ada));
    assert_eq!(offers(&world), [PAID]);
    let answer = owner(&world).reads(world.lobby).pop().expect("an answer");
    for label in ["この期間を終了する", "1 件の期間を終了する"] {
        owner(&world).clicks(answer.id, label).await;
    }
    world.settle().await;
    assert!(!ada.has_role("会員"));
    world.end().await;
}
