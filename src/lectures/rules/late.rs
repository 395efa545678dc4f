//! What may still happen after an instant passed.

use chrono::{DateTime, Days, NaiveTime, TimeDelta, Timelike as _, Utc};

use crate::config::Zone;
use crate::input;

/// So late is still on time.
pub(super) const ON_TIME: TimeDelta = TimeDelta::minutes(15);

/// Later than this nothing is posted by itself.
pub(in crate::lectures) const GRACE: TimeDelta = TimeDelta::hours(36);

/// Late posts keep out of the night, which begins at this hour …
const NIGHT_FROM: u32 = 22;

/// … and ends at this.
const NIGHT_TO: u32 = 7;

/// What may still happen at `now` to something that was due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::lectures) enum Timing {
    /// Post as planned.
    OnTime,
    /// Post once, marked late.
    Late {
        /// The local day is another one: nobody is pinged.
        is_silent: bool,
    },
    /// It is night: look again then.
    Wait(DateTime<Utc>),
    /// Nothing is posted by itself.
    TooLate,
}

/// Decides by how much `now` is past `due`, and by the time of day in the slot's zone.
pub(in crate::lectures) fn timing(due: DateTime<Utc>, now: DateTime<Utc>, zone: Zone) -> Timing {
    if now - due <= ON_TIME {
        return Timing::OnTime;
    }
    if now - due > GRACE {
        return Timing::TooLate;
    }
    let local = now.with_timezone(&zone.0);
    let today = local.date_naive();
    if !is_night(now, zone) {
        let is_silent = due.with_timezone(&zone.0).date_naive() != today;
        return Timing::Late { is_silent };
    }
    let is_evening = local.hour() >= NIGHT_FROM;
    let morning = today + Days::new(u64::from(is_evening));
    let at_seven = NaiveTime::MIN + TimeDelta::hours(i64::from(NIGHT_TO));
    let until = input::instant(zone.0, morning.and_time(at_seven));
    if until - due > GRACE {
        return Timing::TooLate;
    }
    Timing::Wait(until)
}

/// Whether it is night, in which nothing late is posted.
pub(in crate::lectures) fn is_night(now: DateTime<Utc>, zone: Zone) -> bool {
    !(NIGHT_TO..NIGHT_FROM).contains(&now.with_timezone(&zone.0).hour())
}

/// When what is late is posted by itself, and whether it notifies nobody then; `None` of what is on time
/// or is not posted any more.
pub(in crate::lectures) fn late_at(
    due: DateTime<Utc>,
    now: DateTime<Utc>,
    zone: Zone,
) -> Option<(DateTime<Utc>, bool)> {
    let at = match timing(due, now, zone) {
        Timing::Wait(until) => until,
        Timing::OnTime | Timing::Late { .. } | Timing::TooLate => now,
    };
    match timing(due, at, zone) {
        Timing::Late { is_silent } => Some((at, is_silent)),
        Timing::OnTime | Timing::Wait(_) | Timing::TooLate => None,
    }
}

/// Until when a post that is right at `now` stays right: on time it turns late, and late posts keep
/// out of the night and end with the grace.
pub(in crate::lectures) fn right_until(
    due: DateTime<Utc>,
    now: DateTime<Utc>,
    zone: Zone,
) -> DateTime<Utc> {
    if now - due <= ON_TIME {
        return due + ON_TIME;
    }
    let today = now.with_timezone(&zone.0).date_naive();
    let at_night = NaiveTime::MIN + TimeDelta::hours(i64::from(NIGHT_FROM));
    input::instant(zone.0, today.and_time(at_night)).min(due + GRACE)
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono_tz::Tz;
    use proptest::prelude::*;

    fn utc(text: &str) -> DateTime<Utc> {
        text.parse().expect("an instant")
    }

    #[test]
    fn what_is_late_is_posted_now_or_in_the_morning() {
        // Friday 20:00, and 00:30 of the day on whose morning it comes.
        let due = utc("2026-11-27T11:00:00Z");
        let morning = utc("2026-11-27T22:00:00Z");
        for (due, now, expected) in [
            (due, due + ON_TIME, None),
            (due, due + GRACE + ON_TIME, None),
            (due, morning, Some((morning, true))),
            (due, utc("2026-11-27T13:00:00Z"), Some((morning, true))),
            (
                due,
                utc("2026-11-27T12:00:00Z"),
                Some((utc("2026-11-27T12:00:00Z"), false)),
            ),
            (
                utc("2026-11-27T15:30:00Z"),
                utc("2026-11-27T16:00:00Z"),
                Some((morning, false)),
            ),
        ] {
            assert_eq!(
                late_at(due, now, Zone(chrono_tz::Asia::Tokyo)),
                expected,
                "{now}"
            );
        }
    }

    #[test]
    fn what_may_still_happen_depends_on_how_late_it_is_and_on_the_night() {
        // Friday 20:00 in Tokyo.
        let due = utc("2026-11-27T11:00:00Z");
        for (now, expected) in [
            ("2026-11-27T11:00:00Z", Timing::OnTime),
            ("2026-11-27T11:15:00Z", Timing::OnTime),
            ("2026-11-27T11:15:01Z", Timing::Late { is_silent: false }),
            ("2026-11-27T12:59:59Z", Timing::Late { is_silent: false }),
            // 22:00, 01:00 and 06:59 local.
            (
                "2026-11-27T13:00:00Z",
                Timing::Wait(utc("2026-11-27T22:00:00Z")),
            ),
            (
                "2026-11-27T16:00:00Z",
                Timing::Wait(utc("2026-11-27T22:00:00Z")),
            ),
            (
                "2026-11-27T21:59:00Z",
                Timing::Wait(utc("2026-11-27T22:00:00Z")),
            ),
            ("2026-11-27T22:00:00Z", Timing::Late { is_silent: true }),
            // Saturday 21:59, then the second night: Sunday 07:00 is 35 h after.
            ("2026-11-28T12:59:00Z", Timing::Late { is_silent: true }),
            (
                "2026-11-28T13:00:00Z",
                Timing::Wait(utc("2026-11-28T22:00:00Z")),
            ),
            ("2026-11-28T23:00:00Z", Timing::Late { is_silent: true }),
            ("2026-11-28T23:00:01Z", Timing::TooLate),
            ("2026-11-29T03:00:00Z", Timing::TooLate),
        ] {
            let found = timing(due, utc(now), Zone(chrono_tz::Asia::Tokyo));
            assert_eq!(found, expected, "{now}");
        }
    }

    #[test]
    fn a_night_that_ends_after_the_grace_is_too_late() {
        // Friday 12:00 in Tokyo; Saturday 23:00 is 35 h later, Sunday 07:00 is 43 h.
        let due = utc("2026-11-27T03:00:00Z");
        let now = utc("2026-11-28T14:00:00Z");
        let found = timing(due, now, Zone(chrono_tz::Asia::Tokyo));
        assert_eq!(found, Timing::TooLate);
    }

    fn zones() -> impl Strategy<Value = Tz> {
        prop_oneof![
            Just(chrono_tz::Asia::Tokyo),
            Just(chrono_tz::America::New_York),
            Just(chrono_tz::Australia::Lord_Howe),
        ]
    }

    /// 2020 to 2037.
    fn moments() -> impl Strategy<Value = DateTime<Utc>> {
        (1_577_836_800_i64..2_145_916_800)
            .prop_map(|seconds| DateTime::from_timestamp(seconds, 0).expect("in range"))
    }

    proptest! {
        #[test]
        fn a_post_stays_as_it_is_while_it_is_right_and_is_decided_anew_afterwards(
            zone in zones(), due in moments(), minutes in 0_i64..4_000, later in 0_i64..4_000
        ) {
            let now = due + TimeDelta::minutes(minutes);
            let then = now + TimeDelta::minutes(later);
            let found = timing(due, now, Zone(zone));
            if matches!(found, Timing::OnTime | Timing::Late { .. }) {
                let until = right_until(due, now, Zone(zone));
                prop_assert!(until >= now);
                if then < until {
                    prop_assert_eq!(timing(due, then, Zone(zone)), found);
                }
                let after = until + TimeDelta::milliseconds(1);
                prop_assert_ne!(timing(due, after, Zone(zone)), found);
            }
        }

        #[test]
        fn nothing_late_is_posted_at_night_or_after_the_grace(
            zone in zones(), due in moments(), minutes in 0_i64..4_000
        ) {
            let now = due + TimeDelta::minutes(minutes);
            let hour = now.with_timezone(&zone).hour();
            match timing(due, now, Zone(zone)) {
                Timing::OnTime => prop_assert!(minutes <= 15),
                Timing::Late { .. } => prop_assert!(minutes <= 36 * 60 && (7..22).contains(&hour)),
                Timing::Wait(until) => {
                    prop_assert!(until > now && until - due <= GRACE);
                    prop_assert_eq!(until.with_timezone(&zone).hour(), 7);
                    let is_late = matches!(timing(due, until, Zone(zone)), Timing::Late { .. });
                    prop_assert!(is_late);
                }
                Timing::TooLate => prop_assert!(minutes > 24 * 60),
            }
        }
    }
}
