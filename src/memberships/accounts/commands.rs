//! What owners type about the accounts of members.

use poise::serenity_prelude as discord;

use super::{cards, link_name};
use crate::command::{Chosen, Context, user_id};
use crate::error::Result;
use crate::memberships::imports::source_names;

#[poise::command(slash_command, guild_only, category = "owner")]
pub(in crate::memberships) async fn link(
    ctx: Context<'_>,
    user: discord::User,
    #[autocomplete = "source_names"] source: String,
    name: String,
) -> Result<()> {
    let incoming = ctx.data();
    let chosen = Chosen {
        user: user_id(&user),
        is_bot: user.bot,
    };
    let account = (source.as_str(), name.as_str());
    let linked = link_name(&incoming.app, &incoming.actor, account, chosen).await?;
    incoming.reply(&cards::linked(&linked)).await
}
