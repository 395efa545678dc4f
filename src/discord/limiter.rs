//! Stays within Discord's rate limits: serial per bucket, 45 requests a second over all, and one
//! gate that a global 429 shuts.
//!
//! Source: Discord's "Rate Limits" page. A bucket is what the `X-RateLimit-Bucket` header says,
//! together with the major parameter (channel, guild, webhook) of the path; until the first
//! answer the route itself stands for it.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use reqwest::header::HeaderMap;
use serenity::http::LightMethod;
use tokio::sync::{Mutex as AsyncMutex, OwnedMutexGuard};

use crate::clock::monotonic_now;

/// Requests a second over all routes; Discord allows 50.
const PACE: u32 = 45;
/// A longer wait than this is the caller's to plan.
pub(super) const LONGEST_WAIT: Duration = Duration::from_secs(2);
/// Discord shuts out an address after 10,000 answers of 401, 403 or 429 in ten minutes; we stop
/// long before.
const MOST_REFUSALS: usize = 500;
/// The time in which refusals are counted, and for which we stop.
const REFUSALS_WITHIN: Duration = Duration::from_mins(10);
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
    /// When Discord last refused us, oldest first.
    refusals: VecDeque<Instant>,
}

#[derive(Debug, Default)]
struct Bucket {
    /// Nothing may be sent in this bucket before this.
    closed_until: Option<Instant>,
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
        let bucket = self.bucket(&route);
        let guard = bucket.lock_owned().await;
        let gate = lock(&self.shared).gate;
        let opens = guard.closed_until.max(gate);
        let wait = opens.map_or(Duration::ZERO, |opens| {
            opens.saturating_duration_since(monotonic_now())
        });
        if wait > LONGEST_WAIT {
            return Err(wait);
        }
        wait_until(opens).await;
        self.pace().await;
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
    async fn pace(&self) {
        loop {
            let now = monotonic_now();
            let (slot, gate) = {
                let mut shared = lock(&self.shared);
                // Up to a second of unused slots may be used at once.
                let earliest = now.checked_sub(Duration::from_secs(1)).unwrap_or(now);
                let slot = shared.next_slot.map_or(earliest, |next| next.max(earliest));
                shared.next_slot = Some(slot + Duration::from_secs(1) / PACE);
                (slot, shared.gate)
            };
            wait_until(Some(slot)).await;
            match gate {
                Some(gate) if gate > monotonic_now() => wait_until(Some(gate)).await,
                Some(_) | None => return,
            }
        }
    }
}

impl Permit {
    /// Reads what the answer says of the bucket, and counts refusals.
    pub(super) fn learn(&self, status: u16, headers: &HeaderMap) {
        if matches!(status, 401 | 403 | 429) {
            lock(&self.shared).count_refusal(status);
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
            lock(&self.shared).names.insert(self.route.clone(), name);
        }
    }

    /// Obeys a 429.
    pub(super) fn wait(&self, wait: Duration, is_global: bool) {
        if is_global {
            lock(&self.shared).shut(wait);
        } else {
            self.close(wait);
        }
    }

    fn close(&self, wait: Duration) {
        let mut bucket = lock(&self.bucket);
        let until = monotonic_now() + wait;
        bucket.closed_until = Some(bucket.closed_until.map_or(until, |old| old.max(until)));
    }
}

impl Shared {
    /// Nothing may be sent for this long.
    fn shut(&mut self, wait: Duration) {
        self.gate = self.gate.max(Some(monotonic_now() + wait));
    }

    fn count_refusal(&mut self, status: u16) {
        let now = monotonic_now();
        if status == 401 {
            tracing::error!(
                "Discord refuses the token: nothing is sent for five minutes (see `salon check`)"
            );
            self.shut(DEAD_TOKEN);
        }
        self.refusals.push_back(now);
        while let Some(oldest) = self.refusals.front()
            && now.duration_since(*oldest) > REFUSALS_WITHIN
        {
            self.refusals.pop_front();
        }
        if self.refusals.len() > MOST_REFUSALS {
            tracing::error!(
                "Discord refused {MOST_REFUSALS} requests in ten minutes: nothing is sent for ten minutes"
            );
            self.refusals.clear();
            self.shut(REFUSALS_WITHIN);
        }
    }
}

async fn wait_until(moment: Option<Instant>) {
    if let Some(moment) = moment {
        tokio::time::sleep_until(moment.into()).await;
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn routes_share_a_bucket_only_within_one_channel() {
        let key = |path| route_key(LightMethod::Get, path);
        assert_eq!(
            key("/channels/100000000000000001/messages/100000000000000009?limit=1"),
            key("/channels/100000000000000001/messages/100000000000000008")
        );
        assert_ne!(
            key("/channels/100000000000000001/messages"),
            key("/channels/100000000000000002/messages")
        );
    }

    const OWN: &str = "/channels/100000000000000001/messages";
    const OTHER: &str = "/channels/100000000000000002/messages";

    async fn enter(limiter: &Limiter, path: &str) -> Result<Permit, Duration> {
        limiter.enter(LightMethod::Post, path).await
    }

    #[tokio::test]
    async fn a_closed_bucket_holds_back_only_its_own_channel() {
        let limiter = Limiter::default();
        let permit = enter(&limiter, OWN).await.expect("open");
        permit.wait(Duration::from_secs(30), false);
        drop(permit);
        assert!(enter(&limiter, OTHER).await.is_ok());
        assert!(
            enter(&limiter, OWN).await.is_err(),
            "it was told to wait and goes on"
        );
    }

    #[tokio::test]
    async fn a_global_limit_holds_back_everything() {
        let limiter = Limiter::default();
        enter(&limiter, OWN)
            .await
            .expect("open")
            .wait(Duration::from_secs(30), true);
        assert!(enter(&limiter, OTHER).await.is_err());
    }

    #[tokio::test]
    async fn a_dead_token_and_too_many_refusals_stop_everything() {
        let limiter = Limiter::default();
        enter(&limiter, OWN)
            .await
            .expect("open")
            .learn(401, &HeaderMap::new());
        assert!(enter(&limiter, OTHER).await.is_err());
        let limiter = Limiter::default();
        let permit = enter(&limiter, OWN).await.expect("open");
        for _ in 0..MOST_REFUSALS {
            permit.learn(403, &HeaderMap::new());
        }
        assert!(enter(&limiter, OTHER).await.is_ok(), "stopped too early");
        permit.learn(403, &HeaderMap::new());
        assert!(enter(&limiter, OTHER).await.is_err(), "goes on");
    }
}
