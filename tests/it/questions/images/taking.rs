//! Stories of what is taken of what was attached, and what is not.

use sandbox::Outcome;
use sandbox::view::MessageView;

use super::{names, photo, photos, preview, question, rows, salon, shown, types};
use crate::questions::{WORDS, post_button};
use crate::world::{World, hours};

/// Posts what it will look like.
async fn posts(world: &World, name: &str, seen: &MessageView) {
    let (message, post) = post_button(&Outcome::Reply(Box::new(seen.clone()))).expect("a button");
    let done = world.person(name).clicks(message, &post).await;
    assert!(done.message().is_some(), "{done:?}");
    world.settle().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_taken_is_refused_before_anything_is_typed() {
    let world = salon(false).await;
    let (ada, ben) = (world.person("ada"), world.person("ben"));
    let before = world.rows().await;
    for (file, said) in [
        (("IMG_1.HEIC", "image/heic", vec![0; 9]), "HEIC"),
        (("CT.dcm", "application/octet-stream", vec![0; 9]), "DICOM"),
        (("a.gif", "image/gif", vec![0; 9]), "JPEG・PNG・WebP"),
        (("a.jpg", "image/jpeg", vec![0; 8_388_609]), "8 MB まで"),
    ] {
        let good = ("a.png", "image/png", photo(1));
        let refused = types(&world, &ada, &[good, file]).await;
        let text = refused.text();
        assert!(text.contains("画像2") && text.contains(said), "{text}");
    }
    let refused = types(&world, &ben, &[("a.pdf", "application/pdf", vec![0; 9])]).await;
    assert!(
        refused.text().contains("take a screenshot"),
        "{}",
        refused.text()
    );
    assert_eq!(world.rows().await, before, "something was kept");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_picture_is_left_out_and_the_words_are_kept() {
    let world = salon(true).await;
    let ada = world.person("ada");
    let mut dicom = vec![0; 128];
    dicom.extend(b"DICM patient");
    let lies = [
        ("a.jpg", "image/jpeg", dicom),
        ("b.jpg", "image/jpeg", photo(9)),
        ("c.png", "image/png", b"GIF89a".to_vec()),
    ];
    let seen = preview(&world, &ada, &lies).await;
    let text = seen.text();
    assert!(
        text.contains("画像1は DICOM") && text.contains("画像3は対応していない"),
        "{text}"
    );
    assert!(text.contains(WORDS[1].1) && text.contains("1 枚（確認待ち）"));
    assert_eq!(names(&seen), ["q-2.jpg"]);
    // It is told once, and what was fetched stays when the words are mended.
    let form = ada.clicks(seen.id, "修正する").await;
    let mended = [("title", "低Na血症")];
    let mended = ada.submits(form.modal().expect("a form"), &mended).await;
    assert!(matches!(mended, Outcome::Updated(_)), "{mended:?}");
    let mended = mended.message().expect("in its place");
    assert_eq!(names(mended), ["q-2.jpg"]);
    assert!(!mended.text().contains("DICOM"), "{}", mended.text());
    posts(&world, "ada", mended).await;
    let (_, card) = question(&world, &ada, 1);
    assert!(card.text().contains("1 枚（確認待ち）"), "{}", card.text());
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_does_not_come_may_come_when_the_form_is_sent_again() {
    let mut world = salon(false).await;
    let ada = world.person("ada");
    let form = types(&world, &ada, &photos(&[10])).await;
    let form = form.modal().expect("a form").clone();
    // What was attached is served for a day, and the draft is kept for one from here on.
    world.pass(hours(23)).await;
    let seen = ada.submits(&form, &WORDS).await;
    let seen = seen.message().expect("what it will look like").clone();
    assert_eq!(names(&seen), ["q-1.jpg"], "{}", seen.text());

    let file = ada.uploads("a.jpg", "image/jpeg", photo(20));
    world.pass(hours(2)).await;
    let options = [
        ("kind", "Medical"),
        ("field", "cardiology"),
        ("image1", file.as_str()),
    ];
    let form = ada.runs(world.lobby, "/ask", &options).await;
    let form = form.modal().expect("a form").clone();
    world.pass(hours(23)).await;
    let seen = ada.submits(&form, &WORDS).await;
    let seen = seen.message().expect("what it will look like").clone();
    let text = seen.text();
    assert!(
        text.contains("画像1を受け取れませんでした") && text.contains(WORDS[1].1),
        "{text}"
    );
    assert_eq!(names(&seen), [""; 0]);
    world.restart().await;
    posts(&world, "ada", &seen).await;
    let (thread, card) = question(&world, &ada, 1);
    assert!(!card.text().contains("確認待ち"), "{}", card.text());
    assert_eq!(shown(&ada, thread.id).len(), 0);
    // Where it was is forgotten with the draft.
    world.pass(hours(25)).await;
    assert_eq!(rows(&world).await, 0);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_fills_the_disk_with_drafts() {
    let world = salon(false).await;
    let ada = world.person("ada");
    let mut last = None;
    for _ in 0..5 {
        last = Some(preview(&world, &ada, &photos(&[10])).await);
    }
    let refused = types(&world, &ada, &photos(&[10])).await;
    assert!(refused.text().contains("5 件"), "{}", refused.text());
    // Words alone are welcome, and a place is free once one is discarded.
    assert!(types(&world, &ada, &[]).await.modal().is_some());
    ada.clicks(last.expect("a draft").id, "やめる").await;
    let form = types(&world, &ada, &photos(&[10])).await;
    assert!(form.modal().is_some(), "{}", form.text());
    world.end().await;
}
