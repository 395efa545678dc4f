//! What the clock does to one date of a slot: work it out, post it, learn what came of the post.

use chrono::{DateTime, Days, TimeDelta, Utc};
use serde_json::{Value, json};

use super::rules::{self, Event, Occurrence, Slot, State, Timing};
use super::{cards, store};
use crate::app::App;
use crate::db::Tx;
use crate::error::Result;
use crate::ids::{OccurrenceId, SlotId};
use crate::journal::{self, By};
use crate::outbox::{self, Effect, Place, Priority, Queued};

/// Dates are worked out this far ahead, so that they can be seen, pinned and left out.
const AHEAD: TimeDelta = TimeDelta::weeks(8);
/// After an outage of several slots, members are told of one thing at a time.
const BETWEEN_LATE: TimeDelta = TimeDelta::seconds(60);

/// Works out the dates of a slot from the last known one on: also those that passed meanwhile.
pub(super) async fn plan(tx: &mut Tx, slot: &Slot, now: DateTime<Utc>) -> Result<()> {
    let last = store::last_date(tx, slot.id).await?;
    let from = last.map_or(now, |date| slot.rule.at(date));
    let new = slot.rule.dates_after(from);
    for (date, at) in new.take_while(|(_, at)| *at <= now + AHEAD) {
        store::insert_occurrence(tx, slot, date, at).await?;
    }
    Ok(())
}

/// Works out the next dates of a slot.
pub(super) async fn plan_ahead(app: &App, slot: SlotId) -> Result<()> {
    let mut tx = app.db.begin().await?;
    if let Some(slot) = store::slot(&mut tx, slot).await? {
        plan(&mut tx, &slot, app.now()).await?;
        tx.commit().await?;
    }
    Ok(())
}

/// The slots that [`plan_ahead`] has something to do for.
pub(super) async fn slots_to_plan(app: &App) -> Result<Vec<SlotId>> {
    let until = app.now() + AHEAD - TimeDelta::weeks(1);
    let mut conn = app.db.read().await?;
    // A day less, so that no zone asks for a date that is not yet within reach.
    Ok(store::slots_to_plan(&mut conn, until.date_naive() - Days::new(1)).await?)
}

/// The dates whose time has come.
pub(super) async fn due(app: &App) -> Result<Vec<OccurrenceId>> {
    let mut conn = app.db.read().await?;
    Ok(store::due(&mut conn, app.now()).await?)
}

/// Posts what is at the head of the queue, once its time has come; or writes down why not.
pub(super) async fn release(app: &App, id: OccurrenceId) -> Result<()> {
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let Some(mut occurrence) = store::occurrence(&mut tx, id).await? else {
        return Ok(());
    };
    // Asked again under the lock: someone may have been faster.
    if occurrence.state != State::Planned || occurrence.wake_at > now {
        return Ok(());
    }
    let Some(slot) = store::slot(&mut tx, occurrence.slot_id).await? else {
        return Ok(());
    };
    let date = occurrence.local_date;
    let Some((entry, lecture)) = store::head(&mut tx, slot.id, date).await? else {
        let why = json!({"reason": "queue empty"});
        change(&mut tx, occurrence, Event::FoundNothing, why, now).await?;
        store::unpin(&mut tx, slot.id, date).await?;
        tx.commit().await?;
        return Ok(());
    };
    let is_silent = match rules::timing(occurrence.due_at, now, slot.rule.zone) {
        Timing::OnTime => None,
        Timing::Wait(until) => return postpone(tx, occurrence, until, now).await,
        Timing::TooLate => {
            // Nothing was taken from the queue; what was pinned to this date goes to its head.
            let why = json!({"lecture": lecture, "due_at": occurrence.due_at});
            change(&mut tx, occurrence, Event::Lapse, why, now).await?;
            store::unpin(&mut tx, slot.id, date).await?;
            tx.commit().await?;
            return Ok(());
        }
        Timing::Late { is_silent } => {
            let last = store::last_late(&mut tx).await?;
            let free = last.map_or(now, |last| last + BETWEEN_LATE);
            if free > now {
                return postpone(tx, occurrence, free, now).await;
            }
            Some(is_silent)
        }
    };
    let Some(content) = store::lecture(&mut tx, lecture).await? else {
        return Ok(());
    };
    store::remove_entry(&mut tx, entry).await?;
    // A pin whose lecture was not ready on its date waits no longer for it.
    store::unpin(&mut tx, slot.id, date).await?;
    occurrence.lecture_id = Some(lecture);
    occurrence.is_late = is_silent.is_some();
    occurrence.sent_at = Some(now);
    let details = json!({"lecture": lecture, "slot": slot.id, "is_late": occurrence.is_late});
    change(&mut tx, occurrence, Event::Release, details, now).await?;

    let message = cards::announcement(&app.config, &slot, id, &content, is_silent);
    let post = Effect::Post {
        place: Place::Channel(slot.channel_id),
        message,
    };
    let thread = Effect::OpenThread {
        on: post_key(id),
        name: cards::thread_name(&content, app.config.language),
    };
    let subject = subject(id);
    for (topic, effect) in [
        (post_key(id), post),
        (format!("lecture:{subject}:thread"), thread),
    ] {
        let queued = Queued {
            topic: &topic,
            version: None,
            subject: &subject,
            priority: Priority::Normal,
        };
        outbox::enqueue(&mut tx, &queued, &effect, now).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// Dates whose post is under way.
pub(super) async fn sending(app: &App) -> Result<Vec<OccurrenceId>> {
    let mut conn = app.db.read().await?;
    Ok(store::sending(&mut conn).await?)
}

/// Learns from the outbox what came of a post.
pub(super) async fn conclude(app: &App, id: OccurrenceId) -> Result<()> {
    let key = post_key(id);
    let mut conn = app.db.read().await?;
    // Asked in this order: what arrives in between is seen next time, not taken for lost.
    let is_pending = outbox::is_pending(&mut conn, &key).await?;
    let object = outbox::object(&mut conn, &key).await?;
    drop(conn);
    let (event, details) = match object {
        Some(object) => (Event::Arrive, json!({"message": object.id})),
        None if is_pending => return Ok(()),
        // Given up by the owner, or deleted by a moderator before we heard that it was there.
        None => (Event::Vanish, json!({})),
    };
    let now = app.now();
    let mut tx = app.db.begin().await?;
    if let Some(occurrence) = store::occurrence(&mut tx, id).await? {
        change(&mut tx, occurrence, event, details, now).await?;
        tx.commit().await?;
    }
    Ok(())
}

/// Steps to the next state and writes it down; a state that the event does not change stays.
async fn change(
    tx: &mut Tx,
    mut occurrence: Occurrence,
    event: Event,
    details: Value,
    now: DateTime<Utc>,
) -> Result<()> {
    let Some(state) = rules::step(occurrence.state, event) else {
        return Ok(());
    };
    occurrence.state = state;
    store::save(tx, &occurrence).await?;
    let (by, kind) = match event {
        Event::Release => (By::Clock, "occurrence.sent"),
        Event::FoundNothing => (By::Clock, "occurrence.skipped"),
        Event::Lapse => (By::Clock, "occurrence.missed"),
        Event::Arrive => (By::Discord, "occurrence.posted"),
        Event::Vanish => (By::Discord, "occurrence.lost"),
    };
    let entry = journal::Entry {
        by,
        kind,
        subject: &subject(occurrence.id),
        person: None,
        details,
    };
    journal::record(tx, now, entry).await?;
    Ok(())
}

async fn postpone(
    mut tx: Tx,
    mut occurrence: Occurrence,
    until: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<()> {
    occurrence.wake_at = until;
    store::save(&mut tx, &occurrence).await?;
    let entry = journal::Entry {
        by: By::Clock,
        kind: "occurrence.postponed",
        subject: &subject(occurrence.id),
        person: None,
        details: json!({"until": until}),
    };
    journal::record(&mut tx, now, entry).await?;
    tx.commit().await?;
    Ok(())
}

fn subject(id: OccurrenceId) -> String {
    format!("occurrence:{id}")
}

fn post_key(id: OccurrenceId) -> String {
    format!("lecture:{}:post", subject(id))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::actor::Actor;
    use crate::clock::Clock;
    use crate::config::Config;
    use crate::db::Db;
    use crate::ids::{ChannelId, LectureId, RoleId, UserId};
    use crate::lectures::{self, LectureForm, SlotForm, Weekday, jobs};
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
            let found = store::occurrence(&mut tx, id).await.expect("reads");
            let found = found.expect("a date");
            let mut queued = 0;
            for key in [post_key(id), format!("lecture:{}:thread", subject(id))] {
                let is_pending = outbox::is_pending(&mut tx, &key).await.expect("reads");
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
            let found = store::occurrence(&mut tx, OccurrenceId(week)).await;
            assert_eq!(found.expect("reads").expect("a date").lecture_id, expected);
        }
        let head = store::head(&mut tx, salon.slot.id, "2026-12-11".parse().unwrap()).await;
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
                let next = store::occurrence(&mut tx, OccurrenceId(2)).await;
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
}
