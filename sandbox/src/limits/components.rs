//! Limits on rows of buttons and select menus under a message.

use std::collections::HashSet;

use serde_json::Value;

use crate::error::Problems;

/// Notes what is wrong with the components of a message.
pub(crate) fn check(rows: &[Value], problems: &mut Problems) {
    if rows.len() > 5 {
        problems.add(
            "components",
            "BASE_TYPE_MAX_LENGTH",
            "Must be 5 or fewer in length.",
        );
    }
    let mut seen = HashSet::new();
    for (at, row) in rows.iter().enumerate() {
        let path = format!("components.{at}");
        if row["type"].as_u64() != Some(1) {
            problems.add(
                &format!("{path}.type"),
                "UNION_TYPE_CHOICES",
                "Value of field \"type\" must be one of (1,).",
            );
        }
        let inside = row["components"]
            .as_array()
            .map(Vec::as_slice)
            .unwrap_or_default();
        let menus = inside
            .iter()
            .filter(|one| one["type"].as_u64() != Some(2))
            .count();
        let width = if menus == 0 { 5 } else { 1 };
        if inside.is_empty() || inside.len() > width {
            problems.add(
                &format!("{path}.components"),
                "BASE_TYPE_BAD_LENGTH",
                format!("Must be between 1 and {width} in length."),
            );
        }
        for (at, one) in inside.iter().enumerate() {
            let path = format!("{path}.components.{at}");
            match one["type"].as_u64() {
                Some(2) => button(one, &path, problems),
                Some(3 | 5..=8) => select(one, &path, problems),
                _ => problems.add(
                    &format!("{path}.type"),
                    "UNION_TYPE_CHOICES",
                    "Value of field \"type\" must be one of (2, 3, 5, 6, 7, 8).",
                ),
            }
            if let Some(custom_id) = one["custom_id"].as_str()
                && !seen.insert(custom_id)
            {
                problems.add(
                    &format!("{path}.custom_id"),
                    "COMPONENT_CUSTOM_ID_DUPLICATED",
                    "Component custom id cannot be duplicated",
                );
            }
        }
    }
}

fn button(one: &Value, path: &str, problems: &mut Problems) {
    let label = one["label"].as_str().unwrap_or_default();
    problems.length(&format!("{path}.label"), label, 0, 80);
    if label.is_empty() && !one["emoji"].is_object() && one["style"].as_u64() != Some(6) {
        problems.add(
            path,
            "BUTTON_COMPONENT_INVALID",
            "A button must have a label or an emoji.",
        );
    }
    match one["style"].as_u64() {
        Some(1..=4) => {
            custom_id(one, path, problems);
            if one["url"].is_string() {
                problems.add(
                    &format!("{path}.url"),
                    "BUTTON_COMPONENT_CUSTOM_ID_URL_EXCLUSIVE",
                    "A custom id and url cannot both be specified",
                );
            }
        }
        Some(5) => {
            let url = one["url"].as_str().unwrap_or_default();
            problems.length(&format!("{path}.url"), url, 1, 512);
            if !url.starts_with("https://")
                && !url.starts_with("http://")
                && !url.starts_with("discord://")
            {
                problems.add(
                    &format!("{path}.url"),
                    "URL_TYPE_INVALID_SCHEME",
                    "Scheme must be one of ('http', 'https', 'discord').",
                );
            }
            if one["custom_id"].is_string() {
                problems.add(
                    &format!("{path}.custom_id"),
                    "BUTTON_COMPONENT_CUSTOM_ID_URL_EXCLUSIVE",
                    "A link button has no custom id",
                );
            }
        }
        Some(6) => {}
        _ => problems.add(
            &format!("{path}.style"),
            "BASE_TYPE_CHOICES",
            "Value must be one of (1, 2, 3, 4, 5, 6).",
        ),
    }
}

fn select(one: &Value, path: &str, problems: &mut Problems) {
    custom_id(one, path, problems);
    problems.length(
        &format!("{path}.placeholder"),
        one["placeholder"].as_str().unwrap_or_default(),
        0,
        150,
    );
    let min = one["min_values"].as_u64().unwrap_or(1);
    let max = one["max_values"].as_u64().unwrap_or(1);
    if min > 25 || !(1..=25).contains(&max) || min > max {
        problems.add(
            &format!("{path}.max_values"),
            "NUMBER_TYPE_RANGE",
            "min_values must be 0 to 25 and max_values 1 to 25, and not less.",
        );
    }
    if one["type"].as_u64() != Some(3) {
        return;
    }
    let options = one["options"]
        .as_array()
        .map(Vec::as_slice)
        .unwrap_or_default();
    if options.is_empty() || options.len() > 25 {
        problems.add(
            &format!("{path}.options"),
            "BASE_TYPE_BAD_LENGTH",
            "Must be between 1 and 25 in length.",
        );
    }
    let mut values = HashSet::new();
    for (at, option) in options.iter().enumerate() {
        let path = format!("{path}.options.{at}");
        problems.length(
            &format!("{path}.label"),
            option["label"].as_str().unwrap_or_default(),
            1,
            100,
        );
        problems.length(
            &format!("{path}.value"),
            option["value"].as_str().unwrap_or_default(),
            1,
            100,
        );
        problems.length(
            &format!("{path}.description"),
            option["description"].as_str().unwrap_or_default(),
            0,
            100,
        );
        if !values.insert(option["value"].as_str().unwrap_or_default()) {
            problems.add(
                &format!("{path}.value"),
                "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED",
                "The specified option value is already used",
            );
        }
    }
}

fn custom_id(one: &Value, path: &str, problems: &mut Problems) {
    let path = format!("{path}.custom_id");
    match one["custom_id"].as_str() {
        Some(text) => problems.length(&path, text, 1, 100),
        None => problems.required(&path),
    }
}
