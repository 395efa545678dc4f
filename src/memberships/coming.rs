//! What one more period of a plan would be for somebody.

use sqlx::SqliteConnection;

use super::rules::{self, Held, Period, Plan};
use super::store::{self, HeldPeriod};
use crate::app::App;
use crate::error::Result;
use crate::ids::{EntitlementId, PersonId, PlanId};

/// For which right money is recorded of what somebody has of a plan without end, if they do: nothing
/// else can be.
pub(super) async fn endless(
    conn: &mut SqliteConnection,
    person: PersonId,
    plan: PlanId,
) -> Result<Option<EntitlementId>> {
    let had = store::periods_of(conn, person).await?;
    let of_plan = |period: &&HeldPeriod| period.plan_id == plan && period.revoked_at.is_none();
    let mut of_plan = had.iter().filter(of_plan);
    let endless = of_plan.find(|period| period.ends_at.is_none());
    Ok(endless.map(HeldPeriod::of))
}

/// What one more period of a plan would be for somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Coming {
    /// It would begin at once.
    Now(Period),
    /// It would follow on what they have.
    Follows(Period),
    /// None: they have it without end.
    Nothing,
}

/// What one more period of a plan would be for somebody now.
pub(super) async fn coming(
    conn: &mut SqliteConnection,
    app: &App,
    (person, plan): (PersonId, &Plan),
) -> Result<Coming> {
    let now = app.now();
    let had = store::periods_of(conn, person).await?;
    let of_plan = HeldPeriod::kept(&had, plan.id);
    let length = rules::length(None, false, plan.interval)?;
    let period = || rules::period(app.config.timezone.0, now, &of_plan, length, 0);
    Ok(match rules::held(&of_plan, now) {
        Held::Endless => Coming::Nothing,
        Held::Nothing => Coming::Now(period()?),
        Held::Until(_) => Coming::Follows(period()?),
    })
}
