//! Stories of what the owner is told before a lecture goes out.

use sandbox::permissions;
use sandbox::state::Overwrite;
use sandbox::view::MessageView;

use super::{FRIDAY, utc};
use crate::world::{World, days, hours, minutes};

impl World {
    /// A moderator takes this away from the bot in the channel for lectures.
    pub(super) fn takes_away_there(&self, denied: u64) {
        let bot = self.discord.bot_id();
        let moderator = self.discord.moderator();
        moderator.changes_channel(self.lectures, |channel| {
            channel.overwrites = vec![Overwrite {
                id: bot,
                member: true,
                allow: 0,
                deny: denied,
            }];
        });
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_with_the_place_is_said_when_a_slot_is_made() {
    for (denied, said) in [
        (0, ""),
        (permissions::CREATE_PUBLIC_THREADS, "スレッドを作れません"),
        (permissions::EMBED_LINKS, "に投稿できません"),
        (permissions::VIEW_CHANNEL, "が見えません"),
    ] {
        let world = World::start().await;
        world.takes_away_there(denied);
        world.settle().await;
        let made = world.has_friday_slot().await.text();
        assert!(made.contains("配信枠を作りました"), "{made}");
        assert!(made.contains(said), "{said}: {made}");
        assert_eq!(made.contains("⚠️"), !said.is_empty(), "{made}");
        world.end().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_role_that_nobody_may_mention_is_named_when_a_slot_is_made() {
    let world = World::start().await;
    let moderator = world.discord.moderator();
    moderator.changes_role(world.track_role, |role| role.mentionable = false);
    world.settle().await;
    let made = world.has_friday_slot().await.text();
    assert!(made.contains("通知が届きません"), "{made}");
    world.end().await;
}

impl World {
    /// The cards of dates in the log channel. What else the owner is told of dates has no words above
    /// its frame.
    pub(super) fn cards(&self) -> Vec<MessageView> {
        let mut cards = self.person("owner").reads(self.log);
        cards.retain(|told| !told.ephemeral && told.content.contains("#講義 "));
        cards
    }

    /// The card of the first date, as it stands there.
    pub(super) fn card(&self) -> String {
        let cards = self.cards();
        assert!(!cards.is_empty(), "no card");
        cards[0].text()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_owner_sees_the_post_as_it_will_look_and_how_many_it_pings() {
    let world = World::start().await;
    for name in ["ada", "ben"] {
        let moderator = world.discord.moderator();
        moderator.gives_role(world.person(name).id(), world.track_role);
    }
    world.has_friday_slot().await;
    world.has_queued(3, "二次性高血圧を疑うとき").await;
    world.pass_until(utc(FRIDAY) - days(1) - minutes(1)).await;
    assert_eq!(world.told_owner().len(), 0);
    world.pass(minutes(1)).await;
    let cards = world.cards();
    assert_eq!(cards.len(), 1);
    assert_eq!(world.told_owner().len(), 1, "more than the card");
    assert!(
        cards[0].pings.roles.is_empty(),
        "the card notifies somebody"
    );
    let stamp = format!("<t:{}:f>", utc(FRIDAY).timestamp());
    for shown in [
        "本気出して考える高血圧 #3",
        "二次性高血圧を疑うとき",
        "二次性高血圧を見逃さないために",
        " 2人",
        "自動承認",
        stamp.as_str(),
    ] {
        assert!(world.card().contains(shown), "{shown}: {}", world.card());
    }
    assert!(!world.card().contains("⚠️"), "{}", world.card());

    // Whoever comes meanwhile is counted twelve hours later.
    let moderator = world.discord.moderator();
    moderator.gives_role(world.person("stranger").id(), world.track_role);
    world.pass(hours(13)).await;
    assert!(world.card().contains(" 3人"), "{}", world.card());
    world.pass_until(utc(FRIDAY)).await;
    assert!(world.card().contains("へ配信しました"), "{}", world.card());
    assert_eq!(world.cards().len(), 1);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_with_the_place_is_said_a_day_before() {
    for (denied, said) in [
        (permissions::CREATE_PUBLIC_THREADS, "スレッドを作れません"),
        (permissions::SEND_MESSAGES, "に投稿できません"),
        (permissions::VIEW_CHANNEL, "が見えません"),
    ] {
        let world = World::start().await;
        world.has_friday_slot().await;
        world.has_queued(1, "血圧の測り方").await;
        world.takes_away_there(denied);
        world.pass_until(utc(FRIDAY) - days(1)).await;
        assert!(world.card().contains(said), "{said}: {}", world.card());
        assert_eq!(world.told_owner().len(), 1, "told twice");
        world.takes_away_there(0);
        world.settle().await;
        assert!(!world.card().contains("⚠️"), "{}", world.card());
        world.end().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mended_place_is_shown_as_mended() {
    let world = World::start().await;
    world.has_friday_slot().await;
    world.has_queued(1, "血圧の測り方").await;
    world.pass_until(utc(FRIDAY) - hours(6)).await;
    assert!(!world.card().contains("⚠️"), "{}", world.card());

    // Nobody would hear of it by a card that changes.
    world.takes_away_there(permissions::SEND_MESSAGES);
    world.settle().await;
    let told = world.told_owner();
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told[0].contains("に投稿できません"), "{told:?}");
    assert!(told[1].contains("に投稿できません"), "{told:?}");

    world.takes_away_there(0);
    world.settle().await;
    let told = world.told_owner();
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(!told[0].contains("⚠️"), "{told:?}");
    assert!(told[1].contains("解消しました"), "{told:?}");
    world.pass_until(utc(FRIDAY)).await;
    assert_eq!(world.posts().len(), 1);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_card_is_one_whatever_restarts() {
    let mut world = World::start().await;
    world.has_friday_slot().await;
    world.has_queued(1, "血圧の測り方").await;
    world.pass_until(utc(FRIDAY) - days(1) - minutes(1)).await;
    let log = format!("/channels/{}/messages", world.log);
    world.discord.faults().on("POST", &log).lose_next_answer();
    world.pass(minutes(1)).await;
    world.restart().await;
    world.pass(minutes(20)).await;
    for _ in 0..3 {
        world.pass(hours(7)).await;
        world.restart().await;
    }
    assert_eq!(world.told_owner().len(), 1, "{:?}", world.told_owner());
    world.pass_until(utc(FRIDAY)).await;
    world.restart().await;
    world.pass(hours(3)).await;
    assert_eq!(world.cards().len(), 1, "{:?}", world.told_owner());
    assert!(world.card().contains("へ配信しました"), "{}", world.card());
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_queue_does_meanwhile_is_shown() {
    let world = World::start().await;
    world.has_friday_slot().await;
    world.has_queued(1, "血圧の測り方").await;
    world.pass_until(utc(FRIDAY) - hours(20)).await;
    assert!(world.card().contains("血圧の測り方"), "{}", world.card());
    let urgent = world.is_ready(2, "薬の回収").await;
    let slot = world.first_choice("/lecture queue", "slot").await;
    let options = [
        ("slot", slot.as_str()),
        ("lecture", urgent.as_str()),
        ("date", "2026-04-03"),
    ];
    world.owner_runs("/lecture queue", &options).await;
    world.settle().await;
    assert!(world.card().contains("薬の回収"), "{}", world.card());
    assert_eq!(world.told_owner().len(), 1);
    world.end().await;
}
