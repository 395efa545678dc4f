//! The program where the system gives it too little: no more descriptors, no more memory. Linux
//! only: how many it has, and how much it may have, is read and set as Linux does.

use std::io::BufReader;
use std::net::TcpStream;
use std::os::unix::process::ExitStatusExt as _;
use std::process::{Command, Stdio};
use std::time::Duration;

use chrono::TimeDelta;
use salon::clock::Clock;

use crate::process::{Running, listens, read_until, salon};
use crate::questions::{WORDS, only_asks, sends};
use crate::world::{Setting, Time, World, minutes};

/// As many as it may have in all; at rest it has about half of them.
const DESCRIPTORS: usize = 64;
/// SIGABRT, with which a Rust program ends that gets no memory.
const ABORTED: i32 = 6;
/// What an unknown outcome waits, and a little more.
const SETTLED: TimeDelta = TimeDelta::minutes(6);

/// A salon of which `ada` is a member, and nobody runs it.
async fn town() -> World {
    let mut world = World::start_with(Setting {
        time: Time::Now,
        ..Setting::default()
    })
    .await;
    world.sells_plan().await;
    world.grants("ada", "1").await;
    world.settle().await;
    world.stop_bot().await;
    world
}

/// The program with no more descriptors than these, once it has settled in; and where it listens.
fn runs(world: &World) -> (Running, String) {
    let mut salon = salon(world, world.folder());
    let listens = listens(&mut salon);
    let mut command = Command::new("sh");
    let limited = format!("ulimit -n {DESCRIPTORS}; exec \"$0\" run");
    command
        .args(["-c", &limited])
        .arg(salon.get_program())
        .current_dir(world.folder())
        .stdout(Stdio::null())
        .stderr(Stdio::piped());
    for (name, value) in salon.get_envs() {
        command.env(name, value.unwrap_or_default());
    }
    let mut running = Running(command.spawn().expect("it starts"));
    let mut log = BufReader::new(running.0.stderr.take().expect("a log"));
    tokio::task::block_in_place(|| read_until(&mut log, "roles compared"));
    // Nobody reads it any more, and a full pipe would hold the process up.
    std::thread::spawn(move || std::io::copy(&mut log, &mut std::io::sink()));
    (running, listens)
}

/// How many descriptors it holds.
fn descriptors(running: &Running) -> usize {
    let folder = format!("/proc/{}/fd", running.0.id());
    std::fs::read_dir(folder).expect("it runs").count()
}

/// Waits until this is so.
async fn becomes(what: &str, mut is_so: impl FnMut() -> bool) {
    let becomes = async {
        while !is_so() {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(Duration::from_secs(9), becomes)
        .await
        .unwrap_or_else(|_| panic!("waited too long for {what}"));
}

/// The next start, once every unknown outcome has settled; as many questions are there as were taken.
async fn shows_questions(mut world: World, taken: usize) {
    world.set_clock(Clock::system().now().max(world.now()) + SETTLED);
    world.start_bot().await;
    world.pass(minutes(30)).await;
    let mika = world.person("mika");
    assert_eq!(mika.threads(world.questions).len(), taken);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_free_descriptor_nothing_is_lost_and_it_goes_on_when_there_is_one() {
    let world = town().await;
    let (mut running, listens) = runs(&world);
    let ada = world.person("ada");
    // Whoever looks at its health and says nothing holds a descriptor.
    let connect = |_| TcpStream::connect(&listens).expect("a connection");
    let at_rest = descriptors(&running);
    let visitors: Vec<TcpStream> = (0..DESCRIPTORS).map(connect).collect();
    becomes("every descriptor to be taken", || {
        descriptors(&running) >= DESCRIPTORS
    })
    .await;
    let options = [("kind", "Medical"), ("field", "cardiology")];
    let mut told = ada.runs(world.lobby, "/ask", &options).await;
    if let Some(form) = told.modal().cloned() {
        told = sends(&ada, &form, &WORDS).await;
    }
    // On a connection that is open she is answered; where a new one is needed she asks again.
    let mut taken = usize::from(told.text().contains('#'));
    world.discord.forgives("not answered in time");
    drop(visitors);
    becomes("descriptors to be free", || {
        descriptors(&running) <= at_rest + 5
    })
    .await;
    let told = only_asks(&world, &ada, &WORDS).await;
    assert!(told.text().contains('#'), "{}", told.text());
    taken += 1;
    let health = reqwest::get(format!("http://{listens}/healthz")).await;
    assert_eq!(health.expect("an answer").status(), 200);
    assert!(running.0.try_wait().expect("a status").is_none());
    drop(running);
    shows_questions(world, taken).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_memory_it_ends_as_by_a_kill_and_goes_on_at_the_next_start() {
    let world = town().await;
    let (mut running, _) = runs(&world);
    let told = only_asks(&world, &world.person("ada"), &WORDS).await;
    assert!(told.text().contains('#'), "{}", told.text());
    let limited = Command::new("prlimit")
        .args(["--as=1", "--pid", &running.0.id().to_string()])
        .status();
    assert!(limited.expect("prlimit runs").success());
    // More than it can have lying about.
    let large = "x".repeat(32 << 20);
    world.discord.faults().send_frame(&large);
    let status = tokio::task::block_in_place(|| running.0.wait()).expect("it ends");
    assert_eq!(status.signal(), Some(ABORTED), "{status}");
    // Such a frame is wrong on purpose.
    world.discord.forgives("contract: ");
    shows_questions(world, 1).await;
}
