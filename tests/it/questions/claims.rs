//! Stories of claims that pass on, are shared, or end without their holder.

use super::steps::{last_dm, refused, writes};
use super::{
    CLAIMED, UNCLAIMED, WORDS, asks, labels, only_told_in_private, question, recorded, salon,
};
use crate::world::hours;

#[tokio::test(flavor = "multi_thread")]
async fn a_claim_passes_on_by_its_holder_or_the_owner() {
    let mut world = salon(false).await;
    let (ada, mika, ken) = (
        world.person("ada"),
        world.person("mika"),
        world.person("ken"),
    );
    let owner = world.person("owner");
    asks(&world, &ada, &WORDS).await;
    let (thread, card) = question(&world, &mika, 1);
    let to = |name: &'static str| [("to", name), ("number", "1")];
    refused(
        &mika
            .runs(world.lobby, "/question transfer", &to("ken"))
            .await,
        "誰も担当していない",
    );
    mika.clicks(card.id, "担当する").await;
    world.settle().await;
    refused(
        &ken.runs(world.lobby, "/question transfer", &to("ken"))
            .await,
        "担当者本人と運営者",
    );
    refused(
        &mika
            .runs(world.lobby, "/question transfer", &to("ada"))
            .await,
        "質問者本人には",
    );
    refused(
        &mika
            .runs(world.lobby, "/question transfer", &to("ben"))
            .await,
        "メンターではありません",
    );
    refused(
        &mika
            .runs(world.lobby, "/question transfer", &to("mika"))
            .await,
        "すでに",
    );
    world.pass(hours(11)).await;
    let done = mika
        .runs(thread.id, "/question transfer", &[("to", "ken")])
        .await;
    assert!(
        done.text().contains(&format!("<@{}>", ken.id())),
        "{}",
        done.text()
    );
    world.settle().await;
    let (thread, card) = question(&world, &ada, 1);
    assert!(
        card.text().contains(&format!("<@{}>", ken.id())),
        "{}",
        card.text()
    );
    assert!(thread.followers.contains(&ken.id()));
    assert!(
        last_dm(&ken).contains("引き継がれました"),
        "{}",
        last_dm(&ken)
    );
    // Twelve hours of their own.
    world.pass(hours(11)).await;
    world.restart().await;
    assert_eq!(labels(&question(&world, &ada, 1).1), CLAIMED);
    owner
        .runs(world.lobby, "/question transfer", &to("mika"))
        .await;
    world.settle().await;
    let told = last_dm(&ken);
    assert!(told.contains("ありがとう"), "{told}");
    only_told_in_private(&world);
    let steps = ["asked", "claimed", "transferred", "transferred"];
    assert_eq!(recorded(&world).await, steps);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_opinion_is_asked_for_and_the_claim_stays() {
    let world = salon(true).await;
    let (ada, mika, ken) = (
        world.person("ada"),
        world.person("mika"),
        world.person("ken"),
    );
    asks(&world, &ada, &WORDS).await;
    let (thread, card) = question(&world, &mika, 1);
    let of = [("of", "ken"), ("number", "1")];
    refused(
        &ada.runs(world.lobby, "/question opinion", &of).await,
        "誰も担当していない",
    );
    mika.clicks(card.id, "担当する").await;
    world.settle().await;
    refused(
        &world
            .person("ben")
            .runs(world.lobby, "/question opinion", &of)
            .await,
        "Only the asker",
    );
    ada.runs(thread.id, "/question opinion", &[("of", "ken")])
        .await;
    world.settle().await;
    let (thread, card) = question(&world, &ada, 1);
    for mentor in [&mika, &ken] {
        assert!(
            card.text().contains(&format!("<@{}>", mentor.id())),
            "{}",
            card.text()
        );
        assert!(thread.followers.contains(&mentor.id()));
    }
    assert!(last_dm(&ken).contains("意見"), "{}", last_dm(&ken));
    refused(
        &mika.runs(world.lobby, "/question opinion", &of).await,
        "すでに",
    );
    writes(&world, &ken, ("回答する", "answer"), "私も同じ意見です").await;
    assert!(question(&world, &ada, 1).1.text().contains("回答あり"));
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_mentor_promised_who_is_none_any_more_is_open_to_all_even_if_the_bot_was_away() {
    for is_away in [false, true] {
        let mut world = salon(true).await;
        let (ada, mika, ken) = (
            world.person("ada"),
            world.person("mika"),
            world.person("ken"),
        );
        for mentor in [&mika, &ken] {
            asks(&world, &ada, &WORDS).await;
            let number = if mentor.id() == mika.id() { 1 } else { 2 };
            let (_, card) = question(&world, mentor, number);
            mentor.clicks(card.id, "担当する").await;
        }
        world.settle().await;
        if is_away {
            world.stop_bot().await;
        }
        let role = world.config().roles.mentor.expect("a role").0;
        let moderator = world.discord.moderator();
        moderator.takes_role(mika.id(), sandbox::Id(role.cast_unsigned()));
        moderator.kicks(ken.id());
        if is_away {
            world.start_bot().await;
        }
        world.settle().await;
        for number in [1, 2] {
            let (_, card) = question(&world, &ada, number);
            assert_eq!(labels(&card), UNCLAIMED, "#{number}, {is_away}");
        }
        let recorded = recorded(&world).await;
        assert_eq!(recorded[4..], ["departed", "departed"], "{recorded:?}");
        world.end().await;
    }
}
