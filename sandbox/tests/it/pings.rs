//! Whom a message reaches: pings, DMs, and who may see and send.

use sandbox::{NewChannel, NewRole, permissions};
use serde_json::{Value, json};

use crate::bot::{says, text};
use crate::{Place, place};

fn messages(place: &Place) -> String {
    format!("/channels/{}/messages", place.channel)
}

#[tokio::test]
async fn pings_are_what_was_really_allowed() {
    let place = place().await;
    let silent = place.sandbox.role("silent", NewRole::default());
    let loud = place.sandbox.role(
        "loud",
        NewRole {
            mentionable: true,
            ..NewRole::default()
        },
    );
    place.sandbox.moderator().gives_role(place.ada.id(), loud);
    place.sandbox.moderator().gives_role(place.ben.id(), silent);
    let content = format!("@everyone <@&{silent}> <@&{loud}> <@{}>", place.ben.id());
    let body = |allowed: Value| json!({"content": content, "allowed_mentions": allowed});
    let (_, none) = place
        .bot
        .post(&messages(&place), body(json!({"parse": []})))
        .await;
    assert_eq!(
        (
            none["mention_roles"].clone(),
            none["mentions"].clone(),
            none["mention_everyone"].clone()
        ),
        (json!([]), json!([]), json!(false))
    );
    let (_, roles) = place
        .bot
        .post(
            &messages(&place),
            body(json!({"parse": [], "roles": [silent, loud]})),
        )
        .await;
    assert_eq!(roles["mention_roles"], json!([loud]));
    assert_eq!(
        (place.ada.pinged_by().len(), place.ben.pinged_by().len()),
        (1, 0)
    );
    assert_eq!(place.sandbox.complaints(), Vec::<String>::new());
    let (_, all) = place
        .bot
        .post(&messages(&place), json!({"content": content}))
        .await;
    assert_eq!(
        (
            all["mention_everyone"].clone(),
            all["mentions"].as_array().map(Vec::len)
        ),
        (json!(false), Some(1))
    );
    assert_eq!(place.sandbox.complaints().len(), 1);
}

#[tokio::test]
async fn permissions_count() {
    let place = place().await;
    let hidden = place.sandbox.text_channel("staff", NewChannel::default());
    place.sandbox.overwrite(
        hidden,
        place.sandbox.guild_id(),
        0,
        permissions::VIEW_CHANNEL,
    );
    assert!(!place.ada.can_see(hidden));
    assert!(place.ada.posts(hidden, "hello").is_err());
    let (status, body) = place
        .bot
        .post(&format!("/channels/{hidden}/messages"), says("x"))
        .await;
    assert_eq!((status, body["code"].as_u64()), (403, Some(50001)));
    place.sandbox.overwrite(
        hidden,
        place.sandbox.bot_id(),
        permissions::VIEW_CHANNEL,
        permissions::SEND_MESSAGES,
    );
    assert_eq!(
        place
            .bot
            .post(&format!("/channels/{hidden}/messages"), says("x"))
            .await
            .1["code"],
        50013
    );
    assert_eq!(
        place.bot.post("/channels/5/messages", says("x")).await.1["code"],
        10003
    );
    let forum = place.sandbox.forum("questions", NewChannel::default());
    assert_eq!(
        place
            .bot
            .post(&format!("/channels/{forum}/messages"), says("x"))
            .await
            .1["code"],
        40058
    );
}

#[tokio::test]
async fn a_dm_reaches_those_who_take_it() {
    let place = place().await;
    let (_, dm) = place
        .bot
        .post(
            "/users/@me/channels",
            json!({"recipient_id": place.ada.id()}),
        )
        .await;
    let path = format!("/channels/{}/messages", text(&dm["id"]));
    assert_eq!(place.bot.post(&path, says("psst")).await.0, 200);
    assert_eq!(place.ada.dms()[0].content, "psst");
    assert!(
        place
            .ben
            .reads(text(&dm["id"]).parse::<sandbox::Id>().expect("id"))
            .is_empty()
    );
    place.ada.refuses_dms(true);
    assert_eq!(place.bot.post(&path, says("psst")).await.1["code"], 50007);
    place.ada.refuses_dms(false);
    place.ada.leaves();
    assert_eq!(place.bot.post(&path, says("psst")).await.1["code"], 50007);
}
