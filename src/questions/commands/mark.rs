//! "Mark as answer", in the menu of a message.

use serenity::all as discord;

use crate::command::Context;
use crate::error::Result;
use crate::questions::{self, Marked};
use crate::text::Text;

#[poise::command(
    context_menu_command = "Mark as answer",
    guild_only,
    category = "mentor",
    rename = "mark-as-answer"
)]
pub(super) async fn mark_menu(ctx: Context<'_>, message: discord::Message) -> Result<()> {
    let incoming = ctx.data();
    let marked = Marked {
        channel: incoming.channel,
        message: message.id.into(),
        author: message.author.id.into(),
        is_bot: message.author.bot,
        words: &message.content,
    };
    let question =
        questions::mark(&incoming.app, &incoming.discord, &incoming.actor, marked).await?;
    let number = question.id;
    let done = Text::new("question-mark-done").with("number", number);
    incoming.reply(&done).await
}
