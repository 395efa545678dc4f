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
    assert_eq!(told(&world, "お支払いの期間が終わりました"), 1);
    assert_eq!(told(&world, "まだ確認できていません"), 3);
    assert_eq!(told(&world, "終了しました"), 1);
    assert_eq!(world.person("ada").dms().len(), 8);
    let history = why(&world, "ada").await;
    assert_eq!(
        history.matches("終了が近いというお知らせ").count(),
        2,
        "{history}"
    );
    assert_eq!(history.matches("猶予のお知らせ").count(), 4, "{history}");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn at_night_nobody_is_written_to() {
    let mut world = salon_with_a_plan().await;
    // 23:00 in Tokyo.
    world.pass(hours(14)).await;
    grant(&world, &PASS).await;
    world.pass(days(23) + hours(1)).await;
    assert_eq!(told(&world, "あと 7 日"), 0);
    world.pass(hours(7) - minutes(1)).await;
    assert_eq!(told(&world, "あと 7 日"), 0);
    world.pass(minutes(2)).await;
    assert_eq!(told(&world, "あと 7 日"), 1);
    // The bot was away in the evening and comes back at night.
    world.pass_until(world.now() + days(5) + hours(14)).await;
    world.stop_bot().await;
    world.set_clock(world.now() + hours(16));
    world.start_bot().await;
    assert_eq!(told(&world, "あと 1 日"), 1);
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
    assert!(last.contains("まだ確認できていません"), "{last}");
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
    assert_eq!(told(&world, "お支払いの期間が終わりました"), 0);
    // The second one ends on 31 May; paid again four days after it.
    world.pass(days(25)).await;
    assert_eq!(told(&world, "まだ確認できていません"), 1);
    grant(&world, &PASS).await;
    world.pass(days(12)).await;
    assert_eq!(told(&world, "まだ確認できていません"), 1);
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
        said().await[1].text().contains("あと 7 日"),
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
