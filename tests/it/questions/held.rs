//! Stories of a question in which somebody saw personal information: it is hidden at once, and shown
//! again or erased.

use sandbox::view::{ChannelView, MessageView};
use sandbox::{Id, Outcome, Person, Target};

use super::repair::comes_back;
use super::steps::{last_dm, refused, writes};
use super::{CLAIMED, UNCLAIMED, WORDS, asks, labels, question, recorded, salon_with};
use crate::world::{Setting, World, hours, minutes};

const ASKED_BACK: &str = "Kと腎機能を教えてください";
const REPLY: &str = "K 3.1、Cr 0.8です";
const ANSWER: &str = "24 時間で 8 mEq/L までにしてください";
/// What must not be read while it is hidden.
const SECRETS: [&str; 6] = [
    WORDS[0].1,
    WORDS[1].1,
    WORDS[4].1,
    "腎機能",
    "K 3.1",
    "8 mEq/L",
];

/// A salon in which as much may be done as these stories do.
pub(in crate::questions) async fn salon(text_channel: bool) -> World {
    salon_with(Setting {
        text_channel,
        is_roomy: true,
        ..Setting::default()
    })
    .await
}

/// A question of ada's that mika claimed, asked back about and answered.
pub(super) async fn answered(text_channel: bool) -> World {
    let world = salon(text_channel).await;
    let (ada, mika) = (world.person("ada"), world.person("mika"));
    asks(&world, &ada, &WORDS).await;
    let (_, card) = question(&world, &mika, 1);
    mika.clicks(card.id, "担当する").await;
    world.settle().await;
    writes(&world, &mika, ("追加情報を求める", "remark"), ASKED_BACK).await;
    writes(&world, &ada, ("追加情報を書く", "remark"), REPLY).await;
    writes(&world, &mika, ("回答する", "answer"), ANSWER).await;
    world
}

/// Chooses "Report personal information" in the menu of a message.
pub(in crate::questions) async fn reports(who: &Person, channel: Id, message: Id) -> Outcome {
    let menu = if who.view().locale == "ja" {
        "個人情報を報告"
    } else {
        "Report personal information"
    };
    who.uses_menu(channel, menu, Target::Message(message)).await
}

/// The thread of a question, whatever it is called, and what stands in it and its channel.
fn shown(world: &World) -> (ChannelView, Vec<(String, Vec<String>)>) {
    let mika = world.person("mika");
    let thread = mika.threads(world.questions).remove(0);
    let said = [mika.reads(world.questions), mika.reads(thread.id)].concat();
    let said = said.iter().filter(|said| !said.ephemeral);
    let face = |said: &MessageView| {
        let labels = labels(said).into_iter().map(str::to_owned).collect();
        (said.text(), labels)
    };
    (thread, said.map(face).collect())
}

fn dms(world: &World) -> Vec<Vec<String>> {
    let of = |name: &&str| {
        let dms = world.person(name).dms();
        dms.iter().map(MessageView::text).collect()
    };
    ["owner", "mika", "ken", "ada", "ben"]
        .iter()
        .map(of)
        .collect()
}

/// Whether these words stand anywhere on Discord.
fn can_be_read(world: &World, words: &str) -> bool {
    let (thread, said) = shown(world);
    let log = world.told_owner();
    let mut all = vec![thread.name];
    all.extend(said.into_iter().map(|(text, _)| text));
    all.extend(log);
    all.extend(dms(world).concat());
    all.iter().any(|text| text.contains(words))
}

/// What the owner was told of the first report.
fn alert(world: &World) -> MessageView {
    let mut told = world.person("owner").reads(world.log);
    told.retain(|told| told.text().contains("#1") && !told.text().contains("さんからも"));
    told.remove(0)
}

fn is_hidden(world: &World) {
    let readable: Vec<_> = SECRETS
        .iter()
        .filter(|words| can_be_read(world, words))
        .collect();
    assert!(readable.is_empty(), "{readable:?} can be read");
    let (thread, _) = shown(world);
    assert_eq!(thread.name, "#1 確認中");
    assert!(thread.archived && !thread.locked, "{thread:?}");
}

/// Nobody else reads, answers or shows it.
async fn nobody_else_reads_it(world: &World, card: Id) {
    let [mika, ken, ada, ben] = ["mika", "ken", "ada", "ben"].map(|name| world.person(name));
    let number = [("number", "1")];
    refused(
        &mika.clicks_forged(card, "question:answer:1").await,
        "確認中",
    );
    let show = ada.runs(world.lobby, "/questions show", &number).await;
    refused(&show, "確認中");
    let show = ken.runs(world.lobby, "/questions show", &number).await;
    refused(&show, WORDS[1].1);
    let mine = world.does("ada", "/questions mine", &[]).await;
    assert!(mine.contains("#1") && !mine.contains(WORDS[0].1), "{mine}");
    for other in [&ada, &ben] {
        let pressed = other.clicks(card, "元に戻す").await;
        assert!(
            ["メンターだけ", "only mentors", "Only mentors"]
                .iter()
                .any(|why| pressed.text().contains(why)),
            "{}",
            pressed.text()
        );
    }
    let status = world.does("owner", "/salon status", &[]).await;
    assert!(status.contains("確認中の質問：#1"), "{status}");
}

async fn is_hidden_and_shown_again(text_channel: bool) {
    let mut world = answered(text_channel).await;
    let [owner, mika, ken, ada, ben] =
        ["owner", "mika", "ken", "ada", "ben"].map(|name| world.person(name));
    let (before, told_before) = (shown(&world), dms(&world));
    for secret in SECRETS {
        assert!(can_be_read(&world, secret), "{secret}");
    }
    let (thread, card) = question(&world, &ben, 1);
    let mut answer = ben.reads(thread.id).into_iter();
    let answer = answer.rfind(|said| said.text().contains("8 mEq/L"));
    let thanks = reports(&ben, thread.id, answer.expect("the answer").id).await;
    refused(&thanks, "is hidden now");
    // Somebody else sees it too, before anything was sent; each message is reported once.
    let channel = if text_channel {
        world.questions
    } else {
        thread.id
    };
    refused(&reports(&ken, channel, card.id).await, "すでに確認中");
    refused(&reports(&ken, channel, card.id).await, "すでにご報告");
    world.settle().await;
    is_hidden(&world);
    let also = world.told_owner();
    let also = also.iter().filter(|told| told.contains("さんからも"));
    let also: Vec<_> = also.collect();
    let [also] = also.as_slice() else {
        panic!("{also:?}")
    };
    assert!(also.contains(&format!("<@{}>", ken.id())), "{also}");

    let (_, hidden) = question(&world, &mika, 1);
    assert!(
        hidden.text().contains("確認しています"),
        "{}",
        hidden.text()
    );
    assert_eq!(labels(&hidden), ["元に戻す"]);
    assert!(last_dm(&ada).contains("念のため"), "{}", last_dm(&ada));
    assert!(last_dm(&mika).contains("確認のため"), "{}", last_dm(&mika));
    let mention = format!("<@{}>", ben.id());
    for told in [last_dm(&ada), last_dm(&mika), hidden.text()] {
        assert!(!told.contains(&mention), "{told}");
    }
    let told = alert(&world);
    assert_eq!(labels(&told), ["元に戻す", "消去する…"]);
    assert!(
        told.text().contains(&mention) && told.text().contains("初めて"),
        "{}",
        told.text()
    );

    nobody_else_reads_it(&world, hidden.id).await;
    world.pass(hours(30)).await;
    comes_back(&mut world).await;
    is_hidden(&world);
    let shown_again = ken.clicks(hidden.id, "元に戻す").await;
    refused(&shown_again, "元のとおり表示しました");
    world.settle().await;
    assert_eq!(shown(&world).1, before.1);
    let (thread, _) = shown(&world);
    assert_eq!(
        (thread.name, thread.tags, thread.archived),
        (before.0.name, before.0.tags, before.0.archived)
    );
    for (after, before) in dms(&world).iter().zip(&told_before) {
        assert_eq!(after[..before.len()], before[..]);
    }
    assert!(last_dm(&ada).contains("元のとおり"), "{}", last_dm(&ada));
    let end = alert(&world);
    assert!(
        labels(&end).is_empty() && end.text().contains("確認し"),
        "{}",
        end.text()
    );
    refused(
        &owner.clicks_forged(end.id, "question:restore:1").await,
        "確認中ではありません",
    );

    let number = [("number", "1")];
    reports(&ben, channel, card.id).await;
    world.settle().await;
    let told = world.told_owner().pop().expect("a notice");
    assert!(told.contains("1 件のうち、1 件"), "{told}");
    is_hidden(&world);
    world.does("owner", "/question restore", &number).await;
    world.settle().await;
    let steps = recorded(&world).await;
    let steps: Vec<_> = steps.iter().skip(5).collect();
    assert_eq!(steps, ["held", "restored", "held", "restored"]);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reported_question_is_hidden_and_shown_again_in_a_forum() {
    is_hidden_and_shown_again(false).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reported_question_is_hidden_and_shown_again_in_a_text_channel() {
    is_hidden_and_shown_again(true).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn while_a_question_is_hidden_its_clocks_stand_still() {
    let mut world = salon(false).await;
    let (ada, mika, ken) = (
        world.person("ada"),
        world.person("mika"),
        world.person("ken"),
    );
    asks(&world, &ada, &WORDS).await;
    let (thread, card) = question(&world, &mika, 1);
    mika.clicks(card.id, "担当する").await;
    world.pass(hours(11)).await;
    reports(&ken, thread.id, card.id).await;
    world.settle().await;
    world.pass(hours(40)).await;
    world.restart().await;
    let told = world.told_owner();
    assert_eq!(told.len(), 1, "nobody is told that it waits: {told:?}");
    world
        .does("ken", "/question restore", &[("number", "1")])
        .await;
    world.settle().await;
    assert_eq!(labels(&question(&world, &ada, 1).1), CLAIMED);
    world.pass(hours(12) - minutes(1)).await;
    assert_eq!(labels(&question(&world, &ada, 1).1), CLAIMED);
    world.pass(minutes(1)).await;
    assert_eq!(labels(&question(&world, &ada, 1).1), UNCLAIMED);
    world.end().await;
}

async fn is_erased_while_it_is_hidden(text_channel: bool) {
    let world = answered(text_channel).await;
    let (owner, ken) = (world.person("owner"), world.person("ken"));
    let (thread, card) = question(&world, &ken, 1);
    let channel = if text_channel {
        world.questions
    } else {
        thread.id
    };
    reports(&ken, channel, card.id).await;
    world.settle().await;
    let sure = owner.clicks(alert(&world).id, "消去する…").await;
    let sure = sure.message().expect("a question back");
    owner.clicks(sure.id, "消去する").await;
    world.settle().await;
    for secret in SECRETS {
        assert!(!can_be_read(&world, secret), "{secret}");
    }
    assert_eq!(shown(&world).0.name, "#1");
    let end = alert(&world);
    assert!(labels(&end).is_empty() && end.text().contains("消去しました"));
    refused(
        &ken.clicks_forged(end.id, "question:restore:1").await,
        "消去",
    );
    // In an archived thread nothing can be reported.
    if text_channel {
        refused(&reports(&owner, channel, card.id).await, "消去");
    }
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hidden_question_is_erased() {
    for text_channel in [false, true] {
        is_erased_while_it_is_hidden(text_channel).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_is_hidden_though_the_bot_stops_or_discord_is_away() {
    for text_channel in [false, true] {
        let mut world = answered(text_channel).await;
        let ken = world.person("ken");
        let (thread, card) = question(&world, &ken, 1);
        let channel = if text_channel {
            world.questions
        } else {
            thread.id
        };
        reports(&ken, channel, card.id).await;
        // Nothing was sent yet.
        world.stop_bot().await;
        assert!(can_be_read(&world, WORDS[1].1));
        let down = world.discord.faults().on("PATCH", "").times(1_000);
        down.answer_next(503, 0);
        world.start_bot().await;
        assert!(can_be_read(&world, WORDS[1].1));
        world.discord.faults().clear();
        world.pass(minutes(10)).await;
        is_hidden(&world);
        let before = shown(&world).1.len();
        world
            .does("owner", "/question restore", &[("number", "1")])
            .await;
        world.restart().await;
        world.settle().await;
        assert_eq!(shown(&world).1.len(), before);
        assert!(SECRETS.iter().all(|words| can_be_read(&world, words)));
        world.end().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_hidden_in_a_backup_is_hidden_after_going_back_to_it() {
    let mut world = answered(false).await;
    let ken = world.person("ken");
    let (thread, card) = question(&world, &ken, 1);
    reports(&ken, thread.id, card.id).await;
    world.settle().await;
    let backup = world.is_backed_up().await;
    world
        .does("owner", "/question restore", &[("number", "1")])
        .await;
    world.settle().await;
    assert!(can_be_read(&world, WORDS[1].1));
    world.stop_bot().await;
    world.restores(&backup, true).await.expect("a restore");
    world.start_bot().await;
    world.pass(minutes(40)).await;
    is_hidden(&world);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hidden_thread_that_somebody_deletes_is_missed_once_it_is_shown_again() {
    let mut world = answered(true).await;
    let ken = world.person("ken");
    let (thread, card) = question(&world, &ken, 1);
    reports(&ken, world.questions, card.id).await;
    world.settle().await;
    world.discord.moderator().deletes_channel(thread.id);
    world.settle().await;
    let number = [("number", "1")];
    let refused = world.does("owner", "/question recreate", &number).await;
    assert!(refused.contains("確認中"), "{refused}");
    world.does("owner", "/question restore", &number).await;
    world.settle().await;
    comes_back(&mut world).await;
    let done = world.does("owner", "/question recreate", &number).await;
    assert!(done.contains("投稿し直します"), "{done}");
    world.settle().await;
    assert!(SECRETS.iter().all(|words| can_be_read(&world, words)));
    world.end().await;
}
