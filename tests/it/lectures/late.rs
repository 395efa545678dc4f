//! The bot was down over the time of a lecture.

use super::{FRIDAY, utc};
use crate::world::{World, days, hours, minutes};

#[tokio::test(flavor = "multi_thread")]
async fn ten_minutes_late_is_on_time() {
    let mut world = World::start().await;
    world.has_friday_slot().await;
    world.has_queued(1, "血圧の測り方").await;
    world.is_down_until_after(minutes(10)).await;
    let posts = world.posts();
    assert_eq!(posts.len(), 1);
    assert_eq!(posts[0].pings.roles, [world.track_role]);
    assert!(!posts[0].text().contains("遅く"));
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn after_five_hours_it_comes_in_the_morning_marked_late_and_silent() {
    let mut world = World::start().await;
    world.has_friday_slot().await;
    world.has_queued(1, "血圧の測り方").await;
    world.is_down_until_after(hours(5)).await;
    assert!(world.posts().is_empty(), "posted at one in the morning");
    world.pass_until(utc("2026-04-03T22:00:00Z")).await;
    let posts = world.posts();
    assert_eq!(posts.len(), 1);
    assert!(posts[0].text().contains("配信が遅くなりました"));
    assert!(posts[0].pings.roles.is_empty(), "pinged on another day");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn after_forty_hours_it_is_missed_and_comes_next_week() {
    let mut world = World::start().await;
    world.has_friday_slot().await;
    world.has_queued(1, "血圧の測り方").await;
    world.is_down_until_after(hours(40)).await;
    assert!(world.posts().is_empty());
    let journal = world.journal().await;
    let missed = ("occurrence.missed".to_owned(), "occurrence:1".to_owned());
    assert!(journal.contains(&missed));
    world.pass_until(utc(FRIDAY) + days(7)).await;
    let posts = world.posts();
    assert_eq!(posts.len(), 1);
    assert!(posts[0].text().contains("#1") && !posts[0].text().contains("遅く"));
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_slots_that_are_late_are_posted_a_minute_apart() {
    let mut world = World::start().await;
    world.has_friday_slot().await;
    world.has_queued(1, "血圧の測り方").await;
    let channel = world.lectures.to_string();
    let options = [
        ("weekday", "金曜"),
        ("time", "19:00"),
        ("channel", channel.as_str()),
        ("track", "pgy"),
    ];
    world.owner_runs("/slot create", &options).await;
    world.has_queued(2, "薬の選び方").await;
    world.is_down_until_after(minutes(30)).await;
    assert_eq!(world.posts().len(), 1);
    world.pass(minutes(1)).await;
    assert_eq!(world.posts().len(), 2);
    world.end().await;
}
