//! The roles that settings and plans name.

use std::io::Write;

use serde_json::Value;

use super::{Report, Used, find, name};
use crate::discord::permissions::Bot;
use crate::text::Text;

/// Every role that is named must exist; those that are given must stand below the bot's own.
pub(super) fn check<W: Write>(
    report: &mut Report<'_, W>,
    bot: &Bot,
    roles: &[Value],
    used: &Used,
) -> anyhow::Result<()> {
    let configured = [
        ("roles.owner", report.config.roles.owner),
        ("roles.mentor", report.config.roles.mentor),
    ];
    for (key, role) in configured {
        let Some(id) = role else {
            continue;
        };
        match find(roles, id.0) {
            Some(role) => report.ok(&Text::new("check-role")
                .with("key", key)
                .with("role", name(role)))?,
            None => report.mend(
                &Text::new("check-role-missing")
                    .with("key", key)
                    .with("role", id.to_string()),
            )?,
        }
    }
    for id in &used.paid_roles {
        match find(roles, id.0) {
            None => {
                report.mend(&Text::new("check-paid-role-missing").with("role", id.to_string()))?;
            }
            Some(role) if role["managed"].as_bool() == Some(true) => {
                report.mend(&Text::new("check-paid-role-managed").with("role", name(role)))?;
            }
            Some(role) if role["position"].as_i64().unwrap_or(0) >= bot.position => {
                report.mend(&Text::new("check-paid-role-high").with("role", name(role)))?;
            }
            Some(role) => report.ok(&Text::new("check-paid-role").with("role", name(role)))?,
        }
    }
    let tracks = report.config.tracks.iter();
    let given: Vec<_> = tracks
        .filter_map(|(key, track)| Some((key.as_str(), track.role?)))
        .collect();
    for (track, id) in given {
        let found = find(roles, id.0);
        let shown = found.map_or_else(|| id.to_string(), name);
        let told = match found {
            None => Text::new("check-track-role-missing"),
            Some(_) if used.paid_roles.contains(&id) => Text::new("check-track-role-sold"),
            Some(role) if role["managed"].as_bool() == Some(true) => {
                Text::new("check-track-role-managed")
            }
            Some(role) if role["position"].as_i64().unwrap_or(0) >= bot.position => {
                Text::new("check-track-role-high")
            }
            Some(_) => {
                let good = Text::new("check-track-role").with("track", track);
                report.ok(&good.with("role", shown))?;
                continue;
            }
        };
        report.mend(&told.with("track", track).with("role", shown))?;
    }
    Ok(())
}
