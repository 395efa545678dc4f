//! What people type about plans and memberships.

mod member;
mod mine;
mod plan;

use poise::serenity_prelude as discord;

use super::{Listed, accounts, cards, exceptions, imports, joining, lists, moving, reconcile};
use crate::command::{Command, Context, Incoming, Press, Submission, suggestions};
use crate::discord::message::Message;
use crate::error::Result;
use crate::ids::UserId;

/// What people can type.
pub fn commands() -> Vec<Command> {
    vec![
        plan::plan(),
        member::member(),
        member::membership_menu(),
        mine::membership(),
        joining::command(),
    ]
}

/// A pressed button of a history, a list, or of what the owner has to decide.
pub async fn press(press: &Press<'_>) -> Result<()> {
    match press.action {
        "keep" => return plan::keep(press).await,
        "archive" => return plan::archive_after_all(press).await,
        "exclusive" => return reconcile::commands::press(press).await,
        "list" => return lists::press(press).await,
        "give-again" | "give-settle" | "give-apart" => return member::give_after_all(press).await,
        "link-anew" => return accounts::link_press(press).await,
        "take-again" => return member::take_after_all(press).await,
        "restore" => return member::restore(press).await,
        "rest" | "rest-now" | "bought" | "bought-now" => return member::end_rest(press).await,
        "mine" | "cancel" | "cancel-now" | "resume" | "payments" => {
            return mine::press(press).await;
        }
        "why" => {}
        action if action.starts_with("breaker-") => return reconcile::press(press).await,
        action if action.starts_with("exception") => return exceptions::press(press).await,
        action if action.starts_with("move-") => return moving::press(press).await,
        action if action.starts_with("import-") => return imports::press(press).await,
        _ => return joining::press(press).await,
    }
    let (user, back) = (press.id.read(0)?, press.id.read(1)?);
    let message = history(press.incoming, user, back).await?;
    press.update(&message).await
}

/// A submitted form.
pub async fn submit(submission: &Submission<'_>) -> Result<()> {
    match submission.action {
        "move-code" => moving::submit(submission).await,
        _ => joining::submit(submission).await,
    }
}

/// The page of someone's history that is so many back from the newest.
async fn history(incoming: &Incoming, user: UserId, back: usize) -> Result<Message> {
    let timeline = super::why(&incoming.app, &incoming.actor, user).await?;
    Ok(cards::timeline(&timeline, back, incoming.lang()))
}

/// Offers the plans while someone types. Nothing is offered when they cannot be read: the command
/// itself will say why.
pub(super) async fn plan_names(
    ctx: Context<'_>,
    partial: &str,
) -> discord::CreateAutocompleteResponse {
    plans_like(ctx.data(), partial, Listed::Sold).await
}

/// The same, with those that only their holders have.
async fn every_plan(ctx: Context<'_>, partial: &str) -> discord::CreateAutocompleteResponse {
    plans_like(ctx.data(), partial, Listed::All).await
}

async fn plans_like(
    incoming: &Incoming,
    partial: &str,
    listed: Listed,
) -> discord::CreateAutocompleteResponse {
    let found = super::suggest_plans(&incoming.app, &incoming.actor, partial, listed).await;
    suggestions(found.unwrap_or_default())
}

/// Offers one more track after those that stand in the line already.
async fn track_names(ctx: Context<'_>, partial: &str) -> discord::CreateAutocompleteResponse {
    let incoming = ctx.data();
    suggestions(super::suggest_tracks(
        &incoming.app.config,
        incoming.lang(),
        partial,
    ))
}
