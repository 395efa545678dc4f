//! Posting: limits, nonces, pings, permissions, history.

use reqwest::Method;
use serde_json::{Value, json};

use crate::bot::{says, text};
use crate::{Place, place};

fn messages(place: &Place) -> String {
    format!("/channels/{}/messages", place.channel)
}

#[tokio::test]
async fn refuses_what_is_too_long_and_says_where() {
    let place = place().await;
    let path = messages(&place);
    let cases = [
        (says(&"あ".repeat(2001)), "/errors/content"),
        (
            json!({"embeds": [{"title": "x".repeat(257)}]}),
            "/errors/embeds/0/title",
        ),
        (
            json!({"embeds": [{"description": "x".repeat(4000)}, {"description": "x".repeat(2001)}]}),
            "/errors/embeds",
        ),
        (
            json!({"content": "x", "components": [{"type": 1, "components": [{"type": 2, "style": 1, "label": "x".repeat(81), "custom_id": "a"}]}]}),
            "/errors/components/0/components/0/label",
        ),
        (
            json!({"content": "x", "components": [{"type": 1, "components": [{"type": 2, "style": 1, "label": "x", "custom_id": "a"}, {"type": 2, "style": 1, "label": "y", "custom_id": "a"}]}]}),
            "/errors/components/0/components/1/custom_id",
        ),
        (
            json!({"content": "x", "nonce": "x".repeat(26)}),
            "/errors/nonce",
        ),
        (
            json!({"content": "x", "allowed_mentions": {"parse": ["users"], "users": ["1"]}}),
            "/errors/allowed_mentions/users",
        ),
    ];
    for (body, pointer) in &cases {
        let (status, answer) = place.bot.post(&path, body.clone()).await;
        assert_eq!(
            (status, answer["code"].as_u64()),
            (400, Some(50035)),
            "{pointer}"
        );
        assert!(
            answer
                .pointer(pointer)
                .is_some_and(|at| at["_errors"].is_array()),
            "{pointer}: {answer}"
        );
    }
    assert_eq!(place.bot.post(&path, says("  ")).await.1["code"], 50006);
    assert_eq!(place.bot.post(&path, says(&"あ".repeat(2000))).await.0, 200);
    assert_eq!(place.sandbox.refused_payloads().len(), cases.len() + 1);
}

#[tokio::test]
async fn a_nonce_gives_the_earlier_message_for_three_minutes() {
    let place = place().await;
    let path = messages(&place);
    let mut body = says("once");
    body["nonce"] = json!("n1");
    body["enforce_nonce"] = json!(true);
    let (_, first) = place.bot.post(&path, body.clone()).await;
    let (status, second) = place.bot.post(&path, body.clone()).await;
    assert_eq!((status, &second["id"]), (200, &first["id"]));
    place
        .bot
        .delete(&format!("{path}/{}", text(&first["id"])))
        .await;
    assert_eq!(place.bot.post(&path, body.clone()).await.1["code"], 10008);
    place.sandbox.clock().advance(chrono::Duration::minutes(4));
    let (_, third) = place.bot.post(&path, body).await;
    assert_ne!(third["id"], first["id"]);
    assert_eq!(place.ada.reads(place.channel).len(), 1);
}

#[tokio::test]
async fn history_pages_newest_first() {
    let place = place().await;
    for at in 0..5 {
        place
            .ada
            .posts(place.channel, &at.to_string())
            .expect("posted");
    }
    let contents = |body: &Value| {
        body.as_array()
            .expect("list")
            .iter()
            .map(|one| text(&one["content"]).to_owned())
            .collect::<Vec<_>>()
    };
    let (_, last) = place
        .bot
        .get(&format!("{}?limit=2", messages(&place)))
        .await;
    assert_eq!(contents(&last), ["4", "3"]);
    let (_, before) = place
        .bot
        .get(&format!(
            "{}?limit=2&before={}",
            messages(&place),
            text(&last[1]["id"])
        ))
        .await;
    assert_eq!(contents(&before), ["2", "1"]);
    let (_, after) = place
        .bot
        .get(&format!(
            "{}?limit=2&after={}",
            messages(&place),
            text(&before[1]["id"])
        ))
        .await;
    assert_eq!(contents(&after), ["3", "2"]);
}

#[tokio::test]
async fn only_own_messages_are_edited_and_pins_take_both_paths() {
    let place = place().await;
    let hers = place.ada.posts(place.channel, "hers").expect("posted").id;
    assert_eq!(
        place
            .bot
            .patch(&format!("{}/{hers}", messages(&place)), says("no"))
            .await
            .1["code"],
        50005
    );
    let (_, own) = place.bot.post(&messages(&place), says("own")).await;
    let (_, edited) = place
        .bot
        .patch(
            &format!("{}/{}", messages(&place), text(&own["id"])),
            says("new"),
        )
        .await;
    assert_eq!(edited["content"], "new");
    assert_eq!(
        place
            .bot
            .put(&format!("{}/pins/{hers}", messages(&place)))
            .await
            .0,
        204
    );
    assert_eq!(
        place
            .bot
            .delete(&format!("/channels/{}/pins/{hers}", place.channel))
            .await
            .0,
        204
    );
    // Hers it deletes only where it manages messages.
    let bot = place.sandbox.bot_id();
    let right = sandbox::permissions::MANAGE_MESSAGES;
    place.sandbox.overwrite(place.channel, bot, 0, right);
    let hers = format!("{}/{hers}", messages(&place));
    assert_eq!(place.bot.delete(&hers).await.1["code"], 50013);
    place.sandbox.overwrite(place.channel, bot, 0, 0);
    assert_eq!(place.bot.delete(&hers).await.0, 204);
}

#[tokio::test]
async fn unknown_routes_and_strangers_are_refused() {
    let place = place().await;
    assert_eq!(place.bot.get("/voice/regions").await.0, 501);
    assert_eq!(place.sandbox.unknown_requests(), ["GET /voice/regions"]);
    let url = format!("{}/users/@me", place.sandbox.api_url());
    let answer = reqwest::Client::new()
        .request(Method::GET, url)
        .send()
        .await
        .expect("answer");
    assert_eq!(answer.status(), 401);
    assert_eq!(answer.json::<Value>().await.expect("json")["code"], 0);
}

#[tokio::test]
async fn files_come_back_under_their_url() {
    let place = place().await;
    let part = reqwest::multipart::Part::bytes(vec![7; 3_000_000]).file_name("members.csv");
    let form = reqwest::multipart::Form::new()
        .text("payload_json", says("here").to_string())
        .part("files[0]", part);
    let request = reqwest::Client::new()
        .post(format!("{}{}", place.sandbox.api_url(), messages(&place)))
        .multipart(form);
    let body: Value = request
        .header("authorization", format!("Bot {}", place.sandbox.token()))
        .send()
        .await
        .expect("sent")
        .json()
        .await
        .expect("json");
    assert_eq!(body["attachments"][0]["filename"], "members.csv");
    let bytes = reqwest::get(text(&body["attachments"][0]["url"]))
        .await
        .expect("file")
        .bytes()
        .await
        .expect("bytes");
    assert_eq!(bytes.len(), 3_000_000);
}
