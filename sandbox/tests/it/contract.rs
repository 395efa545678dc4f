//! The net of the feature `contract`: what it must catch, and what must pass through it.

use std::process::Command;

use serde_json::{Value, json};

use crate::bot::{says, text};
use crate::{Place, place};

/// Takes the contract's complaints out of the sandbox.
fn complaints(place: &Place) -> Vec<String> {
    let mut all = place.sandbox.complaints();
    all.retain(|complaint| complaint.starts_with("contract: "));
    place.sandbox.forgives("contract: ");
    all
}

/// Checks that there is one complaint, and that it ends with `why`.
fn complains(place: &Place, why: &str) {
    let all = complaints(place);
    assert!(all.len() == 1 && all[0].ends_with(why), "{all:?}");
}

#[tokio::test]
async fn wrong_calls_are_noticed() {
    let place = place().await;
    let channel = format!("/channels/{}", place.channel);
    let messages = format!("{channel}/messages");

    let mut wrong = says("hello");
    wrong["flags"] = json!("many");
    place.bot.post(&messages, wrong).await;
    complains(
        &place,
        r#"/messages: body/flags: it is not of types "null", "integer""#,
    );

    let mut misspelt = says("hello");
    misspelt["embed"] = json!({"title": "x"});
    place.bot.post(&messages, misspelt).await;
    complains(
        &place,
        "/messages: body/embed: it is not one of null, false or []",
    );

    place.bot.patch(&channel, json!({"topik": "x"})).await;
    complains(&place, "body/topik: it is not one of null, false or []");

    place.bot.get(&format!("{messages}?newest=1")).await;
    complains(&place, "/messages: query newest: not documented");

    place.bot.get(&format!("{channel}/notes")).await;
    complains(&place, "/notes: Discord documents no such call");
}

#[tokio::test]
async fn an_event_that_others_cannot_read_is_noticed() {
    let mut place = place().await;
    place.sandbox.sends_event("GUILD_ROLE_CREATE", &json!({}));
    place.bot.event("GUILD_ROLE_CREATE").await;
    let all = complaints(&place);
    assert!(
        all.len() == 1 && all[0].starts_with("contract: event GUILD_ROLE_CREATE: missing field"),
        "{all:?}"
    );
}

/// The calls that no other test makes; each answer is looked at when the place is dropped.
#[tokio::test]
async fn everything_that_can_be_read_is_as_documented() {
    let place = place().await;
    let (guild, channel, ada) = (place.sandbox.guild_id(), place.channel, place.ada.id());
    let (_, said) = place
        .bot
        .post(&format!("/channels/{channel}/messages"), says("hello"))
        .await;
    let message = text(&said["id"]);
    let pin = format!("/channels/{channel}/messages/pins/{message}");
    assert_eq!(place.bot.put(&pin).await.0, 204);
    for path in [
        "/gateway".to_owned(),
        "/gateway/bot".to_owned(),
        "/users/@me".to_owned(),
        format!("/users/{ada}"),
        "/applications/@me".to_owned(),
        "/oauth2/applications/@me".to_owned(),
        format!("/guilds/{guild}"),
        format!("/guilds/{guild}/roles"),
        format!("/guilds/{guild}/roles/member-counts"),
        format!("/guilds/{guild}/channels"),
        format!("/guilds/{guild}/threads/active"),
        format!("/guilds/{guild}/members?limit=5"),
        format!("/guilds/{guild}/members/search?query=a&limit=5"),
        format!("/guilds/{guild}/members/{ada}"),
        format!("/channels/{channel}"),
        format!("/channels/{channel}/messages?limit=5"),
        format!("/channels/{channel}/messages/{message}"),
        format!("/channels/{channel}/messages/pins"),
        format!("/channels/{channel}/pins"),
        format!("/channels/{channel}/threads/archived/public"),
    ] {
        let (status, body) = place.bot.get(&path).await;
        assert_eq!(status, 200, "{path}: {body}");
    }
    let (status, _) = place
        .bot
        .post(&format!("/channels/{channel}/typing"), Value::Null)
        .await;
    assert_eq!(status, 204);
}

#[test]
fn nothing_starts_without_the_description() {
    let itself = std::env::current_exe().expect("a path");
    let run = Command::new(itself)
        .args(["--exact", "gateway::gives_members_in_chunks"])
        .env("DISCORD_OPENAPI", "no-such-file.json")
        .output()
        .expect("it runs");
    let said = String::from_utf8_lossy(&run.stdout);
    assert!(!run.status.success(), "{said}");
    assert!(said.contains("Set DISCORD_OPENAPI to the file"), "{said}");
}
