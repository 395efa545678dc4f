//! Stories of the step between form and post: what was typed is shown, mended, given up or posted.

use sandbox::view::{EmbedView, MessageView, ModalView};
use sandbox::{Outcome, Person};

use super::{WORDS, labels, question, recorded, salon};
use crate::world::{World, days, hours};

/// The form of a medical question.
async fn form(world: &World, person: &Person) -> ModalView {
    let options = [
        ("kind", "Medical"),
        ("field", "cardiology"),
        ("age-band", "75 to 89"),
        ("near", "1 to 3 years ahead"),
    ];
    let form = person.runs(world.lobby, "/ask", &options).await;
    form.modal()
        .unwrap_or_else(|| panic!("{}", form.text()))
        .clone()
}

/// What it will look like.
async fn preview(world: &World, person: &Person) -> MessageView {
    let form = form(world, person).await;
    let shown = person.submits(&form, &WORDS).await;
    shown
        .message()
        .unwrap_or_else(|| panic!("{}", shown.text()))
        .clone()
}

/// The `custom_id` of one of its buttons.
fn button(preview: &MessageView, action: &str) -> String {
    let wanted = format!("question:{action}:");
    let mut ids = preview
        .buttons()
        .filter_map(|button| button.custom_id.clone());
    ids.find(|id| id.starts_with(&wanted)).expect("a button")
}

/// How many rows anywhere say this, files included.
fn is_in_files(world: &World, typed: &str) -> bool {
    let database = world.database();
    let mut write_ahead = database.clone().into_os_string();
    write_ahead.push("-wal");
    [database, write_ahead.into()].iter().any(|file| {
        let bytes = std::fs::read(file).expect("the database");
        bytes
            .windows(typed.len())
            .any(|part| part == typed.as_bytes())
    })
}

async fn is_seen_before_it_is_posted(text_channel: bool) {
    let mut world = salon(text_channel).await;
    let ada = world.person("ada");
    let seen = preview(&world, &ada).await;
    assert!(seen.ephemeral);
    assert_eq!(labels(&seen), ["投稿する", "修正する", "やめる"]);
    let text = seen.text();
    let channel = format!("<#{}>", world.questions);
    assert!(
        text.contains("まだ投稿していません") && text.contains(&channel),
        "{text}"
    );
    world.settle().await;
    assert_eq!(ada.threads(world.questions).len(), 0);
    assert_eq!(recorded(&world).await, [""; 0]);

    world.restart().await;
    let done = ada.clicks(seen.id, "投稿する").await;
    assert!(matches!(done, Outcome::Updated(_)), "{done:?}");
    let done = done.message().expect("in its place");
    assert!(
        done.text().contains("#1") && labels(done).is_empty(),
        "{}",
        done.text()
    );
    world.settle().await;
    let (thread, card) = question(&world, &ada, 1);
    assert_eq!(thread.name, "#1 低Na血症の補正速度");
    // But for the number it looks as it did.
    let (shown, posted) = (&seen.embeds[0], &card.embeds[0]);
    assert_eq!(posted.title.as_deref(), Some("#1 低Na血症の補正速度"));
    assert_eq!(shown.title.as_deref(), Some("低Na血症の補正速度"));
    assert_eq!(shown.description, posted.description);
    let fields = |view: &EmbedView| format!("{:?}", view.fields);
    assert_eq!(fields(shown), fields(posted));
    assert!(
        text.contains("75〜89歳") && text.contains("1〜3年上") && text.contains("循環器"),
        "{text}"
    );

    let again = ada.clicks_forged(seen.id, &button(&seen, "post")).await;
    let link = format!(
        "https://discord.com/channels/{}/{}",
        world.discord.guild_id(),
        thread.id
    );
    assert!(
        again.text().contains("#1") && again.text().contains(&link),
        "{}",
        again.text()
    );
    world.settle().await;
    assert_eq!(ada.threads(world.questions).len(), 1);
    assert_eq!(recorded(&world).await, ["asked"]);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_is_seen_before_it_is_posted_in_a_forum() {
    is_seen_before_it_is_posted(false).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_is_seen_before_it_is_posted_in_a_text_channel() {
    is_seen_before_it_is_posted(true).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_typed_can_be_mended_until_it_is_posted() {
    let world = salon(false).await;
    // Ben reads English; the card is in the salon's language.
    let ben = world.person("ben");
    let seen = preview(&world, &ben).await;
    assert_eq!(labels(&seen), ["Post", "Edit", "Discard"]);
    assert!(
        seen.text().contains("Not posted yet") && seen.text().contains("主訴と経過"),
        "{}",
        seen.text()
    );
    let form = ben.clicks(seen.id, "Edit").await;
    let form = form.modal().expect("a form");
    for (input, (name, typed)) in form.inputs.iter().zip(WORDS) {
        assert_eq!(
            (input.custom_id.as_str(), input.value.as_deref()),
            (name, Some(typed))
        );
    }
    // What is refused comes back and leaves what was there.
    let refused = [("title", "\u{200b}"), ("wanted", "これだけ")];
    let refused = ben.submits(form, &refused).await.text();
    assert!(
        refused.contains("Title") && refused.contains("これだけ"),
        "{refused}"
    );

    let form = ben.clicks(seen.id, "Edit").await;
    let mended = [("wanted", "24時間でどこまで上げてよいですか")];
    let mended = ben.submits(form.modal().expect("a form"), &mended).await;
    assert!(matches!(mended, Outcome::Updated(_)), "{mended:?}");
    let mended = mended.message().expect("in its place");
    assert_eq!(mended.id, seen.id);
    let text = mended.text();
    assert!(
        text.contains("どこまで上げて") && !text.contains(WORDS[4].1),
        "{text}"
    );
    assert!(text.contains(WORDS[1].1), "{text}");
    ben.clicks(seen.id, "Post").await;
    world.settle().await;
    let (_, card) = question(&world, &ben, 1);
    assert!(card.text().contains("どこまで上げて"), "{}", card.text());
    assert!(!card.text().contains(WORDS[4].1), "{}", card.text());
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_it_will_look_like_is_shown_anew_where_somebody_dismissed_it() {
    let world = salon(false).await;
    let ada = world.person("ada");
    let seen = preview(&world, &ada).await;
    let form = ada.clicks(seen.id, "修正する").await;
    ada.dismisses(seen.id);
    let mended = [("title", "低Na血症")];
    let mended = ada.submits(form.modal().expect("a form"), &mended).await;
    let mended = mended.message().expect("what it will look like");
    assert!(mended.ephemeral && mended.text().contains("低Na血症"));
    ada.clicks(mended.id, "投稿する").await;
    world.settle().await;
    assert_eq!(question(&world, &ada, 1).0.name, "#1 低Na血症");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_given_up_is_forgotten_at_once() {
    let world = salon(true).await;
    let ada = world.person("ada");
    let drafts = |rows: Vec<(String, usize, u64)>| {
        let found = rows
            .into_iter()
            .find(|(table, ..)| table == "question_draft");
        found.map(|(_, count, _)| count)
    };
    let seen = preview(&world, &ada).await;
    assert!(is_in_files(&world, WORDS[1].1), "nothing was kept");
    assert_eq!(drafts(world.rows().await), Some(1));
    let done = ada.clicks(seen.id, "やめる").await;
    assert!(matches!(done, Outcome::Updated(_)), "{done:?}");
    let done = done.message().expect("in its place");
    assert!(
        done.text().contains("消去し") && labels(done).is_empty(),
        "{}",
        done.text()
    );
    assert_eq!(drafts(world.rows().await), Some(0));
    for action in ["post", "edit", "cancel"] {
        let late = ada.clicks_forged(seen.id, &button(&seen, action)).await;
        assert!(
            late.text().contains("もうありません"),
            "{action}: {}",
            late.text()
        );
    }
    world.settle().await;
    assert_eq!(ada.threads(world.questions).len(), 0);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_that_nobody_posts_is_gone_after_a_day() {
    let world = salon(false).await;
    let ada = world.person("ada");
    let form = form(&world, &ada).await;
    world.pass(hours(20)).await;
    let seen = ada.submits(&form, &WORDS).await;
    let seen = seen.message().expect("what it will look like").clone();
    // A day from when it was typed.
    world.pass(hours(23)).await;
    let edit = ada.clicks(seen.id, "修正する").await;
    assert!(edit.modal().is_some(), "{}", edit.text());
    world.pass(hours(1)).await;
    for action in ["投稿する", "修正する", "やめる"] {
        let late = ada.clicks(seen.id, action).await;
        assert!(late.text().contains("期限"), "{action}: {}", late.text());
    }
    let late = ada.submits(edit.modal().expect("a form"), &[]).await;
    assert!(
        late.text().contains("期限") && late.text().contains(WORDS[1].1),
        "{}",
        late.text()
    );
    world.settle().await;
    let rows = world.rows().await;
    let drafts = rows.iter().find(|(table, ..)| table == "question_draft");
    assert_eq!(drafts.map(|(_, count, _)| *count), Some(0));
    assert_eq!(ada.threads(world.questions).len(), 0);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn pressed_twice_at_once_it_is_posted_once() {
    let world = salon(true).await;
    let ada = world.person("ada");
    let seen = preview(&world, &ada).await;
    let (one, other) = tokio::join!(
        ada.clicks(seen.id, "投稿する"),
        ada.clicks(seen.id, "投稿する")
    );
    for told in [&one, &other] {
        assert!(told.text().contains("#1"), "{}", told.text());
    }
    world.settle().await;
    assert_eq!(ada.threads(world.questions).len(), 1);
    assert_eq!(recorded(&world).await, ["asked"]);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_who_typed_it_and_may_still_ask_posts_it() {
    let world = salon(false).await;
    let (ada, ben) = (world.person("ada"), world.person("ben"));
    let seen = preview(&world, &ada).await;
    let before = world.rows().await;
    for action in ["post", "edit", "cancel"] {
        let foreign = ben.clicks_forged(seen.id, &button(&seen, action)).await;
        assert!(
            foreign.text().contains("someone else"),
            "{action}: {}",
            foreign.text()
        );
    }
    assert_eq!(world.rows().await, before);

    // Five others of hers were faster.
    for _ in 0..5 {
        super::asks(&world, &ada, &WORDS).await;
    }
    let sixth = ada.clicks(seen.id, "投稿する").await;
    assert!(sixth.text().contains("5 件まで"), "{}", sixth.text());
    ada.runs(world.lobby, "/question withdraw", &[("number", "3")])
        .await;

    world.takes("ada", "standard", &[]).await;
    world.settle().await;
    for action in ["投稿する", "修正する"] {
        let refused = ada.clicks(seen.id, action).await;
        assert!(
            refused.text().contains("会員"),
            "{action}: {}",
            refused.text()
        );
    }
    assert_eq!(ada.threads(world.questions).len(), 5);
    // What she typed is hers to take back.
    let done = ada.clicks(seen.id, "やめる").await;
    assert!(done.text().contains("消去し"), "{}", done.text());
    world.pass(days(1)).await;
    world.end().await;
}
