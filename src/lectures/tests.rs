//! What the clock does, on a database of its own.

use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::lecture::{Occurrence, Reason, Slot, State};
use super::release::{self, store};
use super::slots::reckon;
use super::{jobs, queue};
use crate::actor::Actor;
use crate::app::App;
use crate::clock::Clock;
use crate::config::Config;
use crate::db::Db;
use crate::ids::{ChannelId, LectureId, OccurrenceId, RoleId, UserId};
use crate::lectures::{self, LectureForm, SlotForm, Weekday};
use crate::outbox;
use crate::text::Lang;

/// A salon on Monday morning with a slot on Fridays at 20:00 in Tokyo.
struct Salon {
    app: Arc<App>,
    owner: Actor,
    slot: Slot,
    _folder: tempfile::TempDir,
}

fn utc(text: &str) -> DateTime<Utc> {
    text.parse().expect("an instant")
}

async fn salon() -> Salon {
    let folder = tempfile::tempdir().expect("a folder");
    let db = Db::open(folder.path()).await.expect("a database");
    let clock = Clock::fixed(utc("2026-11-23T00:00:00Z"));
    let app = App::new(Config::default(), db, clock);
    let owner = Actor {
        user: UserId(1),
        lang: Lang::Ja,
        is_mentor: false,
        is_owner: true,
    };
    let form = SlotForm {
        weekday: Weekday::Friday,
        time: "20:00",
        zone: None,
        channel: (ChannelId(10), None),
        track: "pgy",
        role: Some(RoleId(20)),
        auto_approve: true,
        meeting: None,
        meeting_after: None,
    };
    let slot = lectures::create_slot(&app, &owner, &form).await;
    Salon {
        slot: slot.expect("a slot"),
        app,
        owner,
        _folder: folder,
    }
}

impl Salon {
    async fn queue(&self, number: i64, date: Option<&str>) -> LectureId {
        let form = LectureForm {
            series: "本気出して考える高血圧",
            number,
            title: "@everyone",
            url: "https://v.example/1",
            minutes: Some(30),
            ..LectureForm::default()
        };
        let (app, owner) = (&self.app, &self.owner);
        let added = lectures::add_lecture(app, owner, &form).await;
        let id = added.expect("a lecture").id;
        lectures::mark_ready(app, owner, id).await.expect("ready");
        let queued = lectures::queue(app, owner, self.slot.id, id, date).await;
        queued.expect("queued").id
    }

    /// The clock strikes, twice.
    async fn at(&self, now: &str) {
        self.app.clock.set(utc(now));
        jobs::run_due(&self.app).await.expect("runs");
        jobs::run_due(&self.app).await.expect("runs again");
    }

    /// The state of a date, and how many effects were ever queued for it.
    async fn week(&self, number: i64) -> (State, bool, i64) {
        let id = OccurrenceId(number);
        let mut tx = self.app.db.begin().await.expect("a transaction");
        let found = store::occurrence(tx.conn().await.expect("writes"), id)
            .await
            .expect("reads");
        let found = found.expect("a date");
        let mut queued = 0;
        for what in ["post", "thread"] {
            let key = format!("lecture:occurrence:{id}:{what}");
            let is_pending = outbox::is_pending(tx.conn().await.expect("writes"), &key)
                .await
                .expect("reads");
            queued += i64::from(is_pending);
        }
        (found.state, found.is_late, queued)
    }

    async fn waiting(&self) -> i64 {
        let mut conn = self.app.db.read().await.expect("a connection");
        let waiting = outbox::waiting(&mut conn).await.expect("reads");
        waiting.waiting
    }
}

#[tokio::test]
async fn on_friday_at_eight_the_head_of_the_queue_is_posted_once() {
    let salon = salon().await;
    salon.queue(1, None).await;
    salon.queue(2, None).await;
    let next = lectures::next_due(&salon.app).await.expect("reads");
    // Three days before, the owner would be told of an empty queue.
    assert_eq!(next, Some(utc("2026-11-24T11:00:00Z")));
    salon.at("2026-11-24T11:00:00Z").await;
    let next = lectures::next_due(&salon.app).await.expect("reads");
    assert_eq!(next, Some(utc("2026-11-26T11:00:00Z")));
    salon.at("2026-11-26T10:59:59Z").await;
    assert_eq!(salon.week(1).await.0, State::Planned);
    salon.at("2026-11-26T11:00:00Z").await;
    assert_eq!(salon.week(1).await.0, State::Bound);
    let next = lectures::next_due(&salon.app).await.expect("reads");
    assert_eq!(next, Some(utc("2026-11-27T11:00:00Z")));
    let next = lectures::next_lecture_at(&salon.app).await.expect("reads");
    assert_eq!(next, Some(utc("2026-11-27T11:00:00Z")));
    salon.at("2026-11-27T10:59:59Z").await;
    assert_eq!(salon.waiting().await, 0);
    salon.at("2026-11-27T11:00:00Z").await;
    assert_eq!(salon.week(1).await, (State::Sending, false, 2));
    salon.at("2026-12-04T11:00:00Z").await;
    assert_eq!(salon.week(2).await, (State::Sending, false, 2));
    salon.at("2026-12-11T11:00:00Z").await;
    assert_eq!(salon.week(3).await, (State::Skipped, false, 0));
    assert_eq!(salon.waiting().await, 4);
}

#[tokio::test]
async fn what_is_pinned_waits_for_its_date() {
    let salon = salon().await;
    let pinned = salon.queue(1, Some("2026-12-04")).await;
    let next = lectures::next_lecture_at(&salon.app).await.expect("reads");
    assert_eq!(next, Some(utc("2026-12-04T11:00:00Z")));
    salon.at("2026-11-27T11:00:00Z").await;
    assert_eq!(salon.week(1).await.0, State::Skipped);
    let other = salon.queue(2, None).await;
    salon.at("2026-12-04T11:00:00Z").await;
    let mut tx = salon.app.db.begin().await.expect("a transaction");
    for (week, expected) in [(2, Some(pinned)), (3, None)] {
        let found = store::occurrence(tx.conn().await.expect("writes"), OccurrenceId(week)).await;
        assert_eq!(found.expect("reads").expect("a date").lecture_id, expected);
    }
    let waiting = queue::store::waiting(&mut tx, salon.slot.id).await;
    assert_eq!(waiting.expect("reads"), [(other, None)]);
}

#[tokio::test]
async fn after_an_outage_it_is_late_waits_for_the_morning_or_is_missed() {
    for (back, state, is_late, effects) in [
        ("2026-11-27T11:10:00Z", State::Sending, false, 2),
        ("2026-11-27T12:00:00Z", State::Sending, true, 2),
        ("2026-11-27T16:00:00Z", State::Planned, false, 0),
        ("2026-11-29T03:00:00Z", State::Missed, false, 0),
    ] {
        let salon = salon().await;
        let lecture = salon.queue(1, Some("2026-11-27")).await;
        salon.at(back).await;
        assert_eq!(salon.week(1).await, (state, is_late, effects), "{back}");
        if state == State::Planned {
            let seven = Some(utc("2026-11-27T22:00:00Z"));
            assert_eq!(lectures::next_due(&salon.app).await.expect("reads"), seven);
            salon.at("2026-11-27T22:00:00Z").await;
            assert_eq!(salon.week(1).await, (State::Sending, true, 2));
        }
        if state == State::Missed {
            salon.at("2026-12-04T11:00:00Z").await;
            let mut tx = salon.app.db.begin().await.expect("a transaction");
            let next = store::occurrence(tx.conn().await.expect("writes"), OccurrenceId(2)).await;
            let next = next.expect("reads").expect("a date");
            assert_eq!(next.lecture_id, Some(lecture));
        }
    }
}

#[tokio::test]
async fn after_three_weeks_off_at_most_one_late_post_goes_out_and_weeks_go_on() {
    let salon = salon().await;
    salon.queue(1, None).await;
    salon.queue(2, None).await;
    salon.at("2026-12-11T12:00:00Z").await;
    assert_eq!(salon.week(1).await.0, State::Missed);
    assert_eq!(salon.week(2).await.0, State::Missed);
    assert_eq!(salon.week(3).await, (State::Sending, true, 2));
    assert_eq!(salon.waiting().await, 2);
    salon.at("2027-03-01T00:00:00Z").await;
    let next = lectures::next_due(&salon.app).await.expect("reads");
    assert_eq!(next, Some(utc("2027-03-02T11:00:00Z")));
}

impl Salon {
    async fn date(&self, number: i64) -> Occurrence {
        let mut conn = self.app.db.read().await.expect("a connection");
        let found = store::occurrence(&mut conn, OccurrenceId(number)).await;
        found.expect("reads").expect("a date")
    }

    async fn writes(&self, change: &'static str) {
        let mut tx = self.app.db.begin().await.expect("a writer");
        let conn = tx.conn().await.expect("a connection");
        let done = sqlx::raw_sql(change).execute(conn).await;
        assert!(done.expect("written").rows_affected() > 0);
        tx.commit().await.expect("committed");
    }
}

#[tokio::test]
async fn a_bound_date_follows_its_queue_and_what_it_gives_up_keeps_its_place() {
    let salon = salon().await;
    let first = salon.queue(1, None).await;
    salon.at("2026-11-26T11:00:00Z").await;
    let bound = salon.date(1).await;
    assert_eq!((bound.state, bound.lecture_id), (State::Bound, Some(first)));
    // What comes behind it changes nothing, what is pinned to the date does.
    salon.queue(2, None).await;
    assert_eq!(salon.date(1).await, bound);
    let pinned = salon.queue(3, Some("2026-11-27")).await;
    let other = salon.date(1).await;
    assert_eq!(
        (other.lecture_id, other.state),
        (Some(pinned), State::Bound)
    );
    assert!(other.card > bound.card, "the card is the same");
    salon.at("2026-11-27T11:00:00Z").await;
    salon.at("2026-12-03T11:00:00Z").await;
    assert_eq!(salon.date(2).await.lecture_id, Some(first));
}

#[tokio::test]
async fn what_comes_back_to_the_head_replaces_what_is_bound_until_that_is_locked() {
    for (now, expected) in [("2026-11-27T10:44:59Z", 2), ("2026-11-27T10:45:00Z", 1)] {
        let salon = salon().await;
        salon.queue(1, None).await;
        salon.queue(2, None).await;
        salon.at(now).await;
        assert_eq!(salon.date(1).await.lecture_id, Some(LectureId(1)));
        salon
            .writes("update queue_entry set missed_on = '2026-11-20' where lecture_id = 2")
            .await;
        salon.queue(3, None).await;
        salon.at("2026-11-27T11:00:00Z").await;
        let posted = salon.date(1).await.lecture_id;
        assert_eq!(posted, Some(LectureId(expected)), "{now}");
    }
}

#[tokio::test]
async fn what_the_owner_chose_for_a_date_is_not_changed_by_the_queue() {
    let salon = salon().await;
    salon.queue(1, None).await;
    let chosen = salon.queue(2, None).await;
    salon.at("2026-11-26T11:00:00Z").await;
    salon
        .writes("update occurrence set lecture_id = 2, by_hand = 1 where id = 1")
        .await;
    salon.queue(3, None).await;
    let date = salon.date(1).await;
    assert_eq!((date.lecture_id, date.by_hand), (Some(chosen), true));
    let plan = lectures::list_queue(&salon.app, &salon.owner, salon.slot.id).await;
    let plan = plan.expect("a queue").queue;
    let order: Vec<_> = plan.iter().map(|(_, entry)| entry.number).collect();
    assert_eq!(order, [2, 1, 3]);
    let late = LectureId(1);
    let pins = lectures::queue(
        &salon.app,
        &salon.owner,
        salon.slot.id,
        late,
        Some("2026-11-27"),
    );
    assert!(pins.await.is_err(), "pinned to what was chosen by hand");
    salon.at("2026-11-27T11:00:00Z").await;
    assert_eq!(salon.date(1).await.lecture_id, Some(chosen));
}

#[tokio::test]
async fn two_dates_that_are_near_have_a_lecture_each_in_the_order_of_the_queue() {
    let salon = salon().await;
    let (first, second) = (salon.queue(1, None).await, salon.queue(2, None).await);
    salon.at("2026-11-24T00:00:00Z").await;
    // As after a change of the rule: the second is half a day after the first.
    salon
        .writes(
            "update occurrence set due_at = '2026-11-27T23:00:00+00:00',
                 wake_at = '2026-11-26T23:00:00+00:00' where id = 2",
        )
        .await;
    salon.at("2026-11-27T00:00:00Z").await;
    assert_eq!(salon.date(1).await.lecture_id, Some(first));
    assert_eq!(salon.date(2).await.lecture_id, Some(second));
    // Back when both have passed: each is posted, the older one first.
    salon.at("2026-11-27T23:10:00Z").await;
    let dates = [salon.date(1).await, salon.date(2).await];
    assert!(dates.iter().all(|date| date.state == State::Sending));
    assert_eq!(dates[0].lecture_id, Some(first));
    assert_eq!(dates[1].lecture_id, Some(second));
}

#[tokio::test]
async fn what_is_held_is_missed_in_the_end_and_of_a_paused_slot_nothing_is_posted() {
    let salon = salon().await;
    let lecture = salon.queue(1, None).await;
    salon.at("2026-11-26T11:00:00Z").await;
    salon
        .writes(
            "update occurrence set state = 'held', reason = 'owner',
                 wake_at = '2026-11-28T23:00:00+00:00' where id = 1",
        )
        .await;
    salon.at("2026-11-27T11:00:00Z").await;
    assert_eq!(salon.week(1).await, (State::Held, false, 0));
    let next = lectures::next_lecture_at(&salon.app).await.expect("reads");
    assert_eq!(
        next,
        Some(utc("2026-12-04T11:00:00Z")),
        "held, so it is not next"
    );
    salon.at("2026-11-28T23:00:00Z").await;
    let date = salon.date(1).await;
    let expected = (State::Missed, Some(Reason::TooLate));
    assert_eq!((date.state, date.reason), expected);

    salon.at("2026-12-03T11:00:00Z").await;
    let date = salon.date(2).await;
    assert_eq!((date.state, date.lecture_id), (State::Bound, Some(lecture)));
    salon.writes("update slot set state = 'paused'").await;
    salon.at("2026-12-04T11:00:00Z").await;
    assert_eq!(salon.date(2).await, date);
    assert_eq!(salon.waiting().await, 0);
    let next = lectures::next_due(&salon.app).await.expect("reads");
    assert_eq!(next, None);
}

#[tokio::test]
async fn why_a_date_was_left_out_is_kept() {
    let salon = salon().await;
    salon.at("2026-11-27T11:00:00Z").await;
    let date = salon.date(1).await;
    let expected = (State::Skipped, Some(Reason::Empty));
    assert_eq!((date.state, date.reason), expected);
}

#[tokio::test]
async fn what_is_due_next_is_known_and_done_with_once_it_was_done() {
    let salon = salon().await;
    // With and without something queued, over months: a moment is named, and only once.
    salon.queue(1, None).await;
    let mut moments = 0;
    while salon.app.now() < utc("2027-06-01T00:00:00Z") {
        let next = lectures::next_due(&salon.app).await.expect("reads");
        let next = next.expect("there is always a next date");
        assert!(next > salon.app.now(), "a hot loop at {next}");
        assert!(next - salon.app.now() <= chrono::TimeDelta::days(7));
        salon.app.clock.set(next);
        jobs::run_due(&salon.app).await.expect("runs");
        let none = reckon::slots_to_plan(&salon.app).await;
        assert!(none.expect("reads").is_empty(), "dates are not worked out");
        moments += 1;
    }
    assert!(moments < 120, "{moments} for 27 weeks");
}

#[tokio::test]
async fn withdrawn_before_its_post_was_tried_it_is_not_posted() {
    let salon = salon().await;
    let lecture = salon.queue(1, None).await;
    salon.at("2026-11-27T11:00:00Z").await;
    assert_eq!(salon.week(1).await, (State::Sending, false, 2));
    let (app, owner) = (&salon.app, &salon.owner);
    let asked = release::withdrawing::ask(app, owner, lecture, "誤り").await;
    let number = asked.expect("a question").number;
    let withdrawn = release::withdrawing::withdraw(app, owner, number).await;
    assert_eq!(
        withdrawn.expect("withdrawn").withdrawn_for.as_deref(),
        Some("誤り")
    );
    assert_eq!(salon.week(1).await, (State::Planned, false, 0));
}
