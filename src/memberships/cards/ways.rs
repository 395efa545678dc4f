//! How long something is left, and how to go on with it.

use chrono::{DateTime, Utc};

use super::{GREEN, GREY};
use crate::memberships::rules::Plan;
use crate::text::{Text, end};

/// That what somebody tries ends soon.
pub(super) fn trial_ends(plan: &Plan, at: DateTime<Utc>, left: i64) -> (Text, Text, u32) {
    let text = Text::new("membership-dm-trial-ends")
        .with("left", days_left(left))
        .with("end", end(at))
        .with("price", plan.price.0);
    (Text::new("membership-dm-trial-ends-title"), text, GREEN)
}

/// That what somebody tried is over.
pub(super) fn trial_ended(can_join: bool) -> (Text, Text, u32) {
    let text = Text::new("membership-dm-trial-ended").with("way", way_after(can_join));
    (Text::new("membership-dm-trial-ended-title"), text, GREY)
}

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

/// How to have a plan again that is over.
pub(super) fn way_after(can_join: bool) -> Text {
    if can_join {
        Text::new("membership-way-again")
    } else {
        Text::new("membership-way-again-ask")
    }
}
