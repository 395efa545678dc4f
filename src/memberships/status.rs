//! What can be asked about someone's access: nothing here changes anything.

use std::collections::HashMap;

use sqlx::SqliteConnection;

use super::rules::{self, Plan, Standing};
use super::store::{self, HeldPeriod};
use super::{cards, reconcile};
use crate::actor::Actor;
use crate::app::App;
use crate::error::Result;
use crate::ids::{PersonId, PlanId, UserId};
use crate::journal::{self, Line};
use crate::outbox::{self, Fate};
use crate::people;
use chrono::{DateTime, Utc};

/// Everything about one person, for the owner.
#[derive(Clone, Debug)]
pub struct Timeline {
    /// Who it is about.
    pub user: UserId,
    /// Where they stand with each plan.
    pub standings: Vec<(Plan, Standing)>,
    pub(super) plans: HashMap<PlanId, Plan>,
    pub(super) periods: Vec<HeldPeriod>,
    pub(super) lines: Vec<Line>,
    pub(super) fates: Vec<Fate>,
}

/// Where whoever asks stands with each plan they hold or held.
pub async fn my_status(app: &App, actor: &Actor) -> Result<Vec<(Plan, Standing)>> {
    let mut conn = app.db.read().await?;
    let Some(person) = people::find(&mut conn, actor.user).await? else {
        return Ok(Vec::new());
    };
    let (plans, periods) = holdings(&mut conn, person).await?;
    Ok(standings(&plans, &periods, app.now()))
}

/// Everything that happened to someone's access, and why.
///
/// # Errors
/// Refused for everyone but the owner.
pub async fn why(app: &App, actor: &Actor, user: UserId) -> Result<Timeline> {
    actor.must_be_owner()?;
    let mut conn = app.db.read().await?;
    let mut timeline = Timeline {
        user,
        standings: Vec::new(),
        plans: HashMap::new(),
        periods: Vec::new(),
        lines: Vec::new(),
        fates: Vec::new(),
    };
    let Some(person) = people::find(&mut conn, user).await? else {
        return Ok(timeline);
    };
    let plans = store::plans(&mut conn).await?;
    timeline.plans = plans.into_iter().map(|plan| (plan.id, plan)).collect();
    timeline.periods = store::periods_of(&mut conn, person).await?;
    timeline.standings = standings(&timeline.plans, &timeline.periods, app.now());
    timeline.lines = journal::about(&mut conn, person, &cards::EVENTS).await?;
    let prefix = reconcile::prefix(person);
    timeline.fates = outbox::fates(&mut conn, &prefix).await?;
    Ok(timeline)
}

/// Every period of someone, and the plans these are of.
pub(super) async fn holdings(
    conn: &mut SqliteConnection,
    person: PersonId,
) -> Result<(HashMap<PlanId, Plan>, Vec<HeldPeriod>)> {
    let periods = store::periods_of(conn, person).await?;
    if periods.is_empty() {
        return Ok((HashMap::new(), periods));
    }
    let plans = store::plans(conn).await?;
    Ok((
        plans.into_iter().map(|plan| (plan.id, plan)).collect(),
        periods,
    ))
}

/// Where someone stands with each plan, oldest plan first.
pub(super) fn standings(
    plans: &HashMap<PlanId, Plan>,
    periods: &[HeldPeriod],
    now: DateTime<Utc>,
) -> Vec<(Plan, Standing)> {
    let mut held: Vec<&Plan> = plans.values().collect();
    held.sort_by_key(|plan| plan.id);
    held.into_iter()
        .filter_map(|plan| {
            let of_plan = periods.iter().filter(|period| period.plan_id == plan.id);
            let of_plan: Vec<_> = of_plan.filter_map(HeldPeriod::period).collect();
            let standing = rules::standing(&of_plan, now)?;
            Some((plan.clone(), standing))
        })
        .collect()
}
