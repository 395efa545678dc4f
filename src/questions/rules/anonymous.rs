//! What the asker of an anonymous question may write. Pure.

use chrono::{DateTime, Utc};

use crate::questions::question::{Question, State};
use crate::questions::refusal::Refusal;

/// Whether the asker may have something posted under the alias now. Others write in the thread.
pub(in crate::questions) fn may_say_more(
    question: &Question,
    is_asker: bool,
) -> Result<(), Refusal> {
    if !is_asker {
        return Err(Refusal::NotYoursToReply);
    }
    if !question.is_anonymous {
        return Err(Refusal::NothingAsked);
    }
    match question.state {
        State::Open | State::Claimed | State::NeedsInfo | State::Answered | State::Reopened => {
            Ok(())
        }
        State::Resolved => Err(Refusal::AlreadyResolved),
        State::Duplicate => Err(Refusal::Duplicate(question.duplicate_of)),
        State::Withdrawn => Err(Refusal::Withdrawn),
        State::Expired => Err(Refusal::Expired),
        State::Held => Err(Refusal::Held),
        State::Erased => Err(Refusal::Erased),
        State::Draft => Err(Refusal::NotAsked),
    }
}

/// The question after its asker wrote what nobody had asked for: a word, and no step.
pub(in crate::questions) fn said(question: &Question, now: DateTime<Utc>) -> Question {
    Question {
        warned_at: None,
        last_activity_at: now,
        version: question.version + 1,
        ..question.clone()
    }
}
