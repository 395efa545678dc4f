//! Where someone stands with a plan, from all their periods of it.

use chrono::{DateTime, Utc};

use super::Period;

/// Where someone stands with a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Has it, up to then or without end.
    Active(Option<DateTime<Utc>>),
    /// Has it up to then, and wants no more after that.
    Cancelling(DateTime<Utc>),
    /// Tries it, up to then.
    Trial(DateTime<Utc>),
    /// What was paid for is over; they have it until then, because money may be on its way.
    Grace(DateTime<Utc>),
    /// Will have it from then on.
    Upcoming(DateTime<Utc>),
    /// Had it until then.
    Ended(DateTime<Utc>),
    /// Had it until then, when all that was paid for it went back.
    Refunded(DateTime<Utc>),
}

impl Standing {
    /// Whether they have it now.
    pub const fn has_access(self) -> bool {
        match self {
            Self::Active(_) | Self::Cancelling(_) | Self::Trial(_) | Self::Grace(_) => true,
            Self::Upcoming(_) | Self::Ended(_) | Self::Refunded(_) => false,
        }
    }

    /// Whether they have it no more, and will not.
    pub const fn is_over(self) -> bool {
        match self {
            Self::Ended(_) | Self::Refunded(_) => true,
            Self::Active(_)
            | Self::Cancelling(_)
            | Self::Trial(_)
            | Self::Grace(_)
            | Self::Upcoming(_) => false,
        }
    }
}

/// A period, and what was said of it since.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::memberships) struct Spell {
    pub(in crate::memberships) period: Period,
    /// Its holder wants no more after it.
    pub(in crate::memberships) is_cancelled: bool,
    /// It was ended because all that was paid for it went back.
    pub(in crate::memberships) is_refunded: bool,
}

/// Where someone stands; periods that touch count as one.
pub(in crate::memberships) fn standing(spells: &[Spell], now: DateTime<Utc>) -> Option<Standing> {
    let mut sorted: Vec<Period> = spells.iter().map(|spell| spell.period).collect();
    sorted.sort_by_key(|period| period.starts_at);
    let mut until: Option<DateTime<Utc>> = None;
    let mut is_trial = true;
    for period in &sorted {
        if period.ends_at.is_some_and(|end| end <= now) {
            continue;
        }
        if period.starts_at > until.unwrap_or(now) {
            break;
        }
        let Some(end) = period.ends_at else {
            return Some(Standing::Active(None));
        };
        until = until.max(Some(end));
        is_trial &= period.is_trial;
    }
    if let Some(until) = until {
        let is_last = |spell: &&Spell| spell.period.ends_at == Some(until);
        let mut last = spells.iter().filter(is_last);
        return Some(if is_trial {
            Standing::Trial(until)
        } else if last.all(|spell| spell.is_cancelled) {
            Standing::Cancelling(until)
        } else {
            Standing::Active(Some(until))
        });
    }
    let last = sorted.iter().filter_map(|period| period.access_until).max();
    let started = sorted.iter().filter(|period| period.starts_at <= now);
    let grace = started.filter_map(|period| period.access_until).max();
    if let Some(grace) = grace.filter(|grace| *grace > now) {
        return Some(Standing::Grace(grace));
    }
    if let Some(next) = sorted.iter().find(|period| period.starts_at > now) {
        return Some(Standing::Upcoming(next.starts_at));
    }
    let last = last?;
    let is_last = |spell: &&Spell| spell.period.access_until == Some(last);
    let mut ended = spells.iter().filter(is_last);
    Some(if ended.any(|spell| spell.is_refunded) {
        Standing::Refunded(last)
    } else {
        Standing::Ended(last)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeDelta;
    use proptest::prelude::*;

    fn day(day: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_800_000_000, 0).unwrap() + TimeDelta::days(day)
    }

    fn with_grace(from: i64, to: Option<i64>, grace: i64) -> Spell {
        let period = Period {
            starts_at: day(from),
            ends_at: to.map(day),
            access_until: to.map(|to| day(to + grace)),
            is_trial: false,
        };
        Spell {
            period,
            is_cancelled: false,
            is_refunded: false,
        }
    }

    fn trial(from: i64, to: i64) -> Spell {
        let spell = period(from, Some(to));
        let period = Period {
            is_trial: true,
            ..spell.period
        };
        Spell { period, ..spell }
    }

    fn period(from: i64, to: Option<i64>) -> Spell {
        with_grace(from, to, 0)
    }

    #[test]
    fn what_was_said_of_the_last_period_counts() {
        let cancelled = |from, to| Spell {
            is_cancelled: true,
            ..period(from, Some(to))
        };
        let refunded = |from, to| Spell {
            is_refunded: true,
            ..period(from, Some(to))
        };
        let until = |to| Standing::Active(Some(day(to)));
        let table = [
            (vec![cancelled(1, 20)], Standing::Cancelling(day(20))),
            // Both months, or only the first: they went on.
            (
                vec![cancelled(1, 15), cancelled(15, 20)],
                Standing::Cancelling(day(20)),
            ),
            (vec![cancelled(1, 15), period(15, Some(20))], until(20)),
            (vec![cancelled(1, 20), period(2, Some(20))], until(20)),
            (
                vec![cancelled(1, 20), period(2, None)],
                Standing::Active(None),
            ),
            (vec![cancelled(1, 9)], Standing::Ended(day(9))),
            (vec![refunded(1, 9)], Standing::Refunded(day(9))),
            (
                vec![refunded(1, 5), period(1, Some(9))],
                Standing::Ended(day(9)),
            ),
            (
                vec![period(1, Some(5)), refunded(5, 9)],
                Standing::Refunded(day(9)),
            ),
            (vec![refunded(1, 5), period(6, Some(20))], until(20)),
        ];
        for (spells, expected) in table {
            assert_eq!(standing(&spells, day(10)), Some(expected), "{spells:?}");
        }
    }

    #[test]
    fn periods_that_touch_count_as_one() {
        let table = [
            (vec![], None),
            (vec![period(1, Some(10))], Some(Standing::Ended(day(10)))),
            (
                vec![period(1, Some(11))],
                Some(Standing::Active(Some(day(11)))),
            ),
            (
                vec![period(15, Some(20)), period(1, Some(15))],
                Some(Standing::Active(Some(day(20)))),
            ),
            (
                vec![period(1, Some(15)), period(16, Some(20))],
                Some(Standing::Active(Some(day(15)))),
            ),
            (
                vec![period(1, Some(12)), period(5, None)],
                Some(Standing::Active(None)),
            ),
            (
                vec![period(1, Some(5)), period(12, Some(20))],
                Some(Standing::Upcoming(day(12))),
            ),
        ];
        for (periods, expected) in table {
            assert_eq!(standing(&periods, day(10)), expected, "{periods:?}");
        }
    }

    #[test]
    fn grace_follows_what_was_paid_for_and_another_period_goes_before_it() {
        let lapsed = with_grace(1, Some(9), 14);
        let table = [
            (vec![lapsed], Standing::Grace(day(23))),
            (vec![with_grace(1, Some(10), 14)], Standing::Grace(day(24))),
            (vec![with_grace(1, Some(8), 2)], Standing::Ended(day(10))),
            (
                vec![lapsed, period(10, Some(40))],
                Standing::Active(Some(day(40))),
            ),
            (vec![lapsed, period(12, Some(40))], Standing::Grace(day(23))),
            (
                vec![with_grace(1, Some(11), 14)],
                Standing::Active(Some(day(11))),
            ),
        ];
        for (periods, expected) in table {
            assert_eq!(standing(&periods, day(10)), Some(expected), "{periods:?}");
        }
    }

    #[test]
    fn a_trial_is_one_as_long_as_nothing_is_paid() {
        let table = [
            (vec![trial(1, 15)], Standing::Trial(day(15))),
            (
                vec![trial(1, 15), period(15, Some(45))],
                Standing::Active(Some(day(45))),
            ),
            (
                vec![trial(1, 15), period(20, Some(45))],
                Standing::Trial(day(15)),
            ),
            (vec![trial(1, 9)], Standing::Ended(day(9))),
            (vec![trial(1, 9), period(9, None)], Standing::Active(None)),
        ];
        for (periods, expected) in table {
            assert_eq!(standing(&periods, day(10)), Some(expected), "{periods:?}");
        }
    }

    proptest! {
        #[test]
        fn access_is_the_union_of_all_periods(
            spans in prop::collection::vec((0_i64..60, prop::option::of(1_i64..30), 0_i64..20), 0..8),
            now in 0_i64..120,
        ) {
            let periods: Vec<_> = spans
                .into_iter()
                .map(|(from, length, grace)| with_grace(from, length.map(|days| from + days), grace))
                .collect();
            let now = day(now);
            let is_live = |spell: &Spell| {
                let Period { starts_at, access_until, .. } = spell.period;
                starts_at <= now && access_until.is_none_or(|end| end > now)
            };
            let stands = standing(&periods, now);
            prop_assert_eq!(stands.is_some_and(Standing::has_access), periods.iter().any(is_live));
        }
    }
}
