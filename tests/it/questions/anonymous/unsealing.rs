//! Stories of reading who asked: never by one person alone.

use sandbox::Person;
use sandbox::view::MessageView;

use super::{asks_anonymously, count, opens};
use crate::questions::steps::{last_dm, refused};
use crate::questions::{WORDS, asks, recorded, salon};
use crate::world::{World, hours};

const REASON: &str = "患者さんの安全に関わるため";

/// Wants to know who asked the first question; what they read.
async fn unseals(world: &World, who: &Person, reason: &str) -> String {
    let options = [("number", "1"), ("reason", reason)];
    let options = &options[..if reason.is_empty() { 1 } else { 2 }];
    let told = who.runs(world.lobby, "/question unseal", options).await;
    assert!(
        told.message().is_some_and(|told| told.ephemeral),
        "{told:?}"
    );
    world.settle().await;
    told.text()
}

/// The request in the log channel, as it stands now.
fn request(world: &World) -> MessageView {
    let messages = world.person("owner").reads(world.log);
    let request = messages
        .into_iter()
        .rev()
        .find(|said| said.text().contains("封印を開く申請"));
    request.expect("a request")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_seal_is_opened_by_two_with_a_reason_and_its_asker_is_told() {
    let mut world = salon(false).await;
    let (ada, owner, mika, ken) = (
        world.person("ada"),
        world.person("owner"),
        world.second_owner(),
        world.person("ken"),
    );
    asks_anonymously(&world, &ada).await;
    let asker = ada.id().to_string();
    let told = unseals(&world, &ken, REASON).await;
    assert!(told.contains("運営者かモデレーターだけ"), "{told}");
    let told = unseals(&world, &owner, "").await;
    assert!(told.contains("理由"), "{told}");
    let told = unseals(&world, &owner, REASON).await;
    assert!(told.contains(REASON) && !told.contains(&asker), "{told}");
    let id = request(&world).id;
    refused(&owner.clicks(id, "同意する").await, "ご自分の申請");
    refused(&ken.clicks(id, "同意する").await, "モデレーターだけ");
    let again = unseals(&world, &owner, REASON).await;
    assert!(!again.contains(&asker), "{again}");
    assert_eq!(count(&world, "select count(*) from unsealing").await, 1);

    world.restart().await;
    mika.clicks(id, "同意する").await;
    world.settle().await;
    assert!(request(&world).text().contains("同意されました"));
    assert!(request(&world).rows.is_empty(), "it has buttons still");
    refused(
        &mika.clicks_forged(id, "question:unseal-agree:1").await,
        "すでに終わっています",
    );
    let dm = last_dm(&ada);
    assert!(dm.contains("#1") && dm.contains(REASON), "{dm}");
    assert!(last_dm(&owner).contains("#1"), "{}", last_dm(&owner));
    // Only to whoever asked for it.
    let other = unseals(&world, &mika, "").await;
    assert!(!other.contains(&asker), "{other}");
    let read = unseals(&world, &owner, "").await;
    assert!(read.contains(&format!("<@{asker}>")), "{read}");
    let mine = ada.runs(world.lobby, "/questions mine", &[]).await;
    assert!(mine.text().contains(REASON), "{}", mine.text());
    let steps = ["asked", "unseal_requested", "unseal_agreed", "unsealed"];
    assert_eq!(recorded(&world).await, steps);
    world.pass(hours(24)).await;
    let late = unseals(&world, &owner, "").await;
    assert!(!late.contains(&asker), "{late}");

    // With the words goes who wanted to know.
    let (_, desk) = opens(&world, &ada, "1").await;
    let sure = ada.clicks(desk.id, "消去する…").await;
    let sure = sure.message().expect("a question back").id;
    ada.clicks(sure, "消去する").await;
    world.settle().await;
    assert_eq!(count(&world, "select count(*) from unsealing").await, 0);
    let told = world.told_owner();
    assert!(!told.iter().any(|told| told.contains(REASON)), "{told:?}");
    refused(
        &owner
            .runs(world.lobby, "/question unseal", &[("number", "1")])
            .await,
        "消去",
    );
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_ends_by_time_or_by_whoever_made_it() {
    let world = salon(true).await;
    let (owner, mika) = (world.person("owner"), world.second_owner());
    asks(&world, &world.person("ada"), &WORDS).await;
    let named = unseals(&world, &owner, REASON).await;
    assert!(named.contains("匿名ではありません"), "{named}");
    let moderator = world.person("ken");
    let options = [("number", "2"), ("reason", REASON)];
    asks_anonymously(&world, &world.person("ada")).await;
    owner.runs(world.lobby, "/question unseal", &options).await;
    world.settle().await;
    let first = request(&world).id;
    refused(
        &mika.clicks(first, "申請を取り下げる").await,
        "申請した方だけ",
    );
    let over = owner.clicks(first, "申請を取り下げる").await;
    refused(&over, "取り下げられました");
    world.settle().await;
    owner.runs(world.lobby, "/question unseal", &options).await;
    world.settle().await;
    let second = request(&world).id;
    assert_ne!(first, second);
    world.pass(hours(24)).await;
    refused(
        &mika.clicks(second, "同意する").await,
        "すでに終わっています",
    );
    // Whoever may moderate members agrees as well, also by the command.
    owner.runs(world.lobby, "/question unseal", &options).await;
    world.settle().await;
    let role = world.discord.role(
        "見守り",
        sandbox::NewRole {
            permissions: sandbox::permissions::MODERATE_MEMBERS,
            ..sandbox::NewRole::default()
        },
    );
    world.discord.moderator().gives_role(moderator.id(), role);
    world.settle().await;
    let shown = moderator
        .runs(world.lobby, "/question unseal", &[("number", "2")])
        .await;
    let shown = shown.message().expect("a request").id;
    refused(&moderator.clicks(shown, "同意する").await, "同意されました");
    world.settle().await;
    world.end().await;
}
