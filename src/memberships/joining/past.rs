//! What became of somebody's applications, in their history.

use crate::journal::Line;
use crate::text::{Arg, Text};

/// What happened to an application.
pub(in crate::memberships) fn event(
    kind: &str,
    line: &Line,
    plan: String,
    by: Arg,
) -> Option<Text> {
    let text = match kind {
        "application.made" => Text::new("joining-event-made"),
        "application.admitted" => Text::new("joining-event-admitted").with("by", by),
        "application.approved" => Text::new("joining-event-approved").with("by", by),
        "application.declined" => Text::new("joining-event-declined").with("by", by),
        "application.asked" => Text::new("joining-event-asked").with("by", by),
        "application.answered" => Text::new("joining-event-answered"),
        "application.queued" => Text::new("joining-event-queued"),
        "application.offered" => Text::new("joining-event-offered"),
        "application.obsolete" => Text::new("joining-event-obsolete").with("by", by),
        "application.closed" => Text::new("joining-event-closed"),
        "application.withdrawn" => Text::new("joining-event-withdrawn"),
        "application.left" => Text::new("joining-event-left"),
        "application.expired" => Text::new("joining-event-expired"),
        _ => return None,
    };
    let number = line.subject.strip_prefix("application:")?;
    let number = Arg::Markup(number.to_owned());
    Some(text.with("plan", plan).with("number", number))
}
