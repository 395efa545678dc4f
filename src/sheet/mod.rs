//! Tables as files: read whatever spreadsheets in Japan write, written so that they open everywhere.

mod decode;
mod table;
mod write;

pub use decode::decode;
pub use table::{Row, Table, table};
pub use write::sheet;

/// Why a file is no table. Whoever asked for one says so in their own words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// A workbook, not a CSV file.
    Workbook,
    /// Something in it is no text.
    NoText {
        /// On which line, as an editor counts.
        line: usize,
        /// In which row, as a spreadsheet counts: cells may hold line breaks.
        row: usize,
    },
    /// A quotation mark that is never closed.
    OpenQuote {
        /// In which row, as a spreadsheet counts.
        line: i64,
    },
    /// No rows below the names of the columns.
    Empty,
    /// More rows than this.
    TooManyRows(usize),
}
