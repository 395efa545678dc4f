//! Each refusal has its own sentence.

use super::*;

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
}

#[test]
fn each_refusal_of_the_later_steps_says_why() {
    let at = |state, event, who| decide(&question(state), event, who, start()).unwrap_err();
    let own = Relation {
        is_mentor: true,
        ..ASKER
    };
    for (state, event, who, why) in [
        (State::Withdrawn, Event::Reopen, MENTOR, Refusal::Withdrawn),
        (State::Open, Event::NeedsInfo, own, Refusal::Own),
        (State::Open, Event::NeedsInfo, ASKER, Refusal::OnlyMentors),
        (
            State::NeedsInfo,
            Event::NeedsInfo,
            MENTOR,
            Refusal::WaitsForAsker,
        ),
        (
            State::NeedsInfo,
            Event::Reply,
            MENTOR,
            Refusal::NotYoursToReply,
        ),
        (State::Open, Event::Reply, ASKER, Refusal::NothingAsked),
        (
            State::Claimed,
            Event::Transfer,
            MENTOR,
            Refusal::NotYourClaim,
        ),
        (State::Open, Event::Transfer, OWNER, Refusal::NotClaimed),
        (
            State::Claimed,
            Event::SecondOpinion,
            STRANGER,
            Refusal::NotYoursToAskOn,
        ),
        (
            State::Answered,
            Event::Duplicate,
            MENTOR,
            Refusal::AlreadyAnswered,
        ),
        (State::Open, Event::Duplicate, ASKER, Refusal::OnlyMentors),
        (
            State::Duplicate,
            Event::Claim,
            MENTOR,
            Refusal::Duplicate(Some(QuestionId(3))),
        ),
        (
            State::Answered,
            Event::Expire,
            ASKER,
            Refusal::ResolveInstead,
        ),
        (
            State::Open,
            Event::Expire,
            MENTOR,
            Refusal::NotYoursToExpire,
        ),
        (State::Held, Event::Hold, STRANGER, Refusal::Held),
        (State::Held, Event::Restore, own, Refusal::OwnHeld),
        (State::Held, Event::Restore, ASKER, Refusal::OnlyMentors),
        (State::Open, Event::Restore, MENTOR, Refusal::NotHeld),
        (State::Erased, Event::Hold, STRANGER, Refusal::Erased),
    ] {
        assert_eq!(at(state, event, who), why, "{state:?} {event:?}");
    }
}
