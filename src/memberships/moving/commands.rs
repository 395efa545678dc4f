//! What is typed and pressed to move from one account to another.

use poise::serenity_prelude as discord;

use super::{Named, by_owner, cards, code, with_code};
use crate::command::{Chosen, Context, Press, Submission, user_id};
use crate::error::{Error, Result};
use crate::text::Text;

#[poise::command(slash_command, guild_only, category = "owner", rename = "move")]
pub(in crate::memberships) async fn move_command(
    ctx: Context<'_>,
    from: discord::User,
    to: discord::User,
    reason: String,
) -> Result<()> {
    let incoming = ctx.data();
    let shown = &ctx.interaction.data.resolved.members;
    let named = |user: &discord::User| Named {
        account: Chosen {
            user: user_id(user),
            is_bot: user.bot,
        },
        is_in_server: shown.contains_key(&user.id),
    };
    let accounts = (named(&from), named(&to));
    by_owner(&incoming.app, &incoming.actor, accounts, &reason).await?;
    let done = Text::new("move-done")
        .with("from", user_id(&from))
        .with("to", user_id(&to));
    incoming.reply(&done).await
}

/// A pressed button with which somebody moves by themselves.
pub(in crate::memberships) async fn press(press: &Press<'_>) -> Result<()> {
    let incoming = press.incoming;
    match press.action {
        "move-code" => {
            let code = code(&incoming.app, &incoming.actor).await?;
            incoming.reply(&cards::code(&code)).await
        }
        "move-form" => incoming.open(&cards::form(incoming.lang())).await,
        _ => Err(Error::Refused(Text::new("stale-button"))),
    }
}

/// The code that somebody typed.
pub(in crate::memberships) async fn submit(submission: &Submission<'_>) -> Result<()> {
    let incoming = submission.incoming;
    let typed = submission.input("code");
    with_code(&incoming.app, &incoming.actor, typed).await?;
    incoming.reply(&Text::new("move-done-by-code")).await
}
