//! Moments in sentences.

use std::sync::OnceLock;

use chrono::{DateTime, NaiveTime, TimeDelta, Utc};
use chrono_tz::Tz;

use super::Arg;

/// The zone in which days end: that of the salon, of which there is one.
static ZONE: OnceLock<Tz> = OnceLock::new();

/// Days end in this zone. What was said first holds.
pub fn reckon_in(zone: Tz) {
    ZONE.get_or_init(|| zone);
}

/// Until when something is, date and time. What ends with a day ends at midnight, which those who read
/// it where the salon is would take for the day after: its last minute is shown.
pub fn end(at: DateTime<Utc>) -> Arg {
    Arg::from(last_minute(
        at,
        *ZONE.get().unwrap_or(&chrono_tz::Asia::Tokyo),
    ))
}

/// The last minute of the day that ends then; the moment itself where none does.
fn last_minute(at: DateTime<Utc>, zone: Tz) -> DateTime<Utc> {
    if at.with_timezone(&zone).time() == NaiveTime::MIN {
        at - TimeDelta::minutes(1)
    } else {
        at
    }
}

/// A moment as "in 3 days" or "2 hours ago", kept current by Discord.
pub fn relative(at: DateTime<Utc>) -> Arg {
    Arg::Markup(format!("<t:{}:R>", at.timestamp()))
}

/// A moment as a date only.
pub fn date(at: DateTime<Utc>) -> Arg {
    Arg::Markup(format!("<t:{}:D>", at.timestamp()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono_tz::{America::New_York, Asia::Tokyo, Europe::Berlin};

    #[test]
    fn a_day_ends_at_midnight_where_the_salon_is() {
        let at = |moment: &str| moment.parse::<DateTime<Utc>>().expect("a moment");
        for (zone, ends, shown) in [
            (Tokyo, "2026-05-03T15:00:00Z", "2026-05-03T14:59:00Z"),
            (Tokyo, "2026-05-03T15:00:01Z", "2026-05-03T15:00:01Z"),
            (Tokyo, "2026-05-03T22:00:00Z", "2026-05-03T22:00:00Z"),
            // In summer.
            (Berlin, "2026-05-03T22:00:00Z", "2026-05-03T21:59:00Z"),
            (Berlin, "2026-12-03T23:00:00Z", "2026-12-03T22:59:00Z"),
            (Berlin, "2026-05-03T15:00:00Z", "2026-05-03T15:00:00Z"),
            (New_York, "2026-05-04T04:00:00Z", "2026-05-04T03:59:00Z"),
        ] {
            assert_eq!(last_minute(at(ends), zone), at(shown), "{zone} {ends}");
        }
    }
}
