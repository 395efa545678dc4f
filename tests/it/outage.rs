//! Discord is away for ten minutes while very much waits, and comes back: everything is done once,
//! each subject's in its order, within Discord's limits; and whoever clicks meanwhile goes first.

use std::time::Duration;

use salon::discord::message::{Embed, Message};
use salon::ids::{ChannelId, RoleId, UserId};
use salon::outbox::{self, Effect, Place, Priority, Queued};
use sandbox::transcript::RestCall;
use sandbox::{Id, NewChannel, NewMember, NewRole};

use crate::questions::{WORDS, asks, only_asks};
use crate::world::{Setting, World, minutes, number};

/// How many effects wait for each subject, one after the other.
const STEPS: usize = 10;
/// How many effects are under way at once, `IN_FLIGHT` of the outbox.
const UNDER_WAY: usize = 16;

/// Members who are to get a role and a message in turn, again and again.
struct Crowd {
    members: Vec<Id>,
    role: Id,
    channels: Vec<Id>,
}

impl Crowd {
    fn new(world: &World, size: usize) -> Self {
        let member = |at| {
            let name = format!("member{at}");
            world.discord.member(&name, NewMember::default())
        };
        let channel = |at| {
            let name = format!("お知らせ{at}");
            world.discord.text_channel(&name, NewChannel::default())
        };
        Self {
            members: (0..size).map(member).collect(),
            role: world.discord.role("記念", NewRole::default()),
            channels: (0..4).map(channel).collect(),
        }
    }

    /// What the member at `at` is to get as `step`, and how the sandbox records it.
    fn step(&self, at: usize, step: usize) -> (Effect, String) {
        // Half of them begin with a message: of a first try nobody knows what became of it, and a
        // message is then looked for where a role is set once more.
        if (at + step).is_multiple_of(2) {
            let message = Message {
                embed: Some(Embed {
                    footer: format!("crowd:{at}:{step}"),
                    ..Embed::default()
                }),
                ..Message::default()
            };
            let place = self.channels[at % self.channels.len()];
            let place = Place::Channel(ChannelId(number(place)));
            let post = Effect::Post {
                place,
                message,
                reply_to: None,
            };
            (post, format!("message {step}"))
        } else {
            let user = UserId(number(self.members[at]));
            let role = RoleId(number(self.role));
            let reason = "記念日".to_owned();
            if step % 4 < 2 {
                (Effect::GrantRole { user, role, reason }, "PUT".to_owned())
            } else {
                (
                    Effect::RevokeRole { user, role, reason },
                    "DELETE".to_owned(),
                )
            }
        }
    }

    async fn is_queued(&self, world: &World) {
        let app = world.app();
        let mut tx = app.db.begin().await.expect("a transaction");
        for step in 0..STEPS {
            for at in 0..self.members.len() {
                let queued = Queued {
                    topic: &format!("crowd:{at}:{step}"),
                    version: None,
                    subject: &format!("crowd:{at}"),
                    priority: Priority::Bulk,
                    not_after: None,
                    sought_since: None,
                };
                outbox::enqueue(&mut tx, &queued, &self.step(at, step).0, app.now())
                    .await
                    .expect("queued");
            }
        }
        tx.commit().await.expect("committed");
    }

    /// Whose step a call of the bot's was, and which.
    fn finds(&self, call: &RestCall) -> Option<(usize, String)> {
        if call.status >= 300 {
            return None;
        }
        if call.route.contains("/roles/") {
            let of = |id: &Id| call.path.contains(&format!("/members/{id}/"));
            let at = self.members.iter().position(of)?;
            return Some((at, call.method.clone()));
        }
        let footer = call.body["embeds"][0]["footer"]["text"].as_str()?;
        let (at, step) = footer.strip_prefix("crowd:")?.split_once(':')?;
        Some((at.parse().ok()?, format!("message {step}")))
    }
}

/// The bot's calls so far.
fn calls(world: &World) -> Vec<RestCall> {
    world.discord.requests("", "/")
}

/// The session with the gateway, cut by the outage, is there again.
async fn is_connected_again(world: &World, before: (usize, usize)) {
    let mut changes = world.discord.changes();
    let connects = async {
        while world.discord.gateway_logins() == before {
            changes.changed().await.expect("Discord goes on");
        }
    };
    tokio::time::timeout(Duration::from_secs(9), connects)
        .await
        .expect("it does not come back");
}

async fn ten_minutes_away(effects: usize) {
    let world = World::start_with(Setting {
        limits_within: Some(Duration::from_millis(100)),
        ..Setting::default()
    })
    .await;
    world.sells_plan().await;
    world.grants("ada", "1").await;
    world.settle().await;
    let crowd = Crowd::new(&world, effects / STEPS);
    let logins = world.discord.gateway_logins();
    let before = calls(&world).len();

    world.discord.faults().offline(true);
    crowd.is_queued(&world).await;
    world.pass(minutes(10)).await;
    assert_eq!(calls(&world).len(), before, "Discord was not away");
    world.discord.faults().offline(false);
    is_connected_again(&world, logins).await;

    let ada = world.person("ada");
    let mut changes = world.discord.changes();
    let ((), (at, answer)) = tokio::join!(world.pass(minutes(10)), async {
        // A fifth is done.
        while calls(&world).len() < before + effects / 5 {
            changes.changed().await.expect("Discord goes on");
        }
        let answer = only_asks(&world, &ada, &WORDS).await;
        (calls(&world).len(), answer)
    });
    assert!(answer.text().contains("#1"), "{}", answer.text());

    let calls = calls(&world);
    let posted = calls.iter().position(|call| {
        call.method == "POST" && call.path == format!("/channels/{}/threads", world.questions)
    });
    let posted = posted.expect("the question was posted");
    let is_of_crowd = |call: &&RestCall| crowd.finds(call).is_some();
    let overtaken = calls[posted..].iter().filter(is_of_crowd).count();
    let first = calls[at..posted.max(at)].iter().filter(is_of_crowd).count();
    // What was under way already, and what took its place until her commit was known.
    assert!(first <= 2 * UNDER_WAY, "{first} went before her question");
    assert!(overtaken > effects / 2, "only {overtaken} were overtaken");

    let mut done = vec![Vec::new(); crowd.members.len()];
    for (at, step) in calls.iter().filter_map(|call| crowd.finds(call)) {
        done[at].push(step);
    }
    for (at, done) in done.iter().enumerate() {
        let wanted: Vec<_> = (0..STEPS).map(|step| crowd.step(at, step).1).collect();
        assert_eq!(*done, wanted, "member{at}");
    }
    let limits = world.discord.limits_passed();
    let is_first = limits.values().all(|times| *times <= 1);
    assert!(is_first, "429 came again: {limits:?}");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn after_ten_minutes_everything_is_done_in_order_and_a_click_goes_first() {
    ten_minutes_away(100).await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "long: just long"]
async fn after_ten_minutes_a_thousand_are_done_in_order_and_a_click_goes_first() {
    ten_minutes_away(1_000).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_writes_while_a_post_is_looked_for_holds_nothing_up() {
    let world = World::start_with(Setting {
        text_channel: true,
        ..Setting::default()
    })
    .await;
    world.sells_plan().await;
    world.grants("ada", "1").await;
    world.settle().await;
    let faults = world.discord.faults();
    faults.on("POST", "/messages").lose_next_request();
    asks(&world, &world.person("ada"), &WORDS).await;
    // The history is read while it is empty; the answer is on its way when somebody writes.
    let history = faults.on("GET", "/messages").hold_next_answer();
    world.set_clock(world.now() + minutes(6));
    let is_read = async {
        while world.discord.requests("GET", "/messages").is_empty() {
            tokio::task::yield_now().await;
        }
    };
    tokio::join!(world.settle(), async {
        let is_read = tokio::time::timeout(Duration::from_secs(5), is_read);
        is_read.await.expect("it does not look");
        let ben = world.person("ben");
        ben.posts(world.questions, "こんにちは").expect("a message");
        history.release();
    });
    let said = world.person("mika").reads(world.questions);
    assert_eq!(said.len(), 2, "the question waits for a person");
    world.end().await;
}
