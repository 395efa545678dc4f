//! Stories of the owner who looks after the installation.

use sandbox::Outcome;
use sandbox::view::MessageView;

use crate::world::World;

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
    world
        .discord
        .faults()
        .on("POST", "/threads")
        .answer_next(400, 240_000);
    let ada = world.person("ada");
    let options = [("kind", "Study"), ("field", "cardiology")];
    let form = ada.runs(world.lobby, "/ask", &options).await;
    let words = [
        ("title", "利尿薬"),
        ("situation", "外来です"),
        ("wanted", "使い分け"),
    ];
    ada.submits(form.modal().expect("a form"), &words).await;
    world.settle().await;
    world
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
    let world = World::start().await;
    world.sells_plan().await;
    world.grants("ada", "1").await;
    world.settle().await;
    let text = status(&world).await.text();
    assert!(text.contains("反映待ちはありません"), "{text}");
    assert!(text.contains("会員 1 人"), "{text}");
    assert!(text.contains("食い違い 0 件"), "{text}");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_held_is_seen_sent_again_and_there_once() {
    let world = with_a_held_question().await;
    let seen = status(&world).await;
    assert!(seen.text().contains("question:1:card"), "{}", seen.text());
    assert_eq!(world.told_owner().len(), 1, "{:?}", world.told_owner());
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
    assert!(!after.text().contains("停止中"), "{}", after.text());
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
    assert!(text.contains(&world.paid_role.to_string()), "{text}");
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
