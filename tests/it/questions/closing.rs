//! Stories of the end of a question: silence, a warning, the close, and what its asker says of it.

use sandbox::Person;
use sandbox::view::MessageView;

use super::repair::comes_back;
use super::steps::{last_dm, refused, writes};
use super::{WORDS, asks, labels, only_told_in_private, question, recorded, salon};
use crate::world::{World, days, hours, minutes};

const ANSWER: &str = "24 時間で 8 mEq/L までにしてください";

fn told(person: &Person, what: &str) -> usize {
    let dms = person.dms().into_iter();
    dms.filter(|dm| dm.text().contains(what)).count()
}

async fn is_answered(world: &World) {
    asks(world, &world.person("ada"), &WORDS).await;
    let mika = world.person("mika");
    writes(world, &mika, ("回答する", "answer"), ANSWER).await;
}

async fn is_closed_after_silence(text_channel: bool) {
    let mut world = salon(text_channel).await;
    let (ada, mika) = (world.person("ada"), world.person("mika"));
    is_answered(&world).await;
    let warning = "しばらく書き込みがありません";
    world.pass(days(5) - minutes(1)).await;
    comes_back(&mut world).await;
    assert_eq!(told(&ada, warning), 0);
    world.pass(minutes(1)).await;
    let (thread, _) = question(&world, &ada, 1);
    let said = ada.reads(thread.id).len();
    comes_back(&mut world).await;
    comes_back(&mut world).await;
    assert_eq!(told(&ada, warning), 1);
    assert!(
        last_dm(&ada).contains(&thread.id.to_string()),
        "{}",
        last_dm(&ada)
    );
    let (thread, card) = question(&world, &ada, 1);
    assert!(card.text().contains("自動で解決"), "{}", card.text());
    assert_eq!(
        ada.reads(thread.id).len(),
        said,
        "the thread is left in peace"
    );

    // A word of anybody, while the bot is away, begins all anew.
    world.stop_bot().await;
    world.set_clock(world.now() + hours(47));
    world
        .person("ken")
        .posts(thread.id, "なるほど")
        .expect("posted");
    world.set_clock(world.now() + days(1));
    world.start_bot().await;
    world.settle().await;
    let (_, card) = question(&world, &ada, 1);
    assert_eq!(labels(&card), ["解決する", "回答する", "再開する"]);
    assert!(!card.text().contains("自動で解決"), "{}", card.text());
    world.pass(days(4)).await;
    comes_back(&mut world).await;
    assert_eq!(told(&ada, warning), 2);
    world.pass(hours(48)).await;
    comes_back(&mut world).await;
    let (thread, card) = question(&world, &ada, 1);
    assert!(thread.archived && !thread.locked);
    assert_eq!(labels(&card), ["再開する"]);
    assert!(
        last_dm(&ada).contains("書き込みがなかったため"),
        "{}",
        last_dm(&ada)
    );
    assert_eq!(told(&mika, "解決"), 0);
    let steps = [
        "asked",
        "answered",
        "warned",
        "stirred",
        "warned",
        "auto_resolved",
    ];
    assert_eq!(recorded(&world).await, steps);
    only_told_in_private(&world);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_is_closed_after_long_silence_and_a_warning_in_a_forum() {
    is_closed_after_silence(false).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_is_closed_after_long_silence_and_a_warning_in_a_text_channel() {
    is_closed_after_silence(true).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_resolves_their_question_says_whether_it_helped_consents_and_gives_thanks() {
    let world = salon(true).await;
    let (ada, mika) = (world.person("ada"), world.person("mika"));
    is_answered(&world).await;
    let (_, card) = question(&world, &ada, 1);
    let asked = ada.clicks(card.id, "解決する").await;
    let message = asked.message().expect("an answer");
    assert!(
        message.ephemeral && asked.text().contains("役に立ちましたか"),
        "{}",
        asked.text()
    );
    let expected = [
        "1",
        "2",
        "3",
        "4",
        "5",
        "はい、載せてよい",
        "いいえ、載せない",
        "❤ お礼を伝える",
    ];
    assert_eq!(labels(message), expected);
    let id = message.id;
    world.settle().await;
    let rated = ada.clicks(id, "4").await;
    assert!(rated.text().contains("4 と答えました"), "{}", rated.text());
    let consents = ada.clicks(id, "はい、載せてよい").await;
    assert!(
        consents.text().contains("載せてよい、と答えました"),
        "{}",
        consents.text()
    );
    let thanked = ada.clicks(id, "❤ お礼を伝える").await;
    assert_eq!(labels(thanked.message().expect("an answer")).len(), 7);
    world.settle().await;
    assert!(
        last_dm(&mika).contains("お礼が届きました"),
        "{}",
        last_dm(&mika)
    );
    refused(
        &ada.clicks_forged(card.id, "question:thank:1").await,
        "お礼はすでに",
    );
    for button in [
        "question:rate:1:1",
        "question:consent:1:0",
        "question:thank:1",
    ] {
        refused(
            &mika.clicks_forged(card.id, button).await,
            "質問をした方だけ",
        );
    }
    refused(
        &ada.clicks_forged(card.id, "question:rate:1:9").await,
        "古くなって",
    );
    ada.runs(world.lobby, "/question reopen", &[("number", "1")])
        .await;
    world.settle().await;
    refused(
        &ada.clicks_forged(card.id, "question:rate:1:1").await,
        "いま解決済みではありません",
    );
    let steps = [
        "asked",
        "answered",
        "resolved",
        "rated",
        "consented",
        "thanked",
        "reopened",
    ];
    assert_eq!(recorded(&world).await, steps);
    only_told_in_private(&world);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whose_question_somebody_else_resolved_finds_it_in_the_list_and_shows_it_without_a_thread()
{
    let world = salon(false).await;
    let (ada, ben, mika) = (
        world.person("ada"),
        world.person("ben"),
        world.person("mika"),
    );
    is_answered(&world).await;
    world
        .does("owner", "/question resolve", &[("number", "1")])
        .await;
    world.settle().await;
    assert!(
        last_dm(&ada).contains("解決済みになりました"),
        "{}",
        last_dm(&ada)
    );
    let mine = ada.runs(world.lobby, "/questions mine", &[]).await;
    let mine = mine.message().expect("a list");
    assert_eq!(labels(mine), ["#1 の感想"]);
    let asked = ada.clicks(mine.id, "#1 の感想").await;
    let id = asked.message().expect("a question back").id;
    ada.clicks(id, "5").await;
    let mine = ada.runs(world.lobby, "/questions mine", &[]).await;
    assert_eq!(labels(mine.message().expect("a list")), Vec::<&str>::new());

    let (thread, _) = question(&world, &mika, 1);
    world.discord.moderator().deletes_channel(thread.id);
    world.settle().await;
    let number = [("number", "1")];
    let shown = ben.runs(world.lobby, "/questions show", &number).await;
    assert!(shown.message().expect("the card").ephemeral);
    assert!(shown.text().contains("低Na血症"), "{}", shown.text());
    world.settle().await;
    let seen: Vec<String> = ben
        .reads(world.lobby)
        .iter()
        .map(MessageView::text)
        .collect();
    assert!(seen.iter().any(|said| said.contains(ANSWER)), "{seen:?}");
    let stranger = world.person("stranger");
    refused(
        &stranger.runs(world.lobby, "/questions show", &number).await,
        "Only members",
    );
    refused(
        &ben.runs(world.lobby, "/questions show", &[("number", "9")])
            .await,
        "#9",
    );
    let sure = ada.runs(world.lobby, "/question erase", &number).await;
    ada.clicks(sure.message().expect("a question back").id, "消去する")
        .await;
    world.settle().await;
    refused(
        &ben.runs(world.lobby, "/questions show", &number).await,
        "was erased",
    );
    world.end().await;
}
