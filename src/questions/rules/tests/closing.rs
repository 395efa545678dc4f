//! The end after long silence: one warning, then the close, and never while an answer is owed.

use proptest::prelude::*;

use super::*;

#[test]
fn a_warning_comes_so_early_that_the_close_is_not_put_off() {
    assert_eq!(WARN_AFTER + WARNED_BEFORE, AUTO_RESOLVE_AFTER);
    let mut answered = question(State::Answered);
    assert_eq!(closes_at(&answered), None);
    assert!(!must_be_warned(
        &answered,
        start() + WARN_AFTER - TimeDelta::seconds(1)
    ));
    assert!(must_be_warned(&answered, start() + WARN_AFTER));
    answered = warned(&answered, start() + WARN_AFTER);
    assert_eq!(closes_at(&answered), Some(start() + AUTO_RESOLVE_AFTER));
    assert!(!must_be_warned(&answered, start() + AUTO_RESOLVE_AFTER));
    // Whoever was away for a month still has two days.
    let late = start() + TimeDelta::days(30);
    let late = warned(&question(State::Answered), late);
    assert_eq!(closes_at(&late), Some(start() + TimeDelta::days(32)));
}

#[test]
fn a_word_takes_a_warning_back_and_an_old_one_does_not() {
    let answered = warned(&question(State::Answered), start() + WARN_AFTER);
    assert_eq!(stirred(&answered, start()), None);
    let at = start() + TimeDelta::days(6);
    let again = stirred(&answered, at).unwrap();
    assert_eq!((again.warned_at, again.last_activity_at), (None, at));
    assert_eq!(again.version, answered.version + 1);
    assert_eq!(stirred(&question(State::Answered), at), None);
}

#[test]
fn only_the_asker_says_what_a_resolved_question_was_worth() {
    for state in STATES {
        let question = question(state);
        let refused = may_say(&question, false).unwrap_err();
        assert_eq!(refused.key(), "question-refused-not-yours-to-rate");
        assert_eq!(
            may_say(&question, true).is_ok(),
            state == State::Resolved,
            "{state:?}"
        );
    }
}

proptest! {
    /// Whatever people do and whenever the clock is looked at: what is closed by itself had an answer,
    /// nobody spoke for a week, and its asker knew for two days.
    #[test]
    fn nothing_is_closed_by_itself_while_an_answer_is_owed(
        steps in prop::collection::vec((0..EVENTS.len() + 6, 0..5_usize, 0..90_i64), 1..80),
    ) {
        let mut now = start();
        let mut question = question(State::Open);
        let (mut spoke, mut told) = (now, None);
        for (step, who, hours) in steps {
            now += TimeDelta::hours(hours);
            let event = EVENTS.get(step).copied();
            let Some(event) = event.filter(|event| *event != Event::AutoResolve) else {
                // Somebody writes in the thread, or the clock is looked at.
                if step % 2 == 0 {
                    if let Some(after) = stirred(&question, now) {
                        question = after;
                    }
                    question.last_activity_at = now;
                    (spoke, told) = (now, None);
                    continue;
                }
                if must_be_warned(&question, now) {
                    prop_assert_eq!(told, None);
                    question = warned(&question, now);
                    told = Some(now);
                }
                if let Ok(to) = decide(&question, Event::AutoResolve, STRANGER, now) {
                    prop_assert_eq!(question.state, State::Answered);
                    prop_assert!(spoke + AUTO_RESOLVE_AFTER <= now);
                    prop_assert!(told.is_some_and(|told| told + WARNED_BEFORE <= now));
                    prop_assert!(closes_at(&question) <= Some(now));
                    question = moved(&question, Event::AutoResolve, to, None, now);
                    (spoke, told) = (now, None);
                }
                continue;
            };
            let person = PersonId(i64::try_from(who).unwrap() + 1);
            let relation = Relation {
                is_asker: person == question.asker_id,
                is_claimer: Some(person) == question.claimer_id,
                is_mentor: (2..=4).contains(&person.0),
                is_owner: person.0 == 4,
            };
            let Ok(to) = decide(&question, event, relation, now) else { continue };
            // What would end the walk early is left to the other walk.
            if matches!(to, State::Erased) {
                continue;
            }
            question = moved(&question, event, to, Some((person, UserId(person.0))), now);
            (spoke, told) = (now, None);
        }
    }
}
