//! What goes out is chosen a day before, and settled a quarter of an hour before.

use super::{FRIDAY, utc};
use crate::world::{World, days, hours, minutes};

impl World {
    /// The owner pins a lecture to a date, and is answered.
    pub(super) async fn pins(&self, lecture: &str, date: &str) -> String {
        let slot = self.first_choice("/lecture queue", "slot").await;
        let options = [
            ("slot", slot.as_str()),
            ("lecture", lecture),
            ("date", date),
        ];
        self.owner_runs("/lecture queue", &options).await.text()
    }

    /// How often this was written down of a date.
    pub(super) async fn wrote(&self, kind: &str, date: &str) -> usize {
        let journal = self.journal().await;
        let found = journal.iter().filter(|(was, of)| was == kind && of == date);
        found.count()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn sixteen_minutes_before_the_queue_still_decides_and_fourteen_before_it_does_not() {
    let world = World::start().await;
    world.has_friday_slot().await;
    world.has_queued(1, "血圧の測り方").await;
    let urgent = world.is_ready(2, "薬の回収").await;
    let late = world.is_ready(3, "二次性高血圧").await;

    world.pass_until(utc(FRIDAY) - minutes(16)).await;
    let pinned = world.pins(&urgent, "2026-04-03").await;
    assert!(pinned.contains('📌'), "{pinned}");
    world.pass_until(utc(FRIDAY)).await;
    assert!(
        world.posts()[0].text().contains("#2"),
        "the queue did not decide"
    );

    world.pass_until(utc(FRIDAY) + days(7) - minutes(14)).await;
    let refused = world.pins(&late, "2026-04-10").await;
    assert!(
        refused.contains("15分前を過ぎた") && refused.contains("ほかの日付"),
        "{refused}"
    );
    world.pass(minutes(14)).await;
    let posts = world.posts();
    assert_eq!(posts.len(), 2);
    assert!(posts[1].text().contains("#1"), "{}", posts[1].text());
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_bound_is_posted_by_the_bot_that_was_started_in_between() {
    let mut world = World::start().await;
    world.has_friday_slot().await;
    world.has_queued(1, "血圧の測り方").await;
    world.pass_until(utc(FRIDAY) - days(1) - minutes(1)).await;
    assert_eq!(world.wrote("occurrence.bound", "occurrence:1").await, 0);
    world.pass(minutes(1)).await;
    assert_eq!(world.wrote("occurrence.bound", "occurrence:1").await, 1);
    world.restart().await;
    world.pass(hours(12)).await;
    let next = world.owner_runs("/lectures next", &[]).await.text();
    let stamp = format!("<t:{}:", utc(FRIDAY).timestamp());
    assert!(
        next.contains(&stamp),
        "what is bound is not foretold: {next}"
    );
    world.restart().await;
    world.pass_until(utc(FRIDAY) - minutes(1)).await;
    assert_eq!(world.posts().len(), 0, "posted too early");
    world.pass(minutes(1)).await;
    assert_eq!(world.posts().len(), 1);
    assert_eq!(world.wrote("occurrence.bound", "occurrence:1").await, 1);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_queued_into_an_empty_slot_in_the_last_minutes_is_posted() {
    let world = World::start().await;
    world.has_friday_slot().await;
    world.pass_until(utc(FRIDAY) - minutes(5)).await;
    world.has_queued(1, "血圧の測り方").await;
    world.pass(minutes(5)).await;
    assert_eq!(world.posts().len(), 1);
    world.end().await;
}

impl World {
    /// The owner presses a button of the first card.
    pub(super) async fn decides(&self, button: &str) -> String {
        self.settle().await;
        let owner = self.person("owner");
        let card = self.cards()[0].id;
        let said = owner.clicks(card, button).await.text();
        self.settle().await;
        said
    }

    /// A Friday slot in which only what was approved is posted.
    pub(super) async fn asks_before_posting(&self) {
        let made = self
            .has_friday_slot_with(&[("auto-approve", "false")])
            .await;
        assert!(made.message().is_some(), "{}", made.text());
    }

    /// What the owner sees of the slot's next date.
    async fn previews(&self, date: &str) -> sandbox::Outcome {
        let slot = self.first_choice("/slot preview", "slot").await;
        let options = [("slot", slot.as_str()), ("date", date)];
        self.owner_runs("/slot preview", &options).await
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn approved_ahead_it_is_posted() {
    let world = World::start().await;
    world.asks_before_posting().await;
    world.has_queued(1, "血圧の測り方").await;
    for (date, why) in [("2026-04-04", "金曜の日付"), ("2026-12-04", "8週間以内")] {
        let refused = world.previews(date).await.text();
        assert!(refused.contains(why), "{refused}");
    }
    let shown = world.previews("2026-04-03").await;
    let text = shown.text();
    assert!(
        text.contains("血圧の測り方") && text.contains("未承認"),
        "{text}"
    );
    let message = shown.message().expect("a preview");
    assert!(message.ephemeral);
    let owner = world.person("owner");
    let said = owner.clicks(message.id, "この内容を承認する").await.text();
    assert!(said.contains("承認しました"), "{said}");

    world.pass_until(utc(FRIDAY) - hours(1)).await;
    assert!(world.card().contains("✅ 承認済み"), "{}", world.card());
    world.pass_until(utc(FRIDAY)).await;
    assert_eq!(world.posts().len(), 1);
    // What is out waits for nobody's word.
    let correction = [("note", "用量に誤りがありました"), ("correction", "true")];
    let told = world.edits("lecture-1", &correction).await;
    assert!(told.contains("訂正"), "{told}");
    assert!(!told.contains("承認が必要"), "{told}");
    world.settle().await;
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_edit_asks_for_approval_again() {
    let world = World::start().await;
    world.asks_before_posting().await;
    world.has_queued(1, "血圧の測り方").await;
    let lecture = world.first_choice("/lecture edit", "lecture").await;
    world.pass_until(utc(FRIDAY) - hours(5)).await;
    world.decides("承認する").await;
    assert!(world.card().contains("✅ 承認済み"), "{}", world.card());
    // What viewers do not see is approved as it was.
    let told = world.edits(&lecture, &[("review-by", "2027-04-01")]).await;
    assert!(!told.contains("承認が必要"), "{told}");
    let told = world.edits(&lecture, &[("title", "正しい測り方")]).await;
    assert!(told.contains("あらためて承認が必要"), "{told}");
    world.settle().await;
    let card = world.card();
    assert!(
        card.contains("⚠️ 未承認") && card.contains("正しい測り方"),
        "{card}"
    );
    world.pass_until(utc(FRIDAY) + minutes(1)).await;
    assert_eq!(world.posts().len(), 0, "posted as nobody has approved it");
    world.decides("承認する").await;
    assert!(world.posts()[0].text().contains("正しい測り方"));
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_nobody_approved_is_held_and_posted_late_once_it_is() {
    let world = World::start().await;
    world.asks_before_posting().await;
    world.has_queued(1, "血圧の測り方").await;
    world.has_queued(2, "薬の選び方").await;
    world.pass_until(utc(FRIDAY) - hours(1)).await;
    assert!(world.card().contains("⚠️ 未承認"), "{}", world.card());
    world.pass_until(utc(FRIDAY) + minutes(30)).await;
    assert_eq!(world.posts().len(), 0);
    assert!(
        world.card().contains("承認されていないため"),
        "{}",
        world.card()
    );
    assert_eq!(world.told_of("まだ承認されていません"), 1);
    // Sunday at eight.
    let until = "<t:1775343600:f>までにお知らせ";
    assert_eq!(world.told_of(until), 1, "{:?}", world.told_owner());
    let card = world.card();
    assert!(!card.contains("未承認"), "said twice: {card}");
    world.decides("承認する").await;
    let posts = world.posts();
    assert_eq!(posts.len(), 1);
    assert!(posts[0].text().contains("遅く"), "{}", posts[0].text());
    assert!(world.card().contains("へ配信しました"), "{}", world.card());

    // Of what nobody approves at all nothing is lost.
    world.pass_until(utc(FRIDAY) + days(7) + hours(37)).await;
    assert_eq!(world.posts().len(), 1);
    let queue = world.previews("2026-04-17").await.text();
    assert!(queue.contains("薬の選び方"), "{queue}");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn swap_takes_the_one_that_was_chosen_and_keeps_the_other() {
    let world = World::start().await;
    world.has_friday_slot().await;
    world.has_queued(1, "血圧の測り方").await;
    world.has_queued(2, "薬の選び方").await;
    world.has_queued(3, "二次性高血圧").await;
    world.pass_until(utc(FRIDAY) - hours(5)).await;
    let owner = world.person("owner");
    let card = world.cards()[0].id;
    let asked = owner.clicks(card, "差し替える").await;
    let asked = asked.message().expect("a choice");
    let labels: Vec<_> = asked.buttons().map(|button| button.label.clone()).collect();
    let expected = [2, 3].map(|number| format!("本気出して考える高血圧 #{number} "));
    assert_eq!(labels.len(), 2, "{labels:?}");
    for (label, expected) in labels.iter().zip(&expected) {
        assert!(label.contains(expected.as_str()), "{label}");
    }
    let said = owner.clicks(asked.id, &labels[1]).await.text();
    assert!(said.contains("差し替えました"), "{said}");
    world.settle().await;
    assert!(world.card().contains("二次性高血圧"), "{}", world.card());
    assert_eq!(world.wrote("occurrence.swapped", "occurrence:1").await, 1);
    world.pass_until(utc(FRIDAY) + days(7)).await;
    let posts = world.posts();
    assert!(posts[0].text().contains("#3"), "{}", posts[0].text());
    assert!(posts[1].text().contains("#1"), "{}", posts[1].text());
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn hold_stops_it_until_it_is_let_go() {
    let mut world = World::start().await;
    world.has_friday_slot().await;
    world.has_queued(1, "血圧の測り方").await;
    world.pass_until(utc(FRIDAY) - minutes(3)).await;
    let refused = world.decides("今週は休む").await;
    assert!(
        refused.contains("15分前を過ぎた") && refused.contains("「保留する」"),
        "{refused}"
    );
    let said = world.decides("保留する").await;
    assert!(said.contains("保留しました"), "{said}");
    world.restart().await;
    world.pass(minutes(10)).await;
    assert_eq!(world.posts().len(), 0);
    let card = world.card();
    assert!(
        card.contains("保留中") && !card.contains("このまま配信"),
        "{card}"
    );
    world.decides("配信を再開する").await;
    let posts = world.posts();
    assert_eq!(posts.len(), 1);
    assert!(!posts[0].text().contains("遅く"), "{}", posts[0].text());
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_held_too_long_is_missed_and_goes_to_the_head() {
    let world = World::start().await;
    world.has_friday_slot().await;
    world.has_queued(1, "血圧の測り方").await;
    world.has_queued(2, "薬の選び方").await;
    world.pass_until(utc(FRIDAY) - hours(3)).await;
    world.decides("保留する").await;
    let status = world.does("owner", "/salon status", &[]).await;
    assert!(status.contains("保留中です"), "{status}");
    world.pass_until(utc(FRIDAY) + hours(37)).await;
    let status = world.does("owner", "/salon status", &[]).await;
    assert!(status.contains("配信を見送りました"), "{status}");
    assert!(!status.contains("保留中です"), "{status}");
    assert!(world.card().contains("見送りました"), "{}", world.card());
    world.pass_until(utc(FRIDAY) + days(7)).await;
    let posts = world.posts();
    assert_eq!(posts.len(), 1);
    assert!(posts[0].text().contains("#1"), "{}", posts[0].text());
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn this_week_off_gives_the_lecture_back() {
    let world = World::start().await;
    world.has_friday_slot().await;
    world.has_queued(1, "血圧の測り方").await;
    world.has_queued(2, "薬の選び方").await;
    world.pass_until(utc(FRIDAY) - hours(5)).await;
    let said = world.decides("今週は休む").await;
    assert!(said.contains("休みにしました"), "{said}");
    let card = world.card();
    assert!(card.contains("休みです"), "{card}");
    for named in [said, card] {
        assert!(named.contains("「取り消し」を True"), "{named}");
    }
    assert_eq!(world.cards()[0].buttons().count(), 0);
    world.pass_until(utc(FRIDAY) + days(7)).await;
    let posts = world.posts();
    assert_eq!(posts.len(), 1);
    assert!(posts[0].text().contains("#1"), "{}", posts[0].text());
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_old_button_decides_nothing() {
    let world = World::start().await;
    world.has_friday_slot().await;
    world.has_queued(1, "血圧の測り方").await;
    let urgent = world.is_ready(2, "薬の回収").await;
    world.pass_until(utc(FRIDAY) - hours(5)).await;
    // Looked at before somebody else pinned another lecture.
    let old = world.previews("2026-04-03").await;
    let old = old.message().expect("a preview");
    world.pins(&urgent, "2026-04-03").await;
    world.settle().await;
    let before = world.rows().await;
    let owner = world.person("owner");
    for button in ["保留する", "今週は休む", "差し替える"] {
        let refused = owner.clicks(old.id, button).await.text();
        assert!(refused.contains("内容が変わっています"), "{refused}");
    }
    assert_eq!(world.rows().await, before);
    world.pass_until(utc(FRIDAY)).await;
    assert!(world.posts()[0].text().contains("#2"));
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_but_the_owner_decides() {
    let world = World::start().await;
    world.asks_before_posting().await;
    world.has_queued(1, "血圧の測り方").await;
    world.has_queued(2, "薬の選び方").await;
    world.pass_until(utc(FRIDAY) - hours(5)).await;
    let card = world.cards()[0].id;
    let before = world.rows().await;
    for name in ["mika", "ada"] {
        for button in ["承認する", "差し替える", "保留する", "今週は休む"] {
            let refused = world.person(name).clicks(card, button).await;
            let message = refused.message().expect("an answer");
            assert!(
                message.ephemeral && message.text().contains("運営"),
                "{}",
                message.text()
            );
        }
    }
    assert_eq!(world.rows().await, before);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_posted_waits_until_the_place_is_mended() {
    let world = World::start().await;
    world.has_friday_slot().await;
    world.has_queued(1, "血圧の測り方").await;
    world.pass_until(utc(FRIDAY) - hours(1)).await;
    world.takes_away_there(sandbox::permissions::SEND_MESSAGES);
    world.settle().await;
    world.pass_until(utc(FRIDAY) + minutes(5)).await;
    assert_eq!(world.posts().len(), 0);
    assert!(world.card().contains("配信先の問題"), "{}", world.card());
    let tried = world
        .discord
        .requests("POST", &format!("/channels/{}/messages", world.lectures));
    assert_eq!(tried.len(), 0, "it was tried all the same");
    world.takes_away_there(0);
    world.settle().await;
    world.pass(minutes(1)).await;
    assert_eq!(world.posts().len(), 1);
    assert!(world.card().contains("へ配信しました"), "{}", world.card());
    world.end().await;
}
