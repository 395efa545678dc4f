//! What the owner is told of what stands still: in the log channel without anybody's name, and all
//! of it in the status, which only the owner sees.

use sandbox::NewRole;

use super::{alerts, posts, status};
use crate::questions::sends;
use crate::world::{Setting, World, hours};

/// Everybody whom `text` mentions.
fn named(world: &World, text: &str) -> Vec<String> {
    let people = world.discord.people().into_iter();
    let named = people.filter(|person| text.contains(&format!("<@{}>", person.id)));
    named.map(|person| person.username).collect()
}

/// The log channel is read by others: of a role, a direct message and a follower it says what, and
/// not whose.
#[tokio::test(flavor = "multi_thread")]
async fn the_log_channel_names_nobody_and_the_status_tells_the_owner_who() {
    let world = World::start().await;
    world.sells_plan().await;
    world.grants("stranger", "1").await;
    world.settle().await;
    let faults = world.discord.faults();
    for (method, part, name, (status, code)) in [
        ("PUT", "/roles/", "ada", (400, 50_024)),
        ("POST", "/users/@me/channels", "ben", (400, 50_024)),
        ("POST", "/users/@me/channels", "ken", (403, 50_001)),
    ] {
        faults.on(method, part).answer_next(status, code);
        world.grants(name, "1").await;
        world.settle().await;
    }
    faults
        .on("PUT", "/thread-members/")
        .answer_next(400, 50_024);
    let asker = world.person("stranger");
    let options = [("kind", "Study"), ("field", "cardiology")];
    let form = asker.runs(world.lobby, "/ask", &options).await;
    let words = [("title", "一"), ("situation", "外来"), ("wanted", "薬")];
    sends(&asker, form.modal().expect("a form"), &words).await;
    world.settle().await;

    let told = alerts(&world);
    assert_eq!(told.len(), 4, "{told:?}");
    for alert in &told {
        assert_eq!(named(&world, &alert.text()), [""; 0], "{}", alert.text());
    }
    let role = format!("会員の方へのロール <@&{}> の付与", world.paid_role);
    let whats = [&role, "会員の方への DM", "会員の方（", "質問 #1"];
    for (alert, what) in told.iter().zip(whats) {
        assert!(alert.text().contains(what), "{}", alert.text());
    }
    let seen = status(&world).await.text();
    for name in ["ada", "ben", "ken", "stranger"] {
        let person = format!("<@{}>", world.user(name));
        assert!(seen.contains(&person), "{name}: {seen}");
    }
    let owner = world.person("owner");
    for alert in told.iter().filter(|alert| alert.buttons().count() > 0) {
        owner.clicks(alert.id, "もう一度送る").await;
    }
    world.pass(hours(2)).await;
    assert!(world.person("ada").has_role("会員"));
    world.end().await;
}

/// The owner sells six plans, gives two people each, and somebody moved their roles above the bot's.
async fn refuses_six_roles(world: &World) -> Vec<sandbox::Id> {
    let mut roles = Vec::new();
    for number in 1..=6 {
        let role = world
            .discord
            .role(&format!("役{number}"), NewRole::default());
        let (key, id) = (format!("plan{number}"), role.to_string());
        let plan = [
            ("key", key.as_str()),
            ("name", key.as_str()),
            ("price", "1000"),
            ("interval", "Every month"),
            ("role", id.as_str()),
        ];
        world.does("owner", "/plan create", &plan).await;
        let moderator = world.discord.moderator();
        moderator.changes_role(role, |role| role.position = 200);
        for name in ["ken", "mika"] {
            world.gives(name, &key, &[("months", "1")]).await;
        }
        roles.push(role);
    }
    world.settle().await;
    roles
}

/// Of many things that stand still some are listed and the others counted, each kind by itself; what
/// the buttons are about goes first.
#[tokio::test(flavor = "multi_thread")]
async fn however_much_stands_still_the_status_can_be_shown() {
    let world = World::start_with(Setting {
        is_roomy: true,
        ..Setting::default()
    })
    .await;
    world.sells_plan().await;
    for name in ["ada", "ben", "stranger"] {
        world.grants(name, "1").await;
    }
    world.settle().await;
    let faults = world.discord.faults();
    faults
        .on("POST", "/threads")
        .times(100)
        .answer_next(400, 50_024);
    for asker in ["ada", "ben", "stranger"] {
        for title in ["一", "二"] {
            let asker = world.person(asker);
            let options = [("kind", "Study"), ("field", "cardiology")];
            let form = asker.runs(world.lobby, "/ask", &options).await;
            let words = [
                ("title", title),
                ("situation", "外来です"),
                ("wanted", "使い分け"),
            ];
            sends(&asker, form.modal().expect("a form"), &words).await;
        }
    }
    world.settle().await;
    let roles = refuses_six_roles(&world).await;
    let text = status(&world).await.text();
    assert_eq!(text.matches("の投稿").count(), 5, "{text}");
    assert_eq!(
        text.matches("> への操作を Discord が拒否しており、")
            .count(),
        5,
        "{text}"
    );
    let at = |what: &str| {
        text.find(what)
            .unwrap_or_else(|| panic!("no {what} in {text}"))
    };
    let held = at("ほかに 1 件が止まって");
    assert!(
        at("質問 #1 の投稿") < held && held < at("Discord が拒否"),
        "{text}"
    );
    let paused = at("ほかに 1 か所");
    assert!(at("Discord が拒否") < paused, "{text}");
    assert!(text[paused..].contains("2 件が待っています"), "{text}");
    faults.clear();
    for role in roles {
        let moderator = world.discord.moderator();
        moderator.changes_role(role, |role| role.position = 3);
    }
    world.settle().await;
    let owner = world.person("owner");
    let told = alerts(&world);
    for alert in told.iter().filter(|alert| alert.buttons().count() > 0) {
        owner.clicks(alert.id, "もう一度送る").await;
    }
    world.settle().await;
    assert_eq!(posts(&world), 6);
    world.end().await;
}
