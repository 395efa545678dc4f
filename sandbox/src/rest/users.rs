//! Who the bot is, where the gateway is, and opening DMs.

use serde_json::{Value, json};

use super::request::Request;
use super::{Reply, ok};
use crate::Id;
use crate::discord::Discord;
use crate::error::ApiError;
use crate::state::{Channel, kind};

/// `GET /gateway`
pub(crate) fn gateway(d: &Discord) -> Reply {
    ok(json!({"url": d.gateway_url()}))
}

/// `GET /gateway/bot`
pub(crate) fn gateway_bot(d: &Discord) -> Reply {
    let left = 1000_usize.saturating_sub(d.sessions.identified);
    let told = d.faults.logins.unwrap_or((left, 86_400_000));
    let (remaining, reset_after) = told;
    ok(json!({
        "url": d.gateway_url(),
        "shards": d.faults.shards.max(1),
        "session_start_limit": {"total": 1000, "remaining": remaining, "reset_after": reset_after, "max_concurrency": 1},
    }))
}

/// `GET /users/@me`
pub(crate) fn me(d: &Discord) -> Reply {
    ok(d.own_user_json())
}

/// `GET /users/{id}`
pub(crate) fn user(d: &Discord, user: Id) -> Reply {
    if d.state.users.contains_key(&user) {
        ok(d.state.user_json(user))
    } else {
        Err(ApiError::code(10013))
    }
}

/// `GET /applications/@me` and its older name.
pub(crate) fn application(d: &Discord) -> Reply {
    ok(json!({
        "id": d.state.application,
        "name": d.state.display_name(d.state.bot),
        "icon": null,
        "description": "",
        "type": null,
        "bot_public": false,
        "bot_require_code_grant": false,
        "verify_key": "0".repeat(64),
        "team": null,
        "owner": d.state.user_json(d.state.guild.owner),
        "bot": d.state.user_json(d.state.bot),
        "flags": d.application_flags(),
        "flags_new": d.application_flags().to_string(),
        "tags": [],
        "redirect_uris": [],
        "interactions_endpoint_url": null,
        "role_connections_verification_url": null,
        "integration_types_config": {"0": {}},
        "approximate_guild_count": 1,
        "approximate_user_install_count": 0,
        "approximate_user_authorization_count": 0,
        "explicit_content_filter": 0,
        "eligible_oauth2_scopes": ["bot", "applications.commands"],
    }))
}

/// `POST /users/@me/channels`
pub(crate) fn open_dm(d: &mut Discord, r: &Request) -> Reply {
    let user: Id = serde_json::from_value(r.body["recipient_id"].clone()).map_err(|_| {
        ApiError::invalid(
            "recipient_id",
            "NUMBER_TYPE_COERCE",
            "Value is not snowflake.",
        )
    })?;
    if !d.state.users.contains_key(&user) {
        return Err(ApiError::code(10013));
    }
    if user == d.state.bot {
        return Err(ApiError::code(50007));
    }
    let channel = d.dm_channel(user);
    ok(d.state
        .channels
        .get(&channel)
        .map_or(Value::Null, |channel| d.state.channel_json(channel)))
}

impl Discord {
    /// The DM channel with a user, opened if need be.
    pub(crate) fn dm_channel(&mut self, user: Id) -> Id {
        if let Some(known) = self.state.dm_with(user) {
            return known.id;
        }
        let id = self.new_id();
        let mut channel = Channel::new(id, kind::DM, "");
        channel.recipient = Some(user);
        self.state.channels.insert(id, channel);
        id
    }
}
