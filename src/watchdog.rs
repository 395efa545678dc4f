//! Ends the process when a part of it stands still, so that its supervisor starts it again.
//!
//! Each part has a [`Pulse`], a number that grows whenever the part moves. A plain thread looks at
//! them; neither a frozen runtime nor a lock that is never released can hold it up. It counts its
//! own looks and reads no clock: what stops all of us, a suspended machine or SIGSTOP, stops the
//! looks too and is no fault. A part that has never moved has not begun and is let be.

use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::Duration;

/// The exit code after a stall: `EX_SOFTWARE` of sysexits.h.
pub const EX_SOFTWARE: i32 = 70;

/// A part of the program that has to keep moving.
#[derive(Clone, Debug, Default)]
pub struct Pulse(Arc<AtomicU64>);

impl Pulse {
    /// It moved.
    pub fn beat(&self) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }

    /// Does the work; whenever it goes on after having waited for something, that is a beat.
    pub async fn watch<T>(self, work: impl Future<Output = T>) -> T {
        let mut work = pin!(work);
        std::future::poll_fn(|context| {
            self.beat();
            work.as_mut().poll(context)
        })
        .await
    }

    fn count(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}

/// Every part that has to keep moving.
#[derive(Clone, Debug, Default)]
pub struct Pulses {
    /// The runtime in which everything but the gateway's connection lives.
    pub runtime: Pulse,
    /// Taking in events.
    pub events: Pulse,
    /// Delivering effects.
    pub outbox: Pulse,
    /// What happens by the clock.
    pub due_work: Pulse,
    /// The gateway: a heartbeat was answered, a connection begun, or one that is held back.
    pub gateway: Pulse,
}

/// For how long each part may stand still.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// How often the thread looks.
    pub look: Duration,
    /// The runtime.
    pub runtime: Duration,
    /// The loops: each turns every 30 seconds, and a call to Discord ends within 10.
    pub loops: Duration,
    /// The gateway: two heartbeats and a slow connection take less.
    pub gateway: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            look: Duration::from_secs(1),
            runtime: Duration::from_secs(30),
            loops: Duration::from_mins(2),
            gateway: Duration::from_mins(3),
        }
    }
}

/// A part that stands still.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stall {
    /// Which part.
    pub part: &'static str,
    /// For how long at least.
    pub after: Duration,
}

/// Looks until it is dropped.
#[derive(Debug)]
pub struct Watchdog {
    _stop: Sender<()>,
}

impl Watchdog {
    /// Starts to look from within the runtime that is watched; a stall is told to `end`.
    pub fn start(
        pulses: &Pulses,
        limits: Limits,
        end: impl FnOnce(Stall) + Send + 'static,
    ) -> std::io::Result<Self> {
        let runtime = pulses.runtime.clone();
        tokio::spawn(async move {
            loop {
                runtime.beat();
                tokio::time::sleep(limits.look).await;
            }
        });
        let mut parts = parts(pulses, &limits);
        let (stop, stopped) = channel::<()>();
        thread::Builder::new()
            .name("watchdog".into())
            .spawn(move || {
                while let Err(RecvTimeoutError::Timeout) = stopped.recv_timeout(limits.look) {
                    let stall = parts.iter_mut().find_map(|part| part.look(limits.look));
                    if let Some(stall) = stall {
                        return end(stall);
                    }
                }
            })?;
        Ok(Self { _stop: stop })
    }
}

/// Says what stands still and ends the process.
pub fn end_process(stall: Stall) {
    // Beside us: a log that nobody reads would hold us up as well.
    thread::spawn(move || {
        tracing::error!(
            part = stall.part,
            seconds = stall.after.as_secs(),
            "a part of salon stands still; salon ends here, for its supervisor to start it again"
        );
    });
    thread::sleep(Duration::from_millis(500));
    std::process::exit(EX_SOFTWARE);
}

/// What is known of a part.
struct Part {
    name: &'static str,
    pulse: Pulse,
    limit: Duration,
    /// Its count when we looked last.
    seen: u64,
    /// How many looks in a row found it unmoved.
    unmoved: u32,
}

fn parts(pulses: &Pulses, limits: &Limits) -> [Part; 5] {
    let part = |name, pulse: &Pulse, limit| Part {
        name,
        pulse: pulse.clone(),
        limit,
        seen: 0,
        unmoved: 0,
    };
    [
        part("the runtime", &pulses.runtime, limits.runtime),
        part("taking in events", &pulses.events, limits.loops),
        part("the outbox", &pulses.outbox, limits.loops),
        part("due work", &pulses.due_work, limits.loops),
        part("the gateway", &pulses.gateway, limits.gateway),
    ]
}

impl Part {
    /// Looks once more, `apart` after the look before.
    fn look(&mut self, apart: Duration) -> Option<Stall> {
        let count = self.pulse.count();
        if count != self.seen {
            self.seen = count;
            self.unmoved = 0;
            return None;
        }
        if count == 0 {
            return None;
        }
        self.unmoved += 1;
        let after = apart * self.unmoved;
        (after >= self.limit).then_some(Stall {
            part: self.name,
            after,
        })
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::*;

    const LIMITS: Limits = Limits {
        look: Duration::from_millis(10),
        runtime: Duration::from_millis(300),
        loops: Duration::from_millis(300),
        gateway: Duration::from_millis(300),
    };

    #[test]
    fn a_part_may_stand_still_for_so_many_looks_and_not_before_it_began() {
        // What the count is at each look, three of which may find it unmoved; where it stalls.
        for (counts, stalls) in [
            (&[0, 0, 0, 0, 0, 0][..], None),
            (&[1, 1, 1, 1], Some(3)),
            (&[0, 1, 1, 2, 2, 2, 3, 3], None),
            (&[5, 5, 6, 6, 6, 6, 6], Some(5)),
        ] {
            let mut part = Part {
                name: "it",
                pulse: Pulse::default(),
                limit: Duration::from_secs(3),
                seen: 0,
                unmoved: 0,
            };
            let stalled = counts.iter().position(|count| {
                part.pulse.0.store(*count, Ordering::Relaxed);
                part.look(Duration::from_secs(1)).is_some()
            });
            assert_eq!(stalled, stalls, "{counts:?}");
        }
    }

    /// What is found within a second.
    fn watch(pulses: &Pulses) -> (Watchdog, mpsc::Receiver<Stall>) {
        let (tell, told) = mpsc::channel();
        let watchdog = Watchdog::start(pulses, LIMITS, move |stall| {
            tell.send(stall).expect("somebody listens");
        });
        (watchdog.expect("a thread"), told)
    }

    #[tokio::test]
    async fn a_frozen_runtime_is_noticed() {
        let (_watchdog, told) = watch(&Pulses::default());
        // Its one thread: nothing else turns meanwhile.
        tokio::task::yield_now().await;
        let stall = told.recv_timeout(Duration::from_secs(8)).expect("a stall");
        assert_eq!(stall.part, "the runtime");
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn a_loop_that_waits_for_ever_is_noticed_and_one_that_turns_is_not() {
        let pulses = Pulses::default();
        let (_watchdog, told) = watch(&pulses);
        let turning = async {
            loop {
                tokio::time::sleep(LIMITS.look).await;
            }
        };
        tokio::spawn(pulses.events.clone().watch(turning));
        assert!(told.recv_timeout(LIMITS.loops * 2).is_err());
        tokio::spawn(pulses.outbox.clone().watch(std::future::pending::<()>()));
        let stall = told.recv_timeout(Duration::from_secs(8)).expect("a stall");
        assert_eq!(stall.part, "the outbox");
    }
}
