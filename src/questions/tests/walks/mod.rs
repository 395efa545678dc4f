//! Walks: random people take random steps, in any order, over the operations and a real database, with
//! a Discord of our own that takes what is queued when it likes, loses what a hand deletes, and is
//! cut off when the salon starts anew. After each step the promises are looked at (`promises.rs`).

mod discord;
mod people;
mod promises;
mod steps;

use std::sync::atomic::{AtomicU64, Ordering};

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::{Config as Runs, RngAlgorithm, TestCaseError, TestRng, TestRunner};

use super::{Event, Part};
use people::{Found, Walk};
use steps::{Does, Step, step};

/// Steps of a walk, at most.
const LENGTH: usize = 60;
/// Walks that share a seed: what failed is found again by the number of its block.
const BLOCK: u32 = 20;

#[test]
fn whatever_anybody_does_in_whatever_order_keeps_the_promises() {
    walk_blocks(2);
}

#[test]
#[ignore = "long: just long"]
fn ten_thousand_walks_keep_the_promises() {
    walk_blocks(500);
}

/// Discord opens no thread on a card that is gone.
#[test]
fn a_card_that_is_deleted_before_its_thread_is_there_is_posted_again_with_one() {
    walk_these(
        false,
        &[
            (1, Does::Asks),
            // What members were given, and the card.
            (1, Does::Delivers(4)),
            (1, Does::Deletes(Part::Card, true)),
            (1, Does::Delivers(1_000)),
            (70, Does::Recreates),
            (1, Does::Delivers(1_000)),
        ],
    );
}

/// To edit the card in an archived thread opens it.
#[test]
fn what_is_hidden_and_shown_again_after_its_end_stays_closed() {
    walk_these(
        true,
        &[
            (1, Does::Asks),
            (1, Does::Moves(Event::Withdraw)),
            (1, Does::Delivers(1_000)),
            (11, Does::Moves(Event::Hold)),
            (11, Does::Delivers(1_000)),
            (11, Does::Moves(Event::Restore)),
        ],
    );
}

/// The card names them as it will whenever it is made anew.
#[test]
fn two_who_are_asked_for_an_opinion_in_one_moment_stand_on_the_card() {
    walk_these(
        false,
        &[
            (1, Does::Asks),
            (11, Does::Answers(0)),
            (1, Does::AsksOpinion(12)),
            (11, Does::AsksOpinion(11)),
        ],
    );
}

/// The thread is open for the button: whoever wrote has opened it.
#[test]
fn an_offer_to_open_again_may_come_after_the_thread_was_archived() {
    walk_these(
        false,
        &[
            (2, Does::Asks),
            (11, Does::Answers(0)),
            (1, Does::Delivers(1_000)),
            (2, Does::Moves(Event::Resolve)),
            (1, Does::Waits(50)),
            (2, Does::Writes(0, 0, false)),
        ],
    );
}

/// Takes these steps about the first question.
fn walk_these(is_forum: bool, taken: &[(i64, Does)]) {
    let step = |(who, does): &(i64, Does)| Step {
        who: *who,
        question: 1,
        does: *does,
    };
    let steps: Vec<Step> = taken.iter().map(step).collect();
    let walked = runtime().block_on(async {
        let template = people::template().await;
        walk(&template, (is_forum, false), &steps).await
    });
    assert_eq!(walked, Ok(()));
}

/// Walks so many blocks, as many at a time as there are cores.
fn walk_blocks(blocks: u64) {
    let template = runtime().block_on(people::template());
    let next = AtomicU64::new(0);
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..cores {
            scope.spawn(|| {
                loop {
                    let block = next.fetch_add(1, Ordering::Relaxed);
                    if block >= blocks {
                        break;
                    }
                    walk_block(block, &template);
                }
            });
        }
    });
}

/// Walks those of one seed. A walk that fails is made as short as it can be and shown.
fn walk_block(block: u64, template: &[u8]) {
    let mut seed = [0; 32];
    seed[..8].copy_from_slice(&block.to_le_bytes());
    let runs = Runs {
        cases: BLOCK,
        failure_persistence: None,
        max_shrink_iters: 500,
        ..Runs::default()
    };
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &seed);
    let mut runner = TestRunner::new_with_rng(runs, rng);
    let runtime = runtime();
    let walks = (any::<bool>(), any::<bool>(), vec(step(), 1..LENGTH));
    let walked = runner.run(&walks, |(is_forum, may_read, steps)| {
        let walk = walk(template, (is_forum, may_read), &steps);
        runtime.block_on(walk).map_err(TestCaseError::fail)
    });
    if let Err(failure) = walked {
        panic!("block {block}: {failure}");
    }
}

async fn walk(template: &[u8], kind: (bool, bool), steps: &[Step]) -> Found {
    let mut walk = Walk::begin(template, kind).await;
    for (number, step) in steps.iter().enumerate() {
        walk.goes(step)
            .await
            .map_err(|fault| format!("step {} ({step:?}): {fault}", number + 1))?;
    }
    walk.app.db.close().await;
    Ok(())
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime")
}
