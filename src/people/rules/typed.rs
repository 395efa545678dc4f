//! What people type of themselves, read or refused. Pure.

use chrono::{DateTime, NaiveTime, TimeDelta, Utc};
use chrono_tz::Tz;
use unicode_normalization::UnicodeNormalization as _;

use super::academic_year;
use crate::config::Quiet;
use crate::error::Result;
use crate::input;
use crate::people::refusal::Refusal;

/// Years as a doctor that somebody can have.
pub(in crate::people) const YEARS: std::ops::RangeInclusive<i64> = 1..=60;
/// Questions that a mentor can take at once.
pub(in crate::people) const LOADS: std::ops::RangeInclusive<i64> = 1..=20;
/// Further ahead nobody is absent.
const LONGEST_ABSENCE: TimeDelta = TimeDelta::days(3_660);

/// The academic year in which somebody's first year began who is in their `year`th now.
pub(in crate::people) fn first_year(
    year: i64,
    now: DateTime<Utc>,
    zone: Tz,
) -> Result<i64, Refusal> {
    if YEARS.contains(&year) {
        Ok(academic_year(now, zone) - year + 1)
    } else {
        Err(Refusal::NoSuchYear(year))
    }
}

/// Hours in which somebody is not written to unasked: 22:00-07:00, also 22-7 and as a Japanese
/// keyboard writes it.
pub(in crate::people) fn quiet(typed: &str) -> Result<Quiet, Refusal> {
    let plain: String = typed.nfkc().filter(|c| !c.is_whitespace()).collect();
    let plain = plain.replace(['~', '〜', '～', '–', '—', '−', 'ー'], "-");
    let whole = |time: &str| {
        if time.contains(':') {
            time.to_owned()
        } else {
            format!("{time}:00")
        }
    };
    let times = plain.split_once('-');
    let times = times.map(|(from, to)| format!("{}-{}", whole(from), whole(to)));
    let quiet = times.and_then(|times| Quiet::try_from(times).ok());
    quiet.ok_or_else(|| Refusal::NoSuchHours(typed.to_owned()))
}

/// Until when somebody is absent whose last day away was typed: until midnight after it.
pub(in crate::people) fn away_until(
    typed: &str,
    now: DateTime<Utc>,
    zone: Tz,
) -> Result<DateTime<Utc>> {
    let last = input::date(typed)?;
    let day_after = last.succ_opt().unwrap_or(last);
    let until = input::instant(zone, day_after.and_time(NaiveTime::MIN));
    if until <= now || until > now + LONGEST_ABSENCE {
        return Err(Refusal::NotAhead(typed.to_owned()).into());
    }
    Ok(until)
}

/// Whether somebody typed that there is nothing.
pub(in crate::people) fn is_nothing(typed: &str) -> bool {
    const WORDS: [&str; 6] = ["なし", "ナシ", "無し", "none", "off", "オフ"];
    let typed = input::folded(typed);
    WORDS.contains(&typed.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeZone as _;
    use chrono_tz::Asia::Tokyo;
    use proptest::prelude::*;

    fn tokyo(year: i32, month: u32, day: u32, hour: u32, minute: u32) -> DateTime<Utc> {
        let at = Tokyo.with_ymd_and_hms(year, month, day, hour, minute, 0);
        at.unwrap().to_utc()
    }

    #[test]
    fn hours_are_read_as_people_write_them() {
        for typed in [
            "22:00-07:00",
            "22-7",
            " 22:00 - 7:00 ",
            "２２：００〜７：００",
            "22:00～07:00",
        ] {
            let read = quiet(typed).unwrap_or_else(|_| panic!("{typed}"));
            assert_eq!(String::from(read), "22:00-07:00", "{typed}");
        }
        for typed in ["", "夜", "22", "22:00", "25-7", "7-7", "22-7-8", "-", ":-:"] {
            assert!(quiet(typed).is_err(), "{typed}");
        }
    }

    #[test]
    fn the_first_year_is_that_of_whoever_says_one() {
        for (now, year, first) in [
            (tokyo(2026, 3, 31, 23, 59), 1, 2025),
            (tokyo(2026, 4, 1, 0, 0), 1, 2026),
            (tokyo(2026, 4, 1, 0, 0), 60, 1967),
        ] {
            assert_eq!(first_year(year, now, Tokyo), Ok(first), "{now}");
            assert_eq!(super::super::year(first, now, Tokyo), year);
        }
        for year in [i64::MIN, -1, 0, 61, i64::MAX] {
            let refused = first_year(year, tokyo(2026, 4, 1, 0, 0), Tokyo);
            assert_eq!(refused, Err(Refusal::NoSuchYear(year)));
        }
    }

    #[test]
    fn an_absence_lasts_through_its_last_day() {
        let now = tokyo(2026, 4, 1, 9, 0);
        let until = away_until("2026-04-03", now, Tokyo).expect("a day");
        assert_eq!(until, tokyo(2026, 4, 4, 0, 0));
        assert!(away_until("2026-04-01", now, Tokyo).is_ok());
        for typed in ["2026-03-31", "2037-01-01", "2026-02-30", "明日"] {
            assert!(away_until(typed, now, Tokyo).is_err(), "{typed}");
        }
    }

    #[test]
    fn nothing_is_said_in_either_language() {
        for typed in ["なし", " ナシ ", "None", "ＯＦＦ", "オフ"] {
            assert!(is_nothing(typed), "{typed}");
        }
        for typed in ["", "なし病院", "none of these"] {
            assert!(!is_nothing(typed), "{typed}");
        }
    }

    proptest! {
        #[test]
        fn no_text_breaks_hours_or_days(typed in "\\PC{0,16}") {
            let now = tokyo(2026, 4, 1, 9, 0);
            let _ = quiet(&typed);
            let _ = away_until(&typed, now, Tokyo);
        }
    }
}
