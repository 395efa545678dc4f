//! How the owner says that only we give a role.

use poise::serenity_prelude as discord;

use super::cards;
use crate::command::{Context, Incoming, Press};
use crate::discord::message::Message;
use crate::error::Result;
use crate::ids::RoleId;
use crate::text::Text;

#[poise::command(slash_command, guild_only, category = "owner")]
pub(in crate::memberships) async fn exclusive(
    ctx: Context<'_>,
    role: discord::Role,
    #[rename = "undo"] is_undone: Option<bool>,
) -> Result<()> {
    let incoming = ctx.data();
    let role = RoleId::from(role.id);
    if is_undone.unwrap_or(false) {
        super::lift_exclusive(&incoming.app, &incoming.actor, role).await?;
        let text = Text::new("membership-role-not-exclusive");
        return incoming.reply(&text.with("role", role)).await;
    }
    let message = set(incoming, role, 0).await?;
    incoming.reply_with(&message).await
}

/// The owner means it, of so many people.
pub(in crate::memberships) async fn press(press: &Press<'_>) -> Result<()> {
    let message = set(press.incoming, press.id.read(0)?, press.id.read(1)?).await?;
    press.update(&message).await
}

async fn set(incoming: &Incoming, role: RoleId, agreed: usize) -> Result<Message> {
    let Incoming { app, actor, .. } = incoming;
    let losing = super::set_exclusive(app, &incoming.discord, actor, role, agreed).await?;
    if let Some(losing) = losing {
        return Ok(cards::ask(role, losing, actor.lang));
    }
    let text = Text::new("membership-role-exclusive").with("role", role);
    Ok(Message::text(text.render(actor.lang)))
}
