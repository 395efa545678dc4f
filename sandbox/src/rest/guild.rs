//! Reading the guild: itself, roles, channels.

use serde_json::{Map, Value, json};

use super::{Reply, ok};
use crate::discord::Discord;
use crate::permissions::VIEW_CHANNEL;
use crate::wire::guild::role_json;

/// `GET /guilds/{id}`
pub(crate) fn guild(d: &Discord) -> Reply {
    ok(d.state.guild_json())
}

/// `GET /guilds/{id}/roles`
pub(crate) fn roles(d: &Discord) -> Reply {
    ok(d.state.guild.roles.values().map(role_json).collect())
}

/// `GET /guilds/{id}/roles/member-counts`
pub(crate) fn member_counts(d: &Discord) -> Reply {
    let holders = |role| {
        d.state
            .guild
            .members
            .values()
            .filter(|member| member.roles.contains(role))
            .count()
    };
    let real = d
        .state
        .guild
        .roles
        .keys()
        .filter(|role| **role != d.state.guild.id);
    ok(Value::Object(
        real.map(|role| (role.to_string(), json!(holders(role))))
            .collect::<Map<_, _>>(),
    ))
}

/// `GET /guilds/{id}/channels`: no threads.
pub(crate) fn channels(d: &Discord) -> Reply {
    let shown = |channel: &&crate::state::Channel| {
        !channel.is_dm()
            && channel.thread.is_none()
            && d.state.may(d.state.bot, channel.id, VIEW_CHANNEL)
    };
    ok(d.state
        .channels
        .values()
        .filter(shown)
        .map(|channel| d.state.channel_json(channel))
        .collect())
}
