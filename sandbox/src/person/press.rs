//! Pressing buttons and choosing from select menus.

use serde_json::{Value, json};

use super::Person;
use super::ask::Question;
use crate::interaction::kind;
use crate::permissions::VIEW_CHANNEL;
use crate::state::{Message, State};
use crate::wire::guild::role_json;
use crate::{Id, Outcome};

impl Person {
    /// Clicks a button, by its custom id or its label, under a message she sees.
    pub async fn clicks(&self, message: impl Into<Id>, button: &str) -> Outcome {
        let id = message.into();
        let question = {
            let discord = self.sandbox.lock();
            let state = &discord.state;
            let Some(message) = self.visible_message(state, id) else {
                return Outcome::NotShown(format!("message {id}"));
            };
            let all = components(message).filter(|one| one["type"].as_u64() == Some(2));
            let mut found =
                all.filter(|one| one["custom_id"] == *button || one["label"] == *button);
            let Some(found) = found.next() else {
                return Outcome::NotShown(format!("button {button}"));
            };
            if found["disabled"].as_bool() == Some(true) {
                return Outcome::Invalid(format!("{button} is greyed out"));
            }
            let Some(custom_id) = found["custom_id"].as_str() else {
                return Outcome::Invalid(format!("{button} is a link to {}", found["url"]));
            };
            press(
                message,
                json!({"custom_id": custom_id, "component_type": 2, "id": found["id"]}),
            )
        };
        self.ask(question).await
    }

    /// Sends a click on any custom id, shown or not, as a modified client can.
    pub async fn clicks_forged(&self, message: impl Into<Id>, custom_id: &str) -> Outcome {
        let id = message.into();
        let question = {
            let discord = self.sandbox.lock();
            let Some(message) = discord.state.message(id) else {
                return Outcome::NotShown(format!("message {id}"));
            };
            press(
                message,
                json!({"custom_id": custom_id, "component_type": 2, "id": 1}),
            )
        };
        self.ask(question).await
    }

    /// Chooses from a select menu: its values (or their labels), or names or ids of users, roles and channels.
    pub async fn selects(
        &self,
        message: impl Into<Id>,
        custom_id: &str,
        values: &[&str],
    ) -> Outcome {
        let id = message.into();
        let question = {
            let discord = self.sandbox.lock();
            let state = &discord.state;
            let Some(message) = self.visible_message(state, id) else {
                return Outcome::NotShown(format!("message {id}"));
            };
            let Some(menu) = components(message)
                .find(|one| one["custom_id"] == *custom_id && one["type"].as_u64() != Some(2))
            else {
                return Outcome::NotShown(format!("menu {custom_id}"));
            };
            match choose(state, menu, values) {
                Ok(data) => press(message, data),
                Err(why) => return Outcome::Invalid(why),
            }
        };
        self.ask(question).await
    }

    /// A message she can see.
    pub(super) fn visible_message<'a>(&self, state: &'a State, id: Id) -> Option<&'a Message> {
        state.message(id).filter(|message| {
            message.shown_to(self.id) && state.may(self.id, message.channel, VIEW_CHANNEL)
        })
    }
}

fn press(message: &Message, data: Value) -> Question {
    let command = data["custom_id"].as_str().unwrap_or_default().to_owned();
    Question {
        kind: kind::COMPONENT,
        channel: message.channel,
        data,
        command,
        component_of: Some(message.id),
    }
}

fn components(message: &Message) -> impl Iterator<Item = &Value> {
    message
        .components
        .iter()
        .flat_map(|row| row["components"].as_array().into_iter().flatten())
}

fn choose(state: &State, menu: &Value, wanted: &[&str]) -> Result<Value, String> {
    let count = wanted.len() as u64;
    if menu["disabled"].as_bool() == Some(true) {
        return Err("the menu is greyed out".to_owned());
    }
    if count < menu["min_values"].as_u64().unwrap_or(1)
        || count > menu["max_values"].as_u64().unwrap_or(1)
    {
        return Err(format!("{count} are too few or too many"));
    }
    let kind = menu["type"].as_u64().unwrap_or(3);
    let mut resolved = json!({});
    let mut values = Vec::new();
    for text in wanted {
        values.push(if kind == 3 {
            option(menu, text)?
        } else {
            entity(state, kind, text, &mut resolved)?
        });
    }
    let mut data =
        json!({"custom_id": menu["custom_id"], "component_type": kind, "values": values, "id": 1});
    if kind != 3 {
        data["resolved"] = resolved;
    }
    Ok(data)
}

fn option(menu: &Value, text: &str) -> Result<Value, String> {
    let mut options = menu["options"].as_array().into_iter().flatten();
    let found = options.find(|option| option["value"] == *text || option["label"] == *text);
    found
        .map(|option| option["value"].clone())
        .ok_or_else(|| format!("{text} is not in the menu"))
}

/// A user (5, 7), a role (6, 7) or a channel (8) by id or name.
fn entity(state: &State, kind: u64, text: &str, resolved: &mut Value) -> Result<Value, String> {
    let id: Option<Id> = text.parse().ok();
    if matches!(kind, 5 | 7)
        && let Some(user) = state
            .users
            .values()
            .find(|user| Some(user.id) == id || user.username == text)
    {
        resolved["users"][user.id.to_string()] = state.user_json(user.id);
        if let Some(member) = state.chosen_member_json(user.id) {
            resolved["members"][user.id.to_string()] = member;
        }
        return Ok(json!(user.id));
    }
    if matches!(kind, 6 | 7)
        && let Some(role) = state
            .guild
            .roles
            .values()
            .find(|role| Some(role.id) == id || role.name == text)
    {
        resolved["roles"][role.id.to_string()] = role_json(role);
        return Ok(json!(role.id));
    }
    if kind == 8
        && let Some(channel) = state
            .channels
            .values()
            .find(|channel| Some(channel.id) == id || channel.name == text)
    {
        resolved["channels"][channel.id.to_string()] = state.partial_channel_json(channel, 0);
        return Ok(json!(channel.id));
    }
    Err(format!("{text} is not in the menu"))
}
