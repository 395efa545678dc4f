//! The limiter in a time that stands still but for what is waited for.

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
    for _ in 1..MOST_REFUSALS {
        permit.learn(403, &HeaderMap::new());
    }
    assert!(enter(&limiter, OTHER).await.is_ok(), "stopped too early");
    permit.learn(403, &HeaderMap::new());
    assert!(enter(&limiter, OTHER).await.is_err(), "goes on");
}

/// Forty channels and whoever wants to post there, for an hour in which Discord says no to
/// everything. Time is tokio's and stands still but for what is waited for.
#[tokio::test(start_paused = true)]
async fn an_hour_of_429_costs_few_refusals() {
    for told in [Duration::from_millis(300), Duration::from_secs(5)] {
        for is_global in [false, true] {
            let limiter = Arc::new(Limiter::default());
            let refused = Arc::new(Mutex::new(Vec::new()));
            let end = pacing_now() + Duration::from_hours(1);
            let mut senders = tokio::task::JoinSet::new();
            for channel in 0..40 {
                let (limiter, refused) = (limiter.clone(), refused.clone());
                let path = format!("/channels/1000000000000000{channel:02}/messages");
                senders.spawn(async move {
                    while pacing_now() < end {
                        match limiter.enter(LightMethod::Post, &path).await {
                            Ok(permit) => {
                                lock(&refused).push(pacing_now());
                                permit.learn(429, &HeaderMap::new());
                                permit.wait(told, is_global);
                            }
                            Err(wait) => tokio::time::sleep(wait).await,
                        }
                    }
                });
            }
            senders.join_all().await;
            let refused = lock(&refused).clone();
            let most = refused
                .iter()
                .map(|from| {
                    let within =
                        |at: &&Instant| *at >= from && at.duration_since(*from) <= REFUSALS_WITHIN;
                    refused.iter().filter(within).count()
                })
                .max();
            assert!(most <= Some(100), "{most:?} refusals in ten minutes");
            assert!(refused.len() > 6, "it no longer tries");
        }
    }
}

/// A bucket as Discord keeps it: five requests in two seconds, and 429 for more.
#[derive(Debug)]
struct Five {
    began: Instant,
    used: u32,
    refused: u32,
}

impl Five {
    /// What it answers now.
    fn answer(&mut self) -> (u16, HeaderMap, Duration) {
        let now = pacing_now();
        if now.duration_since(self.began) >= Duration::from_secs(2) {
            (self.began, self.used) = (now, 0);
        }
        let status = if self.used < 5 { 200 } else { 429 };
        match status {
            200 => self.used += 1,
            _ => self.refused += 1,
        }
        let reset = Duration::from_secs(2).saturating_sub(now.duration_since(self.began));
        let mut headers = HeaderMap::new();
        let mut set = |name, value: String| {
            headers.insert(name, value.parse().expect("a header"));
        };
        set("x-ratelimit-bucket", "abc".into());
        set("x-ratelimit-remaining", (5 - self.used).to_string());
        set("x-ratelimit-reset-after", reset.as_secs_f64().to_string());
        (status, headers, reset)
    }
}

/// Twenty to send, ten of them at once: whoever comes back for the next one knows the bucket's name
/// already, the others still wait under that of the route.
#[tokio::test(start_paused = true)]
async fn a_burst_keeps_within_the_headers_and_wastes_no_time() {
    let limiter = Arc::new(Limiter::default());
    let began = pacing_now();
    let discord = Arc::new(Mutex::new(Five {
        began,
        used: 0,
        refused: 0,
    }));
    let mut senders = tokio::task::JoinSet::new();
    for _ in 0..10 {
        let (limiter, discord) = (limiter.clone(), discord.clone());
        senders.spawn(async move {
            let mut left = 2;
            while left > 0 {
                let permit = enter(&limiter, OWN).await.expect("within the patience");
                // The way there and back.
                tokio::time::sleep(Duration::from_millis(20)).await;
                let (status, headers, reset) = lock(&discord).answer();
                tokio::time::sleep(Duration::from_millis(20)).await;
                permit.learn(status, &headers);
                if status == 429 {
                    permit.wait(reset, false);
                } else {
                    left -= 1;
                }
            }
        });
    }
    senders.join_all().await;
    let refused = lock(&discord).refused;
    assert!(refused <= 1, "{refused} were refused");
    assert!(
        began.elapsed() <= Duration::from_millis(8_500),
        "{:?}",
        began.elapsed()
    );
}

/// Discord allows 50 in a second. Whoever rested must not make up for it within one.
#[tokio::test(start_paused = true)]
async fn no_second_has_more_than_fifty_requests_and_none_is_wasted() {
    let limiter = Limiter::default();
    let mut sent = Vec::new();
    for rest in [0, 10, 1] {
        tokio::time::sleep(Duration::from_secs(rest)).await;
        let began = pacing_now();
        for number in 0..450 {
            let path = format!("/channels/1000000000000000{:02}/messages", number % 40);
            enter(&limiter, &path).await.expect("open");
            sent.push(pacing_now());
        }
        assert!(began.elapsed() <= Duration::from_secs(10), "it is slow");
    }
    let closest = sent
        .windows(51)
        .map(|window| window[50].duration_since(window[0]))
        .min();
    assert!(
        closest >= Some(Duration::from_secs(1)),
        "51 requests within {closest:?}"
    );
}
