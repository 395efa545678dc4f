//! What lectures are and what may happen to them: values in, values out.

mod alarm;
mod calendar;
mod chapter;
mod check;
mod content;
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
pub(super) use chapter::{MAX_CHAPTERS, chapter_lines, chapter_time, chapters};
pub(super) use check::{
    Check, Choices, MAX_CHOICE, MAX_EXPLANATION, MAX_ITEMS, MAX_QUESTION, PASS, is_passed,
};
pub use content::LectureForm;
pub(super) use content::{Changes, Content, MAX_NOTE, MAX_SERIES, MAX_SUMMARY, MAX_TITLE, MAX_URL};
pub(super) use deciding::{Act, BIND, TooLate, at_its_time, is_locked, may, wake};
pub(super) use late::{
    Coming, GRACE, Timing, coming, helps_until, is_night, posted_late, right_until, timing,
};
pub(super) use link::{Provider, Way, lacks, token, token_hash, video_url, way};
pub(super) use listing::{Page, View, is_review_over, matching, page};
pub(super) use place::{Channel, Role, Trouble, trouble};
pub use place::{FOR_LECTURES, FOR_MEETINGS};
pub(super) use refusal::Refusal;
pub(super) use step::{Event, is_watchable, step};
pub(super) use week::{Moved, dates_beyond, moved};

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use super::lecture::{LectureState, Meets, Rule, State};
use crate::ids::ChannelId;
use crate::outbox::MeetingKind;
use crate::text::{Arg, Text};

/// So many minutes after a lecture people meet, where nothing else is said.
const MEETS_AFTER: i64 = 60;

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

/// Makes what is ready a draft again, which nothing posts.
pub(super) fn draft(state: LectureState, is_out: bool) -> Result<LectureState, Refusal> {
    match state {
        LectureState::Ready if is_out => Err(Refusal::AlreadyOut),
        LectureState::Ready => Ok(LectureState::Draft),
        LectureState::Draft => Err(Refusal::AlreadyDraft),
        LectureState::Retired => Err(Refusal::Retired),
    }
}

/// Whether a lecture was posted on one of its dates, may have been, or is on its way.
pub(super) fn is_out(dates: &[(State, DateTime<Utc>)]) -> bool {
    dates
        .iter()
        .any(|(state, _)| matches!(state, State::Sending | State::Posted | State::Unknown))
}

/// A lecture can be changed unless a date is about to take it; what is held goes nowhere meanwhile, and
/// what is on its way is changed when it is there. Dates by their state and time.
pub(super) fn editable(
    dates: &[(State, DateTime<Utc>)],
    now: DateTime<Utc>,
) -> Result<(), Refusal> {
    for (state, due_at) in dates {
        match state {
            State::Bound if is_locked(*due_at, now) => return Err(Refusal::LectureLocked),
            State::Planned
            | State::Bound
            | State::Sending
            | State::Posted
            | State::Held
            | State::Missed
            | State::Skipped
            | State::Cancelled
            | State::Withdrawn
            | State::Unknown => {}
        }
    }
    Ok(())
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

/// Where and when people meet after a lecture.
pub(super) fn meets(
    place: Option<(ChannelId, MeetingKind)>,
    after: Option<i64>,
) -> Result<Option<Meets>, Refusal> {
    let Some((channel, kind)) = place else {
        return match after {
            Some(_) => Err(Refusal::MeetingWithoutChannel),
            None => Ok(None),
        };
    };
    let after = after.unwrap_or(MEETS_AFTER);
    if !(10..=1_440).contains(&after) {
        return Err(Refusal::MeetingOutOfRange);
    }
    Ok(Some(Meets {
        channel,
        kind,
        after,
    }))
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
    fn what_is_ready_becomes_a_draft_again_unless_it_is_out() {
        assert_eq!(draft(LectureState::Ready, false), Ok(LectureState::Draft));
        assert_eq!(draft(LectureState::Ready, true), Err(Refusal::AlreadyOut));
        assert_eq!(
            draft(LectureState::Draft, false),
            Err(Refusal::AlreadyDraft)
        );
        assert_eq!(draft(LectureState::Retired, true), Err(Refusal::Retired));
    }

    #[test]
    fn a_lecture_is_not_changed_while_a_date_takes_it() {
        let now: DateTime<Utc> = "2026-04-03T10:50:00Z".parse().expect("an instant");
        let soon = now + TimeDelta::minutes(10);
        let later = now + TimeDelta::minutes(20);
        for (dates, expected) in [
            (&[][..], Ok(())),
            (&[(State::Bound, later), (State::Posted, soon)], Ok(())),
            (&[(State::Held, soon)], Ok(())),
            (
                &[(State::Bound, later), (State::Bound, soon)],
                Err(Refusal::LectureLocked),
            ),
            (&[(State::Sending, soon)], Ok(())),
        ] {
            assert_eq!(editable(dates, now), expected, "{dates:?}");
        }
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
    fn people_meet_between_ten_minutes_and_a_day_after_a_lecture() {
        let place = Some((ChannelId(1), MeetingKind::Voice));
        let after = |minutes| Ok(Some(meets(place, minutes)?.map_or(0, |meets| meets.after)));
        assert_eq!(after(None), Ok(Some(60)));
        assert_eq!(after(Some(10)), Ok(Some(10)));
        assert_eq!(after(Some(1_440)), Ok(Some(1_440)));
        for minutes in [9, 1_441, -1] {
            assert_eq!(after(Some(minutes)), Err(Refusal::MeetingOutOfRange));
        }
        assert_eq!(meets(None, None), Ok(None));
        assert_eq!(meets(None, Some(60)), Err(Refusal::MeetingWithoutChannel));
    }

    #[test]
    fn numbers_and_minutes_have_their_bounds() {
        assert!(number(0).is_err() && number(10_000).is_err());
        assert!(number(1).is_ok() && number(9_999).is_ok());
        assert!(minutes(Some(0)).is_err() && minutes(Some(601)).is_err());
        assert!(minutes(None).is_ok() && minutes(Some(600)).is_ok());
    }
}
