//! A salon with 1,000 lectures that 20,000 members have watched 200 of, each: how long a member waits
//! for what comes next, what they have left, what they search for, and a video.

use std::path::Path;
use std::time::Duration;

use anyhow::Context as _;
use salon::clock::monotonic_now;
use sandbox::{Id, Person};

use crate::figures::{millis, summary};
use crate::process::Process;
use crate::rounds::Plan;
use crate::town::{self, Pace, Town};

/// Lectures that are out, in so many series and slots, and those that wait in each slot.
const LECTURES: i64 = 1_000;
const SERIES: i64 = 20;
const SLOTS: i64 = 3;
const WAITING: i64 = 30;
/// Of how many lectures each member has marked one as watched.
const ONE_OF: i64 = 5;
/// What a member may wait at the 99th percentile.
const TARGET: Duration = Duration::from_millis(30);

pub(crate) async fn measure(plan: Plan) -> anyhow::Result<()> {
    let town = Town::new(Pace::Free, plan.members, 0).await?;
    let folder = town::folder()?;
    town.settle_in(folder.path()).await?;
    let began = monotonic_now();
    let marks = furnish(folder.path(), town.lobby).await?;
    let furnished = began.elapsed();
    let mut process = Process::start(&mut town.salon(folder.path()))?;
    process.says("roles compared with Discord").await?;

    let mut waits: [Vec<Duration>; 4] = Default::default();
    for round in 0..plan.rounds * plan.round + 10 {
        let member = town.members[round * 7 % town.members.len()];
        let member = town.discord.person(member);
        let lecture = i64::try_from(round)? % LECTURES + 1;
        let took = asks(&town, &member, lecture).await?;
        // Not before everything is warm.
        if round >= 10 {
            for (waits, took) in waits.iter_mut().zip(took) {
                waits.push(took);
            }
        }
    }
    println!(
        "| {LECTURES} lectures, {} members, {marks} marks | n | p50 | p99 | max | target |",
        plan.members
    );
    println!("|---|---|---|---|---|---|");
    let names = [
        "`/lectures next`",
        "`/lectures browse`",
        "`/lectures search`",
        "Watch",
    ];
    for (name, waits) in names.into_iter().zip(waits) {
        let n = waits.len();
        let waits = summary(waits);
        println!(
            "| {name}, ms | {n} | {} | {} | {} | {} |",
            millis(waits.p50),
            millis(waits.p99),
            millis(waits.max),
            TARGET.as_millis()
        );
    }
    let size = std::fs::metadata(salon::db::path(folder.path()))?.len();
    println!();
    println!(
        "The database has {} MiB; it was furnished in {} s.",
        size.div_ceil(1 << 20),
        furnished.as_secs()
    );
    let complaints = process.complaints();
    anyhow::ensure!(
        complaints.is_empty(),
        "there are complaints: {complaints:#?}"
    );
    process.terminate().await?;
    town.discord.stop();
    Ok(())
}

/// A member looks at what comes, at what they have left, searches, and opens what they found.
async fn asks(town: &Town, member: &Person, lecture: i64) -> anyhow::Result<[Duration; 4]> {
    let mut took = [Duration::ZERO; 4];
    let number = lecture.to_string();
    let words = [("words", number.as_str())];
    let commands: [(&str, &[(&str, &str)]); 3] = [
        ("/lectures next", &[]),
        ("/lectures browse", &[]),
        ("/lectures search", &words),
    ];
    for (wait, (command, options)) in took.iter_mut().zip(commands) {
        let began = monotonic_now();
        let answer = member.runs(town.lobby, command, options).await;
        *wait = began.elapsed();
        let message = answer.message().filter(|message| message.embeds.len() == 1);
        let message = message.with_context(|| format!("{command}: {}", answer.text()))?;
        member.dismisses(message.id);
    }
    let shown = format!("lecture-{lecture}");
    let options = [("lecture", shown.as_str())];
    let shown = member.runs(town.lobby, "/lectures show", &options).await;
    let card = shown.message().with_context(|| shown.text())?.id;
    let began = monotonic_now();
    let opened = member.clicks(card, "視聴する").await;
    took[3] = began.elapsed();
    let opened = opened
        .message()
        .filter(|it| it.text().contains("v.example"));
    let opened = opened.context("no link")?.id;
    for message in [card, opened] {
        member.dismisses(message);
    }
    Ok(took)
}

/// Slots with their queues, lectures that are out, and marks; how many marks.
async fn furnish(folder: &Path, channel: Id) -> anyhow::Result<u64> {
    let path = salon::db::path(folder);
    let options = sqlx::sqlite::SqliteConnectOptions::new()
        .filename(path)
        .synchronous(sqlx::sqlite::SqliteSynchronous::Off);
    let pool = sqlx::SqlitePool::connect_with(options).await?;
    let mut tx = pool.begin().await?;
    for (track, slot) in ["pgy", "im", "gp"].into_iter().zip(1..=SLOTS) {
        sqlx::query("insert into plan_track (plan_id, track) values (1, ?1)")
            .bind(track)
            .execute(&mut *tx)
            .await?;
        sqlx::query(
            "insert into slot (id, weekday, time, zone, channel_id, track, created_by, created_at)
             values (?1, 5, '20:0' || ?1, 'Asia/Tokyo', ?2, ?3, 1, '2026-04-01T00:00:00+00:00')",
        )
        .bind(slot)
        .bind(channel.0.cast_signed())
        .bind(track)
        .execute(&mut *tx)
        .await?;
    }
    sqlx::query(
        "with recursive n (i) as (select 1 union all select i + 1 from n where i < ?1 + ?3)
         insert into lecture (id, series, number, title, summary, video_url, minutes, state,
             created_by, created_at)
         select i, '本気出して考えるシリーズ' || (i % ?2), i, '二次性を疑うとき その' || i,
             '病歴と身体所見の拾い方', 'https://v.example/' || i, 32, 'ready', 1,
             '2026-04-01T00:00:00+00:00'
         from n",
    )
    .bind(LECTURES)
    .bind(SERIES)
    .bind(WAITING * SLOTS)
    .execute(&mut *tx)
    .await?;
    sqlx::query(
        "insert into queue_entry (slot_id, lecture_id, position, created_at)
         select id % ?2 + 1, id, id, '2026-04-01T00:00:00+00:00' from lecture where id > ?1",
    )
    .bind(LECTURES)
    .bind(SLOTS)
    .execute(&mut *tx)
    .await?;
    sqlx::query(
        "insert into occurrence (id, slot_id, local_date, rule_version, due_at, wake_at, state,
             lecture_id, sent_at, attempt)
         select id, id % ?2 + 1,
             date('now', 'weekday 5', '-' || (7 * ((id - 1) / ?2 + 1)) || ' days'), 1,
             '2026-04-01T00:00:00+00:00', '2026-04-01T00:00:00+00:00', 'posted', id,
             '2026-04-01T00:00:00+00:00', 1
         from lecture where id <= ?1",
    )
    .bind(LECTURES)
    .bind(SLOTS)
    .execute(&mut *tx)
    .await?;
    sqlx::query(
        "insert into catalogue (track, lecture_id, occurrence_id, posted_at)
         select slot.track, lecture_id, occurrence.id, sent_at
         from occurrence join slot on slot.id = slot_id",
    )
    .execute(&mut *tx)
    .await?;
    let marks = sqlx::query(
        "insert into watched (person_id, lecture_id, at)
         select person.id, lecture.id, '2026-10-01T12:34:56.789012345+00:00'
         from person join lecture on (lecture.id * 7 + person.id) % ?2 = 0
         where lecture.id <= ?1 order by person.id, lecture.id",
    )
    .bind(LECTURES)
    .bind(ONE_OF)
    .execute(&mut *tx)
    .await?;
    tx.commit().await?;
    pool.close().await;
    Ok(marks.rows_affected())
}
