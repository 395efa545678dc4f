//! Names and texts of commands: what they may look like, and how large all of them are.

use serde_json::Value;

use crate::error::Problems;

/// A name and its translations: 1 to 32 letters, digits, `-`, `_`, `'`; no upper case.
pub(super) fn name(of: &Value, path: &str, problems: &mut Problems) {
    let mut check = |path: String, text: &str| {
        let length = text.chars().count();
        let allowed = |c: char| {
            c.is_alphanumeric()
                || matches!(c, '-' | '_' | '\'' | '\u{30fc}' | '\u{3005}' | '\u{3006}')
                || is_mark(c)
        };
        if !(1..=32).contains(&length) || !text.chars().all(allowed) || text.to_lowercase() != text
        {
            problems.add(
                &path,
                "APPLICATION_COMMAND_INVALID_NAME",
                "Command name is invalid",
            );
        }
    };
    check(
        format!("{path}name"),
        of["name"].as_str().unwrap_or_default(),
    );
    for (locale, text) in of["name_localizations"].as_object().into_iter().flatten() {
        check(
            format!("{path}name_localizations.{locale}"),
            text.as_str().unwrap_or_default(),
        );
    }
}

/// Devanagari and Thai marks are letters to Discord though not to Unicode.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{0900}'..='\u{097f}' | '\u{0e00}'..='\u{0e7f}')
}

/// A text of up to 100 characters and its translations.
pub(super) fn texts(of: &Value, field: &str, path: &str, min: usize, problems: &mut Problems) {
    problems.length(
        &format!("{path}{field}"),
        of[field].as_str().unwrap_or_default(),
        min,
        100,
    );
    for (locale, text) in of[format!("{field}_localizations")]
        .as_object()
        .into_iter()
        .flatten()
    {
        problems.length(
            &format!("{path}{field}_localizations.{locale}"),
            text.as_str().unwrap_or_default(),
            1,
            100,
        );
    }
}

/// Characters of names, descriptions and values, the longest translation counted.
pub(super) fn size(of: &Value) -> usize {
    let longest = |field: &str| {
        let own = of[field].as_str().map_or(0, |text| text.chars().count());
        let others = of[format!("{field}_localizations")]
            .as_object()
            .into_iter()
            .flatten();
        others
            .filter_map(|(_, text)| text.as_str())
            .map(|text| text.chars().count())
            .fold(own, usize::max)
    };
    let value = of["value"].as_str().map_or(0, |text| text.chars().count());
    let inside = ["options", "choices"]
        .iter()
        .flat_map(|list| of[*list].as_array().into_iter().flatten())
        .map(size)
        .sum::<usize>();
    longest("name") + longest("description") + value + inside
}
