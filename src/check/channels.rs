//! What the bot may do in the channels that it uses.

use std::io::Write;

use serde_json::Value;
use serenity::all::Permissions;

use super::{Report, Used, find, name};
use crate::discord::permissions::{Bot, PIN_MESSAGES, POSTING};
use crate::ids::ChannelId;
use crate::lectures;
use crate::text::Text;

/// Needed in the questions channel besides what every channel needs.
const FOR_QUESTIONS: Permissions = Permissions::CREATE_PUBLIC_THREADS
    .union(Permissions::SEND_MESSAGES_IN_THREADS)
    .union(Permissions::MANAGE_THREADS)
    .union(Permissions::ATTACH_FILES);
/// Needed where confidential questions stand besides what every channel needs.
const FOR_CONFIDENTIAL: Permissions = Permissions::CREATE_PRIVATE_THREADS
    .union(Permissions::SEND_MESSAGES_IN_THREADS)
    .union(Permissions::MANAGE_THREADS)
    .union(Permissions::ATTACH_FILES);

/// Looks at every channel that the settings or the database name.
pub(super) fn check<W: Write>(
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
    check_confidential(report, bot, channels)?;
    if let Some(id) = report.config.channels.log {
        check_channel(report, bot, channels, id, POSTING)?;
    }
    if let Some(id) = report.config.channels.catalogue {
        check_channel(report, bot, channels, id, POSTING)?;
    }
    for id in &used.channels {
        check_channel(report, bot, channels, *id, lectures::FOR_LECTURES)?;
    }
    for id in &used.boards {
        check_channel(report, bot, channels, *id, POSTING | PIN_MESSAGES)?;
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
            .with("permissions", names(lacking)),
    )?;
    Ok(())
}

/// serenity does not know every permission by name.
fn names(lacking: Permissions) -> String {
    let mut names = lacking.get_permission_names();
    if lacking.contains(PIN_MESSAGES) {
        names.push("Pin Messages");
    }
    names.join(", ")
}

/// Where questions stand that only mentors may read, if anywhere: in a channel of their own, or in that
/// for questions.
fn check_confidential<W: Write>(
    report: &mut Report<'_, W>,
    bot: &Bot,
    channels: &[Value],
) -> anyhow::Result<()> {
    let settings = &report.config.channels;
    let own = settings.confidential;
    let Some(id) = own.or(settings.questions) else {
        return Ok(());
    };
    let Some(channel) = find(channels, id.0) else {
        // Of the questions channel it was said above.
        if own.is_some() {
            report.mend(&Text::new("check-channel-missing").with("channel", id.to_string()))?;
        }
        return Ok(());
    };
    if channel["type"].as_i64() == Some(0) {
        return check_channel(report, bot, channels, id, POSTING | FOR_CONFIDENTIAL);
    }
    // Without a channel of their own nobody wants any.
    if own.is_some() {
        let bad = Text::new("check-confidential-kind").with("channel", name(channel));
        report.mend(&bad)?;
    }
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
