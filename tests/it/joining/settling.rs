//! Money that the owner writes down with a grant while the application for it waits.

use sandbox::view::MessageView;

use super::{
    PLAN, applies, card, last_dm, owner, pays, presses, salon_that_sells, screen, sells, withdraws,
};
use crate::world::{World, days, hours};

/// The owner grants a month with this much money; what the owner is shown.
async fn grants(world: &World, paid: &str) -> MessageView {
    let given = [
        ("user", "ada"),
        ("plan", "monthly"),
        ("paid-yen", paid),
        ("paid-by", "コンビニ"),
    ];
    let told = owner(world)
        .runs(world.lobby, "/member grant", &given)
        .await;
    world.settle().await;
    told.message().expect("an answer").clone()
}

/// What was recorded of money.
async fn payments(world: &World) -> Vec<(i64, String)> {
    let mut conn = world.app().db.read().await.expect("a reader");
    sqlx::query_as("select amount_jpy, method from payment order by id")
        .fetch_all(&mut *conn)
        .await
        .expect("the ledger")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_grant_with_money_settles_the_application_that_waits_for_it() {
    let world = salon_that_sells().await;
    let ada = world.person("ada");
    applies(&world, "ada", "monthly").await;
    let asked = grants(&world, "2980").await;
    for words in ["まだ付与していません", "申込 #1", "2,980円", "入金待ち"] {
        assert!(asked.text().contains(words), "{}", asked.text());
    }
    assert!(!ada.has_role("会員"));
    assert_eq!(payments(&world).await, []);
    let told = owner(&world).clicks(asked.id, "申込 #1 の入金にする").await;
    assert!(told.text().contains("申込 #1 を完了"), "{told:?}");
    world.settle().await;
    assert!(ada.has_role("会員"));
    assert_eq!(payments(&world).await, [(2_980, "konbini".to_owned())]);
    let shown = card(&world);
    assert!(
        shown.text().contains("入金確認済み（2,980円"),
        "{}",
        shown.text()
    );
    assert_eq!(shown.buttons().count(), 0);
    // Settled as the card would have: a pass.
    world.pass(days(31)).await;
    assert!(ada.has_role("会員"));
    // Pressed again, it is not taken a second time.
    let again = owner(&world)
        .clicks_forged(asked.id, &first(&asked))
        .await
        .text();
    assert!(again.contains("すでに処理された"), "{again}");
    assert_eq!(payments(&world).await.len(), 1);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_application_that_is_to_be_decided_is_settled_too() {
    let world = salon_that_sells().await;
    let approved = [("plan", "monthly"), ("buyers", "承認した人だけ")];
    world.does("owner", "/plan edit", &approved).await;
    let ada = world.person("ada");
    applies(&world, "ada", "monthly").await;
    let asked = grants(&world, "3000").await;
    for words in ["申込 #1", "承認待ち", "2,980円", "3,000円"] {
        assert!(asked.text().contains(words), "{}", asked.text());
    }
    owner(&world).clicks(asked.id, "申込 #1 の入金にする").await;
    world.settle().await;
    assert!(ada.has_role("会員"));
    let shown = card(&world).text();
    assert!(
        shown.contains("入金確認済み（3,000円（20円超過）"),
        "{shown}"
    );
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn other_money_leaves_the_application_and_the_card_says_what_came_meanwhile() {
    let world = salon_that_sells().await;
    let ada = world.person("ada");
    applies(&world, "ada", "monthly").await;
    let asked = grants(&world, "1000").await;
    let told = owner(&world).clicks(asked.id, "申込とは別に付与する").await;
    assert!(told.text().contains("付与しました"), "{told:?}");
    world.settle().await;
    assert!(ada.has_role("会員"));
    assert!(card(&world).text().contains("入金待ち"));
    let asked = presses(&world, "入金を確認").await;
    for words in ["申込の後に", "入金 #1", "1,000円", "今の期間に続く"] {
        assert!(asked.text().contains(words), "{asked:?}");
    }
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_settled_on_the_card_meanwhile_is_not_given_apart_as_well() {
    let world = salon_that_sells().await;
    applies(&world, "ada", "monthly").await;
    let asked = grants(&world, "1000").await;
    pays(&world).await;
    let told = owner(&world).clicks(asked.id, "申込とは別に付与する").await;
    assert!(told.text().contains("すでに処理された"), "{told:?}");
    world.settle().await;
    assert_eq!(payments(&world).await, [(2_980, "transfer".to_owned())]);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_money_brings_is_said_with_its_dates_before_it_is_confirmed() {
    let world = salon_that_sells().await;
    let ada = world.person("ada");
    world.gives("ada", "monthly", &[("months", "1")]).await;
    world.pass(days(10)).await;
    applies(&world, "ada", "monthly").await;
    let told = last_dm(&ada);
    assert!(told.contains("今の期間に続けて"), "{told}");
    let asked = presses(&world, "入金を確認").await.text();
    let end = world.now() + days(20);
    for words in ["今の期間に続く", &format!("<t:{}:f>", end.timestamp())] {
        assert!(asked.contains(words), "{words} is not in: {asked}");
    }
    assert!(!asked.contains("ただちに"), "{asked}");
    let told = pays(&world).await;
    assert!(told.contains("延長しました"), "{told}");
    assert!(last_dm(&ada).contains("2,980円"), "{}", last_dm(&ada));
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_transfer_that_comes_late_is_confirmed_on_the_card_all_the_same() {
    let world = salon_that_sells().await;
    let ada = world.person("ada");
    applies(&world, "ada", "monthly").await;
    world.pass(days(7) + hours(12)).await;
    assert!(card(&world).text().contains("期限切れ"));
    let told = pays(&world).await;
    assert!(told.contains("開始しました"), "{told}");
    assert!(ada.has_role("会員"));
    assert!(card(&world).text().contains("入金確認済み"));
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn late_money_of_who_applied_anew_belongs_to_the_new_application() {
    let world = salon_that_sells().await;
    applies(&world, "ada", "monthly").await;
    world.pass(days(7) + hours(12)).await;
    let old = card(&world);
    applies(&world, "ada", "monthly").await;
    let refused = owner(&world).clicks(old.id, "入金を確認").await;
    assert!(refused.text().contains("申込 #2"), "{refused:?}");
    assert!(!refused.text().contains("承認"), "{refused:?}");
    assert_eq!(payments(&world).await, []);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn late_money_of_who_is_yet_to_be_admitted_waits_for_that() {
    let world = salon_that_sells().await;
    applies(&world, "ada", "monthly").await;
    world.pass(days(7) + hours(12)).await;
    let old = card(&world);
    let approved = [("plan", "monthly"), ("buyers", "承認した人だけ")];
    world.does("owner", "/plan edit", &approved).await;
    applies(&world, "ada", "monthly").await;
    let refused = owner(&world).clicks(old.id, "入金を確認").await;
    for words in ["申込 #2", "先に「承認」"] {
        assert!(refused.text().contains(words), "{refused:?}");
    }
    assert_eq!(payments(&world).await, []);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn late_money_of_who_waits_for_a_seat_by_now_is_confirmed_on_the_old_card() {
    let world = salon_that_sells().await;
    let ada = world.person("ada");
    applies(&world, "ada", "monthly").await;
    world.pass(days(7) + hours(12)).await;
    let old = card(&world);
    applies(&world, "mika", "monthly").await;
    let one = [("plan", "monthly"), ("seats", "1")];
    world.does("owner", "/plan edit", &one).await;
    let full = screen(&world, "ada", "monthly").await;
    ada.clicks(full.id, "順番待ちに並ぶ").await;
    let asked = owner(&world).clicks(old.id, "入金を確認").await;
    let asked = asked.message().expect("a question back").id;
    let told = owner(&world).clicks(asked, "2,980円の入金を確認").await;
    assert!(told.text().contains("開始しました"), "{told:?}");
    world.settle().await;
    assert!(ada.has_role("会員"));
    // She waits for nothing any more.
    let status = world.does("ada", "/membership", &[]).await;
    assert!(!status.contains("順番待ち"), "{status}");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn money_that_is_granted_late_asks_about_the_application_that_ran_out() {
    let world = salon_that_sells().await;
    let ada = world.person("ada");
    applies(&world, "ada", "monthly").await;
    world.pass(days(7) + hours(12)).await;
    let asked = grants(&world, "2980").await;
    for words in ["まだ付与していません", "申込 #1", "2,980円", "期限切れ"] {
        assert!(asked.text().contains(words), "{}", asked.text());
    }
    assert_eq!(payments(&world).await, []);
    let told = owner(&world).clicks(asked.id, "申込 #1 の入金にする").await;
    assert!(told.text().contains("申込 #1 を完了"), "{told:?}");
    world.settle().await;
    assert_eq!(payments(&world).await, [(2_980, "konbini".to_owned())]);
    let shown = card(&world);
    assert!(
        shown.text().contains("入金確認済み（2,980円"),
        "{}",
        shown.text()
    );
    assert_eq!(shown.buttons().count(), 0);
    let status = world.does("ada", "/membership", &[]).await;
    assert!(
        status.contains("有効（") && !status.contains("期限"),
        "{status}"
    );
    assert!(ada.has_role("会員"));
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_ran_out_before_they_applied_anew_or_long_ago_is_not_what_money_is_for() {
    let world = salon_that_sells().await;
    applies(&world, "ada", "monthly").await;
    world.pass(days(7) + hours(12)).await;
    applies(&world, "ada", "monthly").await;
    pays(&world).await;
    world.pass(days(1)).await;
    let told = grants(&world, "3000").await;
    assert!(told.text().contains("延長しました"), "{}", told.text());
    world.pass(hours(1)).await;
    world.end().await;

    let world = salon_that_sells().await;
    applies(&world, "ada", "monthly").await;
    world.pass(days(22)).await;
    let told = grants(&world, "2980").await;
    assert!(told.text().contains("付与しました"), "{}", told.text());
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_given_the_plan_waits_for_no_seat_any_more() {
    let world = salon_that_sells().await;
    let ada = world.person("ada");
    applies(&world, "mika", "monthly").await;
    let one = [("plan", "monthly"), ("seats", "1")];
    world.does("owner", "/plan edit", &one).await;
    let full = screen(&world, "ada", "monthly").await;
    ada.clicks(full.id, "順番待ちに並ぶ").await;
    world.gives("ada", "monthly", &[("months", "1")]).await;
    world.settle().await;
    let status = world.does("ada", "/membership", &[]).await;
    assert!(!status.contains("順番待ち"), "{status}");
    let two = [("plan", "monthly"), ("seats", "3")];
    world.does("owner", "/plan edit", &two).await;
    world.settle().await;
    assert_eq!(ada.dms().len(), 1, "{}", last_dm(&ada));
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_has_not_paid_is_reminded_once_two_days_before_it_runs_out() {
    let mut world = salon_that_sells().await;
    let ada = world.person("ada");
    applies(&world, "ada", "monthly").await;
    world.pass(days(4) + hours(23)).await;
    assert_eq!(ada.dms().len(), 1, "{}", last_dm(&ada));
    world.pass(hours(2)).await;
    assert_eq!(ada.dms().len(), 2);
    for words in ["ご入金", "みらい銀行", "2,980円"] {
        assert!(last_dm(&ada).contains(words), "{}", last_dm(&ada));
    }
    world.restart().await;
    world.pass(days(1)).await;
    assert_eq!(ada.dms().len(), 2);
    // Nobody reads how to pay what is not to be paid any more.
    withdraws(
        &world,
        "ada",
        "「月額会員」の申込を取り下げる",
        "取り下げる",
    )
    .await;
    let dms: Vec<String> = ada.dms().iter().map(MessageView::text).collect();
    assert!(!dms.iter().any(|dm| dm.contains("みらい銀行")), "{dms:?}");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_has_applied_in_grace_is_not_asked_whether_they_go_on() {
    let world = super::roomy_salon().await;
    for name in ["ada", "mika"] {
        applies(&world, name, "monthly").await;
        pays(&world).await;
    }
    world.pass(days(31)).await;
    applies(&world, "ada", "monthly").await;
    world.pass(days(4)).await;
    let dms = world.person("ada").dms();
    let is_told = |dm: &MessageView| dm.text().contains("途切れずに");
    assert!(dms.iter().any(is_told), "{dms:?}");
    for (name, expected) in [("ada", 0), ("mika", 1)] {
        let dms = world.person(name).dms();
        let asks = |dm: &&MessageView| dm.text().contains("引き続きご利用になりますか");
        assert_eq!(dms.iter().filter(asks).count(), expected, "{name}: {dms:?}");
    }
    // Neither is who has applied sent to apply again once it is over.
    world.pass(days(6)).await;
    applies(&world, "ada", "monthly").await;
    world.pass(days(5)).await;
    for (name, expected) in [("ada", "申込 #4 のお手続き"), ("mika", "「/入会」と入力")]
    {
        let dms = world.person(name).dms();
        let over = |dm: &&MessageView| dm.text().contains("利用期間が終了しました");
        let told = dms.iter().find(over).map(MessageView::text);
        let told = told.unwrap_or_else(|| panic!("{name}: {dms:?}"));
        assert!(told.contains(expected), "{name}: {told}");
    }
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_has_applied_is_not_offered_the_plan_again() {
    let world = salon_that_sells().await;
    let ada = world.person("ada");
    applies(&world, "ada", "monthly").await;
    let again = ada.runs(world.lobby, "/join", &[]).await;
    assert!(again.text().contains("申込 #1"), "{again:?}");
    let buttons = again.message().map_or(0, |shown| shown.buttons().count());
    assert_eq!(buttons, 0, "{again:?}");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_application_for_what_is_offered_no_more_is_not_what_is_named() {
    let world = salon_that_sells().await;
    let mut other = PLAN.to_vec();
    (other[0].1, other[1].1) = ("study", "勉強会");
    sells(&world, &other).await;
    let ada = world.person("ada");
    applies(&world, "ada", "monthly").await;
    applies(&world, "ada", "study").await;
    for (archived, expected) in [
        ("monthly", "申込 #2"),
        ("study", "お申し込みいただけるプランはありません"),
    ] {
        let archived = [("plan", archived)];
        world.does("owner", "/plan archive", &archived).await;
        let shown = ada.runs(world.lobby, "/join", &[]).await;
        assert!(shown.text().contains(expected), "{shown:?}");
    }
    world.end().await;
}

fn first(message: &MessageView) -> String {
    let button = message.buttons().next().expect("a button");
    button.custom_id.clone().expect("it leads somewhere")
}

#[tokio::test(flavor = "multi_thread")]
async fn late_money_for_which_there_is_no_seat_is_told_before_it_is_confirmed() {
    let world = salon_that_sells().await;
    let one = [("plan", "monthly"), ("seats", "1")];
    world.does("owner", "/plan edit", &one).await;
    applies(&world, "ada", "monthly").await;
    world.pass(days(7) + hours(12)).await;
    let late = card(&world).id;
    let asked = owner(&world).clicks(late, "入金を確認").await.text();
    assert!(!asked.contains("満席"), "{asked}");
    applies(&world, "ben", "monthly").await;
    let asked = owner(&world).clicks(late, "入金を確認").await.text();
    assert!(asked.contains("定員を 1 人超えます"), "{asked}");
    world.end().await;
}
