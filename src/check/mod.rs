//! `salon check`: looks over the installation; each line is ok or says how to mend it.

mod roles;

use std::io::Write;

use serde_json::Value;
use serenity::all::Permissions;
use serenity::http::Route;

use crate::config::{self, Config};
use crate::db::Db;
use crate::discord::permissions::{Bot, POSTING};
use crate::discord::{self, CallError, Rest};
use crate::ids::{ChannelId, GuildId, RoleId};
use crate::text::{Arg, Text};
use crate::{lectures, memberships, outbox, setup};

/// The application's flags that stand for the `GUILD_MEMBERS` intent, verified or not.
const MEMBERS_INTENT: i64 = 1 << 14 | 1 << 15;
/// The same for `MESSAGE_CONTENT`.
const CONTENT_INTENT: i64 = 1 << 18 | 1 << 19;

/// Needed in the questions channel besides what every channel needs.
const FOR_QUESTIONS: Permissions = Permissions::CREATE_PUBLIC_THREADS
    .union(Permissions::SEND_MESSAGES_IN_THREADS)
    .union(Permissions::MANAGE_THREADS)
    .union(Permissions::ATTACH_FILES);

/// What was found, line by line.
struct Report<'a, W> {
    config: &'a Config,
    out: &'a mut W,
    is_ok: bool,
}

impl<W: Write> Report<'_, W> {
    fn ok(&mut self, text: &Text) -> std::io::Result<()> {
        writeln!(self.out, "ok   {}", text.plain(self.config.language))
    }

    fn mend(&mut self, text: &Text) -> std::io::Result<()> {
        self.is_ok = false;
        writeln!(self.out, "✗    {}", text.plain(self.config.language))
    }

    fn line(&mut self, is_ok: bool, good: &Text, bad: &Text) -> std::io::Result<()> {
        if is_ok { self.ok(good) } else { self.mend(bad) }
    }
}

/// Writes one line for each thing that is looked at. `true` when all are ok.
///
/// # Errors
/// When the output cannot be written.
pub async fn run(config: &Config, out: &mut impl Write) -> anyhow::Result<bool> {
    let mut report = Report {
        config,
        out,
        is_ok: true,
    };
    report.ok(&Text::new("check-config"))?;
    check_settings(&mut report)?;
    let roles = check_database(&mut report).await?;
    let Ok(token) = config::secret("SALON_DISCORD_TOKEN") else {
        report.mend(&Text::new("check-token-missing"))?;
        return Ok(false);
    };
    let rest = Rest::new(discord::client()?, config.discord.api_url.clone(), &token)?;
    if check_token(&mut report, &rest).await?
        && let Some(guild) = config.discord.guild
    {
        check_guild(&mut report, &rest, guild, &roles).await?;
    }
    Ok(report.is_ok)
}

/// Ids without which nothing works, whether Discord can be asked or not.
fn check_settings<W: Write>(report: &mut Report<'_, W>) -> anyhow::Result<()> {
    let config = report.config;
    for (key, is_set) in [
        ("discord.guild", config.discord.guild.is_some()),
        ("roles.owner", config.roles.owner.is_some()),
        ("roles.mentor", config.roles.mentor.is_some()),
        ("channels.questions", config.channels.questions.is_some()),
    ] {
        if !is_set {
            report.mend(&Text::new("check-setting-missing").with("key", key))?;
        }
    }
    match config::Keys::read() {
        Ok(keys) if keys.identity.is_none() => report.ok(&Text::new("check-identity-none"))?,
        Ok(_) => report.ok(&Text::new("check-identity"))?,
        Err(error) => {
            report.mend(&Text::new("check-keys").with("error", format!("{error:#}")))?;
        }
    }
    Ok(())
}

/// What the database says must exist on Discord.
#[derive(Default)]
struct Used {
    paid_roles: Vec<RoleId>,
    channels: Vec<ChannelId>,
    meetings: Vec<ChannelId>,
    pinged_roles: Vec<(RoleId, ChannelId)>,
    held: Vec<outbox::Trouble>,
    asks_for_money: bool,
    sends_away: bool,
}

async fn check_database<W: Write>(report: &mut Report<'_, W>) -> anyhow::Result<Used> {
    let folder = report.config.data_dir.clone();
    let shown = || Arg::from(folder.display().to_string());
    if !crate::db::path(&folder).exists() {
        report.ok(&Text::new("check-database-new").with("folder", shown()))?;
        return Ok(Used::default());
    }
    match look(&folder).await {
        Ok(used) => {
            report.ok(&Text::new("check-database").with("folder", shown()))?;
            for held in &used.held {
                let why = held.why();
                let bad = Text::new("check-held")
                    .with("effect", setup::effect(&held.key, held.effect().as_ref()))
                    .with("why", setup::why(&why))
                    .with("detail", why.to_string());
                report.mend(&bad)?;
            }
            if used.asks_for_money {
                check_join(report)?;
            }
            Ok(used)
        }
        Err(error) => {
            let bad = Text::new("check-database-bad")
                .with("folder", shown())
                .with("error", format!("{error:#}"));
            report.mend(&bad)?;
            Ok(Used::default())
        }
    }
}

/// What must be said before something with a price is sold.
fn check_join<W: Write>(report: &mut Report<'_, W>) -> anyhow::Result<()> {
    let mut missing = report.config.join.missing();
    if report.config.channels.log.is_none() {
        missing.push("channels.log");
    }
    for key in missing {
        report.mend(&Text::new("check-join-missing").with("key", key))?;
    }
    Ok(())
}

async fn look(folder: &std::path::Path) -> anyhow::Result<Used> {
    let pool = Db::look(folder).await?;
    let mut conn = pool.acquire().await?;
    let verdict: String = sqlx::query_scalar("pragma quick_check(1)")
        .fetch_one(&mut *conn)
        .await?;
    anyhow::ensure!(verdict == "ok", "{verdict}");
    let plain = |error: crate::error::Error| anyhow::anyhow!("{error:#}");
    let mut used = Used {
        paid_roles: memberships::paid_roles(&mut conn).await.map_err(plain)?,
        held: outbox::held(&mut conn).await.map_err(plain)?,
        asks_for_money: memberships::asks_for_money(&mut conn)
            .await
            .map_err(plain)?,
        sends_away: memberships::sends_away(&mut conn).await.map_err(plain)?,
        ..Used::default()
    };
    for (channel, role, meeting) in lectures::places(&mut conn).await.map_err(plain)? {
        used.channels.push(channel);
        used.meetings.extend(meeting);
        used.pinged_roles.extend(role.map(|role| (role, channel)));
    }
    Ok(used)
}

/// Whether Discord takes the token, and whether the intents are switched on.
async fn check_token<W: Write>(report: &mut Report<'_, W>, rest: &Rest) -> anyhow::Result<bool> {
    let application: Value = match rest.get(Route::Oauth2ApplicationCurrent).await {
        Ok(application) => application,
        Err(CallError::Refused { status: 401, .. }) => {
            report.mend(&Text::new("check-token-refused"))?;
            return Ok(false);
        }
        Err(_) => {
            report.mend(&Text::new("check-unreachable"))?;
            return Ok(false);
        }
    };
    report.ok(&Text::new("check-token"))?;
    let flags = application["flags"].as_i64().unwrap_or(0);
    report.line(
        flags & MEMBERS_INTENT != 0,
        &Text::new("check-intents"),
        &Text::new("check-intents-missing"),
    )?;
    if report.config.discord.message_content {
        report.line(
            flags & CONTENT_INTENT != 0,
            &Text::new("check-content"),
            &Text::new("check-content-missing"),
        )?;
    }
    Ok(true)
}

async fn check_guild<W: Write>(
    report: &mut Report<'_, W>,
    rest: &Rest,
    guild: GuildId,
    used: &Used,
) -> anyhow::Result<()> {
    let Some((bot, roles, channels)) = read_guild(rest, guild).await else {
        let bad = Text::new("check-guild-unknown").with("guild", guild.to_string());
        report.mend(&bad)?;
        return Ok(());
    };
    report.ok(&Text::new("check-guild"))?;
    report.line(
        bot.may(Permissions::MANAGE_ROLES),
        &Text::new("check-manage-roles"),
        &Text::new("check-manage-roles-missing"),
    )?;
    if used.sends_away {
        report.line(
            bot.may(Permissions::KICK_MEMBERS),
            &Text::new("check-kick"),
            &Text::new("check-kick-missing"),
        )?;
    }
    roles::check(report, &bot, &roles, used)?;
    check_channels(report, &bot, &roles, &channels, used)
}

async fn read_guild(rest: &Rest, guild: GuildId) -> Option<(Bot, Vec<Value>, Vec<Value>)> {
    let me: Value = rest.get(Route::UserMe).await.ok()?;
    let user: u64 = me["id"].as_str()?.parse().ok()?;
    let member: Value = rest
        .get(Route::GuildMember {
            guild_id: guild.into(),
            user_id: serenity::all::UserId::new(user.max(1)),
        })
        .await
        .ok()?;
    let guild_id = guild.into();
    let roles: Vec<Value> = rest.get(Route::GuildRoles { guild_id }).await.ok()?;
    let channels: Vec<Value> = rest.get(Route::GuildChannels { guild_id }).await.ok()?;
    Some((
        Bot::new(guild.to_string(), &member, &roles),
        roles,
        channels,
    ))
}

fn find(list: &[Value], id: i64) -> Option<&Value> {
    let id = id.to_string();
    list.iter().find(|thing| thing["id"] == *id)
}

fn name(thing: &Value) -> String {
    thing["name"].as_str().unwrap_or_default().to_owned()
}

fn check_channels<W: Write>(
    report: &mut Report<'_, W>,
    bot: &Bot,
    roles: &[Value],
    channels: &[Value],
    used: &Used,
) -> anyhow::Result<()> {
    if let Some(id) = report.config.channels.questions {
        check_channel(report, bot, channels, id, POSTING | FOR_QUESTIONS)?;
        check_tags(report, find(channels, id.0))?;
    }
    if let Some(id) = report.config.channels.log {
        check_channel(report, bot, channels, id, POSTING)?;
    }
    if let Some(id) = report.config.channels.catalogue {
        check_channel(report, bot, channels, id, POSTING)?;
    }
    for id in &used.channels {
        check_channel(report, bot, channels, *id, lectures::FOR_LECTURES)?;
    }
    for id in &used.meetings {
        check_channel(report, bot, channels, *id, lectures::FOR_MEETINGS)?;
    }
    for (role, channel) in &used.pinged_roles {
        let Some(role) = find(roles, role.0) else {
            report.mend(&Text::new("check-ping-role-missing").with("role", role.to_string()))?;
            continue;
        };
        let is_mentionable = role["mentionable"].as_bool() == Some(true);
        let may_ping = find(channels, channel.0)
            .is_some_and(|channel| bot.lacks(channel, Permissions::MENTION_EVERYONE).is_empty());
        report.line(
            is_mentionable || may_ping,
            &Text::new("check-ping").with("role", name(role)),
            &Text::new("check-ping-missing").with("role", name(role)),
        )?;
    }
    Ok(())
}

fn check_channel<W: Write>(
    report: &mut Report<'_, W>,
    bot: &Bot,
    channels: &[Value],
    id: ChannelId,
    needed: Permissions,
) -> anyhow::Result<()> {
    let Some(channel) = find(channels, id.0) else {
        report.mend(&Text::new("check-channel-missing").with("channel", id.to_string()))?;
        return Ok(());
    };
    let lacking = bot.lacks(channel, needed);
    report.line(
        lacking.is_empty(),
        &Text::new("check-channel").with("channel", name(channel)),
        &Text::new("check-channel-permissions")
            .with("channel", name(channel))
            .with("permissions", lacking.get_permission_names().join(", ")),
    )?;
    Ok(())
}

/// A forum should have a tag for every state.
fn check_tags<W: Write>(report: &mut Report<'_, W>, channel: Option<&Value>) -> anyhow::Result<()> {
    let Some(channel) = channel.filter(|channel| channel["type"].as_i64() == Some(15)) else {
        return Ok(());
    };
    let names: Vec<_> = channel["available_tags"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|tag| tag["name"].as_str())
        .collect();
    let tags = &report.config.questions.tags;
    let wanted = [
        &tags.open,
        &tags.claimed,
        &tags.needs_info,
        &tags.answered,
        &tags.resolved,
    ];
    let missing: Vec<_> = wanted
        .into_iter()
        .filter(|tag| !names.contains(&tag.as_str()))
        .cloned()
        .collect();
    report.line(
        missing.is_empty(),
        &Text::new("check-tags"),
        &Text::new("check-tags-missing").with("tags", missing.join(", ")),
    )?;
    Ok(())
}
