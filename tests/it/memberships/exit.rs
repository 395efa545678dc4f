//! What becomes of whoever's last period of a plan is over.

use sandbox::{Id, NewRole, Person};

use super::{PLAN, grant, salon_with_a_plan, why};
use crate::world::{World, days, hours, minutes};

/// The plan `monthly`, whose former members have a role of their own.
async fn salon_with_alumni() -> World {
    let world = World::start().await;
    world.discord.role("修了者", NewRole::default());
    let mut plan = PLAN.to_vec();
    plan.extend([("exit", "修了者ロールを付与"), ("alumni-role", "修了者")]);
    let told = world.does("owner", "/plan create", &plan).await;
    assert!(told.contains("終了後は"), "{told}");
    world
}

/// The owner changes the plan `monthly`; what they are told. Everyone is compared with Discord then.
async fn edit(world: &World, options: &[(&str, &str)]) -> String {
    let mut all = vec![("plan", "monthly")];
    all.extend(options);
    let told = world.does("owner", "/plan edit", &all).await;
    world.settle().await;
    told
}

async fn revoke(world: &World, name: &str) {
    let options = [("user", name), ("plan", "monthly"), ("reason", "規約違反")];
    world.does("owner", "/member revoke", &options).await;
    world.settle().await;
}

fn roles(person: &Person) -> (bool, bool) {
    (person.has_role("会員"), person.has_role("修了者"))
}

#[tokio::test(flavor = "multi_thread")]
async fn an_alumna_keeps_a_role_until_she_comes_back() {
    let mut world = salon_with_alumni().await;
    let ada = world.person("ada");
    grant(&world, &[("months", "1")]).await;
    assert_eq!(roles(&ada), (true, false));
    world.pass(days(30) + hours(1)).await;
    assert_eq!(roles(&ada), (false, true));
    world.restart().await;
    assert_eq!(roles(&ada), (false, true), "a comparison takes it");
    // It is hers as any role of a plan is: it follows her out and back in.
    ada.leaves();
    world.settle().await;
    ada.joins();
    world.settle().await;
    assert_eq!(roles(&ada), (false, true));

    world.pass(minutes(1)).await;
    grant(&world, &[("months", "1")]).await;
    assert_eq!(roles(&ada), (true, false));
    let taken = world.discord.requests("DELETE", "/roles/").len();
    assert_eq!(taken, 2, "each role once");
    world.pass(days(32)).await;
    assert_eq!(roles(&ada), (false, true));
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_was_revoked_is_no_alumna() {
    let world = salon_with_alumni().await;
    let ada = world.person("ada");
    grant(&world, &[("months", "1")]).await;
    revoke(&world, "ada").await;
    assert_eq!(roles(&ada), (false, false));
    // A further month ends by itself; that it was revoked once is long ago.
    grant(&world, &[("months", "1")]).await;
    world.pass(days(32)).await;
    assert_eq!(roles(&ada), (false, true));
    grant(&world, &[("months", "1")]).await;
    revoke(&world, "ada").await;
    assert_eq!(roles(&ada), (false, false));
    world.pass(hours(1)).await;
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_shop_refunded_makes_no_alumni() {
    let world = salon_with_alumni().await;
    let (ada, ben) = (world.person("ada"), world.person("ben"));
    let sku = 1_234_567_890_123_456_789;
    edit(&world, &[("discord-sku", &sku.to_string())]).await;
    let bought = ada.subscribes(Id(sku));
    let other = ben.subscribes(Id(sku));
    world.settle().await;
    assert_eq!(roles(&ada), (true, false));
    world.pass(days(3)).await;
    ada.is_refunded(bought);
    ben.subscription_ends(other);
    world.settle().await;
    world.pass(hours(1)).await;
    assert_eq!(roles(&ada), (false, false));
    assert_eq!(roles(&ben), (false, true));
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_role_for_alumni_that_cannot_be_given_keeps_nobody_in() {
    let world = salon_with_alumni().await;
    let ada = world.person("ada");
    let moderator = world.discord.moderator();
    let alumni = named(&world, "修了者");
    grant(&world, &[("months", "1")]).await;
    moderator.changes_role(alumni, |role| role.position = 200);
    world.pass(days(30) + hours(1)).await;
    world.compare().await;
    assert_eq!(roles(&ada), (false, false));
    moderator.changes_role(alumni, |role| role.position = 3);
    world.settle().await;
    assert_eq!(roles(&ada), (false, true));
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_follows_from_an_edit_is_told_as_such() {
    let world = salon_with_a_plan().await;
    let ada = world.person("ada");
    world.discord.role("修了者", NewRole::default());
    world.discord.role("勉強会", NewRole::default());
    grant(&world, &[("months", "1")]).await;
    world.pass(days(1)).await;
    edit(&world, &[("role", "会員"), ("role-2", "勉強会")]).await;
    world.compare().await;
    assert!(ada.has_role("勉強会"));
    let history = why(&world, "ada").await;
    assert!(history.contains("プランの変更"), "{history}");
    assert!(!history.contains("食い違い"), "{history}");
    // What differs later for another reason is told as that.
    world.pass(minutes(1)).await;
    world
        .discord
        .moderator()
        .takes_role(ada.id(), named(&world, "勉強会"));
    world.settle().await;
    let history = why(&world, "ada").await;
    assert_eq!(history.matches("プランの変更").count(), 1, "{history}");
    assert!(history.contains("食い違い"), "{history}");
    // Whose month is over already, when the owner thinks of alumni.
    world.pass(days(40)).await;
    assert_eq!(roles(&ada), (false, false));
    edit(&world, &[("alumni-role", "修了者")]).await;
    world.compare().await;
    assert_eq!(roles(&ada), (false, true));
    let history = why(&world, "ada").await;
    assert_eq!(history.matches("プランの変更").count(), 2, "{history}");
    edit(&world, &[("exit", "ロールを外す")]).await;
    world.compare().await;
    assert_eq!(roles(&ada), (false, false));
    world.end().await;
}

fn named(world: &World, name: &str) -> Id {
    world.discord.role_named(name).expect("a role")
}

#[tokio::test(flavor = "multi_thread")]
async fn what_does_not_fit_is_refused_in_words_and_changes_nothing() {
    let world = salon_with_alumni().await;
    world.discord.role("別", NewRole::default());
    let before = world.rows().await;
    for (options, words) in [
        (
            &[("exit", "ロールを外す"), ("alumni-role", "別")][..],
            "のときだけ使えます",
        ),
        (&[("alumni-role", "会員")], "会員のロールです"),
        (
            &[("alumni-role", "メンター")],
            "運営者またはメンターのロール",
        ),
        (&[("role", "修了者")], "会員のロールです"),
        (&[("discord-sku", "12")], "15桁以上"),
        (&[("by-hand", "元に戻す")], "変更するところがありません"),
    ] {
        let told = edit(&world, options).await;
        assert!(told.contains(words), "{options:?}: {told}");
    }
    assert_eq!(world.rows().await, before);
    let told = edit(&world, &[("by-hand", "そのままにする")]).await;
    assert!(told.contains("手動変更はそのまま"), "{told}");
    world.end().await;
}
