//! Who may move a question where. Pure: one table, and a sentence for each thing that is not in it.

use chrono::{DateTime, TimeDelta, Utc};

use super::{Event, Relation};
use crate::questions::question::{Question, State};
use crate::questions::refusal::Refusal;

/// The asker has this long for themself before the claimer may close an answered question.
pub(super) const CLAIMER_MAY_RESOLVE_AFTER: TimeDelta = TimeDelta::hours(72);
/// An answered question of which nobody says anything for this long is closed.
pub(super) const AUTO_RESOLVE_AFTER: TimeDelta = TimeDelta::days(7);
/// Its asker is warned at least this long before.
pub(super) const WARNED_BEFORE: TimeDelta = TimeDelta::hours(48);

/// Where `event` by someone of this relation takes a question, or why nowhere.
pub(in crate::questions) fn decide(
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
        (State::NeedsInfo, Event::Claim | Event::NeedsInfo) => Err(Refusal::WaitsForAsker),
        (State::Answered, Event::Claim | Event::NeedsInfo | Event::Duplicate) => {
            Err(Refusal::AlreadyAnswered)
        }

        (State::Claimed, Event::Lapse) if question.lease_ends_at > Some(now) => {
            Err(Refusal::LeaseHolds)
        }
        (State::Claimed, Event::Lapse) => Ok(State::Open),
        (
            State::Claimed | State::NeedsInfo,
            Event::Release | Event::Transfer | Event::Depart | Event::SecondOpinion,
        ) if question.claimer_id.is_some() => promised(question.state, event, who),
        (State::Held, Event::Depart) if question.claimer_id.is_some() => Ok(State::Held),

        (State::Open | State::Claimed | State::Reopened, Event::NeedsInfo) => Ok(State::NeedsInfo),
        (State::NeedsInfo, Event::Reply) => Ok(after_info(question)),
        (State::Open | State::Claimed | State::Answered | State::Reopened, Event::Reply) => {
            Err(Refusal::NothingAsked)
        }

        // A claim is a promise, not a gate: any mentor may answer, and more than once.
        (
            State::Open | State::Claimed | State::NeedsInfo | State::Answered | State::Reopened,
            Event::Answer,
        )
        | (State::Answered, Event::SecondOpinion) => Ok(State::Answered),

        (
            State::Open | State::Claimed | State::NeedsInfo | State::Answered | State::Reopened,
            Event::Release | Event::Lapse | Event::Transfer | Event::Depart | Event::SecondOpinion,
        ) => Err(Refusal::NotClaimed),

        (State::Answered, Event::Resolve) => resolved(question, who, now),
        (State::Answered, Event::AutoResolve) => auto_resolved(question, now),
        (
            State::Open | State::Claimed | State::NeedsInfo | State::Reopened,
            Event::Resolve | Event::AutoResolve,
        ) => Err(Refusal::NoAnswerYet),

        (State::Answered | State::Resolved | State::Expired | State::Duplicate, Event::Reopen) => {
            Ok(State::Reopened)
        }
        // Nobody else brings back what the asker took back.
        (State::Withdrawn, Event::Reopen) if who.is_asker => Ok(State::Reopened),
        (State::Open | State::Claimed | State::NeedsInfo | State::Reopened, Event::Reopen) => {
            Err(Refusal::StillOpen)
        }

        (State::Open | State::Claimed | State::NeedsInfo | State::Reopened, Event::Duplicate) => {
            Ok(State::Duplicate)
        }
        (State::Open | State::Claimed | State::NeedsInfo | State::Reopened, Event::Expire) => {
            Ok(State::Expired)
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
        (State::Answered, Event::Expire) => Err(Refusal::ResolveInstead),

        (State::Held, Event::Restore) => Ok(question.held_from.unwrap_or(State::Open)),
        (
            State::Open
            | State::Claimed
            | State::NeedsInfo
            | State::Answered
            | State::Resolved
            | State::Reopened
            | State::Duplicate
            | State::Withdrawn
            | State::Expired,
            Event::Hold,
        ) => Ok(State::Held),
        (
            State::Open | State::Claimed | State::NeedsInfo | State::Answered | State::Reopened,
            Event::Restore,
        ) => Err(Refusal::NotHeld),

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
        (State::Duplicate, _) => Err(Refusal::Duplicate(question.duplicate_of)),
        (State::Withdrawn, _) => Err(Refusal::Withdrawn),
        (State::Expired, _) => Err(Refusal::Expired),
        (State::Held, _) => Err(Refusal::Held),
        (State::Erased, _) => Err(Refusal::Erased),
        (State::Draft, _) => Err(Refusal::NotAsked),
    }
}

/// What becomes of a promise: it is let go, passed on, or shared.
fn promised(from: State, event: Event, who: Relation) -> Result<State, Refusal> {
    let is_theirs = who.is_claimer || who.is_owner;
    if matches!(event, Event::Release | Event::Transfer) && !is_theirs {
        return Err(Refusal::NotYourClaim);
    }
    // More was asked of the asker: that is still so.
    let is_let_go = matches!(event, Event::Release | Event::Depart);
    Ok(if is_let_go && from == State::Claimed {
        State::Open
    } else {
        from
    })
}

/// Where a question stands once the asker wrote what was asked for.
const fn after_info(question: &Question) -> State {
    if question.claimer_id.is_some() {
        State::Claimed
    } else if question.first_answer_at.is_some() {
        State::Reopened
    } else {
        State::Open
    }
}

fn resolved(question: &Question, who: Relation, now: DateTime<Utc>) -> Result<State, Refusal> {
    let since = question.answered_at.unwrap_or(question.last_activity_at);
    let from = since + CLAIMER_MAY_RESOLVE_AFTER;
    if !who.is_asker && !who.is_owner && now < from {
        return Err(Refusal::TooEarlyToResolve(from));
    }
    Ok(State::Resolved)
}

/// Only after an answer, after long silence, and after a warning: never while an answer is owed.
fn auto_resolved(question: &Question, now: DateTime<Utc>) -> Result<State, Refusal> {
    let is_idle = question.last_activity_at + AUTO_RESOLVE_AFTER <= now;
    let is_warned = question
        .warned_at
        .is_some_and(|warned| warned + WARNED_BEFORE <= now);
    if is_idle && is_warned {
        return Ok(State::Resolved);
    }
    Err(Refusal::NotIdle)
}

/// Whether someone of this relation may want this at all, wherever the question stands.
fn entitled(event: Event, who: Relation) -> Result<(), Refusal> {
    let (is_allowed, refusal) = match event {
        Event::Claim | Event::Answer | Event::NeedsInfo if who.is_mentor => {
            (!who.is_asker, Refusal::Own)
        }
        // What was hidden of one's own, somebody else looks at.
        Event::Restore if who.is_mentor && !who.is_owner => (!who.is_asker, Refusal::OwnHeld),
        Event::Claim | Event::Answer | Event::NeedsInfo | Event::Restore | Event::Duplicate => {
            (who.is_mentor || who.is_owner, Refusal::OnlyMentors)
        }
        // Whoever promised and is no mentor any more can still let it go.
        Event::Release | Event::Transfer => (
            who.is_mentor || who.is_claimer || who.is_owner,
            Refusal::OnlyMentors,
        ),
        Event::SecondOpinion => (
            who.is_asker || who.is_mentor || who.is_owner,
            Refusal::NotYoursToAskOn,
        ),
        // Time asks nobody, and whoever saw a name may say so: that they are members is asked before.
        Event::Lapse | Event::Depart | Event::AutoResolve | Event::Hold => return Ok(()),
        Event::Reply => (who.is_asker, Refusal::NotYoursToReply),
        Event::Resolve => (
            who.is_asker || who.is_owner || (who.is_mentor && who.is_claimer),
            Refusal::NotYoursToResolve,
        ),
        Event::Reopen => (
            who.is_asker || who.is_mentor || who.is_owner,
            Refusal::NotYoursToReopen,
        ),
        Event::Withdraw => (who.is_asker, Refusal::NotYoursToWithdraw),
        Event::Expire => (who.is_asker || who.is_owner, Refusal::NotYoursToExpire),
        Event::Erase => (who.is_asker || who.is_owner, Refusal::NotYoursToErase),
    };
    if is_allowed { Ok(()) } else { Err(refusal) }
}
