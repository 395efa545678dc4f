//! A role from the side of what somebody holds.

use chrono::{DateTime, Utc};

use crate::ids::RoleId;
use crate::memberships::rules::ByHand;

/// A role that a plan of someone confers, or conferred.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::memberships) struct HeldRole {
    /// Which.
    pub(in crate::memberships) role: RoleId,
    /// They have a right to it now.
    pub(in crate::memberships) is_wanted: bool,
    /// They have a right to it now or will have one.
    pub(in crate::memberships) is_open: bool,
    /// What their plans make of changes by hand.
    pub(in crate::memberships) policy: ByHand,
    /// How the last right to it ended, if one did.
    pub(in crate::memberships) end: End,
    /// They have it because a plan of theirs is over, and for nothing else.
    pub(in crate::memberships) is_alumni: bool,
    /// When an edit of the plan made it so, where one did.
    pub(in crate::memberships) edited_at: Option<DateTime<Utc>>,
}

impl HeldRole {
    /// No plan of theirs confers it.
    pub(in crate::memberships) const fn none(role: RoleId) -> Self {
        Self {
            role,
            is_wanted: false,
            is_open: false,
            policy: ByHand::Restore,
            end: End::Never,
            is_alumni: false,
            edited_at: None,
        }
    }
}

/// How the last right to a role ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::memberships) enum End {
    /// When its time was over.
    ByClock,
    /// Before.
    Early,
    /// None did: no plan of theirs gives the role any more.
    Never,
}
