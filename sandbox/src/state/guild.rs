//! The guild: its roles and members, and the users behind them.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::Id;

/// The one server of the sandbox.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Guild {
    pub id: Id,
    pub name: String,
    pub owner: Id,
    pub locale: String,
    pub roles: BTreeMap<Id, Role>,
    pub members: BTreeMap<Id, Member>,
    pub banned: Vec<Id>,
    /// Whoever joins must accept the rules first.
    #[serde(default)]
    pub screens: bool,
}

/// A role; the one whose id is the guild's is @everyone.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Role {
    pub id: Id,
    pub name: String,
    pub position: u32,
    pub permissions: u64,
    pub colour: u32,
    pub hoist: bool,
    /// Belongs to an integration and cannot be given by hand.
    pub managed: bool,
    pub mentionable: bool,
}

/// A user in the guild.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Member {
    pub nick: Option<String>,
    pub roles: Vec<Id>,
    pub joined_at: DateTime<Utc>,
    /// Has not accepted the rules yet: can look around and do nothing. A role ends that.
    pub pending: bool,
}

/// A Discord account.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct User {
    pub id: Id,
    pub username: String,
    pub global_name: Option<String>,
    pub locale: String,
    pub bot: bool,
    pub refuses_dms: bool,
}
