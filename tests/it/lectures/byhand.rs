//! Stories of what moderators delete.

use sandbox::NewChannel;

use super::{FRIDAY, VIDEO, utc};
use crate::world::{World, days, hours};

#[tokio::test(flavor = "multi_thread")]
async fn a_deleted_role_pings_nobody_and_the_lecture_goes_out() {
    let world = World::start().await;
    world.has_friday_slot().await;
    world.has_queued(1, "血圧の測り方").await;
    world.pass_until(utc(FRIDAY) - hours(3)).await;
    world.discord.moderator().deletes_role(world.track_role);
    world.settle().await;
    let told = world.told_owner();
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told[1].contains("誰にも通知せずに配信します"), "{told:?}");
    world.pass_until(utc(FRIDAY)).await;
    let post = &world.posts()[0];
    assert!(post.pings.roles.is_empty(), "{:?}", post.pings);
    assert!(!post.text().contains("<@&"), "{}", post.text());
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_correction_reaches_those_of_the_role_that_replaced_a_deleted_one() {
    // The slot changes at once, or is shown first.
    for more in [&[][..], &[("time", "21:00")]] {
        let world = World::start().await;
        world.has_friday_slot().await;
        world.has_queued(1, "血圧の測り方").await;
        world.pass_until(utc(FRIDAY) + days(1)).await;
        assert_eq!(world.posts()[0].pings.roles, [world.track_role]);
        world.discord.moderator().deletes_role(world.track_role);
        world.settle().await;
        let anew = sandbox::NewRole {
            mentionable: true,
            ..sandbox::NewRole::default()
        };
        let anew = world.discord.role("総合診療医", anew);
        let role = anew.to_string();
        let edit: Vec<_> = [("role", role.as_str())]
            .into_iter()
            .chain(more.iter().copied())
            .collect();
        let asked = world.edits_slot(&edit).await;
        if !more.is_empty() {
            world.chooses(&asked, "変更する").await;
        }
        let correction = [("note", "10mgまでです"), ("correction", "true")];
        let told = world.edits("lecture-1", &correction).await;
        assert!(told.contains(&format!("<@&{anew}>")), "{told}");
        world.settle().await;
        let posts = world.posts();
        assert_eq!(posts.len(), 2);
        assert_eq!(posts[1].pings.roles, [anew], "{}", posts[1].content);
        let dead = format!("<@&{}>", world.track_role);
        assert!(!posts[0].content.contains(&dead), "{}", posts[0].content);
        world.end().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deleted_thread_is_left_alone() {
    let mut world = World::start().await;
    world.has_friday_slot().await;
    world.has_queued(1, "血圧の測り方").await;
    world.has_queued(2, "薬の選び方").await;
    world.has_member("ada", "gp").await;
    world.pass_until(utc(FRIDAY)).await;
    let post = world.posts()[0].clone();
    let thread = post.thread.expect("a thread");
    world.discord.moderator().deletes_channel(thread.id);
    world.settle().await;
    world.restart().await;
    world.pass(hours(10)).await;
    assert!(world.posts()[0].thread.is_none(), "it was opened again");
    let seen = world.watches("ada", post.id).await;
    assert!(seen.contains(VIDEO), "{seen}");
    world.pass_until(utc(FRIDAY) + days(7)).await;
    assert!(world.posts()[1].thread.is_some(), "no thread next week");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deleted_channel_keeps_the_queue_and_goes_on_when_it_is_let() {
    let world = World::start().await;
    world.has_friday_slot().await;
    world.has_queued(1, "血圧の測り方").await;
    world.has_queued(2, "薬の選び方").await;
    world.pass_until(utc(FRIDAY) - hours(3)).await;
    world.discord.moderator().deletes_channel(world.lectures);
    world.settle().await;
    let told = world.told_owner();
    assert!(told[1].contains("チャンネルが削除されています"), "{told:?}");
    world.pass_until(utc(FRIDAY) + days(7) + hours(40)).await;
    // Nothing was tried where nothing can be, and nothing is lost.
    let tried = format!("/channels/{}/messages", world.lectures);
    assert_eq!(world.discord.requests("POST", &tried).len(), 0);
    let slot = world.first_choice("/lecture queue", "slot").await;
    let queue = world.owner_runs("/lecture queue", &[("slot", &slot)]).await;
    let queue = queue.text();
    let at = |number: &str| {
        queue
            .find(number)
            .unwrap_or_else(|| panic!("{number}: {queue}"))
    };
    assert!(at("#1") < at("#2"), "{queue}");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deleted_channel_keeps_the_queue_and_goes_on_in_another() {
    // Before its time, and when that has passed.
    for before in [hours(3), -hours(1)] {
        let world = World::start().await;
        world.has_friday_slot().await;
        world.has_queued(1, "血圧の測り方").await;
        world.has_queued(2, "薬の選び方").await;
        world.pass_until(utc(FRIDAY) - hours(4)).await;
        world.discord.moderator().deletes_channel(world.lectures);
        world.settle().await;
        world.pass_until(utc(FRIDAY) - before).await;
        let other = world.discord.text_channel("講義B", NewChannel::default());
        world.settle().await;
        let channel = other.to_string();
        let asked = world.edits_slot(&[("channel", &channel)]).await;
        let said = world.chooses(&asked, "変更する").await;
        assert!(said.contains("変更しました"), "{said}");
        world.pass_until(utc(FRIDAY) + hours(2)).await;
        let posts = || world.person("owner").reads(other);
        assert_eq!(posts().len(), 1, "{before}");
        world.pass_until(utc(FRIDAY) + days(7)).await;
        let posts = posts();
        assert_eq!(posts.len(), 2, "{before}");
        for (post, number) in posts.iter().zip(["#1", "#2"]) {
            assert!(post.text().contains(number), "{}", post.text());
            assert!(post.thread.is_some(), "no thread");
        }
        world.end().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deleted_post_is_not_posted_again_and_can_still_be_watched() {
    for button in ["このままにする", "講義も取り下げる"] {
        let mut world = World::start().await;
        world.has_friday_slot().await;
        world.has_queued(1, "血圧の測り方").await;
        world.has_member("ada", "gp").await;
        world.pass_until(utc(FRIDAY)).await;
        let post = world.posts()[0].id;
        world.discord.moderator().deletes_message(post);
        world.settle().await;
        world.restart().await;
        world.pass(hours(10)).await;
        assert_eq!(world.posts().len(), 0, "it was posted again");
        let owner = world.person("owner");
        let cards = || {
            let mut cards = owner.reads(world.log);
            cards.retain(|told| told.text().contains("再投稿はしません"));
            cards
        };
        assert_eq!(cards().len(), 1, "{:?}", world.told_owner());
        let ada = world.person("ada");
        let lecture = [("lecture", "lecture-1")];
        let shown = ada.runs(world.lobby, "/lectures show", &lecture).await;
        let shown = shown.message().expect("a lecture");
        let seen = world.watches("ada", shown.id).await;
        assert!(seen.contains(VIDEO), "{seen}");

        let card = cards()[0].id;
        let pressed = owner.clicks(card, button).await;
        if let Some(asked) = pressed.message().filter(|it| it.buttons().count() == 1) {
            assert!(
                asked.text().contains("配信済みの講義です"),
                "{}",
                asked.text()
            );
            owner.clicks(asked.id, "取り下げる").await;
        }
        world.settle().await;
        let after = owner.reads(world.log);
        let card = after.iter().find(|told| told.id == card);
        assert_eq!(card.expect("a card").buttons().count(), 0);
        let seen = world.watches("ada", shown.id).await;
        let is_left = button == "このままにする";
        assert_eq!(seen.contains(VIDEO), is_left, "{seen}");
        world.end().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_left_after_its_post_was_deleted_can_still_be_withdrawn() {
    let world = World::start().await;
    world.has_friday_slot().await;
    world.has_queued(1, "血圧の測り方").await;
    world.has_member("ada", "gp").await;
    world.pass_until(utc(FRIDAY)).await;
    let post = world.posts()[0].clone();
    world.discord.moderator().deletes_message(post.id);
    world.settle().await;
    let owner = world.person("owner");
    let mut cards = owner.reads(world.log);
    cards.retain(|told| told.text().contains("再投稿はしません"));
    owner.clicks(cards[0].id, "このままにする").await;
    let lecture = [("lecture", "lecture-1")];
    let told = world.owner_means("/lecture withdraw", &lecture).await;
    assert!(told.contains("取り下げました"), "{told}");
    world.settle().await;
    // Nor does anybody write on in its thread, which outlived it.
    let thread = post.thread.expect("a thread").id;
    let locks = format!("/channels/{thread}");
    assert_eq!(world.discord.requests("PATCH", &locks).len(), 1);
    let ada = world.person("ada");
    let shown = ada
        .runs(world.lobby, "/lectures show", &lecture)
        .await
        .text();
    assert!(!shown.contains("血圧の測り方"), "{shown}");
    world.end().await;
}
