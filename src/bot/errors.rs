//! The one place where a failed command becomes a sentence.

use poise::FrameworkError;

use crate::command::Incoming;
use crate::error::Error;
use crate::text::Text;

/// Answers every way in which a command can fail; what is broken is logged once, in
/// [`Incoming::explain`].
#[expect(clippy::wildcard_enum_match_arm, reason = "poise may add ways to fail")]
pub(super) fn on_error(error: FrameworkError<'_, Incoming, Error>) -> poise::BoxFuture<'_, ()> {
    Box::pin(async move {
        match error {
            FrameworkError::Command { error, ctx, .. } => {
                explain(ctx, &error).await;
            }
            FrameworkError::CommandPanic { ctx, payload, .. } => {
                // The panic hook logged where; the words of a panic may hold anything.
                drop(payload);
                explain(ctx, &anyhow::anyhow!("a command panicked").into()).await;
            }
            FrameworkError::ArgumentParse { ctx, .. } => {
                explain(ctx, &Error::Refused(Text::new("input-bad-option"))).await;
            }
            FrameworkError::CommandStructureMismatch {
                ctx, description, ..
            } => {
                // Discord still shows a definition that we changed: it is registered anew at start.
                tracing::warn!(command = %ctx.command().qualified_name, description, "unexpected options");
                explain(ctx.into(), &Error::Refused(Text::new("stale-button"))).await;
            }
            FrameworkError::UnknownInteraction {
                framework,
                interaction,
                ..
            } => {
                tracing::warn!(command = %interaction.data.name, "unknown command");
                let refusal = Error::Refused(Text::new("stale-button"));
                framework.user_data.explain(&refusal, "unknown").await;
            }
            FrameworkError::CommandCheckFailed { ctx, error, .. } => {
                let error = error.unwrap_or_else(|| Error::Refused(Text::new("only-owner")));
                explain(ctx, &error).await;
            }
            FrameworkError::SubcommandRequired { ctx }
            | FrameworkError::CooldownHit { ctx, .. }
            | FrameworkError::MissingBotPermissions { ctx, .. }
            | FrameworkError::MissingUserPermissions { ctx, .. }
            | FrameworkError::PermissionFetchFailed { ctx, .. }
            | FrameworkError::NotAnOwner { ctx, .. }
            | FrameworkError::GuildOnly { ctx, .. }
            | FrameworkError::DmOnly { ctx, .. }
            | FrameworkError::NsfwOnly { ctx, .. } => {
                explain(ctx, &Error::Refused(Text::new("only-in-server"))).await;
            }
            // We use neither poise's set-up, nor its event handler, nor prefix commands.
            other => tracing::error!("unexpected framework error: {other}"),
        }
    })
}

async fn explain(ctx: poise::Context<'_, Incoming, Error>, error: &Error) {
    let what = &ctx.command().qualified_name;
    ctx.data().explain(error, what).await;
}
