//! Stories of what the owner adds: extensions, presents, and more people than there are seats.

use super::{grant, last_dm, owner, salon_with_a_plan, why};
use crate::world::{World, days, hours, minutes};

async fn extend(world: &World, options: &[(&str, &str)]) -> String {
    let mut all = vec![
        ("user", "ada"),
        ("plan", "monthly"),
        ("reason", "障害のお詫び"),
    ];
    all.extend(options);
    let told = world.does("owner", "/member extend", &all).await;
    world.settle().await;
    told
}

#[tokio::test(flavor = "multi_thread")]
async fn an_extension_follows_what_is_held_and_comes_from_where_that_came_from() {
    let world = salon_with_a_plan().await;
    let ada = world.person("ada");
    grant(&world, &[("months", "1"), ("as", "Pass")]).await;
    // Whoever has it keeps it, though it is sold no more.
    let archive = [("plan", "monthly")];
    world.does("owner", "/plan archive", &archive).await;
    let told = extend(&world, &[("days", "7")]).await;
    assert!(told.contains("延長しました"), "{told}");
    assert_eq!(ada.dms().len(), 2, "told more than once");
    assert!(last_dm(&ada).contains("引き続き"), "{}", last_dm(&ada));
    let history = why(&world, "ada").await;
    for words in ["障害のお詫び", "延長（期間パス（更新案内あり）・"] {
        assert!(history.contains(words), "{words} is not in: {history}");
    }
    assert!(!last_dm(&ada).contains("お詫び"));

    // 1 April to 1 May and a week, then a pass's fourteen days of grace.
    world.pass(days(36)).await;
    let status = world.does("ada", "/membership", &[]).await;
    assert!(status.contains("有効（"), "{status}");
    world.pass(days(2)).await;
    let status = world.does("ada", "/membership", &[]).await;
    assert!(
        status.contains("お支払い済みの期間は終了しました"),
        "{status}"
    );
    world.pass(days(14)).await;
    assert!(!ada.has_role("会員"));
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_extension_runs_through_its_last_day() {
    let world = salon_with_a_plan().await;
    let ada = world.person("ada");
    grant(&world, &[("months", "1")]).await;
    let told = extend(&world, &[("until", "2026年5月3日")]).await;
    // 23:59, not midnight, which reads as the day after.
    let last: chrono::DateTime<chrono::Utc> = "2026-05-03T14:59:00Z".parse().expect("a moment");
    let stamp = format!("<t:{}:f> まで", last.timestamp());
    assert!(told.contains(&stamp), "{told}");
    assert!(last_dm(&ada).contains(&stamp), "{}", last_dm(&ada));
    // It is nine in the morning of 1 April.
    world.pass(days(32) + hours(14)).await;
    assert!(ada.has_role("会員"));
    world.pass(hours(2)).await;
    assert!(!ada.has_role("会員"));
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_extended_says_why_and_leaves_no_trace() {
    let world = salon_with_a_plan().await;
    let nothing = extend(&world, &[("days", "7")]).await;
    assert!(nothing.contains("お持ちではないため"), "{nothing}");
    grant(&world, &[("months", "1")]).await;
    let before = world.rows().await;
    for (options, words) in [
        (vec![], "どちらか一方"),
        (vec![("days", "7"), ("until", "2026-06-01")], "どちらか一方"),
        (vec![("days", "0")], "1〜731"),
        (vec![("days", "732")], "今の期間は"),
        // Over before what they have ends, on 1 May at nine.
        (vec![("until", "2026-04-30")], "1〜731"),
        (vec![("until", "2029-05-01")], "1〜731"),
        (vec![("until", "明日")], "明日"),
    ] {
        let told = extend(&world, &options).await;
        assert!(told.contains(words), "{words} is not in: {told}");
    }
    assert_eq!(world.rows().await, before);
    world.takes("ada", "monthly", &[]).await;
    grant(&world, &[("without-end", "true")]).await;
    let before = world.rows().await;
    let endless = extend(&world, &[("days", "7")]).await;
    assert!(endless.contains("無期限"), "{endless}");
    assert_eq!(world.rows().await, before);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_present_names_its_giver() {
    let world = salon_with_a_plan().await;
    let (ada, ben) = (world.person("ada"), world.person("ben"));
    let giver = format!("<@{}>", ben.id());
    let told = grant(&world, &[("months", "1"), ("as", "Pass"), ("from", "ben")]).await;
    assert!(told.contains("贈り物のときだけ"), "{told}");
    assert!(ada.dms().is_empty());
    grant(&world, &[("months", "1"), ("from", "ben")]).await;
    assert!(last_dm(&ada).contains("ようこそ"), "{}", last_dm(&ada));
    let present = format!("{giver} さんからの贈り物");
    assert!(last_dm(&ada).contains(&present), "{}", last_dm(&ada));
    let history = why(&world, "ada").await;
    assert!(history.contains(&format!("贈り物・{giver}")), "{history}");

    // Whoever wants no name is not named.
    world.gives("ken", "monthly", &[("as", "Gift")]).await;
    world.settle().await;
    let ken = world.person("ken");
    let dm = last_dm(&ken);
    assert!(dm.contains("🎁 贈り物です"), "{dm}");
    assert!(!dm.contains("さんからの贈り物"), "{dm}");
    assert!(ben.dms().is_empty());
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_given_more_than_there_are_seats_is_told() {
    let world = salon_with_a_plan().await;
    let seats = [("plan", "monthly"), ("seats", "1")];
    owner(&world).runs(world.lobby, "/plan edit", &seats).await;
    let first = world.gives("ada", "monthly", &[]).await;
    assert!(!first.contains("定員を"), "{first}");
    let again = world.gives("ada", "monthly", &[]).await;
    assert!(!again.contains("定員を"), "{again}");
    let second = world.gives("ben", "monthly", &[]).await;
    assert!(second.contains("定員を 1 人超えています"), "{second}");
    world.settle().await;
    assert!(world.person("ben").has_role("会員"));
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_grant_within_minutes_is_asked_about_once() {
    let world = salon_with_a_plan().await;
    let ada = world.person("ada");
    let given = [
        ("user", "ada"),
        ("plan", "monthly"),
        ("months", "1"),
        ("paid-yen", "2980"),
        ("paid-by", "現金"),
        ("as", "贈り物"),
        ("from", "mika"),
    ];
    let told = world.does("owner", "/member grant", &given).await;
    assert!(told.contains("付与しました"), "{told}");
    world.pass(minutes(9)).await;
    let asked = owner(&world)
        .runs(world.lobby, "/member grant", &given)
        .await;
    for words in ["まだ付与していません", "9分ほど前", "入金 2,980円"] {
        assert!(asked.text().contains(words), "{asked:?}");
    }
    world.settle().await;
    assert_eq!(ada.dms().len(), 1);
    // Another amount is another grant.
    let mut other = given;
    other[3].1 = "1000";
    let told = world.does("owner", "/member grant", &other).await;
    assert!(told.contains("延長しました"), "{told}");

    let asked = asked.message().expect("an answer").clone();
    let again = asked.buttons().next().expect("a button").custom_id.clone();
    let again = again.expect("it leads somewhere");
    assert!(again.len() <= 100, "{again}");
    let refused = ada.clicks_forged(asked.id, &again).await.text();
    assert!(refused.contains("運営者だけ"), "{refused}");
    let told = owner(&world).clicks(asked.id, "もう一度付与する").await;
    assert!(told.text().contains("延長しました"), "{told:?}");
    world.settle().await;
    assert_eq!(ada.dms().len(), 3);
    let mika = format!("<@{}>", world.person("mika").id());
    assert!(last_dm(&ada).contains(&mika), "{}", last_dm(&ada));
    // What was meant once is not meant twice.
    let twice = owner(&world).clicks_forged(asked.id, &again).await;
    assert!(twice.text().contains("もう一度付与しますか"), "{twice:?}");
    let history = why(&world, "ada").await;
    assert_eq!(history.matches("2,980円の入金").count(), 2, "{history}");

    world.pass(minutes(11)).await;
    let told = world.does("owner", "/member grant", &given).await;
    assert!(told.contains("延長しました"), "{told}");
    world.end().await;
}
