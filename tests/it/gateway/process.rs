//! The program as a process: it ends where only a person can help, does not log in too often, and
//! keeps secrets and people's words out of its log.

use std::io::{BufReader, Read as _};
use std::process::{Command, Stdio};
use std::time::Duration;

use crate::process::{Running, read_until, salon};
use crate::questions::{WORDS, sends};
use crate::world::{Setting, Time, World, minutes};
use salon::clock::Clock;
use salon::watchdog::{self, Limits};
use sandbox::faults::FaultPlan;
use serde_json::json;

/// What a supervisor must not try again.
const EX_CONFIG: Option<i32> = Some(78);

/// The process on the folder of the world, whose own bot has stopped.
fn runs(world: &World, level: &str) -> Running {
    let mut command = salon(world, world.folder());
    command.env("SALON_LOG_LEVEL", level).stdout(Stdio::null());
    Running(command.arg("run").spawn().expect("it starts"))
}

/// Lets the process log in, breaks something, and expects it to end for good with these words.
async fn ends_for_good(heartbeat: Option<Duration>, wanted: &str, breaks: impl Fn(&FaultPlan)) {
    let mut world = World::start_with(Setting {
        time: Time::Now,
        heartbeat,
        ..Setting::default()
    })
    .await;
    world.stop_bot().await;
    let mut running = runs(&world, "info");
    let mut log = BufReader::new(running.0.stderr.take().expect("a log"));
    let mut said = tokio::task::block_in_place(|| read_until(&mut log, "roles compared"));
    breaks(&world.discord.faults());
    tokio::task::block_in_place(|| log.read_to_string(&mut said)).expect("the rest");
    let status = tokio::task::block_in_place(|| running.0.wait()).expect("it ends");
    assert_eq!(status.code(), EX_CONFIG, "{said}");
    let last = said.lines().last().expect("words");
    assert!(last.starts_with("salon: "), "{last}");
    assert!(last.contains(wanted), "{last}");
    world.discord.forgives("4011");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_that_was_reset_ends_it() {
    ends_for_good(None, "Reset Token", |faults| faults.close_gateway(4004)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unknown_intent_ends_it() {
    ends_for_good(None, "newest version", |faults| faults.close_gateway(4013)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_privileged_intent_that_is_switched_off_ends_it() {
    ends_for_good(None, "Server Members Intent", |faults| {
        faults.close_gateway(4014);
    })
    .await;
}

/// 401 may be a hiccup, and nobody starts again what ended with code 78: the next login tells.
#[tokio::test(flavor = "multi_thread")]
async fn a_token_that_is_refused_once_does_not_end_it() {
    let mut world = World::start_with(Setting {
        time: Time::Now,
        ..Setting::default()
    })
    .await;
    world.stop_bot().await;
    let mut changes = world.discord.changes();
    let faults = world.discord.faults();
    faults.hang_up_on_next_login();
    let asked_again = faults.on("GET", "/gateway/bot").after(1);
    asked_again.answer_next(401, 0);
    let mut running = runs(&world, "info");
    let logs_in = async {
        while world.discord.gateway_logins().0 < 2 {
            changes.changed().await.expect("Discord goes on");
        }
    };
    let logged_in = tokio::time::timeout(Duration::from_secs(20), logs_in).await;
    assert!(logged_in.is_ok(), "it ended: {:?}", running.0.try_wait());
    signals(&running, "-TERM");
    let mut said = String::new();
    let mut log = running.0.stderr.take().expect("a log");
    tokio::task::block_in_place(|| log.read_to_string(&mut said)).expect("a log");
    let status = tokio::task::block_in_place(|| running.0.wait()).expect("it ends");
    assert!(status.success(), "{said}");
    assert!(said.contains("refuses the token"), "no 401: {said}");
    world.end().await;
}

/// serenity takes this for a line that broke, and would log in for ever.
#[tokio::test(flavor = "multi_thread")]
async fn a_version_that_discord_no_longer_speaks_ends_it() {
    ends_for_good(None, "4012", |faults| faults.close_gateway(4012)).await;
}

/// serenity says this in its log alone and would log in for ever.
#[tokio::test(flavor = "multi_thread")]
async fn a_shard_that_discord_refuses_ends_it() {
    ends_for_good(Some(Duration::from_millis(500)), "4010", |faults| {
        faults.close_gateway(4010);
    })
    .await;
}

/// serenity keeps this reason to itself and would log in for ever.
#[tokio::test(flavor = "multi_thread")]
async fn too_many_servers_end_it() {
    let mut world = World::start_with(Setting {
        time: Time::Now,
        heartbeat: Some(Duration::from_millis(500)),
        ..Setting::default()
    })
    .await;
    world.stop_bot().await;
    world.discord.faults().demand_shards(2);
    let mut running = runs(&world, "info");
    let mut log = BufReader::new(running.0.stderr.take().expect("a log"));
    let mut said = String::new();
    tokio::task::block_in_place(|| log.read_to_string(&mut said)).expect("a log");
    let status = tokio::task::block_in_place(|| running.0.wait()).expect("it ends");
    assert_eq!(status.code(), EX_CONFIG, "{said}");
    assert!(said.contains("too many servers"), "{said}");
    world.discord.forgives("4011");
    world.end().await;
}

/// A supervisor that starts it again and again, whatever happens to it.
#[tokio::test(flavor = "multi_thread")]
async fn a_crash_loop_logs_in_less_than_fifty_times_an_hour() {
    let mut world = World::start_with(Setting {
        time: Time::Now,
        ..Setting::default()
    })
    .await;
    has_logged_in(&world, 44).await;
    world.stop_bot().await;
    for _ in 0..4 {
        let mut running = runs(&world, "info");
        let mut log = BufReader::new(running.0.stderr.take().expect("a log"));
        tokio::task::block_in_place(|| read_until(&mut log, "roles compared"));
        // Dropped, it dies by SIGKILL.
    }
    assert_eq!(world.discord.gateway_logins().0, 5);
    for _ in 0..2 {
        let mut running = runs(&world, "info");
        let mut log = BufReader::new(running.0.stderr.take().expect("a log"));
        let said = tokio::task::block_in_place(|| read_until(&mut log, "gateway::gate"));
        let last = said.lines().last().expect("a line");
        assert!(last.contains("too often"), "it logs in once more: {last}");
        assert!(last.contains("\"until\":\"20"), "{last}");
    }
    assert_eq!(world.discord.gateway_logins().0, 5);
    world.set_clock(Clock::system().now().max(world.now()) + minutes(61));
    world.start_bot().await;
    assert_eq!(world.discord.gateway_logins().0, 6);
    world.end().await;
}

/// So many logins more than there were.
async fn has_logged_in(world: &World, times: usize) {
    for _ in 0..times {
        let mut tx = world.app().db.begin().await.expect("a transaction");
        sqlx::query("insert into identify (at) values (?1)")
            .bind(world.now())
            .execute(tx.conn().await.expect("writes"))
            .await
            .expect("counted");
        tx.commit().await.expect("written");
    }
}

/// With the real limits: three and a half minutes.
#[tokio::test(flavor = "multi_thread")]
#[ignore = "long: just long"]
async fn suspended_it_lives_on_and_standing_still_it_ends() {
    let mut world = World::start_with(Setting {
        time: Time::Now,
        ..Setting::default()
    })
    .await;
    world.stop_bot().await;
    let mut running = runs(&world, "info");
    let mut log = BufReader::new(running.0.stderr.take().expect("a log"));
    let mut said = tokio::task::block_in_place(|| read_until(&mut log, "roles compared"));
    signals(&running, "-STOP");
    tokio::time::sleep(Limits::default().runtime + Duration::from_secs(5)).await;
    signals(&running, "-CONT");
    tokio::time::sleep(Duration::from_secs(5)).await;
    assert!(!world.does("ada", "/help", &[]).await.is_empty());

    world.discord.faults().ignore_connections(true);
    world.discord.faults().drop_gateway(true);
    tokio::task::block_in_place(|| log.read_to_string(&mut said)).expect("the rest");
    let status = tokio::task::block_in_place(|| running.0.wait()).expect("it ends");
    assert_eq!(status.code(), Some(watchdog::EX_SOFTWARE), "{said}");
    let last = said.lines().last().expect("words");
    assert!(
        last.contains("stands still") && last.contains("the gateway"),
        "{last}"
    );
    world.end().await;
}

fn signals(running: &Running, signal: &str) {
    let pid = running.0.id().to_string();
    let sent = Command::new("kill").args([signal, &pid]).status();
    assert!(sent.expect("kill runs").success());
}

#[tokio::test(flavor = "multi_thread")]
async fn no_level_of_the_log_tells_secrets_or_words() {
    let mut world = World::start_with(Setting {
        time: Time::Now,
        heartbeat: Some(Duration::from_millis(500)),
        ..Setting::default()
    })
    .await;
    world.sells_plan().await;
    world.grants("ada", "1").await;
    world.settle().await;
    world.stop_bot().await;
    let mut running = runs(&world, "trace");
    let mut log = BufReader::new(running.0.stderr.take().expect("a log"));
    let mut said = tokio::task::block_in_place(|| read_until(&mut log, "roles compared"));
    let rest = std::thread::spawn(move || {
        let mut rest = String::new();
        log.read_to_string(&mut rest).map(|_| rest)
    });
    let faults = world.discord.faults();
    // Asked, answered late, refused, and unreadable.
    let ada = world.person("ada");
    let options = [("kind", "Medical"), ("field", "cardiology")];
    let form = ada.runs(world.lobby, "/ask", &options).await;
    faults.on("POST", "/callback").answer_next(500, 0);
    sends(&ada, form.modal().expect("a form"), &WORDS).await;
    ada.runs(world.lobby, "/membership", &[]).await;
    let why = [("reason", "本人の希望により")];
    world.takes("ada", "monthly", &why).await;
    faults.on("POST", "/channels").answer_next(400, 50035);
    ada.posts(world.lobby, "だれにも言わないでください")
        .expect("a message");
    let unreadable =
        json!({"id": 1, "token": "interaction-token", "data": {"value": "読めない言葉"}});
    faults.send_event("INTERACTION_CREATE", &unreadable);
    faults.send_event("GUILD_MEMBER_ADD", &json!({"guild_id": "読めない言葉"}));
    faults.send_frame(r#"{"op":0,"t":"MESSAGE_CREATE","s":"?","d":{"content":"読めない言葉"}}"#);
    faults.drop_gateway(true);
    let mut changes = world.discord.changes();
    while world.discord.gateway_logins().1 == 0 {
        changes.changed().await.expect("Discord goes on");
    }
    ada.runs(world.lobby, "/help", &[]).await;
    signals(&running, "-TERM");
    let status = tokio::task::block_in_place(|| running.0.wait()).expect("it ends");
    assert!(status.success(), "{status}");
    said.push_str(&rest.join().expect("a reader").expect("the rest"));

    let tokens = world.interaction_tokens();
    let secrets = [
        world.discord.token(),
        "interaction-token",
        "Authorization",
        "authorization",
    ];
    let words = WORDS.map(|(_, words)| words);
    let others = ["本人の希望", "だれにも", "読めない", "ada", "会員"];
    let all = secrets.iter().chain(&words).chain(&others);
    for secret in all.copied().chain(tokens.iter().map(String::as_str)) {
        let told = said.lines().find(|line| line.contains(secret));
        assert_eq!(told, None, "the log holds “{secret}”");
    }
    assert!(tokens.len() >= 6, "little was done: {tokens:?}");
    for line in ["\"level\":\"DEBUG\"", "an effect is held"] {
        assert!(said.contains(line), "nothing is said: {said}");
    }
    world.discord.forgives("as planned");
    // Some events were unreadable on purpose.
    world.discord.forgives("contract: ");
    world.end().await;
}
