//! Stays within Discord's rate limits: serial per bucket, 45 requests a second over all, and one
//! gate that a global 429 shuts.
//!
//! Source: Discord's "Rate Limits" page. A bucket is what the `X-RateLimit-Bucket` header says,
//! together with the major parameter (channel, guild, webhook) of the path; until the first
//! answer the route itself stands for it.

#[cfg(test)]
mod tests;

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use reqwest::header::HeaderMap;
use serenity::http::LightMethod;
use tokio::sync::{Mutex as AsyncMutex, OwnedMutexGuard};
use tokio::time::Instant;

use crate::clock::pacing_now;

/// Requests a second over all routes; Discord allows 50.
const PACE: u32 = 45;
/// Up to a second of unused slots is made up for, no faster than this: a request may reach Discord
/// a little later than the one before it, and no second may have more than 50.
const FASTEST: u32 = 47;
/// A longer wait than this is the caller's to plan.
pub(super) const LONGEST_WAIT: Duration = Duration::from_secs(2);
/// Discord shuts out an address after 10,000 answers of 401, 403 or 429 in ten minutes; we stop
/// long before.
const MOST_REFUSALS: usize = 500;
/// Of these so many may be 429: we read the limits before we reach them, so that many of them are
/// a storm that our own pace does not end.
const MOST_LIMITED: usize = 60;
/// The time in which refusals are counted, and for which we stop.
const REFUSALS_WITHIN: Duration = Duration::from_mins(10);
/// A bucket that answers 429 again and again is asked less and less often, down to this.
const SLOWEST: Duration = Duration::from_mins(5);
/// A token that Discord refuses is tried again only this often.
const DEAD_TOKEN: Duration = Duration::from_mins(5);
/// How many buckets are remembered before idle ones are dropped.
const REMEMBERED: usize = 4_096;

/// What we know of Discord's limits.
#[derive(Debug, Default)]
pub(super) struct Limiter {
    shared: Arc<Mutex<Shared>>,
}

#[derive(Debug, Default)]
struct Shared {
    /// Route and major parameter → bucket hash that Discord gave.
    names: HashMap<String, String>,
    buckets: HashMap<String, Arc<AsyncMutex<Bucket>>>,
    /// Nothing may be sent before this.
    gate: Option<Instant>,
    /// When the next request of all may go, for an even pace.
    next_slot: Option<Instant>,
    /// When the last one may have gone.
    last_slot: Option<Instant>,
    /// When Discord last refused us, oldest first.
    refusals: Recent,
    /// When it last answered 429.
    limited: Recent,
}

/// The moments within [`REFUSALS_WITHIN`], oldest first.
#[derive(Debug, Default)]
struct Recent(VecDeque<Instant>);

#[derive(Debug, Default)]
struct Bucket {
    /// Nothing may be sent in this bucket before this.
    closed_until: Option<Instant>,
    /// How many 429 came in a row.
    limited_in_a_row: u32,
}

/// The right to send one request; the bucket is ours until it is dropped.
#[derive(Debug)]
pub(super) struct Permit {
    shared: Arc<Mutex<Shared>>,
    bucket: Mutex<OwnedMutexGuard<Bucket>>,
    route: String,
}

impl Limiter {
    /// Waits until this request may go.
    ///
    /// # Errors
    /// How long it would have to wait, where that is longer than a call may take.
    pub(super) async fn enter(&self, method: LightMethod, path: &str) -> Result<Permit, Duration> {
        let route = route_key(method, path);
        let guard = loop {
            let bucket = self.bucket(&route);
            let guard = bucket.clone().lock_owned().await;
            // While we waited an answer may have said that the route belongs to another bucket.
            if Arc::ptr_eq(&bucket, &self.bucket(&route)) {
                break guard;
            }
        };
        let gate = lock(&self.shared).gate;
        let opens = guard.closed_until.max(gate);
        let wait = opens.map_or(Duration::ZERO, |opens| {
            opens.saturating_duration_since(pacing_now())
        });
        if wait > LONGEST_WAIT {
            return Err(wait);
        }
        wait_until(opens).await;
        self.pace().await?;
        Ok(Permit {
            shared: self.shared.clone(),
            bucket: Mutex::new(guard),
            route,
        })
    }

    fn bucket(&self, route: &str) -> Arc<AsyncMutex<Bucket>> {
        let mut shared = lock(&self.shared);
        if shared.buckets.len() > REMEMBERED {
            shared
                .buckets
                .retain(|_, bucket| Arc::strong_count(bucket) > 1);
            shared.names.clear();
        }
        let name = shared
            .names
            .get(route)
            .map_or(route, String::as_str)
            .to_owned();
        shared.buckets.entry(name).or_default().clone()
    }

    /// Takes the next of the evenly spaced slots, and waits for a gate that is shut.
    ///
    /// # Errors
    /// How long the gate stays shut, where that is longer than a call may take.
    async fn pace(&self) -> Result<(), Duration> {
        loop {
            let slot = {
                let mut shared = lock(&self.shared);
                let now = pacing_now();
                let second = Duration::from_secs(1);
                let earliest = now.checked_sub(second).unwrap_or(now);
                let slot = shared.next_slot.map_or(earliest, |next| next.max(earliest));
                shared.next_slot = Some(slot + second / PACE);
                let after_last = shared.last_slot.map(|last| last + second / FASTEST);
                let slot = slot.max(now).max(after_last.unwrap_or(now));
                shared.last_slot = Some(slot);
                slot
            };
            wait_until(Some(slot)).await;
            // Asked only now: it may have been shut while we waited.
            let gate = lock(&self.shared).gate;
            let wait = gate.map_or(Duration::ZERO, |gate| {
                gate.saturating_duration_since(pacing_now())
            });
            if wait.is_zero() {
                return Ok(());
            }
            if wait > LONGEST_WAIT {
                return Err(wait);
            }
            wait_until(gate).await;
        }
    }
}

impl Permit {
    /// Reads what the answer says of the bucket, and counts refusals.
    pub(super) fn learn(&self, status: u16, headers: &HeaderMap) {
        if matches!(status, 401 | 403 | 429) {
            lock(&self.shared).count_refusal(status);
        }
        if status != 429 {
            lock(&self.bucket).limited_in_a_row = 0;
        }
        let number = |name: &str| headers.get(name)?.to_str().ok()?.parse::<f64>().ok();
        if number("x-ratelimit-remaining").is_some_and(|left| left < 1.0) {
            let reset = number("x-ratelimit-reset-after").unwrap_or(1.0);
            self.close(Duration::try_from_secs_f64(reset).unwrap_or_default());
        }
        if let Some(hash) = headers
            .get("x-ratelimit-bucket")
            .and_then(|v| v.to_str().ok())
        {
            let name = format!("{hash} {}", major_parameter(&self.route));
            let bucket = OwnedMutexGuard::mutex(&lock(&self.bucket)).clone();
            lock(&self.shared).rename(&self.route, name, bucket);
        }
    }

    /// Obeys a 429; returns how long that is. What comes again although we waited as told is
    /// waited for longer each time.
    pub(super) fn wait(&self, wait: Duration, is_global: bool) -> Duration {
        let wait = {
            let mut bucket = lock(&self.bucket);
            let slower = 1 << bucket.limited_in_a_row.min(16);
            bucket.limited_in_a_row += 1;
            wait.max((wait * slower).min(SLOWEST))
        };
        if is_global {
            lock(&self.shared).shut(wait);
        } else {
            self.close(wait);
        }
        wait
    }

    fn close(&self, wait: Duration) {
        let mut bucket = lock(&self.bucket);
        let until = pacing_now() + wait;
        bucket.closed_until = Some(bucket.closed_until.map_or(until, |old| old.max(until)));
    }
}

impl Shared {
    /// Nothing may be sent for this long.
    fn shut(&mut self, wait: Duration) {
        self.gate = self.gate.max(Some(pacing_now() + wait));
    }

    /// From now on the route belongs to the bucket of that name. Where it is the first to do so,
    /// that is the bucket it had: others wait in it, and what is known of it still holds.
    fn rename(&mut self, route: &str, name: String, bucket: Arc<AsyncMutex<Bucket>>) {
        if self.names.get(route) == Some(&name) {
            return;
        }
        self.buckets.remove(route);
        self.buckets.entry(name.clone()).or_insert(bucket);
        // Discord may call it otherwise one day: then a bucket goes to which no route belongs.
        let old = self.names.insert(route.to_owned(), name);
        if let Some(old) = old.filter(|old| !self.names.values().any(|name| name == old)) {
            self.buckets.remove(&old);
        }
    }

    fn count_refusal(&mut self, status: u16) {
        let now = pacing_now();
        if status == 401 {
            tracing::error!(
                "Discord refuses the token: nothing is sent for five minutes (see `salon check`)"
            );
            self.shut(DEAD_TOKEN);
        }
        let limited = status == 429 && self.limited.count(now) >= MOST_LIMITED;
        if self.refusals.count(now) < MOST_REFUSALS && !limited {
            return;
        }
        // Until the oldest of them counts no more: then one more may be made.
        let recent = if limited {
            &self.limited
        } else {
            &self.refusals
        };
        let Some(oldest) = recent.0.front() else {
            return;
        };
        let wait = (*oldest + REFUSALS_WITHIN).saturating_duration_since(now);
        if self.gate.is_none_or(|gate| gate < now + wait) {
            tracing::error!(
                refusals = self.refusals.0.len(),
                limited = self.limited.0.len(),
                "Discord refused too many requests in ten minutes: nothing is sent for {} s",
                wait.as_secs()
            );
        }
        self.shut(wait);
    }
}

impl Recent {
    /// Adds this moment; returns how many there are now.
    fn count(&mut self, now: Instant) -> usize {
        self.0.push_back(now);
        while let Some(oldest) = self.0.front()
            && now.duration_since(*oldest) > REFUSALS_WITHIN
        {
            self.0.pop_front();
        }
        self.0.len()
    }
}

async fn wait_until(moment: Option<Instant>) {
    if let Some(moment) = moment {
        tokio::time::sleep_until(moment).await;
    }
}

/// A poisoned lock only means that another task panicked; the limits stay true.
fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Method and path with every id but the major one blanked.
fn route_key(method: LightMethod, path: &str) -> String {
    let path = path.split('?').next().unwrap_or(path);
    let mut out = format!("{method:?}");
    for (place, part) in path.split('/').skip(1).enumerate() {
        out.push('/');
        let is_id = part.len() > 14 && part.bytes().all(|byte| byte.is_ascii_digit());
        out.push_str(if is_id && place != 1 { "_" } else { part });
    }
    out
}

/// The channel, guild or webhook of a route key.
fn major_parameter(route: &str) -> &str {
    route.split('/').nth(2).unwrap_or_default()
}
