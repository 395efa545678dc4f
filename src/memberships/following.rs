//! Periods that follow on others of their plan: where those end otherwise than they said, what
//! follows begins otherwise, so that no day that was paid for is lost and none lies in between.

use chrono::{DateTime, Utc};
use serde_json::json;

use super::notices;
use super::rules::{self, Interval, Period, Source};
use super::store::{self, HeldPeriod};
use crate::app::App;
use crate::db::Tx;
use crate::error::Result;
use crate::ids::{EntitlementId, PersonId, PlanId};
use crate::journal::{self, By, Entry};

/// What somebody has of a plan changed: what is to come follows on the rest of it again, and so does
/// what began since then only because of a change that is undone now.
pub(super) async fn follow(
    app: &App,
    tx: &mut Tx,
    (person, plan): (PersonId, PlanId),
    since: DateTime<Utc>,
    (by, now): (By, DateTime<Utc>),
) -> Result<()> {
    let is_next = |period: &HeldPeriod| {
        period.starts_at > now || period.starts_at >= since && gives_way(period)
    };
    arrange(app, tx, (person, plan), is_next, (by, now)).await
}

/// These of a plan were given back, of which something had been brought forward into their place since
/// then: it follows on them again.
pub(super) async fn make_room(
    app: &App,
    tx: &mut Tx,
    (person, plan): (PersonId, PlanId),
    (restored, from, since): (&[EntitlementId], DateTime<Utc>, DateTime<Utc>),
    (by, now): (By, DateTime<Utc>),
) -> Result<()> {
    let is_next = |period: &HeldPeriod| {
        !restored.contains(&period.id)
            && period.ends_at.is_none_or(|end| end > from)
            && (period.starts_at > now || period.starts_at >= since && gives_way(period))
    };
    arrange(app, tx, (person, plan), is_next, (by, now)).await
}

/// Moves what `is_next` of a plan to where it follows on the rest.
async fn arrange(
    app: &App,
    tx: &mut Tx,
    (person, plan): (PersonId, PlanId),
    is_next: impl Fn(&HeldPeriod) -> bool,
    (by, now): (By, DateTime<Utc>),
) -> Result<()> {
    let periods = store::periods_of(tx.conn().await?, person).await?;
    let periods = periods.into_iter().filter(|period| period.plan_id == plan);
    let (open, past): (Vec<_>, Vec<_>) = periods.partition(|period| period.is_open(now));
    let (mut following, before): (Vec<_>, Vec<_>) = open.into_iter().partition(is_next);
    following.sort_by_key(|period| (period.starts_at, period.id));
    let interval = store::plan(tx.conn().await?, plan).await?.interval;
    let is_by_month = |period: &HeldPeriod| {
        !matches!(interval, Interval::Once { .. }) && !period.is_trial && !period.is_goodwill()
    };
    let as_sold = |period: &HeldPeriod| Some((period.period()?, is_by_month(period)));
    let before: Vec<Period> = before.iter().filter_map(HeldPeriod::period).collect();
    let sold: Vec<Period> = past.iter().filter_map(HeldPeriod::sold).collect();
    let were: Vec<_> = following.iter().filter_map(as_sold).collect();
    let are = rules::follow(app.config.timezone.0, now, (&before, &sold), &were);
    for (period, ((was, _), is)) in following.iter().zip(were.iter().zip(&are)) {
        if was == is {
            continue;
        }
        store::move_period(tx, period.id, *is, now).await?;
        notices::plan_anew(tx, app, (person, period.id), is).await?;
        let entry = Entry {
            by,
            kind: "entitlement.moved",
            subject: &format!("entitlement:{}", period.id),
            person: Some(person),
            details: json!({"plan": plan, "starts_at": is.starts_at, "ends_at": is.ends_at,
                "is_later": is.starts_at > was.starts_at}),
        };
        journal::record(tx, now, entry).await?;
    }
    wait_for_money_only(tx, (person, plan), (by, now)).await
}

/// What the owner added to a plan has neither grace nor reminders once it lengthens nothing more that
/// was paid for.
pub(super) async fn wait_for_money_only(
    tx: &mut Tx,
    (person, plan): (PersonId, PlanId),
    (by, now): (By, DateTime<Utc>),
) -> Result<()> {
    let periods = store::periods_of(tx.conn().await?, person).await?;
    let is_alone = |period: &&HeldPeriod| {
        period.plan_id == plan && period.is_open(now) && !period.is_waited_for(&periods)
    };
    for period in periods.iter().filter(is_alone) {
        // Also where the plan has no grace: it has reminders.
        notices::forget(tx, period.id).await?;
        if period.access_until <= period.ends_at {
            continue;
        }
        store::end_without_grace(tx, period.id, now).await?;
        let entry = Entry {
            by,
            kind: "entitlement.without_grace",
            subject: &format!("entitlement:{}", period.id),
            person: Some(person),
            details: json!({"plan": plan, "ends_at": period.ends_at}),
        };
        journal::record(tx, now, entry).await?;
    }
    Ok(())
}

/// Whether it can wait once it has begun: what others give runs when they say.
fn gives_way(period: &HeldPeriod) -> bool {
    let source = Source::read(&period.source);
    matches!(source, Some(Source::Pass | Source::Manual | Source::Gift))
}
