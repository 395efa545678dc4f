//! What cannot be undone, or notifies people at once, is asked first.

use sandbox::view::MessageView;

use super::{FRIDAY, utc};
use crate::world::{World, days, hours, minutes};

impl World {
    /// Nobody else answers what the owner was asked.
    async fn is_nobody_elses(&self, asked: &MessageView) {
        let button = asked.buttons().next().expect("a button");
        let forged = button.custom_id.clone().expect("an id");
        let before = self.posts().len();
        for name in ["ken", "ada"] {
            let told = self.person(name).clicks_forged(asked.id, &forged).await;
            let told = told.text();
            assert!(
                !told.contains("取り下げました") && !told.contains("配信します"),
                "{told}"
            );
        }
        let mika = self.second_owner().clicks_forged(asked.id, &forged).await;
        assert!(mika.text().contains("回答されたか"), "{}", mika.text());
        self.settle().await;
        assert_eq!(self.posts().len(), before);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn taking_back_shows_first_what_comes_of_it() {
    let world = World::start().await;
    world.asks_before_posting().await;
    for (number, title) in [(1, "血圧の測り方"), (2, "薬の選び方"), (3, "減塩の勧め方")]
    {
        world.has_queued(number, title).await;
    }
    world.pass_until(utc(FRIDAY) - hours(5)).await;
    let (owner, of_one) = (world.person("owner"), ("lecture", "lecture-1"));
    let asks = async |more: &[(&str, &str)]| {
        let options: Vec<_> = [of_one].into_iter().chain(more.iter().copied()).collect();
        let asked = world.owner_runs("/lecture withdraw", &options).await;
        asked.message().expect("a question").clone()
    };
    let asked = asks(&[("reason", "誤り*でした*")]).await;
    let text = asked.text();
    let stamp = format!("<t:{}:", utc(FRIDAY).timestamp());
    for said in [
        "#1」血圧の測り方",
        "まだ配信していない",
        "#2」になります。未承認",
        "誤り\\*でした\\*",
        "元に戻すことはできません",
        &stamp,
    ] {
        assert!(text.contains(said), "{said}: {text}");
    }
    assert!(asked.ephemeral && world.card().contains("#1"), "it is done");

    // Nobody else means it, nor does whoever saw what is not so any more.
    let button = asked.buttons().next().expect("a button");
    let forged = button.custom_id.clone().expect("an id");
    world.is_nobody_elses(&asked).await;
    world
        .edits("lecture-2", &[("title", "薬の選び方 改")])
        .await;
    let told = owner.clicks(asked.id, "取り下げる").await.text();
    assert!(told.contains("実行しませんでした"), "{told}");
    let asked = asks(&[]).await;
    world.settle().await;
    assert!(world.card().contains("血圧の測り方"), "{}", world.card());
    let told = owner.clicks(asked.id, "取り下げる").await.text();
    assert!(
        told.contains("「本気出して考える高血圧 #1」を取り下げました"),
        "{told}"
    );
    world.settle().await;
    assert!(world.card().contains("薬の選び方"), "{}", world.card());
    let again = owner.clicks_forged(asked.id, &forged).await.text();
    assert!(again.contains("回答されたか"), "{again}");

    // What is out, and what comes on no date.
    world.decides("承認する").await;
    world.pass_until(utc(FRIDAY)).await;
    for (lecture, is_out) in [("lecture-2", true), ("lecture-3", false)] {
        let options = [("lecture", lecture)];
        let asked = world.owner_runs("/lecture withdraw", &options).await.text();
        assert_eq!(asked.contains("配信済みの講義です"), is_out, "{asked}");
        assert_eq!(
            asked.contains("配信する講義がなくなります"),
            !is_out,
            "{asked}"
        );
    }
    assert_eq!(world.posts().len(), 1);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn publishing_says_first_where_and_whom_it_notifies() {
    let world = World::start().await;
    for name in ["ada", "ben"] {
        let moderator = world.discord.moderator();
        moderator.gives_role(world.person(name).id(), world.track_role);
    }
    world.has_friday_slot().await;
    let urgent = world.is_ready(1, "薬の回収").await;
    let slot = world.first_choice("/lecture publish", "slot").await;
    let options = [("slot", slot.as_str()), ("lecture", urgent.as_str())];
    let asks = async || {
        let asked = world.owner_runs("/lecture publish", &options).await;
        asked.message().expect("a question").clone()
    };
    // Saturday, a minute before ten in the evening.
    world
        .pass_until(utc(FRIDAY) + days(1) + hours(2) - minutes(1))
        .await;
    let asked = asks().await;
    let text = asked.text();
    for said in [
        "#1」薬の回収",
        &format!("<#{}>に今すぐ配信しますか", world.lectures),
        &format!("<@&{}> 2人", world.track_role),
    ] {
        assert!(text.contains(said), "{said}: {text}");
    }
    assert!(!text.contains("夜間"), "{text}");
    world.pass(minutes(1)).await;
    let owner = world.person("owner");
    let told = owner.clicks(asked.id, "今すぐ配信する").await.text();
    assert!(told.contains("実行しませんでした"), "by night: {told}");
    assert_eq!(world.posts().len(), 0);
    let asked = asks().await;
    assert!(asked.text().contains("夜間（22:00）"), "{}", asked.text());
    assert!(!asked.text().contains("未承認"), "{}", asked.text());
    world.is_nobody_elses(&asked).await;
    world.edits(&urgent, &[("title", "薬の回収 改")]).await;
    let told = owner.clicks(asked.id, "今すぐ配信する").await.text();
    assert!(told.contains("実行しませんでした"), "renamed: {told}");
    assert_eq!(world.posts().len(), 0);
    let asked = asks().await;
    let told = owner.clicks(asked.id, "今すぐ配信する").await.text();
    assert!(told.contains("#1」を配信します"), "{told}");
    world.settle().await;
    assert_eq!(world.posts().len(), 1);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_missed_is_asked_first_and_called_by_when_it_was_posted() {
    let mut world = World::start().await;
    for name in ["ada", "ben"] {
        let moderator = world.discord.moderator();
        moderator.gives_role(world.person(name).id(), world.track_role);
    }
    world.asks_before_posting().await;
    world.has_queued(1, "血圧の測り方").await;
    // Sunday, at ten in the evening.
    world.is_down_until_after(hours(50)).await;
    let digest = world.outages().pop().expect("a digest").id;
    let owner = world.person("owner");
    let asks = async || {
        let asked = owner.clicks(digest, "1 今すぐ配信").await;
        asked.message().expect("a question").clone()
    };
    let asked = asks().await;
    let text = asked.text();
    for said in [
        "#1」血圧の測り方",
        &format!("<#{}>に今すぐ配信しますか", world.lectures),
        &format!("<@&{}> 2人", world.track_role),
        "夜間（22:00）",
        "未承認の講義です",
    ] {
        assert!(text.contains(said), "{said}: {text}");
    }
    assert!(asked.ephemeral, "{text}");
    world.is_nobody_elses(&asked).await;
    world.pass(hours(9)).await;
    let told = owner.clicks(asked.id, "今すぐ配信する").await.text();
    assert!(told.contains("実行しませんでした"), "by day: {told}");
    assert_eq!(world.posts().len(), 0);
    let asked = asks().await;
    assert!(!asked.text().contains("夜間"), "{}", asked.text());
    let told = owner.clicks(asked.id, "今すぐ配信する").await.text();
    assert!(told.contains("#1」を配信します"), "{told}");
    world.settle().await;
    let posts = world.posts();
    assert_eq!(posts.len(), 1);
    let digest = world.outages().pop().expect("the digest");
    assert_eq!(digest.buttons().count(), 0);

    let (due, posted) = (utc(FRIDAY), utc(FRIDAY) + hours(59));
    let stamp = |at: chrono::DateTime<chrono::Utc>| format!("<t:{}:", at.timestamp());
    let card = world.card();
    assert!(
        card.contains(&stamp(due)) && card.contains(&format!("遅れて {}", stamp(posted))),
        "{card}"
    );
    world.discord.moderator().deletes_message(posts[0].id);
    world.settle().await;
    let mut told = world.told_owner();
    told.retain(|told| told.contains("告知が削除されました"));
    assert_eq!(told.len(), 1);
    assert!(
        told[0].contains(&stamp(posted)) && !told[0].contains(&stamp(due)),
        "{told:?}"
    );
    world.end().await;
}
