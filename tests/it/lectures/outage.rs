//! What the owner is told and asked after an outage.

use sandbox::view::MessageView;

use super::{FRIDAY, utc};
use crate::world::{Setting, World, days, hours, minutes};

impl World {
    /// What the owner was told of dates that passed.
    pub(super) fn outages(&self) -> Vec<MessageView> {
        let mut told = self.person("owner").reads(self.log);
        told.retain(|message| message.text().contains("配信時刻を過ぎた回"));
        told
    }

    /// The owner presses a button under what they were told, and means it where they are asked first.
    async fn chooses_of(&self, digest: sandbox::Id, button: &str) -> String {
        let owner = self.person("owner");
        let told = owner.clicks(digest, button).await;
        let asked = told.message();
        let Some(asked) = asked.filter(|it| it.text().contains("配信しますか")) else {
            return told.text();
        };
        owner.clicks(asked.id, "今すぐ配信する").await.text()
    }

    /// One more slot of the same channel, an hour after the other.
    async fn has_slot_at(&self, time: &str) -> String {
        let channel = self.lectures.to_string();
        let options = [
            ("weekday", "金曜"),
            ("time", time),
            ("channel", channel.as_str()),
            ("track", "gp"),
        ];
        self.owner_runs("/slot create", &options).await.text()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn three_weeks_with_three_slots_end_in_one_digest_and_at_most_one_post_each() {
    let mut world = World::start_with(Setting {
        is_roomy: true,
        ..Setting::default()
    })
    .await;
    for time in ["18:00", "19:00", "20:00"] {
        world.has_slot_at(time).await;
    }
    let owner = world.person("owner");
    let slots = owner
        .autocompletes(world.lobby, "/lecture queue", &[("slot", "")], "slot")
        .await;
    for number in 1..=3 {
        let lecture = world.is_ready(number, "血圧").await;
        for slot in &slots[..2] {
            let options = [("slot", slot.value.as_str()), ("lecture", &lecture)];
            world.owner_runs("/lecture queue", &options).await;
        }
    }
    world.stop_bot().await;
    // Of the third week the evening is not over yet.
    world.set_clock(utc(FRIDAY) + days(14) + hours(1));
    world.start_bot().await;
    world.pass(minutes(5)).await;
    let posts = world.posts();
    assert_eq!(posts.len(), 2, "one late post for each slot that has one");
    let digests = world.outages();
    assert_eq!(digests.len(), 1, "{digests:?}");
    let text = digests[0].text();
    assert_eq!(text.matches("遅れて配信しました").count(), 2, "{text}");
    assert_eq!(text.matches("見送りました").count(), 4, "{text}");
    assert_eq!(text.matches("予約がなかった").count(), 3, "{text}");
    world.restart().await;
    world.pass(days(1)).await;
    assert_eq!(world.outages().len(), 1, "told twice");
    assert_eq!(world.posts().len(), 2);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_owner_chooses_now_next_or_skip() {
    for (button, answer, is_posted, is_queued) in [
        ("1 今すぐ配信", "配信します", true, false),
        ("1 次の回に", "次の回に配信します", false, true),
        ("1 予約から外す", "外しました", false, false),
    ] {
        let mut world = World::start().await;
        world.has_friday_slot().await;
        world.has_queued(1, "血圧の測り方").await;
        world.is_down_until_after(hours(40)).await;
        let digest = world.outages().pop().expect("a digest");
        assert!(digest.text().contains("見送りました"), "{}", digest.text());
        let told = world.person("ken").clicks(digest.id, button).await.text();
        assert!(!told.contains(answer), "decided by a mentor: {told}");
        let now = digest
            .buttons()
            .find(|button| button.label == "1 今すぐ配信");
        let now = now
            .and_then(|button| button.custom_id.clone())
            .expect("a button");
        let told = world.chooses_of(digest.id, button).await;
        assert!(told.contains(answer), "{told}");
        world.settle().await;
        let decided = world.outages().pop().expect("the digest");
        assert_eq!(
            (decided.id, decided.buttons().count()),
            (digest.id, 0),
            "{button}"
        );
        let status = world.owner_runs("/salon status", &[]).await.text();
        assert_eq!(status.contains("配信を見送りました"), is_queued, "{status}");
        let posts = world.posts();
        assert_eq!(posts.len(), usize::from(is_posted), "{button}");
        if is_posted {
            assert_eq!(posts[0].pings.roles, [world.track_role]);
            assert!(posts[0].text().contains("配信が遅くなりました"));
        }
        let again = world.person("owner").clicks_forged(digest.id, &now).await;
        let is_over = again.text().contains("すでに済んでいます");
        assert_eq!(is_over, !is_queued, "{}", again.text());
        world.pass_until(utc(FRIDAY) + days(8)).await;
        let expected = usize::from(is_posted || is_queued);
        assert_eq!(world.posts().len(), expected, "{button}");
        world.end().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_decided_has_no_buttons_and_what_is_not_keeps_them() {
    let mut world = World::start().await;
    for time in ["18:00", "19:00", "20:00"] {
        world.has_slot_at(time).await;
    }
    let owner = world.person("owner");
    let slots = owner
        .autocompletes(world.lobby, "/lecture queue", &[("slot", "")], "slot")
        .await;
    for (number, slot) in (1..).zip(&slots) {
        let lecture = world.is_ready(number, "血圧").await;
        let options = [("slot", slot.value.as_str()), ("lecture", &lecture)];
        world.owner_runs("/lecture queue", &options).await;
    }
    world.is_down_until_after(hours(40)).await;
    let digest = world.outages().pop().expect("a digest");
    assert_eq!(digest.buttons().count(), 9);
    for (button, left) in [
        ("2 次の回に", 6),
        ("1 予約から外す", 3),
        ("1 今すぐ配信", 0),
    ] {
        let said = world.chooses_of(digest.id, button).await;
        // Once more before the message has changed: the same is answered, or that it is over.
        owner.clicks(digest.id, button).await;
        world.settle().await;
        let told = world.outages().pop().expect("the digest");
        assert_eq!(told.buttons().count(), left, "{button}: {said}");
        assert_eq!(told.id, digest.id);
    }
    assert_eq!(world.outages().len(), 1);
    assert_eq!(world.posts().len(), 1);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lecture_is_published_at_once_unless_its_slot_posts_soon() {
    let world = World::start().await;
    world.has_friday_slot().await;
    world.has_queued(1, "血圧の測り方").await;
    let urgent = world.is_ready(2, "薬の回収").await;
    world.pass_until(utc(FRIDAY) - hours(36)).await;
    let told = world.publishes(&urgent).await;
    let stamp = format!("<t:{}:", utc(FRIDAY).timestamp());
    assert!(told.contains(&stamp), "{told}");
    world.pass_until(utc(FRIDAY) + days(2)).await;
    let told = world.publishes(&urgent).await;
    assert!(told.contains("配信します"), "{told}");
    world.settle().await;
    let posts = world.posts();
    assert_eq!(posts.len(), 2);
    assert!(posts[1].text().contains("#2") && !posts[1].text().contains("遅く"));
    assert_eq!(posts[1].pings.roles, [world.track_role]);
    let told = world.publishes(&urgent).await;
    assert!(told.contains("すでに配信済み"), "{told}");
    let third = world.is_ready(4, "減塩の勧め方").await;
    let told = world.publishes(&third).await;
    assert!(told.contains("今日すでに配信しています"), "{told}");
    world.pass(days(1)).await;
    let slot = world.first_choice("/slot pause", "slot").await;
    let of_slot = [("slot", slot.as_str())];
    world.owner_runs("/slot pause", &of_slot).await;
    let told = world.publishes(&third).await;
    assert!(told.contains("休止中の配信枠からは"), "{told}");
    world.owner_runs("/slot resume", &of_slot).await;
    // The week after has its own date all the same.
    world.has_queued(3, "薬の選び方").await;
    world.pass_until(utc(FRIDAY) + days(7)).await;
    assert_eq!(world.posts().len(), 3);
    world.end().await;
}

/// What was taken back that day is no lecture of this week.
#[tokio::test(flavor = "multi_thread")]
async fn a_slot_goes_to_a_day_on_which_something_was_taken_back() {
    let world = World::start().await;
    world.has_friday_slot().await;
    world.has_queued(1, "血圧の測り方").await;
    let pinned = world.is_ready(3, "減塩の勧め方").await;
    world.pins(&pinned, "2026-04-03").await;
    let urgent = world.is_ready(2, "薬の回収").await;
    world.publishes(&urgent).await;
    world.settle().await;
    let options = [("lecture", urgent.as_str())];
    world.owner_means("/lecture withdraw", &options).await;
    world.settle().await;
    let asked = world.edits_slot(&[("weekday", "水曜")]).await;
    let text = asked.text();
    assert!(!text.contains("休み"), "{text}");
    world.chooses(&asked, "変更する").await;
    world.pass_until(utc(FRIDAY)).await;
    let posts = world.posts();
    assert_eq!(posts.len(), 2, "none this week");
    assert!(posts[1].text().contains("#3"), "{}", posts[1].text());
    world.pass_until(utc(FRIDAY) + days(5)).await;
    let posts = world.posts();
    assert_eq!(posts.len(), 3, "none in the week after");
    assert!(posts[2].text().contains("#1"), "{}", posts[2].text());
    world.end().await;
}
