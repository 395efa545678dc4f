//! Every transition, every refusal, and walks of any length.

mod anonymous;
mod closing;
mod refusals;
mod walk;

use super::decide::{AUTO_RESOLVE_AFTER, CLAIMER_MAY_RESOLVE_AFTER, WARNED_BEFORE};
use super::*;
use crate::ids::{ChannelId, QuestionId, UserId};
use crate::questions::question::{ChannelKind, Kind, Near, Opinions, Question, State};

const STATES: [State; 12] = [
    State::Draft,
    State::Open,
    State::Claimed,
    State::NeedsInfo,
    State::Answered,
    State::Resolved,
    State::Reopened,
    State::Duplicate,
    State::Withdrawn,
    State::Expired,
    State::Held,
    State::Erased,
];
const EVENTS: [Event; 18] = Event::ALL;
const STRANGER: Relation = Relation {
    is_asker: false,
    is_claimer: false,
    is_mentor: false,
    is_owner: false,
};
const ASKER: Relation = Relation {
    is_asker: true,
    ..STRANGER
};
const MENTOR: Relation = Relation {
    is_mentor: true,
    ..STRANGER
};
const CLAIMER: Relation = Relation {
    is_claimer: true,
    ..MENTOR
};
const OWNER: Relation = Relation {
    is_owner: true,
    ..MENTOR
};

fn start() -> DateTime<Utc> {
    DateTime::from_timestamp(1_800_000_000, 0).unwrap()
}

fn question(state: State) -> Question {
    let was_answered = matches!(state, State::Answered | State::Resolved);
    Question {
        id: QuestionId(12),
        asker_id: PersonId(1),
        asker: Some(UserId(11)),
        is_anonymous: false,
        sealed: None,
        kind: Kind::Study,
        field: "other".into(),
        age_band: None,
        near: Near::Anyone,
        lecture_id: None,
        lecture_series: None,
        lecture_number: None,
        state,
        claimer_id: (state == State::Claimed).then_some(PersonId(2)),
        claimer: (state == State::Claimed).then_some(UserId(22)),
        opinions: Opinions::default(),
        version: 1,
        posting: 1,
        card: 1,
        lost: None,
        duplicate_of: (state == State::Duplicate).then_some(QuestionId(3)),
        held_from: (state == State::Held).then_some(State::Open),
        clock_stopped_at: state.stops_clock().then(start),
        clock_stopped_seconds: 0,
        images_waiting: 0,
        warned_at: None,
        title: "t".into(),
        situation: "s".into(),
        findings: None,
        thinking: String::new(),
        wanted: "w".into(),
        channel_id: ChannelId(5),
        channel_kind: ChannelKind::Forum,
        asked_at: start(),
        claimed_at: None,
        lease_ends_at: (state == State::Claimed).then(|| start() + LEASE),
        first_answer_at: was_answered.then(start),
        answered_at: was_answered.then(start),
        resolved_at: None,
        last_activity_at: start(),
    }
}

/// Who may do what in which state, and where it leads; whatever is not here is refused.
fn table() -> Vec<(&'static [State], Event, State, &'static [Relation])> {
    use State::{
        Answered, Claimed, Duplicate, Erased, Expired, Held, NeedsInfo, Open, Reopened, Resolved,
        Withdrawn,
    };
    const WAITING: &[State] = &[Open, Claimed, NeedsInfo, Reopened];
    const MENTORS: &[Relation] = &[MENTOR, CLAIMER, OWNER];
    const ANYBODY: &[Relation] = &[STRANGER, ASKER, MENTOR, CLAIMER, OWNER];
    const SETTLED: &[State] = &[Answered, Resolved, Expired, Duplicate];
    vec![
        (&[Open, Reopened], Event::Claim, Claimed, MENTORS),
        (&[Claimed], Event::Release, Open, &[CLAIMER, OWNER]),
        (&[Claimed], Event::Lapse, Open, ANYBODY),
        (&[Claimed], Event::Depart, Open, ANYBODY),
        (&[Claimed], Event::Transfer, Claimed, &[CLAIMER, OWNER]),
        (
            &[Claimed],
            Event::SecondOpinion,
            Claimed,
            &[ASKER, MENTOR, CLAIMER, OWNER],
        ),
        (
            &[Answered],
            Event::SecondOpinion,
            Answered,
            &[ASKER, MENTOR, CLAIMER, OWNER],
        ),
        (
            &[Open, Claimed, Reopened],
            Event::NeedsInfo,
            NeedsInfo,
            MENTORS,
        ),
        (&[NeedsInfo], Event::Reply, Open, &[ASKER]),
        (
            &[Open, Claimed, NeedsInfo, Reopened, Answered],
            Event::Answer,
            Answered,
            MENTORS,
        ),
        (&[Answered], Event::Resolve, Resolved, &[ASKER, OWNER]),
        (
            SETTLED,
            Event::Reopen,
            Reopened,
            &[ASKER, MENTOR, CLAIMER, OWNER],
        ),
        (&[Withdrawn], Event::Reopen, Reopened, &[ASKER]),
        (WAITING, Event::Duplicate, Duplicate, MENTORS),
        (WAITING, Event::Withdraw, Withdrawn, &[ASKER]),
        (WAITING, Event::Expire, Expired, &[ASKER, OWNER]),
        (WAITING, Event::Hold, Held, ANYBODY),
        (SETTLED, Event::Hold, Held, ANYBODY),
        (&[Withdrawn], Event::Hold, Held, ANYBODY),
        (&[Held], Event::Restore, Open, MENTORS),
        (WAITING, Event::Erase, Erased, &[ASKER, OWNER]),
        (SETTLED, Event::Erase, Erased, &[ASKER, OWNER]),
        (&[Withdrawn, Held], Event::Erase, Erased, &[ASKER, OWNER]),
    ]
}

#[test]
fn every_transition_of_the_table_and_no_other() {
    let table = table();
    // A lease has run out; nobody waited for long after an answer.
    let later = start() + LEASE;
    for state in STATES {
        for event in EVENTS {
            for who in [STRANGER, ASKER, MENTOR, CLAIMER, OWNER] {
                let row = table.iter().find(|(from, by, _, people)| {
                    from.contains(&state) && *by == event && people.contains(&who)
                });
                let decided = decide(&question(state), event, who, later);
                let expected = row.map(|(_, _, to, _)| *to);
                assert_eq!(decided.ok(), expected, "{state:?} {event:?} {who:?}");
            }
        }
    }
}

/// What is claimed and waits for its asker is still somebody's.
#[test]
fn a_claim_lives_on_while_the_asker_is_asked_for_more() {
    let now = start() + TimeDelta::hours(1);
    let step = |before: &Question, event, who, actor| {
        let to = decide(before, event, who, now).expect("allowed");
        moved(before, event, to, actor, now)
    };
    let waits = step(&question(State::Claimed), Event::NeedsInfo, CLAIMER, None);
    assert_eq!(
        (waits.state, waits.claimer_id),
        (State::NeedsInfo, Some(PersonId(2)))
    );
    assert_eq!(
        (waits.lease_ends_at, waits.clock_stopped_at),
        (None, Some(now))
    );
    let back = step(&waits, Event::Reply, ASKER, None);
    assert_eq!(
        (back.state, back.lease_ends_at),
        (State::Claimed, Some(now + LEASE))
    );
    let free = step(&waits, Event::Release, CLAIMER, None);
    assert_eq!((free.state, free.claimer_id), (State::NeedsInfo, None));
    assert_eq!(step(&free, Event::Reply, ASKER, None).state, State::Open);
    assert_eq!(
        decide(&free, Event::Release, OWNER, now),
        Err(Refusal::NotClaimed)
    );
    let other = (PersonId(4), UserId(44));
    let passed = step(&waits, Event::Transfer, CLAIMER, Some(other));
    assert_eq!(
        (passed.state, passed.claimer),
        (State::NeedsInfo, Some(other.1))
    );
    let held = step(&question(State::Claimed), Event::Hold, STRANGER, None);
    let left = step(&held, Event::Depart, STRANGER, None);
    assert_eq!(
        (left.state, left.held_from, left.claimer),
        (State::Held, Some(State::Open), None)
    );
    assert_eq!(
        step(&held, Event::Restore, MENTOR, None).state,
        State::Claimed
    );
    assert_eq!(step(&left, Event::Restore, MENTOR, None).state, State::Open);
}

/// The promise of a first answer is counted without the time in which nobody could give one.
#[test]
fn the_clock_stands_still_while_nobody_can_answer() {
    let mut now = start();
    let mut before = question(State::Open);
    let mut step = |event, who, hours| {
        now += TimeDelta::hours(hours);
        let to = decide(&before, event, who, now).expect("allowed");
        before = moved(&before, event, to, None, now);
        (
            before.clock_stopped_at.is_some(),
            before.clock_stopped_seconds / 3_600,
        )
    };
    assert_eq!(step(Event::NeedsInfo, MENTOR, 1), (true, 0));
    assert_eq!(step(Event::Hold, STRANGER, 2), (true, 0));
    assert_eq!(step(Event::Restore, MENTOR, 3), (true, 0));
    assert_eq!(step(Event::Reply, ASKER, 4), (false, 9));
    assert_eq!(step(Event::NeedsInfo, MENTOR, 5), (true, 9));
    assert_eq!(step(Event::Answer, MENTOR, 6), (false, 15));
}

#[test]
fn only_what_was_answered_and_left_alone_for_seven_days_after_a_warning_closes_itself() {
    let mut answered = question(State::Answered);
    let due = start() + AUTO_RESOLVE_AFTER;
    let at = |question: &Question, now| decide(question, Event::AutoResolve, STRANGER, now);
    assert_eq!(at(&answered, due), Err(Refusal::NotIdle));
    answered.warned_at = Some(due - WARNED_BEFORE);
    assert_eq!(at(&answered, due), Ok(State::Resolved));
    let just_before = due - TimeDelta::milliseconds(1);
    assert_eq!(at(&answered, just_before), Err(Refusal::NotIdle));
    // A bot that slept through the warning warns first.
    answered.warned_at = Some(due - TimeDelta::hours(1));
    assert_eq!(at(&answered, due), Err(Refusal::NotIdle));
    for state in [
        State::Open,
        State::Claimed,
        State::NeedsInfo,
        State::Reopened,
    ] {
        let owed = Question {
            warned_at: Some(start()),
            ..question(state)
        };
        assert_eq!(at(&owed, due), Err(Refusal::NoAnswerYet), "{state:?}");
    }
}

#[test]
fn the_claimer_resolves_after_72_hours_and_not_before() {
    let question = question(State::Answered);
    let from = start() + CLAIMER_MAY_RESOLVE_AFTER;
    let just_before = from - TimeDelta::milliseconds(1);
    assert_eq!(
        decide(&question, Event::Resolve, CLAIMER, just_before),
        Err(Refusal::TooEarlyToResolve(from))
    );
    assert_eq!(
        decide(&question, Event::Resolve, CLAIMER, from),
        Ok(State::Resolved)
    );
}

#[test]
fn a_draft_is_used_by_its_asker_once_and_in_time() {
    let draft = |question_id| Draft {
        id: crate::questions::DraftId(3),
        asker_id: PersonId(1),
        kind: Kind::Study,
        field: "other".into(),
        age_band: None,
        near: Near::Anyone,
        lecture_id: None,
        lecture_series: None,
        lecture_number: None,
        expires_at: start() + DRAFT_LIFE,
        images: 0,
        question_id,
        title: None,
        situation: None,
        findings: None,
        thinking: None,
        wanted: None,
    };
    let used = |draft: Draft, person, now| usable(&draft, person, now);
    let (me, other) = (Some(PersonId(1)), Some(PersonId(2)));
    let number = QuestionId(12);
    assert_eq!(used(draft(None), me, start()), Ok(()));
    assert_eq!(
        used(draft(None), other, start()),
        Err(Refusal::DraftForeign)
    );
    assert_eq!(used(draft(None), None, start()), Err(Refusal::DraftForeign));
    assert_eq!(
        used(draft(Some(number)), me, start()),
        Err(Refusal::DraftUsed(number, None))
    );
    let end = start() + DRAFT_LIFE;
    assert_eq!(used(draft(None), me, end), Err(Refusal::DraftGone));
}
