//! Stories of Discord's own shop: what is bought there is one more source of a plan.

use sandbox::Id;

use super::{grant, last_dm, salon_with_a_plan, why};
use crate::world::{World, days, hours};
use salon::text::Lang;

const SKU: u64 = 1_234_567_890_123_456_789;

/// The salon sells `shop` there, which confers the same role as `monthly`.
async fn salon_with_a_ware() -> World {
    let world = salon_with_a_plan().await;
    sells(&world).await;
    world
}

async fn sells(world: &World) {
    let sku = SKU.to_string();
    let plan = [
        ("key", "shop"),
        ("name", "ショップ会員"),
        ("price", "1000"),
        ("interval", "毎月"),
        ("role", "会員"),
        ("discord-sku", sku.as_str()),
    ];
    let made = world.does("owner", "/plan create", &plan).await;
    assert!(made.contains("ショップ会員"), "{made}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_bought_begins_and_what_ended_or_was_refunded_ends() {
    let world = salon_with_a_ware().await;
    let (ada, ben) = (world.person("ada"), world.person("ben"));
    let bought = ada.subscribes(Id(SKU));
    let other = ben.subscribes(Id(SKU));
    world.settle().await;
    assert!(ada.has_role("会員") && ben.has_role("会員"));
    assert!(last_dm(&ada).contains("ショップ会員"), "{}", last_dm(&ada));
    let told = why(&world, "ada").await;
    assert!(told.contains("Discord のショップ"), "{told}");
    world.pass(days(40)).await;
    assert!(ada.has_role("会員"), "Discord does not tell of renewals");

    ada.subscription_ends(bought);
    ben.is_refunded(other);
    world.settle().await;
    world.pass(hours(1)).await;
    assert!(!ada.has_role("会員") && !ben.has_role("会員"));
    assert!(last_dm(&ada).contains("終了"), "{}", last_dm(&ada));
    let told = why(&world, "ben").await;
    assert!(told.contains("返金・取消"), "{told}");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_shop_gave_without_end_is_not_given_back_by_hand() {
    let world = salon_with_a_ware().await;
    let ada = world.person("ada");
    ada.subscribes(Id(SKU));
    world.settle().await;
    world.gives("ada", "shop", &[("paid-yen", "1000")]).await;
    world.takes("ada", "shop", &[("refund-yen", "1000")]).await;
    world.settle().await;
    assert!(!ada.has_role("会員"));
    let wrong = ("what", "誤った記録（入金の番号を指定）");
    let told = world.takes("ada", "shop", &[wrong, ("payment", "2")]).await;
    for words in ["返金の記録 #2", "ここでは戻せません"] {
        assert!(told.contains(words), "{words} is not in: {told}");
    }
    let answer = world.person("owner").reads(world.lobby).pop();
    assert_eq!(answer.expect("an answer").buttons().count(), 0);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn another_source_keeps_the_role() {
    let world = salon_with_a_ware().await;
    let ada = world.person("ada");
    let bought = ada.subscribes(Id(SKU));
    world.settle().await;
    grant(&world, &[("months", "1")]).await;
    ada.is_refunded(bought);
    world.settle().await;
    world.pass(hours(1)).await;
    assert!(ada.has_role("会員"));
    assert_eq!(world.discord.requests("DELETE", "/roles/").len(), 0);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pass_behind_what_the_shop_takes_back_begins_at_once() {
    let world = salon_with_a_ware().await;
    let ada = world.person("ada");
    let bought = ada.subscribes(Id(SKU));
    world.settle().await;
    ada.subscription_is_to_end(bought, world.now() + days(20));
    world.settle().await;
    let told = world.gives("ada", "shop", &[("months", "1")]).await;
    assert!(told.contains("延長"), "{told}");
    ada.is_refunded(bought);
    world.settle().await;
    world.pass(days(29)).await;
    assert!(ada.has_role("会員"), "a paying member was thrown out");
    assert_eq!(world.discord.requests("DELETE", "/roles/").len(), 0);
    world.pass(days(2)).await;
    assert!(!ada.has_role("会員"), "it was given in addition");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_role_from_elsewhere_is_not_the_shops_to_take() {
    let mut world = salon_with_a_ware().await;
    let ada = world.person("ada");
    let moderator = world.discord.moderator();
    moderator.gives_role(ada.id(), world.paid_role);
    world.settle().await;
    let bought = ada.subscribes(Id(SKU));
    world.settle().await;
    assert!(why(&world, "ada").await.contains("Discord のショップ"));
    ada.subscription_ends(bought);
    world.settle().await;
    world.pass(hours(1)).await;
    assert!(ada.has_role("会員"), "a role from elsewhere was taken");

    // Many at once, while the bot is away, are left to the comparison of all.
    world.stop_bot().await;
    let names: Vec<_> = (0..30).map(|number| format!("p{number}")).collect();
    for name in &names {
        let id = world.discord.member(name, sandbox::NewMember::default());
        moderator.gives_role(id, world.paid_role);
        world.discord.person(id).subscribes(Id(SKU));
    }
    let looked = |world: &World| world.discord.requests("GET", "/members/").len();
    let before = looked(&world);
    world.start_bot().await;
    world.compare().await;
    world.compare().await;
    assert!(looked(&world) - before < 20, "one call for each");
    assert!(world.discord.requests("PUT", "/roles/").is_empty());
    // What they are told comes as Discord's limits allow.
    world.pass(hours(1)).await;
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_happened_while_the_bot_was_away_is_found() {
    let mut world = salon_with_a_ware().await;
    let (ada, ben) = (world.person("ada"), world.person("ben"));
    let bought = ada.subscribes(Id(SKU));
    world.settle().await;
    world.stop_bot().await;
    ada.subscription_ends(bought);
    ben.subscribes(Id(SKU));
    world.start_bot().await;
    world.pass(hours(1)).await;
    assert!(!ada.has_role("会員") && ben.has_role("会員"));
    let granted = world.journal().await;
    let granted = granted
        .iter()
        .filter(|(kind, _)| kind == "entitlement.granted");
    assert_eq!(granted.count(), 2);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unknown_ware_is_shown_to_the_owner_and_given_once_there_is_a_plan() {
    let mut world = salon_with_a_plan().await;
    let ada = world.person("ada");
    ada.subscribes(Id(SKU));
    world.settle().await;
    assert!(!ada.has_role("会員"));
    let told = world.told_owner();
    let told = told.iter().filter(|told| told.contains(&SKU.to_string()));
    assert_eq!(told.count(), 1);
    sells(&world).await;
    world.restart().await;
    world.settle().await;
    assert!(ada.has_role("会員"));
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_that_cannot_be_had_ends_nothing() {
    let mut world = salon_with_a_ware().await;
    let ada = world.person("ada");
    ada.subscribes(Id(SKU));
    world.settle().await;
    world.stop_bot().await;
    let lists = world.discord.faults().on("GET", "/entitlements");
    lists.answer_next(500, 0);
    world.start_bot().await;
    assert_eq!(world.app().broken(), 1, "the list was not asked for");
    world.pass(hours(1)).await;
    assert!(ada.has_role("会員"));
    world.stop_bot().await;
    world.start_bot().await;
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unknown_ware_stops_nothing_whatever_the_settings_become() {
    let mut world = salon_with_a_ware().await;
    let (ada, ben) = (world.person("ada"), world.person("ben"));
    ada.subscribes(Id(SKU + 1));
    world.settle().await;
    assert_eq!(world.told_owner().len(), 1);
    world.stop_bot().await;
    world.speaks(Lang::En);
    ben.subscribes(Id(SKU));
    world.start_bot().await;
    world.pass(hours(1)).await;
    assert!(ben.has_role("会員"));
    assert_eq!(world.told_owner().len(), 1, "{:?}", world.told_owner());
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_bought_ends_though_the_plan_is_in_the_shop_no_more() {
    let mut world = salon_with_a_ware().await;
    let ada = world.person("ada");
    let bought = ada.subscribes(Id(SKU));
    world.settle().await;
    let taken = [("plan", "shop"), ("discord-sku", "0")];
    world.does("owner", "/plan edit", &taken).await;
    world.stop_bot().await;
    ada.subscription_ends(bought);
    world.start_bot().await;
    world.pass(hours(1)).await;
    assert!(!ada.has_role("会員"));
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_history_says_what_was_so_then() {
    let world = salon_with_a_ware().await;
    let ada = world.person("ada");
    let bought = ada.subscribes(Id(SKU));
    world.settle().await;
    world.pass(days(3)).await;
    ada.subscription_ends(bought);
    world.settle().await;
    let told = why(&world, "ada").await;
    let granted = told.lines().find(|line| line.contains("を付与（"));
    assert!(
        granted.is_some_and(|line| line.contains("期限なし")),
        "{told}"
    );
    let changed = told.lines().find(|line| line.contains("での契約が終了に"));
    assert!(
        changed.is_some_and(|line| !line.contains("期限なし")),
        "{told}"
    );
    world.end().await;
}
