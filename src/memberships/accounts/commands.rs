//! What owners type about the accounts of members.

use poise::serenity_prelude as discord;

use super::{Link, cards, link_after_all, link_or_ask};
use crate::command::{Chosen, Context, Incoming, Press, user_id};
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
    match link_or_ask(&incoming.app, &incoming.actor, account, chosen).await? {
        Link::Done(linked) => incoming.reply(&cards::linked_for_later(&linked)).await,
        Link::OfAnother(other) => {
            let message = cards::ask(&other, incoming.lang());
            incoming.reply_with(&message).await
        }
    }
}

/// The owner means that a name is somebody else's.
pub(in crate::memberships) async fn link_press(press: &Press<'_>) -> Result<()> {
    let Incoming { app, actor, .. } = press.incoming;
    let linked = link_after_all(app, actor, press.id.read(0)?).await?;
    press.update(&cards::linked_anew(&linked, actor.lang)).await
}
