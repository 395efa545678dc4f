//! How long after a `kill -9` the first waiting effect is sent again: from the start of the new
//! process to the moment at which Discord shows it.

use std::time::Duration;

use anyhow::Context as _;
use salon::clock::monotonic_now;
use salon::db::Db;
use tokio::time::{sleep, timeout};

use crate::figures::{millis, summary};
use crate::process::Process;
use crate::rounds::Plan;
use crate::town::{self, Pace, Town};

/// What it may take.
const TARGET: Duration = Duration::from_secs(5);
/// How many wait for their role: at the pace of the limits nearly all of them still do when the
/// process is killed.
const CROWD: usize = 200;
/// What a killed process had sent already arrives within this.
const SETTLED: Duration = Duration::from_millis(200);
/// How long the first effect is waited for.
const PATIENCE: Duration = Duration::from_secs(30);

pub(crate) async fn measure(plan: Plan) -> anyhow::Result<()> {
    println!(
        "Killed {} times with each waiting; from the start of the next process to the first effect\n\
         that Discord shows; the target is {} s at most",
        plan.kills,
        TARGET.as_secs()
    );
    println!();
    println!("| waiting when it was killed | n | p50, ms | max, ms |");
    println!("|---|---|---|---|");
    let mut waits = Vec::new();
    while waits.len() < plan.kills {
        waits.push(roles().await.context("roles")?);
    }
    line(&format!("roles of {CROWD} members"), waits);
    let mut waits = Vec::new();
    // The question may be in the forum already when the process dies: that kill does not count.
    for _ in 0..10 * plan.kills {
        if waits.len() < plan.kills {
            waits.extend(question().await.context("a question")?);
        }
    }
    anyhow::ensure!(waits.len() == plan.kills, "too few kills met it waiting");
    line("a question that was just taken", waits);
    Ok(())
}

fn line(name: &str, waits: Vec<Duration>) {
    let n = waits.len();
    let waits = summary(waits);
    println!(
        "| {name} | {n} | {} | {} |",
        millis(waits.p50),
        millis(waits.max)
    );
}

/// Many wait for their role.
async fn roles() -> anyhow::Result<Duration> {
    let town = Town::behind(CROWD).await?;
    let folder = town::folder()?;
    town.settle_in(folder.path()).await?;
    let holders = || {
        let has_role = |member: &&_| town.discord.person(**member).has_role(town::PAID);
        town.members.iter().filter(has_role).count()
    };
    let mut process = Process::start(&mut town.salon(folder.path()))?;
    process.says("roles compared with Discord").await?;
    shows(&town, || holders() > 0).await?;
    process.kill().await?;
    sleep(SETTLED).await;
    let waiting = waiting(folder.path(), "grant_role").await?;
    anyhow::ensure!(waiting > 0, "nothing waits any more");
    let before = holders();
    starts_again(&town, folder.path(), || holders() > before).await
}

/// A member was told that their question is taken. `None` where it was being sent already.
async fn question() -> anyhow::Result<Option<Duration>> {
    let town = Town::new(Pace::Discord, 1, 0).await?;
    let folder = town::folder()?;
    town.settle_in(folder.path()).await?;
    let mut process = Process::start(&mut town.salon(folder.path()))?;
    process.says("roles compared with Discord").await?;
    town.ask().await?;
    process.kill().await?;
    sleep(SETTLED).await;
    if waiting(folder.path(), "post_in_forum").await? == 0 {
        return Ok(None);
    }
    let ada = town.discord.person(town.members[0]);
    let is_posted = || !ada.threads(town.questions).is_empty();
    let wait = starts_again(&town, folder.path(), is_posted).await?;
    Ok(Some(wait))
}

/// The next process; returns how long after its start this is so.
async fn starts_again(
    town: &Town,
    folder: &std::path::Path,
    is_so: impl FnMut() -> bool,
) -> anyhow::Result<Duration> {
    let began = monotonic_now();
    let process = Process::start(&mut town.salon(folder))?;
    shows(town, is_so).await?;
    let wait = began.elapsed();
    process.kill().await?;
    town.discord.stop();
    Ok(wait)
}

/// Waits until Discord shows this.
async fn shows(town: &Town, mut is_so: impl FnMut() -> bool) -> anyhow::Result<()> {
    let mut changes = town.discord.changes();
    let shown = async {
        while !is_so() {
            changes.changed().await?;
        }
        anyhow::Ok(())
    };
    timeout(PATIENCE, shown).await.context("it is not sent")?
}

/// How many effects of a kind are committed and were not being sent.
async fn waiting(folder: &std::path::Path, kind: &str) -> anyhow::Result<i64> {
    let pool = Db::look(folder).await?;
    let sql = "select count(*) from outbox where kind = ?1 and state = 'waiting'";
    let waiting = sqlx::query_scalar(sql).bind(kind).fetch_one(&pool).await?;
    pool.close().await;
    Ok(waiting)
}
