//! What needs the owner's eye: applications, and that it is for the owner's eye alone.

use super::exceptions::{is_clear, list, listed, salon_that_respects};
use super::{grant, owner};
use crate::world::{World, hours, number};

#[tokio::test(flavor = "multi_thread")]
async fn an_application_whose_card_is_gone_is_decided_here() {
    let mut world = World::start().await;
    world.may_sell().await;
    world.sells_plan().await;
    let ada = world.person("ada");
    let screen = ada.runs(world.lobby, "/join", &[("plan", "monthly")]).await;
    let screen = screen.message().expect("an answer").id;
    ada.clicks(screen, "同意して申し込む").await;
    world.settle().await;
    let card = owner(&world).reads(world.log).remove(0);
    world.discord.moderator().deletes_message(card.id);
    world.settle().await;
    let shown = listed(&world, "申込 1").await;
    assert!(
        shown.text().contains("入金の確認待ちです（1,000円）"),
        "{}",
        shown.text()
    );
    // It waits for the owner, and nothing is wrong.
    let status = owner(&world).runs(world.lobby, "/salon status", &[]).await;
    let status = status.message().expect("an answer").clone();
    assert_eq!(
        status.embeds[0].colour,
        Some(0x00dd_a520),
        "{}",
        status.text()
    );
    assert!(!shown.text().contains("48時間"), "{}", shown.text());
    world.pass(hours(49)).await;
    let shown = listed(&world, "48時間を過ぎても").await;
    let asked = owner(&world).clicks(shown.id, "1. 入金を確認").await;
    let asked = asked.message().expect("an answer").id;
    owner(&world).clicks(asked, "1,000円の入金を確認").await;
    world.settle().await;
    assert!(ada.has_role("会員"));
    is_clear(&world).await;
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_else_sees_or_mends_it() {
    let world = salon_that_respects().await;
    let ada = world.person("ada");
    grant(&world, &[("months", "1")]).await;
    world
        .discord
        .moderator()
        .takes_role(ada.id(), world.paid_role);
    world.settle().await;
    let shown = list(&world).await;
    let rows = world.rows().await;
    world.discord.moderator().opens_commands();
    let told = world
        .does("mika", "/member list", &[("view", "要対応")])
        .await;
    assert!(told.contains("運営者だけ"), "{told}");
    let own = ada.runs(world.lobby, "/membership", &[]).await;
    let own = own.message().expect("an answer").id;
    let user = number(ada.id());
    let role = number(world.paid_role);
    let leads = shown
        .buttons()
        .filter_map(|button| button.custom_id.clone());
    let forged = [
        "membership:exceptions:false:0".to_owned(),
        format!("membership:exception-aside:absent:{user}:0"),
        format!("membership:exception-mend:withheld:1.{role}:0"),
    ];
    for leads in leads.chain(forged) {
        let told = ada.clicks_forged(own, &leads).await;
        assert!(
            told.text().contains("運営者だけ"),
            "{leads}: {}",
            told.text()
        );
    }
    for leads in [
        "membership:exception-mend:nothing:1:0",
        "membership:exception-aside:withheld",
        "membership:exceptions:0:0",
        "membership:exception-other:withheld:1:0",
    ] {
        let told = owner(&world).clicks_forged(shown.id, leads).await;
        assert!(
            told.text().contains("古くなって"),
            "{leads}: {}",
            told.text()
        );
    }
    assert_eq!(world.rows().await, rows);
    assert!(!ada.has_role("会員"));
    world.end().await;
}
