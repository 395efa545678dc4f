//! Who may report how much. Pure.

use chrono::TimeDelta;

use super::refusal::Refusal;

/// How many messages somebody reports within [`WITHIN`].
pub(super) const MAX: i64 = 10;
/// Of so long all reports of somebody are counted.
pub(super) const WITHIN: TimeDelta = TimeDelta::hours(24);

/// For so long the words of a message are kept of which nobody decides.
pub(super) const KEPT_FOR: TimeDelta = TimeDelta::days(30);

/// What became of the reports that somebody made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, sqlx::FromRow)]
pub(super) struct Past {
    /// How many there were.
    pub(super) made: i64,
    /// How many of them somebody looked at and found nothing in.
    pub(super) restored: i64,
}

/// Whether somebody may report a message who reported so many lately.
pub(super) fn may_report(is_again: bool, lately: i64) -> Result<(), Refusal> {
    if is_again {
        return Err(Refusal::Again);
    }
    if lately >= MAX {
        return Err(Refusal::TooMany);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_message_is_reported_once_and_ten_a_day() {
        assert_eq!(may_report(false, MAX - 1), Ok(()));
        assert_eq!(may_report(false, MAX), Err(Refusal::TooMany));
        assert_eq!(may_report(true, 0), Err(Refusal::Again));
        assert_eq!(may_report(true, MAX), Err(Refusal::Again));
    }
}
