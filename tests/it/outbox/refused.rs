//! Stories of what Discord refuses for good, and of places that the bot loses.

use sandbox::{Id, permissions};

use super::{answered, ask, grant, posts};
use crate::world::{Setting, World, hours};

/// Whose words are erased may have left, or take no more direct messages: what was said to them
/// cannot be changed any more, and there is nothing for the owner to decide.
#[tokio::test(flavor = "multi_thread")]
async fn a_direct_message_that_cannot_be_changed_any_more_holds_nothing() {
    for code in [50_007, 50_278] {
        let world = World::start().await;
        grant(&world).await;
        ask(&world).await;
        world.settle().await;
        let card = answered(&world).await;
        let told = world.person("ada").dms().pop().expect("she is told");
        world.discord.moderator().deletes_message(card);
        world.settle().await;

        let path = format!("/channels/{}/messages/{}", told.channel_id, told.id);
        world
            .discord
            .faults()
            .on("PATCH", &path)
            .answer_next(403, code);
        let owner = world.person("owner");
        let lost = owner.reads(world.log).pop().expect("he is told");
        let sure = owner.clicks(lost.id, "消去する…").await;
        let sure = sure.message().expect("a question back");
        let says = sure.text();
        assert!(
            says.contains("直接書き込んだメッセージは消去されません"),
            "{says}"
        );
        owner.clicks(sure.id, "消去する").await;
        world.settle().await;
        assert_eq!(world.discord.requests("PATCH", &path).len(), 1, "{code}");
        let mut said = owner.reads(world.log);
        said.retain(|said| !said.ephemeral);
        assert_eq!(said.len(), 1, "only of the loss: {said:?}");
        world.end().await;
    }
}

/// Mika answers the question with this card.
async fn answers(world: &World, card: Id) {
    let mika = world.person("mika");
    let form = mika.clicks(card, "回答する").await;
    let form = form.modal().expect("a form").clone();
    mika.submits(&form, &[("answer", "まず尿量を確認してください。")])
        .await;
    world.settle().await;
}

/// The bot sees the channel for questions, or does not.
fn sees_questions(world: &World, is_seen: bool) {
    let denied = if is_seen {
        0
    } else {
        permissions::VIEW_CHANNEL
    };
    let bot = world.discord.bot_id();
    world.discord.overwrite(world.questions, bot, 0, denied);
}

async fn is_told_once_of_a_lost_channel(text_channel: bool) {
    let world = World::start_with(Setting {
        text_channel,
        is_roomy: true,
        ..Setting::default()
    })
    .await;
    grant(&world).await;
    for _ in 0..3 {
        ask(&world).await;
    }
    world.settle().await;
    let mika = world.person("mika");
    let cards: Vec<Id> = if text_channel {
        let cards = mika.reads(world.questions);
        cards.iter().map(|card| card.id).collect()
    } else {
        let threads = mika.threads(world.questions);
        threads.iter().map(|thread| thread.id).collect()
    };
    assert_eq!(cards.len(), 3);

    sees_questions(&world, false);
    for card in &cards {
        answers(&world, *card).await;
    }
    ask(&world).await;
    world.settle().await;
    // Looked at again from time to time, and not told again.
    world.pass(hours(3)).await;
    let told = world.told_owner();
    assert_eq!(told.len(), 1, "{told:?}");
    let channel = format!("<#{}> への操作", world.questions);
    assert!(told[0].contains(&channel), "{}", told[0]);
    assert!(told[0].contains("チャンネルを見る"), "{}", told[0]);

    sees_questions(&world, true);
    world.settle().await;
    for card in cards {
        let card = mika.sees(card).expect("the card").text();
        assert!(card.contains("回答あり"), "{card}");
    }
    let posted = if text_channel {
        let said = mika.reads(world.questions);
        said.iter().filter(|said| !said.ephemeral).count()
    } else {
        posts(&world)
    };
    assert_eq!(posted, 4);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_a_forum_that_the_bot_no_longer_sees_the_owner_is_told_once() {
    is_told_once_of_a_lost_channel(false).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_a_text_channel_that_the_bot_no_longer_sees_the_owner_is_told_once() {
    is_told_once_of_a_lost_channel(true).await;
}
