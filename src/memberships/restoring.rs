//! Giving back what had ended with a refund that was a mistake.

use chrono::{DateTime, Utc};
use serde_json::json;

use super::cards::Notice;
use super::following::make_room;
use super::reconcile::{Cause, Seen, project};
use super::rules::{self, Held, Period, Plan, Refusal, Source, Span};
use super::store::{self, HeldPeriod, New};
use super::{joining, notices, status};
use crate::actor::Actor;
use crate::app::App;
use crate::db::Tx;
use crate::error::Result;
use crate::ids::{EntitlementId, PaymentId, PersonId, UserId};
use crate::journal::{self, By, Entry};
use crate::people;

/// What was given back.
pub(super) struct Restored {
    /// Of this plan.
    pub(super) plan: Plan,
    pub(super) spans: Vec<Span>,
    /// How many people more than it has seats now have the plan or are on their way to it.
    pub(super) over_seats: i64,
}

/// The owner gives back what a refund had ended that was a mistake, as far as it lies ahead. What ended
/// stays ended; what had been brought forward into its place follows on it again.
///
/// # Errors
/// Refused for everyone but the owner, where it is back already or nothing of it lies ahead, and where
/// they have that time by what was granted since.
pub(super) async fn restore(
    app: &App,
    actor: &Actor,
    user: UserId,
    refund: PaymentId,
) -> Result<Restored> {
    actor.must_be_owner()?;
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let person = people::find(tx.conn().await?, user).await?;
    let person = person.ok_or(Refusal::NothingToRestore)?;
    let mistake = store::refund_by_mistake(tx.conn().await?, person, refund).await?;
    let (plan, refunded_at, voided_at) = mistake.ok_or(Refusal::NothingToRestore)?;
    let plan = store::plan(tx.conn().await?, plan).await?;
    let owner = people::ensure(&mut tx, actor.user, Some(actor.lang), now).await?;
    let periods = store::periods_of(tx.conn().await?, person).await?;
    let payments = store::payments_of(tx.conn().await?, person).await?;
    let (lost, _) = HeldPeriod::lost(&periods, &payments, plan.id, (refunded_at, now));
    let first = lost.iter().map(|period| period.ahead(now).0).min();
    let from = first.ok_or(Refusal::NothingToRestore)?;
    let is_given = |period: &HeldPeriod| is_instead(period, &lost, (refunded_at, voided_at), now);
    if periods.iter().any(is_given) {
        return Err(Refusal::RestoredOtherwise.into());
    }

    let had = rules::held(&HeldPeriod::kept(&periods, plan.id), now);
    let who = (person, owner);
    let mut restored = Vec::new();
    for period in &lost {
        let is_extension = had != Held::Nothing || !restored.is_empty();
        let id = give_back(app, &mut tx, who, (period, is_extension), now).await?;
        restored.push(id);
    }
    let by = (By::Person(owner), now);
    let room = (restored.as_slice(), from, refunded_at);
    make_room(app, &mut tx, (person, plan.id), room, by).await?;
    let cause = Cause::Granted(owner);
    project(app, &mut tx, person, Seen::AsRecorded, cause).await?;
    let spans = rules::joined(lost.iter().map(|period| period.ahead(now)).collect());
    if let Some(id) = restored.first() {
        let periods = store::periods_of(tx.conn().await?, person).await?;
        let standing = status::standing_of(&periods, plan.id, now);
        let notice = Notice::Restored(standing, spans.clone());
        notices::tell(&mut tx, person, *id, &plan, &notice, None, now).await?;
    }
    let over_seats = match had {
        Held::Nothing => joining::over_seats(&mut tx, plan.id, now).await?,
        Held::Until(_) | Held::Endless => 0,
    };
    tx.commit().await?;
    app.schedule_changed.notify_one();
    Ok(Restored {
        plan,
        spans,
        over_seats,
    })
}

/// Whether this was granted in place of what is lost: at the same time since the refund, or at any since
/// the owner read that what it had ended does not come back by itself.
fn is_instead(
    period: &HeldPeriod,
    lost: &[&HeldPeriod],
    (refunded_at, voided_at): (DateTime<Utc>, DateTime<Utc>),
    now: DateTime<Utc>,
) -> bool {
    let is_of_plan = lost.iter().any(|lost| lost.plan_id == period.plan_id);
    if !is_of_plan || !period.is_open(now) || period.restores.is_some() {
        return false;
    }
    let meets = |lost: &&HeldPeriod| {
        let (from, until) = lost.ahead(now);
        until.is_none_or(|until| period.starts_at < until)
            && period.ends_at.is_none_or(|end| end > from)
    };
    period.created_at > voided_at || period.created_at > refunded_at && lost.iter().any(meets)
}

/// Gives back what lies ahead of one period, as it was.
async fn give_back(
    app: &App,
    tx: &mut Tx,
    (person, owner): (PersonId, PersonId),
    (lost, is_extension): (&HeldPeriod, bool),
    now: DateTime<Utc>,
) -> Result<EntitlementId> {
    let (starts_at, ends_at) = lost.ahead(now);
    let period = Period {
        starts_at,
        ends_at,
        access_until: lost.access_until,
        is_trial: lost.is_trial,
    };
    let source = match Source::read(&lost.source) {
        Some(source @ (Source::Pass | Source::Manual | Source::Gift)) => source,
        // A list or the shop would end it by their word; here only its own end does.
        Some(Source::Import | Source::Discord) => Source::Manual,
        // What is tried.
        None => Source::Gift,
    };
    let giver = match lost.giver {
        Some(giver) => people::find(tx.conn().await?, giver).await?,
        None => None,
    };
    let new = New {
        plan: lost.plan_id,
        person,
        source,
        external: None,
        giver,
        reason: lost.granted_reason.as_deref(),
        restores: Some(lost.of()),
    };
    let id = store::insert(tx, new, period, now).await?;
    if source == Source::Pass || period.is_trial {
        notices::plan_ahead(tx, app, (person, id), &period).await?;
    }
    if lost.cancelled_at.is_some() {
        store::cancel(tx, person, lost.plan_id, now).await?;
    }
    let entry = Entry {
        by: By::Person(owner),
        kind: "entitlement.granted",
        subject: &format!("entitlement:{id}"),
        person: Some(person),
        details: json!({"plan": lost.plan_id, "source": source.name(),
            "starts_at": period.starts_at, "ends_at": period.ends_at,
            "is_extension": is_extension, "restores": lost.id}),
    };
    journal::record(tx, now, entry).await?;
    Ok(id)
}
