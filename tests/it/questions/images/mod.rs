//! Stories of pictures: attached, made anew, looked at by the owner, posted or forgotten.

mod going;
mod taking;

use image::{Rgb, RgbImage};
use sandbox::view::{AttachmentView, MessageView};
use sandbox::{Id, Outcome, Person};

use super::{WORDS, labels, post_button, question, recorded, salon};
use crate::world::{World, minutes};

/// What a camera knows, in a file as cameras write it.
const PLACE: &[u8] = b"GPS 35.6895N 139.6917E";

/// A photograph in one colour.
fn photo(red: u8) -> Vec<u8> {
    let mut bytes = Vec::new();
    let image = RgbImage::from_pixel(64, 48, Rgb([red, 40, 90]));
    image::codecs::jpeg::JpegEncoder::new(&mut bytes)
        .encode_image(&image)
        .expect("a JPEG");
    let mut photo = bytes[..2].to_vec();
    photo.extend([0xff, 0xfe]);
    photo.extend(u16::try_from(PLACE.len() + 2).expect("short").to_be_bytes());
    photo.extend(PLACE);
    photo.extend(&bytes[2..]);
    photo
}

/// What is attached: a name, what its client says that it is, and its bytes.
type Attached<'a> = (&'a str, &'a str, Vec<u8>);

/// Types `/ask` with these.
async fn types(world: &World, person: &Person, attached: &[Attached<'_>]) -> Outcome {
    let files = attached
        .iter()
        .map(|(name, kind, bytes)| person.uploads(name, kind, bytes.clone()));
    let files: Vec<String> = files.collect();
    let names = ["image1", "image2", "image3"];
    let mut options = vec![("kind", "Medical"), ("field", "cardiology")];
    options.extend(names.into_iter().zip(files.iter().map(String::as_str)));
    person.runs(world.lobby, "/ask", &options).await
}

/// What it will look like.
async fn preview(world: &World, person: &Person, attached: &[Attached<'_>]) -> MessageView {
    let form = types(world, person, attached).await;
    let form = form.modal().unwrap_or_else(|| panic!("{}", form.text()));
    let shown = person.submits(form, &WORDS).await;
    shown
        .message()
        .unwrap_or_else(|| panic!("{}", shown.text()))
        .clone()
}

/// Photographs, as many as colours.
fn photos(reds: &[u8]) -> Vec<Attached<'static>> {
    let each = reds.iter();
    each.map(|red| ("IMG_1.JPG", "image/jpeg", photo(*red)))
        .collect()
}

/// Asks with so many photographs, and posts.
async fn asks_with(world: &World, person: &Person, reds: &[u8]) -> MessageView {
    let shown = preview(world, person, &photos(reds)).await;
    let (message, post) = post_button(&Outcome::Reply(Box::new(shown.clone()))).expect("a button");
    person.clicks(message, &post).await;
    world.settle().await;
    shown
}

/// What is in an attached file.
async fn bytes(file: &AttachmentView) -> Vec<u8> {
    let answer = reqwest::get(&file.url).await.expect("an answer");
    assert_eq!(answer.status(), 200, "{}", file.url);
    answer.bytes().await.expect("a file").to_vec()
}

fn names(message: &MessageView) -> Vec<&str> {
    let files = message.attachments.iter();
    files.map(|file| file.filename.as_str()).collect()
}

/// The messages of a thread with files.
fn shown(person: &Person, thread: Id) -> Vec<MessageView> {
    let mut messages = person.reads(thread);
    messages.retain(|message| !message.attachments.is_empty());
    messages
}

/// What the owner was told of pictures.
fn asked(world: &World) -> MessageView {
    let mut told = world.person("owner").reads(world.log).into_iter();
    let asked = told.find(|told| !told.ephemeral && told.text().contains("🖼️"));
    asked.expect("the owner is told")
}

/// What the owner sees of them.
async fn looks(world: &World) -> MessageView {
    let view = world
        .person("owner")
        .clicks(asked(world).id, "画像を見る")
        .await;
    let view = view.message().unwrap_or_else(|| panic!("{}", view.text()));
    assert!(view.ephemeral, "others see them");
    view.clone()
}

async fn rows(world: &World) -> usize {
    let rows = world.rows().await;
    let images = rows.iter().find(|(table, ..)| table == "question_image");
    images.expect("a table").1
}

/// Whether the database or its log still holds this.
fn is_in_files(world: &World, wanted: &[u8]) -> bool {
    let database = world.database();
    let mut log = database.clone().into_os_string();
    log.push("-wal");
    [database, log.into()].iter().any(|file| {
        let bytes = std::fs::read(file).unwrap_or_default();
        bytes.windows(wanted.len()).any(|part| part == wanted)
    })
}

async fn are_posted_once_they_are_approved(text_channel: bool) {
    let mut world = salon(text_channel).await;
    let (ada, mika, owner) = (
        world.person("ada"),
        world.person("mika"),
        world.person("owner"),
    );
    let seen = asks_with(&world, &ada, &[10, 200]).await;
    assert!(seen.ephemeral);
    assert_eq!(names(&seen), ["q-1.jpg", "q-2.jpg"]);
    let text = seen.text();
    assert!(
        text.contains("画像 2 枚") && text.contains("2 枚（確認待ち）"),
        "{text}"
    );
    // The words wait for nothing.
    let (thread, card) = question(&world, &mika, 1);
    assert!(card.text().contains("2 枚（確認待ち）"), "{}", card.text());
    assert_eq!(shown(&mika, thread.id).len(), 0);
    assert_eq!(names(&asked(&world)), [""; 0]);

    for (person, action) in [
        (&mika, "images"),
        (&ada, "images-approve"),
        (&mika, "images-refuse"),
    ] {
        let id = format!("question:{action}:1:other");
        let refused = person.clicks_forged(card.id, &id).await;
        assert!(refused.text().contains("運営者だけ"), "{}", refused.text());
        assert_eq!(refused.message().map(names), Some(vec![]));
    }
    let view = looks(&world).await;
    assert_eq!(names(&view), ["q1-1.jpg", "q1-2.jpg"]);
    let link = format!("{}/{}", world.discord.guild_id(), thread.id);
    assert!(view.text().contains(&link), "{}", view.text());
    let made = [
        bytes(&view.attachments[0]).await,
        bytes(&view.attachments[1]).await,
    ];
    for made in &made {
        assert!(image::load_from_memory(made).is_ok());
        assert!(!made.windows(PLACE.len()).any(|part| part == PLACE));
    }

    // Discord acts, and its answer is lost; then the bot dies.
    let faults = world.discord.faults();
    faults.on("POST", "/messages").lose_next_answer();
    let done = owner.clicks(view.id, "公開する").await;
    assert!(matches!(done, Outcome::Updated(_)), "{done:?}");
    let done = done.message().expect("in its place");
    assert!(done.text().contains("公開しました"), "{}", done.text());
    assert_eq!((names(done), labels(done)), (vec![], vec![]));
    world.settle().await;
    world.stop_bot().await;
    world.set_clock(world.now() + minutes(10));
    world.start_bot().await;
    world.pass(minutes(30)).await;
    let posted = shown(&mika, thread.id);
    assert_eq!(posted.len(), 1, "posted once");
    assert_eq!(names(&posted[0]), ["q1-1.jpg", "q1-2.jpg"]);
    for (file, made) in posted[0].attachments.iter().zip(&made) {
        assert_eq!(&bytes(file).await, made);
    }
    let card = question(&world, &mika, 1).1;
    assert!(!card.text().contains("確認待ち"), "{}", card.text());
    assert_eq!(labels(&asked(&world)), [""; 0]);
    let again = owner
        .clicks_forged(view.id, "question:images-approve:1")
        .await;
    assert!(again.text().contains("ありません"), "{}", again.text());
    assert_eq!(recorded(&world).await, ["asked", "images_approved"]);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn pictures_are_posted_once_they_are_approved_in_a_forum() {
    are_posted_once_they_are_approved(false).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn pictures_are_posted_once_they_are_approved_in_a_text_channel() {
    are_posted_once_they_are_approved(true).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_shown_is_forgotten_and_its_asker_told_why() {
    let mut world = salon(true).await;
    let (ben, owner) = (world.person("ben"), world.person("owner"));
    let seen = asks_with(&world, &ben, &[77]).await;
    assert!(
        seen.text().contains("made anew without location"),
        "{}",
        seen.text()
    );
    let view = looks(&world).await;
    let made = bytes(&view.attachments[0]).await;
    assert!(is_in_files(&world, &made[..200]), "it was not kept");
    let done = owner
        .clicks(view.id, "出さない：名前や日付が写っている")
        .await;
    assert!(done.text().contains("消去しました"), "{}", done.text());
    world.settle().await;
    let told: Vec<String> = ben.dms().iter().map(MessageView::text).collect();
    assert!(
        told.iter()
            .any(|told| told.contains("#1") && told.contains("a date or the like")),
        "{told:?}"
    );
    let (thread, card) = question(&world, &ben, 1);
    assert!(!card.text().contains("確認待ち"), "{}", card.text());
    assert_eq!(shown(&ben, thread.id).len(), 0);
    assert!(
        asked(&world).text().contains("公開されず"),
        "{}",
        asked(&world).text()
    );
    assert_eq!(rows(&world).await, 0);
    assert_eq!(recorded(&world).await, ["asked", "images_refused"]);
    world.stop_bot().await;
    assert!(!is_in_files(&world, &made[..200]), "it is still there");
    world.start_bot().await;
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_log_channel_the_status_says_that_pictures_wait() {
    let mut world = salon(false).await;
    world.has_no_log();
    world.restart().await;
    let (ada, owner) = (world.person("ada"), world.person("owner"));
    asks_with(&world, &ada, &[10]).await;
    let status = world.does("owner", "/salon status", &[]).await;
    assert!(status.contains("画像の確認待ち：#1"), "{status}");
    let number = [("number", "1")];
    let refused = world.does("mika", "/question images", &number).await;
    assert!(refused.contains("運営者だけ"), "{refused}");
    let view = owner.runs(world.lobby, "/question images", &number).await;
    let view = view.message().expect("the pictures");
    assert_eq!(names(view), ["q1-1.jpg"]);
    owner.clicks(view.id, "公開する").await;
    world.settle().await;
    let (thread, _) = question(&world, &ada, 1);
    assert_eq!(shown(&ada, thread.id).len(), 1);
    let status = world.does("owner", "/salon status", &[]).await;
    assert!(!status.contains("画像の確認待ち"), "{status}");
    world.end().await;
}
