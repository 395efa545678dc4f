//! From a slot's rule to its dates: those of the next weeks, worked out ahead.

use chrono::{DateTime, Days, NaiveTime, TimeDelta, Utc};
use serde_json::json;
use sqlx::SqliteConnection;

use super::store;
use crate::app::App;
use crate::db::{self, Tx};
use crate::error::Result;
use crate::ids::SlotId;
use crate::journal::{self, By};
use crate::lectures::lecture::Slot;

/// Dates are worked out this far ahead, so that they can be seen, pinned and left out.
const AHEAD: TimeDelta = TimeDelta::weeks(8);

/// So many days less, so that no zone asks for a date that cannot be worked out yet.
const WITHIN_REACH: Days = Days::new(2);

/// Works out the dates of a slot from the last known one on: also those that passed meanwhile.
pub(super) async fn plan(tx: &mut Tx, slot: &Slot, now: DateTime<Utc>) -> Result<()> {
    let last = store::last_date(tx, slot.id).await?;
    let from = last.map_or(now, |date| slot.rule.at(date));
    let new = slot.rule.dates_after(from);
    let restored = db::restored(tx.conn().await?).await?;
    for (date, at) in new.take_while(|(_, at)| *at <= now + AHEAD) {
        // A post of then has another number, so nobody would find it: it is not posted again.
        let is_lost = last.is_some() && restored.is_some_and(|restored| restored.forgot(at));
        store::insert_occurrence(tx, slot, (date, at), is_lost).await?;
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
