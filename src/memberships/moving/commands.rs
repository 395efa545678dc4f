//! What is typed and pressed to move from one account to another.

use poise::serenity_prelude as discord;

use super::{Move, Named, after_all, ask, cards, code, with_code};
use crate::command::{Context, Press, Submission, user_id};
use crate::discord::message::Message;
use crate::error::{Error, Result};
use crate::ids::RoleId;
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
    let staff = &incoming.app.config.roles;
    let is_of_staff = |role: RoleId| Some(role) == staff.owner || Some(role) == staff.mentor;
    let named = |user: &discord::User| {
        let member = shown.get(&user.id);
        Named {
            user: user_id(user),
            is_bot: user.bot,
            is_in_server: member.is_some(),
            is_staff: member
                .is_some_and(|member| member.roles.iter().any(|role| is_of_staff((*role).into()))),
        }
    };
    let asked = Move {
        from: named(&from),
        to: named(&to),
        reason,
    };
    let question = ask(&incoming.app, &incoming.actor, &asked).await?;
    let message = cards::ask(&asked, &question, incoming.lang());
    incoming.reply_with(&message).await
}

/// A pressed button with which somebody moves by themselves.
pub(in crate::memberships) async fn press(press: &Press<'_>) -> Result<()> {
    let incoming = press.incoming;
    match press.action {
        "move-now" => {
            let (app, actor) = (&incoming.app, &incoming.actor);
            let done = after_all(app, actor, press.id.read(0)?).await?;
            let done = Text::new("move-done")
                .with("from", done.from.user)
                .with("to", done.to.user);
            let message = Message::text(done.render(incoming.lang()));
            press.update(&message).await
        }
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
