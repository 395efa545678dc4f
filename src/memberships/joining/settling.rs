//! Money for an application: what it would bring, what came meanwhile, and reminding of it.

use chrono::{DateTime, TimeDelta, Utc};
use sqlx::SqliteConnection;

use super::notices::{Told, show_card, tell};
use super::rules::{self, Before, Stage, Step};
use super::store::{self, Application, Paid};
use super::{SHOWN_DAYS, known, record};
use crate::app::App;
use crate::db::Tx;
use crate::error::Result;
use crate::ids::{ApplicationId, EntitlementId, PersonId, PlanId};
use crate::journal::By;
use crate::memberships::rules::{Period, Plan, Refusal, Span, Standing, Yen};
use crate::memberships::status::standing_of;
use crate::memberships::store::{self as plans, HeldPeriod, Payment};

/// An application that waits for the owner's word or for its money, or did until lately.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// Its number.
    pub id: ApplicationId,
    /// What they agreed to pay.
    pub due: Yen,
    /// Only its money is awaited.
    pub is_admitted: bool,
    /// The time to pay is over.
    pub is_late: bool,
}

/// What somebody applied for of a plan, where that waits for the owner's word or for its money.
pub(in crate::memberships) async fn waiting(
    conn: &mut SqliteConnection,
    (person, plan): (PersonId, PlanId),
) -> Result<Option<Waiting>> {
    let open = store::open_of(conn, plan, person).await?;
    let Some((id, stage @ (Stage::Applied | Stage::Awaiting))) = open else {
        return Ok(None);
    };
    Ok(Some(Waiting {
        id,
        due: Yen(known(conn, id).await?.price_jpy),
        is_admitted: stage == Stage::Awaiting,
        is_late: false,
    }))
}

/// What money of somebody for a plan may be for: what waits for it, or what ran out without it while
/// they are still shown that.
pub(in crate::memberships) async fn owed(
    conn: &mut SqliteConnection,
    of: (PersonId, PlanId),
    now: DateTime<Utc>,
) -> Result<Option<Waiting>> {
    if let Some(waiting) = waiting(conn, of).await? {
        return Ok(Some(waiting));
    }
    let since = now - TimeDelta::days(SHOWN_DAYS);
    let ran_out = store::ran_out(conn, of, since).await?;
    Ok(ran_out.map(|(id, price)| Waiting {
        id,
        due: Yen(price),
        is_admitted: true,
        is_late: true,
    }))
}

/// An application has come to this right, by an owner's word, and its card says so.
pub(in crate::memberships) async fn settle(
    app: &App,
    tx: &mut Tx,
    (id, owner): (ApplicationId, PersonId),
    right: EntitlementId,
) -> Result<()> {
    let application = known(tx.conn().await?, id).await?;
    let price = Yen(application.price_jpy);
    let step = if price.0 == 0 {
        Step::Admit
    } else {
        Step::Paid
    };
    let stage = rules::next(application.state, step, price)?;
    come_to(app, tx, (&application, stage), owner, right).await?;
    let plan = plans::plan(tx.conn().await?, application.plan_id).await?;
    show_card(app, tx, id, &plan).await
}

/// What was recorded of money for this right has changed: the card of what was applied for says so.
pub(in crate::memberships) async fn show_money(
    app: &App,
    tx: &mut Tx,
    (person, plan): (PersonId, &Plan),
    right: EntitlementId,
) -> Result<()> {
    for id in store::of_right(tx.conn().await?, person, right).await? {
        store::count_change(tx, id).await?;
        show_card(app, tx, id, plan).await?;
    }
    Ok(())
}

/// An application has come to this stage and this right, by an owner's word.
pub(super) async fn come_to(
    app: &App,
    tx: &mut Tx,
    (application, stage): (&Application, Stage),
    owner: PersonId,
    right: EntitlementId,
) -> Result<()> {
    let id = application.id;
    let (by, now) = ((Some(owner), Some(right)), app.now());
    store::advance(tx, id, (stage, None), by, now).await?;
    let which = (id, application.plan_id, application.person_id);
    let by = By::Person(owner);
    record(tx, now, by, "application.approved", which).await?;
    let of = (application.person_id, application.plan_id);
    leave_queue(tx, of, owner, now).await
}

/// Whoever has come to a plan by an owner's word waits for no seat of it any more.
pub(in crate::memberships) async fn leave_queue(
    tx: &mut Tx,
    (person, plan): (PersonId, PlanId),
    owner: PersonId,
    now: DateTime<Utc>,
) -> Result<()> {
    let open = store::open_of(tx.conn().await?, plan, person).await?;
    let Some((id, stage @ (Stage::Queued | Stage::Offered))) = open else {
        return Ok(());
    };
    let price = Yen(known(tx.conn().await?, id).await?.price_jpy);
    let stage = rules::next(stage, Step::Withdraw, price)?;
    store::advance(tx, id, (stage, None), (Some(owner), None), now).await?;
    let which = (id, plan, person);
    record(tx, now, By::Person(owner), "application.obsolete", which).await
}

/// What an application has come to without money: the record of that was a mistake, and nothing else
/// came.
#[derive(Clone, Copy, Debug)]
pub(super) struct Unpaid {
    /// For which it was recorded.
    pub(super) right: EntitlementId,
    /// When they have it or had it, unless the owner ended it.
    pub(super) left: Option<Span>,
}

/// What an application has come to without money, if it has.
pub(super) async fn unpaid(
    conn: &mut SqliteConnection,
    application: &Application,
) -> Result<Option<Unpaid>> {
    if application.state != Stage::Approved {
        return Ok(None);
    }
    let paid = store::paid(conn, application.id).await?;
    let Some(Paid { entitlement_id, .. }) = paid.filter(|paid| paid.is_void) else {
        return Ok(None);
    };
    let had = plans::periods_of(conn, application.person_id).await?;
    let is_left =
        |period: &&HeldPeriod| period.of() == entitlement_id && period.revoked_at.is_none();
    let left = had.iter().rfind(is_left);
    Ok(Some(Unpaid {
        right: entitlement_id,
        left: left.map(|period| (period.starts_at, period.ends_at)),
    }))
}

/// Where a step leads; what was never paid for is as if it had run out.
pub(super) fn next(application: &Application, unpaid: Option<Unpaid>, step: Step) -> Result<Stage> {
    let stage = unpaid.map_or(application.state, |_| Stage::Expired);
    Ok(rules::next(stage, step, Yen(application.price_jpy))?)
}

/// Money for an application that is over: not where they have applied anew, to which it belongs then,
/// nor where they never agreed to anything.
pub(super) async fn must_be_theirs(
    conn: &mut SqliteConnection,
    application: &Application,
) -> Result<()> {
    if application.state.is_open() {
        return Ok(());
    }
    let of = (application.person_id, application.plan_id);
    // Whoever merely waits for a seat owes nothing for that, and has no card.
    if let Some(anew) = waiting(conn, of).await? {
        return Err(Refusal::AppliedAnew(anew.id, anew.is_admitted).into());
    }
    if !application.has_agreed {
        return Err(Refusal::ApplicationHasChanged.into());
    }
    Ok(())
}

/// What was recorded of money for the same plan since they applied.
pub(super) async fn meanwhile(
    conn: &mut SqliteConnection,
    application: &Application,
) -> Result<Vec<Payment>> {
    let mut payments = plans::payments_of(conn, application.person_id).await?;
    payments.retain(|payment| {
        let is_of_plan = payment.plan_id == Some(application.plan_id);
        !payment.is_refund && is_of_plan && payment.at >= application.created_at
    });
    Ok(payments)
}

/// What somebody had of a plan when they applied for it.
pub(super) async fn before(
    conn: &mut SqliteConnection,
    application: &Application,
) -> Result<Before> {
    let had = plans::periods_of(conn, application.person_id).await?;
    let of_plan = had
        .iter()
        .filter(|period| period.plan_id == application.plan_id);
    let of_plan: Vec<Period> = of_plan.filter_map(HeldPeriod::period).collect();
    Ok(rules::before(&of_plan, application.created_at))
}

/// Reminds whoever has not paid, once. Whoever tries the plan meanwhile is told when that ends. Doing
/// it twice does nothing.
pub(in crate::memberships) async fn remind(app: &App, id: ApplicationId) -> Result<()> {
    let now = app.now();
    let mut tx = app.db.begin().await?;
    if !store::take_reminder(&mut tx, id, now).await? {
        return Ok(());
    }
    let application = known(tx.conn().await?, id).await?;
    let plan = plans::plan(tx.conn().await?, application.plan_id).await?;
    let periods = plans::periods_of(tx.conn().await?, application.person_id).await?;
    let standing = standing_of(&periods, plan.id, now);
    if !matches!(standing, Some(Standing::Trial(_))) {
        tell(app, &mut tx, &application, &plan, &Told::Unpaid).await?;
    }
    tx.commit().await?;
    Ok(())
}
