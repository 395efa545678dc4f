//! The first, second … last call that the bot makes fails, in each of several ways; afterwards
//! everything is there once, as if nothing had happened.

use sandbox::faults::FaultPlan;

use super::causes::{answer, claim};
use super::{ask, owner_tries, shows_everything_once, town};
use crate::world::{World, hours};

/// How a call fails.
#[derive(Clone, Copy, Debug)]
enum Way {
    /// The connection breaks before Discord acts.
    LostRequest,
    /// Discord acts, then the connection breaks.
    LostAnswer,
    /// A proxy says no; Discord never heard of it.
    Refused,
    /// Discord acts, but the proxy in between says that it did not.
    RefusedLate,
    /// Discord acts and does not answer: the call is given up after ten seconds.
    Silence,
}

impl Way {
    fn befalls(self, plan: &FaultPlan) {
        match self {
            Self::LostRequest => plan.lose_next_request(),
            Self::LostAnswer => plan.lose_next_answer(),
            Self::Refused => plan.answer_next(500, 0),
            Self::RefusedLate => plan.answer_next_late(502),
            // Never released: the bot goes first.
            Self::Silence => std::mem::forget(plan.hold_next_answer()),
        }
    }
}

/// Everything that people do in a salon, each in their turn.
async fn story(world: &World) {
    ask(world, "ada", "利尿薬の選び方").await;
    world.settle().await;
    claim(world, "mika", 1).await;
    world.settle().await;
    answer(world, "mika", 1, "まずは少量から始めます").await;
    owner_tries(world, "/member grant", "stranger", ("months", "1")).await;
    world.settle().await;
    owner_tries(world, "/member revoke", "ben", ("reason", "退会")).await;
    let options = [("number", "1")];
    world
        .person("ada")
        .runs(world.lobby, "/question resolve", &options)
        .await;
    world.pass(hours(1)).await;
}

/// The calls that the story makes where nothing fails. Answers to interactions are not among them:
/// whoever gets none asks again.
async fn calls(text_channel: bool) -> usize {
    let world = town(text_channel).await;
    let before = effects(&world);
    story(&world).await;
    let calls = effects(&world) - before;
    world.end().await;
    calls
}

fn effects(world: &World) -> usize {
    let calls = world.discord.requests("", "/");
    let is_answer = |path: &str| path.starts_with("/interactions") || path.starts_with("/webhooks");
    calls.iter().filter(|call| !is_answer(&call.path)).count()
}

/// Every `step`th call fails in this way.
async fn sweep(way: Way, text_channel: bool, step: usize) {
    let calls = calls(text_channel).await;
    assert!(calls > 8, "the story makes only {calls} calls");
    for place in (0..calls).step_by(step) {
        let world = town(text_channel).await;
        way.befalls(&world.discord.faults().beside_answers().after(place));
        story(&world).await;
        world.pass(hours(1)).await;
        shows_everything_once(&world).await;
        world.end().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_call_that_never_arrives_changes_nothing() {
    sweep(Way::LostRequest, false, 5).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_call_whose_answer_is_lost_changes_nothing() {
    sweep(Way::LostAnswer, false, 5).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_call_that_a_proxy_refuses_changes_nothing() {
    sweep(Way::Refused, true, 5).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_call_that_is_done_and_refused_changes_nothing() {
    sweep(Way::RefusedLate, true, 5).await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "long: just long"]
async fn every_call_fails_in_every_way() {
    for text_channel in [false, true] {
        for way in [
            Way::LostRequest,
            Way::LostAnswer,
            Way::Refused,
            Way::RefusedLate,
            Way::Silence,
        ] {
            sweep(way, text_channel, 1).await;
        }
    }
}
