//! Stories of what a hand does, while the bot is on and while it is away, in both kinds of channel: to
//! the thread of an open and of a closed question, and of an asker who leaves.

use sandbox::Person;

use super::lost::alert;
use super::steps::last_dm;
use super::{CLAIMED, UNCLAIMED, WORDS, asks, labels, question, salon_with};
use crate::world::{Setting, World, hours};

/// Kinds of channel, and whether the bot is away meanwhile.
const ALL: [(bool, bool); 4] = [(false, false), (false, true), (true, false), (true, true)];

/// A salon in which as much may be done as these stories do.
async fn salon(text_channel: bool) -> World {
    salon_with(Setting {
        text_channel,
        is_roomy: true,
        ..Setting::default()
    })
    .await
}

/// Threads are compared with the database, as every five minutes.
async fn is_compared(world: &World) {
    world.settle().await;
    let compared = salon::questions::repair(world.app(), &world.rest()).await;
    compared.expect("threads are compared");
    world.settle().await;
}

/// Somebody does something, and the next comparison has been through.
async fn by_hand(world: &mut World, is_away: bool, hand: impl FnOnce(&World)) {
    if is_away {
        world.stop_bot().await;
        hand(world);
        world.start_bot().await;
        world.settle().await;
    } else {
        hand(world);
        is_compared(world).await;
    }
}

async fn runs(world: &World, who: &str, command: &str, number: &str) -> String {
    let told = world.does(who, command, &[("number", number)]).await;
    world.settle().await;
    told
}

/// Opens a form by a command and sends it with these words.
async fn types(world: &World, who: &Person, (command, part): (&str, &str), number: &str) {
    let options = [("number", number)];
    let form = who.runs(world.lobby, command, &options).await;
    let form = form.modal().unwrap_or_else(|| panic!("{}", form.text()));
    let words = [(part, "24時間で8 mEq/Lまでにしてください")];
    let done = who.submits(form, &words).await;
    let number = format!("#{number}");
    assert!(done.text().contains(&number), "{}", done.text());
    world.settle().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_deleted_thread_of_a_closed_question_is_missed_once_it_is_opened_again() {
    for (text_channel, is_away) in ALL {
        let mut world = salon(text_channel).await;
        let mika = world.person("mika");
        asks(&world, &world.person("ada"), &WORDS).await;
        types(&world, &mika, ("/question answer", "answer"), "1").await;
        let (thread, card) = question(&world, &mika, 1);
        world.person("ada").clicks(card.id, "解決する").await;
        world.settle().await;
        by_hand(&mut world, is_away, |world| {
            world.discord.moderator().deletes_channel(thread.id);
        })
        .await;
        let told = world.told_owner();
        assert!(!told.iter().any(|told| told.contains("#1")), "{told:?}");

        let told = runs(&world, "ada", "/question reopen", "1").await;
        assert!(told.contains("再開しました"), "{told}");
        is_compared(&world).await;
        is_compared(&world).await;
        let told = world.told_owner();
        let told = told.iter().filter(|told| told.contains("#1"));
        assert_eq!(told.count(), 1, "text: {text_channel}, away: {is_away}");
        let owner = world.person("owner");
        assert_eq!(labels(&alert(&world)), ["投稿し直す", "消去する…"]);
        // Both are tried, each in both kinds of channel.
        if text_channel == is_away {
            owner.clicks(alert(&world).id, "投稿し直す").await;
            world.settle().await;
            let (thread, card) = question(&world, &mika, 1);
            assert!(!thread.archived && card.text().contains(WORDS[1].1));
            assert_eq!(labels(&card), UNCLAIMED);
            let said = mika.reads(thread.id);
            let answers = said.iter().filter(|said| said.text().contains("24時間で"));
            assert_eq!(answers.count(), 1);
        } else {
            let sure = owner.clicks(alert(&world).id, "消去する…").await;
            let sure = sure.message().expect("a question back");
            owner.clicks(sure.id, "消去する").await;
            world.settle().await;
            let channel = mika.reads(world.questions);
            let is_left = |said: &sandbox::view::MessageView| said.text().contains(WORDS[1].1);
            assert!(!channel.iter().any(is_left), "{channel:?}");
            assert!(alert(&world).text().contains("消去"));
        }
        assert!(labels(&alert(&world)).is_empty());
        world.end().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_thread_in_which_somebody_waits_is_opened_and_tagged_and_keeps_its_new_name() {
    for (text_channel, is_away) in ALL {
        let mut world = salon(text_channel).await;
        let (ada, mika) = (world.person("ada"), world.person("mika"));
        asks(&world, &ada, &WORDS).await;
        let (before, _) = question(&world, &mika, 1);
        by_hand(&mut world, is_away, |world| {
            let moderator = world.discord.moderator();
            moderator.renames(before.id, "#1 急ぎ");
            if !text_channel {
                moderator.sets_tags(before.id, &["解決済み", "救急"]);
            }
            moderator.locks(before.id, true);
            moderator.archives_thread(before.id, true);
        })
        .await;
        let (after, _) = question(&world, &mika, 1);
        assert!(!after.archived && !after.locked, "{after:?}");
        assert_eq!(after.name, "#1 急ぎ");
        assert_eq!(after.tags, before.tags);

        by_hand(&mut world, is_away, |world| {
            let moderator = world.discord.moderator();
            if !text_channel {
                moderator.sets_tags(before.id, &["対応中", "救急"]);
            }
        })
        .await;
        let (after, _) = question(&world, &mika, 1);
        assert_eq!(after.tags, before.tags);

        types(&world, &mika, ("/question answer", "answer"), "1").await;
        by_hand(&mut world, is_away, |world| {
            world.discord.moderator().archives_thread(before.id, true);
        })
        .await;
        let (after, _) = question(&world, &mika, 1);
        assert!(after.archived, "what is answered may rest");
        let resolved = runs(&world, "ada", "/question resolve", "1").await;
        assert!(resolved.contains("#1"), "{resolved}");
        let (after, card) = question(&world, &mika, 1);
        assert!(after.archived && card.text().contains("解決済み"));
        world.end().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn of_an_asker_who_left_nothing_is_closed_and_who_comes_back_finds_it() {
    for (text_channel, is_away) in ALL {
        let mut world = salon(text_channel).await;
        let (ada, mika) = (world.person("ada"), world.person("mika"));
        for _ in 0..3 {
            asks(&world, &ada, &WORDS).await;
        }
        runs(&world, "mika", "/question claim", "2").await;
        runs(&world, "mika", "/question claim", "3").await;
        types(&world, &mika, ("/question answer", "answer"), "3").await;
        by_hand(&mut world, is_away, |_| ada.leaves()).await;
        let shown = |world: &World, number: i64| {
            let (thread, card) = question(world, &mika, number);
            assert!(!thread.archived, "#{number}");
            card
        };
        assert_eq!(labels(&shown(&world, 1)), UNCLAIMED);
        assert_eq!(labels(&shown(&world, 2)), CLAIMED);
        assert!(shown(&world, 3).text().contains("回答あり"));

        // What cannot be delivered holds nothing up, and no clock stops.
        let dms = ada.dms().len();
        types(&world, &mika, ("/question answer", "answer"), "2").await;
        assert!(shown(&world, 2).text().contains("回答あり"));
        world.pass(hours(14)).await;
        let told = world.told_owner();
        assert!(told.iter().any(|told| told.contains("#1")), "{told:?}");
        types(&world, &mika, ("/question needs-info", "remark"), "1").await;
        assert!(shown(&world, 1).text().contains("追加情報待ち"));
        assert_eq!(ada.dms().len(), dms);

        world.pass(hours(72)).await;
        let refused = runs(&world, "mika", "/question expire", "1").await;
        assert!(refused.contains("質問者と運営者だけ"), "{refused}");
        runs(&world, "owner", "/question expire", "1").await;
        runs(&world, "owner", "/question resolve", "2").await;
        let resolved = runs(&world, "mika", "/question resolve", "3").await;
        assert!(resolved.contains("#3"), "{resolved}");
        for number in [1, 2, 3] {
            assert!(question(&world, &mika, number).0.archived, "#{number}");
        }

        by_hand(&mut world, is_away, |_| ada.joins()).await;
        let mine = world.does("ada", "/questions mine", &[]).await;
        assert!(mine.contains("#1") && mine.contains("#3"), "{mine}");
        let told = runs(&world, "ada", "/question reopen", "1").await;
        assert!(told.contains("再開しました"), "{told}");
        assert_eq!(labels(&shown(&world, 1)), UNCLAIMED);
        types(&world, &mika, ("/question answer", "answer"), "1").await;
        assert!(last_dm(&ada).contains("#1"), "{}", last_dm(&ada));
        world.end().await;
    }
}
