//! How many may lose a role that no clock announced before the owner is asked.

use crate::text::Text;

/// So many are never asked about.
const FEW: i64 = 5;
/// Of more than that, one in so many.
const SHARE: i64 = 20;

/// Why a role is taken that no clock announced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::memberships) enum TakenFor {
    /// Their right to it was ended before its time.
    Revoked,
    /// None of their plans gives it any more.
    Plan,
    /// Somebody gave it by hand.
    ByHand,
    /// It was there before us, and only we may give it.
    Exclusive,
    /// Its time was over, and that costs more than a role.
    Over,
}

impl TakenFor {
    const ALL: [Self; 5] = [
        Self::Revoked,
        Self::Plan,
        Self::ByHand,
        Self::Exclusive,
        Self::Over,
    ];

    /// Its name in the record.
    pub(in crate::memberships) const fn name(self) -> &'static str {
        match self {
            Self::Revoked => "revoked",
            Self::Plan => "plan",
            Self::ByHand => "repaired",
            Self::Exclusive => "exclusive",
            Self::Over => "ended",
        }
    }

    /// What the owner reads of it, by its name in the record.
    pub(in crate::memberships) fn words(name: &str) -> Option<Text> {
        let found = Self::ALL.into_iter().find(|one| one.name() == name)?;
        Some(match found {
            Self::Revoked => Text::new("membership-taken-revoked"),
            Self::Plan => Text::new("membership-cause-plan"),
            Self::ByHand => Text::new("membership-taken-by-hand"),
            Self::Exclusive => Text::new("membership-cause-exclusive"),
            Self::Over => Text::new("membership-cause-ended"),
        })
    }
}

/// A removal about which the owner was asked, as long as it is not done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::memberships) enum Removal {
    /// The owner has not decided.
    Stopped,
    /// The owner lets it go.
    LetGo,
}

impl Removal {
    /// What the column that holds it says of it.
    pub(in crate::memberships) fn read(state: &str) -> Option<Self> {
        match state {
            "stopped" => Some(Self::Stopped),
            "let_go" => Some(Self::LetGo),
            _ => None,
        }
    }
}

/// Who has a role or a plan, and who lost it lately.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, sqlx::FromRow)]
pub(in crate::memberships) struct Tally {
    /// So many have it now.
    pub(in crate::memberships) holders: i64,
    /// From so many it was taken within the last 24 hours: announced by no clock, and not let go by
    /// the owner; of a plan, by lists.
    pub(in crate::memberships) removed: i64,
}

impl Tally {
    /// Whether the owner is asked before it is taken from so many more.
    pub(in crate::memberships) fn is_too_many(self, more: i64) -> bool {
        let Self { holders, removed } = self;
        more > 0 && removed + more > FEW.max((holders + removed) / SHARE)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn five_or_one_in_twenty_go_without_a_question() {
        for (holders, removed, more, is_too_many) in [
            (0, 0, 0, false),
            (5, 0, 5, false),
            (6, 0, 6, true),
            (100, 0, 6, true),
            (119, 0, 6, true),
            (120, 0, 6, false),
            (20_000, 0, 1_000, false),
            (20_000, 0, 1_001, true),
            (10, 2, 3, false),
            (10, 2, 4, true),
            (19_500, 500, 500, false),
            (19_500, 500, 501, true),
            (10, 9, 0, false),
        ] {
            let tally = Tally { holders, removed };
            assert_eq!(tally.is_too_many(more), is_too_many, "{tally:?}, {more}");
        }
    }

    #[test]
    fn causes_are_read_as_they_are_written() {
        assert!(
            TakenFor::ALL
                .iter()
                .all(|one| TakenFor::words(one.name()).is_some())
        );
        assert_eq!(TakenFor::words("granted"), None);
    }

    proptest! {
        /// What goes as a whole goes one by one as well, and what stops does not get through.
        #[test]
        fn one_by_one_no_more_go_than_at_once(holders in 0_i64..400, planned in 0_i64..400) {
            let planned = planned.min(holders);
            let mut tally = Tally { holders, removed: 0 };
            let is_stopped = tally.is_too_many(planned);
            while tally.removed < planned && !tally.is_too_many(1) {
                tally.holders -= 1;
                tally.removed += 1;
            }
            prop_assert_eq!(tally.removed < planned, is_stopped);
        }
    }
}
