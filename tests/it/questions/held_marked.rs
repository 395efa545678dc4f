//! Stories of a mentor's message that was taken in as an answer and is reported then: it stands in the
//! thread and in the question.

use sandbox::Target;

use super::held::{reports, salon};
use super::{WORDS, asks, labels, question};

const ANSWER: &str = "まず3%食塩水を100 mL投与し、2時間後に再検してください。";

async fn a_marked_answer_is_reported(is_wiped: bool) {
    let world = salon(is_wiped).await;
    let [owner, mika, ken, ada] = ["owner", "mika", "ken", "ada"].map(|name| world.person(name));
    asks(&world, &ada, &WORDS).await;
    let (thread, _) = question(&world, &mika, 1);
    let said = mika.posts(thread.id, ANSWER).expect("posted");
    let marked = Target::Message(said.id);
    mika.uses_menu(thread.id, "回答にする", marked).await;
    world.settle().await;

    let thanks = reports(&ada, thread.id, said.id).await;
    assert!(thanks.text().contains("削除して"), "{}", thanks.text());
    world.settle().await;
    assert!(ada.sees(said.id).is_none());
    let number = [("number", "1")];
    let refused = world.does("ada", "/questions show", &number).await;
    assert!(refused.contains("確認中"), "{refused}");
    let button = if is_wiped { "消す" } else { "元に戻す" };
    let mut told = owner.reads(world.log).into_iter();
    let told = told.rfind(|told| labels(told).contains(&"消す"));
    let told = told.expect("a notice").id;
    let said = owner.clicks(told, button).await.text();
    assert_eq!(said.contains("先に質問 #1"), !is_wiped, "{said}");
    let done = world.does("ken", "/question restore", &number).await;
    assert!(done.contains("元のとおり"), "{done}");
    if !is_wiped {
        let said = owner.clicks(told, button).await.text();
        assert!(said.contains("元に戻しました"), "{said}");
    }
    world.settle().await;
    let mut conn = world.app().db.read().await.expect("a reader");
    let answers: Vec<String> = sqlx::query_scalar("select body from answer")
        .fetch_all(&mut *conn)
        .await
        .expect("the answers");
    drop(conn);
    assert_eq!(answers.contains(&ANSWER.to_owned()), !is_wiped);
    let posted = ken.reads(thread.id).into_iter();
    let posted = posted.filter(|said| said.text().contains(ANSWER));
    assert_eq!(posted.count(), usize::from(!is_wiped));
    let (_, card) = question(&world, &ada, 1);
    assert!(card.text().contains("回答あり"), "{}", card.text());
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_that_the_owner_wipes_leaves_the_question_as_well() {
    a_marked_answer_is_reported(true).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_that_may_stay_is_there_as_before() {
    a_marked_answer_is_reported(false).await;
}
