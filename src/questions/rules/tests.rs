//! Every transition, every refusal, and walks of any length.

use super::*;
use crate::ids::{ChannelId, QuestionId};
use crate::questions::question::{ChannelKind, Kind, Near};
use proptest::prelude::*;

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
const EVENTS: [Event; 8] = [
    Event::Claim,
    Event::Release,
    Event::Lapse,
    Event::Answer,
    Event::Resolve,
    Event::Reopen,
    Event::Withdraw,
    Event::Erase,
];
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
        version: 1,
        posting: 1,
        card: 1,
        lost: None,
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

#[test]
fn every_transition_of_the_table_and_no_other() {
    use Event::{Answer, Claim, Erase, Lapse, Release, Reopen, Resolve, Withdraw};
    use State::{
        Answered, Claimed, Draft, Erased, Expired, NeedsInfo, Open, Reopened, Resolved, Withdrawn,
    };
    let later = start() + LEASE;
    let allowed = [
        (Open, Claim, Claimed, vec![MENTOR, OWNER]),
        (Reopened, Claim, Claimed, vec![MENTOR, OWNER]),
        (Claimed, Release, Open, vec![CLAIMER, OWNER]),
        (Open, Answer, Answered, vec![MENTOR, OWNER]),
        (Claimed, Answer, Answered, vec![MENTOR, CLAIMER, OWNER]),
        (NeedsInfo, Answer, Answered, vec![MENTOR, OWNER]),
        (Reopened, Answer, Answered, vec![MENTOR, OWNER]),
        (Answered, Answer, Answered, vec![MENTOR, CLAIMER, OWNER]),
        (Answered, Resolve, Resolved, vec![ASKER, OWNER]),
        (
            Answered,
            Reopen,
            Reopened,
            vec![ASKER, MENTOR, CLAIMER, OWNER],
        ),
        (
            Resolved,
            Reopen,
            Reopened,
            vec![ASKER, MENTOR, CLAIMER, OWNER],
        ),
        (
            Expired,
            Reopen,
            Reopened,
            vec![ASKER, MENTOR, CLAIMER, OWNER],
        ),
        (Withdrawn, Reopen, Reopened, vec![ASKER]),
        (Open, Withdraw, Withdrawn, vec![ASKER]),
        (Claimed, Withdraw, Withdrawn, vec![ASKER]),
        (NeedsInfo, Withdraw, Withdrawn, vec![ASKER]),
        (Reopened, Withdraw, Withdrawn, vec![ASKER]),
    ];
    for state in STATES {
        for event in EVENTS {
            for who in [STRANGER, ASKER, MENTOR, CLAIMER, OWNER] {
                let row = allowed.iter().find(|(from, by, _, people)| {
                    *from == state && *by == event && people.contains(&who)
                });
                let expected = match event {
                    Lapse => (state == Claimed).then_some(Open),
                    // Whatever it is, what was written can be forgotten.
                    Erase => (![Draft, Erased].contains(&state) && [ASKER, OWNER].contains(&who))
                        .then_some(Erased),
                    // A claimer exists only where something was claimed.
                    Claim | Release | Answer | Resolve | Reopen | Withdraw
                        if who == CLAIMER && matches!(state, Open | Reopened | NeedsInfo) =>
                    {
                        continue;
                    }
                    Claim | Release | Answer | Resolve | Reopen | Withdraw => {
                        row.map(|(_, _, to, _)| *to)
                    }
                };
                let decided = decide(&question(state), event, who, later);
                assert_eq!(decided.ok(), expected, "{state:?} {event:?} {who:?}");
            }
        }
    }
}

#[test]
fn each_refusal_says_why() {
    let at = |state, event, who| decide(&question(state), event, who, start()).unwrap_err();
    let own = Relation {
        is_mentor: true,
        ..ASKER
    };
    assert_eq!(at(State::Open, Event::Claim, own), Refusal::Own);
    assert_eq!(at(State::Open, Event::Answer, own), Refusal::Own);
    assert_eq!(
        at(State::Open, Event::Claim, STRANGER),
        Refusal::OnlyMentors
    );
    assert_eq!(
        at(State::Claimed, Event::Claim, MENTOR),
        Refusal::Taken(Some(UserId(22)))
    );
    assert_eq!(
        at(State::Claimed, Event::Claim, CLAIMER),
        Refusal::TakenByYou
    );
    assert_eq!(
        at(State::Claimed, Event::Release, MENTOR),
        Refusal::NotYourClaim
    );
    assert_eq!(
        at(State::Claimed, Event::Release, STRANGER),
        Refusal::OnlyMentors
    );
    let was_mentor = Relation {
        is_mentor: false,
        ..CLAIMER
    };
    assert_eq!(
        decide(
            &question(State::Claimed),
            Event::Release,
            was_mentor,
            start()
        ),
        Ok(State::Open)
    );
    assert_eq!(
        at(State::Claimed, Event::Lapse, STRANGER),
        Refusal::LeaseHolds
    );
    assert_eq!(at(State::Open, Event::Resolve, ASKER), Refusal::NoAnswerYet);
    assert_eq!(
        at(State::Open, Event::Resolve, MENTOR),
        Refusal::NotYoursToResolve
    );
    assert_eq!(
        at(State::Answered, Event::Withdraw, ASKER),
        Refusal::HasAnswer
    );
    assert_eq!(
        at(State::Withdrawn, Event::Reopen, MENTOR),
        Refusal::Withdrawn
    );
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

proptest! {
    /// Whatever people do in whatever order, what the schema demands stays true, and a
    /// question that waits for an answer is only ever taken away by its asker.
    #[test]
    fn any_walk_keeps_the_promises(steps in prop::collection::vec((0..7_usize, 0..5_usize, 0..50_i64), 1..60)) {
        let mut now = start();
        let mut question = question(State::Open);
        for (event, who, hours) in steps {
            now += TimeDelta::hours(hours);
            let event = EVENTS[event];
            // Persons 1 asks, 2 to 4 are mentors of whom 4 runs the salon, 5 has no part.
            let person = PersonId(i64::try_from(who).unwrap() + 1);
            let relation = Relation {
                is_asker: person == question.asker_id,
                is_claimer: Some(person) == question.claimer_id,
                is_mentor: (2..=4).contains(&person.0),
                is_owner: person.0 == 4,
            };
            let Ok(to) = decide(&question, event, relation, now) else { continue };
            let actor = (event != Event::Lapse).then_some((person, UserId(person.0)));
            let after = moved(&question, event, to, actor, now);
            prop_assert_eq!(after.version, question.version + 1);
            prop_assert_eq!(after.state == State::Claimed, after.lease_ends_at.is_some());
            prop_assert!(after.state != State::Claimed || after.claimer_id.is_some());
            prop_assert!(after.claimer_id != Some(after.asker_id));
            prop_assert!(after.state != State::Answered || after.answered_at.is_some());
            prop_assert!(after.state != State::Resolved || after.resolved_at.is_some());
            prop_assert!(question.first_answer_at.is_none() || after.first_answer_at == question.first_answer_at);
            let waits = matches!(question.state, State::Open | State::Claimed | State::Reopened);
            if waits && after.state.is_closed() {
                prop_assert!(relation.is_asker);
            }
            question = after;
        }
    }
}
