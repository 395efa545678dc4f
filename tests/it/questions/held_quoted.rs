//! Stories of messages in a question's thread that are kept, and of what may be posted there again.

use salon::actor::Actor;
use salon::ids::{ChannelId, MessageId};
use salon::reported::{self, Author, Done};
use salon::text::Lang;
use sandbox::Target;
use sandbox::view::MessageView;

use super::held::{reports, salon};
use super::steps::refused;
use super::{WORDS, asks, labels, question};
use crate::reported_again::states;
use crate::world::{World, number};

const SAID: &str = "山田花子さんの検査値を見てください。";

/// The last notice of a kept message.
fn notice(world: &World) -> MessageView {
    let mut told = world.person("owner").reads(world.log).into_iter();
    let told = told.rfind(|told| labels(told).contains(&"消す"));
    told.expect("a notice")
}

async fn erases(world: &World) {
    let ada = world.person("ada");
    let number = [("number", "1")];
    let sure = ada.runs(world.lobby, "/question erase", &number).await;
    let sure = sure.message().expect("a question back").id;
    ada.clicks(sure, "消去する").await;
    world.settle().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_posted_again_in_a_thread_goes_without_the_question() {
    for text_channel in [false, true] {
        let world = salon(text_channel).await;
        let [owner, mika, ken, ada] =
            ["owner", "mika", "ken", "ada"].map(|name| world.person(name));
        asks(&world, &ada, &WORDS).await;
        let (thread, _) = question(&world, &mika, 1);
        let said = mika.posts(thread.id, SAID).expect("posted");
        reports(&ken, thread.id, said.id).await;
        world.settle().await;
        owner.clicks(notice(&world).id, "元に戻す").await;
        world.settle().await;
        let quotes = |who: &str| {
            let said = world.person(who).reads(thread.id).into_iter();
            said.filter(|said| said.text().contains(SAID)).collect()
        };
        let quote: Vec<MessageView> = quotes("ken");
        assert_eq!(quote.len(), 1);
        refused(&reports(&ken, thread.id, quote[0].id).await, "削除して");
        world.settle().await;
        assert!(quotes("ken").is_empty());
        let (_, card) = question(&world, &ken, 1);
        assert!(!card.text().contains("確認して"), "{}", card.text());
        assert_eq!(states(&world).await, ["kept"]);
        owner.clicks(notice(&world).id, "消す").await;
        world.settle().await;
        world.end().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_goes_with_its_question() {
    let world = salon(true).await;
    let [owner, mika, ken, ada] = ["owner", "mika", "ken", "ada"].map(|name| world.person(name));
    asks(&world, &ada, &WORDS).await;
    let (thread, _) = question(&world, &mika, 1);
    let mut answers = Vec::new();
    for said in [SAID, "山田さんにはK 3.1で十分です。"] {
        let said = mika.posts(thread.id, said).expect("posted").id;
        let marked = Target::Message(said);
        mika.uses_menu(thread.id, "回答にする", marked).await;
        world.settle().await;
        answers.push(said);
    }
    reports(&ken, thread.id, answers[0]).await;
    world.settle().await;
    erases(&world).await;
    refused(
        &owner.clicks(notice(&world).id, "元に戻す").await,
        "消去された質問",
    );
    world.settle().await;
    assert_eq!(states(&world).await, ["wiped"]);

    // Of one that is reported once the question is erased nothing but the message is left.
    let actor = Actor {
        user: world.user("ken"),
        lang: Lang::Ja,
        is_mentor: true,
        is_owner: false,
    };
    let target = reported::Target {
        channel: ChannelId(number(thread.id)),
        message: MessageId(number(answers[1])),
        author: Author::Person(world.user("mika")),
        content: SAID,
        attachments: 0,
        may_delete: true,
    };
    let done = reported::report(world.app(), &actor, target).await;
    assert_eq!(done.expect("taken in"), Done::Deleted);
    world.settle().await;
    assert_eq!(states(&world).await, ["wiped", "kept"]);
    owner.clicks(notice(&world).id, "消す").await;
    world.settle().await;
    world.end().await;
}
