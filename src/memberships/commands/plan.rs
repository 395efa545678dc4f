//! What the owner types about plans.

use poise::serenity_prelude as discord;

use super::{every_plan, track_names};
use crate::command::{Context, Incoming, Press};
use crate::discord::message::Message;
use crate::error::Result;
use crate::memberships::reconcile::commands::exclusive;
use crate::memberships::reconcile::exclusive_roles;
use crate::memberships::rules::{
    ByHand, Every, ExitPolicy, PaidRole, PassageChange, PlanEdit, PlanState,
};
use crate::memberships::{Buyers, PlanChange, PlanDraft, Terms, cards};
use crate::text::Text;

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

/// What becomes of whoever's last period of the plan ends.
#[derive(Clone, Copy, Debug, poise::ChoiceParameter)]
enum ExitChoice {
    #[name = "remove"]
    Remove,
    #[name = "alumni"]
    Alumni,
    #[name = "kick"]
    Kick,
}

impl From<ExitChoice> for ExitPolicy {
    fn from(choice: ExitChoice) -> Self {
        match choice {
            ExitChoice::Remove => Self::Remove,
            ExitChoice::Alumni => Self::Alumni,
            ExitChoice::Kick => Self::Kick,
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
pub(super) async fn plan(_ctx: Context<'_>) -> Result<()> {
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
    #[rename = "trial-days"] trial_days: Option<i64>,
    #[rename = "trial-role"] trial_role: Option<discord::Role>,
    exit: Option<ExitChoice>,
    #[rename = "alumni-role"] alumni_role: Option<discord::Role>,
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
        passage: PassageChange {
            trial_days,
            trial_role: trial_role.as_ref().map(PaidRole::from),
            exit: exit.map(Into::into),
            alumni_role: alumni_role.as_ref().map(PaidRole::from),
        },
    };
    let offer = crate::memberships::create_plan(&incoming.app, &incoming.actor, draft).await?;
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
    #[rename = "discord-sku"] sku: Option<String>,
    #[rename = "by-hand"] by_hand: Option<ByHandChoice>,
    #[rename = "trial-days"] trial_days: Option<i64>,
    #[rename = "trial-role"] trial_role: Option<discord::Role>,
    exit: Option<ExitChoice>,
    #[rename = "alumni-role"] alumni_role: Option<discord::Role>,
) -> Result<()> {
    let incoming = ctx.data();
    let roles = [role, role_2, role_3];
    let change = PlanChange {
        what: PlanEdit {
            name_ja: name,
            name_en,
            price_yen: price,
            grace_days,
            sku,
            by_hand: by_hand.map(Into::into),
            passage: PassageChange {
                trial_days,
                trial_role: trial_role.as_ref().map(PaidRole::from),
                exit: exit.map(Into::into),
                alumni_role: alumni_role.as_ref().map(PaidRole::from),
            },
        },
        buyers: buyers.map(Into::into),
        seats,
        roles: roles.iter().flatten().map(PaidRole::from).collect(),
        tracks,
    };
    let edited =
        crate::memberships::edit_plan(&incoming.app, &incoming.actor, &plan, &change).await?;
    let message = cards::edited(&edited, &incoming.app.config, incoming.lang());
    incoming.reply_with(&message).await
}

/// The owner confirms which roles a plan keeps.
pub(super) async fn keep(press: &Press<'_>) -> Result<()> {
    let Incoming { app, actor, .. } = press.incoming;
    let (plan, version) = (press.id.read(0)?, press.id.read(1)?);
    let kept: Vec<_> = (2..5).map_while(|at| press.id.read(at).ok()).collect();
    let offer = crate::memberships::keep_roles(app, actor, plan, version, &kept).await?;
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
    let state = if undo.unwrap_or(false) {
        PlanState::Active
    } else {
        PlanState::Archived
    };
    let (app, actor) = (&incoming.app, &incoming.actor);
    let archived = crate::memberships::archive_plan(app, actor, &plan, state, 0).await?;
    let message = cards::archived(&archived, state, incoming.lang());
    incoming.reply_with(&message).await
}

/// The owner means to end the sale of a plan for which so many wait.
pub(super) async fn archive_after_all(press: &Press<'_>) -> Result<()> {
    let Incoming { app, actor, .. } = press.incoming;
    let (key, agreed) = (press.id.read::<String>(0)?, press.id.read(1)?);
    let state = PlanState::Archived;
    let archived = crate::memberships::archive_plan(app, actor, &key, state, agreed).await?;
    press
        .update(&cards::archived(&archived, state, actor.lang))
        .await
}

#[poise::command(slash_command, guild_only, category = "owner")]
async fn list(ctx: Context<'_>) -> Result<()> {
    let incoming = ctx.data();
    let offers = crate::memberships::list_plans(&incoming.app, &incoming.actor).await?;
    let exclusive = exclusive_roles(&mut *incoming.app.db.read().await?).await?;
    let config = &incoming.app.config;
    let message = cards::plan_list((&offers, &exclusive), config, incoming.lang());
    incoming.reply_with(&message).await
}
