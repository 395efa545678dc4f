//! What the owner sees of slots and queues: what lacks something, and what they set.

use super::{FRIDAY, utc};
use crate::world::{World, hours, minutes};

impl World {
    /// What the owner reads in the status, in the queue of the one slot there is, and in the list of slots.
    async fn overview(&self) -> [String; 3] {
        let slot = self.first_choice("/lecture queue", "slot").await;
        let of_slot = [("slot", slot.as_str())];
        [
            self.owner_runs("/salon status", &[]).await.text(),
            self.owner_runs("/lecture queue", &of_slot).await.text(),
            self.owner_runs("/slot list", &[]).await.text(),
        ]
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_lacks_something_is_seen_in_the_status_and_in_the_lists() {
    let world = World::start().await;
    world.asks_before_posting().await;
    let [status, ..] = world.overview().await;
    assert!(status.contains("に配信する講義がありません"), "{status}");
    // The button beside it speaks of members alone.
    let owner = world.person("owner");
    let status = owner.runs(world.lobby, "/salon status", &[]).await;
    let status = status.message().expect("the status").id;
    let others = owner.clicks(status, "要対応を見る").await.text();
    assert!(others.contains("会員とお支払いについて"), "{others}");

    world.has_queued(1, "血圧の測り方").await;
    world.has_queued(2, "薬の選び方").await;
    for (before, unapproved, held) in [(30, [0, 2, 1], [0, 0, 0]), (20, [1, 2, 1], [0, 0, 0])] {
        world.pass_until(utc(FRIDAY) - hours(before)).await;
        let seen = world.overview().await;
        assert!(!seen[0].contains("配信する講義がありません"), "{}", seen[0]);
        let count = |words: &str| seen.each_ref().map(|seen| seen.matches(words).count());
        let lacking = [
            count("まだ承認されていません")[0],
            count("未承認")[1],
            count("未承認")[2],
        ];
        assert_eq!((lacking, count("⏸️")), (unapproved, held), "{seen:?}");
    }
    world.decides("承認する").await;
    let seen = world.overview().await;
    assert!(
        !seen[0].contains("承認") && !seen[2].contains("未承認"),
        "{seen:?}"
    );
    assert_eq!(seen[1].matches("未承認").count(), 1, "{}", seen[1]);
    world.decides("保留する").await;
    for later in [minutes(-60), minutes(60)] {
        world.pass_until(utc(FRIDAY) + later).await;
        let seen = world.overview().await;
        assert!(seen.iter().all(|seen| seen.contains("⏸️")), "{seen:?}");
    }
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_set_of_a_slot_is_read_back_and_a_role_of_others_is_said() {
    let world = World::start().await;
    world.has_member("ada", "pgy").await;
    let (paid, role) = (world.paid_role.to_string(), world.track_role.to_string());
    let channel = world.lectures.to_string();
    let options = [
        ("weekday", "金曜"),
        ("time", "20:00"),
        ("channel", channel.as_str()),
        ("track", "gp"),
        ("role", paid.as_str()),
        ("auto-approve", "false"),
    ];
    let made = world.owner_runs("/slot create", &options).await.text();
    let set = format!("通知：<@&{paid}> ・ 承認：承認が必要 ・ 講義のあとの集まり：なし");
    assert!(made.contains(&set), "{made}");
    let mistaken = "コースの方のロールですが";
    assert!(made.contains(mistaken), "{made}");

    let told = world
        .edits_slot(&[("role", &role), ("auto-approve", "true")])
        .await;
    let told = told.text();
    for said in [
        format!("通知：<@&{paid}> → <@&{role}>"),
        "承認：承認が必要 → 自動".to_owned(),
    ] {
        assert!(told.contains(&said), "{said}: {told}");
    }
    assert!(
        !told.contains("配信日時") && !told.contains(mistaken),
        "{told}"
    );
    // The role that another track's slot notifies, and no date moves.
    let asked = world.edits_slot(&[("track", "im")]).await;
    assert!(!asked.text().contains("旧"), "{}", asked.text());
    let told = world.chooses(&asked, "変更する").await;
    assert!(
        told.contains("コース：") && !told.contains(mistaken),
        "{told}"
    );
    let made = world.has_friday_slot().await.text();
    assert!(made.contains(mistaken), "{made}");
    let asked = world.edits_slot(&[("time", "21:00")]).await;
    let told = world.chooses(&asked, "変更する").await;
    assert!(told.contains("今後の配信日時"), "{told}");
    world.end().await;
}
