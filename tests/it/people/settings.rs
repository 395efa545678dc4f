//! What mentors set.

use salon::people::{self, Mentor};

use super::profile::changes;
use crate::world::{World, days, minutes};

/// `mika` as routing sees her.
async fn mika(world: &World) -> Mentor {
    let mut conn = world.app().db.read().await.expect("a reader");
    let mentors = people::mentors(&mut conn, world.config(), world.now()).await;
    let mut mentors = mentors.expect("the mentors").into_iter();
    let user = world.user("mika");
    mentors.find(|mentor| mentor.user == user).expect("mika")
}

fn says(card: &str, words: &[&str]) {
    for words in words {
        assert!(card.contains(words), "{words} is not in: {card}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mentor_sets_and_reads_back_everything() {
    let world = World::start().await;
    let card = world.does("mika", "/メンター 受付", &[]).await;
    says(
        &card,
        &[
            "受け付けています",
            "3 件まで",
            "未設定",
            "22:00-07:00（サロンの設定）",
        ],
    );
    let card = world.does("mika", "/メンター 受付", &[("件数", "5")]).await;
    says(&card, &["受け付けています", "5 件まで"]);
    world
        .does("mika", "/メンター 担当分野", &[("追加", "救急")])
        .await;
    let card = world
        .does("mika", "/メンター 担当分野", &[("追加", "cardiology")])
        .await;
    says(&card, &["循環器, 救急", "5 件まで"]);
    let card = world
        .does("mika", "/メンター 担当分野", &[("外す", "救急")])
        .await;
    assert!(!card.contains("救急"), "{card}");
    let card = world
        .does("mika", "/メンター 静かな時間", &[("時間帯", "21-8")])
        .await;
    says(&card, &["21:00-08:00", "循環器", "5 件まで"]);
    let profile = [
        ("卒後年数", "8"),
        ("所属病院", "みらい　総合病院"),
        ("通知", "必要なものだけ"),
    ];
    says(
        &world.does("mika", "/プロフィール", &profile).await,
        &["21:00-08:00"],
    );
    let seen = mika(&world).await;
    assert_eq!((seen.year, seen.max_load), (Some(8), 5));
    assert_eq!(seen.fields, ["cardiology"]);
    assert_eq!(seen.hospital.as_deref(), Some("みらい総合病院"));
    assert!(seen.is_available && !seen.takes_messages);
    assert_eq!(String::from(seen.quiet), "21:00-08:00");
    let card = world
        .does("mika", "/メンター 静かな時間", &[("戻す", "true")])
        .await;
    says(&card, &["22:00-07:00（サロンの設定）"]);
    let of_mentor = changes(&world).await.into_iter();
    let of_mentor: Vec<_> = of_mentor
        .filter(|(kind, _)| kind == "mentor.changed")
        .map(|(_, details)| details)
        .collect();
    assert_eq!(of_mentor.len(), 6, "{of_mentor:?}");
    assert_eq!(of_mentor[0], "{\"changed\":[\"load\"]}");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_absence_ends_by_itself() {
    let mut world = World::start().await;
    let away = [("状態", "お休みする"), ("最終日", "2026-04-03")];
    let card = world.does("mika", "/メンター 受付", &away).await;
    says(&card, &["までお休みです", "自動で"]);
    assert!(!mika(&world).await.is_available);
    // It is Wednesday, 09:00; Friday's last minute is still away.
    world.pass(days(3) - minutes(9 * 60 + 1)).await;
    world.restart().await;
    assert!(!mika(&world).await.is_available);
    world.pass(minutes(1)).await;
    assert!(mika(&world).await.is_available);
    says(
        &world.does("mika", "/メンター 受付", &[]).await,
        &["受け付けています"],
    );
    // Without a last day until they say so.
    world
        .does("mika", "/メンター 受付", &[("状態", "お休みする")])
        .await;
    world.pass(days(40)).await;
    assert!(!mika(&world).await.is_available);
    world
        .does("mika", "/メンター 受付", &[("状態", "受け付ける")])
        .await;
    assert!(mika(&world).await.is_available);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_mentors_cannot_set_is_refused_and_others_set_nothing() {
    let world = World::start().await;
    let before = world.rows().await;
    for (command, options, words) in [
        ("/メンター 受付", vec![("件数", "21")], "1〜20"),
        ("/メンター 受付", vec![("件数", "0")], "1〜20"),
        (
            "/メンター 受付",
            vec![("最終日", "2026-03-31")],
            "今日から10年以内",
        ),
        (
            "/メンター 受付",
            vec![("最終日", "2026-02-30")],
            "という日付はありません",
        ),
        (
            "/メンター 受付",
            vec![("状態", "受け付ける"), ("最終日", "2026-05-01")],
            "最終日を付けずに",
        ),
        (
            "/メンター 担当分野",
            vec![("追加", "占星術")],
            "という分野はありません",
        ),
        (
            "/メンター 静かな時間",
            vec![("時間帯", "夜")],
            "22:00-07:00",
        ),
        (
            "/メンター 静かな時間",
            vec![("時間帯", "22-7"), ("戻す", "true")],
            "どちらか一方",
        ),
    ] {
        let told = world.does("mika", command, &options).await;
        says(&told, &[words]);
    }
    for command in ["/mentor available", "/mentor fields", "/mentor quiet"] {
        let told = world.does("stranger", command, &[]).await;
        says(&told, &["Only mentors"]);
    }
    assert_eq!(world.rows().await, before);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mentor_reads_it_in_english() {
    let world = World::start().await;
    let ben = world.person("ben");
    let role = world.config().roles.mentor.expect("a role").0;
    let moderator = world.discord.moderator();
    moderator.gives_role(ben.id(), sandbox::Id(role.cast_unsigned()));
    world.settle().await;
    let away = [("state", "Be away"), ("until", "2026-04-03"), ("load", "1")];
    let card = world.does("ben", "/mentor available", &away).await;
    says(&card, &["You are away until", "Up to 1", "the salon's"]);
    world.end().await;
}
