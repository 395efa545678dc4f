//! Roles that only the bot gives.

use sandbox::{NewMember, Person};

use super::{PLAN, grant, owner, why};
use crate::world::{Setting, World, days, minutes};

/// Each change has everyone compared, beside the comparisons of the story.
async fn roomy_salon() -> World {
    let setting = Setting {
        is_roomy: true,
        ..Setting::default()
    };
    let world = World::start_with(setting).await;
    world.does("owner", "/plan create", &PLAN).await;
    world
}

async fn set(world: &World, options: &[(&str, &str)]) -> String {
    let role = world.paid_role.to_string();
    let mut all = vec![("role", role.as_str())];
    all.extend(options);
    world.does("owner", "/plan exclusive", &all).await
}

/// The owner says so, and means it of so many people.
async fn set_and_mean_it(world: &World, count: usize) -> String {
    set(world, &[]).await;
    confirm(world, count).await
}

/// The owner means it of so many people.
async fn confirm(world: &World, count: usize) -> String {
    let asked = owner(world).reads(world.lobby).pop().expect("a question");
    let label = format!("{count} 人から外して専用にする");
    owner(world).clicks(asked.id, &label).await.text()
}

/// So many people to whom somebody else gave the role.
fn strangers(world: &World, count: usize) -> Vec<Person> {
    let stranger = |place| {
        let new = NewMember {
            roles: vec![world.paid_role],
            ..NewMember::default()
        };
        let id = world.discord.member(&format!("s{place}"), new);
        world.discord.person(id)
    };
    (0..count).map(stranger).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn who_has_no_right_to_it_loses_it_and_staff_does_not() {
    let world = roomy_salon().await;
    let (ada, mika) = (world.person("ada"), world.person("mika"));
    let bot = world.discord.person(world.discord.bot_id());
    let moderator = world.discord.moderator();
    for person in [&ada, &mika, &bot, &owner(&world)] {
        moderator.gives_role(person.id(), world.paid_role);
    }
    grant(&world, &[("months", "1")]).await;
    let strangers = strangers(&world, 3);
    world.settle().await;
    world.compare().await;
    assert!(strangers.iter().all(|one| one.has_role("会員")));

    let status = owner(&world).runs(world.lobby, "/salon status", &[]).await;
    let text = status.text();
    assert!(text.contains("資格なしで保有 3 人"), "{text}");
    let list = world.does("owner", "/plan list", &[]).await;
    assert!(!list.contains("ボット専用"), "{list}");
    let told = set(&world, &[]).await;
    assert!(told.contains("資格のないまま"), "{told}");
    assert!(told.contains("3 人います"), "{told}");
    world.compare().await;
    assert!(strangers.iter().all(|one| one.has_role("会員")));
    // One more since they were asked: they are asked again.
    let new = NewMember {
        roles: vec![world.paid_role],
        ..NewMember::default()
    };
    let late = world.discord.person(world.discord.member("late", new));
    world.settle().await;
    let told = confirm(&world, 3).await;
    assert!(told.contains("4 人います"), "{told}");
    let told = confirm(&world, 4).await;
    assert!(told.contains("ボット専用にしました"), "{told}");
    let list = world.does("owner", "/plan list", &[]).await;
    let only = format!("ボット専用のロール: <@&{}>", world.paid_role);
    assert!(list.contains(&only), "{list}");
    world.compare().await;
    let told = world.told_owner().pop().expect("the owner is told");
    let who = format!("<@{}>", late.id());
    for words in ["資格のない 4 人から外しました", who.as_str()] {
        assert!(told.contains(words), "{words} is not in: {told}");
    }
    let count = world.told_owner().len();
    assert!(!late.has_role("会員"));
    assert!(!strangers.iter().any(|one| one.has_role("会員")));
    for person in [&ada, &mika, &bot, &owner(&world)] {
        assert!(person.has_role("会員"), "{}", person.view().username);
    }
    assert_eq!(world.compare().await.repaired, 0);
    assert_eq!(world.told_owner().len(), count);
    let history = why(&world, "s0").await;
    assert!(history.contains("資格のない専用ロール"), "{history}");
    // It was there before ada's month began, and goes with it all the same.
    world.pass(days(31)).await;
    world.compare().await;
    assert!(!ada.has_role("会員"));

    let again = set(&world, &[]).await;
    assert!(again.contains("すでにその設定"), "{again}");
    let told = set(&world, &[("undo", "true")]).await;
    assert!(told.contains("解除しました"), "{told}");
    // Also to whom it was taken from before; and where it is said anew it goes again.
    for person in [world.person("ben"), world.person("s0")] {
        moderator.gives_role(person.id(), world.paid_role);
    }
    world.pass(minutes(1)).await;
    world.compare().await;
    for name in ["ben", "s0"] {
        assert!(world.person(name).has_role("会員"), "{name}");
    }
    let told = set(&world, &[]).await;
    assert!(told.contains("2 人います"), "{told}");
    let told = confirm(&world, 2).await;
    assert!(told.contains("ボット専用にしました"), "{told}");
    world.compare().await;
    for name in ["ben", "s0"] {
        assert!(!world.person(name).has_role("会員"), "{name}");
    }
    let told = world.told_owner().pop().expect("the owner is told");
    assert!(told.contains("2 人から外しました"), "{told}");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn many_at_once_are_asked_about_and_what_no_plan_gives_is_refused() {
    let world = roomy_salon().await;
    let people = strangers(&world, 7);
    let having = || people.iter().filter(|one| one.has_role("会員")).count();
    set_and_mean_it(&world, 7).await;
    world.compare().await;
    assert_eq!(having(), 7);
    let card = owner(&world).reads(world.log).remove(0);
    let text = card.text();
    assert!(text.contains("資格のない専用ロール: 7 人"), "{text}");
    assert_eq!(
        world.compare().await.repaired,
        0,
        "they are looked at for ever"
    );
    let status = owner(&world).runs(world.lobby, "/salon status", &[]).await;
    let text = status.text();
    assert!(text.contains("食い違い 0 人"), "{text}");
    assert!(text.contains("手動変更 7 人"), "{text}");
    // It is taken back: there is nothing to decide. Then it is meant.
    set(&world, &[("undo", "true")]).await;
    world.compare().await;
    let card = owner(&world).reads(world.log).remove(0);
    assert!(
        card.text().contains("必要なくなりました"),
        "{}",
        card.text()
    );
    set_and_mean_it(&world, 7).await;
    world.compare().await;
    let cards = owner(&world).reads(world.log);
    let card = cards.iter().find(|card| card.text().contains("7 人（保有"));
    owner(&world)
        .clicks(card.expect("a card").id, "実行する")
        .await;
    world.compare().await;
    assert_eq!(having(), 0);
    // Of these the owner said so by name.
    let told = world.told_owner().join("\n");
    assert!(!told.contains("人から外しました"), "{told}");

    let role = world.track_role.to_string();
    let options = [("role", role.as_str())];
    let told = world.does("owner", "/plan exclusive", &options).await;
    assert!(told.contains("プランがありません"), "{told}");
    world.discord.moderator().opens_commands();
    let told = world.does("mika", "/plan exclusive", &options).await;
    assert!(told.contains("運営者だけ"), "{told}");
    world.end().await;
}
