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
        /// Where.
        line: usize,
    },
    /// A quotation mark that is never closed.
    OpenQuote {
        /// Where.
        line: i64,
    },
    /// No rows below the names of the columns.
    Empty,
    /// More rows than this.
    TooManyRows(usize),
}
