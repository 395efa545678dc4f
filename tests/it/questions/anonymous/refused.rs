//! What is refused of anonymous questions, and to whom.

use super::{ANSWER, asks_anonymously, opens, previews};
use crate::process::salon as program;
use crate::questions::steps::{last_dm, refused, writes};
use crate::questions::{WORDS, asks, post_button, question, salon};

#[tokio::test(flavor = "multi_thread")]
async fn without_a_key_none_is_taken_and_one_that_is_lost_loses_nothing() {
    let mut world = salon(true).await;
    let ada = world.person("ada");
    asks_anonymously(&world, &ada).await;
    world.loses_key().await;
    refused(&previews(&world, &ada).await, "受け付けていません");
    let (_, card) = question(&world, &ada, 1);
    refused(
        &ada.clicks_forged(card.id, "question:withdraw:1").await,
        "鍵が見つからないため",
    );
    let mine = ada.runs(world.lobby, "/questions mine", &[]).await;
    refused(&mine, "封印の鍵が見つからない");
    // Whoever answers is not held up.
    world.person("mika").clicks(card.id, "担当する").await;
    world.settle().await;
    world.finds_key().await;
    let (shown, _) = opens(&world, &ada, "1").await;
    assert!(shown.contains(WORDS[0].1), "{shown}");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn questions_with_and_without_a_name_are_counted_together() {
    let world = salon(false).await;
    let ada = world.person("ada");
    for _ in 0..3 {
        asks(&world, &ada, &WORDS).await;
    }
    asks_anonymously(&world, &ada).await;
    let waiting = previews(&world, &ada).await;
    asks_anonymously(&world, &ada).await;
    let (message, post) = post_button(&waiting).expect("a draft");
    refused(&ada.clicks(message, &post).await, "5 件まで");
    refused(&previews(&world, &ada).await, "5 件まで");
    let options = [("kind", "Career"), ("field", "other")];
    let named = ada.runs(world.lobby, "/ask", &options).await;
    refused(&named, "5 件まで");
    // Nobody else's count.
    let done = asks_anonymously(&world, &world.person("ben")).await;
    refused(&done, "#6");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_else_presses_what_is_theirs() {
    let world = salon(true).await;
    let (ada, ben) = (world.person("ada"), world.person("ben"));
    let preview = previews(&world, &ada).await;
    let (message, post) = post_button(&preview).expect("a draft");
    let before = world.rows().await;
    for button in [
        post.clone(),
        format!("{}:1", post.replace("post", "dm-draft")),
    ] {
        refused(&ben.clicks_forged(message, &button).await, "someone else");
    }
    assert_eq!(world.rows().await, before);
    ada.clicks(message, &post).await;
    world.settle().await;
    let (_, card) = question(&world, &ben, 1);
    let before = world.rows().await;
    for (button, why) in [
        ("question:withdraw:1", "Only the asker"),
        ("question:say:1", "Only the asker"),
        ("question:dm:1:1", "Only the asker"),
        ("question:erase:1", "Only the asker"),
        ("question:reopen:1", "Only the asker"),
        ("question:feedback:1", "Only whoever asked"),
    ] {
        refused(&ben.clicks_forged(card.id, button).await, why);
    }
    assert_eq!(world.rows().await, before);
    // Nothing was asked for, and she is not sent into the thread.
    let reply = ada.clicks_forged(card.id, "question:reply:1").await;
    refused(&reply, "匿名で書き込む");
    // Under one's name there is nothing to be written for.
    asks(&world, &ben, &WORDS).await;
    let say = ben.clicks_forged(card.id, "question:say:2").await;
    assert!(say.modal().is_none(), "{}", say.text());
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn check_says_whether_the_key_opens_what_is_sealed() {
    let world = salon(false).await;
    asks_anonymously(&world, &world.person("ada")).await;
    let other = ::salon::seal::Seal::make().expect("random bytes");
    let check = |key: &str| {
        let mut command = program(&world, world.folder());
        let output = command.arg("check").env("SALON_IDENTITY_KEY", key).output();
        String::from_utf8(output.expect("it ends").stdout).expect("words")
    };
    for (key, says) in [
        ("", "封印を開ける鍵がありません"),
        (other.as_str(), "封印したときの鍵と違います"),
    ] {
        let said = tokio::task::block_in_place(|| check(key));
        let told = said.lines().find(|line| line.contains(says));
        assert!(told.is_some_and(|line| line.starts_with('✗')), "{said}");
    }
    let said = tokio::task::block_in_place(|| check(&world.identity_key()));
    assert!(said.contains("ok   匿名の質問者を封印する鍵"), "{said}");
    assert!(
        !said.contains("封印を開ける") && !said.contains("違います"),
        "{said}"
    );
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_that_cannot_be_opened_waits_and_the_owner_is_not_told_for_whom() {
    let mut world = salon(false).await;
    let (ada, owner) = (world.person("ada"), world.person("owner"));
    let preview = previews(&world, &ada).await;
    let message = preview.message().expect("a preview").id;
    let on = ada.clicks(message, "DM でのお知らせを受け取る").await;
    let (message, post) = post_button(&on).expect("it can be posted");
    ada.clicks(message, &post).await;
    world.settle().await;
    world.loses_key().await;
    let mika = world.person("mika");
    writes(&world, &mika, ("回答する", "answer"), ANSWER).await;
    let alert = owner.reads(world.log).pop().expect("an alert");
    let status = world.does("owner", "/salon status", &[]).await;
    let asker = ada.id().to_string();
    for told in [alert.text(), status] {
        assert!(
            told.contains("#1") && told.contains("SALON_IDENTITY_KEY"),
            "{told}"
        );
        assert!(!told.contains(&asker), "{told}");
    }
    world.finds_key().await;
    owner.clicks(alert.id, "もう一度送る").await;
    world.settle().await;
    assert!(last_dm(&ada).contains(ANSWER), "{}", last_dm(&ada));
    world.end().await;
}
