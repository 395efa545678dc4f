//! What somebody still has of a plan after the owner took a part of it back, and ending that too.

use chrono::{DateTime, Utc};
use sqlx::SqliteConnection;

use super::revoking::take_back;
use super::rules::{Plan, Refusal, Span};
use super::store::{self, HeldPeriod};
use crate::actor::Actor;
use crate::app::App;
use crate::error::Result;
use crate::ids::{EntitlementId, PersonId, PlanId, UserId};
use crate::people;

/// What somebody still has of a plan, in its order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Remaining(Vec<(EntitlementId, DateTime<Utc>, Option<DateTime<Utc>>)>);

impl Remaining {
    pub(super) fn of(periods: &[HeldPeriod], plan: PlanId, now: DateTime<Utc>) -> Self {
        let is_left = |period: &&HeldPeriod| period.plan_id == plan && period.is_open(now);
        let left = periods.iter().filter(is_left);
        let mut left: Vec<_> = left
            .map(|period| (period.id, period.starts_at, period.ends_at))
            .collect();
        left.sort_by_key(|(id, starts_at, _)| (*starts_at, *id));
        Self(left)
    }

    /// From when on and until when each runs.
    pub(super) fn spans(&self) -> impl Iterator<Item = Span> {
        self.0.iter().map(|(_, from, until)| (*from, *until))
    }

    /// How many there are, and the newest of them: by which it is known that nothing has changed.
    pub(super) fn mark(&self) -> (usize, i64) {
        let newest = self.0.iter().map(|(id, ..)| id.0).max();
        (self.0.len(), newest.unwrap_or(0))
    }
}

/// What is left of a plan for somebody, where it still is what the owner was shown.
///
/// # Errors
/// Refused for everyone but the owner, and where it has changed.
pub(super) async fn look(
    app: &App,
    actor: &Actor,
    (user, plan): (UserId, PlanId),
    mark: (usize, i64),
) -> Result<(Plan, Remaining)> {
    let mut conn = app.db.read().await?;
    let found = Found::load(app, actor, &mut conn, (user, plan), mark).await?;
    Ok((found.plan, found.remaining))
}

/// The owner ends all of that, for the reason for which they took the rest back.
///
/// # Errors
/// Refused for everyone but the owner, and where it has changed.
pub(super) async fn end(
    app: &App,
    actor: &Actor,
    (user, plan): (UserId, PlanId),
    mark: (usize, i64),
) -> Result<(Plan, Remaining)> {
    let mut tx = app.db.begin().await?;
    let found = Found::load(app, actor, tx.conn().await?, (user, plan), mark).await?;
    let owner = people::ensure(&mut tx, actor.user, Some(actor.lang), app.now()).await?;
    let rights: Vec<EntitlementId> = found.remaining.0.iter().map(|(id, ..)| *id).collect();
    let (who, what) = ((found.person, owner), (&found.plan, rights.as_slice()));
    take_back(app, &mut tx, who, what, &found.reason).await?;
    tx.commit().await?;
    app.schedule_changed.notify_one();
    Ok((found.plan, found.remaining))
}

/// What somebody has of a plan of which a part was taken back.
struct Found {
    person: PersonId,
    plan: Plan,
    remaining: Remaining,
    /// Why that part was.
    reason: String,
}

impl Found {
    async fn load(
        app: &App,
        actor: &Actor,
        conn: &mut SqliteConnection,
        (user, plan): (UserId, PlanId),
        mark: (usize, i64),
    ) -> Result<Self> {
        actor.must_be_owner()?;
        let person = people::find(conn, user).await?;
        let person = person.ok_or(Refusal::RestHasChanged)?;
        let periods = store::periods_of(conn, person).await?;
        let remaining = Remaining::of(&periods, plan, app.now());
        let taken = periods.into_iter().filter(|period| period.plan_id == plan);
        let last = taken.max_by_key(|period| (period.revoked_at, period.id));
        let reason = last.and_then(|period| period.revoked_reason);
        match reason.filter(|_| remaining.mark() == mark && mark.0 > 0) {
            Some(reason) => Ok(Self {
                person,
                plan: store::plan(conn, plan).await?,
                remaining,
                reason,
            }),
            None => Err(Refusal::RestHasChanged.into()),
        }
    }
}
