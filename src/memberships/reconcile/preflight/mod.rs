//! Looks whether the roles that are sold can be given, before somebody waits for one.

mod store;

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use serde::Deserialize;
use serde_json::json;
use serenity::all::Permissions;
use serenity::http::Route;
use sqlx::SqliteConnection;

use super::breaker::SERVER;
use crate::app::App;
use crate::db::{self, Tx};
use crate::discord::message::{Embed, Message};
use crate::discord::{CallError, Rest};
use crate::error::Result;
use crate::ids::{GuildId, RoleId};
use crate::journal::{self, By, Entry};
use crate::memberships::rules::{PaidRole, Rank, Trouble};
use crate::outbox::{self, Priority, Queued};
use crate::text::Text;

/// The fact that holds what the bot may do with roles.
const RANK: &str = "bot_rank";
const RED: u32 = 0x00e7_4c3c;

/// Somebody with roles; no more than we need.
#[derive(Deserialize)]
struct Member {
    roles: Vec<serenity::all::RoleId>,
}

/// A role that is sold, and with which something is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TroubledRole {
    role: RoleId,
    trouble: Trouble,
}

impl TroubledRole {
    /// What is wrong, and how it is mended.
    pub fn text(&self) -> Text {
        let text = match self.trouble {
            Trouble::NoKick => return Text::new("membership-trouble-no-kick"),
            Trouble::Gone => Text::new("membership-trouble-gone"),
            Trouble::Managed => Text::new("membership-trouble-managed"),
            Trouble::NoManageRoles => Text::new("membership-trouble-no-manage-roles"),
            Trouble::TooHigh => Text::new("membership-trouble-too-high"),
            Trouble::Dangerous => Text::new("membership-trouble-dangerous"),
        };
        text.with("role", self.role)
    }
}

/// Whether any plan sends away whoever's last period is over.
pub async fn sends_away(conn: &mut SqliteConnection) -> Result<bool> {
    Ok(store::sends_away(conn).await?)
}

/// The roles with which something is wrong, and what else the bot lacks for what is sold.
pub async fn troubled_roles(conn: &mut SqliteConnection) -> Result<Vec<TroubledRole>> {
    let written = store::troubles(conn).await?.into_iter();
    let read = |(role, what): (RoleId, String)| {
        let trouble = Trouble::read(&what)?;
        Some(TroubledRole { role, trouble })
    };
    let mut troubled: Vec<TroubledRole> = written.filter_map(read).collect();
    if sends_away(conn).await? && rank(conn).await?.is_some_and(|rank| !rank.may_kick) {
        let (role, trouble) = (SERVER, Trouble::NoKick);
        troubled.push(TroubledRole { role, trouble });
    }
    Ok(troubled)
}

/// The roles that were deleted.
pub(super) async fn gone(conn: &mut SqliteConnection) -> Result<Vec<RoleId>> {
    with(conn, Trouble::Gone).await
}

/// The roles whose holders could harm the server.
pub(super) async fn dangerous(conn: &mut SqliteConnection) -> Result<Vec<RoleId>> {
    with(conn, Trouble::Dangerous).await
}

async fn with(conn: &mut SqliteConnection, trouble: Trouble) -> Result<Vec<RoleId>> {
    let all = store::troubles(conn).await?.into_iter();
    let of_it = all.filter(|(_, what)| what == trouble.name());
    Ok(of_it.map(|(role, _)| role).collect())
}

/// What the bot may do with roles, as far as it was looked at.
pub(in crate::memberships) async fn rank(conn: &mut SqliteConnection) -> Result<Option<Rank>> {
    let known = db::fact(conn, RANK).await?;
    Ok(known.and_then(|known| serde_json::from_str(&known).ok()))
}

/// Looks at the roles that are sold. Where Discord does not answer, what was known stays; it is
/// looked at again with the next comparison.
///
/// # Errors
/// When the database fails.
pub async fn look_at_roles(app: &App, discord: &Rest) -> Result<()> {
    let sold = crate::memberships::paid_roles(&mut *app.db.read().await?).await?;
    let Some(guild) = app.config.discord.guild else {
        return Ok(());
    };
    let (listed, rank) = match ask(discord, guild).await {
        Ok(found) => found,
        Err(error) => {
            tracing::debug!("roles could not be looked at: {error}");
            return Ok(());
        }
    };
    let mut conn = app.db.read().await?;
    let known_rank = self::rank(&mut conn).await?;
    let known: HashMap<RoleId, String> = store::troubles(&mut conn).await?.into_iter().collect();
    drop(conn);
    let found = sold.iter().filter_map(|role| {
        let now = Trouble::of(listed.get(role), rank);
        let is_news = known.get(role).map(String::as_str) != now.map(Trouble::name);
        is_news.then_some((*role, now))
    });
    let news: Vec<(RoleId, Option<Trouble>)> = found.collect();
    if news.is_empty() && known_rank == Some(rank) {
        return Ok(());
    }
    let now = app.now();
    let mut tx = app.db.begin().await?;
    db::set_fact(&mut tx, RANK, &serde_json::to_string(&rank)?).await?;
    for (role, trouble) in news {
        take_in(app, &mut tx, (role, trouble), now).await?;
    }
    tx.commit().await?;
    // What was not given meanwhile is given now.
    app.compare_soon.notify_one();
    Ok(())
}

async fn take_in(
    app: &App,
    tx: &mut Tx,
    (role, trouble): (RoleId, Option<Trouble>),
    now: DateTime<Utc>,
) -> Result<()> {
    let entry = Entry {
        by: By::Discord,
        kind: "role.looked_at",
        subject: &format!("role:{role}"),
        person: None,
        details: json!({"role": role, "trouble": trouble.map(Trouble::name)}),
    };
    journal::record(tx, now, entry).await?;
    let Some(trouble) = trouble else {
        return Ok(store::clear(tx, role).await?);
    };
    store::set(tx, role, trouble.name(), now).await?;
    let lane = format!("role:{role}");
    let mut paused = outbox::paused(tx.conn().await?).await?.into_iter();
    // Of what waits for it the owner was told.
    let is_told = paused.any(|paused| paused.what == lane);
    if is_told || !trouble.is_told_at_once() {
        return Ok(());
    }
    let key = format!("role:{role}:trouble:{}", now.timestamp_millis());
    let text = TroubledRole { role, trouble }.text();
    let message = Message {
        embed: Some(Embed {
            description: text.render(app.config.language),
            footer: format!("salon · role-{role}-{}", now.timestamp_millis()),
            colour: RED,
            ..Embed::default()
        }),
        ..Message::default()
    };
    let queued = Queued::once(&key, &key, Priority::Normal);
    outbox::tell_owner(tx, app, &queued, message, now).await
}

/// Every role on the server, and what the bot may do with them.
async fn ask(
    discord: &Rest,
    guild: GuildId,
) -> Result<(HashMap<RoleId, PaidRole>, Rank), CallError> {
    let guild_id = guild.into();
    let roles: Vec<serenity::all::Role> = discord.get(Route::GuildRoles { guild_id }).await?;
    let me: serenity::all::CurrentUser = discord.get(Route::UserMe).await?;
    let user_id = me.id;
    let member: Member = discord
        .get(Route::GuildMember { guild_id, user_id })
        .await?;
    let mut rank = Rank {
        position: 0,
        may_manage_roles: false,
        may_kick: false,
    };
    let giving = Permissions::MANAGE_ROLES | Permissions::ADMINISTRATOR;
    let kicking = Permissions::KICK_MEMBERS | Permissions::ADMINISTRATOR;
    for role in &roles {
        let is_everyones = role.id.get() == guild_id.get();
        if is_everyones || member.roles.contains(&role.id) {
            rank.position = rank.position.max(role.position.into());
            rank.may_manage_roles |= role.permissions.intersects(giving);
            rank.may_kick |= role.permissions.intersects(kicking);
        }
    }
    let listed = roles.iter().map(|role| (role.id.into(), role.into()));
    Ok((listed.collect(), rank))
}
