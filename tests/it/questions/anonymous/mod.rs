//! Stories of questions whose asker nobody is told.

mod leaks;
mod refused;
mod unsealing;

use std::time::Duration;

use sandbox::view::MessageView;
use sandbox::{Outcome, Person};

use super::steps::{last_dm, writes};
use super::{WORDS, labels, only_told_in_private, post_button, question, recorded, salon};
use crate::world::{World, hours, minutes};

const ANSWER: &str = "24 時間で 8 mEq/L までにしてください";

/// Asks without a name as far as what it will look like.
pub(super) async fn previews(world: &World, person: &Person) -> Outcome {
    let options = [
        ("kind", "Medical"),
        ("field", "cardiology"),
        ("anonymous", "true"),
    ];
    let form = person.runs(world.lobby, "/ask", &options).await;
    match form.modal() {
        Some(form) => person.submits(form, &WORDS).await,
        None => form,
    }
}

/// Asks without a name; sees the last answer.
pub(super) async fn asks_anonymously(world: &World, person: &Person) -> Outcome {
    let preview = previews(world, person).await;
    let Some((message, post)) = post_button(&preview) else {
        return preview;
    };
    let done = person.clicks(message, &post).await;
    world.settle().await;
    done
}

/// Opens what they asked without a name; all that is shown, and the buttons at its end.
pub(super) async fn opens(world: &World, person: &Person, number: &str) -> (String, MessageView) {
    let mine = person.runs(world.lobby, "/questions mine", &[]).await;
    let list = mine.message().unwrap_or_else(|| panic!("{}", mine.text()));
    assert!(list.ephemeral);
    let before = person.reads(world.lobby).len();
    let mut changes = world.discord.changes();
    person.selects(list.id, "question:open:0", &[number]).await;
    let shown = async {
        loop {
            let shown = person.reads(world.lobby).split_off(before);
            if shown.iter().any(is_desk) {
                return shown;
            }
            changes.changed().await.expect("Discord goes on");
        }
    };
    let shown = tokio::time::timeout(Duration::from_secs(5), shown).await;
    let shown = shown.expect("the desk is shown");
    assert!(shown.iter().all(|message| message.ephemeral), "{shown:?}");
    let text: Vec<String> = shown.iter().map(MessageView::text).collect();
    let desk = shown.into_iter().find(is_desk).expect("a desk");
    (text.join("\n"), desk)
}

fn is_desk(message: &MessageView) -> bool {
    let mut ids = message
        .buttons()
        .filter_map(|button| button.custom_id.as_deref());
    ids.any(|id| id.starts_with("question:dm:"))
}

/// Writes to the first question from the desk.
async fn says(world: &World, person: &Person, words: &str) -> Outcome {
    let (_, desk) = opens(world, person, "1").await;
    let form = person.clicks(desk.id, "匿名で書き込む").await;
    let form = form.modal().unwrap_or_else(|| panic!("{}", form.text()));
    let done = person.submits(form, &[("remark", words)]).await;
    world.settle().await;
    done
}

/// All that is said in the thread of the first question, as `mika` reads it.
fn thread_says(world: &World) -> String {
    let mika = world.person("mika");
    let (thread, _) = question(world, &mika, 1);
    let said: Vec<String> = mika
        .reads(thread.id)
        .iter()
        .map(MessageView::text)
        .collect();
    said.join("\n")
}

async fn count(world: &World, sql: &'static str) -> i64 {
    let mut conn = world.app().db.read().await.expect("a reader");
    sqlx::query_scalar(sql)
        .fetch_one(&mut *conn)
        .await
        .expect("a count")
}

#[tokio::test(flavor = "multi_thread")]
async fn messages_come_to_whoever_wants_them_and_to_nobody_else() {
    let mut world = salon(false).await;
    let (ada, ben, mika) = (
        world.person("ada"),
        world.person("ben"),
        world.person("mika"),
    );
    let preview = previews(&world, &ada).await;
    let text = preview.text();
    for said in [
        "封印",
        "モデレーター",
        "鍵とデータベース",
        "書き込まないで",
        "質問一覧 自分",
    ] {
        assert!(text.contains(said), "{said} is missing in {text}");
    }
    let message = preview.message().expect("a preview").id;
    let on = ada.clicks(message, "DM でのお知らせを受け取る").await;
    assert!(on.text().contains("DM でお知らせします"), "{}", on.text());
    world.restart().await;
    let (message, post) = post_button(&on).expect("it can be posted");
    ada.clicks(message, &post).await;
    world.settle().await;
    asks_anonymously(&world, &ben).await;

    writes(&world, &mika, ("追加情報を求める", "remark"), "Kと腎機能").await;
    let dm = last_dm(&ada);
    assert!(dm.contains("#1") && dm.contains("Kと腎機能"), "{dm}");
    says(&world, &ada, "K 3.1、Cr 0.8").await;
    // Nobody knows whether it arrived: it is found by its mark, and not sent again.
    let theirs = ada.dms().pop().expect("a message").channel_id;
    let faults = world.discord.faults();
    faults
        .on("POST", &format!("/channels/{theirs}/messages"))
        .lose_next_answer();
    writes(&world, &mika, ("回答する", "answer"), ANSWER).await;
    world.set_clock(world.now() + minutes(15));
    world.settle().await;
    let told: Vec<String> = ada.dms().iter().map(MessageView::text).collect();
    let answers = told.iter().filter(|dm| dm.contains(ANSWER));
    assert_eq!(answers.count(), 1, "{told:?}");
    // What tells where a message stands would tell whose it is.
    let known = "select count(*) from discord_object where key like 'question:%:notice:%'";
    let to_mika =
        "select count(*) from outbox where key like 'question:%:notice:%' and kind = 'dm'";
    assert_eq!(count(&world, known).await, count(&world, to_mika).await);

    let (_, card) = {
        let threads = mika.threads(world.questions);
        let thread = threads
            .into_iter()
            .find(|thread| thread.name.starts_with("#2 "));
        let thread = thread.expect("a thread");
        let card = mika.sees(thread.id).expect("the card");
        (thread, card)
    };
    let form = mika.clicks(card.id, "回答する").await;
    mika.submits(form.modal().expect("a form"), &[("answer", ANSWER)])
        .await;
    world.settle().await;
    let dms = ben.dms();
    assert!(!dms.iter().any(|dm| dm.text().contains("#2")), "{dms:?}");
    // Ben changes his mind, and reads his own language.
    let mine = ben.runs(world.lobby, "/questions mine", &[]).await;
    assert!(mine.text().contains("Asked anonymously"), "{}", mine.text());
    let (_, desk) = opens(&world, &ben, "2").await;
    ben.clicks(desk.id, "Send me direct messages").await;
    world
        .person("owner")
        .runs(world.lobby, "/question resolve", &[("number", "2")])
        .await;
    world.settle().await;
    assert!(last_dm(&ben).contains("now: resolved"), "{}", last_dm(&ben));
    only_told_in_private(&world);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_an_asker_writes_without_being_asked_is_posted_under_the_alias() {
    let world = salon(true).await;
    let (ada, mika) = (world.person("ada"), world.person("mika"));
    asks_anonymously(&world, &ada).await;
    let (thread, card) = question(&world, &mika, 1);
    mika.clicks(card.id, "担当する").await;
    world.settle().await;
    let done = says(&world, &ada, "尿Naは 42 でした").await;
    assert!(
        done.text().contains("匿名で投稿されます"),
        "{}",
        done.text()
    );
    let said = thread_says(&world);
    assert!(
        said.contains("質問者（匿名）より") && said.contains("尿Naは 42"),
        "{said}"
    );
    assert!(last_dm(&mika).contains("#1"), "{}", last_dm(&mika));

    // What she types in the thread herself is nobody's in particular.
    writes(&world, &mika, ("追加情報を求める", "remark"), "Kは").await;
    ada.posts(thread.id, "K 3.1 でした").expect("posted");
    world.settle().await;
    let (_, card) = question(&world, &mika, 1);
    assert_eq!(labels(&card), ["追加情報を書く", "回答する"]);
    // The button on the card is hers as well.
    writes(&world, &ada, ("追加情報を書く", "remark"), "K 3.1").await;
    writes(&world, &mika, ("回答する", "answer"), ANSWER).await;
    ada.posts(thread.id, "まだ分かりません").expect("posted");
    world.settle().await;
    assert!(!thread_says(&world).contains("まだ解決していない"));

    let (text, desk) = opens(&world, &ada, "1").await;
    for said in [ANSWER, "K 3.1", "尿Naは 42"] {
        assert!(text.contains(said), "{said} is missing in {text}");
    }
    ada.clicks(desk.id, "再開する").await;
    world.settle().await;
    let steps = [
        "asked",
        "claimed",
        "remarked",
        "needs_info",
        "replied",
        "answered",
        "reopened",
    ];
    assert_eq!(recorded(&world).await, steps);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mentor_who_asked_is_a_mentor_like_any_other() {
    let world = salon(false).await;
    let (mika, ken) = (world.person("mika"), world.person("ken"));
    world.gives("mika", "standard", &[("months", "3")]).await;
    asks_anonymously(&world, &mika).await;
    let (_, card) = question(&world, &ken, 1);
    let own = mika.clicks(card.id, "担当する").await;
    assert!(own.text().contains("ご自分の質問"), "{}", own.text());
    ken.clicks(card.id, "担当する").await;
    world.settle().await;
    let to = mika.id().to_string();
    let passed = ken
        .runs(
            world.lobby,
            "/question transfer",
            &[("to", &to), ("number", "1")],
        )
        .await;
    assert!(
        passed.text().contains("引き継ぎました"),
        "{}",
        passed.text()
    );
    world.settle().await;
    let (_, card) = question(&world, &ken, 1);
    let released = mika.clicks(card.id, "担当を外れる").await;
    assert!(
        released.text().contains("戻しました"),
        "{}",
        released.text()
    );
    world.settle().await;
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn with_a_draft_and_with_the_words_goes_who_asked() {
    let world = salon(true).await;
    let ada = world.person("ada");
    let people = "select count(*) from person";
    let seals = "select count(*) from sealed_asker";
    let before = count(&world, people).await;
    let preview = previews(&world, &ada).await;
    ada.clicks(preview.message().expect("a preview").id, "やめる")
        .await;
    assert_eq!(
        (count(&world, seals).await, count(&world, people).await),
        (0, before)
    );
    previews(&world, &ada).await;
    assert_eq!(count(&world, seals).await, 1);
    world.pass(hours(25)).await;
    assert_eq!(
        (count(&world, seals).await, count(&world, people).await),
        (0, before)
    );

    asks_anonymously(&world, &ada).await;
    let (_, desk) = opens(&world, &ada, "1").await;
    let sure = ada.clicks(desk.id, "消去する…").await;
    let sure = sure.message().expect("a question back").id;
    ada.clicks(sure, "消去する").await;
    world.settle().await;
    assert_eq!(count(&world, seals).await, 0);
    let mine = ada.runs(world.lobby, "/questions mine", &[]).await;
    assert!(!mine.text().contains("#1"), "{}", mine.text());
    world.end().await;
}
