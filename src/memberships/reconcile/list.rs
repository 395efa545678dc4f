//! Everyone in the server, as Discord lists them.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use serde::Deserialize;
use serenity::http::{LightMethod, Route};

use crate::app::App;
use crate::discord::{Call, Rest};
use crate::error::Result;
use crate::ids::{RoleId, UserId};
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
}

/// Everyone in the server as Discord shows them, whole or not at all.
pub(super) async fn members(app: &App, discord: &Rest) -> Result<HashMap<UserId, Shown>> {
    let guild = app.config.discord.guild;
    let guild = guild.ok_or_else(|| anyhow::anyhow!("discord.guild is not configured"))?;
    let mut out = HashMap::new();
    let as_of = app.now();
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
        for listed in page {
            let shown = Shown {
                roles: listed.roles.into_iter().map(RoleId::from).collect(),
                is_screening: listed.pending,
                joined_at: listed.joined_at,
                as_of,
            };
            out.insert(UserId::from(listed.user.id), shown);
        }
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
