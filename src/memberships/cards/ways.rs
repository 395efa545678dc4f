//! How many days are left, and how to go on, in words.

use crate::ids::ApplicationId;
use crate::memberships::rules::Plan;
use crate::text::{Arg, Text};

/// How many days of the calendar are left, in words.
pub(super) fn days_left(days: i64) -> Text {
    match days {
        ..=0 => Text::new("membership-today"),
        days => Text::new("membership-days-left").with("days", days),
    }
}

/// How to go on with a plan: by oneself, or by the owner's hand where it cannot be ordered.
pub(super) fn way_on(can_join: bool) -> Text {
    if can_join {
        Text::new("membership-way-join")
    } else {
        Text::new("membership-way-ask")
    }
}

/// How to go on with a plan while it runs: of what costs nothing no second period is had until it is over.
pub(super) fn way_in_time(plan: &Plan, can_join: bool) -> Text {
    if can_join && plan.price.0 == 0 {
        Text::new("membership-way-later")
    } else {
        way_on(can_join)
    }
}

/// How to have a plan again that is over.
pub(super) fn way_after(can_join: bool) -> Text {
    if can_join {
        Text::new("membership-way-again")
    } else {
        Text::new("membership-way-again-ask")
    }
}

/// How somebody has a plan again that is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::memberships) enum After {
    /// They apply by themselves.
    Join,
    /// By the owner's hand.
    Ask,
    /// They have applied: once that is settled.
    Applied(ApplicationId),
}

impl After {
    /// The same in words.
    pub(super) fn way(self) -> Text {
        match self {
            Self::Join => way_after(true),
            Self::Ask => way_after(false),
            Self::Applied(id) => {
                Text::new("membership-way-applied").with("number", Arg::Markup(id.to_string()))
            }
        }
    }
}
