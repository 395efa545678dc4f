//! With the feature `contract` the sandbox holds every story against Discord's description; here its
//! events are held against serenity as well, and a wrong request shows that a story would fail.

use sandbox::transcript::Entry;
use serde_json::{Value, json};
use serenity::all::Event;

use crate::world::World;

/// Checks that serenity knows every event. It takes what it cannot read for an event of a new kind,
/// and bots never hear of it.
pub(crate) fn serenity_reads(transcript: &[Entry]) {
    for entry in transcript {
        if let Entry::Event { name, data } = entry {
            let event = read(name, data);
            assert!(
                !matches!(event, Event::Unknown(_)),
                "serenity cannot read {name}: {data}"
            );
        }
    }
}

fn read(name: &str, data: &Value) -> Event {
    serde_json::from_value(json!({"t": name, "d": data})).expect("an event")
}

#[test]
fn an_event_that_serenity_cannot_read_is_noticed() {
    let event = read("GUILD_ROLE_CREATE", &json!({"guild_id": "1"}));
    assert!(matches!(event, Event::Unknown(_)));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_story_with_a_wrong_request_would_fail() {
    let world = World::start().await;
    let discord = reqwest::Client::new();
    let token = format!("Bot {}", world.discord.token());
    let lobby = format!("{}/channels/{}", world.discord.api_url(), world.lobby);
    for (what, request, why) in [
        (
            "the type of a field",
            discord
                .post(format!("{lobby}/messages"))
                .json(&json!({"content": "x", "tts": "no", "allowed_mentions": {"parse": []}})),
            "body/tts",
        ),
        (
            "a path",
            discord.get(format!("{lobby}/notes")),
            "Discord documents no such call",
        ),
        (
            "a parameter",
            discord.get(format!("{lobby}/messages?newest=1")),
            "query newest",
        ),
    ] {
        let sent = request.header("authorization", &token).send().await;
        sent.expect("an answer");
        let complaints = world.discord.complaints();
        let is_it =
            |complaint: &String| complaint.starts_with("contract: ") && complaint.contains(why);
        assert!(complaints.iter().any(is_it), "{what}: {complaints:?}");
        world.discord.forgives("");
    }
    world.end().await;
}
