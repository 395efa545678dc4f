//! Days that the owner added and nobody paid for: what follows on their end is decided by whether
//! they lengthen something that was paid for.

use chrono::{DateTime, Utc};

use super::Period;

/// Whether days that were added from `starts_at` on lengthen a pass: an unbroken row of periods
/// leads from one to them. `row`: the periods of the plan that were not taken back, and which of
/// them are passes that nobody merely added.
pub(in crate::memberships) fn lengthens_pass(
    starts_at: DateTime<Utc>,
    row: &[(Period, bool)],
) -> bool {
    let mut latest_first = row.to_vec();
    latest_first.sort_by_key(|(period, _)| std::cmp::Reverse(period.starts_at));
    let mut row_starts = starts_at;
    for (period, is_pass) in latest_first {
        let is_unbroken = period.ends_at.is_none_or(|end| end >= row_starts);
        if period.starts_at >= row_starts || !is_unbroken {
            continue;
        }
        if is_pass {
            return true;
        }
        row_starts = period.starts_at;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeDelta;

    #[test]
    fn only_an_unbroken_row_leads_from_a_pass_to_what_was_added() {
        let day = |day: i64| DateTime::UNIX_EPOCH + TimeDelta::days(day);
        let period = |from, to: Option<i64>, is_pass| {
            let period = Period {
                starts_at: day(from),
                ends_at: to.map(day),
                access_until: to.map(day),
                is_trial: false,
            };
            (period, is_pass)
        };
        let added = period(20, Some(27), false);
        for (row, expected) in [
            (vec![], false),
            (vec![added], false),
            (vec![added, period(1, Some(20), true)], true),
            (vec![added, period(1, Some(19), true)], false),
            // It was added before something that was paid for.
            (vec![added, period(27, Some(57), true)], false),
            // One week was added after another.
            (
                vec![period(13, Some(20), false), period(1, Some(13), true)],
                true,
            ),
            (
                vec![period(13, Some(20), false), period(1, Some(12), true)],
                false,
            ),
            (
                vec![period(15, Some(18), false), period(1, Some(20), true)],
                true,
            ),
            (vec![period(1, None, true)], true),
        ] {
            assert_eq!(lengthens_pass(day(20), &row), expected, "{row:?}");
        }
    }
}
