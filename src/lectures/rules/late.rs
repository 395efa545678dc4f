//! What may still happen after an instant passed.

use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeDelta, Timelike as _, Utc};

use crate::config::Zone;
use crate::input;

/// So late is still on time.
pub(super) const ON_TIME: TimeDelta = TimeDelta::minutes(15);

/// When something was posted that was not on time: it is called by that, not by its date alone.
pub(in crate::lectures) fn posted_late(
    due: DateTime<Utc>,
    sent: Option<DateTime<Utc>>,
) -> Option<DateTime<Utc>> {
    sent.filter(|sent| *sent - due > ON_TIME)
}

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
        let is_silent = is_another_day(due, now, zone);
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

/// What comes by itself of something that was due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::lectures) enum Coming {
    /// It is posted at its time.
    OnTime,
    /// It is posted late.
    Late {
        /// When.
        at: DateTime<Utc>,
        /// It notifies nobody then.
        is_silent: bool,
    },
    /// It is not posted any more.
    Never,
}

/// What comes by itself at `now` or later of something that was due.
pub(in crate::lectures) fn coming(due: DateTime<Utc>, now: DateTime<Utc>, zone: Zone) -> Coming {
    match timing(due, now, zone) {
        Timing::OnTime => Coming::OnTime,
        Timing::Late { is_silent } => Coming::Late { at: now, is_silent },
        Timing::Wait(at) => Coming::Late {
            at,
            is_silent: is_another_day(due, at, zone),
        },
        Timing::TooLate => Coming::Never,
    }
}

/// Until when what was held is still posted once it is let go: the end of the grace, or the beginning of
/// the night in which that comes.
pub(in crate::lectures) fn helps_until(due: DateTime<Utc>, zone: Zone) -> DateTime<Utc> {
    let end = due + GRACE;
    if !is_night(end, zone) {
        return end;
    }
    let local = end.with_timezone(&zone.0);
    let is_morning = local.hour() < NIGHT_TO;
    nightfall(local.date_naive() - Days::new(u64::from(is_morning)), zone)
}

/// Whether it is another day there than when it was due.
fn is_another_day(due: DateTime<Utc>, at: DateTime<Utc>, zone: Zone) -> bool {
    let day = |at: DateTime<Utc>| at.with_timezone(&zone.0).date_naive();
    day(due) != day(at)
}

/// When the night begins in which nothing late is posted.
fn nightfall(day: NaiveDate, zone: Zone) -> DateTime<Utc> {
    let at_night = NaiveTime::MIN + TimeDelta::hours(i64::from(NIGHT_FROM));
    input::instant(zone.0, day.and_time(at_night))
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
    nightfall(today, zone).min(due + GRACE)
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono_tz::Tz;
    use proptest::prelude::*;

    const TOKYO: Zone = Zone(chrono_tz::Asia::Tokyo);

    fn utc(text: &str) -> DateTime<Utc> {
        text.parse().expect("an instant")
    }

    #[test]
    fn what_is_late_is_posted_now_or_in_the_morning() {
        // Friday 20:00, and 00:30 of the day on whose morning it comes.
        let due = utc("2026-11-27T11:00:00Z");
        let evening = utc("2026-11-27T12:00:00Z");
        let morning = utc("2026-11-27T22:00:00Z");
        let late = |at, is_silent| Coming::Late { at, is_silent };
        for (due, now, expected) in [
            (due, due + ON_TIME, Coming::OnTime),
            (due, due + GRACE + ON_TIME, Coming::Never),
            (due, morning, late(morning, true)),
            (due, utc("2026-11-27T13:00:00Z"), late(morning, true)),
            (due, evening, late(evening, false)),
            (
                utc("2026-11-27T15:30:00Z"),
                utc("2026-11-27T16:00:00Z"),
                late(morning, false),
            ),
            // Friday 18:00 and Saturday 22:30: seven o'clock comes after the grace.
            (
                utc("2026-11-27T09:00:00Z"),
                utc("2026-11-28T13:30:00Z"),
                Coming::Never,
            ),
        ] {
            assert_eq!(coming(due, now, TOKYO), expected, "{now}");
        }
    }

    #[test]
    fn what_is_held_helps_until_the_grace_ends_or_the_night_before() {
        for (due, until) in [
            // Friday 20:00, 18:00, 10:00, 09:59.
            ("2026-11-27T11:00:00Z", "2026-11-28T23:00:00Z"),
            ("2026-11-27T09:00:00Z", "2026-11-28T13:00:00Z"),
            ("2026-11-27T01:00:00Z", "2026-11-28T13:00:00Z"),
            ("2026-11-27T00:59:00Z", "2026-11-28T12:59:00Z"),
        ] {
            assert_eq!(helps_until(utc(due), TOKYO), utc(until), "{due}");
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
        fn until_then_it_is_still_posted_and_later_it_is_not(
            zone in zones(), due in moments(), minutes in 0_i64..4_000
        ) {
            let now = due + TimeDelta::minutes(minutes);
            let is_early = now < helps_until(due, Zone(zone));
            let found = coming(due, now, Zone(zone));
            if is_early {
                prop_assert_ne!(found, Coming::Never);
            } else if now > helps_until(due, Zone(zone)) {
                prop_assert_eq!(found, Coming::Never);
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
