//! From text to rows and cells.

use csv::{ReaderBuilder, StringRecord};

use super::Unreadable;

/// The most rows of a file: more than a salon has members.
const MOST_ROWS: usize = 30_000;
/// What may stand between two cells; the first wins where they fit equally.
const SEPARATORS: [u8; 3] = [b',', b';', b'\t'];

/// A list with the names of its columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// The names of its columns.
    pub headers: Vec<String>,
    /// What stands below them.
    pub rows: Vec<Row>,
}

/// One row of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Where it stands, as a spreadsheet counts: cells may hold line breaks, and the names of the
    /// columns are the first.
    pub line: i64,
    /// What stands in it, blanks at both ends left out.
    pub cells: Vec<String>,
}

/// The list that stands in a text; rows without anything in them are left out.
///
/// # Errors
/// Where it is none, or too long.
pub fn table(text: &str) -> Result<Table, Unreadable> {
    let mut rows = rows(text, separator(text));
    // A mark that is never closed swallows everything behind it, people included.
    if !text.matches('"').count().is_multiple_of(2) {
        let swallowed = rows.iter().find(|row| row.has_line_break());
        let last = rows.last();
        return Err(Unreadable::OpenQuote {
            line: swallowed.or(last).map_or(1, |row| row.line),
        });
    }
    if rows.len() < 2 {
        return Err(Unreadable::Empty);
    }
    if rows.len() > MOST_ROWS + 1 {
        return Err(Unreadable::TooManyRows(MOST_ROWS));
    }
    let headers = rows.remove(0).cells;
    Ok(Table { headers, rows })
}

impl Row {
    fn has_line_break(&self) -> bool {
        self.cells.iter().any(|cell| cell.contains('\n'))
    }
}

/// What stands between the cells of the first row.
fn separator(text: &str) -> u8 {
    let columns = |separator: &u8| {
        let mut reader = reader(text, *separator);
        let mut first = StringRecord::new();
        let is_read = reader.read_record(&mut first).unwrap_or(false);
        if is_read { first.len() } else { 0 }
    };
    let most = SEPARATORS.iter().rev().max_by_key(|it| columns(it));
    most.copied().unwrap_or(b',')
}

fn rows(text: &str, separator: u8) -> Vec<Row> {
    let mut reader = reader(text, separator);
    let mut record = StringRecord::new();
    let mut out = Vec::new();
    let (mut line, mut counted, mut in_cells) = (1, 0, 0);
    // Text cannot fail to be read.
    while reader.read_record(&mut record).unwrap_or(false) {
        let before = record.position().map_or(0, csv::Position::byte);
        let before = usize::try_from(before).unwrap_or(text.len());
        // Empty lines before a row count as if they were part of it.
        let blank = text[before..].bytes().take_while(|byte| *byte == b'\n');
        let start = before + blank.count();
        line += text[counted..start].matches('\n').count();
        counted = start;
        let row = line - in_cells;
        let breaks = record.iter().map(|cell| cell.matches('\n').count());
        in_cells += breaks.sum::<usize>();
        let cells: Vec<_> = record.iter().map(|cell| cell.trim().to_owned()).collect();
        if cells.iter().all(String::is_empty) {
            continue;
        }
        out.push(Row {
            line: i64::try_from(row).unwrap_or(i64::MAX),
            cells,
        });
        // Of what is too long no more is read.
        if out.len() > MOST_ROWS + 1 {
            break;
        }
    }
    out
}

fn reader(text: &str, separator: u8) -> csv::Reader<&[u8]> {
    ReaderBuilder::new()
        .delimiter(separator)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(text: &str) -> (Vec<String>, Vec<(i64, Vec<String>)>) {
        let table = table(text).expect("a table");
        let rows = table.rows.into_iter().map(|row| (row.line, row.cells));
        (table.headers, rows.collect())
    }

    fn row(line: i64, cells: &[&str]) -> (i64, Vec<String>) {
        (line, cells.iter().map(|cell| (*cell).to_owned()).collect())
    }

    #[test]
    fn rows_are_counted_as_a_spreadsheet_counts() {
        let (headers, rows) = read("\n\nID,名前\n1,あ\n\n2,\"い\nう\"\n,,\n3,\"え\"\"お\"\n\n");
        assert_eq!(headers, ["ID", "名前"]);
        assert_eq!(
            rows,
            [
                row(4, &["1", "あ"]),
                row(6, &["2", "い\nう"]),
                row(8, &["3", "え\"お"]),
            ]
        );
    }

    #[test]
    fn commas_semicolons_and_tabs_separate() {
        for separator in [",", ";", "\t"] {
            let text = "ID,期限\n1,　2026年4月1日　".replace(',', separator);
            let (headers, rows) = read(&text);
            assert_eq!(headers, ["ID", "期限"]);
            assert_eq!(rows, [row(2, &["1", "2026年4月1日"])]);
        }
        assert_eq!(read("ID\n1\n2").1, [row(2, &["1"]), row(3, &["2"])]);
        assert_eq!(read("a;b;c,d\n1;2;3").1, [row(2, &["1", "2", "3"])]);
    }

    #[test]
    fn what_is_no_list_is_refused() {
        let long = format!("ID\n{}", "1\n".repeat(MOST_ROWS + 1));
        for (text, refusal) in [
            ("", Unreadable::Empty),
            ("ID,名前\n\n , \n", Unreadable::Empty),
            ("ID,名前\n1,\"あ\n2,い\n", Unreadable::OpenQuote { line: 2 }),
            ("ID\n1\n2\"", Unreadable::OpenQuote { line: 3 }),
            (long.as_str(), Unreadable::TooManyRows(MOST_ROWS)),
        ] {
            assert_eq!(table(text), Err(refusal));
        }
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "[\"\\n,;\\t a-bあ]{0,60}|\\PC{0,60}") {
            let _ = table(&text);
        }

        #[test]
        fn every_row_stands_where_a_spreadsheet_shows_it(
            cells in prop::collection::vec("[a-zあ-ん]{1,5}(\n[a-z]{1,3})?", 1..20),
        ) {
            let mut text = "x,y\n".to_owned();
            let lines: Vec<i64> = (2..).take(cells.len()).collect();
            for cell in &cells {
                text = format!("{text}\"{cell}\",1\n");
            }
            let rows = table(&text).expect("a table").rows;
            let read: Vec<_> = rows.iter().map(|row| (row.line, row.cells[0].clone())).collect();
            prop_assert_eq!(read, lines.into_iter().zip(cells).collect::<Vec<_>>());
        }
    }
}
