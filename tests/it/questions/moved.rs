//! Stories of a channel of questions that is gone or not the one any more.

use sandbox::NewChannel;

use super::lost::answered;
use super::{WORDS, asks, labels, question, salon};
use crate::world::{World, minutes};

/// A forum and text channels that are there, whatever became of the first ones.
fn other_channel(world: &World, text_channel: bool) -> sandbox::Id {
    if text_channel {
        return world.discord.text_channel("質問2", NewChannel::default());
    }
    let tags = ["受付中", "回答あり", "循環器"].map(str::to_owned);
    let forum = NewChannel {
        tags: tags.to_vec(),
        ..NewChannel::default()
    };
    world.discord.forum("質問2", forum)
}

/// The whole channel is deleted; the owner makes another one of the other kind.
async fn moves_to_another_channel(text_channel: bool) {
    let mut world = answered(text_channel).await;
    let first = world.questions;
    world.discord.moderator().deletes_channel(first);
    world.settle().await;
    let asked = asks(&world, &world.person("ben"), &WORDS).await;
    assert!(asked.text().contains("#2"), "{}", asked.text());
    let status = world.does("owner", "/salon status", &[]).await;
    assert!(
        status.contains("このチャンネルは削除されています"),
        "{status}"
    );

    world.stop_bot().await;
    let other = other_channel(&world, !text_channel);
    world.sends_questions_to(other);
    world.questions = other;
    world.start_bot().await;
    world.settle().await;
    let mika = world.person("mika");
    let (_, card) = question(&world, &mika, 2);
    assert!(card.text().contains(WORDS[1].1), "{}", card.text());
    mika.clicks(card.id, "Claim").await;

    let owner = world.person("owner");
    let mut told = owner.reads(world.log).into_iter();
    let told = told.find(|told| labels(told) == ["すべて投稿し直す"]);
    let told = told.expect("the owner is told of the channel");
    assert!(told.text().contains("1 件"), "{}", told.text());
    let custom_id = format!("question:recreate-all:{first}");
    let refused = mika.clicks_forged(told.id, &custom_id).await;
    assert!(refused.text().contains("運営者だけ"), "{}", refused.text());
    let custom_id = format!("question:recreate-all:{other}");
    let refused = owner.clicks_forged(told.id, &custom_id).await;
    assert!(refused.text().contains("指したまま"), "{}", refused.text());
    let done = owner.clicks(told.id, "すべて投稿し直す").await;
    assert!(done.text().contains("1 件の質問"), "{}", done.text());
    world.settle().await;
    let told = world.told_owner();
    assert!(!told.iter().any(|told| told.contains("#1 の")), "{told:?}");
    let (thread, card) = question(&world, &mika, 1);
    assert!(card.text().contains(WORDS[1].1), "{}", card.text());
    let said = mika.reads(thread.id);
    assert!(said.iter().any(|said| said.text().contains("24時間で")));
    world.person("ada").clicks(card.id, "解決する").await;
    world.settle().await;
    assert!(question(&world, &mika, 1).0.archived);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deleted_forum_gives_way_to_a_text_channel() {
    moves_to_another_channel(false).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deleted_text_channel_gives_way_to_a_forum() {
    moves_to_another_channel(true).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_may_be_in_the_old_channel_is_not_posted_in_the_new_one() {
    let mut world = salon(false).await;
    let posts = world.discord.faults().on("POST", "/threads");
    posts.lose_next_answer();
    asks(&world, &world.person("ada"), &WORDS).await;
    world.stop_bot().await;
    let other = other_channel(&world, false);
    world.sends_questions_to(other);
    world.start_bot().await;
    world.pass(minutes(10)).await;
    let mika = world.person("mika");
    let (_, card) = question(&world, &mika, 1);
    assert!(mika.threads(other).is_empty(), "it was posted twice");
    mika.clicks(card.id, "担当する").await;
    world.settle().await;
    assert!(question(&world, &mika, 1).1.text().contains("対応中"));
    world.end().await;
}
