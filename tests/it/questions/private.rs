//! Stories of private threads: opened once whatever goes wrong, and put right after somebody's hand.

use sandbox::view::MessageView;

use super::failure::{TOLD, everything_seen_by, says, tells, thread, told};
use super::lost::alert;
use super::repair::comes_back;
use super::{recorded, salon};
use crate::world::minutes;

#[tokio::test(flavor = "multi_thread")]
async fn a_thread_that_is_deleted_is_opened_again_for_those_who_were_in_it() {
    for away in [false, true] {
        let (mut world, old) = told().await;
        world
            .does("mika", "/question claim", &[("number", "1")])
            .await;
        world.settle().await;
        if away {
            world.stop_bot().await;
        }
        world.discord.moderator().deletes_channel(old.id);
        if away {
            world.start_bot().await;
        }
        world.settle().await;
        let alert = alert(&world);
        assert!(!says(&alert.text()), "{}", alert.text());
        world.person("owner").clicks(alert.id, "投稿し直す").await;
        world.settle().await;
        let (thread, card) = thread(&world, "ada");
        assert_ne!(thread.id, old.id);
        assert_eq!(thread.kind, 12);
        assert!(card.text().contains(TOLD[1].1), "{}", card.text());
        assert!(world.person("mika").can_see(thread.id));
        assert!(!says(&everything_seen_by(&world, "ben")));
        world.end().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_thread_whose_opening_nobody_confirmed_is_found_by_its_name() {
    for is_archived in [false, true] {
        let world = salon(true).await;
        let threads = world.discord.faults().on("POST", "/threads");
        threads.lose_next_answer();
        tells(&world, &world.person("ada")).await;
        // Only its owner is in it, and nothing stands there.
        let calls = world.discord.requests("POST", "/threads");
        assert_eq!(calls.len(), 1);
        if is_archived {
            let all = world.discord.people();
            let admin = all.iter().find(|person| person.owner).expect("an owner");
            let opened = world.discord.person(admin.id).threads(world.questions);
            world
                .discord
                .moderator()
                .archives_thread(opened[0].id, true);
        }
        world.pass(minutes(6)).await;
        assert_eq!(world.discord.requests("POST", "/threads").len(), 1);
        let (thread, card) = thread(&world, "ada");
        assert!(!thread.archived && card.text().contains(TOLD[1].1));
        world.end().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_opening_that_never_arrived_is_sent_after_looking_for_it() {
    let world = salon(true).await;
    // One of the same number that somebody else opened is none of ours.
    let other = world.discord.moderator();
    other.opens_private_thread(world.questions, "#1 腹痛");
    world
        .discord
        .faults()
        .on("POST", "/threads")
        .lose_next_request();
    tells(&world, &world.person("ada")).await;
    assert!(world.person("ada").threads(world.questions).is_empty());
    world.pass(minutes(6)).await;
    let (_, card) = thread(&world, "ada");
    assert!(card.text().contains(TOLD[1].1));
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stop_between_opening_and_card_loses_nothing_and_doubles_nothing() {
    let mut world = salon(true).await;
    let cards = world.discord.faults().on("POST", "/messages");
    cards.lose_next_request();
    tells(&world, &world.person("ada")).await;
    assert!(world.person("ada").threads(world.questions).is_empty());
    world.restart().await;
    world.pass(minutes(10)).await;
    let (_, card) = thread(&world, "ada");
    assert!(card.text().contains(TOLD[1].1));
    assert_eq!(world.discord.requests("POST", "/threads").len(), 1);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_somebody_archives_while_an_answer_is_owed_is_opened_again() {
    let (mut world, opened) = told().await;
    world.stop_bot().await;
    let moderator = world.discord.moderator();
    moderator.locks(opened.id, true);
    moderator.archives_thread(opened.id, true);
    world.start_bot().await;
    world.settle().await;
    let (shown, _) = thread(&world, "ada");
    assert!(!shown.archived && !shown.locked, "{shown:?}");
    let lists = world.discord.requests("GET", "/threads/archived/private");
    assert_eq!(lists.len(), 1, "its archive is read once");
    assert!(
        world
            .discord
            .requests("GET", "/threads/archived/public")
            .is_empty()
    );
    comes_back(&mut world).await;
    assert!(world.told_owner().is_empty(), "{:?}", world.told_owner());
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn erased_nothing_of_it_is_left() {
    let (world, thread) = told().await;
    world
        .does("mika", "/question claim", &[("number", "1")])
        .await;
    world.settle().await;
    let ada = world.person("ada");
    let sure = ada
        .runs(world.lobby, "/question erase", &[("number", "1")])
        .await;
    let sure = sure.message().expect("a question back").id;
    ada.clicks(sure, "消去する").await;
    world.settle().await;
    for name in ["ada", "mika"] {
        let person = world.person(name);
        let mut said: String = person
            .reads(thread.id)
            .iter()
            .map(MessageView::text)
            .collect();
        said.extend(
            person
                .threads(world.questions)
                .into_iter()
                .map(|it| it.name),
        );
        assert!(!says(&said), "{name}: {said}");
    }
    assert!(recorded(&world).await.contains(&"erased".to_owned()));
    let thread = ada.threads(world.questions).pop().expect("its thread");
    assert!(thread.archived && thread.name == "#1", "{thread:?}");
    world.end().await;
}
