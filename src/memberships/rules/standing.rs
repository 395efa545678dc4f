//! Where someone stands with a plan, from all their periods of it.

use chrono::{DateTime, Utc};

use super::Period;

/// Where someone stands with a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Has it, up to then or without end.
    Active(Option<DateTime<Utc>>),
    /// Tries it, up to then.
    Trial(DateTime<Utc>),
    /// What was paid for is over; they have it until then, because money may be on its way.
    Grace(DateTime<Utc>),
    /// Will have it from then on.
    Upcoming(DateTime<Utc>),
    /// Had it until then.
    Ended(DateTime<Utc>),
}

impl Standing {
    /// Whether they have it now.
    pub const fn has_access(self) -> bool {
        match self {
            Self::Active(_) | Self::Trial(_) | Self::Grace(_) => true,
            Self::Upcoming(_) | Self::Ended(_) => false,
        }
    }
}

/// Where someone stands; periods that touch count as one.
pub(in crate::memberships) fn standing(periods: &[Period], now: DateTime<Utc>) -> Option<Standing> {
    let mut sorted = periods.to_vec();
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
        return Some(if is_trial {
            Standing::Trial(until)
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
    last.map(Standing::Ended)
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeDelta;
    use proptest::prelude::*;

    fn day(day: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_800_000_000, 0).unwrap() + TimeDelta::days(day)
    }

    fn with_grace(from: i64, to: Option<i64>, grace: i64) -> Period {
        Period {
            starts_at: day(from),
            ends_at: to.map(day),
            access_until: to.map(|to| day(to + grace)),
            is_trial: false,
        }
    }

    fn trial(from: i64, to: i64) -> Period {
        Period {
            is_trial: true,
            ..period(from, Some(to))
        }
    }

    fn period(from: i64, to: Option<i64>) -> Period {
        with_grace(from, to, 0)
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
            let is_live = |period: &Period| {
                period.starts_at <= now && period.access_until.is_none_or(|end| end > now)
            };
            let stands = standing(&periods, now);
            prop_assert_eq!(stands.is_some_and(Standing::has_access), periods.iter().any(is_live));
        }
    }
}
