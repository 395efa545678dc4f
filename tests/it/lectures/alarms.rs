//! What the owner is told before a date.

use chrono::{DateTime, Utc};

use super::{FRIDAY, utc};
use crate::world::{Setting, World, days, hours, minutes};

impl World {
    /// How often the owner was told something with these words in it.
    pub(super) fn told_of(&self, words: &str) -> usize {
        let told = self.told_owner();
        told.iter().filter(|told| told.contains(words)).count()
    }

    /// The owner puts a lecture into the first slot's queue that was in it before.
    async fn has_queued_again(&self, lecture: &str) {
        let slot = self.first_choice("/lecture queue", "slot").await;
        let options = [("slot", slot.as_str()), ("lecture", lecture)];
        self.owner_runs("/lecture queue", &options).await;
    }
}

const EMPTY: &str = "配信する講義がまだありません";

#[tokio::test(flavor = "multi_thread")]
async fn an_empty_queue_is_told_three_times_and_last_weeks_is_not_repeated() {
    let mut world = World::start().await;
    world.has_friday_slot().await;
    world.has_queued(1, "血圧の測り方").await;
    world.pass_until(utc(FRIDAY)).await;
    assert_eq!(world.posts().len(), 1);
    // A week before the next one, three days, and one day: whatever restarts.
    assert_eq!(world.told_of(EMPTY), 1, "{:?}", world.told_owner());
    world.restart().await;
    let next = utc(FRIDAY) + days(7);
    for (hours_before, told) in [(73, 1), (72, 2), (25, 2), (24, 3), (0, 3)] {
        world.pass_until(next - hours(hours_before)).await;
        world.restart().await;
        // At its time the one after it has a week.
        let expected = told + usize::from(hours_before == 0);
        assert_eq!(world.told_of(EMPTY), expected, "{hours_before}");
    }
    let mut told = world.told_owner();
    told.retain(|told| told.contains(EMPTY));
    let stamp = |at: DateTime<Utc>| format!("<t:{}:", at.timestamp());
    for told in &told[..3] {
        assert!(told.contains(&stamp(next)), "{told}");
    }
    assert!(told[3].contains(&stamp(next + days(7))), "{told:?}");
    assert_eq!(world.posts().len(), 1, "last week's was repeated");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn filled_in_time_nothing_more_is_said() {
    let mut world = World::start().await;
    world.has_friday_slot().await;
    // 56 hours ahead: a week and three days have passed, and were never to be told.
    assert_eq!(world.told_of(EMPTY), 0);
    world.has_queued(1, "血圧の測り方").await;
    world.pass_until(utc(FRIDAY) - minutes(1)).await;
    assert_eq!(world.told_of(EMPTY), 0);
    world.pass_until(utc(FRIDAY) + hours(1)).await;
    assert_eq!(world.told_of(EMPTY), 1);
    world.has_queued(2, "薬の選び方").await;
    // Not by what is pinned elsewhere, nor by what an outage left untold.
    world.stop_bot().await;
    world.set_clock(utc(FRIDAY) + days(7) - hours(2));
    world.start_bot().await;
    world.pass_until(utc(FRIDAY) + days(7) + hours(1)).await;
    assert_eq!(world.posts().len(), 2);
    assert_eq!(world.told_of(EMPTY), 2, "of the week after that");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_several_that_an_outage_left_untold_the_last_is_told() {
    let mut world = World::start().await;
    world.has_friday_slot().await;
    world.stop_bot().await;
    world.set_clock(utc(FRIDAY) + days(7) - hours(2));
    world.start_bot().await;
    assert_eq!(world.told_of(EMPTY), 1, "{:?}", world.told_owner());
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_slot_that_nobody_fills_is_spoken_of_once_a_week() {
    const DESERTED: &str = "4回続けて";
    let mut world = World::start_with(Setting {
        is_roomy: true,
        ..Setting::default()
    })
    .await;
    world.has_friday_slot().await;
    let fourth = utc(FRIDAY) + days(21);
    world.pass_until(fourth - minutes(1)).await;
    assert_eq!(world.told_of(DESERTED), 0);
    let told = world.told_of(EMPTY);
    for (later, often) in [(days(0), 1), (days(7) - minutes(1), 1), (days(7), 2)] {
        world.pass_until(fourth + later).await;
        world.restart().await;
        assert_eq!(world.told_of(DESERTED), often, "{later}");
        assert_eq!(world.told_of(EMPTY), told, "{later}");
    }
    world.has_queued(1, "血圧の測り方").await;
    world.pass_until(fourth + days(20)).await;
    assert_eq!(world.posts().len(), 1);
    assert_eq!(world.told_of(DESERTED), 2);
    assert_eq!(world.told_of(EMPTY), told + 3, "not as before");
    world.end().await;
}

/// Of a slot that nobody fills the three alarms come again with whatever somebody does.
#[tokio::test(flavor = "multi_thread")]
async fn a_slot_that_stayed_empty_and_changes_is_spoken_of_three_times_again() {
    const DESERTED: &str = "4回続けて";
    let world = World::start_with(Setting {
        is_roomy: true,
        ..Setting::default()
    })
    .await;
    world.has_friday_slot().await;
    let fifth = utc(FRIDAY) + days(28);
    world.pass_until(fifth - days(8)).await;
    // A week before there is one, and then there is not.
    let lecture = world.is_ready(1, "血圧の測り方").await;
    let pinned = world.pins(&lecture, "2026-05-01").await;
    assert!(pinned.contains("#1"), "{pinned}");
    world.pass_until(fifth - hours(80)).await;
    assert_eq!(world.told_of(DESERTED), 0);
    let told = world.told_of(EMPTY);
    world
        .reorders("move", "#1", &[("to", "予約から外す")])
        .await;
    for (hours_before, more) in [(73, 0), (72, 1), (25, 1), (24, 2)] {
        world.pass_until(fifth - hours(hours_before)).await;
        assert_eq!(world.told_of(EMPTY), told + more, "{hours_before}");
    }
    // What was told of the week is over with what somebody does after that.
    let sixth = fifth + days(7);
    world.pass_until(sixth - hours(73)).await;
    assert_eq!(
        (world.told_of(DESERTED), world.told_of(EMPTY)),
        (1, told + 2)
    );
    world.has_queued_again("lecture-1").await;
    world
        .reorders("move", "#1", &[("to", "予約から外す")])
        .await;
    for (hours_before, more) in [(72, 3), (24, 4)] {
        world.pass_until(sixth - hours(hours_before)).await;
        assert_eq!(world.told_of(EMPTY), told + more, "{hours_before}");
    }
    world.pass_until(sixth + days(7) - hours(1)).await;
    assert_eq!(
        (world.told_of(DESERTED), world.told_of(EMPTY)),
        (2, told + 4)
    );
    assert_eq!(world.posts().len(), 0);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_slot_that_wants_approval_says_so_a_day_and_three_hours_before() {
    const UNAPPROVED: &str = "まだ承認されていません";
    let world = World::start().await;
    world.has_friday_slot().await;
    world.has_queued(1, "血圧の測り方").await;
    world.pass_until(utc(FRIDAY) - hours(30)).await;
    let slot = world.first_choice("/slot edit", "slot").await;
    let options = [("slot", slot.as_str()), ("auto-approve", "false")];
    world.owner_runs("/slot edit", &options).await;
    // A day before it is the card that says so, and nothing says it twice.
    for (hours_before, cards, told) in [(25, 0, 0), (24, 1, 0), (4, 1, 0), (3, 1, 1)] {
        world.pass_until(utc(FRIDAY) - hours(hours_before)).await;
        let found = world.told_of("未承認：このままでは配信されません");
        assert_eq!(
            (found, world.told_of(UNAPPROVED)),
            (cards, told),
            "{hours_before}"
        );
    }
    let status = world.does("owner", "/salon status", &[]).await;
    assert!(
        status.contains("の講義はまだ承認されていません"),
        "{status}"
    );
    // The card on which it is decided stands above what is said of it.
    let told = world.told_owner();
    let card = told
        .iter()
        .position(|told| told.contains("このままでは配信されません"));
    let alarm = told.iter().position(|told| told.contains(UNAPPROVED));
    assert!(card.is_some() && card < alarm, "{told:?}");
    world.pass_until(utc(FRIDAY) + minutes(30)).await;
    let status = world.does("owner", "/salon status", &[]).await;
    assert!(
        status.contains("承認されていないため") && !status.contains("保留中です"),
        "{status}"
    );
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_owner_holds_is_not_said_to_lack_approval() {
    let world = World::start().await;
    world.asks_before_posting().await;
    world.has_queued(1, "血圧の測り方").await;
    world.pass_until(utc(FRIDAY) - hours(2)).await;
    assert_eq!(world.told_of("まだ承認されていません"), 1);
    world.decides("保留する").await;
    world.pass_until(utc(FRIDAY) + minutes(30)).await;
    // To approve it would not post it.
    assert_eq!(world.told_of("まだ承認されていません"), 1);
    let told = world.told_of("配信しませんでした");
    assert_eq!(told, 0, "{:?}", world.told_owner());
    assert!(world.card().contains("保留中"), "{}", world.card());
    assert_eq!(world.posts().len(), 0);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_slot_that_is_made_again_and_wants_approval_says_so() {
    let world = World::start().await;
    world.has_friday_slot().await;
    world.has_queued(1, "血圧の測り方").await;
    let slot = world.first_choice("/slot pause", "slot").await;
    let options = [("slot", slot.as_str()), ("for-good", "true")];
    world.owner_runs("/slot pause", &options).await;
    let made = world
        .has_friday_slot_with(&[("auto-approve", "false")])
        .await;
    let made = made.text();
    assert!(
        made.contains("以前からの予約が1本") && made.contains("#1"),
        "{made}"
    );
    world.pass_until(utc(FRIDAY) - hours(3)).await;
    assert_eq!(world.told_of("まだ承認されていません"), 1);
    world.end().await;
}
