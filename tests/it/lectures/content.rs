//! What lectures are made of: added with all that can be said, changed by two, made ready and back.

use super::{FRIDAY, SERIES, VIDEO, utc};
use crate::world::{World, days, hours, minutes};

impl World {
    /// The owner changes what is named of a lecture, and is answered.
    pub(super) async fn edits(&self, lecture: &str, options: &[(&str, &str)]) -> String {
        let mut all = vec![("lecture", lecture)];
        all.extend(options);
        self.owner_runs("/lecture edit", &all).await.text()
    }

    async fn lists(&self, view: &str) -> String {
        let view = [("view", view)];
        self.owner_runs("/lecture list", &view).await.text()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn all_that_can_be_said_is_said_and_read_back() {
    let world = World::start().await;
    world.has_friday_slot().await;
    world.has_member("ada", "gp").await;
    let mika = world.person("mika").id().to_string();
    let options = [
        ("series", SERIES),
        ("number", "1"),
        ("title", "血圧の測り方"),
        ("url", VIDEO),
        ("slides", "https://slides.example/1"),
        ("track", "im"),
        ("review-by", "2026年4月10日"),
        ("lecturer", mika.as_str()),
    ];
    world.owner_runs("/lecture add", &options).await;
    let lecture = world.first_choice("/lecture edit", "lecture").await;
    let shown = world.edits(&lecture, &[]).await;
    for part in [
        "下書き",
        VIDEO,
        "https://slides.example/1",
        "内科後期研修医",
        "2026-04-10",
        &format!("<@{mika}>"),
    ] {
        assert!(shown.contains(part), "{part}: {shown}");
    }
    let cleared = [("slides", "-"), ("track", "なし"), ("minutes", "34")];
    let shown = world.edits(&lecture, &cleared).await;
    assert!(
        shown.contains("34分") && shown.contains("配信枠のコース"),
        "{shown}"
    );
    assert!(!shown.contains("slides.example"), "{shown}");
    let same = world.edits(&lecture, &[("minutes", "34")]).await;
    assert!(same.contains("何も変わりません"), "{same}");

    // Past that day the owner finds it, and members see that it is old.
    let ready = [("lecture", lecture.as_str())];
    world.owner_runs("/lecture ready", &ready).await;
    assert!(world.lists("配信可").await.contains("血圧の測り方"));
    let slot = world.first_choice("/lecture queue", "slot").await;
    let queue = [("slot", slot.as_str()), ("lecture", lecture.as_str())];
    world.owner_runs("/lecture queue", &queue).await;
    world.pass_until(utc(FRIDAY)).await;
    assert!(!world.lists("要更新").await.contains("血圧の測り方"));
    assert!(world.lists("配信済み").await.contains("血圧の測り方"));
    world.pass_until(utc(FRIDAY) + days(14)).await;
    assert!(world.lists("要更新").await.contains("2026-04-10"));
    let browsed = world.does("ada", "/lectures browse", &[]).await;
    assert!(browsed.contains("要更新"), "{browsed}");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn past_its_day_the_owner_is_told_once() {
    const OVER: &str = "見直し日を過ぎた講義：";
    let mut world = World::start().await;
    for number in [1, 2] {
        let lecture = world.is_ready(number, "血圧の測り方").await;
        let day = [("review-by", "2026-04-10")];
        world.edits(&lecture, &day).await;
    }
    let is_over = utc("2026-04-10T15:00:00Z");
    world.pass_until(is_over - minutes(1)).await;
    assert_eq!(world.told_of(OVER), 0);
    world.restart().await;
    world.pass(minutes(1)).await;
    assert_eq!(world.told_of(&format!("{OVER}2本")), 1);
    // Told while the answer was lost, and by another run.
    let faults = world.discord.faults();
    let log = format!("/channels/{}/messages", world.log);
    faults.on("POST", &log).lose_next_answer();
    world
        .edits("lecture-2", &[("review-by", "2026-04-12")])
        .await;
    world.pass_until(is_over + days(2)).await;
    world.restart().await;
    world.pass(days(1)).await;
    assert_eq!(world.told_of(&format!("{OVER}1本")), 1);
    // The same day, said once more, is told once more.
    world
        .edits("lecture-2", &[("review-by", "2026-04-10")])
        .await;
    world.restart().await;
    world.pass(days(30)).await;
    assert_eq!(world.told_of(&format!("{OVER}1本")), 2);
    assert_eq!(world.told_of(OVER), 3);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lecture_whose_track_was_changed_opens_for_others() {
    let world = World::start().await;
    world.has_friday_slot().await;
    world.has_member("ada", "gp").await;
    world.has_member("ben", "pgy").await;
    world.has_queued(1, "血圧の測り方").await;
    world.pass_until(utc(FRIDAY)).await;
    let post = world.posts()[0].id;
    assert!(world.watches("ada", post).await.contains(VIDEO));
    let lecture = world.first_choice("/lecture edit", "lecture").await;
    world.edits(&lecture, &[("track", "pgy")]).await;
    let refused = world.watches("ada", post).await;
    assert!(refused.contains("初期研修医"), "{refused}");
    let listed = world
        .does("ben", "/lectures browse", &[("view", "All")])
        .await;
    assert!(listed.contains("血圧の測り方"), "{listed}");
    world.edits(&lecture, &[("track", "-")]).await;
    assert!(world.watches("ada", post).await.contains(VIDEO));
    world.end().await;
}

/// Its slot is for others, and so is the role that the slot notifies.
#[tokio::test(flavor = "multi_thread")]
async fn a_lecture_with_a_track_of_its_own_is_announced_as_that() {
    let world = World::start().await;
    world.has_friday_slot().await;
    world.has_member("ada", "gp").await;
    world.has_member("ben", "pgy").await;
    world.has_queued(1, "血圧の測り方").await;
    let lecture = world.first_choice("/lecture edit", "lecture").await;
    world.edits(&lecture, &[("track", "pgy")]).await;
    for (name, sign) in [("ada", "🔒"), ("ben", "✅")] {
        let next = world.does(name, "/lectures next", &[]).await;
        assert!(next.contains(sign), "{name}: {next}");
    }
    let next = world.does("ada", "/lectures next", &[]).await;
    assert!(next.contains("初期研修医"), "{next}");
    let slot = world.first_choice("/slot preview", "slot").await;
    let preview = world.owner_runs("/slot preview", &[("slot", &slot)]).await;
    world.pass_until(utc(FRIDAY) - hours(1)).await;
    for card in [preview.text(), world.card()] {
        assert!(card.contains("「初期研修医」コースの方"), "{card}");
        let role = format!("通知する <@&{}> は「総合診療医」コース", world.track_role);
        assert!(card.contains(&role), "{card}");
    }
    world.pass_until(utc(FRIDAY)).await;
    let post = world.posts()[0].text();
    assert!(post.contains("初期研修医"), "{post}");
    assert!(!post.contains("総合診療医"), "{post}");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_second_of_two_editors_gets_their_words_back() {
    let world = World::start().await;
    world.has_friday_slot().await;
    world.has_queued(1, "血圧の測り方").await;
    let lecture = world.first_choice("/lecture edit", "lecture").await;
    let (owner, mika) = (world.person("owner"), world.second_owner());
    let opens = async |who: &sandbox::Person| {
        let of = [("lecture", lecture.as_str())];
        let shown = who.runs(world.lobby, "/lecture edit", &of).await;
        let shown = shown.message().expect("a card");
        assert!(shown.text().contains("配信可"), "{}", shown.text());
        let outcome = who.clicks(shown.id, "文章を編集").await;
        outcome.modal().expect("a form").clone()
    };
    let (first, second) = (opens(&mika).await, opens(&owner).await);
    let words = [
        ("title", "血圧の正しい測り方"),
        ("summary", "座って5分"),
        ("url", VIDEO),
        ("chapters", "0:00 なぜ測る\n5:10 どう測る"),
        ("note", ""),
    ];
    let changed = mika.submits(&first, &words).await.text();
    assert!(changed.contains("変更しました"), "{changed}");
    assert!(changed.contains("`5:10` どう測る"), "{changed}");

    let before = world.rows().await;
    let mut late = words;
    late[1] = ("summary", "長い文章を書きました");
    let refused = owner.submits(&second, &late).await;
    let text = refused.text();
    assert!(text.contains("先に変更した"), "{text}");
    assert!(text.contains(&format!("<@{}>", mika.id())), "{text}");
    let message = refused.message().expect("an answer");
    let file = message.attachments.first().expect("a file");
    let api_url = &world.config().discord.api_url;
    let bytes = salon::discord::file::download(&file.url, api_url, 1 << 20).await;
    let back = String::from_utf8(bytes.expect("a file")).expect("text");
    assert!(back.contains("長い文章を書きました"), "{back}");
    assert_eq!(world.rows().await, before);
    // From what is there now it goes on.
    let outcome = owner.clicks(message.id, "文章を編集").await;
    let form = outcome.modal().expect("a form").clone();
    assert!(
        form.inputs
            .iter()
            .any(|it| it.value.as_deref() == Some("座って5分"))
    );
    let words = [
        ("title", "血圧の正しい測り方"),
        ("summary", "長い文章を書きました"),
        ("url", VIDEO),
        ("chapters", "5:10 どう測る\n0:00 なぜ測る"),
        ("note", ""),
    ];
    let refused = owner.submits(&form, &words).await.text();
    assert!(refused.contains("2行目は、前の行より後"), "{refused}");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn until_the_lock_what_is_changed_is_posted_as_it_is_then() {
    let world = World::start().await;
    world.has_friday_slot().await;
    world.has_queued(1, "血圧の測り方").await;
    let lecture = world.first_choice("/lecture edit", "lecture").await;
    world.pass_until(utc(FRIDAY) - minutes(16)).await;
    let changed = world
        .edits(&lecture, &[("title", "血圧の正しい測り方")])
        .await;
    assert!(changed.contains("変更しました"), "{changed}");
    world.pass(minutes(2)).await;
    let before = world.rows().await;
    let refused = world.edits(&lecture, &[("title", "間に合わない")]).await;
    assert!(refused.contains("15分前を過ぎた"), "{refused}");
    let back = [("lecture", lecture.as_str()), ("back", "true")];
    let refused = world.owner_runs("/lecture ready", &back).await.text();
    assert!(refused.contains("15分前を過ぎた"), "{refused}");
    assert_eq!(world.rows().await, before);
    world.pass(minutes(14)).await;
    let post = world.posts()[0].text();
    assert!(post.contains("血圧の正しい測り方"), "{post}");

    // What is out is changed with a word on why, and is no draft any more.
    let before = world.rows().await;
    let refused = world.edits(&lecture, &[("summary", "別の紹介")]).await;
    assert!(refused.contains("改訂の内容"), "{refused}");
    assert!(refused.contains("添付のファイル"), "{refused}");
    let refused = world.owner_runs("/lecture ready", &back).await.text();
    assert!(refused.contains("配信済み"), "{refused}");
    assert_eq!(world.rows().await, before);
    let noted = [("summary", "別の紹介"), ("note", "紹介を直しました")];
    let changed = world.edits(&lecture, &noted).await;
    assert!(changed.contains("変更しました"), "{changed}");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_became_a_draft_again_keeps_its_place_and_is_passed_over() {
    let world = World::start().await;
    world.has_friday_slot().await;
    world.has_queued(1, "血圧の測り方").await;
    let first = world.first_choice("/lecture edit", "lecture").await;
    world.has_queued(2, "薬の選び方").await;
    world.pass_until(utc(FRIDAY) - hours(2)).await;
    let back = [("lecture", first.as_str()), ("back", "true")];
    let drafted = world.owner_runs("/lecture ready", &back).await.text();
    assert!(drafted.contains("下書きに戻しました"), "{drafted}");
    assert!(world.lists("下書き").await.contains("血圧の測り方"));
    world.pass_until(utc(FRIDAY)).await;
    assert!(world.posts()[0].text().contains("薬の選び方"));
    world
        .owner_runs("/lecture ready", &[("lecture", first.as_str())])
        .await;
    world.pass_until(utc(FRIDAY) + days(7)).await;
    assert!(world.posts()[1].text().contains("血圧の測り方"));
    world.end().await;
}
