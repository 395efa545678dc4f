//! Looks at where slots post, before somebody waits for it: whether the channel is there, what the bot
//! may do in it, and how many people the role reaches.

use std::collections::HashMap;

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};
use serenity::http::Route;

use super::store::look as store;
use super::{cards, deciding, store as dates};
use crate::app::App;
use crate::db::Tx;
use crate::discord::permissions::Bot;
use crate::discord::{CallError, Rest, UNKNOWN_CHANNEL};
use crate::error::Result;
use crate::ids::{ChannelId, GuildId, RoleId, SlotId, UserId};
use crate::journal::{self, By};
use crate::lectures::lecture::{Occurrence, Slot};
use crate::lectures::rules::{self, Channel, Role, Trouble};
use crate::lectures::slots;
use crate::lectures::slots::cards::slot_label;
use crate::outbox::{self, Priority, Queued};

/// What was looked at so long ago is looked at again while a date is near.
const OLD: TimeDelta = TimeDelta::hours(12);

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

/// Whom a post with this role notifies: a role that is gone would be a dead mention.
pub(super) fn notified(role: Option<RoleId>, seen: Option<Look>) -> Option<RoleId> {
    let is_gone = seen.is_some_and(|seen| seen.trouble == Some(Trouble::RoleGone));
    role.filter(|_| !is_gone)
}

/// A slot as it was when a post of it was sent, and what is known of whom it notified then.
pub(super) fn as_posted(
    mut slot: Slot,
    date: &Occurrence,
    seen: Option<Look>,
) -> (Slot, Option<Look>) {
    // What was seen is the role that the slot has now.
    let seen = seen.filter(|_| slot.role_id == date.role_id);
    slot.role_id = notified(date.role_id, seen);
    if let Some(track) = &date.track {
        slot.track.clone_from(track);
    }
    (slot, seen)
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

/// Looks at the place of one slot now, and says what is known of it.
pub(in crate::lectures) async fn look_at(
    app: &App,
    discord: &Rest,
    slot: SlotId,
) -> Result<Option<Look>> {
    let place = store::place(&mut *app.db.read().await?, slot).await?;
    look(app, discord, place.into_iter().collect()).await?;
    Ok(store::seen(&mut *app.db.read().await?, slot).await?)
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
        take_in(app, &mut tx, place, look, now).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// Writes down what was seen. What differs is shown on cards; of what is wrong since they were shown
/// the owner is told, because nobody hears of a card that changes.
async fn take_in(
    app: &App,
    tx: &mut Tx,
    place: &Place,
    look: Look,
    now: DateTime<Utc>,
) -> Result<()> {
    let slot = place.slot;
    let known = store::seen(tx.conn().await?, slot).await?;
    store::save(tx, slot, look, now).await?;
    if !look.trouble.is_some_and(Trouble::stops) {
        for mut date in dates::held_by_place(tx, slot).await? {
            deciding::let_go(tx, &mut date, By::Discord, now).await?;
            app.schedule_changed.notify_one();
        }
    }
    if known == Some(look) {
        return Ok(());
    }
    let was_shown = dates::show_again(tx, slot).await?;
    let lang = app.config.language;
    if known.and_then(|known| known.trouble) == look.trouble {
        return Ok(());
    }
    let entry = journal::Entry {
        by: By::Discord,
        kind: "slot.looked_at",
        subject: &format!("slot:{slot}"),
        person: None,
        details: json!({"trouble": look.trouble.map(Trouble::name)}),
    };
    journal::record(tx, now, entry).await?;
    let subject = format!("slot:{slot}:place");
    // What was wrong before is not, or is something else.
    if let Some(told_at) = store::told_at(tx.conn().await?, slot).await?
        && let Some(known) = slots::store::slot(tx.conn().await?, slot).await?
    {
        let at = told_at.timestamp_millis();
        let message = cards::preview::mended(slot, at, slot_label(&app.config, &known, lang), lang);
        let (of, key) = (
            alert_key(slot, at),
            format!("{}:mended", alert_key(slot, at)),
        );
        let queued = Queued::once(&key, &subject, Priority::Normal);
        outbox::amend(tx, &of, &queued, message, now).await?;
        store::set_told(tx, slot, None).await?;
    }
    let Some(trouble) = look.trouble.filter(|_| was_shown) else {
        return Ok(());
    };
    let at = now.timestamp_millis();
    let wrong = cards::trouble(trouble, place.channel_id, place.role_id);
    let message = cards::preview::alert(slot, at, &wrong, lang);
    let key = alert_key(slot, at);
    let queued = Queued::once(&key, &subject, Priority::Normal);
    outbox::tell_owner(tx, app, &queued, message, now).await?;
    store::set_told(tx, slot, Some(now)).await?;
    Ok(())
}

/// The key of what the owner is told of a place.
fn alert_key(slot: SlotId, at: i64) -> String {
    format!("lecture:slot:{slot}:place:{at}")
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
