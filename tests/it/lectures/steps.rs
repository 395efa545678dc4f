//! The bot is stopped and started at every step of a release.

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use salon::{jobs, outbox, setup};

use super::{FRIDAY, utc};
use crate::world::{World, days, hours};

impl World {
    /// Lets time pass until then. Whatever comes is decided by one run of the bot, shown by the next one,
    /// and sent by another, of which none does more than that; how many moments there were.
    async fn is_stopped_at_every_step(&mut self, until: DateTime<Utc>) -> usize {
        let mut moments = 0;
        while self.now() < until {
            let app = self.app().clone();
            let due = jobs::next_due(&app).await.expect("reads");
            let effect = outbox::next_due(&app).await.expect("reads");
            let next = [due, effect].into_iter().flatten().min();
            let next = next.filter(|next| *next < until).unwrap_or(until);
            self.set_clock(next.max(self.now() + TimeDelta::milliseconds(1)));
            while self.takes_every_step_by_itself().await > 0 {}
            moments += 1;
        }
        moments
    }

    /// One round of what the bot does at one moment; how much it sent.
    async fn takes_every_step_by_itself(&mut self) -> usize {
        self.stop_bot().await;
        self.connects().await;
        jobs::run_due(self.app()).await;
        self.stop_bot().await;
        self.connects().await;
        jobs::look_due(self.app(), &self.rest()).await;
        self.stop_bot().await;
        self.connects().await;
        let discord = Arc::new(self.rest());
        let sent = outbox::deliver_due(self.app(), &discord, setup::alert).await;
        sent.expect("the outbox works")
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_restart_at_every_step_of_a_release() {
    let mut world = World::start().await;
    world.may_announce();
    let list = world.has_a_list().await;
    let meeting = world.meeting.to_string();
    let more = [
        ("auto-approve", "false"),
        ("event-channel", meeting.as_str()),
    ];
    world.has_friday_slot_with(&more).await;
    world.has_queued(1, "血圧の測り方").await;

    let bound = utc(FRIDAY) - hours(5);
    let moments = world.is_stopped_at_every_step(bound).await;
    assert!(moments >= 2, "bound and shown are {moments} moments");
    assert_eq!(world.cards().len(), 1);
    assert_eq!(world.told_of("まだ承認されていません"), 0);
    let (owner, card) = (world.person("owner"), world.cards()[0].id);
    let said = owner.clicks(card, "承認する").await.text();
    assert!(said.contains("承認しました"), "{said}");
    let moments = world.is_stopped_at_every_step(utc(FRIDAY) + hours(2)).await;
    assert!(moments >= 2, "locked and posted are {moments} moments");

    let posts = world.posts();
    assert_eq!(posts.len(), 1);
    assert!(posts[0].thread.is_some(), "no thread");
    assert_eq!(posts[0].pings.roles, [world.track_role]);
    assert_eq!(world.meetings().await.len(), 1);
    assert_eq!(owner.reads(list).len(), 1);
    assert_eq!(world.cards().len(), 1);
    assert!(world.card().contains("へ配信しました"), "{}", world.card());
    assert_eq!(world.told_of("まだ承認されていません"), 0);
    for kind in ["bound", "sent", "posted"] {
        let kind = format!("occurrence.{kind}");
        assert_eq!(world.wrote(&kind, "occurrence:1").await, 1, "{kind}");
    }
    assert_eq!(world.wrote("lecture.approved", "lecture:1").await, 1);
    world.restart().await;
    world.pass_until(utc(FRIDAY) + days(6)).await;
    assert_eq!(world.posts().len(), 1);
    assert_eq!(owner.reads(list).len(), 1);
    assert_eq!(world.cards().len(), 1);
    world.end().await;
}
