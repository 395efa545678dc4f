//! The program as its owner runs it: start, health, check, stop, and what its log says.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use salon::clock::monotonic_now;

use crate::world::{Setting, Time, World, number};

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

/// Where it is to listen for links to videos.
fn answers_links(command: &mut Command) -> String {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = listener.local_addr().expect("an address").to_string();
    command.env("SALON_WATCH_LISTEN", &address);
    command.env("SALON_WATCH_PUBLIC_URL", format!("http://{address}"));
    address
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
    assert!(said.contains("匿名での質問は受け付けていません"), "{said}");

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
async fn a_key_that_is_none_stops_the_start_and_is_not_repeated() {
    let world = World::start().await;
    let folder = tempfile::tempdir().expect("a folder");
    let ends = |action: &str, key: &str| {
        let output = salon(&world, folder.path())
            .arg(action)
            .env("SALON_IDENTITY_KEY", key)
            .output()
            .expect("it ends");
        let said = [output.stdout, output.stderr].concat();
        let said = String::from_utf8(said).expect("words");
        assert!(!said.contains(key), "{said}");
        (output.status.success(), said)
    };
    for action in ["run", "check"] {
        let (is_ok, said) = tokio::task::block_in_place(|| ends(action, "c2hvcnQ="));
        assert!(!is_ok, "{action}: {said}");
        let how = ["SALON_IDENTITY_KEY", "openssl rand -base64 32"];
        assert!(how.iter().all(|how| said.contains(how)), "{action}: {said}");
    }
    let key = salon::seal::Seal::make().expect("random bytes");
    let (is_ok, said) = tokio::task::block_in_place(|| ends("check", &key));
    assert!(is_ok && said.contains("匿名の質問者を封印する鍵"), "{said}");
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

#[tokio::test(flavor = "multi_thread")]
async fn a_link_to_a_video_is_followed_and_not_logged() {
    let mut world = World::start_with(Setting {
        time: Time::Now,
        ..Setting::default()
    })
    .await;
    let folder = tempfile::tempdir().expect("a folder");
    has_a_lecture(folder.path()).await;
    let mut command = salon(&world, folder.path());
    world.stop_bot().await;
    let address = answers_links(&mut command);
    command.env("SALON_LOG_LEVEL", "trace");
    let mut running = Running(command.arg("run").spawn().expect("it starts"));
    let mut log = BufReader::new(running.0.stderr.take().expect("a log"));
    let mut said = tokio::task::block_in_place(|| read_until(&mut log, "roles compared"));

    let mika = world.person("mika");
    let options = [("lecture", "lecture-1")];
    let shown = mika.runs(world.lobby, "/lectures show", &options).await;
    let card = shown.message().expect("a card").id;
    let seen = mika.clicks(card, "視聴する").await.text();
    let at = seen.find(&format!("http://{address}/w/"));
    let link = &seen[at.unwrap_or_else(|| panic!("no link: {seen}"))..];
    let link = link.split('>').next().expect("a link");
    let browser = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none());
    let browser = browser.build().expect("a client");
    for status in [303, 410] {
        let answer = browser.post(link).send().await.expect("an answer");
        assert_eq!(answer.status(), status);
    }
    let pid = running.0.id().to_string();
    let killed = Command::new("kill").args(["-TERM", &pid]).status();
    assert!(killed.expect("kill runs").success());
    tokio::task::block_in_place(|| running.0.wait()).expect("it ends");
    tokio::task::block_in_place(|| std::io::Read::read_to_string(&mut log, &mut said))
        .expect("the rest");
    let token = link.rsplit('/').next().expect("a token");
    for secret in [token, "video.example"] {
        assert!(!said.contains(secret), "the log holds “{secret}”:\n{said}");
    }
    world.end().await;
}

/// A lecture that is out, as if it had been posted long ago.
async fn has_a_lecture(folder: &std::path::Path) {
    let db = salon::db::Db::open(folder).await.expect("a database");
    let mut tx = db.begin().await.expect("a writer");
    let conn = tx.conn().await.expect("writes");
    sqlx::raw_sql(
        "insert into person (id, user_id, language, created_at)
         values (1, 42, 'ja', '2026-04-01T00:00:00+00:00');
         insert into slot (id, weekday, time, zone, channel_id, track, state, created_by, created_at)
         values (1, 5, '20:00', 'Asia/Tokyo', 7, 'gp', 'paused', 1, '2026-04-01T00:00:00+00:00');
         insert into lecture (id, series, number, title, video_url, state, created_by, created_at)
         values (1, '高血圧', 1, '血圧の測り方', 'https://video.example/watch', 'ready', 1,
                 '2026-04-01T00:00:00+00:00');
         insert into occurrence (id, slot_id, local_date, rule_version, due_at, wake_at, state, lecture_id)
         values (1, 1, '2026-04-03', 1, '2026-04-03T11:00:00+00:00', '2026-04-03T11:00:00+00:00',
                 'posted', 1);
         insert into catalogue (track, lecture_id, occurrence_id, posted_at)
         values ('gp', 1, 1, '2026-04-03T11:00:00+00:00');",
    )
    .execute(conn)
    .await
    .expect("a lecture");
    tx.commit().await.expect("commits");
    db.close().await;
}
