//! What owners type and press to see who holds what.

use super::{View, cards, first_page, page};
use crate::command::{Context, Press};
use crate::error::Result;
use crate::ids::PlanId;
use crate::memberships::commands::plan_names;
use crate::memberships::exceptions;

/// Who is shown.
#[derive(Clone, Copy, Debug, poise::ChoiceParameter)]
enum ViewChoice {
    #[name = "active"]
    Active,
    #[name = "trial"]
    Trial,
    #[name = "grace"]
    Grace,
    #[name = "ending"]
    Ending,
    #[name = "ended"]
    Ended,
    #[name = "attention"]
    Attention,
}

#[poise::command(slash_command, guild_only, category = "owner")]
pub(in crate::memberships) async fn list(
    ctx: Context<'_>,
    view: ViewChoice,
    #[autocomplete = "plan_names"] plan: Option<String>,
) -> Result<()> {
    let incoming = ctx.data();
    let view = match view {
        ViewChoice::Active => View::Active,
        ViewChoice::Trial => View::Trial,
        ViewChoice::Grace => View::Grace,
        ViewChoice::Ending => View::Ending,
        ViewChoice::Ended => View::Ended,
        ViewChoice::Attention => return exceptions::show(incoming).await,
    };
    let plan = plan.as_deref();
    let page = first_page(&incoming.app, &incoming.actor, view, plan).await?;
    incoming
        .reply_with(&cards::list(&page, incoming.lang()))
        .await
}

/// A pressed button of a list.
pub(in crate::memberships) async fn press(press: &Press<'_>) -> Result<()> {
    let incoming = press.incoming;
    let view = press.id.read(0)?;
    let plan: i64 = press.id.read(1)?;
    let plan = (plan != 0).then_some(PlanId(plan));
    let page = page(
        &incoming.app,
        &incoming.actor,
        view,
        plan,
        press.id.read(2)?,
    )
    .await?;
    press.update(&cards::list(&page, incoming.lang())).await
}
