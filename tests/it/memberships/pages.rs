//! Histories that are longer than a message.

use sandbox::view::MessageView;
use sandbox::{Id, NewMember, Outcome};

use super::{owner, salon_with_a_plan};
use crate::world::World;

const EARLIER: &str = "◀ 前へ";
const LATER: &str = "次へ ▶";

/// A plan, and eve with so much history that it fills three pages: payments of 1,001 yen to 1,055.
/// She is not in the server, so that no messages to her take their time.
async fn salon_with_a_long_history() -> (World, Id) {
    let world = salon_with_a_plan().await;
    let new = NewMember {
        outside: true,
        ..NewMember::default()
    };
    let eve = world.discord.member("eve", new);
    for yen in 1_001..=1_055 {
        let yen = yen.to_string();
        world.gives("eve", "monthly", &[("paid-yen", &yen)]).await;
    }
    world.settle().await;
    (world, eve)
}

/// The history as the owner sees it first, and the message it is in.
async fn newest_page(world: &World) -> (Id, String) {
    let shown = owner(world)
        .runs(world.lobby, "/member why", &[("user", "eve")])
        .await;
    let message = shown.message().expect("an answer");
    assert!(message.ephemeral, "everyone sees what is about one person");
    (message.id, message.text())
}

/// What the message shows after a press, for which no other message was sent.
fn turned(outcome: &Outcome, id: Id) -> (String, Vec<&str>) {
    let Outcome::Updated(message) = outcome else {
        panic!("{outcome:?}");
    };
    assert_eq!(message.id, id);
    assert!(message.ephemeral);
    let buttons = message.buttons().map(|button| button.label.as_str());
    (message.text(), buttons.collect())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_turns_its_pages_in_place() {
    let (world, _) = salon_with_a_long_history().await;
    let owner = owner(&world);
    let (id, newest) = newest_page(&world).await;
    assert!(newest.contains("1,055円の入金"), "{newest}");
    assert!(newest.contains("3 / 3 ページ"), "{newest}");

    let pressed = owner.clicks(id, EARLIER).await;
    let (middle, buttons) = turned(&pressed, id);
    assert_eq!(buttons, [EARLIER, LATER]);
    assert!(middle.contains("2 / 3 ページ"), "{middle}");
    assert!(middle.contains("有効"), "{middle}");
    // Also when Discord turns the first answer away.
    let faults = world.discord.faults();
    faults.on("POST", "/callback").answer_next(500, 0);
    let pressed = owner.clicks(id, EARLIER).await;
    let (oldest, buttons) = turned(&pressed, id);
    assert_eq!(buttons, [LATER]);
    assert!(oldest.contains("1,001円の入金"), "{oldest}");
    for yen in 1..=55 {
        let paid = format!("1,{yen:03}円の入金");
        let pages = [&oldest, &middle, &newest];
        let shown = pages.iter().filter(|page| page.contains(&paid)).count();
        assert_eq!(shown, 1, "{paid}");
    }

    let (again, _) = turned(&owner.clicks(id, LATER).await, id);
    assert_eq!(again, middle);
    let pressed = owner.clicks(id, LATER).await;
    assert_eq!(turned(&pressed, id), (newest, vec![EARLIER]));
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_is_turned_only_by_the_owner_and_shown_to_nobody_else() {
    let (world, eve) = salon_with_a_long_history().await;
    let owner = owner(&world);
    let (id, newest) = newest_page(&world).await;
    let public = owner.posts(world.lobby, "こんにちは").expect("posted");
    let before = world.rows().await;

    // A modified client presses what is not there.
    let forged = owner
        .clicks_forged(public.id, &format!("membership:why:{eve}:1"))
        .await;
    assert!(forged.text().contains("2 / 3 ページ"), "{forged:?}");
    assert!(matches!(&forged, Outcome::Reply(message) if message.ephemeral));
    let far = format!("membership:why:{eve}:18446744073709551615");
    let far = owner.clicks_forged(id, &far).await;
    assert!(turned(&far, id).0.contains("1 / 3 ページ"), "{far:?}");
    let back = format!("membership:why:{eve}:0");
    let back = owner.clicks_forged(id, &back).await;
    assert_eq!(turned(&back, id).0, newest);
    for parts in ["", "x:0", "1", "1:", "1:-1", "1:x"] {
        let forged = format!("membership:why:{parts}");
        let refused = owner.clicks_forged(id, &forged).await;
        assert!(refused.text().contains("古くなっています"), "{refused:?}");
    }

    assert_eq!(world.rows().await, before);

    // Whoever is the owner no more, or never was.
    let role = world.config().roles.owner.expect("a role").0;
    let moderator = world.discord.moderator();
    moderator.takes_role(owner.id(), Id(role.cast_unsigned()));
    world.settle().await;
    let before = world.rows().await;
    let refused = owner.clicks(id, EARLIER).await;
    assert!(refused.text().contains("運営者だけ"), "{refused:?}");
    let stranger = world.person("stranger");
    let forged = stranger
        .clicks_forged(public.id, &format!("membership:why:{eve}:0"))
        .await;
    assert!(
        forged.text().contains("Only the salon's owner"),
        "{forged:?}"
    );
    for refused in [refused, forged] {
        assert!(matches!(&refused, Outcome::Reply(message) if message.ephemeral));
    }
    let seen = owner.reads(world.lobby);
    let text = |id: Id| {
        let found = seen.iter().find(|message| message.id == id);
        found.map(MessageView::text)
    };
    assert_eq!(text(id), Some(newest));
    assert_eq!(text(public.id).as_deref(), Some("こんにちは"));
    assert_eq!(world.rows().await, before);
    world.end().await;
}
