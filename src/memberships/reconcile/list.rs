//! Everyone in the server, as Discord lists them.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};
use serde::Deserialize;
use serenity::http::{LightMethod, Route};

use crate::app::App;
use crate::discord::{Call, Rest};
use crate::error::Result;
use crate::ids::{GuildId, RoleId, UserId};
use crate::memberships::rules::Shown;

/// How many members Discord lists at once.
const PAGE: usize = 1_000;

/// A member as Discord lists them; no more than we need.
#[derive(Deserialize)]
struct Listed {
    user: ListedUser,
    roles: Vec<serenity::all::RoleId>,
    joined_at: Option<DateTime<Utc>>,
    #[serde(default)]
    pending: bool,
}

#[derive(Deserialize)]
struct ListedUser {
    id: serenity::all::UserId,
    #[serde(default)]
    bot: bool,
}

/// The server; no more than we need.
#[derive(Deserialize)]
struct Guild {
    owner_id: serenity::all::UserId,
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

/// The bots in the server.
pub(in crate::memberships) async fn bots(app: &App, discord: &Rest) -> Result<HashSet<UserId>> {
    let everyone = everyone(app, discord).await?.into_iter();
    let bots = everyone.filter(|listed| listed.user.bot);
    Ok(bots.map(|listed| listed.user.id.into()).collect())
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
