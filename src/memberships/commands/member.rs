//! What the owner types about members.

use poise::serenity_prelude as discord;

use super::{every_plan, history, plan_names};
use crate::command::{Context, user_id};
use crate::error::Result;
use crate::memberships::rules::{Shown, Source};
use crate::memberships::{Gift, accounts, cards, exports, imports, lists, moving};
use crate::text::Text;

/// What a grant counts as.
#[derive(Clone, Copy, Debug, poise::ChoiceParameter)]
enum SourceChoice {
    #[name = "manual"]
    Manual,
    #[name = "pass"]
    Pass,
    #[name = "gift"]
    Gift,
}

impl From<SourceChoice> for Source {
    fn from(choice: SourceChoice) -> Self {
        match choice {
            SourceChoice::Manual => Self::Manual,
            SourceChoice::Pass => Self::Pass,
            SourceChoice::Gift => Self::Gift,
        }
    }
}

#[expect(clippy::unused_async, reason = "a parent is never called")]
#[poise::command(
    slash_command,
    guild_only,
    subcommand_required,
    subcommands(
        "grant",
        "revoke",
        "why",
        "imports::import",
        "exports::export",
        "lists::list",
        "accounts::link",
        "moving::move_command"
    ),
    default_member_permissions = "MANAGE_GUILD",
    category = "owner"
)]
pub(super) async fn member(_ctx: Context<'_>) -> Result<()> {
    Ok(())
}

#[poise::command(slash_command, guild_only, category = "owner")]
async fn grant(
    ctx: Context<'_>,
    user: discord::User,
    #[autocomplete = "plan_names"] plan: String,
    months: Option<i64>,
    #[rename = "without-end"] without_end: Option<bool>,
    #[rename = "paid-yen"] paid_yen: Option<i64>,
    #[rename = "as"] source: Option<SourceChoice>,
) -> Result<()> {
    let incoming = ctx.data();
    let shown = &ctx.interaction.data.resolved.members;
    let gift = Gift {
        plan,
        user: user_id(&user),
        is_bot: user.bot,
        is_in_server: Some(shown.contains_key(&user.id)),
        shown: shown.get(&user.id).map(|member| Shown {
            roles: member.roles.iter().map(|role| (*role).into()).collect(),
            exclusive: Vec::new(),
            is_screening: member.pending,
            joined_at: member.joined_at.map(|at| *at),
            as_of: incoming.app.now(),
        }),
        months,
        is_endless: without_end.unwrap_or(false),
        paid_yen,
        source: source.map_or(Source::Manual, Into::into),
    };
    let given = crate::memberships::grant(&incoming.app, &incoming.actor, &gift).await?;
    let text = cards::given(gift.user, &given, incoming.lang());
    incoming.reply(&text).await
}

#[poise::command(slash_command, guild_only, category = "owner")]
async fn revoke(
    ctx: Context<'_>,
    user: discord::User,
    #[autocomplete = "every_plan"] plan: String,
    reason: String,
) -> Result<()> {
    let incoming = ctx.data();
    let user = user_id(&user);
    let plan =
        crate::memberships::revoke(&incoming.app, &incoming.actor, user, &plan, &reason).await?;
    let text = Text::new("membership-revoked")
        .with("user", user)
        .with("plan", plan.name(incoming.lang()));
    incoming.reply(&text).await
}

#[poise::command(slash_command, guild_only, category = "owner")]
async fn why(ctx: Context<'_>, user: discord::User) -> Result<()> {
    explain(ctx, &user).await
}

#[poise::command(
    context_menu_command = "Membership",
    guild_only,
    default_member_permissions = "MANAGE_GUILD",
    category = "owner",
    rename = "membership"
)]
pub(super) async fn membership_menu(ctx: Context<'_>, user: discord::User) -> Result<()> {
    explain(ctx, &user).await
}

async fn explain(ctx: Context<'_>, user: &discord::User) -> Result<()> {
    let incoming = ctx.data();
    let message = history(incoming, user_id(user), 0).await?;
    incoming.reply_with(&message).await
}
