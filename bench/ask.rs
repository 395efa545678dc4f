//! How fast a member is answered, beside a bare serenity bot that does the same insert; and what
//! `salon run` costs: memory with a large server, start, stop.
//!
//! `cargo bench --bench ask` measures everything, `-- --quick` a short version, `-- --latency` not
//! the cost of running, `-- --run` only that; `-- --flood` measures instead what many effects at
//! once cost, and then an outage, `-- --outage` only that, `-- --cost` an interaction beside a bot
//! that only answers, `-- --recovery` how soon after `kill -9` what waits is sent, `-- --members`
//! what it costs to compare 20,000 of them, `-- --lectures` how long those wait who look for lectures,
//! `-- --questions` what 1,000 open questions cost.
//! Both bots are processes of their own, connected to a
//! sandbox each; their rounds alternate, so that whatever else the machine does meets both. What the
//! figures mean: `docs/benchmarks.md`.

#![expect(clippy::print_stdout, reason = "a benchmark prints what it found")]

mod bare;
mod cost;
mod figures;
mod flood;
mod lectures;
mod members;
mod process;
mod questions;
mod recovery;
mod rounds;
mod run;
mod town;

use std::path::PathBuf;

use anyhow::Context as _;

use rounds::{Bot, Plan, Rounds};
use town::Pace;

fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let has = |name: &str| arguments.iter().any(|argument| argument == name);
    if let [role, origin, folder, rest @ ..] = &arguments[..]
        && role == bare::ROLE
    {
        let keeps = !rest.iter().any(|word| word == bare::KEEPS_NOTHING);
        return bare::run(origin, &PathBuf::from(folder), keeps);
    }
    // `cargo test --benches` runs this too, without the word: then there is nothing to do.
    if !has("--bench") {
        println!("measures only under `cargo bench`");
        return Ok(());
    }
    let plan = if has("--quick") {
        Plan::QUICK
    } else {
        Plan::FULL
    };
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()?
        .block_on(async {
            if has("--flood") {
                return flood::measure(plan).await;
            }
            if has("--outage") {
                return flood::outage().await.context("outage");
            }
            if has("--cost") {
                return cost::measure(plan).await;
            }
            if has("--recovery") {
                return recovery::measure(plan).await.context("recovery");
            }
            if has("--members") {
                return members::measure().await.context("members");
            }
            if has("--lectures") {
                return lectures::measure(plan).await.context("lectures");
            }
            if has("--questions") {
                return questions::measure(plan).await.context("questions");
            }
            if has("--run") {
                return run::measure(plan).await.context("salon run");
            }
            measure(plan, has("--latency")).await
        })
}

async fn measure(plan: Plan, only_latency: bool) -> anyhow::Result<()> {
    println!("From the interaction sent to the sentence seen, milliseconds");
    println!();
    println!("While questions are posted as fast as Discord lets a bot post in one forum:");
    println!();
    latency(plan, Pace::Discord).await?;
    println!();
    println!("While questions are posted as fast as salon ever does, 45 a second:");
    println!();
    latency(plan, Pace::Free).await?;
    if only_latency {
        return Ok(());
    }
    println!();
    run::measure(plan).await.context("salon run")
}

/// The member's wait, both bots in turn.
async fn latency(plan: Plan, pace: Pace) -> anyhow::Result<()> {
    let salon = Bot::salon(plan, pace).await;
    let mut salon = salon.context("salon does not start")?;
    let bare = Bot::bare(plan, pace).await;
    let mut bare = bare.context("the bare bot does not start")?;
    for bot in [&mut salon, &mut bare] {
        bot.round(plan.round, 50).await.context("warm-up")?;
    }
    figures::header();
    for in_flight in [1, 50] {
        let mut ours = Rounds::default();
        let mut theirs = Rounds::default();
        for _ in 0..plan.rounds {
            ours.add(salon.round(plan.round, in_flight).await?);
            theirs.add(bare.round(plan.round, in_flight).await?);
        }
        let times = format!("{in_flight} in flight");
        figures::compare(&format!("form sent, {times}"), ours.submits, theirs.submits);
        figures::compare(&format!("/ask to form, {times}"), ours.opens, theirs.opens);
    }
    println!();
    println!(
        "Resident afterwards: salon {} MiB, the bare bot {} MiB",
        figures::mebibytes(salon.memory()?.resident),
        figures::mebibytes(bare.memory()?.resident)
    );
    salon.end()?;
    bare.end()
}
