//! Looks at where slots post, before somebody waits for it: whether the channel is there, what the bot
//! may do in it, and how many people the role reaches.

use std::collections::HashMap;

use chrono::{DateTime, TimeDelta};
use serde_json::{Value, json};
use serenity::http::Route;

use super::store::look as store;
use crate::app::App;
use crate::discord::permissions::Bot;
use crate::discord::{CallError, Rest};
use crate::error::Result;
use crate::ids::{ChannelId, GuildId, RoleId, SlotId, UserId};
use crate::journal::{self, By};
use crate::lectures::rules::{self, Channel, Role, Trouble};

/// What was looked at so long ago is looked at again while a date is near.
const OLD: TimeDelta = TimeDelta::hours(12);
/// Discord's error for a channel that is not there.
const UNKNOWN_CHANNEL: i64 = 10_003;

/// Where a slot posts, and whom it notifies.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(super) struct Place {
    pub(super) slot: SlotId,
    channel_id: ChannelId,
    role_id: Option<RoleId>,
    event_channel_id: Option<ChannelId>,
}

/// What was seen of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::FromRow)]
pub(in crate::lectures) struct Look {
    /// How many people have the role; `None` where none is notified, or nobody knows.
    pub(in crate::lectures) holders: Option<i64>,
    /// What is wrong.
    pub(in crate::lectures) trouble: Option<Trouble>,
}

/// The server as the bot sees it.
struct Server {
    bot: Bot,
    channels: HashMap<String, Value>,
    roles: HashMap<String, Value>,
    holders: HashMap<String, i64>,
}

/// Looks at the places of slots that have a date soon, unless that was done lately. Where Discord does
/// not answer, what was known stays.
pub(in crate::lectures) async fn look_due(app: &App, discord: &Rest) -> Result<()> {
    let now = app.now();
    let mut conn = app.db.read().await?;
    if store::places(&mut conn, now + rules::BIND, now - OLD)
        .await?
        .is_empty()
    {
        return Ok(());
    }
    // One look shows all of them: those whose dates come next need none of their own.
    let places = store::places(&mut conn, now + rules::BIND + OLD, now).await?;
    drop(conn);
    look(app, discord, places).await
}

/// Looks at the place of one slot now, and says what is wrong with it.
pub(in crate::lectures) async fn look_at(
    app: &App,
    discord: &Rest,
    slot: SlotId,
) -> Result<Option<Trouble>> {
    let place = store::place(&mut *app.db.read().await?, slot).await?;
    look(app, discord, place.into_iter().collect()).await?;
    let seen = store::seen(&mut *app.db.read().await?, slot).await?;
    Ok(seen.and_then(|seen| seen.trouble))
}

/// What Discord showed may have changed: what matters soon is looked at again.
pub async fn look_again(app: &App) -> Result<()> {
    if !store::is_anything_seen(&mut *app.db.read().await?).await? {
        return Ok(());
    }
    let mut tx = app.db.begin().await?;
    store::forget(&mut tx, DateTime::UNIX_EPOCH).await?;
    tx.commit().await?;
    app.look_soon.notify_one();
    Ok(())
}

async fn look(app: &App, discord: &Rest, places: Vec<Place>) -> Result<()> {
    let Some(guild) = app.config.discord.guild.filter(|_| !places.is_empty()) else {
        return Ok(());
    };
    let seen = match see(app, discord, guild, &places).await {
        Ok(seen) => seen,
        Err(error) => {
            tracing::debug!("the places of lectures could not be looked at: {error}");
            return Ok(());
        }
    };
    let now = app.now();
    let mut tx = app.db.begin().await?;
    for (place, look) in places.iter().zip(seen) {
        let known = store::seen(tx.conn().await?, place.slot).await?;
        store::save(&mut tx, place.slot, look, now).await?;
        if known.and_then(|known| known.trouble) == look.trouble {
            continue;
        }
        let entry = journal::Entry {
            by: By::Discord,
            kind: "slot.looked_at",
            subject: &format!("slot:{}", place.slot),
            person: None,
            details: json!({"trouble": look.trouble.map(Trouble::name)}),
        };
        journal::record(&mut tx, now, entry).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// What Discord shows of each of them.
async fn see(
    app: &App,
    discord: &Rest,
    guild: GuildId,
    places: &[Place],
) -> Result<Vec<Look>, CallError> {
    let server = read(app, discord, guild).await?;
    let mut seen = Vec::new();
    for place in places {
        let channel = server.channel(discord, place.channel_id).await?;
        let meeting = match place.event_channel_id {
            Some(meeting) => Some(server.channel(discord, meeting).await?),
            None => None,
        };
        let role = place.role_id.map(|role| server.role(role));
        let holders = place.role_id.and_then(|role| {
            let holders = server.holders.get(&role.to_string());
            holders.copied()
        });
        seen.push(Look {
            holders,
            trouble: rules::trouble(channel, role, meeting),
        });
    }
    Ok(seen)
}

async fn read(app: &App, discord: &Rest, guild: GuildId) -> Result<Server, CallError> {
    let guild_id = guild.into();
    let user_id = if let Some(user) = app.myself.get() {
        *user
    } else {
        let me: serenity::all::CurrentUser = discord.get(Route::UserMe).await?;
        *app.myself.get_or_init(|| UserId::from(me.id))
    };
    let member: Value = discord
        .get(Route::GuildMember {
            guild_id,
            user_id: user_id.into(),
        })
        .await?;
    let roles: Vec<Value> = discord.get(Route::GuildRoles { guild_id }).await?;
    let channels: Vec<Value> = discord.get(Route::GuildChannels { guild_id }).await?;
    let holders = discord
        .get(Route::GuildRoleMemberCounts { guild_id })
        .await?;
    Ok(Server {
        bot: Bot::new(guild.to_string(), &member, &roles),
        channels: by_id(channels),
        roles: by_id(roles),
        holders,
    })
}

fn by_id(things: Vec<Value>) -> HashMap<String, Value> {
    let id = |thing: &Value| thing["id"].as_str().unwrap_or_default().to_owned();
    let things = things.into_iter();
    things.map(|thing| (id(&thing), thing)).collect()
}

impl Server {
    /// A channel. Of those that it does not see, a bot is told only whether they are there.
    async fn channel(&self, discord: &Rest, id: ChannelId) -> Result<Channel, CallError> {
        if let Some(channel) = self.channels.get(&id.to_string()) {
            return Ok(Channel::There(self.bot.granted(channel)));
        }
        let channel_id = id.into();
        match discord.get::<Value>(Route::Channel { channel_id }).await {
            Ok(_) => Ok(Channel::Hidden),
            Err(error) if error.code() == Some(UNKNOWN_CHANNEL) => Ok(Channel::Gone),
            Err(error) if error.code().is_some() => Ok(Channel::Hidden),
            Err(error) => Err(error),
        }
    }

    fn role(&self, id: RoleId) -> Role {
        match self.roles.get(&id.to_string()) {
            None => Role::Gone,
            Some(role) => Role::There {
                is_mentionable: role["mentionable"].as_bool() == Some(true),
            },
        }
    }
}
