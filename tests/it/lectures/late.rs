//! The bot was down over the time of a lecture.

use sandbox::view::MessageView;

use super::{FRIDAY, utc};
use crate::world::{Setting, World, days, hours, minutes};

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
async fn a_channel_that_is_mended_at_night_gets_its_lecture_in_the_morning_without_a_ping() {
    let world = World::start().await;
    world.has_friday_slot().await;
    world.has_queued(1, "血圧の測り方").await;
    world.channel_refuses();
    world.pass_until(utc(FRIDAY) + hours(7)).await;
    world.channel_is_mended();
    world.settle().await;
    assert!(world.posts().is_empty(), "posted at three in the morning");
    let next = world.owner_runs("/lectures next", &[]).await.text();
    let morning = utc("2026-04-03T22:00:00Z");
    let stamp = format!("<t:{}:", morning.timestamp());
    assert!(next.contains(&stamp), "not foretold: {next}");
    let slot = world.first_choice("/lecture queue", "slot").await;
    let queue = world.owner_runs("/lecture queue", &[("slot", &slot)]).await;
    assert!(queue.text().contains(&stamp), "{}", queue.text());

    world.pass_until(morning).await;
    let posts = world.posts();
    assert_eq!(posts.len(), 1);
    assert!(posts[0].text().contains("配信が遅くなりました"));
    assert!(posts[0].pings.roles.is_empty(), "pinged on another day");
    assert!(posts[0].thread.is_some(), "no thread");
    let more = [("minutes", "40"), ("note", "撮り直しました")];
    world.edits("lecture-1", &more).await;
    world.settle().await;
    assert_eq!(world.posts()[0].content, posts[0].content);
    world.has_member("ada", "gp").await;
    let seen = world.watches("ada", posts[0].id).await;
    assert!(seen.contains(super::VIDEO), "{seen}");
    world.pass(days(1)).await;
    assert_eq!(world.posts().len(), 1, "posted again");
    let journal = world.journal().await;
    let posted = ("occurrence.posted".to_owned(), "occurrence:1".to_owned());
    assert!(journal.contains(&posted));
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_resumed_at_night_says_that_it_comes_in_the_morning_without_a_ping() {
    let world = World::start().await;
    world.has_friday_slot().await;
    world.has_queued(1, "血圧の測り方").await;
    world.pass_until(utc(FRIDAY) - hours(1)).await;
    world.decides("保留する").await;
    world.pass_until(utc(FRIDAY) + hours(2)).await;
    let said = world.decides("配信を再開する").await;
    let morning = utc("2026-04-03T22:00:00Z");
    let stamp = format!("<t:{}:", morning.timestamp());
    let slot = world.first_choice("/slot preview", "slot").await;
    let shown = world.owner_runs("/slot preview", &[("slot", &slot)]).await;
    for text in [said, world.card(), shown.text()] {
        assert!(
            text.contains(&stamp) && text.contains("通知：なし"),
            "{text}"
        );
    }
    assert!(world.posts().is_empty(), "posted at ten in the evening");
    world.pass_until(morning).await;
    assert!(world.posts()[0].pings.roles.is_empty());
    assert_eq!(world.told_of("通知なしで配信しました"), 1);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_resumed_the_same_evening_says_that_it_comes_now() {
    let world = World::start().await;
    world.has_friday_slot().await;
    world.has_queued(1, "血圧の測り方").await;
    world.pass_until(utc(FRIDAY) - hours(1)).await;
    world.decides("保留する").await;
    world.pass_until(utc(FRIDAY) + hours(1)).await;
    let said = world.decides("配信を再開する").await;
    let whom = format!("通知：<@&{}>", world.track_role);
    assert!(
        said.contains("まもなく") && said.contains("遅れて配信します") && said.contains(&whom),
        "{said}"
    );
    let posts = world.posts();
    assert_eq!(posts.len(), 1);
    assert_eq!(posts[0].pings.roles, [world.track_role]);
    world.end().await;
}

/// Friday at 18:00: on Saturday evening the next morning is over the 36 hours.
#[tokio::test(flavor = "multi_thread")]
async fn what_is_let_go_too_late_reads_that_it_is_not_posted() {
    for (auto, button) in [("true", "配信を再開する"), ("false", "承認する")] {
        let world = World::start().await;
        let channel = world.lectures.to_string();
        let options = [
            ("weekday", "金曜"),
            ("time", "18:00"),
            ("channel", channel.as_str()),
            ("track", "gp"),
            ("auto-approve", auto),
        ];
        world.owner_runs("/slot create", &options).await;
        world.has_queued(1, "血圧の測り方").await;
        let due = utc(FRIDAY) - hours(2);
        world.pass_until(due - hours(1)).await;
        if auto == "true" {
            world.decides("保留する").await;
        }
        world.pass_until(due + hours(28)).await;
        let until = format!("<t:{}:f>までに", (due + hours(28)).timestamp());
        let told = world.told_of(&until);
        assert_eq!(
            told,
            usize::from(auto == "false"),
            "{:?}",
            world.told_owner()
        );
        let said = world.decides(button).await;
        assert!(
            said.contains("見送ります") && !said.contains("へ配信します"),
            "{said}"
        );
        assert!(world.card().contains("見送りました"), "{}", world.card());
        world.pass_until(due + days(7)).await;
        if auto == "true" {
            assert_eq!(world.posts().len(), 1, "it does not come next");
        }
        world.end().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_channel_that_is_mended_the_same_evening_gets_its_lecture_marked_late() {
    let world = World::start().await;
    world.has_friday_slot().await;
    world.has_queued(1, "血圧の測り方").await;
    world.channel_refuses();
    world.pass_until(utc(FRIDAY) + minutes(50)).await;
    world.channel_is_mended();
    world.settle().await;
    let posts = world.posts();
    assert_eq!(posts.len(), 1);
    assert!(posts[0].text().contains("配信が遅くなりました"));
    assert_eq!(posts[0].pings.roles, [world.track_role]);
    // It goes on naming whom it notified.
    let more = [("minutes", "40"), ("note", "撮り直しました")];
    world.edits("lecture-1", &more).await;
    world.settle().await;
    let changed = &world.posts()[0];
    assert!(changed.text().contains("40分"), "{}", changed.text());
    assert_eq!(changed.content, posts[0].content);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_channel_that_is_mended_after_forty_hours_gets_its_lecture_next_week() {
    let world = World::start().await;
    world.has_friday_slot().await;
    world.has_queued(1, "血圧の測り方").await;
    world.has_queued(2, "薬の選び方").await;
    world.channel_refuses();
    world.pass_until(utc(FRIDAY) + hours(40)).await;
    world.channel_is_mended();
    world.settle().await;
    assert!(world.posts().is_empty(), "posted after the grace");
    let journal = world.journal().await;
    let missed = ("occurrence.missed".to_owned(), "occurrence:1".to_owned());
    assert!(journal.contains(&missed));
    world.pass_until(utc(FRIDAY) + days(14)).await;
    let posts = world.posts();
    assert_eq!(posts.len(), 2);
    assert!(posts[0].text().contains("#1") && posts[1].text().contains("#2"));
    assert!(!posts[0].text().contains("遅く"));
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn while_discord_is_down_nothing_is_saved_up_for_the_night() {
    let world = World::start().await;
    world.has_friday_slot().await;
    world.has_queued(1, "血圧の測り方").await;
    world.pass_until(utc(FRIDAY) - minutes(5)).await;
    let down = world.discord.faults().on("", "/channels").times(100_000);
    down.answer_next(502, 0);
    world.pass_until(utc(FRIDAY) + hours(7)).await;
    world.discord.faults().clear();
    world.pass(minutes(30)).await;
    assert!(world.posts().is_empty(), "posted at three in the morning");
    world.pass_until(utc("2026-04-03T22:00:00Z")).await;
    let posts = world.posts();
    assert_eq!(posts.len(), 1);
    assert!(posts[0].pings.roles.is_empty(), "pinged on another day");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn pinned_lectures_that_were_missed_keep_their_order() {
    let mut world = World::start_with(Setting {
        is_roomy: true,
        ..Setting::default()
    })
    .await;
    world.has_friday_slot().await;
    let slot = world.first_choice("/lecture queue", "slot").await;
    for (number, date) in [(1, "2026-04-03"), (2, "2026年4月10日")] {
        let lecture = world.is_ready(number, "血圧").await;
        let options = [
            ("slot", slot.as_str()),
            ("lecture", lecture.as_str()),
            ("date", date),
        ];
        let queued = world.owner_runs("/lecture queue", &options).await.text();
        assert!(queued.contains('📌'), "{queued}");
    }
    world.has_queued(3, "薬の選び方").await;
    world.is_down_until_after(days(9)).await;
    world.pass_until(utc(FRIDAY) + days(28)).await;
    let shown: Vec<_> = world.posts().iter().map(MessageView::text).collect();
    assert_eq!(shown.len(), 3);
    for (text, number) in shown.iter().zip(["#1", "#2", "#3"]) {
        assert!(text.contains(number), "{number}: {text}");
    }
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
