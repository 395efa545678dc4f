//! What needs the owner's eye: one list, and a mend of one press for each line.

use sandbox::view::MessageView;
use sandbox::{Id, NewMember, Outcome, Person};

use super::{PLAN, grant, owner, salon_with_a_plan};
use crate::world::{Setting, World, days, hours, minutes};

const SKU: u64 = 1_234_567_890_123_456_789;
const ASIDE: &str = "そのままにする";

/// The list as the owner opens it.
pub(super) async fn list(world: &World) -> MessageView {
    let options = [("view", "要対応")];
    let shown = owner(world)
        .runs(world.lobby, "/member list", &options)
        .await;
    let message = shown.message().expect("an answer");
    assert!(message.ephemeral, "everyone sees what is about people");
    message.clone()
}

/// The same, where it must have this line first.
pub(super) async fn listed(world: &World, words: &str) -> MessageView {
    let message = list(world).await;
    let text = message.text();
    assert!(text.contains(words), "{words} is not in: {text}");
    message
}

pub(super) async fn is_clear(world: &World) {
    listed(world, "対応が必要なものはありません").await;
}

/// The owner presses a button of the first line, which shows what is left in its place.
pub(super) async fn presses(world: &World, on: &MessageView, button: &str) -> String {
    let label = format!("1. {button}");
    let outcome = owner(world).clicks(on.id, &label).await;
    world.settle().await;
    assert!(matches!(outcome, Outcome::Updated(_)), "{outcome:?}");
    outcome.text()
}

/// A press of what a button led to, though it is not shown any more.
async fn presses_again(world: &World, on: &MessageView) {
    let button = on.buttons().find(|button| button.label.starts_with("1. "));
    let leads = button.and_then(|button| button.custom_id.clone());
    // A comparison with Discord, which a press asks for, remembers that it was made.
    let rows = async || {
        let mut rows = world.rows().await;
        rows.retain(|(table, _, _)| table != "fact");
        rows
    };
    let before = rows().await;
    let told = owner(world)
        .clicks_forged(on.id, &leads.expect("it leads somewhere"))
        .await;
    assert!(told.text().contains("すでに解決"), "{}", told.text());
    assert_eq!(rows().await, before, "done twice");
}

async fn status(world: &World) -> String {
    world.does("owner", "/salon status", &[]).await
}

/// Someone who is not in the server.
fn outside(world: &World, name: &str) -> Person {
    let new = NewMember {
        outside: true,
        ..NewMember::default()
    };
    let id = world.discord.member(name, new);
    world.discord.person(id)
}

/// A plan whose roles stay as somebody wants them.
pub(super) async fn salon_that_respects() -> World {
    let world = World::start().await;
    let mut plan = PLAN.to_vec();
    plan.push(("by-hand", "そのままにする"));
    world.does("owner", "/plan create", &plan).await;
    world
}

#[tokio::test(flavor = "multi_thread")]
async fn who_has_a_plan_and_is_not_here_is_let_be_and_put_back() {
    let world = salon_with_a_plan().await;
    let eve = outside(&world, "eve");
    let options = [("user", "eve"), ("plan", "monthly"), ("months", "3")];
    world.does("owner", "/member grant", &options).await;
    is_clear_but_for(&world, "サーバー未参加 1").await;
    let shown = listed(&world, "サーバーにいません").await;
    let told = presses(&world, &shown, "もう一度照合する").await;
    assert!(told.contains("照合しています"), "{told}");

    let told = presses(&world, &shown, ASIDE).await;
    assert!(told.contains("そのままにします"), "{told}");
    assert!(told.contains("対応が必要なものはありません"), "{told}");
    assert!(!status(&world).await.contains("サーバー未参加"));
    let clear = list(&world).await;
    let aside = owner(&world).clicks(clear.id, "そのままにした 1 件").await;
    assert!(
        aside.text().contains("サーバーにいません"),
        "{}",
        aside.text()
    );
    let told = presses(&world, &clear, "要対応に戻す").await;
    assert!(told.contains("要対応に戻しました"), "{told}");
    listed(&world, "サーバーにいません").await;

    eve.joins();
    world.settle().await;
    assert!(eve.has_role("会員"));
    is_clear(&world).await;
    presses_again(&world, &shown).await;
    world.end().await;
}

/// The status says how much there is, and leads there.
async fn is_clear_but_for(world: &World, counts: &str) {
    let shown = owner(world).runs(world.lobby, "/salon status", &[]).await;
    assert!(shown.text().contains(counts), "{}", shown.text());
    let message = shown.message().expect("an answer").id;
    let outcome = owner(world).clicks(message, "要対応を見る").await;
    assert!(outcome.text().contains(counts), "{}", outcome.text());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_role_that_was_withheld_is_given() {
    let world = salon_that_respects().await;
    let ada = world.person("ada");
    grant(&world, &[("months", "1")]).await;
    world.pass(minutes(1)).await;
    let moderator = world.discord.moderator();
    moderator.takes_role(ada.id(), world.paid_role);
    world.settle().await;
    let shown = listed(&world, "手動で外され").await;
    let told = presses(&world, &shown, "ロールを付ける").await;
    assert!(told.contains("ロールを付けます"), "{told}");
    assert!(ada.has_role("会員"));
    is_clear(&world).await;
    presses_again(&world, &shown).await;
    let history = super::why(&world, "ada").await;
    assert!(history.contains("運営者による個別の対応"), "{history}");
    // What was let be is shown again when it happens anew.
    world.pass(minutes(1)).await;
    moderator.takes_role(ada.id(), world.paid_role);
    world.settle().await;
    let shown = listed(&world, "手動で外され").await;
    presses(&world, &shown, ASIDE).await;
    moderator.gives_role(ada.id(), world.paid_role);
    world.settle().await;
    world.pass(hours(1)).await;
    moderator.takes_role(ada.id(), world.paid_role);
    world.settle().await;
    listed(&world, "手動で外され").await;
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_role_that_was_kept_is_taken() {
    let world = salon_that_respects().await;
    let ada = world.person("ada");
    grant(&world, &[("months", "1")]).await;
    world.pass(days(31)).await;
    assert!(!ada.has_role("会員"));
    world
        .discord
        .moderator()
        .gives_role(ada.id(), world.paid_role);
    world.settle().await;
    assert!(ada.has_role("会員"));
    let shown = listed(&world, "残しています").await;
    presses(&world, &shown, "ロールを外す").await;
    assert!(!ada.has_role("会員"));
    is_clear(&world).await;
    presses_again(&world, &shown).await;
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_breaker_let_stay_is_taken_one_by_one() {
    let world = World::start_with(Setting {
        is_roomy: true,
        ..Setting::default()
    })
    .await;
    world.sells_plan().await;
    let stranger = |place| {
        let new = NewMember {
            roles: vec![world.paid_role],
            ..NewMember::default()
        };
        world.discord.member(&format!("s{place}"), new)
    };
    let people: Vec<Person> = (0..7)
        .map(|it| world.discord.person(stranger(it)))
        .collect();
    let role = world.paid_role.to_string();
    let options = [("role", role.as_str())];
    world.does("owner", "/plan exclusive", &options).await;
    let asked = owner(&world).reads(world.lobby).pop().expect("a question");
    owner(&world)
        .clicks(asked.id, "7 人から外して専用にする")
        .await;
    world.compare().await;
    let card = owner(&world).reads(world.log).remove(0);
    owner(&world).clicks(card.id, "取りやめる").await;
    world.compare().await;
    let shown = listed(&world, "資格なしのロール 7").await;
    assert!(shown.text().contains("1 / 2 ページ"), "{}", shown.text());
    let later = owner(&world).clicks(shown.id, "次へ ▶").await;
    assert!(later.text().contains("**7.**"), "{}", later.text());
    let having = || people.iter().filter(|one| one.has_role("会員")).count();
    let shown = list(&world).await;
    let told = presses(&world, &shown, "ロールを外す").await;
    assert!(told.contains("資格なしのロール 6"), "{told}");
    assert_eq!(having(), 6);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_fought_for_is_shown_for_a_day_and_mended_at_once() {
    let world = salon_with_a_plan().await;
    let ada = world.person("ada");
    grant(&world, &[("months", "1")]).await;
    let moderator = world.discord.moderator();
    for _ in 0..4 {
        world.pass(minutes(1)).await;
        moderator.takes_role(ada.id(), world.paid_role);
        world.settle().await;
    }
    assert!(!ada.has_role("会員"));
    let shown = listed(&world, "戻しても手動で外されます").await;
    presses(&world, &shown, "ロールを付ける").await;
    assert!(ada.has_role("会員"));
    is_clear(&world).await;
    for _ in 0..4 {
        world.pass(minutes(1)).await;
        moderator.takes_role(ada.id(), world.paid_role);
        world.settle().await;
    }
    listed(&world, "戻しても手動で外されます").await;
    world.pass(days(1)).await;
    is_clear(&world).await;
    world.compare().await;
    assert!(ada.has_role("会員"));

    world.pass(days(31)).await;
    for _ in 0..4 {
        world.pass(minutes(1)).await;
        moderator.gives_role(ada.id(), world.paid_role);
        world.settle().await;
    }
    assert!(ada.has_role("会員"));
    let shown = listed(&world, "外しても手動で付けられます").await;
    presses(&world, &shown, "ロールを外す").await;
    assert!(!ada.has_role("会員"));
    is_clear(&world).await;
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_periods_at_once_the_later_ends() {
    let world = World::start().await;
    let sku = SKU.to_string();
    let mut plan = PLAN.to_vec();
    plan.push(("discord-sku", sku.as_str()));
    world.does("owner", "/plan create", &plan).await;
    let ada = world.person("ada");
    grant(&world, &[("months", "1")]).await;
    grant(&world, &[("months", "1"), ("paid-yen", "1000")]).await;
    is_clear(&world).await;
    world.pass(hours(1)).await;
    ada.subscribes(Id(SKU));
    world.settle().await;
    let shown = listed(&world, "期間が重なっています").await;
    let text = shown.text();
    let first = "先の期間: 手動付与・2026-04-01〜2026-05-01";
    assert!(text.contains(first), "{first} is not in: {text}");
    let changes = || {
        let dms = ada.dms().into_iter();
        dms.filter(|dm| dm.text().contains("ご利用期間が変わりました"))
            .count()
    };
    let told = presses_later(&world, &shown).await;
    // What came in for it may have to go back.
    for words in ["入金 #1（計 1,000円）", "「/会員 取消」"] {
        assert!(told.contains(words), "{words} is not in: {told}");
    }
    assert!(ada.has_role("会員"));
    let before = changes();
    // The second month begins later than what was bought, and ends.
    let left: Vec<String> = sources(&world).await;
    assert_eq!(left, ["manual", "discord"]);
    let shown = listed(&world, "期間が重なっています").await;
    let told = presses_later(&world, &shown).await;
    assert!(!told.contains("円）"), "{told}");
    assert_eq!(sources(&world).await, ["manual"]);
    // She has it for another time by that, and reads so.
    assert_eq!(changes(), before + 1);
    is_clear(&world).await;
    presses_again(&world, &shown).await;
    world.end().await;
}

/// The owner ends the later of two periods, of which the button says when it is.
async fn presses_later(world: &World, on: &MessageView) -> String {
    let mut buttons = on.buttons();
    let button = buttons.find(|button| button.label.starts_with("1. 後の期間を終了する（"));
    let label = button.expect("a button").label.clone();
    let text = on.text();
    let later = text
        .split("後の期間: ")
        .nth(1)
        .and_then(|it| it.split("（登録").next());
    let later = later.unwrap_or_else(|| panic!("no later period in: {text}"));
    assert_eq!(label, format!("1. 後の期間を終了する（{later}）"));
    let told = presses(world, on, label.trim_start_matches("1. ")).await;
    assert!(told.contains("の、後の期間を終了しました"), "{told}");
    told
}

/// From where there is a right that has not ended.
async fn sources(world: &World) -> Vec<String> {
    let mut conn = world.app().db.read().await.expect("a reader");
    sqlx::query_scalar("select source from entitlement where state <> 'ended' order by id")
        .fetch_all(&mut *conn)
        .await
        .expect("rights")
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_plan_is_shown_until_it_is_one() {
    let mut world = salon_with_a_plan().await;
    let (ada, ben) = (world.person("ada"), world.person("ben"));
    let bought = ada.subscribes(Id(SKU));
    ben.subscribes(Id(SKU));
    world.settle().await;
    let shown = listed(&world, "不明な商品 2").await;
    presses(&world, &shown, "もう一度照合する").await;
    ada.is_refunded(bought);
    world.settle().await;
    listed(&world, "不明な商品 1").await;
    let sku = SKU.to_string();
    let mut plan = PLAN.to_vec();
    plan[0].1 = "shop";
    plan.push(("discord-sku", sku.as_str()));
    world.does("owner", "/plan create", &plan).await;
    is_clear(&world).await;
    world.restart().await;
    assert!(ben.has_role("会員"));
    assert!(!ada.has_role("会員"));
    is_clear(&world).await;
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_role_that_cannot_be_given_and_rules_that_are_not_accepted_are_shown() {
    let world = salon_with_a_plan().await;
    let waiting = NewMember {
        pending: true,
        ..NewMember::default()
    };
    let fay = world.discord.member("fay", waiting);
    let fay = world.discord.person(fay);
    let options = [("user", "fay"), ("plan", "monthly"), ("months", "1")];
    world.does("owner", "/member grant", &options).await;
    let moderator = world.discord.moderator();
    moderator.changes_role(world.paid_role, |role| role.position = 200);
    world.settle().await;
    let shown = listed(&world, "付与できません").await;
    assert!(
        shown.text().contains("まだ同意していません"),
        "{}",
        shown.text()
    );
    presses(&world, &shown, "もう一度照合する").await;
    moderator.changes_role(world.paid_role, |role| role.position = 3);
    world.settle().await;
    let shown = listed(&world, "ルール未同意 1").await;
    assert!(!shown.text().contains("付与できません"), "{}", shown.text());
    fay.accepts_rules();
    world.settle().await;
    assert!(fay.has_role("会員"));
    is_clear(&world).await;
    world.end().await;
}
