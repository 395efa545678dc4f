//! For how long a plan is given, as the owner says it.

use chrono::{DateTime, NaiveDate, Utc};

use super::{Interval, Refusal};

/// The most months that are granted at once.
const MOST_MONTHS: i64 = 24;
/// The most days by which what someone has is extended at once.
pub(super) const MOST_DAYS: i64 = 731;

/// For how long a plan is granted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::memberships) enum Length {
    /// Calendar months.
    Months(u32),
    /// Calendar days.
    Days(u32),
    /// Through this day.
    Until(NaiveDate),
    /// Calendar days in which nothing is paid.
    Trial(u32),
    /// Until it is revoked.
    Endless,
}

/// By how much the owner extends what someone has, which ends then: by days, or through a day.
pub(in crate::memberships) fn extension(
    (days, until): (Option<i64>, Option<NaiveDate>),
    ends_at: Option<DateTime<Utc>>,
) -> Result<Length, Refusal> {
    match (days, until) {
        (Some(_), Some(_)) | (None, None) => Err(Refusal::DaysOrUntil),
        (None, Some(until)) => Ok(Length::Until(until)),
        (Some(days), None) => match u32::try_from(days) {
            Ok(count) if (1..=MOST_DAYS).contains(&days) => Ok(Length::Days(count)),
            Ok(_) | Err(_) => Err(Refusal::BadExtension(ends_at)),
        },
    }
}

/// The length that the owner asked for; without a word, one interval of the plan.
pub(in crate::memberships) fn length(
    months: Option<i64>,
    is_endless: bool,
    interval: Interval,
) -> Result<Length, Refusal> {
    match (months, is_endless) {
        (Some(_), true) => Err(Refusal::MonthsAndEndless),
        (None, true) => Ok(Length::Endless),
        (Some(months), false) => match u32::try_from(months) {
            Ok(count) if (1..=MOST_MONTHS).contains(&months) => Ok(Length::Months(count)),
            Ok(_) | Err(_) => Err(Refusal::BadMonths),
        },
        (None, false) => Ok(match interval {
            Interval::Month => Length::Months(1),
            Interval::Year => Length::Months(12),
            Interval::Once { days } => Length::Days(days),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_a_word_one_interval_is_meant() {
        let year = Interval::Year;
        assert_eq!(length(None, false, Interval::Month), Ok(Length::Months(1)));
        assert_eq!(length(None, false, year), Ok(Length::Months(12)));
        let once = Interval::Once { days: 30 };
        assert_eq!(length(None, false, once), Ok(Length::Days(30)));
        assert_eq!(length(Some(24), false, year), Ok(Length::Months(24)));
        assert_eq!(length(None, true, year), Ok(Length::Endless));
        assert_eq!(length(Some(1), true, year), Err(Refusal::MonthsAndEndless));
        for months in [0, -1, 25, 99_999, i64::MAX, i64::MIN] {
            assert_eq!(length(Some(months), false, year), Err(Refusal::BadMonths));
        }
    }

    #[test]
    fn an_extension_is_days_or_a_day() {
        assert_eq!(extension((Some(7), None), None), Ok(Length::Days(7)));
        let last = NaiveDate::from_ymd_opt(2026, 5, 1).unwrap();
        assert_eq!(extension((None, Some(last)), None), Ok(Length::Until(last)));
        for (days, until) in [(Some(7), Some(last)), (None, None)] {
            assert_eq!(extension((days, until), None), Err(Refusal::DaysOrUntil));
        }
        for days in [0, -1, 732, i64::MAX, i64::MIN] {
            assert_eq!(
                extension((Some(days), None), None),
                Err(Refusal::BadExtension(None))
            );
        }
    }
}
