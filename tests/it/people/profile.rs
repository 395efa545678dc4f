//! What people say of themselves: set, read, cleared, and seen by nobody else.

use salon::config::Track;
use salon::ids::RoleId;
use salon::people;
use sandbox::NewRole;
use sandbox::transcript::Entry;

use crate::questions::{WORDS, asks};
use crate::world::{World, days, hours};

/// A salon in which `ada` and `ben` are members.
async fn salon() -> World {
    let world = World::start().await;
    world.sells_plan().await;
    for name in ["ada", "ben"] {
        world.grants(name, "13").await;
    }
    world.settle().await;
    world
}

fn says(card: &str, words: &[&str]) {
    for words in words {
        assert!(card.contains(words), "{words} is not in: {card}");
    }
}

/// What the journal says of profiles and mentors' settings: kind and details.
pub(super) async fn changes(world: &World) -> Vec<(String, String)> {
    let mut conn = world.app().db.read().await.expect("a reader");
    sqlx::query_as("select kind, details from journal where kind like '%.changed' order by id")
        .fetch_all(&mut *conn)
        .await
        .expect("the journal")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_resident_says_reads_and_clears() {
    let world = salon().await;
    let empty = world.does("ada", "/プロフィール", &[]).await;
    says(
        &empty,
        &["未設定", "22:00-07:00（サロンの設定）", "すべて受け取る"],
    );
    assert_eq!(changes(&world).await, [], "looking is no change");
    let given = [
        ("卒後年数", "2"),
        ("分野", "循環器"),
        ("区分", "初期研修医"),
        ("所属病院", "みらい総合病院"),
        ("通知", "必要なものだけ"),
        ("静かな時間", "２３：００〜６：３０"),
    ];
    let card = world.does("ada", "/プロフィール", &given).await;
    let all = [
        "2 年目",
        "循環器",
        "初期研修医",
        "みらい総合病院",
        "必要なものだけ",
        "23:00-06:30",
    ];
    says(&card, &all);
    assert_eq!(world.does("ada", "/profile", &[]).await, card);
    // What is left out stays; each value is cleared in either way.
    let cleared = [("分野", "なし"), ("消す項目", "所属病院")];
    let card = world.does("ada", "/プロフィール", &cleared).await;
    assert!(
        !card.contains("循環器") && !card.contains("みらい"),
        "{card}"
    );
    says(&card, &["2 年目", "初期研修医"]);
    let card = world
        .does("ada", "/プロフィール", &[("静かな時間", "なし")])
        .await;
    says(&card, &["いつでも届きます"]);
    let card = world
        .does("ada", "/プロフィール", &[("消す項目", "すべて")])
        .await;
    assert_eq!(card, empty);
    // In English.
    let card = world
        .does("ben", "/profile", &[("year", "1"), ("field", "Cardiology")])
        .await;
    says(&card, &["Year 1", "Cardiology", "Only you see this"]);
    let kinds = changes(&world).await;
    assert!(
        kinds.iter().all(|(kind, _)| kind == "profile.changed"),
        "{kinds:?}"
    );
    assert_eq!(kinds.len(), 5);
    says(&kinds[1].1, &["field", "hospital"]);
    world.settle().await;
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hospital_is_seen_by_nobody_else() {
    let world = salon().await;
    let secret = "ひみつ記念病院";
    let card = world
        .does("ada", "/プロフィール", &[("所属病院", secret)])
        .await;
    says(&card, &[secret]);
    world.does("ben", "/profile", &[]).await;
    for name in ["owner", "mika"] {
        world.does(name, "/profile", &[]).await;
        world.does(name, "/mentor available", &[]).await;
    }
    world.does("owner", "/member why", &[("user", "ada")]).await;
    world.settle().await;
    // It is typed, and shown in the one answer to whoever typed it.
    let transcript = world.discord.transcript();
    let mentions = transcript.iter().filter(|entry| {
        matches!(entry, Entry::Request(_)) && format!("{entry:?}").contains(secret)
    });
    assert_eq!(mentions.count(), 1);
    for (_, details) in changes(&world).await {
        assert!(!details.contains(secret), "{details}");
    }
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_year_goes_up_in_april_by_itself() {
    let world = salon().await;
    world
        .does("ada", "/プロフィール", &[("卒後年数", "2")])
        .await;
    // It is 1 April, 09:00.
    world.pass(days(364)).await;
    says(&world.does("ada", "/プロフィール", &[]).await, &["2 年目"]);
    world.pass(hours(14)).await;
    says(&world.does("ada", "/プロフィール", &[]).await, &["2 年目"]);
    world.pass(hours(2)).await;
    says(&world.does("ada", "/プロフィール", &[]).await, &["3 年目"]);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_is_refused_with_what_to_write() {
    let world = salon().await;
    let before = world.rows().await;
    for (option, typed, words) in [
        ("卒後年数", "0", "1〜60"),
        ("卒後年数", "61", "1〜60"),
        ("分野", "占星術", "「占星術」という分野はありません"),
        ("区分", "占星術", "「占星術」という区分はありません"),
        ("静かな時間", "夜", "22:00-07:00"),
        ("所属病院", "\u{200b}", "所属病院が空です"),
    ] {
        let told = world.does("ada", "/プロフィール", &[(option, typed)]).await;
        says(&told, &[words]);
    }
    let both = [("卒後年数", "3"), ("消す項目", "すべて")];
    let told = world.does("ada", "/プロフィール", &both).await;
    says(&told, &["どちらか一方"]);
    let told = world.does("stranger", "/profile", &[("year", "3")]).await;
    says(&told, &["Only members"]);
    says(
        &world.does("stranger", "/profile", &[]).await,
        &["Only members"],
    );
    assert_eq!(world.rows().await, before);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_role_of_a_track_comes_changes_and_goes() {
    let mut world = salon().await;
    let role = |name| world.discord.role(name, NewRole::default());
    let (residents, generalists) = (role("研修医の講義"), role("総合診療の講義"));
    let paid = world.paid_role;
    for (key, role) in [("pgy", residents), ("gp", generalists), ("im", paid)] {
        let track = Track {
            ja: format!("区分{key}"),
            en: format!("track {key}"),
            role: Some(RoleId(role.0.cast_signed())),
        };
        world.has_track(key, track);
    }
    world.restart().await;
    let ada = world.person("ada");
    let choose = async |track: &str| {
        world.does("ada", "/プロフィール", &[("区分", track)]).await;
        world.settle().await;
        ["研修医の講義", "総合診療の講義"].map(|role| ada.has_role(role))
    };
    assert_eq!(choose("pgy").await, [true, false]);
    assert_eq!(choose("区分gp").await, [false, true]);
    // Once more is no change.
    assert_eq!(choose("gp").await, [false, true]);
    assert_eq!(choose("なし").await, [false, false]);
    // Back and forth, and before anything was delivered.
    assert_eq!(choose("pgy").await, [true, false]);
    for track in ["gp", "pgy", "gp"] {
        world.does("ada", "/プロフィール", &[("区分", track)]).await;
    }
    world.settle().await;
    assert_eq!(choose("gp").await, [false, true]);
    // A role that is sold is given to nobody for a word, nor taken.
    assert_eq!(choose("im").await, [false, false]);
    assert!(ada.has_role("会員"));
    let mika = world.person("mika");
    world.does("mika", "/プロフィール", &[("区分", "im")]).await;
    world.settle().await;
    assert!(!mika.has_role("会員"));
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_not_to_be_written_to_now_is_written_to_in_the_morning() {
    let world = salon().await;
    world
        .does("ada", "/プロフィール", &[("静かな時間", "9-12")])
        .await;
    world.does("ben", "/profile", &[("quiet", "none")]).await;
    let until = async |name: &str| {
        let mut conn = world.app().db.read().await.expect("a reader");
        let person = people::find(&mut conn, world.user(name))
            .await
            .expect("found");
        let person = person.expect("a person");
        people::quiet_until(&mut conn, world.config(), person, world.now())
            .await
            .expect("the database answers")
    };
    // It is 09:00.
    assert_eq!(until("ada").await, Some(world.now() + hours(3)));
    assert_eq!((until("ben").await, until("mika").await), (None, None));
    world.pass(hours(14)).await;
    assert_eq!((until("ada").await, until("ben").await), (None, None));
    assert_eq!(until("mika").await, Some(world.now() + hours(8)));
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_wants_only_what_must_be_said_is_not_told_of_an_answer() {
    let world = salon().await;
    let (ada, mika) = (world.person("ada"), world.person("mika"));
    let answers = async |number: &str| {
        asks(&world, &ada, &WORDS).await;
        let options = [("number", number)];
        let form = mika.runs(world.lobby, "/question answer", &options).await;
        let form = form.modal().expect("a form");
        mika.submits(form, &[("answer", "24 時間で 8 mEq/L までです。")])
            .await;
        world.settle().await;
    };
    world
        .does("ada", "/プロフィール", &[("通知", "必要なものだけ")])
        .await;
    let before = ada.dms().len();
    answers("1").await;
    assert_eq!(ada.dms().len(), before);
    world
        .does("ada", "/プロフィール", &[("通知", "すべて受け取る")])
        .await;
    answers("2").await;
    assert_eq!(ada.dms().len(), before + 1);
    world.end().await;
}
