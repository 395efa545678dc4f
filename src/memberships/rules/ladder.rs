//! When the holder of a pass is reminded that it ends.

use std::str::FromStr;

use chrono::{DateTime, Days, Utc};
use chrono_tz::Tz;

use super::Period;
use crate::config::Notices;
use crate::ids::PaymentId;
use crate::input;

/// So many days before its end whoever tries a plan is reminded.
const TRIAL_DAYS: [u32; 1] = [3];

/// A step of what people are told about one period, each once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::memberships) enum Step {
    /// The first they ever had begins.
    Welcome,
    /// One more begins.
    Further,
    /// It goes on.
    Extended,
    /// It ends earlier than it would have.
    Shortened,
    /// It ends in so many days.
    Renewal(u32),
    /// What was paid for is over since so many days, and access goes on.
    Grace(u32),
    /// It is over.
    Ended,
    /// What had ended by mistake is theirs again.
    Restored,
    /// Money went back.
    Refunded(PaymentId),
    /// A record of money of which they had read was a mistake.
    Mistaken(PaymentId),
    /// It came after all.
    Received(PaymentId),
}

impl Step {
    /// Its name in the database.
    pub(in crate::memberships) fn name(self) -> String {
        match self {
            Self::Welcome => "welcome".into(),
            Self::Further => "further".into(),
            Self::Extended => "extended".into(),
            Self::Shortened => "shortened".into(),
            Self::Renewal(days) => format!("renewal:{days}"),
            Self::Grace(days) => format!("grace:{days}"),
            Self::Ended => "ended".into(),
            Self::Refunded(payment) => format!("refunded:{payment}"),
            Self::Restored => "restored".into(),
            Self::Mistaken(payment) => format!("mistaken:{payment}"),
            Self::Received(payment) => format!("received:{payment}"),
        }
    }

    /// Its place among those about one period: what comes later says it better.
    pub(in crate::memberships) fn place(self) -> (u8, i64) {
        match self {
            Self::Welcome
            | Self::Further
            | Self::Extended
            | Self::Shortened
            | Self::Restored
            | Self::Refunded(_)
            | Self::Mistaken(_)
            | Self::Received(_) => (0, 0),
            Self::Renewal(days) => (1, -i64::from(days)),
            Self::Grace(days) => (2, days.into()),
            Self::Ended => (3, 0),
        }
    }

    /// Whether it looks ahead to the end of a period, or back at it: nothing is said so of one that was
    /// taken back.
    pub(in crate::memberships) const fn is_reminder(self) -> bool {
        matches!(self, Self::Renewal(_) | Self::Grace(_))
    }

    /// What the message about it is called: of what begins there is one for each entitlement.
    pub(in crate::memberships) fn key(self) -> String {
        match self {
            Self::Welcome | Self::Further | Self::Extended | Self::Restored => "welcome".into(),
            Self::Renewal(days) => format!("renewal-{days}"),
            Self::Grace(days) => format!("grace-{days}"),
            Self::Shortened => "shortened".into(),
            Self::Ended => "ended".into(),
            Self::Refunded(payment) => format!("refunded-{payment}"),
            Self::Mistaken(payment) => format!("mistake-{payment}"),
            Self::Received(payment) => format!("received-{payment}"),
        }
    }
}

impl FromStr for Step {
    type Err = ();
    fn from_str(name: &str) -> Result<Self, ()> {
        match name {
            "welcome" => return Ok(Self::Welcome),
            "further" => return Ok(Self::Further),
            "extended" => return Ok(Self::Extended),
            "shortened" => return Ok(Self::Shortened),
            "restored" => return Ok(Self::Restored),
            "ended" => return Ok(Self::Ended),
            _ => {}
        }
        let (kind, number) = name.split_once(':').ok_or(())?;
        let of_money = match kind {
            "refunded" => Some(Self::Refunded as fn(PaymentId) -> Self),
            "mistaken" => Some(Self::Mistaken as fn(PaymentId) -> Self),
            "received" => Some(Self::Received as fn(PaymentId) -> Self),
            _ => None,
        };
        if let Some(step) = of_money {
            return number.parse().map(step).map_err(|_| ());
        }
        let days = number.parse().map_err(|_| ())?;
        match kind {
            "renewal" => Ok(Self::Renewal(days)),
            "grace" => Ok(Self::Grace(days)),
            _ => Err(()),
        }
    }
}

/// The steps of a pass or a trial and when each is due; what falls into quiet hours is put off. Days are those
/// of the calendar in the salon's zone.
pub(in crate::memberships) fn ladder(
    period: &Period,
    config: &Notices,
    zone: Tz,
) -> Vec<(Step, DateTime<Utc>)> {
    let Some(end) = period.ends_at else {
        return Vec::new();
    };
    let civil = end.with_timezone(&zone).naive_local();
    let before = |days: &u32| {
        let at = civil.checked_sub_days(Days::new(u64::from(*days)))?;
        Some((Step::Renewal(*days), input::instant(zone, at)))
    };
    let after = |days: &u32| {
        let at = civil.checked_add_days(Days::new(u64::from(*days)))?;
        Some((Step::Grace(*days), input::instant(zone, at)))
    };
    let days = if period.is_trial {
        &TRIAL_DAYS[..]
    } else {
        &config.renewal_days
    };
    let renewals = days.iter().filter_map(before);
    let renewals = renewals.filter(|(_, at)| *at > period.starts_at);
    let graces = config.grace_days.iter().filter_map(after);
    let graces = graces.filter(|(_, at)| period.access_until.is_some_and(|until| *at < until));
    let quiet = |(step, at)| (step, config.quiet.after(at, zone));
    renewals.chain(graces).map(quiet).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeZone as _;

    const TOKYO: Tz = chrono_tz::Asia::Tokyo;

    fn tokyo(month: u32, day: u32, hour: u32) -> DateTime<Utc> {
        let at = TOKYO.with_ymd_and_hms(2026, month, day, hour, 0, 0);
        at.unwrap().to_utc()
    }

    #[test]
    fn a_pass_has_six_steps_by_day() {
        let pass = Period {
            starts_at: tokyo(4, 1, 9),
            ends_at: Some(tokyo(5, 1, 9)),
            access_until: Some(tokyo(5, 15, 9)),
            is_trial: false,
        };
        let steps = ladder(&pass, &Notices::default(), TOKYO);
        let expected = [
            (Step::Renewal(7), tokyo(4, 24, 9)),
            (Step::Renewal(1), tokyo(4, 30, 9)),
            (Step::Grace(0), tokyo(5, 1, 9)),
            (Step::Grace(3), tokyo(5, 4, 9)),
            (Step::Grace(7), tokyo(5, 8, 9)),
            (Step::Grace(13), tokyo(5, 14, 9)),
        ];
        assert_eq!(steps, expected);
    }

    #[test]
    fn what_would_be_too_early_or_too_late_is_no_step_and_nights_are_quiet() {
        let short = Period {
            starts_at: tokyo(4, 1, 23),
            ends_at: Some(tokyo(4, 4, 23)),
            access_until: Some(tokyo(4, 6, 23)),
            is_trial: false,
        };
        let steps = ladder(&short, &Notices::default(), TOKYO);
        let expected = [
            (Step::Renewal(1), tokyo(4, 4, 7)),
            (Step::Grace(0), tokyo(4, 5, 7)),
        ];
        assert_eq!(steps, expected);
        let endless = Period {
            ends_at: None,
            access_until: None,
            ..short
        };
        assert_eq!(ladder(&endless, &Notices::default(), TOKYO), []);
    }

    #[test]
    fn who_tries_a_plan_is_reminded_once() {
        let trial = |days: u32| Period {
            starts_at: tokyo(4, 1, 9),
            ends_at: Some(tokyo(4, 1 + days, 9)),
            access_until: Some(tokyo(4, 1 + days, 9)),
            is_trial: true,
        };
        let steps = |days: u32| ladder(&trial(days), &Notices::default(), TOKYO);
        assert_eq!(steps(14), [(Step::Renewal(3), tokyo(4, 12, 9))]);
        assert_eq!(steps(3), []);
    }

    #[test]
    fn steps_have_their_place_whenever_they_are_due() {
        let in_order = [
            Step::Welcome,
            Step::Renewal(7),
            Step::Renewal(1),
            Step::Renewal(0),
            Step::Grace(0),
            Step::Grace(13),
            Step::Ended,
        ];
        assert!(in_order.is_sorted_by(|one, next| one.place() < next.place()));
    }

    #[test]
    fn steps_are_read_as_they_were_written() {
        for step in [
            Step::Welcome,
            Step::Further,
            Step::Extended,
            Step::Renewal(7),
            Step::Grace(0),
            Step::Shortened,
            Step::Ended,
            Step::Refunded(PaymentId(12)),
            Step::Restored,
            Step::Mistaken(PaymentId(12)),
            Step::Received(PaymentId(12)),
        ] {
            assert_eq!(step.name().parse(), Ok(step));
        }
        for name in [
            "",
            "renewal",
            "renewal:x",
            "grace:-1",
            "refunded:x",
            "mistaken:",
            "other:1",
        ] {
            assert_eq!(name.parse::<Step>(), Err(()), "{name}");
        }
    }
}
