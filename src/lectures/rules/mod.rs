//! What lectures are and what may happen to them: values in, values out.

mod alarm;
mod calendar;
#[cfg_attr(not(test), expect(dead_code, reason = "the release asks for it next"))]
mod deciding;
mod late;
mod link;
mod listing;
mod place;
mod refusal;
mod step;
mod week;

pub(super) use alarm::{EMPTY, Step, UNAPPROVED, latest};
pub(super) use calendar::{forecast, head};
pub(super) use deciding::{Act, BIND, is_locked, may, wake};
pub(super) use late::{GRACE, Timing, right_until, timing};
pub(super) use link::video_url;
pub(super) use listing::{Page, View, is_review_over, matching, page};
pub(super) use place::{Channel, Role, Trouble, trouble};
pub(super) use refusal::Refusal;
pub(super) use step::{Event, is_watchable, step};
pub(super) use week::{dates_beyond, moved};

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use super::lecture::{LectureState, Rule};
use crate::text::{Arg, Text};

/// In characters.
pub(super) const MAX_SERIES: usize = 80;
/// In characters.
pub(super) const MAX_TITLE: usize = 120;
/// In characters.
pub(super) const MAX_SUMMARY: usize = 1_000;
/// In characters.
pub(super) const MAX_URL: usize = 512;

/// Who pins further ahead has mistyped the year.
const FURTHEST_PIN: TimeDelta = TimeDelta::days(366);

/// Lets a draft be queued from now on.
pub(super) fn ready(state: LectureState) -> Result<LectureState, Refusal> {
    match state {
        LectureState::Draft => Ok(LectureState::Ready),
        LectureState::Ready => Err(Refusal::AlreadyReady),
        LectureState::Retired => Err(Refusal::Retired),
    }
}

/// Only what is ready may be queued.
pub(super) fn queueable(state: LectureState) -> Result<(), Refusal> {
    match state {
        LectureState::Ready => Ok(()),
        LectureState::Draft => Err(Refusal::NotReady),
        LectureState::Retired => Err(Refusal::Retired),
    }
}

/// What a lecture is called in passing: its series and its number.
pub(super) fn name(series: &str, number: i64) -> Text {
    // A number people say, not an amount: no separators.
    Text::new("lecture-name")
        .with("series", series)
        .with("number", Arg::Markup(number.to_string()))
}

/// A lecture can be pinned to a date of the slot that is still to come.
pub(super) fn pinnable(rule: &Rule, date: NaiveDate, now: DateTime<Utc>) -> Result<(), Refusal> {
    if rule.at(date) <= now {
        return Err(Refusal::DatePast);
    }
    if rule.at(date) - now > FURTHEST_PIN {
        return Err(Refusal::DateTooFar);
    }
    if !rule.falls_on(date) {
        let wanted = rule.weekday;
        return Err(Refusal::DateWrongWeekday { wanted });
    }
    Ok(())
}

/// A lecture's number within its series.
pub(super) fn number(number: i64) -> Result<i64, Refusal> {
    if (1..=9_999).contains(&number) {
        return Ok(number);
    }
    Err(Refusal::NumberOutOfRange)
}

/// A lecture's length.
pub(super) fn minutes(minutes: Option<i64>) -> Result<Option<i64>, Refusal> {
    match minutes {
        Some(minutes) if !(1..=600).contains(&minutes) => Err(Refusal::MinutesOutOfRange),
        fitting => Ok(fitting),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lectures::Weekday;

    #[test]
    fn only_a_draft_becomes_ready_and_only_what_is_ready_is_queued() {
        assert_eq!(ready(LectureState::Draft), Ok(LectureState::Ready));
        assert_eq!(ready(LectureState::Ready), Err(Refusal::AlreadyReady));
        assert_eq!(ready(LectureState::Retired), Err(Refusal::Retired));
        assert_eq!(queueable(LectureState::Draft), Err(Refusal::NotReady));
        assert_eq!(queueable(LectureState::Ready), Ok(()));
        assert_eq!(queueable(LectureState::Retired), Err(Refusal::Retired));
    }

    #[test]
    fn a_lecture_is_pinned_only_to_a_coming_date_of_the_slot() {
        let rule = Rule {
            weekday: Weekday::Friday,
            time: chrono::NaiveTime::from_hms_opt(20, 0, 0).unwrap(),
            zone: crate::config::Zone(chrono_tz::Asia::Tokyo),
        };
        let now = "2026-11-27T11:00:00Z".parse().expect("Friday 20:00");
        let pin = |text: &str| pinnable(&rule, text.parse().expect("a date"), now);
        assert_eq!(pin("2026-12-04"), Ok(()));
        assert_eq!(pin("2026-11-27"), Err(Refusal::DatePast));
        assert_eq!(pin("2020-01-03"), Err(Refusal::DatePast));
        assert_eq!(pin("2036-12-05"), Err(Refusal::DateTooFar));
        let wanted = Weekday::Friday;
        assert_eq!(pin("2026-12-05"), Err(Refusal::DateWrongWeekday { wanted }));
    }

    #[test]
    fn numbers_and_minutes_have_their_bounds() {
        assert!(number(0).is_err() && number(10_000).is_err());
        assert!(number(1).is_ok() && number(9_999).is_ok());
        assert!(minutes(Some(0)).is_err() && minutes(Some(601)).is_err());
        assert!(minutes(None).is_ok() && minutes(Some(600)).is_ok());
    }
}
