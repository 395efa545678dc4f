//! Why a report is not taken in or decided, and the sentence that says what to do instead.

use super::rules::MAX;
use crate::error::Error;
use crate::ids::QuestionId;
use crate::text::Text;

/// Why a report is not taken in or decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Only members report.
    NotMember,
    /// They reported this message before.
    Again,
    /// They reported very much within a day.
    TooMany,
    /// There is no channel in which the owner is told.
    NobodyToTell,
    /// Somebody decided before, or its time is over.
    Decided,
    /// Somebody else looks at what they wrote.
    Own,
    /// The question in whose thread it stood is hidden.
    QuestionHeld(QuestionId),
    /// The question whose answer it was is erased.
    QuestionErased,
    /// It was sealed with a key that is not there any more.
    Sealed,
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(match refusal {
            Refusal::NotMember => Text::new("only-members"),
            Refusal::Again => Text::new("reported-refused-again"),
            Refusal::TooMany => Text::new("reported-refused-too-many").with("max", MAX),
            Refusal::NobodyToTell => Text::new("reported-refused-nobody"),
            Refusal::Decided => Text::new("reported-refused-decided"),
            Refusal::Own => Text::new("reported-refused-own"),
            Refusal::QuestionHeld(number) => {
                Text::new("reported-refused-held").with("number", number)
            }
            Refusal::QuestionErased => Text::new("reported-refused-erased"),
            Refusal::Sealed => Text::new("reported-refused-sealed"),
        })
    }
}
