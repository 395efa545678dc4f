//! How far one date of a slot is, and what takes it further.

use crate::lectures::lecture::State;

/// What happens to one date of a slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::lectures) enum Event {
    /// A lecture is chosen for it.
    Bind,
    /// The lecture goes back to the queue.
    Unbind,
    /// Nothing is posted until somebody says so.
    Hold,
    /// It goes its way again.
    LetGo,
    /// It is left out.
    Skip,
    /// It is not left out after all.
    Unskip,
    /// Its time came and there is a lecture: the post is queued.
    Release,
    /// Its time came and the queue is empty.
    FoundNothing,
    /// Its time passed too long ago.
    Lapse,
    /// Discord has the post.
    Arrive,
    /// The post was not sent, while it was right or before its lecture was taken back: what is right now
    /// is decided anew.
    Expire,
    /// The outbox gave the post up without a result.
    Vanish,
    /// The owner looked: there is no post.
    Deny,
    /// The owner has it posted although it was over.
    Publish,
    /// What was posted is taken back.
    Withdraw,
    /// Its slot is closed.
    Close,
}

impl Event {
    /// What the journal calls it.
    pub(in crate::lectures) const fn kind(self) -> &'static str {
        match self {
            Self::Bind => "occurrence.bound",
            Self::Unbind => "occurrence.unbound",
            Self::Hold => "occurrence.held",
            Self::LetGo => "occurrence.let_go",
            Self::Skip | Self::FoundNothing => "occurrence.skipped",
            Self::Unskip => "occurrence.unskipped",
            Self::Release => "occurrence.sent",
            Self::Lapse => "occurrence.missed",
            Self::Arrive => "occurrence.posted",
            Self::Expire => "occurrence.expired",
            Self::Vanish => "occurrence.lost",
            Self::Deny => "occurrence.denied",
            Self::Publish => "occurrence.published",
            Self::Withdraw => "occurrence.withdrawn",
            Self::Close => "occurrence.cancelled",
        }
    }
}

/// The state after `event`; `None` where it changes nothing. What is held has a lecture, so only what
/// is bound can be.
pub(in crate::lectures) fn step(state: State, event: Event) -> Option<State> {
    use State::{
        Bound, Cancelled, Held, Missed, Planned, Posted, Sending, Skipped, Unknown, Withdrawn,
    };
    let (from, to): (&[State], State) = match event {
        Event::Bind => (&[Planned], Bound),
        Event::Unbind => (&[Bound, Held], Planned),
        Event::Hold => (&[Bound], Held),
        Event::LetGo => (&[Held], Bound),
        Event::Skip => (&[Planned, Bound, Held], Skipped),
        Event::Unskip => (&[Skipped, Cancelled], Planned),
        Event::Release => (&[Planned, Bound], Sending),
        Event::FoundNothing => (&[Planned], Skipped),
        Event::Lapse => (&[Planned, Bound, Held], Missed),
        Event::Arrive => (&[Sending, Unknown], Posted),
        Event::Expire => (&[Sending], Planned),
        Event::Vanish => (&[Sending], Unknown),
        Event::Deny => (&[Unknown], Missed),
        Event::Publish => (&[Missed, Skipped, Cancelled], Bound),
        Event::Withdraw => (&[Posted, Unknown], Withdrawn),
        Event::Close => (&[Planned, Bound, Held], Cancelled),
    };
    from.contains(&state).then_some(to)
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
    use proptest::prelude::*;

    const STATES: [State; 10] = [
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
    const EVENTS: [Event; 16] = [
        Event::Bind,
        Event::Unbind,
        Event::Hold,
        Event::LetGo,
        Event::Skip,
        Event::Unskip,
        Event::Release,
        Event::FoundNothing,
        Event::Lapse,
        Event::Arrive,
        Event::Expire,
        Event::Vanish,
        Event::Deny,
        Event::Publish,
        Event::Withdraw,
        Event::Close,
    ];

    #[test]
    fn what_was_posted_can_only_be_withdrawn_and_that_is_the_end() {
        for event in EVENTS {
            let expected = (event == Event::Withdraw).then_some(State::Withdrawn);
            assert_eq!(step(State::Posted, event), expected, "{event:?}");
            assert_eq!(step(State::Withdrawn, event), None, "{event:?}");
        }
    }

    #[test]
    fn only_what_waits_for_its_time_is_released_and_what_is_held_is_not() {
        for state in STATES {
            let may = matches!(state, State::Planned | State::Bound);
            assert_eq!(step(state, Event::Release).is_some(), may, "{state:?}");
            let may_pass = may || state == State::Held;
            assert_eq!(step(state, Event::Lapse).is_some(), may_pass, "{state:?}");
        }
    }

    #[test]
    fn while_it_is_sent_only_what_became_of_that_changes_it() {
        for event in EVENTS {
            let may = matches!(event, Event::Arrive | Event::Expire | Event::Vanish);
            assert_eq!(step(State::Sending, event).is_some(), may, "{event:?}");
        }
    }

    proptest! {
        #[test]
        fn on_any_way_it_is_posted_once_and_never_without_being_sent(
            way in prop::collection::vec(prop::sample::select(&EVENTS[..]), 0..40)
        ) {
            let mut state = State::Planned;
            let (mut sent, mut posted) = (0, 0);
            for event in way {
                let Some(next) = step(state, event) else { continue };
                prop_assert_ne!(next, state);
                sent += u32::from(next == State::Sending);
                posted += u32::from(next == State::Posted);
                state = next;
            }
            prop_assert!(posted <= 1 && posted <= sent);
        }
    }
}
