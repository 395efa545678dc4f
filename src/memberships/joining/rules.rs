//! How far somebody is on their way into a plan, and what may come next.

use chrono::{DateTime, TimeDelta, Utc};

use crate::config::Config;
use crate::input;
use crate::memberships::rules::{self, Period, Refusal, Yen};

/// The most seats that are counted.
const MOST_SEATS: i64 = 100_000;
/// Whoever has not paid is reminded so long before it is too late.
const REMINDED_BEFORE: TimeDelta = TimeDelta::days(2);

/// How far somebody is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::Type)]
#[sqlx(rename_all = "lowercase")]
pub(super) enum Stage {
    /// The owner decides whether.
    Applied,
    /// The money is awaited.
    Awaiting,
    /// The plan is full.
    Queued,
    /// A seat is free for them for a while.
    Offered,
    /// They have it.
    Approved,
    /// The owner said no.
    Declined,
    /// They want it no more, or have come to it otherwise.
    Withdrawn,
    /// The time to pay, or to take the seat, is over.
    Expired,
}

impl Stage {
    /// Whether something is still to come.
    pub(super) const fn is_open(self) -> bool {
        match self {
            Self::Applied | Self::Awaiting | Self::Queued | Self::Offered => true,
            Self::Approved | Self::Declined | Self::Withdrawn | Self::Expired => false,
        }
    }
}

/// What may happen to an application.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// The owner lets them in.
    Admit,
    /// The money came.
    Paid,
    /// The owner says no.
    Decline,
    /// The applicant wants it no more.
    Withdraw,
    /// The time to pay, or to take the seat, is over.
    Lapse,
    /// A seat is free for them.
    Offer,
    /// The plan is sold no more, and nobody waits for a seat of it.
    Close,
}

/// Who may buy a plan.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, sqlx::Type)]
#[sqlx(rename_all = "lowercase")]
pub enum Buyers {
    /// Whoever pays.
    #[default]
    Anyone,
    /// Whom the owner lets in.
    Approved,
}

/// Where whoever agrees to a plan stands at first. Free of charge and open to anyone, they have it.
pub(super) const fn first(buyers: Buyers, price: Yen) -> Stage {
    match (buyers, price.0) {
        (Buyers::Approved, _) => Stage::Applied,
        (Buyers::Anyone, 0) => Stage::Approved,
        (Buyers::Anyone, _) => Stage::Awaiting,
    }
}

/// How many people may hold a plan; 0: any number.
pub(super) fn seats(typed: Option<i64>) -> Result<Option<u32>, Refusal> {
    match typed {
        None | Some(0) => Ok(None),
        Some(seats @ 1..=MOST_SEATS) => u32::try_from(seats)
            .map(Some)
            .map_err(|_| Refusal::BadSeats),
        Some(_) => Err(Refusal::BadSeats),
    }
}

/// Money that came in for an application of which so much is `due`: there is no such payment without
/// an amount.
pub(super) fn received(amount: Option<i64>, due: i64) -> Result<Yen, Refusal> {
    let bad = Refusal::BadAmount(Yen(due));
    let paid = rules::paid(amount).map_err(|_| bad.clone())?;
    paid.ok_or(bad)
}

/// The same as somebody types it into a form: whole yen, in digits of any width.
pub(super) fn typed(amount: &str, due: i64) -> Result<Yen, Refusal> {
    let is_decoration = |c: char| c.is_whitespace() || matches!(c, ',' | '、' | '円' | '¥' | '\\');
    let mut digits = input::folded(amount);
    digits.retain(|c| !is_decoration(c));
    let is_number = !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit());
    received(is_number.then(|| digits.parse().ok()).flatten(), due)
}

/// What somebody had of a plan when they applied for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Before {
    /// Nothing ever.
    Nothing,
    /// They had it before.
    Had,
    /// They have it.
    Has,
}

/// The same, from their periods of the plan.
pub(super) fn before(periods: &[Period], applied_at: DateTime<Utc>) -> Before {
    let mut earlier = periods
        .iter()
        .filter(|period| period.starts_at < applied_at);
    let has = |period: &Period| period.access_until.is_none_or(|end| end > applied_at);
    if earlier.clone().any(has) {
        Before::Has
    } else if earlier.next().is_some() {
        Before::Had
    } else {
        Before::Nothing
    }
}

/// When whoever is to pay until then is reminded: nobody who has just been told how.
pub(super) fn remind_at(
    config: &Config,
    until: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Option<DateTime<Utc>> {
    let at = until - REMINDED_BEFORE;
    let at = config.notices.quiet.after(at, config.timezone.0);
    (at > now).then_some(at)
}

/// Where a step leads.
pub(super) fn next(stage: Stage, step: Step, price: Yen) -> Result<Stage, Refusal> {
    use Stage::{Applied, Approved, Awaiting, Declined, Expired, Offered, Queued, Withdrawn};
    match (step, stage) {
        (Step::Admit, Applied) if price.0 == 0 => Ok(Approved),
        (Step::Admit, Applied) => Ok(Awaiting),
        // Also what comes late or after a no, and what the owner takes instead of deciding first.
        (Step::Paid, Applied | Awaiting | Expired | Declined | Withdrawn) => Ok(Approved),
        (Step::Decline, Applied | Awaiting) | (Step::Close, Queued) => Ok(Declined),
        (Step::Withdraw, Applied | Awaiting | Queued | Offered) => Ok(Withdrawn),
        (Step::Lapse, Awaiting | Offered) => Ok(Expired),
        (Step::Offer, Queued) => Ok(Offered),
        (Step::Admit, Awaiting | Queued | Offered | Approved | Declined | Withdrawn | Expired)
        | (Step::Paid, Queued | Offered | Approved)
        | (Step::Decline, Queued | Offered | Approved | Declined | Withdrawn | Expired)
        | (Step::Withdraw, Approved | Declined | Withdrawn | Expired)
        | (Step::Lapse, Applied | Queued | Approved | Declined | Withdrawn | Expired)
        | (
            Step::Offer | Step::Close,
            Applied | Awaiting | Offered | Approved | Declined | Withdrawn | Expired,
        ) => Err(Refusal::ApplicationHasChanged),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const STAGES: [Stage; 8] = [
        Stage::Applied,
        Stage::Awaiting,
        Stage::Queued,
        Stage::Offered,
        Stage::Approved,
        Stage::Declined,
        Stage::Withdrawn,
        Stage::Expired,
    ];
    const STEPS: [Step; 7] = [
        Step::Admit,
        Step::Paid,
        Step::Decline,
        Step::Withdraw,
        Step::Lapse,
        Step::Offer,
        Step::Close,
    ];

    #[test]
    fn nothing_comes_after_the_end_and_nobody_who_owes_money_is_let_in() {
        for stage in STAGES {
            for step in STEPS {
                let after = next(stage, step, Yen(2_980));
                let ended = [Stage::Expired, Stage::Declined, Stage::Withdrawn];
                let is_late = step == Step::Paid && ended.contains(&stage);
                if !stage.is_open() && !is_late {
                    assert!(after.is_err(), "{stage:?} {step:?}");
                }
                if after == Ok(Stage::Approved) {
                    assert_eq!(step, Step::Paid, "{stage:?}");
                    let may_pay = [Stage::Applied, Stage::Awaiting];
                    assert!(is_late || may_pay.contains(&stage), "{stage:?}");
                }
                if let Ok(after) = after {
                    assert_ne!(after, stage);
                }
            }
        }
        assert_eq!(first(Buyers::Anyone, Yen(1)), Stage::Awaiting);
    }

    #[test]
    fn money_is_read_as_it_is_written_and_never_as_another_amount() {
        for written in ["2980", "２９８０", " 2,980円 ", "￥２，９８０", "¥2980"] {
            assert_eq!(typed(written, 2_980), Ok(Yen(2_980)), "{written}");
        }
        for written in [
            "",
            "0",
            "-1",
            "29.80",
            "2980.0",
            "千円",
            "二千円",
            "1000001",
            "2 980x",
            "+5",
        ] {
            let bad = Err(Refusal::BadAmount(Yen(2_980)));
            assert_eq!(typed(written, 2_980), bad, "{written}");
        }
    }

    #[test]
    fn who_applies_is_new_comes_back_or_goes_on() {
        let day = |day: i64| DateTime::UNIX_EPOCH + TimeDelta::days(day);
        let period = |from, until: Option<i64>| Period {
            starts_at: day(from),
            ends_at: until.map(day),
            access_until: until.map(day),
            is_trial: false,
        };
        for (periods, expected) in [
            (vec![], Before::Nothing),
            // A trial, or what was paid for since.
            (vec![period(10, Some(20))], Before::Nothing),
            (vec![period(1, Some(10))], Before::Had),
            (vec![period(1, Some(11))], Before::Has),
            (vec![period(1, Some(5)), period(3, None)], Before::Has),
        ] {
            assert_eq!(before(&periods, day(10)), expected, "{periods:?}");
        }
    }

    #[test]
    fn seats_are_a_number_or_none() {
        assert_eq!(seats(None), Ok(None));
        assert_eq!(seats(Some(0)), Ok(None));
        assert_eq!(seats(Some(100_000)), Ok(Some(100_000)));
        for typed in [-1, 100_001, i64::MIN, i64::MAX] {
            assert_eq!(seats(Some(typed)), Err(Refusal::BadSeats));
        }
    }

    #[test]
    fn what_costs_nothing_needs_at_most_the_owners_word() {
        assert_eq!(first(Buyers::Anyone, Yen(0)), Stage::Approved);
        assert_eq!(first(Buyers::Approved, Yen(0)), Stage::Applied);
        let admitted = next(Stage::Applied, Step::Admit, Yen(0));
        assert_eq!(admitted, Ok(Stage::Approved));
    }
}
