//! What the owner types about members.

use poise::serenity_prelude as discord;

use super::{every_plan, history, plan_names};
use crate::command::{Context, Incoming, Press, suggestions, user_id};
use crate::error::Result;
use crate::memberships::rules::{Method, Shown, Source, What};
use crate::memberships::{
    Extension, Gift, Taking, Which, accounts, cards, exports, imports, lists, moving, reconcile,
    remaining, repeating, restoring, revoking, status,
};

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

/// How money came.
#[derive(Clone, Copy, Debug, poise::ChoiceParameter)]
enum MethodChoice {
    #[name = "transfer"]
    Transfer,
    #[name = "konbini"]
    Konbini,
    #[name = "card"]
    Card,
    #[name = "cash"]
    Cash,
    #[name = "other"]
    Other,
}

impl From<MethodChoice> for Method {
    fn from(choice: MethodChoice) -> Self {
        match choice {
            MethodChoice::Transfer => Self::Transfer,
            MethodChoice::Konbini => Self::Konbini,
            MethodChoice::Card => Self::Card,
            MethodChoice::Cash => Self::Cash,
            MethodChoice::Other => Self::Other,
        }
    }
}

/// What is taken back.
#[derive(Clone, Copy, Debug, poise::ChoiceParameter)]
enum TakenChoice {
    #[name = "everything"]
    Everything,
    #[name = "last"]
    Last,
    #[name = "nothing"]
    Nothing,
    #[name = "record"]
    Record,
}

impl From<TakenChoice> for What {
    fn from(choice: TakenChoice) -> Self {
        match choice {
            TakenChoice::Everything => Self::Everything,
            TakenChoice::Last => Self::Last,
            TakenChoice::Nothing => Self::Nothing,
            TakenChoice::Record => Self::Record,
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
        "extend",
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

#[expect(clippy::too_many_arguments, reason = "one for each option")]
#[poise::command(slash_command, guild_only, category = "owner")]
async fn grant(
    ctx: Context<'_>,
    user: discord::User,
    #[autocomplete = "plan_names"] plan: String,
    months: Option<i64>,
    #[rename = "without-end"] without_end: Option<bool>,
    #[rename = "paid-yen"] paid_yen: Option<i64>,
    #[rename = "paid-by"] method: Option<MethodChoice>,
    #[rename = "as"] source: Option<SourceChoice>,
    from: Option<discord::User>,
) -> Result<()> {
    let incoming = ctx.data();
    let shown = &ctx.interaction.data.resolved.members;
    let gift = Gift {
        plan,
        user: user_id(&user),
        is_bot: user.bot,
        is_in_server: Some(shown.contains_key(&user.id)),
        shown: shown.get(&user.id).map(|member| {
            let roles = member.roles.iter().map(|role| (*role).into()).collect();
            let joined_at = member.joined_at.map(|at| *at);
            Shown::new(roles, member.pending, joined_at, incoming.app.now())
        }),
        months,
        is_endless: without_end.unwrap_or(false),
        paid_yen,
        method: method.map(Into::into),
        source: source.map(Into::into),
        giver: from.as_ref().map(user_id),
        answer: None,
    };
    let given = crate::memberships::grant(&incoming.app, &incoming.actor, &gift).await?;
    incoming
        .reply_with(&cards::given(&gift, &given, incoming.lang()))
        .await
}

/// The owner has answered what they were asked about a grant.
pub(super) async fn give_after_all(press: &Press<'_>) -> Result<()> {
    let Incoming {
        app,
        actor,
        discord,
        ..
    } = press.incoming;
    actor.must_be_owner()?;
    let mut gift = repeating::meant(app, press).await?;
    // What they have from others stays theirs.
    gift.shown = reconcile::member(app, discord, gift.user).await;
    let given = crate::memberships::grant(app, actor, &gift).await?;
    press.update(&cards::given(&gift, &given, actor.lang)).await
}

#[poise::command(slash_command, guild_only, category = "owner")]
async fn extend(
    ctx: Context<'_>,
    user: discord::User,
    #[autocomplete = "every_plan"] plan: String,
    reason: String,
    days: Option<i64>,
    until: Option<String>,
) -> Result<()> {
    let incoming = ctx.data();
    let extension = Extension {
        user: user_id(&user),
        plan,
        days,
        until,
        reason,
    };
    let granted = crate::memberships::extend(&incoming.app, &incoming.actor, &extension).await?;
    let text = cards::granted(extension.user, &granted, incoming.lang());
    incoming.reply(&text).await
}

#[poise::command(slash_command, guild_only, category = "owner")]
async fn revoke(
    ctx: Context<'_>,
    user: discord::User,
    #[autocomplete = "every_plan"] plan: String,
    reason: String,
    what: Option<TakenChoice>,
    #[rename = "refund-yen"] refund_yen: Option<i64>,
    #[autocomplete = "payment_numbers"] payment: Option<i64>,
) -> Result<()> {
    let incoming = ctx.data();
    let taking = Taking {
        user: user_id(&user),
        plan,
        reason,
        what: what.map(Into::into),
        refund_yen,
        payment,
    };
    let taken = crate::memberships::revoke(&incoming.app, &incoming.actor, &taking).await?;
    let message = cards::taken(taking.user, &taken, incoming.lang());
    incoming.reply_with(&message).await
}

/// The owner means the refund about which they were asked.
pub(super) async fn take_after_all(press: &Press<'_>) -> Result<()> {
    let Incoming { app, actor, .. } = press.incoming;
    let (user, taken) = revoking::revoke_after_all(app, actor, press.id.read(0)?).await?;
    press.update(&cards::taken(user, &taken, actor.lang)).await
}

/// What is left of a plan after a part of it was taken back is to end too, or what no money came for:
/// asked once more, and then.
pub(super) async fn end_rest(press: &Press<'_>) -> Result<()> {
    let Incoming { app, actor, .. } = press.incoming;
    let user = press.id.read(0)?;
    let (is_bought, is_sure) = match press.action {
        "bought" => (true, false),
        "bought-now" => (true, true),
        "rest-now" => (false, true),
        _ => (false, false),
    };
    let which = if is_bought {
        Which::Bought(press.id.read(1)?)
    } else {
        let mark = (press.id.read(2)?, press.id.read(3)?);
        Which::All(press.id.read(1)?, mark)
    };
    let message = if is_sure {
        let (plan, left, next) = remaining::end(app, actor, (user, which)).await?;
        cards::rest_ended(user, (&plan, &left, &next), actor.lang)
    } else {
        let (plan, left) = remaining::look(app, actor, (user, which)).await?;
        cards::ask_rest((user, which), (&plan, &left), actor.lang)
    };
    press.update(&message).await
}

/// What a refund had ended that was a mistake is given back.
pub(super) async fn restore(press: &Press<'_>) -> Result<()> {
    let Incoming { app, actor, .. } = press.incoming;
    let user = press.id.read(0)?;
    let restored = restoring::restore(app, actor, user, press.id.read(1)?).await?;
    press
        .update(&cards::restored(user, &restored, actor.lang))
        .await
}

/// Offers what the person of the same command paid or had back.
async fn payment_numbers(ctx: Context<'_>, partial: &str) -> discord::CreateAutocompleteResponse {
    let Incoming { app, actor, .. } = ctx.data();
    // Of whom is named while somebody types Discord says no more than the id.
    let named = |option: &discord::ResolvedOption<'_>| {
        if let discord::ResolvedValue::Unresolved(discord::Unresolved::User(user)) = option.value {
            return Some(user);
        }
        None
    };
    let Some(user) = ctx.args.iter().find_map(named) else {
        return suggestions(Vec::<(String, i64)>::new());
    };
    let found = status::suggest_payments(app, actor, user.into(), partial).await;
    suggestions(found.unwrap_or_default())
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
