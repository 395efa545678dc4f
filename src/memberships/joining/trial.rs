//! Trying a plan: its first days without payment, once for each person. They begin when nothing but
//! the money is awaited, and end by themselves, whatever becomes of the application.

use chrono::{DateTime, Utc};
use sqlx::SqliteConnection;

use super::agreeing::{by_day, pay_until};
use super::known;
use super::rules::Stage;
use super::store::{self as joining, Application};
use crate::app::App;
use crate::config::Config;
use crate::db::Tx;
use crate::error::Result;
use crate::ids::{PersonId, PlanId};
use crate::journal::By;
use crate::memberships::giving::{self, Right};
use crate::memberships::reconcile::{Cause, Seen};
use crate::memberships::rules::{self, Length, Plan, Source};
use crate::memberships::status::standing_of;
use crate::memberships::store::{self, HeldPeriod};

/// How somebody would try a plan who begins now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Trial {
    days: u32,
    /// Until then.
    pub(super) ends_at: DateTime<Utc>,
    /// To go on they pay until then.
    pub(super) pay_until: DateTime<Utc>,
}

/// How whoever had these periods would try a plan: once, and not while they have it.
pub(super) fn offered(
    config: &Config,
    plan: &Plan,
    periods: &[HeldPeriod],
    now: DateTime<Utc>,
) -> Result<Option<Trial>> {
    let days = plan.passage.trial_days;
    let mut of_plan = periods.iter().filter(|period| period.plan_id == plan.id);
    let has_it = standing_of(periods, plan.id, now).is_some_and(|standing| !standing.is_over());
    if days == 0 || has_it || of_plan.any(|period| period.is_trial) {
        return Ok(None);
    }
    let period = rules::period(config.timezone.0, now, &[], Length::Trial(days), 0)?;
    Ok(period.ends_at.map(|ends_at| Trial {
        days,
        ends_at,
        pay_until: pay_until(config, now).max(by_day(config, ends_at)),
    }))
}

/// Whether the time to pay is over as soon as the end of a trial can be told: one message says both.
pub(super) fn ends_with(
    config: &Config,
    trial_ends: DateTime<Utc>,
    pay_until: DateTime<Utc>,
) -> bool {
    by_day(config, trial_ends) >= pay_until
}

/// Whether what becomes of an application will tell somebody that what they try is over.
pub(in crate::memberships) async fn is_told_with_application(
    conn: &mut SqliteConnection,
    config: &Config,
    (person, plan): (PersonId, PlanId),
    trial_ends: DateTime<Utc>,
) -> Result<bool> {
    let open = joining::open_of(conn, plan, person).await?;
    let Some((id, Stage::Awaiting)) = open else {
        return Ok(false);
    };
    let pay_until = known(conn, id).await?.expires_at;
    Ok(pay_until.is_some_and(|until| ends_with(config, trial_ends, until)))
}

/// Whether somebody whose time to pay is over was trying the plan until then.
pub(super) async fn ended_with(
    conn: &mut SqliteConnection,
    config: &Config,
    application: &Application,
) -> Result<bool> {
    let Some(until) = application.expires_at else {
        return Ok(false);
    };
    let periods = store::periods_of(conn, application.person_id).await?;
    let is_it = |period: &HeldPeriod| {
        let is_trial = period.plan_id == application.plan_id && period.is_trial;
        let end = period
            .ends_at
            .filter(|_| is_trial && period.revoked_at.is_none());
        end.is_some_and(|end| end <= until && ends_with(config, end, until))
    };
    Ok(periods.iter().any(is_it))
}

/// Somebody whose money is awaited begins to try a plan, where that is offered to them.
pub(super) async fn begin(
    app: &App,
    tx: &mut Tx,
    plan: &Plan,
    (person, seen): (PersonId, Seen<'_>),
) -> Result<Option<Trial>> {
    let periods = store::periods_of(tx.conn().await?, person).await?;
    let trial = offered(&app.config, plan, &periods, app.now())?;
    let Some(trial) = trial else {
        return Ok(None);
    };
    let right = Right {
        plan: plan.clone(),
        person,
        source: Source::Gift,
        external: None,
        giver: None,
        reason: None,
        by: By::Person(person),
        cause: Cause::Started,
        seen,
        paid: None,
    };
    giving::give(app, tx, right, Length::Trial(trial.days)).await?;
    Ok(Some(trial))
}
