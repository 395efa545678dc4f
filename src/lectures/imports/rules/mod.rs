//! What a list says of lectures, and what it would change: values in, values out. What the owner was
//! shown and what is taken in come of the same comparison.

mod asked;
mod columns;
mod document;
mod faults;
mod refusal;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization as _;

pub(super) use asked::{Checks, Part, Turns, seen};
pub(super) use columns::from_table;
pub(super) use document::{from_document, is_document};
pub(super) use refusal::Refusal;

use crate::error::{Error, Result};
use crate::ids::{CheckItemId, LectureId};
use crate::input;
use crate::lectures::lecture::State;
use crate::lectures::rules::{self, Changes, Check, Content, MAX_NOTE, MAX_SERIES};
use crate::text::Text;

/// The most lectures of a list.
pub(super) const MOST: usize = 500;

/// Of what is typed in a cell.
const SHOWN: usize = 120;

/// What is called by a series and a number.
pub(super) type Key = (String, i64);

/// What becomes of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, sqlx::Type)]
#[sqlx(rename_all = "lowercase")]
pub(super) enum Act {
    /// A lecture that is not there yet.
    Add,
    /// A lecture becomes different.
    Change,
    /// Nothing: it is so already, or it would need a word on why.
    Same,
    /// It cannot be used.
    Invalid,
    /// The same lecture as in a line before it.
    Repeated,
}

impl Act {
    /// Whether anything becomes different.
    pub(super) fn does_something(self) -> bool {
        matches!(self, Self::Add | Self::Change)
    }
}

/// What a list can say of a lecture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Column {
    Series,
    Number,
    Title,
    Url,
    Minutes,
    Summary,
    Slides,
    Track,
    ReviewBy,
    Chapters,
    /// A part of the question in a place.
    Check(Part, i64),
    Note,
}

/// One lecture of a list, as it is written there.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Row {
    /// Where it stands: the line of a document as an editor counts, the row of a table as a
    /// spreadsheet does.
    pub(super) line: i64,
    /// What is said of it; what the list is silent on stays as it is.
    pub(super) cells: HashMap<Column, String>,
    /// Why it cannot be used, where that is seen already.
    pub(super) why: Vec<Text>,
}

/// What stands in a list.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Listed {
    /// Its lectures.
    pub(super) rows: Vec<Row>,
    /// The names of columns that are not used.
    pub(super) unused: Vec<String>,
}

/// What a line makes of a lecture, checked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Wanted {
    /// What is said of it then.
    pub(super) content: Content,
    /// A word on why, for what is out.
    pub(super) note: String,
    /// What is asked about it then.
    #[serde(default)]
    pub(super) checks: Checks,
    /// What was asked when it was compared.
    #[serde(default)]
    pub(super) asked: Vec<CheckItemId>,
}

/// One line of a list, and what becomes of it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Line {
    /// As [`Row::line`].
    pub(super) position: i64,
    pub(super) act: Act,
    /// All that is wrong with it, or what else is to be known of it.
    pub(super) why: Option<Text>,
    /// Series, number and title as they are typed there.
    pub(super) typed: [String; 3],
    pub(super) wanted: Option<Wanted>,
    /// What becomes of the questions about it.
    pub(super) turns: Turns,
    /// The lecture as it is, where it becomes different.
    pub(super) was: Option<Content>,
    /// The lecture of that name, and which version of it was compared.
    pub(super) known: Option<(LectureId, i64)>,
}

/// A lecture that is there.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Known {
    pub(super) id: LectureId,
    pub(super) version: i64,
    pub(super) content: Content,
    /// What is asked about it, by place.
    pub(super) checks: BTreeMap<i64, (CheckItemId, Check)>,
    /// The dates that have or had it.
    pub(super) dates: Vec<(State, DateTime<Utc>)>,
}

impl Row {
    /// Which lecture it is about.
    ///
    /// # Errors
    /// Refused where it does not say so.
    pub(super) fn key(&self) -> Result<Key> {
        if let Some(why) = self.why.first() {
            return Err(Error::Refused(why.clone()));
        }
        let what = Text::new("lecture-what-series");
        let series = input::line(&what, self.typed(Column::Series), MAX_SERIES)?;
        Ok((series, rules::number(number(self.typed(Column::Number)))?))
    }

    fn typed(&self, column: Column) -> &str {
        self.cells.get(&column).map_or("", String::as_str)
    }

    /// What becomes of the lecture that it is about.
    fn wanted(
        &self,
        known: Option<&Known>,
        track: impl Fn(&str) -> Option<String>,
    ) -> Result<Wanted> {
        let (series, number_of) = self.key()?;
        let cell = |column| self.cells.get(&column).map(String::as_str);
        let minutes = cell(Column::Minutes).filter(|typed| !typed.is_empty());
        let changes = Changes {
            series: Some(&series),
            number: Some(number_of),
            title: cell(Column::Title),
            url: cell(Column::Url),
            minutes: minutes.map(number),
            summary: cell(Column::Summary),
            slides: cell(Column::Slides),
            track: cell(Column::Track),
            review_by: cell(Column::ReviewBy),
            chapters: cell(Column::Chapters),
        };
        let what = Text::new("content-what-note");
        let checks = asked::read(&self.cells)?;
        Ok(Wanted {
            content: Content::changed(known.map(|known| &known.content), &changes, track)?,
            note: input::optional_paragraph(&what, self.typed(Column::Note), MAX_NOTE)?,
            asked: seen(&checks, known),
            checks,
        })
    }
}

impl Wanted {
    /// Which lecture it is about.
    pub(super) fn key(&self) -> Key {
        (self.content.series.clone(), self.content.number)
    }
}

/// The lines of a list, not compared yet.
pub(super) fn lines(
    rows: &[Row],
    known: &HashMap<Key, Known>,
    track: impl Fn(&str) -> Option<String>,
) -> Vec<Line> {
    let line = |row: &Row| {
        let known = row.key().ok().and_then(|key| known.get(&key));
        let (wanted, why) = match row.wanted(known, &track) {
            Ok(wanted) => (Some(wanted), None),
            Err(error) => (None, Some(faults::all(row, known, &track, error))),
        };
        Line {
            position: row.line,
            act: Act::Invalid,
            why,
            typed: [Column::Series, Column::Number, Column::Title]
                .map(|column| input::cut(row.typed(column), SHOWN)),
            wanted,
            turns: Turns::default(),
            was: None,
            known: None,
        }
    };
    rows.iter().map(line).collect()
}

/// Says of each line what becomes of it.
pub(super) fn diff(lines: Vec<Line>, known: &HashMap<Key, Known>, now: DateTime<Utc>) -> Vec<Line> {
    let mut first: HashMap<Key, i64> = HashMap::new();
    let mut compared = Vec::with_capacity(lines.len());
    for mut line in lines {
        if let Some(wanted) = &line.wanted {
            let key = wanted.key();
            if let Some(before) = first.get(&key) {
                line.act = Act::Repeated;
                let why = Text::new("lecture-import-why-repeated");
                line.why = Some(why.with("line", *before));
            } else {
                let known = known.get(&key);
                let turns = asked::turns(&wanted.checks, known);
                (line.act, line.why) = act(wanted, known, turns, now);
                if line.act.does_something() {
                    line.turns = turns;
                    line.was = known.map(|known| known.content.clone());
                }
                line.known = known.map(|known| (known.id, known.version));
                first.insert(key, line.position);
            }
        }
        compared.push(line);
    }
    compared
}

/// Says of each new lecture that is called as one which was taken back that it is another one.
pub(super) fn name_withdrawn(lines: &mut [Line], withdrawn: &HashSet<Key>) {
    for line in lines.iter_mut().filter(|line| line.act == Act::Add) {
        let key = line.wanted.as_ref().map(Wanted::key);
        if key.is_some_and(|key| withdrawn.contains(&key)) {
            line.why = Some(Text::new("lecture-import-why-withdrawn"));
        }
    }
}

fn act(
    wanted: &Wanted,
    known: Option<&Known>,
    turns: Turns,
    now: DateTime<Utc>,
) -> (Act, Option<Text>) {
    let Some(known) = known else {
        return (Act::Add, None);
    };
    if wanted.content == known.content {
        // What is asked about a lecture is none of its content, and may change at any time.
        let is_same = turns == Turns::default();
        return (if is_same { Act::Same } else { Act::Change }, None);
    }
    if let Err(refusal) = rules::editable(&known.dates, now) {
        return (Act::Invalid, Some(sentence(refusal.into())));
    }
    let is_seen = rules::is_out(&known.dates) && !wanted.content.looks_like(&known.content);
    if is_seen && wanted.note.is_empty() {
        return (Act::Same, Some(Text::new("lecture-import-why-no-note")));
    }
    (Act::Change, None)
}

/// A number as people write it: 3, 第3回, #3, 32分. What is none is no number of a lecture either.
fn number(typed: &str) -> i64 {
    let plain: String = typed.nfkc().collect();
    let plain = plain.trim().trim_start_matches(['第', '#']);
    let plain = plain.trim_end_matches(['回', '分']);
    plain.trim_end_matches("min").trim().parse().unwrap_or(0)
}

/// Why something was refused; nothing here can break.
fn sentence(error: Error) -> Text {
    match error {
        Error::Refused(text) => text,
        Error::Unsaved(_) | Error::Broken(_) => Text::new("busy"),
    }
}
