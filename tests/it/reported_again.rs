//! Stories of what is reported a second time once somebody has decided, of words without a key, and of files.

use salon::actor::Actor;
use salon::ids::{ChannelId, MessageId};
use salon::reported::{self, Author, Done, Target};
use salon::text::Lang;
use sandbox::view::MessageView;

use crate::process::salon as program;
use crate::reported::{SECRET, can_be_read, labels, lies_open, notice, reports, salon, says};
use crate::world::{World, days, hours, number};

/// The last notice of a kept message.
fn kept_notice(world: &World) -> MessageView {
    let mut told = world.person("owner").reads(world.log).into_iter();
    let told = told.rfind(|told| labels(told).contains(&"元に戻す"));
    told.expect("a notice")
}

/// The one message in the lobby that says it.
fn shown(world: &World) -> MessageView {
    let said = world.person("ken").reads(world.lobby).into_iter();
    let mut said: Vec<_> = said.filter(|said| said.text().contains(SECRET)).collect();
    assert_eq!(said.len(), 1, "{said:?}");
    said.remove(0)
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_left_where_it_stood_is_deleted_when_it_is_reported_again() {
    let world = salon().await;
    let [owner, ken, ada, ben] = ["owner", "ken", "ada", "ben"].map(|name| world.person(name));
    let faults = world.discord.faults();
    let down = faults.on("DELETE", "/messages/").times(1_000);
    down.answer_next(403, 50_013);
    let said = ada.posts(world.lobby, SECRET).expect("posted");
    reports(&ben, world.lobby, said.id).await;
    world.settle().await;
    world.discord.faults().clear();
    owner.clicks(kept_notice(&world).id, "元に戻す").await;
    world.pass(hours(2)).await;
    assert_eq!(shown(&world).id, said.id);

    let thanks = reports(&ken, world.lobby, said.id).await;
    says(&thanks, "削除しています");
    world.settle().await;
    world.pass(hours(2)).await;
    assert!(!can_be_read(&world));
    let told = notice(&world);
    assert_eq!(labels(&told), ["読む", "元に戻す", "消す"]);
    assert!(told.text().contains(&format!("<@{}>", ken.id())));
    says(&owner.clicks(told.id, "読む").await, SECRET);
    owner.clicks(told.id, "元に戻す").await;
    world.settle().await;
    assert_ne!(shown(&world).id, said.id);
    assert!(labels(&notice(&world)).is_empty());
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_posted_again_is_deleted_when_it_is_reported() {
    let world = salon().await;
    let [owner, ada, ben] = ["owner", "ada", "ben"].map(|name| world.person(name));
    let said = ada.posts(world.lobby, SECRET).expect("posted");
    let mut place = said.id;
    for round in 0..2 {
        says(&reports(&ben, world.lobby, place).await, "being deleted");
        world.settle().await;
        assert!(!can_be_read(&world), "{round}");
        let told = kept_notice(&world);
        assert!(told.text().contains(&format!("<@{}>", ada.id())));
        let read = owner.clicks(told.id, "読む").await;
        says(&read, SECRET);
        assert!(!read.text().contains("元に戻しました"));
        owner.clicks(told.id, "元に戻す").await;
        world.settle().await;
        assert_ne!(shown(&world).id, place);
        place = shown(&world).id;
    }
    says(&reports(&ben, world.lobby, place).await, "being deleted");
    world.settle().await;
    owner.clicks(kept_notice(&world).id, "消す").await;
    world.settle().await;
    assert!(!can_be_read(&world));
    let dms = ada.dms().into_iter().map(|dm| dm.text());
    assert_eq!(dms.filter(|dm| dm.contains("念のため")).count(), 3);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_key_the_words_are_kept_as_they_are_and_check_says_so() {
    let mut world = salon().await;
    world.loses_key().await;
    let [owner, ada, ben] = ["owner", "ada", "ben"].map(|name| world.person(name));
    let said = ada.posts(world.lobby, SECRET).expect("posted");
    reports(&ben, world.lobby, said.id).await;
    world.settle().await;
    assert!(!can_be_read(&world));
    assert!(lies_open(&world));
    let check = || {
        let mut command = program(&world, world.folder());
        let output = command.arg("check").env("SALON_IDENTITY_KEY", "").output();
        String::from_utf8(output.expect("it ends").stdout).expect("words")
    };
    let checked = tokio::task::block_in_place(check);
    assert!(checked.contains("封をせずに"), "{checked}");
    says(&owner.clicks(kept_notice(&world).id, "読む").await, SECRET);
    world.finds_key().await;
    owner.clicks(kept_notice(&world).id, "元に戻す").await;
    world.settle().await;
    shown(&world);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn files_that_are_lost_are_counted() {
    let world = salon().await;
    let said = world.person("ada").posts(world.lobby, SECRET);
    let said = said.expect("posted");
    let actor = Actor {
        user: world.user("ken"),
        lang: Lang::Ja,
        is_mentor: true,
        is_owner: false,
    };
    let target = Target {
        channel: ChannelId(number(world.lobby)),
        message: MessageId(number(said.id)),
        author: Author::Person(world.user("ada")),
        content: SECRET,
        attachments: 2,
        may_delete: true,
    };
    let done = reported::report(world.app(), &actor, target).await;
    assert_eq!(done.expect("taken in"), Done::Deleted);
    world.settle().await;
    let told = notice(&world).text();
    assert!(told.contains("添付ファイル 2 件"), "{told}");
    world.end().await;
}

async fn runs(world: &World, sql: &'static str) {
    let mut tx = world.app().db.begin().await.expect("a writer");
    let conn = tx.conn().await.expect("a connection");
    sqlx::query(sql).execute(conn).await.expect("it runs");
    tx.commit().await.expect("written");
}

/// What became of each kept message.
pub(crate) async fn states(world: &World) -> Vec<String> {
    let mut conn = world.app().db.read().await.expect("a reader");
    sqlx::query_scalar("select state from reported_message order by id")
        .fetch_all(&mut *conn)
        .await
        .expect("rows")
}

#[tokio::test(flavor = "multi_thread")]
async fn one_that_cannot_be_wiped_keeps_no_other() {
    let mut world = salon().await;
    let [ada, ben] = ["ada", "ben"].map(|name| world.person(name));
    for _ in 0..2 {
        let said = ada.posts(world.lobby, SECRET).expect("posted");
        reports(&ben, world.lobby, said.id).await;
    }
    world.settle().await;
    let fault = "create trigger fault before update on reported_message when old.id = 1
                 begin select raise(abort, 'no'); end";
    runs(&world, fault).await;
    world.pass(days(30)).await;
    assert_eq!(states(&world).await, ["kept", "wiped"]);
    assert!(world.app().broken() > 0, "nobody is told");
    runs(&world, "drop trigger fault").await;
    world.restart().await;
    assert_eq!(states(&world).await, ["wiped", "wiped"]);
    world.end().await;
}
