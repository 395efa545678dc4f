//! The program as its owner runs it: start, health, check, stop, and what its log says.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use salon::clock::monotonic_now;

use crate::world::{World, number};

/// The program with settings that fit the world, all from the environment.
pub(crate) fn salon(world: &World, folder: &std::path::Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_salon"));
    let config = world.config();
    let text = |id: Option<String>| id.unwrap_or_default();
    command
        .current_dir(folder)
        .env("SALON_DATA_DIR", folder)
        .env("SALON_DISCORD_TOKEN", world.discord.token())
        .env("SALON_DISCORD_API_URL", world.discord.api_url())
        .env(
            "SALON_DISCORD_GUILD",
            number(world.discord.guild_id()).to_string(),
        )
        .env(
            "SALON_CHANNELS_QUESTIONS",
            number(world.questions).to_string(),
        )
        .env(
            "SALON_ROLES_OWNER",
            text(config.roles.owner.map(|id| id.to_string())),
        )
        .env(
            "SALON_ROLES_MENTOR",
            text(config.roles.mentor.map(|id| id.to_string())),
        )
        .env("SALON_LOG_FORMAT", "json")
        .env("SALON_LOG_LEVEL", "debug")
        .env("SALON_WEB_LISTEN", "127.0.0.1:0")
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

/// Where it is to listen, for a story that looks there: until it does, another may take the port.
pub(crate) fn listens(command: &mut Command) -> String {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = listener.local_addr().expect("an address").to_string();
    command.env("SALON_WEB_LISTEN", &address);
    address
}

/// Ends with the story, whatever happens.
pub(crate) struct Running(pub(crate) Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Reads the log until a line contains `wanted`.
pub(crate) fn read_until(log: &mut impl BufRead, wanted: &str) -> String {
    let mut all = String::new();
    loop {
        let mut line = String::new();
        let read = log.read_line(&mut line).expect("a log");
        assert!(read > 0, "the program ended before “{wanted}”:\n{all}");
        all.push_str(&line);
        if line.contains(wanted) {
            return all;
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn it_starts_says_that_it_is_well_and_stops_in_time() {
    let mut world = World::start().await;
    let folder = tempfile::tempdir().expect("a folder");
    let mut command = salon(&world, folder.path());
    // Two bots on one token would answer each other's interactions.
    world.stop_bot().await;
    let listen = listens(&mut command);
    let mut running = Running(command.arg("run").spawn().expect("it starts"));
    let mut log = BufReader::new(running.0.stderr.take().expect("a log"));
    let mut said = tokio::task::block_in_place(|| read_until(&mut log, "roles compared"));

    let health = reqwest::get(format!("http://{listen}/healthz"))
        .await
        .expect("an answer");
    assert_eq!(health.status(), 200);
    assert!(health.text().await.expect("a body").contains("\"ok\""));
    let metrics = reqwest::get(format!("http://{listen}/metrics"))
        .await
        .expect("an answer");
    assert!(
        metrics
            .text()
            .await
            .expect("a body")
            .contains("salon_outbox_held 0")
    );
    // Someone asks; an answer fails on the way; nothing of it may be seen in the log.
    world
        .discord
        .faults()
        .on("POST", "/callback")
        .answer_next(500, 0);
    let options = [("kind", "Study"), ("field", "cardiology")];
    let refused = world
        .person("ada")
        .runs(world.lobby, "/ask", &options)
        .await;
    assert!(
        refused.message().is_some() || refused.modal().is_some(),
        "{}",
        refused.text()
    );
    let tokens = world.interaction_tokens();
    assert!(!tokens.is_empty());

    // A second process on the same data is kept out and says why.
    let mut second = Command::new(env!("CARGO_BIN_EXE_salon"));
    second.arg("run").current_dir(folder.path());
    for (name, value) in command.get_envs() {
        second.env(name, value.unwrap_or_default());
    }
    let second = second.output().expect("it ends");
    assert!(!second.status.success());
    let why = String::from_utf8_lossy(&second.stderr);
    assert!(why.contains("already running"), "{why}");

    let asked = monotonic_now();
    let pid = running.0.id().to_string();
    let killed = Command::new("kill")
        .args(["-TERM", &pid])
        .status()
        .expect("kill runs");
    assert!(killed.success());
    let status = tokio::task::block_in_place(|| running.0.wait()).expect("it ends");
    assert!(status.success(), "{status}");
    assert!(
        asked.elapsed() < Duration::from_secs(10),
        "{:?}",
        asked.elapsed()
    );
    tokio::task::block_in_place(|| std::io::Read::read_to_string(&mut log, &mut said))
        .expect("the rest");
    let secrets = [world.discord.token(), "ada", "雑談", "cardiology"];
    for secret in secrets.into_iter().chain(tokens.iter().map(String::as_str)) {
        assert!(!said.contains(secret), "the log holds “{secret}”:\n{said}");
    }
    for line in said.lines() {
        assert!(
            serde_json::from_str::<serde_json::Value>(line).is_ok(),
            "no JSON: {line}"
        );
    }
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn check_says_what_is_wrong_and_how_to_mend_it() {
    let world = World::start().await;
    let folder = tempfile::tempdir().expect("a folder");
    let check = |world: &World| {
        let output = salon(world, folder.path())
            .arg("check")
            .output()
            .expect("it ends");
        (
            output.status.success(),
            String::from_utf8(output.stdout).expect("words"),
        )
    };
    let (is_ok, said) = tokio::task::block_in_place(|| check(&world));
    assert!(is_ok, "{said}");
    assert!(said.lines().all(|line| line.starts_with("ok")), "{said}");

    world.discord.overwrite(
        world.questions,
        world.discord.bot_id(),
        0,
        sandbox::permissions::MANAGE_THREADS,
    );
    let (is_ok, said) = tokio::task::block_in_place(|| check(&world));
    assert!(!is_ok);
    assert!(
        said.contains("権限が足りません") && said.contains("Manage Threads"),
        "{said}"
    );
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unreachable_discord_is_waited_for_and_no_other_host_is_called() {
    let mut world = World::start().await;
    let folder = tempfile::tempdir().expect("a folder");
    let mut command = salon(&world, folder.path());
    world.stop_bot().await;
    let gateway = world.discord.faults().on("GET", "/gateway");
    gateway.answer_next(503, 0);
    // Between our own question for the gateway's address and serenity's.
    let registration = world
        .discord
        .faults()
        .on("PUT", "/commands")
        .hold_next_answer();
    let mut running = Running(command.arg("run").spawn().expect("it starts"));
    let mut log = BufReader::new(running.0.stderr.take().expect("a log"));
    let mut said =
        tokio::task::block_in_place(|| read_until(&mut log, "Discord does not help yet"));
    let mut changes = world.discord.changes();
    while world.discord.requests("PUT", "/commands").len() < 2 {
        changes.changed().await.expect("Discord goes on");
    }
    // serenity would fall back to an address of its own; the bot comes to ours all the same.
    gateway.answer_next(503, 0);
    registration.release();
    said.push_str(&tokio::task::block_in_place(|| {
        read_until(&mut log, "roles compared")
    }));
    assert!(
        said.contains("gateway URL failed"),
        "serenity was not refused:\n{said}"
    );
    let help = world.person("ada").runs(world.lobby, "/help", &[]).await;
    assert!(help.message().is_some(), "{}", help.text());
    drop(running);
    world.end().await;
}

/// Starts the demo on a folder and waits for its address.
fn demo(folder: &std::path::Path) -> (Running, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_salon"));
    command
        .args(["demo", "--port", "0", "--data"])
        .arg(folder)
        .stdout(Stdio::piped());
    let mut running = Running(command.spawn().expect("it starts"));
    let mut said = BufReader::new(running.0.stdout.take().expect("words"));
    let said = read_until(&mut said, "open http://");
    let address = said
        .split_whitespace()
        .find(|word| word.starts_with("http://"));
    let address = address.expect("an address").to_owned();
    (running, address)
}

fn journal(folder: &std::path::Path) -> Vec<String> {
    let output = Command::new(env!("CARGO_BIN_EXE_salon"))
        .args(["export", "--data"])
        .arg(folder)
        .output()
        .expect("it ends");
    assert!(output.status.success());
    let text = String::from_utf8(output.stdout).expect("words");
    text.lines().map(str::to_owned).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_demo_is_alive_stops_cleanly_and_goes_on_where_it_was() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut before = Vec::new();
    for round in 0..2 {
        let (mut running, address) = tokio::task::block_in_place(|| demo(folder.path()));
        let page = reqwest::get(&address).await.expect("an answer");
        assert_eq!(page.status(), 200);
        let pid = running.0.id().to_string();
        let killed = Command::new("kill")
            .args(["-INT", &pid])
            .status()
            .expect("kill runs");
        assert!(killed.success());
        let status = tokio::task::block_in_place(|| running.0.wait()).expect("it ends");
        assert!(status.success(), "round {round}: {status}");
        let lines = journal(folder.path());
        assert!(lines.iter().any(|line| line.contains("question.resolved")));
        if round == 0 {
            before = lines;
        } else {
            assert_eq!(lines, before, "something happened again");
        }
    }
}
