//! What periods come to: they begin, their grace begins, they end; or the owner takes them back.

use chrono::{DateTime, Utc};
use serde_json::json;

use super::reconcile::{Cause, Seen, part, project};
use super::rules::{self, Plan, Refusal, Standing, TakenFor};
use super::store::{self, EntitlementState, HeldPeriod};
use super::{known_plan, notices};
use crate::actor::Actor;
use crate::app::App;
use crate::db::Tx;
use crate::error::Result;
use crate::ids::{EntitlementId, PersonId, UserId};
use crate::input;
use crate::journal::{self, By, Entry};
use crate::people;
use crate::text::Text;

/// The longest reason for a revocation.
const REASON_LENGTH: usize = 200;
const WHAT_REASON: Text = Text::new("membership-what-reason");

/// Takes a plan from someone, now, with everything they would still have had of it.
///
/// # Errors
/// Refused for everyone but the owner, and where there is nothing to take.
pub async fn revoke(
    app: &App,
    actor: &Actor,
    user: UserId,
    plan: &str,
    reason: &str,
) -> Result<Plan> {
    actor.must_be_owner()?;
    let reason = input::line(&WHAT_REASON, reason, REASON_LENGTH)?;

    let now = app.now();
    let mut tx = app.db.begin().await?;
    let plan = known_plan(&mut tx, plan).await?;
    let person = people::find(tx.conn().await?, user).await?;
    let person = person.ok_or(Refusal::NothingToRevoke)?;
    let open = store::open_of(&mut tx, person, plan.id, now).await?;
    if open.is_empty() {
        return Err(Refusal::NothingToRevoke.into());
    }
    let open: Vec<EntitlementId> = open.iter().map(|entitlement| entitlement.id).collect();
    let owner = people::ensure(&mut tx, actor.user, Some(actor.lang), now).await?;
    take_back(app, &mut tx, (person, owner), (&plan, &open), &reason).await?;
    tx.commit().await?;
    app.schedule_changed.notify_one();
    Ok(plan)
}

/// The owner ends these rights of someone to one plan; roles follow, and they are told where they
/// have it from nowhere else, or leave the server where the plan says so.
pub(super) async fn take_back(
    app: &App,
    tx: &mut Tx,
    (person, owner): (PersonId, PersonId),
    (plan, rights): (&Plan, &[EntitlementId]),
    reason: &str,
) -> Result<()> {
    let now = app.now();
    for right in rights {
        store::revoke(tx, *right, reason, now).await?;
        let entry = Entry {
            by: By::Person(owner),
            kind: "entitlement.revoked",
            subject: &format!("entitlement:{right}"),
            person: Some(person),
            details: json!({"plan": plan.id}),
        };
        journal::record(tx, now, entry).await?;
    }
    project(app, tx, person, Seen::AsRecorded, Cause::Revoked(owner)).await?;
    if let Some(last) = rights.last()
        && !part(app, tx, person, (*last, plan), TakenFor::Revoked).await?
    {
        notices::tell_ended(app, tx, person, (*last, plan), None).await?;
    }
    Ok(())
}

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
    let of_plan = had
        .iter()
        .filter(|period| period.plan_id == entitlement.plan_id)
        .filter_map(HeldPeriod::period);
    let standing = rules::standing(&of_plan.collect::<Vec<_>>(), now);
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
    let over = entitlement.access_until;
    if !part(app, &mut tx, person, (id, &plan), TakenFor::Over).await? {
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
