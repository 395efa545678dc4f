//! The owner changes what is sold.

use sandbox::NewRole;

use super::{PLAN, button, compared, owner, sells};
use crate::world::{World, days};

/// The plan `monthly`, held by ada and ben, and a second role.
async fn salon_with_members() -> World {
    let world = World::start().await;
    sells(&world, &PLAN).await;
    world.discord.role("新会員", NewRole::default());
    for name in ["ada", "ben"] {
        world.grants(name, "3").await;
    }
    world.settle().await;
    world
}

fn comparisons(world: &World) -> usize {
    world.discord.requests("GET", "/members").len()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_edited_reaches_everyone_who_holds_it() {
    let world = salon_with_members().await;
    let before = comparisons(&world);
    let change = [
        ("plan", "monthly"),
        ("name", "正会員"),
        ("price", "3480"),
        ("role", "会員"),
        ("role-2", "新会員"),
        ("tracks", "gp"),
        ("grace-days", "7"),
    ];
    let told = world.does("owner", "/plan edit", &change).await;
    for words in ["**正会員**", "3,480円", "コース: 総合診療医"] {
        assert!(told.contains(words), "{words} is not in: {told}");
    }
    compared(&world, before).await;
    for name in ["ada", "ben"] {
        let person = world.person(name);
        assert!(
            person.has_role("会員") && person.has_role("新会員"),
            "{name}"
        );
    }
    // The English name was none of its own, and follows.
    let status = world.does("ben", "/membership", &[]).await;
    assert!(status.contains("正会員"), "{status}");
    let all = [("plan", "monthly"), ("tracks", "すべて")];
    let told = world.does("owner", "/plan edit", &all).await;
    assert!(told.contains("すべてのコース"), "{told}");
    let edits = world.journal().await;
    let edits = edits.iter().filter(|(kind, _)| kind == "plan.edited");
    assert_eq!(edits.count(), 2);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_role_leaves_only_once_the_owner_knows_how_many_lose_it() {
    let world = salon_with_members().await;
    let study = [
        ("key", "study"),
        ("name", "勉強会"),
        ("price", "0"),
        ("interval", "毎月"),
        ("role", "会員"),
    ];
    sells(&world, &study).await;
    // Ben has the role through another plan as well.
    world.gives("ben", "study", &[]).await;
    world.settle().await;

    let swap = [("plan", "monthly"), ("role", "新会員")];
    let shown = owner(&world).runs(world.lobby, "/plan edit", &swap).await;
    let message = shown.message().expect("an answer").clone();
    let told = message.text();
    assert!(told.contains("まだ外していません"), "{told}");
    assert!(told.contains(": 1 人"), "{told}");
    let before = comparisons(&world);
    compared(&world, before - 1).await;
    for name in ["ada", "ben"] {
        let person = world.person(name);
        assert!(
            person.has_role("会員") && person.has_role("新会員"),
            "{name}"
        );
    }

    let before = comparisons(&world);
    let pressed = owner(&world).clicks(message.id, "ロールを外す").await;
    assert!(pressed.text().contains("変更しました"), "{pressed:?}");
    compared(&world, before).await;
    assert!(!world.person("ada").has_role("会員"));
    assert!(world.person("ben").has_role("会員"));
    // A second press of it, or one of an older edit, takes nothing more.
    let rows = world.rows().await;
    let forged = button(&message, "ロールを外す");
    let again = owner(&world).clicks_forged(message.id, &forged).await;
    assert!(again.text().contains("その後に変更"), "{again:?}");
    assert_eq!(world.rows().await, rows);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_button_takes_roles_and_never_gives_one() {
    let world = salon_with_members().await;
    let swap = [("plan", "monthly"), ("role", "新会員")];
    let shown = owner(&world).runs(world.lobby, "/plan edit", &swap).await;
    let message = shown.message().expect("an answer").clone();
    let before = comparisons(&world);
    compared(&world, before - 1).await;
    let rows = world.rows().await;
    let strong = world.config().roles.owner.expect("a role");
    let real = button(&message, "ロールを外す");
    let stem = real.rsplit_once(':').expect("parts").0.to_owned();
    for forged in [
        format!("{stem}:{strong}"),
        stem.clone(),
        "membership:keep:99:1:1".to_owned(),
        "membership:keep:x".to_owned(),
    ] {
        let refused = owner(&world).clicks_forged(message.id, &forged).await;
        assert!(refused.message().is_some(), "{refused:?}");
        assert_eq!(world.rows().await, rows, "{forged}");
    }
    let public = owner(&world)
        .posts(world.lobby, "こんにちは")
        .expect("posted");
    for name in ["ada", "stranger", "mika"] {
        let refused = world.person(name).clicks_forged(public.id, &real).await;
        let told = refused.text();
        assert!(
            told.contains("運営者だけ") || told.contains("Only the salon"),
            "{told}"
        );
    }
    assert_eq!(world.rows().await, rows);
    // With what is there it only takes; the strong role is not among what is left.
    let mixed = format!("{real}:{strong}");
    owner(&world).clicks_forged(message.id, &mixed).await;
    world.settle().await;
    let list = world.does("owner", "/plan list", &[]).await;
    assert!(!list.contains(&strong.to_string()), "{list}");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_archived_plan_is_kept_by_its_holders() {
    let world = salon_with_members().await;
    let plan = [("plan", "monthly")];
    let told = world.does("owner", "/plan archive", &plan).await;
    assert!(told.contains("受付を終了しました"), "{told}");
    let again = world.does("owner", "/plan archive", &plan).await;
    assert!(again.contains("すでに終了しています"), "{again}");
    let list = world.does("owner", "/plan list", &[]).await;
    assert!(list.contains("**（`monthly`・受付終了）"), "{list}");
    let offered = async |command: &str| {
        let typed = [("plan", "")];
        let owner = owner(&world);
        let offered = owner.autocompletes(world.lobby, command, &typed, "plan");
        offered.await.len()
    };
    assert_eq!(offered("/member grant").await, 0);
    for command in ["/member revoke", "/plan edit", "/plan archive"] {
        assert_eq!(offered(command).await, 1, "{command}");
    }
    let refused = world.gives("stranger", "monthly", &[]).await;
    assert!(refused.contains("受付を終了"), "{refused}");
    world.pass(days(40)).await;
    assert!(world.person("ada").has_role("会員"));

    let undo = [("plan", "monthly"), ("undo", "true")];
    let told = world.does("owner", "/plan archive", &undo).await;
    assert!(told.contains("再開しました"), "{told}");
    let again = world.does("owner", "/plan archive", &undo).await;
    assert!(again.contains("受付中です"), "{again}");
    assert_eq!(offered("/member grant").await, 1);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_edit_that_cannot_be_leaves_no_trace() {
    let world = salon_with_members().await;
    let managed = NewRole {
        managed: true,
        ..NewRole::default()
    };
    world.discord.role("連携", managed);
    let rows = world.rows().await;
    for (change, expected) in [
        (&[("plan", "gold")][..], "「gold」というプランはありません"),
        (&[("plan", "monthly")], "変更するところがありません"),
        (
            &[("plan", "monthly"), ("price", "2980")],
            "変更するところがありません",
        ),
        (&[("plan", "monthly"), ("price", "-1")], "価格は"),
        (&[("plan", "monthly"), ("name", "\u{200b}")], "空です"),
        (&[("plan", "monthly"), ("grace-days", "91")], "猶予日数"),
        (&[("plan", "monthly"), ("role", "連携")], "連携サービス"),
        (
            &[("plan", "monthly"), ("role-2", "メンター")],
            "メンターのロール",
        ),
        (&[("plan", "monthly"), ("tracks", "surgery")], "surgery"),
    ] {
        let told = world.does("owner", "/plan edit", change).await;
        assert!(told.contains(expected), "{change:?}: {told}");
    }
    world.discord.moderator().opens_commands();
    let mine = [("plan", "monthly"), ("price", "1")];
    for (command, options) in [("/plan edit", &mine[..]), ("/plan archive", &mine[..1])] {
        let refused = world.does("ada", command, options).await;
        assert!(refused.contains("運営者だけ"), "{refused}");
    }
    assert_eq!(world.rows().await, rows);
    world.end().await;
}
