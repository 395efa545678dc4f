//! Paid roles: plans, entitlements, and the roles that follow from them.
//!
//! A plan confers roles; an entitlement is a right to a plan from one source for one period. The
//! roles of a person are never stored by hand: they follow from the union of what is live.

mod cards;
mod commands;
mod jobs;
mod plans;
mod reconcile;
mod rules;
mod status;
mod store;

use chrono::{DateTime, Utc};
use serde_json::json;
use sqlx::SqliteConnection;

use crate::actor::Actor;
use crate::app::App;
use crate::db::Tx;
use crate::error::Result;
use crate::ids::{EntitlementId, PersonId, RoleId, UserId};
use crate::input;
use crate::journal::{self, By, Entry};
use crate::outbox::{self, Effect, Priority, Queued};
use crate::people;
use crate::text::Text;
use cards::Notice;
use reconcile::{Cause, Seen, project};
use rules::{Held, Period};
use store::EntitlementState;

pub use commands::commands;
pub use jobs::{next_due, run_due};
pub use plans::{Offer, PlanDraft, create_plan, list_plans, suggest_plans};
pub use reconcile::{Reconciled, member_joined, member_left, reconcile, roles_seen};
pub use rules::{Every, Interval, PaidRole, Plan, PlanState, Refusal, Standing, Yen};
pub use status::{Timeline, my_status, why};

/// The longest reason for a revocation.
const REASON_LENGTH: usize = 200;

/// A plan that the owner gives by hand.
#[derive(Clone, Debug)]
pub struct Gift {
    /// The plan's key as typed.
    pub plan: String,
    /// To whom.
    pub user: UserId,
    /// Whether that is a bot.
    pub is_bot: bool,
    /// Whether Discord shows them in the server; `None` where it does not say.
    pub is_in_server: Option<bool>,
    /// For how many calendar months; `None`: one interval of the plan.
    pub months: Option<i64>,
    /// Until it is revoked.
    pub is_endless: bool,
    /// Money that came in for it.
    pub paid_yen: Option<i64>,
}

/// What was granted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Granted {
    /// The plan.
    pub plan: Plan,
    /// From when on.
    pub starts_at: DateTime<Utc>,
    /// Until when; `None`: until it is revoked.
    pub ends_at: Option<DateTime<Utc>>,
    /// It adds to what they had.
    pub is_extension: bool,
    /// It waits until they come into the server.
    pub waits_for_join: bool,
}

/// Gives a plan to someone by hand; a further grant adds to what they have.
///
/// # Errors
/// Refused for everyone but the owner, and where the rules say no.
pub async fn grant(app: &App, actor: &Actor, gift: &Gift) -> Result<Granted> {
    actor.must_be_owner()?;
    let paid = rules::paid(gift.paid_yen)?;
    if gift.is_bot {
        return Err(Refusal::IsBot.into());
    }

    let now = app.now();
    let mut tx = app.db.begin().await?;
    let plan = known_plan(&mut tx, &gift.plan).await?;
    if plan.state == PlanState::Archived {
        return Err(Refusal::PlanIsArchived(plan.name(actor.lang).to_owned()).into());
    }
    let length = rules::length(gift.months, gift.is_endless, plan.interval)?;
    let owner = people::ensure(&mut tx, actor.user, Some(actor.lang), now).await?;
    let person = people::ensure(&mut tx, gift.user, None, now).await?;
    if gift.is_in_server == Some(true) {
        people::set_in_server(&mut tx, person, true).await?;
    }
    let open = store::open_of(&mut tx, person, plan.id, now).await?;
    let held = rules::held(open.iter().map(|entitlement| entitlement.ends_at));
    let zone = app.config.timezone.0;
    let (starts_at, ends_at) = rules::period(zone, now, held, length)?;
    let state = if starts_at <= now {
        EntitlementState::Live
    } else {
        EntitlementState::Future
    };
    let period = Period { starts_at, ends_at };
    let id = store::insert_manual(&mut tx, plan.id, person, period, state, now).await?;
    let subject = format!("entitlement:{id}");
    let entry = |kind, details| Entry {
        by: By::Person(owner),
        kind,
        subject: &subject,
        person: Some(person),
        details,
    };
    let details = json!({"plan": plan.id, "source": "manual", "starts_at": starts_at,
        "ends_at": ends_at});
    journal::record(&mut tx, now, entry("entitlement.granted", details)).await?;
    if let Some(paid) = paid {
        store::insert_payment(&mut tx, person, id, paid, now).await?;
        let details = json!({"amount_jpy": paid.0, "kind": "payment"});
        journal::record(&mut tx, now, entry("payment.recorded", details)).await?;
    }
    project(
        app,
        &mut tx,
        person,
        Seen::AsRecorded,
        Cause::Granted(owner),
    )
    .await?;
    let notice = match held {
        Held::Nothing => Notice::Welcome(ends_at),
        Held::Until(_) | Held::Endless => Notice::Extended(ends_at),
    };
    notify(&mut tx, person, id, &plan, notice, now).await?;
    let waits_for_join = people::known(&mut tx, person).await?.is_in_server == Some(false);
    tx.commit().await?;
    app.schedule_changed.notify_one();
    Ok(Granted {
        plan,
        starts_at,
        ends_at,
        is_extension: held != Held::Nothing,
        waits_for_join,
    })
}

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
    let person = people::find(&mut tx, user).await?;
    let person = person.ok_or(Refusal::NothingToRevoke)?;
    let open = store::open_of(&mut tx, person, plan.id, now).await?;
    let last = open.last().ok_or(Refusal::NothingToRevoke)?.id;
    let owner = people::ensure(&mut tx, actor.user, Some(actor.lang), now).await?;
    for entitlement in &open {
        store::revoke(&mut tx, entitlement.id, &reason, now).await?;
        let entry = Entry {
            by: By::Person(owner),
            kind: "entitlement.revoked",
            subject: &format!("entitlement:{}", entitlement.id),
            person: Some(person),
            details: json!({"plan": plan.id}),
        };
        journal::record(&mut tx, now, entry).await?;
    }
    project(
        app,
        &mut tx,
        person,
        Seen::AsRecorded,
        Cause::Revoked(owner),
    )
    .await?;
    notify(&mut tx, person, last, &plan, Notice::Ended, now).await?;
    tx.commit().await?;
    app.schedule_changed.notify_one();
    Ok(plan)
}

/// Begins a period whose time has come. Doing it twice does nothing.
async fn start(app: &App, id: EntitlementId) -> Result<()> {
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

/// Ends a period whose time is over; the person is told where nothing else keeps the plan for
/// them. Doing it twice does nothing.
async fn end(app: &App, id: EntitlementId) -> Result<()> {
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let entitlement = store::entitlement(&mut tx, id).await?;
    let is_over = entitlement.ends_at.is_some_and(|end| end <= now);
    if entitlement.state != EntitlementState::Live || !is_over {
        return Ok(());
    }
    let (person, plan) = (entitlement.person_id, entitlement.plan_id);
    store::set_state(&mut tx, id, EntitlementState::Ended).await?;
    record_by_clock(&mut tx, now, "entitlement.ended", &entitlement).await?;
    project(app, &mut tx, person, Seen::AsRecorded, Cause::Ended).await?;
    if !store::holds_plan(&mut tx, person, plan, now).await? {
        let plan = store::plan(&mut tx, plan).await?;
        notify(&mut tx, person, id, &plan, Notice::Ended, now).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// Every role that a plan confers.
pub async fn paid_roles(conn: &mut SqliteConnection) -> Result<Vec<RoleId>> {
    Ok(store::paid_roles(conn).await?)
}

/// Whether this person holds a live entitlement of any plan.
pub async fn is_member(
    conn: &mut SqliteConnection,
    user: UserId,
    now: DateTime<Utc>,
) -> Result<bool> {
    Ok(store::is_member(conn, user, now).await?)
}

/// Whether a live entitlement of this person opens the track.
pub async fn opens_track(
    conn: &mut SqliteConnection,
    user: UserId,
    track: &str,
    now: DateTime<Utc>,
) -> Result<bool> {
    Ok(store::opens_track(conn, user, track, now).await?)
}

const WHAT_REASON: Text = Text::new("membership-what-reason");

async fn known_plan(tx: &mut Tx, typed: &str) -> Result<Plan> {
    let key = typed.trim().to_lowercase();
    let plan = store::plan_by_key(tx, &key).await?;
    Ok(plan.ok_or_else(|| Refusal::UnknownPlan(input::short(typed)))?)
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

/// Tells someone about one of their entitlements, in their language: once for each, whatever
/// restarts. Who takes no direct messages sees it at their next /membership.
async fn notify(
    tx: &mut Tx,
    person: PersonId,
    id: EntitlementId,
    plan: &Plan,
    notice: Notice,
    now: DateTime<Utc>,
) -> Result<()> {
    let known = people::known(tx, person).await?;
    let Some(user) = known.user else {
        return Ok(());
    };
    let message = cards::notice(id, plan, notice, known.lang);
    let queued = Queued {
        topic: &format!("{}:{}:{id}", reconcile::subject(person), notice.name()),
        version: None,
        subject: &reconcile::subject(person),
        priority: Priority::Normal,
        not_after: None,
    };
    outbox::enqueue(tx, &queued, &Effect::Dm { user, message }, now).await
}

#[cfg(test)]
mod tests;
