//! The guild, its roles, members and users as Discord writes them.

use serde_json::{Value, json};

use super::time;
use crate::Id;
use crate::state::{Member, Role, State};

/// Discord sends every member to the bot at the start only in a small guild; here never more than this.
const MEMBERS_SENT: usize = 50;

impl State {
    /// A user; one that does not exist is shown as deleted.
    pub(crate) fn user_json(&self, id: Id) -> Value {
        let user = self.users.get(&id);
        let username = user.map_or("deleted_user", |user| user.username.as_str());
        let mut body = json!({
            "id": id,
            "username": username,
            "discriminator": "0",
            "global_name": user.and_then(|user| user.global_name.clone()),
            "avatar": null,
            "public_flags": 0,
            "flags": 0,
            "primary_guild": null,
        });
        if user.is_some_and(|user| user.bot) {
            body["bot"] = json!(true);
        }
        body
    }

    /// A member with the user.
    pub(crate) fn member_json(&self, id: Id) -> Value {
        let Some(member) = self.guild.members.get(&id) else {
            return Value::Null;
        };
        let mut body = partial_member_json(member);
        body["user"] = self.user_json(id);
        body
    }

    /// A member with the permissions she has in a channel, as in an interaction.
    pub(crate) fn member_in_json(&self, id: Id, channel: Id) -> Value {
        let mut body = self.member_json(id);
        if body.is_object() {
            body["permissions"] = json!(self.permissions(id, channel).to_string());
        }
        body
    }

    /// A member as an option or a select carries her: without the user, with her permissions.
    pub(crate) fn chosen_member_json(&self, id: Id) -> Option<Value> {
        let mut body = partial_member_json(self.guild.members.get(&id)?);
        body["permissions"] = json!(self.guild_permissions(id).to_string());
        Some(body)
    }

    /// The guild as REST gives it.
    pub(crate) fn guild_json(&self) -> Value {
        let guild = &self.guild;
        let mut features = vec!["COMMUNITY"];
        if guild.screens {
            features.push("MEMBER_VERIFICATION_GATE_ENABLED");
        }
        json!({
            "id": guild.id, "name": guild.name, "owner_id": guild.owner,
            "icon": null, "splash": null, "discovery_splash": null, "banner": null, "description": null,
            "region": "japan", "afk_channel_id": null, "afk_timeout": 300,
            "verification_level": 1, "default_message_notifications": 1, "explicit_content_filter": 0,
            "roles": guild.roles.values().map(role_json).collect::<Vec<_>>(),
            "emojis": [], "stickers": [], "features": features,
            "mfa_level": 0, "application_id": null, "widget_enabled": false,
            "widget_channel_id": null, "home_header": null, "incidents_data": null,
            "system_channel_id": null, "system_channel_flags": 0, "rules_channel_id": null,
            "public_updates_channel_id": null, "safety_alerts_channel_id": null,
            "max_members": 500_000, "max_presences": null, "max_video_channel_users": 25,
            "max_stage_video_channel_users": 50,
            "vanity_url_code": null, "premium_tier": 0, "premium_subscription_count": 0,
            "premium_progress_bar_enabled": false, "preferred_locale": guild.locale,
            "nsfw_level": 0, "nsfw": false,
            "approximate_member_count": guild.members.len(),
        })
    }

    /// The guild as the gateway gives it when the bot comes online.
    pub(crate) fn guild_create_json(&self) -> Value {
        let guild = &self.guild;
        let mut body = self.guild_json();
        let visible = |channel: &&crate::state::Channel| {
            !channel.is_dm() && self.may(self.bot, channel.id, crate::permissions::VIEW_CHANNEL)
        };
        let (threads, channels): (Vec<_>, Vec<_>) = self
            .channels
            .values()
            .filter(visible)
            .partition(|channel| channel.thread.is_some());
        let active = threads.into_iter().filter(|channel| {
            channel
                .thread
                .as_ref()
                .is_some_and(|thread| !thread.archived)
        });
        let members: Vec<Value> = if guild.members.len() <= MEMBERS_SENT {
            guild
                .members
                .keys()
                .map(|id| self.member_json(*id))
                .collect()
        } else {
            vec![self.member_json(self.bot)]
        };
        body["joined_at"] = guild
            .members
            .get(&self.bot)
            .map_or(Value::Null, |bot| time(bot.joined_at));
        body["large"] = json!(guild.members.len() > 250);
        body["unavailable"] = json!(false);
        body["member_count"] = json!(guild.members.len());
        body["members"] = json!(members);
        body["channels"] = channels
            .into_iter()
            .map(|channel| self.channel_json(channel))
            .collect();
        body["threads"] = active.map(|channel| self.channel_json(channel)).collect();
        for empty in [
            "voice_states",
            "presences",
            "stage_instances",
            "soundboard_sounds",
        ] {
            body[empty] = json!([]);
        }
        let events = self.scheduled_events.values();
        let open = events.filter(|event| event.is_open());
        body["guild_scheduled_events"] =
            open.map(|event| self.scheduled_event_json(event)).collect();
        body
    }
}

/// A member without the user.
pub(crate) fn partial_member_json(member: &Member) -> Value {
    json!({
        "nick": member.nick,
        "avatar": null,
        "banner": null,
        "roles": member.roles,
        "joined_at": time(member.joined_at),
        "premium_since": null,
        "deaf": false,
        "mute": false,
        "flags": 0,
        "pending": member.pending,
        "communication_disabled_until": null,
    })
}

/// A role.
pub(crate) fn role_json(role: &Role) -> Value {
    json!({
        "id": role.id,
        "name": role.name,
        "color": role.colour,
        "colors": {"primary_color": role.colour, "secondary_color": null, "tertiary_color": null},
        "hoist": role.hoist,
        "icon": null,
        "unicode_emoji": null,
        "position": role.position,
        "permissions": role.permissions.to_string(),
        "managed": role.managed,
        "mentionable": role.mentionable,
        "flags": 0,
        "description": null,
    })
}
