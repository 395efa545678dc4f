//! Sending somebody away. Each time it is looked at first whom it would meet, and whether they have
//! a plan again: what is done cannot be taken back.

use chrono::{DateTime, Utc};
use serde::Deserialize;
use serde_json::Value;
use serenity::all::{Permissions, RoleId as Role, UserId as User};
use serenity::http::{LightMethod, Route};

use super::send::{before_acting, outcome};
use super::{Due, Outcome};
use crate::app::App;
use crate::discord::{Call, CallError, Rest};
use crate::error::Result;
use crate::ids::{GuildId, UserId};
use crate::outbox::{Effect, RIGHT_TO_KICK, store};

/// A member; no more than we need.
#[derive(Deserialize)]
struct Member {
    user: Account,
    roles: Vec<Role>,
    joined_at: Option<DateTime<Utc>>,
}

#[derive(Deserialize)]
struct Account {
    #[serde(default)]
    bot: bool,
}

/// The server; no more than we need.
#[derive(Deserialize)]
struct Guild {
    owner_id: User,
    roles: Vec<Listed>,
}

#[derive(Deserialize)]
struct Listed {
    id: Role,
    position: i64,
    permissions: Permissions,
}

/// Sends somebody away who was on the server at `decided_at`, unless they are exempt.
pub(super) async fn kick(
    app: &App,
    discord: &Rest,
    (due, effect): (&Due, &Effect),
    (user, decided_at): (UserId, DateTime<Utc>),
    reason: &str,
) -> Result<Outcome> {
    let Some(guild) = app.config.discord.guild else {
        return Ok(Outcome::Undeliverable("discord.guild is not configured"));
    };
    if store::has_plan(&mut *app.db.read().await?, user, app.now()).await? {
        return Ok(Outcome::Undeliverable("they have a plan again"));
    }
    let looked = match look(discord, guild, user).await {
        Ok(looked) => looked,
        Err(error) => return Ok(before_acting(due, effect, error, RIGHT_TO_KICK)),
    };
    let (member, server) = looked;
    let staff = [app.config.roles.owner, app.config.roles.mentor];
    let staff: Vec<Role> = staff.into_iter().flatten().map(Into::into).collect();
    if member.user.bot
        || server.owner_id == User::from(user)
        || member.roles.iter().any(|role| staff.contains(role))
    {
        return Ok(Outcome::Undeliverable("exempt"));
    }
    if member.joined_at.is_some_and(|joined| joined > decided_at) {
        return Ok(Outcome::Undeliverable("they came back since"));
    }
    let route = Route::GuildMember {
        guild_id: guild.into(),
        user_id: user.into(),
    };
    let call = Call::new(LightMethod::Delete, route).reason(reason);
    let sent = discord.call::<Value>(call).await.map(|_| None);
    if let Err(CallError::Refused { code: 50_013, .. }) = &sent {
        // Who stands above the bot holds up nobody else.
        match is_above_us(discord, guild, (&member, &server)).await {
            Ok(true) => return Ok(Outcome::Undeliverable("they stand above the bot")),
            Ok(false) => {}
            Err(error) => return Ok(before_acting(due, effect, error, RIGHT_TO_KICK)),
        }
    }
    Ok(outcome(effect, sent, RIGHT_TO_KICK))
}

async fn look(discord: &Rest, guild: GuildId, user: UserId) -> Result<(Member, Guild), CallError> {
    let (guild_id, user_id) = (guild.into(), user.into());
    let member = discord
        .get(Route::GuildMember { guild_id, user_id })
        .await?;
    Ok((member, discord.get(Route::Guild { guild_id }).await?))
}

/// Whether that, and not a missing permission, is why the bot may not send them away.
async fn is_above_us(
    discord: &Rest,
    guild: GuildId,
    (them, server): (&Member, &Guild),
) -> Result<bool, CallError> {
    let guild_id = guild.into();
    let me: serenity::all::CurrentUser = discord.get(Route::UserMe).await?;
    let user_id = me.id;
    let us: Member = discord
        .get(Route::GuildMember { guild_id, user_id })
        .await?;
    let of = |member: &Member| {
        let roles = server.roles.iter();
        let held: Vec<&Listed> = roles
            .filter(|role| member.roles.contains(&role.id))
            .collect();
        let highest = held.iter().map(|role| role.position).max().unwrap_or(0);
        let mut permissions = held.iter().map(|role| role.permissions);
        let kicking = Permissions::KICK_MEMBERS | Permissions::ADMINISTRATOR;
        (highest, permissions.any(|bits| bits.intersects(kicking)))
    };
    let ((ours, may_kick), (theirs, _)) = (of(&us), of(them));
    Ok(may_kick && theirs >= ours)
}
