//! Stories of what is announced beside a post.

use sandbox::NewChannel;

use super::{FRIDAY, VIDEO, utc};
use crate::world::{World, days, hours, minutes};

impl World {
    /// A Friday slot after whose lectures people meet.
    async fn has_slot_with_meetings(&self, after: &str) -> String {
        let meeting = self.meeting.to_string();
        let more = [("event-channel", meeting.as_str()), ("event-after", after)];
        self.has_friday_slot_with(&more).await.text()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_event_is_made_once_and_only_members_see_it() {
    let mut world = World::start().await;
    world.may_announce();
    let made = world.has_slot_with_meetings("90").await;
    assert!(!made.contains("⚠️"), "{made}");
    world.has_queued(1, "血圧の測り方").await;
    world.pass_until(utc(FRIDAY) - hours(1)).await;
    let at = utc(FRIDAY) + minutes(90);
    let stamp = format!("<t:{}:f>", at.timestamp());
    assert!(world.card().contains(&stamp), "{}", world.card());
    assert_eq!(world.meetings().await.len(), 0, "before there is a lecture");
    let faults = world.discord.faults();
    faults.on("POST", "/scheduled-events").lose_next_answer();
    world.pass_until(utc(FRIDAY)).await;
    world.restart().await;
    world.pass(minutes(20)).await;
    let meetings = world.meetings().await;
    assert_eq!(meetings.len(), 1, "{meetings:?}");
    let meeting = &meetings[0];
    // Discord shows a meeting in a channel to whoever sees that channel, and to nobody else.
    assert_eq!(meeting["channel_id"], world.meeting.to_string());
    assert_eq!(meeting["entity_type"], 2);
    let starts = meeting["scheduled_start_time"].as_str().expect("a time");
    assert_eq!(utc(starts), at);
    let name = meeting["name"].as_str().expect("a name");
    assert!(name.contains("本気出して考える高血圧 #1"), "{name}");
    assert!(!meeting.to_string().contains("video.example"));
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_fails_holds_up_no_other_date() {
    let world = World::start().await;
    let made = world.has_slot_with_meetings("1440").await;
    assert!(made.contains("イベントを作れません"), "{made}");
    world.has_queued(1, "血圧の測り方").await;
    world.has_queued(2, "薬の選び方").await;
    world.pass_until(utc(FRIDAY) + days(7)).await;
    let posts = world.posts();
    assert_eq!(posts.len(), 2);
    assert!(posts.iter().all(|post| post.thread.is_some()), "no thread");
    assert_eq!(world.meetings().await.len(), 0);
    assert!(world.card().contains("へ配信しました"), "{}", world.card());

    // The one of last week is over.
    world.may_announce();
    let moderator = world.discord.moderator();
    moderator.changes_channel(world.meeting, |_| {});
    world.pass(minutes(10)).await;
    let meetings = world.meetings().await;
    assert_eq!(meetings.len(), 1, "{meetings:?}");
    let name = meetings[0]["name"].as_str().expect("a name");
    assert!(name.contains("#2"), "{name}");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_late_post_makes_no_event_in_the_past() {
    let mut world = World::start().await;
    world.may_announce();
    world.has_slot_with_meetings("30").await;
    world.has_queued(1, "血圧の測り方").await;
    world.is_down_until_after(minutes(40)).await;
    assert_eq!(world.posts().len(), 1);
    assert_eq!(world.meetings().await.len(), 0);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_posted_is_listed_once_in_a_channel_of_its_own() {
    for is_forum in [true, false] {
        let mut world = World::start().await;
        let list = if is_forum {
            world.discord.forum("講義一覧", NewChannel::default())
        } else {
            world
                .discord
                .text_channel("講義一覧", NewChannel::default())
        };
        world.lists_lectures_in(list);
        world.restart().await;
        world.has_friday_slot().await;
        world.has_queued(1, "血圧の測り方").await;
        world.has_member("ada", "gp").await;
        world.has_member("ben", "pgy").await;
        world.pass_until(utc(FRIDAY)).await;

        // The same lecture in a second slot.
        world.is_queued_on_saturdays_too().await;
        world.pass(days(2)).await;
        assert_eq!(world.posts().len(), 2);

        let ada = world.person("ada");
        let entries = if is_forum {
            let threads = ada.threads(list);
            assert_eq!(threads.len(), 1, "listed twice, or not at all");
            assert_eq!(threads[0].name, "本気出して考える高血圧 #1");
            ada.reads(threads[0].id)
        } else {
            ada.reads(list)
        };
        assert_eq!(entries.len(), 1, "{entries:?}");
        let entry = &entries[0];
        assert!(entry.text().contains("血圧の測り方"), "{}", entry.text());
        assert!(!entry.text().contains("video.example"));
        let seen = world.watches("ada", entry.id).await;
        assert!(seen.contains(VIDEO), "{seen}");
        let refused = world.watches("ben", entry.id).await;
        assert!(!refused.contains(VIDEO), "{refused}");
        world.end().await;
    }
}
