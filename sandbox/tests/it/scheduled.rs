//! Scheduled events and what people buy in Discord's shop.

use chrono::TimeDelta;
use sandbox::{Id, NewRole, permissions};
use serde_json::{Value, json};

use crate::bot::text;
use crate::{Place, place};

impl Place {
    /// What the bot may do besides.
    fn allows(&self, permissions: u64) {
        let new = NewRole {
            permissions,
            ..NewRole::default()
        };
        let role = self.sandbox.role("events", new);
        let bot = self.sandbox.bot_id();
        self.sandbox.moderator().gives_role(bot, role);
    }

    fn in_hours(&self, hours: i64) -> String {
        let at = self.sandbox.clock().now() + TimeDelta::hours(hours);
        at.to_rfc3339()
    }

    fn events(&self) -> String {
        format!("/guilds/{}/scheduled-events", self.sandbox.guild_id())
    }

    fn elsewhere(&self) -> Value {
        json!({
            "name": "第1回 高血圧", "description": "講義 #1", "privacy_level": 2, "entity_type": 3,
            "scheduled_start_time": self.in_hours(1), "scheduled_end_time": self.in_hours(2),
            "entity_metadata": {"location": "Zoom"},
        })
    }
}

#[tokio::test]
async fn an_event_is_made_listed_begins_and_ends_by_itself() {
    let place = place().await;
    let path = place.events();
    let (status, _) = place.bot.post(&path, place.elsewhere()).await;
    assert_eq!(status, 403, "made without the right to");
    place.allows(permissions::CREATE_EVENTS);
    let (status, made) = place.bot.post(&path, place.elsewhere()).await;
    assert_eq!(status, 200, "{made}");
    assert_eq!(made["status"], 1);
    // Twice is twice: nothing tells a repeat from a second event.
    place.bot.post(&path, place.elsewhere()).await;
    let (_, all) = place.bot.get(&path).await;
    assert_eq!(all.as_array().map(Vec::len), Some(2));

    let one = format!("{path}/{}", text(&made["id"]));
    let (status, _) = place
        .bot
        .patch(&one, json!({"name": "第1回 高血圧（改）"}))
        .await;
    assert_eq!(status, 200);
    let clock = place.sandbox.clock();
    clock.set(clock.now() + TimeDelta::minutes(61));
    assert_eq!(place.bot.get(&one).await.1["status"], 2);
    let (status, refused) = place.bot.patch(&one, json!({"status": 4})).await;
    assert_eq!((status, &refused["code"]), (400, &json!(180_000)));
    clock.set(clock.now() + TimeDelta::minutes(61));
    assert_eq!(place.bot.get(&one).await.1["status"], 3);
    assert_eq!(place.bot.get(&path).await.1, json!([]));
    let (status, _) = place.bot.delete(&one).await;
    assert_eq!(status, 204);
    assert_eq!(place.bot.get(&one).await.1["code"], 10070);
}

#[tokio::test]
async fn what_does_not_fit_together_is_refused() {
    let place = place().await;
    place.allows(permissions::CREATE_EVENTS);
    let path = place.events();
    for (field, value) in [
        ("name", json!("")),
        ("name", json!("長".repeat(101))),
        ("privacy_level", json!(1)),
        ("entity_type", json!(4)),
        ("scheduled_start_time", json!(place.in_hours(-1))),
        ("scheduled_start_time", json!("tomorrow")),
        ("scheduled_end_time", Value::Null),
        ("scheduled_end_time", json!(place.in_hours(0))),
        ("entity_metadata", Value::Null),
        ("channel_id", json!(place.channel.to_string())),
    ] {
        let mut body = place.elsewhere();
        body[field] = value.clone();
        let (status, refused) = place.bot.post(&path, body).await;
        assert_eq!(
            (status, &refused["code"]),
            (400, &json!(50035)),
            "{field}: {value}"
        );
    }
}

#[tokio::test]
async fn what_is_bought_is_told_listed_ends_and_is_refunded() {
    let mut place = place().await;
    let sku = Id(4_200);
    let bought = place.ada.subscribes(sku);
    let told = place.bot.event("ENTITLEMENT_CREATE").await;
    assert_eq!(told["sku_id"], "4200");
    assert_eq!(told["user_id"], place.ada.id().to_string());
    assert_eq!(told["ends_at"], Value::Null);
    let (_, me) = place.bot.get("/applications/@me").await;
    let path = format!("/applications/{}/entitlements", text(&me["id"]));
    assert_eq!(
        place.bot.get(&path).await.1.as_array().map(Vec::len),
        Some(1)
    );

    place.ada.subscription_ends(bought);
    assert_ne!(
        place.bot.event("ENTITLEMENT_UPDATE").await["ends_at"],
        Value::Null
    );
    let open = format!("{path}?exclude_ended=true");
    assert_eq!(place.bot.get(&open).await.1, json!([]));
    let again = place.ada.subscribes(sku);
    place.ada.is_refunded(again);
    assert_eq!(place.bot.event("ENTITLEMENT_DELETE").await["deleted"], true);
    let (_, left) = place.bot.get(&path).await;
    assert_eq!(left.as_array().map(Vec::len), Some(1));

    let test = json!({"sku_id": "4200", "owner_id": place.ben.id(), "owner_type": 2});
    let (status, made) = place.bot.post(&path, test).await;
    assert_eq!((status, &made["type"]), (200, &json!(8)));
    let one = format!("{path}/{}", text(&made["id"]));
    assert_eq!(place.bot.delete(&one).await.0, 204);
}
