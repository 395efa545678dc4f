//! What a hand did to a question's thread, and whether it is put right.

use crate::ids::QuestionId;
use crate::questions::question::State;

/// Threads that are asked for one by one in a pass. Those that no list has were deleted, so that there
/// are hardly any; should there be many, the others wait for the next pass.
const AT_ONCE: usize = 5;

/// A thread as Discord shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::questions) struct Seen {
    /// Out of the list of active threads.
    pub(in crate::questions) is_archived: bool,
    /// Only moderators can write.
    pub(in crate::questions) is_locked: bool,
    /// The names of its tags; `None` where threads have none.
    pub(in crate::questions) tags: Option<Vec<String>>,
}

/// Those of the questions (in the order of their numbers) whose turn it is: the next after `last`, and
/// the first again after all others.
pub(in crate::questions) fn turn(questions: &[QuestionId], last: QuestionId) -> Vec<QuestionId> {
    let after = questions.iter().filter(|number| **number > last);
    let before = questions.iter().filter(|number| **number <= last);
    after.chain(before).take(AT_ONCE).copied().collect()
}

/// Whether a thread has to be set anew. Somebody waits for an answer: then it is open to both.
/// An answered one may rest. Tags say the state, whatever else somebody added to them; `known` are
/// the tags that the forum has. A name is anybody's.
pub(in crate::questions) fn must_be_set(
    state: State,
    seen: &Seen,
    wanted: &[String],
    (known, of_states): (&[String], &[&String]),
) -> bool {
    if state.is_closed() {
        return false;
    }
    if state.is_owed() && (seen.is_archived || seen.is_locked) {
        return true;
    }
    // To change the tags of an archived thread would bring it back.
    let Some(tags) = seen.tags.as_ref().filter(|_| !seen.is_archived) else {
        return false;
    };
    let is_missing = |tag: &String| known.contains(tag) && !tags.contains(tag);
    let is_wrong = |tag: &String| of_states.contains(&tag) && !wanted.contains(tag);
    wanted.iter().any(is_missing) || tags.iter().any(is_wrong)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everyone_has_a_turn() {
        let numbers: Vec<QuestionId> = (1..=12).map(QuestionId).collect();
        let mut last = QuestionId(0);
        let mut seen = Vec::new();
        for _ in 0..3 {
            let turn = turn(&numbers, last);
            assert_eq!(turn.len(), AT_ONCE);
            last = *turn.last().expect("a turn");
            seen.extend(turn);
        }
        seen.truncate(numbers.len());
        assert_eq!(seen, numbers);
        assert_eq!(last, QuestionId(3));
        assert_eq!(turn(&numbers[..2], last), numbers[..2]);
        assert_eq!(turn(&[], last), []);
    }

    #[test]
    fn what_is_owed_is_open_and_says_its_state() {
        let names = |names: &[&str]| names.iter().map(ToString::to_string).collect::<Vec<_>>();
        let known = names(&["open", "claimed", "heart", "kidney"]);
        let wanted = names(&["open", "heart", "gone"]);
        let states = names(&["open", "claimed"]);
        let must = |state, is_archived, is_locked, tags: Option<&[&str]>| {
            let seen = Seen {
                is_archived,
                is_locked,
                tags: tags.map(names),
            };
            let states: Vec<&String> = states.iter().collect();
            must_be_set(state, &seen, &wanted, (&known, &states))
        };
        let right: Option<&[&str]> = Some(&["open", "heart"]);
        assert!(!must(State::Open, false, false, right));
        assert!(!must(State::Open, false, false, None));
        assert!(!must(
            State::Open,
            false,
            false,
            Some(&["kidney", "open", "heart"])
        ));
        assert!(must(State::Open, false, false, Some(&["open"])));
        assert!(must(
            State::Open,
            false,
            false,
            Some(&["open", "heart", "claimed"])
        ));
        assert!(must(State::Open, true, false, right));
        assert!(must(State::Claimed, false, true, None));
        assert!(!must(State::Answered, true, true, Some(&[])));
        assert!(must(State::Answered, false, false, Some(&[])));
        assert!(!must(State::Resolved, false, true, Some(&[])));
    }
}
