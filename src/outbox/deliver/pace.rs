//! Who goes next when many wait: no role or channel takes every place, and while Discord cannot be
//! reached one effect asks for all.

use std::collections::HashMap;

use chrono::{DateTime, TimeDelta, Utc};

use super::{Due, Outcome};

/// How many effects under way may need the same role or channel: Discord's limits take those one
/// by one, and whoever waits for something else must not stand behind them.
const IN_LANE: usize = 4;
/// After so many failures in a row Discord counts as not to be reached.
const FAILURES: u32 = 5;
/// While it does, one effect is tried this often.
const PROBE: TimeDelta = TimeDelta::seconds(5);

/// How many effects that need the same role or channel are under way.
#[derive(Debug, Default)]
pub(super) struct Lanes(HashMap<String, usize>);

impl Lanes {
    /// `false` where there is no room.
    pub(super) fn enter(&mut self, due: &Due) -> bool {
        let Some(lane) = &due.depends_on else {
            return true;
        };
        let taken = self.0.entry(lane.clone()).or_default();
        let has_room = *taken < IN_LANE;
        *taken += usize::from(has_room);
        has_room
    }

    /// It is over, or does not go after all.
    pub(super) fn leave(&mut self, due: &Due) {
        let Some(lane) = &due.depends_on else {
            return;
        };
        if let Some(taken) = self.0.get_mut(lane) {
            *taken -= 1;
            if *taken == 0 {
                self.0.remove(lane);
            }
        }
    }
}

/// Whether Discord is there, as far as the last attempts tell.
#[derive(Debug, Default)]
pub(super) struct Reach {
    failures: u32,
}

impl Reach {
    /// Until when nothing is tried, after this outcome; `None` while Discord is there.
    pub(super) fn after(
        &mut self,
        outcome: &Outcome,
        until: Option<DateTime<Utc>>,
        now: DateTime<Utc>,
    ) -> Option<DateTime<Utc>> {
        match outcome {
            // It answered.
            Outcome::Done(_)
            | Outcome::Undeliverable(_)
            | Outcome::NeverHappened
            | Outcome::Paused(..)
            | Outcome::Held(_) => {
                self.failures = 0;
                if until.is_some() {
                    tracing::info!("Discord is reached again");
                }
                return None;
            }
            // Nothing was asked, or what was asked tells nothing.
            Outcome::Full(_) | Outcome::LookAgain(..) | Outcome::Retry(..) => return until,
            Outcome::Unknown(_) => self.failures += 1,
            Outcome::Unreachable => self.failures = FAILURES,
        }
        // What asks for all may fail only once.
        if self.failures < FAILURES && until.is_none() {
            return None;
        }
        if until.is_none() {
            tracing::warn!("Discord cannot be reached; what is queued waits for it");
        }
        Some(now + PROBE)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn failures_in_a_row_stop_everything_and_one_answer_starts_it() {
        let now = DateTime::UNIX_EPOCH;
        let failed = || Outcome::Unknown("HTTP 502".into());
        let mut reach = Reach::default();
        for _ in 1..FAILURES {
            assert_eq!(reach.after(&failed(), None, now), None);
        }
        assert_eq!(reach.after(&Outcome::Done(None), None, now), None);
        for _ in 1..FAILURES {
            assert_eq!(reach.after(&failed(), None, now), None);
        }
        let until = reach.after(&failed(), None, now);
        assert_eq!(until, Some(now + PROBE));
        let full = Outcome::Full(TimeDelta::seconds(1));
        assert_eq!(reach.after(&full, until, now), until);
        let later = now + PROBE;
        assert_eq!(reach.after(&failed(), until, later), Some(later + PROBE));
        assert_eq!(reach.after(&Outcome::Done(None), until, later), None);
        assert_eq!(reach.after(&Outcome::Unreachable, None, now), until);
    }
}
