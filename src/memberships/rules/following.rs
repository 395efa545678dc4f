//! Where periods lie that follow on others, once those end otherwise than they said.

use chrono::{DateTime, Datelike as _, Months, TimeDelta, Utc};
use chrono_tz::Tz;

use super::period::{anchor, held, months_after};
use super::{Held, Period};
use crate::input;

/// Where periods lie that follow on others, in their order: each begins when what is held before it
/// ends. One that is `true` has as many calendar months as it had, where it had whole ones; any other is
/// as long on the salon's wall as it was. `sold`: what they have or had beside these, as it was sold,
/// from which months are counted.
pub(in crate::memberships) fn follow(
    zone: Tz,
    now: DateTime<Utc>,
    (before, sold): (&[Period], &[Period]),
    following: &[(Period, bool)],
) -> Vec<Period> {
    let mut row = before.to_vec();
    for (period, by_month) in following {
        let starts_at = match held(&row, now) {
            Held::Nothing => period.starts_at.min(now),
            Held::Until(end) => end,
            Held::Endless => period.starts_at,
        };
        let months = period.ends_at.filter(|_| *by_month);
        let months = months.and_then(|end| months_between(zone, period.starts_at, end));
        let ends_at = months.and_then(|months| {
            let (anchor, passed) = anchor(zone, &[sold, &row].concat(), starts_at);
            months_after(zone, anchor, passed + months)
        });
        row.push(from(zone, *period, starts_at, ends_at));
    }
    row.split_off(before.len())
}

/// A period that begins at another moment, and ends then or is as long as it was. Its grace is.
fn from(
    zone: Tz,
    period: Period,
    starts_at: DateTime<Utc>,
    ends_at: Option<DateTime<Utc>>,
) -> Period {
    if starts_at == period.starts_at {
        return period;
    }
    let civil = |at: DateTime<Utc>| at.with_timezone(&zone).naive_local();
    let later = |at: DateTime<Utc>, by: TimeDelta| {
        let civil = civil(at).checked_add_signed(by);
        civil.map_or(at, |civil| input::instant(zone, civil))
    };
    let by = civil(starts_at) - civil(period.starts_at);
    let ends_at = ends_at.or(period.ends_at.map(|end| later(end, by)));
    let access_until = match (period.ends_at, period.access_until, ends_at) {
        (Some(was), Some(until), Some(end)) if until > was => {
            Some(later(end, civil(until) - civil(was)))
        }
        (Some(_), Some(_), end) => end,
        (_, until, _) => until.map(|until| later(until, by)),
    };
    Period {
        starts_at,
        ends_at,
        access_until,
        ..period
    }
}

/// How many calendar months there are between two moments on the salon's wall, where they are whole
/// ones: also of a row that began on a later day of the month.
fn months_between(zone: Tz, start: DateTime<Utc>, end: DateTime<Utc>) -> Option<u32> {
    let civil = |at: DateTime<Utc>| at.with_timezone(&zone).naive_local();
    let (from, to) = (civil(start), civil(end));
    let months =
        (to.year() - from.year()) * 12 + to.month0().cast_signed() - from.month0().cast_signed();
    let months = u32::try_from(months).ok().filter(|months| *months > 0)?;
    let is_whole = months_after(zone, start, months) == Some(end)
        || to.checked_sub_months(Months::new(months)) == Some(from);
    is_whole.then_some(months)
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeZone as _;
    use proptest::prelude::*;

    const TOKYO: Tz = chrono_tz::Asia::Tokyo;

    fn tokyo(year: i32, month: u32, day: u32) -> DateTime<Utc> {
        TOKYO
            .with_ymd_and_hms(year, month, day, 0, 30, 0)
            .unwrap()
            .to_utc()
    }

    fn during(starts_at: DateTime<Utc>, ends_at: Option<DateTime<Utc>>) -> Period {
        Period {
            starts_at,
            ends_at,
            access_until: ends_at,
            is_trial: false,
        }
    }

    #[test]
    fn what_was_sold_by_the_month_keeps_its_months() {
        let day = |month, day| tokyo(2026, month, day);
        for (start, end, by_month, to, expected) in [
            // 28 days, and 31.
            (day(2, 1), day(3, 1), true, day(1, 1), day(2, 1)),
            (day(2, 1), day(3, 1), false, day(1, 1), day(1, 29)),
            (day(3, 23), day(6, 23), true, day(1, 23), day(4, 23)),
            // The second month of a row that began on the 31st.
            (day(2, 28), day(3, 31), true, day(2, 10), day(3, 10)),
            // No whole months.
            (day(2, 1), day(3, 2), true, day(1, 1), day(1, 30)),
        ] {
            let was = Period {
                access_until: Some(end + TimeDelta::days(14)),
                ..during(start, Some(end))
            };
            let moved = follow(TOKYO, to, (&[], &[]), &[(was, by_month)]);
            let is = Period {
                access_until: Some(expected + TimeDelta::days(14)),
                ..during(to, Some(expected))
            };
            assert_eq!(moved, [is], "{start} {end}");
        }
        // From the beginning of the row on which it follows, as if it were sold now.
        let row = [during(day(1, 31), Some(day(2, 28)))];
        let was = during(day(3, 31), Some(day(4, 30)));
        let moved = follow(TOKYO, day(2, 1), (&row, &[]), &[(was, true)]);
        assert_eq!(moved, [during(day(2, 28), Some(day(3, 31)))]);
        // Also where only the rest of that was given back, on which it follows again.
        let rest = [during(day(2, 11), Some(day(2, 28)))];
        let was = during(day(2, 10), Some(day(3, 10)));
        let moved = follow(TOKYO, day(2, 11), (&rest, &row), &[(was, true)]);
        assert_eq!(moved, [during(day(2, 28), Some(day(3, 31)))]);
    }

    proptest! {
        #[test]
        fn what_follows_leaves_no_gap_and_loses_no_day(
            lengths in prop::collection::vec(1_i64..60, 1..6),
            left in 0_i64..120,
            passed in 0_i64..40,
        ) {
            // Something else ran before them, and now ends on another day.
            let start = tokyo(2026, 1, 1);
            let day = |days| start + TimeDelta::days(days);
            let mut end = 50;
            let following: Vec<(Period, bool)> = lengths.iter().map(|days| {
                end += days;
                (during(day(end - days), Some(day(end))), false)
            }).collect();
            let now = day(passed);
            let before = [during(start, Some(day(left)))];
            let moved = follow(TOKYO, now, (&before, &[]), &following);
            let mut row_ends = now.max(day(left));
            for (moved, days) in moved.iter().zip(lengths) {
                prop_assert_eq!(moved.starts_at, row_ends);
                row_ends += TimeDelta::days(days);
                prop_assert_eq!(moved.ends_at, Some(row_ends));
            }
            let endless = follow(TOKYO, now, (&[during(start, None)], &[]), &following);
            let as_they_were: Vec<Period> = following.iter().map(|(period, _)| *period).collect();
            prop_assert_eq!(endless, as_they_were);
        }
    }
}
