//! Stories of what members decide and look up themselves: not to renew, and what they paid.

use sandbox::Outcome;
use sandbox::view::MessageView;

use super::{grant, last_dm, salon_with_a_plan, salon_with_two_plans, why};
use crate::world::{World, days, hours};

const PAID: [(&str, &str); 4] = [
    ("months", "1"),
    ("as", "Pass"),
    ("paid-yen", "2980"),
    ("paid-by", "コンビニ"),
];
const CANCEL: &str = "更新しない（案内・猶予なし）";
const SURE: &str = "期間満了で終了する";
const RESUME: &str = "『更新しない』を取り消す";
const PAYMENTS: &str = "お支払いの記録";

/// What somebody sees of their own.
async fn status(world: &World, name: &str) -> MessageView {
    let person = world.person(name);
    let shown = person.runs(world.lobby, "/membership", &[]).await;
    let message = shown.message().expect("an answer").clone();
    assert!(message.ephemeral, "everyone sees what is one person's");
    message
}

/// The message after a press of one of its buttons; it is the same one.
async fn presses(world: &World, name: &str, message: &MessageView, label: &str) -> MessageView {
    let pressed = world.person(name).clicks(message.id, label).await;
    let Outcome::Updated(shown) = pressed else {
        panic!("{label}: {pressed:?}");
    };
    assert_eq!(shown.id, message.id);
    *shown
}

/// What its buttons say, but for that of moving to another account, which everyone has.
fn labels(message: &MessageView) -> Vec<&str> {
    let labels = message.buttons().map(|button| button.label.as_str());
    labels
        .filter(|label| !["別のアカウントへ移る", "引き継ぎコードを入力"].contains(label))
        .collect()
}

async fn recorded(world: &World, kind: &str) -> usize {
    let journal = world.journal().await;
    journal.iter().filter(|(known, _)| known == kind).count()
}

#[tokio::test(flavor = "multi_thread")]
async fn cancelling_keeps_the_period_and_can_be_taken_back() {
    let world = salon_with_a_plan().await;
    let ada = world.person("ada");
    grant(&world, &PAID).await;
    let shown = status(&world, "ada").await;
    assert_eq!(labels(&shown), [CANCEL, PAYMENTS]);
    let asked = presses(&world, "ada", &shown, CANCEL).await;
    assert!(
        asked.text().contains("更新せずに終了しますか"),
        "{}",
        asked.text()
    );
    assert_eq!(recorded(&world, "entitlement.cancelled").await, 0);
    let done = presses(&world, "ada", &asked, SURE).await;
    assert!(
        done.text().contains("期間満了で終了予定"),
        "{}",
        done.text()
    );
    assert_eq!(labels(&done), [RESUME, PAYMENTS]);
    world.settle().await;
    let said = |log: &[String]| {
        let said = log.iter().filter(|told| told.contains("『更新しない』"));
        said.cloned().collect::<Vec<_>>()
    };
    let log = said(&world.told_owner());
    assert_eq!(log.len(), 1, "{log:?}");
    assert!(log[0].contains("『更新しない』にしました"), "{log:?}");
    let list = [("view", "会員")];
    let told = world.does("owner", "/member list", &list).await;
    assert!(told.contains("・更新しない"), "{told}");
    let history = why(&world, "ada").await;
    for words in ["ご本人が『更新しない』に", "期間満了で終了予定"] {
        assert!(history.contains(words), "{words} is not in: {history}");
    }

    let back = presses(&world, "ada", &done, RESUME).await;
    assert!(back.text().contains("有効（"), "{}", back.text());
    world.settle().await;
    // What the owner reads changes, and nothing is added.
    let log = said(&world.told_owner());
    assert_eq!(log.len(), 1, "{log:?}");
    assert!(log[0].contains("を取り消しました"), "{log:?}");
    assert_eq!(labels(&back), [CANCEL, PAYMENTS]);
    let told = world.does("owner", "/member list", &list).await;
    assert!(!told.contains("更新しない"), "{told}");
    // The reminders and the grace are there again.
    world.pass(days(24)).await;
    assert!(last_dm(&ada).contains("あと 7 日"), "{}", last_dm(&ada));
    world.pass(days(10)).await;
    assert!(ada.has_role("会員"));
    let late = status(&world, "ada").await;
    assert_eq!(
        labels(&late),
        [PAYMENTS],
        "it is over: there is nothing to cancel"
    );
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn notices_are_stopped_only_where_some_would_come() {
    let world = salon_with_a_plan().await;
    let silent = "更新のご案内はお送りしません";
    for (name, options) in [
        ("ada", vec![("months", "1")]),
        ("mika", vec![("months", "1"), ("as", "Gift")]),
    ] {
        world.gives(name, "monthly", &options).await;
        world.settle().await;
        let shown = status(&world, name).await;
        assert_eq!(labels(&shown), [""; 0], "{name}");
        assert!(shown.text().contains(silent), "{}", shown.text());
    }
    // Days that were merely added, once what they lengthened is taken back.
    world.gives("ken", "monthly", &PAID).await;
    let shown = status(&world, "ken").await;
    assert_eq!(labels(&shown), [CANCEL, PAYMENTS]);
    assert!(!shown.text().contains(silent), "{}", shown.text());
    let week = [
        ("user", "ken"),
        ("plan", "monthly"),
        ("days", "7"),
        ("reason", "休止"),
    ];
    world.does("owner", "/member extend", &week).await;
    world.settle().await;
    let old = status(&world, "ken").await;
    assert_eq!(labels(&old), [CANCEL, PAYMENTS]);
    let back = [("refund-yen", "2980"), ("payment", "1")];
    world.takes("ken", "monthly", &back).await;
    world.settle().await;
    let shown = status(&world, "ken").await;
    assert_eq!(labels(&shown), [PAYMENTS]);
    assert!(shown.text().contains(silent), "{}", shown.text());
    // Nor does a button that was shown before.
    let late = presses(&world, "ken", &old, CANCEL).await;
    let late = late.text();
    assert!(
        !late.contains("今の状況に合わなく") && late.contains(silent),
        "{late}"
    );
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_wants_no_more_is_not_reminded_and_has_no_grace() {
    let mut world = salon_with_a_plan().await;
    let ada = world.person("ada");
    grant(&world, &PAID).await;
    grant(&world, &PAID).await;
    let shown = status(&world, "ada").await;
    let asked = presses(&world, "ada", &shown, CANCEL).await;
    presses(&world, "ada", &asked, SURE).await;
    let dms = ada.dms().len();
    world.restart().await;
    // Both months, 1 April to 1 June, and not a day more.
    world.pass(days(60)).await;
    assert!(ada.has_role("会員"));
    assert_eq!(ada.dms().len(), dms, "{}", last_dm(&ada));
    world.pass(days(1) + hours(1)).await;
    assert!(!ada.has_role("会員"));
    assert_eq!(ada.dms().len(), dms + 1);
    assert!(last_dm(&ada).contains("終了しました"), "{}", last_dm(&ada));
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_goes_on_after_all_by_paying_has_not_cancelled() {
    let world = salon_with_a_plan().await;
    grant(&world, &PAID).await;
    let shown = status(&world, "ada").await;
    let asked = presses(&world, "ada", &shown, CANCEL).await;
    presses(&world, "ada", &asked, SURE).await;
    grant(&world, &PAID).await;
    let shown = status(&world, "ada").await;
    assert!(shown.text().contains("有効（"), "{}", shown.text());
    world.pass(days(40)).await;
    assert!(world.person("ada").has_role("会員"));
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_old_or_forged_button_says_what_holds_now() {
    let world = salon_with_a_plan().await;
    grant(&world, &PAID).await;
    let shown = status(&world, "ada").await;
    let asked = presses(&world, "ada", &shown, CANCEL).await;
    let id = asked.id;
    let ada = world.person("ada");
    let press = async |name: &str, action: &str| {
        let pressed = world.person(name).clicks_forged(id, action).await;
        world.settle().await;
        pressed.text()
    };
    // Nobody else cancels what is hers: it is their own that they are shown.
    let before = world.rows().await;
    for action in [
        "membership:cancel:1",
        "membership:cancel-now:1",
        "membership:resume:1",
    ] {
        let told = press("mika", action).await;
        assert!(told.contains("会員資格はありません"), "{told}");
    }
    for action in [
        "membership:cancel-now:",
        "membership:cancel-now:x",
        "membership:payments:-1",
    ] {
        let told = press("ada", action).await;
        assert!(told.contains("古くなっています"), "{told}");
    }
    let unknown = press("ada", "membership:cancel-now:99").await;
    assert!(unknown.contains("今の状況に合わなく"), "{unknown}");
    assert_eq!(world.rows().await, before);

    // Pressed twice it is cancelled once, and so for the way back.
    for _ in 0..2 {
        let told = press("ada", "membership:cancel-now:1").await;
        assert!(told.contains("『更新しない』になりました"), "{told}");
    }
    assert_eq!(recorded(&world, "entitlement.cancelled").await, 1);
    let told = press("ada", "membership:cancel:1").await;
    assert!(told.contains("期間満了で終了予定"), "{told}");
    for _ in 0..2 {
        let told = press("ada", "membership:resume:1").await;
        assert!(told.contains("『更新しない』を取り消しました"), "{told}");
    }
    assert_eq!(recorded(&world, "entitlement.resumed").await, 1);

    // Once it is over neither does anything.
    world.pass(hours(1)).await;
    world.takes("ada", "monthly", &[]).await;
    world.settle().await;
    let before = world.rows().await;
    for action in ["membership:cancel-now:1", "membership:resume:1"] {
        let told = press("ada", action).await;
        assert!(told.contains("今の状況に合わなく"), "{told}");
        assert!(told.contains("に終了"), "{told}");
    }
    assert_eq!(world.rows().await, before);
    assert!(!ada.has_role("会員"));
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_has_no_end_says_whom_to_ask_and_several_plans_have_a_button_each() {
    let world = salon_with_two_plans().await;
    grant(&world, &[("without-end", "true")]).await;
    let shown = status(&world, "ada").await;
    assert!(
        shown.text().contains("運営者にお知らせください"),
        "{}",
        shown.text()
    );
    assert!(labels(&shown).is_empty());
    for (plan, months) in [("monthly", "1"), ("study", "2")] {
        let pass = [("months", months), ("as", "Pass")];
        world.gives("mika", plan, &pass).await;
    }
    world.settle().await;
    let shown = status(&world, "mika").await;
    let study = "更新しない（案内・猶予なし）（勉強会プラン）";
    assert_eq!(
        labels(&shown),
        ["更新しない（案内・猶予なし）（月額会員）", study]
    );
    let asked = presses(&world, "mika", &shown, study).await;
    let done = presses(&world, "mika", &asked, SURE).await;
    let text = done.text();
    for words in ["**月額会員**: 有効", "**勉強会プラン**: 期間満了で終了予定"]
    {
        assert!(text.contains(words), "{words} is not in: {text}");
    }
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn receipts_are_ones_own_and_turn_their_pages() {
    let world = salon_with_two_plans().await;
    // Without an end, so that each payment is no more than that.
    world
        .gives("ada", "study", &[("without-end", "true")])
        .await;
    for yen in 1_001..=1_030 {
        let yen = yen.to_string();
        let paid = [("paid-yen", yen.as_str()), ("paid-by", "現金")];
        world.gives("ada", "study", &paid).await;
    }
    world.gives("mika", "monthly", &PAID).await;
    let back = [("refund-yen", "30"), ("reason", "二重払い")];
    world.takes("ada", "study", &back).await;
    world.settle().await;
    let shown = status(&world, "ada").await;
    let newest = presses(&world, "ada", &shown, PAYMENTS).await;
    let text = newest.text();
    for words in [
        "**勉強会プラン** 1,030円（現金・入金 #30）",
        "**勉強会プラン** 30円を返金（返金 #32）",
        "2 / 2 ページ",
    ] {
        assert!(text.contains(words), "{words} is not in: {text}");
    }
    let oldest = presses(&world, "ada", &newest, "◀ 前へ").await;
    let first = oldest.text();
    assert!(first.contains("1,001円"), "{first}");
    for hidden in ["月額会員", "コンビニ", "二重払い", "#31"] {
        assert!(
            !text.contains(hidden) && !first.contains(hidden),
            "{hidden}"
        );
    }
    let back = presses(&world, "ada", &oldest, "会員状況に戻る").await;
    assert!(back.text().contains("有効（"), "{}", back.text());

    let stranger = world.person("ken");
    let own = stranger
        .clicks_forged(shown.id, "membership:payments:0")
        .await;
    assert!(own.text().contains("まだありません"), "{own:?}");
    world.end().await;
}
