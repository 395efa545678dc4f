//! Stories of a message that becomes a question.

use sandbox::{Outcome, Target};

use super::asking::{button, is_in_files};
use super::{labels, question, salon};

#[tokio::test(flavor = "multi_thread")]
async fn a_message_of_ones_own_becomes_a_question() {
    let mut world = salon(true).await;
    let ada = world.person("ada");
    let words = "80代の低Na血症、3%食塩水の止めどきに迷っています";
    let said = ada.posts(world.lobby, words).expect("posted");
    let menu = "質問として投稿";
    let ben = world.person("ben");
    let foreign = ben
        .uses_menu(world.lobby, "Ask as a question", Target::Message(said.id))
        .await;
    assert!(foreign.text().contains("of your own"), "{}", foreign.text());
    let stranger = world.person("stranger");
    let theirs = stranger.posts(world.lobby, "hello").expect("posted");
    let refused = stranger
        .uses_menu(world.lobby, "Ask as a question", Target::Message(theirs.id))
        .await;
    assert!(
        refused.text().contains("Only members"),
        "{}",
        refused.text()
    );

    let chooser = ada
        .uses_menu(world.lobby, menu, Target::Message(said.id))
        .await;
    let chooser = chooser.message().expect("menus").clone();
    assert!(chooser.ephemeral);
    assert_eq!(labels(&chooser), ["次へ", "やめる"]);
    let draft = button(&chooser, "edit").replace("question:edit:", "");
    let id = |of: &str| format!("question:choose-{of}:{draft}");
    let forged = ben.clicks_forged(chooser.id, &id("kind")).await;
    assert!(
        forged.message().is_some_and(|told| told.ephemeral),
        "{forged:?}"
    );
    ada.selects(chooser.id, &id("kind"), &["医療"]).await;
    ada.selects(chooser.id, &id("age-band"), &["75〜89歳"])
        .await;
    ada.selects(chooser.id, &id("field"), &["循環器"]).await;
    world.restart().await;
    let picked = ada.selects(chooser.id, &id("near"), &["指導医"]).await;
    assert!(matches!(picked, Outcome::Updated(_)), "{picked:?}");
    let form = ada.clicks(chooser.id, "次へ").await;
    let form = form.modal().expect("a form");
    assert_eq!(form.inputs.len(), 5);
    assert_eq!(form.inputs[1].value.as_deref(), Some(words));
    let typed = [
        ("title", "食塩水の止めどき"),
        ("wanted", "どこで止めますか"),
    ];
    let seen = ada.submits(form, &typed).await;
    assert!(matches!(seen, Outcome::Updated(_)), "{seen:?}");
    let text = seen.text();
    for part in [
        "医療",
        "循環器",
        "75〜89歳",
        "指導医",
        words,
        "どこで止めますか",
    ] {
        assert!(text.contains(part), "{part} is missing in {text}");
    }
    // The menus are gone; whoever still sends one moves nothing.
    let late = ada.clicks_forged(chooser.id, &id("kind")).await;
    assert!(
        late.message().is_some_and(|told| told.ephemeral),
        "{late:?}"
    );
    ada.clicks(chooser.id, "投稿する").await;
    world.settle().await;
    let (thread, card) = question(&world, &ada, 1);
    assert_eq!(thread.name, "#1 食塩水の止めどき");
    assert!(card.text().contains(words), "{}", card.text());
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_is_cut_where_the_form_holds_less_and_is_forgotten_with_the_draft() {
    let world = salon(false).await;
    let ada = world.person("ada");
    let long = format!("はじまり{}", "血".repeat(1_990));
    let said = ada.posts(world.lobby, &long).expect("posted");
    let chooser = ada
        .uses_menu(world.lobby, "質問として投稿", Target::Message(said.id))
        .await;
    let chooser = chooser.message().expect("menus").clone();
    let form = ada.clicks(chooser.id, "次へ").await;
    let form = form.modal().expect("a form");
    let held = form.inputs[1].value.as_deref().expect("the message");
    assert!(
        held.starts_with("はじまり血") && held.ends_with('…'),
        "{held}"
    );
    assert!(held.chars().count() <= form.inputs[1].max_length);
    assert!(is_in_files(&world, &long[..40 * 3]), "nothing was kept");
    ada.clicks(chooser.id, "やめる").await;
    let rows = world.rows().await;
    let drafts = rows.iter().find(|(table, ..)| table == "question_draft");
    assert_eq!(drafts.map(|(_, count, _)| *count), Some(0));
    world.end().await;
}
