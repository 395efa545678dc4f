//! What members find of the lectures that are out.

use super::{FRIDAY, VIDEO, utc};
use crate::world::{Setting, World, days};

impl World {
    /// The owner writes a lecture, which is posted on the next Friday, the `week`th of the story.
    async fn has_posted(&self, week: i64, series: &str, number: &str, title: &str) {
        let options = [
            ("series", series),
            ("number", number),
            ("title", title),
            ("url", VIDEO),
            ("minutes", "32"),
        ];
        self.owner_runs("/lecture add", &options).await;
        let draft = self.first_choice("/lecture ready", "lecture").await;
        let ready = [("lecture", draft.as_str())];
        self.owner_runs("/lecture ready", &ready).await;
        let slot = self.first_choice("/lecture queue", "slot").await;
        let queue = [("slot", slot.as_str()), ("lecture", draft.as_str())];
        self.owner_runs("/lecture queue", &queue).await;
        self.pass_until(utc(FRIDAY) + days(7 * week)).await;
    }

    async fn finds(&self, name: &str, words: &str) -> String {
        let words = [("words", words)];
        self.does(name, "/lectures search", &words).await
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_left_by_series_and_track() {
    let world = World::start_with(Setting {
        is_roomy: true,
        ..Setting::default()
    })
    .await;
    world.has_friday_slot().await;
    world.has_member("ada", "gp").await;
    world.has_member("ben", "pgy").await;
    let none = world.does("ada", "/lectures browse", &[]).await;
    assert!(none.contains("まだ配信されていません"), "{none}");
    world.has_posted(0, "高血圧", "1", "血圧の測り方").await;
    world.has_posted(1, "心電図", "1", "波形の読み方").await;
    world.has_posted(2, "高血圧", "2", "薬の選び方").await;

    let left = world.does("ada", "/lectures browse", &[]).await;
    for part in [
        "未視聴 3本（全3本）",
        "**総合診療医 ・ 心電図**　未視聴 1 / 1本\n`1` **#1** 波形の読み方 （32分）",
        "**総合診療医 ・ 高血圧**　未視聴 2 / 2本\n`2` **#1** 血圧の測り方 （32分）\n`3` **#2** 薬",
    ] {
        assert!(left.contains(part), "{part}: {left}");
    }
    assert!(!left.contains("video.example"), "{left}");
    // Another track's plan opens none of it; who has no plan is told how to get one.
    let other = world.does("ben", "/lectures browse", &[]).await;
    assert!(other.contains("/lectures next"), "{other}");
    let stranger = world.does("stranger", "/lectures browse", &[]).await;
    assert!(stranger.contains("/join"), "{stranger}");

    // Marked on the list itself, and back; a second press of one button changes nothing.
    let ada = world.person("ada");
    let lists = || {
        let read = ada.reads(world.lobby);
        let list = read
            .into_iter()
            .rev()
            .find(|it| it.text().contains("全3本"));
        list.expect("a list")
    };
    for left in ["未視聴 2本（全3本）", "未視聴 1本（全3本）"] {
        let now = ada.clicks(lists().id, "✅ 2").await;
        assert!(now.text().contains(left), "{}", now.text());
    }
    let watched = ada.clicks(lists().id, "視聴済み").await.text();
    assert!(
        watched.contains("`1` **#1** 血圧の測り方 （32分） ✅"),
        "{watched}"
    );
    assert!(
        watched.contains("`2` **#2** 薬の選び方 （32分） ✅"),
        "{watched}"
    );
    let back = ada.clicks(lists().id, "↩️ 2").await.text();
    assert!(!back.contains("薬の選び方"), "{back}");
    let all = ada.clicks(lists().id, "すべて").await.text();
    assert!(all.contains("`3` **#2** 薬の選び方 （32分）"), "{all}");

    // One series alone, as it is offered while one types.
    let typed = [("series", "心電"), ("view", "すべて")];
    let offered = ada
        .autocompletes(world.lobby, "/lectures browse", &typed, "series")
        .await;
    let [choice] = &offered[..] else {
        panic!("{} are offered", offered.len());
    };
    let one = [("series", choice.value.as_str()), ("view", "すべて")];
    let one = world.does("ada", "/lectures browse", &one).await;
    assert!(
        one.contains("波形の読み方") && !one.contains("高血圧"),
        "{one}"
    );
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn search_finds_by_title_and_series_in_either_width() {
    let world = World::start().await;
    world.has_friday_slot().await;
    world.has_member("ada", "gp").await;
    world.has_member("ben", "pgy").await;
    world
        .has_posted(0, "心電図ＥＣＧ", "1", "カルテの書き方")
        .await;
    world.has_posted(1, "高血圧", "1", "*薬*の選び方").await;
    for words in ["ecg", "ｶﾙﾃ", "ＥＣＧ　カルテ", "#1 書き方"] {
        let found = world.finds("ada", words).await;
        assert!(found.contains("カルテの書き方"), "{words}: {found}");
        assert!(!found.contains("薬"), "{words}: {found}");
    }
    let found = world.finds("ada", "薬").await;
    assert!(found.contains("\\*薬\\*の選び方"), "{found}");
    // What is found is one press away, and the list stays.
    let words = [("words", "薬")];
    let ada = world.person("ada");
    let found = ada.runs(world.lobby, "/lectures search", &words).await;
    let found = found.message().expect("a list").clone();
    let shown = ada.clicks(found.id, "📖 1").await;
    let card = shown.message().expect("a lecture");
    assert_ne!(card.id, found.id);
    let seen = world.watches("ada", card.id).await;
    assert!(seen.contains(VIDEO), "{seen}");
    let nothing = world.finds("ada", "ecg 薬").await;
    assert!(nothing.contains("見つかりません"), "{nothing}");
    let other = world.finds("ben", "ecg").await;
    assert!(other.contains("Nothing was found"), "{other}");
    let stranger = world.finds("stranger", "ecg").await;
    assert!(stranger.contains("/join"), "{stranger}");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_out_yet_is_not_there() {
    let world = World::start().await;
    world.has_friday_slot().await;
    world.has_member("ada", "gp").await;
    world.has_posted(0, "高血圧", "1", "血圧の測り方").await;
    world.has_queued(2, "薬の選び方").await;
    for name in ["ada", "owner"] {
        let all = world.does(name, "/lectures browse", &[]).await;
        assert!(all.contains("血圧の測り方"), "{all}");
        assert!(!all.contains("薬の選び方"), "{all}");
        let found = world.finds(name, "薬").await;
        assert!(found.contains("見つかりません"), "{found}");
        for lecture in ["lecture-2", "lecture-99", "薬の選び方"] {
            let typed = [("lecture", lecture)];
            let shown = world.does(name, "/lectures show", &typed).await;
            assert!(shown.contains("まだ配信されていません"), "{shown}");
        }
    }
    // What comes next says whether one's plan opens it.
    let next = world.does("ada", "/lectures next", &[]).await;
    assert!(
        next.contains("薬の選び方") && next.contains("✅ ご自身"),
        "{next}"
    );
    world.has_member("ben", "pgy").await;
    let next = world.does("ben", "/lectures next", &[]).await;
    assert!(next.contains("🔒 For members"), "{next}");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn past_its_review_it_wears_a_badge() {
    let world = World::start().await;
    world.has_friday_slot().await;
    world.has_member("ada", "gp").await;
    world.has_posted(0, "高血圧", "1", "血圧の測り方").await;
    let mut tx = world.app().db.begin().await.expect("a writer");
    sqlx::query("update lecture set review_by = '2026-04-04' where id = 1")
        .execute(tx.conn().await.expect("writes"))
        .await
        .expect("a day");
    tx.commit().await.expect("commits");
    // In Tokyo the last day is over at 15:00 UTC.
    for (at, is_over) in [
        ("2026-04-04T14:59:00Z", false),
        ("2026-04-04T15:00:00Z", true),
    ] {
        world.pass_until(utc(at)).await;
        let list = world.does("ada", "/lectures browse", &[]).await;
        let found = world.finds("ada", "血圧").await;
        let lecture = [("lecture", "lecture-1")];
        let shown = world.does("ada", "/lectures show", &lecture).await;
        for text in [list, found, shown] {
            assert_eq!(text.contains("🔁 要更新"), is_over, "{at}: {text}");
        }
    }
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_two_tracks_have_is_found_once_and_opened_by_either() {
    let world = World::start().await;
    let channel = world.lectures.to_string();
    for track in ["gp", "pgy"] {
        let options = [
            ("weekday", "金曜"),
            ("time", "20:00"),
            ("channel", channel.as_str()),
            ("track", track),
        ];
        world.owner_runs("/slot create", &options).await;
    }
    let lecture = world.is_ready(1, "血圧の測り方").await;
    let slots = world
        .person("owner")
        .autocompletes(world.lobby, "/lecture queue", &[("slot", "")], "slot")
        .await;
    for slot in &slots {
        let options = [("slot", slot.value.as_str()), ("lecture", lecture.as_str())];
        world.owner_runs("/lecture queue", &options).await;
    }
    world.has_member("ada", "gp").await;
    world.has_member("ben", "pgy").await;
    world.pass_until(utc(FRIDAY)).await;
    let posts = world.posts();
    assert_eq!(posts.len(), 2);
    // Whichever post they press: a plan that opens it somewhere opens it.
    for name in ["ada", "ben"] {
        for post in &posts {
            let seen = world.watches(name, post.id).await;
            assert!(seen.contains(VIDEO), "{name}: {seen}");
        }
    }
    let all = world.does("owner", "/lectures browse", &[]).await;
    assert_eq!(all.matches("血圧の測り方").count(), 1, "{all}");
    world.end().await;
}
