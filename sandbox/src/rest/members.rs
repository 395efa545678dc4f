//! Members over REST, and the roles they hold.

use serde_json::{Value, json};

use super::request::Request;
use super::{Reply, done, ok};
use crate::discord::Discord;
use crate::error::{ApiError, Problems};
use crate::permissions::{KICK_MEMBERS, MANAGE_NICKNAMES, MANAGE_ROLES};
use crate::{Id, intents};

/// `GET /guilds/{id}/members`
pub(crate) fn list(d: &Discord, r: &Request) -> Reply {
    // This list is closed to bots without the privileged intent.
    if d.settings.privileged & intents::GUILD_MEMBERS == 0 {
        return Err(ApiError::code(50001));
    }
    let limit = r.number("limit", 1, 1, 1000)?;
    let after = r.id("after")?.unwrap_or_default();
    let ids = d
        .state
        .guild
        .members
        .keys()
        .filter(|id| **id > after)
        .take(limit);
    ok(ids.map(|id| d.state.member_json(*id)).collect())
}

/// `GET /guilds/{id}/members/search`
pub(crate) fn search(d: &Discord, r: &Request) -> Reply {
    let limit = r.number("limit", 1, 1, 1000)?;
    let query = r
        .query
        .get("query")
        .map(|query| query.to_lowercase())
        .unwrap_or_default();
    let fits = |id: &&Id| {
        let username = d
            .state
            .users
            .get(id)
            .map(|user| user.username.to_lowercase())
            .unwrap_or_default();
        username.starts_with(&query)
            || d.state
                .display_name(**id)
                .to_lowercase()
                .starts_with(&query)
    };
    ok(d.state
        .guild
        .members
        .keys()
        .filter(fits)
        .take(limit)
        .map(|id| d.state.member_json(*id))
        .collect())
}

/// `GET /guilds/{id}/members/{id}`
pub(crate) fn get(d: &Discord, user: Id) -> Reply {
    if d.state.guild.members.contains_key(&user) {
        return ok(d.state.member_json(user));
    }
    Err(ApiError::code(if d.state.users.contains_key(&user) {
        10007
    } else {
        10013
    }))
}

/// `DELETE /guilds/{id}/members/{id}`: only whom the bot outranks.
pub(crate) fn kick(d: &mut Discord, user: Id) -> Reply {
    get(d, user)?;
    let bot = d.state.bot;
    if d.state.guild_permissions(bot) & KICK_MEMBERS == 0
        || user == d.state.guild.owner
        || d.state.highest_role(user) >= d.state.highest_role(bot)
    {
        return Err(ApiError::code(50013));
    }
    d.member_gone(user);
    done()
}

/// `PUT` and `DELETE /guilds/{id}/members/{id}/roles/{id}`
pub(crate) fn role(d: &mut Discord, user: Id, role: Id, give: bool) -> Reply {
    if !d.state.guild.members.contains_key(&user) {
        return Err(ApiError::code(if d.state.users.contains_key(&user) {
            10007
        } else {
            10013
        }));
    }
    d.may_give(role)?;
    if d.set_role(user, role, give) {
        d.member_changed(user);
    }
    done()
}

/// `PATCH /guilds/{id}/members/{id}`: nickname and the whole set of roles.
pub(crate) fn edit(d: &mut Discord, r: &Request, user: Id) -> Reply {
    let Some(member) = d.state.guild.members.get(&user) else {
        return Err(ApiError::code(10007));
    };
    let mut changed = member.clone();
    if let Some(wanted) = r.body.get("roles") {
        let wanted: Vec<Id> = serde_json::from_value(wanted.clone()).map_err(|_| {
            ApiError::invalid("roles", "BASE_TYPE_BAD_TYPE", "A list of ids is needed.")
        })?;
        let moved: Vec<Id> = wanted
            .iter()
            .chain(&member.roles)
            .filter(|id| wanted.contains(id) != member.roles.contains(id))
            .copied()
            .collect();
        for id in moved {
            d.may_give(id)?;
        }
        changed.pending &= wanted.is_empty();
        changed.roles = wanted;
    }
    if let Some(nick) = r.body.get("nick") {
        let mut problems = Problems::default();
        problems.length("nick", nick.as_str().unwrap_or_default(), 0, 32);
        problems.check()?;
        if d.state.guild_permissions(d.state.bot) & MANAGE_NICKNAMES == 0
            || user == d.state.guild.owner
        {
            return Err(ApiError::code(50013));
        }
        changed.nick = nick
            .as_str()
            .filter(|nick| !nick.is_empty())
            .map(str::to_owned);
    }
    d.state.guild.members.insert(user, changed);
    d.member_changed(user);
    ok(d.state.member_json(user))
}

impl Discord {
    /// Whether the bot may give and take that role.
    fn may_give(&self, role: Id) -> Result<(), ApiError> {
        let Some(found) = self.state.guild.roles.get(&role) else {
            return Err(ApiError::code(10011));
        };
        if role == self.state.guild.id {
            return Err(ApiError::code(50028));
        }
        let bot = self.state.bot;
        if found.managed
            || self.state.guild_permissions(bot) & MANAGE_ROLES == 0
            || !self.state.outranks_role(bot, role)
        {
            return Err(ApiError::code(50013));
        }
        Ok(())
    }

    /// Gives or takes a role; tells whether that changed anything.
    pub(crate) fn set_role(&mut self, user: Id, role: Id, give: bool) -> bool {
        let Some(member) = self.state.guild.members.get_mut(&user) else {
            return false;
        };
        let had = member.roles.contains(&role);
        if give && !had {
            member.roles.push(role);
            // Whoever has a role is asked for nothing more.
            member.pending = false;
        } else if !give {
            member.roles.retain(|held| *held != role);
        }
        had != give
    }

    /// Tells that someone came.
    pub(crate) fn member_added(&mut self, user: Id) {
        let mut data = self.state.member_json(user);
        data["guild_id"] = json!(self.state.guild.id);
        self.emit("GUILD_MEMBER_ADD", intents::GUILD_MEMBERS, &data);
    }

    /// Tells that a member is different now. News of the bot itself need no intent.
    pub(crate) fn member_changed(&mut self, user: Id) {
        let mut data = self.state.member_json(user);
        if data == Value::Null {
            return;
        }
        data["guild_id"] = json!(self.state.guild.id);
        let intent = if user == self.state.bot {
            0
        } else {
            intents::GUILD_MEMBERS
        };
        self.emit("GUILD_MEMBER_UPDATE", intent, &data);
    }

    /// Takes someone out of the guild.
    pub(crate) fn member_gone(&mut self, user: Id) {
        if self.state.guild.members.remove(&user).is_none() {
            return;
        }
        for channel in self.state.channels.values_mut() {
            if let Some(thread) = &mut channel.thread {
                thread.members.remove(&user);
            }
        }
        let data = json!({"guild_id": self.state.guild.id, "user": self.state.user_json(user)});
        self.emit("GUILD_MEMBER_REMOVE", intents::GUILD_MEMBERS, &data);
    }
}
