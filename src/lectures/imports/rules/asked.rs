//! What a list says of the questions about a lecture, and what that would change.

use std::collections::{BTreeMap, HashMap};

use super::{Column, Known, sentence};
use crate::error::{Error, Result};
use crate::ids::CheckItemId;
use crate::lectures::rules::{Check, MAX_ITEMS};
use crate::text::Text;

/// What is asked in each place that a list names, or nothing.
pub(in crate::lectures::imports) type Checks = BTreeMap<i64, Option<Check>>;

/// A part of a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(in crate::lectures::imports) enum Part {
    /// What is asked.
    Question,
    /// What may be answered, a line each; the right one begins with a star.
    Choices,
    /// Why it is so.
    Explanation,
}

/// How many questions become different.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::lectures::imports) struct Turns {
    pub(in crate::lectures::imports) added: usize,
    pub(in crate::lectures::imports) changed: usize,
    pub(in crate::lectures::imports) removed: usize,
}

impl Turns {
    /// All of them.
    pub(in crate::lectures::imports) const fn sum(self) -> usize {
        self.added + self.changed + self.removed
    }

    /// These and others.
    pub(in crate::lectures::imports) const fn and(self, other: Self) -> Self {
        Self {
            added: self.added + other.added,
            changed: self.changed + other.changed,
            removed: self.removed + other.removed,
        }
    }
}

/// The places that questions have.
pub(super) fn places() -> impl Iterator<Item = i64> {
    (1..).take(MAX_ITEMS)
}

/// Reads the questions of a lecture. A place all of which is empty has none from now on; one that
/// has no column stays as it is.
///
/// # Errors
/// Refused with the first question that cannot be asked, and its place.
pub(super) fn read(cells: &HashMap<Column, String>) -> Result<Checks> {
    let mut checks = Checks::new();
    for place in places() {
        let cell = |part| cells.get(&Column::Check(part, place)).map(|it| it.trim());
        let parts = [Part::Question, Part::Choices, Part::Explanation].map(cell);
        if parts.iter().all(Option::is_none) {
            continue;
        }
        let [question, choices, explanation] = parts.map(Option::unwrap_or_default);
        if [question, choices, explanation] == [""; 3] {
            checks.insert(place, None);
            continue;
        }
        let check = Check::read(question, choices, explanation).map_err(|error| {
            let why = Text::new("lecture-import-why-check").with("place", place);
            Error::Refused(why.with("why", sentence(error)))
        })?;
        checks.insert(place, Some(check));
    }
    Ok(checks)
}

/// Which questions are there where a list says something of them.
pub(in crate::lectures::imports) fn seen(
    checks: &Checks,
    known: Option<&Known>,
) -> Vec<CheckItemId> {
    let Some(known) = known.filter(|_| !checks.is_empty()) else {
        return Vec::new();
    };
    known.checks.values().map(|(id, _)| *id).collect()
}

/// What becomes of the questions about a lecture.
pub(super) fn turns(checks: &Checks, known: Option<&Known>) -> Turns {
    let mut turns = Turns::default();
    for (place, check) in checks {
        let asked = known.and_then(|known| Some(&known.checks.get(place)?.1));
        match (asked, check) {
            (None, Some(_)) => turns.added += 1,
            (Some(asked), Some(check)) if asked != check => turns.changed += 1,
            (Some(_), None) => turns.removed += 1,
            (Some(_), Some(_)) | (None, None) => {}
        }
    }
    turns
}
