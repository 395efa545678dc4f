//! From one Discord account to another.

use sandbox::{Id, NewMember, Outcome, Person};

use super::{grant, last_dm, owner, salon_with_a_plan};
use crate::world::{World, days, minutes};
use salon::memberships;

/// An account that nobody knows.
fn newcomer(world: &World, name: &str) -> Person {
    let new = NewMember {
        locale: "ja".to_owned(),
        ..NewMember::default()
    };
    let id = world.discord.member(name, new);
    world.discord.person(id)
}

async fn moves(world: &World, from: &Person, to: &Person) -> String {
    let (from, to) = (from.id().to_string(), to.id().to_string());
    world.moves(&from, &to).await
}

async fn why(world: &World, person: &Person) -> String {
    let id = person.id().to_string();
    let options = [("user", id.as_str())];
    world.does("owner", "/member why", &options).await
}

/// The code that an account is shown, alone.
async fn code(world: &World, person: &Person) -> Outcome {
    let status = person.runs(world.lobby, "/membership", &[]).await;
    let status = status.message().expect("an answer").id;
    person.clicks(status, "別のアカウントへ移る").await
}

fn of(told: &str) -> String {
    let code = told.split('`').nth(1);
    code.unwrap_or_else(|| panic!("no code in: {told}"))
        .to_owned()
}

/// Types a code with another account; what that is told.
async fn types(world: &World, person: &Person, code: &str) -> String {
    let status = person.runs(world.lobby, "/membership", &[]).await;
    let status = status.message().expect("an answer").id;
    let form = person.clicks(status, "引き継ぎコードを入力").await;
    let form = form.modal().unwrap_or_else(|| panic!("{form:?}"));
    let told = person.submits(form, &[("code", code)]).await;
    world.settle().await;
    told.text()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_member_moves_with_everything() {
    let world = salon_with_a_plan().await;
    let (ada, new) = (world.person("ada"), newcomer(&world, "ada2"));
    grant(&world, &[("months", "2"), ("paid-yen", "2980")]).await;
    let told = moves(&world, &ada, &new).await;
    assert!(told.contains("移しました"), "{told}");
    assert!(new.has_role("会員") && !ada.has_role("会員"));
    for person in [&ada, &new] {
        let dm = last_dm(person);
        assert!(dm.contains("お心当たりがない場合"), "{dm}");
    }
    let told = why(&world, &new).await;
    for words in [
        "アカウントを移行",
        "（理由: ご本人の依頼）",
        "2,980円の入金",
        "アカウントの移行（完了）",
        "有効",
    ] {
        assert!(told.contains(words), "{words} is not in: {told}");
    }
    let told = why(&world, &ada).await;
    assert!(told.contains("別のアカウントへ移行"), "{told}");
    assert!(told.contains("（理由: ご本人の依頼）"), "{told}");
    assert!(!told.contains("入金") && !told.contains("有効"), "{told}");
    let done = memberships::reconcile(world.app(), &world.rest()).await;
    assert_eq!(done.expect("a list").repaired, 0);

    // What the clock does, it does to the new account; a mistake is moved back.
    let told = moves(&world, &new, &ada).await;
    assert!(told.contains("移しました"), "{told}");
    assert!(ada.has_role("会員") && !new.has_role("会員"));
    moves(&world, &ada, &new).await;
    assert!(new.has_role("会員") && !ada.has_role("会員"));
    world.pass(days(62)).await;
    assert!(!new.has_role("会員"));
    assert!(last_dm(&new).contains("終了しました"), "{}", last_dm(&new));
    assert!(!last_dm(&ada).contains("終了しました"));
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_owner_is_asked_who_moves_where_before_anything_moves() {
    let world = salon_with_a_plan().await;
    let (ada, new) = (world.person("ada"), newcomer(&world, "ada2"));
    grant(&world, &[("months", "2")]).await;
    let (from, to) = (ada.id().to_string(), new.id().to_string());
    let options = [
        ("from", from.as_str()),
        ("to", to.as_str()),
        ("reason", "ご本人の依頼"),
    ];
    let asked = owner(&world)
        .runs(world.lobby, "/member move", &options)
        .await;
    let asked = asked.message().expect("an answer");
    let (from, to) = (format!("<@{from}>"), format!("<@{to}>"));
    for words in [from.as_str(), to.as_str(), "**月額会員**: 有効"] {
        assert!(asked.text().contains(words), "{}", asked.text());
    }
    world.settle().await;
    assert!(ada.has_role("会員") && !new.has_role("会員"));
    assert!(new.dms().is_empty(), "told before it is done");
    let told = owner(&world).clicks(asked.id, "移行する").await;
    assert!(told.text().contains("移しました"), "{}", told.text());
    world.settle().await;
    assert!(new.has_role("会員") && !ada.has_role("会員"));
    let forged = owner(&world)
        .clicks_forged(asked.id, "membership:move-now:1")
        .await;
    assert!(forged.text().contains("すでに回答"), "{}", forged.text());
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_acts_for_the_salon_keeps_their_account() {
    let world = salon_with_a_plan().await;
    let (ada, mika) = (world.person("ada"), world.person("mika"));
    let new = newcomer(&world, "ada2");
    grant(&world, &[("months", "1")]).await;
    let staff = "運営者・メンターのアカウント";
    for to in [&owner(&world), &mika] {
        let told = moves(&world, &ada, to).await;
        assert!(told.contains(staff), "{told}");
    }
    // With a code as well.
    let code_of_ada = of(&code(&world, &ada).await.text());
    let told = types(&world, &mika, &code_of_ada).await;
    assert!(told.contains(staff), "{told}");
    let options = [("user", "mika"), ("plan", "monthly"), ("months", "1")];
    world.does("owner", "/member grant", &options).await;
    assert!(code(&world, &mika).await.text().contains(staff));
    let told = moves(&world, &mika, &new).await;
    assert!(told.contains(staff), "{told}");

    // What somebody did stays theirs when they are owner no more.
    let former = owner(&world);
    let role = world.config().roles.owner.expect("the owner's role");
    let role = Id::from(u64::try_from(role.0).expect("a number"));
    world.discord.moderator().takes_role(former.id(), role);
    let told = types(&world, &former, &code_of_ada).await;
    assert!(told.contains(staff), "{told}");
    assert!(ada.has_role("会員"));
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_role_that_is_on_its_way_goes_to_the_account_of_then() {
    let world = salon_with_a_plan().await;
    let (ada, new) = (world.person("ada"), newcomer(&world, "ada2"));
    let moderator = world.discord.moderator();
    moderator.changes_role(world.paid_role, |role| role.position = 200);
    grant(&world, &[("months", "1")]).await;
    moves(&world, &ada, &new).await;
    moderator.changes_role(world.paid_role, |role| role.position = 3);
    world.settle().await;
    let done = memberships::reconcile(world.app(), &world.rest()).await;
    done.expect("a list");
    world.settle().await;
    assert!(new.has_role("会員") && !ada.has_role("会員"));
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn with_a_code_somebody_moves_by_themselves_once_a_month() {
    let world = salon_with_a_plan().await;
    let (ada, new) = (world.person("ada"), newcomer(&world, "ada2"));
    grant(&world, &[("without-end", "true")]).await;
    let shown = code(&world, &ada).await;
    let message = shown.message().expect("an answer");
    assert!(message.ephemeral, "everyone sees the code");
    let old = of(&message.text());
    let fresh = of(&code(&world, &ada).await.text());
    for (typed, words) in [("", "違うか"), ("x", "違うか"), (old.as_str(), "違うか")] {
        let typed = if typed.is_empty() { "-" } else { typed };
        let told = types(&world, &new, typed).await;
        assert!(told.contains(words), "{typed}: {told}");
    }
    let told = types(&world, &new, &fresh.to_lowercase().replace('-', " ")).await;
    assert!(told.contains("引き継ぎが完了しました"), "{told}");
    assert!(new.has_role("会員") && !ada.has_role("会員"));
    let log = world.told_owner();
    let moved = log.iter().filter(|told| told.contains("へ移行しました"));
    assert_eq!(moved.count(), 1, "{log:?}");
    let told = types(&world, &ada, &fresh).await;
    assert!(told.contains("違うか"), "used twice: {told}");
    let told = code(&world, &new).await.text();
    assert!(told.contains("30日たっていません"), "{told}");
    world.pass(days(31)).await;
    assert!(code(&world, &new).await.text().contains("引き継ぎコード"));
    let mut conn = world.app().db.read().await.expect("a reader");
    let kept: Vec<String> = sqlx::query_scalar("select hash from move_code")
        .fetch_all(&mut *conn)
        .await
        .expect("codes");
    assert!(kept.iter().all(|hash| hash.len() == 64));
    drop(conn);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_old_code_moves_nobody() {
    let world = salon_with_a_plan().await;
    let (ada, new) = (world.person("ada"), newcomer(&world, "ada2"));
    grant(&world, &[("months", "1")]).await;
    let code = of(&code(&world, &ada).await.text());
    world.pass(minutes(15)).await;
    let told = types(&world, &new, &code).await;
    assert!(told.contains("期限が切れて"), "{told}");
    assert!(ada.has_role("会員") && !new.has_role("会員"));
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_moved_is_refused_in_words_and_leaves_no_trace() {
    let world = salon_with_a_plan().await;
    let (ada, ben) = (world.person("ada"), world.person("ben"));
    let new = newcomer(&world, "ada2");
    grant(&world, &[("months", "1")]).await;
    let options = [("user", "ben"), ("plan", "monthly"), ("months", "1")];
    world.does("owner", "/member grant", &options).await;
    world.settle().await;
    // Who is named becomes known, and nothing else.
    let stranger = world.person("stranger");
    let bot = world.discord.person(world.discord.bot_id());
    let rows = async || {
        let mut rows = world.rows().await;
        rows.retain(|(table, _, _)| table != "person" && table != "sqlite_sequence");
        rows
    };
    let before = rows().await;
    for (from, to, words) in [
        (&ada, &ben, "「/会員 付与」で移行先へ"),
        (&ada, &ada, "同じアカウント"),
        (&stranger, &new, "移す資格や履歴がありません"),
        (&ada, &bot, "ボット"),
    ] {
        let told = moves(&world, from, to).await;
        assert!(told.contains(words), "{words} is not in: {told}");
    }
    world.discord.moderator().opens_commands();
    let options = [("from", "ada"), ("to", "mika"), ("reason", "x")];
    let told = world.does("mika", "/member move", &options).await;
    assert!(told.contains("運営者だけ"), "{told}");
    let status = new.runs(world.lobby, "/membership", &[]).await;
    let status = status.message().expect("an answer").id;
    let told = new.clicks_forged(status, "membership:move-code:0").await;
    assert!(
        told.text().contains("移す資格や履歴がありません"),
        "{}",
        told.text()
    );
    let told = new.clicks_forged(status, "membership:move-other:0").await;
    assert!(told.text().contains("古くなって"), "{}", told.text());
    assert_eq!(rows().await, before);
    assert!(ada.has_role("会員") && ben.has_role("会員"));
    assert!(owner(&world).reads(world.log).is_empty());
    world.end().await;
}
