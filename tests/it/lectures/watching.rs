//! Who may watch a lecture.

use super::{FRIDAY, VIDEO, utc};
use crate::world::World;

#[tokio::test(flavor = "multi_thread")]
async fn a_lecture_is_watched_by_whom_a_live_plan_opens_it() {
    let world = World::start().await;
    world.has_friday_slot().await;
    world.has_queued(1, "血圧の測り方").await;
    world.has_member("ada", "gp").await;
    world.has_member("ben", "pgy").await;
    world.pass_until(utc(FRIDAY)).await;
    let post = world.posts()[0].id;

    let seen = world.watches("ada", post).await;
    assert!(seen.contains(VIDEO), "{seen}");
    let before = world.rows().await;
    let ways_out = [("ben", "“Generalists”"), ("stranger", "/join")];
    for (other, way_out) in ways_out {
        let refused = world.watches(other, post).await;
        assert!(!refused.contains(VIDEO), "{refused}");
        assert!(refused.contains(way_out), "{refused}");
    }
    assert_eq!(world.rows().await, before);
    assert!(
        world
            .posts()
            .iter()
            .all(|post| !post.text().contains("video.example"))
    );
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_plan_that_ended_says_when() {
    let world = World::start().await;
    world.has_friday_slot().await;
    world.has_queued(1, "血圧の測り方").await;
    world.has_member("ada", "gp").await;
    world.pass_until(utc(FRIDAY)).await;
    let post = world.posts()[0].id;
    let own = world.does("ada", "/membership", &[]).await;
    let end = own
        .split("<t:")
        .nth(1)
        .and_then(|rest| rest.split(':').next());
    let end: i64 = end.and_then(|end| end.parse().ok()).expect("an end");

    // The button under the old post is still there; another plan does not make up for it.
    world.pass_until(utc("2026-05-02T00:00:00Z")).await;
    world.has_member("ada", "pgy").await;
    let refused = world.watches("ada", post).await;
    assert!(!refused.contains(VIDEO), "{refused}");
    let when = format!("「総合診療医」コースを含むプランは <t:{end}:f> に終了しました");
    assert!(refused.contains(&when), "{refused}");
    assert!(refused.contains("「/入会」"), "{refused}");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn mentors_watch_and_are_not_counted() {
    let world = World::start().await;
    world.has_friday_slot().await;
    world.has_queued(1, "血圧の測り方").await;
    world.has_member("ada", "gp").await;
    world.pass_until(utc(FRIDAY)).await;
    let post = world.posts()[0].id;
    for staff in ["mika", "owner"] {
        let seen = world.watches(staff, post).await;
        assert!(seen.contains(VIDEO), "{seen}");
        assert!(seen.contains("視聴数には含みません"), "{seen}");
    }
    assert_eq!(views(&world).await, (0, 2));
    let seen = world.watches("ada", post).await;
    assert!(!seen.contains("視聴数"), "{seen}");
    assert_eq!(views(&world).await, (1, 2));
    world.end().await;
}

/// How often members opened a video, and how often whoever runs the salon did.
async fn views(world: &World) -> (i64, i64) {
    let mut conn = world.app().db.read().await.expect("a reader");
    sqlx::query_as("select count(*) - sum(is_staff), sum(is_staff) from opening")
        .fetch_one(&mut *conn)
        .await
        .expect("openings")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_forged_button_opens_nothing() {
    let world = World::start().await;
    world.has_friday_slot().await;
    world.has_queued(1, "血圧の測り方").await;
    world.has_queued(2, "薬の選び方").await;
    world.pass_until(utc(FRIDAY)).await;
    let post = world.posts()[0].id;
    // The second is next week's, which is not out yet even for the owner.
    for forged in [
        "lecture:watch:2",
        "lecture:watch:999",
        "lecture:watch:x",
        "lecture:open:1",
    ] {
        let outcome = world.person("owner").clicks_forged(post, forged).await;
        assert!(
            outcome.text().contains("古くなっています"),
            "{forged}: {}",
            outcome.text()
        );
    }
    world.end().await;
}

/// Whose plan opens what is out was said when it was posted.
#[tokio::test(flavor = "multi_thread")]
async fn a_slot_of_another_track_opens_nothing_that_was_posted_before() {
    let world = World::start().await;
    world.has_friday_slot().await;
    world.has_queued(1, "血圧の測り方").await;
    world.has_member("ada", "gp").await;
    world.has_member("ben", "pgy").await;
    world.pass_until(utc(FRIDAY)).await;
    let was = world.posts()[0].clone();
    let post = was.id;
    let slot = world.first_choice("/slot edit", "slot").await;
    let role = world.paid_role.to_string();
    let options = [
        ("slot", slot.as_str()),
        ("track", "pgy"),
        ("role", role.as_str()),
    ];
    let asked = world.owner_runs("/slot edit", &options).await;
    let asked = asked.message().expect("a question").id;
    let changed = world.person("owner").clicks(asked, "変更する").await.text();
    assert!(changed.contains("変更しました"), "{changed}");
    // It says so for ever, and what was wrong with it is said to those whom it notified.
    let correction = [
        ("minutes", "40"),
        ("note", "用量を直しました"),
        ("correction", "true"),
    ];
    let told = world.edits("lecture-1", &correction).await;
    let notified = format!("<@&{}>", world.track_role);
    assert!(told.contains(&notified), "{told}");
    world.settle().await;
    let posts = world.posts();
    assert!(posts[0].text().contains("40分"), "{}", posts[0].text());
    assert!(
        posts[0].text().contains("総合診療医"),
        "{}",
        posts[0].text()
    );
    assert_eq!(posts[0].content, was.content);
    assert_eq!(posts[1].pings.roles, [world.track_role]);
    // Nor is it another one's after an edit that takes its own track away again.
    for track in ["im", "-"] {
        let options = [("lecture", "lecture-1"), ("track", track)];
        world.owner_runs("/lecture edit", &options).await;
    }
    let refused = world.watches("ben", post).await;
    assert!(!refused.contains(VIDEO), "{refused}");
    let opened = world.watches("ada", post).await;
    assert!(opened.contains(VIDEO), "{opened}");
    world.end().await;
}
