//! Giving a plan: each grant is one more period, paid for or not.

use chrono::{DateTime, Utc};
use serde_json::json;

use super::cards::Notice;
use super::reconcile::{Cause, Seen, presence_seen, project};
use super::rules::{self, Held, Length, Plan, PlanState, Refusal, Shown, Source, Yen};
use super::store::{self, HeldPeriod};
use super::{known_plan, notices};
use crate::actor::Actor;
use crate::app::App;
use crate::db::Tx;
use crate::error::Result;
use crate::ids::{EntitlementId, PersonId, UserId};
use crate::journal::{self, By, Entry};
use crate::people;

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
    /// How Discord shows them: what somebody else gave is not ours to take.
    pub shown: Option<Shown>,
    /// For how many calendar months; `None`: one interval of the plan.
    pub months: Option<i64>,
    /// Until it is revoked.
    pub is_endless: bool,
    /// Money that came in for it.
    pub paid_yen: Option<i64>,
    /// What it counts as.
    pub source: Source,
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
    /// What its roles wait for.
    pub waits_for: Option<WaitsFor>,
}

/// What roles wait for that somebody has a right to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WaitsFor {
    /// They are not in the server.
    Joining,
    /// They have yet to accept the server's rules.
    AcceptingRules,
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
    if let Some(shown) = &gift.shown {
        people::set_screening(&mut tx, person, shown.is_screening).await?;
    }
    let had = store::periods_of(tx.conn().await?, person).await?;
    let of_plan = |period: &&HeldPeriod| period.plan_id == plan.id && period.revoked_at.is_none();
    let mut endless = had.iter().filter(of_plan);
    let endless = endless.find(|period| period.ends_at.is_none());
    if let (Some(endless), Some(paid)) = (endless, paid) {
        record_payment(&mut tx, owner, person, endless.id, paid, now).await?;
        tx.commit().await?;
        return Ok(Given::OnlyPayment { plan, paid });
    }
    if plan.state == PlanState::Archived {
        return Err(Refusal::PlanIsArchived(plan.name(actor.lang).to_owned()).into());
    }
    let right = Right {
        plan,
        person,
        source: gift.source,
        external: None,
        length,
        by: owner,
        cause: Cause::Granted(owner),
        seen: gift.shown.as_ref().map_or(Seen::AsRecorded, Seen::Shown),
        paid,
    };
    let (_, granted) = give(app, &mut tx, right).await?;
    if came {
        notices::greet(&mut tx, person, now).await?;
    }
    tx.commit().await?;
    app.schedule_changed.notify_one();
    Ok(Given::Plan(granted))
}

/// A right to a plan that somebody is to have.
pub(super) struct Right<'a> {
    pub(super) plan: Plan,
    pub(super) person: PersonId,
    pub(super) source: Source,
    /// What the source calls it.
    pub(super) external: Option<&'a str>,
    pub(super) length: Length,
    /// Who gives it.
    pub(super) by: PersonId,
    pub(super) cause: Cause,
    pub(super) seen: Seen<'a>,
    /// The money that came in for it, which `by` writes down.
    pub(super) paid: Option<Yen>,
}

/// Gives a right: one more period, the roles, the notice. It adds to what they hold of the plan.
pub(super) async fn give(
    app: &App,
    tx: &mut Tx,
    right: Right<'_>,
) -> Result<(EntitlementId, Granted)> {
    let now = app.now();
    let Right { plan, person, .. } = right;
    let had = store::periods_of(tx.conn().await?, person).await?;
    let of_plan = |period: &&HeldPeriod| period.plan_id == plan.id && period.revoked_at.is_none();
    let of_plan: Vec<_> = had
        .iter()
        .filter(of_plan)
        .filter_map(HeldPeriod::period)
        .collect();
    let zone = app.config.timezone.0;
    let grace_days = right.source.grace_days(&plan);
    let period = rules::period(zone, now, &of_plan, right.length, grace_days)?;
    let (starts_at, ends_at) = (period.starts_at, period.ends_at);
    let is_extension = rules::held(&of_plan, now) != Held::Nothing;
    let source = (right.source, right.external);
    let id = store::insert(tx, (plan.id, person), source, period, now).await?;
    if right.source == Source::Pass || period.is_trial {
        notices::plan_ahead(tx, app, (person, id), &period).await?;
    }
    let entry = Entry {
        by: By::Person(right.by),
        kind: "entitlement.granted",
        subject: &format!("entitlement:{id}"),
        person: Some(person),
        details: json!({"plan": plan.id, "source": right.source.name(), "starts_at": starts_at,
            "ends_at": ends_at}),
    };
    journal::record(tx, now, entry).await?;
    if let Some(paid) = right.paid {
        record_payment(tx, right.by, person, id, paid, now).await?;
    }
    project(app, tx, person, right.seen, right.cause).await?;
    let notice = match ends_at {
        Some(end) if period.is_trial => Notice::Trial(end),
        end if is_extension => Notice::Extended(end),
        end if had.is_empty() => Notice::Welcome(end),
        end => Notice::Further(end),
    };
    notices::tell(tx, person, id, &plan, &notice, None, now).await?;
    let known = people::known(tx.conn().await?, person).await?;
    let waits_for = if known.is_in_server == Some(false) {
        Some(WaitsFor::Joining)
    } else {
        known.is_screening.then_some(WaitsFor::AcceptingRules)
    };
    let granted = Granted {
        plan,
        starts_at,
        ends_at,
        is_extension,
        waits_for,
    };
    Ok((id, granted))
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
    store::insert_payment(tx, (person, id), paid, owner, now).await?;
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
