//! Links to videos that are one's own.

use std::sync::Arc;

use salon::config::{Keys, SigningKey};
use salon::web;
use sandbox::Id;
use sandbox::view::MessageView;
use tokio::task::JoinHandle;

use super::{FRIDAY, SERIES, VIDEO, utc};
use crate::world::{World, days, hours, minutes};

const BUNNY: &str =
    "https://iframe.mediadelivery.net/embed/759/32d140e2-e4f4-4eec-9d53-20371e9be607";
const CLOUDFLARE: &str =
    "https://customer-a1.cloudflarestream.com/5d5bc37ffcf54c9b82e996823bffbb81/watch";

/// A client that shows where it is led instead of going there.
fn browser() -> reqwest::Client {
    let client = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none());
    client.build().expect("a client")
}

/// What an answer says: its status, where it leads, and its words.
async fn read(answer: Result<reqwest::Response, reqwest::Error>) -> (u16, String, String) {
    let answer = answer.expect("an answer");
    let to = answer.headers().get("location");
    let to = to
        .map_or("", |to| to.to_str().expect("an address"))
        .to_owned();
    (
        answer.status().as_u16(),
        to,
        answer.text().await.expect("a body"),
    )
}

/// The address behind a link in words.
fn target(seen: &str) -> String {
    let target = seen
        .split("](<")
        .nth(1)
        .and_then(|rest| rest.split(">)").next());
    target
        .unwrap_or_else(|| panic!("no link: {seen}"))
        .to_owned()
}

impl World {
    /// A lecture is out, `ada` is a member of its track, and videos open by links of ours.
    async fn has_links_of_its_own(&mut self) -> (Id, JoinHandle<()>) {
        let listener = web::watch::bind(([127, 0, 0, 1], 0).into()).await;
        let listener = listener.expect("a port");
        let address = listener.local_addr().expect("an address");
        self.has_friday_slot().await;
        self.has_queued(1, "血圧の測り方").await;
        self.has_member("ada", "gp").await;
        self.opens_videos(&format!("http://{address}/"), Keys::default())
            .await;
        self.pass_until(utc(FRIDAY)).await;
        let served = tokio::spawn(web::watch::serve(self.app().clone(), listener));
        (self.posts()[0].id, served)
    }

    /// Links that are remembered.
    async fn links(&self) -> usize {
        let rows = self.rows().await;
        let links = rows.iter().find(|(table, _, _)| table == "watch_link");
        links.expect("a table").1
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn our_own_link_leads_there_once_and_expires() {
    let mut world = World::start().await;
    let (post, served) = world.has_links_of_its_own().await;
    let seen = world.watches("ada", post).await;
    assert!(!seen.contains(VIDEO) && seen.contains("一度だけ"), "{seen}");
    let end = (utc(FRIDAY) + minutes(120)).timestamp();
    assert!(seen.contains(&format!("<t:{end}:f>")), "{seen}");
    let link = target(&seen);
    let used = read(browser().post(&link).send().await).await;
    assert_eq!((used.0, used.1.as_str()), (303, VIDEO));
    let again = read(browser().post(&link).send().await).await;
    assert_eq!((again.0, again.1.as_str()), (410, ""));
    assert!(
        again.2.contains("「/講義 一覧」") && again.2.contains("/lectures browse"),
        "{}",
        again.2
    );

    // Another one is not used in time; whatever leads nowhere looks the same.
    world.pass(minutes(1)).await;
    let late = target(&world.watches("ada", post).await);
    world.pass(minutes(120)).await;
    let expired = read(browser().post(&late).send().await).await;
    assert_eq!(expired, again);
    let unknown = read(browser().post(format!("{link}x")).send().await).await;
    assert_eq!(unknown, again);

    // In the end nothing of them is left but that they were given.
    assert_eq!(world.links().await, 2);
    world.pass(days(8)).await;
    assert_eq!(world.links().await, 0);
    let rows = world.rows().await;
    let openings = rows.iter().find(|(table, _, _)| table == "opening");
    assert_eq!(openings.expect("a table").1, 2);
    served.abort();
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_looks_at_links_uses_none_up() {
    let mut world = World::start().await;
    let (post, served) = world.has_links_of_its_own().await;
    let link = target(&world.watches("ada", post).await);
    let browser = browser();
    for _ in 0..3 {
        let looked = browser.get(&link).send().await.expect("an answer");
        assert_eq!(looked.status(), 200);
        for (header, value) in [
            ("cache-control", "no-store"),
            ("referrer-policy", "no-referrer"),
            ("x-robots-tag", "noindex"),
        ] {
            assert_eq!(looked.headers()[header], value);
        }
        let policy = looked.headers()["content-security-policy"].to_str();
        assert!(policy.expect("a policy").starts_with("default-src 'none'"));
        let page = looked.text().await.expect("a page");
        assert!(page.contains("視聴を始める / Start watching"), "{page}");
        assert!(
            !page.contains("video.example") && !page.contains("<script"),
            "{page}"
        );
        assert_eq!(
            browser
                .head(&link)
                .send()
                .await
                .expect("an answer")
                .status(),
            405
        );
        assert_eq!(
            browser.put(&link).send().await.expect("an answer").status(),
            405
        );
    }
    // What else there is, is not here.
    let origin = link.split("/w/").next().expect("an origin");
    for path in ["", "/w/", "/healthz", "/metrics"] {
        let found = browser.get(format!("{origin}{path}")).send().await;
        assert_eq!(found.expect("an answer").status(), 404, "{path}");
    }
    let used = read(browser.post(&link).send().await).await;
    assert_eq!((used.0, used.1.as_str()), (303, VIDEO));
    assert_eq!(
        browser.get(&link).send().await.expect("an answer").status(),
        410
    );
    served.abort();
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_lost_the_plan_meanwhile_gets_nothing() {
    let mut world = World::start().await;
    let (post, served) = world.has_links_of_its_own().await;
    let link = target(&world.watches("ada", post).await);
    let of_staff = target(&world.watches("mika", post).await);
    world.takes("ada", "plan-gp", &[]).await;
    let before = world.rows().await;
    assert_eq!(read(browser().get(&link).send().await).await.0, 410);
    assert_eq!(read(browser().post(&link).send().await).await.0, 410);
    assert_eq!(world.rows().await, before);
    assert_eq!(read(browser().post(&of_staff).send().await).await.0, 303);
    served.abort();
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn no_token_is_stored() {
    let mut world = World::start().await;
    let (post, served) = world.has_links_of_its_own().await;
    let link = target(&world.watches("ada", post).await);
    let token = link.rsplit('/').next().expect("a token");
    assert_eq!(token.len(), 22);
    assert_eq!(read(browser().post(&link).send().await).await.0, 303);
    for file in std::fs::read_dir(world.folder()).expect("a folder") {
        let file = file.expect("a file").path();
        let held = std::fs::read(&file).unwrap_or_default();
        let is_held = held
            .windows(token.len())
            .any(|part| part == token.as_bytes());
        assert!(!is_held, "{} holds it", file.display());
    }
    served.abort();
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_lacks_a_key_is_said_before_it_is_posted() {
    let mut world = World::start().await;
    world.has_friday_slot().await;
    let lecture = |url| {
        [
            ("series", SERIES),
            ("number", "1"),
            ("title", "血圧"),
            ("url", url),
            ("slides", "https://video.example/slides.pdf"),
        ]
    };
    let added = world
        .owner_runs("/lecture add", &lecture(BUNNY))
        .await
        .text();
    assert!(added.contains("環境変数 SALON_BUNNY_KEY"), "{added}");
    let draft = world.first_choice("/lecture ready", "lecture").await;
    let edit = [("lecture", draft.as_str()), ("url", CLOUDFLARE)];
    let edited = world.owner_runs("/lecture edit", &edit).await.text();
    assert!(edited.contains("SALON_CLOUDFLARE_KEY_ID"), "{edited}");
    let ready = [("lecture", draft.as_str())];
    world.owner_runs("/lecture ready", &ready).await;
    let slot = world.first_choice("/lecture queue", "slot").await;
    let queued = [("slot", slot.as_str()), ("lecture", draft.as_str())];
    world.owner_runs("/lecture queue", &queued).await;
    let ahead = [("slot", slot.as_str())];
    let ahead = world.owner_runs("/slot preview", &ahead).await.text();
    assert!(ahead.contains("SALON_CLOUDFLARE_KEY_ID"), "{ahead}");
    world.pass_until(utc(FRIDAY) - hours(23)).await;
    let told = world.person("owner").reads(world.log);
    let card = told
        .iter()
        .map(MessageView::text)
        .find(|it| it.contains("配信します"));
    let card = card.expect("a card");
    assert!(card.contains("SALON_CLOUDFLARE_KEY_ID"), "{card}");
    let list = format!("シリーズ,回,タイトル,動画\n{SERIES},2,薬,{BUNNY}\n{SERIES},3,塩,{VIDEO}\n");
    let owner = world.person("owner");
    let list = owner.uploads("a.csv", "text/csv", list.into_bytes());
    let looked = world
        .owner_runs("/lecture import", &[("file", &list)])
        .await;
    assert!(
        looked.text().contains("1本：⚠️ Bunny Stream"),
        "{}",
        looked.text()
    );

    // Members get it all the same, with the slides, and know whom to ask.
    world.has_member("ada", "gp").await;
    world.pass_until(utc(FRIDAY)).await;
    let post = world.posts()[0].id;
    let seen = world.watches("ada", post).await;
    assert!(
        seen.contains(CLOUDFLARE) && seen.contains("運営者にお知らせください"),
        "{seen}"
    );
    assert!(
        seen.contains("[スライドを開く](<https://video.example/slides.pdf>)"),
        "{seen}"
    );
    // With the keys nothing is lacking.
    let pem = include_str!("rfc7515.pem");
    let keys = Keys {
        bunny: Some("4742a81b-bf15-42fe-8b1c-8fcb9024c550".into()),
        cloudflare: Some(Arc::new(SigningKey::read(pem, "key-1").expect("a key"))),
        ..Keys::default()
    };
    world.opens_videos("", keys).await;
    let seen = world.watches("ada", post).await;
    assert!(!seen.contains("運営者にお知らせください"), "{seen}");
    let shown = [("lecture", draft.as_str())];
    let shown = world.owner_runs("/lecture edit", &shown).await.text();
    assert!(!shown.contains("⚠️"), "{shown}");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn each_provider_signs_what_it_has_and_nothing_else() {
    let mut world = World::start().await;
    let pem = include_str!("rfc7515.pem");
    let keys = Keys {
        bunny: Some("4742a81b-bf15-42fe-8b1c-8fcb9024c550".into()),
        cloudflare: Some(Arc::new(SigningKey::read(pem, "key-1").expect("a key"))),
        ..Keys::default()
    };
    world.opens_videos("", keys).await;
    world.has_friday_slot().await;
    let slot = world.first_choice("/lecture queue", "slot").await;
    for (number, url) in [("1", BUNNY), ("2", CLOUDFLARE), ("3", VIDEO)] {
        let lecture = [
            ("series", SERIES),
            ("number", number),
            ("title", "血圧"),
            ("url", url),
        ];
        world.owner_runs("/lecture add", &lecture).await;
        let draft = world.first_choice("/lecture ready", "lecture").await;
        world
            .owner_runs("/lecture ready", &[("lecture", &draft)])
            .await;
        let queued = [("slot", slot.as_str()), ("lecture", draft.as_str())];
        world.owner_runs("/lecture queue", &queued).await;
    }
    world.has_member("ada", "gp").await;
    world.pass_until(utc(FRIDAY) + days(14)).await;
    let end = (world.now() + minutes(120)).timestamp();
    let mut seen = Vec::new();
    for post in world.posts() {
        seen.push(world.watches("ada", post.id).await);
    }
    let signed = target(&seen[0]);
    let by_bunny = signed.starts_with(&format!("{BUNNY}?token="));
    assert!(
        by_bunny && signed.ends_with(&format!("&expires={end}")),
        "{signed}"
    );
    let signed = target(&seen[1]);
    let video = "5d5bc37ffcf54c9b82e996823bffbb81";
    assert!(
        signed.starts_with("https://customer-a1.cloudflarestream.com/eyJ"),
        "{signed}"
    );
    assert!(
        signed.ends_with("/watch") && !signed.contains(video),
        "{signed}"
    );
    for signed in &seen[..2] {
        assert!(signed.contains(&format!("<t:{end}:f> まで")), "{signed}");
    }
    assert!(
        seen[2].contains(VIDEO) && seen[2].contains("何度でも"),
        "{}",
        seen[2]
    );
    world.end().await;
}
