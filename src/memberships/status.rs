//! What can be asked about someone's access: nothing here changes anything.

use std::collections::{HashMap, HashSet};

use serde_json::Value;
use sqlx::SqliteConnection;

use super::rules::{self, Plan, Renewal, Source, Standing};
use super::store::{self, HeldPeriod, Payment};
use super::{cards, joining, moving, reconcile};
use crate::actor::Actor;
use crate::app::App;
use crate::error::Result;
use crate::ids::{PaymentId, PersonId, PlanId, UserId};
use crate::input;
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
    /// Why money went back, or was recorded by mistake (`true`).
    pub(super) reasons: HashMap<(PaymentId, bool), String>,
    /// Why they moved to another account, by the number of that.
    pub(super) moves: HashMap<i64, String>,
    /// When money came or went, as the books have it: what a list told of was written down later.
    pub(super) paid_at: HashMap<PaymentId, DateTime<Utc>>,
    pub(super) lines: Vec<Line>,
    pub(super) fates: Vec<Fate>,
}

impl Timeline {
    /// When that was of which a line tells.
    pub(super) fn moment(&self, line: &Line) -> DateTime<Utc> {
        let number = || {
            let details: Value = serde_json::from_str(&line.details).ok()?;
            details["payment"].as_i64().map(PaymentId)
        };
        let paid = Some(()).filter(|()| line.kind == "payment.recorded");
        let paid = paid.and_then(|()| self.paid_at.get(&number()?).copied());
        paid.unwrap_or(line.at)
    }
}

/// What whoever asks has, and may say about it.
#[derive(Clone, Debug, Default)]
pub struct Own {
    /// Where they stand with each plan they hold or held.
    pub standings: Vec<(Plan, Standing)>,
    pub(super) renewals: Vec<(Plan, Renewal)>,
    /// Which of these plans they can order by themselves.
    pub(super) offered: HashSet<PlanId>,
    /// Whether they ever paid anything.
    pub(super) has_paid: bool,
}

/// Where whoever asks stands with each plan they hold or held.
pub async fn my_status(app: &App, actor: &Actor) -> Result<Own> {
    let mut conn = app.db.read().await?;
    let Some(person) = people::find(&mut conn, actor.user).await? else {
        return Ok(Own::default());
    };
    let (plans, periods) = holdings(&mut conn, person).await?;
    let standings = standings(&plans, &periods, app.now());
    let mut offered = HashSet::new();
    for (plan, _) in &standings {
        if joining::can_go_on(&mut conn, &app.config, plan).await? {
            offered.insert(plan.id);
        }
    }
    Ok(Own {
        offered,
        renewals: renewals(&standings, &periods),
        standings,
        has_paid: !paid_by(&mut conn, person).await?.is_empty(),
    })
}

/// What whoever asks paid and had back, oldest first, and for which plans.
pub(super) async fn my_payments(
    app: &App,
    actor: &Actor,
) -> Result<(HashMap<PlanId, Plan>, Vec<Payment>)> {
    let mut conn = app.db.read().await?;
    let Some(person) = people::find(&mut conn, actor.user).await? else {
        return Ok((HashMap::new(), Vec::new()));
    };
    let plans = store::plans(&mut conn).await?;
    let plans = plans.into_iter().map(|plan| (plan.id, plan)).collect();
    Ok((plans, paid_by(&mut conn, person).await?))
}

/// What somebody paid and had back: not what came in for presents to them.
async fn paid_by(conn: &mut SqliteConnection, person: PersonId) -> Result<Vec<Payment>> {
    let mut payments = store::payments_of(conn, person).await?;
    payments.retain(|payment| !payment.is_gift);
    Ok(payments)
}

/// What somebody paid and had back, newest first, as the owner types its number: what to show, and
/// the number. What was typed so far is part of the number or of the amount.
///
/// # Errors
/// Refused for everyone but the owner.
pub(super) async fn suggest_payments(
    app: &App,
    actor: &Actor,
    user: UserId,
    typed: &str,
) -> Result<Vec<(String, i64)>> {
    actor.must_be_owner()?;
    let mut conn = app.db.read().await?;
    let Some(person) = people::find(&mut conn, user).await? else {
        return Ok(Vec::new());
    };
    let plans = store::plans(&mut conn).await?;
    let payments = store::payments_of(&mut conn, person).await?;
    let typed = input::folded(typed);
    let fits = |payment: &&Payment| {
        let (number, amount) = (payment.id.to_string(), payment.amount_jpy.to_string());
        number.starts_with(&typed) || amount.starts_with(&typed)
    };
    let found = payments.iter().rev().filter(fits);
    let offered = found.map(|payment| {
        let plan = plans.iter().find(|plan| Some(plan.id) == payment.plan_id);
        let day = payment
            .at
            .with_timezone(&app.config.timezone.0)
            .date_naive();
        (
            cards::payment_choice(payment, plan, day, actor.lang),
            payment.id.0,
        )
    });
    Ok(offered.collect())
}

/// What somebody may say about going on with each plan.
pub(super) fn renewals(
    standings: &[(Plan, Standing)],
    periods: &[HeldPeriod],
) -> Vec<(Plan, Renewal)> {
    let renewal = |(plan, standing): &(Plan, Standing)| {
        let of_plan = periods.iter().filter(|period| period.plan_id == plan.id);
        let spell = |period: &HeldPeriod| {
            let source = Source::read(&period.source)?;
            let is_reminded = source == Source::Pass && period.is_waited_for(periods);
            Some((period.spell()?, source, is_reminded))
        };
        let renewal = rules::renewal(*standing, &of_plan.filter_map(spell).collect::<Vec<_>>())?;
        Some((plan.clone(), renewal))
    };
    standings.iter().filter_map(renewal).collect()
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
        reasons: HashMap::new(),
        paid_at: HashMap::new(),
        moves: HashMap::new(),
        lines: Vec::new(),
        fates: Vec::new(),
    };
    let Some(person) = people::find(&mut conn, user).await? else {
        return Ok(timeline);
    };
    let plans = store::plans(&mut conn).await?;
    timeline.plans = plans.into_iter().map(|plan| (plan.id, plan)).collect();
    timeline.periods = store::periods_of(&mut conn, person).await?;
    let reasons = store::reasons(&mut conn, person).await?;
    let reasons = reasons.into_iter();
    timeline.reasons = reasons
        .map(|(number, is_void, reason)| ((number, is_void), reason))
        .collect();
    let paid_at = store::paid_at(&mut conn, person).await?;
    timeline.paid_at = paid_at.into_iter().collect();
    timeline.standings = standings(&timeline.plans, &timeline.periods, app.now());
    timeline.lines = journal::about(&mut conn, person, &cards::EVENTS).await?;
    timeline.moves = moving::reasons(&mut conn, person).await?;
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
        .filter_map(|plan| Some((plan.clone(), standing_of(periods, plan.id, now)?)))
        .collect()
}

/// Where someone stands with one plan, of all their periods.
pub(super) fn standing_of(
    periods: &[HeldPeriod],
    plan: PlanId,
    now: DateTime<Utc>,
) -> Option<Standing> {
    let of_plan = periods.iter().filter(|period| period.plan_id == plan);
    let spells: Vec<_> = of_plan.filter_map(HeldPeriod::spell).collect();
    rules::standing(&spells, now)
}
