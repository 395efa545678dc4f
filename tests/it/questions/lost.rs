//! Stories of what somebody deleted: a thread, a card.

use sandbox::view::MessageView;

use super::repair::comes_back;
use sandbox::NewMember;

use super::{WORDS, asks, labels, only_asks, only_told_in_private, question, salon, salon_with};
use crate::world::{Setting, World, minutes};

/// A question of ada's that mika claimed and answered.
pub(super) async fn answered(text_channel: bool) -> World {
    let world = salon(text_channel).await;
    asks(&world, &world.person("ada"), &WORDS).await;
    let mika = world.person("mika");
    let (_, card) = question(&world, &mika, 1);
    mika.clicks(card.id, "担当する").await;
    let form = mika.clicks(card.id, "回答する").await;
    let form = form.modal().expect("a form").clone();
    mika.submits(&form, &[("answer", "24時間で8 mEq/Lまでです。")])
        .await;
    world.settle().await;
    world
}

/// What the owner was told of the loss.
pub(super) fn alert(world: &World) -> MessageView {
    let owner = world.person("owner");
    let mut alerts = owner.reads(world.log).into_iter();
    let alert = alerts.find(|message| message.text().contains("#1"));
    alert.expect("the owner is told")
}

async fn is_posted_again(text_channel: bool) {
    let world = answered(text_channel).await;
    let (owner, mika) = (world.person("owner"), world.person("mika"));
    let (old, _) = question(&world, &mika, 1);
    world.discord.moderator().deletes_channel(old.id);
    world.settle().await;
    assert_eq!(labels(&alert(&world)), ["投稿し直す", "消去する…"]);

    let refused = mika
        .clicks_forged(alert(&world).id, "question:recreate:1")
        .await;
    assert!(refused.text().contains("運営者だけ"), "{}", refused.text());
    let done = owner.clicks(alert(&world).id, "投稿し直す").await;
    assert!(done.text().contains("投稿し直します"), "{}", done.text());
    world.settle().await;

    let (thread, card) = question(&world, &mika, 1);
    assert_ne!(thread.id, old.id);
    let ada = world.person("ada");
    assert!(thread.followers.contains(&ada.id()) && thread.followers.contains(&mika.id()));
    assert!(card.text().contains(WORDS[1].1), "{}", card.text());
    assert_eq!(labels(&card), ["解決する", "回答する", "再開する"]);
    let said = mika.reads(thread.id);
    let answers = said.iter().filter(|said| said.text().contains("24時間で"));
    assert_eq!(answers.count(), 1);
    assert!(
        labels(&alert(&world)).is_empty(),
        "{}",
        alert(&world).text()
    );
    if text_channel {
        let left = mika.sees(old.id).expect("the old card stays behind");
        assert!(!left.text().contains(WORDS[1].1) && labels(&left).is_empty());
    }

    let again = owner
        .clicks_forged(alert(&world).id, "question:recreate:1")
        .await;
    assert!(
        again.text().contains("確認されていない"),
        "{}",
        again.text()
    );
    ada.clicks(card.id, "解決する").await;
    world.settle().await;
    let (thread, card) = question(&world, &mika, 1);
    assert!(
        thread.archived && card.text().contains("解決済み"),
        "{}",
        card.text()
    );
    only_told_in_private(&world);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deleted_post_is_posted_again_with_its_answers() {
    is_posted_again(false).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deleted_thread_on_a_card_is_posted_again_with_its_answers() {
    is_posted_again(true).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_that_is_there_is_posted_again() {
    let world = answered(false).await;
    let owner = world.person("owner");
    let (_, card) = question(&world, &owner, 1);
    let refused = owner.clicks_forged(card.id, "question:recreate:1").await;
    assert!(
        refused.text().contains("しばらくしてから"),
        "{}",
        refused.text()
    );
    world.end().await;
}

/// Without a channel to be told in, and without the notice, the status tells what can be done.
#[tokio::test(flavor = "multi_thread")]
async fn the_status_tells_what_was_deleted() {
    let mut world = answered(false).await;
    world.has_no_log();
    let (thread, _) = question(&world, &world.person("mika"), 1);
    world.stop_bot().await;
    world.discord.moderator().deletes_channel(thread.id);
    world.start_bot().await;
    world.settle().await;
    let status = world.does("owner", "/salon status", &[]).await;
    assert!(status.contains("投稿が削除された質問：#1。"), "{status}");
    let number = [("number", "1")];
    let refused = world.does("mika", "/question recreate", &number).await;
    assert!(refused.contains("運営者だけ"), "{refused}");
    let done = world.does("owner", "/question recreate", &number).await;
    assert!(done.contains("投稿し直します"), "{done}");
    world.settle().await;
    let (_, card) = question(&world, &world.person("mika"), 1);
    assert!(card.text().contains(WORDS[1].1), "{}", card.text());
    let status = world.does("owner", "/salon status", &[]).await;
    assert!(!status.contains("削除された質問"), "{status}");
    world.end().await;
}

/// Far more cards than are looked at in one go: what is there is seen in lists, what is gone is told.
#[tokio::test(flavor = "multi_thread")]
async fn of_many_cards_the_missing_ones_are_told() {
    let mut world = salon_with(Setting {
        text_channel: true,
        is_roomy: true,
        ..Setting::default()
    })
    .await;
    let mut cards = Vec::new();
    for asker in 0..9 {
        let name = format!("asker{asker}");
        let new = NewMember {
            locale: "ja".to_owned(),
            ..NewMember::default()
        };
        world.discord.member(&name, new);
        world.gives(&name, "standard", &[("months", "1")]).await;
        for _ in 0..5 {
            let asked = only_asks(&world, &world.person(&name), &WORDS).await;
            assert!(asked.text().contains("受け付けました"), "{}", asked.text());
        }
    }
    world.settle().await;
    let owner = world.person("owner");
    for number in [1, 20, 45] {
        cards.push(question(&world, &owner, number).1.id);
    }
    world.stop_bot().await;
    for card in cards {
        world.discord.moderator().deletes_message(card);
    }
    let read = |what: &str| world.discord.requests("GET", what).len();
    let before = (read("/messages"), read("/messages/"));
    world.start_bot().await;
    world.settle().await;
    let told = world.told_owner();
    for number in 1..=45 {
        let is_told = told
            .iter()
            .any(|told| told.contains(&format!("#{number} の本文")));
        assert_eq!(
            is_told,
            [1, 20, 45].contains(&number),
            "#{number}: {told:?}"
        );
    }
    let read = |what: &str| world.discord.requests("GET", what).len();
    let looks = read("/messages/") - before.1;
    let pages = read("/messages") - before.0 - looks;
    assert_eq!(
        (pages, looks),
        (3, 3),
        "lists, and a look at what they lack"
    );
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_posted_again_after_a_backup_is_found_and_not_doubled() {
    let mut world = answered(false).await;
    let backup = world.is_backed_up().await;
    let (owner, mika) = (world.person("owner"), world.person("mika"));
    let (thread, _) = question(&world, &mika, 1);
    world.discord.moderator().deletes_channel(thread.id);
    world.settle().await;
    owner.clicks(alert(&world).id, "投稿し直す").await;
    world.settle().await;
    let (again, _) = question(&world, &mika, 1);
    world.stop_bot().await;
    world.restores(&backup, true).await.expect("a restore");
    world.start_bot().await;
    world.pass(minutes(40)).await;
    let number = [("number", "1")];
    world.does("owner", "/question recreate", &number).await;
    world.pass(minutes(40)).await;
    let (thread, card) = question(&world, &mika, 1);
    assert_eq!(thread.id, again.id);
    assert!(card.text().contains(WORDS[1].1), "{}", card.text());
    world.end().await;
}

/// The card that was posted in the thread after the first one was deleted.
fn new_card(world: &World, thread: sandbox::Id) -> MessageView {
    let said = world.person("mika").reads(thread).into_iter();
    let mut cards = said.filter(|said| !labels(said).is_empty());
    let card = cards.next().expect("a card with buttons");
    assert!(cards.next().is_none(), "it was posted twice");
    card
}

async fn a_card_is_posted_again(text_channel: bool) {
    let mut world = salon(text_channel).await;
    asks(&world, &world.person("ada"), &WORDS).await;
    let (owner, mika) = (world.person("owner"), world.person("mika"));
    let (thread, card) = question(&world, &mika, 1);
    world.discord.moderator().deletes_message(card.id);
    world.settle().await;
    assert!(
        alert(&world).text().contains("カード"),
        "{}",
        alert(&world).text()
    );
    owner.clicks(alert(&world).id, "投稿し直す").await;
    world.settle().await;
    let second = new_card(&world, thread.id);
    mika.clicks(second.id, "担当する").await;
    world.settle().await;
    let second = new_card(&world, thread.id);
    assert_eq!(labels(&second), super::CLAIMED);

    world.stop_bot().await;
    world.discord.moderator().deletes_message(second.id);
    world.start_bot().await;
    world.settle().await;
    comes_back(&mut world).await;
    let mut alerts = owner.reads(world.log);
    alerts.retain(|alert| !alert.ephemeral);
    let [first, second] = &alerts[..] else {
        panic!("told of each once: {alerts:?}");
    };
    assert!(labels(first).is_empty());
    owner.clicks(second.id, "投稿し直す").await;
    world.settle().await;
    let third = new_card(&world, thread.id);
    assert!(third.text().contains(WORDS[1].1), "{}", third.text());
    assert_eq!(labels(&third), super::CLAIMED);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deleted_first_message_of_a_post_is_posted_again() {
    a_card_is_posted_again(false).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deleted_card_is_posted_again_in_its_thread() {
    a_card_is_posted_again(true).await;
}

async fn what_was_written_is_taken_in(is_archived: bool) {
    let mut world = salon(false).await;
    let ada = world.person("ada");
    asks(&world, &ada, &WORDS).await;
    let (thread, _) = question(&world, &ada, 1);
    world.stop_bot().await;
    world.set_clock(world.now() + crate::world::hours(3));
    let written = world.now();
    ada.posts(thread.id, "Na 121まで上がりました")
        .expect("posted");
    world
        .discord
        .moderator()
        .archives_thread(thread.id, is_archived);
    world.set_clock(world.now() + crate::world::hours(1));
    world.start_bot().await;
    world.settle().await;
    let mut conn = world.app().db.read().await.expect("a reader");
    let at: chrono::DateTime<chrono::Utc> =
        sqlx::query_scalar("select last_activity_at from question where id = 1")
            .fetch_one(&mut *conn)
            .await
            .expect("a time");
    drop(conn);
    assert!(
        (at - written).abs() < crate::world::minutes(1),
        "{at} is not {written}"
    );
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_written_while_the_bot_was_away_is_taken_in() {
    what_was_written_is_taken_in(false).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_written_in_a_thread_that_is_archived_by_now_is_taken_in() {
    what_was_written_is_taken_in(true).await;
}
