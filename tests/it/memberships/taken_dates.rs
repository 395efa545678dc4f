//! Stories of what members and owners are told of a period that goes.

use super::{last_dm, moment, months, salon_with_a_plan, takes};
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
