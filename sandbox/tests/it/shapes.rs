//! What the sandbox itself sends: clients drop an event that lacks a required field without a word.

use sandbox::transcript::Entry;
use sandbox::{NewChannel, NewMember, NewRole};
use serde_json::{Value, json};

use crate::bot::{says, whispers};
use crate::place;

const INTERACTION: &str = "id application_id type token version data channel_id channel locale app_permissions entitlements \
    authorizing_integration_owners context attachment_size_limit guild_id guild_locale member";
const MESSAGE: &str = "id channel_id author content timestamp edited_timestamp tts mention_everyone mentions mention_roles attachments \
    embeds pinned type components flags";
const MEMBER: &str = "guild_id user roles joined_at deaf mute flags pending nick avatar premium_since communication_disabled_until";
const CHANNEL: &str = "id type guild_id name parent_id position permission_overwrites flags";
const THREAD: &str = "id type guild_id name parent_id owner_id message_count member_count thread_metadata total_message_sent flags";
const GUILD: &str = "id name owner_id roles emojis stickers features mfa_level verification_level default_message_notifications \
    explicit_content_filter system_channel_flags premium_tier preferred_locale nsfw_level premium_progress_bar_enabled joined_at \
    large unavailable member_count voice_states members channels threads presences stage_instances guild_scheduled_events";

/// Fields that must stand in an event of that name.
fn required(event: &str) -> &'static str {
    match event {
        "READY" => "v user guilds session_id resume_gateway_url application shard",
        "GUILD_CREATE" => GUILD,
        "INTERACTION_CREATE" => INTERACTION,
        "MESSAGE_CREATE" | "MESSAGE_UPDATE" => MESSAGE,
        "MESSAGE_DELETE" => "id channel_id guild_id",
        "GUILD_MEMBER_ADD" | "GUILD_MEMBER_UPDATE" => MEMBER,
        "GUILD_MEMBER_REMOVE" => "guild_id user",
        "GUILD_ROLE_CREATE" | "GUILD_ROLE_UPDATE" => "guild_id role",
        "GUILD_ROLE_DELETE" => "guild_id role_id",
        "CHANNEL_CREATE" | "CHANNEL_UPDATE" | "CHANNEL_DELETE" => CHANNEL,
        "THREAD_CREATE" | "THREAD_UPDATE" => THREAD,
        "THREAD_DELETE" => "id guild_id parent_id type",
        other => panic!("no list of required fields for {other}"),
    }
}

/// Ids are strings, never numbers; permission sets too.
fn ids_are_strings(value: &Value, path: &str) {
    match value {
        Value::Object(fields) => {
            for (name, inside) in fields {
                let is_id =
                    name == "id" && !path.contains("components") && !path.ends_with("/data")
                        || name.ends_with("_id")
                        || name == "permissions";
                if is_id && name != "custom_id" {
                    assert!(
                        inside.is_string() || inside.is_null(),
                        "{path}/{name} is {inside}"
                    );
                }
                ids_are_strings(inside, &format!("{path}/{name}"));
            }
        }
        Value::Array(all) => all.iter().for_each(|inside| ids_are_strings(inside, path)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

#[tokio::test]
async fn every_event_has_what_clients_need() {
    let mut place = place().await;
    place
        .bot
        .registers(json!([{"name": "ask", "description": "x"}]))
        .await;
    let (_, _) = tokio::join!(
        place.ada.runs(place.channel, "ask", &[]),
        place.bot.answers(whispers("ok"))
    );
    let mut card = says("card");
    card["components"] = json!([{"type": 1, "components": [{"type": 2, "style": 1, "label": "Go", "custom_id": "go"}]}]);
    let (_, posted) = place
        .bot
        .post(&format!("/channels/{}/messages", place.channel), card)
        .await;
    let message: sandbox::Id = serde_json::from_value(posted["id"].clone()).expect("id");
    let (_, click) = tokio::join!(
        place.ada.clicks(message, "Go"),
        place.bot.answers(json!({"type": 6}))
    );
    assert!(click["message"]["components"].is_array());
    let own = place.ada.posts(place.channel, "one").expect("posted").id;
    place.ada.edits(own, "two").expect("edited");
    place.ada.deletes(own).expect("deleted");
    let role = place.sandbox.role("paid", NewRole::default());
    let staff = place.sandbox.moderator();
    staff.gives_role(place.ada.id(), role);
    staff.changes_role(role, |role| role.position = 5);
    staff.deletes_role(role);
    let forum = place.sandbox.forum(
        "questions",
        NewChannel {
            tags: vec!["open".to_owned()],
            ..NewChannel::default()
        },
    );
    let post = place
        .ada
        .opens_post(forum, "Why?", "Because", &["open"])
        .expect("opened")
        .id;
    staff.locks(post, true);
    staff.deletes_channel(post);
    staff.renames(forum, "asked");
    staff.deletes_channel(forum);
    let guest = place.sandbox.member("guest", NewMember::default());
    staff.kicks(guest);

    let mut names = Vec::new();
    for entry in place.sandbox.transcript() {
        let Entry::Event { name, data } = entry else {
            continue;
        };
        for field in required(&name).split_whitespace() {
            assert!(data.get(field).is_some(), "{name} lacks {field}: {data}");
        }
        ids_are_strings(&data, &name);
        names.push(name);
    }
    names.sort();
    names.dedup();
    assert_eq!(names.len(), 18, "{names:?}");
}

#[tokio::test]
async fn events_can_be_lost_doubled_and_late() {
    let mut place = place().await;
    place.bot.event("GUILD_CREATE").await;
    let faults = place.sandbox.faults();
    faults.lose_next_event("MESSAGE_CREATE");
    place.ada.posts(place.channel, "lost").expect("posted");
    faults.duplicate_next_event("MESSAGE_CREATE");
    place.ada.posts(place.channel, "twice").expect("posted");
    faults.swap_next_event("MESSAGE_CREATE");
    place.ada.posts(place.channel, "late").expect("posted");
    place.ada.posts(place.channel, "early").expect("posted");
    let mut heard = Vec::new();
    for _ in 0..4 {
        heard.push(place.bot.event("MESSAGE_CREATE").await["content"].clone());
    }
    assert_eq!(heard, ["twice", "twice", "early", "late"]);
}
