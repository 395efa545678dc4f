//! Many effects at once: how fast they are done, what they cost, and whether those who click
//! meanwhile notice.

use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::Context as _;
use salon::clock::monotonic_now;
use salon::db::Db;
use sqlx::SqlitePool;
use tokio::time::sleep;

use crate::figures::{mebibytes, millis, summary};
use crate::process::Process;
use crate::rounds::Plan;
use crate::town::{self, Town};

/// What the limiter aims at, in requests a second.
const PACE: f64 = 45.0;
/// How long Discord is away.
const OUTAGE: Duration = Duration::from_mins(1);
/// How many effects wait meanwhile.
const QUEUED: usize = 1_000;

pub(crate) async fn measure(plan: Plan) -> anyhow::Result<()> {
    flood(plan.members).await.context("flood")?;
    println!();
    outage().await.context("outage")
}

/// Everyone gets a role at once, and people go on clicking.
async fn flood(members: usize) -> anyhow::Result<()> {
    let town = Town::behind(members).await?;
    let folder = town::folder()?;
    let (process, pool) = start(&town, folder.path()).await?;
    let began = monotonic_now();
    let queued = waiting(&pool).await?;
    let (mut clicks, mut memory) = (Vec::new(), 0);
    let mut asked = None;
    let mut shown = None;
    let mut left = queued;
    let mut heartbeat_at = began;
    for turn in 0_usize.. {
        // More often, and Discord would hang up: 120 frames a minute.
        if heartbeat_at.elapsed() >= Duration::from_secs(1) {
            heartbeat_at = monotonic_now();
            town.discord.faults().ask_for_heartbeat();
        }
        left = waiting(&pool).await?;
        if left == 0 {
            break;
        }
        anyhow::ensure!(began.elapsed() < Duration::from_mins(20), "{left} are left");
        memory = memory.max(process.memory()?.resident);
        let person = town.discord.person(town.members[turn % members]);
        let clicked = monotonic_now();
        let outcome = person.runs(town.lobby, "/membership", &[]).await;
        clicks.push(clicked.elapsed());
        anyhow::ensure!(outcome.message().is_some(), "no answer: {}", outcome.text());
        if turn == 20 {
            asked = Some(town.ask().await?);
        }
        if let (Some(at), None) = (asked, shown)
            && !person.threads(town.questions).is_empty()
        {
            shown = Some(at.elapsed());
        }
        sleep(Duration::from_millis(100)).await;
    }
    let took = began.elapsed().as_secs_f64();
    let effects = f64::from(u32::try_from(queued)?);
    let clicks = summary(clicks);
    let heartbeats = town.discord.heartbeats();
    let asked_for = heartbeats.len();
    let heartbeats = summary(heartbeats);
    println!("{queued} roles to grant at once");
    println!();
    println!("| | |");
    println!("|---|---|");
    println!(
        "| done in | {took:.1} s, {:.1} a second ({:.0} % of the pace) |",
        effects / took,
        100.0 * effects / took / PACE
    );
    println!("| resident at most, MiB | {} |", mebibytes(memory));
    println!(
        "| a click meanwhile, ms: p50, p99, max | {}, {}, {} |",
        millis(clicks.p50),
        millis(clicks.p99),
        millis(clicks.max)
    );
    println!(
        "| {asked_for} heartbeats asked for come after, ms: p50, p99, max | {}, {}, {} |",
        millis(heartbeats.p50),
        millis(heartbeats.p99),
        millis(heartbeats.max)
    );
    match shown {
        Some(after) => println!(
            "| a question asked meanwhile is in the forum after, ms | {} |",
            millis(after)
        ),
        None => println!("| a question asked meanwhile | was not seen before the end |"),
    }
    limits(&town);
    anyhow::ensure!(left == 0);
    anyhow::ensure!(
        town.discord.complaints().is_empty(),
        "{:?}",
        town.discord.complaints()
    );
    town.discord.stop();
    Ok(())
}

/// Discord goes away with a thousand effects queued, and comes back.
pub(crate) async fn outage() -> anyhow::Result<()> {
    let town = Town::behind(QUEUED + 200).await?;
    let folder = town::folder()?;
    let (_process, pool) = start(&town, folder.path()).await?;
    while waiting(&pool).await? > i64::try_from(QUEUED)? {
        sleep(Duration::from_millis(20)).await;
    }
    town.discord.faults().offline(true);
    sleep(OUTAGE).await;
    let queued = waiting(&pool).await?;
    town.discord.faults().offline(false);
    let back = monotonic_now();
    let mut first = None;
    loop {
        let left = waiting(&pool).await?;
        if left < queued && first.is_none() {
            first = Some((monotonic_now(), left));
        }
        if left == 0 {
            break;
        }
        anyhow::ensure!(back.elapsed() < Duration::from_mins(20), "{left} are left");
        sleep(Duration::from_millis(20)).await;
    }
    let (first, left): (Instant, i64) = first.context("nothing was delivered")?;
    let rate = f64::from(u32::try_from(left)?) / first.elapsed().as_secs_f64();
    println!(
        "{queued} effects after {} s without Discord",
        OUTAGE.as_secs()
    );
    println!();
    println!("| | |");
    println!("|---|---|");
    println!(
        "| Discord is noticed after, s | {:.1} |",
        (first - back).as_secs_f64()
    );
    println!(
        "| then, a second | {rate:.1} ({:.0} % of the pace) |",
        100.0 * rate / PACE
    );
    println!(
        "| everything is done after, s | {:.1} |",
        back.elapsed().as_secs_f64()
    );
    limits(&town);
    town.discord.stop();
    Ok(())
}

/// How often Discord said 429, where each limit has its first for free.
fn limits(town: &Town) {
    let passed = town.discord.limits_passed();
    let (all, most) = (passed.values().sum::<usize>(), passed.values().max());
    let most = most.copied().unwrap_or_default();
    println!("| 429, of the same limit at most | {all}, {most} |");
}

/// Starts the program with everyone waiting, once it has compared roles and queued what differs.
async fn start(town: &Town, folder: &Path) -> anyhow::Result<(Process, SqlitePool)> {
    town.settle_in(folder).await?;
    let mut process = Process::start(&mut town.salon(folder))?;
    process.says("roles compared with Discord").await?;
    Ok((process, Db::look(folder).await?))
}

async fn waiting(pool: &SqlitePool) -> anyhow::Result<i64> {
    let sql = "select count(*) from outbox where state in ('waiting', 'sending')";
    Ok(sqlx::query_scalar(sql).fetch_one(pool).await?)
}
