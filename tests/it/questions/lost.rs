//! Stories of what somebody deleted: a thread, a card.

use sandbox::view::{ChannelView, MessageView};

use super::repair::comes_back;
use super::{WORDS, asks, labels, only_told_in_private, question, recorded, salon};
use crate::world::World;

/// A question of ada's that mika claimed and answered.
async fn answered(text_channel: bool) -> World {
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
fn alert(world: &World) -> MessageView {
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

async fn is_erased(text_channel: bool) {
    let mut world = answered(text_channel).await;
    let owner = world.person("owner");
    let (thread, _) = question(&world, &owner, 1);
    world.stop_bot().await;
    world.discord.moderator().deletes_channel(thread.id);
    world.start_bot().await;
    world.settle().await;

    let sure = owner.clicks(alert(&world).id, "消去する…").await;
    assert!(sure.text().contains("元に戻す"), "{}", sure.text());
    let refused = world.person("ada");
    let refused = refused
        .clicks_forged(alert(&world).id, "question:erase-now:1")
        .await;
    assert!(refused.text().contains("運営者だけ"), "{}", refused.text());
    let sure = sure.message().expect("a question back");
    let done = owner.clicks(sure.id, "消去する").await;
    assert!(done.text().contains("消去しました"), "{}", done.text());
    world.settle().await;

    let mut conn = world.app().db.read().await.expect("a reader");
    for table in ["question", "answer", "outbox", "question_draft", "journal"] {
        let sql = format!("select * from {table}");
        let rows = sqlx::query(sqlx::AssertSqlSafe(sql));
        let rows = rows.fetch_all(&mut *conn).await.expect("rows");
        let rows = format!("{:?}", rows.iter().map(words).collect::<Vec<_>>());
        for secret in [WORDS[0].1, WORDS[1].1, WORDS[4].1, "24時間で"] {
            assert!(!rows.contains(secret), "{table} still says {secret}");
        }
    }
    drop(conn);
    let ada = world.person("ada");
    let dms = ada.dms();
    let told: Vec<String> = dms.iter().map(MessageView::text).collect();
    assert!(
        told.iter()
            .any(|told| told.contains("#1") && told.contains("消去しました")),
        "{told:?}"
    );
    assert!(
        !told.iter().any(|told| told.contains(WORDS[0].1)),
        "{told:?}"
    );
    if text_channel {
        let card = owner.sees(thread.id).expect("the card stays behind");
        assert!(
            !card.text().contains(WORDS[0].1) && labels(&card).is_empty(),
            "{}",
            card.text()
        );
    }
    let mine = world.does("ada", "/questions mine", &[]).await;
    assert!(mine.contains("まだ質問はありません"), "{mine}");
    let reopened = world
        .does("ada", "/question reopen", &[("number", "1")])
        .await;
    assert!(reopened.contains("消去"), "{reopened}");
    assert!(recorded(&world).await.contains(&"erased".to_owned()));
    let again = owner
        .clicks_forged(alert(&world).id, "question:recreate:1")
        .await;
    assert!(again.text().contains("消去"), "{}", again.text());
    world.end().await;
}

/// Every text of a row.
fn words(row: &sqlx::sqlite::SqliteRow) -> Vec<String> {
    use sqlx::Row as _;
    (0..row.len())
        .filter_map(|column| row.try_get::<String, _>(column).ok())
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_owner_erases_what_somebody_deleted_from_a_forum() {
    is_erased(false).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_owner_erases_what_somebody_deleted_from_a_text_channel() {
    is_erased(true).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_that_is_there_is_posted_again_or_erased() {
    let world = answered(false).await;
    let owner = world.person("owner");
    let (_, card) = question(&world, &owner, 1);
    for action in ["recreate", "erase", "erase-now"] {
        let custom_id = format!("question:{action}:1");
        let refused = owner.clicks_forged(card.id, &custom_id).await;
        assert!(
            refused.text().contains("対応は要りません"),
            "{}",
            refused.text()
        );
    }
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
    assert_eq!(labels(&second), ["回答する", "担当を外れる"]);

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
    assert_eq!(labels(&third), ["回答する", "担当を外れる"]);
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

/// What somebody deleted for its words leaves the thread, too.
#[tokio::test(flavor = "multi_thread")]
async fn the_owner_erases_a_question_whose_card_was_deleted() {
    let world = answered(false).await;
    let (owner, mika) = (world.person("owner"), world.person("mika"));
    let (thread, card) = question(&world, &mika, 1);
    world.discord.moderator().deletes_message(card.id);
    world.settle().await;
    let sure = owner.clicks(alert(&world).id, "消去する…").await;
    let sure = sure.message().expect("a question back");
    owner.clicks(sure.id, "消去する").await;
    world.settle().await;
    let said: Vec<String> = mika
        .reads(thread.id)
        .iter()
        .map(MessageView::text)
        .collect();
    assert!(
        said.iter().all(|said| !said.contains("24時間で")),
        "{said:?}"
    );
    assert!(
        said.iter().any(|said| said.contains("消去されました")),
        "{said:?}"
    );
    let threads = mika.threads(world.questions);
    let is_blank = |thread: &ChannelView| thread.archived && thread.name == "#1";
    assert!(threads.iter().all(is_blank), "{threads:?}");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_written_while_the_bot_was_away_is_taken_in() {
    let mut world = salon(false).await;
    let ada = world.person("ada");
    asks(&world, &ada, &WORDS).await;
    let (thread, _) = question(&world, &ada, 1);
    world.stop_bot().await;
    world.set_clock(world.now() + crate::world::hours(3));
    let written = world.now();
    ada.posts(thread.id, "Na 121まで上がりました")
        .expect("posted");
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
