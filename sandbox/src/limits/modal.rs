//! Limits on forms and on proposals for an option.

use std::collections::HashSet;

use serde_json::Value;

use crate::error::{ApiError, Problems};

/// Checks the form of a callback of type 9.
pub(crate) fn check(data: &Value) -> Result<(), ApiError> {
    let mut problems = Problems::default();
    problems.length(
        "data.custom_id",
        data["custom_id"].as_str().unwrap_or_default(),
        1,
        100,
    );
    problems.length(
        "data.title",
        data["title"].as_str().unwrap_or_default(),
        1,
        45,
    );
    let rows = data["components"]
        .as_array()
        .map(Vec::as_slice)
        .unwrap_or_default();
    if rows.is_empty() || rows.len() > 5 {
        problems.add(
            "data.components",
            "BASE_TYPE_BAD_LENGTH",
            "Must be between 1 and 5 in length.",
        );
    }
    let mut seen = HashSet::new();
    for (at, row) in rows.iter().enumerate() {
        let path = format!("data.components.{at}");
        let inside = row["components"]
            .as_array()
            .map(Vec::as_slice)
            .unwrap_or_default();
        let [input] = inside else {
            problems.add(
                &format!("{path}.components"),
                "BASE_TYPE_BAD_LENGTH",
                "Must be between 1 and 1 in length.",
            );
            continue;
        };
        let path = format!("{path}.components.0");
        text_input(input, &path, &mut problems);
        if !seen.insert(input["custom_id"].as_str().unwrap_or_default()) {
            problems.add(
                &format!("{path}.custom_id"),
                "COMPONENT_CUSTOM_ID_DUPLICATED",
                "Component custom id cannot be duplicated",
            );
        }
    }
    problems.check()
}

fn text_input(input: &Value, path: &str, problems: &mut Problems) {
    if input["type"].as_u64() != Some(4) {
        problems.add(
            &format!("{path}.type"),
            "UNION_TYPE_CHOICES",
            "Value of field \"type\" must be one of (4,).",
        );
    }
    problems.length(
        &format!("{path}.custom_id"),
        input["custom_id"].as_str().unwrap_or_default(),
        1,
        100,
    );
    problems.length(
        &format!("{path}.label"),
        input["label"].as_str().unwrap_or_default(),
        1,
        45,
    );
    problems.length(
        &format!("{path}.placeholder"),
        input["placeholder"].as_str().unwrap_or_default(),
        0,
        100,
    );
    if !matches!(input["style"].as_u64(), Some(1 | 2)) {
        problems.add(
            &format!("{path}.style"),
            "BASE_TYPE_CHOICES",
            "Value must be one of (1, 2).",
        );
    }
    let min = input["min_length"].as_u64().unwrap_or(0);
    let max = input["max_length"].as_u64().unwrap_or(4000);
    if min > 4000 || !(1..=4000).contains(&max) || min > max {
        problems.add(
            &format!("{path}.max_length"),
            "NUMBER_TYPE_RANGE",
            "min_length must be 0 to 4000 and max_length 1 to 4000, and not less.",
        );
    }
    if let Some(value) = input["value"].as_str() {
        let most = usize::try_from(max).unwrap_or(4000);
        problems.length(&format!("{path}.value"), value, 0, most);
    }
}

/// Checks the proposals of a callback of type 8.
pub(crate) fn check_choices(choices: &[Value]) -> Result<(), ApiError> {
    let mut problems = Problems::default();
    if choices.len() > 25 {
        problems.add(
            "data.choices",
            "BASE_TYPE_MAX_LENGTH",
            "Must be 25 or fewer in length.",
        );
    }
    for (at, choice) in choices.iter().enumerate() {
        problems.length(
            &format!("data.choices.{at}.name"),
            choice["name"].as_str().unwrap_or_default(),
            1,
            100,
        );
        if let Some(value) = choice["value"].as_str() {
            problems.length(&format!("data.choices.{at}.value"), value, 0, 100);
        } else if !choice["value"].is_number() {
            problems.required(&format!("data.choices.{at}.value"));
        }
    }
    problems.check()
}
