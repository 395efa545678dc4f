//! Stories of who is told of a question that waits: its field, who is near, the owner; never at night.

use salon::text::Lang;
use sandbox::{NewMember, Person};

use super::steps::writes;
use super::{WORDS, asks, only_told_in_private, question, salon, salon_with};
use crate::world::{Setting, World, days, hours, minutes};

/// Somebody who answers, in this year, with this field.
async fn mentor(world: &World, name: &str, locale: &str, (year, field): (&str, Option<&str>)) {
    let is_new = world
        .discord
        .people()
        .iter()
        .all(|person| person.username != name);
    if is_new {
        let new = NewMember {
            locale: locale.to_owned(),
            ..NewMember::default()
        };
        world.discord.member(name, new);
        // Joining is heard before the role.
        world.settle().await;
    }
    let role = world.config().roles.mentor.expect("a role").0;
    let role = sandbox::Id(role.cast_unsigned());
    world
        .discord
        .moderator()
        .gives_role(world.person(name).id(), role);
    world.settle().await;
    world.does(name, "/profile", &[("year", year)]).await;
    if let Some(field) = field {
        world.does(name, "/mentor fields", &[("add", field)]).await;
    }
}

/// `ada` asks in her fifth year. Of her field are `mika`, a year ahead, `stranger`, of her year, who
/// reads English, and `sora`, two years ahead; `ken` chose none, `umi` another.
async fn salon_of_mentors(setting: Setting) -> World {
    let world = salon_with(setting).await;
    world.does("ada", "/profile", &[("year", "5")]).await;
    mentor(&world, "mika", "ja", ("6", Some("cardiology"))).await;
    mentor(&world, "stranger", "en-US", ("5", Some("cardiology"))).await;
    mentor(&world, "sora", "ja", ("7", Some("cardiology"))).await;
    mentor(&world, "ken", "ja", ("20", None)).await;
    mentor(&world, "umi", "ja", ("30", Some("emergency"))).await;
    world
}

const MENTORS: [&str; 5] = ["mika", "stranger", "sora", "ken", "umi"];

/// How often somebody was asked whether they can answer.
fn asked(person: &Person) -> usize {
    let dms = person.dms().into_iter();
    dms.filter(|dm| {
        let text = dm.text();
        text.contains("回答を待っています") || text.contains("waiting for an answer")
    })
    .count()
}

/// The same of everyone.
fn told(world: &World) -> [usize; 5] {
    MENTORS.map(|name| asked(&world.person(name)))
}

/// What the owner was told of questions that wait for long.
fn owner_told(world: &World) -> Vec<String> {
    let told = world.told_owner().into_iter();
    let is_of_it = |told: &String| told.contains("回答") || told.contains("answer");
    told.filter(|told| told.contains("#1") && is_of_it(told))
        .collect()
}

async fn a_question_goes_from_the_nearest_to_the_owner(lang: Lang) {
    let world = salon_of_mentors(Setting {
        lang,
        ..Setting::default()
    })
    .await;
    let ada = world.person("ada");
    let start = world.now();
    asks(&world, &ada, &WORDS).await;
    world.pass_until(start + hours(2) - minutes(1)).await;
    assert_eq!(told(&world), [0; 5]);
    let (thread, _) = question(&world, &ada, 1);
    let follows = MENTORS.map(|name| thread.followers.contains(&world.person(name).id()));
    assert_eq!(follows, [true, true, true, false, false]);
    world.pass(minutes(1)).await;
    assert_eq!(told(&world), [1, 1, 1, 0, 0]);
    let mika = world.person("mika").dms().pop().expect("a message").text();
    assert!(mika.contains("循環器・1年上"), "{mika}");
    assert!(mika.contains(&thread.id.to_string()), "{mika}");
    let stranger = world
        .person("stranger")
        .dms()
        .pop()
        .expect("a message")
        .text();
    assert!(stranger.contains("Cardiology, same year"), "{stranger}");
    world.pass_until(start + hours(8)).await;
    assert_eq!(told(&world), [1, 1, 1, 1, 0], "the field, and nobody twice");

    // Twenty hours after nine are at night: the owner is told in the evening before.
    world.pass_until(start + hours(13) - minutes(1)).await;
    assert_eq!(owner_told(&world), Vec::<String>::new());
    world.pass(minutes(1)).await;
    let [owner] = owner_told(&world).try_into().expect("one message");
    assert!(owner.contains(&thread.id.to_string()), "{owner}");
    let board = world.does("ada", "/questions unanswered", &[]).await;
    assert!(board.contains("#1") && !board.contains('⏰'), "{board}");
    world.pass_until(start + hours(24)).await;
    let board = world.does("ada", "/questions unanswered", &[]).await;
    assert!(board.contains("#1") && board.contains('⏰'), "{board}");
    assert_eq!(told(&world), [1, 1, 1, 1, 0]);

    let number = [("number", "1")];
    let ken = world.person("ken");
    let form = ken.runs(world.lobby, "/question answer", &number).await;
    let words = [("answer", "24 時間で 8 mEq/L までにしてください。")];
    ken.submits(form.modal().expect("a form"), &words).await;
    world.settle().await;
    let [owner] = owner_told(&world).try_into().expect("one message");
    assert!(
        owner.contains("つきました") || owner.contains("answered"),
        "{owner}"
    );
    let board = world.does("mika", "/questions unanswered", &[]).await;
    assert!(!board.contains("#1"), "{board}");
    only_told_in_private(&world);
    let journal = world.journal().await.into_iter();
    let routes: Vec<String> = journal
        .filter_map(|(kind, _)| Some(kind.strip_prefix("route.")?.to_owned()))
        .collect();
    assert_eq!(routes, ["join", "near", "field", "owner"]);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_goes_from_the_nearest_to_the_owner_in_japanese() {
    a_question_goes_from_the_nearest_to_the_owner(Lang::Ja).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_goes_from_the_nearest_to_the_owner_in_english() {
    a_question_goes_from_the_nearest_to_the_owner(Lang::En).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn while_it_is_claimed_nobody_is_told_and_then_at_once() {
    let mut world = salon_of_mentors(Setting::default()).await;
    let mika = world.person("mika");
    asks(&world, &world.person("ada"), &WORDS).await;
    world
        .does("mika", "/question claim", &[("number", "1")])
        .await;
    world.settle().await;
    world.pass(hours(12) - minutes(1)).await;
    world.restart().await;
    assert_eq!(told(&world), [0; 5]);
    world.pass(minutes(1)).await;
    // The nearest and the field at once, whoever had it not at all.
    assert_eq!(told(&world), [0, 1, 1, 1, 0]);
    let claimed = mika
        .runs(world.lobby, "/question claim", &[("number", "1")])
        .await;
    assert!(
        claimed.text().contains("担当になりました"),
        "{}",
        claimed.text()
    );
    world.pass(hours(11)).await;
    assert_eq!(told(&world), [0, 1, 1, 1, 0]);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn while_more_is_asked_of_the_asker_the_hours_stand_still() {
    let world = salon_of_mentors(Setting::default()).await;
    let (ada, mika) = (world.person("ada"), world.person("mika"));
    asks(&world, &ada, &WORDS).await;
    world.pass(hours(1)).await;
    writes(&world, &mika, ("追加情報を求める", "remark"), "Kは？").await;
    world.pass(hours(5)).await;
    writes(&world, &ada, ("追加情報を書く", "remark"), "K 3.1").await;
    world.pass(hours(1) - minutes(1)).await;
    assert_eq!(told(&world), [0; 5]);
    world.pass(minutes(1)).await;
    assert_eq!(told(&world), [1, 1, 1, 0, 0]);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn colleagues_the_absent_and_the_busy_are_passed_over_and_the_owner_sees_why() {
    let world = salon_of_mentors(Setting::default()).await;
    world
        .does("ada", "/profile", &[("hospital", "みらい病院")])
        .await;
    world
        .does("mika", "/profile", &[("hospital", "みらい 病院")])
        .await;
    world
        .does("stranger", "/mentor available", &[("state", "Be away")])
        .await;
    world
        .does("sora", "/mentor available", &[("load", "1")])
        .await;
    asks(&world, &world.person("ben"), &WORDS).await;
    world
        .does("sora", "/question claim", &[("number", "1")])
        .await;
    asks(&world, &world.person("ada"), &WORDS).await;
    world.settle().await;
    world.pass(hours(2) + minutes(1)).await;
    assert_eq!(told(&world), [0, 0, 0, 1, 1]);
    let (thread, _) = question(&world, &world.person("ada"), 2);
    assert!(!thread.followers.contains(&world.person("mika").id()));
    let why = world
        .does("owner", "/question why", &[("number", "2")])
        .await;
    for words in ["対象外", "お休み中", "担当が上限", "15年上", "分野の全員"] {
        assert!(why.contains(words), "{words} is not in {why}");
    }
    assert!(!why.contains("みらい"), "{why}");
    world.pass(hours(8)).await;
    assert_eq!(told(&world), [0, 0, 0, 1, 1]);
    let refused = world.person("mika");
    let refused = refused
        .runs(world.lobby, "/question why", &[("number", "2")])
        .await;
    assert!(!refused.text().contains("お休み中"), "{}", refused.text());
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_asked_in_the_evening_waits_for_the_morning_and_for_quiet_hours() {
    let mut world = salon_of_mentors(Setting::default()).await;
    world
        .does("ken", "/mentor quiet", &[("hours", "20:00-10:00")])
        .await;
    world
        .does("sora", "/mentor quiet", &[("hours", "20:00-11:00")])
        .await;
    world.pass(hours(12) + minutes(30)).await;
    let asked_at = world.now();
    asks(&world, &world.person("ada"), &WORDS).await;
    world.pass(hours(6)).await;
    world.restart().await;
    world.pass_until(asked_at + hours(9) + minutes(29)).await;
    assert_eq!(told(&world), [0; 5]);
    world.pass(minutes(1)).await;
    assert_eq!(told(&world), [1, 1, 0, 0, 1], "the nearest who may be told");
    world.pass(hours(3)).await;
    assert_eq!(
        told(&world),
        [1, 1, 0, 1, 1],
        "once their own hours are over"
    );
    world
        .does("mika", "/question claim", &[("number", "1")])
        .await;
    world.settle().await;
    world.pass(hours(2)).await;
    assert_eq!(
        told(&world),
        [1, 1, 0, 1, 1],
        "nobody need be told any more"
    );
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn after_days_away_it_goes_where_it_is_due_by_now_and_nowhere_else() {
    let mut world = salon_of_mentors(Setting::default()).await;
    asks(&world, &world.person("ada"), &WORDS).await;
    world.stop_bot().await;
    world.set_clock(world.now() + days(3));
    world.start_bot().await;
    world.settle().await;
    assert_eq!(told(&world), [0; 5]);
    assert_eq!(owner_told(&world).len(), 1);
    world.restart().await;
    world.pass(days(1)).await;
    assert_eq!(told(&world), [0; 5]);
    assert_eq!(owner_told(&world).len(), 1);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_opened_again_goes_to_its_field_after_eight_hours() {
    let world = salon_of_mentors(Setting::default()).await;
    let ada = world.person("ada");
    asks(&world, &ada, &WORDS).await;
    world
        .does("mika", "/question claim", &[("number", "1")])
        .await;
    world.settle().await;
    writes(
        &world,
        &world.person("mika"),
        ("回答する", "answer"),
        "8 mEq/L まで",
    )
    .await;
    ada.runs(world.lobby, "/question reopen", &[("number", "1")])
        .await;
    world.settle().await;
    world.pass(hours(8) - minutes(1)).await;
    assert_eq!(told(&world), [0; 5]);
    world.pass(minutes(1)).await;
    assert_eq!(told(&world), [0, 1, 1, 1, 0]);
    world.end().await;
}

/// However many mentors there are, twenty-five follow and three are told.
#[tokio::test(flavor = "multi_thread")]
async fn of_forty_mentors_a_few_are_told_with_a_few_calls() {
    let world = salon_with(Setting {
        is_roomy: true,
        ..Setting::default()
    })
    .await;
    for number in 0..38 {
        let name = format!("mentor{number}");
        mentor(&world, &name, "ja", ("9", Some("cardiology"))).await;
    }
    let calls = || {
        let follows = world.discord.requests("PUT", "/thread-members/").len();
        let messages = world.discord.requests("POST", "/messages").len();
        (follows, messages, world.discord.requests("GET", "").len())
    };
    asks(&world, &world.person("ada"), &WORDS).await;
    world.pass(hours(1)).await;
    let (follows, messages, gets) = calls();
    assert_eq!(follows, 26, "the asker, and twenty-five");
    world.pass(hours(1) + minutes(1)).await;
    assert_eq!(calls(), (follows, messages + 3, gets));
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_members_see_what_is_unanswered() {
    let world = salon(true).await;
    let empty = world.does("ada", "/questions unanswered", &[]).await;
    assert!(empty.contains("ありません"), "{empty}");
    asks(&world, &world.person("ada"), &WORDS).await;
    let refused = world.does("stranger", "/questions unanswered", &[]).await;
    assert!(!refused.contains("#1"), "{refused}");
    let board = world.does("ken", "/questions unanswered", &[]).await;
    assert!(board.contains("#1"), "{board}");
    world.end().await;
}
