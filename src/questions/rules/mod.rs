//! The decisions: who may move a question where, and what an old form still does. Pure.

mod anonymous;
mod changed;
mod closing;
mod decide;
mod event;
mod repair;
pub mod routing;
mod written;

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};

use crate::config::Names;
use crate::ids::PersonId;
use crate::questions::question::Draft;
use crate::questions::refusal::Refusal;

pub(super) use anonymous::{may_say_more, said};
pub(super) use changed::{asked, moved};
pub(super) use closing::{
    WARN_AFTER, closes_at, may_say, must_be_warned, stirred, warned, warned_long_ago,
};
pub(super) use decide::decide;
pub use event::Event;
pub(super) use repair::{Seen, must_be_set, turn};
pub(super) use written::{Meaning, Past, Writer, is_answer, meaning};

/// How long a claim holds without an answer.
pub(super) const LEASE: TimeDelta = TimeDelta::hours(12);
/// How long a draft waits for its form.
pub(super) const DRAFT_LIFE: TimeDelta = TimeDelta::hours(24);
/// Questions of one asker that may wait for an answer at the same time.
pub(super) const MAX_WAITING: i64 = 5;

/// What whoever acts has to do with the question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "one person can be all of these at once"
)]
pub struct Relation {
    /// Asked it.
    pub is_asker: bool,
    /// Promised to answer it.
    pub is_claimer: bool,
    /// Answers questions here (the owner may do all that mentors do).
    pub is_mentor: bool,
    /// Runs the salon.
    pub is_owner: bool,
}

/// Whether `person` may go on with a draft now.
pub(super) fn usable(
    draft: &Draft,
    person: Option<PersonId>,
    now: DateTime<Utc>,
) -> Result<(), Refusal> {
    if person != Some(draft.asker_id) {
        return Err(Refusal::DraftForeign);
    }
    if let Some(question) = draft.question_id {
        return Err(Refusal::DraftUsed(question, None));
    }
    if draft.expires_at <= now {
        return Err(Refusal::DraftGone);
    }
    Ok(())
}

/// The key of the field that was typed: the key itself, or its name in either language.
pub(super) fn known_field(
    fields: &BTreeMap<String, Names>,
    typed: &str,
) -> Result<String, Refusal> {
    let wanted = typed.trim().to_lowercase();
    let is_called = |name: &str| name.to_lowercase() == wanted;
    let found = fields
        .iter()
        .find(|(key, names)| is_called(key) || is_called(&names.ja) || is_called(&names.en));
    found
        .map(|(key, _)| key.clone())
        .ok_or_else(|| Refusal::NoSuchField(typed.to_owned()))
}

#[cfg(test)]
mod tests;
