//! What is sold and how people come to it.

mod plans;

use std::time::Duration;

use sandbox::Person;
use sandbox::view::MessageView;

use crate::world::World;

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
