//! The first days of a plan without payment: once for each person, and they end by themselves.

use sandbox::view::MessageView;
use sandbox::{NewRole, Person};

use super::{PLAN, last_dm, owner, why};
use crate::world::{World, days, hours};

/// A salon that sells the plan `monthly`, which can be tried for two weeks.
async fn salon(more: &[(&str, &str)]) -> World {
    let mut world = World::start().await;
    world.may_sell().await;
    world.discord.role("お試し", NewRole::default());
    let mut plan = PLAN.to_vec();
    plan.push(("trial-days", "14"));
    plan.extend(more);
    let made = world.does("owner", "/plan create", &plan).await;
    assert!(made.contains("お試し14日間"), "{made}");
    world
}

/// The last screen before somebody orders the plan.
async fn screen(world: &World, name: &str) -> MessageView {
    let person = world.person(name);
    let options = [("plan", "monthly")];
    let shown = person.runs(world.lobby, "/join", &options).await;
    shown.message().expect("an answer").clone()
}

/// Somebody applies; what they agreed to, and what they are shown then.
async fn applies(world: &World, name: &str) -> (String, String) {
    let shown = screen(world, name).await;
    let agree = shown.buttons().next().expect("a button");
    let agree = agree.custom_id.clone().expect("it leads somewhere");
    let pressed = world.person(name).clicks_forged(shown.id, &agree).await;
    world.settle().await;
    (shown.text(), pressed.text())
}

/// The owner presses a button of the newest card, and fills in the form that it may open.
async fn presses(world: &World, label: &str) {
    let mut cards = owner(world).reads(world.log);
    cards.retain(|message| !message.ephemeral);
    let card = cards.pop().expect("a card");
    let pressed = owner(world).clicks(card.id, label).await;
    if let Some(form) = pressed.modal() {
        let input = form.inputs[0].custom_id.clone();
        owner(world)
            .submits(form, &[(&input, "またの機会に")])
            .await;
    } else if label == "入金を確認" {
        let asked = pressed.message().expect("an answer").id;
        owner(world).clicks(asked, "2,980円の入金を確認").await;
    }
    world.settle().await;
}

fn roles(person: &Person) -> (bool, bool) {
    (person.has_role("お試し"), person.has_role("会員"))
}

async fn status(world: &World, name: &str) -> String {
    world.does(name, "/membership", &[]).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_trial_gives_its_own_role_and_ends() {
    let world = salon(&[("trial-role", "お試し"), ("tracks", "pgy")]).await;
    let ada = world.person("ada");
    let (screen, agreed) = applies(&world, "ada").await;
    for words in [
        "はじめの14日間は無料です（プランごとにお一人1回）",
        "2,980円のお支払いが必要です",
        "料金はかかりません",
        "お試しは <t:1776211200:f> までです",
        "期限は <t:1776211200:f> です",
    ] {
        assert!(screen.contains(words), "{words} is not in: {screen}");
    }
    assert!(agreed.contains("お試しを開始しました"), "{agreed}");
    assert!(agreed.contains("お試しだけの場合"), "{agreed}");
    assert_eq!(roles(&ada), (true, false));
    let told = status(&world, "ada").await;
    for words in [
        "お試し中（<t:1776211200:f> まで無料）",
        "入金待ち",
        "自動的に終了し",
    ] {
        assert!(told.contains(words), "{words} is not in: {told}");
    }
    let history = why(&world, "ada").await;
    assert!(history.contains("（お試し・"), "{history}");
    assert!(history.contains("お試し中（"), "{history}");
    for (view, is_there) in [("お試し中", true), ("会員", false)] {
        let shown = world.does("owner", "/member list", &[("view", view)]).await;
        let mention = format!("<@{}>", ada.id());
        assert_eq!(shown.contains(&mention), is_there, "{view}: {shown}");
    }
    let is_open = async |track| {
        let mut conn = world.app().db.read().await.expect("a reader");
        let user = world.user("ada");
        let rights = salon::memberships::rights(&mut conn, user, world.now()).await;
        rights.expect("known").access(track) == salon::memberships::Access::Open
    };
    assert!(is_open("pgy").await && !is_open("gp").await);

    // 15 April 09:00; three days before, once.
    world.pass(days(10) + hours(23)).await;
    assert!(!last_dm(&ada).contains("近づいています"));
    world.pass(hours(2)).await;
    let reminded = last_dm(&ada);
    assert!(
        reminded.contains("お試しの終了が近づいています"),
        "{reminded}"
    );
    assert!(reminded.contains("あと 3 日"), "{reminded}");
    let count = ada.dms().len();
    world.pass(days(2) + hours(22)).await;
    assert_eq!(ada.dms().len(), count, "reminded again");
    assert_eq!(roles(&ada), (true, false));
    world.pass(hours(2)).await;
    assert_eq!(roles(&ada), (false, false));
    let dms: Vec<String> = ada.dms().iter().map(MessageView::text).collect();
    let over = dms.iter().filter(|dm| dm.contains("お試しが終了しました"));
    assert_eq!(over.count(), 1, "{dms:?}");
    // The time to pay is over in the same minute: one message says both.
    assert_eq!(ada.dms().len(), count + 1, "{dms:?}");
    assert!(last_dm(&ada).contains("お申し込みも終了しました"));
    assert!(!is_open("pgy").await);
    let ended = [("view", "終了（30日以内）")];
    let ended = world.does("owner", "/member list", &ended).await;
    assert!(ended.contains("月額会員（お試し）: "), "{ended}");

    // Once for each person.
    world.pass(days(1)).await;
    let (screen, agreed) = applies(&world, "ada").await;
    assert!(!screen.contains("お試し"), "{screen}");
    assert!(!agreed.contains("お試し"), "{agreed}");
    assert_eq!(roles(&ada), (false, false));
    world.pass(hours(1)).await;
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_pays_on_trial_has_all_at_once_and_loses_no_day() {
    let mut world = salon(&[("trial-role", "お試し")]).await;
    let ada = world.person("ada");
    applies(&world, "ada").await;
    world.pass(days(5)).await;
    presses(&world, "入金を確認").await;
    assert_eq!(roles(&ada), (false, true));
    world.restart().await;
    assert_eq!(roles(&ada), (false, true));
    let told = status(&world, "ada").await;
    // The trial until 15 April, and a month after it.
    assert!(told.contains("有効（<t:1778803200:f> まで）"), "{told}");
    world.pass(days(20)).await;
    assert_eq!(roles(&ada), (false, true));
    let dms: Vec<String> = ada.dms().iter().map(MessageView::text).collect();
    assert!(!dms.iter().any(|dm| dm.contains("お試しの終了")), "{dms:?}");
    assert!(!dms.iter().any(|dm| dm.contains("お試しが終了")), "{dms:?}");
    let taken = world.discord.requests("DELETE", "/roles/").len();
    assert_eq!(taken, 1, "only the role of the trial goes");
    assert!(
        world
            .told_owner()
            .iter()
            .all(|told| !told.contains("外れるところ"))
    );
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_becomes_of_the_application_ends_no_trial() {
    let world = salon(&[]).await;
    let (ada, ben) = (world.person("ada"), world.person("ben"));
    applies(&world, "ada").await;
    applies(&world, "ben").await;
    assert!(
        ada.has_role("会員") && ben.has_role("会員"),
        "the plan's own role"
    );
    presses(&world, "断る").await;
    assert!(ben.has_role("会員"));
    let told = status(&world, "ben").await;
    assert!(told.contains("on trial"), "{told}");
    assert!(told.contains("To go on, use"), "{told}");
    // What is said of another plan says nothing of how to go on with this one.
    let yearly = [
        ("key", "yearly"),
        ("name", "年額会員"),
        ("price", "29800"),
        ("interval", "毎年"),
        ("role", "会員"),
    ];
    world.does("owner", "/plan create", &yearly).await;
    let ben = world.person("ben");
    let other = ben.runs(world.lobby, "/join", &[("plan", "yearly")]).await;
    let other = other.message().expect("an answer").clone();
    ben.clicks(other.id, "Agree and apply").await;
    world.settle().await;
    let told = status(&world, "ben").await;
    assert!(told.contains("To go on, use"), "{told}");
    assert!(!told.contains("is shown above"), "{told}");
    let shown = world
        .person("ada")
        .runs(world.lobby, "/membership", &[])
        .await;
    let shown = shown.message().expect("an answer").clone();
    let withdraw = shown.buttons().next().expect("a button").label.clone();
    assert!(withdraw.contains("取り下げる"), "{withdraw}");
    let asked = ada.clicks(shown.id, &withdraw).await;
    let asked = asked.message().expect("a question").id;
    ada.clicks(asked, "取り下げる").await;
    world.settle().await;
    assert!(ada.has_role("会員"));
    // Whoever withdraws and applies again tries it no longer than once, and pays in their own time.
    let (_, again) = applies(&world, "ada").await;
    assert!(again.contains("入金待ち"), "{again}");
    world.pass(days(14) + hours(1)).await;
    assert!(!ada.has_role("会員") && !ben.has_role("会員"));
    let periods: i64 = {
        let mut conn = world.app().db.read().await.expect("a reader");
        sqlx::query_scalar("select count(*) from entitlement")
            .fetch_one(&mut *conn)
            .await
            .expect("periods")
    };
    assert_eq!(periods, 2);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whom_the_owner_admits_tries_it_from_then_on() {
    let world = salon(&[("buyers", "承認した人だけ")]).await;
    let ada = world.person("ada");
    let (screen, _) = applies(&world, "ada").await;
    assert!(screen.contains("お試しは運営者の承認後すぐ"), "{screen}");
    assert!(!screen.contains("今お申し込みになると"), "{screen}");
    assert!(!ada.has_role("会員"));
    world.pass(days(3)).await;
    presses(&world, "承認").await;
    let told = last_dm(&ada);
    assert!(told.contains("お申し込みが承認されました"), "{told}");
    assert!(ada.has_role("会員"));
    world.pass(days(13)).await;
    assert!(ada.has_role("会員"));
    let told = status(&world, "ada").await;
    assert!(told.contains("入金待ち"), "{told}");
    world.pass(days(1) + hours(1)).await;
    assert!(!ada.has_role("会員"));
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_has_it_or_is_in_grace_is_offered_no_trial() {
    let world = salon(&[]).await;
    let user = world.person("ada").id().to_string();
    let pass = [
        ("user", user.as_str()),
        ("plan", "monthly"),
        ("months", "1"),
        ("as", "期間パス（更新案内あり）"),
    ];
    world.does("owner", "/member grant", &pass).await;
    world.settle().await;
    assert!(!screen(&world, "ada").await.text().contains("お試し"));
    world.pass(days(35)).await;
    assert!(
        status(&world, "ada")
            .await
            .contains("お支払い済みの期間は終了しました")
    );
    let shown = screen(&world, "ada").await.text();
    assert!(!shown.contains("お試し"), "{shown}");
    // From when the next period counts.
    assert!(shown.contains("入金を確認した時点から"), "{shown}");
    // Whose time is over has never tried it.
    world.pass(days(15)).await;
    assert!(screen(&world, "ada").await.text().contains("お試し"));
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_trial_is_refused_and_ends_none_that_runs() {
    let world = salon(&[("trial-role", "お試し")]).await;
    let ada = world.person("ada");
    applies(&world, "ada").await;
    let edit = async |options: &[(&str, &str)]| {
        let mut all = vec![("plan", "monthly")];
        all.extend(options);
        world.does("owner", "/plan edit", &all).await
    };
    for (options, words) in [
        (&[("trial-days", "91")][..], "0〜90"),
        (&[("price", "0")], "0円のプランにお試し"),
        (
            &[("trial-days", "0"), ("trial-role", "会員")],
            "お試しの日数（1〜90）も",
        ),
        (&[("trial-role", "運営")], "運営者またはメンター"),
    ] {
        let told = edit(options).await;
        assert!(told.contains(words), "{options:?}: {told}");
    }
    let told = edit(&[("trial-days", "0")]).await;
    assert!(!told.contains("お試し"), "{told}");
    world.settle().await;
    assert_eq!(roles(&ada), (true, false));
    assert!(!screen(&world, "ben").await.text().contains("trial"));
    world.pass(days(14) + hours(1)).await;
    assert_eq!(roles(&ada), (false, false));
    world.end().await;
}
