//! The way of a series: imported, posted to whom it is for, watched.

use super::{FRIDAY, SERIES, VIDEO, utc};
use crate::world::{World, days};

#[tokio::test(flavor = "multi_thread")]
async fn the_issues_story() {
    let world = World::start().await;
    world.has_friday_slot().await;
    world.has_member("ada", "gp").await;
    world.has_member("ben", "pgy").await;
    let slot = world.first_choice("/lecture import", "slot").await;
    let owner = world.person("owner");
    let file = format!(
        "シリーズ,回,タイトル,動画,分\n\
         {SERIES},第1回,血圧の測り方,{VIDEO}?1,32分\n\
         {SERIES},第2回,二次性を疑うとき,{VIDEO}?2,28分\n\
         {SERIES},第3回,薬を減らす勇気,{VIDEO}?3,25分\n"
    );
    let file = owner.uploads("series.csv", "text/csv", file.into_bytes());
    let list = [("file", file.as_str()), ("slot", slot.as_str())];
    let looked = world.owner_runs("/lecture import", &list).await;
    assert!(looked.text().contains("追加 3"), "{}", looked.text());
    let message = looked.message().expect("a preview").id;
    let taken = owner.clicks(message, "取り込む").await.text();
    assert!(taken.contains("追加 3・変更 0・予約 3"), "{taken}");

    world.pass_until(utc(FRIDAY)).await;
    let posts = world.posts();
    assert_eq!(posts.len(), 1);
    assert_eq!(posts[0].pings.roles, [world.track_role]);
    assert!(posts[0].text().contains("血圧の測り方"));
    assert!(!posts[0].text().contains("video.example"));
    let link = format!("{VIDEO}?1");
    assert!(world.watches("ada", posts[0].id).await.contains(&link));
    let refused = world.watches("ben", posts[0].id).await;
    assert!(!refused.contains("video.example"), "{refused}");
    let ada = world.person("ada");
    let marked = ada.clicks(posts[0].id, "視聴済み").await.text();
    assert!(marked.contains("視聴済みにしました"), "{marked}");

    world.pass_until(utc(FRIDAY) + days(7)).await;
    assert!(world.posts()[1].text().contains("二次性を疑うとき"));
    let left = world.does("ada", "/lectures browse", &[]).await;
    assert!(left.contains("未視聴 1本（全2本）"), "{left}");
    world.end().await;
}
