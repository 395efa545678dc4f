//! Stories of time that a refund ended which was a mistake, and of presents that go back.

use sandbox::view::MessageView;

use super::{PLAN, grant, last_dm, moment, months, owner, salon_with_a_plan, takes, why};
use crate::world::{Setting, Time, World, days};

const WRONG: (&str, &str) = ("what", "誤った記録（入金の番号を指定）");

/// The newest answer that the owner got.
fn answer(world: &World) -> MessageView {
    owner(world).reads(world.lobby).pop().expect("an answer")
}

/// The owner gives back what the newest answer offers; what they are told.
async fn restores(world: &World) -> String {
    let told = owner(world).clicks(answer(world).id, "期間を戻す").await;
    world.settle().await;
    told.text()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_refund_ended_by_mistake_is_given_back_once() {
    let world = salon_with_a_plan().await;
    let ada = world.person("ada");
    months(&world, "1", "2980").await;
    world.pass(days(10)).await;
    takes(&world, &[("refund-yen", "2980")]).await;
    world.pass(days(1)).await;
    let told = takes(&world, &[WRONG, ("payment", "2")]).await;
    let (from, until) = (moment(&world, 0), moment(&world, 19));
    assert!(told.contains(&from) && told.contains(&until), "{told}");
    assert!(!ada.has_role("会員"));
    let dms = ada.dms().len();
    let shown = answer(&world);
    let id = shown.buttons().next().and_then(|it| it.custom_id.clone());
    let id = id.expect("a button");
    world.discord.moderator().opens_commands();
    let refused = world.person("mika").clicks_forged(shown.id, &id).await;
    assert!(!ada.has_role("会員"), "{refused:?}");
    let told = restores(&world).await;
    for words in ["戻しました", &from, &until] {
        assert!(told.contains(words), "{words} is not in: {told}");
    }
    assert!(ada.has_role("会員"));
    assert_eq!(ada.dms().len(), dms + 1);
    let dm = last_dm(&ada);
    for words in ["お戻ししました", &from, &until, "有効（"] {
        assert!(dm.contains(words), "{words} is not in: {dm}");
    }
    let again = owner(&world).clicks_forged(shown.id, &id).await.text();
    assert!(again.contains("戻す期間がありません"), "{again}");
    assert_eq!(ada.dms().len(), dms + 1);
    let history = why(&world, "ada").await;
    assert!(history.contains("「月額会員」の期間を戻す"), "{history}");

    // What she paid is for that again: when it really goes back, it ends, and that may be a mistake too.
    let told = takes(&world, &[("refund-yen", "2980")]).await;
    assert!(told.contains("返金 2,980円を記録"), "{told}");
    assert!(!ada.has_role("会員"));
    assert!(last_dm(&ada).contains("返金済み"), "{}", last_dm(&ada));
    world.pass(days(1)).await;
    takes(&world, &[WRONG, ("payment", "4")]).await;
    restores(&world).await;
    assert!(ada.has_role("会員"));
    // It ends when it would have ended, and is followed by grace as before.
    world.pass(days(19)).await;
    assert!(ada.has_role("会員"));
    let dm = last_dm(&ada);
    assert!(dm.contains("お支払い済みの期間が終了"), "{dm}");
    world.pass(days(14)).await;
    assert!(!ada.has_role("会員"));
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_brought_forward_follows_on_what_is_given_back() {
    let world = salon_with_a_plan().await;
    let ada = world.person("ada");
    for paid in ["1000", "2000", "3000"] {
        months(&world, "1", paid).await;
    }
    takes(&world, &[("refund-yen", "1000"), ("payment", "1")]).await;
    world.pass(days(1)).await;
    takes(&world, &[WRONG, ("payment", "4")]).await;
    let told = restores(&world).await;
    // Until 1 May; and all three until 1 July.
    assert!(told.contains(&moment(&world, 29)), "{told}");
    let status = world.does("ada", "/membership", &[]).await;
    let end = format!("<t:{}:f>", (world.now() + days(90)).timestamp());
    assert!(status.contains(&end), "{end} is not in: {status}");
    assert!(ada.has_role("会員"));
    world.pass(days(89)).await;
    assert!(world.discord.requests("DELETE", "/roles/").is_empty());
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_was_given_other_time_meanwhile_gets_it_once() {
    for is_before in [true, false] {
        let world = salon_with_a_plan().await;
        months(&world, "1", "2980").await;
        world.pass(days(1)).await;
        takes(&world, &[("refund-yen", "2980")]).await;
        world.pass(days(1)).await;
        if is_before {
            grant(&world, &[("months", "1")]).await;
        }
        takes(&world, &[WRONG, ("payment", "2")]).await;
        let offered = answer(&world);
        if !is_before {
            world.pass(days(1)).await;
            grant(&world, &[("months", "1")]).await;
        }
        let refused = owner(&world).clicks(offered.id, "期間を戻す").await;
        assert!(refused.text().contains("二重に"), "{refused:?}");
        world.end().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_lies_behind_us_is_not_offered() {
    let world = salon_with_a_plan().await;
    months(&world, "1", "2980").await;
    takes(&world, &[("refund-yen", "2980")]).await;
    world.pass(days(31)).await;
    let told = takes(&world, &[WRONG, ("payment", "2")]).await;
    assert!(told.contains("記録 #2"), "{told}");
    assert!(!told.contains("期間を戻す"), "{told}");
    assert_eq!(answer(&world).buttons().count(), 0);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_got_a_present_reads_of_no_money_when_that_goes_back() {
    let world = salon_with_a_plan().await;
    let ada = world.person("ada");
    let gift = [("months", "1"), ("as", "Gift"), ("paid-yen", "1000")];
    let to_herself = [gift[0], gift[1], ("from", "ada")];
    let refused = grant(&world, &to_herself).await;
    assert!(refused.contains("受け取る方が同じ"), "{refused}");
    assert!(!ada.has_role("会員"));
    grant(&world, &gift).await;
    let dms = ada.dms().len();
    let told = takes(&world, &[("refund-yen", "400")]).await;
    for words in ["400円を記録", "金額はご本人にお知らせしません"] {
        assert!(told.contains(words), "{words} is not in: {told}");
    }
    assert_eq!(ada.dms().len(), dms, "{}", last_dm(&ada));
    // By another word, and so at another moment.
    world.pass(days(1)).await;
    takes(&world, &[("refund-yen", "600")]).await;
    assert_eq!(ada.dms().len(), dms + 1);
    let status = world.does("ada", "/membership", &[]).await;
    assert!(last_dm(&ada).contains("終了となりました"));
    for words in [&last_dm(&ada), &status] {
        assert!(!words.contains("返金") && !words.contains("円"), "{words}");
    }
    let told = takes(&world, &[WRONG, ("payment", "3")]).await;
    assert!(!told.contains("誤りだったことをDMで"), "{told}");
    assert_eq!(ada.dms().len(), dms + 1, "{}", last_dm(&ada));
    restores(&world).await;
    assert!(ada.has_role("会員"));
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_given_back_is_reminded_of_once_and_begins_at_once() {
    let setting = Setting {
        time: Time::Ticking,
        is_roomy: true,
        ..Setting::default()
    };
    let world = World::start_with(setting).await;
    world.does("owner", "/plan create", &PLAN).await;
    let ada = world.person("ada");
    months(&world, "1", "2980").await;
    takes(&world, &[("refund-yen", "2980")]).await;
    takes(&world, &[WRONG, ("payment", "2")]).await;
    restores(&world).await;
    let dm = last_dm(&ada);
    assert!(dm.contains("有効（") && !dm.contains("から開始"), "{dm}");
    let dms = ada.dms().len();
    let history = why(&world, "ada").await;
    assert_eq!(history.matches("開始のお知らせ").count(), 1, "{history}");
    assert!(history.contains("期間を戻したお知らせ"), "{history}");
    // Seven days and one day before its end, and at that.
    world.pass(days(31)).await;
    let told: Vec<_> = ada.dms().iter().skip(dms).map(MessageView::text).collect();
    for (words, count) in [("終了が近づいています", 2), ("お支払い済みの期間が終了", 1)]
    {
        let found = told.iter().filter(|dm| dm.contains(words)).count();
        assert_eq!(found, count, "{words}: {told:?}");
    }
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn months_from_the_end_of_a_month_lose_no_day_when_they_follow_again() {
    let world = salon_with_a_plan().await;
    // 31 May; so the second month ends on 31 July.
    world.pass(days(60)).await;
    let end = moment(&world, 61);
    for paid in ["1000", "2000"] {
        months(&world, "1", paid).await;
    }
    world.pass(days(10)).await;
    takes(&world, &[("refund-yen", "1000"), ("payment", "1")]).await;
    let status = world.does("ada", "/membership", &[]).await;
    assert!(!status.contains(&end), "{status}");
    world.pass(days(1)).await;
    takes(&world, &[WRONG, ("payment", "3")]).await;
    restores(&world).await;
    let status = world.does("ada", "/membership", &[]).await;
    assert!(status.contains(&end), "{end} is not in: {status}");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_has_money_that_stays_refunded_is_not_given_back_with_another_period() {
    let roomy = Setting {
        is_roomy: true,
        ..Setting::default()
    };
    let world = World::start_with(roomy).await;
    world.does("owner", "/plan create", &PLAN).await;
    let ada = world.person("ada");
    for paid in ["1000", "2000"] {
        months(&world, "1", paid).await;
    }
    let all = [("what", "すべての期間"), ("refund-yen", "2500")];
    takes(&world, &all).await;
    let asked = answer(&world).id;
    owner(&world)
        .clicks(asked, "このとおり返金を記録する")
        .await;
    world.settle().await;
    let (first, second) = (moment(&world, 0), moment(&world, 30));
    let told = takes(&world, &[WRONG, ("payment", "3")]).await;
    assert!(told.contains(&second) && !told.contains(&first), "{told}");
    restores(&world).await;
    assert!(!ada.has_role("会員"));
    let told = takes(&world, &[WRONG, ("payment", "4")]).await;
    assert!(told.contains(&first), "{told}");
    restores(&world).await;
    assert!(ada.has_role("会員"));
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn money_for_what_was_given_back_without_end_is_of_one_right_with_all_before() {
    let world = salon_with_a_plan().await;
    let ada = world.person("ada");
    grant(&world, &[("without-end", "true"), ("paid-yen", "100000")]).await;
    takes(&world, &[("refund-yen", "100000")]).await;
    takes(&world, &[WRONG, ("payment", "2")]).await;
    restores(&world).await;
    assert!(ada.has_role("会員"));
    grant(&world, &[("paid-yen", "10000")]).await;
    let told = takes(&world, &[("refund-yen", "110000")]).await;
    assert!(told.contains("返金 110,000円を記録"), "{told}");
    assert!(!ada.has_role("会員"));
    world.end().await;
}
