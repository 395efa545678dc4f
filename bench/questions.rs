//! A salon with 1,000 open questions: how long a mentor waits for the queue, what the sweep costs,
//! and how many calls a comparison of all threads takes.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use salon::actor::Actor;
use salon::app::App;
use salon::clock::{Clock, monotonic_now};
use salon::config::{ApiUrl, Config};
use salon::db::Db;
use salon::discord::{self, Rest};
use salon::ids::{ChannelId, GuildId, UserId};
use salon::questions;
use salon::text::Lang;
use sandbox::Id;
use sqlx::SqlitePool;

use crate::figures::{millis, summary};
use crate::rounds::Plan;
use crate::town::{self, Pace, Town};

/// Questions that wait, of which the last ones are claimed.
const QUESTIONS: i64 = 1_000;
const CLAIMED: i64 = 300;
/// Members; the first is the mentor who has claimed.
const MEMBERS: usize = 500;
/// Members who are mentors, whom questions are weighed against.
const MENTORS: i64 = 40;
/// How many claims have run out, or how many questions go to the nearest, when the sweep comes.
const DUE: i64 = 10;
/// How often the sweep is measured.
const SWEEPS: usize = 50;
/// What a mentor may wait at the 99th percentile, and what a sweep may take.
const QUEUE: Duration = Duration::from_millis(30);
const SWEEP: Duration = Duration::from_millis(50);
/// When it is measured: at noon in Tokyo, when people are told, a week after all was asked.
const NOON: &str = "2026-04-08T03:00:00Z";
/// Calls of a comparison: the active threads are one list, the archive is ten pages, and a thread that
/// was found there is opened with a call of its own.
const LISTS: usize = 11;

pub(crate) async fn measure(plan: Plan) -> anyhow::Result<()> {
    let town = Town::new(Pace::Written, MEMBERS, 0).await?;
    let folder = town::folder()?;
    town.settle_in(folder.path()).await?;
    let threads = threads(&town)?;
    let pool = furnish(folder.path(), &threads, town.questions).await?;
    let db = Db::open(folder.path()).await?;
    let noon = NOON.parse().context("noon")?;
    let app = App::new(config(&town)?, db, Clock::fixed(noon));
    let rest = Rest::new(
        discord::client()?,
        app.config.discord.api_url.clone(),
        town.discord.token(),
    )?;

    println!("| {QUESTIONS} open questions | n | p50 | p99 | max | target |");
    println!("|---|---|---|---|---|---|");
    let mentor = Actor {
        user: UserId(town.members[0].0.cast_signed()),
        lang: Lang::Ja,
        is_mentor: true,
        is_owner: false,
    };
    let mut waits: [Vec<Duration>; 2] = Default::default();
    for round in 0..plan.rounds * plan.round + 10 {
        let began = monotonic_now();
        let (open, claimed) = questions::queue(&app, &mentor).await?;
        let queue = began.elapsed();
        let board = questions::unanswered(&app, &mentor).await?;
        // Not before everything is warm.
        if round >= 10 {
            waits[0].push(queue);
            waits[1].push(began.elapsed().saturating_sub(queue));
        }
        anyhow::ensure!(!open.is_empty() && !claimed.is_empty(), "an empty queue");
        anyhow::ensure!(!board.late.is_empty(), "an empty board");
    }
    let [queue, board] = waits;
    let mut kept = line("`/mentor queue`", queue, QUEUE);
    kept &= line("`/questions unanswered`", board, QUEUE);
    kept &= line("sweep, nothing due", sweeps(&app, &pool, "").await?, SWEEP);
    let name = format!("sweep, {DUE} claims run out");
    kept &= line(&name, sweeps(&app, &pool, RUN_OUT).await?, SWEEP);
    let name = format!("sweep, {DUE} questions go to the nearest of {MENTORS}");
    kept &= line(&name, sweeps(&app, &pool, GO_ON).await?, SWEEP);
    let told: i64 = sqlx::query_scalar("select count(*) from question_route where stage = 'near'")
        .fetch_one(&pool)
        .await?;
    anyhow::ensure!(told > 0, "nobody was weighed");
    pool.close().await;

    println!();
    println!("| a comparison of {QUESTIONS} threads | calls | set anew | ms |");
    println!("|---|---|---|---|");
    let few = compare(&town, &app, &rest, "all active").await?;
    anyhow::ensure!(
        few == 1,
        "{few} calls for threads that are as they should be"
    );
    let moderator = town.discord.moderator();
    for thread in &threads {
        moderator.archives_thread(*thread, true);
    }
    let calls = compare(&town, &app, &rest, "all archived by hand").await?;
    let lists = calls.saturating_sub(threads.len());
    anyhow::ensure!(lists <= LISTS, "{lists} calls besides one to open each");
    anyhow::ensure!(kept, "slower than it may be");
    anyhow::ensure!(app.broken() == 0, "something broke; see the log");
    app.db.close().await;
    town.discord.stop();
    Ok(())
}

/// Prints a line; whether its target is kept.
fn line(name: &str, waits: Vec<Duration>, target: Duration) -> bool {
    let n = waits.len();
    let waits = summary(waits);
    println!(
        "| {name}, ms | {n} | {} | {} | {} | {} |",
        millis(waits.p50),
        millis(waits.p99),
        millis(waits.max),
        target.as_millis()
    );
    waits.p99 <= target
}

/// Some claims have just run out.
const RUN_OUT: &str =
    "update question set state = 'claimed', claimer_id = 1, claimed_at = asked_at,
     lease_ends_at = asked_at where id <= ?1";
/// Some questions have waited for two hours, and nobody was told of them.
const GO_ON: &str = "update question set waiting_round = waiting_round + 1, next_stage = 'near',
     waiting_from = '2026-04-08T01:00:00+00:00', stage_due_at = '2026-04-08T03:00:00+00:00'
     where id <= ?1 and state = 'open'";

/// Sweeps with what is due then: each time what a statement makes due of the first questions.
async fn sweeps(
    app: &Arc<App>,
    pool: &SqlitePool,
    due: &'static str,
) -> anyhow::Result<Vec<Duration>> {
    let mut took = Vec::new();
    for _ in 0..SWEEPS {
        if !due.is_empty() {
            sqlx::query(due).bind(DUE).execute(pool).await?;
        }
        let began = monotonic_now();
        questions::run_due(app).await?;
        took.push(began.elapsed());
    }
    Ok(took)
}

/// One comparison, and what it took; its calls.
async fn compare(town: &Town, app: &App, rest: &Rest, name: &str) -> anyhow::Result<usize> {
    let calls = || town.discord.requests("", "").len();
    let before = calls();
    let began = monotonic_now();
    let done = questions::repair(app, rest).await?;
    let took = millis(began.elapsed());
    let calls = calls() - before;
    println!("| {name} | {calls} | {} | {took} |", done.set);
    let looked_at = i64::try_from(done.looked_at)?;
    anyhow::ensure!(looked_at == QUESTIONS, "it looked at {looked_at}");
    Ok(calls)
}

fn config(town: &Town) -> anyhow::Result<Config> {
    let mut config = Config::default();
    config.discord.guild = Some(GuildId(town.discord.guild_id().0.cast_signed()));
    let api_url = ApiUrl::try_from(town.discord.api_url());
    config.discord.api_url = api_url.map_err(anyhow::Error::msg)?;
    config.channels.questions = Some(ChannelId(town.questions.0.cast_signed()));
    Ok(config)
}

/// A post for each question.
fn threads(town: &Town) -> anyhow::Result<Vec<Id>> {
    let mut out = Vec::new();
    for number in 1..=QUESTIONS {
        let asker = town.members[out.len() % town.members.len()];
        let asker = town.discord.person(asker);
        let state = if number > QUESTIONS - CLAIMED {
            "対応中"
        } else {
            "受付中"
        };
        let name = format!("#{number} 利尿薬");
        let post = asker.opens_post(town.questions, &name, "使い分け", &[state, "循環器"]);
        let post = post.map_err(|refusal| anyhow::anyhow!("no post: {refusal:?}"))?;
        out.push(post.id);
    }
    Ok(out)
}

/// The questions, as they stand in the database once they were posted.
async fn furnish(folder: &Path, threads: &[Id], forum: Id) -> anyhow::Result<SqlitePool> {
    let options = sqlx::sqlite::SqliteConnectOptions::new().filename(salon::db::path(folder));
    let pool = sqlx::SqlitePool::connect_with(options).await?;
    let mut tx = pool.begin().await?;
    for (number, thread) in (1_i64..).zip(threads) {
        let claimed = number > QUESTIONS - CLAIMED;
        sqlx::query(
            "insert into question (id, asker_id, kind, field, near, state, claimer_id, title,
                 situation, thinking, wanted, channel_id, channel_kind, asked_at, waiting_from,
                 claimed_at, lease_ends_at, last_activity_at)
             values (?1, ?1 % ?2 + 2, 'study', 'cardiology', 'anyone',
                 iif(?3, 'claimed', 'open'), iif(?3, 1, null), '利尿薬', '心不全の外来です', '',
                 '使い分け', ?4, 'forum', '2026-04-01T00:00:00+00:00',
                 '2026-04-01T00:00:00+00:00',
                 iif(?3, '2026-04-01T00:00:00+00:00', null),
                 iif(?3, '2126-04-01T00:00:00+00:00', null), '2026-04-01T00:00:00+00:00')",
        )
        .bind(number)
        .bind(i64::try_from(MEMBERS)? - 1)
        .bind(claimed)
        .bind(forum.0.cast_signed())
        .execute(&mut *tx)
        .await?;
        sqlx::query(
            "insert into discord_object (key, id, channel_id, created_at)
             values ('question:' || ?1 || ':card', ?2, ?2, '2026-04-01T00:00:00+00:00')",
        )
        .bind(number)
        .bind(thread.0.cast_signed())
        .execute(&mut *tx)
        .await?;
    }
    sqlx::query("update person set is_mentor = 1 where id <= ?1")
        .bind(MENTORS)
        .execute(&mut *tx)
        .await?;
    tx.commit().await.context("the questions")?;
    Ok(pool)
}
