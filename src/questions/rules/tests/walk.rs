//! Walks of any length, by anybody.

use proptest::prelude::*;

use super::*;

proptest! {
    /// Whatever people do in whatever order, what the schema demands stays true, and a
    /// question that waits for an answer is only ever taken away by its asker.
    #[test]
    fn any_walk_keeps_the_promises(steps in prop::collection::vec((0..EVENTS.len(), 0..5_usize, 0..50_i64), 1..60)) {
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
            // A claim is passed on to person 3, who is a mentor and asked nothing.
            let actor = if event == Event::Transfer { PersonId(3) } else { person };
            let actor = (!matches!(event, Event::Lapse | Event::Depart | Event::AutoResolve))
                .then_some((actor, UserId(actor.0)));
            let mut after = moved(&question, event, to, actor, now);
            if event == Event::Duplicate {
                after.duplicate_of = Some(QuestionId(3));
            }
            prop_assert_eq!(after.version, question.version + 1);
            prop_assert_eq!(after.state == State::Claimed, after.lease_ends_at.is_some());
            prop_assert_eq!(after.state == State::Held, after.held_from.is_some());
            prop_assert_eq!(after.state.stops_clock(), after.clock_stopped_at.is_some());
            prop_assert!(after.clock_stopped_seconds >= question.clock_stopped_seconds);
            prop_assert!(after.state != State::Duplicate || after.duplicate_of.is_some());
            prop_assert!(after.state != State::Claimed || after.claimer_id.is_some());
            prop_assert!(after.claimer_id != Some(after.asker_id));
            prop_assert!(after.state != State::Answered || after.answered_at.is_some());
            prop_assert!(after.state != State::Resolved || after.resolved_at.is_some());
            prop_assert!(question.first_answer_at.is_none() || after.first_answer_at == question.first_answer_at);
            let waits = matches!(
                question.state,
                State::Open | State::Claimed | State::NeedsInfo | State::Reopened
            );
            // Hidden is not closed: it comes back. Joined with another it can be contested.
            if waits && after.state.is_closed() && after.state != State::Held {
                prop_assert!(actor.is_some());
                prop_assert!(
                    relation.is_asker || relation.is_owner
                        || (after.state == State::Duplicate && relation.is_mentor)
                );
            }
            question = after;
        }
    }
}
