//! Breaking things, limits on calls, saving.

use std::time::Duration;

use reqwest::Method;
use sandbox::{Options, Sandbox, Settings};
use serde_json::{Value, json};

use crate::bot::{Bot, says};
use crate::{Place, place, place_with};

async fn raw(place: &Place, body: &Value) -> reqwest::Result<reqwest::Response> {
    let url = format!(
        "{}/channels/{}/messages",
        place.sandbox.api_url(),
        place.channel
    );
    let request = reqwest::Client::new().request(Method::POST, url).json(body);
    request
        .header("authorization", format!("Bot {}", place.sandbox.token()))
        .send()
        .await
}

#[tokio::test]
async fn a_lost_answer_was_acted_on_and_a_lost_request_was_not() {
    let place = place().await;
    place
        .sandbox
        .faults()
        .on("POST", "/messages")
        .lose_next_answer();
    assert!(raw(&place, &says("one")).await.is_err());
    assert_eq!(place.ada.reads(place.channel).len(), 1);
    place.sandbox.faults().lose_next_request();
    assert!(raw(&place, &says("two")).await.is_err());
    assert_eq!(place.ada.reads(place.channel).len(), 1);
    assert_eq!(
        raw(&place, &says("three")).await.expect("answer").status(),
        200
    );
}

#[tokio::test]
async fn planned_answers_hit_the_route_they_are_for() {
    let place = place().await;
    let faults = place.sandbox.faults();
    faults.on("POST", "/messages").times(2).answer_next(503, 0);
    faults.on("PUT", "/roles/").answer_next(403, 50013);
    assert_eq!(place.bot.get("/users/@me").await.0, 200);
    assert_eq!(raw(&place, &says("x")).await.expect("answer").status(), 503);
    assert_eq!(raw(&place, &says("x")).await.expect("answer").status(), 503);
    assert_eq!(raw(&place, &says("x")).await.expect("answer").status(), 200);
    place
        .sandbox
        .faults()
        .rate_limit_next(Duration::from_millis(300), true);
    let answer = raw(&place, &says("x")).await.expect("answer");
    assert_eq!(
        (
            answer.status().as_u16(),
            answer.headers()["x-ratelimit-scope"]
                .to_str()
                .expect("text")
        ),
        (429, "global")
    );
    assert_eq!(answer.json::<Value>().await.expect("json")["code"], 0);
}

#[tokio::test]
async fn a_held_answer_comes_when_it_is_let_go() {
    let place = place().await;
    let held = place.sandbox.faults().hold_next_answer();
    let body = says("x");
    let call = raw(&place, &body);
    tokio::pin!(call);
    assert!(
        tokio::time::timeout(Duration::from_millis(100), &mut call)
            .await
            .is_err()
    );
    assert_eq!(place.ada.reads(place.channel).len(), 1);
    held.release();
    assert_eq!(call.await.expect("answer").status(), 200);
}

#[tokio::test]
async fn offline_is_offline() {
    let mut place = place().await;
    place.bot.event("GUILD_CREATE").await;
    place.sandbox.faults().offline(true);
    assert!(place.bot.frame().await.is_err());
    assert!(raw(&place, &says("x")).await.is_err());
    place.sandbox.faults().offline(false);
    assert_eq!(raw(&place, &says("x")).await.expect("answer").status(), 200);
    Bot::connect(&place.sandbox).await;
}

#[tokio::test]
async fn limits_are_kept_when_asked_for() {
    let settings = Settings {
        rate_limits: true,
        messages_per_window: 2,
        rate_window: Duration::from_millis(400),
        ..Settings::default()
    };
    let place = place_with(Options {
        settings,
        ..Options::default()
    })
    .await;
    let mut statuses = Vec::new();
    for _ in 0..3 {
        statuses.push(
            raw(&place, &says("x"))
                .await
                .expect("answer")
                .status()
                .as_u16(),
        );
    }
    assert_eq!(statuses, [200, 200, 429]);
    tokio::time::sleep(Duration::from_millis(450)).await;
    let answer = raw(&place, &says("x")).await.expect("answer");
    assert_eq!(answer.headers()["x-ratelimit-remaining"], "1");
}

#[tokio::test]
async fn what_is_saved_comes_back() {
    let place = place().await;
    place
        .bot
        .registers(json!([{"name": "ask", "description": "x"}]))
        .await;
    place.ada.posts(place.channel, "kept").expect("posted");
    let folder = tempfile::tempdir().expect("folder");
    let file = folder.path().join("discord.json");
    place.sandbox.save(&file).expect("saved");
    let again = Sandbox::start(Options {
        state: Some(file),
        ..Options::default()
    })
    .await
    .expect("sandbox");
    let ada = again.person(place.ada.id());
    assert_eq!(ada.reads(place.channel)[0].content, "kept");
    assert_eq!(ada.commands(place.channel).len(), 1);
}

#[tokio::test]
async fn the_reason_of_a_change_is_kept() {
    let place = place().await;
    let role = place.sandbox.role("paid", sandbox::NewRole::default());
    let url = format!(
        "{}/guilds/{}/members/{}/roles/{role}",
        place.sandbox.api_url(),
        place.sandbox.guild_id(),
        place.ada.id()
    );
    let put = |reason: &str| {
        let request = reqwest::Client::new()
            .put(&url)
            .header("authorization", format!("Bot {}", place.sandbox.token()));
        request.header("x-audit-log-reason", reason).send()
    };
    assert_eq!(
        put("%E6%94%AF%E6%89%95%E3%81%84")
            .await
            .expect("answer")
            .status(),
        204
    );
    assert_eq!(
        place.sandbox.requests("PUT", "/roles/")[0]
            .reason
            .as_deref(),
        Some("支払い")
    );
    assert_eq!(put(&"x".repeat(513)).await.expect("answer").status(), 400);
}
