//! Stories of questions: asked, claimed, answered, resolved, opened again.

mod anonymous;
mod asking;
mod board;
mod claims;
mod closing;
mod erase;
mod failure;
mod hands;
mod held;
mod held_marked;
mod held_quoted;
mod hostile;
mod images;
mod lists;
mod lost;
mod menu;
mod moved;
mod private;
mod repair;
mod routing;
mod steps;
mod written;

use sandbox::view::{ChannelView, MessageView, ModalView};
use sandbox::{Id, NewChannel, Outcome, Person};

use crate::world::{Setting, World, hours, minutes};

/// A salon in which `ada` and `ben` are members.
async fn salon(text_channel: bool) -> World {
    salon_with(Setting {
        text_channel,
        ..Setting::default()
    })
    .await
}

async fn salon_with(setting: Setting) -> World {
    let world = World::start_with(setting).await;
    let owner = world.person("owner");
    let role = world.paid_role.to_string();
    let plan = [
        ("key", "standard"),
        ("name", "スタンダード"),
        ("price", "3000"),
        ("interval", "毎月"),
        ("role", role.as_str()),
    ];
    let created = owner.runs(world.lobby, "/plan create", &plan).await;
    assert!(
        created.text().contains("スタンダード"),
        "{}",
        created.text()
    );
    for name in ["ada", "ben"] {
        world.gives(name, "standard", &[("months", "3")]).await;
    }
    world.settle().await;
    world
}

/// What can be done with a question that nobody has claimed.
const UNCLAIMED: [&str; 3] = ["担当する", "回答する", "追加情報を求める"];
/// With one that somebody has.
const CLAIMED: [&str; 3] = ["回答する", "追加情報を求める", "担当を外れる"];

pub(crate) const WORDS: [(&str, &str); 5] = [
    ("title", "低Na血症の補正速度"),
    ("situation", "80代女性、第3病日から傾眠"),
    ("findings", "Na 118 mEq/L"),
    ("thinking", "3%食塩水を考えています"),
    ("wanted", "どこで止めるべきでしょうか"),
];

/// Asks with these words and sees the answer to the form; what follows from it has happened.
pub(crate) async fn asks(world: &World, person: &Person, words: &[(&str, &str)]) -> Outcome {
    let answer = only_asks(world, person, words).await;
    world.settle().await;
    answer
}

/// Asks with these words and sees the answer to the form.
pub(crate) async fn only_asks(world: &World, person: &Person, words: &[(&str, &str)]) -> Outcome {
    let options = [("kind", "Medical"), ("field", "cardiology")];
    let form = person.runs(world.lobby, "/ask", &options).await;
    let form = form.modal().unwrap_or_else(|| panic!("{}", form.text()));
    sends(person, form, words).await
}

/// Fills in the form of a question and posts what it will look like, as far as it comes; sees the last
/// answer.
pub(crate) async fn sends(person: &Person, form: &ModalView, words: &[(&str, &str)]) -> Outcome {
    let preview = person.submits(form, words).await;
    match post_button(&preview) {
        Some((message, post)) => person.clicks(message, &post).await,
        None => preview,
    }
}

/// What posts what was typed: the message that shows it, and the button there.
pub(crate) fn post_button(preview: &Outcome) -> Option<(Id, String)> {
    let message = preview.message()?;
    let mut ids = message
        .buttons()
        .filter_map(|button| button.custom_id.clone());
    let post = ids.find(|id| id.starts_with("question:post:"))?;
    Some((message.id, post))
}

/// The thread of a question and the card at its top, as `person` sees them.
fn question(world: &World, person: &Person, number: i64) -> (ChannelView, MessageView) {
    let threads = person.threads(world.questions);
    let name = format!("#{number} ");
    let mut threads = threads
        .into_iter()
        .filter(|thread| thread.name.starts_with(&name));
    let thread = threads
        .next()
        .unwrap_or_else(|| panic!("#{number} has no thread"));
    assert!(threads.next().is_none(), "#{number} was posted twice");
    let card = person.sees(thread.id).expect("the card");
    (thread, card)
}

fn labels(card: &MessageView) -> Vec<&str> {
    card.buttons().map(|button| button.label.as_str()).collect()
}

/// Nothing that was posted notified anybody.
fn only_told_in_private(world: &World) {
    for name in ["owner", "mika", "ken", "ada", "ben", "stranger"] {
        let person = world.person(name);
        let dms = person.dms();
        let in_private = |ping: &MessageView| dms.iter().any(|dm| dm.id == ping.id);
        let pings = person.pinged_by();
        assert!(pings.iter().all(in_private), "{name}: {pings:?}");
    }
}

/// What the journal says of questions.
async fn recorded(world: &World) -> Vec<String> {
    let journal = world.journal().await.into_iter();
    journal
        .filter_map(|(kind, _)| Some(kind.strip_prefix("question.")?.to_owned()))
        .collect()
}

async fn is_asked_claimed_answered_resolved_and_reopened(text_channel: bool) {
    let world = salon(text_channel).await;
    let (ada, mika, ken) = (
        world.person("ada"),
        world.person("mika"),
        world.person("ken"),
    );
    let tags = |thread: &ChannelView, expected: [&str; 2]| {
        let expected = expected.map(str::to_owned);
        assert!(text_channel || thread.tags == expected, "{:?}", thread.tags);
    };

    let answer = asks(&world, &ada, &WORDS).await;
    assert!(answer.text().contains("#1"), "{}", answer.text());
    assert!(answer.message().expect("an answer").ephemeral);
    let (thread, card) = question(&world, &ada, 1);
    assert_eq!(thread.name, "#1 低Na血症の補正速度");
    assert!(thread.followers.contains(&ada.id()));
    assert!(!thread.followers.contains(&mika.id()));
    tags(&thread, ["受付中", "循環器"]);
    for (_, words) in WORDS {
        assert!(
            card.text().contains(words),
            "{words} is missing in {}",
            card.text()
        );
    }
    assert_eq!(labels(&card), UNCLAIMED);

    let own = ada.clicks(card.id, "担当する").await;
    assert!(own.text().contains("メンターだけ"), "{}", own.text());
    let claimed = mika.clicks(card.id, "担当する").await;
    assert!(claimed.text().contains("12 時間以内"), "{}", claimed.text());
    let late = ken.clicks_forged(card.id, "question:claim:1").await;
    let mention = format!("<@{}>", mika.id());
    assert!(late.text().contains(&mention), "{}", late.text());
    world.settle().await;
    let (thread, card) = question(&world, &ada, 1);
    tags(&thread, ["対応中", "循環器"]);
    assert!(thread.followers.contains(&mika.id()));
    assert!(card.text().contains("対応中") && card.text().contains(&mention));
    assert_eq!(labels(&card), CLAIMED);
    let early = ada.clicks_forged(card.id, "question:resolve:1").await;
    assert!(early.text().contains("回答待ち"), "{}", early.text());

    let form = mika.clicks(card.id, "回答する").await;
    let form = form.modal().expect("a form");
    let words = [("answer", "24 時間で 8 mEq/L まで。@everyone")];
    mika.submits(form, &words).await;
    world.settle().await;
    let (thread, card) = question(&world, &ada, 1);
    tags(&thread, ["回答あり", "循環器"]);
    assert_eq!(labels(&card), ["解決する", "回答する", "再開する"]);
    let said = ada.reads(thread.id);
    let answers: Vec<_> = said
        .iter()
        .filter(|said| said.text().contains("24 時間で"))
        .collect();
    let [answer] = answers.as_slice() else {
        panic!("{said:?}")
    };
    assert!(answer.text().contains(&mention), "{}", answer.text());
    let dm = ada.dms().pop().expect("a message to the asker").text();
    let link = format!(
        "https://discord.com/channels/{}/{}",
        world.discord.guild_id(),
        thread.id
    );
    assert!(dm.contains("#1") && dm.contains(&link), "{dm}");

    ada.clicks(card.id, "解決する").await;
    world.settle().await;
    let (thread, card) = question(&world, &ada, 1);
    tags(&thread, ["解決済み", "循環器"]);
    assert!(thread.archived && !thread.locked);
    assert_eq!(labels(&card), ["再開する"]);

    let reopened = ada
        .runs(world.lobby, "/質問管理 再開", &[("番号", "1")])
        .await;
    assert!(
        reopened.text().contains("再開しました"),
        "{}",
        reopened.text()
    );
    world.settle().await;
    let (thread, card) = question(&world, &ada, 1);
    tags(&thread, ["受付中", "循環器"]);
    assert!(!thread.archived);
    assert_eq!(labels(&card), UNCLAIMED);
    let dm = mika.dms().pop().expect("a message to the claimer").text();
    assert!(dm.contains("再開"), "{dm}");
    only_told_in_private(&world);
    let steps = ["asked", "claimed", "answered", "resolved", "reopened"];
    assert_eq!(recorded(&world).await, steps);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_lives_in_a_forum() {
    is_asked_claimed_answered_resolved_and_reopened(false).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_lives_in_a_text_channel() {
    is_asked_claimed_answered_resolved_and_reopened(true).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_mentors_who_claim_at_once_one_wins_and_the_other_is_told_who() {
    let world = salon(false).await;
    asks(&world, &world.person("ada"), &WORDS).await;
    let (mika, ken) = (world.person("mika"), world.person("ken"));
    let (_, card) = question(&world, &mika, 1);
    let (one, other) = tokio::join!(
        mika.clicks(card.id, "担当する"),
        ken.clicks(card.id, "担当する")
    );
    let (one, other) = (one.text(), other.text());
    let won = |text: &str| text.contains("担当になりました");
    assert!(won(&one) != won(&other), "{one}\n{other}");
    let (winner, told) = if won(&one) {
        (&mika, &other)
    } else {
        (&ken, &one)
    };
    assert!(told.contains(&format!("<@{}>", winner.id())), "{told}");
    world.settle().await;
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_claim_without_an_answer_is_open_again_after_12_hours() {
    let mut world = salon(false).await;
    asks(&world, &world.person("ada"), &WORDS).await;
    let (mika, ken) = (world.person("mika"), world.person("ken"));
    let (thread, card) = question(&world, &mika, 1);
    // Without a number it is the thread in which it is typed.
    mika.runs(thread.id, "/question claim", &[]).await;
    world.pass(hours(12) - minutes(1)).await;
    assert_eq!(labels(&question(&world, &ken, 1).1), CLAIMED);
    let queue = mika.runs(world.lobby, "/mentor queue", &[]).await;
    assert!(queue.text().contains("自分が担当中"), "{}", queue.text());
    world.restart().await;
    world.pass(minutes(1)).await;
    let (thread, again) = question(&world, &ken, 1);
    assert_eq!(thread.tags, ["受付中", "循環器"]);
    assert_eq!(again.id, card.id);
    assert_eq!(labels(&again), UNCLAIMED);
    assert!(
        !again.text().contains(&mika.id().to_string()),
        "blame: {}",
        again.text()
    );
    ken.clicks(card.id, "担当する").await;
    let released = ken
        .runs(world.lobby, "/question release", &[("number", "1")])
        .await;
    assert!(
        released.text().contains("受付中に戻しました"),
        "{}",
        released.text()
    );
    world.settle().await;
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_mentor_asks_back_in_the_thread_is_no_answer() {
    for text_channel in [false, true] {
        let world = salon(text_channel).await;
        let (ada, mika) = (world.person("ada"), world.person("mika"));
        asks(&world, &ada, &WORDS).await;
        let (thread, card) = question(&world, &ada, 1);
        mika.clicks(card.id, "担当する").await;
        mika.posts(thread.id, "Kはいくつですか？").expect("posted");
        world.settle().await;
        for person in [&ada, &mika, &world.person("stranger")] {
            person.posts(thread.id, "👍").expect("posted");
        }
        world.settle().await;
        let dms = ada.dms();
        let told = dms.iter().filter(|dm| dm.text().contains("回答"));
        assert_eq!(told.count(), 0, "{dms:?}");
        // The promise holds on.
        world.pass(hours(12)).await;
        assert_eq!(labels(&question(&world, &ada, 1).1), UNCLAIMED);
        assert_eq!(recorded(&world).await, ["asked", "claimed", "lapsed"]);
        world.end().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_old_question_keeps_the_tags_of_its_own_forum() {
    let mut world = salon(false).await;
    let (ada, mika) = (world.person("ada"), world.person("mika"));
    asks(&world, &ada, &WORDS).await;
    let (_, card) = question(&world, &ada, 1);
    let new = NewChannel {
        tags: vec!["受付中".into(), "対応中".into(), "循環器".into()],
        ..NewChannel::default()
    };
    let forum = world.discord.forum("新しい質問", new);
    world.sends_questions_to(forum);
    world.restart().await;
    mika.clicks(card.id, "担当する").await;
    world.settle().await;
    assert_eq!(question(&world, &ada, 1).0.tags, ["対応中", "循環器"]);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_asker_takes_back_what_has_no_answer_and_has_at_most_five_waiting() {
    let world = salon(true).await;
    let ada = world.person("ada");
    for _ in 0..5 {
        asks(&world, &ada, &WORDS).await;
    }
    let options = [("kind", "Career"), ("field", "other")];
    let sixth = ada.runs(world.lobby, "/ask", &options).await;
    assert!(sixth.text().contains("5 件まで"), "{}", sixth.text());
    ada.runs(world.lobby, "/question withdraw", &[("number", "2")])
        .await;
    world.settle().await;
    assert!(question(&world, &ada, 2).0.archived);
    let form = ada.runs(world.lobby, "/ask", &options).await;
    assert_eq!(form.modal().expect("a form").inputs.len(), 4);
    let mine = ada.runs(world.lobby, "/questions mine", &[]).await;
    let mine = mine.text();
    assert!(mine.contains("#5") && mine.contains("取り下げ"), "{mine}");
    let queue = world
        .person("mika")
        .runs(world.lobby, "/mentor queue", &[])
        .await
        .text();
    let place = |number: &str| queue.find(number).unwrap_or_else(|| panic!("{queue}"));
    assert!(
        place("#1 ") < place("#3 ") && !queue.contains("#2 "),
        "{queue}"
    );
    world.end().await;
}
