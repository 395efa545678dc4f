//! Stories of queues that owners put in order.

use sandbox::{Id, NewChannel};

use super::{FRIDAY, utc};
use crate::world::{World, days, hours, minutes};

impl World {
    /// What the client offers for a lecture of the one queue there is, with this in its label.
    async fn waiting(&self, command: &str, named: &str) -> (String, String) {
        let slot = self.first_choice(command, "slot").await;
        let owner = self.person("owner");
        let typed = [("slot", slot.as_str()), ("lecture", named)];
        let choices = owner
            .autocompletes(self.lobby, command, &typed, "lecture")
            .await;
        let first = choices.first();
        let first = first.unwrap_or_else(|| panic!("{command} offers nothing called {named}"));
        (slot, first.value.clone())
    }

    /// The owner does something with a lecture of the one queue there is.
    pub(super) async fn reorders(
        &self,
        act: &str,
        named: &str,
        options: &[(&str, &str)],
    ) -> String {
        let command = format!("/lecture {act}");
        let (slot, lecture) = self.waiting(&command, named).await;
        let mut all = vec![("slot", slot.as_str()), ("lecture", lecture.as_str())];
        all.extend(options);
        self.owner_runs(&command, &all).await.text()
    }

    /// The numbers of what waits, in order.
    async fn order(&self) -> Vec<u32> {
        let slot = self.first_choice("/lecture queue", "slot").await;
        let shown = self.owner_runs("/lecture queue", &[("slot", &slot)]).await;
        let lines = shown.text();
        let numbers = lines.split('#').skip(1).filter_map(|part| {
            let end = part.find(|c: char| !c.is_ascii_digit())?;
            part[..end].parse().ok()
        });
        numbers.collect()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn moved_pinned_and_taken_out() {
    let world = World::start().await;
    world.has_friday_slot().await;
    for number in 1..=4 {
        world.has_queued(number, "血圧").await;
    }
    assert_eq!(world.order().await, [1, 2, 3, 4]);
    let told = world.reorders("move", "#3", &[("to", "先頭")]).await;
    assert!(told.contains("順番を変えました"), "{told}");
    assert_eq!(world.order().await, [3, 1, 2, 4]);
    world.reorders("move", "#3", &[("to", "最後")]).await;
    assert_eq!(world.order().await, [1, 2, 4, 3]);
    let (_, before) = world.waiting("/lecture move", "#2").await;
    world.reorders("move", "#3", &[("before", &before)]).await;
    assert_eq!(world.order().await, [1, 3, 2, 4]);
    let told = world.reorders("move", "#3", &[]).await;
    assert!(told.contains("どちらか一方"), "{told}");

    // Bound, and replaced by what is pinned to its date.
    world.pass_until(utc(FRIDAY) - hours(3)).await;
    let told = world.reorders("pin", "#4", &[("date", "2026-04-03")]).await;
    assert!(told.contains('📌'), "{told}");
    assert!(told.contains("日付を固定しました"), "{told}");
    assert_eq!(world.order().await, [4, 1, 3, 2]);
    let told = world.reorders("move", "#4", &[("to", "最後")]).await;
    assert!(told.contains("日付が固定されています"), "{told}");
    let told = world.reorders("pin", "#4", &[("date", "2026-04-03")]).await;
    assert!(told.contains("すでにその日"), "{told}");
    world.reorders("pin", "#4", &[]).await;
    assert_eq!(world.order().await, [1, 3, 2, 4]);
    let told = world.reorders("pin", "#4", &[]).await;
    assert!(told.contains("固定されていません"), "{told}");
    let told = world
        .reorders("move", "#1", &[("to", "予約から外す")])
        .await;
    assert!(told.contains("外しました"), "{told}");
    assert_eq!(world.order().await, [3, 2, 4]);

    world.pass_until(utc(FRIDAY) - minutes(14)).await;
    let told = world
        .reorders("move", "#3", &[("to", "予約から外す")])
        .await;
    assert!(told.contains("決まっています"), "{told}");
    world.reorders("move", "#3", &[("to", "最後")]).await;
    world.pass_until(utc(FRIDAY)).await;
    let posts = world.posts();
    assert!(posts[0].text().contains("#3"), "the lock did not hold");
    assert_eq!(world.order().await, [2, 4]);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_owners_at_one_queue_and_the_second_is_told() {
    let world = World::start().await;
    world.has_friday_slot().await;
    for number in 1..=3 {
        world.has_queued(number, "血圧").await;
    }
    let (slot, seen) = world.waiting("/lecture move", "#1").await;
    // Another one is faster.
    let mika = world.second_owner();
    let (_, third) = world.waiting("/lecture move", "#3").await;
    let first = [
        ("slot", slot.as_str()),
        ("lecture", third.as_str()),
        ("to", "先頭"),
    ];
    mika.runs(world.lobby, "/lecture move", &first).await;
    let options = [
        ("slot", slot.as_str()),
        ("lecture", seen.as_str()),
        ("to", "最後"),
    ];
    let told = world.owner_runs("/lecture move", &options).await.text();
    let faster = format!("<@{}>", mika.id());
    assert!(
        told.contains(&faster) && told.contains("もう一度"),
        "{told}"
    );
    assert_eq!(world.order().await, [3, 1, 2]);
    world.reorders("move", "#1", &[("to", "最後")]).await;
    assert_eq!(world.order().await, [3, 2, 1]);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_slots_at_one_time_are_told_apart() {
    let world = World::start().await;
    world.has_friday_slot().await;
    let other: Id = world.discord.text_channel("講義B", NewChannel::default());
    let channel = other.to_string();
    let options = [
        ("weekday", "金曜"),
        ("time", "20:00"),
        ("channel", channel.as_str()),
        ("track", "gp"),
    ];
    world.owner_runs("/slot create", &options).await;
    let owner = world.person("owner");
    let choices = owner
        .autocompletes(world.lobby, "/lecture queue", &[("slot", "")], "slot")
        .await;
    let labels: Vec<_> = choices.iter().map(|choice| choice.name.as_str()).collect();
    assert_eq!(labels.len(), 2);
    assert!(
        labels[0].starts_with("#講義 ") && labels[1].starts_with("#講義B "),
        "{labels:?}"
    );
    // A lecture in both queues is posted in both.
    let lecture = world.is_ready(1, "血圧の測り方").await;
    for slot in &choices {
        let options = [("slot", slot.value.as_str()), ("lecture", lecture.as_str())];
        world.owner_runs("/lecture queue", &options).await;
    }
    world.pass_until(utc(FRIDAY) + days(1)).await;
    assert_eq!(world.posts().len(), 1);
    assert_eq!(owner.reads(other).len(), 1);
    world.end().await;
}
