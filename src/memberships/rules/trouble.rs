//! What keeps a role that is sold from being given, or makes it unfit to be sold.

use serde::{Deserialize, Serialize};

use super::PaidRole;
use super::sale::is_dangerous;

/// What the bot may do with roles.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::memberships) struct Rank {
    /// Where its highest role stands: it gives only what stands below.
    pub(in crate::memberships) position: i64,
    /// It may give roles at all.
    pub(in crate::memberships) may_manage_roles: bool,
    /// It may send people away. Not known since before it was looked at: it is looked at anew.
    #[serde(default)]
    pub(in crate::memberships) may_kick: bool,
}

/// What is wrong with a role that is sold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::memberships) enum Trouble {
    /// It was deleted.
    Gone,
    /// It belongs to an integration now.
    Managed,
    /// The bot may give no roles.
    NoManageRoles,
    /// It stands above the bot.
    TooHigh,
    /// Whoever buys it could harm the server.
    Dangerous,
    /// It is no role that is wrong: the bot may send nobody away, and a plan wants that.
    NoKick,
}

impl Trouble {
    const ALL: [Self; 6] = [
        Self::Gone,
        Self::Managed,
        Self::NoManageRoles,
        Self::TooHigh,
        Self::Dangerous,
        Self::NoKick,
    ];

    /// What is wrong with a role as Discord lists it, the worst first; `None` there: it does not.
    pub(in crate::memberships) fn of(role: Option<&PaidRole>, rank: Rank) -> Option<Self> {
        let Some(role) = role else {
            return Some(Self::Gone);
        };
        let found = [
            (role.managed, Self::Managed),
            (is_dangerous(role), Self::Dangerous),
            (!rank.may_manage_roles, Self::NoManageRoles),
            (role.position >= rank.position, Self::TooHigh),
        ];
        found
            .into_iter()
            .find(|(is_so, _)| *is_so)
            .map(|(_, what)| what)
    }

    /// The trouble in the column that holds it.
    pub(in crate::memberships) fn read(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.name() == name)
    }

    pub(in crate::memberships) const fn name(self) -> &'static str {
        match self {
            Self::Gone => "gone",
            Self::Managed => "managed",
            Self::NoManageRoles => "no-manage-roles",
            Self::TooHigh => "too-high",
            Self::Dangerous => "dangerous",
            Self::NoKick => "no-kick",
        }
    }

    /// The owner is told at once. Of the others they are told when something waits for it.
    pub(in crate::memberships) const fn is_told_at_once(self) -> bool {
        match self {
            Self::Gone | Self::Managed | Self::Dangerous => true,
            Self::NoManageRoles | Self::TooHigh | Self::NoKick => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::RoleId;

    #[test]
    fn the_worst_is_named_first() {
        let fine = PaidRole {
            id: RoleId(9),
            managed: false,
            permissions: 0,
            position: 3,
        };
        let rank = Rank {
            position: 4,
            may_manage_roles: true,
            may_kick: false,
        };
        let weak = Rank {
            may_manage_roles: false,
            ..rank
        };
        let high = PaidRole {
            position: 4,
            ..fine
        };
        let mighty = PaidRole {
            permissions: 8,
            ..high
        };
        let managed = PaidRole {
            managed: true,
            ..mighty
        };
        for (role, rank, trouble) in [
            (Some(&fine), rank, None),
            (None, rank, Some(Trouble::Gone)),
            (Some(&high), rank, Some(Trouble::TooHigh)),
            (Some(&high), weak, Some(Trouble::NoManageRoles)),
            (Some(&mighty), weak, Some(Trouble::Dangerous)),
            (Some(&managed), weak, Some(Trouble::Managed)),
        ] {
            assert_eq!(Trouble::of(role, rank), trouble);
        }
    }

    #[test]
    fn troubles_are_read_as_they_are_written() {
        for trouble in Trouble::ALL {
            assert_eq!(Trouble::read(trouble.name()), Some(trouble));
        }
    }
}
