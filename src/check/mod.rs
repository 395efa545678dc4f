//! `salon check`: looks over the installation; each line is ok or says how to mend it.

mod channels;
mod roles;

use std::io::Write;

use serde_json::Value;
use serenity::all::Permissions;
use serenity::http::Route;

use crate::config::{self, Config};
use crate::db::Db;
use crate::discord::permissions::Bot;
use crate::discord::{self, CallError, Rest};
use crate::ids::{ChannelId, GuildId, RoleId};
use crate::text::{Arg, Text};
use crate::{lectures, memberships, outbox, questions, setup};

/// The application's flags that stand for the `GUILD_MEMBERS` intent, verified or not.
const MEMBERS_INTENT: i64 = 1 << 14 | 1 << 15;
/// The same for `MESSAGE_CONTENT`.
const CONTENT_INTENT: i64 = 1 << 18 | 1 << 19;

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
        Ok(keys) if keys.identity.is_none() => {
            report.ok(&Text::new("check-identity-none"))?;
            report.ok(&Text::new("check-reports-open"))?;
        }
        Ok(_) => {
            report.ok(&Text::new("check-identity"))?;
            report.ok(&Text::new("check-reports-sealed"))?;
        }
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
    boards: Vec<ChannelId>,
    meetings: Vec<ChannelId>,
    pinged_roles: Vec<(RoleId, ChannelId)>,
    held: Vec<outbox::Trouble>,
    asks_for_money: bool,
    sends_away: bool,
    opens_seals: Option<bool>,
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
            check_seals(report, used.opens_seals)?;
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

/// Whether the key is the one with which the database holds something sealed.
fn check_seals<W: Write>(report: &mut Report<'_, W>, opens: Option<bool>) -> anyhow::Result<()> {
    // One that is none was told of before.
    let has_key = config::Keys::read().is_ok_and(|keys| keys.identity.is_some());
    match opens {
        Some(false) if has_key => report.mend(&Text::new("check-identity-other"))?,
        Some(false) => report.mend(&Text::new("check-identity-lost"))?,
        Some(true) | None => {}
    }
    Ok(())
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
        boards: questions::boards(&mut conn).await.map_err(plain)?,
        ..Used::default()
    };
    // A database of before has none of it until the bot has started.
    let has_seals = sqlx::query("pragma table_info(sealed_asker)")
        .fetch_optional(&mut *conn)
        .await?
        .is_some();
    if has_seals {
        let identity = config::Keys::read().ok().and_then(|keys| keys.identity);
        let opens = questions::is_right_key(&mut conn, identity.as_deref()).await;
        used.opens_seals = opens.map_err(plain)?;
    }
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
    report.line(
        bot.may(Permissions::MANAGE_MESSAGES),
        &Text::new("check-messages"),
        &Text::new("check-messages-missing"),
    )?;
    if used.sends_away {
        report.line(
            bot.may(Permissions::KICK_MEMBERS),
            &Text::new("check-kick"),
            &Text::new("check-kick-missing"),
        )?;
    }
    roles::check(report, &bot, &roles, used)?;
    channels::check(report, &bot, &roles, &channels, used)
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
