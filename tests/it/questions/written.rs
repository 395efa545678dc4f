//! Stories of what people write in the thread of a question.

use sandbox::view::MessageView;
use sandbox::{Id, Outcome, Target};

use super::lost::{alert, answered};
use super::{WORDS, asks, labels, question, recorded, salon_with};
use crate::world::{Setting, World, hours, minutes};

const ANSWER: &str = "24時間で8 mEq/Lまでにとどめ、6時間ごとに測るのがよいと思います。";

/// A salon in which ada has asked; her thread.
async fn asked(text_channel: bool, reads_messages: bool) -> (World, Id) {
    let world = salon_with(Setting {
        text_channel,
        reads_messages,
        ..Setting::default()
    })
    .await;
    let ada = world.person("ada");
    asks(&world, &ada, &WORDS).await;
    let thread = question(&world, &ada, 1).0.id;
    (world, thread)
}

async fn marks(world: &World, name: &str, channel: Id, message: Id) -> Outcome {
    let person = world.person(name);
    let menu = if name == "ben" || name == "stranger" {
        "Mark as answer"
    } else {
        "回答にする"
    };
    let answer = person
        .uses_menu(channel, menu, Target::Message(message))
        .await;
    world.settle().await;
    answer
}

/// What the bot offers in a thread after an answer.
fn offers(world: &World, thread: Id) -> Vec<MessageView> {
    let said = world.person("ada").reads(thread).into_iter();
    said.filter(|said| labels(said) == ["まだ解決していない"])
        .collect()
}

fn card_is(world: &World, state: &str) -> bool {
    let (_, card) = question(world, &world.person("mika"), 1);
    card.text().contains(state)
}

fn told(world: &World) -> usize {
    let dms = world.person("ada").dms();
    dms.iter().filter(|dm| dm.text().contains("回答")).count()
}

async fn a_message_is_marked(text_channel: bool) {
    let (world, thread) = asked(text_channel, false).await;
    let (ada, mika, owner) = (
        world.person("ada"),
        world.person("mika"),
        world.person("owner"),
    );
    let written = mika.posts(thread, ANSWER).expect("posted").id;
    world.settle().await;
    assert!(card_is(&world, "受付中"), "nothing says what was written");
    assert!(card_is(&world, "回答にする"), "the card says how");
    let own = ada
        .posts(thread, "補足です。Kは4.2でした")
        .expect("posted")
        .id;
    let card = question(&world, &mika, 1).1.id;
    let other = world
        .person("ben")
        .posts(thread, ANSWER)
        .expect("posted")
        .id;
    let elsewhere = mika.posts(world.lobby, ANSWER).expect("posted").id;
    for (name, channel, message, refusal) in [
        (
            "stranger",
            thread,
            written,
            "Only mentors and whoever asked",
        ),
        ("ben", thread, written, "Only mentors and whoever asked"),
        ("ken", thread, own, "ご本人のメッセージ"),
        ("ken", thread, other, "メンターが書いたメッセージだけ"),
        ("mika", world.lobby, elsewhere, "スレッドの中"),
    ] {
        let refused = marks(&world, name, channel, message).await;
        assert!(refused.text().contains(refusal), "{}", refused.text());
    }
    if !text_channel {
        let refused = marks(&world, "mika", thread, card).await;
        assert!(
            refused.text().contains("ボットの投稿"),
            "{}",
            refused.text()
        );
    }
    assert_eq!(
        (recorded(&world).await, told(&world)),
        (vec!["asked".to_owned()], 0)
    );

    let done = marks(&world, "ken", thread, written).await;
    assert!(done.text().contains("#1 の回答"), "{}", done.text());
    assert!(card_is(&world, "回答あり") && !card_is(&world, "回答にする"));
    assert_eq!(
        (recorded(&world).await, told(&world)),
        (vec!["asked".to_owned(), "answered".to_owned()], 1)
    );
    let again = marks(&world, "ada", thread, written).await;
    assert!(again.text().contains("#1"), "{}", again.text());
    assert_eq!(recorded(&world).await.len(), 2, "it is recorded once");
    // By whoever asked, nobody needs to be told.
    let more = mika
        .posts(thread, "補足：尿浸透圧も見てください")
        .expect("posted")
        .id;
    marks(&world, "ada", thread, more).await;
    assert_eq!((recorded(&world).await.len(), told(&world)), (3, 1));

    // What was only written in the thread survives it.
    world.discord.moderator().deletes_channel(thread);
    world.settle().await;
    owner.clicks(alert(&world).id, "投稿し直す").await;
    world.settle().await;
    let (thread, _) = question(&world, &mika, 1);
    let said = ada.reads(thread.id);
    let survives = |words: &str| said.iter().any(|said| said.text().contains(words));
    assert!(
        survives("6時間ごとに測る") && survives("尿浸透圧"),
        "{said:?}"
    );
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_in_a_post_is_marked_as_the_answer() {
    a_message_is_marked(false).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_in_a_thread_is_marked_as_the_answer() {
    a_message_is_marked(true).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mentors_words_answer_where_the_bot_may_read_them() {
    let (mut world, thread) = asked(false, true).await;
    let (ada, mika) = (world.person("ada"), world.person("mika"));
    assert!(!card_is(&world, "回答にする"), "nothing has to be marked");
    for (name, words) in [
        ("mika", "Kはいくつですか？"),
        ("mika", "👍"),
        ("ada", ANSWER),
        ("ben", ANSWER),
    ] {
        world.person(name).posts(thread, words).expect("posted");
        world.settle().await;
    }
    assert!(card_is(&world, "受付中"), "none of this answers it");
    mika.posts(thread, ANSWER).expect("posted");
    world.settle().await;
    assert!(card_is(&world, "回答あり"));
    world.restart().await;
    mika.posts(
        thread,
        "追記です。低Kがあれば補正速度がさらに上がるので注意してください。",
    )
    .expect("posted");
    world.settle().await;
    assert_eq!(
        recorded(&world).await,
        ["asked", "answered"],
        "the first one"
    );
    assert_eq!(told(&world), 1);
    let (_, card) = question(&world, &ada, 1);
    ada.clicks(card.id, "再開する").await;
    world.restart().await;
    world.settle().await;
    assert!(card_is(&world, "受付中"), "old words answer nothing again");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn words_that_came_while_the_bot_was_away_are_taken_in_once() {
    for (reads_messages, state) in [(true, "回答あり"), (false, "受付中")] {
        let (mut world, thread) = asked(false, reads_messages).await;
        world.stop_bot().await;
        world.set_clock(world.now() + hours(1));
        for number in 0..120 {
            let words = format!("{number}");
            world.person("ben").posts(thread, &words).expect("posted");
        }
        world.person("mika").posts(thread, ANSWER).expect("posted");
        world.set_clock(world.now() + hours(1));
        world.start_bot().await;
        world.settle().await;
        assert!(card_is(&world, state), "{reads_messages}");
        world.restart().await;
        world.settle().await;
        assert_eq!(
            recorded(&world).await.len(),
            1 + usize::from(reads_messages)
        );
        assert_eq!(told(&world), usize::from(reads_messages));
        let mut conn = world.app().db.read().await.expect("a reader");
        let (asked, first, mentor): (String, Option<String>, Option<String>) = sqlx::query_as(
            "select asked_at, first_answer_at, mentor_wrote_at from question where id = 1",
        )
        .fetch_one(&mut *conn)
        .await
        .expect("the question");
        drop(conn);
        assert!(mentor.as_ref().is_some_and(|mentor| *mentor > asked));
        if reads_messages {
            assert_eq!(first, mentor, "it counts from when it was written");
        }
        world.end().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_writes_after_an_answer_is_offered_to_open_it_again_once() {
    let mut world = answered(false).await;
    let (ada, mika) = (world.person("ada"), world.person("mika"));
    let thread = question(&world, &ada, 1).0.id;
    mika.posts(thread, "お大事に").expect("posted");
    world.settle().await;
    assert_eq!(offers(&world, thread).len(), 0, "it is the asker's");
    world.pass(minutes(1)).await;
    for _ in 0..2 {
        ada.posts(thread, "ありがとうございます！").expect("posted");
        world.settle().await;
    }
    world.restart().await;
    world.settle().await;
    assert_eq!(offers(&world, thread).len(), 1);
    assert!(card_is(&world, "回答あり"), "a thank-you opens nothing");
    assert!(
        ada.pinged_by()
            .iter()
            .all(|ping| ping.text().contains("回答"))
    );

    world.pass(hours(1)).await;
    let (_, card) = question(&world, &ada, 1);
    ada.clicks(card.id, "解決する").await;
    world.settle().await;
    world.stop_bot().await;
    world.set_clock(world.now() + hours(1));
    ada.posts(thread, "やはり痙攣しました").expect("posted");
    world.start_bot().await;
    world.settle().await;
    let offered = offers(&world, thread);
    assert_eq!(offered.len(), 2, "once more after it was resolved");
    assert!(card_is(&world, "解決済み"));
    let refused = world
        .person("ben")
        .clicks(offered[1].id, "まだ解決していない")
        .await;
    assert!(!refused.text().is_empty() && card_is(&world, "解決済み"));
    ada.clicks(offered[1].id, "まだ解決していない").await;
    world.settle().await;
    assert!(card_is(&world, "受付中"));
    ada.posts(thread, "Na 125です").expect("posted");
    world.settle().await;
    assert_eq!(offers(&world, thread).len(), 2, "it is open");
    world.end().await;
}
