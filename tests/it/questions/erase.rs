//! Stories of erasing: what was written goes, here and on Discord.

use sandbox::view::{ChannelView, MessageView};

use super::lost::{alert, answered};
use super::{WORDS, asks, labels, question, recorded, salon};
use crate::world::{World, minutes};

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
    let refused = world.person("mika");
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

async fn the_asker_erases(text_channel: bool) {
    let world = answered(text_channel).await;
    let (ada, mika) = (world.person("ada"), world.person("mika"));
    let number = [("number", "1")];
    let refused = world.does("mika", "/question erase", &number).await;
    assert!(refused.contains("質問者と運営者だけ"), "{refused}");
    let sure = ada.runs(world.lobby, "/question erase", &number).await;
    assert!(sure.text().contains("よろしいですか"), "{}", sure.text());
    let sure = sure.message().expect("a question back");
    let done = ada.clicks(sure.id, "消去する").await;
    assert!(done.text().contains("消去しました"), "{}", done.text());
    let spent = ada.sees(sure.id).expect("the answer");
    assert!(spent.text().contains("消去しました"), "{}", spent.text());
    assert_eq!(labels(&spent), Vec::<String>::new());
    world.settle().await;
    let channel = if text_channel {
        world.questions
    } else {
        mika.threads(world.questions)[0].id
    };
    let thread = &mika.threads(world.questions)[0];
    assert!(thread.archived && thread.name == "#1", "{thread:?}");
    let said = [mika.reads(channel), mika.reads(thread.id)].concat();
    let said: Vec<String> = said.iter().map(MessageView::text).collect();
    for secret in [WORDS[0].1, WORDS[1].1, WORDS[4].1, "24時間で"] {
        assert!(!said.iter().any(|said| said.contains(secret)), "{said:?}");
    }
    let told: Vec<String> = ada.dms().iter().map(MessageView::text).collect();
    assert!(
        !told.iter().any(|told| told.contains("運営者が内容を消去")),
        "they know it: {told:?}"
    );
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_asker_erases_their_question_in_a_forum() {
    the_asker_erases(false).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_asker_erases_their_question_in_a_text_channel() {
    the_asker_erases(true).await;
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
async fn what_was_erased_after_a_backup_stays_erased() {
    let mut world = salon(false).await;
    asks(&world, &world.person("ada"), &WORDS).await;
    let backup = world.is_backed_up().await;
    let (ada, mika) = (world.person("ada"), world.person("mika"));
    let thread = mika.threads(world.questions)[0].id;
    let sure = ada.runs(world.lobby, "/question erase", &[("number", "1")]);
    let sure = sure.await.message().expect("a question back").clone();
    ada.clicks(sure.id, "消去する").await;
    world.settle().await;
    let shown = || mika.sees(thread).expect("the card").text();
    let blank = shown();

    world.stop_bot().await;
    let done = world.restores(&backup, true).await.expect("a restore");
    assert!(done.contains("still so after restoring: #1"), "{done}");
    let bytes = std::fs::read(world.database()).expect("the database");
    for (_, words) in WORDS {
        let mut parts = bytes.windows(words.len());
        assert!(!parts.any(|part| part == words.as_bytes()), "{words}");
    }
    world.start_bot().await;
    world.pass(minutes(40)).await;
    assert_eq!(shown(), blank);
    let again = world.does("ada", "/question reopen", &[("number", "1")]);
    assert!(again.await.contains("消去"));
    world.end().await;
}

/// Everything that anybody can read of it.
fn shown(world: &World) -> Vec<String> {
    let mika = world.person("mika");
    let mut shown = mika.reads(world.questions);
    for thread in mika.threads(world.questions) {
        shown.extend(mika.reads(thread.id));
    }
    shown.iter().map(MessageView::text).collect()
}

fn assert_nothing_is_shown(world: &World) {
    let shown = shown(world);
    for secret in [WORDS[0].1, WORDS[1].1, WORDS[4].1, "24時間で"] {
        assert!(!shown.iter().any(|said| said.contains(secret)), "{shown:?}");
    }
}

/// The asker erases #1 and is sure.
async fn erases(world: &World) {
    let ada = world.person("ada");
    let number = [("number", "1")];
    let sure = ada.runs(world.lobby, "/question erase", &number).await;
    let sure = sure.message().expect("a question back").clone();
    let done = ada.clicks(sure.id, "消去する").await;
    assert!(done.text().contains("消去しました"), "{}", done.text());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_card_that_was_left_behind_is_erased_though_it_was_just_being_edited() {
    let world = answered(true).await;
    let owner = world.person("owner");
    let (thread, _) = question(&world, &owner, 1);
    world.discord.moderator().deletes_channel(thread.id);
    world.settle().await;
    let edits = world.discord.faults().on("PATCH", "/messages/");
    edits.answer_next(503, 0);
    owner.clicks(alert(&world).id, "投稿し直す").await;
    erases(&world).await;
    world.pass(minutes(10)).await;
    assert_nothing_is_shown(&world);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_on_its_way_while_it_is_erased_is_not_sent_again_nor_kept() {
    let world = salon(false).await;
    asks(&world, &world.person("ada"), &WORDS).await;
    let mika = world.person("mika");
    let (_, card) = question(&world, &mika, 1);
    let form = mika.clicks(card.id, "回答する").await;
    let form = form.modal().expect("a form").clone();
    let posts = world.discord.faults().on("POST", "/messages");
    posts.lose_next_request();
    mika.submits(&form, &[("answer", "24時間で8 mEq/Lまでです。")])
        .await;
    world.settle().await;
    erases(&world).await;
    world.pass(minutes(20)).await;
    assert_nothing_is_shown(&world);
    let mut conn = world.app().db.read().await.expect("a reader");
    let kept: Vec<String> = sqlx::query_scalar(
        "select key from outbox where payload like '%24時間で%' or payload like '%傾眠%'",
    )
    .fetch_all(&mut *conn)
    .await
    .expect("rows");
    assert_eq!(kept, Vec::<String>::new());
    drop(conn);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_could_not_be_shown_as_erased_is_so_after_going_back_to_a_backup() {
    let mut world = answered(false).await;
    let backup = world.is_backed_up().await;
    let down = world.discord.faults().on("PATCH", "").times(1_000);
    down.answer_next(503, 0);
    erases(&world).await;
    world.settle().await;
    assert!(shown(&world).iter().any(|said| said.contains(WORDS[1].1)));
    world.stop_bot().await;
    world.discord.faults().clear();
    world.restores(&backup, true).await.expect("a restore");
    world.start_bot().await;
    world.pass(minutes(40)).await;
    assert_nothing_is_shown(&world);
    let thread = &world.person("mika").threads(world.questions)[0];
    assert!(thread.archived && thread.name == "#1", "{thread:?}");
    world.end().await;
}
