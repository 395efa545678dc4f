//! An application as the owner looks at it before they decide.

use super::rules::{Before, Step};
use super::seats::over_with;
use super::store::{self, Application, Note};
use super::{known, settling};
use crate::actor::Actor;
use crate::app::App;
use crate::error::Result;
use crate::ids::{ApplicationId, UserId};
use crate::memberships::coming::{Coming, coming};
use crate::memberships::rules::{Plan, Refusal, Span};
use crate::memberships::store::{self as plans, Payment};
use crate::people;

/// An application as the owner may see it.
#[derive(Clone, Debug)]
pub(super) struct Looked {
    pub(super) application: Application,
    pub(super) user: Option<UserId>,
    pub(super) plan: Plan,
    pub(super) notes: Vec<Note>,
    /// What they had of the plan when they applied.
    pub(super) before: Before,
    /// What their money would bring now.
    pub(super) coming: Coming,
    /// When they have what was given for it and not paid for: the money is for that then.
    pub(super) left: Option<Span>,
    /// So many more than the plan has seats would have it then.
    pub(super) over: i64,
    /// What was recorded of money for the plan since they applied.
    pub(super) meanwhile: Vec<Payment>,
}

/// An application with all that was said, for the owner.
///
/// # Errors
/// Refused for everyone but the owner.
pub(super) async fn look(app: &App, actor: &Actor, id: ApplicationId) -> Result<Looked> {
    actor.must_be_owner()?;
    let mut conn = app.db.read().await?;
    let application = known(&mut conn, id).await?;
    let plan = plans::plan(&mut conn, application.plan_id).await?;
    let person = application.person_id;
    let unpaid = settling::unpaid(&mut conn, &application).await?;
    let left = unpaid.and_then(|unpaid| unpaid.left);
    let coming = coming(&mut conn, app, (person, &plan)).await?;
    let over = match coming {
        Coming::Now(_) if left.is_none() => {
            over_with(&mut conn, plan.id, person, app.now()).await?
        }
        Coming::Now(_) | Coming::Follows(_) | Coming::Nothing => 0,
    };
    Ok(Looked {
        user: people::user(&mut conn, application.person_id).await?,
        notes: store::notes(&mut conn, id).await?,
        before: settling::before(&mut conn, &application).await?,
        coming,
        left,
        over,
        meanwhile: settling::meanwhile(&mut conn, &application).await?,
        plan,
        application,
    })
}

/// The same, where it is still as the button shows it.
///
/// # Errors
/// Refused for everyone but the owner, and where somebody was faster.
pub(super) async fn look_now(
    app: &App,
    actor: &Actor,
    id: ApplicationId,
    version: i64,
) -> Result<Looked> {
    let looked = look(app, actor, id).await?;
    if looked.application.version != version || !looked.application.state.is_open() {
        return Err(Refusal::ApplicationHasChanged.into());
    }
    Ok(looked)
}

/// The same, where money for it can be confirmed: also what came late.
///
/// # Errors
/// Refused for everyone but the owner, where somebody was faster, and where they applied anew since.
pub(super) async fn look_at_money(
    app: &App,
    actor: &Actor,
    (id, version): (ApplicationId, i64),
) -> Result<Looked> {
    let looked = look(app, actor, id).await?;
    let application = looked.application;
    if application.version != version {
        return Err(Refusal::ApplicationHasChanged.into());
    }
    let mut conn = app.db.read().await?;
    let unpaid = settling::unpaid(&mut conn, &application).await?;
    settling::next(&application, unpaid, Step::Paid)?;
    settling::must_be_theirs(&mut conn, &application).await?;
    Ok(looked)
}
