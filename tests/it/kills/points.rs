//! Every point of the way, for every kind of effect.

use std::time::Duration;

use super::causes::Cause;
use super::{
    at_once, becomes, dies_again, look, process, recovers, shows_everything_once, thread, town,
};
use crate::world::World;

/// Where on its way an effect is when the process is killed.
#[derive(Clone, Copy, Debug)]
enum Point {
    /// C0: whoever caused it has just sent what they want.
    Caused,
    /// C1: it is committed and nothing is sent.
    Committed,
    /// C2 and C3: it is marked as being sent, Discord has not acted.
    Sending,
    /// C4 and C5: Discord has acted, its answer is not read or not committed.
    Acted,
    /// C6: it is done.
    Done,
}

const POINTS: [Point; 5] = [
    Point::Caused,
    Point::Committed,
    Point::Sending,
    Point::Acted,
    Point::Done,
];

/// A kind of effect: what it is called, the request that it makes, and what causes it.
#[derive(Clone, Copy, Debug)]
struct Kind {
    name: &'static str,
    request: (&'static str, &'static str),
    in_text_channel: bool,
    cause: Cause,
}

const KINDS: [Kind; 16] = [
    kind("post_in_forum", ("POST", "/threads"), false, Cause::Ask),
    kind("post", ("POST", "/messages"), true, Cause::Ask),
    kind("open_thread", ("POST", "/threads"), true, Cause::Ask),
    kind(
        "open_private_thread",
        ("POST", "/threads"),
        true,
        Cause::Confide,
    ),
    kind(
        "add_to_thread",
        ("PUT", "/thread-members/"),
        false,
        Cause::Ask,
    ),
    kind("edit", ("PATCH", "/messages/"), false, Cause::Claim),
    kind(
        "remove_from_thread",
        ("DELETE", "/thread-members/"),
        true,
        Cause::Dismiss,
    ),
    kind("pin", ("PUT", "/pins/"), false, Cause::Invite),
    kind("delete", ("DELETE", "/messages/"), false, Cause::Replace),
    kind("set_thread", ("PATCH", "/channels/"), false, Cause::Claim),
    kind("dm", ("POST", "/messages"), false, Cause::Answer),
    kind("grant_role", ("PUT", "/roles/"), false, Cause::Grant),
    kind("revoke_role", ("DELETE", "/roles/"), false, Cause::Revoke),
    kind("kick", ("DELETE", "/members/"), false, Cause::SendAway),
    kind(
        "create_event",
        ("POST", "/scheduled-events"),
        false,
        Cause::Announce,
    ),
    kind(
        "cancel_event",
        ("DELETE", "/scheduled-events/"),
        false,
        Cause::CallOff,
    ),
];

const fn kind(
    name: &'static str,
    request: (&'static str, &'static str),
    in_text_channel: bool,
    cause: Cause,
) -> Kind {
    Kind {
        name,
        request,
        in_text_channel,
        cause,
    }
}

async fn kill(kind: Kind, point: Point, seed: u64) {
    let mut world = town(kind.in_text_channel).await;
    kind.cause.prepare(&world).await;
    let mut running = process(&mut world).await;
    let faults = world.discord.faults().on(kind.request.0, kind.request.1);
    // While it is held it cannot be over.
    let held = match point {
        Point::Sending => Some(faults.hold_next_request()),
        Point::Acted => Some(faults.hold_next_answer()),
        Point::Caused | Point::Committed | Point::Done => None,
    };
    let before = world.discord.requests(kind.request.0, kind.request.1).len();
    let pool = look(&world).await;
    // A few of its steps, so that seeds meet it at different ones.
    let moment = Duration::from_micros(seed % 20 * 150);
    if let Point::Caused = point {
        let cut_off = tokio::time::timeout(moment, kind.cause.happens(&world));
        // Whether it was over by then is what differs.
        let _ = cut_off.await;
    } else {
        kind.cause.happens(&world).await;
        tokio::time::sleep(moment.min(Duration::from_millis(3))).await;
    }
    let arrived = match point {
        Point::Caused | Point::Committed => true,
        Point::Sending => becomes(async || is(&pool, kind.name, "sending").await).await,
        Point::Acted => {
            becomes(async || world.discord.requests(kind.request.0, kind.request.1).len() > before)
                .await
        }
        Point::Done => becomes(async || is(&pool, kind.name, "done").await).await,
    };
    assert!(arrived, "{} never came to {point:?}", kind.name);
    pool.close().await;
    running.0.kill().expect("it was running");
    running.0.wait().expect("it is gone");
    drop(held);
    world.discord.faults().clear();
    // A start takes some ten milliseconds: seeds end it before and after each of its steps.
    dies_again(&world, Duration::from_millis(seed * 7 % 80)).await;
    recovers(&mut world).await;
    shows_everything_once(&world).await;
    if let Cause::Claim = kind.cause {
        let card = world
            .person("mika")
            .sees(thread(&world, 1))
            .expect("a card");
        let is_claimed = state(&world).await == "claimed";
        assert_eq!(
            card.text().contains("対応中"),
            is_claimed,
            "{}",
            card.text()
        );
    }
    for (method, status, kind) in [
        ("POST", 200, "create_event"),
        ("DELETE", 204, "cancel_event"),
    ] {
        let calls = world.discord.requests(method, "/scheduled-events");
        let done = calls.iter().filter(|call| call.status == status).count();
        let wanted: i64 = sqlx::query_scalar("select count(*) from outbox where kind = ?1")
            .bind(kind)
            .fetch_one(&look(&world).await)
            .await
            .expect("the outbox");
        assert_eq!(i64::try_from(done), Ok(wanted), "{kind}");
    }
    if let Cause::SendAway = kind.cause {
        let is_over: bool = sqlx::query_scalar(
            "select exists (select 1 from entitlement where revoked_at is not null)",
        )
        .fetch_one(&look(&world).await)
        .await
        .expect("a look");
        let guest = world.discord.people();
        let guest = guest.iter().find(|one| one.username == "guest");
        let is_here = guest.is_some_and(|one| {
            let guest = world.discord.person(one.id);
            guest.can_see(world.lobby)
        });
        assert_eq!(is_here, !is_over);
    }
    world.end().await;
}

async fn is(pool: &sqlx::SqlitePool, kind: &str, state: &str) -> bool {
    sqlx::query_scalar(
        "select exists (select 1 from outbox where kind = ?1 and state = ?2
                        and id = (select max(id) from outbox where kind = ?1))",
    )
    .bind(kind)
    .bind(state)
    .fetch_one(pool)
    .await
    .expect("the outbox")
}

async fn state(world: &World) -> String {
    let pool = look(world).await;
    sqlx::query_scalar("select state from question where id = 1")
        .fetch_one(&pool)
        .await
        .expect("a question")
}

/// One seed of each point, a kind a story, so that they run beside each other.
macro_rules! every_point {
    ($($story:ident: $kind:literal),+ $(,)?) => {$(
        #[tokio::test(flavor = "multi_thread")]
        async fn $story() {
            let kind = KINDS.into_iter().find(|kind| kind.name == $kind).expect("a kind");
            for point in POINTS {
                kill(kind, point, 7).await;
            }
        }
    )+};
}

every_point! {
    a_forum_post_survives_a_kill_at_every_point: "post_in_forum",
    a_post_survives_a_kill_at_every_point: "post",
    a_new_thread_survives_a_kill_at_every_point: "open_thread",
    a_private_thread_survives_a_kill_at_every_point: "open_private_thread",
    who_is_taken_out_survives_a_kill_at_every_point: "remove_from_thread",
    a_pin_survives_a_kill_at_every_point: "pin",
    what_is_deleted_survives_a_kill_at_every_point: "delete",
    a_follower_survives_a_kill_at_every_point: "add_to_thread",
    an_edit_survives_a_kill_at_every_point: "edit",
    a_tag_survives_a_kill_at_every_point: "set_thread",
    a_direct_message_survives_a_kill_at_every_point: "dm",
    a_granted_role_survives_a_kill_at_every_point: "grant_role",
    a_revoked_role_survives_a_kill_at_every_point: "revoke_role",
    a_farewell_survives_a_kill_at_every_point: "kick",
    a_meeting_survives_a_kill_at_every_point: "create_event",
    a_meeting_called_off_survives_a_kill_at_every_point: "cancel_event",
}

#[test]
#[ignore = "long: just long"]
fn twenty_seeds_of_every_point_of_every_kind() {
    let kinds = KINDS.into_iter();
    let points = kinds.flat_map(|kind| POINTS.map(|point| (kind, point)));
    let kills = points.flat_map(|(kind, point)| (0..20).map(move |seed| (kind, point, seed)));
    at_once(kills, async |(kind, point, seed)| {
        kill(kind, point, seed).await;
    });
}
