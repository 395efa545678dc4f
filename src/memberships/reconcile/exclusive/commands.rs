//! How the owner says that only we give a role.

use poise::serenity_prelude as discord;

use crate::command::Context;
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
    let is_exclusive = !is_undone.unwrap_or(false);
    super::set_exclusive(&incoming.app, &incoming.actor, role, is_exclusive).await?;
    let text = if is_exclusive {
        Text::new("membership-role-exclusive")
    } else {
        Text::new("membership-role-not-exclusive")
    };
    incoming.reply(&text.with("role", role)).await
}
