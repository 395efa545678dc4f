//! Whoever's last plan is over leaves the server, where that plan says so.

use sandbox::view::MessageView;
use sandbox::{Id, NewMember, NewRole, Person, permissions};

use super::{PLAN, grant, last_dm, owner, salon_with_a_plan, why};
use crate::world::{Setting, World, days, hours};

const KICK: [(&str, &str); 2] = [("plan", "monthly"), ("exit", "サーバーから退出")];

/// The bot may send people away, or may not.
async fn may_kick(world: &World, is_allowed: bool) {
    let more = if is_allowed {
        permissions::KICK_MEMBERS
    } else {
        0
    };
    world.discord.bot_permissions(permissions::BOT | more);
    world.settle().await;
}

/// The plan `monthly` sends people away whose last period is over.
async fn sends_away(world: &World) {
    may_kick(world, true).await;
    let told = world.does("owner", "/plan edit", &KICK).await;
    assert!(told.contains("終了後はサーバーから退出"), "{told}");
    world.settle().await;
}

async fn salon() -> World {
    let world = salon_with_a_plan().await;
    sends_away(&world).await;
    world
}

/// Somebody new with a month of the plan.
async fn member(world: &World, name: &str, roles: Vec<Id>) -> Person {
    let new = NewMember {
        roles,
        ..NewMember::default()
    };
    let id = world.discord.member(name, new);
    world.grants(name, "1").await;
    world.settle().await;
    world.discord.person(id)
}

fn is_here(world: &World, person: &Person) -> bool {
    person.can_see(world.lobby)
}

/// Who was sent away, as Discord was asked.
fn kicks(world: &World) -> usize {
    let mut asked = world.discord.requests("DELETE", "/members/");
    asked.retain(|call| !call.path.contains("/roles/"));
    asked.len()
}

/// The cards that wait for the owner.
fn cards(world: &World) -> Vec<MessageView> {
    let mut all = owner(world).reads(world.log);
    all.retain(|message| !message.ephemeral && message.text().contains("退出になるところ"));
    all
}

#[tokio::test(flavor = "multi_thread")]
async fn whom_the_owner_ends_it_for_reads_that_and_whom_to_ask() {
    let world = salon().await;
    let ada = world.person("ada");
    grant(&world, &[("months", "1")]).await;
    world.takes("ada", "monthly", &[]).await;
    world.settle().await;
    assert!(!is_here(&world, &ada));
    let told = last_dm(&ada);
    for words in [
        "サロンの運営者の手続き",
        "運営者にお問い合わせ",
        "まもなく退出",
    ] {
        assert!(told.contains(words), "{words} is not in: {told}");
    }
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_sent_away_is_told_first() {
    let mut world = salon().await;
    let ada = world.person("ada");
    grant(&world, &[("months", "1")]).await;
    world.pass(days(30)).await;
    world.settle().await;
    assert!(!is_here(&world, &ada));
    let told = last_dm(&ada);
    assert!(told.contains("サーバーから退出いただく"), "{told}");
    assert!(!told.contains("運営者にお問い合わせ"), "{told}");
    assert_eq!(ada.dms().len(), 2, "the welcome and the farewell");
    // Nothing of it comes again, and she may come back.
    ada.joins();
    world.settle().await;
    let history = why(&world, "ada").await;
    assert!(
        history.contains("「月額会員」の終了によりサーバーから退出（完了）"),
        "{history}"
    );
    assert!(history.contains("退出のお知らせ（完了）"), "{history}");
    world.restart().await;
    world.pass(days(2)).await;
    assert!(is_here(&world, &ada));
    assert_eq!(kicks(&world), 1);
    grant(&world, &[("months", "1")]).await;
    assert!(ada.has_role("会員"));
    world.pass(days(32)).await;
    assert!(!is_here(&world, &ada));
    assert_eq!(kicks(&world), 2);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whom_the_owner_revokes_goes_at_once() {
    let world = salon().await;
    let ada = world.person("ada");
    grant(&world, &[("months", "1")]).await;
    let options = [("user", "ada"), ("plan", "monthly"), ("reason", "規約違反")];
    world.does("owner", "/member revoke", &options).await;
    world.settle().await;
    assert!(!is_here(&world, &ada));
    assert!(!last_dm(&ada).contains("規約違反"));
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_holds_anything_else_or_is_on_their_way_stays() {
    let mut world = World::start().await;
    world.may_sell().await;
    let mut plan = PLAN.to_vec();
    plan.extend([("trial-days", "14"), ("grace-days", "0")]);
    world.does("owner", "/plan create", &plan).await;
    world.discord.role("勉強会", NewRole::default());
    let study = [
        ("key", "study"),
        ("name", "勉強会プラン"),
        ("price", "500"),
        ("interval", "毎年"),
        ("role", "勉強会"),
    ];
    world.does("owner", "/plan create", &study).await;
    sends_away(&world).await;
    let (ada, ben) = (world.person("ada"), world.person("ben"));
    grant(&world, &[("months", "1")]).await;
    world.grants("ben", "1").await;
    let other = [("user", "ada"), ("plan", "study"), ("months", "2")];
    world.does("owner", "/member grant", &other).await;
    let applies = async |name: &str, plan: &str| {
        let person = world.person(name);
        let shown = person.runs(world.lobby, "/join", &[("plan", plan)]).await;
        let shown = shown.message().expect("a screen").clone();
        let agree = shown.buttons().next().expect("a button");
        let agree = agree.custom_id.clone().expect("it leads somewhere");
        person.clicks_forged(shown.id, &agree).await;
        world.settle().await;
    };
    // Who tries a plan was here before; ben is on his way into another one.
    applies("stranger", "monthly").await;
    assert!(world.person("stranger").has_role("会員"));
    world.pass(days(28)).await;
    applies("ben", "study").await;
    world.pass(days(5)).await;
    assert!(!ada.has_role("会員") && !ben.has_role("会員"));
    // Then the other plan is over, which sends nobody away.
    world.pass(days(40)).await;
    for person in [&ada, &ben, &world.person("stranger")] {
        assert!(is_here(&world, person), "{}", person.view().username);
    }
    assert_eq!(kicks(&world), 0);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn owner_mentors_and_bots_are_never_sent_away() {
    let world = salon().await;
    let high = NewRole {
        position: 200,
        ..NewRole::default()
    };
    let high = world.discord.role("名誉会員", high);
    world.grants("mika", "1").await;
    world.grants("owner", "1").await;
    let above = member(&world, "above", vec![high]).await;
    let ada = world.person("ada");
    world.grants("ada", "1").await;
    world.settle().await;
    world.pass(days(32)).await;
    for person in [&world.person("mika"), &owner(&world), &above] {
        assert!(is_here(&world, person), "{}", person.view().username);
    }
    assert!(!is_here(&world, &ada), "the others hold nobody up");
    assert_eq!(world.told_owner(), Vec::<String>::new());
    let history = why(&world, "mika").await;
    assert!(history.contains("対象外"), "{history}");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_the_permission_they_wait_and_the_owner_is_told_once() {
    let world = salon_with_a_plan().await;
    let refused = world.does("owner", "/plan edit", &KICK).await;
    assert!(
        refused.contains("「メンバーをキック」の権限がない"),
        "{refused}"
    );
    sends_away(&world).await;
    let (ada, ben) = (world.person("ada"), world.person("ben"));
    grant(&world, &[("months", "1")]).await;
    world.grants("ben", "1").await;
    may_kick(&world, false).await;
    let status = async || world.does("owner", "/salon status", &[]).await;
    assert!(
        status()
            .await
            .contains("「メンバーをキック」の権限がありません")
    );
    world.pass(days(30) + hours(1)).await;
    assert!(is_here(&world, &ada) && is_here(&world, &ben));
    let told = world.told_owner();
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].contains("「メンバーをキック」を許可"), "{told:?}");
    // Who has a plan again meanwhile stays, and is told of it: nothing waits behind the rest.
    grant(&world, &[("months", "1")]).await;
    assert!(
        last_dm(&ada).contains("ご利用いただけます"),
        "{}",
        last_dm(&ada)
    );
    may_kick(&world, true).await;
    assert!(is_here(&world, &ada) && ada.has_role("会員"));
    assert!(!is_here(&world, &ben));
    assert!(!status().await.contains("メンバーをキック"));
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn many_at_once_go_only_if_the_owner_says_so() {
    let setting = Setting {
        is_roomy: true,
        ..Setting::default()
    };
    let mut world = World::start_with(setting).await;
    world.sells_plan().await;
    sends_away(&world).await;
    let mut people = Vec::new();
    for place in 0..8 {
        people.push(member(&world, &format!("m{place}"), Vec::new()).await);
    }
    world.pass(days(30) + hours(1)).await;
    let stay = |world: &World| people.iter().filter(|one| is_here(world, one)).count();
    assert_eq!(stay(&world), 8);
    assert!(!people.iter().any(|one| one.has_role("会員")));
    let card = cards(&world).remove(0);
    for words in ["8 人（対象のプランの会員 8 人）", "期間の終了: 8 人"] {
        assert!(card.text().contains(words), "{words}: {}", card.text());
    }
    assert!(
        last_dm(&people[0]).contains("終了しました"),
        "{}",
        last_dm(&people[0])
    );
    let history = why(&world, "m1").await;
    assert!(history.contains("退出を保留"), "{history}");
    // Who has a plan again is not concerned any more, and who leaves neither.
    world.grants("m0", "1").await;
    people[1].leaves();
    world.settle().await;
    let old = owner(&world)
        .clicks_forged(card.id, "membership:breaker-go:1:8")
        .await;
    assert!(
        old.text().contains("対象の方が変わりました"),
        "{}",
        old.text()
    );
    world.restart().await;
    let card = cards(&world).remove(0);
    assert!(card.text().contains("6 人（"), "{}", card.text());
    let done = owner(&world).clicks(card.id, "実行する").await;
    assert!(done.text().contains("6 人にDMで"), "{}", done.text());
    world.settle().await;
    assert_eq!(stay(&world), 1);
    assert!(is_here(&world, &people[0]));
    assert!(last_dm(&people[7]).contains("サーバーから退出いただく"));
    assert_eq!(kicks(&world), 6);
    assert_eq!(cards(&world).len(), 0);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whom_the_owner_keeps_stays() {
    let setting = Setting {
        is_roomy: true,
        ..Setting::default()
    };
    let world = World::start_with(setting).await;
    world.sells_plan().await;
    sends_away(&world).await;
    let mut people = Vec::new();
    for place in 0..7 {
        people.push(member(&world, &format!("m{place}"), Vec::new()).await);
    }
    world.pass(days(31)).await;
    let card = cards(&world).remove(0);
    let done = owner(&world).clicks(card.id, "取りやめる").await;
    assert!(done.text().contains("そのまま残します"), "{}", done.text());
    world.pass(days(2)).await;
    assert_eq!(kicks(&world), 0);
    assert!(people.iter().all(|one| is_here(&world, one)));
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_another_platform_says_or_does_not_say_sends_nobody_away() {
    let world = salon().await;
    let (ada, ben) = (world.person("ada"), world.person("ben"));
    let sku = 1_234_567_890_123_456_789;
    let options = [("plan", "monthly"), ("discord-sku", &sku.to_string())];
    world.does("owner", "/plan edit", &options).await;
    let bought = ada.subscribes(Id(sku));
    world.settle().await;
    // ben stands in a list whose next one never comes.
    world.grants("ben", "1").await;
    let mut tx = world.app().db.begin().await.expect("a transaction");
    sqlx::query("update entitlement set source = 'import' where source = 'manual'")
        .execute(tx.conn().await.expect("writes"))
        .await
        .expect("changed");
    tx.commit().await.expect("committed");
    ada.subscription_ends(bought);
    world.settle().await;
    world.pass(days(32)).await;
    assert!(!ada.has_role("会員") && !ben.has_role("会員"));
    assert!(is_here(&world, &ada) && is_here(&world, &ben));
    assert_eq!(kicks(&world), 0);
    world.end().await;
}
