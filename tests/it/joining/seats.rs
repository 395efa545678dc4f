//! Plans of which there are only so many.

use sandbox::NewMember;

use super::{
    PLAN, applies, button, card, fills_in, last_dm, owner, pays, presses, salon_that_sells, screen,
    sells, withdraws,
};
use crate::world::{Setting, World, days, hours, minutes};

/// How many are on their way, by how far they are.
async fn applications(world: &World, state: &str) -> i64 {
    let mut conn = world.app().db.read().await.expect("a reader");
    sqlx::query_scalar("select count(*) from application where state = ?1")
        .bind(state)
        .fetch_one(&mut *conn)
        .await
        .expect("a count")
}

/// Ada has the only seat, and ben waits for one.
async fn salon_that_is_full() -> World {
    let world = salon_that_sells().await;
    let one = [("plan", "monthly"), ("seats", "1")];
    let told = world.does("owner", "/plan edit", &one).await;
    assert!(told.contains("定員1人"), "{told}");
    applies(&world, "ada", "monthly").await;
    let full = screen(&world, "ben", "monthly").await;
    assert!(full.text().contains("is full now"), "{}", full.text());
    let queued = world
        .person("ben")
        .clicks(full.id, "Join the waiting list")
        .await;
    assert!(queued.text().contains("number 1"), "{queued:?}");
    world.settle().await;
    world
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_full_is_marked_before_anybody_chooses_it() {
    let world = salon_that_is_full().await;
    let mut other = PLAN.to_vec();
    (other[0].1, other[1].1) = ("study", "勉強会");
    other.push(("seats", "1"));
    sells(&world, &other).await;
    let menu = world.does("mika", "/join", &[]).await;
    let line = |plan: &str| {
        let mut lines = menu.lines();
        let found = lines.find(|line| line.contains(plan));
        found.unwrap_or_else(|| panic!("{plan} is not in: {menu}"))
    };
    assert!(line("月額会員").contains("満席・順番待ち"), "{menu}");
    assert!(!line("勉強会").contains("満席"), "{menu}");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_hundred_join_at_once_for_ten_seats() {
    let roomy = Setting {
        is_roomy: true,
        ..Setting::default()
    };
    let mut world = World::start_with(roomy).await;
    world.may_sell().await;
    let mut ten = PLAN.to_vec();
    ten.push(("seats", "10"));
    sells(&world, &ten).await;
    let agree = button(&screen(&world, "ada", "monthly").await, "同意して申し込む");
    let public = owner(&world)
        .posts(world.lobby, "募集開始")
        .expect("posted");
    let crowd: Vec<_> = (0..200)
        .map(|number| {
            let new = NewMember {
                locale: "ja".to_owned(),
                ..NewMember::default()
            };
            let id = world.discord.member(&format!("crowd-{number}"), new);
            world.discord.person(id)
        })
        .collect();
    let presses = crowd
        .iter()
        .map(|person| person.clicks_forged(public.id, &agree));
    let told = futures_util::future::join_all(presses).await;
    let took = told
        .iter()
        .filter(|told| told.text().contains("入金待ち"))
        .count();
    let full = told
        .iter()
        .filter(|told| told.text().contains("満席"))
        .count();
    assert_eq!((took, full), (10, 190));
    assert_eq!(applications(&world, "awaiting").await, 10);
    world.settle().await;
    assert_eq!(world.told_owner().len(), 10);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_freed_seat_is_offered_and_the_offer_lapses() {
    let world = salon_that_is_full().await;
    let (ada, ben) = (world.person("ada"), world.person("ben"));
    let full = screen(&world, "stranger", "monthly").await;
    world
        .person("stranger")
        .clicks(full.id, "Join the waiting list")
        .await;
    let list = world.does("owner", "/plan list", &[]).await;
    assert!(list.contains("申込中 1人、順番待ち 2人"), "{list}");
    // The money for ada's seat never comes.
    world.pass(days(7)).await;
    assert!(last_dm(&ada).contains("期限までに"), "{}", last_dm(&ada));
    assert!(last_dm(&ben).contains("is free"), "{}", last_dm(&ben));
    assert_eq!(world.person("stranger").dms().len(), 0);
    // An offered seat is nobody else's.
    let refused = screen(&world, "ada", "monthly").await.text();
    assert!(refused.contains("満席"), "{refused}");
    world.pass(hours(48)).await;
    assert!(
        last_dm(&ben).contains("is no longer kept for you. To apply once more, use `/join`"),
        "{}",
        last_dm(&ben)
    );
    let stranger = world.person("stranger");
    assert!(
        last_dm(&stranger).contains("is free"),
        "{}",
        last_dm(&stranger)
    );
    let status = world.does("stranger", "/membership", &[]).await;
    assert!(status.contains("a seat is free for you"), "{status}");

    let shown = screen(&world, "stranger", "monthly").await;
    let agreed = stranger.clicks(shown.id, "Agree and apply").await;
    assert!(
        agreed.text().contains("waiting for your payment"),
        "{agreed:?}"
    );
    world.settle().await;
    // They waited for days, and have just applied.
    let attention = [("view", "要対応")];
    let waiting = world.does("owner", "/member list", &attention).await;
    let applied = format!("<t:{}", world.now().timestamp());
    assert!(waiting.contains(&applied), "{waiting}");
    assert!(!waiting.contains("48時間"), "{waiting}");
    pays(&world).await;
    assert!(stranger.has_role("会員"));
    assert_eq!(applications(&world, "approved").await, 1);
    // Whoever holds a seat may go on with it, though it is full.
    let more = screen(&world, "stranger", "monthly").await.text();
    assert!(more.contains("adds one period"), "{more}");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_frees_a_seat_it_is_offered() {
    let world = salon_that_is_full().await;
    let form = presses(&world, "断る").await;
    fills_in(&world, "owner", &form, "申し訳ありません").await;
    let ben = world.person("ben");
    assert!(last_dm(&ben).contains("is free"), "{}", last_dm(&ben));
    // Ben wants it no more; ada waits, and the owner adds a seat.
    let label = "Give up the seat in “月額会員”";
    let left = withdraws(&world, "ben", label, "Give up the seat").await;
    assert!(left.contains("You gave up the seat"), "{left}");
    applies(&world, "ben", "monthly").await;
    assert!(card(&world).text().contains("入金待ち"));
    let full = screen(&world, "ada", "monthly").await;
    let queued = world.person("ada").clicks(full.id, "順番待ちに並ぶ").await;
    assert!(queued.text().contains("1 番目"), "{queued:?}");
    let again = world.does("ada", "/join", &[("plan", "monthly")]).await;
    assert!(again.contains("順番待ちに、すでに登録"), "{again}");
    assert!(!again.contains("お申し込み済み"), "{again}");
    let more = [("plan", "monthly"), ("seats", "0")];
    world.does("owner", "/plan edit", &more).await;
    world.settle().await;
    let dm = last_dm(&world.person("ada"));
    assert!(dm.contains("席が空きました"), "{dm}");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_waits_for_a_seat_has_not_applied() {
    let world = salon_that_is_full().await;
    let mut other = PLAN.to_vec();
    (other[0].1, other[1].1) = ("study", "勉強会");
    sells(&world, &other).await;
    let again = screen(&world, "ben", "monthly").await.text();
    assert!(
        again.contains("on the waiting list of this plan"),
        "{again}"
    );
    assert!(!again.contains("applied for"), "{again}");
    let menu = world.does("ben", "/join", &[]).await;
    assert!(menu.contains("(you are on the waiting list)"), "{menu}");
    let label = "Leave the waiting list of “月額会員”";
    withdraws(&world, "ben", label, "Leave the waiting list").await;
    let why = world.does("owner", "/member why", &[("user", "ben")]).await;
    assert!(why.contains("「月額会員」の順番待ちを取りやめ"), "{why}");
    assert!(!why.contains("取り下げ"), "{why}");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_seat_that_is_free_at_night_is_offered_in_the_morning() {
    let world = salon_that_is_full().await;
    let (ben, stranger) = (world.person("ben"), world.person("stranger"));
    // 23:00 in Tokyo.
    world.pass(hours(14)).await;
    let form = presses(&world, "断る").await;
    fills_in(&world, "owner", &form, "申し訳ありません").await;
    assert!(
        last_dm(&world.person("ada")).contains("お受けできません"),
        "what was done just now is not put off"
    );
    world.pass(hours(7)).await;
    assert_eq!(ben.dms().len(), 0);
    // Nobody overtakes whoever waits.
    let full = screen(&world, "stranger", "monthly").await.text();
    assert!(full.contains("is full now"), "{full}");
    world.pass(hours(1)).await;
    assert!(last_dm(&ben).contains("is free"), "{}", last_dm(&ben));
    assert_eq!(stranger.dms().len(), 0);
    // No hour of the offer passed before it was made.
    world.pass(hours(47)).await;
    assert_eq!(ben.dms().len(), 1, "{:?}", ben.dms());
    world.pass(hours(1)).await;
    assert!(
        last_dm(&ben).contains("no longer kept for you"),
        "{}",
        last_dm(&ben)
    );
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_time_to_pay_ends_at_no_hour_of_the_night() {
    let mut world = salon_that_sells().await;
    let ada = world.person("ada");
    // Half past eleven in Tokyo.
    world.pass(hours(14) + minutes(30)).await;
    applies(&world, "ada", "monthly").await;
    world.pass(days(7) + hours(7)).await;
    // How to pay, and the reminder of it.
    assert_eq!(ada.dms().len(), 2, "{:?}", ada.dms());
    world.pass(hours(1)).await;
    assert!(last_dm(&ada).contains("期限までに"), "{}", last_dm(&ada));

    // It ended by day while the bot was away, which comes back at night.
    world.pass(hours(2)).await;
    applies(&world, "ada", "monthly").await;
    world.stop_bot().await;
    world.set_clock(world.now() + days(7) + hours(15));
    world.start_bot().await;
    assert_eq!(ada.dms().len(), 4, "{:?}", ada.dms());
    world.pass(hours(8)).await;
    assert_eq!(ada.dms().len(), 5, "{:?}", ada.dms());
    assert!(last_dm(&ada).contains("期限までに"), "{}", last_dm(&ada));
    world.end().await;
}

/// The owner ends the sale of the plan; what they are told.
async fn archives(world: &World) -> String {
    let plan = [("plan", "monthly")];
    world.does("owner", "/plan archive", &plan).await
}

/// The owner means it, of so many who wait.
async fn confirms(world: &World, waiting: usize) -> String {
    let asked = owner(world).reads(world.lobby).pop().expect("a question");
    let label = format!("順番待ち {waiting} 人も終了する");
    let told = owner(world).clicks(asked.id, &label).await.text();
    world.settle().await;
    told
}

async fn waits(world: &World, name: &str) {
    let full = screen(world, name, "monthly").await;
    let label = if full.text().contains("満席") {
        "順番待ちに並ぶ"
    } else {
        "Join the waiting list"
    };
    world.person(name).clicks(full.id, label).await;
    world.settle().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_plan_that_is_sold_no_more_is_waited_for_no_longer_and_its_promises_hold() {
    let world = salon_that_is_full().await;
    let two = [("plan", "monthly"), ("seats", "2")];
    world.does("owner", "/plan edit", &two).await;
    world.settle().await;
    let (ben, stranger) = (world.person("ben"), world.person("stranger"));
    assert!(last_dm(&ben).contains("is free"), "{}", last_dm(&ben));
    waits(&world, "stranger").await;

    let asked = archives(&world).await;
    assert!(asked.contains("まだ何も変えていません"), "{asked}");
    assert!(asked.contains("順番待ちの方が 1 人"), "{asked}");
    // One more since they were asked: they are asked again.
    waits(&world, "mika").await;
    let asked = confirms(&world, 1).await;
    assert!(asked.contains("順番待ちの方が 2 人"), "{asked}");
    assert_eq!(applications(&world, "queued").await, 2);
    let told = confirms(&world, 2).await;
    assert!(told.contains("順番待ちの 2 人には"), "{told}");
    assert_eq!(applications(&world, "queued").await, 0);
    let dm = last_dm(&stranger);
    assert!(dm.contains("waiting list has closed"), "{dm}");
    let dm = last_dm(&world.person("mika"));
    assert!(dm.contains("順番待ちも終了しました"), "{dm}");
    let mine = world.does("mika", "/membership", &[]).await;
    assert!(mine.contains("受付を終了したため"), "{mine}");
    let refused = screen(&world, "mika", "monthly").await.text();
    assert!(
        refused.contains("今はお申し込みいただけません"),
        "{refused}"
    );

    // Who had agreed pays, and who was offered a seat takes it.
    pays(&world).await;
    assert!(world.person("ada").has_role("会員"));
    let offers = world.does("ben", "/join", &[]).await;
    assert!(offers.contains("月額会員"), "{offers}");
    let agreed = applies(&world, "ben", "monthly").await;
    assert!(agreed.contains("waiting for your payment"), "{agreed}");
    pays(&world).await;
    assert!(ben.has_role("会員"));
    world.pass(days(3)).await;
    assert_eq!(stranger.dms().len(), 1, "{:?}", stranger.dms());
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_waits_is_told_by_day_that_a_plan_is_sold_no_more_and_keeps_the_place_until_then() {
    let world = salon_that_is_full().await;
    let ben = world.person("ben");
    // 23:00 in Tokyo.
    world.pass(hours(14)).await;
    archives(&world).await;
    confirms(&world, 1).await;
    assert_eq!(ben.dms().len(), 0);
    let undone = [("plan", "monthly"), ("undo", "true")];
    let told = world.does("owner", "/plan archive", &undone).await;
    for words in ["受付を再開しました", "順番待ちの 1 人は"] {
        assert!(told.contains(words), "{words} is not in: {told}");
    }
    let mine = world.does("ben", "/membership", &[]).await;
    assert!(mine.contains("number 1"), "{mine}");
    archives(&world).await;
    confirms(&world, 1).await;
    world.pass(hours(8)).await;
    assert!(last_dm(&ben).contains("has closed"), "{}", last_dm(&ben));
    assert_eq!(ben.dms().len(), 1);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_sent_to_join_what_is_sold_no_more() {
    let world = salon_that_sells().await;
    let (ada, ben) = (world.person("ada"), world.person("ben"));
    applies(&world, "ada", "monthly").await;
    world.gives("ben", "monthly", &[("months", "1")]).await;
    world.settle().await;
    let mine = world.does("ben", "/membership", &[]).await;
    assert!(mine.contains("go on with it later, use `/join`"), "{mine}");
    archives(&world).await;
    let mine = world.does("ben", "/membership", &[]).await;
    assert!(mine.contains("later, please ask the salon"), "{mine}");
    world.pass(days(8)).await;
    let mine = world.does("ada", "/membership", &[]).await;
    world.pass(days(30)).await;
    let over = world.does("ben", "/membership", &[]).await;
    for told in [last_dm(&ada), mine] {
        assert!(
            told.contains("終了しています。ご希望の場合は、運営者に"),
            "{told}"
        );
        assert!(!told.contains("もう一度お申し込み"), "{told}");
    }
    for told in [last_dm(&ben), over] {
        assert!(told.contains("please ask the salon's owner"), "{told}");
        assert!(!told.contains("`/join`"), "{told}");
    }
    world.end().await;
}
