//! What a hand did to a question's thread, and whether it is put right.

use crate::questions::question::State;

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
    if state != State::Answered && (seen.is_archived || seen.is_locked) {
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
