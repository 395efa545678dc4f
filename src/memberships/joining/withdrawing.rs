//! Whoever is on their way into a plan wants it no more.

use super::notices::{await_no_more, show_card};
use super::rules::{self, Stage, Step};
use super::store::{self, Application};
use super::{known, own, record};
use crate::actor::Actor;
use crate::app::App;
use crate::error::Result;
use crate::ids::ApplicationId;
use crate::journal::By;
use crate::memberships::rules::{Plan, Refusal};
use crate::memberships::store as plans;

/// What somebody withdraws.
pub(super) struct Withdrawal {
    /// As it was before.
    pub(super) application: Application,
    pub(super) plan: Plan,
    /// They were asked, and said so, or need not be.
    pub(super) is_done: bool,
}

/// The applicant wants it no more. Where they were told how to pay, or would lose a place, only once
/// they are `sure` about it as it stands.
///
/// # Errors
/// Refused for everyone else, where it is decided already, and where it has changed since they were asked.
pub(super) async fn withdraw(
    app: &App,
    actor: &Actor,
    id: ApplicationId,
    sure: Option<i64>,
) -> Result<Withdrawal> {
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let (before, person) = own(&mut tx, actor, id).await?;
    let plan = plans::plan(tx.conn().await?, before.plan_id).await?;
    let stage = rules::next(before.state, Step::Withdraw, plan.price)?;
    if sure.is_none() && before.state != Stage::Applied {
        return Ok(Withdrawal {
            application: before,
            plan,
            is_done: false,
        });
    }
    if sure.is_some_and(|version| version != before.version) {
        return Err(Refusal::ApplicationHasChanged.into());
    }
    store::advance(&mut tx, id, (stage, None), (None, None), now).await?;
    let kind = if before.has_agreed {
        "application.withdrawn"
    } else {
        "application.left"
    };
    let which = (id, plan.id, person);
    record(&mut tx, now, By::Person(person), kind, which).await?;
    let application = known(tx.conn().await?, id).await?;
    await_no_more(app, &mut tx, &application, &plan).await?;
    show_card(app, &mut tx, id, &plan).await?;
    tx.commit().await?;
    app.schedule_changed.notify_one();
    Ok(Withdrawal {
        application: before,
        plan,
        is_done: true,
    })
}
