//! When a question that waits goes to whom. Pure.

mod pick;

use chrono::{DateTime, NaiveTime, TimeDelta, Utc};
use chrono_tz::Tz;

use crate::input;
use crate::questions::question::{Question, State};

pub use pick::{Known, Pick, Reason, Wanted, of_field, pick, to_join};

/// From then on a question stands on top of those that wait.
pub const BOARD: TimeDelta = TimeDelta::hours(24);

/// To whom a question goes, one after the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, sqlx::Type)]
#[sqlx(rename_all = "snake_case")]
pub enum Stage {
    /// Mentors of the field follow its thread, without a word.
    Join,
    /// Up to three who are nearest are told.
    Near,
    /// All of the field are told.
    Field,
    /// The owner is told.
    Owner,
}

impl Stage {
    /// Every one of them, in order.
    pub const ALL: [Self; 4] = [Self::Join, Self::Near, Self::Field, Self::Owner];

    /// Hours after a question began to wait.
    const fn hours(self) -> i64 {
        match self {
            Self::Join => 0,
            Self::Near => 2,
            Self::Field => 8,
            Self::Owner => 20,
        }
    }

    /// Its name in the journal.
    pub(in crate::questions) const fn kind(self) -> &'static str {
        match self {
            Self::Join => "route.join",
            Self::Near => "route.near",
            Self::Field => "route.field",
            Self::Owner => "route.owner",
        }
    }

    /// What comes after it.
    pub const fn next(self) -> Option<Self> {
        match self {
            Self::Join => Some(Self::Near),
            Self::Near => Some(Self::Field),
            Self::Field => Some(Self::Owner),
            Self::Owner => None,
        }
    }
}

/// When a question goes there that waits since then, while its clock `stopped` for so long.
///
/// Never at night: it waits for the morning; what is for the owner goes in the evening before,
/// because a first answer is promised within 24 hours.
pub fn due(from: DateTime<Utc>, stopped: TimeDelta, stage: Stage, zone: Tz) -> DateTime<Utc> {
    let at = from + stopped + TimeDelta::hours(stage.hours());
    match stage {
        Stage::Owner => evening(at, zone),
        Stage::Join | Stage::Near | Stage::Field => morning(at, zone),
    }
}

/// The hours of the night on the salon's wall: nobody is told anything unasked.
const NIGHT: (u32, u32) = (23, 7);
/// The hour at which the owner is told what falls into the night.
const EVENING: u32 = 22;

/// The first moment from `at` on that is not at night.
pub(in crate::questions) fn morning(at: DateTime<Utc>, zone: Tz) -> DateTime<Utc> {
    let civil = at.with_timezone(&zone).naive_local();
    let day = match night(civil.time()) {
        Night::No => return at,
        Night::Late => civil.date().succ_opt(),
        Night::Early => Some(civil.date()),
    };
    // Where a clock is set back, never earlier.
    day.map_or(at, |day| {
        input::instant(zone, day.and_time(hour(NIGHT.1))).max(at)
    })
}

/// The last moment until `at` that is not at night and not in its last hour before.
fn evening(at: DateTime<Utc>, zone: Tz) -> DateTime<Utc> {
    let civil = at.with_timezone(&zone).naive_local();
    let day = match night(civil.time()) {
        Night::No => return at,
        Night::Late => Some(civil.date()),
        Night::Early => civil.date().pred_opt(),
    };
    day.map_or(at, |day| {
        input::instant(zone, day.and_time(hour(EVENING))).min(at)
    })
}

enum Night {
    No,
    /// Before midnight.
    Late,
    /// After it.
    Early,
}

fn night(time: NaiveTime) -> Night {
    if time >= hour(NIGHT.0) {
        Night::Late
    } else if time < hour(NIGHT.1) {
        Night::Early
    } else {
        Night::No
    }
}

/// The beginning of an hour that every day has.
fn hour(hour: u32) -> NaiveTime {
    NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or_default()
}

/// How a question waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::FromRow)]
pub(in crate::questions) struct Waiting {
    /// Since when, later by as long as the clock stood still; `None`: it does not wait.
    #[sqlx(rename = "waiting_from")]
    pub(in crate::questions) from: Option<DateTime<Utc>>,
    /// Counts how often it began to.
    #[sqlx(rename = "waiting_round")]
    pub(in crate::questions) round: i64,
    /// To whom it goes next.
    #[sqlx(rename = "next_stage")]
    pub(in crate::questions) next: Option<Stage>,
    /// When; `None` also while somebody has it or nobody can answer.
    #[sqlx(rename = "stage_due_at")]
    pub(in crate::questions) due_at: Option<DateTime<Utc>>,
}

impl Waiting {
    /// Of a question that is asked now.
    pub(in crate::questions) fn begun(now: DateTime<Utc>, zone: Tz) -> Self {
        Self::anew(now, 1, Stage::Join, zone)
    }

    fn anew(now: DateTime<Utc>, round: i64, first: Stage, zone: Tz) -> Self {
        Self {
            from: Some(now),
            round,
            next: Some(first),
            due_at: Some(due(now, TimeDelta::zero(), first, zone)),
        }
    }

    /// The latest stage that is due by now: what was missed before it is not made up for.
    pub(in crate::questions) fn latest(self, now: DateTime<Utc>, zone: Tz) -> Option<Stage> {
        let (from, next) = (self.from?, self.next?);
        let is_due = |stage: &Stage| due(from, TimeDelta::zero(), *stage, zone) <= now;
        let due = Stage::ALL.into_iter().filter(|stage| *stage >= next);
        // It is due by what is remembered, whatever is reckoned now.
        due.take_while(is_due).last().or(Some(next))
    }

    /// As it waits once this stage is over.
    pub(in crate::questions) fn after(self, stage: Stage, zone: Tz) -> Self {
        let next = stage.next();
        Self {
            next,
            due_at: next_due(self.from, next, zone),
            ..self
        }
    }

    /// As it waits after a step.
    pub(in crate::questions) fn follow(
        self,
        (before, after): (&Question, &Question),
        now: DateTime<Utc>,
        zone: Tz,
    ) -> Self {
        if !is_owed(after) {
            return Self {
                from: None,
                next: None,
                due_at: None,
                ..self
            };
        }
        let Some(mut from) = self.from else {
            // It was answered or closed: whoever had it hears first, and its field after hours.
            return Self::anew(now, self.round + 1, Stage::Field, zone).shown(after.state);
        };
        if before.state.stops_clock() && !after.state.stops_clock() && self.next.is_some() {
            from += now - before.clock_stopped_at.unwrap_or(now);
        }
        let due_at = next_due(Some(from), self.next, zone);
        Self {
            from: Some(from),
            due_at,
            ..self
        }
        .shown(after.state)
    }

    /// Nobody is told while somebody has it, or nobody can answer.
    fn shown(self, state: State) -> Self {
        Self {
            due_at: self.due_at.filter(|_| is_open(state)),
            ..self
        }
    }
}

fn next_due(from: Option<DateTime<Utc>>, next: Option<Stage>, zone: Tz) -> Option<DateTime<Utc>> {
    Some(due(from?, TimeDelta::zero(), next?, zone))
}

/// Nobody has it, and somebody could answer.
pub(in crate::questions) const fn is_open(state: State) -> bool {
    matches!(state, State::Open | State::Reopened)
}

/// Its asker waits for an answer, now or as soon as it is shown again.
fn is_owed(question: &Question) -> bool {
    // Only what is hidden has a state to go back to.
    question.held_from.unwrap_or(question.state).is_owed()
}

#[cfg(test)]
mod tests;
