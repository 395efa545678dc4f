//! How figures are made. Pure.
//!
//! The clock to the first answer, and to the resolution, stands still while nobody could answer: more
//! was asked of the asker, or the question was hidden. Of that only what came before the answer
//! (or the resolution) is taken off, step by step; the sum that a question carries includes what came
//! after it.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, TimeDelta, Utc};

use crate::ids::QuestionId;
use crate::questions::{Kind, State};

/// Within this time a question is to have its first answer.
pub(super) const PROMISE: TimeDelta = TimeDelta::hours(24);
/// Of so many in a hundred.
pub(super) const PROMISED: usize = 95;
/// Of fewer ratings somebody could be recognised.
pub(super) const FEWEST_RATINGS: usize = 3;

/// A question that was asked.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub(super) struct Case {
    pub(super) id: QuestionId,
    pub(super) kind: Kind,
    pub(super) field: String,
    pub(super) state: State,
    pub(super) asked_at: DateTime<Utc>,
    pub(super) first_answer_at: Option<DateTime<Utc>>,
    pub(super) resolved_at: Option<DateTime<Utc>>,
    pub(super) stars: Option<i64>,
    pub(super) is_reopened: bool,
    pub(super) is_auto_resolved: bool,
}

/// What happened to a question, as far as its clock cares.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub(super) struct Step {
    pub(super) question_id: QuestionId,
    pub(super) version: i64,
    pub(super) at: DateTime<Utc>,
    pub(super) to_state: State,
}

/// The smallest value that at least `percent` in a hundred do not exceed (nearest rank). `sorted` rises.
pub(super) fn percentile(sorted: &[i64], percent: usize) -> Option<i64> {
    let rank = (sorted.len() * percent).div_ceil(100).max(1);
    sorted.get(rank - 1).copied()
}

/// Seconds from the asking to `end`, without those in which nobody could answer.
pub(super) fn waited(asked_at: DateTime<Utc>, end: DateTime<Utc>, steps: &[Step]) -> i64 {
    let mut stopped = TimeDelta::zero();
    let mut since: Option<DateTime<Utc>> = None;
    for step in steps.iter().take_while(|step| step.at < end) {
        match (since, step.to_state.stops_clock()) {
            (None, true) => since = Some(step.at),
            (Some(at), false) => {
                stopped += step.at - at;
                since = None;
            }
            (None, false) | (Some(_), true) => {}
        }
    }
    if let Some(at) = since {
        stopped += end - at;
    }
    (end - asked_at - stopped).num_seconds().max(0)
}

/// A few times in the middle and at the slow end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Spread {
    pub(super) median: Option<i64>,
    pub(super) slow: Option<i64>,
}

impl Spread {
    fn of(mut seconds: Vec<i64>) -> Self {
        seconds.sort_unstable();
        Self {
            median: percentile(&seconds, 50),
            slow: percentile(&seconds, 95),
        }
    }
}

/// So many of so many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Share {
    pub(super) part: usize,
    pub(super) of: usize,
}

impl Share {
    /// In a hundred, rounded down: what was missed is not rounded away.
    pub(super) fn percent(self) -> Option<usize> {
        (self.part * 100).checked_div(self.of)
    }
}

/// What was asked in a month, and what became of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Figures {
    pub(super) asked: usize,
    /// Of those whose promise is kept or broken by now.
    pub(super) in_time: Share,
    pub(super) first: Spread,
    pub(super) resolution: Spread,
    pub(super) unanswered: usize,
    pub(super) reopened: usize,
    pub(super) duplicates: usize,
    pub(super) withdrawn: usize,
    pub(super) auto_resolved: usize,
    pub(super) stars: Vec<i64>,
    /// The same promise by kind and field.
    pub(super) by: BTreeMap<(&'static str, String), (Kind, usize, Share)>,
}

impl Figures {
    pub(super) fn of(month: &[(Case, Vec<Step>)], now: DateTime<Utc>) -> Self {
        let count = |is: &dyn Fn(&Case) -> bool| month.iter().filter(|(one, _)| is(one)).count();
        let first = |one: &Case, steps: &[Step]| {
            let end = one.first_answer_at?;
            Some(waited(one.asked_at, end, steps))
        };
        let resolution = |one: &Case, steps: &[Step]| {
            let end = one.resolved_at?;
            Some(waited(one.asked_at, end, steps))
        };
        let mut figures = Self {
            asked: month.len(),
            unanswered: count(&|one| one.state.is_owed()),
            reopened: count(&|one| one.is_reopened),
            duplicates: count(&|one| one.state == State::Duplicate),
            withdrawn: count(&|one| one.state == State::Withdrawn),
            auto_resolved: count(&|one| one.is_auto_resolved),
            stars: month.iter().filter_map(|(one, _)| one.stars).collect(),
            first: Spread::of(
                month
                    .iter()
                    .filter_map(|(one, steps)| first(one, steps))
                    .collect(),
            ),
            resolution: Spread::of(
                month
                    .iter()
                    .filter_map(|(one, steps)| resolution(one, steps))
                    .collect(),
            ),
            ..Self::default()
        };
        for (one, steps) in month {
            let key = (kind_key(one.kind), one.field.clone());
            let line = figures
                .by
                .entry(key)
                .or_insert((one.kind, 0, Share::default()));
            line.1 += 1;
            if let Some(is_kept) = kept(one, steps, now) {
                for share in [&mut line.2, &mut figures.in_time] {
                    share.of += 1;
                    share.part += usize::from(is_kept);
                }
            }
        }
        figures
    }
}

/// Whether the promise to its asker was kept; `None` where that is open, or nobody owes an answer.
pub(super) fn kept(one: &Case, steps: &[Step], now: DateTime<Utc>) -> Option<bool> {
    let promise = PROMISE.num_seconds();
    if let Some(end) = one.first_answer_at {
        return Some(waited(one.asked_at, end, steps) <= promise);
    }
    let is_late = waited(one.asked_at, now, steps) > promise;
    (one.state.is_owed() && is_late).then_some(false)
}

const fn kind_key(kind: Kind) -> &'static str {
    match kind {
        Kind::Medical => "medical",
        Kind::Study => "study",
        Kind::Career => "career",
        Kind::Failure => "failure",
    }
}

/// The mean of ratings in tenths, rounded.
pub(super) fn mean_in_tenths(stars: &[i64]) -> Option<i64> {
    let count = i64::try_from(stars.len()).ok().filter(|count| *count > 0)?;
    Some((stars.iter().sum::<i64>() * 20 + count) / (count * 2))
}

/// When somebody first answered a question.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(super) struct Answered {
    pub(super) question_id: QuestionId,
    pub(super) asked_at: DateTime<Utc>,
    pub(super) at: DateTime<Utc>,
}

/// What else is counted of a mentor.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, sqlx::FromRow)]
pub(super) struct Counts {
    pub(super) thanks: i64,
    pub(super) open_claims: i64,
}

/// What a mentor did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Own {
    pub(super) answered: usize,
    pub(super) median: Option<i64>,
    pub(super) counts: Counts,
    /// The mean in tenths of how many, where nobody can be recognised by it.
    pub(super) rating: Option<(i64, usize)>,
}

impl Own {
    pub(super) fn of(
        answers: &[Answered],
        steps: &HashMap<QuestionId, Vec<Step>>,
        counts: Counts,
        stars: &[i64],
    ) -> Self {
        let times = answers.iter().map(|answer| {
            let steps = steps.get(&answer.question_id);
            waited(answer.asked_at, answer.at, steps.map_or(&[], Vec::as_slice))
        });
        let is_shown = stars.len() >= FEWEST_RATINGS;
        let rating = mean_in_tenths(stars).filter(|_| is_shown);
        Self {
            answered: answers.len(),
            median: Spread::of(times.collect()).median,
            counts,
            rating: rating.map(|mean| (mean, stars.len())),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(hours: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_800_000_000, 0).unwrap() + TimeDelta::hours(hours)
    }

    fn step(hours: i64, to_state: State) -> Step {
        Step {
            question_id: QuestionId(1),
            version: hours,
            at: at(hours),
            to_state,
        }
    }

    fn asked(state: State, first: Option<i64>) -> Case {
        Case {
            id: QuestionId(1),
            kind: Kind::Study,
            field: "other".into(),
            state,
            asked_at: at(0),
            first_answer_at: first.map(at),
            resolved_at: None,
            stars: None,
            is_reopened: false,
            is_auto_resolved: false,
        }
    }

    #[test]
    fn percentiles_are_values_that_were_there() {
        let ten: Vec<i64> = (1..=10).collect();
        for (percent, expected) in [(0, 1), (50, 5), (51, 6), (95, 10), (100, 10)] {
            assert_eq!(percentile(&ten, percent), Some(expected), "{percent}");
        }
        assert_eq!(percentile(&[], 50), None);
        assert_eq!(percentile(&[7], 95), Some(7));
    }

    #[test]
    fn only_what_stopped_the_clock_before_the_end_is_taken_off() {
        let steps = [
            step(2, State::NeedsInfo),
            step(5, State::Open),
            step(6, State::Answered),
            step(7, State::Held),
            step(9, State::Answered),
        ];
        assert_eq!(waited(at(0), at(6), &steps), 3 * 3_600);
        assert_eq!(waited(at(0), at(10), &steps), 5 * 3_600);
        // Answered while more was asked of the asker.
        assert_eq!(waited(at(0), at(4), &steps), 2 * 3_600);
        assert_eq!(waited(at(0), at(1), &[]), 3_600);
    }

    #[test]
    fn a_promise_is_kept_broken_or_open() {
        for (one, now, expected) in [
            (asked(State::Answered, Some(24)), 30, Some(true)),
            (asked(State::Resolved, Some(25)), 30, Some(false)),
            (asked(State::Open, None), 24, None),
            (asked(State::Claimed, None), 25, Some(false)),
            (asked(State::Withdrawn, None), 99, None),
            (asked(State::Duplicate, None), 99, None),
            (asked(State::Erased, Some(3)), 99, Some(true)),
        ] {
            assert_eq!(kept(&one, &[], at(now)), expected, "{one:?}");
        }
        let waits = [step(1, State::NeedsInfo)];
        assert_eq!(kept(&asked(State::NeedsInfo, None), &waits, at(99)), None);
    }

    #[test]
    fn few_ratings_are_not_shown_and_a_mean_is_rounded() {
        assert_eq!(mean_in_tenths(&[]), None);
        assert_eq!(mean_in_tenths(&[4, 5, 5]), Some(47));
        let own = |stars: &[i64]| Own::of(&[], &HashMap::new(), Counts::default(), stars).rating;
        assert_eq!(own(&[5, 5]), None);
        assert_eq!(own(&[5, 5, 2]), Some((40, 3)));
    }

    #[test]
    fn a_month_is_counted_as_a_whole_and_by_field() {
        let month = [
            (asked(State::Answered, Some(1)), Vec::new()),
            (asked(State::Resolved, Some(30)), Vec::new()),
            (asked(State::Open, None), Vec::new()),
            (asked(State::Withdrawn, None), Vec::new()),
        ];
        let figures = Figures::of(&month, at(2));
        assert_eq!(
            (figures.asked, figures.unanswered, figures.withdrawn),
            (4, 1, 1)
        );
        assert_eq!(figures.in_time, Share { part: 1, of: 2 });
        assert_eq!(figures.in_time.percent(), Some(50));
        assert_eq!(figures.first.median, Some(3_600));
        assert_eq!(figures.by.len(), 1);
        assert_eq!(Share::default().percent(), None);
    }

    proptest! {
        /// Wherever the clock stood still: nobody waited less than nothing, or longer than the time itself.
        #[test]
        fn a_wait_is_within_the_time_it_took(
            stops in prop::collection::vec((0..100_i64, any::<bool>()), 0..20), end in 0..120_i64,
        ) {
            let mut steps: Vec<Step> = stops
                .iter()
                .map(|(hours, stops)| step(*hours, if *stops { State::Held } else { State::Open }))
                .collect();
            steps.sort_by_key(|step| step.at);
            let waited = waited(at(0), at(end), &steps);
            prop_assert!((0..=end * 3_600).contains(&waited));
        }
    }
}
