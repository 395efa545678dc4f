//! When the owner is told before a date that nothing is queued for it, or that nobody approved it.

use chrono::{DateTime, TimeDelta, Utc};

use super::late::ON_TIME;

/// One of the times at which the owner is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::Type)]
pub(in crate::lectures) enum Step {
    /// Nothing is queued, a week before.
    #[sqlx(rename = "empty:168")]
    EmptyAWeek,
    /// Three days before.
    #[sqlx(rename = "empty:72")]
    EmptyThreeDays,
    /// A day before.
    #[sqlx(rename = "empty:24")]
    EmptyADay,
    /// Nobody approved it, a day before.
    #[sqlx(rename = "unapproved:24")]
    UnapprovedADay,
    /// Three hours before.
    #[sqlx(rename = "unapproved:3")]
    UnapprovedThreeHours,
    /// At its time: it is held.
    #[sqlx(rename = "unapproved:0")]
    UnapprovedNow,
}

/// Those about an empty queue, the last one last.
pub(in crate::lectures) const EMPTY: [Step; 3] =
    [Step::EmptyAWeek, Step::EmptyThreeDays, Step::EmptyADay];

/// Those about what nobody approved, the last one last.
pub(in crate::lectures) const UNAPPROVED: [Step; 3] = [
    Step::UnapprovedADay,
    Step::UnapprovedThreeHours,
    Step::UnapprovedNow,
];

impl Step {
    /// When it is for a date.
    pub(in crate::lectures) fn at(self, due_at: DateTime<Utc>) -> DateTime<Utc> {
        let hours = match self {
            Self::EmptyAWeek => 168,
            Self::EmptyThreeDays => 72,
            Self::EmptyADay | Self::UnapprovedADay => 24,
            Self::UnapprovedThreeHours => 3,
            Self::UnapprovedNow => 0,
        };
        due_at - TimeDelta::hours(hours)
    }

    /// How the rows call it.
    pub(in crate::lectures) const fn name(self) -> &'static str {
        match self {
            Self::EmptyAWeek => "empty:168",
            Self::EmptyThreeDays => "empty:72",
            Self::EmptyADay => "empty:24",
            Self::UnapprovedADay => "unapproved:24",
            Self::UnapprovedThreeHours => "unapproved:3",
            Self::UnapprovedNow => "unapproved:0",
        }
    }

    /// Whether it is still of use: while its date is ahead, and what is told at its time for as long
    /// as a post would be on time.
    fn is_of_use(self, due_at: DateTime<Utc>, now: DateTime<Utc>) -> bool {
        if self == Self::UnapprovedNow {
            return now - due_at <= ON_TIME;
        }
        now < due_at
    }
}

/// Of those that passed without being told, the one that is: the last, while it is of use.
pub(in crate::lectures) fn latest(
    passed: &[Step],
    of: [Step; 3],
    due_at: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Option<Step> {
    let last = of.into_iter().rfind(|step| passed.contains(step));
    last.filter(|step| step.is_of_use(due_at, now))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utc(text: &str) -> DateTime<Utc> {
        text.parse().expect("an instant")
    }

    #[test]
    fn of_several_that_passed_the_last_is_told_and_none_once_it_is_of_no_use() {
        let due = utc("2026-04-10T11:00:00Z");
        for (now, passed, expected) in [
            ("2026-04-03T11:00:00Z", &EMPTY[..1], Some(Step::EmptyAWeek)),
            (
                "2026-04-08T00:00:00Z",
                &EMPTY[..2],
                Some(Step::EmptyThreeDays),
            ),
            ("2026-04-10T10:59:59Z", &EMPTY[..], Some(Step::EmptyADay)),
            ("2026-04-10T11:00:00Z", &EMPTY[..], None),
            ("2026-04-10T10:59:59Z", &[], None),
        ] {
            assert_eq!(latest(passed, EMPTY, due, utc(now)), expected, "{now}");
            assert_eq!(latest(passed, UNAPPROVED, due, utc(now)), None, "{now}");
        }
        for (now, expected) in [
            ("2026-04-10T11:15:00Z", Some(Step::UnapprovedNow)),
            ("2026-04-10T11:15:01Z", None),
        ] {
            assert_eq!(latest(&UNAPPROVED, UNAPPROVED, due, utc(now)), expected);
        }
    }

    #[test]
    fn each_comes_so_many_hours_before_its_date() {
        let due = utc("2026-04-10T11:00:00Z");
        for step in EMPTY.into_iter().chain(UNAPPROVED) {
            let (_, hours) = step.name().split_once(':').expect("a name");
            let hours = TimeDelta::hours(hours.parse().expect("hours"));
            assert_eq!(step.at(due), due - hours, "{step:?}");
        }
    }
}
