//! A salon of 20,000 members and five plans: from a cold start until everyone was compared, how soon
//! the owner reads why somebody is a member, and what a list of everyone would change.

use std::fmt::Write as _;
use std::path::Path;
use std::time::Duration;

use anyhow::Context as _;
use salon::clock::monotonic_now;
use sandbox::{NewMember, Person};

use crate::figures::{millis, summary};
use crate::process::Process;
use crate::town::{self, Pace, Town};

/// Everyone holds a plan.
const MEMBERS: usize = 20_000;
const PLANS: i64 = 5;
/// Lines that the record has of the member who is asked about.
const LINES: i64 = 200;
/// What a comparison may cost, and what the owner may wait at the 99th percentile.
const PROCESSOR: Duration = Duration::from_secs(2);
const WHY: Duration = Duration::from_millis(30);
/// How long the owner waits for what a list of everyone would change.
const PREVIEW: Duration = Duration::from_secs(3);
/// How often each is measured.
const STARTS: usize = 5;
const QUESTIONS: usize = 300;
const LISTS: usize = 5;

pub(crate) async fn measure() -> anyhow::Result<()> {
    let town = Town::new(Pace::Free, MEMBERS, 0).await?;
    let new = NewMember {
        locale: "ja".to_owned(),
        roles: vec![town.owner_role],
        ..NewMember::default()
    };
    let owner = town.discord.member("owner", new);
    let owner = town.discord.person(owner);
    let folder = town::folder()?;
    town.settle_in(folder.path()).await?;
    has_a_past(folder.path()).await?;

    let (mut processor, mut took) = (Vec::new(), Vec::new());
    let mut running: Option<Process> = None;
    for _ in 0..STARTS {
        if let Some(earlier) = running.take() {
            earlier.terminate().await?;
        }
        let began = monotonic_now();
        let mut process = Process::start(&mut town.salon(folder.path()))?;
        process.says("roles compared with Discord").await?;
        took.push(began.elapsed());
        processor.push(process.processor()?);
        running = Some(process);
    }
    let process = running.context("it was never started")?;
    println!("| {MEMBERS} members, {PLANS} plans | p50 | p99 | max | target |");
    println!("|---|---|---|---|---|");
    line(
        "cold start to everyone compared, processor, ms",
        processor,
        PROCESSOR,
    );
    line("the same, by the clock, ms", took, PROCESSOR);

    let ada = town.members[0].to_string();
    let options = [("user", ada.as_str())];
    let mut waits = Vec::new();
    for round in 0..QUESTIONS + 10 {
        let began = monotonic_now();
        let answer = owner.runs(town.lobby, "/member why", &options).await;
        anyhow::ensure!(answer.message().is_some(), "no answer: {}", answer.text());
        // Not before everything is warm.
        if round >= 10 {
            waits.push(began.elapsed());
        }
    }
    line(
        &format!("`/member why`, {LINES} lines in the record, ms"),
        waits,
        WHY,
    );
    line(
        &format!("preview of a list of {MEMBERS}, ms"),
        lists(&town, &owner).await?,
        PREVIEW,
    );
    let size = std::fs::metadata(salon::db::path(folder.path()))?.len();
    println!();
    println!("The database has {} MiB.", size.div_ceil(1 << 20));
    process.terminate().await?;
    town.discord.stop();
    Ok(())
}

/// The owner hands in lists of everyone, each with other days than the one before; how long each is
/// looked at.
async fn lists(town: &Town, owner: &Person) -> anyhow::Result<Vec<Duration>> {
    let mut waits = Vec::new();
    for list in 0..LISTS {
        let mut file = "Discord ID,有効期限\n".to_owned();
        for (at, member) in town.members.iter().enumerate() {
            let day = 1 + (at + list) % 28;
            writeln!(file, "{member},2027-0{}-{day:02}", 1 + at % 5)?;
        }
        let file = owner.uploads("members.csv", "text/csv", file.into_bytes());
        let options = [
            ("file", file.as_str()),
            ("source", "note"),
            ("key", "Discord ID"),
            ("plan", "plan-2"),
        ];
        let began = monotonic_now();
        let answer = owner.runs(town.lobby, "/member import", &options).await;
        waits.push(began.elapsed());
        let answer = answer.text();
        anyhow::ensure!(answer.contains("20,000"), "not looked at: {answer}");
    }
    Ok(waits)
}

fn line(name: &str, waits: Vec<Duration>, target: Duration) {
    let waits = summary(waits);
    println!(
        "| {name} | {} | {} | {} | {} |",
        millis(waits.p50),
        millis(waits.p99),
        millis(waits.max),
        target.as_millis()
    );
}

/// Five plans, a year that is over for everyone, and much that happened to one of them.
async fn has_a_past(folder: &Path) -> anyhow::Result<()> {
    let path = salon::db::path(folder);
    let options = sqlx::sqlite::SqliteConnectOptions::new().filename(path);
    let pool = sqlx::SqlitePool::connect_with(options).await?;
    let mut tx = pool.begin().await?;
    for plan in 2..=PLANS {
        sqlx::query(
            "insert into plan (id, key, name_ja, name_en, price_jpy, interval, created_at)
             values (?1, 'plan-' || ?1, 'プラン', 'Plan', 1000, 'month', '2026-04-01T00:00:00Z')",
        )
        .bind(plan)
        .execute(&mut *tx)
        .await?;
        sqlx::query(
            "insert into plan_role (plan_id, role_id)
             select ?1, role_id from plan_role where plan_id = 1",
        )
        .bind(plan)
        .execute(&mut *tx)
        .await?;
    }
    sqlx::query("update entitlement set plan_id = 1 + id % ?1")
        .bind(PLANS)
        .execute(&mut *tx)
        .await?;
    sqlx::query(
        "insert into entitlement (plan_id, person_id, source, starts_at, ends_at, access_until,
             state, created_at)
         select plan_id, person_id, 'manual', '2025-04-01T00:00:00Z', '2026-04-01T00:00:00Z',
             '2026-04-01T00:00:00Z', 'ended', '2025-04-01T00:00:00Z'
         from entitlement",
    )
    .execute(&mut *tx)
    .await?;
    for _ in 0..LINES {
        sqlx::query(
            "insert into journal (at, by, kind, subject, person_id, details)
             values ('2026-04-02T00:00:00Z', 'clock', 'entitlement.started', 'entitlement:1', 1,
                 '{\"plan\": 1}')",
        )
        .execute(&mut *tx)
        .await?;
    }
    tx.commit().await?;
    pool.close().await;
    Ok(())
}
