//! What is shown before an order, what is agreed to, and what is not sold.

use sandbox::{NewMember, Outcome};

use super::{
    PLAN, applies, button, card, last_dm, owner, salon_that_sells, screen, sells, withdraws,
};
use crate::world::{Setting, World, days};

/// What is kept of who agreed to what: language, words, their hash, the price.
async fn consents(world: &World) -> Vec<(String, String, String, i64)> {
    let mut conn = world.app().db.read().await.expect("a reader");
    sqlx::query_as(
        "select language, body, consent.hash, price_jpy
         from consent join consent_text on consent_text.hash = consent.hash order by consent.id",
    )
    .fetch_all(&mut *conn)
    .await
    .expect("what was agreed to")
}

#[tokio::test(flavor = "multi_thread")]
async fn the_last_screen_says_all_that_the_law_wants() {
    let world = salon_that_sells().await;
    let list = world.person("ada").runs(world.lobby, "/入会", &[]).await;
    let list = list.message().expect("an answer").clone();
    assert!(
        list.text()
            .contains("2,980円（税込）・1か月（自動更新なし）"),
        "{}",
        list.text()
    );
    let shown = world.person("ada").clicks(list.id, "月額会員").await;
    assert!(matches!(shown, Outcome::Updated(_)), "{shown:?}");
    for (words, items) in [
        (
            shown.text(),
            [
                "月額会員",
                "2,980円（税込・1期間分の総額）",
                "振込手数料",
                "1か月。自動更新・自動引き落としはありません",
                "7日以内の銀行振込",
                "入金確認後、ただちに",
                "取り下げられます",
                "解約のお手続きは不要",
                "サーバーを退出しても",
                "開始後の返金はできません。",
                "特定商取引法に基づく表記 https://salon.example/tokusho",
                "版 ",
            ],
        ),
        (
            screen(&world, "ben", "monthly").await.text(),
            [
                "月額会員",
                "¥2,980 in total for one period, tax included",
                "bank fees",
                "one month. It does not renew by itself and nothing is charged automatically",
                "within 7 days of applying",
                "when your payment is confirmed",
                "withdraw at any time",
                "nothing to cancel",
                "leaving the server",
                "There are no refunds once it has begun.",
                "Specified Commercial Transactions Act: https://salon.example/tokusho",
                "Version ",
            ],
        ),
    ] {
        for item in items {
            assert!(words.contains(item), "{item} is not in: {words}");
        }
    }
    // Looking orders nothing.
    assert_eq!(consents(&world).await, []);
    let quit = screen(&world, "ada", "monthly").await;
    let quit = world.person("ada").clicks(quit.id, "やめる").await;
    assert!(quit.text().contains("お申し込みはしていません"), "{quit:?}");
    assert_eq!(world.told_owner().len(), 0);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_agreed_to_is_kept_with_its_words() {
    let world = salon_that_sells().await;
    let shown = screen(&world, "ada", "monthly").await.text();
    let told = applies(&world, "ada", "monthly").await;
    for words in ["入金待ち", "みらい銀行", "申込番号 1", "2,980円"] {
        assert!(told.contains(words), "{words} is not in: {told}");
    }
    applies(&world, "ben", "monthly").await;
    let consents = consents(&world).await;
    assert_eq!(consents.len(), 2);
    let (language, words, hash, price) = &consents[0];
    assert_eq!((language.as_str(), *price), ("ja", 2_980));
    assert!(shown.contains(words.as_str()), "{words}");
    assert!(shown.contains(&hash[..8]), "{shown}");
    assert_eq!(consents[1].0, "en-US");

    let dm = last_dm(&world.person("ada"));
    assert!(dm.contains("みらい銀行") && dm.contains("期限は"), "{dm}");
    let status = world.does("ada", "/membership", &[]).await;
    assert!(
        status.contains("入金待ち") && status.contains("みらい銀行"),
        "{status}"
    );
    assert!(!world.person("ada").has_role("会員"));
    // The channel may be read by others.
    for card in world.told_owner() {
        // What it costs is no secret, and whether they are new.
        assert!(card.contains("「月額会員」を希望"), "{card}");
        assert!(card.contains("新規・2,980円"), "{card}");
        for secret in ["みらい", "振込"] {
            assert!(!card.contains(secret), "{secret} is in: {card}");
        }
    }
    // A second time there is nothing to agree to.
    let again = world.does("ada", "/join", &[("plan", "monthly")]).await;
    assert!(again.contains("お申し込み済み"), "{again}");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_price_that_changed_is_shown_again() {
    let world = salon_that_sells().await;
    let ada = world.person("ada");
    let shown = screen(&world, "ada", "monthly").await;
    let dearer = [("plan", "monthly"), ("price", "3480")];
    world.does("owner", "/plan edit", &dearer).await;
    let before = consents(&world).await;
    let anew = ada.clicks(shown.id, "同意して申し込む").await;
    assert!(
        anew.text().contains("まだお申し込みになっていません"),
        "{anew:?}"
    );
    assert!(anew.text().contains("3,480円"), "{anew:?}");
    assert_eq!(consents(&world).await, before);
    let agreed = ada.clicks(shown.id, "同意して申し込む").await;
    assert!(agreed.text().contains("入金待ち"), "{agreed:?}");
    assert_eq!(consents(&world).await.len(), 1);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_the_sellers_page_nothing_is_sold() {
    let mut world = World::start().await;
    sells(&world, &PLAN).await;
    let refused = world.does("ada", "/join", &[]).await;
    assert!(
        refused.contains("お申し込みいただけるプランはありません"),
        "{refused}"
    );
    let refused = world.does("ada", "/join", &[("plan", "monthly")]).await;
    assert!(
        refused.contains("今はお申し込みいただけません"),
        "{refused}"
    );
    let told = world.does("owner", "/join", &[]).await;
    for missing in ["join.commerce_url", "join.transfer_ja", "join.refund_ja"] {
        assert!(told.contains(missing), "{told}");
    }
    let said = async |world: &World| {
        let mut said = Vec::new();
        let checked = salon::check::run(world.config(), &mut said).await;
        checked.expect("it looks");
        String::from_utf8(said).expect("words")
    };
    let checked = said(&world).await;
    assert!(checked.contains("join.commerce_url"), "{checked}");
    // With a page, but nowhere to tell the owner of it.
    world.has_no_log();
    world.may_sell().await;
    let checked = said(&world).await;
    assert!(
        !checked.contains("join.") && checked.contains("channels.log"),
        "{checked}"
    );
    let refused = world.does("ada", "/join", &[]).await;
    assert!(
        refused.contains("お申し込みいただけるプランはありません"),
        "{refused}"
    );
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_costs_nothing_begins_at_once_and_ends_by_itself() {
    let world = World::start().await;
    let mut free = PLAN;
    free[2].1 = "0";
    sells(&world, &free).await;
    let ada = world.person("ada");
    let shown = screen(&world, "ada", "monthly").await;
    assert!(shown.text().contains("無料"), "{}", shown.text());
    assert!(!shown.text().contains("振込"), "{}", shown.text());
    let told = applies(&world, "ada", "monthly").await;
    assert!(told.contains("ご利用いただけるようになりました"), "{told}");
    assert!(ada.has_role("会員"));
    let again = world.does("ada", "/join", &[("plan", "monthly")]).await;
    assert!(again.contains("すでにご利用中"), "{again}");
    assert_eq!(world.told_owner().len(), 0);
    // There is no money to wait for, and so no grace.
    world.pass(days(31)).await;
    assert!(!ada.has_role("会員"));
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn many_plans_have_pages_and_only_what_can_be_had_is_offered() {
    let world = salon_that_sells().await;
    for number in 1..=6 {
        let (key, name) = (format!("plan-{number}"), format!("プラン{number}"));
        let mut plan = PLAN;
        (plan[0].1, plan[1].1) = (&key, &name);
        sells(&world, &plan).await;
    }
    world
        .does("owner", "/plan archive", &[("plan", "plan-1")])
        .await;
    let ada = world.person("ada");
    let first = ada.runs(world.lobby, "/join", &[]).await;
    let message = first.message().expect("an answer").clone();
    assert!(!message.text().contains("プラン1"), "{}", message.text());
    assert_eq!(message.buttons().count(), 6);
    let second = ada.clicks(message.id, "次へ ▶").await;
    assert!(second.text().contains("プラン6"), "{second:?}");
    let offered = ada
        .autocompletes(world.lobby, "/join", &[("plan", "プラン")], "plan")
        .await;
    assert_eq!(offered.len(), 5, "{offered:?}");
    // Whoever names a plan that cannot be had is led to those that can.
    for (plan, words) in [
        ("gold", "「gold」というプランはありません"),
        ("plan-1", "「プラン1」は、今はお申し込みいただけません"),
    ] {
        let told = world.does("ada", "/join", &[("plan", plan)]).await;
        assert!(told.contains(words), "{told}");
        assert!(told.contains("「/入会」と入力すると"), "{told}");
        assert!(!told.contains("/プラン"), "an owner's command: {told}");
    }
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_applies_again_and_again_is_stopped() {
    let roomy = Setting {
        is_roomy: true,
        ..Setting::default()
    };
    let mut world = World::start_with(roomy).await;
    world.may_sell().await;
    sells(&world, &PLAN).await;
    for _ in 0..5 {
        applies(&world, "ada", "monthly").await;
        let label = "「月額会員」の申込を取り下げる";
        let done = withdraws(&world, "ada", label, "取り下げる").await;
        assert!(done.contains("取り下げました"), "{done}");
        assert!(card(&world).text().contains("ご本人が取り下げ"));
    }
    let refused = applies(&world, "ada", "monthly").await;
    assert!(refused.contains("1日おいて"), "{refused}");
    world.pass(days(1)).await;
    let told = applies(&world, "ada", "monthly").await;
    assert!(told.contains("入金待ち"), "{told}");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_agreed_to_by_a_forged_press() {
    let world = salon_that_sells().await;
    let shown = screen(&world, "ada", "monthly").await;
    let agree = button(&shown, "同意して申し込む");
    let version = agree.rsplit(':').next().expect("a version").to_owned();
    applies(&world, "ben", "monthly").await;
    let ada = world.person("ada");
    let before = world.rows().await;
    for forged in [
        "membership:agree:1".to_owned(),
        "membership:agree:1:".to_owned(),
        format!("membership:agree:99:{version}"),
        format!("membership:agree:x:{version}"),
        "membership:offer:99".to_owned(),
        "membership:withdraw:1".to_owned(),
        "membership:withdraw-now:1:1".to_owned(),
        "membership:withdraw:99".to_owned(),
        "membership:nothing:1".to_owned(),
    ] {
        ada.clicks_forged(shown.id, &forged).await;
        world.settle().await;
        let people = |rows: &[(String, usize, u64)]| {
            let mut rows = rows.to_vec();
            rows.retain(|(table, _, _)| table != "person" && table != "sqlite_sequence");
            rows
        };
        assert_eq!(people(&world.rows().await), people(&before), "{forged}");
    }
    assert_eq!(owner(&world).reads(world.log).len(), 1);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_moves_to_another_account_is_named_on_the_card() {
    let world = salon_that_sells().await;
    let new = world.discord.member("ada2", NewMember::default());
    applies(&world, "ada", "monthly").await;
    let ada = world.person("ada").id();
    assert!(card(&world).text().contains(&format!("<@{ada}>")));
    let told = world.moves(&ada.to_string(), &new.to_string()).await;
    assert!(told.contains("移しました"), "{told}");
    world.settle().await;
    let shown = card(&world).text();
    assert!(shown.contains(&format!("<@{new}>")), "{shown}");
    assert!(!shown.contains(&format!("<@{ada}>")), "{shown}");
    world.end().await;
}
