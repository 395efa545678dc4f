//! Stories of money that was recorded and never came: who is told, and what it had bought.

use super::{grant, last_dm, salon_with_a_plan};
use crate::world::{World, days};

const LAST: (&str, &str) = ("what", "最後の期間");
const WRONG: (&str, &str) = ("what", "誤った記録（入金の番号を指定）");

/// The owner gives ada so many months of a pass, for this much.
async fn months(world: &World, months: &str, paid: &str) {
    let options = [("months", months), ("as", "Pass"), ("paid-yen", paid)];
    grant(world, &options).await;
}

async fn takes(world: &World, options: &[(&str, &str)]) -> String {
    let told = world.takes("ada", "monthly", options).await;
    world.settle().await;
    told
}

/// A moment so many days from now, as it is shown.
fn moment(world: &World, from_now: i64) -> String {
    format!("<t:{}:f>", world.now().timestamp() + from_now * 86_400)
}

#[tokio::test(flavor = "multi_thread")]
async fn months_for_which_no_money_came_are_named_and_end_with_a_press() {
    let world = salon_with_a_plan().await;
    let ada = world.person("ada");
    months(&world, "1", "2980").await;
    months(&world, "2", "29800").await;
    let dms = ada.dms().len();
    let told = takes(&world, &[WRONG, ("payment", "2")]).await;
    for words in ["記録 #2", &moment(&world, 30), &moment(&world, 91)] {
        assert!(told.contains(words), "{words} is not in: {told}");
    }
    assert_eq!(ada.dms().len(), dms + 1);
    for words in ["29,800円", "誤り", "訂正"] {
        assert!(last_dm(&ada).contains(words), "{}", last_dm(&ada));
    }
    let owner = world.person("owner");
    let answer = owner.reads(world.lobby).pop().expect("an answer").id;
    let asked = owner.clicks(answer, "1 件の期間を終了する").await;
    assert!(asked.text().contains("終了しますか"), "{asked:?}");
    assert_eq!(ada.dms().len(), dms + 1);
    let done = owner.clicks(answer, "1 件の期間を終了する").await;
    assert!(done.text().contains("終了しました"), "{done:?}");
    world.settle().await;
    assert_eq!(ada.dms().len(), dms + 2);
    let dm = last_dm(&ada);
    for words in ["ご利用期間が変わりました", &moment(&world, 91)] {
        assert!(dm.contains(words), "{words} is not in: {dm}");
    }
    // What she paid for is hers, and has its reminders and its grace.
    assert!(ada.has_role("会員"));
    world.pass(days(29)).await;
    assert!(ada.has_role("会員"));
    world.pass(days(20)).await;
    assert!(!ada.has_role("会員"));
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_was_not_told_of_money_reads_of_no_mistake_and_what_was_paid_for_stays() {
    let world = salon_with_a_plan().await;
    let ada = world.person("ada");
    grant(&world, &[("without-end", "true"), ("paid-yen", "2980")]).await;
    world.pass(days(1)).await;
    grant(&world, &[("paid-yen", "500")]).await;
    let dms = ada.dms().len();
    let told = takes(&world, &[WRONG, ("payment", "2")]).await;
    assert!(told.contains("記録 #2"), "{told}");
    assert!(!told.contains("残っています"), "{told}");
    assert_eq!(ada.dms().len(), dms, "{}", last_dm(&ada));
    // Of this she was told, but not while she could not be.
    takes(&world, &[WRONG, ("payment", "1")]).await;
    assert_eq!(ada.dms().len(), dms + 1);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_ended_meanwhile_is_not_ended_by_an_old_button() {
    let world = salon_with_a_plan().await;
    months(&world, "1", "2980").await;
    months(&world, "2", "29800").await;
    takes(&world, &[WRONG, ("payment", "2")]).await;
    let owner = world.person("owner");
    let answer = owner.reads(world.lobby).pop().expect("an answer");
    takes(&world, &[LAST]).await;
    let late = owner.clicks(answer.id, "1 件の期間を終了する").await;
    assert!(
        late.text().contains("表示のあとに変わっています"),
        "{late:?}"
    );
    assert!(world.person("ada").has_role("会員"));
    world.end().await;
}
