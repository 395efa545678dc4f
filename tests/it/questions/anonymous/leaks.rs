//! Nothing tells who asked: no call to Discord and no event, no row outside the seal, no line of the log.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{BufReader, Read as _};
use std::process::{Command, Stdio};
use std::time::Duration;

use sandbox::transcript::Entry;

use super::{ANSWER, asks_anonymously, opens, previews, says};
use crate::process::{Running, read_until, salon as program};
use crate::questions::held::{reports, salon};
use crate::questions::steps::writes;
use crate::questions::{post_button, question, recorded};
use crate::world::{Setting, Time, World};

/// How often somebody stands in each column of each table but the one that is sealed: by their account,
/// as text or as bytes, and by our number of them.
async fn traces(world: &World, name: &str) -> BTreeMap<String, i64> {
    let user = world.user(name);
    let mut conn = world.app().db.read().await.expect("a reader");
    let person: i64 = sqlx::query_scalar("select id from person where user_id = ?1")
        .bind(user)
        .fetch_one(&mut *conn)
        .await
        .expect("somebody");
    let needles = [
        hex(user.to_string().as_bytes()),
        hex(&user.0.to_be_bytes()),
        hex(&user.0.to_le_bytes()),
        hex(format!("person:{person}").as_bytes()),
    ];
    let columns: Vec<(String, String, bool)> = sqlx::query_as(
        "select tables.name, columns.name, exists (
             select 1 from pragma_foreign_key_list(tables.name) as keys
             where keys.\"table\" = 'person' and keys.\"from\" = columns.name)
         from sqlite_master as tables join pragma_table_info(tables.name) as columns
         where tables.type = 'table' and tables.name not in ('sealed_asker', 'sqlite_sequence')",
    )
    .fetch_all(&mut *conn)
    .await
    .expect("the schema");
    let mut found = BTreeMap::new();
    for (table, column, is_person) in columns {
        let sql = format!(
            "select count(*) from \"{table}\"
             where instr(hex(\"{column}\"), ?1) or instr(hex(\"{column}\"), ?2)
                or instr(hex(\"{column}\"), ?3) or instr(hex(\"{column}\"), ?4)
                or (?5 and \"{column}\" = ?6)"
        );
        let [text, big, little, named] = &needles;
        let count: i64 = sqlx::query_scalar(sqlx::AssertSqlSafe(sql))
            .bind(text)
            .bind(big)
            .bind(little)
            .bind(named)
            .bind(is_person)
            .bind(person)
            .fetch_one(&mut *conn)
            .await
            .expect("a count");
        found.insert(format!("{table}.{column}"), count);
    }
    found
}

/// Bytes as the database writes them in words.
fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut out, byte| {
        let _ = write!(out, "{byte:02X}");
        out
    })
}

/// What went over the wire and names somebody: not what they did themself, which Discord tells the bot,
/// and says again when the bot answers them; nor what names everybody, as lists of members do.
fn told(world: &World, from: usize, name: &str) -> Vec<String> {
    let id = |name: &str| world.person(name).id().to_string();
    let (them, bystander) = (id(name), id("ben"));
    let mut entries = world.discord.transcript().split_off(from);
    let said = entries.iter_mut().filter_map(|entry| match entry {
        Entry::Event { name, .. } if name == "INTERACTION_CREATE" => None,
        Entry::Event { data, .. } => Some(data.to_string()),
        Entry::Request(call) => {
            if let Some(answer) = call.answer.as_object_mut() {
                answer.remove("interaction_metadata");
            }
            Some(serde_json::to_string(call).expect("words"))
        }
    });
    said.filter(|said| said.contains(&them) && !said.contains(&bystander))
        .collect()
}

async fn nothing_tells_who_asked(text_channel: bool) {
    let mut world = salon(text_channel).await;
    let (ada, mika) = (world.person("ada"), world.person("mika"));
    world.settle().await;
    let before = traces(&world, "ada").await;
    assert!(
        before.values().any(|count| *count > 0),
        "she is not looked for"
    );
    let from = world.discord.transcript().len();

    let done = asks_anonymously(&world, &ada).await;
    assert!(done.text().contains("#1"), "{}", done.text());
    let (thread, card) = question(&world, &mika, 1);
    assert!(card.text().contains("匿名"), "{}", card.text());
    assert!(
        !thread.followers.contains(&ada.id()),
        "{:?}",
        thread.followers
    );
    mika.clicks(card.id, "担当する").await;
    world.settle().await;
    writes(
        &world,
        &mika,
        ("追加情報を求める", "remark"),
        "Kと腎機能を教えてください",
    )
    .await;
    world.restart().await;
    says(&world, &ada, "K 3.1、Cr 0.8").await;
    writes(&world, &mika, ("回答する", "answer"), ANSWER).await;
    says(&world, &ada, "ありがとうございます").await;
    let (_, desk) = opens(&world, &ada, "1").await;
    let asked = ada.clicks(desk.id, "解決する").await;
    let closing = asked.message().expect("what it was worth").id;
    for button in ["5", "はい、載せてよい", "❤ お礼を伝える"] {
        ada.clicks(closing, button).await;
    }
    world.settle().await;
    ada.runs(world.lobby, "/質問管理 再開", &[("番号", "1")])
        .await;
    world.settle().await;
    // Somebody sees personal information, a mentor shows it again, and whoever asked erases it.
    let (_, card) = question(&world, &mika, 1);
    reports(&mika, card.channel_id, card.id).await;
    world.settle().await;
    mika.runs(world.lobby, "/質問管理 元に戻す", &[("番号", "1")])
        .await;
    world.settle().await;
    let (_, desk) = opens(&world, &ada, "1").await;
    let sure = ada.clicks(desk.id, "消去する…").await;
    let sure = sure.message().expect("a question").id;
    ada.clicks(sure, "消去する").await;
    world.settle().await;
    let told_owner = world.told_owner().join("\n");
    assert!(
        told_owner.contains("質問した方が消去しました"),
        "{told_owner}"
    );
    let steps = [
        "asked",
        "claimed",
        "needs_info",
        "replied",
        "answered",
        "remarked",
        "resolved",
        "rated",
        "consented",
        "thanked",
        "reopened",
        "held",
        "restored",
        "erased",
    ];
    assert_eq!(recorded(&world).await, steps);

    assert_eq!(told(&world, from, "ada"), Vec::<String>::new());
    let after = traces(&world, "ada").await;
    let new = after
        .iter()
        .filter(|(column, count)| before.get(*column) != Some(count));
    assert_eq!(new.collect::<Vec<_>>(), [], "the database tells");
    let threads = mika.threads(world.questions);
    let has_her = threads
        .iter()
        .find(|thread| thread.followers.contains(&ada.id()));
    assert!(has_her.is_none(), "{has_her:?}");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_tells_who_asked_in_a_forum() {
    nothing_tells_who_asked(false).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_tells_who_asked_in_a_text_channel() {
    nothing_tells_who_asked(true).await;
}

/// Waits for what another process has Discord show.
async fn until(changes: &mut tokio::sync::watch::Receiver<u64>, is_so: impl Fn() -> bool) {
    let so = async {
        while !is_so() {
            changes.changed().await.expect("Discord goes on");
        }
    };
    let so = tokio::time::timeout(Duration::from_secs(20), so).await;
    assert!(so.is_ok(), "it never comes");
}

#[tokio::test(flavor = "multi_thread")]
async fn no_line_of_the_log_tells_who_asked() {
    let mut world = crate::questions::salon_with(Setting {
        time: Time::Now,
        ..Setting::default()
    })
    .await;
    world.stop_bot().await;
    let mut command: Command = program(&world, world.folder());
    command
        .env("SALON_LOG_LEVEL", "trace")
        .env("SALON_IDENTITY_KEY", world.identity_key())
        .stdout(Stdio::null());
    let mut running = Running(command.arg("run").spawn().expect("it starts"));
    let mut log = BufReader::new(running.0.stderr.take().expect("a log"));
    tokio::task::block_in_place(|| read_until(&mut log, "roles compared"));
    let rest = std::thread::spawn(move || {
        let mut rest = String::new();
        log.read_to_string(&mut rest).map(|_| rest)
    });
    let ada = world.person("ada");
    let preview = previews(&world, &ada).await;
    let message = preview.message().expect("a preview").id;
    let on = ada.clicks(message, "DM でのお知らせを受け取る").await;
    let (message, post) = post_button(&on).expect("it can be posted");
    // Answered late, and broken.
    world
        .discord
        .faults()
        .on("POST", "/callback")
        .answer_next(500, 0);
    ada.clicks(message, &post).await;
    let (_, desk) = opens(&world, &ada, "1").await;
    // What is sealed is opened to be sent.
    let mika = world.person("mika");
    let mut changes = world.discord.changes();
    until(&mut changes, || !mika.threads(world.questions).is_empty()).await;
    let (_, card) = question(&world, &mika, 1);
    let form = mika.clicks(card.id, "回答する").await;
    let form = form.modal().expect("a form");
    mika.submits(form, &[("answer", ANSWER)]).await;
    until(&mut changes, || !ada.dms().is_empty()).await;
    ada.clicks_forged(desk.id, "question:withdraw:1").await;
    ada.clicks_forged(desk.id, "question:claim:1").await;
    let pid = running.0.id().to_string();
    let sent = Command::new("kill").args(["-TERM", &pid]).status();
    assert!(sent.expect("kill runs").success());
    let status = tokio::task::block_in_place(|| running.0.wait()).expect("it ends");
    assert!(status.success(), "{status}");
    let said = rest.join().expect("a reader").expect("the rest");
    assert!(
        said.contains("\"level\":\"DEBUG\""),
        "nothing is said: {said}"
    );
    let (id, key) = (ada.id().to_string(), world.identity_key());
    for secret in [id.as_str(), key.as_str()] {
        let told = said.lines().find(|line| line.contains(secret));
        assert_eq!(told, None, "the log holds “{secret}”");
    }
    world.discord.forgives("as planned");
    world.end().await;
}
