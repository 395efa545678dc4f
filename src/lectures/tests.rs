//! What the clock does, on a database of its own.

use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::lecture::{Slot, State};
use super::release::store;
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
        channel: ChannelId(10),
        track: "pgy",
        role: Some(RoleId(20)),
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
            summary: "",
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
    let head = queue::store::head(&mut tx, salon.slot.id, "2026-12-11".parse().unwrap()).await;
    assert_eq!(head.expect("reads").map(|(_, id)| id), Some(other));
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
    assert_eq!(next, Some(utc("2027-03-05T11:00:00Z")));
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
