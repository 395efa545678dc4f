//! Options as a person types them, made into what Discord's client sends: typed, checked, resolved.

use serde_json::{Map, Value, json};

use super::entities::{a_channel, a_file, a_role, a_user};
use super::find::localised;
use crate::Id;
use crate::state::State;

/// The options of an interaction and its `resolved`, or what the client would complain about.
pub(super) fn read(
    state: &State,
    user: Id,
    leaf: &Value,
    typed: &[(&str, &str)],
) -> Result<(Vec<Value>, Value), String> {
    let locale = state
        .users
        .get(&user)
        .map_or("en-US", |user| user.locale.as_str());
    let mut resolved = Map::new();
    let mut sent = Vec::new();
    for (name, text) in typed {
        let option =
            find(leaf, name, locale).ok_or_else(|| format!("there is no option {name}"))?;
        let value = value(state, user, option, text, locale, &mut resolved)
            .map_err(|why| format!("{name}: {why}"))?;
        sent.push(json!({"type": option["type"], "name": option["name"], "value": value}));
    }
    let all = leaf["options"].as_array().into_iter().flatten();
    for option in all.filter(|option| option["required"].as_bool() == Some(true)) {
        if !sent.iter().any(|given| given["name"] == option["name"]) {
            return Err(format!("{} is required", option["name"]));
        }
    }
    Ok((sent, Value::Object(resolved)))
}

/// The options so far while one of them is still being typed: as they stand, unchecked.
pub(super) fn partial(
    state: &State,
    user: Id,
    leaf: &Value,
    typed: &[(&str, &str)],
    focused: &str,
) -> Option<Vec<Value>> {
    let locale = state
        .users
        .get(&user)
        .map_or("en-US", |user| user.locale.as_str());
    let target = find(leaf, focused, locale)
        .filter(|option| option["autocomplete"].as_bool() == Some(true))?;
    let mut sent = Vec::new();
    for (name, text) in typed {
        let option = find(leaf, name, locale)?;
        let focused = option["name"] == target["name"];
        // What is being typed is always text, whatever the option will be.
        let value = if focused {
            json!(text)
        } else {
            value(state, user, option, text, locale, &mut Map::new())
                .unwrap_or_else(|_| json!(text))
        };
        let mut given = json!({"type": option["type"], "name": option["name"], "value": value});
        if focused {
            given["focused"] = json!(true);
        }
        sent.push(given);
    }
    if !sent.iter().any(|given| given["name"] == target["name"]) {
        sent.push(
            json!({"type": target["type"], "name": target["name"], "value": "", "focused": true}),
        );
    }
    Some(sent)
}

fn find<'a>(leaf: &'a Value, name: &str, locale: &str) -> Option<&'a Value> {
    let mut all = leaf["options"].as_array()?.iter();
    all.find(|option| option["name"] == *name || localised(option, "name", locale) == name)
}

fn value(
    state: &State,
    user: Id,
    option: &Value,
    text: &str,
    locale: &str,
    resolved: &mut Map<String, Value>,
) -> Result<Value, String> {
    let choices = option["choices"]
        .as_array()
        .filter(|choices| !choices.is_empty());
    if let Some(choices) = choices {
        let shown = |choice: &&Value| {
            localised(choice, "name", locale) == text
                || choice["name"] == *text
                || crate::rest::files::plain(&choice["value"]) == text
        };
        return choices
            .iter()
            .find(shown)
            .map(|choice| choice["value"].clone())
            .ok_or_else(|| format!("{text} is none of the choices"));
    }
    match option["type"].as_u64() {
        Some(3) => string(option, text),
        Some(4) => number(
            option,
            text.parse::<i64>().ok().map(|number| json!(number)),
            text,
        ),
        Some(10) => number(
            option,
            text.parse::<f64>().ok().map(|number| json!(number)),
            text,
        ),
        Some(5) => text
            .parse::<bool>()
            .map(Value::Bool)
            .map_err(|_| "true or false is needed".to_owned()),
        Some(6) => a_user(state, text, resolved),
        Some(7) => a_channel(state, user, option, text, resolved),
        Some(8) => a_role(state, text, resolved),
        Some(9) => a_user(state, text, resolved).or_else(|_| a_role(state, text, resolved)),
        Some(11) => a_file(state, text, resolved),
        _ => Err("options of this type cannot be typed".to_owned()),
    }
}

fn string(option: &Value, text: &str) -> Result<Value, String> {
    let length = text.chars().count() as u64;
    if length < option["min_length"].as_u64().unwrap_or(1)
        || length > option["max_length"].as_u64().unwrap_or(6000)
    {
        return Err(format!("{length} characters are too few or too many"));
    }
    Ok(json!(text))
}

fn number(option: &Value, number: Option<Value>, text: &str) -> Result<Value, String> {
    let number = number.ok_or_else(|| format!("{text} is not a number"))?;
    let size = number.as_f64().unwrap_or_default();
    let low = option["min_value"].as_f64().is_some_and(|min| size < min);
    let high = option["max_value"].as_f64().is_some_and(|max| size > max);
    if low || high {
        Err(format!("{text} is too small or too large"))
    } else {
        Ok(number)
    }
}
