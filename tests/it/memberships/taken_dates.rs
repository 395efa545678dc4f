//! Stories of what members and owners are told of a period that goes.

use super::{last_dm, moment, months, owner, salon_with_a_plan, takes};
use crate::world::days;

const LAST: (&str, &str) = ("what", "最後の期間");

#[tokio::test(flavor = "multi_thread")]
async fn a_refund_that_takes_a_period_names_its_dates_to_both() {
    let world = salon_with_a_plan().await;
    let ada = world.person("ada");
    months(&world, "1", "2980").await;
    months(&world, "2", "1000").await;
    // 1 May to 1 July.
    let dates = [moment(&world, 30), moment(&world, 91)];
    let told = takes(&world, &[LAST, ("refund-yen", "400")]).await;
    for date in &dates {
        assert!(told.contains(date), "{date} is not in: {told}");
    }
    let dm = last_dm(&ada);
    for words in ["400円をご返金", "取り消した期間", &dates[0], &dates[1]] {
        assert!(dm.contains(words), "{words} is not in: {dm}");
    }
    // Also where no money goes back.
    months(&world, "2", "1000").await;
    let told = takes(&world, &[LAST]).await;
    let dm = last_dm(&ada);
    for date in &dates {
        assert!(told.contains(date) && dm.contains(date), "{told} {dm}");
    }
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refund_that_ends_all_names_it_as_one_time() {
    let world = salon_with_a_plan().await;
    let ada = world.person("ada");
    months(&world, "1", "2980").await;
    months(&world, "2", "1000").await;
    world.pass(days(1)).await;
    ada.refuses_dms(true);
    let everything = [("what", "すべての期間"), ("refund-yen", "400")];
    let told = takes(&world, &everything).await;
    world.does("ada", "/help", &[]).await;
    world.app().quiet(std::time::Duration::from_secs(10)).await;
    let said = ada.reads(world.lobby);
    let said = said
        .iter()
        .find(|said| said.text().contains("400円をご返金"));
    let said = said.expect("it is shown").text();
    for words in [&told, &said] {
        for date in [moment(&world, 0), moment(&world, 90)] {
            assert!(words.contains(&date), "{date} is not in: {words}");
        }
        assert!(!words.contains(&moment(&world, 29)), "{words}");
    }
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refund_is_of_what_is_taken_with_it_where_that_was_paid_for() {
    let world = salon_with_a_plan().await;
    for paid in ["1000", "2000", "3000"] {
        months(&world, "1", paid).await;
    }
    takes(&world, &[LAST]).await;
    let told = takes(&world, &[LAST, ("refund-yen", "400")]).await;
    assert!(told.contains("返金 400円を記録"), "{told}");
    let mut conn = world.app().db.read().await.expect("a reader");
    let of: i64 = sqlx::query_scalar(
        "select paid.amount_jpy from payment as refund
         join payment as paid on paid.entitlement_id = refund.entitlement_id
             and paid.kind = 'payment'
         where refund.kind = 'refund'",
    )
    .fetch_one(&mut *conn)
    .await
    .expect("a refund");
    drop(conn);
    assert_eq!(of, 2_000, "it is of a month that was taken before");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_comes_forward_is_named_to_both_and_keeps_its_months() {
    let world = salon_with_a_plan().await;
    let ada = world.person("ada");
    months(&world, "1", "1000").await;
    // 1 May to 1 June: 31 days.
    months(&world, "1", "2000").await;
    world.pass(days(5)).await;
    let told = takes(&world, &[("refund-yen", "1000"), ("payment", "1")]).await;
    // 6 April to 6 May: 30 days, and a month.
    let until = format!("からに繰り上がりました（{} まで）", moment(&world, 30));
    for said in [told, last_dm(&ada)] {
        for words in ["次の期間は", &moment(&world, 0), &until] {
            assert!(said.contains(words), "{words} is not in: {said}");
        }
    }
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_comes_forward_is_named_where_a_mistake_is_ended_with_a_press() {
    let world = salon_with_a_plan().await;
    let ada = world.person("ada");
    months(&world, "3", "1000").await;
    months(&world, "1", "2000").await;
    let wrong = [("what", "誤った記録（入金の番号を指定）"), ("payment", "1")];
    let told = takes(&world, &wrong).await;
    assert!(!told.contains("繰り上がりました"), "{told}");
    let answer = owner(&world).reads(world.lobby).pop().expect("an answer");
    owner(&world).clicks(answer.id, "この期間を終了する").await;
    let done = owner(&world)
        .clicks(answer.id, "1 件の期間を終了する")
        .await
        .text();
    world.settle().await;
    let until = format!("からに繰り上がりました（{} まで）", moment(&world, 30));
    for said in [done, last_dm(&ada)] {
        assert!(said.contains(&until), "{until} is not in: {said}");
    }
    world.end().await;
}
