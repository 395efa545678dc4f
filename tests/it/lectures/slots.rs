//! Stories of slots whose dates are worked out anew.

use chrono::{DateTime, Utc};
use sandbox::view::MessageView;

use super::{FRIDAY, utc};
use crate::world::{World, days, hours, minutes};

/// A country gave up summer time while an older program worked dates out: the next one knows, and
/// what is ahead keeps its civil time.
#[tokio::test(flavor = "multi_thread")]
async fn new_tables_of_time_zones_move_what_is_ahead() {
    let mut world = World::start().await;
    world.has_friday_slot().await;
    world.has_queued(1, "血圧の測り方").await;
    world.has_queued(2, "薬の選び方").await;
    world.pass_until(utc(FRIDAY)).await;
    world.stop_bot().await;
    let file = sqlx::sqlite::SqliteConnectOptions::new().filename(world.database());
    let mut conn = sqlx::ConnectOptions::connect(&file).await.expect("opened");
    sqlx::raw_sql(
        "update fact set value = '2006a' where name = 'tzdb';
         update occurrence
         set due_at = strftime('%Y-%m-%dT%H:%M:%S+00:00', due_at, '+1 hour'),
             wake_at = strftime('%Y-%m-%dT%H:%M:%S+00:00', wake_at, '+1 hour');",
    )
    .execute(&mut conn)
    .await
    .expect("worked out by older tables");
    sqlx::Connection::close(conn).await.expect("closed");

    world.start_bot().await;
    world.pass_until(utc(FRIDAY) + days(7)).await;
    assert_eq!(world.posts().len(), 2, "it is not posted at its civil time");
    world.restart().await;
    let journal = world.journal().await;
    let reckoned = journal.iter().filter(|(kind, _)| kind == "slot.reckoned");
    assert_eq!(reckoned.count(), 1, "{journal:?}");
    world.end().await;
}

impl World {
    /// The owner says something of the one slot there is, and is answered.
    async fn slot(&self, act: &str, options: &[(&str, &str)]) -> String {
        let command = format!("/slot {act}");
        let slot = self.first_choice(&command, "slot").await;
        let mut all = vec![("slot", slot.as_str())];
        all.extend(options);
        self.owner_runs(&command, &all).await.text()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_week_off_gives_its_lecture_to_the_next_and_can_be_taken_back() {
    let world = World::start().await;
    world.has_friday_slot().await;
    world.has_queued(1, "血圧の測り方").await;
    let off = [("date", "2026年4月3日")];
    let wrong = [("date", "2026年4月4日")];
    let told = world.slot("skip", &wrong).await;
    assert!(told.contains("金曜"), "{told}");
    let told = world.slot("skip", &[("date", "2026-08-07")]).await;
    assert!(told.contains("8週間"), "{told}");
    let back = [("date", "2026-04-03"), ("undo", "true")];
    let told = world.slot("skip", &back).await;
    assert!(told.contains("休みになっていません"), "{told}");

    // Bound already, left out, taken back, left out for good.
    world.pass_until(utc(FRIDAY) - hours(3)).await;
    let stamp = format!("<t:{}:", utc(FRIDAY).timestamp());
    let told = world.slot("skip", &off).await;
    assert!(told.contains(&stamp), "{told}");
    let next = world.owner_runs("/lectures next", &[]).await.text();
    let after = format!("<t:{}:", (utc(FRIDAY) + days(7)).timestamp());
    assert!(next.contains(&after) && next.contains("#1"), "{next}");
    let told = world.slot("skip", &off).await;
    assert!(told.contains("済んだか"), "{told}");
    world.slot("skip", &back).await;
    let next = world.owner_runs("/lectures next", &[]).await.text();
    assert!(next.contains(&stamp), "{next}");
    world.slot("skip", &off).await;
    world.pass_until(utc(FRIDAY) - minutes(14)).await;
    let told = world.slot("skip", &back).await;
    assert!(
        told.contains("15分前") && told.contains("休みのまま") && !told.contains("ほかの日付"),
        "{told}"
    );
    world.pass_until(utc(FRIDAY) + days(1)).await;
    assert!(world.posts().is_empty(), "posted in a week that is off");
    let told = world.slot("skip", &back).await;
    assert!(told.contains("過ぎています"), "{told}");
    world.pass_until(utc(FRIDAY) + days(7) - minutes(14)).await;
    let told = world.slot("skip", &[("date", "2026-04-10")]).await;
    assert!(
        told.contains("15分前") && told.contains("保留する"),
        "{told}"
    );
    world.pass(minutes(14)).await;
    assert_eq!(world.posts().len(), 1);
    // Of a date for which nothing is chosen there is no card.
    world.pass_until(utc(FRIDAY) + days(14) - minutes(14)).await;
    let told = world.slot("skip", &[("date", "2026-04-17")]).await;
    assert!(
        told.contains("15分前") && told.contains("決まっていません"),
        "{told}"
    );
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_paused_slot_posts_nothing_and_goes_on_with_what_was_queued() {
    let mut world = World::start().await;
    world.has_friday_slot().await;
    world.has_queued(1, "血圧の測り方").await;
    world.pass_until(utc(FRIDAY) - minutes(5)).await;
    let told = world.slot("pause", &[]).await;
    assert!(told.contains("休止しました"), "{told}");
    let told = world.slot("pause", &[]).await;
    assert!(told.contains("すでに休止"), "{told}");
    world.restart().await;
    let next = world.owner_runs("/lectures next", &[]).await.text();
    assert!(!next.contains("#1"), "{next}");
    let listed = world.owner_runs("/slot list", &[]).await.text();
    assert!(listed.contains("休止中"), "{listed}");
    // Longer than dates are worked out ahead.
    world.pass_until(utc(FRIDAY) + days(7 * 12 + 1)).await;
    assert!(world.posts().is_empty(), "posted in a paused slot");
    let told = world.slot("resume", &[]).await;
    let next = utc(FRIDAY) + days(7 * 13);
    let stamp = format!("<t:{}:", next.timestamp());
    assert!(told.contains(&stamp), "{told}");
    let told = world.slot("resume", &[]).await;
    assert!(told.contains("休止していません"), "{told}");
    world.pass_until(next).await;
    let posts = world.posts();
    assert_eq!(posts.len(), 1);
    assert!(!posts[0].text().contains("遅く"), "{}", posts[0].text());
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_slot_that_was_closed_is_opened_by_making_it_again() {
    let world = World::start().await;
    world.has_friday_slot().await;
    world.has_queued(1, "血圧の測り方").await;
    let told = world.slot("pause", &[("for-good", "true")]).await;
    assert!(told.contains("終了しました"), "{told}");
    let listed = world.owner_runs("/slot list", &[]).await.text();
    assert!(!listed.contains("毎週金曜"), "{listed}");
    world.pass_until(utc(FRIDAY) + days(1)).await;
    assert!(world.posts().is_empty(), "posted in a closed slot");
    world.has_friday_slot().await;
    let again = world.has_friday_slot().await.text();
    assert!(again.contains("すでにあります"), "{again}");
    world.pass_until(utc(FRIDAY) + days(7)).await;
    assert_eq!(world.posts().len(), 1, "what was queued is gone");
    world.end().await;
}

impl World {
    /// The owner wants a slot different, and is asked.
    pub(super) async fn edits_slot(&self, options: &[(&str, &str)]) -> MessageView {
        let slot = self.first_choice("/slot edit", "slot").await;
        let mut all = vec![("slot", slot.as_str())];
        all.extend(options);
        let outcome = self.owner_runs("/slot edit", &all).await;
        outcome.message().expect("an answer").clone()
    }

    /// The owner presses a button of what they were shown.
    pub(super) async fn chooses(&self, asked: &MessageView, label: &str) -> String {
        let owner = self.person("owner");
        owner.clicks(asked.id, label).await.text()
    }
}

fn stamp(at: DateTime<Utc>) -> String {
    format!("<t:{}:", at.timestamp())
}

#[tokio::test(flavor = "multi_thread")]
async fn the_next_dates_are_shown_old_and_new_before_anything_changes() {
    let world = World::start().await;
    world.has_friday_slot().await;
    world.has_queued(1, "血圧の測り方").await;
    // Tuesday is over this week: it is Wednesday.
    let change = [("weekday", "火曜"), ("time", "7:30")];
    let before = world.rows().await;
    let asked = world.edits_slot(&change).await;
    let text = asked.text();
    let monday = utc("2026-04-06T22:30:00Z");
    for part in [
        stamp(utc(FRIDAY)),
        "過ぎた日時".to_owned(),
        stamp(utc(FRIDAY) + days(7)),
        stamp(monday),
        stamp(monday + days(7)),
        "毎週火曜 07:30".to_owned(),
    ] {
        assert!(text.contains(&part), "{part} is not in {text}");
    }
    let told = world.chooses(&asked, "やめる").await;
    assert!(told.contains("変更しませんでした"), "{told}");
    let told = world.chooses(&asked, "変更する").await;
    assert!(!told.contains("変更しました"), "{told}");
    let mut after = world.rows().await;
    // Only that a number was given to what was shown.
    after.retain(|row| !before.contains(row));
    let left: Vec<_> = after.iter().map(|(table, ..)| table.as_str()).collect();
    assert_eq!(left, Vec::<&str>::new());

    let asked = world.edits_slot(&change).await;
    let told = world.chooses(&asked, "変更する").await;
    assert!(
        told.contains("変更しました") && told.contains(&stamp(monday)),
        "{told}"
    );
    world.pass_until(utc(FRIDAY) + hours(1)).await;
    assert!(world.posts().is_empty(), "posted by the rule of before");
    world.pass_until(monday).await;
    assert_eq!(world.posts().len(), 1);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_changed_rule_moves_what_is_not_posted_and_nothing_else() {
    let world = World::start().await;
    world.has_friday_slot().await;
    world.has_queued(1, "血圧の測り方").await;
    world.has_queued(2, "薬の選び方").await;
    world.pass_until(utc(FRIDAY) + days(1)).await;
    // Sunday of the same week: what was posted this week stays this week's.
    let asked = world.edits_slot(&[("weekday", "日曜")]).await;
    world.chooses(&asked, "変更する").await;
    let sunday = utc(FRIDAY) + days(2);
    world.pass_until(sunday + hours(1)).await;
    assert_eq!(world.posts().len(), 1, "twice in one week");
    // It is bound to the day before, and moves with its lecture.
    world.pass_until(sunday + days(7) - hours(3)).await;
    let asked = world.edits_slot(&[("time", "21:00")]).await;
    let told = world.chooses(&asked, "変更する").await;
    assert!(told.contains("変更しました"), "{told}");
    world.pass_until(sunday + days(7) + minutes(46)).await;
    let refused = world.edits_slot(&[("time", "22:00")]).await.text();
    assert!(refused.contains("変更できません"), "{refused}");
    world.pass_until(sunday + days(7) + hours(1)).await;
    assert_eq!(world.posts().len(), 2);
    world.end().await;
}

/// This week has its lecture by `/lecture publish`, on the day to which the slot goes.
#[tokio::test(flavor = "multi_thread")]
async fn a_slot_goes_to_a_day_on_which_something_was_published_by_hand() {
    let world = World::start().await;
    world.has_friday_slot().await;
    world.has_queued(1, "血圧の測り方").await;
    let urgent = world.is_ready(2, "薬の回収").await;
    world.publishes(&urgent).await;
    world.settle().await;
    assert_eq!(world.posts().len(), 1);
    // It is Wednesday.
    let asked = world.edits_slot(&[("weekday", "水曜")]).await;
    let text = asked.text();
    assert!(text.contains("休み"), "{text}");
    let told = world.chooses(&asked, "変更する").await;
    assert!(told.contains("変更しました"), "{told}");
    world.pass_until(utc(FRIDAY) + days(2)).await;
    assert_eq!(world.posts().len(), 1, "twice in one week");
    world.pass_until(utc(FRIDAY) + days(5)).await;
    assert_eq!(world.posts().len(), 2, "none in the week after");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_owner_holds_is_held_after_a_pause_too() {
    let world = World::start().await;
    world.has_friday_slot().await;
    world.has_queued(1, "血圧の測り方").await;
    world.pass_until(utc(FRIDAY) - hours(20)).await;
    world.decides("保留する").await;
    world.slot("pause", &[]).await;
    world.pass(hours(2)).await;
    world.slot("resume", &[]).await;
    world.pass_until(utc(FRIDAY) + hours(1)).await;
    assert!(world.posts().is_empty(), "what was held was posted");
    assert!(world.card().contains("保留中"), "{}", world.card());
    // What waits is found without its date.
    let told = world.slot("preview", &[]).await;
    assert!(told.contains("保留中"), "{told}");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_swapped_comes_after_a_pause_too() {
    let world = World::start().await;
    world.has_friday_slot().await;
    world.has_queued(1, "血圧の測り方").await;
    world.has_queued(2, "薬の選び方").await;
    world.pass_until(utc(FRIDAY) - hours(20)).await;
    let others = world
        .person("owner")
        .clicks(world.cards()[0].id, "差し替える")
        .await;
    let others = others.message().expect("a choice").clone();
    let other = others.buttons().next().expect("another").label.clone();
    world.chooses(&others, &other).await;
    world.slot("pause", &[]).await;
    world.settle().await;
    assert!(
        world.card().contains("休止しているため"),
        "{}",
        world.card()
    );
    // It is not about to be posted, so that it can be changed.
    world.pass_until(utc(FRIDAY) - minutes(10)).await;
    let told = world.edits("lecture-2", &[("minutes", "40")]).await;
    assert!(told.contains("変更しました"), "{told}");
    world.slot("resume", &[]).await;
    world.settle().await;
    assert!(
        !world.card().contains("休止しているため"),
        "{}",
        world.card()
    );
    world.pass_until(utc(FRIDAY)).await;
    assert!(
        world.posts()[0].text().contains("#2"),
        "{}",
        world.posts()[0].text()
    );
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_second_of_two_who_change_a_slot_is_told() {
    let world = World::start().await;
    world.has_friday_slot().await;
    let asked = world.edits_slot(&[("time", "21:00")]).await;
    let other = world.edits_slot(&[("weekday", "月曜")]).await;
    let told = world.chooses(&other, "変更する").await;
    assert!(told.contains("変更しました"), "{told}");
    let told = world.chooses(&asked, "変更する").await;
    let owner = format!("<@{}>", world.person("owner").id());
    assert!(told.contains(&owner) && told.contains("もう一度"), "{told}");
    let listed = world.owner_runs("/slot list", &[]).await.text();
    assert!(listed.contains("毎週月曜 20:00"), "{listed}");
    let refused = world.edits_slot(&[("weekday", "月曜")]).await.text();
    assert!(refused.contains("変更する内容がありません"), "{refused}");
    // Nothing moves by that: it is done at once.
    let meeting = world.meeting.to_string();
    let told = world
        .edits_slot(&[
            ("no-role", "true"),
            ("auto-approve", "false"),
            ("event-channel", &meeting),
        ])
        .await;
    assert!(told.text().contains("変更しました"), "{}", told.text());
    let listed = world.owner_runs("/slot list", &[]).await.text();
    let expected = format!("承認が必要 ・ <#{meeting}>（60分後）");
    assert!(listed.contains(&expected), "{listed}");
    assert!(listed.contains("通知：なし"), "{listed}");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_many_slots_a_page_is_shown() {
    let world = World::start_with(crate::world::Setting {
        is_roomy: true,
        ..Default::default()
    })
    .await;
    let channel = world.lectures.to_string();
    for hour in 0..9 {
        let time = format!("{hour:02}:00");
        let options = [
            ("weekday", "金曜"),
            ("time", time.as_str()),
            ("channel", channel.as_str()),
            ("track", "gp"),
        ];
        world.owner_runs("/slot create", &options).await;
    }
    let first = world.owner_runs("/slot list", &[]).await;
    let first = first.message().expect("a list");
    assert!(first.text().contains("07:00") && !first.text().contains("08:00"));
    let next = world.chooses(first, "次へ ▶").await;
    assert!(next.contains("08:00") && !next.contains("07:00"), "{next}");
    world.end().await;
}
