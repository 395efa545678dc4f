//! The sandbox's clock, which a story or the demo can move.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use chrono::{DateTime, Duration, Utc};

/// A clock that several owners share: moving one copy moves them all.
#[derive(Clone, Debug)]
pub struct Clock(Arc<Mutex<Hands>>);

#[derive(Clone, Copy, Debug)]
enum Hands {
    /// The system's time, shifted.
    Running(Duration),
    /// Stands still until it is moved.
    Fixed(DateTime<Utc>),
}

impl Clock {
    /// Follows the system's clock until it is moved, and goes on from there.
    pub fn system() -> Self {
        Self(Arc::new(Mutex::new(Hands::Running(Duration::zero()))))
    }

    /// Stands at `at` until it is moved.
    pub fn fixed(at: DateTime<Utc>) -> Self {
        Self(Arc::new(Mutex::new(Hands::Fixed(at))))
    }

    /// What time it is in the sandbox.
    pub fn now(&self) -> DateTime<Utc> {
        match *self.0.lock().unwrap_or_else(PoisonError::into_inner) {
            Hands::Running(offset) => wall_now() + offset,
            Hands::Fixed(at) => at,
        }
    }

    /// Puts the clock to `at`; a running clock runs on from there.
    pub fn set(&self, at: DateTime<Utc>) {
        let mut hands = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *hands = match *hands {
            Hands::Running(_) => Hands::Running(at - wall_now()),
            Hands::Fixed(_) => Hands::Fixed(at),
        };
    }

    /// Moves the clock by `by`.
    pub fn advance(&self, by: Duration) {
        self.set(self.now() + by);
    }
}

impl Default for Clock {
    fn default() -> Self {
        Self::system()
    }
}

/// A moment on the clock that nobody can move, for deadlines and rate limits.
#[expect(
    clippy::disallowed_methods,
    reason = "the one place that asks the system"
)]
pub(crate) fn monotonic_now() -> Instant {
    Instant::now()
}

/// The system's time.
#[expect(
    clippy::disallowed_methods,
    reason = "the one place that asks the system"
)]
pub(crate) fn wall_now() -> DateTime<Utc> {
    Utc::now()
}
