//! Stories of reports of personal information, beside those of questions that they hide.

use sandbox::view::MessageView;
use sandbox::{Id, Outcome, Person, Target};

use crate::world::{Setting, World, days, hours, minutes};

/// What must not be read while it is kept.
pub(crate) const SECRET: &str = "患者の山田花子さん（ID 4711）";

pub(crate) async fn reports(who: &Person, channel: Id, message: Id) -> Outcome {
    let menu = if who.view().locale == "ja" {
        "個人情報を報告"
    } else {
        "Report personal information"
    };
    who.uses_menu(channel, menu, Target::Message(message)).await
}

pub(crate) fn says(outcome: &Outcome, what: &str) {
    let answer = outcome.message().expect("an answer");
    assert!(answer.ephemeral, "all can see it");
    assert!(outcome.text().contains(what), "{}", outcome.text());
}

/// A salon in which `ada` and `ben` are members.
pub(crate) async fn salon() -> World {
    let world = World::start_with(Setting {
        is_roomy: true,
        ..Setting::default()
    })
    .await;
    world.sells_plan().await;
    for name in ["ada", "ben"] {
        world.grants(name, "3").await;
    }
    world.settle().await;
    world
}

pub(crate) fn labels(message: &MessageView) -> Vec<&str> {
    let buttons = message.buttons();
    buttons.map(|button| button.label.as_str()).collect()
}

/// What everybody can read in the lobby, in the log and in private, but for what one alone was shown.
fn readable(world: &World) -> Vec<String> {
    let mut said = Vec::new();
    for name in ["owner", "mika", "ken", "ada", "ben", "stranger"] {
        let person = world.person(name);
        for channel in [world.lobby, world.log] {
            said.extend(person.reads(channel));
        }
        said.extend(person.dms());
    }
    said.retain(|said| !said.ephemeral);
    said.iter().map(MessageView::text).collect()
}

pub(crate) fn can_be_read(world: &World) -> bool {
    readable(world).iter().any(|said| said.contains("山田花子"))
}

/// What the owner was told last.
pub(crate) fn notice(world: &World) -> MessageView {
    let mut told = world.person("owner").reads(world.log);
    told.retain(|told| !told.ephemeral);
    told.pop().expect("a notice")
}

/// Whether these words lie in the database file or its log as they are.
pub(crate) fn lies_open(world: &World) -> bool {
    let files = std::fs::read_dir(world.folder()).expect("a folder");
    files.flatten().any(|file| {
        let bytes = std::fs::read(file.path()).unwrap_or_default();
        let mut parts = bytes.windows(SECRET.len());
        parts.any(|part| part == SECRET.as_bytes())
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_of_somebody_is_deleted_read_and_posted_again() {
    let mut world = salon().await;
    let [owner, mika, ken, ada, ben] =
        ["owner", "mika", "ken", "ada", "ben"].map(|name| world.person(name));
    let said = ada.posts(world.lobby, SECRET).expect("posted");
    says(&reports(&ben, world.lobby, said.id).await, "being deleted");
    // Nothing was sent yet.
    world.stop_bot().await;
    world.start_bot().await;
    assert!(!can_be_read(&world), "{:?}", readable(&world));
    assert!(ada.sees(said.id).is_none());
    assert!(!lies_open(&world), "it is sealed");

    let told = notice(&world);
    assert_eq!(labels(&told), ["読む", "元に戻す", "消す"]);
    for person in [&ada, &ben] {
        let mention = format!("<@{}>", person.id());
        assert!(told.text().contains(&mention), "{}", told.text());
    }
    assert!(told.text().contains("初めて"), "{}", told.text());
    assert!(!told.text().contains("権限がボットにありません"));
    let dm = ada.dms().pop().expect("a message to the author").text();
    assert!(dm.contains("念のため"), "{dm}");
    assert!(!dm.contains(&ben.id().to_string()), "{dm}");

    // Only the owner reads it; only mentors and the owner decide.
    says(&owner.clicks(told.id, "読む").await, SECRET);
    assert!(!can_be_read(&world));
    for (who, button, why) in [
        (&mika, "読む", "運営者だけ"),
        (&mika, "消す", "運営者だけ"),
        (&ada, "元に戻す", "メンターだけ"),
    ] {
        says(&who.clicks(told.id, button).await, why);
    }
    says(
        &ben.clicks_forged(told.id, "reported:restore:1").await,
        "mentors",
    );
    says(
        &owner.clicks_forged(told.id, "reported:restore:99").await,
        "確認が終わっている",
    );
    let list = world.does("owner", "/question reports", &[]).await;
    assert!(list.contains(&format!("<@{}>", ada.id())), "{list}");

    says(&ken.clicks(told.id, "元に戻す").await, "元に戻しました");
    world.settle().await;
    let mut again = ada.reads(world.lobby).into_iter();
    let again = again.rfind(|said| said.text().contains(SECRET));
    let again = again.expect("it is posted again");
    assert!(again.text().contains(&format!("<@{}>", ada.id())));
    assert!(again.pings.users.is_empty(), "{:?}", again.pings);
    let dm = ada.dms().pop().expect("a message to the author").text();
    assert!(dm.contains("元に戻しました"), "{dm}");
    assert!(
        labels(&notice(&world)).is_empty(),
        "{}",
        notice(&world).text()
    );
    for forged in ["reported:read:1", "reported:restore:1", "reported:wipe:1"] {
        says(
            &owner.clicks_forged(told.id, forged).await,
            "確認が終わっている",
        );
    }
    let list = world.does("owner", "/question reports", &[]).await;
    assert!(list.contains("ありません"), "{list}");

    let next = ada.posts(world.lobby, "次の話").expect("posted");
    reports(&ben, world.lobby, next.id).await;
    world.settle().await;
    let told = notice(&world).text();
    assert!(told.contains("1 件のうち、1 件"), "{told}");
    let kinds: Vec<String> = world
        .journal()
        .await
        .into_iter()
        .map(|(kind, _)| kind)
        .collect();
    let kinds: Vec<_> = kinds
        .iter()
        .filter_map(|kind| kind.strip_prefix("message."))
        .collect();
    assert_eq!(kinds, ["reported", "read", "restored", "reported"]);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_owner_wipes_and_what_is_old_is_nowhere() {
    let mut world = salon().await;
    let [owner, ken, ada, ben] = ["owner", "ken", "ada", "ben"].map(|name| world.person(name));
    let first = ada.posts(world.lobby, SECRET).expect("posted");
    reports(&ben, world.lobby, first.id).await;
    assert!(!lies_open(&world), "it is sealed");
    // Somebody else had the menu open.
    reports(&ken, world.lobby, first.id).await;
    world.settle().await;
    let also = notice(&world);
    assert!(labels(&also).is_empty() && also.text().contains(&format!("<@{}>", ken.id())));
    let mut told = owner.reads(world.log).into_iter();
    let told = told.rfind(|told| labels(told).contains(&"消す"));
    says(
        &owner.clicks(told.expect("a notice").id, "消す").await,
        "消しました",
    );
    world.settle().await;

    let second = ada.posts(world.lobby, SECRET).expect("posted");
    reports(&ken, world.lobby, second.id).await;
    world.settle().await;
    let told = notice(&world);
    world.pass(days(30) - minutes(1)).await;
    says(&owner.clicks(told.id, "読む").await, SECRET);
    world.restart().await;
    world.pass(minutes(2)).await;
    says(
        &owner.clicks_forged(told.id, "reported:read:2").await,
        "保管期間",
    );
    let mut conn = world.app().db.read().await.expect("a reader");
    let kept: Vec<(String, bool)> =
        sqlx::query_as("select state, content is null from reported_message order by id")
            .fetch_all(&mut *conn)
            .await
            .expect("rows");
    drop(conn);
    assert_eq!(
        kept,
        [("wiped".to_owned(), true), ("wiped".to_owned(), true)]
    );
    assert!(!can_be_read(&world));
    world.app().db.fold_log().await.expect("folded");
    assert!(!lies_open(&world));
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_the_permission_the_owner_is_told_at_once_to_delete_it_by_hand() {
    for deletes_by_hand in [false, true] {
        let world = salon().await;
        let [owner, ada, ben] = ["owner", "ada", "ben"].map(|name| world.person(name));
        let bot = world.discord.bot_id();
        let right = sandbox::permissions::MANAGE_MESSAGES;
        world.discord.overwrite(world.lobby, bot, 0, right);
        let said = ada.posts(world.lobby, SECRET).expect("posted");
        says(&reports(&ben, world.lobby, said.id).await, "by hand");
        world.settle().await;
        let told = world.told_owner();
        let place = format!("/{}/{}", world.lobby, said.id);
        assert!(told.iter().any(|told| told.contains(&place)), "{told:?}");
        let mend = told.iter().any(|told| told.contains("メッセージの管理"));
        assert!(mend, "{told:?}");
        if deletes_by_hand {
            world.discord.moderator().deletes_message(said.id);
        } else {
            assert!(can_be_read(&world));
            world.discord.overwrite(world.lobby, bot, 0, 0);
        }
        world.pass(hours(2)).await;
        assert!(!can_be_read(&world));
        let mut told = owner.reads(world.log).into_iter();
        let told = told.rfind(|told| labels(told).contains(&"元に戻す"));
        owner.clicks(told.expect("a notice").id, "元に戻す").await;
        world.settle().await;
        assert!(can_be_read(&world));
        world.end().await;
    }
}

/// What could not be deleted yet is not posted a second time.
#[tokio::test(flavor = "multi_thread")]
async fn what_was_not_deleted_yet_stays_where_it_is() {
    let world = salon().await;
    let [owner, ada, ben] = ["owner", "ada", "ben"].map(|name| world.person(name));
    let down = world
        .discord
        .faults()
        .on("DELETE", "/messages/")
        .times(1_000);
    down.answer_next(403, 50_013);
    let said = ada.posts(world.lobby, SECRET).expect("posted");
    reports(&ben, world.lobby, said.id).await;
    world.settle().await;
    world.discord.faults().clear();
    let mut told = owner.reads(world.log).into_iter();
    let told = told.rfind(|told| labels(told).contains(&"元に戻す"));
    owner.clicks(told.expect("a notice").id, "元に戻す").await;
    world.settle().await;
    world.pass(hours(2)).await;
    let shown = ben.reads(world.lobby).into_iter();
    let shown = shown.filter(|said| said.text().contains(SECRET));
    assert_eq!(shown.count(), 1);
    assert!(ben.sees(said.id).is_some());
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_what_the_bot_posted_elsewhere_the_owner_is_told() {
    let mut world = salon().await;
    let [owner, ada, ben] = ["owner", "ada", "ben"].map(|name| world.person(name));
    let theirs = ada.posts(world.lobby, "こんにちは").expect("posted");
    let stranger = world.person("stranger");
    let no = reports(&stranger, world.lobby, theirs.id).await;
    says(&no, "Only members");
    reports(&owner, world.lobby, theirs.id).await;
    world.settle().await;
    let first = notice(&world);
    says(
        &reports(&ada, world.log, first.id).await,
        "運営者に知らせました",
    );
    says(&reports(&ada, world.log, first.id).await, "すでにご報告");
    world.settle().await;
    let told = notice(&world).text();
    let place = format!("/{}/{}", world.log, first.id);
    assert!(
        told.contains(&place) && told.contains(&format!("<@{}>", ada.id())),
        "{told}"
    );
    assert!(owner.sees(first.id).is_some(), "nothing is hidden");
    world.has_no_log();
    world.restart().await;
    says(&reports(&ben, world.log, first.id).await, "directly");
    // Without the log channel as well.
    let status = world.does("owner", "/salon status", &[]).await;
    let waits = "確認を待っている報告されたメッセージ：1 件";
    assert!(status.contains(waits), "{status}");
    let list = owner.runs(world.lobby, "/question reports", &[]).await;
    let list = list.message().expect("a list").clone();
    assert_eq!(labels(&list), ["読む 1", "元に戻す 1", "消す 1"]);
    says(&owner.clicks(list.id, "読む 1").await, "こんにちは");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn ten_reports_a_day_are_taken_in() {
    let mut world = salon().await;
    let (ada, ben) = (world.person("ada"), world.person("ben"));
    for turn in 0..10 {
        let said = ada.posts(world.lobby, &format!("{turn}")).expect("posted");
        says(&reports(&ben, world.lobby, said.id).await, "Thank you");
    }
    let more = ada.posts(world.lobby, "もう一つ").expect("posted");
    says(&reports(&ben, world.lobby, more.id).await, "At most 10");
    says(&reports(&ada, world.lobby, more.id).await, "ありがとう");
    world.settle().await;
    world.restart().await;
    world.pass(hours(24)).await;
    let more = ada.posts(world.lobby, "翌日").expect("posted");
    says(&reports(&ben, world.lobby, more.id).await, "Thank you");
    world.settle().await;
    world.end().await;
}
