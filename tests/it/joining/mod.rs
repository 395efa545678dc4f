//! What is sold and how people come to it.

mod after_all;
mod agreeing;
mod pay;
mod plans;
mod seats;
mod settling;
mod whole;

use std::time::Duration;

use sandbox::view::MessageView;
use sandbox::{Outcome, Person};

use crate::world::{Setting, World};

/// A plan for a month that gives the paid role.
const PLAN: [(&str, &str); 5] = [
    ("key", "monthly"),
    ("name", "月額会員"),
    ("price", "2980"),
    ("interval", "毎月"),
    ("role", "会員"),
];

fn owner(world: &World) -> Person {
    world.person("owner")
}

/// Where a press of this button leads.
fn button(message: &MessageView, label: &str) -> String {
    let found = message.buttons().find(|button| button.label == label);
    let found = found.unwrap_or_else(|| panic!("no {label} on: {}", message.text()));
    found.custom_id.clone().expect("it leads somewhere")
}

/// The owner makes a plan.
async fn sells(world: &World, plan: &[(&str, &str)]) {
    let made = world.does("owner", "/plan create", plan).await;
    assert!(made.contains("プランを作成しました"), "{made}");
}

/// A salon that sells the plan `monthly`.
async fn salon_that_sells() -> World {
    let mut world = World::start().await;
    world.may_sell().await;
    sells(&world, &PLAN).await;
    world
}

/// The same, where Discord's limits have room for a long story.
async fn roomy_salon() -> World {
    let roomy = Setting {
        is_roomy: true,
        ..Setting::default()
    };
    let mut world = World::start_with(roomy).await;
    world.may_sell().await;
    sells(&world, &PLAN).await;
    world
}

/// The last screen before somebody orders a plan.
async fn screen(world: &World, name: &str, plan: &str) -> MessageView {
    let person = world.person(name);
    let shown = person.runs(world.lobby, "/join", &[("plan", plan)]).await;
    let message = shown.message().expect("an answer").clone();
    assert!(message.ephemeral, "everyone sees what one person orders");
    message
}

/// Somebody agrees to that screen; what they are shown then.
async fn applies(world: &World, name: &str, plan: &str) -> String {
    let shown = screen(world, name, plan).await;
    let agree = button(
        &shown,
        if name == "ben" {
            "Agree and apply"
        } else {
            "同意して申し込む"
        },
    );
    let pressed = world.person(name).clicks_forged(shown.id, &agree).await;
    world.settle().await;
    pressed.text()
}

/// The newest card in the log channel.
fn card(world: &World) -> MessageView {
    let mut messages = owner(world).reads(world.log);
    messages.retain(|message| !message.ephemeral);
    messages.pop().expect("a card")
}

/// The owner presses a button of the newest card.
async fn presses(world: &World, label: &str) -> Outcome {
    let pressed = owner(world).clicks(card(world).id, label).await;
    world.settle().await;
    pressed
}

/// The owner confirms that just what is due came in for the newest card; what they are told.
async fn pays(world: &World) -> String {
    let asked = presses(world, "入金を確認").await;
    let asked = asked.message().expect("an answer").id;
    let paid = owner(world).clicks(asked, "2,980円の入金を確認").await;
    world.settle().await;
    paid.text()
}

/// The form in which the owner types another amount for the newest card.
async fn pays_otherwise(world: &World) -> Outcome {
    let asked = presses(world, "入金を確認").await;
    let asked = asked.message().expect("an answer").id;
    owner(world).clicks(asked, "別の金額を入力").await
}

/// Fills in the form that was opened, with the same words in each input.
async fn fills_in(world: &World, name: &str, form: &Outcome, words: &str) -> String {
    let form = form.modal().unwrap_or_else(|| panic!("{form:?}"));
    let inputs: Vec<(&str, &str)> = ["amount", "words"]
        .into_iter()
        .filter(|input| form.inputs.iter().any(|known| known.custom_id == *input))
        .map(|input| (input, words))
        .collect();
    let filled_in = world.person(name).submits(form, &inputs).await;
    world.settle().await;
    filled_in.text()
}

/// Somebody withdraws from what /membership shows, and means it; what they are told.
async fn withdraws(world: &World, name: &str, label: &str, sure: &str) -> String {
    let person = world.person(name);
    let mine = person.runs(world.lobby, "/membership", &[]).await;
    let mine = mine.message().expect("an answer").id;
    let asked = person.clicks(mine, label).await;
    let asked = asked.message().expect("a question").clone();
    let is_asked = asked.text().contains("まだ") || asked.text().contains("Nothing has changed");
    assert!(is_asked, "{}", asked.text());
    let told = person.clicks(asked.id, sure).await.text();
    world.settle().await;
    told
}

fn last_dm(person: &Person) -> String {
    let dms = person.dms();
    dms.last().map_or_else(String::new, MessageView::text)
}

/// Waits until everyone was compared with Discord, which was rung for, and for what follows.
async fn compared(world: &World, before: usize) {
    let listed = async {
        while world.discord.requests("GET", "/members").len() == before {
            tokio::task::yield_now().await;
        }
    };
    let listed = tokio::time::timeout(Duration::from_secs(5), listed);
    listed.await.expect("nobody was compared with Discord");
    // Hints are taken in one after the other: once this one is, the comparison is over.
    let stranger = world.person("stranger");
    stranger.posts(world.lobby, "こんばんは").expect("posted");
    world.settle().await;
}
