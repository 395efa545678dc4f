//! Lectures are posted on time, week by week, and once.

use sandbox::view::MessageView;

use super::{FRIDAY, utc};
use crate::world::{Setting, World, days, hours, minutes};

#[tokio::test(flavor = "multi_thread")]
async fn on_friday_at_eight_the_lecture_is_posted_with_a_ping_and_a_thread() {
    let mut world = World::start().await;
    let slot = world.has_friday_slot().await.text();
    assert!(slot.contains("毎週金曜 20:00（Asia/Tokyo）"), "{slot}");
    let stamp = format!("<t:{}:F>", utc(FRIDAY).timestamp());
    assert!(slot.contains(&stamp), "{slot}");
    let queued = world.has_queued(3, "二次性高血圧を疑うとき").await.text();
    assert!(
        queued.contains(&format!("<t:{}:f>", utc(FRIDAY).timestamp())),
        "{queued}"
    );

    world.pass_until(utc(FRIDAY) - minutes(1)).await;
    assert!(world.posts().is_empty(), "posted too early");
    world.pass(minutes(1)).await;
    let posts = world.posts();
    assert_eq!(posts.len(), 1);
    let post = &posts[0];
    assert_eq!(post.pings.roles, [world.track_role]);
    assert!(!post.pings.everyone && post.pings.users.is_empty());
    for shown in [
        "本気出して考える高血圧 #3",
        "二次性高血圧を疑うとき",
        "32分",
        "見逃さない",
    ] {
        assert!(post.text().contains(shown), "{shown}: {}", post.text());
    }
    assert!(
        !post.text().contains("video.example"),
        "the link is in the channel"
    );
    let thread = post.thread.as_ref().expect("a thread");
    assert_eq!(thread.name, "本気出して考える高血圧 #3");

    world.restart().await;
    world.settle().await;
    world.pass(hours(5)).await;
    assert_eq!(world.posts().len(), 1, "posted again");
    let journal = world.journal().await;
    let about = journal
        .iter()
        .filter(|(_, subject)| subject == "occurrence:1");
    let kinds: Vec<_> = about.map(|(kind, _)| kind.as_str()).collect();
    assert_eq!(
        kinds,
        ["occurrence.bound", "occurrence.sent", "occurrence.posted"]
    );
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn week_by_week_the_queue_is_posted_and_an_empty_one_posts_nothing() {
    let world = World::start_with(Setting {
        is_roomy: true,
        ..Setting::default()
    })
    .await;
    world.has_friday_slot().await;
    world.has_queued(1, "血圧の測り方").await;
    world.has_queued(2, "薬の選び方").await;
    world.pass_until(utc(FRIDAY) + days(7)).await;
    let posts = world.posts();
    assert_eq!(posts.len(), 2);
    assert!(posts[0].text().contains("#1") && posts[1].text().contains("#2"));
    let next = world
        .person("owner")
        .runs(world.lobby, "/lectures next", &[])
        .await;
    assert!(
        next.text().contains("まだ決まっていません"),
        "{}",
        next.text()
    );

    world.pass(days(14)).await;
    assert_eq!(world.posts().len(), 2, "an empty queue repeated something");
    let journal = world.journal().await;
    let skipped = journal
        .iter()
        .filter(|(kind, _)| kind == "occurrence.skipped");
    assert_eq!(skipped.count(), 2);
    world.has_queued(3, "二次性高血圧").await;
    world.pass(days(7)).await;
    assert_eq!(world.posts().len(), 3);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_york_slot_keeps_its_hour_when_summer_time_ends() {
    let world = World::start().await;
    let channel = world.lectures.to_string();
    let options = [
        ("weekday", "金曜"),
        ("time", "20:00"),
        ("channel", channel.as_str()),
        ("track", "gp"),
        ("zone", "America/New_York"),
    ];
    world.pass_until(utc("2026-10-28T00:00:00Z")).await;
    world.owner_runs("/slot create", &options).await;
    world.has_queued(1, "夏時間").await;
    world.has_queued(2, "冬時間").await;
    world.pass_until(utc("2026-11-08T00:00:00Z")).await;
    let posts = world.posts();
    let at: Vec<_> = posts.iter().map(|post| post.timestamp).collect();
    assert_eq!(
        at,
        [utc("2026-10-31T00:00:00Z"), utc("2026-11-07T01:00:00Z")]
    );
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_of_discord_that_is_lost_does_not_post_twice() {
    let mut world = World::start().await;
    world.has_friday_slot().await;
    world.has_queued(1, "血圧の測り方").await;
    world.pass_until(utc(FRIDAY) - minutes(1)).await;
    let faults = world.discord.faults();
    faults.on("POST", "/messages").lose_next_answer();
    world.pass(minutes(1)).await;
    world.restart().await;
    world.pass(minutes(20)).await;
    let posts = world.posts();
    assert_eq!(posts.len(), 1);
    assert!(posts[0].thread.is_some(), "no thread");
    let journal = world.journal().await;
    let posted = ("occurrence.posted".to_owned(), "occurrence:1".to_owned());
    assert!(journal.contains(&posted));
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pinned_lecture_waits_for_its_date_and_the_rest_goes_on() {
    let world = World::start().await;
    world.has_friday_slot().await;
    let pinned = world.is_ready(1, "血圧の測り方").await;
    let slot = world.first_choice("/lecture queue", "slot").await;
    let options = [
        ("slot", slot.as_str()),
        ("lecture", pinned.as_str()),
        ("date", "2026/4/10"),
    ];
    let queued = world.owner_runs("/lecture queue", &options).await.text();
    assert!(queued.contains('📌'), "{queued}");
    world.has_queued(2, "薬の選び方").await;
    world.has_queued(3, "二次性高血圧").await;
    world.pass_until(utc(FRIDAY) + days(14)).await;
    let shown: Vec<_> = world.posts().iter().map(MessageView::text).collect();
    assert_eq!(shown.len(), 3);
    for (text, number) in shown.iter().zip(["#2", "#1", "#3"]) {
        assert!(text.contains(number), "{number}: {text}");
    }
    world.end().await;
}

/// Discord took the post or did not: the owner looks and says what they found.
#[tokio::test(flavor = "multi_thread")]
async fn of_a_post_that_nobody_knows_of_the_owner_says_whether_it_is_there() {
    for (button, is_there) in [("投稿されている", true), ("投稿されていない", false)]
    {
        let world = World::start_with(Setting {
            is_roomy: true,
            ..Setting::default()
        })
        .await;
        world.has_friday_slot().await;
        world.has_queued(1, "血圧の測り方").await;
        world.has_member("ada", "gp").await;
        let channel = format!("/channels/{}/messages", world.lectures);
        let faults = world.discord.faults().on("POST", &channel);
        faults.times(100).answer_next(400, 240_000);
        world.pass_until(utc(FRIDAY)).await;
        let owner = world.person("owner");
        let status = owner.runs(world.lobby, "/salon status", &[]).await;
        let status = status.message().expect("the status").id;
        let given_up = owner.clicks(status, "先頭を取りやめる").await;
        world.discord.faults().clear();
        world.pass(minutes(1)).await;
        assert!(
            world.card().contains("確認できませんでした"),
            "{} {}",
            world.card(),
            given_up.text()
        );
        let said = world.decides(button).await;
        assert!(said.contains("記録しました"), "{said}");
        let ada = world.person("ada");
        let listed = ada.runs(world.lobby, "/lectures browse", &[]).await.text();
        assert_eq!(listed.contains("血圧の測り方"), is_there, "{listed}");
        world.pass_until(utc(FRIDAY) + days(7)).await;
        assert_eq!(world.posts().len(), usize::from(!is_there));
        world.end().await;
    }
}

/// Discord answers posts with an error of its own and shows nobody what there is.
fn says_nothing_of_posts(world: &World) {
    let channel = format!("/channels/{}/messages", world.lectures);
    let posts = world.discord.faults().on("POST", &channel);
    posts.times(100).answer_next(502, 0);
    let history = world.discord.faults().on("GET", &channel);
    history.times(100).answer_next(403, 50_001);
}

/// Nobody can tell whether it is there: until the owner has looked nothing more is published, and what was
/// taken back meanwhile does not come again.
#[tokio::test(flavor = "multi_thread")]
async fn taken_back_while_nobody_knows_of_its_post_it_comes_no_more() {
    let world = World::start().await;
    world.has_friday_slot().await;
    world.has_queued(1, "血圧の測り方").await;
    let other = world.is_ready(2, "薬の選び方").await;
    world.pass_until(utc(FRIDAY) - minutes(5)).await;
    says_nothing_of_posts(&world);
    world.pass_until(utc(FRIDAY) + minutes(10)).await;
    let options = [("lecture", "lecture-1")];
    let told = world.owner_means("/lecture withdraw", &options).await;
    assert!(told.contains("取り下げました"), "{told}");
    let owner = world.person("owner");
    let status = owner.runs(world.lobby, "/salon status", &[]).await;
    let status = status.message().expect("the status").id;
    owner.clicks(status, "先頭を取りやめる").await;
    world.discord.faults().clear();
    world.pass(minutes(1)).await;
    let card = world.card();
    assert!(card.contains("確認できませんでした"), "{card}");
    let refused = world.publishes(&other).await;
    assert!(
        refused.contains("まだ確認できていません") && refused.contains("カード"),
        "{refused}"
    );

    let said = world.decides("投稿されていない").await;
    for text in [said, world.card()] {
        assert!(
            text.contains("講義は取り下げました") && !text.contains("先頭"),
            "{text}"
        );
    }
    let status = owner.runs(world.lobby, "/salon status", &[]).await.text();
    assert!(!status.contains("見送りました"), "{status}");
    let slot = world.first_choice("/lecture queue", "slot").await;
    let queue = world.owner_runs("/lecture queue", &[("slot", &slot)]).await;
    assert!(!queue.text().contains("#1"), "{}", queue.text());
    world.end().await;
}

/// Its post was tried and given up, and the lecture is taken back before any due work saw that.
#[tokio::test(flavor = "multi_thread")]
async fn what_was_tried_and_given_up_lets_no_other_go_out_on_its_date() {
    let world = World::start().await;
    world.has_friday_slot().await;
    world.has_queued(1, "血圧の測り方").await;
    world.has_queued(2, "薬の選び方").await;
    world.pass_until(utc(FRIDAY) - minutes(5)).await;
    says_nothing_of_posts(&world);
    world.pass_until(utc(FRIDAY) + minutes(10)).await;
    // While the clock is off nothing is done by it.
    world.clock_jumps(-minutes(6));
    world.settle().await;
    let owner = world.person("owner");
    let status = owner.runs(world.lobby, "/salon status", &[]).await;
    let status = status.message().expect("the status").id;
    let given_up = owner.clicks(status, "先頭を取りやめる").await.text();
    let options = [("lecture", "lecture-1"), ("reason", "誤り")];
    let asked = world.owner_runs("/lecture withdraw", &options).await;
    let asked = asked.message().unwrap_or_else(|| panic!("{given_up}"));
    let text = asked.text();
    assert!(
        text.contains("まだ確認できていない講義です") && !text.contains("#2"),
        "{text}"
    );
    owner.clicks(asked.id, "取り下げる").await;
    world.discord.faults().clear();
    world.clock_jumps(minutes(6));
    world.settle().await;
    world.pass(minutes(1)).await;
    let card = world.card();
    assert!(card.contains("確認できませんでした"), "{card}");
    assert_eq!(world.posts().len(), 0, "two posts on one date");
    world.decides("投稿されていない").await;
    world.pass_until(utc(FRIDAY) + days(7)).await;
    let posts = world.posts();
    assert_eq!(posts.len(), 1);
    assert!(posts[0].text().contains("#2"), "{}", posts[0].text());
    world.end().await;
}
