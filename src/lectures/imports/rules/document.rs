//! Lectures in a TOML document: what they have in common at the top, then one after the other.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::asked::places;
use super::{Column, Listed, MOST, Part, Refusal, Row};
use crate::input;
use crate::lectures::rules::MAX_ITEMS;
use crate::sheet::Unreadable;
use crate::text::Text;

type Value<'a> = Spanned<DeValue<'a>>;
type Key<'a> = Spanned<Cow<'a, str>>;

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
    // Before their lines are counted, each from the beginning.
    if entries.len() > MOST {
        return Err(Refusal::TooMany(entries.len()));
    }
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
    let mut why = Vec::new();
    let mut first = entry.span().start;
    if let Some(table) = entry.get_ref().as_table() {
        let keys = table.keys().map(|key| key.span().start);
        first = keys.min().unwrap_or(first);
        for (key, value) in table {
            let read = match key.get_ref().as_ref() {
                "chapter" => chapters(value.get_ref())
                    .map(|lines| vec![(Column::Chapters, lines)])
                    .ok_or_else(|| unreadable(text, key)),
                "check" => checks(text, key, value.get_ref()),
                name => match (Column::of_key(name), words(value.get_ref())) {
                    (Some(column), Some(words)) => Ok(vec![(column, words)]),
                    (Some(_), None) => Err(unreadable(text, key)),
                    (None, _) => Err(unknown(text, key)),
                },
            };
            match read {
                Ok(said) => cells.extend(said),
                Err(problem) => why.push(problem),
            }
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

/// Questions as the columns of a table. All places are said, so that what is not named is not asked.
fn checks(text: &str, key: &Key<'_>, value: &DeValue<'_>) -> Result<Vec<(Column, String)>, Text> {
    let all = value.as_array().ok_or_else(|| unreadable(text, key))?;
    if all.len() > MAX_ITEMS {
        return Err(Text::new("check-full").with("max", MAX_ITEMS));
    }
    let nothing = |place| (Column::Check(Part::Question, place), String::new());
    let mut said: Vec<_> = places().map(nothing).collect();
    for (check, place) in all.iter().zip(places()) {
        let check = check.get_ref().as_table();
        let check = check.ok_or_else(|| unreadable(text, key))?;
        let mut choices = Vec::new();
        let mut answer = None;
        for (key, value) in check {
            let unreadable = || unreadable(text, key);
            let part = match key.get_ref().as_ref() {
                "question" => Part::Question,
                "explanation" => Part::Explanation,
                "choices" => {
                    choices = lines(value.get_ref()).ok_or_else(unreadable)?;
                    continue;
                }
                "answer" => {
                    answer = Some((key, value.get_ref()));
                    continue;
                }
                _ => return Err(unknown(text, key)),
            };
            let words = words(value.get_ref()).ok_or_else(unreadable)?;
            said.push((Column::Check(part, place), words));
        }
        if let Some((key, answer)) = answer {
            let right = right(&choices, answer).ok_or_else(|| {
                let why = Text::new("lecture-import-why-answer").with("most", choices.len());
                why.with("line", line_of(text, key.span().start))
            })?;
            choices[right].insert(0, '*');
        }
        said.push((Column::Check(Part::Choices, place), choices.join("\n")));
    }
    Ok(said)
}

/// Choices, each in a value of its own or on a line of its own.
fn lines(value: &DeValue<'_>) -> Option<Vec<String>> {
    let Some(all) = value.as_array() else {
        let typed = words(value)?;
        let typed = typed.lines().filter(|line| !line.trim().is_empty());
        return Some(typed.map(str::to_owned).collect());
    };
    let one = |choice: &Value<'_>| words(choice.get_ref()).filter(|it| !it.contains('\n'));
    all.iter().map(one).collect()
}

/// Which choice is right: by its number, or by its words.
fn right(choices: &[String], answer: &DeValue<'_>) -> Option<usize> {
    let typed = words(answer)?;
    if let DeValue::String(_) = answer {
        return choices
            .iter()
            .position(|choice| choice.trim() == typed.trim());
    }
    let place: usize = typed.parse().ok()?;
    place.checked_sub(1).filter(|at| *at < choices.len())
}

fn unreadable(text: &str, key: &Key<'_>) -> Text {
    of(Text::new("lecture-import-why-value"), text, key)
}

fn unknown(text: &str, key: &Key<'_>) -> Text {
    of(Text::new("lecture-import-why-key"), text, key)
}

fn of(problem: Text, text: &str, key: &Key<'_>) -> Text {
    let at = line_of(text, key.span().start);
    problem
        .with("key", input::short(key.get_ref()))
        .with("line", at)
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
