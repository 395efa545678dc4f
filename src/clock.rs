//! The only place that asks what time it is.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
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
    Fixed(Arc<Hands>),
}

/// The hands of a clock that stands still, in milliseconds.
#[derive(Debug)]
struct Hands {
    /// Since the epoch, as the wall clock shows it.
    wall: AtomicI64,
    /// Since it was made, as a monotonic clock counts.
    elapsed: AtomicI64,
    /// By how much it goes on whenever somebody looks at it.
    tick: i64,
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
        Self::by_hand(at, 0)
    }

    /// A clock that stands at `at` and goes on by a millisecond whenever it is asked: what asks twice
    /// where it should ask once gets two answers, as it may anywhere.
    pub fn ticking(at: DateTime<Utc>) -> Self {
        Self::by_hand(at, 1)
    }

    fn by_hand(at: DateTime<Utc>, tick: i64) -> Self {
        Self(Kind::Fixed(Arc::new(Hands {
            wall: AtomicI64::new(at.timestamp_millis()),
            elapsed: AtomicI64::new(0),
            tick,
        })))
    }

    /// Now, in whole milliseconds: what is stored compares equal to what was meant.
    pub fn now(&self) -> DateTime<Utc> {
        match &self.0 {
            Kind::System => system_now(),
            Kind::Offset(ms) => system_now() + TimeDelta::milliseconds(ms.load(Ordering::Relaxed)),
            Kind::Fixed(hands) => {
                let wall = hands.wall.fetch_add(hands.tick, Ordering::Relaxed);
                DateTime::from_timestamp_millis(wall).unwrap_or_default()
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
            Kind::Fixed(hands) => {
                let at = at.timestamp_millis();
                let before = hands.wall.fetch_max(at, Ordering::Relaxed);
                hands
                    .elapsed
                    .fetch_add((at - before).max(0), Ordering::Relaxed);
            }
        }
    }

    /// Puts the wall clock of a fixed one forward or back, and only that: as when somebody sets the
    /// machine's clock. Others stay as they are.
    pub fn jump(&self, by: TimeDelta) {
        if let Kind::Fixed(hands) = &self.0 {
            hands
                .wall
                .fetch_add(by.num_milliseconds(), Ordering::Relaxed);
        }
    }

    /// What a monotonic clock counts beside this one; `None` where it is moved on purpose.
    fn stopwatch(&self) -> Option<Stopwatch> {
        match &self.0 {
            Kind::System => Some(Stopwatch::System(monotonic_now())),
            Kind::Offset(_) => None,
            Kind::Fixed(hands) => {
                let from = hands.elapsed.load(Ordering::Relaxed);
                Some(Stopwatch::Fixed(hands.clone(), from))
            }
        }
    }
}

/// Counts the time that passes, however the wall clock is set.
#[derive(Debug)]
enum Stopwatch {
    /// Since then.
    System(Instant),
    /// Since the hands stood there.
    Fixed(Arc<Hands>, i64),
}

impl Stopwatch {
    fn elapsed(&self) -> TimeDelta {
        match self {
            Self::System(from) => TimeDelta::from_std(from.elapsed()).unwrap_or(TimeDelta::MAX),
            Self::Fixed(hands, from) => {
                TimeDelta::milliseconds(hands.elapsed.load(Ordering::Relaxed) - from)
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
    stopwatch: Option<Stopwatch>,
    /// Whether it was off when somebody looked last.
    was_off: AtomicBool,
}

/// What the guard sees.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seen {
    /// Both clocks agree, as before.
    Steady,
    /// The wall clock jumped by so much since the last look.
    Jumped(TimeDelta),
    /// It is still off.
    Off,
    /// It is right again since the last look.
    SetRight,
}

impl JumpGuard {
    /// Starts comparing from now on.
    pub fn new(clock: &Clock) -> Self {
        Self {
            clock: clock.clone(),
            wall: clock.now(),
            stopwatch: clock.stopwatch(),
            was_off: AtomicBool::new(false),
        }
    }

    /// Looks, and says what changed since the last look.
    pub fn look(&self) -> Seen {
        let jump = self.jump();
        let was_off = self.was_off.swap(jump.is_some(), Ordering::Relaxed);
        match (was_off, jump) {
            (false, None) => Seen::Steady,
            (false, Some(by)) => Seen::Jumped(by),
            (true, Some(_)) => Seen::Off,
            (true, None) => Seen::SetRight,
        }
    }

    /// How far the wall clock jumped, if it did: over 5 minutes back or 7 days forward against
    /// the monotonic clock since the start. A clock that is moved on purpose never jumps.
    pub fn jump(&self) -> Option<TimeDelta> {
        let elapsed = self.stopwatch.as_ref()?.elapsed();
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

#[cfg(test)]
mod tests {
    use super::*;

    fn noon() -> DateTime<Utc> {
        DateTime::from_timestamp(1_775_001_600, 0).expect("a time")
    }

    #[test]
    fn a_clock_that_jumps_is_off_until_it_is_set_right() {
        let minutes = TimeDelta::minutes;
        for (by, is_jump) in [
            (minutes(-5), false),
            (minutes(-6), true),
            (TimeDelta::days(7), false),
            (TimeDelta::days(7) + minutes(1), true),
        ] {
            let clock = Clock::fixed(noon());
            let guard = JumpGuard::new(&clock);
            clock.jump(by);
            assert_eq!(guard.jump(), is_jump.then_some(by), "{by}");
            if !is_jump {
                assert_eq!(guard.look(), Seen::Steady, "{by}");
                continue;
            }
            assert_eq!(guard.look(), Seen::Jumped(by));
            // Time goes on meanwhile.
            clock.set(clock.now() + minutes(20));
            assert_eq!(guard.look(), Seen::Off);
            clock.jump(-by);
            assert_eq!(guard.look(), Seen::SetRight);
            assert_eq!(guard.look(), Seen::Steady);
        }
    }

    #[test]
    fn time_that_passes_is_no_jump_and_neither_is_what_is_moved_on_purpose() {
        for clock in [Clock::fixed(noon()), Clock::offset(TimeDelta::zero())] {
            let guard = JumpGuard::new(&clock);
            clock.set(clock.now() + TimeDelta::days(400));
            assert_eq!(guard.look(), Seen::Steady);
        }
        let guard = JumpGuard::new(&Clock::system());
        assert_eq!(guard.look(), Seen::Steady);
    }
}
