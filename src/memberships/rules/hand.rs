//! What it means that somebody gives or takes a role by hand, and what is made of it.

use std::cmp::Ordering;

use chrono::{DateTime, TimeDelta, Utc};

use crate::text::Text;

/// How often within a day we put right what somebody does by hand; then they win until it is over.
const MOST_FIGHTS: i64 = 3;

/// What a plan makes of it that somebody gives or takes one of its roles by hand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ByHand {
    /// It is put right.
    #[default]
    Restore,
    /// It stays as they want it.
    Respect,
}

impl ByHand {
    /// The policy in the column that holds it.
    pub(in crate::memberships) fn read(name: &str) -> Option<Self> {
        match name {
            "restore" => Some(Self::Restore),
            "respect" => Some(Self::Respect),
            _ => None,
        }
    }

    pub(in crate::memberships) const fn name(self) -> &'static str {
        match self {
            Self::Restore => "restore",
            Self::Respect => "respect",
        }
    }
}

/// What stands though it should not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::memberships) enum Mark {
    /// Somebody took the role, and the plan respects that.
    Withheld,
    /// The role stays though nothing justifies it.
    Kept,
}

impl Mark {
    /// The mark in the column that holds it.
    pub(in crate::memberships) fn read(name: &str) -> Option<Self> {
        match name {
            "withheld" => Some(Self::Withheld),
            "kept" => Some(Self::Kept),
            _ => None,
        }
    }

    pub(in crate::memberships) const fn name(self) -> &'static str {
        match self {
            Self::Withheld => "withheld",
            Self::Kept => "kept",
        }
    }
}

/// What somebody did by hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::memberships) enum Act {
    /// They gave a role to which there is no right.
    Gave,
    /// They took a role to which there is a right.
    Took,
}

impl Act {
    /// The kind of its line in the record.
    pub(in crate::memberships) const fn kind(self) -> &'static str {
        match self {
            Self::Gave => "role.given_by_hand",
            Self::Took => "role.taken_by_hand",
        }
    }
}

/// What is made of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::memberships) enum Answer {
    /// It is put right.
    Restored,
    /// It stays: the plan respects it.
    Respected,
    /// It stays for a day: it was put right too often.
    GivenUp,
}

impl Answer {
    const ALL: [Self; 3] = [Self::Restored, Self::Respected, Self::GivenUp];

    /// Its name in the record.
    pub(in crate::memberships) const fn name(self) -> &'static str {
        match self {
            Self::Restored => "restored",
            Self::Respected => "respected",
            Self::GivenUp => "given-up",
        }
    }

    /// What the owner reads of it, by its name in the record.
    pub(in crate::memberships) fn words(name: &str) -> Option<Text> {
        let answer = Self::ALL.into_iter().find(|answer| answer.name() == name)?;
        Some(match answer {
            Self::Restored => Text::new("membership-hand-restored"),
            Self::Respected => Text::new("membership-hand-respected"),
            Self::GivenUp => Text::new("membership-hand-given-up"),
        })
    }
}

/// How often something was put right lately.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::memberships) struct Fights {
    /// How often; one more than allowed once it was given up.
    pub(in crate::memberships) count: i64,
    /// Since when they are counted.
    pub(in crate::memberships) since: Option<DateTime<Utc>>,
}

impl Fights {
    /// Whether it was put right so often that it is left as it is for the rest of the day.
    pub(in crate::memberships) fn is_given_up(self, now: DateTime<Utc>) -> bool {
        let is_today = |since| now - since < TimeDelta::days(1);
        self.count > MOST_FIGHTS && self.since.is_some_and(is_today)
    }

    /// What is made of what somebody did now, and how often that makes; `None` where it was given up
    /// before and the day is not over.
    pub(in crate::memberships) fn answer(
        self,
        policy: ByHand,
        now: DateTime<Utc>,
    ) -> Option<(Answer, Self)> {
        if policy == ByHand::Respect {
            return Some((Answer::Respected, self));
        }
        let is_today = |since: &DateTime<Utc>| now - *since < TimeDelta::days(1);
        let since = self.since.filter(is_today);
        let count = if since.is_some() { self.count } else { 0 };
        let answer = match count.cmp(&MOST_FIGHTS) {
            Ordering::Less => Answer::Restored,
            Ordering::Equal => Answer::GivenUp,
            Ordering::Greater => return None,
        };
        let fights = Self {
            count: count + 1,
            since: since.or(Some(now)),
        };
        Some((answer, fights))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_times_a_day_it_is_put_right_and_then_not_until_the_day_is_over() {
        let begin = DateTime::UNIX_EPOCH;
        let mut fights = Fights::default();
        let mut at = |minutes: i64| {
            let answer = fights.answer(ByHand::Restore, begin + TimeDelta::minutes(minutes));
            fights = answer.map_or(fights, |(_, fights)| fights);
            answer.map(|(answer, _)| answer)
        };
        assert_eq!(at(0), Some(Answer::Restored));
        assert_eq!(at(1), Some(Answer::Restored));
        assert_eq!(at(1_000), Some(Answer::Restored));
        assert_eq!(at(1_001), Some(Answer::GivenUp));
        assert_eq!(at(1_002), None);
        assert_eq!(at(1_439), None);
        assert_eq!(at(1_440), Some(Answer::Restored));
    }

    #[test]
    fn what_a_plan_respects_is_not_counted() {
        let now = DateTime::UNIX_EPOCH;
        let fights = Fights {
            count: 9,
            since: Some(now),
        };
        let answer = fights.answer(ByHand::Respect, now);
        assert_eq!(answer, Some((Answer::Respected, fights)));
    }

    #[test]
    fn policies_and_answers_are_read_as_they_are_written() {
        for policy in [ByHand::Restore, ByHand::Respect] {
            assert_eq!(ByHand::read(policy.name()), Some(policy));
        }
        assert!(
            Answer::ALL
                .iter()
                .all(|answer| Answer::words(answer.name()).is_some())
        );
    }
}
