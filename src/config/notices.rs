//! `[notices]`: when members are written to unasked.

use chrono::{DateTime, Days, NaiveTime, Utc};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use crate::input;

/// `[notices]`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Notices {
    /// Days before the end of a pass on which its member is reminded.
    pub renewal_days: Vec<u32>,
    /// Days of grace on which they are asked whether they go on; 0 is the end of what was paid.
    pub grace_days: Vec<u32>,
    /// When nobody is written to unasked.
    pub quiet: Quiet,
}

impl Default for Notices {
    fn default() -> Self {
        Self {
            renewal_days: vec![7, 1],
            grace_days: vec![0, 3, 7, 13],
            quiet: Quiet(Some((hour(22), hour(7)))),
        }
    }
}

/// From when to when it is quiet, on the salon's wall; none: never. Across midnight where the end is
/// earlier than the beginning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Quiet(Option<(NaiveTime, NaiveTime)>);

impl Quiet {
    /// The first moment from `at` on that is not quiet.
    pub fn after(self, at: DateTime<Utc>, zone: Tz) -> DateTime<Utc> {
        let Some((from, to)) = self.0 else {
            return at;
        };
        let civil = at.with_timezone(&zone).naive_local();
        let (date, time) = (civil.date(), civil.time());
        let is_quiet = if from < to {
            from <= time && time < to
        } else {
            time >= from || time < to
        };
        if !is_quiet {
            return at;
        }
        let end = if time < to {
            Some(date)
        } else {
            date.checked_add_days(Days::new(1))
        };
        // At the end of time itself nothing is put off. Where a clock is set back, what is quiet by
        // the wall may be over already: never earlier than `at`.
        end.map_or(at, |date| input::instant(zone, date.and_time(to)).max(at))
    }
}

impl TryFrom<String> for Quiet {
    type Error = String;
    fn try_from(typed: String) -> Result<Self, String> {
        if typed.is_empty() {
            return Ok(Self(None));
        }
        let time = |typed: &str| NaiveTime::parse_from_str(typed.trim(), "%H:%M").ok();
        let times = typed.split_once('-');
        let times = times.and_then(|(from, to)| Some((time(from)?, time(to)?)));
        match times {
            Some((from, to)) if from != to => Ok(Self(Some((from, to)))),
            _ => Err(format!(
                "`{typed}` says no hours: write them as \"22:00-07:00\", or \"\" for none"
            )),
        }
    }
}

impl From<Quiet> for String {
    fn from(quiet: Quiet) -> Self {
        let hours = quiet.0.map(|(from, to)| {
            let (from, to) = (from.format("%H:%M"), to.format("%H:%M"));
            format!("{from}-{to}")
        });
        hours.unwrap_or_default()
    }
}

/// The beginning of an hour that a day has.
fn hour(hour: u32) -> NaiveTime {
    NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{TimeDelta, TimeZone as _};
    use proptest::prelude::*;

    const TOKYO: Tz = chrono_tz::Asia::Tokyo;

    fn quiet(typed: &str) -> Quiet {
        Quiet::try_from(typed.to_owned()).expect(typed)
    }

    fn tokyo(day: u32, hour: u32, minute: u32) -> DateTime<Utc> {
        let at = TOKYO.with_ymd_and_hms(2026, 4, day, hour, minute, 0);
        at.unwrap().to_utc()
    }

    #[test]
    fn what_falls_into_the_night_waits_for_the_morning() {
        let night = quiet("22:00-07:00");
        for (at, after) in [
            (tokyo(1, 21, 59), tokyo(1, 21, 59)),
            (tokyo(1, 22, 0), tokyo(2, 7, 0)),
            (tokyo(1, 0, 0), tokyo(1, 7, 0)),
            (tokyo(1, 6, 59), tokyo(1, 7, 0)),
            (tokyo(1, 7, 0), tokyo(1, 7, 0)),
        ] {
            assert_eq!(night.after(at, TOKYO), after);
        }
        let noon = quiet("12:00-13:30");
        assert_eq!(noon.after(tokyo(1, 12, 10), TOKYO), tokyo(1, 13, 30));
        assert_eq!(noon.after(tokyo(1, 23, 0), TOKYO), tokyo(1, 23, 0));
        assert_eq!(quiet("").after(tokyo(1, 3, 0), TOKYO), tokyo(1, 3, 0));
    }

    #[test]
    fn hours_are_read_and_written_alike_and_others_refused() {
        assert_eq!(String::from(quiet("22:00-07:00")), "22:00-07:00");
        assert_eq!(String::from(quiet("")), "");
        for typed in ["22", "22:00", "22:00-25:00", "7-7", "07:00-07:00", "夜"] {
            assert!(Quiet::try_from(typed.to_owned()).is_err(), "{typed}");
        }
    }

    proptest! {
        #[test]
        fn what_was_put_off_is_not_put_off_again(
            zone in prop::sample::select(vec![TOKYO, chrono_tz::America::New_York, chrono_tz::Australia::Lord_Howe]),
            minutes in 0_i64..30_000_000,
        ) {
            let at = DateTime::from_timestamp(1_000_000_000, 0).unwrap() + TimeDelta::minutes(minutes);
            let after = quiet("22:00-07:00").after(at, zone);
            prop_assert!(after >= at && after - at <= TimeDelta::hours(10));
            prop_assert_eq!(quiet("22:00-07:00").after(after, zone), after);
        }
    }
}
