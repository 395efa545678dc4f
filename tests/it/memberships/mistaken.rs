//! Stories of money that was recorded and never came: who is told, and what it had bought.

use std::time::Duration;

use super::{grant, last_dm, moment, months, salon_with_a_plan, takes, why};
use crate::world::days;

const LAST: (&str, &str) = ("what", "最後の期間");
const WRONG: (&str, &str) = ("what", "誤った記録（入金の番号を指定）");

#[tokio::test(flavor = "multi_thread")]
async fn months_for_which_no_money_came_are_named_and_end_with_a_press() {
    let world = salon_with_a_plan().await;
    let ada = world.person("ada");
    months(&world, "1", "2980").await;
    months(&world, "2", "29800").await;
    let dms = ada.dms().len();
    let told = takes(&world, &[WRONG, ("payment", "2")]).await;
    let head = "この入金で付与した「月額会員」の期間は残っています";
    for words in ["記録 #2", head, &moment(&world, 30), &moment(&world, 91)] {
        assert!(told.contains(words), "{words} is not in: {told}");
    }
    assert_eq!(ada.dms().len(), dms + 1);
    for words in ["29,800円", "誤り", "訂正", "✅ **月額会員**: 有効"] {
        assert!(last_dm(&ada).contains(words), "{}", last_dm(&ada));
    }
    let owner = world.person("owner");
    let answer = owner.reads(world.lobby).pop().expect("an answer").id;
    let asked = owner.clicks(answer, "この期間を終了する").await;
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
    let late = owner.clicks(answer.id, "この期間を終了する").await;
    assert!(
        late.text().contains("表示のあとに変わっています"),
        "{late:?}"
    );
    assert!(world.person("ada").has_role("会員"));
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_reads_of_money_at_a_command_reads_there_that_it_was_a_mistake() {
    let world = salon_with_a_plan().await;
    let ada = world.person("ada");
    ada.refuses_dms(true);
    months(&world, "1", "2980").await;
    let reads = async |words: &str| {
        world.does("ada", "/help", &[]).await;
        // It comes after the answer.
        world.app().quiet(Duration::from_secs(10)).await;
        let said = ada.reads(world.lobby).into_iter();
        said.filter(|said| said.text().contains(words)).count()
    };
    assert_eq!(reads("ご入金 2,980円を確認しました").await, 1);
    let told = takes(&world, &[WRONG, ("payment", "1")]).await;
    assert!(told.contains("誤りだったことをDMで"), "{told}");
    for _ in 0..2 {
        assert_eq!(
            reads("2,980円のご入金を確認したとお知らせしましたが").await,
            1
        );
    }
    // Of what she had not read there is nothing to correct.
    months(&world, "1", "500").await;
    let told = takes(&world, &[WRONG, ("payment", "3")]).await;
    assert!(!told.contains("誤りだったことをDMで"), "{told}");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_there_before_the_money_is_not_offered_to_end_with_it() {
    let world = salon_with_a_plan().await;
    grant(&world, &[("without-end", "true")]).await;
    world.pass(days(1)).await;
    grant(&world, &[("paid-yen", "500")]).await;
    let told = takes(&world, &[WRONG, ("payment", "1")]).await;
    assert!(told.contains("記録 #1"), "{told}");
    assert!(!told.contains("残っています"), "{told}");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_present_cost_is_told_to_nobody_who_got_it() {
    let world = salon_with_a_plan().await;
    let ada = world.person("ada");
    let gift = [("months", "1"), ("as", "Gift"), ("paid-yen", "1000")];
    grant(&world, &gift).await;
    let dm = last_dm(&ada);
    assert!(dm.contains("🎁 贈り物です。"), "{dm}");
    assert!(!dm.contains("1,000円"), "{dm}");
    let status = ada.runs(world.lobby, "/membership", &[]).await;
    let status = status.message().expect("an answer");
    let mut buttons = status.buttons();
    assert!(buttons.all(|button| button.label != "お支払いの記録"));
    let dms = ada.dms().len();
    let told = takes(&world, &[WRONG, ("payment", "1")]).await;
    assert!(
        told.contains("記録 #1（1,000円）を取り消しました"),
        "{told}"
    );
    assert_eq!(ada.dms().len(), dms, "{}", last_dm(&ada));
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refund_that_was_a_mistake_is_corrected_and_what_it_ended_is_named() {
    let world = salon_with_a_plan().await;
    let ada = world.person("ada");
    months(&world, "1", "2980").await;
    world.pass(days(10)).await;
    takes(
        &world,
        &[("refund-yen", "2980"), ("reason", "ご本人の希望")],
    )
    .await;
    assert!(!ada.has_role("会員"));
    let (from, until) = (moment(&world, 0), moment(&world, 20));
    world.pass(days(1)).await;
    let dms = ada.dms().len();
    let void = [WRONG, ("payment", "2"), ("reason", "打ち間違い")];
    let told = takes(&world, &void).await;
    for words in [
        "返金の記録 #2（2,980円）を取り消しました",
        "返金のお知らせが誤りだったことをDMで",
        "自動では戻りません",
        "「期間を戻す」",
        &from,
        &until,
    ] {
        assert!(told.contains(words), "{words} is not in: {told}");
    }
    assert_eq!(ada.dms().len(), dms + 1);
    let dm = last_dm(&ada);
    for words in ["2,980円をご返金いたしますと", "誤り", "終了"] {
        assert!(dm.contains(words), "{words} is not in: {dm}");
    }
    assert!(
        !dm.contains("返金済み") && !dm.contains("打ち間違い"),
        "{dm}"
    );
    let history = why(&world, "ada").await;
    for words in [
        "2,980円の返金（返金 #2・",
        "）: ご本人の希望",
        "）: 打ち間違い",
        "入金・返金の訂正のお知らせ（完了）",
    ] {
        assert!(history.contains(words), "{words} is not in: {history}");
    }
    assert_eq!(history.matches("打ち間違い").count(), 1, "{history}");
    assert!(!history.contains("返金済み"), "{history}");
    world.end().await;
}
