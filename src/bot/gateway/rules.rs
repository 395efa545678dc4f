//! When we may introduce ourselves to the gateway again. (Taking up a session costs nothing.)

use chrono::{DateTime, TimeDelta, Utc};

/// How many times within how long. Discord allows 1,000 a day to all who use the token and resets
/// it after that; a crash loop comes to a stop long before.
const BUDGET: [(usize, TimeDelta); 2] = [(49, TimeDelta::hours(1)), (900, TimeDelta::days(1))];

/// Of what Discord still allows so many are left alone: whoever else uses the token, or mends what
/// is broken, needs some.
const RESERVE: u64 = 100;
/// Where Discord allows hardly any more, the wait is this at least, and a day at most.
const SHORTEST: TimeDelta = TimeDelta::minutes(1);
/// Whoever waits asks again after this at the latest: a new token, or Discord, may have ended it.
const ASK_AGAIN: TimeDelta = TimeDelta::minutes(10);
/// So often in a row Discord has to refuse the token before we believe it. One 401 may be a hiccup
/// of Discord's, and with code 78 no supervisor would start us again; the limiter sees to it that
/// the next is five minutes later.
const BELIEVED: u32 = 2;

/// What Discord says of how often we may still introduce ourselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Allowance {
    /// So many times.
    pub(super) remaining: u64,
    /// After this it is more again.
    pub(super) reset_after: TimeDelta,
}

/// What an answer of Discord's says of our token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token {
    /// It was taken.
    Taken,
    /// It was refused.
    Refused,
    /// Discord did not get as far as that.
    Unknown,
}

/// How often in a row the token was refused, after so many times before and this answer.
pub(super) fn refusals(before: u32, token: Token) -> u32 {
    match token {
        Token::Taken => 0,
        Token::Refused => before.saturating_add(1),
        Token::Unknown => before,
    }
}

/// Whether a person has to make a new token.
pub(super) fn is_token_dead(refusals: u32) -> bool {
    refusals >= BELIEVED
}

/// Until when to wait, where Discord allows hardly any more: by what it says now, or where it says
/// nothing, by what it said `before`.
pub(super) fn wait_until_reset(
    now: DateTime<Utc>,
    allowance: Option<Allowance>,
    before: Option<DateTime<Utc>>,
) -> Option<DateTime<Utc>> {
    let Some(allowance) = allowance else {
        return before.filter(|until| *until > now);
    };
    let wait = allowance.reset_after.clamp(SHORTEST, COUNTS);
    (allowance.remaining < RESERVE).then_some(now + wait)
}

/// When whoever waits until then asks again.
pub(super) fn ask_again(now: DateTime<Utc>, until: DateTime<Utc>) -> DateTime<Utc> {
    until.min(now + ASK_AGAIN)
}

/// For how long an IDENTIFY counts.
pub(super) const COUNTS: TimeDelta = TimeDelta::days(1);

/// Until when to wait, if the budget is used up. `past`: oldest first.
pub(super) fn wait_until(now: DateTime<Utc>, past: &[DateTime<Utc>]) -> Option<DateTime<Utc>> {
    // What is later than now was written before the machine's clock was set back.
    let past: Vec<_> = past.iter().filter(|at| **at <= now).collect();
    let waits = BUDGET.iter().filter_map(|(times, window)| {
        let first = past.len().checked_sub(*times)?;
        Some(*past[first] + *window)
    });
    waits.max().filter(|until| *until > now)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(minute: i64) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + TimeDelta::minutes(minute)
    }

    #[test]
    fn the_budget_is_kept() {
        let each = |every: i64, times: i64| (0..times).map(|n| at(n * every)).collect::<Vec<_>>();
        for (what, past, now, wait) in [
            ("the first", vec![], at(0), None),
            ("one is left", each(0, 48), at(1), None),
            ("none is left", each(0, 49), at(1), Some(at(60))),
            ("an hour later", each(0, 49), at(60), None),
            ("one a minute", each(1, 49), at(48), Some(at(60))),
            (
                "the oldest of the last 49",
                each(1, 60),
                at(60),
                Some(at(71)),
            ),
            ("a clock set back", vec![at(90); 49], at(60), None),
            ("one in two minutes", each(2, 719), at(1438), None),
            // 900 in 18 hours and 45 minutes: the first one has to be a day old.
            ("a day's", each(1, 900), at(1_125), Some(at(1_440))),
            ("after a day", each(1, 900), at(1_440), None),
        ] {
            assert_eq!(wait_until(now, &past), wait, "{what}");
        }
    }

    #[test]
    fn the_last_hundred_that_discord_allows_are_left_alone() {
        let (now, day) = (at(0), TimeDelta::days(1));
        for (remaining, reset_after, wait) in [
            (1_000, day, None),
            (100, day, None),
            (99, TimeDelta::hours(3), Some(at(180))),
            (0, TimeDelta::zero(), Some(at(1))),
            (0, TimeDelta::days(400), Some(at(1_440))),
        ] {
            let allowance = Some(Allowance {
                remaining,
                reset_after,
            });
            // What it said before no longer counts.
            for before in [None, Some(at(600))] {
                let until = wait_until_reset(now, allowance, before);
                assert_eq!(until, wait, "{remaining}");
            }
        }
    }

    #[test]
    fn while_discord_says_nothing_what_it_said_before_holds() {
        for (before, wait) in [
            (None, None),
            (Some(at(5)), None),
            (Some(at(6)), Some(at(6))),
        ] {
            assert_eq!(wait_until_reset(at(5), None, before), wait);
        }
    }

    #[test]
    fn whoever_waits_asks_again_every_ten_minutes() {
        for (until, asks) in [(1, 1), (10, 10), (11, 10), (1_440, 10)] {
            assert_eq!(ask_again(at(0), at(until)), at(asks), "{until}");
        }
    }

    #[test]
    fn the_token_is_dead_once_it_was_refused_twice_in_a_row() {
        use Token::{Refused, Taken, Unknown};
        for (answers, is_dead) in [
            (&[][..], false),
            (&[Refused], false),
            (&[Refused, Unknown, Unknown], false),
            (&[Refused, Taken, Refused], false),
            (&[Refused, Refused], true),
            (&[Refused, Unknown, Refused], true),
            (&[Taken, Refused, Refused], true),
        ] {
            let times = answers.iter().copied().fold(0, refusals);
            assert_eq!(is_token_dead(times), is_dead, "{answers:?}");
        }
    }

    #[test]
    fn a_crash_loop_stays_below_fifty_an_hour_and_a_thousand_a_day() {
        let mut past = Vec::new();
        for second in (0..200_000).step_by(10) {
            let now = DateTime::UNIX_EPOCH + TimeDelta::seconds(second);
            if wait_until(now, &past).is_none() {
                past.push(now);
            }
        }
        for (most, window) in [(50, TimeDelta::hours(1)), (1_000, TimeDelta::days(1))] {
            for (place, first) in past.iter().enumerate() {
                let within = past[place..].iter().take_while(|at| **at - *first < window);
                assert!(within.count() < most);
            }
        }
    }
}
