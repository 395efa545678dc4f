//! What is the asker's to do, and when they may write under their alias.

use super::*;

#[test]
fn an_alias_takes_what_an_asker_may_and_nobody_may_for_want_of_it() {
    let late = start() + CLAIMER_MAY_RESOLVE_AFTER * 4;
    for event in EVENTS {
        let may = |who| {
            let mut states = STATES.into_iter();
            states.any(|state| decide(&question(state), event, who, late).is_ok())
        };
        assert_eq!(event.is_askers(), may(ASKER) && !may(STRANGER), "{event:?}");
    }
}

#[test]
fn under_an_alias_is_written_while_the_question_is_not_closed() {
    for state in STATES {
        let named = question(state);
        let anonymous = Question {
            is_anonymous: true,
            asker: None,
            ..named.clone()
        };
        let is_open = state != State::Draft && !state.is_closed();
        assert_eq!(may_say_more(&anonymous, true).is_ok(), is_open, "{state:?}");
        assert_eq!(
            may_say_more(&anonymous, false),
            Err(Refusal::NotYoursToReply)
        );
        assert_eq!(may_say_more(&named, true), Err(Refusal::NothingAsked));
        let after = said(&anonymous, start() + LEASE);
        assert_eq!((after.state, after.version), (state, anonymous.version + 1));
        assert_eq!(after.last_activity_at, start() + LEASE);
    }
}
