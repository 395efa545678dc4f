//! Stories of reports of personal information, beside those of questions that they hide.

use sandbox::{Id, Outcome, Person, Target};

use crate::world::{World, hours};

async fn reports(who: &Person, channel: Id, message: Id) -> Outcome {
    let menu = if who.view().locale == "ja" {
        "個人情報を報告"
    } else {
        "Report personal information"
    };
    who.uses_menu(channel, menu, Target::Message(message)).await
}

fn says(outcome: &Outcome, what: &str) {
    let answer = outcome.message().expect("an answer");
    assert!(answer.ephemeral, "all can see it");
    assert!(outcome.text().contains(what), "{}", outcome.text());
}

/// A salon in which `ada` and `ben` are members.
async fn salon() -> World {
    let world = World::start().await;
    world.sells_plan().await;
    for name in ["ada", "ben"] {
        world.grants(name, "3").await;
    }
    world.settle().await;
    world
}

#[tokio::test(flavor = "multi_thread")]
async fn of_what_the_bot_posted_elsewhere_the_owner_is_told() {
    let world = salon().await;
    let (ada, owner) = (world.person("ada"), world.person("owner"));
    // Whatever it posted: here what the owner was told.
    let theirs = ada.posts(world.log, "こんにちは").expect("posted");
    let stranger = world.person("stranger");
    let no = reports(&stranger, world.log, theirs.id).await;
    says(&no, "Only members");
    says(&reports(&owner, world.log, theirs.id).await, "ありがとう");
    world.settle().await;
    let notice = owner.reads(world.log).pop().expect("a notice");
    says(
        &reports(&ada, world.log, notice.id).await,
        "運営者に知らせました",
    );
    says(&reports(&ada, world.log, notice.id).await, "すでにご報告");
    world.settle().await;
    let told = owner.reads(world.log).pop().expect("another notice").text();
    let place = format!("/{}/{}", world.log, notice.id);
    assert!(
        told.contains(&place) && told.contains(&format!("<@{}>", ada.id())),
        "{told}"
    );
    assert!(owner.sees(notice.id).is_some(), "nothing is hidden");
    let journal = world.journal().await;
    let reported = journal
        .iter()
        .filter(|(kind, _)| kind == "message.reported");
    assert_eq!(reported.count(), 2);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn ten_reports_a_day_are_taken_in() {
    let mut world = salon().await;
    let (ada, ben) = (world.person("ada"), world.person("ben"));
    for turn in 0..10 {
        let said = ada.posts(world.lobby, &format!("{turn}")).expect("posted");
        says(&reports(&ben, world.lobby, said.id).await, "Thank you");
    }
    let more = ada.posts(world.lobby, "もう一つ").expect("posted");
    says(&reports(&ben, world.lobby, more.id).await, "At most 10");
    says(&reports(&ada, world.lobby, more.id).await, "ありがとう");
    world.settle().await;
    world.restart().await;
    world.pass(hours(24)).await;
    let more = ada.posts(world.lobby, "翌日").expect("posted");
    says(&reports(&ben, world.lobby, more.id).await, "Thank you");
    world.settle().await;
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_channel_for_the_owner_nobody_is_told_and_that_is_said() {
    let mut world = salon().await;
    let said = world.person("owner").reads(world.log);
    assert!(said.is_empty(), "{said:?}");
    let notice = {
        let ada = world.person("ada");
        let theirs = ada.posts(world.lobby, "こんにちは").expect("posted");
        reports(&ada, world.lobby, theirs.id).await;
        world.settle().await;
        world
            .person("owner")
            .reads(world.log)
            .pop()
            .expect("a notice")
    };
    world.has_no_log();
    world.restart().await;
    let ben = world.person("ben");
    says(&reports(&ben, world.log, notice.id).await, "directly");
    world.end().await;
}
