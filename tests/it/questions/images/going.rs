//! Stories of pictures that go: with their draft, with their question, with time.

use super::{
    asked, asks_with, bytes, is_in_files, labels, looks, names, photos, preview, question,
    recorded, rows, salon, shown,
};
use crate::world::{World, days, hours};

/// A question of ada's whose pictures are posted.
async fn approved(text_channel: bool) -> World {
    let world = salon(text_channel).await;
    asks_with(&world, &world.person("ada"), &[10, 20]).await;
    let view = looks(&world).await;
    world.person("owner").clicks(view.id, "公開する").await;
    world.settle().await;
    world
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_takes_its_pictures_with_it() {
    let mut world = salon(false).await;
    let ada = world.person("ada");
    for is_discarded in [true, false] {
        let seen = preview(&world, &ada, &photos(&[90])).await;
        let made = bytes(&seen.attachments[0]).await;
        assert!(is_in_files(&world, &made[..200]), "it was not kept");
        if is_discarded {
            let done = ada.clicks(seen.id, "やめる").await;
            assert_eq!(done.message().map(names), Some(vec![]));
        } else {
            world.pass(hours(25)).await;
        }
        assert_eq!(rows(&world).await, 0);
        world.stop_bot().await;
        assert!(!is_in_files(&world, &made[..200]), "it is still there");
        world.start_bot().await;
    }
    world.end().await;
}

async fn go_when_it_is_erased(text_channel: bool) {
    let world = approved(text_channel).await;
    let (ada, mika) = (world.person("ada"), world.person("mika"));
    let (thread, _) = question(&world, &mika, 1);
    assert_eq!(shown(&mika, thread.id).len(), 1);
    let number = [("number", "1")];
    let sure = ada.runs(world.lobby, "/question erase", &number).await;
    ada.clicks(sure.message().expect("a question back").id, "消去する")
        .await;
    world.settle().await;
    assert_eq!(shown(&mika, thread.id).len(), 0, "they are still shown");
    assert_eq!(rows(&world).await, 0);
    assert!(
        asked(&world).text().contains("画像も残っていません"),
        "{}",
        asked(&world).text()
    );
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn pictures_go_when_a_question_in_a_forum_is_erased() {
    go_when_it_is_erased(false).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn pictures_go_when_a_question_in_a_text_channel_is_erased() {
    go_when_it_is_erased(true).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_not_looked_at_goes_when_the_question_is_erased() {
    let world = salon(false).await;
    let (ada, owner) = (world.person("ada"), world.person("owner"));
    asks_with(&world, &ada, &[10]).await;
    let view = looks(&world).await;
    let number = [("number", "1")];
    let sure = ada.runs(world.lobby, "/question erase", &number).await;
    ada.clicks(sure.message().expect("a question back").id, "消去する")
        .await;
    world.settle().await;
    assert_eq!(rows(&world).await, 0);
    let late = owner.clicks(view.id, "公開する").await;
    assert!(late.text().contains("ありません"), "{}", late.text());
    assert_eq!(labels(&asked(&world)), [""; 0]);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn pictures_are_posted_again_with_their_question() {
    let world = approved(true).await;
    let (mika, owner) = (world.person("mika"), world.person("owner"));
    let (old, _) = question(&world, &mika, 1);
    world.discord.moderator().deletes_channel(old.id);
    world.settle().await;
    let mut told = owner.reads(world.log).into_iter();
    let lost = told.find(|told| labels(told).contains(&"投稿し直す"));
    let lost = lost.expect("the owner is told");
    owner.clicks(lost.id, "投稿し直す").await;
    world.settle().await;
    let (thread, _) = question(&world, &mika, 1);
    assert_ne!(thread.id, old.id);
    let again = shown(&mika, thread.id);
    assert_eq!(again.len(), 1);
    assert_eq!(names(&again[0]), ["q1-1.jpg", "q1-2.jpg"]);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_what_is_over_pictures_are_neither_shown_nor_kept() {
    let world = salon(true).await;
    let (ada, owner) = (world.person("ada"), world.person("owner"));
    asks_with(&world, &ada, &[10]).await;
    let view = looks(&world).await;
    let number = [("number", "1")];
    world.does("ada", "/question withdraw", &number).await;
    world.settle().await;
    let refused = owner.clicks(view.id, "公開する").await;
    assert!(refused.text().contains("終了"), "{}", refused.text());
    let status = world.does("owner", "/salon status", &[]).await;
    assert!(!status.contains("画像の確認待ち"), "{status}");
    world.pass(days(6)).await;
    assert_eq!(rows(&world).await, 1);
    world.pass(days(1) + hours(1)).await;
    assert_eq!(rows(&world).await, 0);
    assert!(
        asked(&world).text().contains("7 日たった"),
        "{}",
        asked(&world).text()
    );
    let (thread, card) = question(&world, &ada, 1);
    assert!(
        thread.archived && !card.text().contains("確認待ち"),
        "{}",
        card.text()
    );
    assert_eq!(
        recorded(&world).await,
        ["asked", "withdrawn", "images_forgotten"]
    );
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_opened_again_can_still_show_its_pictures() {
    let world = salon(false).await;
    let (ada, owner) = (world.person("ada"), world.person("owner"));
    asks_with(&world, &ada, &[10]).await;
    let number = [("number", "1")];
    world.does("ada", "/question withdraw", &number).await;
    world.pass(days(5)).await;
    world.does("ada", "/question reopen", &number).await;
    world.pass(days(5)).await;
    let view = looks(&world).await;
    owner.clicks(view.id, "公開する").await;
    world.settle().await;
    let (thread, card) = question(&world, &ada, 1);
    assert!(!card.text().contains("確認待ち"), "{}", card.text());
    assert_eq!(shown(&ada, thread.id).len(), 1);
    world.end().await;
}
