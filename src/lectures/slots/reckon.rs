//! From a slot's rule to its dates: those of the next weeks, worked out ahead, and worked out anew
//! when the rule changes or the world's time zones do.

use std::collections::HashMap;

use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeDelta, Utc};
use chrono_tz::IANA_TZDB_VERSION;
use serde_json::json;
use sqlx::SqliteConnection;

use super::store;
use crate::app::App;
use crate::db::{self, Tx};
use crate::error::Result;
use crate::ids::{OccurrenceId, SlotId};
use crate::journal::{self, By};
use crate::lectures::lecture::{Reason, Rule, Slot, State};
use crate::lectures::queue;
use crate::lectures::release::{alarms, bind};
use crate::lectures::rules::{self, Event, Moved};

/// Dates are worked out this far ahead, so that they can be seen, pinned and left out.
pub(in crate::lectures) const AHEAD: TimeDelta = TimeDelta::weeks(8);

/// The fact that tells by which tables of time zones dates were worked out.
const ZONES: &str = "tzdb";

/// So many days less, so that no zone asks for a date that cannot be worked out yet.
const WITHIN_REACH: Days = Days::new(2);

/// Works out the dates of a slot from the last known one on: also those that passed meanwhile.
pub(super) async fn plan(tx: &mut Tx, slot: &Slot, now: DateTime<Utc>) -> Result<()> {
    let last = store::last_date(tx, slot.id).await?;
    let new = rules::dates_beyond(&slot.rule, last, now);
    let restored = db::restored(tx.conn().await?).await?;
    for (date, at) in new.take_while(|(_, at)| *at <= now + AHEAD) {
        // A post of then has another number, so nobody would find it: it is not posted again.
        let is_lost = last.is_some() && restored.is_some_and(|restored| restored.forgot(at));
        let state = if is_lost {
            (State::Missed, Some(Reason::Forgotten))
        } else {
            (State::Planned, None)
        };
        let id = store::insert_occurrence(tx, slot, (date, at), state).await?;
        alarms::set(tx, id, at, slot.auto_approve, now).await?;
        if is_lost {
            let entry = journal::Entry {
                by: By::Clock,
                kind: "occurrence.missed",
                subject: &format!("slot:{}", slot.id),
                person: None,
                details: json!({"date": date, "reason": "older than the backup reaches"}),
            };
            journal::record(tx, now, entry).await?;
        }
    }
    Ok(())
}

/// Where a date of a slot goes by this rule. A day that has another date already, as `/lecture publish`
/// makes one, takes no second: the date stays, and where something was posted then, this week has had its
/// lecture.
pub(super) async fn placed(
    tx: &mut Tx,
    (slot, rule): (SlotId, &Rule),
    (id, date): (OccurrenceId, NaiveDate),
    now: DateTime<Utc>,
) -> Result<Moved> {
    let moved = rules::moved(date, rule, now);
    let there = store::date(tx, slot, moved.to).await?;
    let Some(there) = there.filter(|there| there.id != id) else {
        return Ok(moved);
    };
    Ok(Moved {
        to: date,
        at: rule.at(date),
        is_past: moved.is_past || rules::is_out(&[(there.state, there.due_at)]),
        ..moved
    })
}

/// Works out anew what is ahead by the slot's rule as it is now. Each date stays in its week; what that
/// puts in the past is left out this week, and its lecture is the next one. Where only the tables of
/// time zones changed, what is due by now is due.
pub(super) async fn reckon(tx: &mut Tx, slot: &Slot, now: DateTime<Utc>) -> Result<()> {
    let (mut changed, mut left_out) = (0, Vec::new());
    let mut went = HashMap::new();
    for mut date in store::open_dates(tx, slot.id, now).await? {
        let moved = placed(tx, (slot.id, &slot.rule), (date.id, date.local_date), now).await?;
        went.insert(moved.from, moved.to);
        let is_same = moved.from == moved.to && moved.at == date.due_at;
        let is_new_rule = date.rule_version != slot.rule_version;
        if is_same && !is_new_rule {
            continue;
        }
        changed += 1;
        if is_new_rule
            && moved.is_past
            && let Some(state) = rules::step(date.state, Event::Skip)
        {
            date.state = state;
            date.reason = Some(Reason::Past);
            left_out.push(moved.from);
        }
        date.local_date = moved.to;
        // What waits for the morning or for its turn goes on waiting.
        if moved.at != date.due_at {
            // What the queue chose for it may not be what comes then.
            if date.state == State::Bound
                && !date.by_hand
                && let Some(state) = rules::step(date.state, Event::Unbind)
            {
                date.state = state;
            }
            date.due_at = moved.at;
            alarms::follow(tx, date.id, moved.at).await?;
            date.wake_at = rules::wake(date.state, moved.at);
        }
        date.rule_version = slot.rule_version;
        store::move_date(tx, &date).await?;
    }
    for (entry, date) in queue::store::pins(tx, slot.id).await? {
        if left_out.contains(&date) {
            queue::store::unpin(tx, slot.id, date).await?;
            continue;
        }
        // What is pinned goes where its date went, which may have stayed.
        let worked_out = went.get(&date).copied();
        let to = worked_out.unwrap_or_else(|| rules::moved(date, &slot.rule, now).to);
        if to != date {
            queue::store::pin(tx, entry, to).await?;
        }
    }
    if changed == 0 {
        return Ok(());
    }
    let entry = journal::Entry {
        by: By::Clock,
        kind: "slot.reckoned",
        subject: &format!("slot:{}", slot.id),
        person: None,
        details: json!({"dates": changed, "left_out": left_out}),
    };
    journal::record(tx, now, entry).await?;
    bind::follow(tx, slot.id, By::Clock, now).await
}

/// Works out anew what is ahead of all slots, where this program knows other time zones than the one
/// that worked it out.
pub(in crate::lectures) async fn follow_zones(app: &App) -> Result<()> {
    let known = db::fact(&mut *app.db.read().await?, ZONES).await?;
    if known.as_deref() == Some(IANA_TZDB_VERSION) {
        return Ok(());
    }
    let now = app.now();
    let mut tx = app.db.begin().await?;
    for slot in store::slots(&mut tx).await? {
        reckon(&mut tx, &slot, now).await?;
    }
    db::set_fact(&mut tx, ZONES, IANA_TZDB_VERSION).await?;
    tx.commit().await?;
    Ok(())
}

/// Works out the next dates of a slot.
pub(in crate::lectures) async fn plan_ahead(app: &App, slot: SlotId) -> Result<()> {
    let mut tx = app.db.begin().await?;
    if let Some(slot) = store::slot(tx.conn().await?, slot).await? {
        plan(&mut tx, &slot, app.now()).await?;
        tx.commit().await?;
    }
    Ok(())
}

/// The slots that [`plan_ahead`] has something to do for.
pub(in crate::lectures) async fn slots_to_plan(app: &App) -> Result<Vec<SlotId>> {
    let until = app.now() + AHEAD - TimeDelta::weeks(1);
    let mut conn = app.db.read().await?;
    Ok(store::slots_to_plan(&mut conn, until.date_naive() - WITHIN_REACH).await?)
}

/// When [`slots_to_plan`] next names one that it does not name now.
pub(in crate::lectures) async fn next_plan(
    conn: &mut SqliteConnection,
) -> Result<Option<DateTime<Utc>>> {
    let last = store::planned_until(conn).await?;
    let until = last.map(|date| (date + WITHIN_REACH).and_time(NaiveTime::MIN).and_utc());
    Ok(until.map(|until| until - AHEAD + TimeDelta::weeks(1)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actor::Actor;
    use crate::clock::Clock;
    use crate::config::Config;
    use crate::ids::{ChannelId, UserId};
    use crate::lectures::lecture::Weekday;
    use crate::lectures::{self, LectureForm, SlotForm};
    use crate::text::Lang;

    const OWNER: Actor = Actor {
        user: UserId(1),
        lang: Lang::Ja,
        is_mentor: false,
        is_owner: true,
    };

    /// Dates with their instants, states and reasons.
    type Dates = Vec<(NaiveDate, DateTime<Utc>, String, Option<String>)>;

    fn utc(text: &str) -> DateTime<Utc> {
        text.parse().expect("an instant")
    }

    /// A slot on Fridays at 20:00 in Tokyo, seen on a Wednesday, with a lecture that is pinned to this
    /// week and one that is pinned to the next. Last week's was posted, that in two weeks is left out.
    async fn salon(folder: &tempfile::TempDir) -> std::sync::Arc<App> {
        let db = db::Db::open(folder.path()).await.expect("a database");
        let clock = Clock::fixed(utc("2026-04-01T03:00:00Z"));
        let app = App::new(Config::default(), db, clock);
        let form = SlotForm {
            weekday: Weekday::Friday,
            time: "20:00",
            zone: None,
            channel: (ChannelId(10), None),
            track: "pgy",
            role: None,
            auto_approve: true,
            meeting: None,
            meeting_after: None,
        };
        let slot = lectures::create_slot(&app, &OWNER, &form).await;
        let slot = slot.expect("a slot").id;
        for (number, date) in [(1, "2026-04-10"), (2, "2026-04-17")] {
            let form = LectureForm {
                series: "s",
                number,
                title: "t",
                url: "https://v.example/1",
                ..LectureForm::default()
            };
            let added = lectures::add_lecture(&app, &OWNER, &form).await;
            let id = added.expect("a lecture").id;
            lectures::mark_ready(&app, &OWNER, id).await.expect("ready");
            let queued = lectures::queue(&app, &OWNER, slot, id, Some(date)).await;
            queued.expect("queued");
        }
        let mut tx = app.db.begin().await.expect("a writer");
        sqlx::raw_sql(
            "update occurrence set state = 'posted', lecture_id = 1 where local_date = '2026-04-03';
             update occurrence set state = 'skipped', reason = 'owner'
             where local_date = '2026-04-24';",
        )
        .execute(tx.conn().await.expect("a connection"))
        .await
        .expect("as it went");
        tx.commit().await.expect("committed");
        app.clock.set(utc("2026-04-08T03:00:00Z"));
        app
    }

    async fn dates(app: &App) -> Dates {
        let mut conn = app.db.read().await.expect("a reader");
        sqlx::query_as(
            "select local_date, due_at, state, reason from occurrence order by local_date",
        )
        .fetch_all(&mut *conn)
        .await
        .expect("dates")
    }

    /// The rule is another one, and the dates are worked out by it.
    async fn changes(app: &App, rule: &'static str) {
        let mut tx = app.db.begin().await.expect("a writer");
        let conn = tx.conn().await.expect("a connection");
        sqlx::query(rule).execute(conn).await.expect("a rule");
        let slots = store::slots(&mut tx).await.expect("slots");
        reckon(&mut tx, &slots[0], app.now())
            .await
            .expect("reckoned");
        plan(&mut tx, &slots[0], app.now()).await.expect("planned");
        tx.commit().await.expect("committed");
    }

    #[tokio::test]
    async fn a_changed_rule_moves_what_was_not_posted_and_nothing_else() {
        let folder = tempfile::tempdir().expect("a folder");
        let app = salon(&folder).await;
        let monday = "update slot set weekday = 1, time = '07:00', rule_version = 2";
        changes(&app, monday).await;
        let found = dates(&app).await;
        let date = |at: usize| {
            let (date, at, state, reason) = &found[at];
            let at = at.format("%FT%RZ");
            format!("{date} {at} {state} {}", reason.as_deref().unwrap_or("-"))
        };
        let firsts: Vec<String> = (0..5).map(date).collect();
        assert_eq!(
            firsts,
            [
                "2026-04-03 2026-04-03T11:00Z posted -",
                // Monday is over: what was pinned to this week is the next one.
                "2026-04-06 2026-04-05T22:00Z skipped past",
                "2026-04-13 2026-04-12T22:00Z planned -",
                "2026-04-20 2026-04-19T22:00Z skipped owner",
                "2026-04-27 2026-04-26T22:00Z planned -",
            ]
        );
        for pair in found.windows(2) {
            let weeks = |at: usize| pair[at].0.week(chrono::Weekday::Mon).first_day();
            assert_eq!(weeks(1) - weeks(0), TimeDelta::weeks(1), "{pair:?}");
        }
        let mut conn = app.db.read().await.expect("a reader");
        let pins: Vec<(i64, Option<String>, Option<String>)> = sqlx::query_as(
            "select lecture_id, pinned_on, missed_on from queue_entry order by lecture_id",
        )
        .fetch_all(&mut *conn)
        .await
        .expect("pins");
        let pin = |id, on: Option<&str>, missed: Option<&str>| {
            (id, on.map(str::to_owned), missed.map(str::to_owned))
        };
        let expected = [
            pin(1, None, Some("2026-04-10")),
            pin(2, Some("2026-04-13"), None),
        ];
        assert_eq!(pins, expected);
    }

    #[tokio::test]
    async fn what_is_bound_moves_with_its_date_and_is_bound_anew_when_that_is_near() {
        let folder = tempfile::tempdir().expect("a folder");
        let app = salon(&folder).await;
        // Thursday evening: this week's is bound.
        app.clock.set(utc("2026-04-09T12:00:00Z"));
        lectures::run_due(&app).await.expect("bound");
        let bound = |found: &Dates| (found[1].1, found[1].2.clone());
        let at = utc("2026-04-10T11:00:00Z");
        assert_eq!(bound(&dates(&app).await), (at, "bound".into()));
        for (rule, at, state) in [
            (
                "update slot set time = '21:00', rule_version = 2",
                "2026-04-10T12:00:00Z",
                "bound",
            ),
            (
                "update slot set weekday = 7, rule_version = 3",
                "2026-04-12T12:00:00Z",
                "planned",
            ),
        ] {
            changes(&app, rule).await;
            assert_eq!(bound(&dates(&app).await), (utc(at), state.into()));
        }
        let next = lectures::next_due(&app).await.expect("reads");
        assert_eq!(next, Some(utc("2026-04-11T12:00:00Z")));
        app.clock.set(utc("2026-04-11T12:00:00Z"));
        lectures::run_due(&app).await.expect("bound");
        assert_eq!(bound(&dates(&app).await).1, "bound");
    }

    #[tokio::test]
    async fn what_is_due_earlier_by_other_tables_is_due_and_by_another_rule_left_out() {
        for (rule, state) in [
            ("update slot set zone = 'Pacific/Kiritimati'", "planned"),
            (
                "update slot set zone = 'Pacific/Kiritimati', rule_version = 2",
                "skipped",
            ),
        ] {
            let folder = tempfile::tempdir().expect("a folder");
            let app = salon(&folder).await;
            // Friday 18:00 in Tokyo: on that island it is 23:00.
            app.clock.set(utc("2026-04-10T09:00:00Z"));
            changes(&app, rule).await;
            let (date, at, found, _) = &dates(&app).await[1];
            assert_eq!(date.to_string(), "2026-04-10");
            assert_eq!(*at, utc("2026-04-10T06:00:00Z"));
            assert_eq!(found, state);
        }
    }
}
