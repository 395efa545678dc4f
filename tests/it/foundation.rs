//! Stories of the house itself: answers in time, outages, restarts, strangers.

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
