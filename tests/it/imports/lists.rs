//! Who holds what, by pages.

use sandbox::{NewMember, Outcome};

use super::{id, list, salon, takes_in};
use crate::world::{World, days};

async fn shows(world: &World, view: &str) -> String {
    world.does("owner", "/member list", &[("view", view)]).await
}

async fn gives(world: &World, name: &str, options: &[(&str, &str)]) {
    world.gives(name, "monthly", options).await;
    world.settle().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn everyone_stands_in_the_list_where_they_belong() {
    let world = salon().await;
    gives(&world, "ada", &[("as", "期間パス（更新案内あり）")]).await;
    gives(&world, "ben", &[("without-end", "true")]).await;
    gives(&world, "mika", &[]).await;
    gives(&world, "ken", &[]).await;
    gives(&world, "ken", &[]).await;
    world.takes("ben", "monthly", &[]).await;
    gives(&world, "ben", &[("months", "2")]).await;

    // Who stands in each list, of ada, ben, mika and ken.
    let stand = async || {
        let mut found = Vec::new();
        for view in [
            "会員",
            "猶予中",
            "まもなく終了（14日以内）",
            "終了（30日以内）",
        ] {
            let shown = shows(&world, view).await;
            let names = ["ada", "ben", "mika", "ken"];
            let mut stands = names
                .map(|name| (name, format!("<@{}>", id(&world, name))))
                .to_vec();
            stands.retain(|(_, mention)| shown.contains(mention));
            let names: Vec<_> = stands.iter().map(|(name, _)| *name).collect();
            assert!(
                shown.contains(&format!("{0} 人・{0} 件", names.len())),
                "{shown}"
            );
            found.push(names.join(" "));
        }
        found
    };
    // ben's first plan ended, but he has it again.
    assert_eq!(stand().await, ["ada ben mika ken", "", "", ""]);
    world.pass(days(20)).await;
    assert_eq!(stand().await, ["ada ben mika ken", "", "ada mika", ""]);
    world.pass(days(12)).await;
    assert_eq!(stand().await, ["ben ken", "ada", "ada", "mika"]);
    let ending = shows(&world, "まもなく終了（14日以内）").await;
    assert!(ending.contains("猶予中（<t:"), "{ending}");
    world.pass(days(20)).await;
    assert_eq!(stand().await, ["ben ken", "", "ben ken", "ada mika"]);
    world.pass(days(20)).await;
    assert_eq!(stand().await, ["", "", "", "ada ben ken"]);
    assert!(
        shows(&world, "猶予中")
            .await
            .contains("該当する方はいません")
    );
    let study = [
        ("key", "study"),
        ("name", "勉強会"),
        ("price", "500"),
        ("interval", "毎月"),
        ("role", "会員"),
    ];
    world.does("owner", "/plan create", &study).await;
    for plan in ["monthly", "study"] {
        world.gives("ada", plan, &[]).await;
    }
    world.settle().await;
    let shown = shows(&world, "会員").await;
    assert!(shown.contains("1 人・2 件"), "{shown}");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_has_pages_and_only_the_owner_turns_them() {
    let world = salon().await;
    let people: Vec<_> = (1..=32)
        .map(|number| {
            world
                .discord
                .member(&format!("p{number}"), NewMember::default())
        })
        .map(|id| id.to_string())
        .collect();
    takes_in(&world, &list("ID", &people), &[]).await;
    let owner = world.person("owner");
    let options = [("view", "会員"), ("plan", "monthly")];
    let shown = owner.runs(world.lobby, "/member list", &options).await;
    let message = shown.message().expect("an answer").clone();
    assert!(message.ephemeral, "everyone sees what is about people");
    let mut pages = vec![message.text()];
    for _ in 1..3 {
        let turned = owner.clicks(message.id, "次へ ▶").await;
        assert!(matches!(turned, Outcome::Updated(_)), "{turned:?}");
        pages.push(turned.text());
    }
    for person in &people {
        let on = pages
            .iter()
            .filter(|page| page.contains(&format!("<@{person}>")));
        assert_eq!(on.count(), 1, "{person}");
    }
    assert!(pages[2].contains("32 件・3 / 3 ページ"), "{}", pages[2]);
    let back = owner.clicks(message.id, "◀ 前へ").await;
    assert_eq!(back.text(), pages[1]);

    let before = world.rows().await;
    for (forged, words) in [
        ("active:1:99", "3 / 3 ページ"),
        ("active:1:-5", "1 / 3 ページ"),
        ("active:7:0", "該当する方はいません"),
        ("all:0:0", "古くなっています"),
        ("active:x:0", "古くなっています"),
        ("active", "古くなっています"),
    ] {
        let id = format!("membership:list:{forged}");
        let shown = owner.clicks_forged(message.id, &id).await;
        assert!(shown.text().contains(words), "{forged}: {shown:?}");
    }
    let stranger = world.person("stranger");
    let public = stranger.posts(world.lobby, "hello").expect("posted");
    let refused = stranger
        .clicks_forged(public.id, "membership:list:active:0:0")
        .await;
    assert!(
        refused.text().contains("Only the salon's owner"),
        "{refused:?}"
    );
    assert_eq!(world.rows().await, before);
    world.end().await;
}
