//! Stories of the post with the button to ask.

use sandbox::view::MessageView;
use sandbox::{Target, permissions};

use super::asking::button;
use super::{labels, post_button, question, salon};
use crate::world::{World, hours};

/// The posts with the button that `ada` sees in the lobby.
fn boards(world: &World) -> Vec<MessageView> {
    let mut seen = world.person("ada").reads(world.lobby);
    seen.retain(|message| !message.ephemeral && labels(message) == ["質問する"]);
    seen
}

/// The only one.
fn board(world: &World) -> MessageView {
    let mut seen = boards(world);
    assert_eq!(seen.len(), 1, "{seen:?}");
    seen.remove(0)
}

/// A salon of text channels with the button in its lobby.
async fn with_board() -> World {
    let world = salon(true).await;
    let done = world.does("owner", "/question board", &[]).await;
    assert!(done.contains("ピン留めします"), "{done}");
    world.settle().await;
    world
}

/// What the owner was told of buttons that are gone.
fn told(world: &World) -> usize {
    let told = world.told_owner();
    let of_it = told
        .iter()
        .filter(|told| told.contains("ボタンが見つかりません"));
    of_it.count()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_is_asked_through_the_button() {
    let mut world = with_board().await;
    let post = board(&world);
    assert!(post.pinned, "{post:?}");
    let channel = format!("<#{}>", world.questions);
    assert!(post.text().contains(&channel) && post.text().contains("失敗談"));
    let stranger = world.person("stranger").clicks(post.id, "質問する").await;
    assert!(stranger.text().contains("/join"), "{}", stranger.text());
    world.restart().await;
    let ada = world.person("ada");
    let chooser = ada.clicks(post.id, "質問する").await;
    let chooser = chooser.message().expect("menus").clone();
    assert!(chooser.ephemeral);
    assert_eq!(labels(&chooser), ["次へ", "匿名で次へ", "やめる"]);
    let next = chooser.buttons().next().expect("a button");
    let draft = next.custom_id.clone().expect("an id");
    let kind = draft.replace("question:edit:", "question:choose-kind:");
    ada.selects(chooser.id, &kind, &["キャリア"]).await;
    let form = ada.clicks(chooser.id, "次へ").await;
    let form = form.modal().expect("a form");
    assert!(
        form.inputs
            .iter()
            .all(|input| input.value.as_deref().unwrap_or_default().is_empty())
    );
    let typed = [
        ("title", "後期研修の選び方"),
        ("situation", "二つの病院で迷っています"),
        ("wanted", "何を基準に選びましたか"),
    ];
    let seen = ada.submits(form, &typed).await;
    assert!(seen.text().contains("キャリア"), "{}", seen.text());
    ada.clicks(chooser.id, "投稿する").await;
    world.settle().await;
    let (thread, card) = question(&world, &ada, 1);
    assert_eq!(thread.name, "#1 後期研修の選び方");
    assert!(card.text().contains("二つの病院"), "{}", card.text());
    // Membership is looked at when it is pressed.
    world.takes("ada", "standard", &[]).await;
    world.settle().await;
    let late = ada.clicks(post.id, "質問する").await;
    assert!(late.text().contains("入会"), "{}", late.text());
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_the_owner_posts_it_and_another_takes_its_place() {
    let world = with_board().await;
    let refused = world.does("mika", "/question board", &[]).await;
    assert!(refused.contains("運営者だけ"), "{refused}");
    let old = board(&world);
    world.does("owner", "/question board", &[]).await;
    world.settle().await;
    let new = board(&world);
    assert!(new.id != old.id && new.pinned);
    // That we took it away ourselves is no loss.
    assert_eq!(told(&world), 0);
    assert_eq!(world.discord.requests("PUT", "/pins/").len(), 2);
    let kinds = world.journal().await;
    let posted = kinds.iter().filter(|(kind, _)| kind == "board.posted");
    assert_eq!(posted.count(), 2);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_owner_is_told_once_that_it_is_gone_and_can_have_it_again() {
    for away in [false, true] {
        let mut world = with_board().await;
        let post = board(&world);
        if away {
            world.stop_bot().await;
        }
        world.discord.moderator().deletes_message(post.id);
        if away {
            world.start_bot().await;
        }
        world.settle().await;
        assert_eq!(told(&world), 1, "{:?}", world.told_owner());
        world.restart().await;
        world.pass(hours(1)).await;
        assert_eq!(told(&world), 1);
        assert!(boards(&world).is_empty());
        world.does("owner", "/question board", &[]).await;
        world.settle().await;
        assert!(board(&world).pinned);
        world.end().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn without_the_right_to_pin_it_stands_all_the_same_and_is_pinned_once_there_is() {
    let world = salon(false).await;
    let bot = world.discord.bot_id();
    let pin = permissions::PIN_MESSAGES;
    world.discord.overwrite(world.lobby, bot, 0, pin);
    world.does("owner", "/question board", &[]).await;
    world.settle().await;
    let post = board(&world);
    assert!(!post.pinned && !post.text().contains("失敗談"), "{post:?}");
    let told = world.told_owner();
    assert!(
        told.len() == 1 && told[0].contains("メッセージをピン留め"),
        "{told:?}"
    );
    // Another one does not wait for it.
    world.does("owner", "/question board", &[]).await;
    world.settle().await;
    assert_ne!(board(&world).id, post.id);
    world.discord.overwrite(world.lobby, bot, pin, 0);
    world.settle().await;
    assert!(board(&world).pinned);
    world.end().await;
}

/// The menus for whoever pressed the button.
async fn pressed(world: &World, name: &str) -> MessageView {
    let chooser = world.person(name).clicks(board(world).id, "質問する").await;
    chooser.message().expect("menus").clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn who_presses_can_ask_without_their_name() {
    let mut world = with_board().await;
    assert!(board(&world).text().contains("お名前を出さずに"));
    let (ada, mika) = (world.person("ada"), world.person("mika"));
    let chooser = pressed(&world, "ada").await;
    assert_eq!(labels(&chooser), ["次へ", "匿名で次へ", "やめる"]);
    let hide = button(&chooser, "hide");
    let kind = hide.replace("question:hide:", "question:choose-kind:");
    let again = ada.selects(chooser.id, &kind, &["キャリア"]).await;
    let again = again.message().expect("menus").clone();
    assert_eq!(labels(&again), ["次へ", "匿名で次へ", "やめる"]);
    // Nobody else presses it.
    let foreign = mika.clicks_forged(chooser.id, &hide).await;
    assert!(foreign.modal().is_none(), "{}", foreign.text());
    let form = ada.clicks(chooser.id, "匿名で次へ").await;
    let form = form.modal().expect("a form").clone();
    // The draft with a name is gone.
    let late = ada.clicks_forged(chooser.id, &hide).await;
    assert!(late.modal().is_none(), "{}", late.text());
    let typed = [
        ("title", "後期研修の選び方"),
        ("situation", "二つの病院で迷っています"),
        ("wanted", "何を基準に選びましたか"),
    ];
    let seen = ada.submits(&form, &typed).await;
    assert!(seen.text().contains("匿名"), "{}", seen.text());
    let (message, post) = post_button(&seen).expect("a preview");
    ada.clicks(message, &post).await;
    world.settle().await;
    let (_, card) = question(&world, &mika, 1);
    let ada_id = world.user("ada").to_string();
    assert!(card.text().contains("匿名") && !card.text().contains(&ada_id));
    // Words of theirs that have their name already are not hidden.
    let said = ada.posts(world.lobby, "心不全の外来です").expect("posted");
    let menu = ada
        .uses_menu(world.lobby, "質問として投稿", Target::Message(said.id))
        .await;
    assert_eq!(labels(menu.message().expect("menus")), ["次へ", "やめる"]);
    world.loses_key().await;
    assert_eq!(labels(&pressed(&world, "ada").await), ["次へ", "やめる"]);
    world.end().await;
}
