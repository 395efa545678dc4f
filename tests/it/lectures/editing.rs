//! Stories of lectures that change after they were posted.

use super::{FRIDAY, VIDEO, utc};
use crate::world::{World, days, hours, minutes};

#[tokio::test(flavor = "multi_thread")]
async fn withdrawn_it_opens_nothing_and_its_thread_is_locked() {
    let mut world = World::start().await;
    world.may_announce();
    let list = world
        .discord
        .text_channel("講義一覧", sandbox::NewChannel::default());
    world.lists_lectures_in(list);
    world.restart().await;
    let meeting = world.meeting.to_string();
    let more = [("event-channel", meeting.as_str())];
    world.has_friday_slot_with(&more).await;
    world.has_queued(1, "血圧の測り方").await;
    world.has_member("ada", "gp").await;
    world.pass_until(utc(FRIDAY) + minutes(10)).await;
    let post = world.posts()[0].clone();
    assert_eq!(world.meetings().await.len(), 1);

    let told = world.withdraws("誤りがありました").await;
    assert!(told.contains("取り下げました"), "{told}");
    world.settle().await;
    let after = world.posts()[0].clone();
    assert_eq!(after.id, post.id);
    assert!(
        after.text().contains("この講義は取り下げました"),
        "{}",
        after.text()
    );
    assert!(
        after.text().contains("誤りがありました"),
        "{}",
        after.text()
    );
    assert!(!after.text().contains("血圧の測り方"), "{}", after.text());
    assert_eq!(after.buttons().count(), 0);
    let thread = after.thread.expect("its thread");
    assert!(thread.locked, "people go on writing");
    assert_eq!(world.meetings().await.len(), 0);
    let listed = world.person("owner").reads(list);
    assert!(
        listed[0].text().contains("この講義は取り下げました"),
        "{}",
        listed[0].text()
    );
    assert!(world.card().contains("取り下げました"), "{}", world.card());

    // Not even by a button that somebody still sees.
    let ada = world.person("ada");
    for command in [
        ("/lectures search", "words", "血圧"),
        ("/lectures show", "lecture", "lecture-1"),
    ] {
        let (command, option, value) = command;
        let shown = ada
            .runs(world.lobby, command, &[(option, value)])
            .await
            .text();
        assert!(
            !shown.contains("血圧の測り方") && !shown.contains(VIDEO),
            "{shown}"
        );
    }
    let again = world.withdraws("").await;
    assert!(again.contains("公開を終了しています"), "{again}");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn withdrawn_before_it_goes_out_the_next_one_goes_out() {
    for before in [hours(30), hours(5), minutes(5)] {
        let world = World::start().await;
        world.has_friday_slot().await;
        world.has_queued(1, "血圧の測り方").await;
        world.has_queued(2, "薬の選び方").await;
        world.pass_until(utc(FRIDAY) - before).await;
        world.withdraws("").await;
        world.pass_until(utc(FRIDAY) + days(7)).await;
        let posts = world.posts();
        assert_eq!(posts.len(), 1, "{before}");
        assert!(posts[0].text().contains("#2"), "{}", posts[0].text());
        world.end().await;
    }
}

impl World {
    /// The owner takes the first lecture back.
    async fn withdraws(&self, reason: &str) -> String {
        let mut options = vec![("lecture", "lecture-1")];
        if !reason.is_empty() {
            options.push(("reason", reason));
        }
        self.owner_runs("/lecture withdraw", &options).await.text()
    }
}
