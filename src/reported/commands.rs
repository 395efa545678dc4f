//! "Report personal information", in the menu of a message, and what is decided about what was kept.

use serenity::all as discord;

use super::{Author, Done, Target};
use crate::command::{Command, Context, Press};
use crate::discord::message::Message;
use crate::error::{Error, Result};
use crate::text::Text;

/// The commands of this feature.
pub fn commands() -> Vec<Command> {
    vec![report_menu()]
}

/// What the owner types about reports, below the same name as what is typed about questions.
pub fn question_commands() -> Vec<Command> {
    vec![reports()]
}

/// A button below a message that was kept.
pub async fn press(press: &Press<'_>) -> Result<()> {
    let incoming = press.incoming;
    let (app, actor) = (&incoming.app, &incoming.actor);
    let id: i64 = press.id.read(0)?;
    match press.action {
        "read" => {
            let words = super::read(app, actor, id).await?;
            incoming.reply_with(&words).await
        }
        "restore" => {
            super::restore(app, actor, id).await?;
            incoming.reply(&Text::new("reported-done-restore")).await
        }
        "wipe" => {
            super::wipe(app, actor, id).await?;
            incoming.reply(&Text::new("reported-done-wipe")).await
        }
        _ => Err(Error::Refused(Text::new("stale-button"))),
    }
}

#[poise::command(
    context_menu_command = "Report personal information",
    guild_only,
    category = "member",
    rename = "report-personal-information"
)]
async fn report_menu(ctx: Context<'_>, message: discord::Message) -> Result<()> {
    let incoming = ctx.data();
    let author = author(ctx, &message);
    let rights = ctx.interaction.app_permissions;
    let may_delete =
        author == Author::Ours || rights.is_none_or(discord::Permissions::manage_messages);
    // What the bot says stands in a frame.
    let framed = message
        .embeds
        .first()
        .and_then(|it| it.description.as_deref());
    let framed = framed.filter(|_| author == Author::Ours);
    let target = Target {
        channel: incoming.channel,
        message: message.id.into(),
        author,
        content: framed.unwrap_or(&message.content),
        attachments: message.attachments.len(),
        may_delete,
    };
    let done = super::report(&incoming.app, &incoming.actor, target).await?;
    let text = match done {
        Done::Hidden(number) => Text::new("reported-done-hidden").with("number", number),
        Done::HiddenBefore(number) => Text::new("reported-done-before").with("number", number),
        Done::Deleted => Text::new("reported-done-deleted"),
        Done::ByHand => Text::new("reported-done-by-hand"),
        Done::Told => Text::new("reported-done-told"),
    };
    incoming.reply(&text).await
}

fn author(ctx: Context<'_>, message: &discord::Message) -> Author {
    if message.author.id == ctx.framework.bot_id {
        return Author::Ours;
    }
    let is_written = matches!(
        message.kind,
        discord::MessageType::Regular | discord::MessageType::InlineReply
    );
    if message.author.bot || message.webhook_id.is_some() || !is_written {
        return Author::Nobody;
    }
    Author::Person(message.author.id.into())
}

/// What was kept and waits for a decision.
#[poise::command(slash_command, guild_only, category = "owner")]
async fn reports(ctx: Context<'_>) -> Result<()> {
    let incoming = ctx.data();
    let message = super::waiting(&incoming.app, &incoming.actor).await?;
    let nothing = || Message::text(Text::new("reported-none").render(incoming.lang()));
    incoming.reply_with(&message.unwrap_or_else(nothing)).await
}
