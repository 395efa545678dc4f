//! Everyone in the server, as Discord lists them.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};
use serde::Deserialize;
use serenity::http::{LightMethod, Route};

use crate::app::App;
use crate::discord::{Call, CallError, Rest};
use crate::error::Result;
use crate::ids::{GuildId, RoleId, UserId};
use crate::memberships::rules::Shown;

/// How many members Discord lists at once.
const PAGE: usize = 1_000;
/// So many people are asked for one by one; for more, the whole list is less to ask for.
const FEW: usize = 10;
/// What Discord says of whom it does not find in the server, or at all.
const NOBODY: [i64; 2] = [10_007, 10_013];

/// A member as Discord lists them; no more than we need.
#[derive(Deserialize)]
struct Listed {
    user: ListedUser,
    nick: Option<String>,
    roles: Vec<serenity::all::RoleId>,
    joined_at: Option<DateTime<Utc>>,
    #[serde(default)]
    pending: bool,
}

#[derive(Deserialize)]
struct ListedUser {
    id: serenity::all::UserId,
    username: String,
    global_name: Option<String>,
    #[serde(default)]
    bot: bool,
}

/// The server; no more than we need.
#[derive(Deserialize)]
struct Guild {
    owner_id: serenity::all::UserId,
}

/// Somebody in the server, as those who are in it see them.
#[derive(Clone, Debug)]
pub(in crate::memberships) struct Face {
    /// What they are called there.
    pub(in crate::memberships) name: String,
    /// It is a bot.
    pub(in crate::memberships) is_bot: bool,
}

/// One person as Discord shows them now; nothing where they are not in the server, and where Discord
/// does not say.
pub(in crate::memberships) async fn member(
    app: &App,
    discord: &Rest,
    user: UserId,
) -> Option<Shown> {
    let as_of = app.now();
    let route = Route::GuildMember {
        guild_id: app.config.discord.guild?.into(),
        user_id: user.into(),
    };
    let listed: Listed = discord.get(route).await.ok()?;
    let roles = listed.roles.into_iter().map(RoleId::from).collect();
    Some(Shown::new(roles, listed.pending, listed.joined_at, as_of))
}

/// Everyone in the server as Discord shows them, whole or not at all; with what they have of the
/// roles that nobody else may give. The server's owner, its staff and bots may have what they want.
pub(super) async fn members(
    app: &App,
    discord: &Rest,
    exclusive: &[RoleId],
) -> Result<HashMap<UserId, Shown>> {
    let route = Route::Guild {
        guild_id: guild(app)?.into(),
    };
    let Guild { owner_id } = discord.get(route).await.map_err(anyhow::Error::from)?;
    let staff = [app.config.roles.owner, app.config.roles.mentor];
    let mut out = HashMap::new();
    let as_of = app.now();
    for listed in everyone(app, discord).await? {
        let roles: Vec<RoleId> = listed.roles.into_iter().map(RoleId::from).collect();
        let is_exempt = listed.user.bot
            || listed.user.id == owner_id
            || roles.iter().any(|role| staff.contains(&Some(*role)));
        let of_ours = roles
            .iter()
            .filter(|role| !is_exempt && exclusive.contains(role));
        let shown = Shown {
            exclusive: of_ours.copied().collect(),
            is_exempt,
            ..Shown::new(roles, listed.pending, listed.joined_at, as_of)
        };
        out.insert(UserId::from(listed.user.id), shown);
    }
    Ok(out)
}

/// Who of these people is in the server, and as whom; nothing where Discord does not say.
pub(in crate::memberships) async fn faces(
    app: &App,
    discord: &Rest,
    users: &HashSet<UserId>,
) -> Option<HashMap<UserId, Face>> {
    let seen = if users.len() > FEW {
        everyone(app, discord).await
    } else {
        few(app, discord, users).await
    };
    let seen = seen
        .inspect_err(|error| tracing::warn!("Discord does not say who is in the server: {error}"));
    let seen = seen.ok()?.into_iter().map(|listed| {
        let ListedUser {
            id,
            username,
            global_name,
            bot,
        } = listed.user;
        let face = Face {
            name: listed.nick.or(global_name).unwrap_or(username),
            is_bot: bot,
        };
        (UserId::from(id), face)
    });
    Some(seen.filter(|(user, _)| users.contains(user)).collect())
}

/// Those of these people who are in the server.
async fn few(app: &App, discord: &Rest, users: &HashSet<UserId>) -> Result<Vec<Listed>> {
    let guild = guild(app)?;
    let mut out = Vec::new();
    for user in users {
        let route = Route::GuildMember {
            guild_id: guild.into(),
            user_id: (*user).into(),
        };
        match discord.get(route).await {
            Ok(listed) => out.push(listed),
            Err(CallError::Refused { code, .. }) if NOBODY.contains(&code) => {}
            Err(error) => return Err(anyhow::Error::from(error).into()),
        }
    }
    Ok(out)
}

/// The whole list, or none.
async fn everyone(app: &App, discord: &Rest) -> Result<Vec<Listed>> {
    let guild = guild(app)?;
    let mut out = Vec::new();
    let mut after = 0;
    loop {
        let route = Route::GuildMembers {
            guild_id: guild.into(),
        };
        let call = Call::new(LightMethod::Get, route).query(&format!("limit={PAGE}&after={after}"));
        let page: Vec<Listed> = discord.call(call).await.map_err(anyhow::Error::from)?;
        let is_last = page.len() < PAGE;
        let Some(highest) = page.iter().map(|listed| listed.user.id.get()).max() else {
            break;
        };
        if highest <= after {
            return Err(anyhow::anyhow!("Discord lists the same members again").into());
        }
        after = highest;
        out.extend(page);
        if is_last {
            break;
        }
    }
    if out.is_empty() {
        // We are in the server ourselves: nobody at all cannot be true.
        return Err(anyhow::anyhow!("Discord lists no members at all").into());
    }
    Ok(out)
}

fn guild(app: &App) -> Result<GuildId> {
    let guild = app.config.discord.guild;
    Ok(guild.ok_or_else(|| anyhow::anyhow!("discord.guild is not configured"))?)
}
