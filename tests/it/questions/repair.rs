//! Stories of threads that somebody changed by hand, while the bot was away or beside it.

use super::{WORDS, asks, question, recorded, salon};
use crate::world::World;

/// The next session compares, as after any gap.
pub(super) async fn comes_back(world: &mut World) {
    world.restart().await;
    world.settle().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_thread_in_which_somebody_waits_is_opened_again() {
    let mut world = salon(false).await;
    asks(&world, &world.person("ada"), &WORDS).await;
    let (thread, _) = question(&world, &world.person("mika"), 1);
    world.stop_bot().await;
    let moderator = world.discord.moderator();
    moderator.locks(thread.id, true);
    moderator.archives_thread(thread.id, true);
    world.start_bot().await;
    world.settle().await;
    let (thread, _) = question(&world, &world.person("mika"), 1);
    assert!(!thread.archived && !thread.locked, "{thread:?}");
    assert!(recorded(&world).await.contains(&"repaired".to_owned()));
    let changes = world.discord.requests("PATCH", "/channels/").len();
    comes_back(&mut world).await;
    let again = world.discord.requests("PATCH", "/channels/").len();
    assert_eq!(again, changes, "what is right is set again");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_tag_that_tells_another_state_is_put_right_and_others_may_stay() {
    let mut world = salon(false).await;
    asks(&world, &world.person("ada"), &WORDS).await;
    let (thread, _) = question(&world, &world.person("mika"), 1);
    let right = thread.tags.clone();
    let moderator = world.discord.moderator();
    moderator.sets_tags(thread.id, &["解決済み", "循環器"]);
    comes_back(&mut world).await;
    let (thread, _) = question(&world, &world.person("mika"), 1);
    assert_eq!(thread.tags, right);
    moderator.sets_tags(thread.id, &["受付中", "循環器", "救急"]);
    moderator.renames(thread.id, "#1 急ぎ");
    comes_back(&mut world).await;
    let (thread, _) = question(&world, &world.person("mika"), 1);
    assert_eq!(thread.tags.len(), 3, "a tag of somebody's own was taken");
    assert_eq!(thread.name, "#1 急ぎ", "a name is anybody's");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_resolved_question_that_somebody_archived_stays_so() {
    let mut world = salon(true).await;
    asks(&world, &world.person("ada"), &WORDS).await;
    world
        .does("ada", "/question withdraw", &[("number", "1")])
        .await;
    world.settle().await;
    let patches = world.discord.requests("PATCH", "/channels/").len();
    comes_back(&mut world).await;
    assert_eq!(world.discord.requests("PATCH", "/channels/").len(), patches);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deleted_forum_breaks_nothing() {
    let mut world = salon(false).await;
    asks(&world, &world.person("ada"), &WORDS).await;
    world.discord.moderator().deletes_channel(world.questions);
    comes_back(&mut world).await;
    assert_eq!(world.app().broken(), 0);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_owner_is_told_once_of_a_deleted_thread() {
    let mut world = salon(false).await;
    asks(&world, &world.person("ada"), &WORDS).await;
    let (thread, _) = question(&world, &world.person("mika"), 1);
    world.discord.moderator().deletes_channel(thread.id);
    comes_back(&mut world).await;
    comes_back(&mut world).await;
    let told = world.told_owner();
    let told = told.iter().filter(|text| text.contains("#1"));
    assert_eq!(told.count(), 1);
    assert!(recorded(&world).await.contains(&"lost".to_owned()));
    world.end().await;
}
