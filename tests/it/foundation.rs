//! Stories of the house itself: answers in time, outages, restarts, strangers.

use sandbox::{Outcome, Person};

use crate::world::World;

#[tokio::test(flavor = "multi_thread")]
async fn everyone_gets_help_in_their_own_language() {
    let world = World::start().await;
    let help = world.person("ada").runs(world.lobby, "/help", &[]).await;
    let message = help.message().expect("an answer");
    assert!(message.ephemeral, "help is seen by all");
    assert!(message.text().contains("どなたでも"), "{}", message.text());
    assert!(
        !message.text().contains("運営者"),
        "ada sees what only the owner can do"
    );
    let help = world.person("owner").runs(world.lobby, "/help", &[]).await;
    assert!(help.text().contains("**運営者**"), "{}", help.text());
    let help = world.person("ben").runs(world.lobby, "/help", &[]).await;
    assert!(help.text().contains("Everyone"), "{}", help.text());
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn commands_are_registered_only_when_they_changed() {
    let mut world = World::start().await;
    let registrations = |world: &World| world.discord.requests("PUT", "/commands").len();
    assert_eq!(registrations(&world), 1);
    world.restart().await;
    assert_eq!(
        registrations(&world),
        1,
        "registered again without a change"
    );
    world.end().await;
}

/// Somebody else holds the database's write lock until `person` sees “thinking…”.
async fn while_the_database_is_locked(
    world: &World,
    person: &Person,
    answer: impl Future<Output = Outcome>,
) -> Outcome {
    let other = sqlx::SqlitePool::connect(&format!("sqlite:{}", world.database().display()))
        .await
        .expect("a connection");
    let lock = other.begin_with("BEGIN IMMEDIATE").await.expect("the lock");
    let release = async {
        let mut changes = world.discord.changes();
        let is_thinking = || {
            person
                .reads(world.lobby)
                .iter()
                .any(|message| message.loading)
        };
        while !is_thinking() {
            changes.changed().await.expect("Discord goes on");
        }
        lock.rollback().await.expect("given back");
    };
    tokio::join!(answer, release).0
}

#[tokio::test(flavor = "multi_thread")]
async fn a_slow_answer_is_acknowledged_in_time_and_still_given() {
    let world = World::start().await;
    world.sells_plan().await;
    let (owner, ada) = (world.person("owner"), world.person("ada").id().to_string());
    let grant = [("user", ada.as_str()), ("plan", "monthly")];
    let answer = owner.runs(world.lobby, "/member grant", &grant);
    let outcome = while_the_database_is_locked(&world, &owner, answer).await;
    assert!(outcome.text().contains("月額会員"), "{}", outcome.text());
    world.settle().await;
    assert!(world.person("ada").has_role("会員"));
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_that_can_no_longer_be_opened_says_so() {
    let world = World::start().await;
    world.sells_plan().await;
    world.grants("ada", "1").await;
    world.settle().await;
    let ada = world.person("ada");
    let options = [("kind", "Study"), ("field", "cardiology")];
    let answer = ada.runs(world.lobby, "/ask", &options);
    let outcome = while_the_database_is_locked(&world, &ada, answer).await;
    assert!(outcome.text().contains("もう一度"), "{}", outcome.text());
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn forged_presses_are_refused_and_write_nothing() {
    let world = World::start().await;
    let stranger = world.person("stranger");
    let before = world.rows().await;
    let forged = [
        "member:x:1",
        "question:claim:1",
        "lecture:watch:1",
        "",
        "a",
        ":::",
        "question:claim:99999999999999999999",
    ];
    let message = world
        .person("owner")
        .posts(world.lobby, "hello")
        .expect("posted");
    for custom_id in forged {
        let outcome = stranger.clicks_forged(message.id, custom_id).await;
        assert!(
            outcome.message().is_some_and(|message| message.ephemeral),
            "{custom_id}: {}",
            outcome.text()
        );
    }
    assert_eq!(world.rows().await, before, "a forged press wrote something");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_that_discord_turned_away_is_given_again() {
    let world = World::start().await;
    world.sells_plan().await;
    world
        .discord
        .faults()
        .on("POST", "/callback")
        .answer_next(500, 0);
    // What is said must be what happened: that it is granted, not that it failed.
    let said = world.gives("ada", "monthly", &[("months", "1")]).await;
    assert!(said.contains("月額会員"), "{said}");
    world.settle().await;
    assert!(world.person("ada").has_role("会員"));
    world.end().await;
}
