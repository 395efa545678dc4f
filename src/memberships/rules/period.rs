//! How long a plan lasts.

use chrono::{DateTime, Datelike as _, Days, Months, NaiveDate, NaiveTime, Utc};
use chrono_tz::Tz;

use super::length::MOST_DAYS;
use super::{Length, Refusal};
use crate::input;

/// What someone holds of a plan already, so that a further grant adds to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::memberships) enum Held {
    /// Nothing that is still to run.
    Nothing,
    /// Up to here.
    Until(DateTime<Utc>),
    /// Without end.
    Endless,
}

/// What someone holds of a plan, from its periods that were not revoked.
pub(in crate::memberships) fn held(periods: &[Period], now: DateTime<Utc>) -> Held {
    let open = periods
        .iter()
        .filter(|period| period.ends_at.is_none_or(|end| end > now));
    open.fold(Held::Nothing, |held, period| match (held, period.ends_at) {
        (Held::Endless, _) | (_, None) => Held::Endless,
        (Held::Nothing, Some(end)) => Held::Until(end),
        (Held::Until(known), Some(end)) => Held::Until(known.max(end)),
    })
}

/// A new period beside those that someone has or had of the plan: it adds to what is held, and
/// months are those of the calendar on the salon's wall.
pub(in crate::memberships) fn period(
    zone: Tz,
    now: DateTime<Utc>,
    periods: &[Period],
    length: Length,
    grace_days: u32,
) -> Result<Period, Refusal> {
    let starts_at = match held(periods, now) {
        Held::Nothing => now,
        Held::Until(end) => end,
        Held::Endless => return Err(Refusal::HeldWithoutEnd),
    };
    let ends_at = match length {
        Length::Endless => None,
        Length::Months(months) => {
            let (anchor, passed) = anchor(zone, periods, starts_at);
            let end = months_after(zone, anchor, passed + months);
            Some(end.ok_or(Refusal::BadMonths)?)
        }
        Length::Days(days) | Length::Trial(days) => Some(days_after(zone, starts_at, days)?),
        Length::Until(last) => {
            let end = end_of(zone, last)?;
            if end <= starts_at || (end - starts_at).num_days() > MOST_DAYS {
                return Err(Refusal::BadExtension(Some(starts_at)));
            }
            Some(end)
        }
    };
    let access_until = ends_at.map(|end| with_grace(zone, end, grace_days));
    Ok(Period {
        starts_at,
        ends_at,
        access_until: access_until.transpose()?,
        is_trial: matches!(length, Length::Trial(_)),
    })
}

/// Until when there is access, where so many days of grace follow on the end.
pub(in crate::memberships) fn with_grace(
    zone: Tz,
    end: DateTime<Utc>,
    grace_days: u32,
) -> Result<DateTime<Utc>, Refusal> {
    days_after(zone, end, grace_days)
}

/// The first moment after a day.
fn end_of(zone: Tz, day: NaiveDate) -> Result<DateTime<Utc>, Refusal> {
    let next = day.checked_add_days(Days::new(1));
    let next = next.ok_or(Refusal::BadExtension(None))?;
    Ok(input::instant(zone, next.and_time(NaiveTime::MIN)))
}

/// So many calendar days later, at the same time on the salon's wall.
fn days_after(zone: Tz, start: DateTime<Utc>, days: u32) -> Result<DateTime<Utc>, Refusal> {
    // Not even by way of the wall: an hour may come twice there.
    if days == 0 {
        return Ok(start);
    }
    let civil = start.with_timezone(&zone).naive_local();
    let end = civil.checked_add_days(Days::new(u64::from(days)));
    Ok(input::instant(zone, end.ok_or(Refusal::BadDays)?))
}

/// From when a further month is counted, and how many months of that have passed at `end`. From
/// the end of the last period, a month after 31 January and a further one would end on 28 March;
/// so it is the earliest beginning in the unbroken row of periods from which `end` is whole months
/// away.
pub(super) fn anchor(zone: Tz, periods: &[Period], end: DateTime<Utc>) -> (DateTime<Utc>, u32) {
    let mut latest_first = periods.to_vec();
    latest_first.sort_by_key(|period| std::cmp::Reverse(period.starts_at));
    let mut found = (end, 0);
    let mut row_starts = end;
    for period in latest_first {
        let is_unbroken = period.ends_at.is_some_and(|end| end >= row_starts);
        if period.starts_at >= row_starts || !is_unbroken {
            continue;
        }
        row_starts = period.starts_at;
        let months = |at: DateTime<Utc>| {
            let civil = at.with_timezone(&zone);
            civil.year() * 12 + civil.month0().cast_signed()
        };
        let passed = u32::try_from(months(end) - months(row_starts)).unwrap_or(0);
        if months_after(zone, row_starts, passed) == Some(end) {
            found = (row_starts, passed);
        }
    }
    found
}

pub(super) fn months_after(zone: Tz, start: DateTime<Utc>, months: u32) -> Option<DateTime<Utc>> {
    let civil = start.with_timezone(&zone).naive_local();
    let end = civil.checked_add_months(Months::new(months))?;
    Some(input::instant(zone, end))
}

/// One period of an entitlement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::memberships) struct Period {
    /// From this moment on.
    pub(in crate::memberships) starts_at: DateTime<Utc>,
    /// It was paid for up to but without this moment.
    pub(in crate::memberships) ends_at: Option<DateTime<Utc>>,
    /// It gives access up to but without this moment.
    pub(in crate::memberships) access_until: Option<DateTime<Utc>>,
    /// Nothing was paid: the plan is being tried.
    pub(in crate::memberships) is_trial: bool,
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{NaiveDate, TimeDelta, TimeZone as _};
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
    fn months_are_those_of_the_calendar_in_the_salons_zone() {
        let table = [
            (tokyo(2026, 1, 31), 1, tokyo(2026, 2, 28)),
            (tokyo(2028, 1, 31), 1, tokyo(2028, 2, 29)),
            (tokyo(2026, 1, 31), 2, tokyo(2026, 3, 31)),
            (tokyo(2026, 12, 31), 2, tokyo(2027, 2, 28)),
            // Half past midnight of the first in Tokyo is still the last of the month in UTC.
            (tokyo(2026, 3, 1), 1, tokyo(2026, 4, 1)),
        ];
        for (start, months, end) in table {
            let length = Length::Months(months);
            assert_eq!(
                period(TOKYO, start, &[], length, 0),
                Ok(during(start, Some(end)))
            );
        }
    }

    #[test]
    fn a_further_grant_adds_to_what_is_held() {
        let now = tokyo(2026, 4, 10);
        let length = Length::Months(1);
        let march = tokyo(2026, 3, 1);
        let starts = |end| {
            let new = period(TOKYO, now, &[during(march, end)], length, 0);
            new.map(|period| period.starts_at)
        };
        assert_eq!(starts(Some(tokyo(2026, 5, 1))), Ok(tokyo(2026, 5, 1)));
        assert_eq!(starts(Some(tokyo(2026, 4, 1))), Ok(now));
        assert_eq!(starts(None), Err(Refusal::HeldWithoutEnd));
        let endless = period(TOKYO, now, &[], Length::Endless, 0);
        assert_eq!(endless, Ok(during(now, None)));
    }

    #[test]
    fn grace_is_counted_in_days_of_the_calendar() {
        let york = chrono_tz::America::New_York;
        // The clocks go back on the first of November.
        let start = york
            .with_ymd_and_hms(2026, 9, 25, 20, 0, 0)
            .unwrap()
            .to_utc();
        let new = period(york, start, &[], Length::Months(1), 14).expect("a period");
        let end = york
            .with_ymd_and_hms(2026, 10, 25, 20, 0, 0)
            .unwrap()
            .to_utc();
        assert_eq!(new.ends_at, Some(end));
        let grace = new.access_until.expect("an end") - end;
        assert_eq!(grace, TimeDelta::days(14) + TimeDelta::hours(1));
        let endless = period(york, start, &[], Length::Endless, 14).expect("a period");
        assert_eq!(endless.access_until, None);
        // Paid for again in grace, it begins when it is paid.
        let late = end + TimeDelta::days(3);
        let next = period(york, late, &[new], Length::Months(1), 14).expect("a period");
        assert_eq!(next.starts_at, late);
    }

    #[test]
    fn months_are_counted_from_the_beginning_of_the_unbroken_row() {
        let (january, february) = (tokyo(2026, 1, 31), tokyo(2026, 2, 28));
        let first = during(january, Some(february));
        let next = |now, periods: &[Period]| {
            let new = period(TOKYO, now, periods, Length::Months(1), 0);
            new.expect("a period").ends_at
        };
        assert_eq!(next(january, &[first]), Some(tokyo(2026, 3, 31)));
        let second = during(february, Some(tokyo(2026, 3, 31)));
        // The first one is over by now and still counts.
        let march = tokyo(2026, 3, 10);
        assert_eq!(next(march, &[first, second]), Some(tokyo(2026, 4, 30)));
        // After a gap the row begins anew.
        assert_eq!(next(march, &[first]), Some(tokyo(2026, 4, 10)));
        // Ten days before the month: its own beginning is the anchor.
        let days = during(tokyo(2026, 1, 21), Some(january));
        assert_eq!(next(january, &[days, first]), Some(tokyo(2026, 3, 31)));
    }

    #[test]
    fn whoever_pays_loses_no_day_of_a_trial_and_none_after_it() {
        let start = tokyo(2026, 4, 1);
        let trial = period(TOKYO, start, &[], Length::Trial(14), 0).expect("a period");
        assert!(trial.is_trial);
        assert_eq!(trial.access_until, Some(tokyo(2026, 4, 15)));
        let paid = |now| {
            let new = period(TOKYO, now, &[trial], Length::Months(1), 14).expect("a period");
            assert!(!new.is_trial);
            (new.starts_at, new.ends_at)
        };
        let until = tokyo(2026, 5, 15);
        assert_eq!(paid(tokyo(2026, 4, 3)), (tokyo(2026, 4, 15), Some(until)));
        let late = tokyo(2026, 4, 20);
        assert_eq!(paid(late), (late, Some(tokyo(2026, 5, 20))));
    }

    #[test]
    fn what_is_extended_follows_by_days_or_through_a_day() {
        let now = tokyo(2026, 4, 10);
        let held = [during(tokyo(2026, 4, 1), Some(tokyo(2026, 5, 1)))];
        let day = |month, day| NaiveDate::from_ymd_opt(2026, month, day).unwrap();
        let ends = |length| {
            let new = period(TOKYO, now, &held, length, 0)?;
            assert_eq!(new.starts_at, tokyo(2026, 5, 1));
            Ok(new.ends_at.expect("an end"))
        };
        assert_eq!(ends(Length::Days(10)), Ok(tokyo(2026, 5, 11)));
        let midnight = TOKYO.with_ymd_and_hms(2026, 5, 2, 0, 0, 0).unwrap();
        assert_eq!(ends(Length::Until(day(5, 1))), Ok(midnight.to_utc()));
        // It began half an hour after midnight.
        let bad = Err(Refusal::BadExtension(Some(tokyo(2026, 5, 1))));
        assert_eq!(ends(Length::Until(day(4, 30))), bad);
        let far = NaiveDate::from_ymd_opt(2028, 5, 2).unwrap();
        assert_eq!(ends(Length::Until(far)), bad);
    }

    proptest! {
        #[test]
        fn the_31st_of_january_ends_on_the_last_of_february(year in 1990_i32..2100) {
            let new = period(TOKYO, tokyo(year, 1, 31), &[], Length::Months(1), 0).expect("a period");
            let end = new.ends_at.expect("an end").with_timezone(&TOKYO).date_naive();
            let last = NaiveDate::from_ymd_opt(year, 3, 1).unwrap().pred_opt().unwrap();
            prop_assert_eq!(end, last);
        }

        #[test]
        fn single_months_are_as_long_as_all_of_them_at_once(
            zone in prop::sample::select(vec![TOKYO, chrono_tz::America::New_York]),
            minutes in 0_i64..50_000_000,
            waits in prop::collection::vec(0_i32..100, 1..24),
        ) {
            let start = tokyo(1990, 1, 1) + TimeDelta::minutes(minutes);
            let mut now = start;
            let mut periods = Vec::new();
            for (count, wait) in (1..).zip(&waits) {
                let new = period(zone, now, &periods, Length::Months(1), 0).expect("a period");
                periods.push(new);
                let at_once = period(zone, start, &[], Length::Months(count), 0).expect("a period");
                prop_assert_eq!(new.ends_at, at_once.ends_at);
                // The next month is granted at some time before this one ends.
                let rest = new.ends_at.expect("an end") - now;
                now += rest / 100 * *wait;
            }
        }

        #[test]
        fn a_month_ends_on_the_same_day_or_the_last_one(days in 0_i64..40_000, months in 1_u32..=24) {
            let start = tokyo(1990, 1, 1) + TimeDelta::days(days);
            let new = period(TOKYO, start, &[], Length::Months(months), 0).expect("a period");
            let (from, to) = (start.with_timezone(&TOKYO), new.ends_at.expect("an end").with_timezone(&TOKYO));
            let passed = (to.year() - from.year()) * 12 + to.month().cast_signed() - from.month().cast_signed();
            prop_assert_eq!(passed, months.cast_signed());
            let is_last = (to + TimeDelta::days(1)).day() == 1;
            prop_assert!(to.day() == from.day() || (is_last && to.day() < from.day()));
        }
    }
}
