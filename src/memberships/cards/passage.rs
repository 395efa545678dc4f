//! How the way into a plan and out of it looks.

use super::{GREY, framed};
use crate::discord::message::Message;
use crate::ids::EntitlementId;
use crate::memberships::rules::{Exit, Passage, Plan, TakenFor};
use crate::text::{Lang, Text};

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
        Exit::Remove => line,
        Exit::Kick => Text::new("membership-plan-kick").with("line", line),
        Exit::Alumni(role) => Text::new("membership-plan-alumni")
            .with("line", line)
            .with("role", role),
    }
}

/// A direct message to whoever leaves the server with their last plan.
pub(in crate::memberships) fn farewell(
    id: EntitlementId,
    (plan, why): (&Plan, TakenFor),
    lang: Lang,
) -> Message {
    let title = Text::new("membership-dm-farewell-title").plain(lang);
    let text = if why == TakenFor::Revoked {
        Text::new("membership-dm-farewell-taken")
    } else {
        Text::new("membership-dm-farewell")
    };
    let text = text.with("plan", plan.name(lang));
    framed(
        title,
        text.render(lang),
        format!("salon · farewell-{id}"),
        GREY,
    )
}
