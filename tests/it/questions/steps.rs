//! Stories of what else happens to a question: more is asked of its asker, its claim passes on, it was
//! asked before, it is given up.

use sandbox::view::MessageView;
use sandbox::{Outcome, Person};

use super::{
    CLAIMED, UNCLAIMED, WORDS, asks, labels, only_told_in_private, question, recorded, salon,
};
use crate::world::{World, hours, minutes};

/// Presses a button that opens a form, and sends these words with it.
pub(super) async fn writes(
    world: &World,
    who: &Person,
    (button, part): (&str, &str),
    words: &str,
) -> Outcome {
    let (_, card) = question(world, who, 1);
    let form = who.clicks(card.id, button).await;
    let form = form.modal().unwrap_or_else(|| panic!("{}", form.text()));
    let done = who.submits(form, &[(part, words)]).await;
    world.settle().await;
    done
}

pub(super) fn last_dm(person: &Person) -> String {
    person.dms().pop().expect("a message").text()
}

pub(super) fn refused(outcome: &Outcome, why: &str) {
    assert!(outcome.text().contains(why), "{}", outcome.text());
}

async fn more_is_asked_of_the_asker(text_channel: bool) {
    let mut world = salon(text_channel).await;
    let (ada, mika, ken) = (
        world.person("ada"),
        world.person("mika"),
        world.person("ken"),
    );
    asks(&world, &ada, &WORDS).await;
    let (thread, card) = question(&world, &mika, 1);
    refused(
        &ada.clicks(card.id, "追加情報を求める").await,
        "メンターだけ",
    );
    mika.clicks(card.id, "担当する").await;
    world.settle().await;
    writes(
        &world,
        &mika,
        ("追加情報を求める", "remark"),
        "Kと腎機能を教えてください",
    )
    .await;

    let (waiting, card) = question(&world, &ada, 1);
    assert!(card.text().contains("追加情報待ち"), "{}", card.text());
    assert!(
        text_channel || waiting.tags == ["追加情報待ち", "循環器"],
        "{:?}",
        waiting.tags
    );
    assert_eq!(labels(&card), ["追加情報を書く", "回答する"]);
    let dm = last_dm(&ada);
    assert!(
        dm.contains("追加の情報") && dm.contains(&thread.id.to_string()),
        "{dm}"
    );
    let said: Vec<String> = ada.reads(thread.id).iter().map(MessageView::text).collect();
    assert!(said.iter().any(|said| said.contains("腎機能")), "{said:?}");
    refused(
        &ken.clicks_forged(card.id, "question:claim:1").await,
        "追加情報を待って",
    );
    refused(&ken.clicks(card.id, "追加情報を書く").await, "質問者だけ");

    // The claim does not run out while nobody can answer.
    world.pass(hours(30)).await;
    world.restart().await;
    writes(&world, &ada, ("追加情報を書く", "remark"), "K 3.1、Cr 0.8").await;
    let (thread, card) = question(&world, &ada, 1);
    assert_eq!(labels(&card), CLAIMED);
    let said: Vec<String> = mika
        .reads(thread.id)
        .iter()
        .map(MessageView::text)
        .collect();
    let reply = said
        .iter()
        .find(|said| said.contains("K 3.1"))
        .expect("the reply");
    assert!(reply.contains(&format!("<@{}>", ada.id())), "{reply}");
    assert!(
        last_dm(&mika).contains("追加情報を書きました"),
        "{}",
        last_dm(&mika)
    );
    refused(
        &ada.clicks_forged(card.id, "question:reply:1").await,
        "依頼はありません",
    );

    world.pass(hours(12) - minutes(1)).await;
    assert_eq!(labels(&question(&world, &ada, 1).1), CLAIMED);
    world.pass(minutes(1)).await;
    assert_eq!(labels(&question(&world, &ada, 1).1), UNCLAIMED);
    let thanks = last_dm(&mika);
    assert!(thanks.contains("ありがとう"), "{thanks}");
    only_told_in_private(&world);
    let steps = ["asked", "claimed", "needs_info", "replied", "lapsed"];
    assert_eq!(recorded(&world).await, steps);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn more_is_asked_of_the_asker_in_a_forum() {
    more_is_asked_of_the_asker(false).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn more_is_asked_of_the_asker_in_a_text_channel() {
    more_is_asked_of_the_asker(true).await;
}

/// We need not be given the words for that: who wrote is enough.
#[tokio::test(flavor = "multi_thread")]
async fn what_the_asker_writes_in_the_thread_is_what_was_asked_for_even_if_the_bot_was_away() {
    for is_away in [false, true] {
        let mut world = salon(is_away).await;
        let (ada, mika) = (world.person("ada"), world.person("mika"));
        asks(&world, &ada, &WORDS).await;
        writes(&world, &mika, ("追加情報を求める", "remark"), "Kは？").await;
        let (thread, _) = question(&world, &ada, 1);
        world.pass(hours(1)).await;
        mika.posts(thread.id, "お待ちしています").expect("posted");
        world.settle().await;
        assert_eq!(
            labels(&question(&world, &ada, 1).1),
            ["追加情報を書く", "回答する"]
        );
        if is_away {
            world.stop_bot().await;
        }
        ada.posts(thread.id, "K 3.1 です").expect("posted");
        if is_away {
            world.start_bot().await;
        }
        world.settle().await;
        assert_eq!(labels(&question(&world, &ada, 1).1), UNCLAIMED);
        let told = mika.dms().into_iter();
        let told = told.filter(|dm| dm.text().contains("追加情報を書きました"));
        assert_eq!(told.count(), 1);
        let steps = ["asked", "needs_info", "replied"];
        assert_eq!(recorded(&world).await, steps);
        world.end().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_asked_back_and_replied_is_there_again_in_a_new_thread_and_goes_when_erased() {
    let world = salon(true).await;
    let (ada, mika) = (world.person("ada"), world.person("mika"));
    let owner = world.person("owner");
    asks(&world, &ada, &WORDS).await;
    writes(&world, &mika, ("追加情報を求める", "remark"), "体重は？").await;
    writes(&world, &ada, ("追加情報を書く", "remark"), "52 kg です").await;
    writes(&world, &mika, ("回答する", "answer"), "6 mEq/L まで").await;
    let (thread, _) = question(&world, &owner, 1);
    world.discord.moderator().deletes_channel(thread.id);
    world.settle().await;
    owner
        .runs(world.lobby, "/question recreate", &[("number", "1")])
        .await;
    world.settle().await;
    let (again, _) = question(&world, &owner, 1);
    assert_ne!(again.id, thread.id);
    let said: Vec<String> = owner
        .reads(again.id)
        .iter()
        .map(MessageView::text)
        .collect();
    let place = |words: &str| {
        said.iter()
            .position(|said| said.contains(words))
            .expect("said again")
    };
    assert!(
        place("体重は") < place("52 kg") && place("52 kg") < place("6 mEq/L"),
        "{said:?}"
    );

    let sure = ada.runs(again.id, "/question erase", &[]).await;
    let sure = sure.message().expect("a question back").id;
    ada.clicks(sure, "消去する").await;
    world.settle().await;
    let said: Vec<String> = owner
        .reads(again.id)
        .iter()
        .map(MessageView::text)
        .collect();
    for words in ["体重は", "52 kg", "6 mEq/L"] {
        assert!(
            !said.iter().any(|said| said.contains(words)),
            "{words}: {said:?}"
        );
    }
    let mut conn = world.app().db.read().await.expect("a reader");
    let kept: i64 = sqlx::query_scalar("select count(*) from question_remark where body <> ''")
        .fetch_one(&mut *conn)
        .await
        .expect("a count");
    assert_eq!(kept, 0);
    drop(conn);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_asked_before_is_joined_with_it_and_its_asker_can_contest() {
    for text_channel in [false, true] {
        let world = salon(text_channel).await;
        let (ada, ben) = (world.person("ada"), world.person("ben"));
        let (mika, ken) = (world.person("mika"), world.person("ken"));
        asks(&world, &ada, &WORDS).await;
        asks(&world, &ben, &WORDS).await;
        let of = |of: &'static str, number: &'static str| [("of", of), ("number", number)];
        let runs = async |who: &Person, of: &[(&str, &str)]| {
            who.runs(world.lobby, "/question duplicate", of).await
        };
        refused(&runs(&ben, &of("1", "2")).await, "Only mentors");
        refused(&runs(&mika, &of("2", "2")).await, "自身にまとめる");
        refused(&runs(&mika, &of("9", "2")).await, "#9 はありません");
        let (_, card) = question(&world, &ken, 2);
        ken.clicks(card.id, "担当する").await;
        world.settle().await;
        runs(&mika, &of("1", "2")).await;
        world.settle().await;
        let (thread, card) = question(&world, &ben, 2);
        assert!(
            thread.archived && card.text().contains("重複"),
            "{}",
            card.text()
        );
        let first = question(&world, &ben, 1).0.id.to_string();
        assert!(last_dm(&ben).contains(&first), "{}", last_dm(&ben));
        assert!(
            last_dm(&ken).contains("まとめられました"),
            "{}",
            last_dm(&ken)
        );
        refused(
            &mika.clicks_forged(card.id, "question:answer:2").await,
            "#1",
        );
        // No circle comes of it.
        refused(&runs(&mika, &of("2", "1")).await, "自身にまとめる");

        ben.clicks(card.id, "これは別の質問です").await;
        world.settle().await;
        let (thread, card) = question(&world, &ben, 2);
        assert!(!thread.archived);
        assert_eq!(labels(&card), UNCLAIMED);
        let steps = ["asked", "asked", "claimed", "duplicate", "reopened"];
        assert_eq!(recorded(&world).await, steps);
        world.end().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_needed_any_more_is_closed_by_its_asker_or_the_owner_alone() {
    let world = salon(true).await;
    let (ada, mika) = (world.person("ada"), world.person("mika"));
    let owner = world.person("owner");
    asks(&world, &ada, &WORDS).await;
    let (_, card) = question(&world, &mika, 1);
    mika.clicks(card.id, "担当する").await;
    let number = [("number", "1")];
    refused(
        &mika.runs(world.lobby, "/question expire", &number).await,
        "質問者と運営者だけ",
    );
    owner.runs(world.lobby, "/question expire", &number).await;
    world.settle().await;
    let (thread, card) = question(&world, &ada, 1);
    assert!(thread.archived);
    assert_eq!(labels(&card), ["再開する"]);
    assert!(last_dm(&ada).contains("運営者が終了"), "{}", last_dm(&ada));
    assert!(
        last_dm(&mika).contains("終了になりました"),
        "{}",
        last_dm(&mika)
    );
    refused(
        &ada.runs(world.lobby, "/question expire", &number).await,
        "終了しています",
    );
    ada.clicks(card.id, "再開する").await;
    world.settle().await;
    ada.runs(world.lobby, "/question expire", &number).await;
    world.settle().await;
    let told = ada
        .dms()
        .into_iter()
        .filter(|dm| dm.text().contains("終了"));
    assert_eq!(told.count(), 1, "who closes it themself is not told");
    let steps = ["asked", "claimed", "expired", "reopened", "expired"];
    assert_eq!(recorded(&world).await, steps);
    world.end().await;
}
