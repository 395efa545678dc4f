//! How the way into a plan and out of it looks.

use crate::memberships::rules::{Exit, Passage};
use crate::text::Text;

/// A plan's line with how it is tried, and what becomes of its members.
pub(super) fn line(mut line: Text, passage: Passage) -> Text {
    if passage.trial_days > 0 {
        let days = i64::from(passage.trial_days);
        line = match passage.trial_role {
            Some(role) => Text::new("membership-plan-trial-role").with("role", role),
            None => Text::new("membership-plan-trial"),
        }
        .with("line", line)
        .with("days", days);
    }
    match passage.exit {
        Exit::Remove | Exit::Kick => line,
        Exit::Alumni(role) => Text::new("membership-plan-alumni")
            .with("line", line)
            .with("role", role),
    }
}
