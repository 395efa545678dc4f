//! Money of a list that may be in the books already, from a list before.

use sandbox::NewMember;
use sandbox::view::MessageView;

use super::accounts::{chooses, hands_in};
use super::exceptions::listed;
use super::{owner, salon_with_a_plan, why};
use crate::world::{World, days};

/// The owner takes in what they look at, and a day goes by in which it could be undone.
async fn takes_in(world: &World, shown: &MessageView) {
    owner(world).clicks(shown.id, "反映する").await;
    world.settle().await;
    world.pass(days(2)).await;
}

/// The owner says whom the platform means by a name, also where that was somebody else.
async fn links(world: &World, name: &str, user: &str) {
    let options = [("user", user), ("source", "note"), ("name", name)];
    let shown = owner(world)
        .runs(world.lobby, "/member link", &options)
        .await;
    let shown = shown.message().expect("an answer").clone();
    if shown.buttons().any(|button| button.label == "登録を変える") {
        owner(world).clicks(shown.id, "登録を変える").await;
    } else {
        assert!(shown.text().contains("として登録し"), "{}", shown.text());
    }
    world.settle().await;
}

const ADA: &str = "ada@example.jp,2026-05-31,2980";
const BEN: &str = "ben@example.jp,2026-05-31,2980";

#[tokio::test(flavor = "multi_thread")]
async fn what_would_be_booked_twice_comes_before_what_will_not_with_its_count_and_sum() {
    let world = salon_with_a_plan().await;
    let names: Vec<_> = (1..=9).map(|number| format!("p{number}")).collect();
    let others: Vec<_> = names
        .iter()
        .map(|name| format!("{name}@example.jp,2026-05-31,1980"))
        .collect();
    let others = others.iter().map(String::as_str);
    let rows: Vec<_> = std::iter::once(ADA).chain(others.clone()).collect();
    let shown = hands_in(&world, &rows).await;
    let shown = chooses(&world, &shown, "ben").await;
    takes_in(&world, &shown).await;
    for name in &names {
        let user = world.discord.member(name, NewMember::default());
        links(&world, &format!("{name}@example.jp"), &user.to_string()).await;
    }
    links(&world, "ada@example.jp", "ada").await;

    let rows: Vec<_> = others.chain([ADA]).collect();
    let text = hands_in(&world, &rows).await.text();
    let ben = world.person("ben").id();
    let twice = "かもしれない入金が 1 件（計 2,980円）あります";
    for words in [twice, &format!("11行目: 2,980円（<@{ben}> さんの入金 #")] {
        assert!(text.contains(words), "{words} is not in: {text}");
    }
    let known = "もう一度は記録しません";
    assert_eq!(text.matches(known).count(), 8, "{text}");
    assert!(text.contains("ほか 1 件（添付"), "{text}");
    assert!(text.find(twice) < text.find(known), "{text}");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_has_a_line_of_their_own_has_paid_for_themselves() {
    let world = salon_with_a_plan().await;
    hands_in(&world, &[BEN]).await;
    links(&world, "ben@example.jp", "ben").await;
    let shown = hands_in(&world, &[BEN]).await;
    takes_in(&world, &shown).await;
    assert!(why(&world, "ben").await.contains("2,980円の入金"));
    // In the line of ada the owner picks ben, who is a member already: no money is recorded.
    let shown = hands_in(&world, &[BEN, ADA]).await;
    let shown = chooses(&world, &shown, "ben").await;
    assert!(shown.text().contains("変更なし 2"), "{}", shown.text());
    owner(&world).clicks(shown.id, "やめる").await;
    links(&world, "ada@example.jp", "ada").await;
    let shown = hands_in(&world, &[BEN, ADA]).await;
    let text = shown.text();
    assert!(!text.contains("二重"), "{text}");
    assert!(text.contains("入金 1 件、計 2,980円"), "{text}");
    // A list without him cannot tell.
    let text = hands_in(&world, &[ADA]).await.text();
    assert!(text.contains("かもしれない入金が 1 件"), "{text}");
    let shown = hands_in(&world, &[BEN, ADA]).await;
    takes_in(&world, &shown).await;
    for name in ["ada", "ben"] {
        let told = why(&world, name).await;
        assert_eq!(told.matches("2,980円の入金").count(), 1, "{name}: {told}");
    }
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn by_number_too_what_is_in_the_books_is_not_recorded_again() {
    let world = salon_with_a_plan().await;
    world.gives("ada", "monthly", &[]).await;
    let number = async || {
        let mut conn = world.app().db.read().await.expect("a reader");
        let last: i64 = sqlx::query_scalar("select max(id) from person")
            .fetch_one(&mut *conn)
            .await
            .expect("people");
        last
    };
    let next = number().await + 1;
    let hands_in = async |more: &str| {
        let file = format!("会員番号,有効期限,金額\n{next},2026-05-31,1980\n{more}");
        let file = owner(&world).uploads("members.csv", "text/csv", file.into_bytes());
        let options = [
            ("file", file.as_str()),
            ("source", "note"),
            ("key", "会員番号"),
            ("plan", "monthly"),
        ];
        let shown = owner(&world)
            .runs(world.lobby, "/member import", &options)
            .await;
        shown.message().expect("a look").clone()
    };
    // Money of nobody is not taken in alone.
    let ada = format!("{},2026-06-30,\n", next - 1);
    takes_in(&world, &hands_in(&ada).await).await;
    let shown = listed(&world, "持ち主の分からない入金 1").await;
    let asked = owner(&world).clicks(shown.id, "1. 持ち主を選ぶ").await;
    let asked = asked.message().expect("a question").clone();
    chooses(&world, &asked, "ada").await;

    world.gives("ben", "monthly", &[]).await;
    world.settle().await;
    assert_eq!(number().await, next, "ben is somebody else");
    let shown = hands_in("").await;
    let text = shown.text();
    assert!(text.contains("もう一度は記録しません"), "{text}");
    takes_in(&world, &shown).await;
    let told = why(&world, "ben").await;
    assert!(!told.contains("1,980円の入金"), "{told}");
    world.end().await;
}
