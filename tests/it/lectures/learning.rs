//! What members do with lectures.

use super::{FRIDAY, VIDEO, utc};
use crate::world::World;

/// How many marks there are.
async fn marks(world: &World) -> usize {
    let rows = world.rows().await;
    let watched = rows.iter().find(|(table, _, _)| table == "watched");
    watched.expect("a table").1
}

#[tokio::test(flavor = "multi_thread")]
async fn watched_marks_are_ones_own() {
    let world = World::start().await;
    world.has_friday_slot().await;
    world.has_queued(1, "血圧の測り方").await;
    world.has_queued(2, "薬の選び方").await;
    world.has_member("ada", "gp").await;
    world.has_member("ben", "gp").await;
    world.pass_until(utc(FRIDAY)).await;
    let post = world.posts()[0].id;

    // Marked from the post, twice: seen by nobody else, and not by the post.
    let ada = world.person("ada");
    for _ in 0..2 {
        let marked = ada.clicks(post, "視聴済み").await;
        let message = marked.message().expect("an answer");
        assert!(message.ephemeral, "the answer is seen by all");
        let text = message.text();
        assert!(text.contains("視聴済みにしました"), "{text}");
        assert!(
            text.contains("血圧の測り方") && !text.contains(VIDEO),
            "{text}"
        );
        assert_eq!(marks(&world).await, 1);
    }
    let left = world.does("ada", "/lectures browse", &[]).await;
    assert!(left.contains("未視聴の講義はありません"), "{left}");
    for (other, all) in [("ben", "1 of 1 left"), ("owner", "未視聴 1本（全1本）")] {
        let left = world.does(other, "/lectures browse", &[]).await;
        assert!(left.contains(all), "{left}");
    }

    // Taken back where the lecture is shown, and marked again; the video is one press away.
    let lecture = [("lecture", "lecture-1")];
    let shown = ada.runs(world.lobby, "/lectures show", &lecture).await;
    let card = shown.message().expect("a card").id;
    let back = ada.clicks(card, "未視聴に戻す").await;
    assert!(
        back.text().contains("未視聴に戻しました"),
        "{}",
        back.text()
    );
    assert_eq!(marks(&world).await, 0);
    ada.clicks(card, "視聴済みにする").await;
    assert_eq!(marks(&world).await, 1);
    let seen = ada.clicks(card, "視聴する").await;
    assert!(seen.text().contains(VIDEO), "{}", seen.text());

    // Nobody marks what they may not watch, or what is not out.
    let before = world.rows().await;
    let refused = world.person("stranger").clicks(post, "視聴済み").await;
    assert!(refused.text().contains("/join"), "{}", refused.text());
    for forged in [
        "lecture:watched:2",
        "lecture:watched-l:2",
        "lecture:watch-l:2",
        "lecture:tick:left:0:0:2",
        "lecture:page:some:0:0",
        "lecture:watched-l:x",
    ] {
        let outcome = ada.clicks_forged(post, forged).await.text();
        let is_refused = outcome.contains("まだ配信されて") || outcome.contains("古くなって");
        assert!(is_refused, "{forged}: {outcome}");
    }
    assert_eq!(world.rows().await, before);
    world.end().await;
}
