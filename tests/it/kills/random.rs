//! Kills at random moments, while everybody does something at once.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use futures_util::future::join_all;
use salon::clock::Clock;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions as _, Connection as _};

use super::causes::{answer, claim};
use super::{
    ask, at_once, dies_again, look, owner_tries, process, recovers, shows_everything_once, town,
};
use crate::world::World;

/// Kills of an ordinary run.
const FEW: u64 = 2;
/// A process that is killed later than this has done everything.
const LOAD: u64 = 120_000;

/// The next number of a sequence that a seed fixes (splitmix64, public domain).
fn next(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut mixed = *state;
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

fn one_in(many: u64, state: &mut u64) -> bool {
    next(state).is_multiple_of(many)
}

/// One kill; the questions that somebody was told are taken.
async fn kill(seed: u64) {
    let mut random = seed;
    let mut world = town(one_in(3, &mut random)).await;
    ask(&world, "ada", "はじめの質問").await;
    let has_lecture = one_in(3, &mut random);
    if has_lecture {
        world.has_friday_slot().await;
        world.has_queued(1, "血圧の測り方").await;
    }
    world.settle().await;
    let mut running = process(&mut world).await;
    if has_lecture {
        is_due(&world).await;
    }
    let moment = Duration::from_micros(next(&mut random) % LOAD);
    let told = Arc::new(Mutex::new(Vec::new()));
    let load = load(&world, &mut random, &told);
    // Whoever has no answer by then gets none.
    let _ = tokio::time::timeout(moment, load).await;
    running.0.kill().expect("it was running");
    running.0.wait().expect("it is gone");
    while one_in(2, &mut random) {
        let moment = Duration::from_micros(next(&mut random) % LOAD);
        dies_again(&world, moment).await;
    }
    recovers(&mut world).await;
    shows_everything_once(&world).await;
    let posts = usize::from(has_lecture);
    assert_eq!(world.posts().len(), posts, "posts of a lecture");
    let pool = look(&world).await;
    let kept: Vec<String> = sqlx::query_scalar("select title from question")
        .fetch_all(&pool)
        .await
        .expect("questions");
    pool.close().await;
    for title in told.lock().unwrap_or_else(PoisonError::into_inner).iter() {
        assert!(kept.contains(title), "“{title}” was taken and is lost");
    }
    world.end().await;
}

/// The time of the lecture has come.
async fn is_due(world: &World) {
    let options = SqliteConnectOptions::new().filename(world.database());
    let mut conn = options.connect().await.expect("the database");
    sqlx::query("update occurrence set due_at = ?1, wake_at = ?1 where id = 1")
        .bind(Clock::system().now())
        .execute(&mut conn)
        .await
        .expect("a date");
    conn.close().await.expect("closed");
}

/// Asks, a claim, an answer, a plan given and one taken, all at once; and what is due.
async fn load(world: &World, random: &mut u64, told: &Mutex<Vec<String>>) {
    let asks = (0..=next(random) % 4).map(|number| {
        let name = if one_in(2, random) { "ada" } else { "ben" };
        async move {
            let title = format!("質問その{number}");
            let said = ask(world, name, &title).await;
            if said.contains('#') {
                let mut told = told.lock().unwrap_or_else(PoisonError::into_inner);
                told.push(title);
            }
        }
    });
    let asks: Vec<_> = asks.collect();
    let is_revoked = one_in(2, random);
    tokio::join!(
        join_all(asks),
        async {
            claim(world, "mika", 1).await;
            answer(world, "mika", 1, "まずは少量から始めます").await;
        },
        async {
            // This also has the clock look for what is due.
            owner_tries(world, "/member grant", "stranger", ("months", "1")).await;
            if is_revoked {
                owner_tries(world, "/member revoke", "ben", ("reason", "退会")).await;
            }
        }
    );
}

/// How many kills were asked for by `KILLS`.
#[expect(clippy::disallowed_methods, reason = "a setting of this test")]
fn asked_for() -> Option<u64> {
    std::env::var("KILLS").ok()?.parse().ok()
}

#[tokio::test(flavor = "multi_thread")]
async fn killed_at_random_it_loses_and_doubles_nothing() {
    for seed in 0..FEW {
        kill(seed).await;
    }
}

/// `KILLS=10000 cargo test --release --test it -- --ignored killed_very_often --nocapture`
#[test]
#[ignore = "long: just long"]
#[expect(
    clippy::print_stdout,
    clippy::cast_precision_loss,
    reason = "it tells what it came to"
)]
fn killed_very_often_it_loses_and_doubles_nothing() {
    let kills = asked_for().unwrap_or(200);
    at_once(1_000..1_000 + kills, async |seed| {
        kill(seed).await;
        if seed % 100 == 99 {
            println!("{} of {kills}", seed - 999);
        }
    });
    // The rule of three: none seen in n says less than 3/n with 95 % confidence.
    let bound = 3.0 / kills.max(1) as f64;
    println!("{kills} kills: 0 lost, 0 doubled; less than {bound:.1e} a kill (95 %)");
}
