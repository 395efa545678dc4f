//! How far one date of a slot is, and what takes it further.

use crate::lectures::lecture::State;

/// What happens to one date of a slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::lectures) enum Event {
    /// Its time came and there is a lecture: the post is queued.
    Release,
    /// Its time came and the queue is empty.
    FoundNothing,
    /// Its time passed too long ago.
    Lapse,
    /// Discord has the post.
    Arrive,
    /// The post was not sent while it was right: what is right now is decided anew.
    Expire,
    /// The outbox gave the post up without a result.
    Vanish,
}

/// The state after `event`; `None` where it changes nothing.
pub(in crate::lectures) fn step(state: State, event: Event) -> Option<State> {
    use State::{
        Bound, Cancelled, Held, Missed, Planned, Posted, Sending, Skipped, Unknown, Withdrawn,
    };
    match (event, state) {
        (Event::Release, Planned | Bound) => Some(Sending),
        (Event::FoundNothing, Planned) => Some(Skipped),
        (Event::Lapse, Planned | Bound) => Some(Missed),
        (Event::Arrive, Sending | Unknown) => Some(Posted),
        (Event::Expire, Sending) => Some(Planned),
        (Event::Vanish, Sending) => Some(Unknown),
        (
            Event::Release | Event::Lapse,
            Sending | Posted | Held | Missed | Skipped | Cancelled | Withdrawn | Unknown,
        )
        | (
            Event::FoundNothing,
            Bound | Sending | Posted | Held | Missed | Skipped | Cancelled | Withdrawn | Unknown,
        )
        | (
            Event::Arrive,
            Planned | Bound | Posted | Held | Missed | Skipped | Cancelled | Withdrawn,
        )
        | (
            Event::Expire | Event::Vanish,
            Planned | Bound | Posted | Held | Missed | Skipped | Cancelled | Withdrawn | Unknown,
        ) => None,
    }
}

/// Whether the button under a post still leads to its video. A pressed button proves that the
/// post is there, whatever we know of it.
pub(in crate::lectures) fn is_watchable(state: State) -> bool {
    match state {
        State::Sending | State::Posted | State::Unknown => true,
        State::Planned
        | State::Bound
        | State::Held
        | State::Missed
        | State::Skipped
        | State::Cancelled
        | State::Withdrawn => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [State; 10] = [
        State::Planned,
        State::Bound,
        State::Sending,
        State::Posted,
        State::Held,
        State::Missed,
        State::Skipped,
        State::Cancelled,
        State::Withdrawn,
        State::Unknown,
    ];

    #[test]
    fn only_what_waits_for_its_time_can_be_released() {
        for state in ALL {
            let may = matches!(state, State::Planned | State::Bound);
            assert_eq!(step(state, Event::Release).is_some(), may, "{state:?}");
            assert_eq!(step(state, Event::Lapse).is_some(), may, "{state:?}");
        }
    }

    #[test]
    fn what_was_posted_stays_posted() {
        for event in [
            Event::Release,
            Event::FoundNothing,
            Event::Lapse,
            Event::Arrive,
            Event::Expire,
            Event::Vanish,
        ] {
            assert_eq!(step(State::Posted, event), None, "{event:?}");
        }
    }
}
