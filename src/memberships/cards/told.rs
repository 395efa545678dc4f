//! Which notice it was that somebody was sent, in a line of their history.

use crate::ids::EntitlementId;
use crate::memberships::{Timeline, moving};
use crate::text::Text;

/// The notice of this key (`notices.rs` makes them), and whether it arrived.
pub(super) fn notice(timeline: &Timeline, key: &str, delivery: Text) -> Text {
    which(timeline, key).with("delivery", delivery)
}

fn which(timeline: &Timeline, key: &str) -> Text {
    if moving::describe(key).is_some() {
        return Text::new("membership-event-notice-moved");
    }
    let mut parts = key.split(':').skip(2);
    let what = parts.next().unwrap_or_default();
    match what {
        "application" => return application(parts.nth(1).unwrap_or_default()),
        "ended" => return Text::new("membership-event-notice-ended"),
        "shortened" => return Text::new("refund-event-notice-shortened"),
        "farewell" => return Text::new("membership-event-notice-farewell"),
        _ => {}
    }
    match what.split_once('-') {
        Some(("refunded", _)) => return Text::new("refund-event-notice"),
        Some(("renewal", days)) => {
            return Text::new("membership-event-notice-renewal").with("days", days);
        }
        Some(("grace", "0")) => return Text::new("membership-event-notice-grace-first"),
        Some(("grace", days)) => {
            return Text::new("membership-event-notice-grace").with("days", days);
        }
        _ => {}
    }
    let id = parts.next().and_then(|id| id.parse().ok());
    begun(timeline, id.map(EntitlementId))
}

/// That something began: a trial, a further period, or the first.
fn begun(timeline: &Timeline, id: Option<EntitlementId>) -> Text {
    let period = timeline.periods.iter().find(|period| Some(period.id) == id);
    let subject = id.map(|id| format!("entitlement:{id}"));
    let is_granted = |line: &&crate::journal::Line| {
        line.kind == "entitlement.granted" && Some(&line.subject) == subject.as_ref()
    };
    let granted = timeline.lines.iter().find(is_granted);
    let is_extension = granted.is_some_and(|line| line.details.contains("\"is_extension\":true"));
    match period {
        Some(period) if period.is_trial => Text::new("membership-event-notice-trial"),
        Some(period) if is_extension || period.is_goodwill() => {
            Text::new("membership-event-notice-extended")
        }
        _ => Text::new("membership-event-notice-welcome"),
    }
}

/// What an applicant was told.
fn application(what: &str) -> Text {
    match what {
        "awaited" => Text::new("joining-event-notice-awaited"),
        "unpaid" => Text::new("joining-event-notice-unpaid"),
        "declined" => Text::new("joining-event-notice-declined"),
        "asked" => Text::new("joining-event-notice-asked"),
        "offered" => Text::new("joining-event-notice-offered"),
        _ => Text::new("joining-event-notice-lapsed"),
    }
}
