//! Why a list of lectures is not taken in, and how that is said.

use super::MOST;
use crate::error::Error;
use crate::sheet::Unreadable;
use crate::text::Text;

/// Why a list of lectures is not taken in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::lectures::imports) enum Refusal {
    /// The file is too large.
    TooLarge,
    /// The file cannot be had.
    Unavailable,
    /// The file is no table.
    Unreadable(Unreadable),
    /// The file is no document.
    BadDocument {
        /// Where.
        line: i64,
    },
    /// No column says which lecture a row is about; those there are.
    NoColumns(String),
    /// More lectures than are taken in at once.
    TooMany(usize),
    /// Too old, given up, or done already.
    Gone,
    /// Others changed something meanwhile.
    Changed,
}

impl From<Unreadable> for Refusal {
    fn from(why: Unreadable) -> Self {
        Self::Unreadable(why)
    }
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(match refusal {
            Refusal::TooLarge => Text::new("lecture-import-too-large"),
            Refusal::Unavailable => Text::new("import-unavailable"),
            Refusal::Unreadable(Unreadable::Workbook) => Text::new("lecture-import-workbook"),
            Refusal::Unreadable(Unreadable::NoText { line, .. }) => {
                Text::new("import-no-text").with("line", line)
            }
            Refusal::Unreadable(Unreadable::OpenQuote { line }) => {
                Text::new("import-open-quote").with("line", line)
            }
            Refusal::Unreadable(Unreadable::Empty) => Text::new("lecture-import-empty"),
            Refusal::Unreadable(Unreadable::TooManyRows(there)) | Refusal::TooMany(there) => {
                Text::new("lecture-import-too-many")
                    .with("there", there)
                    .with("most", MOST)
            }
            Refusal::BadDocument { line } => {
                Text::new("lecture-import-bad-document").with("line", line)
            }
            Refusal::NoColumns(there) => {
                Text::new("lecture-import-no-columns").with("columns", there)
            }
            Refusal::Gone => Text::new("lecture-import-gone"),
            Refusal::Changed => Text::new("lecture-import-changed"),
        })
    }
}
