//! What lists did to somebody, in their history.

use chrono::{DateTime, Utc};

use crate::memberships::cards::until;
use crate::text::{Arg, Text};

/// What was done because of a list, or because the `list` of then was undone. Older lines of the
/// record do not say which.
pub(in crate::memberships) fn event(
    kind: &str,
    ends_at: Option<DateTime<Utc>>,
    list: Option<DateTime<Utc>>,
    (plan, by): (String, Arg),
) -> Option<Text> {
    Some(match (kind, list) {
        ("entitlement.changed", None) => Text::new("membership-event-changed")
            .with("plan", plan)
            .with("by", by)
            .with("until", until(ends_at)),
        ("entitlement.changed", Some(list)) => Text::new("import-event-changed-back")
            .with("list", list)
            .with("plan", plan)
            .with("by", by)
            .with("until", until(ends_at)),
        ("entitlement.closed", None) => Text::new("membership-event-closed")
            .with("plan", plan)
            .with("by", by),
        ("entitlement.closed", Some(list)) => Text::new("import-event-taken-back")
            .with("list", list)
            .with("plan", plan)
            .with("by", by),
        ("entitlement.reopened", None) => Text::new("membership-event-reopened")
            .with("plan", plan)
            .with("by", by),
        ("entitlement.reopened", Some(list)) => Text::new("import-event-given-back")
            .with("list", list)
            .with("plan", plan)
            .with("by", by),
        _ => return None,
    })
}
