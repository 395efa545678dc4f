//! Stories of the owner who looks after the installation.

mod proof;
mod told;

use salon::text::Lang;
use sandbox::view::MessageView;
use sandbox::{NewMember, Outcome};

use crate::lectures::{FRIDAY, utc};
use crate::process::salon;
use crate::questions::sends;
use crate::world::{Setting, World};

/// What the owner sees.
async fn status(world: &World) -> MessageView {
    shown(
        &world
            .person("owner")
            .runs(world.lobby, "/salon status", &[])
            .await,
    )
}

fn shown(outcome: &Outcome) -> MessageView {
    let message = outcome.message().cloned();
    let message = message.unwrap_or_else(|| panic!("{}", outcome.text()));
    assert!(message.ephemeral, "shown to all");
    message
}

/// A salon in which the post of ada's question is refused for good, so that it is held.
async fn with_a_held_question() -> World {
    let world = World::start().await;
    world.sells_plan().await;
    world.grants("ada", "1").await;
    world.settle().await;
    asks_and_is_refused(&world).await;
    world
}

/// Ada asks something that Discord's automatic moderation does not let through.
async fn asks_and_is_refused(world: &World) {
    let posts = world.discord.faults().on("POST", "/threads");
    posts.answer_next(400, 240_000);
    let ada = world.person("ada");
    let options = [("kind", "Study"), ("field", "cardiology")];
    let form = ada.runs(world.lobby, "/ask", &options).await;
    let words = [
        ("title", "利尿薬"),
        ("situation", "外来です"),
        ("wanted", "使い分け"),
    ];
    sends(&ada, form.modal().expect("a form"), &words).await;
    world.settle().await;
}

/// What stands in the log channel for all to see, oldest first.
fn alerts(world: &World) -> Vec<MessageView> {
    let mut all = world.person("owner").reads(world.log);
    all.retain(|message| !message.ephemeral);
    all
}

/// What the owner reads names no key of ours.
fn names_no_key(text: &str) {
    for key in [
        "question:",
        "member:",
        "lecture:",
        "role:",
        "channel:",
        ":v1",
    ] {
        assert!(!text.contains(key), "{text}");
    }
}

fn posts(world: &World) -> usize {
    world.person("mika").threads(world.questions).len()
}

async fn kinds(world: &World) -> Vec<String> {
    world
        .journal()
        .await
        .into_iter()
        .map(|(kind, _)| kind)
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_owner_sees_that_all_is_well() {
    let mut world = World::start().await;
    world.sells_plan().await;
    world.grants("ada", "1").await;
    world.settle().await;
    // It compares when it starts.
    world.restart().await;
    let text = status(&world).await.text();
    assert!(text.contains("反映待ちはありません"), "{text}");
    assert!(text.contains("会員 1 人"), "{text}");
    let proof = "資格 1 人・ロール 1 人・食い違い 0 人";
    assert!(text.contains(proof), "{text}");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_held_is_seen_sent_again_and_there_once() {
    let world = with_a_held_question().await;
    let seen = status(&world).await;
    let what = format!("質問 #1 の投稿（<#{}>）", world.questions);
    let why = "自動モデレーション";
    let told = world.told_owner();
    assert_eq!(told.len(), 1, "{told:?}");
    for text in [&seen.text(), &told[0]] {
        assert!(text.contains(&what) && text.contains(why), "{text}");
        assert!(text.contains("\n-# HTTP 400, code 240000"), "{text}");
        names_no_key(text);
    }
    let check = || salon(&world, world.folder()).arg("check").output();
    let said = tokio::task::block_in_place(check).expect("it ends").stdout;
    let said = String::from_utf8(said).expect("words");
    assert!(said.contains(&format!("停止中：{what}：")), "{said}");
    names_no_key(&said);
    let owner = world.person("owner");
    owner.clicks(seen.id, "先頭をもう一度送る").await;
    world.settle().await;
    assert_eq!(posts(&world), 1);
    assert!(kinds(&world).await.contains(&"effect.retried".to_owned()));
    // The same button again, and the other one.
    for label in ["先頭をもう一度送る", "先頭を取りやめる"] {
        let again = shown(&owner.clicks(seen.id, label).await);
        assert!(
            again.text().contains("もう停止していません"),
            "{}",
            again.text()
        );
    }
    world.settle().await;
    assert_eq!(posts(&world), 1);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_given_up_holds_up_nothing() {
    let world = with_a_held_question().await;
    let seen = status(&world).await;
    let after = shown(
        &world
            .person("owner")
            .clicks(seen.id, "先頭を取りやめる")
            .await,
    );
    assert!(!after.text().contains("止まって"), "{}", after.text());
    world.settle().await;
    assert_eq!(posts(&world), 0);
    assert!(kinds(&world).await.contains(&"effect.discarded".to_owned()));
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_role_is_named_until_it_is_mended() {
    let world = World::start().await;
    world.sells_plan().await;
    let moderator = world.discord.moderator();
    moderator.changes_role(world.paid_role, |role| role.position = 200);
    world.settle().await;
    world.grants("ada", "1").await;
    world.settle().await;
    let text = status(&world).await.text();
    let role = format!("<@&{}>", world.paid_role);
    let told = world.told_owner().pop().expect("an alert");
    for text in [&text, &told] {
        assert!(text.contains(&format!("{role} への操作")), "{text}");
        assert!(
            text.contains("ボットのロールをこのロールより上に"),
            "{text}"
        );
        names_no_key(text);
    }
    let what = format!("会員の方へのロール {role} の付与");
    assert!(told.contains(&what), "{told}");
    moderator.changes_role(world.paid_role, |role| role.position = 3);
    world.settle().await;
    let text = status(&world).await.text();
    assert!(text.contains("反映待ちはありません"), "{text}");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_else_sees_or_mends_anything() {
    let world = with_a_held_question().await;
    let seen = status(&world).await;
    world.discord.moderator().opens_commands();
    for name in ["ada", "mika"] {
        let person = world.person(name);
        let refused = shown(&person.runs(world.lobby, "/salon status", &[]).await);
        assert!(refused.text().contains("運営者だけ"), "{}", refused.text());
    }
    // Who was the owner when it was shown is none any more.
    let owner = world.person("owner");
    let roles = world.config().roles.owner.expect("a role").0;
    let role = sandbox::Id(roles.cast_unsigned());
    world.discord.moderator().takes_role(owner.id(), role);
    world.settle().await;
    let refused = shown(&owner.clicks(seen.id, "先頭をもう一度送る").await);
    assert!(refused.text().contains("運営者だけ"), "{}", refused.text());
    world.settle().await;
    assert_eq!(posts(&world), 0);
    assert!(!kinds(&world).await.contains(&"effect.retried".to_owned()));
    world.discord.moderator().gives_role(owner.id(), role);
    owner.clicks(seen.id, "先頭をもう一度送る").await;
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_alert_itself_mends_what_it_tells_of_for_the_owner_alone() {
    let world = with_a_held_question().await;
    let owner = world.person("owner");
    let alert = alerts(&world)[0].id;
    let refused = shown(&world.person("mika").clicks(alert, "もう一度送る").await);
    assert!(refused.text().contains("運営者だけ"), "{}", refused.text());
    let posts_once_more = world.discord.faults().on("POST", "/threads");
    posts_once_more.answer_next(400, 240_000);
    owner.clicks(alert, "もう一度送る").await;
    world.settle().await;
    assert_eq!(posts(&world), 0);
    let told = alerts(&world);
    assert_eq!(told.len(), 2, "held again, it is another cause");
    owner.clicks(told[1].id, "もう一度送る").await;
    world.settle().await;
    assert_eq!(posts(&world), 1);
    let late = shown(&owner.clicks(alert, "取りやめる").await);
    assert!(
        late.text().contains("もう停止していません"),
        "{}",
        late.text()
    );
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_english_owner_is_told_in_english_what_stands_still() {
    let world = World::start_with(Setting {
        lang: Lang::En,
        ..Setting::default()
    })
    .await;
    let role = world.config().roles.owner.expect("a role").0;
    let boss = NewMember {
        locale: "en-US".to_owned(),
        roles: vec![sandbox::Id(role.cast_unsigned())],
        ..NewMember::default()
    };
    world.discord.member("boss", boss);
    world.sells_plan().await;
    world.grants("ada", "1").await;
    world.settle().await;
    asks_and_is_refused(&world).await;
    let moderator = world.discord.moderator();
    moderator.changes_role(world.paid_role, |role| role.position = 200);
    world.settle().await;
    world.grants("ben", "1").await;
    world.settle().await;

    let boss = world.person("boss");
    let seen = shown(&boss.runs(world.lobby, "/salon status", &[]).await);
    let told = world.told_owner();
    let [held, paused] = &told[..] else {
        panic!("{told:?}");
    };
    let question = format!("post of question #1 (<#{}>)", world.questions);
    for text in [&seen.text(), held] {
        assert!(text.contains(&question), "{text}");
        assert!(text.contains("automatic moderation"), "{text}");
        names_no_key(text);
    }
    for text in [&seen.text(), paused] {
        assert!(text.contains("move the bot’s role above"), "{text}");
        assert!(text.contains(&format!("<@&{}>", world.paid_role)), "{text}");
    }
    assert!(paused.contains("for a member"), "{paused}");

    boss.clicks(seen.id, "Send the first again").await;
    moderator.changes_role(world.paid_role, |role| role.position = 3);
    world.settle().await;
    assert_eq!(posts(&world), 1);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lecture_that_is_not_posted_is_called_by_its_name() {
    let world = World::start().await;
    world.has_friday_slot().await;
    world.has_queued(1, "血圧の測り方").await;
    let channel = format!("/channels/{}/messages", world.lectures);
    let posts = world.discord.faults().on("POST", &channel);
    posts.answer_next(400, 50_024);
    world.pass_until(utc(FRIDAY)).await;
    let told = world.told_owner().pop().expect("an alert");
    let name = "講義「本気出して考える高血圧 #1」の配信";
    let what = format!("{name}（<#{}>）", world.lectures);
    assert!(told.contains(&what), "{told}");
    assert!(told.contains("受け付けられません"), "{told}");
    names_no_key(&told);
    let seen = status(&world).await;
    assert!(seen.text().contains(&what), "{}", seen.text());
    world
        .person("owner")
        .clicks(seen.id, "先頭をもう一度送る")
        .await;
    world.settle().await;
    assert_eq!(world.posts().len(), 1);
    world.end().await;
}
