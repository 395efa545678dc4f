//! What the owner types and presses about lists of lectures.

use serenity::all as discord;

use super::{Request, cards};
use crate::command::{Context, Press};
use crate::discord::message::Message;
use crate::error::Result;
use crate::lectures::commands::chosen;
use crate::lectures::rules::Refusal::NoSuchSlot;
use crate::lectures::slots::commands::slots;
use crate::text::Text;

/// Looks at a list of lectures, and takes it in when that is approved.
#[poise::command(slash_command, guild_only, category = "owner")]
pub(in crate::lectures) async fn import(
    ctx: Context<'_>,
    file: discord::Attachment,
    ready: Option<bool>,
    #[autocomplete = "slots"] slot: Option<String>,
) -> Result<()> {
    let incoming = ctx.data();
    let slot = match slot {
        Some(typed) => Some(chosen("slot-", &typed).ok_or(NoSuchSlot)?),
        None => None,
    };
    let request = Request {
        address: file.url,
        name: file.filename,
        bytes: file.size,
        // Only what is ready can wait in a queue.
        is_ready: ready == Some(true) || slot.is_some(),
        slot,
    };
    let preview = super::preview(&incoming.app, &incoming.actor, request).await?;
    let message = cards::preview(&incoming.app.config, &preview, incoming.lang());
    let lines = cards::every_line(&incoming.app.config, &preview, incoming.lang());
    incoming.reply_with_file(&message, &lines).await
}

/// `lecture:import-go:IMPORT` takes a list in, `lecture:import-drop:IMPORT` gives it up.
pub(in crate::lectures) async fn press(press: &Press<'_>) -> Result<()> {
    let incoming = press.incoming;
    let (app, actor) = (&incoming.app, &incoming.actor);
    let id = press.id.read(0)?;
    let text = if press.action == "import-go" {
        cards::taken(super::approve(app, actor, id).await?)
    } else {
        super::give_up(app, actor, id).await?;
        Text::new("lecture-import-dropped")
    };
    press
        .update(&Message::text(text.render(incoming.lang())))
        .await
}
