//! What people type about plans and memberships.

use poise::serenity_prelude as discord;

use super::reconcile::commands::exclusive;
use super::rules::{ByHand, Every, PaidRole, PlanState, Shown, Source};
use super::{
    Buyers, Gift, Listed, PlanChange, PlanDraft, Terms, cards, exports, imports, joining, lists,
    reconcile,
};
use crate::command::{Command, Context, Incoming, Press, Submission, suggestions, user_id};
use crate::discord::message::Message;
use crate::error::Result;
use crate::ids::UserId;
use crate::text::Text;

/// What people can type.
pub fn commands() -> Vec<Command> {
    vec![
        plan(),
        member(),
        membership_menu(),
        membership(),
        joining::command(),
    ]
}

/// A pressed button of a history, a list, or of what the owner has to decide.
pub async fn press(press: &Press<'_>) -> Result<()> {
    match press.action {
        "keep" => return keep(press).await,
        "list" => return lists::press(press).await,
        "why" => {}
        action if action.starts_with("breaker-") => return reconcile::press(press).await,
        action if action.starts_with("import-") => return imports::press(press).await,
        _ => return joining::press(press).await,
    }
    let (user, back) = (press.id.read(0)?, press.id.read(1)?);
    let message = history(press.incoming, user, back).await?;
    press.update(&message).await
}

/// A submitted form.
pub async fn submit(submission: &Submission<'_>) -> Result<()> {
    joining::submit(submission).await
}

/// How often a plan is paid.
#[derive(Clone, Copy, Debug, poise::ChoiceParameter)]
enum IntervalChoice {
    #[name = "month"]
    Month,
    #[name = "year"]
    Year,
    #[name = "once"]
    Once,
}

impl From<IntervalChoice> for Every {
    fn from(choice: IntervalChoice) -> Self {
        match choice {
            IntervalChoice::Month => Self::Month,
            IntervalChoice::Year => Self::Year,
            IntervalChoice::Once => Self::Once,
        }
    }
}

/// Who may buy a plan.
#[derive(Clone, Copy, Debug, poise::ChoiceParameter)]
enum BuyersChoice {
    #[name = "anyone"]
    Anyone,
    #[name = "approved"]
    Approved,
}

impl From<BuyersChoice> for Buyers {
    fn from(choice: BuyersChoice) -> Self {
        match choice {
            BuyersChoice::Anyone => Self::Anyone,
            BuyersChoice::Approved => Self::Approved,
        }
    }
}

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

/// What it means that somebody gives or takes a role of the plan by hand.
#[derive(Clone, Copy, Debug, poise::ChoiceParameter)]
enum ByHandChoice {
    #[name = "restore"]
    Restore,
    #[name = "respect"]
    Respect,
}

impl From<ByHandChoice> for ByHand {
    fn from(choice: ByHandChoice) -> Self {
        match choice {
            ByHandChoice::Restore => Self::Restore,
            ByHandChoice::Respect => Self::Respect,
        }
    }
}

#[expect(clippy::unused_async, reason = "a parent is never called")]
#[poise::command(
    slash_command,
    guild_only,
    subcommand_required,
    subcommands("create", "edit", "list", "archive", "exclusive"),
    default_member_permissions = "MANAGE_GUILD",
    category = "owner"
)]
async fn plan(_ctx: Context<'_>) -> Result<()> {
    Ok(())
}

#[expect(clippy::too_many_arguments, reason = "one for each option")]
#[poise::command(slash_command, guild_only, category = "owner")]
async fn create(
    ctx: Context<'_>,
    key: String,
    name: String,
    price: i64,
    interval: IntervalChoice,
    role: discord::Role,
    #[rename = "name-en"] name_en: Option<String>,
    days: Option<i64>,
    #[rename = "grace-days"] grace_days: Option<i64>,
    buyers: Option<BuyersChoice>,
    seats: Option<i64>,
    #[rename = "discord-sku"] sku: Option<String>,
    #[rename = "role-2"] role_2: Option<discord::Role>,
    #[rename = "role-3"] role_3: Option<discord::Role>,
    #[autocomplete = "track_names"] tracks: Option<String>,
    #[rename = "by-hand"] by_hand: Option<ByHandChoice>,
) -> Result<()> {
    let incoming = ctx.data();
    let roles = [Some(role), role_2, role_3];
    let draft = PlanDraft {
        key,
        name_ja: name,
        name_en,
        price_yen: price,
        every: interval.into(),
        days,
        grace_days,
        terms: Terms::new(buyers.map(Into::into).unwrap_or_default(), seats)?,
        sku,
        roles: roles.iter().flatten().map(PaidRole::from).collect(),
        tracks: tracks.unwrap_or_default(),
        by_hand: by_hand.map(Into::into).unwrap_or_default(),
    };
    let offer = super::create_plan(&incoming.app, &incoming.actor, draft).await?;
    let line = cards::offer(&offer, &incoming.app.config, incoming.lang());
    let text = Text::new("membership-plan-created").with("plan", line);
    incoming.reply(&text).await
}

#[expect(clippy::too_many_arguments, reason = "one for each option")]
#[poise::command(slash_command, guild_only, category = "owner")]
async fn edit(
    ctx: Context<'_>,
    #[autocomplete = "every_plan"] plan: String,
    name: Option<String>,
    #[rename = "name-en"] name_en: Option<String>,
    price: Option<i64>,
    role: Option<discord::Role>,
    #[rename = "role-2"] role_2: Option<discord::Role>,
    #[rename = "role-3"] role_3: Option<discord::Role>,
    #[autocomplete = "track_names"] tracks: Option<String>,
    #[rename = "grace-days"] grace_days: Option<i64>,
    buyers: Option<BuyersChoice>,
    seats: Option<i64>,
) -> Result<()> {
    let incoming = ctx.data();
    let roles = [role, role_2, role_3];
    let change = PlanChange {
        name_ja: name,
        name_en,
        price_yen: price,
        grace_days,
        buyers: buyers.map(Into::into),
        seats,
        roles: roles.iter().flatten().map(PaidRole::from).collect(),
        tracks,
    };
    let edited = super::edit_plan(&incoming.app, &incoming.actor, &plan, &change).await?;
    let message = cards::edited(&edited, &incoming.app.config, incoming.lang());
    incoming.reply_with(&message).await
}

/// The owner confirms which roles a plan keeps.
async fn keep(press: &Press<'_>) -> Result<()> {
    let Incoming { app, actor, .. } = press.incoming;
    let (plan, version) = (press.id.read(0)?, press.id.read(1)?);
    let kept: Vec<_> = (2..5).map_while(|at| press.id.read(at).ok()).collect();
    let offer = super::keep_roles(app, actor, plan, version, &kept).await?;
    let line = cards::offer(&offer, &app.config, actor.lang);
    let text = Text::new("membership-plan-edited").with("plan", line);
    press.update(&Message::text(text.render(actor.lang))).await
}

#[poise::command(slash_command, guild_only, category = "owner")]
async fn archive(
    ctx: Context<'_>,
    #[autocomplete = "every_plan"] plan: String,
    undo: Option<bool>,
) -> Result<()> {
    let incoming = ctx.data();
    let (state, done) = if undo.unwrap_or(false) {
        (PlanState::Active, Text::new("membership-plan-restored"))
    } else {
        (PlanState::Archived, Text::new("membership-plan-archived"))
    };
    let plan = super::archive_plan(&incoming.app, &incoming.actor, &plan, state).await?;
    let text = done.with("plan", plan.name(incoming.lang()));
    incoming.reply(&text).await
}

#[poise::command(slash_command, guild_only, category = "owner")]
async fn list(ctx: Context<'_>) -> Result<()> {
    let incoming = ctx.data();
    let offers = super::list_plans(&incoming.app, &incoming.actor).await?;
    let message = cards::plan_list(&offers, &incoming.app.config, incoming.lang());
    incoming.reply_with(&message).await
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
        "lists::list"
    ),
    default_member_permissions = "MANAGE_GUILD",
    category = "owner"
)]
async fn member(_ctx: Context<'_>) -> Result<()> {
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
    let given = super::grant(&incoming.app, &incoming.actor, &gift).await?;
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
    let plan = super::revoke(&incoming.app, &incoming.actor, user, &plan, &reason).await?;
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
async fn membership_menu(ctx: Context<'_>, user: discord::User) -> Result<()> {
    explain(ctx, &user).await
}

#[poise::command(slash_command, guild_only, category = "person")]
async fn membership(ctx: Context<'_>) -> Result<()> {
    let incoming = ctx.data();
    let standings = super::my_status(&incoming.app, &incoming.actor).await?;
    let mine = joining::mine(&incoming.app, &incoming.actor).await?;
    let mut message = cards::status(&standings, incoming.lang());
    joining::add_mine(&mut message, &mine, &incoming.app.config, incoming.lang());
    incoming.reply_with(&message).await
}

async fn explain(ctx: Context<'_>, user: &discord::User) -> Result<()> {
    let incoming = ctx.data();
    let message = history(incoming, user_id(user), 0).await?;
    incoming.reply_with(&message).await
}

/// The page of someone's history that is so many back from the newest.
async fn history(incoming: &Incoming, user: UserId, back: usize) -> Result<Message> {
    let timeline = super::why(&incoming.app, &incoming.actor, user).await?;
    Ok(cards::timeline(&timeline, back, incoming.lang()))
}

/// Offers the plans while someone types. Nothing is offered when they cannot be read: the command
/// itself will say why.
pub(super) async fn plan_names(
    ctx: Context<'_>,
    partial: &str,
) -> discord::CreateAutocompleteResponse {
    plans_like(ctx.data(), partial, Listed::Sold).await
}

/// The same, with those that only their holders have.
async fn every_plan(ctx: Context<'_>, partial: &str) -> discord::CreateAutocompleteResponse {
    plans_like(ctx.data(), partial, Listed::All).await
}

async fn plans_like(
    incoming: &Incoming,
    partial: &str,
    listed: Listed,
) -> discord::CreateAutocompleteResponse {
    let found = super::suggest_plans(&incoming.app, &incoming.actor, partial, listed).await;
    suggestions(found.unwrap_or_default())
}

/// Offers one more track after those that stand in the line already.
#[expect(clippy::unused_async, reason = "poise wants one")]
async fn track_names(ctx: Context<'_>, partial: &str) -> discord::CreateAutocompleteResponse {
    let incoming = ctx.data();
    suggestions(super::suggest_tracks(
        &incoming.app.config,
        incoming.lang(),
        partial,
    ))
}
