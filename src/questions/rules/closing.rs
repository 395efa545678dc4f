//! When a question that nobody speaks of any more is closed, and what its asker may say of it then. Pure.

use chrono::{DateTime, TimeDelta, Utc};

use super::decide::{AUTO_RESOLVE_AFTER, WARNED_BEFORE};
use crate::questions::question::{Question, State};
use crate::text::Text;

/// The asker of an answered question of which nobody says anything for this long is warned.
pub(in crate::questions) const WARN_AFTER: TimeDelta = TimeDelta::days(5);

/// Whether its asker is to be told now that it will be closed. Once for each silence.
pub(in crate::questions) fn must_be_warned(question: &Question, now: DateTime<Utc>) -> bool {
    question.state == State::Answered
        && question.warned_at.is_none()
        && question.last_activity_at + WARN_AFTER <= now
}

/// The same question, whose asker is told of it now. That is no activity.
pub(in crate::questions) fn warned(question: &Question, now: DateTime<Utc>) -> Question {
    Question {
        warned_at: Some(now),
        version: question.version + 1,
        ..question.clone()
    }
}

/// When a question whose asker was warned is closed, if nobody says a word.
pub(in crate::questions) fn closes_at(question: &Question) -> Option<DateTime<Utc>> {
    let warned = question.warned_at?;
    let silent = question.last_activity_at + AUTO_RESOLVE_AFTER;
    Some(silent.max(warned + WARNED_BEFORE))
}

/// Warned before this, a question may be due to be closed.
pub(in crate::questions) fn warned_long_ago(now: DateTime<Utc>) -> DateTime<Utc> {
    now - WARNED_BEFORE
}

/// The question after somebody wrote in its thread, where that takes a warning back: all starts anew.
pub(in crate::questions) fn stirred(question: &Question, at: DateTime<Utc>) -> Option<Question> {
    if question.warned_at.is_none() || at <= question.last_activity_at {
        return None;
    }
    Some(Question {
        warned_at: None,
        last_activity_at: at,
        version: question.version + 1,
        ..question.clone()
    })
}

/// Whether somebody may rate it, consent to its being kept, or give thanks for it now.
pub(in crate::questions) fn may_say(question: &Question, is_asker: bool) -> Result<(), Text> {
    if !is_asker {
        return Err(Text::new("question-refused-not-yours-to-rate"));
    }
    match question.state {
        State::Resolved => Ok(()),
        State::Erased => Err(Text::new("question-refused-erased")),
        State::Held => Err(Text::new("question-refused-held")),
        State::Draft
        | State::Open
        | State::Claimed
        | State::NeedsInfo
        | State::Answered
        | State::Reopened
        | State::Duplicate
        | State::Withdrawn
        | State::Expired => Err(Text::new("question-refused-not-resolved")),
    }
}
