//! The decisions: who may move a question where, and what an old form still does. Pure.

mod repair;
mod written;

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};

use crate::config::Names;
use crate::ids::{ChannelId, PersonId, QuestionId, UserId};
use crate::questions::question::{ChannelKind, Draft, Question, State, Words};
use crate::questions::refusal::Refusal;

pub(super) use repair::{Seen, must_be_open, must_be_set, turn};
pub(super) use written::{Meaning, Past, Writer, is_answer, meaning};

/// How long a claim holds without an answer.
pub(super) const LEASE: TimeDelta = TimeDelta::hours(12);
/// How long a draft waits for its form.
pub(super) const DRAFT_LIFE: TimeDelta = TimeDelta::hours(24);
/// The asker has this long for themself before the claimer may close an answered question.
const CLAIMER_MAY_RESOLVE_AFTER: TimeDelta = TimeDelta::hours(72);
/// Questions of one asker that may wait for an answer at the same time.
pub(super) const MAX_WAITING: i64 = 5;

/// What somebody wants with a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// Promise to answer.
    Claim,
    /// Let the promise go.
    Release,
    /// The promise has run out.
    Lapse,
    /// Answer.
    Answer,
    /// Say that it is done.
    Resolve,
    /// Say that it is not.
    Reopen,
    /// Take it back.
    Withdraw,
    /// Have everything forgotten that was written.
    Erase,
}

impl Event {
    /// Its name in the database.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Claim => "claim",
            Self::Release => "release",
            Self::Lapse => "lapse",
            Self::Answer => "answer",
            Self::Resolve => "resolve",
            Self::Reopen => "reopen",
            Self::Withdraw => "withdraw",
            Self::Erase => "erase",
        }
    }

    /// Its name in the journal.
    pub(super) const fn kind(self) -> &'static str {
        match self {
            Self::Claim => "question.claimed",
            Self::Release => "question.released",
            Self::Lapse => "question.lapsed",
            Self::Answer => "question.answered",
            Self::Resolve => "question.resolved",
            Self::Reopen => "question.reopened",
            Self::Withdraw => "question.withdrawn",
            Self::Erase => "question.erased",
        }
    }
}

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

/// Where `event` by someone of this relation takes a question, or why nowhere.
pub(super) fn decide(
    question: &Question,
    event: Event,
    who: Relation,
    now: DateTime<Utc>,
) -> Result<State, Refusal> {
    entitled(event, who)?;
    match (question.state, event) {
        (State::Open | State::Reopened, Event::Claim) => Ok(State::Claimed),
        (State::Claimed, Event::Claim) if who.is_claimer => Err(Refusal::TakenByYou),
        (State::Claimed, Event::Claim) => Err(Refusal::Taken(question.claimer)),
        (State::NeedsInfo, Event::Claim) => Err(Refusal::WaitsForAsker),
        (State::Answered, Event::Claim) => Err(Refusal::AlreadyAnswered),

        (State::Claimed, Event::Release) if who.is_claimer || who.is_owner => Ok(State::Open),
        (State::Claimed, Event::Release) => Err(Refusal::NotYourClaim),
        (State::Claimed, Event::Lapse) if question.lease_ends_at > Some(now) => {
            Err(Refusal::LeaseHolds)
        }
        (State::Claimed, Event::Lapse) => Ok(State::Open),
        (
            State::Open | State::NeedsInfo | State::Answered | State::Reopened,
            Event::Release | Event::Lapse,
        ) => Err(Refusal::NotClaimed),

        // A claim is a promise, not a gate: any mentor may answer, and more than once.
        (
            State::Open | State::Claimed | State::NeedsInfo | State::Answered | State::Reopened,
            Event::Answer,
        ) => Ok(State::Answered),

        (State::Answered, Event::Resolve) if who.is_asker || who.is_owner => Ok(State::Resolved),
        (State::Answered, Event::Resolve) => {
            let since = question.answered_at.unwrap_or(question.last_activity_at);
            let from = since + CLAIMER_MAY_RESOLVE_AFTER;
            if now < from {
                return Err(Refusal::TooEarlyToResolve(from));
            }
            Ok(State::Resolved)
        }
        (State::Open | State::Claimed | State::NeedsInfo | State::Reopened, Event::Resolve) => {
            Err(Refusal::NoAnswerYet)
        }

        (State::Answered | State::Resolved | State::Expired, Event::Reopen) => Ok(State::Reopened),
        // Nobody else brings back what the asker took back.
        (State::Withdrawn, Event::Reopen) if who.is_asker => Ok(State::Reopened),
        (State::Open | State::Claimed | State::NeedsInfo | State::Reopened, Event::Reopen) => {
            Err(Refusal::StillOpen)
        }

        (State::Open | State::Claimed | State::NeedsInfo | State::Reopened, Event::Withdraw)
            if question.first_answer_at.is_none() =>
        {
            Ok(State::Withdrawn)
        }
        (
            State::Open | State::Claimed | State::NeedsInfo | State::Answered | State::Reopened,
            Event::Withdraw,
        ) => Err(Refusal::HasAnswer),

        (
            State::Open
            | State::Claimed
            | State::NeedsInfo
            | State::Answered
            | State::Resolved
            | State::Reopened
            | State::Duplicate
            | State::Withdrawn
            | State::Expired
            | State::Held,
            Event::Erase,
        ) => Ok(State::Erased),

        // What is closed stays so but for what is named above.
        (State::Resolved, _) => Err(Refusal::AlreadyResolved),
        (State::Duplicate, _) => Err(Refusal::Duplicate),
        (State::Withdrawn, _) => Err(Refusal::Withdrawn),
        (State::Expired, _) => Err(Refusal::Expired),
        (State::Held, _) => Err(Refusal::Held),
        (State::Erased, _) => Err(Refusal::Erased),
        (State::Draft, _) => Err(Refusal::NotAsked),
    }
}

/// Whether someone of this relation may want this at all, wherever the question stands.
fn entitled(event: Event, who: Relation) -> Result<(), Refusal> {
    let (is_allowed, refusal) = match event {
        Event::Claim | Event::Answer if who.is_mentor => (!who.is_asker, Refusal::Own),
        Event::Claim | Event::Answer => (who.is_mentor, Refusal::OnlyMentors),
        // Whoever promised and is no mentor any more can still let it go.
        Event::Release => (
            who.is_mentor || who.is_claimer || who.is_owner,
            Refusal::OnlyMentors,
        ),
        // Time asks nobody.
        Event::Lapse => return Ok(()),
        Event::Resolve => (
            who.is_asker || who.is_owner || (who.is_mentor && who.is_claimer),
            Refusal::NotYoursToResolve,
        ),
        Event::Reopen => (
            who.is_asker || who.is_mentor || who.is_owner,
            Refusal::NotYoursToReopen,
        ),
        Event::Withdraw => (who.is_asker, Refusal::NotYoursToWithdraw),
        Event::Erase => (who.is_asker || who.is_owner, Refusal::NotYoursToErase),
    };
    if is_allowed { Ok(()) } else { Err(refusal) }
}

/// The question that comes of a draft and the words of its form.
pub(super) fn asked(
    number: QuestionId,
    draft: &Draft,
    asker: UserId,
    words: Words,
    (channel_id, channel_kind): (ChannelId, ChannelKind),
    now: DateTime<Utc>,
) -> Question {
    Question {
        id: number,
        asker_id: draft.asker_id,
        asker: Some(asker),
        kind: draft.kind,
        field: draft.field.clone(),
        age_band: draft.age_band,
        near: draft.near,
        lecture_id: draft.lecture_id,
        lecture_series: draft.lecture_series.clone(),
        lecture_number: draft.lecture_number,
        state: State::Open,
        claimer_id: None,
        claimer: None,
        version: 1,
        posting: 1,
        card: 1,
        lost: None,
        title: words.title,
        situation: words.situation,
        findings: words.findings,
        thinking: words.thinking,
        wanted: words.wanted,
        channel_id,
        channel_kind,
        asked_at: now,
        claimed_at: None,
        lease_ends_at: None,
        first_answer_at: None,
        answered_at: None,
        resolved_at: None,
        last_activity_at: now,
    }
}

/// The question as `event` leaves it, in the state that [`decide`] found.
pub(super) fn moved(
    question: &Question,
    event: Event,
    to: State,
    actor: Option<(PersonId, UserId)>,
    now: DateTime<Utc>,
) -> Question {
    let mut moved = question.clone();
    moved.state = to;
    moved.version += 1;
    moved.last_activity_at = now;
    // A lease exists exactly while a claim is unanswered.
    moved.lease_ends_at = None;
    match event {
        Event::Claim => {
            moved.claimer_id = actor.map(|(person, _)| person);
            moved.claimer = actor.map(|(_, user)| user);
            moved.claimed_at = Some(now);
            moved.lease_ends_at = Some(now + LEASE);
        }
        Event::Answer => {
            moved.first_answer_at = moved.first_answer_at.or(Some(now));
            if question.state != State::Answered {
                moved.answered_at = Some(now);
            }
        }
        Event::Resolve => moved.resolved_at = Some(now),
        Event::Release | Event::Lapse | Event::Reopen | Event::Withdraw => {
            moved.claimer_id = None;
            moved.claimer = None;
            moved.claimed_at = None;
            moved.resolved_at = None;
        }
        Event::Erase => {
            moved.title.clear();
            moved.situation.clear();
            moved.findings = None;
            moved.thinking.clear();
            moved.wanted.clear();
            moved.lost = None;
        }
    }
    moved
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
