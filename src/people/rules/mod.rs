//! What follows from what people said of themselves. Pure.

use chrono::{DateTime, Datelike as _, Utc};
use chrono_tz::Tz;

use crate::input;

/// The month in which an academic year begins.
const APRIL: u32 = 4;
/// So many where they said nothing.
pub(super) const LOAD: i64 = 3;

/// The academic year at a moment, named by the calendar year of its April.
fn academic_year(at: DateTime<Utc>, zone: Tz) -> i64 {
    let date = at.with_timezone(&zone).date_naive();
    i64::from(date.year()) - i64::from(date.month() < APRIL)
}

/// Which year somebody is in whose first began in this academic year; it goes up by itself each April.
pub(super) fn year(first_year: i64, now: DateTime<Utc>, zone: Tz) -> i64 {
    (academic_year(now, zone) - first_year + 1).max(1)
}

/// Whether a mentor takes questions now; an absence that has an end is over by itself.
pub(super) fn is_available(
    is_away: bool,
    away_until: Option<DateTime<Utc>>,
    now: DateTime<Utc>,
) -> bool {
    !is_away || away_until.is_some_and(|until| until <= now)
}

/// A hospital's name as it is compared with another: without what people write one way or the other.
pub(super) fn folded(hospital: &str) -> String {
    let folded = input::folded(hospital).replace(['・', '-', '.', ',', '、'], "");
    folded.split_whitespace().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeZone as _;
    use chrono_tz::Asia::Tokyo;

    fn tokyo(year: i32, month: u32, day: u32, hour: u32, minute: u32) -> DateTime<Utc> {
        let at = Tokyo.with_ymd_and_hms(year, month, day, hour, minute, 0);
        at.unwrap().to_utc()
    }

    #[test]
    fn a_year_goes_up_with_the_first_of_april() {
        let said_at = tokyo(2026, 3, 31, 23, 59);
        let first = academic_year(said_at, Tokyo) - 1;
        assert_eq!(first, 2024);
        for (now, expected) in [
            (said_at, 2),
            (tokyo(2026, 4, 1, 0, 0), 3),
            (tokyo(2026, 12, 31, 23, 59), 3),
            (tokyo(2027, 1, 1, 0, 0), 3),
            (tokyo(2027, 3, 31, 23, 59), 3),
            (tokyo(2027, 4, 1, 0, 0), 4),
            // A clock that was wrong when it was said.
            (tokyo(2020, 4, 1, 0, 0), 1),
        ] {
            assert_eq!(year(first, now, Tokyo), expected, "{now}");
        }
        // Elsewhere April has not begun yet.
        let night = tokyo(2026, 4, 1, 0, 0);
        assert_eq!(year(first, night, chrono_tz::Europe::Berlin), 2);
    }

    #[test]
    fn an_absence_ends_by_itself() {
        let (now, until) = (tokyo(2026, 4, 1, 9, 0), tokyo(2026, 4, 4, 0, 0));
        for (is_away, until, at, expected) in [
            (false, None, now, true),
            (true, None, now, false),
            (true, None, tokyo(2036, 1, 1, 0, 0), false),
            (true, Some(until), tokyo(2026, 4, 3, 23, 59), false),
            (true, Some(until), until, true),
        ] {
            assert_eq!(is_available(is_away, until, at), expected, "{at}");
        }
    }

    #[test]
    fn a_hospital_is_the_same_however_it_is_written() {
        for other in [" みらい　総合病院", "みらい総合病院 "] {
            assert_eq!(folded(other), folded("みらい総合病院"), "{other}");
        }
        assert_eq!(folded("ＭＩＲＡＩ Hospital"), folded("mirai　hospital"));
        assert_eq!(folded("聖マリア・センター"), folded("聖マリアセンター"));
        assert_ne!(folded("みらい病院"), folded("みらい総合病院"));
    }
}
