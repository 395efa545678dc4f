//! What `salon run` costs: start, memory in a large server, stop.

use std::time::Duration;

use salon::clock::monotonic_now;

use crate::figures::{mebibytes, millis, summary};
use crate::process::{Memory, Process};
use crate::rounds::Plan;
use crate::town::{self, Pace, Town};

/// One run from its start to its end.
struct Ran {
    registered: Duration,
    memory: Memory,
    stop: Duration,
}

pub(crate) async fn measure(plan: Plan) -> anyhow::Result<()> {
    let paying = plan.members / 10;
    let town = Town::new(Pace::Free, paying, plan.members - paying).await?;
    let mut fresh = Vec::new();
    let mut again = Vec::new();
    for _ in 0..plan.starts {
        let empty = town::folder()?;
        fresh.push(start_and_stop(&town, empty.path()).await?);
        // The same folder: its schema is there and Discord has its commands.
        again.push(start_and_stop(&town, empty.path()).await?);
    }
    let lived_in = town::folder()?;
    town.settle_in(lived_in.path()).await?;
    let mut large = Vec::new();
    for _ in 0..plan.starts {
        large.push(start_and_stop(&town, lived_in.path()).await?);
    }
    println!(
        "`salon run`, a server of {} members, {paying} of them paying, {} starts of each kind",
        plan.members, plan.starts
    );
    println!();
    println!("| | p50 | max |");
    println!("|---|---|---|");
    let line = |name: &str, times: Vec<Duration>| {
        let times = summary(times);
        println!(
            "| {name}, ms | {} | {} |",
            millis(times.p50),
            millis(times.max)
        );
    };
    let registered = |ran: &[Ran]| ran.iter().map(|ran| ran.registered).collect();
    line(
        "start to commands registered, first start",
        registered(&fresh),
    );
    line(
        "start to commands registered, later starts",
        registered(&again),
    );
    let all = || large.iter().chain(&fresh).chain(&again);
    line("SIGTERM to exit", all().map(|ran| ran.stop).collect());
    let memory = |name: &str, figure: fn(&Memory) -> u32| {
        let mut sizes: Vec<u32> = large.iter().map(|ran| figure(&ran.memory)).collect();
        sizes.sort_unstable();
        let middle = sizes.get(sizes.len() / 2).copied().unwrap_or_default();
        let most = sizes.last().copied().unwrap_or_default();
        println!(
            "| {name}, MiB | {} | {} |",
            mebibytes(middle),
            mebibytes(most)
        );
    };
    memory("resident after everyone was compared", |memory| {
        memory.resident
    });
    memory("resident at its highest", |memory| memory.peak);
    town.discord.stop();
    Ok(())
}

async fn start_and_stop(town: &Town, folder: &std::path::Path) -> anyhow::Result<Ran> {
    let began = monotonic_now();
    let mut process = Process::start(&mut town.salon(folder))?;
    process.says("commands registered").await?;
    let registered = began.elapsed();
    process.says("roles compared with Discord").await?;
    // What it frees right after counts as freed.
    tokio::time::sleep(Duration::from_secs(1)).await;
    let memory = process.memory()?;
    let stop = process.terminate().await?;
    Ok(Ran {
        registered,
        memory,
        stop,
    })
}
