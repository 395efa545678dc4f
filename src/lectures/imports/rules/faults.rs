//! All that is wrong with a line: whoever mends it learns of it at once, not one thing after another.

use std::collections::HashMap;

use super::{Column, Known, Row, asked, number, sentence};
use crate::error::{Error, Result};
use crate::input;
use crate::lectures::lecture::Chapters;
use crate::lectures::rules::{self, Changes, Content, MAX_NOTE, MAX_SERIES};
use crate::text::Text;

/// What keeps a line from being used, each part looked at by itself; `first` where no part alone does.
pub(super) fn all(
    row: &Row,
    known: Option<&Known>,
    track: impl Fn(&str) -> Option<String>,
    first: Error,
) -> Text {
    let mut all = row.why.clone();
    // Where cells are not what their columns say, the rest is guesswork.
    if all.is_empty() {
        all.extend(of_parts(row, known, track));
    }
    all.dedup();
    let both = |first: Text, next: Text| {
        let both = Text::new("lecture-import-why-both");
        both.with("first", first).with("next", next)
    };
    all.into_iter()
        .reduce(both)
        .unwrap_or_else(|| sentence(first))
}

fn of_parts(row: &Row, known: Option<&Known>, track: impl Fn(&str) -> Option<String>) -> Vec<Text> {
    let cell = |column| row.cells.get(&column).map(String::as_str);
    // Of what is not there yet this must be said.
    let needed = |column| cell(column).or(known.is_none().then_some(""));
    let minutes = cell(Column::Minutes).filter(|typed| !typed.is_empty());
    let nothing = Changes::default();
    let parts = [
        Changes {
            title: needed(Column::Title),
            ..nothing
        },
        Changes {
            url: needed(Column::Url),
            ..nothing
        },
        Changes {
            minutes: minutes.map(number),
            ..nothing
        },
        Changes {
            summary: cell(Column::Summary),
            ..nothing
        },
        Changes {
            slides: cell(Column::Slides),
            ..nothing
        },
        Changes {
            track: cell(Column::Track),
            ..nothing
        },
        Changes {
            review_by: cell(Column::ReviewBy),
            ..nothing
        },
        Changes {
            chapters: cell(Column::Chapters),
            ..nothing
        },
    ];
    let sound = known.map_or_else(sound, |known| known.content.clone());
    let what = Text::new("lecture-what-series");
    let mut wrong = vec![
        input::line(&what, row.typed(Column::Series), MAX_SERIES).err(),
        rules::number(number(row.typed(Column::Number)))
            .err()
            .map(Error::from),
    ];
    for part in &parts {
        wrong.push(Content::changed(Some(&sound), part, &track).err());
    }
    for place in asked::places() {
        wrong.push(of_place(&row.cells, place).err());
    }
    let what = Text::new("content-what-note");
    let note = input::optional_paragraph(&what, row.typed(Column::Note), MAX_NOTE);
    wrong.push(note.err());
    wrong.into_iter().flatten().map(sentence).collect()
}

/// The question in one place alone.
fn of_place(cells: &HashMap<Column, String>, place: i64) -> Result<()> {
    let is_it = |column: &Column| matches!(column, Column::Check(_, of) if *of == place);
    let cells = cells.iter().filter(|(column, _)| is_it(column));
    asked::read(
        &cells
            .map(|(column, cell)| (*column, cell.clone()))
            .collect(),
    )?;
    Ok(())
}

/// A lecture with which nothing is wrong.
fn sound() -> Content {
    Content {
        series: "-".to_owned(),
        number: 1,
        title: "-".to_owned(),
        url: "https://example.com/".to_owned(),
        minutes: None,
        summary: String::new(),
        slides: None,
        track: None,
        review_by: None,
        chapters: Chapters(Vec::new()),
    }
}
