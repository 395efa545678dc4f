//! Stories of passes: access outlives what was paid for by the plan's days of grace.

use super::{grant, last_dm, salon_with_a_plan, why};
use crate::world::{days, hours};

const PASS: [(&str, &str); 3] = [("months", "1"), ("as", "Pass"), ("paid-yen", "1000")];

#[tokio::test(flavor = "multi_thread")]
async fn a_lapsed_pass_keeps_access_until_its_grace_ends() {
    let mut world = salon_with_a_plan().await;
    let ada = world.person("ada");
    grant(&world, &PASS).await;
    // 1 April to 1 May; then fourteen days.
    world.pass(days(30) + hours(1)).await;
    assert!(ada.has_role("会員"));
    let status = world.does("ada", "/membership", &[]).await;
    assert!(
        status.contains("お支払い済みの期間は終了しました"),
        "{status}"
    );
    world.restart().await;
    world.pass(days(13) + hours(22)).await;
    assert!(ada.has_role("会員"));
    let told = why(&world, "ada").await;
    let began = told.matches("入金済みの期間が終了").count();
    assert_eq!(began, 1, "{told}");
    assert!(told.contains("期間パス（更新案内あり）"), "{told}");

    world.pass(hours(2)).await;
    assert!(!ada.has_role("会員"));
    assert!(last_dm(&ada).contains("終了しました"), "{}", last_dm(&ada));
    let told = why(&world, "ada").await;
    assert_eq!(told.matches("期間が終了").count(), 1, "{told}");
    assert!(told.contains("「月額会員」の猶予が終了"), "{told}");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pass_that_is_paid_again_in_time_has_no_grace() {
    let world = salon_with_a_plan().await;
    let ada = world.person("ada");
    grant(&world, &PASS).await;
    world.pass(days(20)).await;
    grant(&world, &PASS).await;
    world.pass(days(20)).await;
    let status = world.does("ada", "/membership", &[]).await;
    assert!(status.contains("有効（"), "{status}");
    let told = why(&world, "ada").await;
    assert!(!told.contains("入金済みの期間が終了"), "{told}");
    // The first pass's own grace ends while the second goes on.
    world.pass(days(10)).await;
    assert!(ada.has_role("会員"));
    assert!(!last_dm(&ada).contains("終了しました"), "{}", last_dm(&ada));
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_paid_in_grace_begins_then_and_the_role_never_goes() {
    let world = salon_with_a_plan().await;
    let ada = world.person("ada");
    grant(&world, &PASS).await;
    world.pass(days(35)).await;
    let again = grant(&world, &PASS).await;
    assert!(again.contains("付与しました"), "{again}");
    world.pass(days(29)).await;
    assert!(ada.has_role("会員"));
    assert!(
        world
            .does("ada", "/membership", &[])
            .await
            .contains("有効（")
    );
    let taken = world.discord.requests("DELETE", "/roles/").len();
    assert_eq!(taken, 0, "the role went in between");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_nobody_pays_for_and_what_has_no_grace_ends_in_time() {
    let world = salon_with_a_plan().await;
    let (ada, ben) = (world.person("ada"), world.person("ben"));
    let strict = [
        ("key", "strict"),
        ("name", "一回払い"),
        ("price", "500"),
        ("interval", "毎月"),
        ("role", "会員"),
        ("grace-days", "0"),
    ];
    world.does("owner", "/plan create", &strict).await;
    let gift = [("months", "1"), ("as", "Gift")];
    grant(&world, &gift).await;
    let pass = [("months", "1"), ("as", "Pass")];
    world.gives("ben", "strict", &pass).await;
    world.settle().await;
    assert!(ada.has_role("会員") && ben.has_role("会員"));
    world.pass(days(30) + hours(1)).await;
    assert!(!ada.has_role("会員") && !ben.has_role("会員"));
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn money_says_whether_it_is_a_pass_and_the_owner_reads_what_that_means() {
    let world = salon_with_a_plan().await;
    let paid = |method| [("months", "1"), ("paid-yen", "2980"), ("paid-by", method)];
    let told = world.gives("ada", "monthly", &paid("銀行振込")).await;
    assert!(
        told.contains("「期間パス（更新案内あり）」としました"),
        "{told}"
    );
    assert!(told.contains("14 日間の猶予"), "{told}");
    let told = world.gives("mika", "monthly", &paid("現金")).await;
    for words in [
        "更新のご案内と終了後の猶予はありません",
        "「種類:期間パス（更新案内あり）」",
    ] {
        assert!(told.contains(words), "{words} is not in: {told}");
    }
    // Where no money is awaited, there is nothing to say.
    let told = world.gives("ben", "monthly", &[("months", "1")]).await;
    assert!(!told.contains("猶予"), "{told}");
    world.settle().await;
    world.pass(days(31)).await;
    let (ada, mika) = (world.person("ada"), world.person("mika"));
    assert!(ada.has_role("会員") && !mika.has_role("会員"));
    assert!(last_dm(&ada).contains("お支払い済みの期間が終了しました"));
    world.end().await;
}
