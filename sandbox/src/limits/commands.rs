//! Discord's rules for command definitions.

use serde_json::Value;

use super::command_text::{name, size, texts};
use crate::error::{ApiError, Problems};

/// Checks one definition; `path` is where it stands in the body, with a dot at the end if not empty.
pub(crate) fn check(definition: &Value, path: &str) -> Result<(), ApiError> {
    let mut problems = Problems::default();
    let kind = definition["type"].as_u64().unwrap_or(1);
    let description = definition["description"].as_str().unwrap_or_default();
    if kind == 1 {
        name(definition, path, &mut problems);
        texts(definition, "description", path, 1, &mut problems);
        options(&definition["options"], path, 0, &mut problems);
    } else {
        problems.length(
            &format!("{path}name"),
            definition["name"].as_str().unwrap_or_default(),
            1,
            32,
        );
        if !description.is_empty()
            || definition["options"]
                .as_array()
                .is_some_and(|options| !options.is_empty())
        {
            problems.add(
                &format!("{path}description"),
                "APPLICATION_COMMANDS_MENU_NO_DESCRIPTION",
                "Context menu commands cannot have a description or options",
            );
        }
    }
    if !(1..=3).contains(&kind) {
        problems.add(
            &format!("{path}type"),
            "BASE_TYPE_CHOICES",
            "Value must be one of (1, 2, 3).",
        );
    }
    if size(definition) > 8000 {
        problems.add(
            &format!("{path}options"),
            "APPLICATION_COMMAND_TOO_LARGE",
            "Command exceeds maximum size (8000)",
        );
    }
    problems.check()
}

fn options(list: &Value, path: &str, depth: usize, problems: &mut Problems) {
    let all = list.as_array().map(Vec::as_slice).unwrap_or_default();
    if all.len() > 25 {
        problems.add(
            &format!("{path}options"),
            "BASE_TYPE_MAX_LENGTH",
            "Must be 25 or fewer in length.",
        );
    }
    let mut optional_seen = false;
    let mut names = std::collections::HashSet::new();
    for (at, option) in all.iter().enumerate() {
        let path = format!("{path}options.{at}.");
        name(option, &path, problems);
        texts(option, "description", &path, 1, problems);
        let kind = option["type"].as_u64().unwrap_or(0);
        let nested = matches!(kind, 1 | 2);
        if !(1..=11).contains(&kind) || (kind == 2 && depth > 0) || (kind == 1 && depth > 1) {
            problems.add(
                &format!("{path}type"),
                "BASE_TYPE_CHOICES",
                "This type of option cannot stand here.",
            );
        }
        if nested != matches!(all[0]["type"].as_u64(), Some(1 | 2)) {
            problems.add(&format!("{path}type"), "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", "Sub-command and sub-command group option types are mutually exclusive to all other types");
        }
        if !names.insert(option["name"].as_str().unwrap_or_default()) {
            problems.add(
                &format!("{path}name"),
                "APPLICATION_COMMAND_OPTIONS_NAME_INVALID",
                "Option name is already used",
            );
        }
        let required = option["required"].as_bool().unwrap_or(false);
        if required && optional_seen {
            problems.add(
                &format!("{path}required"),
                "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID",
                "Required options must be placed before non-required options",
            );
        }
        optional_seen |= !required && !nested;
        choices(option, kind, &path, problems);
        options(
            &option["options"],
            &path,
            depth + usize::from(kind == 2) + usize::from(nested),
            problems,
        );
    }
}

fn choices(option: &Value, kind: u64, path: &str, problems: &mut Problems) {
    let all = option["choices"]
        .as_array()
        .map(Vec::as_slice)
        .unwrap_or_default();
    if all.len() > 25 {
        problems.add(
            &format!("{path}choices"),
            "BASE_TYPE_MAX_LENGTH",
            "Must be 25 or fewer in length.",
        );
    }
    if !all.is_empty() && option["autocomplete"].as_bool() == Some(true) {
        problems.add(
            &format!("{path}autocomplete"),
            "APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_INVALID",
            "Choices and autocomplete exclude each other",
        );
    }
    for (at, choice) in all.iter().enumerate() {
        let path = format!("{path}choices.{at}.");
        texts(choice, "name", &path, 1, problems);
        let fits = match kind {
            3 => choice["value"]
                .as_str()
                .is_some_and(|text| text.chars().count() <= 100),
            4 => choice["value"].is_i64(),
            10 => choice["value"].is_number(),
            _ => false,
        };
        if !fits {
            problems.add(
                &format!("{path}value"),
                "BASE_TYPE_BAD_TYPE",
                "The value does not fit the option.",
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::check;

    #[test]
    fn takes_and_refuses_names_as_discord_does() {
        for good in [
            "ask",
            "質問",
            "会員状況",
            "ユーザー",
            "１回目",
            "動画_公開",
            "〆切",
            "add-plan",
        ] {
            assert!(
                check(&json!({"name": good, "description": "x"}), "").is_ok(),
                "{good}"
            );
        }
        for bad in [
            "",
            "Ask",
            "質問・回答",
            "a b",
            "a　b",
            "a＋",
            &"x".repeat(33),
        ] {
            assert!(
                check(&json!({"name": bad, "description": "x"}), "").is_err(),
                "{bad}"
            );
        }
    }

    #[test]
    fn wants_required_options_first_and_names_the_path() {
        let option = |name: &str, required: bool| json!({"type": 3, "name": name, "description": "x", "required": required});
        let body = json!({"name": "ask", "description": "x", "options": [option("a", false), option("b", true)]});
        let error = check(&body, "0.").expect_err("required after optional");
        assert_eq!(error.code, 50035);
        assert!(error.body()["errors"]["0"]["options"]["1"]["required"]["_errors"].is_array());
    }
}
