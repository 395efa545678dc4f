//! The only place that asks what time it is.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Instant;

use chrono::{DateTime, SubsecRound as _, TimeDelta, Utc};

/// What time it is: the system's clock, the system's clock moved by an offset (the demo), or a
/// clock that stands still until it is moved (tests).
#[derive(Clone, Debug)]
pub struct Clock(Kind);

#[derive(Clone, Debug)]
enum Kind {
    System,
    /// Milliseconds added to the system's clock.
    Offset(Arc<AtomicI64>),
    /// Milliseconds since the epoch.
    Fixed(Arc<AtomicI64>),
}

impl Clock {
    /// The machine's own clock.
    pub fn system() -> Self {
        Self(Kind::System)
    }

    /// A clock that ticks and stands `offset` from the machine's own.
    pub fn offset(offset: TimeDelta) -> Self {
        Self(Kind::Offset(Arc::new(AtomicI64::new(
            offset.num_milliseconds(),
        ))))
    }

    /// A clock that stands at `at`.
    pub fn fixed(at: DateTime<Utc>) -> Self {
        Self(Kind::Fixed(Arc::new(AtomicI64::new(at.timestamp_millis()))))
    }

    /// Now, in whole milliseconds: what is stored compares equal to what was meant.
    pub fn now(&self) -> DateTime<Utc> {
        match &self.0 {
            Kind::System => system_now(),
            Kind::Offset(ms) => system_now() + TimeDelta::milliseconds(ms.load(Ordering::Relaxed)),
            Kind::Fixed(ms) => {
                DateTime::from_timestamp_millis(ms.load(Ordering::Relaxed)).unwrap_or_default()
            }
        }
    }

    /// Moves a movable clock forward to `at`; never back. The system's clock stays as it is.
    pub fn set(&self, at: DateTime<Utc>) {
        match &self.0 {
            Kind::System => {}
            Kind::Offset(ms) => {
                let offset = (at - system_now()).num_milliseconds();
                ms.fetch_max(offset, Ordering::Relaxed);
            }
            Kind::Fixed(ms) => {
                ms.fetch_max(at.timestamp_millis(), Ordering::Relaxed);
            }
        }
    }
}

/// Compares wall and monotonic time within one run: a wall clock that moves by itself is a fault
/// of the machine, having been down is not.
#[derive(Debug)]
pub struct JumpGuard {
    clock: Clock,
    wall: DateTime<Utc>,
    monotonic: Instant,
}

impl JumpGuard {
    /// Starts comparing from now on.
    pub fn new(clock: &Clock) -> Self {
        Self {
            clock: clock.clone(),
            wall: clock.now(),
            monotonic: monotonic_now(),
        }
    }

    /// How far the wall clock jumped, if it did: over 5 minutes back or 7 days forward against
    /// the monotonic clock since the start. A clock that is moved on purpose never jumps.
    pub fn jump(&self) -> Option<TimeDelta> {
        match self.clock.0 {
            Kind::System => {}
            Kind::Offset(_) | Kind::Fixed(_) => return None,
        }
        let elapsed = TimeDelta::from_std(self.monotonic.elapsed()).unwrap_or(TimeDelta::MAX);
        let drift = (self.clock.now() - self.wall) - elapsed;
        (drift < TimeDelta::minutes(-5) || drift > TimeDelta::days(7)).then_some(drift)
    }
}

#[expect(clippy::disallowed_methods, reason = "this is the clock")]
fn system_now() -> DateTime<Utc> {
    Utc::now().trunc_subsecs(3)
}

/// A monotonic instant, for pacing and timeouts (never for dates).
#[expect(clippy::disallowed_methods, reason = "this is the clock")]
pub fn monotonic_now() -> Instant {
    Instant::now()
}

/// The same for waiting: tests that stop tokio's time stop this too.
pub fn pacing_now() -> tokio::time::Instant {
    tokio::time::Instant::now()
}
