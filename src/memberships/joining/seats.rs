//! Plans of which there are only so many: who takes a seat, who waits for one, who is offered it.
//!
//! Seats are counted in the transaction that takes one, and there is one writer, so that however
//! many press at once no seat is taken twice. A free seat is offered by the clock's work, whatever
//! freed it.

use chrono::TimeDelta;
use sqlx::SqliteConnection;

use super::agreeing::{by_day, must_not_disturb};
use super::notices::{Told, tell};
use super::rules::{Stage, Step, next};
use super::store;
use super::{Joined, Mine, Screen, can_be_had, known, mine_of, record, screen_of};
use crate::actor::Actor;
use crate::app::App;
use crate::db::Tx;
use crate::error::Result;
use crate::ids::{PersonId, PlanId};
use crate::journal::By;
use crate::memberships::rules::{Plan, PlanState, Yen};
use crate::memberships::store as plans;
use crate::people;

/// How a plan of which there are only so many is taken up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seats {
    /// How many people have it or are on their way to it.
    pub taken: i64,
    /// How many wait for a seat.
    pub waiting: i64,
}

/// How a plan is taken up now.
pub(in crate::memberships) async fn seats_of(
    conn: &mut SqliteConnection,
    plan: PlanId,
    now: chrono::DateTime<chrono::Utc>,
) -> Result<Seats> {
    Ok(Seats {
        taken: store::taken(conn, plan, None, now).await?,
        waiting: store::waiting_for(conn, plan).await?,
    })
}

/// What came of asking for a place in the queue.
#[derive(Debug)]
pub(super) enum Queued {
    /// A seat is free: this is to be agreed to.
    Free(Screen),
    /// They wait.
    Waits(Mine),
}

/// Somebody wants to wait for a seat.
///
/// # Errors
/// Refused where the plan cannot be had, and for whoever is on their way into it or has it.
pub(super) async fn queue(app: &App, actor: &Actor, plan: PlanId) -> Result<Queued> {
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let person = people::ensure(&mut tx, actor.user, Some(actor.lang), now).await?;
    let conn = tx.conn().await?;
    let Joined { screen, .. } = screen_of(conn, app, actor, (plan, Some(person))).await?;
    if !screen.is_full {
        return Ok(Queued::Free(screen));
    }
    must_not_disturb(&mut tx, person, now).await?;
    let which = (plan, person, None);
    let id = store::insert(&mut tx, which, (Stage::Queued, None), None, now).await?;
    let which = (id, plan, person);
    record(
        &mut tx,
        now,
        By::Person(person),
        "application.queued",
        which,
    )
    .await?;
    let application = known(tx.conn().await?, id).await?;
    let mine = mine_of(tx.conn().await?, application).await?;
    tx.commit().await?;
    Ok(Queued::Waits(mine))
}

/// Offers every free seat of a plan to whoever waits longest; where it is sold no more, nobody waits any
/// longer. Doing it twice does nothing.
pub(in crate::memberships) async fn fill(app: &App, plan: PlanId) -> Result<()> {
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let plan = plans::plan(tx.conn().await?, plan).await?;
    let terms = store::terms(tx.conn().await?, plan.id).await?;
    if plan.state == PlanState::Archived {
        return close(app, tx, &plan).await;
    }
    if !can_be_had(&app.config, &plan, terms) {
        return Ok(());
    }
    while !is_full(&mut tx, plan.id, terms.seats, now).await? {
        let Some(id) = store::first_queued(tx.conn().await?, plan.id).await? else {
            break;
        };
        let waiting = known(tx.conn().await?, id).await?;
        let stage = next(waiting.state, Step::Offer, Yen(waiting.price_jpy))?;
        let until = now + TimeDelta::hours(app.config.join.offer_hours.into());
        let until = by_day(&app.config, until);
        store::advance(&mut tx, id, (stage, Some(until)), (None, None), now).await?;
        let which = (id, plan.id, waiting.person_id);
        record(&mut tx, now, By::Clock, "application.offered", which).await?;
        let offered = known(tx.conn().await?, id).await?;
        tell(app, &mut tx, &offered, &plan, &Told::Offered(until)).await?;
    }
    tx.commit().await?;
    app.schedule_changed.notify_one();
    Ok(())
}

/// Nobody waits any more for a seat of a plan that is not sold. Whoever was offered one, or has agreed,
/// may still finish.
async fn close(app: &App, mut tx: Tx, plan: &Plan) -> Result<()> {
    let now = app.now();
    while let Some(id) = store::first_queued(tx.conn().await?, plan.id).await? {
        let waiting = known(tx.conn().await?, id).await?;
        let stage = next(waiting.state, Step::Close, Yen(waiting.price_jpy))?;
        store::advance(&mut tx, id, (stage, None), (None, None), now).await?;
        let which = (id, plan.id, waiting.person_id);
        record(&mut tx, now, By::Clock, "application.closed", which).await?;
        let closed = known(tx.conn().await?, id).await?;
        tell(app, &mut tx, &closed, plan, &Told::Closed).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// How many people more than a plan has seats have it or are on their way to it.
pub(in crate::memberships) async fn over_seats(
    tx: &mut Tx,
    plan: PlanId,
    now: chrono::DateTime<chrono::Utc>,
) -> Result<i64> {
    let conn = tx.conn().await?;
    let Some(seats) = store::terms(conn, plan).await?.seats else {
        return Ok(0);
    };
    let taken = store::taken(conn, plan, None, now).await?;
    Ok((taken - i64::from(seats)).max(0))
}

/// How many people more than a plan has seats would have it with this one.
pub(super) async fn over_with(
    conn: &mut SqliteConnection,
    plan: PlanId,
    person: PersonId,
    now: chrono::DateTime<chrono::Utc>,
) -> Result<i64> {
    let Some(seats) = store::terms(conn, plan).await?.seats else {
        return Ok(0);
    };
    let others = store::taken(conn, plan, Some(person), now).await?;
    Ok((others + 1 - i64::from(seats)).max(0))
}

async fn is_full(
    tx: &mut Tx,
    plan: PlanId,
    seats: Option<u32>,
    now: chrono::DateTime<chrono::Utc>,
) -> Result<bool> {
    let Some(seats) = seats else {
        return Ok(false);
    };
    let taken = store::taken(tx.conn().await?, plan, None, now).await?;
    Ok(taken >= i64::from(seats))
}
