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
    // Also those who run the salon need a plan.
    for other in ["ben", "stranger", "owner", "mika"] {
        let refused = world.watches(other, post).await;
        assert!(!refused.contains(VIDEO), "{refused}");
        let way_out = ["/membership", "/会員状況", "/会員 付与"];
        let names_it = way_out.iter().any(|command| refused.contains(command));
        assert!(names_it, "{refused}");
    }
    world.has_member("owner", "gp").await;
    let seen = world.watches("owner", post).await;
    assert!(seen.contains(VIDEO), "{seen}");
    // A month later ada's right has ended; the button under the old post is still there.
    world.pass_until(utc("2026-05-02T00:00:00Z")).await;
    let refused = world.watches("ada", post).await;
    assert!(
        !refused.contains(VIDEO) && refused.contains("総合診療医"),
        "{refused}"
    );
    assert!(
        world
            .posts()
            .iter()
            .all(|post| !post.text().contains("video.example"))
    );
    world.end().await;
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
