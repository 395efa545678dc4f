//! What the parts of a question are called, by what it is about, and what the form says to each.

use super::question::Kind;
use crate::text::Text;

/// What happened, or how things stand: its name and the hint in the form.
pub(super) fn situation(kind: Kind) -> (Text, Text) {
    match kind {
        Kind::Medical => (
            Text::new("question-part-course"),
            Text::new("question-hint-course"),
        ),
        Kind::Study | Kind::Career => (
            Text::new("question-part-situation"),
            Text::new("question-hint-situation"),
        ),
        Kind::Failure => (
            Text::new("question-part-happened"),
            Text::new("question-hint-happened"),
        ),
    }
}

/// What whoever asks thinks themself.
pub(super) fn thinking(kind: Kind) -> (Text, Text) {
    match kind {
        Kind::Medical | Kind::Study | Kind::Career => (
            Text::new("question-part-thinking"),
            Text::new("question-hint-thinking"),
        ),
        Kind::Failure => (
            Text::new("question-part-learnt"),
            Text::new("question-hint-learnt"),
        ),
    }
}

/// What they hope to hear.
pub(super) fn wanted(kind: Kind) -> (Text, Text) {
    match kind {
        Kind::Medical | Kind::Study | Kind::Career => (
            Text::new("question-part-wanted"),
            Text::new("question-hint-wanted"),
        ),
        Kind::Failure => (
            Text::new("question-part-to-hear"),
            Text::new("question-hint-to-hear"),
        ),
    }
}
