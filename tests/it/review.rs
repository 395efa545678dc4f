//! Review experiments.
use std::time::Duration;
use crate::world::{Setting, World, minutes};

async fn ask(world: &World) -> String {
    let ada = world.person("ada");
    let options = [("kind", "Study"), ("field", "cardiology")];
    let outcome = ada.runs(world.lobby, "/ask", &options).await;
    let form = outcome.modal().unwrap_or_else(|| panic!("{}", outcome.text())).clone();
    let fields = [("title", "利尿薬の選び方"), ("situation", "心不全の外来です"), ("wanted", "使い分け")];
    ada.submits(&form, &fields).await.text()
}

#[tokio::test(flavor = "multi_thread")]
async fn r1_double() {
    let world = World::start_with(Setting { text_channel: true }).await;
    world.sells_plan().await;
    world.grants("ada", "1").await;
    world.settle().await;
    world.discord.faults().on("POST", "/messages").lose_next_answer();
    ask(&world).await;
    world.settle().await;
    let count = || world.person("mika").reads(world.questions).len();
    println!("R1 after lost answer: {}", count());
    world.discord.faults().on("POST", "/messages").rate_limit_next(Duration::from_millis(2100), false);
    world.set_clock(world.now() + chrono::TimeDelta::seconds(10));
    world.settle().await;
    println!("R1 after 429: {}", count());
    world.set_clock(world.now() + minutes(10));
    world.settle().await;
    println!("R1 after ten minutes: {}", count());
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn r2_archive_repeat() {
    let world = World::start().await;
    world.sells_plan().await;
    world.grants("ada", "1").await;
    world.settle().await;
    ask(&world).await;
    world.settle().await;
    let mika = world.person("mika");
    let thread = mika.threads(world.questions)[0].id;
    let card = mika.reads(thread)[0].id;
    mika.clicks(card, "担当する").await;
    world.settle().await;
    let out = mika.clicks(card, "回答する").await;
    let form = out.modal().expect("form").clone();
    let input = form.inputs[0].custom_id.clone();
    println!("R2 {}", mika.submits(&form, &[(input.as_str(), "答えです、これは十分に長い答えです")]).await.text());
    world.settle().await;
    world.discord.faults().on("PATCH", &format!("/channels/{thread}")).lose_next_answer();
    let ada = world.person("ada");
    let button = ada.reads(thread)[0].buttons().map(|b| b.custom_id.clone().unwrap()).find(|b| b.contains("resolve")).expect("resolve");
    println!("R2 {}", ada.clicks(card, &button).await.text());
    world.settle().await;
    world.pass(minutes(20)).await;
    let mut conn = world.app().db.read().await.unwrap();
    println!("R2 requests {:?}", world.discord.requests("PATCH", &format!("/channels/{thread}")).len());
    println!("R2 held {:?}", salon::outbox::held(&mut conn).await.unwrap());
    drop(conn);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn r3_reply_lost_after_commit() {
    let world = World::start().await;
    world.sells_plan().await;
    world.discord.faults().on("POST", "/callback").answer_next(500, 0);
    let user = world.person("ada").id().to_string();
    let grant = [("user", user.as_str()), ("plan", "monthly"), ("months", "1")];
    let out = world.person("owner").runs(world.lobby, "/member grant", &grant).await;
    println!("R3 said: {}", out.text());
    world.settle().await;
    println!("R3 has role: {}", world.person("ada").has_role("会員"));
    let out = world.person("owner").runs(world.lobby, "/member grant", &grant).await;
    println!("R3 again: {}", out.text());
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn r4_defer_answer_late() {
    let world = World::start().await;
    let tx = world.app().db.begin().await.unwrap();
    let held = world.discord.faults().on("POST", "/callback").hold_next_answer();
    let sell = async {
        let role = world.paid_role.to_string();
        let plan = [("key", "monthly"), ("name", "月額会員"), ("price", "1000"), ("interval", "Every month"), ("role", role.as_str())];
        world.person("owner").runs(world.lobby, "/plan create", &plan).await
    };
    let free = async {
        tokio::time::sleep(Duration::from_millis(4600)).await;
        drop(tx);
        tokio::time::sleep(Duration::from_millis(300)).await;
        drop(held);
        tokio::time::sleep(Duration::from_millis(300)).await;
    };
    let (out, ()) = tokio::join!(tokio::time::timeout(Duration::from_secs(9), sell), free);
    println!("R4 shown: {:?}", out.map(|o| format!("{o:?}")));
    println!("R4 journal {:?}", world.journal().await);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn r5_thread_deleted() {
    let world = World::start_with(Setting { text_channel: true }).await;
    world.sells_plan().await;
    world.grants("ada", "1").await;
    world.settle().await;
    ask(&world).await;
    world.settle().await;
    let mika = world.person("mika");
    let card = mika.reads(world.questions).into_iter().find(|m| m.buttons().next().is_some()).unwrap().id;
    mika.clicks(card, "担当する").await;
    world.settle().await;
    let out = mika.clicks(card, "回答する").await;
    let form = out.modal().expect("form").clone();
    let input = form.inputs[0].custom_id.clone();
    world.discord.moderator().deletes_channel(card);
    println!("R5 {}", mika.submits(&form, &[(input.as_str(), "答えです、これは十分に長い答えです")]).await.text());
    world.settle().await;
    world.pass(crate::world::hours(50)).await;
    world.end().await;
}
