//! Which notice it was that somebody was sent, in a line of their history.

use serde_json::Value;

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
        Some(("mistake", _)) => return Text::new("refund-event-notice-mistake"),
        Some(("received", _)) => return Text::new("refund-event-notice-received"),
        Some(("renewal", days)) => {
            return Text::new("membership-event-notice-renewal")
                .with("days", days.parse().unwrap_or(0_i64));
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
    match period {
        Some(period) if period.restores.is_some() => Text::new("restored-event-notice"),
        Some(period) if period.is_trial => Text::new("membership-event-notice-trial"),
        Some(period) if period.is_goodwill() => Text::new("membership-event-notice-extended"),
        _ => of_grant(granted.map(|line| line.details.as_str())),
    }
}

/// Whether what was granted went on or began, as the record says; the oldest lines do not.
fn of_grant(details: Option<&str>) -> Text {
    let details = details.and_then(|details| serde_json::from_str::<Value>(details).ok());
    match details.and_then(|details| details["is_extension"].as_bool()) {
        Some(true) => Text::new("membership-event-notice-extended"),
        Some(false) => Text::new("membership-event-notice-welcome"),
        None => Text::new("membership-event-notice-period"),
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
        "closed" => Text::new("joining-event-notice-closed"),
        _ => Text::new("joining-event-notice-lapsed"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Lang;

    #[test]
    fn a_notice_says_that_it_began_or_went_on_only_where_the_record_does() {
        for (details, expected) in [
            (Some(r#"{"plan":1,"is_extension":true}"#), "goes on"),
            (Some(r#"{"is_extension": true, "plan": 1}"#), "goes on"),
            (Some(r#"{"plan":1,"is_extension":false}"#), "begins"),
            (Some(r#"{"plan":1,"source":"pass"}"#), "of the period"),
            (Some("not JSON"), "of the period"),
            (None, "of the period"),
        ] {
            let text = of_grant(details).with("delivery", "").plain(Lang::En);
            assert!(text.contains(expected), "{details:?}: {text}");
        }
    }
}
