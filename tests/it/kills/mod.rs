//! `kill -9`: the program as a process of its own, killed at every point of the way of every kind
//! of effect and at random moments; afterwards Discord shows everything once.
//!
//! The points are those of `docs/exactly-once.md`. The killed process has the machine's clock; what
//! starts after it is the same program in this process, with a clock that can be moved past the
//! five minutes for which an unknown outcome is left alone.

mod causes;
mod lists;
mod points;
mod random;
mod sweep;

use std::fmt::Debug;
use std::io::BufReader;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::Stdio;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use chrono::TimeDelta;
use salon::clock::Clock;
use salon::db::Db;
use sandbox::Id;
use sandbox::view::MessageView;
use sqlx::SqlitePool;
use tokio::runtime::Runtime;

use crate::process::{Running, read_until, salon};
use crate::world::{Setting, Time, World, minutes};

/// What an unknown outcome waits, and a little more.
const SETTLED: TimeDelta = TimeDelta::minutes(6);

/// How many kills of a long run go on at the same time: most of one is waiting.
const AT_ONCE: usize = 6;

/// Kills as often as there are `seeds`, each in a world and a runtime of its own.
fn at_once<T: Copy + Debug>(seeds: impl Iterator<Item = T> + Send, kill: impl AsyncFn(T) + Sync) {
    let seeds = Mutex::new(seeds);
    let next = || seeds.lock().unwrap_or_else(PoisonError::into_inner).next();
    std::thread::scope(|scope| {
        for _ in 0..AT_ONCE {
            scope.spawn(|| {
                let runtime = Runtime::new().expect("a runtime");
                while let Some(seed) = next() {
                    let killed = AssertUnwindSafe(|| runtime.block_on(kill(seed)));
                    let killed = catch_unwind(killed);
                    assert!(killed.is_ok(), "lost or doubled, see above: {seed:?}");
                }
            });
        }
    });
}

/// A salon with a plan, at the machine's time; `ada` and `ben` hold the plan.
async fn town(text_channel: bool) -> World {
    let world = World::start_with(Setting {
        text_channel,
        time: Time::Now,
        ..Setting::default()
    })
    .await;
    world.sells_plan().await;
    for name in ["ada", "ben"] {
        world.grants(name, "1").await;
    }
    world.settle().await;
    world
}

/// The process in place of the bot of the world.
async fn process(world: &mut World) -> Running {
    if world.is_running() {
        world.stop_bot().await;
    }
    world.set_clock(Clock::system().now().max(world.now()));
    let folder = world.folder().to_owned();
    let mut running = Running(salon(world, &folder).arg("run").spawn().expect("it starts"));
    let mut log = BufReader::new(running.0.stderr.take().expect("a log"));
    tokio::task::block_in_place(|| {
        read_until(&mut log, "roles compared");
        // Nobody reads it any more, and a full pipe would hold the process up.
        std::thread::spawn(move || std::io::copy(&mut log, &mut std::io::sink()));
    });
    running
}

/// C7: the next start is killed too, so long after it began.
async fn dies_again(world: &World, after: Duration) {
    let folder = world.folder().to_owned();
    let mut command = salon(world, &folder);
    command.stderr(Stdio::null()).stdout(Stdio::null());
    let mut running = Running(command.arg("run").spawn().expect("it starts"));
    tokio::time::sleep(after).await;
    running.0.kill().expect("it was running");
    running.0.wait().expect("it is gone");
}

/// The next start after a kill, once every unknown outcome has settled.
async fn recovers(world: &mut World) {
    world.set_clock(Clock::system().now().max(world.now()) + SETTLED);
    world.start_bot().await;
    world.pass(minutes(30)).await;
}

/// A look at the database beside the process.
async fn look(world: &World) -> SqlitePool {
    Db::look(world.folder()).await.expect("a database")
}

/// Waits until this is so, a while at most. `false` when that is over.
async fn becomes(mut is_so: impl AsyncFnMut() -> bool) -> bool {
    tokio::time::timeout(Duration::from_secs(8), async {
        while !is_so().await {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
    })
    .await
    .is_ok()
}

/// The owner types a command about someone's plan, whether or not they see an answer.
async fn owner_tries(world: &World, command: &str, name: &str, option: (&str, &str)) {
    let user = world.person(name).id().to_string();
    let options = [("user", user.as_str()), ("plan", "monthly"), option];
    world
        .person("owner")
        .runs(world.lobby, command, &options)
        .await;
}

/// `name` sends a question; what the bot said.
async fn ask(world: &World, name: &str, title: &str) -> String {
    ask_about(world, name, "Study", title).await
}

/// The same of another kind.
async fn ask_about(world: &World, name: &str, kind: &str, title: &str) -> String {
    let person = world.person(name);
    let options = [("kind", kind), ("field", "cardiology")];
    let outcome = person.runs(world.lobby, "/ask", &options).await;
    let Some(form) = outcome.modal().cloned() else {
        return outcome.text();
    };
    let words = [
        ("title", title),
        ("situation", "心不全の外来です"),
        ("wanted", "使い分け"),
    ];
    crate::questions::sends(&person, &form, &words).await.text()
}

/// What holds after any kill: two witnesses, the database and Discord, say the same, once.
async fn shows_everything_once(world: &World) {
    let pool = look(world).await;
    let integrity: String = sqlx::query_scalar("pragma integrity_check")
        .fetch_one(&pool)
        .await
        .expect("a check");
    assert_eq!(integrity, "ok");
    let broken = sqlx::query("pragma foreign_key_check")
        .fetch_all(&pool)
        .await
        .expect("a check");
    assert!(broken.is_empty(), "rows without the row they name");

    // Questions: one thread each, and the card in it.
    let questions: Vec<(i64, String)> = sqlx::query_as("select id, state from question")
        .fetch_all(&pool)
        .await
        .expect("questions");
    let mika = world.person("mika");
    let threads = mika.threads(world.questions);
    assert_eq!(
        threads.len(),
        questions.len(),
        "threads and questions differ"
    );
    for (number, _) in &questions {
        let name = format!("#{number} ");
        let of_it = threads
            .iter()
            .filter(|thread| thread.name.starts_with(&name));
        assert_eq!(of_it.count(), 1, "threads of #{number}");
    }
    // Answers: one message each, in the thread.
    let answers: Vec<String> = sqlx::query_scalar("select body from answer")
        .fetch_all(&pool)
        .await
        .expect("answers");
    let said: Vec<String> = threads
        .iter()
        .flat_map(|thread| mika.reads(thread.id))
        .map(|message| message.text())
        .collect();
    for body in &answers {
        let times = said
            .iter()
            .filter(|text| text.contains(body.as_str()))
            .count();
        assert_eq!(times, 1, "“{body}” is there {times} times");
    }
    // Roles: who is entitled has it, and nobody else.
    let entitled: Vec<i64> = sqlx::query_scalar(
        "select distinct user_id from membership
         where starts_at <= ?1 and (ends_at is null or ends_at > ?1)",
    )
    .bind(world.now())
    .fetch_all(&pool)
    .await
    .expect("members");
    for name in ["ada", "ben", "stranger"] {
        let is_entitled = entitled.contains(&world.user(name).0);
        assert_eq!(world.person(name).has_role("会員"), is_entitled, "{name}");
    }
    // Direct messages: as many as were queued and delivered, none of them twice.
    let told: Vec<i64> = sqlx::query_scalar(
        "select payload ->> '$.user' from outbox
         where kind = 'dm' and state = 'done' and outcome in ('delivered', 'adopted')",
    )
    .fetch_all(&pool)
    .await
    .expect("notices");
    for name in ["ada", "ben", "stranger", "mika", "ken"] {
        let user = world.user(name).0;
        let queued = told.iter().filter(|told| **told == user).count();
        assert_eq!(
            world.person(name).dms().len(),
            queued,
            "{name} was told otherwise: {:?}",
            world
                .person(name)
                .dms()
                .iter()
                .map(MessageView::text)
                .collect::<Vec<_>>()
        );
    }
    let mut lectures: Vec<String> = mika
        .reads(world.lectures)
        .iter()
        .map(MessageView::text)
        .collect();
    let posts = lectures.len();
    lectures.dedup();
    assert_eq!(lectures.len(), posts, "a lecture was posted twice");
    pool.close().await;
}

/// The thread of a question.
fn thread(world: &World, number: i64) -> Id {
    let name = format!("#{number} ");
    let threads = world.person("mika").threads(world.questions);
    let thread = threads
        .into_iter()
        .find(|thread| thread.name.starts_with(&name));
    thread.expect("a thread").id
}
