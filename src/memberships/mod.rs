//! Paid roles: plans, entitlements, and the roles that follow from them.
//!
//! A plan confers roles; an entitlement is a right to a plan from one source for one period. The
//! roles of a person are never stored by hand: they follow from the union of what is live.

mod cards;
mod commands;
mod effects;
mod jobs;
mod notices;
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
use crate::people;
use crate::text::Text;
use cards::Notice;
use reconcile::{Cause, Seen, presence_seen, project};
use rules::Held;
use store::{EntitlementState, HeldPeriod};

pub use commands::{commands, press};
pub use effects::describe;
pub use jobs::{next_due, run_due};
pub use plans::{Offer, PlanDraft, create_plan, list_plans, suggest_plans, suggest_tracks};
pub use reconcile::{
    LastPass, Reconciled, last_pass, member_joined, member_left, reconcile, roles_seen,
};
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
    /// The roles that Discord shows they have: what somebody else gave is not ours to take.
    pub roles: Option<Vec<RoleId>>,
    /// For how many calendar months; `None`: one interval of the plan.
    pub months: Option<i64>,
    /// Until it is revoked.
    pub is_endless: bool,
    /// Money that came in for it.
    pub paid_yen: Option<i64>,
}

/// What came of giving a plan by hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Given {
    /// The plan, for a while or without end.
    Plan(Granted),
    /// They have it without end already: only the money was recorded.
    OnlyPayment {
        /// What for.
        plan: Plan,
        /// How much.
        paid: Yen,
    },
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

/// Gives a plan to someone by hand; a further grant adds to what they have. Where they have it
/// without end, money that came in is still recorded.
///
/// # Errors
/// Refused for everyone but the owner, and where the rules say no.
pub async fn grant(app: &App, actor: &Actor, gift: &Gift) -> Result<Given> {
    actor.must_be_owner()?;
    let paid = rules::paid(gift.paid_yen)?;
    if gift.is_bot {
        return Err(Refusal::IsBot.into());
    }

    let now = app.now();
    let mut tx = app.db.begin().await?;
    let plan = known_plan(&mut tx, &gift.plan).await?;
    let length = rules::length(gift.months, gift.is_endless, plan.interval)?;
    let owner = people::ensure(&mut tx, actor.user, Some(actor.lang), now).await?;
    let person = people::ensure(&mut tx, gift.user, None, now).await?;
    let came = match gift.is_in_server {
        Some(is_in_server) => presence_seen(&mut tx, now, person, is_in_server).await?,
        None => false,
    };
    let had = store::periods_of(tx.conn().await?, person).await?;
    let of_plan = |period: &&HeldPeriod| period.plan_id == plan.id && period.revoked_at.is_none();
    let endless = had
        .iter()
        .filter(of_plan)
        .find(|period| period.ends_at.is_none());
    if let (Some(endless), Some(paid)) = (endless, paid) {
        record_payment(&mut tx, owner, person, endless.id, paid, now).await?;
        tx.commit().await?;
        return Ok(Given::OnlyPayment { plan, paid });
    }
    if plan.state == PlanState::Archived {
        return Err(Refusal::PlanIsArchived(plan.name(actor.lang).to_owned()).into());
    }
    let of_plan: Vec<_> = had
        .iter()
        .filter(of_plan)
        .filter_map(HeldPeriod::period)
        .collect();
    let zone = app.config.timezone.0;
    let period = rules::period(zone, now, &of_plan, length)?;
    let (starts_at, ends_at) = (period.starts_at, period.ends_at);
    let is_extension = rules::held(&of_plan, now) != Held::Nothing;
    let state = if starts_at <= now {
        EntitlementState::Live
    } else {
        EntitlementState::Future
    };
    let id = store::insert_manual(&mut tx, plan.id, person, period, state, now).await?;
    let entry = Entry {
        by: By::Person(owner),
        kind: "entitlement.granted",
        subject: &format!("entitlement:{id}"),
        person: Some(person),
        details: json!({"plan": plan.id, "source": "manual", "starts_at": starts_at,
            "ends_at": ends_at}),
    };
    journal::record(&mut tx, now, entry).await?;
    if let Some(paid) = paid {
        record_payment(&mut tx, owner, person, id, paid, now).await?;
    }
    let seen = gift.roles.as_deref().map_or(Seen::AsRecorded, Seen::Roles);
    project(app, &mut tx, person, seen, Cause::Granted(owner)).await?;
    let notice = if is_extension {
        Notice::Extended(ends_at)
    } else if had.is_empty() {
        Notice::Welcome(ends_at)
    } else {
        Notice::Further(ends_at)
    };
    notices::tell(&mut tx, person, id, &plan, &notice, None, now).await?;
    if came {
        notices::greet(&mut tx, person, now).await?;
    }
    let waits_for_join = people::known(tx.conn().await?, person).await?.is_in_server == Some(false);
    tx.commit().await?;
    app.schedule_changed.notify_one();
    Ok(Given::Plan(Granted {
        plan,
        starts_at,
        ends_at,
        is_extension,
        waits_for_join,
    }))
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
    let person = people::find(tx.conn().await?, user).await?;
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
    notices::tell_ended(&mut tx, person, (last, &plan), None, now).await?;
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
    let plan = store::plan(tx.conn().await?, plan).await?;
    notices::tell_ended(&mut tx, person, (id, &plan), entitlement.ends_at, now).await?;
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

/// How many people hold a live entitlement of any plan.
pub async fn members(conn: &mut SqliteConnection, now: DateTime<Utc>) -> Result<i64> {
    Ok(store::members(conn, now).await?)
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
    let plan = store::plan_by_key(tx.conn().await?, &key).await?;
    Ok(plan.ok_or_else(|| Refusal::UnknownPlan(input::short(typed)))?)
}

/// Money that came in for an entitlement.
async fn record_payment(
    tx: &mut Tx,
    owner: PersonId,
    person: PersonId,
    id: EntitlementId,
    paid: Yen,
    now: DateTime<Utc>,
) -> Result<()> {
    store::insert_payment(tx, person, id, paid, now).await?;
    let entry = Entry {
        by: By::Person(owner),
        kind: "payment.recorded",
        subject: &format!("entitlement:{id}"),
        person: Some(person),
        details: json!({"amount_jpy": paid.0, "kind": "payment"}),
    };
    journal::record(tx, now, entry).await?;
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

#[cfg(test)]
mod tests;
