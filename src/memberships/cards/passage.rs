//! How the way into a plan and out of it looks.

use crate::memberships::rules::{Exit, Passage};
use crate::text::Text;

/// A plan's line with what becomes of its members.
pub(super) fn line(line: Text, passage: Passage) -> Text {
    match passage.exit {
        Exit::Remove | Exit::Kick => line,
        Exit::Alumni(role) => Text::new("membership-plan-alumni")
            .with("line", line)
            .with("role", role),
    }
}
