//! What may still be decided of a date, and what its time brings.

use chrono::{DateTime, TimeDelta, Utc};

use super::late::GRACE;
use crate::lectures::lecture::{Reason, State};

/// So long before its time a date is bound to a lecture.
pub(in crate::lectures) const BIND: TimeDelta = TimeDelta::hours(24);
/// So long before its time a date is locked.
pub(in crate::lectures) const LOCK: TimeDelta = TimeDelta::minutes(15);

/// What somebody wants of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::lectures) enum Act {
    /// What is bound may be posted.
    Approve,
    /// Nothing is posted until it is let go.
    Hold,
    /// What was held goes its way.
    LetGo,
    /// Another lecture instead.
    Swap,
    /// Nothing this week.
    Skip,
    /// The queue, the rule or the lecture behind it changes.
    Change,
    /// Its post is there, or is not: nobody knew.
    Clear,
}

/// Why it is not decided any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::lectures) enum TooLate {
    /// Its time is so near that it can only be approved or held.
    Locked,
    /// It is on its way, or over.
    Over,
    /// Nothing is bound to it yet.
    NotBound,
    /// It is not held.
    NotHeld,
}

/// Whether a date is locked.
pub(in crate::lectures) fn is_locked(due_at: DateTime<Utc>, now: DateTime<Utc>) -> bool {
    now >= due_at - LOCK
}

/// When the clock looks at a date: to bind it, to post it, or because what is held is missed.
pub(in crate::lectures) fn wake(state: State, due_at: DateTime<Utc>) -> DateTime<Utc> {
    match state {
        State::Held => due_at + GRACE,
        State::Bound => due_at,
        State::Planned
        | State::Sending
        | State::Posted
        | State::Missed
        | State::Skipped
        | State::Cancelled
        | State::Withdrawn
        | State::Unknown => due_at - BIND,
    }
}

/// Whether this may be decided of a date. What is wrong can be held until the moment it is sent, and
/// of what is held nothing goes out, so that it can be left out at any time.
pub(in crate::lectures) fn may(act: Act, state: State, is_locked: bool) -> Result<(), TooLate> {
    match (act, state) {
        (Act::Clear, State::Unknown)
        | (Act::Approve, State::Bound | State::Held)
        | (Act::Hold, State::Bound)
        | (Act::Hold | Act::LetGo | Act::Skip, State::Held) => Ok(()),
        (Act::Clear, State::Planned | State::Bound | State::Held)
        | (
            _,
            State::Sending
            | State::Posted
            | State::Missed
            | State::Skipped
            | State::Cancelled
            | State::Withdrawn
            | State::Unknown,
        ) => Err(TooLate::Over),
        (Act::Approve | Act::Hold | Act::Swap, State::Planned) => Err(TooLate::NotBound),
        (Act::LetGo, State::Planned | State::Bound) => Err(TooLate::NotHeld),
        (Act::Swap, State::Bound | State::Held)
        | (Act::Skip, State::Planned | State::Bound)
        | (Act::Change, State::Planned | State::Bound | State::Held) => {
            if is_locked {
                return Err(TooLate::Locked);
            }
            Ok(())
        }
    }
}

/// What happens to a bound date when its time comes: it is posted, or held for this reason.
pub(in crate::lectures) fn at_its_time(
    is_approved: bool,
    place_refuses: bool,
) -> Result<(), Reason> {
    if !is_approved {
        return Err(Reason::Unapproved);
    }
    if place_refuses {
        return Err(Reason::Place);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const OPEN: [State; 3] = [State::Planned, State::Bound, State::Held];
    const OVER: [State; 7] = [
        State::Sending,
        State::Posted,
        State::Missed,
        State::Skipped,
        State::Cancelled,
        State::Withdrawn,
        State::Unknown,
    ];
    const ACTS: [Act; 6] = [
        Act::Approve,
        Act::Hold,
        Act::LetGo,
        Act::Swap,
        Act::Skip,
        Act::Change,
    ];

    #[test]
    fn it_is_locked_from_fifteen_minutes_before() {
        let due: DateTime<Utc> = "2026-04-03T11:00:00Z".parse().expect("an instant");
        for (before, expected) in [(16 * 60, false), (15 * 60 + 1, false), (15 * 60, true)] {
            let now = due - TimeDelta::seconds(before);
            assert_eq!(is_locked(due, now), expected, "{before} s before");
        }
        assert!(is_locked(due, due + TimeDelta::hours(1)));
        assert!(!is_locked(due, due - BIND), "locked as soon as it is bound");
    }

    #[test]
    fn it_is_looked_at_a_day_before_at_its_time_or_when_nobody_let_it_go() {
        let due: DateTime<Utc> = "2026-04-03T11:00:00Z".parse().expect("an instant");
        assert_eq!(due - wake(State::Planned, due), TimeDelta::hours(24));
        assert_eq!(wake(State::Bound, due), due);
        assert_eq!(wake(State::Held, due) - due, TimeDelta::hours(36));
    }

    #[test]
    fn what_is_locked_can_be_approved_and_held_and_what_is_held_can_be_left_out() {
        for (state, acts) in [
            (State::Planned, &[][..]),
            (State::Bound, &[Act::Approve, Act::Hold]),
            (
                State::Held,
                &[Act::Approve, Act::Hold, Act::LetGo, Act::Skip],
            ),
        ] {
            for act in ACTS {
                let may = may(act, state, true);
                assert_eq!(may.is_ok(), acts.contains(&act), "{act:?} of {state:?}");
            }
        }
    }

    #[test]
    fn only_of_what_nobody_knows_somebody_says_whether_it_is_there() {
        for state in OPEN.into_iter().chain(OVER) {
            let may = may(Act::Clear, state, true);
            assert_eq!(may.is_ok(), state == State::Unknown, "{state:?}");
        }
    }

    #[test]
    fn before_the_lock_everything_goes_that_has_something_to_go_on() {
        for act in ACTS {
            for state in OPEN {
                let expected = match (act, state) {
                    (Act::Approve | Act::Hold | Act::Swap, State::Planned) => {
                        Err(TooLate::NotBound)
                    }
                    (Act::LetGo, State::Planned | State::Bound) => Err(TooLate::NotHeld),
                    _ => Ok(()),
                };
                assert_eq!(may(act, state, false), expected, "{act:?} of {state:?}");
            }
            for state in OVER {
                for is_locked in [false, true] {
                    assert_eq!(may(act, state, is_locked), Err(TooLate::Over));
                }
            }
        }
    }

    #[test]
    fn what_is_approved_is_posted_unless_its_place_refuses() {
        assert_eq!(at_its_time(true, false), Ok(()));
        assert_eq!(at_its_time(true, true), Err(Reason::Place));
        assert_eq!(at_its_time(false, true), Err(Reason::Unapproved));
    }
}
