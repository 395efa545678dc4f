//! One date in every local week, also when the rule of a slot changes.

use chrono::{DateTime, Days, NaiveDate, Utc, Weekday};

use crate::lectures::lecture::Rule;

/// Where a date goes by a rule that is not the one it was worked out by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::lectures) struct Moved {
    /// The date that it was.
    pub(in crate::lectures) from: NaiveDate,
    /// The date that it is now.
    pub(in crate::lectures) to: NaiveDate,
    /// Its instant now.
    pub(in crate::lectures) at: DateTime<Utc>,
    /// That has passed: this week there is none any more.
    pub(in crate::lectures) is_past: bool,
}

/// A date stays in its local week and takes the rule's date in it: so there are never two, and never
/// none.
pub(in crate::lectures) fn moved(date: NaiveDate, rule: &Rule, now: DateTime<Utc>) -> Moved {
    let to = monday(date) + Days::new(rule.weekday as u64 - 1);
    let at = rule.at(to);
    Moved {
        from: date,
        to,
        at,
        is_past: at <= now,
    }
}

/// The rule's dates beyond the last one that is worked out: from the week after it on, whichever rule
/// that one followed. Without one, those that are ahead.
pub(in crate::lectures) fn dates_beyond(
    rule: &Rule,
    last: Option<NaiveDate>,
    now: DateTime<Utc>,
) -> impl Iterator<Item = (NaiveDate, DateTime<Utc>)> {
    let ahead = match last {
        Some(_) => None,
        None => Some(rule.dates_after(now)),
    };
    let beyond = last.map(|date| rule.dates_from(monday(date) + Days::new(7)));
    ahead
        .into_iter()
        .flatten()
        .chain(beyond.into_iter().flatten())
}

/// The day on which its week begins, as ISO 8601 counts weeks.
fn monday(date: NaiveDate) -> NaiveDate {
    date.week(Weekday::Mon).first_day()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::config::Zone;
    use crate::lectures::lecture;
    use chrono::{Datelike as _, NaiveTime, TimeDelta};
    use chrono_tz::Tz;
    use proptest::prelude::*;

    const TOKYO: Tz = chrono_tz::Asia::Tokyo;

    fn rule((zone, weekday, h, m): (Tz, lecture::Weekday, u32, u32)) -> Rule {
        Rule {
            weekday,
            time: NaiveTime::from_hms_opt(h, m, 0).expect("a time"),
            zone: Zone(zone),
        }
    }

    fn utc(text: &str) -> DateTime<Utc> {
        text.parse().expect("an instant")
    }

    fn date(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    #[test]
    fn a_date_stays_in_its_week_and_may_have_passed_there() {
        // Wednesday noon in Tokyo; the date is of that Friday.
        let (now, friday) = (utc("2026-04-01T03:00:00Z"), date("2026-04-03"));
        for (weekday, to, is_past) in [
            (lecture::Weekday::Monday, "2026-03-30", true),
            (lecture::Weekday::Wednesday, "2026-04-01", false),
            (lecture::Weekday::Friday, "2026-04-03", false),
            (lecture::Weekday::Sunday, "2026-04-05", false),
        ] {
            let found = moved(friday, &rule((TOKYO, weekday, 20, 0)), now);
            assert_eq!(
                (found.to, found.is_past),
                (date(to), is_past),
                "{weekday:?}"
            );
            assert_eq!(found.from, friday);
        }
        let at_noon = rule((TOKYO, lecture::Weekday::Wednesday, 12, 0));
        assert!(moved(friday, &at_noon, now).is_past, "the moment itself");
    }

    #[test]
    fn what_comes_next_is_in_the_week_after_the_last_one_whatever_rule_that_followed() {
        let now = utc("2026-04-01T03:00:00Z");
        let friday = rule((TOKYO, lecture::Weekday::Friday, 20, 0));
        let next = |last: Option<&str>| {
            let mut dates = dates_beyond(&friday, last.map(date), now);
            dates.next().expect("a date").0
        };
        // A Tuesday, a Sunday, and over the turn of a year of 53 weeks.
        assert_eq!(next(Some("2026-03-31")), date("2026-04-10"));
        assert_eq!(next(Some("2026-04-05")), date("2026-04-10"));
        assert_eq!(next(Some("2027-01-01")), date("2027-01-08"));
        assert_eq!(next(None), date("2026-04-03"));
    }

    fn rules() -> impl Strategy<Value = (Tz, lecture::Weekday, u32, u32)> {
        let zones = prop_oneof![
            Just(TOKYO),
            Just(chrono_tz::America::New_York),
            Just(chrono_tz::Australia::Lord_Howe),
            Just(chrono_tz::Europe::Istanbul),
            Just(chrono_tz::America::Sao_Paulo),
            Just(chrono_tz::Asia::Tehran),
            Just(chrono_tz::Pacific::Apia),
            Just(chrono_tz::America::Santiago),
        ];
        let weekdays = prop_oneof![
            Just(lecture::Weekday::Monday),
            Just(lecture::Weekday::Wednesday),
            Just(lecture::Weekday::Friday),
            Just(lecture::Weekday::Sunday),
        ];
        (zones, weekdays, 0_u32..24, 0_u32..60)
    }

    proptest! {
        #[test]
        fn a_change_leaves_one_date_in_every_local_week(
            old in rules(), new in rules(), third in rules(),
            began in 1_262_304_000_i64..2_145_916_800, minutes in 0_i64..100_000
        ) {
            let began = DateTime::from_timestamp(began, 0).expect("in range");
            let mut now = began + TimeDelta::minutes(minutes);
            // Ten weeks are worked out; what passed was posted and stays.
            let mut dates: Vec<_> = dates_beyond(&rule(old), None, began).take(10).collect();
            for change in [new, third] {
                let change = rule(change);
                for (date, at) in &mut dates {
                    if *at > now {
                        let moved = moved(*date, &change, now);
                        prop_assert_eq!(moved.at, change.at(moved.to));
                        prop_assert!(change.falls_on(moved.to));
                        (*date, *at) = (moved.to, moved.at);
                    }
                }
                let last = dates.last().map(|(date, _)| *date);
                dates.extend(dates_beyond(&change, last, now).take(3));
                now += TimeDelta::days(10);
            }
            let mut weeks: BTreeMap<_, u32> = BTreeMap::new();
            for (date, _) in &dates {
                let week = date.iso_week();
                *weeks.entry((week.year(), week.week())).or_default() += 1;
            }
            prop_assert!(weeks.values().all(|dates| *dates == 1), "{:?}", weeks);
            // Sixteen dates in sixteen weeks that follow each other.
            let first = dates[0].0.week(Weekday::Mon).first_day();
            let last = dates[15].0.week(Weekday::Mon).first_day();
            prop_assert_eq!(last - first, TimeDelta::weeks(15));
        }
    }
}
