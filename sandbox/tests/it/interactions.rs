//! Commands, clicks and forms, from a person to the bot and back.

use std::time::Duration;

use sandbox::{Options, Outcome, Settings, Target};
use serde_json::json;

use crate::bot::{callback, original, says, whispers};
use crate::{place, place_with};

/// `/ask` with a required choice, and `/plan create` for staff.
fn commands() -> serde_json::Value {
    json!([
        {"name": "ask", "description": "Ask", "name_localizations": {"ja": "質問"}, "options": [
            {"type": 3, "name": "field", "description": "Field", "required": true, "choices": [{"name": "Heart", "name_localizations": {"ja": "循環器"}, "value": "heart"}]},
            {"type": 5, "name": "anonymous", "description": "Hide my name"},
            {"type": 6, "name": "mentor", "description": "Whom"},
            {"type": 4, "name": "count", "description": "How many", "min_value": 1, "max_value": 3},
        ]},
        {"name": "plan", "description": "Plans", "default_member_permissions": "32", "options": [
            {"type": 1, "name": "create", "description": "New", "options": [{"type": 3, "name": "name", "description": "Name", "required": true, "autocomplete": true}]},
        ]},
        {"name": "Membership", "type": 2},
        {"name": "Make this a question", "type": 3},
    ])
}

#[tokio::test]
async fn a_command_gets_a_reply_that_only_its_runner_sees() {
    let mut place = place().await;
    place.bot.registers(commands()).await;
    let options = [
        ("field", "循環器"),
        ("anonymous", "true"),
        ("mentor", "ben"),
    ];
    let (outcome, interaction) = tokio::join!(
        place.ada.runs(place.channel, "/質問", &options),
        place.bot.answers(whispers("Thank you"))
    );
    assert_eq!(outcome.text(), "Thank you");
    assert!(outcome.message().expect("reply").ephemeral);
    assert_eq!(interaction["data"]["name"], "ask");
    assert_eq!(interaction["data"]["options"][0]["value"], "heart");
    assert_eq!(interaction["data"]["options"][1]["value"], true);
    let ben = place.ben.id().to_string();
    assert_eq!(
        interaction["data"]["resolved"]["users"][&ben]["username"],
        "ben"
    );
    assert_eq!(interaction["locale"], "ja");
    let answers = outcome
        .message()
        .and_then(|message| message.answers.clone());
    assert_eq!(
        answers.map(|answers| answers.command).as_deref(),
        Some("質問")
    );
    assert_eq!(
        (
            place.ada.reads(place.channel).len(),
            place.ben.reads(place.channel).len()
        ),
        (1, 0)
    );
    assert_eq!(place.sandbox.ack_latencies().len(), 1);
    assert_eq!(place.sandbox.complaints(), Vec::<String>::new());
}

#[tokio::test]
async fn the_client_refuses_what_discord_would_not_send() {
    let place = place().await;
    place.bot.registers(commands()).await;
    let refused = [
        &[][..],
        &[("field", "stomach")],
        &[("field", "heart"), ("count", "4")],
        &[("field", "heart"), ("colour", "red")],
    ];
    for options in refused {
        assert!(
            matches!(
                place.ada.runs(place.channel, "ask", options).await,
                Outcome::Invalid(_)
            ),
            "{options:?}"
        );
    }
    assert!(matches!(
        place
            .ada
            .runs(place.channel, "plan create", &[("name", "x")])
            .await,
        Outcome::NotShown(_)
    ));
    assert_eq!(
        place
            .ada
            .commands(place.channel)
            .iter()
            .map(|command| command.name.clone())
            .collect::<Vec<_>>(),
        ["質問"]
    );
    let owner = place.sandbox.person(sandbox::Seed::default().owner);
    assert_eq!(owner.commands(place.channel)[1].path, "plan create");
}

#[tokio::test]
async fn proposals_come_back() {
    let mut place = place().await;
    place.bot.registers(commands()).await;
    let owner = place.sandbox.person(sandbox::Seed::default().owner);
    let answer = json!({"type": 8, "data": {"choices": [{"name": "Gold", "value": "gold"}]}});
    let (choices, interaction) = tokio::join!(
        owner.autocompletes(place.channel, "/plan create", &[("name", "Go")], "name"),
        place.bot.answers(answer)
    );
    assert_eq!(choices[0].value, "gold");
    assert_eq!(
        interaction["data"]["options"][0]["options"][0],
        json!({"type": 3, "name": "name", "value": "Go", "focused": true})
    );
}

#[tokio::test]
async fn menus_carry_their_target() {
    let mut place = place().await;
    place.bot.registers(commands()).await;
    let message = place.ben.posts(place.channel, "why?").expect("posted").id;
    let (_, interaction) = tokio::join!(
        place.ada.uses_menu(
            place.channel,
            "Make this a question",
            Target::Message(message)
        ),
        place.bot.answers(whispers("ok"))
    );
    assert_eq!(
        interaction["data"]["resolved"]["messages"][message.to_string()]["content"],
        "why?"
    );
    let (_, interaction) = tokio::join!(
        place
            .ada
            .uses_menu(place.channel, "Membership", Target::User(place.ben.id())),
        place.bot.answers(whispers("ok"))
    );
    assert_eq!(interaction["data"]["target_id"], place.ben.id().to_string());
}

#[tokio::test]
async fn a_deferred_answer_is_waited_for() {
    let mut place = place().await;
    place.bot.registers(commands()).await;
    let work = async {
        let interaction = place
            .bot
            .answers(json!({"type": 5, "data": {"flags": 64}}))
            .await;
        tokio::time::sleep(Duration::from_millis(50)).await;
        place.bot.patch(&original(&interaction), says("done")).await
    };
    let (outcome, (status, _)) = tokio::join!(
        place.ada.runs(place.channel, "ask", &[("field", "heart")]),
        work
    );
    assert_eq!((status, outcome.text().as_str()), (200, "done"));
    assert!(outcome.message().expect("reply").ephemeral);
}

#[tokio::test]
async fn an_interaction_is_answered_once_and_in_time() {
    let settings = Settings {
        ack_deadline: Duration::from_millis(200),
        ..Settings::default()
    };
    let mut place = place_with(Options {
        settings,
        ..Options::default()
    })
    .await;
    place.bot.registers(commands()).await;
    let (_, interaction) = tokio::join!(
        place.ada.runs(place.channel, "ask", &[("field", "heart")]),
        place.bot.answers(whispers("once"))
    );
    let (status, body) = place
        .bot
        .post(&callback(&interaction), whispers("twice"))
        .await;
    assert_eq!((status, body["code"].as_u64()), (400, Some(40060)));

    let late = async {
        let interaction = place.bot.event("INTERACTION_CREATE").await;
        tokio::time::sleep(Duration::from_millis(300)).await;
        place
            .bot
            .post(&callback(&interaction), whispers("late"))
            .await
    };
    let (outcome, (status, body)) = tokio::join!(
        place.ada.runs(place.channel, "ask", &[("field", "heart")]),
        late
    );
    assert!(matches!(outcome, Outcome::NoAnswer));
    assert_eq!((status, body["code"].as_u64()), (404, Some(10062)));
    assert_eq!(place.sandbox.complaints().len(), 3);
}

#[tokio::test]
async fn a_token_runs_out_after_fifteen_minutes() {
    let mut place = place().await;
    place.bot.registers(commands()).await;
    let (_, interaction) = tokio::join!(
        place.ada.runs(place.channel, "ask", &[("field", "heart")]),
        place.bot.answers(whispers("first"))
    );
    place.sandbox.clock().advance(chrono::Duration::minutes(16));
    let (status, body) = place.bot.patch(&original(&interaction), says("late")).await;
    assert_eq!((status, body["code"].as_u64()), (401, Some(50027)));
}

#[tokio::test]
async fn with_response_gives_the_message() {
    let mut place = place().await;
    place.bot.registers(commands()).await;
    let work = async {
        let interaction = place.bot.event("INTERACTION_CREATE").await;
        place
            .bot
            .post(
                &format!("{}?with_response=true", callback(&interaction)),
                whispers("hello"),
            )
            .await
    };
    let (_, (status, body)) = tokio::join!(
        place.ada.runs(place.channel, "ask", &[("field", "heart")]),
        work
    );
    assert_eq!(
        (status, body["resource"]["message"]["content"].as_str()),
        (200, Some("hello"))
    );
}

#[tokio::test]
async fn a_thousand_commands_with_fifty_in_flight() {
    use futures_util::StreamExt;
    let mut place = place().await;
    place.bot.registers(commands()).await;
    let ada = place.ada.clone();
    let channel = place.channel;
    let people = futures_util::stream::iter(0..1000).for_each_concurrent(50, |_| async {
        assert_eq!(
            ada.runs(channel, "ask", &[("field", "heart")]).await.text(),
            "ok"
        );
    });
    let bot = async {
        for _ in 0..1000 {
            place.bot.answers(whispers("ok")).await;
        }
    };
    tokio::join!(people, bot);
    assert_eq!(place.sandbox.ack_latencies().len(), 1000);
}

#[tokio::test]
async fn what_is_attached_can_be_fetched_for_a_day() {
    let mut place = place().await;
    let option = json!([{"type": 11, "name": "image", "description": "What is seen"}]);
    let command = json!([{"name": "ask", "description": "Ask", "options": option}]);
    place.bot.registers(command).await;
    let file = place.ada.uploads("IMG_1.jpg", "image/jpeg", vec![7; 9]);
    let options = [("image", file.as_str())];
    let (_, interaction) = tokio::join!(
        place.ada.runs(place.channel, "/ask", &options),
        place.bot.answers(whispers("Thank you"))
    );
    let attached = &interaction["data"]["resolved"]["attachments"][&file];
    assert_eq!(attached["content_type"], "image/jpeg");
    assert_eq!(attached["size"], 9);
    let url = attached["url"].as_str().expect("an address").to_owned();
    let status = async |url: &str| {
        reqwest::get(url)
            .await
            .expect("an answer")
            .status()
            .as_u16()
    };
    assert_eq!(status(&url).await, 200);
    assert_eq!(status(&url.replace("?ex=", "?ex=f")).await, 404);
    let clock = place.sandbox.clock();
    clock.advance(chrono::Duration::hours(23));
    assert_eq!(status(&url).await, 200);
    clock.advance(chrono::Duration::hours(2));
    assert_eq!(status(&url).await, 404);
}
