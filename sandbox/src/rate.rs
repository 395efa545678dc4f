//! Rate limits: a fixed window per bucket and one for the whole bot, on real time.

use std::collections::{BTreeMap, HashMap};
use std::time::{Duration, Instant};

use crate::clock::{monotonic_now, wall_now};
use crate::options::Settings;

/// What the headers of an answer say.
#[derive(Clone, Debug)]
pub(crate) struct Verdict {
    pub(crate) bucket: String,
    pub(crate) limit: u32,
    pub(crate) remaining: u32,
    pub(crate) reset_after: Duration,
    /// The call was one too many: in its bucket, or over all.
    pub(crate) refused: Option<Scope>,
}

/// Which limit was passed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scope {
    User,
    Global,
}

impl Verdict {
    /// When the window ends, in seconds since 1970.
    pub(crate) fn reset(&self) -> f64 {
        let millis = u64::try_from(wall_now().timestamp_millis()).unwrap_or_default();
        (Duration::from_millis(millis) + self.reset_after).as_secs_f64()
    }
}

#[derive(Debug)]
struct Window {
    began: Instant,
    used: u32,
}

/// Counters of the windows that are open.
#[derive(Debug, Default)]
pub(crate) struct Rates {
    windows: HashMap<String, Window>,
    global: Option<Window>,
    /// How often a limit was passed: by bucket, and under [`GLOBAL`] the one over all.
    pub(crate) passed: BTreeMap<String, usize>,
}

/// What the limit over all is called among those that were passed.
const GLOBAL: &str = "global";

impl Rates {
    /// Counts a call; `route` is the template, `major` the channel, guild or webhook it concerns.
    pub(crate) fn count(
        &mut self,
        settings: &Settings,
        method: &str,
        route: &str,
        major: &str,
    ) -> Verdict {
        let messages = method == "POST" && route == "/channels/{id}/messages";
        let limit = if messages {
            settings.messages_per_window
        } else {
            settings.calls_per_window
        };
        let now = monotonic_now();
        let name = format!("{method} {route} {major}");
        if self.windows.len() > 10_000 {
            self.windows
                .retain(|_, window| now - window.began < settings.rate_window);
        }
        let window = self.windows.entry(name.clone()).or_insert(Window {
            began: now,
            used: 0,
        });
        if now - window.began >= settings.rate_window {
            *window = Window {
                began: now,
                used: 0,
            };
        }
        let reset_after = settings.rate_window.saturating_sub(now - window.began);
        let mut refused = None;
        if settings.rate_limits {
            let global = self.global.get_or_insert(Window {
                began: now,
                used: 0,
            });
            if now - global.began >= Duration::from_secs(1) {
                *global = Window {
                    began: now,
                    used: 0,
                };
            }
            if global.used >= settings.global_per_second {
                *self.passed.entry(GLOBAL.to_owned()).or_default() += 1;
                let reset_after = Duration::from_secs(1).saturating_sub(now - global.began);
                let bucket = bucket_name(method, route);
                return Verdict {
                    bucket,
                    limit,
                    remaining: 0,
                    reset_after,
                    refused: Some(Scope::Global),
                };
            }
            global.used += 1;
            if window.used >= limit {
                *self.passed.entry(name).or_default() += 1;
                refused = Some(Scope::User);
            }
        }
        if refused.is_none() {
            window.used += 1;
        }
        let remaining = limit.saturating_sub(window.used);
        Verdict {
            bucket: bucket_name(method, route),
            limit,
            remaining,
            reset_after,
            refused,
        }
    }
}

/// An opaque name, the same for every call of a route.
fn bucket_name(method: &str, route: &str) -> String {
    let sum = format!("{method} {route}")
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
    format!("{sum:016x}")
}
