//! The bare server that a sandbox begins with.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use crate::Id;
use crate::options::Seed;
use crate::state::{Guild, Member, Role, State, User};

/// The bare server.
pub(crate) fn fresh(seed: &Seed, now: DateTime<Utc>) -> State {
    let role = |id: Id, name: &str, position: u32, permissions: u64, managed: bool| Role {
        id,
        name: name.to_owned(),
        position,
        permissions,
        colour: 0,
        hoist: false,
        managed,
        mentionable: false,
    };
    let bot_role = Id(seed.bot.0 + 1_000_000);
    let everyone = role(seed.guild, "@everyone", 0, seed.everyone, false);
    // High enough that a story can put its roles below; `role` with a higher position goes above.
    let bot = role(bot_role, &seed.bot_name, 100, seed.bot_permissions, true);
    let member = |roles: Vec<Id>| Member {
        nick: None,
        roles,
        joined_at: now,
        pending: false,
    };
    let user = |id: Id, name: &str, bot: bool| User {
        id,
        username: name.to_owned(),
        global_name: None,
        locale: "en-US".to_owned(),
        bot,
        refuses_dms: false,
    };
    State {
        guild: Guild {
            id: seed.guild,
            name: seed.guild_name.clone(),
            owner: seed.owner,
            locale: seed.guild_locale.clone(),
            roles: BTreeMap::from([(everyone.id, everyone), (bot.id, bot)]),
            members: BTreeMap::from([
                (seed.owner, member(Vec::new())),
                (seed.bot, member(vec![bot_role])),
            ]),
            banned: Vec::new(),
            screens: false,
        },
        bot: seed.bot,
        application: seed.application,
        users: BTreeMap::from([
            (seed.owner, user(seed.owner, &seed.owner_name, false)),
            (seed.bot, user(seed.bot, &seed.bot_name, true)),
        ]),
        channels: BTreeMap::new(),
        messages: BTreeMap::new(),
        commands: Vec::new(),
        commands_are_open: false,
        files: BTreeMap::new(),
        uploads: BTreeMap::new(),
        scheduled_events: BTreeMap::new(),
        entitlements: BTreeMap::new(),
        nonces: Vec::new(),
        last_id: Id::at(now).0,
    }
}
