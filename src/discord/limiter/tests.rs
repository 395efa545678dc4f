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

/// Another route of the same channel.
const PINS: &str = "/channels/100000000000000001/pins";

/// An answer that names the bucket, and says how long it is used up.
fn says(hash: &str, used_up: Option<Duration>) -> HeaderMap {
    let mut headers = HeaderMap::new();
    let mut set = |name, value: String| {
        headers.insert(name, value.parse().expect("a header"));
    };
    set("x-ratelimit-bucket", hash.into());
    if let Some(reset) = used_up {
        set("x-ratelimit-remaining", "0".into());
        set("x-ratelimit-reset-after", reset.as_secs_f64().to_string());
    }
    headers
}

/// One request on that route, and what the answer says.
async fn learns(limiter: &Limiter, path: &str, hash: &str, used_up: Option<Duration>) {
    let permit = enter(limiter, path).await.expect("open");
    permit.learn(200, &says(hash, used_up));
}

#[tokio::test(start_paused = true)]
async fn what_a_route_knows_goes_with_it_into_a_bucket_that_others_have() {
    let half_a_minute = Duration::from_secs(30);
    let limiter = Limiter::default();
    learns(&limiter, OWN, "abc", None).await;
    learns(&limiter, PINS, "abc", Some(half_a_minute)).await;
    for path in [OWN, PINS] {
        let told = enter(&limiter, path).await.expect_err("it is used up");
        assert_eq!(told, half_a_minute, "{path}");
    }

    // The same where 429 says so, and how often it came.
    let limiter = Limiter::default();
    learns(&limiter, OWN, "abc", None).await;
    let second = Duration::from_secs(1);
    for slower in [1, 2] {
        let permit = enter(&limiter, PINS).await.expect("within the patience");
        permit.learn(429, &HeaderMap::new());
        assert_eq!(permit.wait(second, false), second * slower);
    }
    let permit = enter(&limiter, PINS).await.expect("within the patience");
    permit.learn(429, &says("abc", None));
    assert_eq!(permit.wait(second, false), second * 4);
    drop(permit);
    let told = enter(&limiter, OWN).await.expect_err("it was told to wait");
    tokio::time::sleep(told).await;
    let permit = enter(&limiter, OWN).await.expect("it waited");
    assert_eq!(permit.wait(second, false), second * 8);
}

#[tokio::test(start_paused = true)]
async fn a_route_joins_a_bucket_in_which_somebody_is_under_way() {
    let limiter = Arc::new(Limiter::default());
    learns(&limiter, OWN, "abc", Some(Duration::from_secs(1))).await;
    let joins = enter(&limiter, PINS).await.expect("open");
    let waits = {
        let limiter = limiter.clone();
        tokio::spawn(async move { enter(&limiter, OWN).await.map(drop) })
    };
    tokio::time::sleep(Duration::from_millis(500)).await;
    // The bucket is theirs who wait for it to open; they must hear of it all the same.
    joins.learn(200, &says("abc", Some(Duration::from_secs(9))));
    let told = waits.await.expect("it ends").expect_err("it is used up");
    assert!(told > Duration::from_secs(8), "{told:?}");
}

#[tokio::test(start_paused = true)]
async fn what_is_closed_is_remembered_however_many_there_are() {
    let limiter = Limiter::default();
    learns(&limiter, OWN, "abc", Some(Duration::from_secs(30))).await;
    for number in 0..=REMEMBERED {
        limiter.bucket(&format!("Get/channels/{number}"));
    }
    assert!(enter(&limiter, OWN).await.is_err(), "it is forgotten");
    assert!(lock(&limiter.shared).buckets.len() < REMEMBERED);
}

#[tokio::test(start_paused = true)]
async fn a_route_that_leaves_a_shared_bucket_holds_up_nobody_in_it() {
    let limiter = Limiter::default();
    learns(&limiter, OWN, "abc", None).await;
    learns(&limiter, PINS, "abc", None).await;
    learns(&limiter, PINS, "def", Some(Duration::from_secs(30))).await;
    assert!(enter(&limiter, PINS).await.is_err(), "it is used up");
    let one = enter(&limiter, OWN).await.expect("another bucket");
    assert!(enter(&limiter, PINS).await.is_err(), "it is used up");
    one.learn(200, &says("def", None));
    drop(one);
    assert!(enter(&limiter, OWN).await.is_err(), "it came back into it");
}

/// Three wait while Discord names the bucket anew: as one that nobody has, and as one in which
/// somebody is under way.
#[tokio::test(start_paused = true)]
async fn whoever_waits_while_the_bucket_is_renamed_goes_when_it_opens_and_one_at_a_time() {
    let second = Duration::from_secs(1);
    for is_taken in [false, true] {
        let limiter = Arc::new(Limiter::default());
        learns(&limiter, OWN, "abc", None).await;
        if is_taken {
            learns(&limiter, PINS, "def", None).await;
        }
        let other = enter(&limiter, PINS).await.expect("open");
        let first = enter(&limiter, OWN).await.expect("open");
        let sent = Arc::new(Mutex::new(Vec::new()));
        let mut senders = tokio::task::JoinSet::new();
        for _ in 0..3 {
            let (limiter, sent) = (limiter.clone(), sent.clone());
            senders.spawn(async move {
                let permit = enter(&limiter, OWN).await.expect("within the patience");
                lock(&sent).push(pacing_now());
                tokio::time::sleep(Duration::from_millis(300)).await;
                permit.learn(200, &says("def", None));
            });
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
        let told = pacing_now();
        first.learn(200, &says("def", Some(second)));
        drop(first);
        let freed = Duration::from_millis(if is_taken { 1_500 } else { 0 });
        tokio::time::sleep(freed).await;
        drop(other);
        senders.join_all().await;
        let sent = lock(&sent).clone();
        let opens = told + second.max(freed);
        assert!(sent[0] >= opens, "{is_taken}: too early");
        assert!(sent[0] <= opens + second / 10, "{is_taken}: too late");
        for pair in sent.windows(2) {
            let apart = pair[1].duration_since(pair[0]);
            assert!(apart >= second * 3 / 10, "{is_taken}: two at once");
        }
    }
}
