//! Why a list is not taken in, and how that is said.

use crate::error::Error;
use crate::sheet::Unreadable;
use crate::text::Text;

/// Why a list is not taken in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::memberships::imports) enum Refusal {
    /// Not lower-case letters, digits and hyphens.
    BadSource,
    /// The file is too large.
    TooLarge,
    /// The file cannot be had.
    Unavailable,
    /// The file is no table.
    Unreadable(Unreadable),
    /// Neither a column nor a word says which plan; the columns there are.
    WhichPlan(String),
    /// No column says who; those there are.
    WhoIsIt(String),
    /// A column is missing, and those there are.
    NoColumn(String, String),
    /// Two columns have this name.
    TwoColumns(String),
    /// Too old, given up, or done already.
    Gone,
    /// It was looked at anew, and this is the older look.
    Newer,
    /// Others changed something meanwhile.
    Changed,
    /// It is still being worked on.
    Busy,
    /// Another list of the source came after it.
    NotTheLatest,
    /// No column says until when, and nobody said that this is meant.
    NoEnd,
    /// The column that said whether they go on is gone, and nobody said that this is meant.
    NoState,
}

impl From<Unreadable> for Refusal {
    fn from(why: Unreadable) -> Self {
        Self::Unreadable(why)
    }
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(match refusal {
            Refusal::BadSource => Text::new("import-bad-source"),
            Refusal::TooLarge => Text::new("import-too-large"),
            Refusal::Unavailable => Text::new("import-unavailable"),
            Refusal::Unreadable(why) => unreadable(why),
            Refusal::WhichPlan(all) => Text::new("import-which-plan").with("columns", all),
            Refusal::WhoIsIt(all) => Text::new("import-who-is-it").with("columns", all),
            Refusal::NoColumn(name, all) => Text::new("import-no-column")
                .with("name", name)
                .with("columns", all),
            Refusal::TwoColumns(name) => Text::new("import-two-columns").with("name", name),
            Refusal::Gone => Text::new("import-gone"),
            Refusal::Newer => Text::new("import-newer"),
            Refusal::Changed => Text::new("import-changed"),
            Refusal::Busy => Text::new("import-busy"),
            Refusal::NotTheLatest => Text::new("import-not-the-latest"),
            Refusal::NoEnd => Text::new("import-no-end"),
            Refusal::NoState => Text::new("import-no-state"),
        })
    }
}

fn unreadable(why: Unreadable) -> Text {
    match why {
        Unreadable::Workbook => Text::new("import-workbook"),
        Unreadable::NoText { row, .. } => Text::new("import-no-text").with("line", row),
        Unreadable::OpenQuote { line } => Text::new("import-open-quote").with("line", line),
        Unreadable::Empty => Text::new("import-empty"),
        Unreadable::TooManyRows(most) => Text::new("import-too-many-rows").with("most", most),
    }
}
