//! From the civil rule of a slot to instants.

use chrono::{DateTime, Datelike as _, Days, NaiveDate, Utc};

use crate::ids::LectureId;
use crate::input;
use crate::lectures::lecture::{Entry, Rule, Weekday};

/// Ten years of weeks: further ahead nobody pins.
const FORECAST_WEEKS: usize = 520;

impl Weekday {
    fn days_until_from(self, date: NaiveDate) -> u64 {
        let from = i64::from(date.weekday().number_from_monday());
        (self as i64 - from).rem_euclid(7).cast_unsigned()
    }
}

impl Rule {
    /// The instant of one of its dates. In a gap of daylight saving the offset before it holds,
    /// in an overlap the first instance is meant.
    pub fn at(&self, date: NaiveDate) -> DateTime<Utc> {
        input::instant(self.zone.0, date.and_time(self.time))
    }

    /// Whether it falls on this date.
    pub fn falls_on(&self, date: NaiveDate) -> bool {
        self.weekday.days_until_from(date) == 0
    }

    /// Its dates from `first` on, each with its instant: one a week, without end.
    pub fn dates_from(&self, first: NaiveDate) -> impl Iterator<Item = (NaiveDate, DateTime<Utc>)> {
        let start = first.checked_add_days(Days::new(self.weekday.days_until_from(first)));
        std::iter::successors(start, |date| date.checked_add_days(Days::new(7)))
            .map(|date| (date, self.at(date)))
    }

    /// Its dates whose instant is after `now`.
    pub fn dates_after(
        &self,
        now: DateTime<Utc>,
    ) -> impl Iterator<Item = (NaiveDate, DateTime<Utc>)> {
        // A gap at midnight can carry an instant into the next day, so yesterday's date counts.
        let today = now.with_timezone(&self.zone.0).date_naive();
        self.dates_from(today - Days::new(1))
            .skip_while(move |(_, at)| *at <= now)
    }
}

/// What comes on a date: what is pinned to it, else the first in turn that no other date has taken.
pub(in crate::lectures) fn head(
    waiting: &[(LectureId, Option<NaiveDate>)],
    date: NaiveDate,
    taken: &[LectureId],
) -> Option<LectureId> {
    let free = || waiting.iter().filter(|(id, _)| !taken.contains(id));
    let pinned = free().find(|(_, on)| *on == Some(date));
    let found = pinned.or_else(|| free().find(|(_, on)| on.is_none()));
    found.map(|(id, _)| *id)
}

/// Which of the queued lectures comes on which date: what is bound to it, what is pinned to it, and the
/// rest in turn.
pub(in crate::lectures) fn forecast<'a>(
    dates: impl Iterator<Item = (NaiveDate, DateTime<Utc>)>,
    entries: &'a [Entry],
    bound: &[(NaiveDate, LectureId)],
) -> Vec<(DateTime<Utc>, &'a Entry)> {
    let is_bound = |entry: &Entry| bound.iter().any(|(_, id)| *id == entry.lecture_id);
    let mut in_turn = entries
        .iter()
        .filter(|entry| entry.pinned_on.is_none() && !is_bound(entry));
    let mut plan = Vec::with_capacity(entries.len());
    for (date, at) in dates.take(FORECAST_WEEKS) {
        if plan.len() == entries.len() {
            break;
        }
        let chosen = bound.iter().find(|(on, _)| *on == date);
        let known = entries.iter().find(|entry| match chosen {
            Some((_, lecture)) => entry.lecture_id == *lecture,
            None => entry.pinned_on == Some(date),
        });
        if let Some(entry) = known.or_else(|| in_turn.next()) {
            plan.push((at, entry));
        }
    }
    plan
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Zone;
    use chrono::{NaiveTime, TimeDelta};
    use chrono_tz::Tz;
    use proptest::prelude::*;

    const FRIDAY: Weekday = Weekday::Friday;

    fn rule(zone: Tz, weekday: Weekday, h: u32, m: u32) -> Rule {
        Rule {
            weekday,
            time: NaiveTime::from_hms_opt(h, m, 0).unwrap(),
            zone: Zone(zone),
        }
    }

    fn utc(text: &str) -> DateTime<Utc> {
        text.parse().expect("an instant")
    }

    fn instants(rule: &Rule, now: &str, n: usize) -> Vec<String> {
        let dates = rule.dates_after(utc(now)).take(n);
        dates
            .map(|(_, at)| at.format("%m-%d %H:%M").to_string())
            .collect()
    }

    #[test]
    fn eight_in_the_evening_stays_eight_when_daylight_saving_comes_and_goes() {
        let new_york = rule(chrono_tz::America::New_York, FRIDAY, 20, 0);
        let spring = instants(&new_york, "2026-03-05T00:00:00Z", 2);
        assert_eq!(spring, ["03-07 01:00", "03-14 00:00"]);
        let autumn = instants(&new_york, "2026-10-29T00:00:00Z", 2);
        assert_eq!(autumn, ["10-31 00:00", "11-07 01:00"]);
    }

    #[test]
    fn in_a_gap_the_offset_before_it_holds_and_in_an_overlap_the_first_instance() {
        let new_york = rule(chrono_tz::America::New_York, Weekday::Sunday, 2, 30);
        assert_eq!(
            instants(&new_york, "2026-03-02T00:00:00Z", 2),
            ["03-08 07:30", "03-15 06:30"]
        );
        let overlap = rule(chrono_tz::America::New_York, Weekday::Sunday, 1, 30);
        assert_eq!(
            instants(&overlap, "2026-10-26T00:00:00Z", 2),
            ["11-01 05:30", "11-08 06:30"]
        );
    }

    /// Worked out by another library, Python's zoneinfo: zone, civil time, date, instant.
    const ZONES: &str = "
        Asia/Tokyo 20:00 2026-03-27 2026-03-27T11:00Z
        Asia/Tokyo 20:00 2026-11-06 2026-11-06T11:00Z
        America/New_York 20:00 2026-03-06 2026-03-07T01:00Z
        America/New_York 20:00 2026-03-13 2026-03-14T00:00Z
        America/New_York 20:00 2026-10-30 2026-10-31T00:00Z
        America/New_York 20:00 2026-11-06 2026-11-07T01:00Z
        Australia/Lord_Howe 20:00 2026-04-03 2026-04-03T09:00Z
        Australia/Lord_Howe 20:00 2026-04-10 2026-04-10T09:30Z
        Australia/Lord_Howe 20:00 2026-10-02 2026-10-02T09:30Z
        Australia/Lord_Howe 20:00 2026-10-09 2026-10-09T09:00Z
        # A gap and an overlap of half an hour.
        Australia/Lord_Howe 02:15 2026-10-04 2026-10-03T15:45Z
        Australia/Lord_Howe 02:15 2026-10-11 2026-10-10T15:15Z
        Australia/Lord_Howe 01:45 2026-04-05 2026-04-04T14:45Z
        Australia/Lord_Howe 01:45 2026-04-12 2026-04-11T15:15Z
        # Gave up winter time in 2016.
        Europe/Istanbul 20:00 2015-10-23 2015-10-23T17:00Z
        Europe/Istanbul 20:00 2015-11-13 2015-11-13T18:00Z
        Europe/Istanbul 20:00 2016-10-28 2016-10-28T17:00Z
        Europe/Istanbul 20:00 2016-11-04 2016-11-04T17:00Z
        # Gave up summer time in 2019; before that it began at midnight.
        America/Sao_Paulo 20:00 2018-11-02 2018-11-02T23:00Z
        America/Sao_Paulo 20:00 2018-11-09 2018-11-09T22:00Z
        America/Sao_Paulo 20:00 2019-02-15 2019-02-15T22:00Z
        America/Sao_Paulo 20:00 2019-02-22 2019-02-22T23:00Z
        America/Sao_Paulo 20:00 2019-11-08 2019-11-08T23:00Z
        America/Sao_Paulo 00:00 2018-11-04 2018-11-04T03:00Z
        # Gave up summer time in 2022.
        Asia/Tehran 20:00 2022-03-18 2022-03-18T16:30Z
        Asia/Tehran 20:00 2022-03-25 2022-03-25T15:30Z
        Asia/Tehran 20:00 2022-09-16 2022-09-16T15:30Z
        Asia/Tehran 20:00 2022-09-23 2022-09-23T16:30Z
        Asia/Tehran 20:00 2023-03-24 2023-03-24T16:30Z
        # The 30th of December 2011 never was.
        Pacific/Apia 20:00 2011-12-23 2011-12-24T06:00Z
        Pacific/Apia 20:00 2011-12-30 2011-12-31T06:00Z
        Pacific/Apia 20:00 2012-01-06 2012-01-06T06:00Z";

    #[test]
    fn the_hour_stays_in_every_zone_and_direction() {
        let rows = ZONES.lines().map(str::trim);
        for row in rows.filter(|row| !row.is_empty() && !row.starts_with('#')) {
            let [zone, time, date, at] = row.split(' ').collect::<Vec<_>>()[..] else {
                panic!("{row}");
            };
            let rule = Rule {
                weekday: FRIDAY,
                time: NaiveTime::parse_from_str(time, "%H:%M").expect("a time"),
                zone: Zone(zone.parse().expect("a zone")),
            };
            let found = rule.at(date.parse().expect("a date"));
            assert_eq!(found.format("%FT%RZ").to_string(), at, "{row}");
        }
    }

    #[test]
    fn the_moment_itself_is_no_longer_ahead() {
        let tokyo = rule(chrono_tz::Asia::Tokyo, FRIDAY, 20, 0);
        assert_eq!(instants(&tokyo, "2026-11-27T10:59:59Z", 1), ["11-27 11:00"]);
        assert_eq!(instants(&tokyo, "2026-11-27T11:00:00Z", 1), ["12-04 11:00"]);
    }

    fn entry(id: i64, pinned_on: Option<NaiveDate>) -> Entry {
        Entry {
            id: crate::ids::QueueEntryId(id),
            slot_id: crate::ids::SlotId(1),
            pinned_on,
            lecture_id: crate::ids::LectureId(id),
            series: "s".into(),
            number: id,
            title: "t".into(),
            track: None,
            is_approved: false,
        }
    }

    #[test]
    fn what_is_pinned_comes_on_its_date_and_the_rest_in_turn() {
        let tokyo = rule(chrono_tz::Asia::Tokyo, FRIDAY, 20, 0);
        let dates: Vec<_> = tokyo
            .dates_after(utc("2026-11-23T00:00:00Z"))
            .take(9)
            .collect();
        let entries = [entry(1, None), entry(2, Some(dates[1].0)), entry(3, None)];
        let plan = forecast(dates.iter().copied(), &entries, &[]);
        let order: Vec<_> = plan.iter().map(|(at, entry)| (*at, entry.number)).collect();
        assert_eq!(order, [(dates[0].1, 1), (dates[1].1, 2), (dates[2].1, 3)]);
        let bound = [(dates[0].0, crate::ids::LectureId(3))];
        let plan = forecast(dates.iter().copied(), &entries, &bound);
        let order: Vec<_> = plan.iter().map(|(_, entry)| entry.number).collect();
        assert_eq!(order, [3, 2, 1], "what is bound comes first");
    }

    #[test]
    fn the_head_is_what_is_pinned_else_the_first_that_no_other_date_has() {
        let id = crate::ids::LectureId;
        let day = |text: &str| text.parse::<NaiveDate>().expect("a date");
        let (friday, next) = (day("2026-11-27"), day("2026-12-04"));
        let waiting = [(id(1), None), (id(2), Some(friday)), (id(3), None)];
        for (date, taken, expected) in [
            (friday, &[][..], Some(2)),
            (friday, &[2], Some(1)),
            (next, &[], Some(1)),
            (next, &[1], Some(3)),
            (next, &[3, 1], None),
        ] {
            let taken: Vec<_> = taken.iter().copied().map(id).collect();
            assert_eq!(head(&waiting, date, &taken), expected.map(id), "{taken:?}");
        }
    }

    #[test]
    fn a_pin_in_the_past_ends_the_forecast_all_the_same() {
        let tokyo = rule(chrono_tz::Asia::Tokyo, FRIDAY, 20, 0);
        let entries = [entry(1, NaiveDate::from_ymd_opt(2020, 1, 3))];
        let plan = forecast(
            tokyo.dates_after(utc("2026-11-23T00:00:00Z")),
            &entries,
            &[],
        );
        assert!(plan.is_empty());
    }

    fn zones() -> impl Strategy<Value = Tz> {
        prop_oneof![
            Just(chrono_tz::Asia::Tokyo),
            Just(chrono_tz::America::New_York),
            Just(chrono_tz::Australia::Lord_Howe),
        ]
    }

    fn weekdays() -> impl Strategy<Value = Weekday> {
        prop_oneof![
            Just(Weekday::Monday),
            Just(Weekday::Friday),
            Just(Weekday::Saturday),
            Just(Weekday::Sunday),
        ]
    }

    /// 2020 to 2037.
    fn moments() -> impl Strategy<Value = DateTime<Utc>> {
        (1_577_836_800_i64..2_145_916_800)
            .prop_map(|seconds| DateTime::from_timestamp(seconds, 0).expect("in range"))
    }

    proptest! {
        #[test]
        fn every_local_week_has_one_date_never_two_and_never_none(
            zone in zones(), weekday in weekdays(), h in 0_u32..24, m in 0_u32..60, now in moments()
        ) {
            let rule = rule(zone, weekday, h, m);
            let found: Vec<_> = rule.dates_after(now).take(60).collect();
            prop_assert!(found[0].1 > now && found[0].1 - now <= TimeDelta::hours(7 * 24 + 1));
            for pair in found.windows(2) {
                prop_assert_eq!(pair[1].0 - pair[0].0, TimeDelta::days(7));
                prop_assert!(pair[1].1 > pair[0].1);
            }
            for (date, at) in found {
                let local = at.with_timezone(&zone).naive_local();
                prop_assert!(rule.falls_on(date));
                // As written, or moved later by a gap of at most an hour.
                let moved = local - date.and_time(rule.time);
                prop_assert!(moved >= TimeDelta::zero() && moved <= TimeDelta::hours(1));
            }
        }
    }
}
