//! What cannot be said of oneself, and the sentence that says what to write instead.

use super::rules::typed::{LOADS, YEARS};
use crate::error::Error;
use crate::input;
use crate::text::Text;

/// Why something of a profile or of a mentor's settings was not changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Only members have a profile.
    NotMember,
    /// Nobody is in this year.
    NoSuchYear(i64),
    /// No configured field is called this.
    NoSuchField(String),
    /// No configured track is called this.
    NoSuchTrack(String),
    /// These are no hours of a day.
    NoSuchHours(String),
    /// Nobody takes so many questions at once.
    NoSuchLoad(i64),
    /// An absence ends with a day to come, within ten years.
    NotAhead(String),
    /// Whoever takes questions is not absent until a day.
    OnUntil,
    /// A value was given and was to be cleared.
    GivenAndCleared,
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        let typed = |text: Text, typed: &str| text.with("typed", input::short(typed));
        Self::Refused(match refusal {
            Refusal::NotMember => Text::new("only-members"),
            Refusal::NoSuchYear(_) => Text::new("people-refused-year").with("max", *YEARS.end()),
            Refusal::NoSuchField(field) => typed(Text::new("people-refused-field"), &field),
            Refusal::NoSuchTrack(track) => typed(Text::new("people-refused-track"), &track),
            Refusal::NoSuchHours(hours) => typed(Text::new("people-refused-hours"), &hours),
            Refusal::NoSuchLoad(_) => Text::new("people-refused-load").with("max", *LOADS.end()),
            Refusal::NotAhead(day) => typed(Text::new("people-refused-not-ahead"), &day),
            Refusal::OnUntil => Text::new("people-refused-on-until"),
            Refusal::GivenAndCleared => Text::new("people-refused-given-and-cleared"),
        })
    }
}
