//! Events that come twice, late, never, or make no sense: they are hints and decide nothing.

use serde_json::{Value, json};

use super::salon;
use crate::questions::{WORDS, asks};
use crate::world::{World, days, hours, number};
use sandbox::transcript::Entry;

impl World {
    /// What the bot was told when it logged in, told again as if it had done so again.
    fn says_ready_again(&self) {
        let transcript = self.discord.transcript();
        let ready = transcript.iter().rev().find_map(|entry| match entry {
            Entry::Event { name, data } if name == "READY" => Some(data),
            Entry::Event { .. } | Entry::Request(_) => None,
        });
        let ready = ready.expect("it logged in");
        self.discord.faults().send_event("READY", ready);
    }

    /// What the bot keeps, but for when it last did what it does by the clock.
    async fn kept(&self) -> Vec<(String, usize, u64)> {
        let mut rows = self.rows().await;
        rows.retain(|(table, ..)| table != "fact");
        rows
    }

    /// How often the bot changed something on Discord, answers to people excepted.
    fn changes_made(&self) -> usize {
        let requests = self.discord.requests("", "");
        let changes = requests.iter().filter(|call| {
            call.method != "GET"
                && !call.path.starts_with("/interactions")
                && !call.path.starts_with("/webhooks")
        });
        changes.count()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn ready_five_times_in_a_row_does_nothing_twice() {
    let mut world = salon().await;
    asks(&world, &world.person("ada"), &WORDS).await;
    let heard = world.heard();
    // What was compared at the start has changed since.
    world.says_ready_again();
    world.hears(heard + 1).await;
    let (changes, rows) = (world.changes_made(), world.rows().await);
    for _ in 0..5 {
        world.says_ready_again();
    }
    world.hears(heard + 6).await;
    assert_eq!(world.changes_made(), changes);
    assert_eq!(world.rows().await, rows);
    world.shows_who_paid("READY");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_is_unavailable_for_an_hour_loses_nothing() {
    let mut world = salon().await;
    asks(&world, &world.person("ada"), &WORDS).await;
    let (changes, rows) = (world.changes_made(), world.kept().await);
    let guild = world.discord.guild_id();
    let away = json!({"id": guild, "unavailable": true});
    world.discord.faults().send_event("GUILD_DELETE", &away);
    world.discord.faults().send_event("GUILD_CREATE", &away);
    world.pass(hours(1)).await;
    let heard = world.heard();
    world.says_ready_again();
    world.hears(heard + 1).await;
    assert_eq!(world.changes_made(), changes);
    assert_eq!(world.kept().await, rows);
    world.shows_who_paid("unavailable");
    assert_eq!(world.person("mika").threads(world.questions).len(), 1);
    world.end().await;
}

/// What becomes of an event.
const FATES: [&str; 4] = ["comes", "is lost", "comes twice", "comes late"];

/// Two hints, of which the first has this fate and the second any.
async fn two_hints(first: &str) {
    let mut world = salon().await;
    let faults = world.discord.faults();
    let moderator = world.discord.moderator();
    for second in FATES {
        // Who does that again and again wins for a day.
        world.set_clock(world.now() + days(1));
        let heard = world.heard();
        let mut coming = 0;
        for (fate, is_given) in [(first, false), (second, true)] {
            coming += match fate {
                "is lost" => {
                    faults.lose_next_event("GUILD_MEMBER_UPDATE");
                    0
                }
                "comes twice" => {
                    faults.duplicate_next_event("GUILD_MEMBER_UPDATE");
                    2
                }
                "comes late" => {
                    faults.swap_next_event("GUILD_MEMBER_UPDATE");
                    1
                }
                _ => 1,
            };
            if is_given {
                moderator.gives_role(world.person("ben").id(), world.paid_role);
            } else {
                moderator.takes_role(world.person("ada").id(), world.paid_role);
            }
        }
        world.says_ready_again();
        world.hears(heard + coming + 1).await;
        world.shows_who_paid(&format!("the first {first}, the second {second}"));
    }
    // Whoever leaves and comes back unheard has what they paid for.
    for name in ["GUILD_MEMBER_REMOVE", "GUILD_MEMBER_ADD"] {
        faults.lose_next_event(name);
    }
    let heard = world.heard();
    let ada = world.person("ada");
    ada.leaves();
    ada.joins();
    world.says_ready_again();
    world.hears(heard + 1).await;
    world.shows_who_paid("left and came back");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_becomes_of_events_the_next_login_puts_it_right() {
    futures_util::future::join_all(FATES.map(two_hints)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn events_that_make_no_sense_are_passed_over() {
    let world = salon().await;
    let faults = world.discord.faults();
    let guild = world.discord.guild_id();
    let ada = world.user("ada");
    let senseless = [
        ("SOMETHING_NEW", json!({"guild_id": guild, "what": [1, 2]})),
        ("SOMETHING_NEW", Value::Null),
        (
            "GUILD_MEMBER_UPDATE",
            json!({"guild_id": guild, "roles": "none"}),
        ),
        ("GUILD_MEMBER_REMOVE", json!({"guild_id": guild})),
        (
            "INTERACTION_CREATE",
            json!({"id": "1", "type": 2, "token": 7}),
        ),
        ("MESSAGE_CREATE", json!([])),
        (
            "GUILD_ROLE_UPDATE",
            json!({"guild_id": number(guild).to_string()}),
        ),
        (
            "GUILD_MEMBER_UPDATE",
            json!({"user": {"id": ada.0.to_string()}, "padding": "x".repeat(1_000_000)}),
        ),
    ];
    for (name, data) in &senseless {
        faults.send_event(name, data);
    }
    for frame in [
        "",
        "{",
        "[]",
        r#"{"op":99,"d":null}"#,
        r#"{"op":0,"t":"X","s":"?","d":{}}"#,
    ] {
        faults.send_frame(frame);
    }
    world.meddles();
    world.settle().await;
    world.shows_who_paid("senseless events");
    assert!(!world.does("ada", "/help", &[]).await.is_empty());
    assert_eq!(world.discord.gateway_logins(), (1, 0));
    // They were meant to be unlike Discord's.
    world.discord.forgives("contract: ");
    world.end().await;
}
