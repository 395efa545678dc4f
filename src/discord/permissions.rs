//! What the bot may do in a channel, computed as Discord does.
//!
//! Source: Discord's "Permissions" page: base permissions of @everyone and of one's roles, then
//! the channel's overwrites for @everyone, for roles, for the member.

use serde_json::Value;
use serenity::all::Permissions;

/// Needed wherever the bot posts.
pub const POSTING: Permissions = Permissions::VIEW_CHANNEL
    .union(Permissions::SEND_MESSAGES)
    .union(Permissions::EMBED_LINKS)
    .union(Permissions::READ_MESSAGE_HISTORY);

/// Needed to pin a message. serenity has no name for it.
pub const PIN_MESSAGES: Permissions = Permissions::from_bits_retain(1 << 51);

/// The bot as a member of the server.
#[derive(Debug)]
pub struct Bot {
    guild: String,
    id: String,
    roles: Vec<String>,
    base: Permissions,
    /// The position of its highest role.
    pub position: i64,
}

impl Bot {
    /// Reads the bot from Discord's member and role objects.
    pub fn new(guild: String, member: &Value, roles: &[Value]) -> Self {
        let own: Vec<String> = member["roles"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|role| Some(role.as_str()?.to_owned()))
            .collect();
        let mut base = Permissions::empty();
        let mut position = 0;
        for role in roles {
            let id = role["id"].as_str().unwrap_or_default();
            if id == guild || own.iter().any(|own| own == id) {
                base |= bits(&role["permissions"]);
                position = position.max(role["position"].as_i64().unwrap_or(0));
            }
        }
        Self {
            guild,
            id: member["user"]["id"].as_str().unwrap_or_default().to_owned(),
            roles: own,
            base,
            position,
        }
    }

    /// Whether it holds these permissions in the server at large.
    pub fn may(&self, needed: Permissions) -> bool {
        self.base.contains(Permissions::ADMINISTRATOR) || self.base.contains(needed)
    }

    /// Which of these permissions it lacks in a channel.
    pub fn lacks(&self, channel: &Value, needed: Permissions) -> Permissions {
        needed - self.granted(channel)
    }

    /// Which permissions it has in a channel.
    pub fn granted(&self, channel: &Value) -> Permissions {
        if self.base.contains(Permissions::ADMINISTRATOR) {
            return Permissions::from_bits_retain(u64::MAX);
        }
        let overwrites = channel["permission_overwrites"].as_array();
        let overwrites = overwrites.map_or(&[][..], Vec::as_slice);
        let of = |id: &str| {
            let found = overwrites.iter().find(|overwrite| overwrite["id"] == id);
            found.map_or((Permissions::empty(), Permissions::empty()), |overwrite| {
                (bits(&overwrite["allow"]), bits(&overwrite["deny"]))
            })
        };
        let (allow, deny) = of(&self.guild);
        let mut granted = (self.base - deny) | allow;
        let (mut allow, mut deny) = (Permissions::empty(), Permissions::empty());
        for role in &self.roles {
            let (more_allow, more_deny) = of(role);
            allow |= more_allow;
            deny |= more_deny;
        }
        granted = (granted - deny) | allow;
        let (allow, deny) = of(&self.id);
        (granted - deny) | allow
    }
}

fn bits(value: &Value) -> Permissions {
    let number = value.as_str().and_then(|text| text.parse().ok());
    // Also those that serenity does not know.
    Permissions::from_bits_retain(number.unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn bot() -> Bot {
        let roles = [
            json!({"id": "1", "permissions": "1024", "position": 0}),
            json!({"id": "5", "permissions": "2048", "position": 4}),
            json!({"id": "6", "permissions": "8", "position": 9}),
        ];
        Bot::new(
            "1".into(),
            &json!({"user": {"id": "9"}, "roles": ["5"]}),
            &roles,
        )
    }

    #[test]
    fn overwrites_of_the_member_come_last() {
        let see = Permissions::VIEW_CHANNEL;
        let hidden = json!({"permission_overwrites": [{"id": "1", "allow": "0", "deny": "1024"}]});
        assert_eq!(bot().lacks(&json!({}), see), Permissions::empty());
        assert_eq!(bot().lacks(&hidden, see), see);
        let let_in = json!({"permission_overwrites": [
            {"id": "1", "allow": "0", "deny": "1024"}, {"id": "9", "allow": "1024", "deny": "0"}]});
        assert_eq!(bot().lacks(&let_in, see), Permissions::empty());
    }

    #[test]
    fn only_its_own_roles_count() {
        assert_eq!(bot().position, 4);
        assert!(bot().may(Permissions::SEND_MESSAGES));
        assert!(!bot().may(Permissions::MANAGE_ROLES));
    }
}
