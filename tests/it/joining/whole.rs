//! One member's way from the first day to the second time, as the owner reads it afterwards.

use super::{PLAN, applies, card, last_dm, pays, sells};
use crate::world::{Setting, World, days};

/// The owner confirms the transfer of whoever applied last.
async fn money_arrives(world: &World) {
    let told = pays(world).await;
    assert!(told.contains("を開始しました"), "{told}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_member_joins_pays_is_reminded_lapses_and_comes_back_and_the_owner_reads_why() {
    // A season of direct messages goes by within seconds.
    let mut world = World::start_with(Setting {
        is_roomy: true,
        ..Setting::default()
    })
    .await;
    world.may_sell().await;
    sells(&world, &PLAN).await;
    let ada = world.person("ada");
    let told = applies(&world, "ada", "monthly").await;
    assert!(told.contains("入金待ち"), "{told}");
    world.pass(days(2)).await;
    money_arrives(&world).await;
    assert!(ada.has_role("会員"));
    assert!(last_dm(&ada).contains("ようこそ"));

    // Each of these once, and the role until grace is over.
    for (pass, words) in [
        (24, "あと 7 日"),
        (6, "あと 1 日"),
        (1, "お支払い済みの期間が終了しました"),
        (12, "引き続きご利用になりますか"),
    ] {
        for _ in 0..pass {
            world.pass(days(1)).await;
        }
        let dms = ada.dms();
        let told = dms.iter().filter(|dm| dm.text().contains(words));
        let times = if words.starts_with("引き続き") {
            3
        } else {
            1
        };
        assert_eq!(told.count(), times, "{words}: {dms:#?}");
        assert!(ada.has_role("会員"), "{words}");
    }
    let status = world.does("ada", "/membership", &[]).await;
    assert!(
        status.contains("までは引き続きご利用いただけます"),
        "{status}"
    );
    assert!(status.contains("それまでにお支払いください"), "{status}");
    world.pass(days(2)).await;
    assert!(!ada.has_role("会員"));
    assert!(last_dm(&ada).contains("終了しました"), "{}", last_dm(&ada));
    let asked = ada.runs(world.lobby, "/ask", &[]).await;
    assert!(asked.modal().is_none(), "{asked:?}");

    world.pass(days(30)).await;
    let told = applies(&world, "ada", "monthly").await;
    assert!(told.contains("入金待ち"), "{told}");
    let status = world.does("ada", "/membership", &[]).await;
    assert!(
        status.contains("に終了") && !status.contains("再開"),
        "{status}"
    );
    money_arrives(&world).await;
    assert!(ada.has_role("会員"));
    assert!(card(&world).text().contains("入金確認済み"));
    assert!(
        last_dm(&ada).contains("ご利用いただけます"),
        "{}",
        last_dm(&ada)
    );

    // The newest lines come first; the rest stands on further pages.
    let user = ada.id().to_string();
    let owner = world.person("owner");
    let user = [("user", user.as_str())];
    let shown = owner.runs(world.lobby, "/member why", &user).await;
    let mut why = shown.text();
    let page = shown.message().expect("an answer").id;
    while owner
        .sees(page)
        .expect("a page")
        .buttons()
        .any(|button| button.label == "◀ 前へ" && !button.disabled)
    {
        why += &owner.clicks(page, "◀ 前へ").await.text();
    }
    for (words, times) in [
        ("に申込", 2),
        ("2,980円の入金", 2),
        ("の申込を完了", 2),
        ("終了7日前のお知らせ", 1),
        ("終了1日前のお知らせ", 1),
        ("猶予の開始", 1),
        ("日目のお知らせ", 3),
        ("を付与: ", 2),
        ("を解除: ", 1),
    ] {
        assert_eq!(why.matches(words).count(), times, "{words}: {why}");
    }
    world.end().await;
}
