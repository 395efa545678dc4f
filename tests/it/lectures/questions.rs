//! Questions about a lecture.

use super::{FRIDAY, SERIES, utc};
use crate::questions::{WORDS, sends};
use crate::world::{World, number};

#[tokio::test(flavor = "multi_thread")]
async fn a_question_about_a_lecture_carries_its_number() {
    let world = World::start().await;
    world.has_friday_slot().await;
    world.has_queued(3, "二次性高血圧").await;
    for name in ["ada", "ben"] {
        world.has_member(name, "gp").await;
    }
    world.pass_until(utc(FRIDAY)).await;
    let post = world.posts()[0].id;
    let words: Vec<_> = WORDS
        .into_iter()
        .filter(|(part, _)| *part != "findings")
        .collect();

    // From the post, and from where the lecture is shown.
    let ada = world.person("ada");
    let form = ada.clicks(post, "質問する").await;
    sends(&ada, form.modal().expect("a form"), &words).await;
    let ben = world.person("ben");
    let lecture = [("lecture", "lecture-1")];
    let shown = ben.runs(world.lobby, "/lectures show", &lecture).await;
    let bens = shown.message().expect("a card").id;
    let form = ben.clicks(bens, "Ask").await;
    sends(&ben, form.modal().expect("a form"), &words).await;
    world.settle().await;
    let mika = world.person("mika");
    for number in 1..=2 {
        let threads = mika.threads(world.questions);
        let thread = threads
            .iter()
            .find(|thread| thread.name.starts_with(&format!("#{number} ")));
        let card = mika.reads(thread.expect("a thread").id)[0].text();
        assert!(card.contains(&format!("{SERIES} #3")), "{card}");
    }
    // Any other question names none.
    crate::questions::asks(&world, &ada, &WORDS).await;
    let threads = mika.threads(world.questions);
    let thread = threads.iter().find(|thread| thread.name.starts_with("#3 "));
    let card = mika.reads(thread.expect("a thread").id)[0].text();
    assert!(!card.contains(SERIES), "{card}");

    // Its lecturer and the owner see them listed, and nobody else.
    let ken = number(world.person("ken").id());
    let kens = world
        .person("ken")
        .runs(world.lobby, "/lectures show", &lecture)
        .await;
    world
        .person("ken")
        .clicks(kens.message().expect("a card").id, "視聴済みにする")
        .await;
    let mut tx = world.app().db.begin().await.expect("a writer");
    sqlx::query("update lecture set lecturer_id = (select id from person where user_id = ?1)")
        .bind(ken)
        .execute(tx.conn().await.expect("writes"))
        .await
        .expect("a lecturer");
    tx.commit().await.expect("commits");
    for name in ["ken", "owner"] {
        let person = world.person(name);
        let shown = person.runs(world.lobby, "/lectures show", &lecture).await;
        let list = person
            .clicks(shown.message().expect("a card").id, "質問を見る")
            .await
            .text();
        assert!(
            list.contains("#1 ") && list.contains("#2 ") && !list.contains("#3 低"),
            "{list}"
        );
    }
    for (name, card) in [("mika", post), ("ben", bens)] {
        world.is_for_lecturers(name, card, "lecture:asked:1").await;
    }
    // Nobody asks about what they may not watch.
    let before = world.rows().await;
    let stranger = world.person("stranger");
    for forged in [
        "lecture:ask:1",
        "lecture:ask-l:1",
        "lecture:ask:2",
        "lecture:ask-l:x",
    ] {
        let refused = stranger.clicks_forged(post, forged).await;
        assert!(refused.modal().is_none(), "{forged}");
    }
    assert_eq!(world.rows().await, before);
    world.end().await;
}
