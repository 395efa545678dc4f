//! Buttons, menus and forms under a message.

use sandbox::{Id, Outcome};
use serde_json::{Value, json};

use crate::bot::{says, text, whispers};
use crate::{Place, place};

async fn card(place: &Place, components: Value) -> Id {
    let mut card = says("card");
    card["components"] = json!([{"type": 1, "components": components}]);
    let (status, body) = place
        .bot
        .post(&format!("/channels/{}/messages", place.channel), card)
        .await;
    assert_eq!(status, 200, "{body}");
    text(&body["id"]).parse().expect("id")
}

#[tokio::test]
async fn a_button_opens_a_form_and_the_form_changes_the_message() {
    let mut place = place().await;
    let buttons = json!([
        {"type": 2, "style": 1, "label": "Claim", "custom_id": "claim:1"},
        {"type": 2, "style": 2, "label": "Off", "custom_id": "off", "disabled": true},
    ]);
    let message = card(&place, buttons).await;
    let form = json!({"type": 9, "data": {"custom_id": "form:1", "title": "Answer", "components": [
        {"type": 1, "components": [{"type": 4, "custom_id": "body", "style": 2, "label": "Body", "max_length": 10}]}]}});
    let (outcome, _) = tokio::join!(place.ada.clicks(message, "Claim"), place.bot.answers(form));
    let form = outcome.modal().expect("form").clone();
    assert!(matches!(
        place.ada.clicks(message, "Off").await,
        Outcome::Invalid(_)
    ));
    assert!(matches!(
        place
            .ada
            .submits(&form, &[("body", "far too long a text")])
            .await,
        Outcome::Invalid(_)
    ));
    assert!(matches!(
        place.ben.submits(&form, &[("body", "mine")]).await,
        Outcome::NotShown(_)
    ));
    let mut update = says("claimed");
    update["components"] = json!([]);
    let (outcome, interaction) = tokio::join!(
        place.ada.submits(&form, &[("body", "short")]),
        place.bot.answers(json!({"type": 7, "data": update}))
    );
    assert!(matches!(outcome, Outcome::Updated(_)));
    assert_eq!(outcome.text(), "claimed");
    assert_eq!(
        interaction["data"]["components"][0]["components"][0]["value"],
        "short"
    );
    assert!(place.ada.reads(place.channel)[0].rows.is_empty());
    assert!(matches!(
        place.ada.submits(&form, &[("body", "again")]).await,
        Outcome::NotShown(_)
    ));
}

#[tokio::test]
async fn menus_send_what_was_chosen() {
    let mut place = place().await;
    let options = json!([{"label": "Heart", "value": "heart"}, {"label": "Lung", "value": "lung"}]);
    let message = card(
        &place,
        json!([{"type": 3, "custom_id": "field", "options": options, "max_values": 2}]),
    )
    .await;
    let (_, sent) = tokio::join!(
        place.ada.selects(message, "field", &["Heart", "lung"]),
        place.bot.answers(whispers("ok"))
    );
    assert_eq!(sent["data"]["values"], json!(["heart", "lung"]));
    assert_eq!(sent["data"]["component_type"], 3);
    assert!(matches!(
        place.ada.selects(message, "field", &["liver"]).await,
        Outcome::Invalid(_)
    ));
    let message = card(&place, json!([{"type": 5, "custom_id": "mentor"}])).await;
    let (_, sent) = tokio::join!(
        place.ada.selects(message, "mentor", &["ben"]),
        place.bot.answers(whispers("ok"))
    );
    assert_eq!(
        sent["data"]["resolved"]["users"][place.ben.id().to_string()]["username"],
        "ben"
    );
}

#[tokio::test]
async fn a_modified_client_can_send_anything() {
    let mut place = place().await;
    let message = card(
        &place,
        json!([{"type": 2, "style": 1, "label": "Go", "custom_id": "go"}]),
    )
    .await;
    let (_, sent) = tokio::join!(
        place.ada.clicks_forged(message, "refund:7"),
        place.bot.answers(whispers("no"))
    );
    assert_eq!(sent["data"]["custom_id"], "refund:7");
    let long = "x".repeat(5000);
    let fields = [("body", long.as_str())];
    let (outcome, sent) = tokio::join!(
        place.ada.submits_forged(place.channel, "form:9", &fields),
        place.bot.answers(whispers("no"))
    );
    assert_eq!(
        (outcome.text().as_str(), sent["type"].as_u64()),
        ("no", Some(5))
    );
}

#[tokio::test]
async fn a_click_that_changes_nothing_is_acknowledged() {
    let mut place = place().await;
    let message = card(
        &place,
        json!([{"type": 2, "style": 1, "label": "Go", "custom_id": "go"}]),
    )
    .await;
    let (outcome, _) = tokio::join!(
        place.ada.clicks(message, "go"),
        place.bot.answers(json!({"type": 6}))
    );
    assert!(matches!(outcome, Outcome::Acknowledged));
    place.sandbox.moderator().deletes_message(message);
    assert!(matches!(
        place.ada.clicks(message, "go").await,
        Outcome::NotShown(_)
    ));
}
