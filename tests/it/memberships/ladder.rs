//! Stories of reminders: each step once, never at night, and not in vain.

use std::time::Duration;

use super::{grant, last_dm, salon_with_a_plan, why};
use crate::world::{World, days, hours, minutes};

const PASS: [(&str, &str); 3] = [("months", "1"), ("as", "Pass"), ("paid-yen", "1000")];

/// How often ada was told something with these words.
fn told(world: &World, words: &str) -> usize {
    let dms = world.person("ada").dms();
    dms.iter().filter(|dm| dm.text().contains(words)).count()
}

#[tokio::test(flavor = "multi_thread")]
async fn each_step_once_whatever_restarts() {
    let mut world = salon_with_a_plan().await;
    grant(&world, &PASS).await;
    for _ in 0..46 {
        world.pass(days(1)).await;
        world.restart().await;
    }
    assert_eq!(told(&world, "あと 7 日"), 1);
    assert_eq!(told(&world, "あと 1 日"), 1);
    assert_eq!(told(&world, "までは猶予としてご利用"), 2);
    assert_eq!(told(&world, "お支払い済みの期間が終了しました。"), 1);
    assert_eq!(told(&world, "引き続きご利用になりますか"), 3);
    assert_eq!(told(&world, "会員期間が終了しました"), 1);
    assert_eq!(world.person("ada").dms().len(), 8);
    let history = why(&world, "ada").await;
    for (words, times) in [
        ("終了7日前のお知らせ", 1),
        ("終了1日前のお知らせ", 1),
        ("猶予の開始", 1),
        ("日目のお知らせ", 3),
    ] {
        assert_eq!(history.matches(words).count(), times, "{words}: {history}");
    }
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn at_night_nobody_is_written_to() {
    let mut world = salon_with_a_plan().await;
    // 23:00 in Tokyo.
    world.pass(hours(14)).await;
    grant(&world, &PASS).await;
    world.pass(days(23) + hours(1)).await;
    assert_eq!(told(&world, "終了が近づいています"), 0);
    world.pass(hours(7) - minutes(1)).await;
    assert_eq!(told(&world, "終了が近づいています"), 0);
    world.pass(minutes(2)).await;
    assert_eq!(told(&world, "あと 6 日"), 1);
    // The bot was away in the evening and comes back at night.
    world.pass_until(world.now() + days(5) + hours(14)).await;
    world.stop_bot().await;
    world.set_clock(world.now() + hours(16));
    world.start_bot().await;
    assert_eq!(told(&world, "（本日）"), 1);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_steps_that_were_missed_the_last_one_is_said() {
    let mut world = salon_with_a_plan().await;
    grant(&world, &PASS).await;
    world.stop_bot().await;
    world.set_clock(world.now() + days(35));
    world.start_bot().await;
    world.settle().await;
    let dms = world.person("ada").dms();
    assert_eq!(dms.len(), 2, "{dms:?}");
    let last = last_dm(&world.person("ada"));
    assert!(last.contains("引き続きご利用になりますか"), "{last}");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_steps_that_were_missed_until_a_night_the_last_one_is_said() {
    let mut world = salon_with_a_plan().await;
    grant(&world, &PASS).await;
    world.stop_bot().await;
    // Half past eleven in the night before the last day: both reminders are owed.
    world.set_clock(world.now() + days(29) + hours(14) + minutes(30));
    world.start_bot().await;
    world.settle().await;
    assert_eq!(told(&world, "終了が近づいています"), 0);
    world.pass(hours(8)).await;
    assert_eq!(told(&world, "終了が近づいています"), 1);
    let last = last_dm(&world.person("ada"));
    assert!(last.contains("（本日）"), "{last}");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_ends_at_night_is_told_in_the_morning() {
    let mut world = salon_with_a_plan().await;
    let ada = world.person("ada");
    // 23:00 in Tokyo.
    world.pass(hours(14)).await;
    grant(&world, &[("months", "1")]).await;
    assert_eq!(ada.dms().len(), 1, "what was done just now is not put off");
    world.pass(days(30) + hours(1)).await;
    assert!(!ada.has_role("会員"));
    world.restart().await;
    world.pass(hours(7) - minutes(1)).await;
    assert_eq!(ada.dms().len(), 1, "{:?}", ada.dms());
    world.pass(minutes(2)).await;
    assert_eq!(told(&world, "会員期間が終了しました"), 1);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_has_the_plan_again_by_the_morning_is_not_told_that_it_ended() {
    let world = salon_with_a_plan().await;
    world.pass(hours(14)).await;
    grant(&world, &[("months", "1")]).await;
    world.pass(days(30) + hours(1)).await;
    grant(&world, &[("months", "1")]).await;
    world.pass(hours(12)).await;
    assert_eq!(told(&world, "終了しました"), 0);
    assert!(world.person("ada").has_role("会員"));
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn where_nobody_can_join_by_themselves_the_owner_is_named() {
    let mut world = salon_with_a_plan().await;
    grant(&world, &PASS).await;
    // Nothing with a price is sold before the last screen can say all it must.
    world.pass(days(24)).await;
    let last = last_dm(&world.person("ada"));
    assert!(last.contains("運営者にご連絡ください"), "{last}");
    assert!(!last.contains("/入会"), "{last}");
    world.may_sell().await;
    world.pass(days(6)).await;
    let last = last_dm(&world.person("ada"));
    assert!(last.contains("サーバーで「/入会」"), "{last}");
    let plan = [("plan", "monthly")];
    world.does("owner", "/plan archive", &plan).await;
    world.pass(days(5)).await;
    let last = last_dm(&world.person("ada"));
    assert!(last.contains("引き続きご利用になりますか"), "{last}");
    assert!(last.contains("運営者にご連絡ください"), "{last}");
    assert!(!last.contains("/入会"), "{last}");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn paying_again_stops_the_reminders() {
    let world = salon_with_a_plan().await;
    grant(&world, &PASS).await;
    world.pass(days(20)).await;
    grant(&world, &PASS).await;
    world.pass(days(20)).await;
    assert_eq!(told(&world, "あと"), 0, "it goes on");
    assert_eq!(told(&world, "お支払い済みの期間が終了しました"), 0);
    // The second one ends on 31 May; paid again four days after it.
    world.pass(days(25)).await;
    assert_eq!(told(&world, "引き続きご利用になりますか"), 1);
    grant(&world, &PASS).await;
    world.pass(days(12)).await;
    assert_eq!(told(&world, "引き続きご利用になりますか"), 1);
    world.takes("ada", "monthly", &[]).await;
    let before = world.person("ada").dms().len();
    world.pass(days(60)).await;
    assert_eq!(
        world.person("ada").dms().len(),
        before + 1,
        "only that it ended"
    );
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_could_not_be_delivered_is_said_at_the_next_command() {
    let world = salon_with_a_plan().await;
    let ada = world.person("ada");
    ada.refuses_dms(true);
    grant(&world, &PASS).await;
    // It comes after the answer.
    let said = async || {
        world.app().quiet(Duration::from_secs(10)).await;
        let mut said = ada.reads(world.lobby);
        said.retain(|said| said.ephemeral && said.text().contains("お届けできなかった"));
        said
    };
    world.does("ada", "/help", &[]).await;
    assert_eq!(said().await.len(), 1);
    assert!(
        said().await[0].text().contains("月額会員"),
        "{}",
        said().await[0].text()
    );
    world.does("ada", "/help", &[]).await;
    assert_eq!(said().await.len(), 1, "said twice");

    world.pass(days(24)).await;
    // A form is no place for it.
    let ask = [("kind", "Study"), ("field", "cardiology")];
    let form = ada.runs(world.lobby, "/ask", &ask).await;
    assert!(form.modal().is_some());
    assert_eq!(said().await.len(), 1);
    world.does("ada", "/membership", &[]).await;
    assert!(
        said().await[1].text().contains("あと 6 日"),
        "{}",
        said().await[1].text()
    );

    // What is not true any more by then is not said.
    world.pass(days(7)).await;
    grant(&world, &PASS).await;
    ada.refuses_dms(false);
    world.does("ada", "/membership", &[]).await;
    let last = said().await;
    assert!(
        last.iter().all(|said| !said.text().contains("あと 1 日")),
        "{last:?}"
    );
    assert!(why(&world, "ada").await.contains("届かず"));
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_restored_backup_reminds_nobody_twice() {
    let mut world = salon_with_a_plan().await;
    grant(&world, &PASS).await;
    let backup = world.is_backed_up().await;
    world.pass(days(24)).await;
    assert_eq!(told(&world, "あと 7 日"), 1);
    world.stop_bot().await;
    world.restores(&backup, true).await.expect("a restore");
    world.start_bot().await;
    world.pass(minutes(40)).await;
    assert_eq!(told(&world, "あと 7 日"), 1);
    world.pass(days(6)).await;
    assert_eq!(told(&world, "あと 1 日"), 1);
    world.end().await;
}
