//! What a question is after a step. Pure.

use chrono::{DateTime, Utc};

use super::{Event, LEASE};
use crate::ids::{ChannelId, PersonId, QuestionId, UserId};
use crate::questions::question::{ChannelKind, Draft, Opinions, Question, State, Words};

/// The question that comes of a draft and the words of its form; without an asker it is anonymous.
pub(in crate::questions) fn asked(
    number: QuestionId,
    draft: &Draft,
    asker: Option<UserId>,
    words: Words,
    (channel_id, channel_kind): (ChannelId, ChannelKind),
    now: DateTime<Utc>,
) -> Question {
    Question {
        id: number,
        asker_id: draft.asker_id,
        asker,
        is_anonymous: asker.is_none(),
        sealed: None,
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
        opinions: Opinions::default(),
        version: 1,
        posting: 1,
        card: 1,
        lost: None,
        images_waiting: draft.images,
        duplicate_of: None,
        held_from: None,
        clock_stopped_at: None,
        clock_stopped_seconds: 0,
        warned_at: None,
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

/// The question as `event` leaves it, in the state that [`decide`](super::decide()) found. Who `actor`
/// is matters where it is claimed or passed on: then it is theirs.
pub(in crate::questions) fn moved(
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
    moved.warned_at = None;
    moved.held_from = None;
    if !matches!(to, State::Duplicate | State::Held) {
        moved.duplicate_of = None;
    }
    match event {
        Event::Claim | Event::Transfer => {
            moved.claimer_id = actor.map(|(person, _)| person);
            moved.claimer = actor.map(|(_, user)| user);
            moved.claimed_at = Some(now);
        }
        Event::Answer => {
            moved.first_answer_at = moved.first_answer_at.or(Some(now));
            if question.state != State::Answered {
                moved.answered_at = Some(now);
            }
        }
        Event::Resolve | Event::AutoResolve => moved.resolved_at = Some(now),
        Event::Release | Event::Lapse | Event::Depart | Event::Reopen => let_go(&mut moved),
        Event::Hold => moved.held_from = Some(question.state),
        Event::Erase => {
            moved.title.clear();
            moved.situation.clear();
            moved.findings = None;
            moved.thinking.clear();
            moved.wanted.clear();
            moved.lost = None;
        }
        // Whoever has it stays: they are the first to hear that it is open again.
        Event::SecondOpinion
        | Event::NeedsInfo
        | Event::Reply
        | Event::Duplicate
        | Event::Withdraw
        | Event::Expire
        | Event::Restore => {}
    }
    if event == Event::Depart {
        // What is hidden goes back to where nobody has it.
        let was_claimed = question.held_from == Some(State::Claimed);
        let back = was_claimed.then_some(State::Open).or(question.held_from);
        moved.held_from = back;
    }
    lease(question, &mut moved, event, now);
    clock(question, &mut moved, now);
    moved
}

fn let_go(question: &mut Question) {
    question.claimer_id = None;
    question.claimer = None;
    question.claimed_at = None;
    question.resolved_at = None;
}

/// A lease exists exactly while a claim is unanswered. It begins anew with whoever takes it, and when
/// the asker has replied or it is shown again: meanwhile nobody could answer.
fn lease(before: &Question, after: &mut Question, event: Event, now: DateTime<Utc>) {
    after.lease_ends_at = match after.state {
        State::Claimed if before.state == State::Claimed && event != Event::Transfer => {
            before.lease_ends_at
        }
        State::Claimed => Some(now + LEASE),
        State::Draft
        | State::Open
        | State::NeedsInfo
        | State::Answered
        | State::Resolved
        | State::Reopened
        | State::Duplicate
        | State::Withdrawn
        | State::Expired
        | State::Held
        | State::Erased => None,
    };
}

/// The clock to the first answer stands still while nobody can give one.
fn clock(before: &Question, after: &mut Question, now: DateTime<Utc>) {
    match (before.state.stops_clock(), after.state.stops_clock()) {
        (false, true) => after.clock_stopped_at = Some(now),
        (true, false) => {
            let since = before.clock_stopped_at.unwrap_or(now);
            after.clock_stopped_at = None;
            // After the first answer there is nothing left to count.
            if before.first_answer_at.is_none() {
                after.clock_stopped_seconds += (now - since).num_seconds().max(0);
            }
        }
        (true, true) | (false, false) => {}
    }
}
