//! Paid roles: plans, entitlements, and the roles that follow from them.
//!
//! A plan confers roles; an entitlement is a right to a plan from one source for one period. The
//! roles of a person are never stored by hand: they follow from the union of what is live.

mod accounts;
mod asking;
mod cards;
mod coming;
mod commands;
mod editing;
mod effects;
mod ending;
mod exceptions;
mod exports;
mod extending;
mod following;
mod giving;
mod imports;
mod jobs;
mod joining;
mod lists;
mod moving;
mod newcomers;
mod notices;
mod plans;
mod reading;
mod reconcile;
mod remaining;
mod renewing;
mod repeating;
mod restoring;
mod revoking;
mod rules;
mod shop;
mod status;
mod store;

use chrono::{DateTime, Utc};
use sqlx::SqliteConnection;

use crate::db::Tx;
use crate::error::Result;
use crate::ids::{RoleId, UserId};
use crate::input;
use crate::text::Text;

pub use asking::{Part, Question};
pub use commands::{commands, press, submit};
pub use editing::{Archived, Edited, PlanChange, archive_plan, edit_plan, keep_roles};
pub use effects::describe;
pub use exceptions::{Attention, attention};
pub use extending::{Extension, extend};
pub use giving::{Answer, Gift, Given, Granted, WaitsFor, grant};
pub use jobs::{next_due, run_due};
pub use joining::{Buyers, Seats, Terms, Waiting};
pub use newcomers::{Newcomer, newcomers, welcomed};
pub use notices::{Undelivered, shown, undelivered};
pub use plans::{Listed, Offer, PlanDraft, create_plan, list_plans, suggest_plans, suggest_tracks};
pub use reading::{Rights, rights};
pub use reconcile::{
    Decision, LastPass, Reconciled, RoleNow, RoleProof, RolesNow, Stopped, TroubledRole, decide,
    last_pass, lift_exclusive, look_at_roles, member_banned, member_joined, member_left,
    member_seen, reconcile, roles_now, sends_away, set_exclusive, stopped, troubled_roles,
};
pub use remaining::{Remaining, Which};
pub use repeating::Again;
pub use revoking::{Taken, Taking, revoke};
pub use rules::{
    Access, ByHand, Every, Exit, ExitPolicy, Interval, Method, PaidRole, Passage, PassageChange,
    Plan, PlanEdit, PlanState, Refusal, Shown, Source, Standing, What, Yen,
};
pub use shop::{compare_shop, compare_shop_if_used};
pub use status::{Own, Timeline, my_status, why};

/// The longest reason that an owner gives.
const REASON_LENGTH: usize = 200;
const WHAT_REASON: Text = Text::new("membership-what-reason");

/// Every role that a plan confers.
pub async fn paid_roles(conn: &mut SqliteConnection) -> Result<Vec<RoleId>> {
    Ok(store::paid_roles(conn).await?)
}

/// The tracks that are opened by plans which confer a role.
pub async fn opened_with(conn: &mut SqliteConnection, role: RoleId) -> Result<Vec<String>> {
    let conferred = store::plan_roles(conn).await?.into_iter();
    let conferred = conferred.filter(|(_, of)| *of == role);
    let plans: Vec<_> = conferred.map(|(plan, _)| plan).collect();
    let mut tracks = store::plan_tracks(conn).await?;
    tracks.retain(|(plan, _)| plans.contains(plan));
    Ok(tracks.into_iter().map(|(_, track)| track).collect())
}

/// Whether anything with a price is on sale.
pub async fn asks_for_money(conn: &mut SqliteConnection) -> Result<bool> {
    Ok(store::asks_for_money(conn).await?)
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

async fn known_plan(tx: &mut Tx, typed: &str) -> Result<Plan> {
    let key = typed.trim().to_lowercase();
    let plan = store::plan_by_key(tx.conn().await?, &key).await?;
    Ok(plan.ok_or_else(|| Refusal::UnknownPlan(input::short(typed)))?)
}

/// The owner's words for why they did something.
fn reason(typed: &str) -> Result<String> {
    input::line(&WHAT_REASON, typed, REASON_LENGTH)
}

#[cfg(test)]
mod tests;
