//! Stories of what the owner is told before a lecture goes out.

use sandbox::permissions;
use sandbox::state::Overwrite;

use crate::world::World;

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
