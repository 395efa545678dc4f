//! What periods come to by the clock: they begin, their grace begins, they end.

use chrono::{DateTime, Utc};
use serde_json::json;

use super::joining;
use super::notices::{self, Over};
use super::reconcile::{Cause, Seen, part, project};
use super::rules::{Standing, TakenFor};
use super::status::standing_of;
use super::store::{self, EntitlementState};
use crate::app::App;
use crate::db::Tx;
use crate::error::Result;
use crate::ids::EntitlementId;
use crate::journal::{self, By, Entry};

/// Begins a period whose time has come. Doing it twice does nothing.
pub(super) async fn start(app: &App, id: EntitlementId) -> Result<()> {
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let entitlement = store::entitlement(&mut tx, id).await?;
    if entitlement.state != EntitlementState::Future || entitlement.starts_at > now {
        return Ok(());
    }
    let person = entitlement.person_id;
    store::set_state(&mut tx, id, EntitlementState::Live).await?;
    record_by_clock(&mut tx, now, "entitlement.started", &entitlement).await?;
    project(app, &mut tx, person, Seen::AsRecorded, Cause::Started).await?;
    tx.commit().await?;
    Ok(())
}

/// Notices that what was paid for is over, while grace goes on. Doing it twice does nothing.
pub(super) async fn begin_grace(app: &App, id: EntitlementId) -> Result<()> {
    let now = app.now();
    let mut tx = app.db.begin().await?;
    if !store::begin_grace(&mut tx, id, now).await? {
        return Ok(());
    }
    let entitlement = store::entitlement(&mut tx, id).await?;
    let had = store::periods_of(tx.conn().await?, entitlement.person_id).await?;
    let standing = standing_of(&had, entitlement.plan_id, now);
    // Where another period goes on, nothing is owed.
    if matches!(standing, Some(Standing::Grace(_))) {
        record_by_clock(&mut tx, now, "entitlement.grace_began", &entitlement).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// Ends a period whose time is over; the person is told where nothing else keeps the plan for
/// them. Doing it twice does nothing.
pub(super) async fn end(app: &App, id: EntitlementId) -> Result<()> {
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let entitlement = store::entitlement(&mut tx, id).await?;
    let is_over = entitlement.access_until.is_some_and(|end| end <= now);
    if entitlement.state != EntitlementState::Live || !is_over {
        return Ok(());
    }
    let (person, plan) = (entitlement.person_id, entitlement.plan_id);
    store::set_state(&mut tx, id, EntitlementState::Ended).await?;
    record_by_clock(&mut tx, now, "entitlement.ended", &entitlement).await?;
    project(app, &mut tx, person, Seen::AsRecorded, Cause::Ended).await?;
    let plan = store::plan(tx.conn().await?, plan).await?;
    let over = Over::RanOut(entitlement.access_until);
    let is_left = part(app, &mut tx, person, (id, &plan), TakenFor::Over).await?;
    let is_told_else = match entitlement.trial_ends() {
        Some(end) => {
            let (conn, of) = (tx.conn().await?, (person, plan.id));
            joining::is_told_with_application(conn, &app.config, of, end).await?
        }
        None => false,
    };
    if !is_left && !is_told_else {
        notices::tell_ended(app, &mut tx, person, (id, &plan), over).await?;
    }
    tx.commit().await?;
    Ok(())
}

async fn record_by_clock(
    tx: &mut Tx,
    now: DateTime<Utc>,
    kind: &'static str,
    entitlement: &store::Entitlement,
) -> Result<()> {
    let entry = Entry {
        by: By::Clock,
        kind,
        subject: &format!("entitlement:{}", entitlement.id),
        person: Some(entitlement.person_id),
        details: json!({"plan": entitlement.plan_id}),
    };
    journal::record(tx, now, entry).await?;
    Ok(())
}
