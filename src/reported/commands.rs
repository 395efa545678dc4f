//! "Report personal information", in the menu of a message.

use serenity::all as discord;

use super::{Done, Target};
use crate::command::{Command, Context};
use crate::error::Result;
use crate::text::{Arg, Text};

/// The commands of this feature.
pub fn commands() -> Vec<Command> {
    vec![report_menu()]
}

#[poise::command(
    context_menu_command = "Report personal information",
    guild_only,
    category = "member",
    rename = "report-personal-information"
)]
async fn report_menu(ctx: Context<'_>, message: discord::Message) -> Result<()> {
    let incoming = ctx.data();
    let target = Target {
        channel: incoming.channel,
        message: message.id.into(),
        is_ours: message.author.id == ctx.framework.bot_id,
    };
    let done = super::report(&incoming.app, &incoming.actor, target).await?;
    let text = match done {
        Done::Hidden(number) => {
            Text::new("reported-done-hidden").with("number", Arg::Markup(number.to_string()))
        }
        Done::HiddenBefore(number) => {
            Text::new("reported-done-before").with("number", Arg::Markup(number.to_string()))
        }
        Done::Told => Text::new("reported-done-told"),
    };
    incoming.reply(&text).await
}
