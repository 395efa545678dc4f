//! What people may type, and what they may not.

use salon::actor::Actor;
use salon::lectures::{self, LectureForm};
use salon::text::Lang;
use sandbox::Outcome;

use super::{FRIDAY, SERIES, VIDEO, utc};
use crate::world::World;

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_is_refused_with_its_own_sentence_and_leaves_no_trace() {
    let world = World::start().await;
    world.has_friday_slot().await;
    world.has_queued(1, "血圧の測り方").await;
    let slot = world.first_choice("/lecture queue", "slot").await;
    let before = world.rows().await;
    for (url, why) in [
        ("http://video.example/a", "https:// から始まるものだけ"),
        ("javascript:alert(1)", "https:// から始まるものだけ"),
        ("https://me:pw@video.example/a", "ユーザー名"),
        ("https://youtube.com@evil.example/", "ユーザー名"),
        ("https://video.example:8443/a", "ポート番号"),
        ("video.example", "読み取れません"),
    ] {
        let options = [
            ("series", "s"),
            ("number", "9"),
            ("title", "t"),
            ("url", url),
        ];
        let refused = world.owner_runs("/lecture add", &options).await;
        assert!(refused.text().contains(why), "{url}: {}", refused.text());
    }
    let again = [
        ("series", SERIES),
        ("number", "1"),
        ("title", "t"),
        ("url", VIDEO),
    ];
    let refused = world.owner_runs("/lecture add", &again).await;
    assert!(refused.text().contains("すでに登録"), "{}", refused.text());
    let blank = [
        ("series", "\u{3164}"),
        ("number", "9"),
        ("title", "t"),
        ("url", VIDEO),
    ];
    let refused = world.owner_runs("/lecture add", &blank).await;
    assert!(refused.text().contains("空です"), "{}", refused.text());
    for (date, why) in [
        ("2026-02-31", "という日付はありません"),
        ("2026-03-27", "過ぎています"),
        ("2026-04-04", "金曜の日付"),
        ("2036-04-04", "1年先まで"),
        ("来週", "という日付はありません"),
        ("-262143-01-01", "という日付はありません"),
    ] {
        let lecture = world.first_choice("/lecture queue", "lecture").await;
        let options = [
            ("slot", slot.as_str()),
            ("lecture", lecture.as_str()),
            ("date", date),
        ];
        let refused = world.owner_runs("/lecture queue", &options).await;
        assert!(refused.text().contains(why), "{date}: {}", refused.text());
    }
    let first = world.first_choice("/lecture queue", "lecture").await;
    for (slot, lecture, why) in [
        // A number is what people call a lecture, not a row of ours.
        ("1", first.as_str(), "配信枠は見つかりません"),
        ("金曜", first.as_str(), "配信枠は見つかりません"),
        (slot.as_str(), "1", "講義は見つかりません"),
        (slot.as_str(), "3", "講義は見つかりません"),
        (slot.as_str(), "lecture-99", "講義は見つかりません"),
    ] {
        let options = [("slot", slot), ("lecture", lecture)];
        let refused = world.owner_runs("/lecture queue", &options).await;
        let text = refused.text();
        assert!(text.contains(why), "{slot} {lecture}: {text}");
        assert!(text.contains("候補から"), "{text}");
    }
    let channel = world.lectures.to_string();
    for (time, zone, track, why) in [
        ("24:00", "Asia/Tokyo", "gp", "という時刻はありません"),
        ("20:00", "Asia/Edo", "gp", "というタイムゾーンはありません"),
        (
            "20:00",
            "Asia/Tokyo",
            "surgeons",
            "というコースはありません",
        ),
        ("20:00", "Asia/Tokyo", "gp", "すでにあります"),
    ] {
        let options = [
            ("weekday", "金曜"),
            ("time", time),
            ("channel", channel.as_str()),
            ("track", track),
            ("zone", zone),
        ];
        let refused = world.owner_runs("/slot create", &options).await;
        assert!(
            refused.text().contains(why),
            "{time} {zone} {track}: {}",
            refused.text()
        );
    }
    assert_eq!(world.rows().await, before);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_posted_in_a_slot_is_not_offered_or_queued_there_again() {
    let world = World::start().await;
    world.has_friday_slot().await;
    world.has_queued(1, "血圧の測り方").await;
    let slot = world.first_choice("/lecture queue", "slot").await;
    let lecture = world.first_choice("/lecture queue", "lecture").await;
    let typed = [("slot", slot.as_str()), ("lecture", "")];
    let owner = world.person("owner");
    let offers = async || {
        let offered = owner.autocompletes(world.lobby, "/lecture queue", &typed, "lecture");
        offered.await.len()
    };
    assert_eq!(offers().await, 0, "offers what is queued");
    let again = [("slot", slot.as_str()), ("lecture", lecture.as_str())];
    let refused = world.owner_runs("/lecture queue", &again).await;
    assert!(refused.text().contains("すでに"), "{}", refused.text());
    world.pass_until(utc(FRIDAY)).await;
    assert_eq!(offers().await, 0, "offers what was posted");
    let before = world.rows().await;
    let refused = world.owner_runs("/lecture queue", &again).await;
    assert!(refused.text().contains("配信済み"), "{}", refused.text());
    assert_eq!(world.rows().await, before);
    world.is_ready(2, "薬の選び方").await;
    assert_eq!(offers().await, 1);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn at_everyone_in_a_title_pings_nobody() {
    let world = World::start().await;
    world.has_friday_slot().await;
    world
        .has_queued(1, "@everyone <@&1> [無料](https://evil.example)")
        .await;
    world.pass_until(utc(FRIDAY)).await;
    let posts = world.posts();
    assert!(!posts[0].pings.everyone);
    assert_eq!(posts[0].pings.roles, [world.track_role]);
    // A bracket that is escaped hides no address behind other words.
    let shown = posts[0].text();
    assert!(!shown.replace("\\](", "").contains("]("), "{shown}");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stranger_can_neither_see_nor_use_what_the_owner_can() {
    let world = World::start().await;
    let stranger = world.person("stranger");
    let typed = [
        ("series", "s"),
        ("number", "1"),
        ("title", "t"),
        ("url", VIDEO),
    ];
    let outcome = stranger.runs(world.lobby, "/lecture add", &typed).await;
    assert!(
        matches!(outcome, Outcome::NotShown(_)),
        "{}",
        outcome.text()
    );
    let next = stranger.runs(world.lobby, "/lectures next", &[]).await;
    assert!(next.text().contains("/membership"), "{}", next.text());
    // Even when the server shows the command to them, and however long what they type is.
    let before = world.rows().await;
    let long = "あ".repeat(10_000);
    let form = LectureForm {
        series: &long,
        number: 1,
        title: "t",
        url: VIDEO,
        ..LectureForm::default()
    };
    for is_owner in [false, true] {
        let actor = Actor {
            user: world.user("stranger"),
            lang: Lang::En,
            is_mentor: true,
            is_owner,
        };
        let added = lectures::add_lecture(world.app(), &actor, &form).await;
        assert!(added.is_err());
    }
    assert_eq!(world.rows().await, before);
    world.end().await;
}
