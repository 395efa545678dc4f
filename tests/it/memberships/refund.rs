//! Stories of money that goes back by hand, and of records that were a mistake.

use std::time::Duration;

use sandbox::view::MessageView;

use super::{grant, last_dm, salon_with_a_plan, salon_with_two_plans, takes, why};
use crate::world::{Setting, Time, World, days};

const PAID: [(&str, &str); 3] = [("months", "1"), ("as", "Pass"), ("paid-yen", "2980")];

#[tokio::test(flavor = "multi_thread")]
async fn a_full_refund_ends_its_period_and_nothing_else() {
    let world = salon_with_two_plans().await;
    let ada = world.person("ada");
    world.gives("ada", "study", &[("months", "3")]).await;
    grant(&world, &PAID).await;
    world.pass(days(1)).await;
    let dms = ada.dms().len();
    let told = takes(&world, &[("refund-yen", "2980"), ("reason", "退会のため")]).await;
    for words in ["返金 2,980円を記録", "送金は別途", "取り消しました"] {
        assert!(told.contains(words), "{words} is not in: {told}");
    }
    assert!(!ada.has_role("会員") && ada.has_role("勉強会"));
    assert_eq!(ada.dms().len(), dms + 1, "told more than once");
    let dm = last_dm(&ada);
    assert!(
        dm.contains("お支払い 2,980円（全額）をご返金いたします"),
        "{dm}"
    );
    assert!(dm.contains("返金済み") && !dm.contains("退会"), "{dm}");
    for words in [
        "これに伴い、ご利用は終了となりました",
        "運営者にお問い合わせ",
    ] {
        assert!(dm.contains(words), "{words} is not in: {dm}");
    }
    let status = world.does("ada", "/membership", &[]).await;
    assert!(status.contains("**月額会員**: 返金済み"), "{status}");
    let history = why(&world, "ada").await;
    for words in [
        "返金済み",
        "2,980円の返金（返金 #2・",
        "退会のため",
        "全額返金により終了",
        "返金のお知らせ（完了）",
    ] {
        assert!(history.contains(words), "{words} is not in: {history}");
    }
    // Nothing is left that could go back.
    let more = takes(&world, &[("refund-yen", "1")]).await;
    assert!(more.contains("0円まで"), "{more}");
    world.pass(days(60)).await;
    assert_eq!(ada.dms().len(), dms + 1, "told again");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_goes_back_is_over_at_the_moment_of_which_everybody_is_told() {
    let setting = Setting {
        time: Time::Ticking,
        ..Setting::default()
    };
    let world = World::start_with(setting).await;
    world.sells_plan().await;
    for paid in ["1000", "2000"] {
        grant(&world, &[("months", "1"), ("paid-yen", paid)]).await;
    }
    // What comes after it begins at once, and is there already when the owner reads of it.
    let told = takes(&world, &[("refund-yen", "1000"), ("payment", "1")]).await;
    assert!(told.contains("有効（"), "{told}");
    let told = takes(&world, &[("refund-yen", "2000")]).await;
    assert!(
        told.contains("取り消しました") && !told.contains("有効（"),
        "{told}"
    );
    let dm = last_dm(&world.person("ada"));
    assert!(dm.contains("これに伴い、ご利用は終了となりました"), "{dm}");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_partial_refund_ends_nothing_until_all_is_back() {
    let world = salon_with_a_plan().await;
    let ada = world.person("ada");
    grant(&world, &PAID).await;
    let told = takes(&world, &[("refund-yen", "1000")]).await;
    assert!(told.contains("1,000円を記録"), "{told}");
    assert!(ada.has_role("会員"));
    let dm = last_dm(&ada);
    assert!(dm.contains("お支払いのうち 1,000円をご返金"), "{dm}");
    assert!(dm.contains("有効（"), "{dm}");
    assert!(!dm.contains("終了しました"), "{dm}");
    let too_much = takes(&world, &[("refund-yen", "1981")]).await;
    assert!(too_much.contains("1,980円まで"), "{too_much}");
    takes(&world, &[("refund-yen", "1980")]).await;
    assert!(!ada.has_role("会員"));
    assert_eq!(ada.dms().len(), 3);
    assert!(last_dm(&ada).contains("返金済み"), "{}", last_dm(&ada));
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_old_periods_refund_does_not_end_the_current_one() {
    let world = salon_with_a_plan().await;
    let ada = world.person("ada");
    grant(&world, &PAID).await;
    world.pass(days(25)).await;
    grant(&world, &PAID).await;
    world.pass(days(10)).await;
    // The first payment; without its number the latest period would go first.
    let told = takes(&world, &[("refund-yen", "2980"), ("payment", "1")]).await;
    assert!(told.contains("有効（"), "{told}");
    assert!(ada.has_role("会員"));
    assert!(last_dm(&ada).contains("有効（"), "{}", last_dm(&ada));
    let again = takes(&world, &[("refund-yen", "1"), ("payment", "1")]).await;
    assert!(again.contains("0円まで"), "{again}");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_owner_says_what_ends() {
    let world = salon_with_a_plan().await;
    let ada = world.person("ada");
    grant(&world, &PAID).await;
    grant(&world, &PAID).await;
    world.pass(days(1)).await;
    // The month that has not begun goes back; what runs stays.
    let last = [("what", "最後の期間"), ("refund-yen", "2980")];
    let told = takes(&world, &last).await;
    assert!(told.contains("一部の期間"), "{told}");
    assert!(ada.has_role("会員"));
    // Out of kindness, and nothing ends.
    let kind = [("what", "なし（返金の記録だけ）"), ("refund-yen", "2980")];
    let told = takes(&world, &kind).await;
    assert!(
        told.contains("有効（") && !told.contains("取り消し"),
        "{told}"
    );
    assert!(ada.has_role("会員"));
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_period_that_has_not_begun_is_taken_before_the_others() {
    let world = salon_with_a_plan().await;
    let ada = world.person("ada");
    grant(&world, &PAID).await;
    grant(&world, &PAID).await;
    world.pass(days(1)).await;
    let dms = ada.dms().len();
    let told = takes(&world, &[("what", "最後の期間")]).await;
    assert!(told.contains("一部の期間"), "{told}");
    assert_eq!(ada.dms().len(), dms + 1);
    assert!(last_dm(&ada).contains("ご利用期間が変わりました"));
    assert!(ada.has_role("会員"));
    takes(&world, &[]).await;
    assert!(!ada.has_role("会員"));
    let told = last_dm(&ada);
    assert!(told.contains("終了となりました"), "{told}");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_number_of_a_payment_is_offered_to_owners_newest_first() {
    let world = salon_with_a_plan().await;
    grant(&world, &PAID).await;
    world.pass(days(25)).await;
    grant(
        &world,
        &[("months", "1"), ("as", "Pass"), ("paid-yen", "500")],
    )
    .await;
    takes(&world, &[("refund-yen", "500")]).await;
    let offered = async |name: &str, typed: &str| {
        let person = world.person(name);
        let options = [("user", "ada"), ("payment", typed)];
        let offered = person.autocompletes(world.lobby, "/member revoke", &options, "payment");
        let offered = offered.await.into_iter();
        offered
            .map(|choice| (choice.value, choice.name))
            .collect::<Vec<_>>()
    };
    let all = offered("owner", "").await;
    let names: Vec<&str> = all.iter().map(|(_, name)| name.as_str()).collect();
    assert_eq!(
        names,
        [
            "返金 #3 2026-04-26 500円（月額会員）",
            "入金 #2 2026-04-26 500円（月額会員）",
            "入金 #1 2026-04-01 2,980円（月額会員）",
        ]
    );
    assert_eq!(offered("owner", "29").await, all[2..]);
    world.discord.moderator().opens_commands();
    assert_eq!(offered("mika", "").await, []);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_record_is_taken_back_and_counts_no_more() {
    let setting = Setting {
        is_roomy: true,
        ..Setting::default()
    };
    let world = World::start_with(setting).await;
    world.sells_plan().await;
    let ada = world.person("ada");
    grant(&world, &[("months", "1"), ("paid-yen", "29800")]).await;
    let dms = ada.dms().len();
    let wrong = [("what", "誤った記録（入金の番号を指定）"), ("payment", "1")];
    let told = takes(&world, &wrong).await;
    assert!(
        told.contains("入金の記録 #1（29,800円）を取り消しました"),
        "{told}"
    );
    assert!(ada.has_role("会員"));
    assert_eq!(ada.dms().len(), dms + 1);
    assert!(last_dm(&ada).contains("記録の誤り"), "{}", last_dm(&ada));
    let again = takes(&world, &wrong).await;
    assert!(again.contains("入金 #1 の有効な記録"), "{again}");
    let nothing = takes(&world, &[("refund-yen", "1")]).await;
    assert!(nothing.contains("0円まで"), "{nothing}");
    let status = ada.runs(world.lobby, "/membership", &[]).await;
    let message = status.message().expect("an answer");
    assert!(
        message
            .buttons()
            .all(|button| button.label != "お支払いの記録")
    );
    let history = why(&world, "ada").await;
    assert!(
        history.contains("入金の記録 #1（29,800円）を誤りとして取消"),
        "{history}"
    );

    // A refund that was a mistake can be taken back as well, and before that its payment cannot.
    grant(&world, &PAID).await;
    takes(
        &world,
        &[("what", "なし（返金の記録だけ）"), ("refund-yen", "980")],
    )
    .await;
    let paid = [wrong[0], ("payment", "3")];
    let told = takes(&world, &paid).await;
    assert!(told.contains("先に、その返金の記録"), "{told}");
    let told = takes(&world, &[wrong[0], ("payment", "4")]).await;
    assert!(
        told.contains("返金の記録 #4（980円）を取り消しました"),
        "{told}"
    );
    assert!(!told.contains("自動では戻りません"), "{told}");
    let dm = last_dm(&ada);
    for words in ["980円", "このご返金はございません", "有効（"] {
        assert!(dm.contains(words), "{words} is not in: {dm}");
    }
    let history = why(&world, "ada").await;
    assert!(
        history.contains("返金の記録 #4（980円）を誤りとして取消"),
        "{history}"
    );
    let told = takes(&world, &[("refund-yen", "2981")]).await;
    assert!(told.contains("2,980円まで"), "{told}");
    takes(&world, &paid).await;
    let told = takes(&world, &[("refund-yen", "1")]).await;
    assert!(told.contains("0円まで"), "{told}");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_makes_no_sense_is_refused_and_leaves_no_trace() {
    let world = salon_with_two_plans().await;
    grant(&world, &PAID).await;
    world.gives("ben", "monthly", &PAID).await;
    world.settle().await;
    let before = world.rows().await;
    let (nothing, record) = ("なし（返金の記録だけ）", "誤った記録（入金の番号を指定）");
    for (options, words) in [
        (vec![("what", nothing)], "返金額を指定"),
        (vec![("what", record)], "「入金の番号」だけ"),
        (vec![("payment", "1")], "返金額と一緒に"),
        (vec![("refund-yen", "0")], "1円以上"),
        (vec![("refund-yen", "-2980")], "1円以上"),
        (vec![("refund-yen", "2981")], "2,980円まで"),
        // Ben's, and nobody's.
        (vec![("refund-yen", "1"), ("payment", "2")], "入金 #2"),
        (vec![("what", record), ("payment", "2")], "入金 #2"),
        (vec![("what", record), ("payment", "99")], "入金 #99"),
    ] {
        let told = takes(&world, &options).await;
        assert!(told.contains(words), "{words} is not in: {told}");
    }
    let other = world.takes("ada", "study", &[("refund-yen", "1")]).await;
    assert!(other.contains("0円まで"), "{other}");
    assert_eq!(world.rows().await, before);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_takes_no_direct_messages_learns_of_a_refund_from_the_next_command() {
    let world = salon_with_a_plan().await;
    let ada = world.person("ada");
    grant(&world, &PAID).await;
    ada.refuses_dms(true);
    takes(&world, &[("refund-yen", "500")]).await;
    world.does("ada", "/help", &[]).await;
    // It comes after the answer.
    world.app().quiet(Duration::from_secs(10)).await;
    let said = ada.reads(world.lobby);
    let is_it = |said: &&MessageView| said.text().contains("500円をご返金");
    assert_eq!(said.iter().filter(is_it).count(), 1, "{said:?}");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_paid_for_after_a_month_that_goes_back_moves_up() {
    let world = salon_with_a_plan().await;
    let ada = world.person("ada");
    for paid in ["1000", "2000", "3000"] {
        grant(&world, &[("months", "1"), ("paid-yen", paid)]).await;
    }
    // The month in between.
    let told = takes(&world, &[("refund-yen", "2000"), ("payment", "2")]).await;
    assert!(told.contains("2,000円"), "{told}");
    world.pass(days(59)).await;
    assert!(ada.has_role("会員"), "a month without what was paid for");
    assert_eq!(world.discord.requests("DELETE", "/roles/").len(), 0);
    world.pass(days(3)).await;
    assert!(!ada.has_role("会員"));
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_periods_that_are_taken_back_at_once_are_told_apart() {
    let world = salon_with_a_plan().await;
    grant(&world, &PAID).await;
    grant(&world, &PAID).await;
    takes(&world, &[("reason", "退会")]).await;
    let history = why(&world, "ada").await;
    let taken = history.lines().filter(|line| line.contains("を取消（"));
    let taken: Vec<_> = taken.map(|line| line.split_once(": ")).collect();
    assert_eq!(taken.len(), 2, "{history}");
    assert_ne!(taken[0], taken[1], "{history}");
    assert_eq!(
        history.matches("からの期間を取消（").count(),
        2,
        "{history}"
    );
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn money_that_stays_is_named_and_is_not_said_to_go_back_in_full() {
    let roomy = Setting {
        is_roomy: true,
        ..Setting::default()
    };
    let world = World::start_with(roomy).await;
    world.does("owner", "/plan create", &super::PLAN).await;
    let ada = world.person("ada");
    let month = |paid| [("months", "1"), ("as", "Pass"), ("paid-yen", paid)];
    for paid in ["600", "700", "800"] {
        grant(&world, &month(paid)).await;
    }
    let told = takes(&world, &[("what", "最後の期間")]).await;
    for words in ["入金 800円は、返金せずに", "「/会員 取消」で入金の番号"] {
        assert!(told.contains(words), "{words} is not in: {told}");
    }
    let all = [
        ("what", "すべての期間"),
        ("refund-yen", "700"),
        ("payment", "2"),
    ];
    let told = takes(&world, &all).await;
    assert!(told.contains("入金 600円は、返金せずに"), "{told}");
    let dm = last_dm(&ada);
    assert!(dm.contains("お支払いのうち 700円"), "{dm}");
    assert!(!ada.has_role("会員"));
    let told = takes(&world, &[("refund-yen", "600"), ("payment", "1")]).await;
    assert!(!told.contains("返金せずに"), "{told}");
    world.end().await;
}
