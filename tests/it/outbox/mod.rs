//! Stories of effects: what Discord shows in the end, whatever went wrong on the way.

mod meetings;
mod refused;

use std::time::Duration;

use chrono::TimeDelta;
use sandbox::NewMember;

use crate::world::{Setting, World, days, hours, minutes};

/// The owner sells a plan and gives ada a month of it; what can be delivered is.
async fn grant(world: &World) {
    world.sells_plan().await;
    world.grants("ada", "1").await;
    world.settle().await;
}

/// Ada asks something; returns what the bot said.
async fn ask(world: &World) -> String {
    let ada = world.person("ada");
    let options = [("kind", "Study"), ("field", "cardiology")];
    let outcome = ada.runs(world.lobby, "/ask", &options).await;
    let form = outcome
        .modal()
        .unwrap_or_else(|| panic!("{}", outcome.text()))
        .clone();
    let fields = [
        ("title", "利尿薬の選び方"),
        ("situation", "心不全の外来です"),
        ("wanted", "使い分け"),
    ];
    crate::questions::sends(&ada, &form, &fields).await.text()
}

fn posts(world: &World) -> usize {
    world.person("mika").threads(world.questions).len()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_role_whose_answer_was_lost_is_granted_once_more_and_held_once() {
    let world = World::start().await;
    world
        .discord
        .faults()
        .on("PUT", "/roles/")
        .lose_next_answer();
    grant(&world).await;
    world.pass(minutes(1)).await;
    assert!(world.person("ada").has_role("会員"));
    assert_eq!(world.discord.requests("PUT", "/roles/").len(), 2);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_post_whose_answer_was_lost_is_found_again_and_not_doubled() {
    let world = World::start().await;
    grant(&world).await;
    world
        .discord
        .faults()
        .on("POST", "/threads")
        .lose_next_answer();
    ask(&world).await;
    world.settle().await;
    assert_eq!(posts(&world), 1, "Discord did act");
    world.pass(minutes(6)).await;
    assert_eq!(posts(&world), 1, "the question was posted twice");
    let thread = &world.person("mika").threads(world.questions)[0];
    let card = world.person("mika").reads(thread.id);
    world.person("mika").clicks(card[0].id, "担当する").await;
    world.settle().await;
    let card = world.person("mika").sees(card[0].id).expect("the card");
    assert!(card.text().contains("対応中"), "{}", card.text());
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_post_that_never_arrived_is_sent_after_looking_for_it() {
    let world = World::start().await;
    grant(&world).await;
    world
        .discord
        .faults()
        .on("POST", "/threads")
        .lose_next_request();
    ask(&world).await;
    world.settle().await;
    assert_eq!(posts(&world), 0);
    world.pass(minutes(6)).await;
    assert_eq!(posts(&world), 1);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_restart_in_the_middle_loses_nothing_and_doubles_nothing() {
    let mut world = World::start().await;
    grant(&world).await;
    ask(&world).await;
    // Queued, not yet sent.
    world.restart().await;
    assert_eq!(posts(&world), 1);
    world.restart().await;
    world.pass(hours(1)).await;
    assert_eq!(posts(&world), 1);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rate_limit_is_waited_out() {
    let world = World::start().await;
    world
        .discord
        .faults()
        .on("PUT", "/roles/")
        .rate_limit_next(Duration::from_millis(50), false);
    grant(&world).await;
    assert!(world.person("ada").has_role("会員"));
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_outage_delays_and_loses_nothing() {
    let world = World::start().await;
    grant(&world).await;
    world
        .discord
        .faults()
        .on("POST", "/threads")
        .times(3)
        .answer_next(503, 0);
    ask(&world).await;
    world.settle().await;
    assert_eq!(posts(&world), 0);
    world.pass(hours(1)).await;
    assert_eq!(posts(&world), 1);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_role_above_the_bot_waits_until_it_is_moved_and_nobody_loses_anything() {
    let world = World::start().await;
    world.sells_plan().await;
    world
        .discord
        .moderator()
        .changes_role(world.paid_role, |role| role.position = 200);
    world.grants("ada", "1").await;
    world.settle().await;
    assert!(!world.person("ada").has_role("会員"));
    let tries = world.discord.requests("PUT", "/roles/").len();
    world.pass(minutes(30)).await;
    assert_eq!(
        world.discord.requests("PUT", "/roles/").len(),
        tries,
        "refused calls go on"
    );
    world
        .discord
        .moderator()
        .changes_role(world.paid_role, |role| role.position = 3);
    world.settle().await;
    assert!(
        world.person("ada").has_role("会員"),
        "it was mended and is not granted"
    );
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn someone_who_takes_no_direct_messages_holds_nothing_up() {
    let world = World::start().await;
    world.person("ada").refuses_dms(true);
    grant(&world).await;
    assert!(world.person("ada").has_role("会員"));
    world.pass(days(32)).await;
    assert!(!world.person("ada").has_role("会員"));
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_subject_in_trouble_holds_up_no_other() {
    let world = World::start().await;
    world.sells_plan().await;
    world
        .discord
        .faults()
        .on("PUT", "/roles/")
        .times(1)
        .answer_next(503, 0);
    world.grants("ada", "1").await;
    world.grants("ben", "1").await;
    world.settle().await;
    let holders = ["ada", "ben"].map(|name| world.person(name).has_role("会員"));
    assert_eq!(holders.iter().filter(|has| **has).count(), 1, "{holders:?}");
    world.pass(minutes(1)).await;
    assert!(world.person("ada").has_role("会員") && world.person("ben").has_role("会員"));
    world.end().await;
}

/// Mika claims ada's question and answers it; returns the card.
async fn answered(world: &World) -> sandbox::Id {
    let mika = world.person("mika");
    let thread = mika.threads(world.questions)[0].id;
    let card = mika.reads(thread)[0].id;
    let outcome = mika.clicks(card, "回答する").await;
    let form = outcome.modal().expect("a form").clone();
    let input = form.inputs[0].custom_id.clone();
    mika.submits(
        &form,
        &[(input.as_str(), "まず尿量とKを確認してください。")],
    )
    .await;
    world.settle().await;
    card
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unknown_outcome_stays_unknown_through_a_rate_limit() {
    let world = World::start_with(Setting {
        text_channel: true,
        ..Setting::default()
    })
    .await;
    grant(&world).await;
    let cards = || world.person("mika").reads(world.questions).len();
    let faults = world.discord.faults().on("POST", "/messages");
    faults.lose_next_answer();
    ask(&world).await;
    world.settle().await;
    assert_eq!(cards(), 1, "Discord did act");
    // The resend is turned away for so long that the nonce is forgotten meanwhile.
    faults.rate_limit_next(Duration::from_millis(2_100), false);
    world.set_clock(world.now() + chrono::TimeDelta::seconds(10));
    world.settle().await;
    world.pass(minutes(10)).await;
    assert_eq!(cards(), 1, "the question was posted twice");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lost_answer_to_archiving_holds_nothing() {
    let world = World::start().await;
    grant(&world).await;
    ask(&world).await;
    world.settle().await;
    let card = answered(&world).await;
    let ada = world.person("ada");
    let resolve = ada.sees(card).expect("the card");
    let resolve = resolve
        .buttons()
        .filter_map(|button| button.custom_id.clone());
    let resolve = resolve
        .into_iter()
        .find(|id| id.contains("resolve"))
        .expect("a button");
    world
        .discord
        .faults()
        .on("PATCH", &format!("/channels/{card}"))
        .lose_next_answer();
    ada.clicks(card, &resolve).await;
    world.settle().await;
    world.pass(minutes(20)).await;
    let threads = world.person("mika").threads(world.questions);
    assert!(
        threads.is_empty() || threads[0].archived,
        "the thread is still open"
    );
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_meant_for_a_deleted_thread_is_given_up() {
    let world = World::start_with(Setting {
        text_channel: true,
        ..Setting::default()
    })
    .await;
    grant(&world).await;
    ask(&world).await;
    world.settle().await;
    let mika = world.person("mika");
    let card = mika.reads(world.questions)[0].id;
    let outcome = mika.clicks(card, "回答する").await;
    let form = outcome.modal().expect("a form").clone();
    let input = form.inputs[0].custom_id.clone();
    // The thread of a message has the message's id.
    world.discord.moderator().deletes_channel(card);
    mika.submits(
        &form,
        &[(input.as_str(), "まず尿量とKを確認してください。")],
    )
    .await;
    world.settle().await;
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn many_effects_of_one_refused_role_cost_one_refused_call_and_one_alert() {
    let world = World::start().await;
    world.sells_plan().await;
    world
        .discord
        .moderator()
        .changes_role(world.paid_role, |role| role.position = 200);
    world.settle().await;
    for name in ["ada", "ben", "stranger"] {
        world.grants(name, "1").await;
        world.settle().await;
    }
    assert_eq!(
        world.discord.requests("PUT", "/roles/").len(),
        1,
        "a refused call was repeated"
    );
    world
        .discord
        .moderator()
        .changes_role(world.paid_role, |role| role.position = 3);
    world.settle().await;
    for name in ["ada", "ben", "stranger"] {
        assert!(world.person(name).has_role("会員"), "{name}");
    }
    assert_eq!(world.told_owner().len(), 1, "{:?}", world.told_owner());
    // Another time is another cause.
    world
        .discord
        .moderator()
        .changes_role(world.paid_role, |role| role.position = 200);
    world.settle().await;
    for name in ["mika", "ken"] {
        world.grants(name, "1").await;
        world.settle().await;
    }
    assert_eq!(world.told_owner().len(), 2, "{:?}", world.told_owner());
    world
        .discord
        .moderator()
        .changes_role(world.paid_role, |role| role.position = 3);
    world.settle().await;
    assert!(world.person("ken").has_role("会員"));
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn while_discord_is_down_one_effect_asks_for_all() {
    let world = World::start().await;
    world.sells_plan().await;
    let names: Vec<String> = (0..10).map(|number| format!("member{number}")).collect();
    for name in &names {
        world.discord.member(name, NewMember::default());
    }
    let faults = world.discord.faults();
    for (method, part) in [("PUT", "/roles/"), ("POST", "/users/@me/channels")] {
        faults.on(method, part).times(10_000).answer_next(502, 0);
    }
    for name in &names {
        world.grants(name, "1").await;
    }
    world.pass(minutes(10)).await;
    let tried = world.discord.requests("PUT", "/roles/").len();
    assert!(tried > 20, "nobody looks whether Discord is back: {tried}");
    assert!(tried < 200, "everyone asks on their own: {tried}");
    faults.clear();
    // No longer than until the next look, whatever each of them went through.
    world.pass(TimeDelta::seconds(11)).await;
    for name in &names {
        assert!(world.person(name).has_role("会員"), "{name} still waits");
    }
    world.pass(hours(1)).await;
    world.end().await;
}
