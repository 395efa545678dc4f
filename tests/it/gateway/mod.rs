//! The connection to Discord breaks in every way: what people have and see is right afterwards.

mod events;
mod process;

use std::time::Duration;

use salon::watchdog::{Limits, Watchdog};
use salon::web;
use sandbox::faults::FaultPlan;

use crate::world::{Setting, World, days, hours, minutes};

/// `ada` holds the plan, `ben` does so no more; heartbeats are quick.
async fn salon() -> World {
    let world = World::start_with(Setting {
        heartbeat: Some(Duration::from_secs(1)),
        ..Setting::default()
    })
    .await;
    world.sells_plan().await;
    world.grants("ada", "1").await;
    world.grants("ben", "1").await;
    world.settle().await;
    world.takes("ben", "monthly", &[]).await;
    world.settle().await;
    world
}

impl World {
    /// Somebody with the right to do so changes by hand what is the bot's to say. It is another day:
    /// who does that again and again wins.
    fn meddles(&self) {
        self.set_clock(self.now() + days(1));
        let moderator = self.discord.moderator();
        moderator.takes_role(self.person("ada").id(), self.paid_role);
        moderator.gives_role(self.person("ben").id(), self.paid_role);
    }

    /// Who is entitled has the role, and nobody else.
    fn shows_who_paid(&self, when: &str) {
        let has_role = |name: &str| self.person(name).has_role("会員");
        assert!(has_role("ada"), "{when}: ada lost what she paid for");
        assert!(!has_role("ben"), "{when}: ben has what he did not pay for");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_heartbeat_that_is_asked_for_comes() {
    let world = World::start().await;
    let mut changes = world.discord.changes();
    world.discord.faults().ask_for_heartbeat();
    let comes = async {
        while world.discord.heartbeats().is_empty() {
            changes.changed().await.expect("Discord goes on");
        }
    };
    tokio::time::timeout(Duration::from_secs(5), comes)
        .await
        .expect("no heartbeat");
    world.end().await;
}

/// The session survives; what happened meanwhile is heard of.
#[tokio::test(flavor = "multi_thread")]
async fn a_session_that_is_taken_up_again_misses_nothing_and_is_no_new_login() {
    type Break = fn(&FaultPlan);
    let world = salon().await;
    let breaks: [(&str, Break); 4] = [
        ("the line is cut", |faults| faults.drop_gateway(true)),
        ("RECONNECT", FaultPlan::ask_to_reconnect),
        ("INVALID_SESSION that can be resumed", |faults| {
            faults.invalidate_session(true);
        }),
        ("4000", |faults| faults.close_gateway(4000)),
    ];
    for (time, (what, breaks)) in (1..).zip(breaks) {
        let mut changes = world.discord.changes();
        breaks(&world.discord.faults());
        world.meddles();
        let resumes = async {
            while world.discord.gateway_logins().1 < time {
                changes.changed().await.expect("Discord goes on");
            }
        };
        tokio::time::timeout(Duration::from_secs(5), resumes)
            .await
            .unwrap_or_else(|_| panic!("{what}: it does not come back"));
        world.settle().await;
        world.shows_who_paid(what);
    }
    assert_eq!(world.discord.gateway_logins().0, 1);
    assert_eq!(logins_counted(&world).await, 1);
    world.end().await;
}

/// How many logins the bot has counted.
async fn logins_counted(world: &World) -> usize {
    let mut conn = world.app().db.read().await.expect("a reader");
    let count: i64 = sqlx::query_scalar("select count(*) from identify")
        .fetch_one(&mut *conn)
        .await
        .expect("a count");
    usize::try_from(count).expect("a count")
}

/// The session is lost, and with it what happened meanwhile; after the new login all is right.
async fn a_lost_session(what: &str, breaks: impl FnOnce(&FaultPlan)) {
    let mut world = salon().await;
    let discord = world.discord.clone();
    let moderator = discord.moderator();
    let (ada, ben, role) = (
        world.person("ada").id(),
        world.person("ben").id(),
        world.paid_role,
    );
    world.pass(minutes(1)).await;
    world
        .logs_in_anew(|faults| {
            breaks(faults);
            moderator.takes_role(ada, role);
            moderator.gives_role(ben, role);
        })
        .await;
    world.shows_who_paid(what);
    assert_eq!(discord.gateway_logins().0, 2, "{what}");
    assert_eq!(logins_counted(&world).await, 2, "{what}");
    assert!(!world.does("ada", "/help", &[]).await.is_empty());
    discord.faults().ignore_heartbeats(false);
    world.end().await;
}

/// serenity waits five seconds before it logs in anew, each time; six bots wait together.
#[tokio::test(flavor = "multi_thread")]
async fn a_session_that_is_lost_is_begun_anew_and_what_was_missed_is_found() {
    tokio::join!(
        a_lost_session("cut for too long", |faults| faults.drop_gateway(false)),
        a_lost_session("INVALID_SESSION", |faults| faults.invalidate_session(false)),
        a_lost_session("a wrong sequence", |faults| faults.close_gateway(4007)),
        a_lost_session("timed out", |faults| faults.close_gateway(4009)),
        a_lost_session("no code", FaultPlan::close_gateway_without_code),
        // A zombie: the line is there, but nobody is at the other end.
        a_lost_session("no heartbeats", |faults| faults.ignore_heartbeats(true)),
    );
}

/// serenity waits for ever for an answer to its connection. The watchdog does not; but it lets be
/// what is merely away.
#[tokio::test(flavor = "multi_thread")]
async fn a_gateway_that_stands_still_is_noticed_and_one_that_is_lost_is_not() {
    let world = salon().await;
    let limits = Limits {
        look: Duration::from_millis(100),
        gateway: Duration::from_millis(2_500),
        ..Limits::default()
    };
    let (tell, told) = tokio::sync::oneshot::channel();
    let watchdog = Watchdog::start(&world.app().pulses, limits, |stall| {
        // Nobody listens any more where the story has failed.
        let _ = tell.send(stall);
    });
    let _watchdog = watchdog.expect("a thread");
    let mut changes = world.discord.changes();
    world.discord.faults().drop_gateway(true);
    while world.discord.gateway_logins().1 == 0 {
        changes.changed().await.expect("Discord goes on");
    }
    world.meddles();
    world.settle().await;
    world.shows_who_paid("watched");

    world.discord.faults().ignore_connections(true);
    world.discord.faults().drop_gateway(true);
    let stall = tokio::time::timeout(Duration::from_secs(8), told)
        .await
        .expect("nobody noticed")
        .expect("the watchdog lives");
    assert_eq!(stall.part, "the gateway");
    // The supervisor starts it again.
    world.discord.faults().ignore_connections(false);
    let mut world = world;
    world.restart().await;
    world.shows_who_paid("restarted");
    world.end().await;
}

/// Only Discord knows how often others logged in with the same token.
#[tokio::test(flavor = "multi_thread")]
async fn where_discord_allows_hardly_any_logins_it_waits_and_says_so() {
    const SHORT: Duration = Duration::from_secs(9);
    let mut world = salon().await;
    let address = "127.0.0.1:0".parse().expect("an address");
    let listener = web::bind(address).await.expect("a port");
    let listen = listener.local_addr().expect("an address");
    let serving = tokio::spawn(web::serve(world.app().clone(), listener));
    let asks = async |path: &str| {
        let answer = reqwest::get(format!("http://{listen}{path}")).await;
        let answer = answer.expect("an answer");
        let status = answer.status().as_u16();
        (status, answer.text().await.expect("a body"))
    };
    assert_eq!(asks("/healthz").await.0, 200);
    let (_, metrics) = asks("/metrics").await;
    assert!(metrics.contains("salon_login_waits_seconds 0"), "{metrics}");

    let faults = world.discord.faults();
    faults.leave_logins(99, Duration::from_hours(3));
    let heard = world.heard();
    let mut waits = world.app().login_waits();
    let mut changes = world.discord.changes();
    faults.drop_gateway(false);
    world.meddles();
    let wait = tokio::time::timeout(SHORT, waits.wait_for(Option::is_some));
    // Copied: what is borrowed holds up whoever wants to say that it is over.
    let until = *wait.await.expect("it does not wait").expect("it runs");
    let until = until.expect("a time");
    assert_eq!(until, world.now() + hours(3));
    let (status, health) = asks("/healthz").await;
    assert_eq!(status, 503, "{health}");
    assert!(health.contains("has to wait"), "{health}");
    let (_, metrics) = asks("/metrics").await;
    let seconds = "salon_login_waits_seconds 10800";
    assert!(metrics.contains(seconds), "{metrics}");
    assert_eq!(world.discord.gateway_logins().0, 1);
    assert_eq!(logins_counted(&world).await, 1);

    // Discord is asked again long before: it says otherwise, nothing, and that all is well.
    let later = world.now() + minutes(10);
    faults.leave_logins(0, Duration::from_hours(6));
    world.set_clock(later);
    let wait = tokio::time::timeout(SHORT, waits.wait_for(|told| *told != Some(until)));
    let until = *wait.await.expect("it does not ask").expect("it runs");
    assert_eq!(until, Some(later + hours(6)));
    let (_, metrics) = asks("/metrics").await;
    let seconds = "salon_login_waits_seconds 21600";
    assert!(metrics.contains(seconds), "{metrics}");
    faults.on("GET", "/gateway/bot").answer_next(500, 0);
    world.set_clock(later + minutes(10));
    let told = tokio::time::timeout(SHORT, waits.changed()).await;
    told.expect("it does not ask").expect("it runs");
    assert_eq!(*waits.borrow(), until, "it no longer waits");
    assert_eq!(world.discord.requests("GET", "/gateway/bot").len(), 4);
    faults.leave_logins(100, Duration::from_hours(24));
    world.set_clock(later + minutes(20));
    let logs_in = async {
        while world.discord.gateway_logins().0 == 1 {
            changes.changed().await.expect("Discord goes on");
        }
    };
    tokio::time::timeout(SHORT, logs_in)
        .await
        .expect("it does not log in");
    world.hears(heard + 1).await;
    world.shows_who_paid("it waited");
    assert_eq!(asks("/healthz").await.0, 200);
    serving.abort();
    world.end().await;
}
