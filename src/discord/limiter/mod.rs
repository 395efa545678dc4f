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
    buckets: HashMap<String, Arc<Bucket>>,
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
    /// Whose turn it is to send.
    turn: Arc<AsyncMutex<()>>,
    /// Beside the turn: a route that joins brings along what it knows, whoever's turn it is.
    known: Mutex<Known>,
}

/// What Discord said of a bucket.
#[derive(Clone, Copy, Debug, Default)]
struct Known {
    /// Nothing may be sent in this bucket before this.
    closed_until: Option<Instant>,
    /// How many 429 came in a row.
    limited_in_a_row: u32,
}

/// The right to send one request; the turn is ours until it is dropped.
#[derive(Debug)]
pub(super) struct Permit {
    shared: Arc<Mutex<Shared>>,
    /// Where what is said belongs: once the answer names another bucket, there.
    bucket: Mutex<Arc<Bucket>>,
    route: String,
    _turn: OwnedMutexGuard<()>,
}

impl Limiter {
    /// Waits until this request may go.
    ///
    /// # Errors
    /// How long it would have to wait, where that is longer than a call may take.
    pub(super) async fn enter(&self, method: LightMethod, path: &str) -> Result<Permit, Duration> {
        let route = route_key(method, path);
        let (bucket, turn) = loop {
            let bucket = self.bucket(&route);
            let turn = bucket.turn.clone().lock_owned().await;
            // While we waited an answer may have said that the route belongs to another bucket.
            if Arc::ptr_eq(&bucket, &self.bucket(&route)) {
                break (bucket, turn);
            }
        };
        loop {
            let gate = lock(&self.shared).gate;
            let opens = bucket.closed_until().max(gate);
            let wait = opens.map_or(Duration::ZERO, |opens| {
                opens.saturating_duration_since(pacing_now())
            });
            if wait > LONGEST_WAIT {
                return Err(wait);
            }
            wait_until(opens).await;
            self.pace().await?;
            // Asked again: a route that joined meanwhile may have brought along a longer wait.
            if bucket.closed_until() <= Some(pacing_now()) {
                break;
            }
        }
        Ok(Permit {
            shared: self.shared.clone(),
            bucket: Mutex::new(bucket),
            route,
            _turn: turn,
        })
    }

    fn bucket(&self, route: &str) -> Arc<Bucket> {
        let mut shared = lock(&self.shared);
        if shared.buckets.len() > REMEMBERED {
            let now = Some(pacing_now());
            let Shared { names, buckets, .. } = &mut *shared;
            // What is closed is not idle: forgotten, it would cost a 429.
            buckets
                .retain(|_, bucket| Arc::strong_count(bucket) > 1 || bucket.closed_until() > now);
            names.retain(|_, name| buckets.contains_key(name));
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
        // First: the rest is said of the bucket that the answer names.
        if let Some(hash) = headers
            .get("x-ratelimit-bucket")
            .and_then(|v| v.to_str().ok())
        {
            let name = format!("{hash} {}", major_parameter(&self.route));
            let mut bucket = lock(&self.bucket);
            *bucket = lock(&self.shared).rename(&self.route, name, &bucket);
        }
        let bucket = lock(&self.bucket);
        if status != 429 {
            lock(&bucket.known).limited_in_a_row = 0;
        }
        let number = |name: &str| headers.get(name)?.to_str().ok()?.parse::<f64>().ok();
        if number("x-ratelimit-remaining").is_some_and(|left| left < 1.0) {
            let reset = number("x-ratelimit-reset-after").unwrap_or(1.0);
            bucket.close(Duration::try_from_secs_f64(reset).unwrap_or_default());
        }
    }

    /// Obeys a 429; returns how long that is. What comes again although we waited as told is
    /// waited for longer each time.
    pub(super) fn wait(&self, wait: Duration, is_global: bool) -> Duration {
        let bucket = lock(&self.bucket);
        let wait = {
            let mut known = lock(&bucket.known);
            let slower = 1 << known.limited_in_a_row.min(16);
            known.limited_in_a_row += 1;
            wait.max((wait * slower).min(SLOWEST))
        };
        if is_global {
            lock(&self.shared).shut(wait);
        } else {
            bucket.close(wait);
        }
        wait
    }
}

impl Bucket {
    fn closed_until(&self) -> Option<Instant> {
        lock(&self.known).closed_until
    }

    /// Nothing may be sent in it for this long.
    fn close(&self, wait: Duration) {
        let mut known = lock(&self.known);
        known.closed_until = known.closed_until.max(Some(pacing_now() + wait));
    }

    /// Takes over what was known of another, where that is more.
    fn take_over(&self, other: Known) {
        let mut known = lock(&self.known);
        known.closed_until = known.closed_until.max(other.closed_until);
        known.limited_in_a_row = known.limited_in_a_row.max(other.limited_in_a_row);
    }
}

impl Shared {
    /// Nothing may be sent for this long.
    fn shut(&mut self, wait: Duration) {
        self.gate = self.gate.max(Some(pacing_now() + wait));
    }

    /// From now on the route belongs to the bucket of that name; returns it. Where both are the
    /// route's alone it is the one it had, because others wait in it; else what is known of that
    /// one goes along.
    fn rename(&mut self, route: &str, name: String, bucket: &Arc<Bucket>) -> Arc<Bucket> {
        let old = self.names.get(route);
        if let Some(same) = old.filter(|old| **old == name) {
            return self.buckets.get(same).unwrap_or(bucket).clone();
        }
        self.buckets.remove(route);
        // Discord may call it otherwise one day.
        let old = self.names.insert(route.to_owned(), name.clone());
        let is_shared = old.is_some_and(|old| {
            let is_shared = self.names.values().any(|name| *name == old);
            if !is_shared {
                self.buckets.remove(&old);
            }
            is_shared
        });
        let joined = self.buckets.entry(name).or_insert_with(|| {
            if is_shared {
                Arc::default()
            } else {
                bucket.clone()
            }
        });
        if !Arc::ptr_eq(joined, bucket) {
            // Copied first, so that nobody ever holds two of these locks.
            let known = *lock(&bucket.known);
            joined.take_over(known);
        }
        joined.clone()
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
