//! Lectures in a TOML document: what they have in common at the top, then one after the other.

use std::collections::HashMap;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Column, Listed, Refusal, Row};
use crate::input;
use crate::sheet::Unreadable;
use crate::text::Text;

type Value<'a> = Spanned<DeValue<'a>>;

/// Whether a text is such a document, by its name, or else by what stands in it.
pub(in crate::lectures::imports) fn is_document(name: &str, text: &str) -> bool {
    let ends = |ending: &str| input::folded(name).ends_with(ending);
    ends(".toml") || (!ends(".csv") && DeTable::parse(text).is_ok())
}

/// Reads a document. What is wrong with one lecture is said of it, and the others are read.
///
/// # Errors
/// Refused where it is no document, or has no lectures.
pub(in crate::lectures::imports) fn from_document(text: &str) -> Result<Listed, Refusal> {
    let line = |span: Option<Range<usize>>| line_of(text, span.map_or(0, |span| span.start));
    let document = DeTable::parse(text).map_err(|error| Refusal::BadDocument {
        line: line(error.span()),
    })?;
    let mut shared = HashMap::new();
    let mut prefix = String::new();
    let mut unused = Vec::new();
    let mut entries = None;
    for (key, value) in document.get_ref() {
        match key.get_ref().as_ref() {
            "lecture" => entries = value.get_ref().as_array(),
            "url_prefix" => prefix = words(value.get_ref()).unwrap_or_default(),
            other => match (Column::of_key(other), words(value.get_ref())) {
                (Some(column @ (Column::Series | Column::Track)), Some(words)) => {
                    shared.insert(column, words);
                }
                _ => unused.push(input::short(other)),
            },
        }
    }
    let entries = entries.ok_or(Refusal::Unreadable(Unreadable::Empty))?;
    let rows = entries
        .iter()
        .map(|entry| row(text, entry, &shared, &prefix));
    Ok(Listed {
        rows: rows.collect(),
        unused,
    })
}

fn row(text: &str, entry: &Value<'_>, shared: &HashMap<Column, String>, prefix: &str) -> Row {
    let mut cells = shared.clone();
    let mut why = None;
    let mut first = entry.span().start;
    if let Some(table) = entry.get_ref().as_table() {
        let keys = table.keys().map(|key| key.span().start);
        first = keys.min().unwrap_or(first);
        for (key, value) in table {
            let name = key.get_ref().as_ref();
            let words = match name {
                "chapter" => chapters(value.get_ref()),
                _ => words(value.get_ref()),
            };
            let column = match name {
                "chapter" => Some(Column::Chapters),
                _ => Column::of_key(name),
            };
            let problem = match (column, words) {
                (Some(column), Some(words)) => {
                    cells.insert(column, words);
                    continue;
                }
                (Some(_), None) => Text::new("lecture-import-why-value"),
                (None, _) => Text::new("lecture-import-why-key"),
            };
            let at = line_of(text, key.span().start);
            why = why.or(Some(
                problem.with("key", input::short(name)).with("line", at),
            ));
        }
    }
    if let Some(url) = cells.get_mut(&Column::Url)
        && !url.contains("://")
    {
        url.insert_str(0, prefix);
    }
    Row {
        line: line_of(text, first),
        cells,
        why,
    }
}

/// What stands in one value: words, a number or a date.
fn words(value: &DeValue<'_>) -> Option<String> {
    match value {
        DeValue::String(words) => Some(words.to_string()),
        DeValue::Integer(number) => Some(number.to_string()),
        DeValue::Datetime(date) => Some(date.to_string()),
        DeValue::Float(_) | DeValue::Boolean(_) | DeValue::Array(_) | DeValue::Table(_) => None,
    }
}

/// Chapters as they are typed, a line each.
fn chapters(value: &DeValue<'_>) -> Option<String> {
    let line = |chapter: &Value<'_>| {
        let chapter = chapter.get_ref().as_table()?;
        let of = |name: &str| chapter.get(name).and_then(|value| words(value.get_ref()));
        Some(format!("{} {}", of("at")?, of("title")?))
    };
    let lines: Option<Vec<_>> = value.as_array()?.iter().map(line).collect();
    Some(lines?.join("\n"))
}

/// The line of a place in a text, as an editor counts.
fn line_of(text: &str, place: usize) -> i64 {
    let before = text.as_bytes().iter().take(place);
    let lines = before.filter(|byte| **byte == b'\n').count();
    i64::try_from(lines).map_or(i64::MAX, |lines| lines + 1)
}
