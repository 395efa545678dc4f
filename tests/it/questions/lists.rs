//! Stories of many threads: they are compared by lists, whatever was done by hand.

use sandbox::{Id, NewMember};

use super::repair::comes_back;
use super::{WORDS, labels, only_asks, question, salon_with};
use crate::world::{Setting, World};

/// A salon in which so many questions are asked, five by each asker; their threads by number.
async fn asked(text_channel: bool, count: usize) -> (World, Vec<Id>) {
    let world = salon_with(Setting {
        text_channel,
        is_roomy: true,
        ..Setting::default()
    })
    .await;
    for asker in 0..count.div_ceil(5) {
        let name = format!("asker{asker}");
        let new = NewMember {
            locale: "ja".to_owned(),
            ..NewMember::default()
        };
        world.discord.member(&name, new);
        world.gives(&name, "standard", &[("months", "1")]).await;
        for _ in 0..5.min(count - asker * 5) {
            let asked = only_asks(&world, &world.person(&name), &WORDS).await;
            assert!(asked.text().contains("受け付けました"), "{}", asked.text());
        }
    }
    world.settle().await;
    let threads = world.person("mika").threads(world.questions);
    let number = |name: &str| {
        let (number, _) = name.strip_prefix('#')?.split_once(' ')?;
        number.parse::<i64>().ok()
    };
    let mut threads: Vec<_> = threads
        .into_iter()
        .map(|thread| (number(&thread.name).expect("a number"), thread.id))
        .collect();
    threads.sort_unstable_by_key(|(number, _)| *number);
    assert_eq!(threads.len(), count);
    (world, threads.into_iter().map(|(_, id)| id).collect())
}

/// Somebody archives these, one a second.
fn archives(world: &World, threads: &[Id]) {
    for thread in threads {
        world.set_clock(world.now() + chrono::TimeDelta::seconds(1));
        world.discord.moderator().archives_thread(*thread, true);
    }
}

/// What was read of threads so far: the active ones, pages of the archive, single ones.
fn reads(world: &World, threads: &[Id]) -> [usize; 3] {
    let list = |what: &str| world.discord.requests("GET", what).len();
    let single = world.discord.requests("GET", "/channels/").into_iter();
    let paths: Vec<String> = threads
        .iter()
        .map(|thread| format!("/channels/{thread}"))
        .collect();
    [
        list("/threads/active"),
        list("/threads/archived/public"),
        single.filter(|call| paths.contains(&call.path)).count(),
    ]
}

/// What one more pass of a new session reads.
async fn next_pass(world: &mut World, threads: &[Id]) -> [usize; 3] {
    let before = reads(world, threads);
    comes_back(world).await;
    let after = reads(world, threads);
    [0, 1, 2].map(|kind| after[kind] - before[kind])
}

async fn what_is_owed_is_opened_by_lists(text_channel: bool) {
    let (mut world, threads) = asked(text_channel, 120).await;
    world.stop_bot().await;
    archives(&world, &threads[..110]);
    world.discord.moderator().deletes_channel(threads[115]);
    let before = reads(&world, &threads);
    world.start_bot().await;
    world.settle().await;
    let after = reads(&world, &threads);
    let pass = [0, 1, 2].map(|kind| after[kind] - before[kind]);
    assert_eq!(pass, [1, 2, 1], "two pages hold 110; one was deleted");
    let shown = world.person("mika").threads(world.questions);
    assert_eq!(shown.len(), 119);
    let archived = shown.iter().filter(|thread| thread.archived).count();
    assert_eq!(archived, 0, "somebody waits in each");
    let told = world.told_owner();
    assert!(
        told.iter().any(|told| told.contains("#116 ")) && told.len() == 1,
        "{told:?}"
    );
    let again = next_pass(&mut world, &threads).await;
    assert_eq!(again, [1, 0, 0], "nothing is missing any more");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_many_posts_those_in_which_somebody_waits_are_opened_by_lists() {
    what_is_owed_is_opened_by_lists(false).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_many_threads_those_in_which_somebody_waits_are_opened_by_lists() {
    what_is_owed_is_opened_by_lists(true).await;
}

/// Where nobody waits a thread may rest: nothing would be done about it, so no archive is read. That
/// one was deleted is still noticed, after a few passes.
#[tokio::test(flavor = "multi_thread")]
async fn threads_that_may_rest_are_looked_at_a_handful_in_each_pass() {
    let (mut world, threads) = asked(false, 12).await;
    let mika = world.person("mika");
    for number in 1..=12 {
        let (_, card) = question(&world, &mika, number);
        let form = mika.clicks(card.id, "回答する").await;
        let form = form.modal().expect("a form").clone();
        mika.submits(&form, &[("answer", "24時間で8 mEq/Lまでです。")])
            .await;
    }
    world.settle().await;
    world.stop_bot().await;
    archives(&world, &threads);
    world.discord.moderator().deletes_channel(threads[11]);
    let before = reads(&world, &threads);
    world.start_bot().await;
    world.settle().await;
    let after = reads(&world, &threads);
    assert_eq!(
        [0, 1, 2].map(|kind| after[kind] - before[kind]),
        [1, 0, 5],
        "a handful"
    );
    assert_eq!(next_pass(&mut world, &threads).await, [1, 0, 5]);
    assert!(world.told_owner().is_empty(), "{:?}", world.told_owner());
    assert_eq!(next_pass(&mut world, &threads).await, [1, 0, 5]);
    let told = world.told_owner();
    assert!(told.len() == 1 && told[0].contains("#12 "), "{told:?}");
    let (thread, card) = question(&world, &mika, 1);
    assert!(thread.archived, "an answered one may rest");
    assert_eq!(labels(&card), ["解決する", "回答する", "再開する"]);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_channel_that_is_gone_is_found_with_one_call() {
    for text_channel in [false, true] {
        let (mut world, threads) = asked(text_channel, 12).await;
        world.stop_bot().await;
        world.discord.moderator().deletes_channel(world.questions);
        let before = reads(&world, &threads);
        world.start_bot().await;
        world.settle().await;
        let after = reads(&world, &threads);
        let pass = [0, 1, 2].map(|kind| after[kind] - before[kind]);
        assert_eq!(pass, [1, 1, 0]);
        let told = world.told_owner();
        assert!(told.len() == 1 && told[0].contains("12 件"), "{told:?}");
        assert_eq!(next_pass(&mut world, &threads).await, [1, 0, 0]);
        world.end().await;
    }
}
