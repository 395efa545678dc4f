//! Logging in, losing the line, coming back.

use sandbox::{NewMember, intents};
use serde_json::json;

use crate::bot::{Bot, says, text};
use crate::place;

#[tokio::test]
async fn logs_in_and_is_told_of_the_guild() {
    let mut place = place().await;
    assert_eq!(place.bot.ready["v"], 10);
    assert_eq!(
        place.bot.ready["application"]["flags"]
            .as_u64()
            .expect("flags")
            & (1 << 14),
        1 << 14
    );
    let guild = place.bot.event("GUILD_CREATE").await;
    assert_eq!(guild["channels"][0]["name"], "general");
    assert!(guild["roles"][0]["colors"].is_object());
    assert_eq!(guild["member_count"], 4);
    place.bot.send(json!({"op": 1, "d": 1})).await;
    assert_eq!(place.bot.frame().await.expect("ack")["op"], 11);
}

#[tokio::test]
async fn refuses_a_wrong_token_and_intents_that_are_switched_off() {
    let place = place().await;
    let mut stranger = Bot::hello(&place.sandbox).await;
    stranger
        .send(json!({"op": 2, "d": {"token": "Bot wrong", "intents": 1, "properties": {}}}))
        .await;
    assert_eq!(stranger.frame().await, Err(4004));

    let settings = sandbox::Settings {
        privileged: 0,
        ..sandbox::Settings::default()
    };
    let strict = sandbox::Sandbox::start(sandbox::Options {
        settings,
        ..sandbox::Options::default()
    })
    .await
    .expect("sandbox");
    let mut greedy = Bot::hello(&strict).await;
    let identify =
        json!({"token": strict.token(), "intents": intents::GUILD_MEMBERS, "properties": {}});
    greedy.send(json!({"op": 2, "d": identify})).await;
    assert_eq!(greedy.frame().await, Err(4014));
}

#[tokio::test]
async fn replays_what_was_missed() {
    let mut place = place().await;
    place.bot.event("GUILD_CREATE").await;
    place.sandbox.faults().drop_gateway(true);
    assert!(place.bot.frame().await.is_err());
    place.sandbox.member("cem", NewMember::default());

    let mut again = Bot::hello(&place.sandbox).await;
    let resume = json!({"token": place.sandbox.token(), "session_id": text(&place.bot.ready["session_id"]), "seq": place.bot.sequence});
    again.send(json!({"op": 6, "d": resume})).await;
    assert_eq!(
        again.event("GUILD_MEMBER_ADD").await["user"]["username"],
        "cem"
    );
    again.event("RESUMED").await;
    assert_eq!(place.sandbox.gateway_logins(), (1, 1));
}

#[tokio::test]
async fn forgets_a_session_that_cannot_be_resumed() {
    let mut place = place().await;
    place.bot.event("GUILD_CREATE").await;
    place.sandbox.faults().drop_gateway(false);
    let mut again = Bot::hello(&place.sandbox).await;
    let resume = json!({"token": place.sandbox.token(), "session_id": text(&place.bot.ready["session_id"]), "seq": 1});
    again.send(json!({"op": 6, "d": resume})).await;
    assert_eq!(
        again.frame().await.expect("invalid session"),
        json!({"op": 9, "d": false})
    );
}

#[tokio::test]
async fn keeps_silent_and_lets_nobody_in_when_told_to() {
    let mut place = place().await;
    place.bot.event("GUILD_CREATE").await;
    let faults = place.sandbox.faults();
    faults.ignore_heartbeats(true);
    place.bot.send(json!({"op": 1, "d": 1})).await;
    faults.send_event("SOMETHING_NEW", &json!({"a": 1}));
    assert_eq!(place.bot.event("SOMETHING_NEW").await["a"], 1);
    faults.send_frame(r#"{"op":99}"#);
    assert_eq!(place.bot.frame().await.expect("a frame")["op"], 99);

    faults.demand_shards(2);
    let mut alone = Bot::hello(&place.sandbox).await;
    let identify =
        json!({"token": place.sandbox.token(), "intents": 1, "properties": {}, "shard": [0, 1]});
    alone.send(json!({"op": 2, "d": identify})).await;
    assert_eq!(alone.frame().await, Err(4011));
    faults.close_gateway_without_code();
    assert!(place.bot.frame().await.is_err());
    // Some were meant to be unlike Discord's.
    place.sandbox.forgives("contract: ");
}

#[tokio::test]
async fn gives_words_only_to_those_who_asked_for_them() {
    let place = place().await;
    let mut deaf =
        Bot::with_intents(&place.sandbox, intents::GUILDS | intents::GUILD_MESSAGES).await;
    place.ada.posts(place.channel, "secret").expect("posted");
    assert_eq!(deaf.event("MESSAGE_CREATE").await["content"], "");
    place
        .ada
        .posts(
            place.channel,
            &format!("<@{}> hello", place.sandbox.bot_id()),
        )
        .expect("posted");
    assert!(text(&deaf.event("MESSAGE_CREATE").await["content"]).ends_with("hello"));
    let (status, _) = place
        .bot
        .post(
            &format!("/channels/{}/messages", place.channel),
            says("own"),
        )
        .await;
    assert_eq!(status, 200);
    assert_eq!(deaf.event("MESSAGE_CREATE").await["content"], "own");
}

#[tokio::test]
async fn gives_members_in_chunks() {
    let mut place = place().await;
    for at in 0..1200 {
        place
            .sandbox
            .member(&format!("member{at}"), NewMember::default());
    }
    place.bot.send(json!({"op": 8, "d": {"guild_id": place.sandbox.guild_id(), "query": "", "limit": 0, "nonce": "n"}})).await;
    let first = place.bot.event("GUILD_MEMBERS_CHUNK").await;
    assert_eq!(
        (
            first["chunk_count"].as_u64(),
            first["members"].as_array().map(Vec::len)
        ),
        (Some(2), Some(1000))
    );
    let second = place.bot.event("GUILD_MEMBERS_CHUNK").await;
    assert_eq!(
        (
            second["nonce"].as_str(),
            second["members"].as_array().map(Vec::len)
        ),
        (Some("n"), Some(204))
    );
}
